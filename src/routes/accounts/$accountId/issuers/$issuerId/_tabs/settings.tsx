import { createFileRoute, Outlet, useParams } from '@tanstack/react-router';
import { readConfig } from '#app/config.ts';
import { IssuerSettings } from '#features/issuers/issuer-settings.tsx';
import { isSectionWord } from '#features/issuers/setting-sections.ts';

export const Route = createFileRoute('/accounts/$accountId/issuers/$issuerId/_tabs/settings')({
  staticData: { section: 'Settings' },
  component: Settings,
});

/** The forms of an issuer. They stay while one goes from section to section. */
function Settings() {
  const { accountId, issuerId } = Route.useParams();
  const { section } = useParams({ strict: false });
  return (
    <IssuerSettings
      accountId={accountId}
      issuerId={issuerId}
      section={isSectionWord(section) ? section : 'general'}
      isLive={readConfig(document).backend === 'live'}
    >
      <Outlet />
    </IssuerSettings>
  );
}
