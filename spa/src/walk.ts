import { useLocalStorage } from '@mantine/hooks';
import { createIdempotencyKey } from './idempotency-key.ts';
import { usePerson } from './session/signed-in.ts';

/** The guided walk: one request, from the form to the end of its case. */
export const stepNames = ['sample', 'receipt', 'events', 'lineage', 'case', 'end'] as const;
export type StepName = (typeof stepNames)[number];

type Place = {
  step: StepName;
  /** The request that is followed; null until there is one. */
  reference: string | null;
  /** Of the sample: sent again after a lost answer or a reload, it is still the same request. */
  key: string;
};

export type Walk =
  /** Nobody has said yet whether they want it. */
  | { is: 'offered' }
  | ({ is: 'walking'; isFolded: boolean } & Place)
  /** Left, and to be gone on with. */
  | ({ is: 'left' } & Place)
  | { is: 'over' };

function readWalk(stored: string | undefined): Walk {
  try {
    const walk = JSON.parse(stored ?? '') as Walk;
    return 'step' in walk && !stepNames.includes(walk.step) ? { is: 'offered' } : walk;
  } catch {
    return { is: 'offered' };
  }
}

/** How far this person has come in this browser, and how they go on. */
export function useWalk() {
  const { subject } = usePerson();
  const [walk, setWalk] = useLocalStorage<Walk>({
    key: `lab-walk:${subject}`,
    defaultValue: { is: 'offered' },
    getInitialValueInEffect: false,
    deserialize: readWalk,
  });
  const begin = () => setWalk({ is: 'walking', isFolded: false, step: 'sample', reference: null, key: createIdempotencyKey() });
  return {
    walk,
    begin,
    /** Goes on where it was left; from the beginning when it was not. */
    resume: () => (walk.is === 'left' ? setWalk({ ...walk, is: 'walking', isFolded: false }) : begin()),
    decline: () => setWalk({ is: 'over' }),
    leave: () => {
      if (walk.is === 'walking') setWalk({ is: 'left', step: walk.step, reference: walk.reference, key: walk.key });
    },
    change: (changes: Partial<Place & { isFolded: boolean }>) => {
      if (walk.is === 'walking') setWalk({ ...walk, ...changes });
    },
  };
}
