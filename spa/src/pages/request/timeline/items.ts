import type { ActivityKind, RequestTimelineDocumentsQuery, RequestTimelineQuery } from '../../../generated/graphql.ts';
import {
  activityKinds,
  businessObjectStates,
  caseStates,
  documentStates,
  eventStates,
  received,
  type State,
} from '../../../words/vocabulary.ts';
import type { Drawable, Piece } from './layout.ts';

type Timeline = NonNullable<RequestTimelineQuery['serviceRequest']>;
type DocumentRecord = NonNullable<RequestTimelineDocumentsQuery['serviceRequest']>['documents'][number];
type EventRecord = Timeline['events'][number];

/** By which time things stand in order: when the lab recorded them, or when they happened where they happened. */
export type TimelineClock = 'recorded' | 'happened';

/** Where the record itself can be looked at. */
export type RecordLink =
  | { to: 'raw' | 'story' | 'case' | 'documents' | 'lineage' }
  | { to: 'object'; key: string }
  | { to: 'event'; id: string };

export type TimelineItem = Drawable & {
  state: Pick<State, 'word' | 'shape' | 'color'>;
  /** What it is called where its state stands beside it. */
  name: string;
  /** What happened, in a sentence. */
  sentence: string;
  by: string;
  happenedAt: string;
  recordedAt: string;
  /** The event that brought it about. */
  causeId: string | null;
  link: RecordLink;
  attempts: number;
  waitedMs: number;
  workedMs: number;
  failures: number;
};

type Instant = Omit<TimelineItem, 'name' | 'start' | 'end' | 'pieces' | 'attempts' | 'waitedMs' | 'workedMs' | 'failures'>;

const untold = { attempts: 0, waitedMs: 0, workedMs: 0, failures: 0 };
/** What people did about an event; everything else stands in the records themselves. */
const interventions = new Set<ActivityKind>(['REDELIVERED', 'DISCARDED', 'RESTORED', 'RESUBMITTED', 'REPLAYED', 'RECONCILED']);
/** What was recorded later than this came from elsewhere. */
const importedFromMs = 60_000;

/** Everything that happened to a request, as what the timeline draws, oldest first. */
export function itemsOf(request: Timeline, files: readonly DocumentRecord[], clock: TimelineClock): TimelineItem[] {
  const instants = [
    ...arrivals(request),
    ...interventionsOf(request),
    ...steps(request),
    ...versions(request),
    ...links(request),
    ...uploads(files),
  ];
  const marks = instants.map((instant): TimelineItem => {
    const at = toMs(clock === 'recorded' ? instant.recordedAt : instant.happenedAt);
    return { ...instant, ...untold, name: instant.label, start: at, end: at, pieces: [] };
  });
  return [...marks, ...request.events.map((event) => drawEvent(event, request, clock))].sort((a, b) => a.start - b.start);
}

/** Whether both clocks tell different stories: the lab learned of something long after it happened. */
export function isImported(items: readonly TimelineItem[]): boolean {
  return items.some(({ happenedAt, recordedAt }) => toMs(recordedAt) - toMs(happenedAt) > importedFromMs);
}

function arrivals({ reference, submission, createdAt, submittedAt }: Timeline): Instant[] {
  return [
    {
      id: submission.id,
      lane: 'intake',
      label: 'received',
      state: received,
      sentence: 'A submission arrived and was stored as it was sent.',
      by: submission.submittedBy,
      happenedAt: submission.submittedAt,
      recordedAt: submission.recordedAt,
      causeId: null,
      link: { to: 'raw' },
    },
    {
      id: `recorded-${submission.id}`,
      lane: 'source',
      label: `recorded as ${reference}`,
      state: activityKinds.RECORDED,
      sentence: `The source system made its own record of it, ${reference}.`,
      by: 'source system',
      happenedAt: submittedAt,
      recordedAt: createdAt,
      causeId: null,
      link: { to: 'story' },
    },
  ];
}

function interventionsOf({ activity }: Timeline): Instant[] {
  return activity
    .filter(({ kind }) => interventions.has(kind))
    .map(({ id, kind, message, actor, time, recordedTime, subjectId }) => ({
      id,
      lane: 'integration',
      label: activityKinds[kind].word,
      state: activityKinds[kind],
      sentence: message,
      by: actor,
      happenedAt: time,
      recordedAt: recordedTime,
      causeId: null,
      link: { to: 'event', id: subjectId },
    }));
}

function steps({ operationCase }: Timeline): Instant[] {
  return (operationCase?.history ?? []).map(({ id, version, toStatus, changedBy, reason, changedAt, recordedAt, event }) => ({
    id,
    lane: 'operational',
    label: version === 1 ? `case ${caseStates[toStatus].word}` : caseStates[toStatus].word,
    state: caseStates[toStatus],
    sentence: `${operationCase?.reference} is ${caseStates[toStatus].word}: ${reason}`,
    by: changedBy,
    happenedAt: changedAt,
    recordedAt,
    // a step is what an event tells of; only the opening follows from one
    causeId: version === 1 ? (event?.id ?? null) : null,
    link: { to: 'case' },
  }));
}

