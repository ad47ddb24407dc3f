import { HOST_REFUSALS, parseHost } from '#contract/ours/hosts.ts';

/** Where an issuer's login stands without a custom domain. */
const SHARED_HOST = 'idp.authpi.com';

/** What a relying party id comes to at the addresses of an issuer (WebAuthn §5.1.2, §13.4.9). */
export type RpVerdict = {
  readonly level: 'ok' | 'warn' | 'bad' | 'unknown';
  readonly words: string;
};

/**
 * Judges a relying party id: passkeys work on that domain and below it, and nowhere else.
 *
 * @param hosts the issuer's verified custom domains; null: they are not known
 * @param isPublicSuffix see `parseHost`
 */
export function judgeRpId(
  rpId: string,
  hosts: readonly string[] | null,
  isPublicSuffix: (host: string) => boolean,
): RpVerdict {
  const parsed = parseHost(rpId, isPublicSuffix);
  if (!parsed.ok) return { level: 'bad', words: `${HOST_REFUSALS[parsed.reason]}.` };
  const { host: rp } = parsed;
  if (rp !== rpId) {
    return { level: 'bad', words: `Written as browsers compare it, this is ${rp}.` };
  }
  const worksOn = (host: string) => host === rp || host.endsWith(`.${rp}`);
  // Where it has a domain of its own, that is where people sign in; without one, the shared address.
  const all = [...(hosts ?? []), SHARED_HOST];
  const works = all.filter(worksOn);
  const own = (hosts ?? []).filter((host) => !worksOn(host));
  if (hosts === null) {
    return works.length > 0
      ? {
          level: 'unknown',
          words: `Passkeys of ${rp} work on ${works.join(', ')}. The issuer’s custom domains could not be looked at.`,
        }
      : {
          level: 'unknown',
          words: `It could not be looked at whether ${rp} fits the issuer’s custom domains. On ${SHARED_HOST} its passkeys do not work.`,
        };
  }
  if (works.length === 0) {
    const others =
      own.length === 0
        ? `${SHARED_HOST}, and no verified domain is assigned to this issuer`
        : [...own, SHARED_HOST].join(', ');
    return { level: 'warn', words: `Passkeys of ${rp} do not work on ${others}.` };
  }
  const fits = `Passkeys of ${rp} work on ${works.join(', ')}`;
  return own.length === 0
    ? { level: 'ok', words: `${fits}.` }
    : { level: 'warn', words: `${fits}, but not on ${own.join(', ')}.` };
}
