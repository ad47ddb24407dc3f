import type { Resolver } from '#contract/ours/dns.ts';
import type { WhyNot } from './ask.ts';

/** Who found it: the resolvers that say the same. */
type By = { readonly by: readonly Resolver[] };

/**
 * Where the names led.
 *
 * `chain` are the names that CNAMEs led to, in that order, without the host itself.
 */
type Chain = { readonly chain: readonly string[] };

/** Addresses, IPv4 before IPv6, as they came. */
type Addresses = { readonly addresses: readonly string[] };

/** How long the resolver keeps to what it said, in seconds; null: it did not say. */
type Kept = { readonly ttl: number | null };

/** What is at the host, as one resolver has it or as several agree. */
export type AliasFinding =
  /** CNAMEs lead from the host to the target. `silent`: the target itself has no address. */
  | (By & Chain & Kept & { readonly kind: 'right'; readonly silent: boolean })
  /** Neither a CNAME nor an address. `exists`: the name is there, with other records or below it. */
  | (By & Kept & { readonly kind: 'nothing'; readonly exists: boolean })
  /** CNAMEs lead to other names and never to the target. */
  | (By & Chain & Kept & { readonly kind: 'elsewhere'; readonly end: ChainEnd })
  /** Addresses and no CNAME. `compared`: they are not the target's; false: that could not be asked. */
  | (By & Addresses & Kept & { readonly kind: 'addresses'; readonly compared: boolean })
  /** Addresses, no CNAME, and each is one of the target's. */
  | (By & Addresses & Kept & { readonly kind: 'flattened' })
  /** Nothing at the host; at its name with the zone behind it once more, a CNAME to the target. */
  | (By & Kept & { readonly kind: 'doubled'; readonly name: string })
  /** Nothing, or other addresses, at a name where no CNAME can stand. `compared` as of `addresses`. */
  | (By & Addresses & Kept & { readonly kind: 'apex'; readonly compared: boolean })
  /**
   * The resolver got no usable answer. `dnssec`: it gets one where it does not check signatures;
   * null: not known. `chain` and `addresses` are those of that answer.
   */
  | (By &
      Chain &
      Addresses & {
        readonly kind: 'servfail';
        readonly dnssec: boolean | null;
        readonly ttl: null;
      })
  /** Without a target: what is there, unjudged. */
  | (By & Chain & Addresses & Kept & { readonly kind: 'seen'; readonly end: ChainEnd });

/**
 * How a chain of CNAMEs ends: with a name, with one that has no address (`dangling`), in a circle, or
 * (`fork`) where a name has several CNAMEs, which none may have (RFC 2181 §10.1). Those are then the
 * last names of the chain.
 */
export type ChainEnd = 'name' | 'dangling' | 'loop' | 'fork';

/** What cannot be said since a question got no answer. */
export type About = 'everything' | 'alias' | 'caa' | 'ownership';

/**
 * One thing the DNS says, or that could not be asked. One kind is one text, one icon and one cure
 * (see finding-words.ts).
 */
export type Finding =
  | AliasFinding
  /** The resolvers differ. `ttl`: seconds until the last of them asks anew; null: not known. */
  | (By & Kept & { readonly kind: 'spreading'; readonly sees: readonly AliasFinding[] })
  | (By & {
      readonly kind: 'could_not_ask';
      readonly about: About;
      readonly why: WhyNot | 'servfail';
      /** The pause that was asked for (ms); null: none was. */
      readonly retryAfterMs: number | null;
    })
  /**
   * CAA records at `at` do not let all needed authorities issue (RFC 8659). `allowed` are those they
   * name, `missing` those that are needed and not named. `critical`: an unknown property that forbids
   * whoever does not know it; null: none.
   */
  | (By & {
      readonly kind: 'caa_forbids';
      readonly at: string;
      readonly allowed: readonly string[];
      readonly missing: readonly string[];
      readonly critical: string | null;
    })
  /** All needed authorities may issue. `at` null: no CAA record limits anybody. */
  | (By & { readonly kind: 'caa_allows'; readonly at: string | null })
  /** It is not known which are needed. `allowed` null: anybody may issue. */
  | (By & {
      readonly kind: 'caa_seen';
      readonly at: string | null;
      readonly allowed: readonly string[] | null;
      readonly critical: string | null;
    })
  /** The question for CAA records fails at `at`, which keeps authorities from issuing. */
  | (By & { readonly kind: 'caa_servfail'; readonly at: string })
  | (By & { readonly kind: 'ownership_right' })
  /** `values` as they came, unquoted. */
  | (By & { readonly kind: 'ownership_wrong'; readonly values: readonly string[] })
  | (By & { readonly kind: 'ownership_absent' });

/** See {@link Finding}. */
export type FindingKind = Finding['kind'];