function versions({ businessObject }: Timeline): Instant[] {
  return (businessObject?.versions ?? []).map(({ version, status, actor, time, recordedTime, event }) => ({
    id: `${businessObject?.id}-${version}`,
    lane: 'canonical',
    label: `version ${version}: ${businessObjectStates[status].word}`,
    state: businessObjectStates[status],
    sentence: `${businessObject?.businessKey} is ${businessObjectStates[status].word}, in its version ${version}.`,
    by: actor,
    happenedAt: time,
    recordedAt: recordedTime,
    causeId: event.id,
    link: { to: 'object', key: businessObject?.businessKey ?? '' },
  }));
}

/** Links of one moment are one mark: they are recorded together. */
function links({ activity }: Timeline): Instant[] {
  const linked = Map.groupBy(
    activity.filter(({ kind }) => kind === 'LINKED'),
    ({ recordedTime }) => recordedTime,
  );
  return [...linked.values()].flatMap((together) => {
    const [first] = together;
    if (!first) return [];
    const { id, actor, time, recordedTime, causationId } = first;
    return {
      id,
      lane: 'canonical',
      label: together.length > 1 ? `linked ×${together.length}` : 'linked',
      state: activityKinds.LINKED,
      sentence: together.map(({ message }) => `${message}.`).join(' '),
      by: actor,
      happenedAt: time,
      recordedAt: recordedTime,
      causeId: causationId,
      link: { to: 'lineage' },
    };
  });
}

function uploads(files: readonly DocumentRecord[]): Instant[] {
  return files.map(({ id, fileName, status, uploadedAt, uploadedBy }) => ({
    id,
    lane: 'documents',
    label: shorten(fileName),
    state: documentStates[status],
    sentence: `${fileName} was uploaded; it is ${documentStates[status].word} now.`,
    by: uploadedBy,
    happenedAt: uploadedAt,
    recordedAt: uploadedAt,
    causeId: null,
    link: { to: 'documents' },
  }));
}

function drawEvent(event: EventRecord, { activity }: Timeline, clock: TimelineClock): TimelineItem {
  const { id, type, sequence, status, isBlocked, actor, time, recordedTime, error } = event;
  const pieces = piecesOf(event);
  const sum = (kind: Piece['kind']) => pieces.reduce((all, piece) => all + (piece.kind === kind ? piece.end - piece.start : 0), 0);
  const state = eventStates[status];
  const name = `${type} #${sequence}`;
  const given = activity.find(({ kind, subjectId }) => kind === 'DISCARDED' && subjectId === id)?.recordedTime;
  const isOver = status === 'PROCESSED' || status === 'DISCARDED';
  const lastEnd = pieces.at(-1)?.end ?? toMs(recordedTime);
  const end = status === 'DISCARDED' && given ? Math.max(lastEnd, toMs(given)) : lastEnd;
  const happened = toMs(time);
  return {
    id,
    lane: 'integration',
    name,
    label: `${name}${isOver ? '' : ` · ${isBlocked ? 'blocked' : state.word}`}`,
    state,
    sentence: isOver || !error ? state.meaning : `${error.code}: ${error.message}`,
    by: actor,
    happenedAt: time,
    recordedAt: recordedTime,
    causeId: null,
    link: { to: 'event', id },
    attempts: event.syncLogs.length,
    waitedMs: sum('waiting'),
    workedMs: sum('working'),
    failures: event.syncLogs.filter(({ outcome }) => outcome === 'FAILED' || outcome === 'DEAD').length,
    // attempts are known by the lab's own clock only
    ...(clock === 'recorded'
      ? { start: toMs(recordedTime), end: isOver ? end : null, pieces }
      : { start: happened, end: happened, pieces: [] }),
  };
}

/** Waiting, attempt, waiting, attempt, …; behind the attempt that applied it nothing waits any more. */
function piecesOf({ recordedTime, syncLogs }: EventRecord): Piece[] {
  let from = toMs(recordedTime);
  let isApplied = false;
  return syncLogs.flatMap(({ startedAt, finishedAt, outcome }): Piece[] => {
    const start = Math.max(from, toMs(startedAt));
    const end = Math.max(start, toMs(finishedAt));
    const before: Piece = { kind: isApplied ? 'resting' : 'waiting', start: from, end: start, hasFailed: false };
    from = end;
    isApplied ||= outcome === 'PROCESSED';
    return [before, { kind: 'working', start, end, hasFailed: outcome === 'FAILED' || outcome === 'DEAD' }];
  });
}

const longestName = 28;

function shorten(name: string): string {
  return name.length > longestName ? `${name.slice(0, longestName - 1)}…` : name;
}

function toMs(at: string): number {
  return new Date(at).getTime();
}
