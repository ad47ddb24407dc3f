import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { lazy, useRef, useState } from 'react';
import { callerQuery } from '#api/caller.ts';
import { assignedIssuer } from '#contract/domain.ts';
import type { Domain } from '#contract/domain.ts';
import type { IssuerRow } from '#contract/issuer.ts';
import type { DnsSettings } from '#contract/ours/dns-settings.ts';
import { unicodeHost } from '#contract/ours/hosts.ts';
import type { Page } from '#contract/page.ts';
import { edgeLook, verifiedLook } from '#shared/domain-words.ts';
import { useIssuerNames } from '#shared/issuer-names.ts';
import type { IssuerNames } from '#shared/issuer-names.ts';
import { environmentOf, issuerName } from '#shared/issuer-words.ts';
import { lacksScope } from '#shared/lacks-scope.ts';
import { countOf } from '#shared/list-words.ts';
import { TableFrame } from '#shared/row-table.tsx';
import { Button } from '#ui/button.tsx';
import { FieldGroup } from '#ui/field.tsx';
import { ChoiceInput } from '#ui/inputs.tsx';
import { LazyDialog } from '#ui/lazy-dialog.tsx';
import { Blank, Notice } from '#ui/notice.tsx';
import { NoValue } from '#ui/facts.tsx';
import { ShortId } from '#ui/short-id.tsx';
import { Status } from '#ui/status.tsx';
import { tableRoles } from '#ui/table-roles.ts';
import { Tag } from '#ui/tag.tsx';
import { issuersOf, unlistedWords } from './domain-list.ts';
import type { RunRow } from './domain-run.ts';
import { EnvironmentTag, IssuerLink, IssuerNote } from './domain-table.tsx';
import { chosenOf, whyNot } from './several.ts';
import type { SeveralAct } from './several.ts';

const SeveralIssuer = lazy(async () => {
  const { SeveralIssuer: dialog } = await import('./several-issuer.tsx');
  return { default: dialog };
});
const SeveralReview = lazy(async () => {
  const { SeveralReview: review } = await import('./several-review.tsx');
  return { default: review };
});

const DOMAINS = { one: 'domain', many: 'domains' };

const KIND = {
  label: 'Domains to choose from',
  className: 'domains domains-several',
  columns: [
    { className: 'col-host', heading: 'Domain' },
    { className: 'col-verified', heading: 'Verified' },
    { className: 'col-edge', heading: 'Edge status' },
    { className: 'col-issuer', heading: 'Issuer' },
  ],
} as const;

/** Chooses what is done with which domains, and looks at it before it is done. */
export function SeveralChoice({
  accountId,
  act,
  dns,
  page,
  onBegin,
}: {
  accountId: string;
  act: SeveralAct;
  dns: DnsSettings;
  page: Page<Domain>;
  onBegin: (rows: readonly RunRow[]) => void;
}) {
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [issuer, setIssuer] = useState<IssuerRow | null>(null);
  const [isChoosing, setIsChoosing] = useState(false);
  const [isReviewing, setIsReviewing] = useState(false);
  const [cameBack, setCameBack] = useState(false);
  const [pickedFor, setPickedFor] = useState(act);
  if (pickedFor !== act) {
    // What was picked for one thing was not picked for the other.
    setPickedFor(act);
    setPicked(new Set());
    setIsReviewing(false);
  }
  const caller = useQuery({ ...callerQuery(), throwOnError: false }).data;
  const { data: domains } = page;
  const names = useIssuerNames(accountId, issuersOf(domains));
  const issuerId = issuer?.id ?? null;
  const unlisted = unlistedWords(page);
  const chosen = chosenOf(act, domains, picked, issuerId);
  const open = domains.filter((domain) => whyNot(act, domain, issuerId) === null);

  if (isReviewing) {
    return (
      <LazyDialog what="The review did not open.">
        <SeveralReview
          accountId={accountId}
          act={act}
          dns={dns}
          page={page}
          chosen={chosen}
          dropped={picked.size - chosen.length}
          issuer={issuer}
          onBack={() => {
            setIsReviewing(false);
            setCameBack(true);
          }}
          onBegin={onBegin}
        />
      </LazyDialog>
    );
  }
  if (domains.length === 0 && unlisted === null) {
    return (
      <div className="card">
        <Blank
          title="No domains"
          detail="This account has none to mark or to assign."
          actions={
            <Link to="/accounts/$accountId/domains" params={{ accountId }} className="btn">
              Go to the domains
            </Link>
          }
        />
      </div>
    );
  }
  const reason = lacksScope(caller, accountId, 'accounts.domains:write')
    ? 'You cannot change domains: that takes the scope accounts.domains:write'
    : act === 'assign' && issuer === null
      ? 'Choose an issuer'
      : chosen.length === 0
        ? 'Choose at least one domain'
        : null;
  const pick = (host: string, isPicked: boolean) => {
    const next = new Set(picked);
    if (isPicked) next.add(host);
    else next.delete(host);
    setPicked(next);
  };
  return (
    <div className="several">
      {unlisted !== null && <Notice tone="warn">{unlisted}</Notice>}
      <ActChoice accountId={accountId} act={act} />
      {act === 'assign' && (
        <div className="several-issuer">
          <span className="field-label">Issuer</span>
          {issuer === null ? <NoValue>Not chosen</NoValue> : <Issuer row={issuer} />}
          <Button onClick={() => setIsChoosing(true)}>
            {issuer === null ? 'Choose an issuer' : 'Choose another issuer'}
          </Button>
        </div>
      )}
      {isChoosing && (
        <LazyDialog what="The list of issuers did not open.">
          <SeveralIssuer
            accountId={accountId}
            onPick={(row) => {
              setIssuer(row);
              setIsChoosing(false);
            }}
            onClose={() => setIsChoosing(false)}
          />
        </LazyDialog>
      )}
      {open.length === 0 && (
        <Notice tone="info">
          {act === 'verify'
            ? 'All of these are marked as verified already.'
            : 'None of these can be assigned now. Why is said at each.'}
        </Notice>
      )}
      <div className="card table-card">
        <TableFrame kind={KIND} rowCount={domains.length + 1}>
          <tbody {...tableRoles.rowGroup}>
            {domains.map((domain, index) => (
              <ChoiceRow
                key={domain.host}
                accountId={accountId}
                domain={domain}
                index={index}
                why={whyNot(act, domain, issuerId)}
                isPicked={picked.has(domain.host)}
                onPick={(isPicked) => pick(domain.host, isPicked)}
                names={names}
              />
            ))}
          </tbody>
        </TableFrame>
      </div>
      <div className="several-acts">
        <ReviewButton reason={reason} takesFocus={cameBack} onPress={() => setIsReviewing(true)} />
        <span>{reason ?? `${countOf(chosen.length, DOMAINS)} chosen`}</span>
        <span className="several-all">
          <Button
            look="quiet"
            reason={
              open.length === 0
                ? 'There is none to choose'
                : chosen.length === open.length
                  ? 'All are chosen'
                  : null
            }
            onClick={() => setPicked(new Set(open.map(({ host }) => host)))}
          >
            Choose all {String(open.length)}
          </Button>
          <Button
            look="quiet"
            reason={picked.size === 0 ? 'None is chosen' : null}
            onClick={() => setPicked(new Set())}
          >
            Choose none
          </Button>
        </span>
      </div>
    </div>
  );
}

