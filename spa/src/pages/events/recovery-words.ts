import type { EventStatus, RecoveryKind, RecoveryState } from '../../generated/graphql.ts';
import type { Doing } from '../../session/person.ts';
import type { Shape, State } from '../../words/vocabulary.ts';

type Kind = {
  /** On the button. */
  verb: string;
  /** Of an event that it was done to. */
  done: string;
  shape: Shape;
  color: string;
  /** What it does, before it is done. */
  meaning: string;
  /** What a good reason says. */
  reason: string;
  /** Statuses in which an event can be treated in this way, as a first guess: the preview of the lab decides. */
  statuses: readonly EventStatus[];
  /** Whether the worker applies events for it, so that a pace and a canary mean something. */
  isApplied: boolean;
  needs: Doing;
};

export const recoveryKinds: Record<RecoveryKind, Kind> = {
  REDELIVER: {
    verb: 'Redeliver',
    done: 'processed',
    shape: 'loop',
    color: 'blue',
    meaning: 'The same events are sent again, now, with all their attempts. Right when the cause is mended.',
    reason: 'What was wrong, and what was mended',
    statuses: ['DEAD', 'RETRYING'],
    isApplied: true,
    needs: 'Mutation.redeliverEvents',
  },
  DISCARD: {
    verb: 'Discard',
    done: 'discarded',
    shape: 'dash',
    color: 'gray',
    meaning:
      'The events are given up, and what waits behind them goes on. Nothing is deleted; it can be taken back as long as nothing behind them is processed.',
    reason: 'Why nobody needs them',
    statuses: ['DEAD', 'RETRYING'],
    isApplied: false,
    needs: 'Mutation.discardEvents',
  },
  RESTORE: {
    verb: 'Restore',
    done: 'dead again',
    shape: 'loop',
    color: 'blue',
    meaning: 'Takes back that the events were given up: they are dead again and wait for a person.',
    reason: 'Why they are needed after all',
    statuses: ['DISCARDED'],
    isApplied: false,
    needs: 'Mutation.restoreEvents',
  },
  REPLAY: {
    verb: 'Replay',
    done: 'replayed',
    shape: 'loop',
    color: 'blue',
    meaning: 'Past events are applied again with the mapping of today. What is right already stays as it is.',
    reason: 'What for',
    statuses: ['PROCESSED'],
    isApplied: true,
    needs: 'Mutation.replayEvents',
  },
};

export const recoveryStates: Record<RecoveryState, State> = {
  RUNNING: { word: 'running', shape: 'half', color: 'blue', meaning: 'At work.' },
  PAUSED: { word: 'paused', shape: 'pause', color: 'orange', meaning: 'A person halted it and may let it go on.' },
  STOPPED: { word: 'stopped', shape: 'dash', color: 'gray', meaning: 'A person ended it; what was not begun stays as it is.' },
  HALTED: {
    word: 'halted',
    shape: 'octagon',
    color: 'red',
    meaning: 'As a canary it met a new failure; what it had not begun with is untouched.',
  },
  FINISHED: { word: 'finished', shape: 'check', color: 'teal', meaning: 'All its events are settled.' },
};

/** What can be done to events in these statuses, the most likely first. */
export function kindsFor(statuses: readonly EventStatus[]): RecoveryKind[] {
  const kinds = Object.keys(recoveryKinds) as RecoveryKind[];
  return kinds.filter((kind) => recoveryKinds[kind].statuses.some((status) => statuses.includes(status)));
}
