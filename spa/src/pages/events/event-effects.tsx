import type { FragmentType } from '@apollo/client';
import { useFragment } from '@apollo/client/react';
import { Group, Text } from '@mantine/core';
import { Glyph } from '../../components/glyph.tsx';
import { TextLink } from '../../components/links.tsx';
import { Moment } from '../../components/moment.tsx';
import { graphql } from '../../generated/gql.ts';
import type { EventEffectsFragment } from '../../generated/graphql.ts';
import type { RequestTab } from '../../search.ts';
import { activityKinds } from '../../words/vocabulary.ts';
import classes from './events.module.css';

const fragment = graphql(`
  fragment EventEffects on ServiceRequest {
    id
    reference
    activity {
      id
      kind
      subjectType
      causationId
      actor
      message
      time
    }
  }
`);

/** Where a record that an event made is looked at. */
const places: Record<string, { tab: RequestTab; word: string }> = {
  operation_case: { tab: 'case', word: 'Open the case' },
  business_object: { tab: 'canonical', word: 'Open the business object' },
  lineage_record: { tab: 'lineage', word: 'Open the lineage' },
};

/** What an event made, and what people did about it. */
export function EventEffects({ request, eventId }: { request: FragmentType<EventEffectsFragment>; eventId: string }) {
  const { data, complete } = useFragment({ fragment, from: request });
  if (!complete) return null;
  // failed attempts stand among the attempts
  const effects = data.activity.filter(({ causationId, kind }) => causationId === eventId && kind !== 'FAILED' && kind !== 'DEAD');
  if (effects.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        Nothing yet. An event that fails leaves nothing behind: its effects come together, or not at all.
      </Text>
    );
  }
  return (
    <ol className={classes.plain} aria-label="What came of this event">
      {effects.map(({ id, kind, subjectType, actor, message, time }) => {
        const { word, shape, color } = activityKinds[kind];
        const place = places[subjectType];
        return (
          <Group key={id} component="li" gap={8} py={3} wrap="nowrap" align="flex-start">
            <span style={{ paddingTop: 3 }}>
              <Glyph shape={shape} color={color} />
            </span>
            <div>
              <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                <strong>{word}</strong> {message}
              </Text>
              <Text size="xs" c="dimmed">
                {actor} · <Moment at={time} />
                {place ? (
                  <>
                    {' · '}
                    <TextLink to="/requests/$reference" params={{ reference: data.reference }} search={{ tab: place.tab }} size="xs">
                      {place.word}
                    </TextLink>
                  </>
                ) : null}
              </Text>
            </div>
          </Group>
        );
      })}
    </ol>
  );
}