/** Back from the review, one goes on from where one went there. */
function ReviewButton({
  reason,
  takesFocus,
  onPress,
}: {
  reason: string | null;
  takesFocus: boolean;
  onPress: () => void;
}) {
  const hadFocus = useRef(!takesFocus);
  return (
    <Button
      look="primary"
      reason={reason}
      onClick={onPress}
      ref={(button) => {
        if (button === null || hadFocus.current) return;
        hadFocus.current = true;
        button.focus();
      }}
    >
      Review
    </Button>
  );
}

/** Which act it is, in the address. */
function ActChoice({ accountId, act }: { accountId: string; act: SeveralAct }) {
  const navigate = useNavigate();
  const choose = (to: SeveralAct) =>
    void navigate({
      to: '/accounts/$accountId/domains/several',
      params: { accountId },
      search: { do: to },
      replace: true,
      resetScroll: false,
    });
  return (
    <FieldGroup legend="What is to be done">
      <ChoiceInput
        type="radio"
        name="act"
        label="Mark as verified"
        help="A mark that you set. AuthPI does not check it."
        checked={act === 'verify'}
        onChange={() => choose('verify')}
      />
      <ChoiceInput
        type="radio"
        name="act"
        label="Assign to one issuer"
        help="People then sign in with it at these domains."
        checked={act === 'assign'}
        onChange={() => choose('assign')}
      />
    </FieldGroup>
  );
}

function Issuer({ row }: { row: IssuerRow }) {
  const environment = environmentOf(row);
  return (
    <span className="acts-issuer">
      <bdi className="font-medium">{issuerName(row)}</bdi>
      {environment !== null && <Tag text={environment} />}
      <ShortId id={row.id} />
    </span>
  );
}

function ChoiceRow({
  accountId,
  domain,
  index,
  why,
  isPicked,
  onPick,
  names,
}: {
  accountId: string;
  domain: Domain;
  /** From 0. */
  index: number;
  /** Why it cannot be chosen; null: it can. */
  why: string | null;
  isPicked: boolean;
  onPick: (isPicked: boolean) => void;
  names: IssuerNames;
}) {
  const { host } = domain;
  const readable = unicodeHost(host);
  const issuerId = assignedIssuer(domain);
  const naming = issuerId === null ? null : names.of(issuerId);
  return (
    <tr {...tableRoles.row} aria-rowindex={index + 2} data-off={why !== null || undefined}>
      <th {...tableRoles.rowHeader} className="col-host">
        <ChoiceInput
          type="checkbox"
          label={readable}
          checked={isPicked && why === null}
          readOnly={why !== null}
          onChange={(event) => onPick(event.target.checked)}
          {...((readable !== host || why !== null) && {
            help: (
              <>
                {readable !== host && <code>{host}</code>}
                {why !== null && <span className="several-why">{why}</span>}
              </>
            ),
          })}
        />
      </th>
      <td {...tableRoles.cell} className="col-verified">
        <Status {...verifiedLook(domain.verified)} />
      </td>
      <td {...tableRoles.cell} className="col-edge">
        <span className="cell-label" aria-hidden="true">
          Edge
        </span>
        <Status {...edgeLook(domain.cf_status)} />
      </td>
      <td {...tableRoles.cell} className="col-issuer">
        {issuerId === null || naming === null ? (
          <NoValue>Not assigned</NoValue>
        ) : (
          <div className="domain-issuer">
            <IssuerLink accountId={accountId} issuerId={issuerId} naming={naming} />
            <div className="domain-note">
              <EnvironmentTag naming={naming} />
              <IssuerNote naming={naming}>{null}</IssuerNote>
            </div>
          </div>
        )}
      </td>
    </tr>
  );
}
