import type { FragmentType } from '@apollo/client';
import { useFragment } from '@apollo/client/react';
import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import type { CaseStatus, CaseStepsFragment, ChangeCaseStatusInput } from '../../generated/graphql.ts';
import { movesCasesOf } from '../../session/person.ts';
import { usePerson } from '../../session/signed-in.ts';
import { caseStates } from '../../words/vocabulary.ts';
import { Glyph } from '../glyph.tsx';
import { type StepAnswer, StepDialog } from '../step-dialog.tsx';
import { caseSteps, stepVerbs } from './case-steps.ts';

type Props = {
  operationCase: FragmentType<CaseStepsFragment>;
  onStep: (input: ChangeCaseStatusInput) => Promise<StepAnswer>;
};

/** The steps that the server allows from here, and no others. */
export function CaseActions({ operationCase, onStep }: Props) {
  const { data, complete } = useFragment({ fragment: caseSteps, from: operationCase });
  // what the person saw when they decided; the case may move on behind the dialog
  const [step, setStep] = useState<{ status: CaseStatus; seenVersion: number; requiresReason: boolean }>();
  const [done, setDone] = useState('');
  const person = usePerson();
  if (!complete) return null;
  const mayMove = movesCasesOf(person, data.team?.code);
  return (
    <>
      {mayMove ? null : (
        <Text size="sm" c="dimmed">
          {person.roles.includes('operator') ? 'It is moved by operators of another team.' : 'It is moved by the operators of its team.'}
        </Text>
      )}
      {mayMove && data.availableTransitions.length === 0 ? (
        <Text size="sm" c="dimmed">
          There is no further step.
        </Text>
      ) : null}
      {mayMove && data.availableTransitions.length > 0 ? (
        <Group gap="sm" aria-label="Possible steps" role="group">
          {data.availableTransitions.map(({ status, requiresReason }) => (
            <Button
              key={status}
              variant={status === 'REJECTED' ? 'default' : 'filled'}
              leftSection={status === 'REJECTED' ? <Glyph shape="cross" color="red" /> : null}
              onClick={() => setStep({ status, requiresReason, seenVersion: data.version })}
            >
              {stepVerbs[status]}
            </Button>
          ))}
        </Group>
      ) : null}
      <Text size="sm" mt="sm" role="status">
        {done}
      </Text>
      {step ? (
        <StepDialog
          draftName={`${person.subject}:case:${data.id}`}
          title={`${stepVerbs[step.status]}: ${data.reference}`}
          target={step.status}
          requiresReason={step.requiresReason}
          isStillPossible={data.availableTransitions.some(({ status }) => status === step.status)}
          seenVersion={step.seenVersion}
          onClose={() => setStep(undefined)}
          onConfirm={async (reason, expectedVersion) => {
            const answer = await onStep({ caseId: data.id, status: step.status, reason, expectedVersion });
            if (answer.isTaken) setDone(`${data.reference} is ${caseStates[step.status].word} now.`);
            return answer;
          }}
        />
      ) : null}
    </>
  );
}
