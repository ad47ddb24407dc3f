import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { writeDomain } from '#api/write-domains.ts';
import type { DomainAct, DomainOutcome } from '#api/write-domains.ts';
import type { Domain } from '#contract/domain.ts';
import { unicodeHost } from '#contract/ours/hosts.ts';
import type { Page } from '#contract/page.ts';
import { announce } from '#ui/announcer.tsx';
import { isolated } from '#ui/direction.ts';
import { outcomeWords } from './outcome-words.ts';

/** A domain, and the list that it is on screen with. */
export type ShownDomain = { readonly domain: Domain; readonly page: Page<Domain> };

/** One act on one domain, and what became of the last try. */
export type DomainActing = {
  /** It is being written, or was done: then nothing more happens here. */
  busy: boolean;
  /** What was confirmed, while it is written and once it was done. */
  held: ShownDomain | null;
  /** Null before the first try, during one, and where it was done. */
  outcome: Exclude<DomainOutcome, { kind: 'done' }> | null;
  /** Writes once, however often it is pressed. What is on screen is what was confirmed. */
  act: (what: DomainAct, shown: ShownDomain) => void;
  /** Forgets what became of the last try. */
  forget: () => void;
};

/** {@link DomainActing} for a dialog; of one that is closed meanwhile the end is announced. */
export function useDomainAct(
  accountId: string,
  onDone: (by: 'us' | 'others') => void,
): DomainActing {
  const queryClient = useQueryClient();
  const [held, setHeld] = useState<ShownDomain | null>(null);
  const [outcome, setOutcome] = useState<DomainActing['outcome']>(null);
  const running = useRef(false);
  const isOpen = useRef(false);
  useEffect(() => {
    isOpen.current = true;
    return () => {
      isOpen.current = false;
    };
  }, []);

  const run = async (what: DomainAct, shown: ShownDomain) => {
    // A second press in the same moment comes before the button shows that it is busy.
    if (running.current) return;
    running.current = true;
    setHeld(shown);
    setOutcome(null);
    const { domain } = shown;
    const next = await writeDomain(queryClient, accountId, domain.host, what, domain);
    if (!isOpen.current) {
      const { look, detail } = outcomeWords(domain.host, what, next);
      announce(`${isolated(unicodeHost(domain.host))}: ${look.text}. ${detail ?? ''}`.trim());
    } else if (next.kind === 'done') {
      onDone(next.by);
    } else {
      running.current = false;
      setHeld(null);
      setOutcome(next);
    }
  };
  return {
    busy: held !== null,
    held,
    outcome,
    act: (what, shown) => void run(what, shown),
    forget: () => setOutcome(null),
  };
}
