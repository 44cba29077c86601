import type { FragmentType } from '@apollo/client';
import { useFragment } from '@apollo/client/react';
import { Text, Timeline, VisuallyHidden } from '@mantine/core';
import { graphql } from '../generated/gql.ts';
import type { ActivityItemFragment } from '../generated/graphql.ts';
import { activityKinds } from '../words/vocabulary.ts';
import classes from './activity-timeline.module.css';
import { Glyph } from './glyph.tsx';
import { Moment } from './moment.tsx';
import { type News, newsClass } from './news.tsx';

const fragment = graphql(`
  fragment ActivityItem on Activity {
    id
    kind
    subjectType
    actor
    message
    time
    recordedTime
  }
`);

type Item = { id: string } & FragmentType<ActivityItemFragment>;

/** What happened to a request, oldest first, in the words of the story. */
export function ActivityTimeline({ items, news }: { items: readonly Item[]; news: News }) {
  return (
    <>
      <Timeline bulletSize={26} lineWidth={2} component="ol" aria-label="What happened, oldest first" className={classes.list ?? ''}>
        {items.map((item) => (
          <ActivityItem key={item.id} item={item} classNames={{ itemBody: `${classes.body} ${newsClass(news, item.id)}` }} />
        ))}
      </Timeline>
      {/* apart from the list, whose times change every second */}
      <VisuallyHidden role="log" aria-label="Just happened">
        {items.map((item) => (news.has(item.id) ? <SpokenActivity key={item.id} item={item} /> : null))}
      </VisuallyHidden>
    </>
  );
}

function SpokenActivity({ item }: { item: Item }) {
  const { data, complete } = useFragment({ fragment, from: item });
  return complete ? (
    <p>
      {activityKinds[data.kind].word} {data.message}
    </p>
  ) : null;
}

function ActivityItem({ item, ...rest }: { item: Item; classNames: { itemBody: string } }) {
  const { data, complete } = useFragment({ fragment, from: item });
  if (!complete) return null;
  const { word, shape, color } = activityKinds[data.kind];
  // for an import, what happened elsewhere long ago is recorded here now
  const wasRecordedLater = new Date(data.recordedTime).getTime() - new Date(data.time).getTime() > 60_000;
  return (
    <Timeline.Item
      {...rest}
      component="li"
      bullet={<Glyph shape={shape} color={color} size={14} />}
      title={
        <Text size="sm" component="span" style={{ overflowWrap: 'anywhere' }}>
          <Text component="span" size="sm" fw={600} inherit={false}>
            {word}
          </Text>{' '}
          {data.message}
        </Text>
      }
    >
      <Text size="xs" c="dimmed">
        {data.subjectType.replaceAll('_', ' ')} · {data.actor} · <Moment at={data.time} />
        {wasRecordedLater ? (
          <>
            {' '}
            · recorded <Moment at={data.recordedTime} />
          </>
        ) : null}
      </Text>
    </Timeline.Item>
  );
}
