import { DNS_TYPES } from '#contract/ours/dns.ts';
import type { DnsQuestion } from '#contract/ours/dns-question.ts';
import { plainName } from './zones.ts';
import type { Resolution, Resolved } from './resolve.ts';

/**
 * An answer in JSON as real resolvers give it. Nothing prescribes the form, so two of them differ:
 * the first is like Cloudflare's 1.1.1.1, the second like Google Public DNS.
 */
export function spoken(
  resolution: Extract<Resolution, { kind: 'answer' }>,
  question: DnsQuestion,
): object {
  const { rcode, truncated, bogus, answer, authority } = resolution;
  const { resolver, name, type, cd } = question;
  const first = resolver === 1;
  const asked = plainName(name);
  const record = (each: Resolved) => {
    // Google writes the name as it was asked; Cloudflare in lower case.
    const owner = first || each.name !== asked ? each.name : name.replace(/\.$/, '');
    return {
      name: first && owner !== '' ? owner : `${owner}.`,
      type: each.type,
      TTL: each.ttl,
      data: first ? dataOfFirst(each) : dataOfSecond(each),
    };
  };
  return {
    Status: rcode,
    TC: truncated,
    RD: true,
    RA: true,
    AD: false,
    CD: cd,
    Question: [{ name: first ? asked : `${name.replace(/\.$/, '')}.`, type: DNS_TYPES[type] }],
    ...(answer.length > 0 && { Answer: answer.map(record) }),
    ...(authority.length > 0 && { Authority: authority.map(record) }),
    ...commentOf(first, bogus, answer.length > 0),
  };
}

function commentOf(first: boolean, bogus: boolean, answered: boolean) {
  if (first) return bogus ? { Comment: ['EDE(9): DNSKEY Missing (no key signs this zone)'] } : {};
  if (bogus)
    return { Comment: 'DNSSEC validation failure. Please check the signatures of the zone.' };
  return answered ? { Comment: 'Response from 192.0.2.53.' } : {};
}

function dataOfFirst({ type, data }: Resolved): string {
  switch (type) {
    case DNS_TYPES.CNAME:
      return `${data.replace(/\.$/, '')}.`;
    case DNS_TYPES.TXT:
      return strings(data);
    case DNS_TYPES.CAA:
      return generic(data);
    default:
      return data;
  }
}

function dataOfSecond({ type, data }: Resolved): string {
  return type === DNS_TYPES.CNAME ? `${data.replace(/\.$/, '')}.` : data;
}

/** Character strings of at most 255 octets, in quotes (RFC 1035 §3.3, §5.1). */
function strings(text: string): string {
  const parts = text.match(/[^]{1,255}/g) ?? [''];
  return parts.map((part) => `"${part.replaceAll(/["\\]/g, '\\$&')}"`).join(' ');
}

/** A CAA record as one of an unknown type: length and octets (RFC 3597 §5, RFC 8659 §4.1). */
function generic(data: string): string {
  const [, flags = '', tag = '', value = ''] = /^(\d+) (\w+) "(.*)"$/s.exec(data) ?? [];
  if (tag === '') return data;
  const text = new TextEncoder();
  const octets = [Number(flags), tag.length, ...text.encode(tag), ...text.encode(value)];
  const hex = octets.map((octet) => octet.toString(16).padStart(2, '0'));
  return [String.raw`\#`, octets.length, ...hex].join(' ');
}
