import { useQuery } from '@tanstack/react-query';
import type { ComponentProps } from 'react';
import { issuerQuery } from '#api/issuers.ts';
import { environmentOf, issuerName } from '#shared/issuer-words.ts';
import { CopyButton } from '#ui/copy-button.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { ShortId } from '#ui/short-id.tsx';

/** A dialog about the auth methods of an issuer, which is named by its name, its id and its environment. */
export function IssuerDialog({
  accountId,
  issuerId,
  ...dialog
}: {
  accountId: string;
  issuerId: string;
} & Omit<ComponentProps<typeof Dialog>, 'open' | 'badge' | 'description'>) {
  const issuer =
    useQuery({ ...issuerQuery(accountId, issuerId), throwOnError: false }).data?.issuer ?? null;
  return (
    <Dialog
      {...dialog}
      open
      badge={issuer === null ? null : environmentOf(issuer)}
      description={
        <span className="switch-issuer">
          <bdi className="font-medium">{issuer === null ? 'Issuer' : issuerName(issuer)}</bdi>
          <span className="dialog-id">
            <ShortId id={issuerId} />
            <CopyButton text={issuerId} what="issuer id" />
          </span>
        </span>
      }
    />
  );
}
