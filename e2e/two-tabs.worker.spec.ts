import { expect, test } from '@playwright/test';

import { expectModified, expectPage, expectTagged } from '#mocks/conformance/expect.ts';
import { get, makeIssuer, patch, paths, post, remove } from '#mocks/conformance/world.ts';
import { reset } from '#mocks/conformance/control.ts';
import { openDemo } from './worker-api.ts';

test(
  'two tabs, one row, one If-Match, 50 rounds: one 200 and one 412 each time',
  { tag: '@worker-only' },
  async ({ context }) => {
    const left = await openDemo(await context.newPage());
    const right = await openDemo(await context.newPage());
    await reset(left, { scenario: 'default' });
    const issuer = await makeIssuer(left);
    const path = paths.issuer(left.credentials.account_id, issuer.id);
    let { tag } = issuer;
    for (let round = 0; round < 50; round += 1) {
      const answers = await Promise.all([
        patch(left, path, { name: `Left ${round}` }, tag),
        patch(right, path, { name: `Right ${round}` }, tag),
      ]);
      const [won, lost] = answers.toSorted((a, b) => a.status - b.status);
      if (won === undefined || lost === undefined) throw new TypeError('two were asked');
      expect([won.status, lost.status]).toEqual([200, 412]);
      const written = expectTagged(won, 200);
      expectModified(lost, written.tag);
      tag = written.tag;
      const seen = await Promise.all([get(left, path), get(right, path)]);
      for (const answer of seen) expect(expectTagged(answer, 200)).toEqual(written);
    }
  },
);

test(
  'two tabs share what is written, deleted and remembered',
  { tag: '@worker-only' },
  async ({ context }) => {
    const left = await openDemo(await context.newPage());
    const right = await openDemo(await context.newPage());
    await reset(left, { scenario: 'empty' });
    const list = paths.issuers(left.credentials.account_id);
    const headers = { 'idempotency-key': 'shared' };
    const answers = await Promise.all([
      post(left, list, { name: 'Once' }, headers),
      post(right, list, { name: 'Once' }, headers),
    ]);
    for (const { status } of answers) expect([201, 409]).toContain(status);
    const { rows } = expectPage(await get(right, list));
    expect(rows.map(({ name }) => name)).toEqual(['Once']);
    await right.restart();
    const path = `${list}/${String(rows[0]?.['id'])}`;
    expect((await remove(right, path)).status).toBe(204);
    expect((await get(left, path)).status).toBe(404);
    expect(expectPage(await get(left, list)).rows).toEqual([]);
  },
);
