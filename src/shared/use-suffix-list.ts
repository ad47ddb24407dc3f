import { useEffect, useState } from 'react';

type Suffixes = (host: string) => boolean;

/**
 * The public suffix list, fetched once it is wanted: it weighs more than a page. `null` while it is on
 * its way; `failed` where it did not come.
 *
 * @returns whether a normalised host is a public suffix
 */
export function useSuffixList(wanted: boolean): Suffixes | 'failed' | null {
  // In an object: a state that is a function would be called.
  const [list, setList] = useState<{ is: Suffixes } | 'failed' | null>(null);
  useEffect(() => {
    if (!wanted || list !== null) return;
    let current = true;
    const load = async () => {
      const module = await import('#contract/ours/public-suffix.ts').catch(() => null);
      if (current) setList(module === null ? 'failed' : { is: module.isPublicSuffix });
    };
    void load();
    return () => {
      current = false;
    };
  }, [wanted, list]);
  return list === null || list === 'failed' ? list : list.is;
}
