import { useQuery } from '@apollo/client/react';
import { Button, Group, Modal, NumberInput, Stack, Switch, Text } from '@mantine/core';
import { type SyntheticEvent, useId, useRef, useState } from 'react';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { SendKeys } from '../../components/send-keys.tsx';
import { graphql } from '../../generated/gql.ts';
import type { EventSelection, RecoveryKind } from '../../generated/graphql.ts';
import { createIdempotencyKey } from '../../idempotency-key.ts';
import { readDraft, useDraft } from '../../session/drafts.ts';
import { usePerson } from '../../session/signed-in.ts';
import { countOf } from '../../words/numbers.ts';
import { ReasonField } from './reason-field.tsx';
import { RecoveryPlan } from './recovery-plan.tsx';
import { recoveryKinds } from './recovery-words.ts';
import { type Refusal, Refusals } from './refusals.tsx';
import { useBeginRecovery } from './use-begin-recovery.ts';

const plan = graphql(`
  query RecoveryPlan($kind: RecoveryKind!, $selection: EventSelection!, $filter: EventFilter!) {
    recoveryPreview(kind: $kind, selection: $selection) {
      matching
      eligible
      ineligible {
        status
        reason
        count
      }
      causes {
        name
        count
      }
    }
    events(first: 5, filter: $filter) {
      nodes {
        id
        type
        sequence
        status
        serviceRequest {
          id
          reference
        }
      }
    }
  }
`);

/** From so many events on, trying one first is worth the wait. */
const canaryFrom = 10;

type Props = {
  kind: RecoveryKind;
  selection: EventSelection;
  onClose: () => void;
  onStarted: (job: string) => void;
};

/** What would be done to which events, asked for a reason, and begun. */
export function RecoveryDialog({ kind, selection, onClose, onStarted }: Props) {
  const { verb, meaning, isApplied, color } = recoveryKinds[kind];
  const filter = selection.filter ?? { ids: selection.ids ?? [] };
  const { data, error, loading } = useQuery(plan, { variables: { kind, selection, filter }, fetchPolicy: 'no-cache' });
  const eligible = data?.recoveryPreview.eligible;
  const isBulk = eligible === undefined || eligible > 1;
  const draftName = `${usePerson().subject}:recovery:${kind}`;
  const [reason, setReason] = useState(() => readDraft<string>(draftName) ?? '');
  useDraft(draftName, () => reason || null);
  const [pace, setPace] = useState<number | ''>('');
  const [canary, setCanary] = useState<boolean>();
  const isCanary = canary ?? (eligible !== undefined && eligible >= canaryFrom);
  // one intention, one key: sent twice, it is done once
  const [idempotencyKey] = useState(createIdempotencyKey);
  const [isSending, setSending] = useState(false);
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const [fault, setFault] = useState<unknown>();
  const begin = useBeginRecovery();
  const heading = useId();
  const field = useRef<HTMLTextAreaElement>(null);

  async function start(event: SyntheticEvent) {
    event.preventDefault();
    if (isSending || reason.trim() === '' || !eligible) return;
    setSending(true);
    setFault(undefined);
    try {
      const speed = { isCanary: isApplied && isBulk && isCanary, eventsPerSecond: isApplied && pace !== '' ? pace : null };
      const { job, userErrors } = await begin(kind, { idempotencyKey, selection, reason: reason.trim(), ...speed });
      if (job) return onStarted(job.id);
      setRefusals(userErrors);
    } catch (thrown) {
      setFault(thrown);
    }
    setSending(false);
    // the button could not keep the focus while it was sending
    field.current?.focus();
  }

  return (
    <Modal opened onClose={onClose} title={`${verb} events`} size="lg" centered closeButtonProps={{ 'aria-label': 'Close' }}>
      <form onSubmit={start}>
        <Stack gap="md">
          <Text size="sm">{meaning}</Text>
          <Loaded value={data} error={error} isLoading={loading} missing="The lab did not say what would be done.">
            {({ recoveryPreview, events }) => <RecoveryPlan kind={kind} plan={recoveryPreview} events={events.nodes} />}
          </Loaded>
          <ReasonField ref={field} value={reason} onChange={setReason} placeholder={recoveryKinds[kind].reason} isFirst />
          {isApplied && isBulk ? (
            <Stack gap="sm" role="group" aria-labelledby={heading}>
              <Text size="sm" fw={500} id={heading}>
                How fast
              </Text>
              <Switch
                label="Canary"
                description="One event first, then a tenth, then all; halts at the first new failure."
                checked={isCanary}
                onChange={({ currentTarget }) => setCanary(currentTarget.checked)}
              />
              <NumberInput
                label="Events a second"
                description="At most; empty for no limit."
                placeholder="no limit"
                min={1}
                max={10_000}
                allowDecimal={false}
                maw={220}
                value={pace}
                onChange={(value) => setPace(typeof value === 'number' ? value : '')}
              />
            </Stack>
          ) : null}
          <Refusals title="The lab refused it" refusals={refusals} />
          <FailureNotice error={fault} />
          <Group justify="flex-end" gap="sm">
            <SendKeys />
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button
              type="submit"
              loading={isSending}
              disabled={reason.trim() === '' || !eligible}
              color={color === 'gray' ? 'red' : 'indigo'}
            >
              {verb} {eligible === undefined ? '…' : countOf(eligible, 'event')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
