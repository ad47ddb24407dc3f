import { useState } from 'react';
import { useEditing, useEditState } from '#editing/editing.tsx';
import { keyOf, shownAt } from '#editing/session.ts';
import { announce } from '#ui/announcer.tsx';
import { Button } from '#ui/button.tsx';
import { Field } from '#ui/field.tsx';
import { Icon } from '#ui/icon.tsx';
import { TextArea } from '#ui/inputs.tsx';
import { compareDiscovery, discoveryUrl } from './discovery.ts';
import { typeUrl } from './oidc-fill.tsx';

const DEFAULT_SCOPES = ['openid', 'email', 'profile'];

/** The comparing itself, loaded when it is asked for. The document is kept nowhere. */
export function Compare() {
  const { session } = useEditing();
  const [text, setText] = useState('');
  // What is typed, as text: the same until something of it changes.
  const issuerUrl = useEditState((state) => {
    const raw = state.edits.get(keyOf(['settings', 'issuer_url']))?.raw;
    const value = raw ?? shownAt(state, ['settings', 'issuer_url']);
    return typeof value === 'string' ? value : '';
  });
  const scopes = useEditState((state) => {
    const value = shownAt(state, ['settings', 'scopes']);
    return Array.isArray(value) && value.length > 0 ? value.join(' ') : DEFAULT_SCOPES.join(' ');
  });
  const pkce = useEditState((state) => shownAt(state, ['settings', 'pkce']) === true);
  const address = discoveryUrl(issuerUrl);
  const found =
    text.trim() === ''
      ? null
      : compareDiscovery(text, { issuerUrl, scopes: scopes.split(' '), pkce });
  return (
    <div className="compare-body">
      <p>
        {address === null ? (
          'Once the issuer URL is complete, a link to the document stands here.'
        ) : (
          <>
            Open{' '}
            <a className="link" href={address} target="_blank" rel="noopener noreferrer">
              {address}
            </a>{' '}
            in a new tab, and copy all of it.
          </>
        )}
      </p>
      <Field
        label="Discovery document"
        help="It is compared in this browser, and sent nowhere."
        full
      >
        {(aria) => (
          <TextArea
            {...aria}
            mono
            rows={4}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <output className="block">
        {found?.kind === 'unreadable' && (
          <p className="judged">
            <Icon name="cross" className="tone-bad" />
            <span>{found.words}</span>
          </p>
        )}
        {found?.kind === 'compared' && found.findings.length === 0 && (
          <p className="judged">
            <Icon name="ok" className="tone-ok" />
            <span>What is typed fits the document.</span>
          </p>
        )}
        {found?.kind === 'compared' && found.findings.length > 0 && (
          <ul>
            {found.findings.map(({ level, words, cure }) => (
              <li key={words} className="judged">
                <Icon
                  name={level === 'bad' ? 'cross' : 'alert'}
                  className={level === 'bad' ? 'tone-bad' : 'tone-warn'}
                />
                <span>
                  <span className="sr-only">
                    {level === 'bad' ? 'Wrong: ' : 'To be looked at: '}
                  </span>
                  {words}
                </span>
                {cure !== undefined && (
                  <Button
                    onClick={() => {
                      typeUrl({ session }, cure.value);
                      announce('Issuer URL filled in');
                    }}
                  >
                    Use this issuer URL
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </output>
    </div>
  );
}
