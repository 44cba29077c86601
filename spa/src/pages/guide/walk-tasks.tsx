import { Group, Stack, Text } from '@mantine/core';
import { Glyph } from '../../components/glyph.tsx';
import type { WalkedRequestQuery } from '../../generated/graphql.ts';
import { movesCasesOf } from '../../session/person.ts';
import { usePerson } from '../../session/signed-in.ts';

type Props = { step: 'receipt' | 'case'; request: NonNullable<WalkedRequestQuery['serviceRequest']> };

/** What happens at a step, ticked off as it does; read out to those who cannot see it. */
export function WalkTasks({ step, request: { reference, status, team, operationCase, businessObject } }: Props) {
  const maySteps = movesCasesOf(usePerson(), team?.code);
  if (step === 'receipt') {
    return (
      <Tasks
        tasks={[
          ['Accepted', true],
          [`${reference} is integrated`, status === 'INTEGRATED'],
          ['Its case is open', operationCase !== null],
          ['Its business object exists', businessObject !== null],
        ]}
      />
    );
  }
  const caseStatus = operationCase?.status;
  const isOver = caseStatus === 'COMPLETED' || caseStatus === 'REJECTED';
  return (
    <>
      <Text size="sm">
        {maySteps
          ? 'On this page, choose “Start work” and give a reason; then “Complete”.'
          : `Your role moves no cases of ${team?.name ?? 'its team'}: when somebody does, it shows here by itself.`}
      </Text>
      <Tasks
        tasks={[
          ['The case is in progress', caseStatus === 'IN_PROGRESS' || isOver],
          [caseStatus === 'REJECTED' ? 'The case is rejected' : 'The case is completed', isOver],
          ['The business object says the same', isOver && businessObject?.status === caseStatus],
        ]}
      />
    </>
  );
}

function Tasks({ tasks }: { tasks: readonly (readonly [words: string, isDone: boolean])[] }) {
  return (
    <div role="status">
      <Stack gap={4} component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
        {tasks.map(([words, isDone]) => (
          <Group key={words} component="li" gap={8} wrap="nowrap">
            <Glyph shape={isDone ? 'check' : 'ring'} color={isDone ? 'teal' : 'yellow'} />
            <Text size="sm">
              {words}
              <Text span size="sm" c="dimmed">
                {isDone ? '' : ' · not yet'}
              </Text>
            </Text>
          </Group>
        ))}
      </Stack>
    </div>
  );
}
