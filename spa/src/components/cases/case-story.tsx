import type { FragmentType } from '@apollo/client';
import { useFragment } from '@apollo/client/react';
import { Group, Text } from '@mantine/core';
import { graphql } from '../../generated/gql.ts';
import type { CaseStoryFragment } from '../../generated/graphql.ts';
import { blocked, caseStates, eventStates } from '../../words/vocabulary.ts';
import { Glyph } from '../glyph.tsx';
import { TextLink } from '../links.tsx';
import { Moment } from '../moment.tsx';
import { type News, NewsCount, newsClass } from '../news.tsx';
import { NoState, StateBadge } from '../state-badge.tsx';
import classes from './case-page.module.css';

const fragment = graphql(`
  fragment CaseStory on OperationCase {
    id
    history {
      id
      version
      fromStatus
      toStatus
      changedBy
      reason
      changedAt
      recordedAt
      event {
        id
        type
        sequence
        status
        isBlocked
      }
    }
  }
`);

type Step = CaseStoryFragment['history'][number];

/** Every step of the case, newest first: who took it, when, why, and what became of its event. */
export function CaseStory({ operationCase, news }: { operationCase: FragmentType<CaseStoryFragment>; news: News }) {
  const { data, complete } = useFragment({ fragment, from: operationCase });
  if (!complete) return null;
  return (
    <>
      <NewsCount count={news.size} what="step" />
      <ol className={classes.story} aria-label="Steps, newest first" reversed>
        {data.history.toReversed().map((step) => (
          <StoryStep key={step.id} step={step} className={newsClass(news, step.id)} />
        ))}
      </ol>
    </>
  );
}

function StoryStep({ step, className }: { step: Step; className: string }) {
  const { shape, color, word } = caseStates[step.toStatus];
  const isLate = new Date(step.recordedAt).getTime() - new Date(step.changedAt).getTime() > 60_000;
  return (
    <li className={className}>
      <span className={classes.mark}>
        <Glyph shape={shape} color={color} size={18} />
      </span>
      <div className={classes.step}>
        <Group gap={8} justify="space-between">
          <Text size="sm">
            {step.fromStatus ? (
              <>
                {caseStates[step.fromStatus].word} → <strong>{word}</strong>
              </>
            ) : (
              <strong>opened</strong>
            )}{' '}
            by {step.changedBy}
          </Text>
          <Text size="sm" c="dimmed">
            version {step.version} · <Moment at={step.changedAt} />
          </Text>
        </Group>
        <Text size="sm" className={classes.reason ?? ''}>
          {step.reason}
        </Text>
        {isLate ? (
          <Text size="xs" c="dimmed">
            Recorded here <Moment at={step.recordedAt} />, as it was taken elsewhere.
          </Text>
        ) : null}
        <StepEvent event={step.event} isOpening={step.fromStatus === null} />
      </div>
    </li>
  );
}

function StepEvent({ event, isOpening }: { event: Step['event']; isOpening: boolean }) {
  const verb = isOpening ? 'Because of' : 'Told by';
  return (
    <Group gap={8} mt={4}>
      <Text size="xs" c="dimmed">
        {verb} event{' '}
        {event ? (
          <TextLink to="/events" search={{ event: event.id }} inherit>
            #{event.sequence} {event.type}
          </TextLink>
        ) : null}
      </Text>
      {event ? <StateBadge state={event.isBlocked ? blocked : eventStates[event.status]} /> : <NoState isUnknown />}
    </Group>
  );
}
