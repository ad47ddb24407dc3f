import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { accountQuery } from '#api/accounts.ts';
import { issuerQuery } from '#api/issuers.ts';
import { isJsonObject } from '#contract/values.ts';
import { Button } from '#ui/button.tsx';
import { ShortId } from '#ui/short-id.tsx';
import { useAccountHosts } from './account-hosts.ts';
import { answerWords, offersAt } from './acts.ts';
import type { Offer, OfferGroup, Place } from './acts.ts';
import { Choice, Field } from './field.tsx';
import { simulator } from './simulator.ts';
import type { Act } from './simulator.ts';

/**
 * Another administrator, who changes what the page shows. Nothing is loaded again afterwards: the
 * page is to find out as it would in life.
 */
export function ActSection({ place }: { place: Place }) {
  const { accountId, issuerId, host } = place;
  // What the page has loaded, and nothing more.
  const account = useQuery({ ...accountQuery(accountId), enabled: false }).data?.account;
  const issuer = useQuery({ ...issuerQuery(accountId, issuerId ?? ''), enabled: false }).data;
  const groups = offersAt(place, {
    account: account?.name ?? null,
    issuer: issuer?.issuer.name ?? null,
  });
  return (
    <>
      {place.domains && (
        <DomainGroup key={`${accountId} ${host}`} accountId={accountId} host={host} />
      )}
      {groups.map((group) => (
        <OfferGroupPart
          key={`${group.id} ${group.offers[0]?.field?.initial(1) ?? ''}`}
          {...group}
        />
      ))}
    </>
  );
}

function OfferGroupPart({ title, id, offers }: OfferGroup) {
  const { answer, perform } = useAct();
  return (
    <Group title={title} id={id} answer={answer}>
      {offers.flatMap((offer) =>
        offer.field === undefined
          ? []
          : [<TypedOffer key={offer.text} offer={offer} field={offer.field} perform={perform} />],
      )}
      <div className="sim-buttons">
        {offers
          .filter((offer) => offer.field === undefined)
          .map((offer) => (
            <Button key={offer.text} onClick={() => void perform(offer.act(''), offer.done(''))}>
              {offer.text}
            </Button>
          ))}
      </div>
    </Group>
  );
}

type Perform = (act: Act, done: string) => Promise<boolean>;

function TypedOffer({
  offer,
  field,
  perform,
}: {
  offer: Offer;
  field: NonNullable<Offer['field']>;
  perform: Perform;
}) {
  const [time, setTime] = useState(1);
  const [typed, setTyped] = useState(() => field.initial(1));
  const act = async () => {
    if (!(await perform(offer.act(typed), offer.done(typed)))) return;
    setTime(time + 1);
    setTyped(field.initial(time + 1));
  };
  return (
    <form
      className="sim-line"
      onSubmit={(event) => {
        event.preventDefault();
        void act();
      }}
    >
      <Field label={field.label}>
        {(id) => (
          <input
            id={id}
            className="control"
            value={typed}
            autoComplete="off"
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </Field>
      <Button onClick={() => void act()}>{offer.text}</Button>
    </form>
  );
}

/** What can be done with the account's domains: one is chosen of those the page knows. */
function DomainGroup({ accountId, host: own }: { accountId: string; host: string | null }) {
  const { answer, perform, ask } = useAct();
  const known = useAccountHosts(accountId, own);
  const [added, setAdded] = useState<readonly string[]>([]);
  const [chosen, setChosen] = useState<string | null>(null);
  const [turn, setTurn] = useState(0);

  const hosts = [...new Set([...added, ...known])];
  const host = chosen ?? hosts[0] ?? null;
  const params = { account_id: accountId };
  const one = { ...params, domain: host ?? '' };

  const add: Offer = {
    text: 'Add the domain',
    act: (typed) => ({ operation: 'addDomain', params, body: { host: typed } }),
    done: (typed) => `added ${typed}`,
  };
  const field = { label: 'Host', initial: (time: number) => `added-${time}.example.com` };
  /** To another issuer each time. */
  const assign = async () => {
    const issuers = await ask({ operation: 'listIssuers', params, query: { limit: '5' } });
    const rows = isJsonObject(issuers) && Array.isArray(issuers['data']) ? issuers['data'] : [];
    const row: unknown = rows[turn % rows.length];
    const issuer_id = isJsonObject(row) && typeof row['id'] === 'string' ? row['id'] : '';
    const name = isJsonObject(row) && typeof row['name'] === 'string' ? row['name'] : issuer_id;
    setTurn(turn + 1);
    const act = { operation: 'assignDomain', params: one, body: { issuer_id } } as const;
    await perform(act, `assigned ${one.domain} to “${name}”`);
  };
  return (
    <Group title="Domains of this account" id={accountId} answer={answer}>
      <TypedOffer
        offer={add}
        field={field}
        perform={async (act, done) => {
          const ok = await perform(act, done);
          const host = act.body?.['host'];
          if (ok && typeof host === 'string') setAdded([host, ...added]);
          return ok;
        }}
      />
      {host !== null && (
        <>
          <Choice
            label="Domain"
            options={hosts.map((each) => ({ value: each, text: each }))}
            value={host}
            onChange={setChosen}
          />
          <div className="sim-buttons">
            <Button
              onClick={() =>
                void perform(
                  { operation: 'verifyDomain', params: one },
                  `marked ${host} as verified`,
                )
              }
            >
              Mark as verified
            </Button>
            <Button onClick={() => void assign()}>Assign to another issuer</Button>
            <Button
              onClick={() =>
                void perform({ operation: 'unassignDomain', params: one }, `unassigned ${host}`)
              }
            >
              Unassign
            </Button>
            <Button
              onClick={() =>
                void perform({ operation: 'removeDomain', params: one }, `removed ${host}`)
              }
            >
              Remove
            </Button>
          </div>
        </>
      )}
    </Group>
  );
}

function Group({
  title,
  id,
  answer,
  children,
}: {
  title: string;
  id: string;
  answer: string;
  children: ReactNode;
}) {
  return (
    <div className="sim-group">
      <h4>
        {title} <ShortId id={id} />
      </h4>
      {children}
      <output className="sim-answer">{answer}</output>
    </div>
  );
}

/** Lets the other administrator act, and holds what they were answered. */
function useAct() {
  const [answer, setAnswer] = useState('');
  const perform: Perform = async (act, done) => {
    setAnswer('');
    const answered = await simulator.act(act);
    setAnswer(answered === null ? '' : answerWords(answered, done));
    return answered !== null && answered.status < 400;
  };
  const ask = async (act: Act): Promise<unknown> => (await simulator.act(act))?.body ?? null;
  return { answer, perform, ask };
}
