import type { FragmentType } from '@apollo/client';
import { useFragment } from '@apollo/client/react';
import { Accordion, Group, Stack, Text } from '@mantine/core';
import { graphql } from '../generated/gql.ts';
import type { ObjectVersionsFragment } from '../generated/graphql.ts';
import { businessObjectStates } from '../words/vocabulary.ts';
import { Facts } from './facts.tsx';
import { Moment } from './moment.tsx';
import { type News, newsClass } from './news.tsx';
import { RawJson } from './raw-json.tsx';
import { StateBadge } from './state-badge.tsx';

const fragment = graphql(`
  fragment ObjectVersions on BusinessObject {
    id
    versions {
      version
      status
      state
      mappingVersion
      operationalStatus
      caseVersion
      actor
      time
      event {
        id
        type
        sequence
      }
    }
  }
`);

/** Every state the business object had, newest first: what brought it about, what changed, all its values. */
export function ObjectVersions({ businessObject, news }: { businessObject: FragmentType<ObjectVersionsFragment>; news: News }) {
  const { data, complete } = useFragment({ fragment, from: businessObject });
  if (!complete) return null;
  return (
    <Accordion variant="separated" order={3}>
      {data.versions.toReversed().map((version, index, newestFirst) => (
        <Accordion.Item key={version.version} value={String(version.version)} className={newsClass(news, String(version.version))}>
          <Accordion.Control>
            <Group gap="sm">
              <Text fw={600} size="sm">
                Version {version.version}
              </Text>
              <StateBadge state={businessObjectStates[version.status]} />
              <Text size="sm" c="dimmed">
                {version.event.type} by {version.actor} · <Moment at={version.time} />
              </Text>
            </Group>
          </Accordion.Control>
          <Accordion.Panel>
            <Stack>
              <Facts
                facts={[
                  ['Because of', `event #${version.event.sequence} ${version.event.type} (${version.event.id})`],
                  ['Mapped from', `case version ${version.caseVersion}, status ${version.operationalStatus}`],
                  ['Mapping', `version ${version.mappingVersion}`],
                  ['Changed', changedFields(newestFirst[index + 1]?.state, version.state)],
                ]}
              />
              <RawJson label={`All values in version ${version.version}`} value={version.state} />
            </Stack>
          </Accordion.Panel>
        </Accordion.Item>
      ))}
    </Accordion>
  );
}

function changedFields(before: unknown, after: unknown): string {
  if (!isRecord(before) || !isRecord(after)) return 'the first state';
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const changed = names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  if (changed.length === 0) return 'nothing';
  return changed.map((name) => `${name}: ${show(before[name])} → ${show(after[name])}`).join(', ');
}

function show(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? 'none');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
