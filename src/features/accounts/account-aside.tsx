import { Link } from '@tanstack/react-router';
import { PinButton } from '#shared/pin-button.tsx';
import { CopyButton } from '#ui/copy-button.tsx';
import { ShortId } from '#ui/short-id.tsx';

/** What belongs to the name of an account: its id, the pin once the name is known, its settings. */
export function AccountAside({ accountId, name }: { accountId: string; name: string | null }) {
  return (
    <>
      <span className="page-id">
        <ShortId id={accountId} />
        <CopyButton text={accountId} what="account id" />
      </span>
      {name !== null && <PinButton place={{ kind: 'account', accountId, id: accountId, name }} />}
      <Link to="/accounts/$accountId/settings" params={{ accountId }} className="btn">
        Settings
      </Link>
    </>
  );
}
