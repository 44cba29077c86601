import type { Command } from 'commander';
import { createApi, findLab } from '../api.ts';
import { graphql } from '../generated/gql.ts';
import type { ShowEventQuery } from '../generated/graphql.ts';
import { CommandError, drawTable, formatDuration, print, printJson } from '../terminal.ts';
import { checkId } from './refusal.ts';
import { oneLine, writeEnum, writeJson, writeTime } from './words.ts';

const showDocument = graphql(`
  query ShowEvent($id: ID!) {
    event(id: $id) {
      id
      type
      cloudEventType
      schemaVersion
      aggregateType
      aggregateId
      serviceRequest { id reference }
      sequence
      status
      isBlocked
      attempts
      nextAttemptAt
      processedAt
      error { code message fingerprint }
      revision
      explanation
      correlationId
      causationId
      actor
      time
      recordedTime
      payload
      revisions { revision payload actor reason createdAt }
      syncLogs { attempt outcome message errorCode errorFingerprint worker startedAt finishedAt durationMs }
    }
  }
`);

type ShownEvent = NonNullable<ShowEventQuery['event']>;

/** Everything that is known of one event, for a person. */
function drawEvent(event: ShownEvent): string {
  const { type, sequence, serviceRequest, status, revision, revisions, syncLogs } = event;
  const parts = [
    `${type}, event ${sequence} of ${serviceRequest?.reference ?? 'an unknown request'}: ${writeEnum(status)}\n${oneLine(event.explanation)}`,
    drawEnvelope(event),
    `payload${revision > 1 ? `, revision ${revision}` : ''}:\n${writeJson(event.payload)}`,
  ];
  // the last revision is the payload above
  for (const past of revisions.filter((other) => other.revision !== revision)) {
    parts.push(`payload, revision ${past.revision}:\n${writeJson(past.payload)}`);
  }
  if (revisions.length > 0) {
    const rows = revisions.map((past) => [past.revision, writeTime(past.createdAt), oneLine(past.actor), oneLine(past.reason)]);
    parts.push(drawTable(['revision', 'written', 'by', 'reason'], rows));
  }
  parts.push(syncLogs.length > 0 ? drawAttempts(syncLogs) : 'No attempt yet.');
  return parts.join('\n\n');
}

function drawEnvelope(event: ShownEvent): string {
  const { id, cloudEventType, aggregateType, aggregateId, correlationId, causationId, actor, time, recordedTime, error } = event;
  const lines: [string, string | null | undefined][] = [
    ['id', id],
    ['type', `${cloudEventType}, schema version ${event.schemaVersion}`],
    ['subject', `${aggregateType} ${aggregateId}`],
    ['correlation', correlationId],
    ['causation', causationId],
    ['actor', actor],
    ['time', writeTime(time)],
    ['recorded', writeTime(recordedTime)],
    ['cause', error?.fingerprint],
  ];
  return lines.flatMap(([name, value]) => (value ? [`${name.padEnd(11)}  ${oneLine(value)}`] : [])).join('\n');
}

function drawAttempts(attempts: ShownEvent['syncLogs']): string {
  const rows = attempts.map(({ attempt, outcome, startedAt, durationMs, worker, message }) => [
    attempt,
    writeEnum(outcome),
    writeTime(startedAt),
    formatDuration(durationMs),
    worker,
    oneLine(message),
  ]);
  return drawTable(['attempt', 'outcome', 'began', 'took', 'worker', 'message'], rows);
}

/** Adds `lab events show`. */
export function addShowCommand(events: Command): void {
  events
    .command('show')
    .description('show one event: envelope, explanation, payload, revisions, every attempt')
    .argument('<id>', 'id of the event')
    .option('--payload-only', 'print the present payload alone, to be corrected and resubmitted')
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      '\nExit code: 0, 1 when the lab cannot answer, 2 wrong use or no such event.\n\nExample:\n  $ lab events show 01a203de-2bc7-7400-b382-4f3a9ef437b7 --payload-only > payload.json',
    )
    .action(async (id: string, { payloadOnly, json }: { payloadOnly?: boolean; json?: boolean }) => {
      const wayOut = 'lab events list shows those there are';
      const { event } = await createApi(findLab(process.env)).execute(showDocument, { id: checkId(id, 'event', wayOut) });
      if (!event) throw new CommandError(`There is no event ${id} — ${wayOut}`, 2);
      if (payloadOnly) print(writeJson(event.payload));
      else if (json) printJson(event);
      else print(drawEvent(event));
    });
}
