import { Button, Group, NativeSelect, Progress, Text } from '@mantine/core';
import { formatBytes } from '../../files/file-size.ts';
import { useQuarantine } from '../../uploads/quarantine.ts';
import { isQuarantined, isUnderWay, type UploadItem, type UploadPhase, type UploadQueue } from '../../uploads/queue.ts';
import { countOf } from '../../words/numbers.ts';
import { documentStates, type State } from '../../words/vocabulary.ts';
import { StateBadge } from '../state-badge.tsx';
import classes from './upload-field.module.css';

/** A document type to choose; uploads name it by its code. */
export type DocumentTypeOption = { id: string; code: string; name: string };

type Props = {
  item: UploadItem;
  queue: UploadQueue;
  documentTypes: readonly DocumentTypeOption[];
  /** Files of the form that still need their type. */
  untyped: readonly UploadItem[];
};

/** One chosen file: what it is, how far it is, and what can be done about it. */
export function UploadRow({ item, queue, documentTypes, untyped }: Props) {
  const { id, file, documentType, phase, objection } = item;
  const complaint = objection ?? ('reason' in phase ? phase.reason : null);
  const isRetryable = phase.is === 'failed' || phase.is === 'cancelled' || (objection !== null && !isQuarantined(phase));
  useQuarantine(item, queue);
  return (
    <li className={classes.row} aria-label={file.name}>
      <div className={classes.what}>
        <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
          {file.name}
        </Text>
        <Text size="xs" c="dimmed" component="span" style={{ whiteSpace: 'nowrap' }}>
          {formatBytes(file.size)}
        </Text>
      </div>
      <StateBadge state={describePhase(phase)} />
      {phase.is === 'barred' ? null : (
        <NativeSelect
          className={classes.type ?? ''}
          size="xs"
          aria-label={`Type of ${file.name}`}
          value={documentType ?? ''}
          onChange={({ currentTarget }) => queue.chooseType(id, currentTarget.value)}
        >
          {documentType === null ? <option value="">Choose its type</option> : null}
          {documentTypes.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </NativeSelect>
      )}
      <Group gap={4} wrap="nowrap" className={classes.actions ?? ''}>
        {isRetryable ? (
          <Button size="compact-xs" variant="default" onClick={() => queue.retry(id)}>
            Send again
          </Button>
        ) : null}
        {isUnderWay(item) ? (
          <Button size="compact-xs" variant="default" aria-label={`Cancel ${file.name}`} onClick={() => queue.cancel(id)}>
            Cancel
          </Button>
        ) : (
          <Button size="compact-xs" variant="subtle" color="gray" aria-label={`Remove ${file.name}`} onClick={() => queue.remove(id)}>
            Remove
          </Button>
        )}
      </Group>
      {isUnderWay(item) ? (
        <Progress.Root size="sm" className={classes.whole ?? ''}>
          <Progress.Section value={percentOf(phase)} aria-label={`Upload of ${file.name}`} animated={phase.is === 'checking'} striped />
        </Progress.Root>
      ) : null}
      {phase.is === 'stored' && isQuarantined(phase) ? (
        <Text size="sm" c="dimmed" className={classes.whole ?? ''} style={{ overflowWrap: 'anywhere' }}>
          In quarantine: {phase.document.statusReason}. The form looks again by itself.
        </Text>
      ) : null}
      {complaint ? (
        // the server's own words
        <Text size="sm" c="var(--mantine-color-error)" className={classes.whole ?? ''} style={{ overflowWrap: 'anywhere' }}>
          {complaint}
        </Text>
      ) : null}
      {documentType !== null && untyped.length > 0 ? (
        <Button
          className={classes.same ?? ''}
          size="compact-xs"
          variant="light"
          onClick={() => {
            for (const other of untyped) queue.chooseType(other.id, documentType);
          }}
        >
          The same type for {countOf(untyped.length, 'other file')}
        </Button>
      ) : null}
    </li>
  );
}

function percentOf(phase: UploadPhase): number {
  if (phase.is === 'sending') return Math.floor(phase.fraction * 100);
  return phase.is === 'checking' ? 100 : 0;
}

function describePhase(phase: UploadPhase): State {
  if (phase.is === 'stored') return documentStates[phase.document.status];
  if (phase.is === 'sending') return { ...phases.sending, word: `${percentOf(phase)} %` };
  return phases[phase.is];
}

const phases: Record<Exclude<UploadPhase['is'], 'stored'>, State> = {
  barred: { word: 'not taken', shape: 'cross', color: 'red', meaning: 'It breaks a rule of the server and is not sent.' },
  untyped: { word: 'needs its type', shape: 'ring', color: 'yellow', meaning: 'The upload begins when its type is chosen.' },
  queued: { word: 'waiting', shape: 'pause', color: 'gray', meaning: 'Others are sent first.' },
  sending: { word: 'sending', shape: 'half', color: 'indigo', meaning: 'It is being sent.' },
  checking: { word: 'being checked', shape: 'half', color: 'indigo', meaning: 'All of it was sent; the server looks at it and stores it.' },
  refused: { word: 'refused', shape: 'cross', color: 'red', meaning: 'The server does not take it.' },
  failed: {
    word: 'failed',
    shape: 'loop',
    color: 'orange',
    meaning: 'It was not stored; it can be sent again, and is never stored twice.',
  },
  cancelled: { word: 'cancelled', shape: 'dash', color: 'gray', meaning: 'It was cancelled, and nothing of it is kept.' },
};
