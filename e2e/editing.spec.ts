import { expect } from '@playwright/test';

import { EditingPage, change, makeIssuer, recordWrites, storedIssuer } from './editing-page.ts';
import { test } from './fixtures.ts';
import { refocus } from './issuer-list.ts';

test(
  'two tabs change different things: both survive, and nothing is asked',
  { tag: '@worker' },
  async ({ page, context, simulator }) => {
    const issuer = await makeIssuer(simulator, {
      name: 'Orders',
      settings: { access: { mode: 'open', mfa: 'off' } },
      available_scopes: ['openid', 'email'],
    });
    simulator.allow(412);
    const left = new EditingPage(page);
    const right = new EditingPage(await context.newPage());
    await left.open(issuer.address, 'General');
    await right.open(issuer.address, 'General');
    const writes = recordWrites(right.page);

    await right.text('Description').fill('Words of the right');
    await left.text('Name').fill('Orders of the left');
    await left.saved('General');
    await right.save('General');
    await right.expectSaved('General', 'Saved. Also kept 1 change made by someone else.');
    await expect(right.panel).toHaveCount(0);
    await expect(right.text('Name')).toHaveValue('Orders of the left');
    expect(await storedIssuer(simulator, issuer)).toMatchObject({
      name: 'Orders of the left',
      description: 'Words of the right',
    });
    // Sent under the tag that was on screen, and again under the one that was there.
    expect(writes.map(({ body }) => body)).toEqual([
      { description: 'Words of the right' },
      { description: 'Words of the right' },
    ]);
    expect(new Set(writes.map(({ ifMatch }) => ifMatch)).size).toBe(2);

    // A save never conflicts with the one before it.
    for (const words of ['Second words', 'Third words']) {
      writes.length = 0;
      await right.text('Description').fill(words);
      await right.saved('General');
      expect(writes).toHaveLength(1);
    }

    // A draft of another section stays where it is, also where both are in one object.
    await right.text('Name').fill('Not to be sent');
    await right.goTo('Access');
    await right.choice('Second factor').selectOption('Required');
    await right.goTo('Branding');
    await right.text('Display name on login pages').fill('Orders');
    writes.length = 0;
    await right.saved('Branding');
    expect(writes.map(({ body }) => body)).toEqual([
      { settings: { access: { mode: 'open', mfa: 'off' }, branding: { display_name: 'Orders' } } },
    ]);
    await right.goTo('Access');
    await expect(right.choice('Second factor')).toHaveValue('required');
    await right.goTo('General');
    await expect(right.text('Name')).toHaveValue('Not to be sent');

    // Of a set each side's entries are kept.
    await left.goTo('Scopes');
    await left.text('Available scopes').fill('openid\nemail\nphone');
    await change(simulator, issuer, { available_scopes: ['openid', 'address'] });
    await left.save('Scopes');
    await expect(left.section('Scopes').getByText(/^Saved\. Also kept/)).toBeVisible();
    const { available_scopes: scopes } = await storedIssuer(simulator, issuer);
    expect(scopes?.toSorted()).toEqual(['address', 'openid', 'phone']);
  },
);

test(
  'two tabs change the same: one panel with those fields, chosen by keyboard alone, asked again for what moved',
  { tag: '@worker' },
  async ({ page, context, simulator }) => {
    const issuer = await makeIssuer(simulator, {
      name: 'Orders',
      settings: {
        access: { mode: 'open' },
        branding: { display_name: 'Orders', primary_color: '#112233' },
      },
    });
    simulator.allow(412);
    const left = new EditingPage(page);
    const right = new EditingPage(await context.newPage());
    const address = `${issuer.address}/branding`;
    await left.open(address, 'Branding');
    await right.open(address, 'Branding');

    await left.text('Display name on login pages').fill('Left');
    await left.text('Primary colour').fill('#aaaaaa');
    await left.choice('Dark mode').selectOption('Always dark');
    await left.saved('Branding');

    await right.text('Display name on login pages').fill('Right');
    await right.text('Primary colour').fill('#bbbbbb');
    await right.text('Background colour').fill('#ffffff');
    const { keyboard } = right.page;
    await right.tabTo(right.saveButton('Branding'));
    await keyboard.press('Enter');
    await expect(right.panel).toHaveCount(1);
    await expect(
      right.panel.getByRole('heading', { name: 'You both changed these 2 fields' }),
    ).toBeFocused();
    await expect(right.panel.getByRole('group')).toHaveCount(2);
    const name = right.conflict('Display name on login pages');
    const color = right.conflict('Primary colour');
    await expect(name).toContainText('Before: Orders');
    await expect(right.panel.getByRole('radio', { checked: true })).toHaveCount(0);
    const save = right.panel.getByRole('button', { name: 'Save', exact: true });
    await expect(save).toHaveAccessibleDescription(
      'Choose for “Display name on login pages” first',
    );

    await right.tabTo(name.getByRole('radio', { name: 'Theirs: Left' }));
    await keyboard.press('ArrowDown');
    await expect(name.getByRole('radio', { name: 'Yours: Right' })).toBeChecked();
    await right.tabTo(color.getByRole('radio', { name: 'Theirs: #aaaaaa' }));
    await keyboard.press('Space');
    await expect(save).toHaveAccessibleDescription('');

    // A third write while one chooses: only what moved is asked again.
    await change(simulator, issuer, { settings: { branding: { primary_color: '#cccccc' } } });
    await refocus(right.page);
    await expect(color).toContainText('Changed again by someone else');
    await expect(color.getByRole('radio', { checked: true })).toHaveCount(0);
    await expect(name.getByRole('radio', { name: 'Yours: Right' })).toBeChecked();
    await expect(right.panel.getByRole('group')).toHaveCount(2);
    await right.tabTo(color.getByRole('radio', { name: 'Another value' }), 'Shift+Tab');
    await keyboard.press('Space');
    await right.tabTo(color.getByRole('textbox', { name: 'Value' }));
    await keyboard.press('ControlOrMeta+a');
    await keyboard.type('#dddddd');
    const writes = recordWrites(right.page);
    await right.tabTo(save);
    await keyboard.press('Enter');
    await right.expectSaved('Branding', 'Saved. Also kept 1 change made by someone else.');
    await expect(right.panel).toHaveCount(0);
    await expect(right.section('Branding').getByRole('heading', { level: 2 })).toBeFocused();
    expect(writes).toHaveLength(1);
    expect((await storedIssuer(simulator, issuer)).settings).toEqual({
      access: { mode: 'open' },
      branding: {
        display_name: 'Right',
        primary_color: '#dddddd',
        background_color: '#ffffff',
        dark_mode: 'dark',
      },
    });

    // Rows have keys of their own, and so have their conflicts.
    await right.goTo('Metadata');
    await right.text('Environment').fill('staging');
    await change(simulator, issuer, { metadata: { environment: 'production', team: 'core' } });
    await right.save('Metadata');
    await expect(right.panel.getByRole('group')).toHaveCount(1);
    await right.panel.getByRole('button', { name: 'All theirs' }).click();
    await right.panel.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(right.panel).toHaveCount(0);
    await expect(right.text('Environment')).toHaveValue('production');
    expect((await storedIssuer(simulator, issuer)).metadata).toEqual({
      environment: 'production',
      team: 'core',
    });
  },
);
