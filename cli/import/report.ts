import type { Malformed } from '../archive.ts';

/** Something that did not go as the archive says it must, or that the lab refused. */
type Deviation = { kind: 'reference' | 'request' | 'transition'; id: string; message: string };

/** What an import did. */
export type ImportReport = {
  reference: { created: number; updated: number; unchanged: number; refused: number };
  requests: { new: number; replayed: number; refused: number };
  /** `notSent`: transitions of refused requests. */
  transitions: { new: number; replayed: number; refused: number; noop: number; notSent: number };
  deviations: Deviation[];
  malformed: Malformed[];
  isInterrupted: boolean;
  durationMs: number;
};

export function emptyReport(): ImportReport {
  return {
    reference: { created: 0, updated: 0, unchanged: 0, refused: 0 },
    requests: { new: 0, replayed: 0, refused: 0 },
    transitions: { new: 0, replayed: 0, refused: 0, noop: 0, notSent: 0 },
    deviations: [],
    malformed: [],
    isInterrupted: false,
    durationMs: 0,
  };
}

/** Whether the lab is as it was before. */
export function isUnchanged({ reference, requests, transitions }: ImportReport): boolean {
  return reference.created + reference.updated + requests.new + transitions.new === 0;
}
