import { useEffect, useState } from 'react';
import { arrange, warmUp } from './arrange.ts';
import { keepPlaces, type Places, pin, recallPlaces } from './places.ts';
import type { Visible } from './visible.ts';

export type Arranged = {
  places: Places;
  /** Why nothing could be arranged. */
  error: unknown;
  /** Gives all of it new places. */
  again: () => void;
  /** How often that was done. */
  round: number;
};

/** Places for everything that is visible. Whatever has a place keeps it, whatever comes. */
export function usePlaces(root: string, visible: Visible): Arranged {
  const [places, setPlaces] = useState<Places>(() => recallPlaces(root));
  const [error, setError] = useState<unknown>();
  const keys = [...visible.parts, ...visible.groups].map(({ key }) => key);
  const missing = keys.filter((key) => !places.has(key)).join(' ');

  useEffect(warmUp, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: as long as nothing is missing, nothing is to be done
  useEffect(() => {
    if (missing === '') return;
    let isStale = false;
    arrange(visible).then(
      (arranged) => {
        if (isStale) return;
        setError(undefined);
        setPlaces((known) => {
          const standing = new Map([...known].filter(([key]) => keys.includes(key)));
          return pin(standing, arranged, neighboursOf(visible));
        });
      },
      (fault: unknown) => {
        if (!isStale) setError(fault);
      },
    );
    return () => {
      isStale = true;
    };
  }, [root, missing]);

  useEffect(() => {
    if (places.size > 0) keepPlaces(root, places);
  }, [root, places]);

  const [round, setRound] = useState(0);
  const again = () => {
    arrange(visible).then((arranged) => {
      setPlaces(arranged);
      setRound((count) => count + 1);
    }, setError);
  };
  return { places, error, again, round };
}

function neighboursOf({ links, groups }: Visible): [string, string][] {
  return [...links.map(({ from, to }): [string, string] => [from, to]), ...groups.map(({ key, of }): [string, string] => [of, key])];
}
