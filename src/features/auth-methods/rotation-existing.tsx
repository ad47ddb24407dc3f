import type { AuthMethod } from '#contract/auth-method.ts';
import { methodName } from '#shared/method-words.ts';
import { Button } from '#ui/button.tsx';
import { ShortId } from '#ui/short-id.tsx';
import { Time, useNow } from '#ui/time.tsx';

/** Methods that may be the new one of a rotation: of the same kind, and made later. */
export function RotationExisting({
  later,
  onTake,
}: {
  later: readonly AuthMethod[];
  onTake: (method: AuthMethod) => void;
}) {
  const now = useNow();
  return (
    <div className="rotation-existing">
      <p>Is the new one there already?</p>
      <ul>
        {later.map((row) => (
          <li key={row.id}>
            <span>
              <bdi className="font-medium">{methodName(row)}</bdi> <ShortId id={row.id} />, created{' '}
              <Time at={row.created_at} now={now} />
            </span>
            <Button onClick={() => onTake(row)}>Go on with this one</Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
