import type { FragmentType } from '@apollo/client';
import { useFragment } from '@apollo/client/react';
import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { Glyph } from '../../components/glyph.tsx';
import { graphql } from '../../generated/gql.ts';
import type { EventActionsFragment, RecoveryKind } from '../../generated/graphql.ts';
import { type KeyBinding, useKeys } from '../../keys.ts';
import { able } from '../../session/person.ts';
import { useMay, usePerson } from '../../session/signed-in.ts';
import classes from './events.module.css';
import { JobCard } from './job-card.tsx';
import { RecoveryDialog } from './recovery-dialog.tsx';
import { kindsFor, recoveryKinds } from './recovery-words.ts';
import { ResubmitDialog } from './resubmit-dialog.tsx';

const fragment = graphql(`
  fragment EventActions on Event {
    id
    type
    sequence
    status
    revision
    payload
  }
`);

const keys: Partial<Record<RecoveryKind, string>> = { REDELIVER: 'r', DISCARD: 'd' };
const list = new Intl.ListFormat('en');

/** What a person can do about one event, as it stands now. */
export function EventActions({ event, hasKeys }: { event: FragmentType<EventActionsFragment>; hasKeys: boolean }) {
  const { data, complete } = useFragment({ fragment, from: event });
  const [dialog, setDialog] = useState<RecoveryKind | 'RESUBMIT'>();
  const [job, setJob] = useState<string>();
  const [said, setSaid] = useState('');
  const may = useMay();
  const { roles } = usePerson();
  const status = data?.status;
  const kinds = status ? kindsFor([status]).filter((kind) => may(recoveryKinds[kind].needs)) : [];
  const isCorrectable = status === 'DEAD' && may('Mutation.resubmitEvent');
  const bindings: KeyBinding[] = [
    ...(isCorrectable ? [{ keys: 'e', words: 'correct the payload', do: () => setDialog('RESUBMIT') }] : []),
    ...kinds.flatMap((kind) => {
      const key = keys[kind];
      return key ? [{ keys: key, words: recoveryKinds[kind].verb.toLowerCase(), do: () => setDialog(kind) }] : [];
    }),
  ];
  useKeys(hasKeys ? bindings : [], 'The open event');
  if (!complete) return null;
  const isStuck = status === 'DEAD' || status === 'RETRYING';
  return (
    <>
      {kinds.length > 0 ? (
        <Group gap="sm" role="group" aria-label="What can be done">
          {isCorrectable ? (
            <Button size="xs" onClick={() => setDialog('RESUBMIT')}>
              Correct the payload… {hasKeys ? <Hint of="e" /> : null}
            </Button>
          ) : null}
          {kinds.map((kind) => {
            const { verb, shape, color } = recoveryKinds[kind];
            const key = keys[kind];
            return (
              <Button
                key={kind}
                size="xs"
                variant="default"
                leftSection={<Glyph shape={shape} color={color} />}
                onClick={() => setDialog(kind)}
              >
                {verb}… {hasKeys && key ? <Hint of={key} /> : null}
              </Button>
            );
          })}
        </Group>
      ) : null}
      {isStuck && kinds.length === 0 ? (
        <Text size="sm" c="dimmed">
          It is corrected, redelivered or discarded by {list.format(able['Mutation.redeliverEvents'].map((role) => `an ${role}`))}; you are
          signed in as {list.format(roles)}.
        </Text>
      ) : null}
      <Text size="sm" role="status">
        {said}
      </Text>
      {job ? <JobCard key={job} id={job} onClose={() => setJob(undefined)} /> : null}
      {dialog === 'RESUBMIT' ? (
        <ResubmitDialog
          event={data}
          onClose={() => setDialog(undefined)}
          onSent={(revision) => {
            setDialog(undefined);
            setSaid(`Revision ${revision} was sent.`);
          }}
        />
      ) : null}
      {dialog && dialog !== 'RESUBMIT' ? (
        <RecoveryDialog
          kind={dialog}
          selection={{ ids: [data.id] }}
          onClose={() => setDialog(undefined)}
          onStarted={(id) => {
            setDialog(undefined);
            setJob(id);
          }}
        />
      ) : null}
    </>
  );
}

/** The key that does the same. Hidden where there is no keyboard, and from those whom the button itself is read to. */
function Hint({ of }: { of: string }) {
  return (
    <span className={classes.hint} aria-hidden="true">
      {of}
    </span>
  );
}
