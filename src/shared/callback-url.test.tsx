import { render, screen } from '@testing-library/react';
import type { ComponentProps } from 'react';
import { expect, test } from 'vitest';
import { CallbackUrl } from './callback-url.tsx';

function show(props: Partial<ComponentProps<typeof CallbackUrl>> = {}) {
  const { container } = render(
    <CallbackUrl
      template="{issuer}/callback/{method}"
      issuerId="i_1"
      method="oidc"
      methodId={null}
      hosts={[]}
      {...props}
    />,
  );
  return container;
}

const urls = () => screen.queryAllByRole('listitem').map((item) => item.textContent);
const copies = () =>
  screen
    .queryAllByRole('button')
    .map((button) => [button.getAttribute('aria-label'), button.dataset['copy']]);

test('the URL to register, to be copied', () => {
  expect(show()).toHaveTextContent('Register this callback URL at the provider.');
  expect(urls()).toEqual(['https://idp.authpi.com/i_1/callback/oidc']);
  expect(copies()).toEqual([['Copy callback URL', 'https://idp.authpi.com/i_1/callback/oidc']]);
});

test('one for each custom domain, too', () => {
  const page = show({ hosts: ['login.example.com', 'xn--bcher-kva.example'] });
  expect(page).toHaveTextContent(
    'Register these callback URLs at the provider, one for each address of the issuer.',
  );
  expect(urls()).toEqual([
    'https://idp.authpi.com/i_1/callback/oidc',
    'https://login.example.com/callback/oidc',
    'bücher.examplehttps://xn--bcher-kva.example/callback/oidc',
  ]);
  expect(copies()[1]).toEqual([
    'Copy callback URL at login.example.com',
    'https://login.example.com/callback/oidc',
  ]);
});

test('domains that are not known are said to be missing', () => {
  expect(show({ hosts: null })).toHaveTextContent(
    'The issuer’s custom domains are not known here, so the callback URLs at them are missing.',
  );
  expect(urls()).toEqual(['https://idp.authpi.com/i_1/callback/oidc']);
});

test.each([null, ['login.example.com']])(
  'domains %j do not matter where the URL does not hold the issuer’s address',
  (hosts) => {
    const page = show({ template: 'https://idp.example.com/{issuer_id}', hosts });
    expect(urls()).toEqual(['https://idp.example.com/i_1']);
    expect(page).not.toHaveTextContent('domains');
  },
);

test('a URL with the id of the auth method waits for it', () => {
  const template = '{issuer}/callback/{method_id}';
  expect(show({ template, hosts: ['login.example.com'] })).toHaveTextContent(
    /shown here once the method is created\.$/,
  );
  expect(urls()).toEqual([]);
  show({ template, methodId: 'am_1' });
  expect(urls()).toEqual(['https://idp.authpi.com/i_1/callback/am_1']);
});

test('without a template: who knows it, and who can set it', () => {
  const page = show({ template: null });
  expect(page).toHaveTextContent('AuthPI has not published the callback URL');
  expect(page).toHaveTextContent('Ask AuthPI for it.');
  expect(page).toHaveTextContent('the setting is AUTHPI_CALLBACK_URL');
  expect(screen.queryByRole('button')).toBeNull();
});

test('where it goes into a setting as well, the setting is named', () => {
  expect(show({ method: 'oauth2' })).toHaveTextContent('Redirect URI has to be the same.');
  expect(show({ method: 'oauth2_manual', hosts: ['login.example.com'] })).toHaveTextContent(
    'Redirect URI has to be one of them.',
  );
  expect(show({ method: 'oauth2', template: null })).toHaveTextContent(
    'to register at the provider and to put into Redirect URI.',
  );
});

test('a method that is not known here has a callback URL all the same', () => {
  show({ method: 'constructor' });
  expect(urls()).toEqual(['https://idp.authpi.com/i_1/callback/constructor']);
});
