import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { type SyntheticEvent, useState } from 'react';
import { readDraft, useDraft } from '../drafts.ts';
import type { CaseStatus, MoveCaseMutation } from '../generated/graphql.ts';
import { formatCount } from '../numbers.ts';
import { caseStates } from '../vocabulary.ts';
import { Moment } from './moment.tsx';
import { Notice } from './notice.tsx';

const reasonLimit = 2_000;

type Payload = MoveCaseMutation['changeCaseStatus'];
export type StepAnswer = {
  isTaken: boolean;
  refusals: Payload['userErrors'];
  /** The case's history as it is now, also after a refusal. */
  history: NonNullable<Payload['operationCase']>['history'];
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
  onClose: () => void;
  onConfirm: (reason: string, expectedVersion: number) => Promise<StepAnswer>;
};

/** Asks why, sends the step, and says what came in between if somebody was faster. */
export function StepDialog({ draftName, title, target, requiresReason, isStillPossible, seenVersion, onClose, onConfirm }: Props) {
  const [reason, setReason] = useState(() => readDraft<string>(draftName) ?? '');
  useDraft(draftName, () => reason || null);
  const [isSending, setSending] = useState(false);
  const [answer, setAnswer] = useState<StepAnswer>();
  // after a refusal the person has seen what the refusal told them
  const known = answer?.history.at(-1)?.version ?? seenVersion;
  const isStale = answer?.refusals.some(({ code }) => code === 'STALE_VERSION') ?? false;
  const meanwhile = answer?.history.filter(({ version }) => version > seenVersion) ?? [];
  const isReasonMissing = requiresReason && reason.trim() === '';

  async function confirm(event: SyntheticEvent) {
    event.preventDefault();
    setSending(true);
    const words = reason.trim() || `Moved to ${caseStates[target].word} in the portal`;
    const next = await onConfirm(words, known).catch(() => undefined);
    setSending(false);
    if (next?.isTaken) onClose();
    else if (next) setAnswer(next);
  }

  return (
    <Modal opened onClose={onClose} title={title} centered closeButtonProps={{ 'aria-label': 'Close' }}>
      <form onSubmit={confirm}>
        <Stack gap="md">
          {isStale ? (
            <Notice title="Somebody was faster">
              {meanwhile.map(({ id, toStatus, changedBy, changedAt, reason: why }) => (
                <Text key={id} size="sm">
                  {changedBy} moved it to {caseStates[toStatus].word} <Moment at={changedAt} />: “{why}”
                </Text>
              ))}
              <Text size="sm" mt={4}>
                {isStillPossible
                  ? 'Your step is still possible: confirm it again if it is still right.'
                  : 'Your step is no longer possible.'}
              </Text>
            </Notice>
          ) : (
            answer?.refusals.map(({ code, message }) => (
              <Notice key={code} title="The step was refused">
                {message}
              </Notice>
            ))
          )}
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
            data-autofocus
          />
          <Group justify="flex-end" gap="sm">
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
        </Stack>
      </form>
    </Modal>
  );
}
