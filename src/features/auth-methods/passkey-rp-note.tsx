import { useEditing, useEditState } from '#editing/editing.tsx';
import { shownAt } from '#editing/session.ts';
import { useSuffixList } from '#shared/use-suffix-list.ts';
import { Button } from '#ui/button.tsx';
import { Icon } from '#ui/icon.tsx';
import type { IconName } from '#ui/icon.tsx';
import { judgeRpId } from './passkey-rp.ts';
import type { RpVerdict } from './passkey-rp.ts';

const ICONS: { readonly [level in RpVerdict['level']]: IconName } = {
  ok: 'ok',
  warn: 'alert',
  bad: 'cross',
  unknown: 'question',
};

const PATH = ['settings', 'rp_id'] as const;

/**
 * What a relying party id comes to at the addresses of the issuer, and which would do.
 *
 * @param hosts the issuer's verified custom domains; null: they are not known
 * @param failed they could not be asked for
 */
export function PasskeyRp({ hosts, failed }: { hosts: readonly string[] | null; failed: boolean }) {
  const { session, readOnly } = useEditing();
  const rpId = useEditState((state) => {
    const value = shownAt(state, PATH);
    return typeof value === 'string' ? value : '';
  });
  const isPublicSuffix = useSuffixList(rpId !== '');
  const verdict =
    // Where the list does not come, nothing is said.
    rpId === '' || typeof isPublicSuffix !== 'function' || (hosts === null && !failed)
      ? null
      : judgeRpId(rpId, hosts, isPublicSuffix);
  const use = (host: string) => session.dispatch({ type: 'typed', path: PATH, mine: host });
  return (
    <span className="rp-note">
      {rpId === '' && (
        <span>Left empty, AuthPI decides. It has not published what it takes then.</span>
      )}
      <output>
        {verdict !== null && (
          <span className="judged">
            <Icon
              name={ICONS[verdict.level]}
              className={verdict.level === 'unknown' ? '' : `tone-${verdict.level}`}
            />
            <span>{verdict.words}</span>
          </span>
        )}
      </output>
      {rpId === '' && hosts !== null && hosts.length > 0 && readOnly === null && (
        <span className="presets">
          {hosts.slice(0, 4).map((host) => (
            <Button key={host} look="quiet" onClick={() => use(host)}>
              Use {host}
            </Button>
          ))}
        </span>
      )}
    </span>
  );
}
