import { useQuery } from '@tanstack/react-query';
import { lazy, useState } from 'react';
import { accountQuery } from '#api/accounts.ts';
import { accountName } from '#shared/names.ts';
import { Icon } from '#ui/icon.tsx';
import { LazyDialog } from '#ui/lazy-dialog.tsx';
import { ShortId } from '#ui/short-id.tsx';
import { Skeleton } from '#ui/skeleton.tsx';

const load = () => import('./account-picker.tsx');
const AccountPicker = lazy(() => load().then((module) => ({ default: module.AccountPicker })));

/** Fetches the code ahead. Where that fails, opening says so. */
function preload() {
  load().catch(() => undefined);
}

/** Which account the page is about, and the way to another. The id is there at once. */
export function AccountSwitcher({ accountId }: { accountId: string | undefined }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className="switcher"
        aria-haspopup="dialog"
        onPointerEnter={preload}
        onFocus={preload}
        onClick={() => setOpen(true)}
      >
        {accountId === undefined ? (
          <span className="switcher-name">Choose an account</span>
        ) : (
          <CurrentAccount accountId={accountId} />
        )}
        <Icon name="chevrons" />
      </button>
      {open && (
        <LazyDialog what="The accounts did not open.">
          <AccountPicker accountId={accountId} onClose={() => setOpen(false)} />
        </LazyDialog>
      )}
    </>
  );
}

function CurrentAccount({ accountId }: { accountId: string }) {
  const { data, isPending } = useQuery({ ...accountQuery(accountId), throwOnError: false });
  const name = data === undefined ? undefined : accountName(data.account);
  return (
    <>
      <span className="sr-only">Switch account, now </span>
      <span className="switcher-name" title={name}>
        {isPending ? <Skeleton width="70%" /> : (name ?? 'Account')}
      </span>
      <ShortId id={accountId} />
    </>
  );
}
