/** A guide through replacing the credentials of an auth method. */
export function RotatePage(_: {
  accountId: string;
  issuerId: string;
  methodId: string;
  callbackUrl: string | null;
}) {
  return null;
}
