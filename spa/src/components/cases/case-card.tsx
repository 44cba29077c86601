import type { FragmentType } from '@apollo/client';
import { useFragment } from '@apollo/client/react';
import { Group, Text } from '@mantine/core';
import { graphql } from '../../generated/gql.ts';
import type { CaseCardFragment, CaseStepsFragment } from '../../generated/graphql.ts';
import { usePerson } from '../../session/signed-in.ts';
import { Glyph } from '../glyph.tsx';
import { TextLink } from '../links.tsx';
import { Moment } from '../moment.tsx';
import { PriorityMark } from '../state-badge.tsx';
import classes from './case-board.module.css';
import { CaseStepMenu } from './case-step-menu.tsx';
import { caseSteps, type SteppingCase, stepsFor, type Transition } from './case-steps.ts';

const fragment = graphql(`
  fragment CaseCard on OperationCase {
    priority
    description
    changedAt
    customer {
      id
      name
    }
    businessObject {
      id
      appliedCaseVersion
    }
  }
`);

type Props = {
  operationCase: FragmentType<CaseCardFragment> & FragmentType<CaseStepsFragment>;
  /** Its step is on its way to the lab. */
  isMoving: boolean;
  onStep: (operationCase: SteppingCase, transition: Transition) => void;
  /** It is being dragged; undefined: no longer. */
  onDrag: (operationCase: SteppingCase | undefined) => void;
};

/** A case on the board: enough to decide whether to open it. */
export function CaseCard({ operationCase, isMoving, onStep, onDrag }: Props) {
  const { data, complete } = useFragment({ fragment, from: operationCase });
  const steps = useFragment({ fragment: caseSteps, from: operationCase });
  const person = usePerson();
  if (!complete || !steps.complete) return null;
  const stepping = steps.data;
  const isDraggable = !isMoving && stepsFor(person, stepping).length > 0;
  const isLagging = data.businessObject !== null && data.businessObject.appliedCaseVersion < stepping.version;
  return (
    <article
      className={classes.card}
      aria-label={stepping.reference}
      aria-busy={isMoving || undefined}
      draggable={isDraggable}
      onDragStart={({ dataTransfer }) => {
        dataTransfer.effectAllowed = 'move';
        dataTransfer.setData('text/plain', stepping.reference);
        onDrag(stepping);
      }}
      onDragEnd={() => onDrag(undefined)}
    >
      <Group justify="space-between" wrap="nowrap" gap={4} h={22}>
        <TextLink
          to="/cases/$number"
          params={{ number: stepping.reference }}
          ff="monospace"
          fw={600}
          size="sm"
          draggable={false}
          className={classes.link ?? ''}
        >
          {stepping.reference}
        </TextLink>
        <CaseStepMenu operationCase={stepping} isBusy={isMoving} onStep={(transition) => onStep(stepping, transition)} />
      </Group>
      <Text size="sm" lineClamp={2} className={classes.words ?? ''}>
        {data.description}
      </Text>
      <Text size="xs" c="dimmed" truncate title={`${data.customer?.name ?? 'unknown'} · ${stepping.team?.name ?? 'unknown'}`}>
        {data.customer?.name ?? 'customer unknown'} · {stepping.team?.name ?? 'team unknown'}
      </Text>
      <Group justify="space-between" wrap="nowrap" gap={6} className={classes.foot ?? ''}>
        <PriorityMark priority={data.priority} />
        {isLagging && !isMoving ? (
          <Group gap={4} wrap="nowrap" component="span" title="The canonical status has not caught up with this case yet">
            <Glyph shape="ring" color="yellow" size={12} />
            <span>lagging</span>
          </Group>
        ) : null}
        {isMoving ? <span>saving…</span> : <Moment at={data.changedAt} />}
      </Group>
    </article>
  );
}
