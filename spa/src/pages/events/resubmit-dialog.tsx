import { useMutation } from '@apollo/client/react';
import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { type SyntheticEvent, useRef, useState } from 'react';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Notice } from '../../components/notice.tsx';
import { SendKeys } from '../../components/send-keys.tsx';
import { graphql } from '../../generated/gql.ts';
import type { EventActionsFragment, ResubmitMutation } from '../../generated/graphql.ts';
import { readDraft, useDraft } from '../../session/drafts.ts';
import { usePerson } from '../../session/signed-in.ts';
import { PayloadChanges } from './payload-changes.tsx';
import { readPayload } from './payload-text.ts';
import { ReasonField } from './reason-field.tsx';
import { type Refusal, Refusals } from './refusals.tsx';

const resubmit = graphql(`
  mutation Resubmit($input: ResubmitEventInput!) {
    resubmitEvent(input: $input) {
      event {
        id
        status
        revision
        payload
      }
      userErrors {
        code
        message
        field
      }
    }
  }
`);

type Now = NonNullable<ResubmitMutation['resubmitEvent']['event']>;
type Draft = { text: string; reason: string };

type Props = {
  event: EventActionsFragment;
  onClose: () => void;
  onSent: (revision: number) => void;
};

/** The payload of a dead event, to be corrected; the one that was published stays. */
export function ResubmitDialog({ event, onClose, onSent }: Props) {
  const draftName = `${usePerson().subject}:resubmit:${event.id}`;
  const [draft] = useState(() => readDraft<Draft>(draftName));
  // what the person saw when they began; the event may change behind the dialog
  const [seen, setSeen] = useState({ payload: event.payload as unknown, revision: event.revision });
  const [text, setText] = useState(draft?.text ?? JSON.stringify(event.payload, null, 2));
  const [reason, setReason] = useState(draft?.reason ?? '');
  const forgetDraft = useDraft(draftName, () => ({ text, reason }) satisfies Draft);
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const [now, setNow] = useState<Now>();
  const [fault, setFault] = useState<unknown>();
  const [send, { loading }] = useMutation(resubmit);
  const field = useRef<HTMLTextAreaElement>(null);
  const read = readPayload(text);
  const isStale = refusals.some(({ code }) => code === 'STALE_VERSION');

  async function confirm(submitted: SyntheticEvent) {
    submitted.preventDefault();
    if (loading || 'fault' in read || reason.trim() === '') return;
    const input = { eventId: event.id, payload: read.payload, reason: reason.trim(), expectedRevision: seen.revision };
    const answer = await send({ variables: { input } }).catch((error: unknown) => ({ error, data: undefined }));
    setFault(answer.error);
    const payload = answer.data?.resubmitEvent;
    // the button could not keep the focus while it was sending
    if (!payload || payload.userErrors.length > 0) field.current?.focus();
    if (!payload) return;
    setNow(payload.event ?? undefined);
    setRefusals(payload.userErrors);
    if (payload.userErrors.length > 0) return;
    forgetDraft();
    onSent(payload.event?.revision ?? seen.revision + 1);
  }

  function takeTheirs() {
    if (!now) return;
    setSeen({ payload: now.payload, revision: now.revision });
    setText(JSON.stringify(now.payload, null, 2));
    setRefusals([]);
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={`Correct ${event.type} #${event.sequence}`}
      size="xl"
      centered
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form onSubmit={confirm}>
        <Stack gap="md">
          <Text size="sm">
            The corrected payload is sent again as revision {seen.revision + 1} of the same event. What was published stays, and can be read
            beside it.
          </Text>
          <Textarea
            label="Payload"
            description="JSON, whole. It must have the form of this type of event, and name the same request."
            required
            withAsterisk
            autosize
            minRows={8}
            maxRows={18}
            spellCheck={false}
            value={text}
            onChange={({ currentTarget }) => {
              setText(currentTarget.value);
              if (!isStale) setRefusals([]);
            }}
            error={'fault' in read ? read.fault : undefined}
            styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 'var(--mantine-font-size-xs)' } }}
            ref={field}
            data-autofocus
          />
          {'fault' in read ? null : <PayloadChanges before={seen.payload} after={read.payload} />}
          <ReasonField value={reason} onChange={setReason} placeholder="What was wrong in it" />
          {isStale && now ? (
            <Notice title="Somebody was faster">
              <Text size="sm">
                {refusals[0]?.message}. Begin again from their payload, or close this and look at it first; what you typed is replaced.
              </Text>
              <Button mt="xs" size="xs" variant="default" onClick={takeTheirs}>
                Begin from revision {now.revision}
              </Button>
            </Notice>
          ) : (
            <Refusals title="The lab refused it" refusals={refusals} />
          )}
          <FailureNotice error={fault} />
          <Group justify="flex-end" gap="sm">
            <SendKeys />
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={loading} disabled={'fault' in read || reason.trim() === '' || isStale}>
              Resubmit
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
