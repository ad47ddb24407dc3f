import { describe, expect, it } from 'vitest';
import { APEX_TYPE, messageOf, recordsOf, zoneFileOf } from './records.ts';
import type { Subject } from './subject.ts';

const SUBJECT: Subject = {
  host: 'auth.xn--mller-example-wob.com',
  zone: 'xn--mller-example-wob.com',
  target: 'edge.authpi.example',
  authorities: null,
  resolvers: ['one', 'two'],
  ownership: {
    name: '_authpi-challenge.auth.xn--mller-example-wob.com',
    value: 'authpi=3f9c61d2ab07e21b',
  },
};

describe('recordsOf', () => {
  it('names in full and relative to the zone', () => {
    expect(recordsOf(SUBJECT)).toEqual([
      {
        type: 'CNAME',
        name: 'auth.xn--mller-example-wob.com',
        relative: 'auth',
        value: 'edge.authpi.example',
        ttl: 300,
        optional: false,
      },
      {
        type: 'TXT',
        name: '_authpi-challenge.auth.xn--mller-example-wob.com',
        relative: '_authpi-challenge.auth',
        value: 'authpi=3f9c61d2ab07e21b',
        ttl: 300,
        optional: true,
      },
    ]);
  });

  it('what is not known is not made up', () => {
    const records = recordsOf({ ...SUBJECT, zone: null, target: null, ownership: null });
    expect(records).toMatchObject([{ type: 'CNAME', relative: null, value: null }]);
  });

  it('no CNAME at the top of a zone', () => {
    const records = recordsOf({ ...SUBJECT, host: SUBJECT.zone ?? '' });
    expect(records[0]).toMatchObject({
      type: APEX_TYPE,
      relative: '@',
      value: 'edge.authpi.example',
    });
  });
});

describe('zoneFileOf', () => {
  it('lines with names in full', () => {
    expect(zoneFileOf(recordsOf(SUBJECT))).toBe(
      'auth.xn--mller-example-wob.com. 300 IN CNAME edge.authpi.example.\n' +
        '_authpi-challenge.auth.xn--mller-example-wob.com. 300 IN TXT "authpi=3f9c61d2ab07e21b"\n',
    );
  });

  it('what no line can say is a comment', () => {
    const lines = (subject: Partial<Subject>) =>
      zoneFileOf(recordsOf({ ...SUBJECT, ownership: null, ...subject }));
    expect(lines({ host: SUBJECT.zone ?? '' })).toMatch(/^; xn--mller-example-wob\.com\. .*\n$/);
    expect(lines({ target: null })).toMatch(/^; auth\.xn--mller-example-wob\.com\. .*\n$/);
  });

  it('quotes, escapes and splits texts', () => {
    const value = `a"b\\c;é${'x'.repeat(300)}`;
    const [, line = ''] = zoneFileOf(
      recordsOf({ ...SUBJECT, ownership: { name: 'n.example', value } }),
    ).split('\n');
    expect(line.startsWith('n.example. 300 IN TXT "a\\"b\\\\c;\\195\\169xxx')).toBe(true);
    const strings = line.match(/"(?:\\.|[^"\\])*"/g) ?? [];
    expect(strings).toHaveLength(2);
    expect(strings[1]).toBe(`"${'x'.repeat(300 - (255 - 8))}"`);
  });
});

describe('messageOf', () => {
  it('says what for, what, and what not', () => {
    const message = messageOf(SUBJECT, recordsOf(SUBJECT));
    expect(message).toContain(
      'auth.müller-example.com (in the DNS: auth.xn--mller-example-wob.com)',
    );
    expect(message).toContain('Value:     edge.authpi.example');
    expect(message).toContain('Value:     authpi=3f9c61d2ab07e21b');
    expect(message).toContain('No proxy');
    expect(message).toContain('no A, AAAA or second CNAME');
  });

  it('at the top of a zone it asks for no CNAME alone', () => {
    const subject = { ...SUBJECT, host: SUBJECT.zone ?? '' };
    const message = messageOf(subject, recordsOf(subject));
    expect(message).toContain(`1. ${APEX_TYPE}`);
    expect(message).toContain('No CNAME can stand at');
  });
});
