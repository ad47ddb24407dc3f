import { curlOf } from '#api/curl.ts';
import { issuerQuery } from '#api/issuers.ts';
import { Load } from '#shared/load.tsx';
import { CopyButton } from '#ui/copy-button.tsx';
import { Fact, Facts, NoValue } from '#ui/facts.tsx';
import { JsonView } from '#ui/json-view.tsx';
import { Section } from '#ui/section.tsx';
import { Skeleton } from '#ui/skeleton.tsx';

/** An issuer as AuthPI answered it, and how to ask for it by hand. */
export function IssuerJson({ accountId, issuerId }: { accountId: string; issuerId: string }) {
  return (
    <Load
      query={issuerQuery(accountId, issuerId)}
      missing="There is no such issuer"
      loading={
        <div aria-busy="true">
          <Section title="Request">
            <Facts>
              <Fact term="Command">
                <Skeleton width="20rem" />
              </Fact>
              <Fact term="ETag">
                <Skeleton width="8rem" />
              </Fact>
            </Facts>
          </Section>
          <Section title="Answer">
            <div className="bars" />
          </Section>
        </div>
      }
    >
      {({ issuer, tag }) => {
        const command = curlOf('getIssuer', { account_id: accountId, issuer_id: issuerId });
        return (
          <>
            <Section title="Request">
              <Facts>
                <Fact
                  term="Command"
                  help="Set both variables where you run it. A key never comes to a browser."
                >
                  <code className="break-all">{command}</code>
                  <CopyButton text={command} what="command" />
                </Fact>
                <Fact term="ETag" help="Names this very revision.">
                  {tag === null ? (
                    <NoValue>None</NoValue>
                  ) : (
                    <>
                      <code className="break-all">{tag}</code>
                      <CopyButton text={tag} what="ETag" />
                    </>
                  )}
                </Fact>
              </Facts>
            </Section>
            <Section title="Answer">
              <JsonView value={issuer} label="Issuer as JSON" />
            </Section>
          </>
        );
      }}
    </Load>
  );
}
