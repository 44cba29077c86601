import { useQuery } from '@apollo/client/react';
import { ActionIcon, Button, Code, Group, Stack, Text, Title, UnstyledButton } from '@mantine/core';
import { useLocation, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { graphql } from '../../generated/gql.ts';
import { useLive } from '../../live/use-live.ts';
import { useMay } from '../../session/signed-in.ts';
import { type StepName, stepNames, useWalk } from '../../walk.ts';
import { bringIntoSight } from './bring-into-sight.ts';
import { Sample } from './sample.tsx';
import { steps } from './steps.ts';
import classes from './walk-panel.module.css';
import { WalkTasks } from './walk-tasks.tsx';

const newestIntegrated = graphql(`
  query NewestIntegrated {
    serviceRequests(first: 1, filter: { statuses: [INTEGRATED] }) {
      edges {
        cursor
        node {
          id
          reference
        }
      }
    }
  }
`);

const walkedRequest = graphql(`
  query WalkedRequest($reference: String!) {
    serviceRequest(reference: $reference) {
      id
      reference
      status
      team {
        id
        code
        name
      }
      operationCase {
        id
        status
      }
      businessObject {
        id
        status
        appliedCaseVersion
      }
    }
  }
`);

/** Leads through the real screens with one request. It lies beside the page and locks nothing: everything else goes on working. */
export function WalkPanel() {
  const { walk, change, leave, decline } = useWalk();
  const isHere = walk.is === 'walking';
  const step = isHere ? walk.step : 'sample';
  const reference = isHere ? walk.reference : null;
  const navigate = useNavigate();
  const pathname = useLocation({ select: ({ pathname }) => pathname });
  const heading = useRef<HTMLHeadingElement>(null);
  const result = useQuery(walkedRequest, { variables: { reference: reference ?? '' }, skip: reference === null });
  const request = (result.data ?? result.previousData)?.serviceRequest;
  useLive(result, { requestId: request?.id });

  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever comes to another step reads it from its beginning
  useEffect(() => heading.current?.focus({ preventScroll: true }), [step]);

  const isElsewhere = reference !== null && pathname !== placeOf(step, reference);
  const shown = isHere && !isElsewhere ? steps[step].shows : undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: two steps may show the same
  useEffect(() => (shown === undefined ? undefined : bringIntoSight(shown)), [step, shown]);

  if (walk.is !== 'walking') return null;

  async function goTo(next: StepName, followed = reference) {
    change({ step: next, reference: followed });
    await show(next, followed);
    heading.current?.focus({ preventScroll: true });
  }

  async function show(next: StepName, followed: string | null) {
    if (next === 'end') return await navigate({ to: '/' });
    if (followed === null) return;
    if (next === 'receipt') return await navigate({ to: '/requests/new', search: { receipt: followed } });
    await navigate({
      to: '/requests/$reference',
      params: { reference: followed },
      search: next === 'lineage' ? { tab: 'lineage' } : {},
    });
  }

  function close() {
    leave();
    document.getElementById('content')?.focus();
  }

  const place = stepNames.indexOf(step);
  const before = stepNames[place - 1];
  const after = stepNames[place + 1];
  const { title, texts, layers } = steps[step];
  return (
    <aside className={classes.panel} aria-labelledby="walk-title">
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <UnstyledButton className={classes.fold ?? ''} aria-expanded={!walk.isFolded} onClick={() => change({ isFolded: !walk.isFolded })}>
          <Text span size="xs" c="dimmed" fw={600}>
            Guided walk · step {place + 1} of {stepNames.length}
          </Text>
          <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true" className={classes.arrow ?? ''}>
            <path d="m4 6 4 4 4-4" fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" strokeLinejoin="round" />
          </svg>
        </UnstyledButton>
        <ActionIcon variant="subtle" color="gray" aria-label="Leave the walk" title="Leave; the navigation brings you back" onClick={close}>
          ×
        </ActionIcon>
      </Group>
      <Title order={2} size="h5" id="walk-title" ref={heading} tabIndex={-1} className={classes.title ?? ''}>
        {step === 'sample' ? <SampleTitle /> : title}
      </Title>
      {walk.isFolded ? null : (
        <Stack gap="sm" className={classes.body ?? ''}>
          {(step === 'sample' ? [] : texts).map((text) => (
            <Text size="sm" key={text}>
              {text}
            </Text>
          ))}
          {step === 'sample' ? <Begin sampleKey={walk.key} onFound={(found) => goTo('receipt', found)} text={texts.join(' ')} /> : null}
          {layers.map(({ schema, owns }) => (
            <Text size="xs" c="dimmed" key={schema}>
              <Code>{schema}</Code> {owns}
            </Text>
          ))}
          {request && (step === 'receipt' || step === 'case') ? <WalkTasks step={step} request={request} /> : null}
          {isElsewhere ? (
            <Button variant="light" size="xs" onClick={() => show(step, reference)}>
              Back to {reference}
            </Button>
          ) : null}
        </Stack>
      )}
      {step === 'sample' ? null : (
        <Group justify="space-between" mt="sm">
          {before && before !== 'sample' ? (
            <Button variant="subtle" color="gray" size="xs" onClick={() => goTo(before)}>
              Back
            </Button>
          ) : (
            <span />
          )}
          {after ? (
            <Button size="xs" onClick={() => goTo(after)}>
              Next: {steps[after].title.toLowerCase()}
            </Button>
          ) : (
            <Button size="xs" onClick={decline}>
              Finish
            </Button>
          )}
        </Group>
      )}
    </aside>
  );
}

/** Where a step is to be seen. */
function placeOf(step: StepName, reference: string): string {
  if (step === 'end') return '/';
  return step === 'receipt' ? '/requests/new' : `/requests/${reference}`;
}

function SampleTitle() {
  return useMay()('Mutation.submitRequest') ? steps.sample.title : 'Choose a request';
}

type BeginProps = { sampleKey: string; text: string; onFound: (reference: string) => void };

/** A request of one's own, or for those who submit none the newest there is. */
function Begin({ sampleKey, text, onFound }: BeginProps) {
  const may = useMay();
  if (!may('Mutation.submitRequest')) return <Newest onFound={onFound} />;
  return (
    <>
      <Text size="sm">{text}</Text>
      <Sample idempotencyKey={sampleKey} onAccepted={onFound} />
    </>
  );
}

function Newest({ onFound }: Pick<BeginProps, 'onFound'>) {
  const { data, loading } = useQuery(newestIntegrated);
  const reference = data?.serviceRequests.edges[0]?.node.reference;
  if (!reference)
    return <Text size="sm">{loading ? 'Looking for a request…' : 'There is no request yet that has arrived in every layer.'}</Text>;
  return (
    <>
      <Text size="sm">Your role submits no requests, so follow the newest one that has arrived in every layer.</Text>
      <Button onClick={() => onFound(reference)}>Follow {reference}</Button>
    </>
  );
}
