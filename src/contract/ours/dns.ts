import {
  array,
  boolean,
  int,
  looseObject,
  maximum,
  minimum,
  number,
  optional,
  string,
} from 'zod/mini';
import type { output } from 'zod/mini';

// How the dashboard asks the DNS: at its own origin, where the gateway (or the sample backend) asks a
// recursive resolver for it. JSON over HTTPS as the public resolvers speak it (application/dns-json);
// nothing of this is AuthPI's.
//
//   GET /dns-query?resolver=1&name=auth.example.com&type=A[&cd=1]
//
// `resolver` is 1 or 2. `cd` asks the resolver not to check DNSSEC (RFC 4035 §3.2.2). A request that
// cannot be meant is a 400, a resolver that fails 502, one that does not answer in time 504, all in
// the API's envelope (contract §4).

/** Where the DNS is asked, on the dashboard's own origin. */
export const DNS_PATH = '/dns-query';

/** The resolvers that are asked, as they are numbered. */
export const RESOLVERS = [1, 2] as const;

/** One of two resolvers: what one has cached another may not have. */
export type Resolver = (typeof RESOLVERS)[number];

/** Record types that are asked for, by their number (RFC 1035 §3.2.2, RFC 3596, RFC 8659). */
export const DNS_TYPES = { A: 1, CNAME: 5, TXT: 16, AAAA: 28, CAA: 257 } as const;

/** See {@link DNS_TYPES}. */
export type DnsType = keyof typeof DNS_TYPES;

/** Comes in the authority section of "no such name" and "no such record" (RFC 2308). */
export const SOA = 6;

/** What a resolver makes of a question (RFC 1035 §4.1.1). */
export const RCODES = { NOERROR: 0, SERVFAIL: 2, NXDOMAIN: 3, REFUSED: 5 } as const;

/**
 * One record of an answer. `name` may differ in case from what was asked and end in a dot; `TTL` is
 * what is left of it, in seconds; `data` is text whose form differs from resolver to resolver (a CAA
 * as `0 issue "ca.example"` or as RFC 3597's `\# 22 00 05 …`, a TXT in quotes or without).
 */
const dnsRecord = looseObject({ name: string(), type: int(), TTL: number(), data: string() });

/** See {@link dnsRecord}. */
export type DnsRecord = output<typeof dnsRecord>;

/** A resolver's answer. `TC`: it is not whole. */
export const dnsAnswer = looseObject({
  Status: int().check(minimum(0), maximum(65_535)),
  TC: optional(boolean()),
  Answer: optional(array(dnsRecord)),
  Authority: optional(array(dnsRecord)),
});

/** See {@link dnsAnswer}. */
export type DnsAnswer = output<typeof dnsAnswer>;
