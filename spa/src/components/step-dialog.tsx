import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { getHotkeyHandler } from '@mantine/hooks';
import { type SyntheticEvent, useRef, useState } from 'react';
import type { CaseStatus, MoveCaseMutation } from '../generated/graphql.ts';
import { readDraft, useDraft } from '../session/drafts.ts';
import { formatCount } from '../words/numbers.ts';
import { caseStates } from '../words/vocabulary.ts';
import { FailureNotice } from './failure-notice.tsx';
import { Moment } from './moment.tsx';
import { Notice } from './notice.tsx';
import { SendKeys } from './send-keys.tsx';

const reasonLimit = 2_000;

type Payload = MoveCaseMutation['changeCaseStatus'];
export type StepAnswer = {
  isTaken: boolean;
  refusals: Payload['userErrors'];
  /** The case as it is now, also after a refusal; null when the lab could not say. */
  now: Payload['operationCase'];
  /** Why there is no answer at all. */
  error: unknown;
};

type Props = {
  /** Under which name the reason is kept while signing in again. */
  draftName: string;
  title: string;
  target: CaseStatus;
  requiresReason: boolean;
  /** Whether the case may still take this step, as far as this page knows. */
  isStillPossible: boolean;
  seenVersion: number;
  /** The page shows the step as taken while it is sent; the dialog comes back only when it is refused. */
  isOptimistic?: boolean;
  /** What came of the step before the dialog was opened. */
  firstAnswer?: StepAnswer | undefined;
  onClose: () => void;
  onConfirm: (reason: string, expectedVersion: number) => Promise<StepAnswer>;
};

/** What stands in the history when no reason has to be given. */
export function reasonless(target: CaseStatus): string {
  return `Moved to ${caseStates[target].word} in the portal`;
}

/** Asks why, sends the step, and says what came in between if somebody was faster. */
export function StepDialog({ target, requiresReason, isOptimistic = false, onClose, onConfirm, ...props }: Props) {
  const { draftName, title, seenVersion } = props;
  const [reason, setReason] = useState(() => readDraft<string>(draftName) ?? '');
  useDraft(draftName, () => reason || null);
  const [isSending, setSending] = useState(false);
  const [answer, setAnswer] = useState(props.firstAnswer);
  const form = useRef<HTMLFormElement>(null);
  // after a refusal the person has seen what the refusal told them
  const known = answer?.now?.version ?? seenVersion;
  const isStale = answer?.refusals.some(({ code }) => code === 'STALE_VERSION') ?? false;
  const isLeft = answer?.now?.availableTransitions.some(({ status }) => status === target) ?? true;
  const isStillPossible = props.isStillPossible && isLeft;
  const isReasonMissing = requiresReason && reason.trim() === '';

  async function confirm(event: SyntheticEvent) {
    event.preventDefault();
    if (isSending || isReasonMissing || !isStillPossible) return;
    setSending(true);
    const next = await onConfirm(reason.trim() || reasonless(target), known).catch(() => undefined);
    setSending(false);
    if (next?.isTaken) onClose();
    else if (next) setAnswer(next);
  }

  return (
    <Modal
      opened={!(isOptimistic && isSending)}
      onClose={onClose}
      // the page that moves the card knows where it is now
      returnFocus={!isOptimistic}
      title={title}
      centered
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form onSubmit={confirm} ref={form}>
        <Stack gap="md">
          {answer && isStale ? <Meanwhile answer={answer} seenVersion={seenVersion} isStillPossible={isStillPossible} /> : null}
          {isStale
            ? null
            : answer?.refusals.map(({ code, message }) => (
                <Notice key={code} title="The step was refused">
                  {message}
                </Notice>
              ))}
          <FailureNotice error={answer?.error} />
          <Textarea
            label="Reason"
            description={`Stays in the history of the case. ${formatCount(reason.length)} of ${formatCount(reasonLimit)} characters.`}
            required={requiresReason}
            withAsterisk={requiresReason}
            maxLength={reasonLimit}
            autosize
            minRows={3}
            maxRows={10}
            value={reason}
            onChange={({ currentTarget }) => setReason(currentTarget.value)}
            onKeyDown={getHotkeyHandler([['mod+Enter', () => form.current?.requestSubmit()]])}
            data-autofocus
          />
          <Group justify="space-between" gap="sm">
            <SendKeys />
            <Group gap="sm" ml="auto">
              <Button variant="default" onClick={onClose}>
                {isStillPossible ? 'Cancel' : 'Close'}
              </Button>
              <Button
                type="submit"
                loading={isSending}
                disabled={isReasonMissing || !isStillPossible}
                color={target === 'REJECTED' ? 'red' : 'indigo'}
              >
                Move to {caseStates[target].word}
              </Button>
            </Group>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** What others did to the case since this person looked at it, and what that means for the step. */
function Meanwhile({ answer, seenVersion, isStillPossible }: { answer: StepAnswer; seenVersion: number; isStillPossible: boolean }) {
  const steps = answer.now?.history.filter(({ version }) => version > seenVersion) ?? [];
  const latest = steps.at(-1);
  const title = latest ? (
    <>
      Changed by {latest.changedBy} <Moment at={latest.recordedAt} />
    </>
  ) : (
    'Somebody was faster'
  );
  return (
    <Notice title={title}>
      {steps.map(({ id, toStatus, changedBy, changedAt, reason: why }) => (
        <Text key={id} size="sm" style={{ overflowWrap: 'anywhere' }}>
          {changedBy} moved it to {caseStates[toStatus].word} <Moment at={changedAt} />: “{why}”
        </Text>
      ))}
      {answer.now ? (
        <Text size="sm" mt={4}>
          It is {caseStates[answer.now.status].word} now, version {answer.now.version}; you saw version {seenVersion}.
        </Text>
      ) : null}
      <Text size="sm" mt={4}>
        {isStillPossible ? 'Your step is still possible: confirm it again if it is still right.' : 'Your step is no longer possible.'}
      </Text>
    </Notice>
  );
}
