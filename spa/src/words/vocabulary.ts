import type {
  ActivityKind,
  AuditBreakReason,
  AuditOutcome,
  BusinessObjectStatus,
  CaseStatus,
  DocumentStatus,
  EventStatus,
  Priority,
  ServiceRequestStatus,
  SyncOutcome,
} from '../generated/graphql.ts';

/** Every state is shown by a word and a shape; colour only adds to them. */
export type Shape = 'ring' | 'dot' | 'half' | 'check' | 'cross' | 'loop' | 'octagon' | 'dash' | 'pause' | 'box' | 'question';

export type State = { word: string; shape: Shape; color: string; meaning: string };

export const serviceRequestStates: Record<ServiceRequestStatus, State> = {
  PENDING: { word: 'pending', shape: 'ring', color: 'yellow', meaning: 'Recorded; its event has not been applied downstream yet.' },
  INTEGRATED: { word: 'integrated', shape: 'check', color: 'teal', meaning: 'An operation case and a business object exist.' },
};

export const caseStates: Record<CaseStatus, State> = {
  OPEN: { word: 'open', shape: 'ring', color: 'blue', meaning: 'Created downstream and ready for processing.' },
  IN_PROGRESS: { word: 'in progress', shape: 'half', color: 'indigo', meaning: 'Somebody works on it.' },
  COMPLETED: { word: 'completed', shape: 'check', color: 'teal', meaning: 'The work is done.' },
  REJECTED: { word: 'rejected', shape: 'cross', color: 'red', meaning: 'It is not going to be done.' },
};

export const businessObjectStates: Record<BusinessObjectStatus, State> = {
  ACTIVE: { word: 'active', shape: 'dot', color: 'blue', meaning: 'Valid and known enterprise-wide; the case is open.' },
  IN_PROGRESS: { word: 'in progress', shape: 'half', color: 'indigo', meaning: 'Somebody works on it.' },
  COMPLETED: { word: 'completed', shape: 'check', color: 'teal', meaning: 'Done.' },
  REJECTED: { word: 'rejected', shape: 'cross', color: 'red', meaning: 'Not going to be done.' },
};

export const eventStates: Record<EventStatus, State> = {
  PENDING: { word: 'pending', shape: 'ring', color: 'yellow', meaning: 'Waiting for the worker.' },
  RETRYING: { word: 'retrying', shape: 'loop', color: 'orange', meaning: 'Failed, and will be tried again by itself.' },
  PROCESSED: { word: 'processed', shape: 'check', color: 'teal', meaning: 'Applied, exactly once.' },
  DEAD: { word: 'dead', shape: 'octagon', color: 'red', meaning: 'Failed for good; waits for a person.' },
  DISCARDED: { word: 'discarded', shape: 'dash', color: 'gray', meaning: 'Given up by a person, with a reason.' },
};

export const documentStates: Record<DocumentStatus, State> = {
  PENDING: { word: 'pending', shape: 'ring', color: 'yellow', meaning: 'Announced; its bytes are not in the store yet.' },
  QUARANTINED: {
    word: 'quarantined',
    shape: 'pause',
    color: 'orange',
    meaning: 'Its bytes are in the store; nobody gets them until a scanner has found them clean.',
  },
  STORED: { word: 'stored', shape: 'box', color: 'blue', meaning: 'Its bytes are in the store; no submission has named it yet.' },
  LINKED: { word: 'linked', shape: 'check', color: 'teal', meaning: 'It belongs to a submission.' },
  REFUSED: { word: 'refused', shape: 'cross', color: 'red', meaning: 'Its content was refused.' },
  SWEPT: { word: 'swept', shape: 'dash', color: 'gray', meaning: 'It was never linked and has been removed.' },
};

export const syncOutcomes: Record<SyncOutcome, State> = {
  PROCESSED: { word: 'processed', shape: 'check', color: 'teal', meaning: 'Applied.' },
  FAILED: { word: 'failed', shape: 'loop', color: 'orange', meaning: 'Failed; another attempt follows.' },
  DEAD: { word: 'dead', shape: 'octagon', color: 'red', meaning: 'Failed for good.' },
  REPLAYED: { word: 'replayed', shape: 'loop', color: 'blue', meaning: 'A past event, applied again with the mapping of today.' },
};

export const blocked: State = {
  word: 'blocked',
  shape: 'pause',
  color: 'orange',
  meaning: 'An earlier event of the same request is not processed yet, so this one waits.',
};

/** Its subgraph could not be asked; not to be mistaken for "does not exist yet". */
export const unknown: State = {
  word: 'unknown',
  shape: 'question',
  color: 'gray',
  meaning: 'The system that knows cannot be reached now.',
};

export const received: State = {
  word: 'received',
  shape: 'check',
  color: 'teal',
  meaning: 'Stored as it was sent; never changed afterwards.',
};

export const priorities: Record<Priority, { word: string; level: number; color: string; meaning: string }> = {
  LOW: { word: 'low', level: 1, color: 'gray', meaning: 'Can wait.' },
  MEDIUM: { word: 'medium', level: 2, color: 'blue', meaning: 'The usual.' },
  HIGH: { word: 'high', level: 3, color: 'orange', meaning: 'Before the usual.' },
  CRITICAL: { word: 'critical', level: 4, color: 'red', meaning: 'Work stands still.' },
};

export const activityKinds: Record<ActivityKind, { word: string; shape: Shape; color: string }> = {
  RECEIVED: { word: 'received', shape: 'box', color: 'blue' },
  RECORDED: { word: 'recorded', shape: 'box', color: 'indigo' },
  OPENED: { word: 'opened', shape: 'ring', color: 'orange' },
  MOVED: { word: 'moved', shape: 'half', color: 'orange' },
  MAPPED: { word: 'mapped', shape: 'dot', color: 'teal' },
  LINKED: { word: 'linked', shape: 'check', color: 'teal' },
  FAILED: { word: 'failed', shape: 'loop', color: 'orange' },
  DEAD: { word: 'dead', shape: 'octagon', color: 'red' },
  REDELIVERED: { word: 'redelivered', shape: 'loop', color: 'blue' },
  DISCARDED: { word: 'discarded', shape: 'dash', color: 'gray' },
  RESTORED: { word: 'restored', shape: 'loop', color: 'blue' },
  RESUBMITTED: { word: 'resubmitted', shape: 'loop', color: 'blue' },
  REPLAYED: { word: 'replayed', shape: 'loop', color: 'blue' },
  RECONCILED: { word: 'reconciled', shape: 'check', color: 'teal' },
};

export const auditOutcomes: Record<AuditOutcome, State> = {
  ACCEPTED: { word: 'accepted', shape: 'check', color: 'teal', meaning: 'It was done.' },
  REFUSED: {
    word: 'refused',
    shape: 'cross',
    color: 'orange',
    meaning: 'It was not done: not allowed, or not possible as it was asked for.',
  },
  FAILED: { word: 'failed', shape: 'octagon', color: 'red', meaning: 'It was not done: something inside the lab failed.' },
};

/** What can be wrong with a chain of the audit. */
export const auditBreaks: Record<AuditBreakReason, string> = {
  CHANGED: 'changed',
  MISSING: 'missing',
  INSERTED: 'inserted',
  REORDERED: 'in another place than its own',
  TRUNCATED: 'cut off from here on',
  REPLACED: 'replaced from here on',
  HEAD_CHANGED: 'its end was changed',
};

export const intact: State = { word: 'intact', shape: 'check', color: 'teal', meaning: 'Every record is as it was written.' };
export const broken: State = { word: 'broken', shape: 'octagon', color: 'red', meaning: 'Somebody has changed it.' };
