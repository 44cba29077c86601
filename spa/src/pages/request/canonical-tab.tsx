import { useQuery } from '@apollo/client/react';
import { Group, Stack, Text } from '@mantine/core';
import { TextLink } from '../../components/links.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Moment } from '../../components/moment.tsx';
import { NewsCount, useNews } from '../../components/news.tsx';
import { ObjectVersions } from '../../components/object-versions.tsx';
import { StateBadge } from '../../components/state-badge.tsx';
import { graphql } from '../../generated/gql.ts';
import { useLive } from '../../live/use-live.ts';
import { businessObjectStates } from '../../words/vocabulary.ts';
import type { TabProps } from './tab-props.ts';

const canonical = graphql(`
  query RequestCanonical($id: ID!) {
    serviceRequest(id: $id) {
      id
      businessObject {
        id
        businessKey
        objectType
        status
        version
        effectiveAt
        versions {
          version
        }
        ...ObjectVersions
      }
    }
  }
`);

export function CanonicalTab({ id }: TabProps) {
  const result = useQuery(canonical, { variables: { id } });
  useLive(result, { requestId: id });
  const businessObject = (result.data ?? result.previousData)?.serviceRequest?.businessObject;
  const news = useNews(businessObject?.versions.map(({ version }) => String(version)));
  return (
    <Loaded
      value={businessObject}
      error={result.error}
      isLoading={result.loading}
      missing="There is no business object yet: the worker makes it together with the case."
    >
      {(found) => (
        <Stack>
          <Group gap="sm">
            <TextLink to="/objects/$reference" params={{ reference: found.businessKey }} ff="monospace" fw={600}>
              {found.businessKey}
            </TextLink>
            <StateBadge state={businessObjectStates[found.status]} />
            <Text size="sm" c="dimmed">
              {found.objectType.replaceAll('_', ' ')} · version {found.version} · so since <Moment at={found.effectiveAt} />
            </Text>
          </Group>
          <NewsCount count={news.size} what="version" />
          <ObjectVersions businessObject={found} news={news} />
        </Stack>
      )}
    </Loaded>
  );
}
