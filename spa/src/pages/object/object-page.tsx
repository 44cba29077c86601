import { useQuery } from '@apollo/client/react';
import { Card, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Glyph } from '../../components/glyph.tsx';
import { ButtonLink } from '../../components/links.tsx';
import { Moment } from '../../components/moment.tsx';
import { ChangingState, useNews } from '../../components/news.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { StateBadge } from '../../components/state-badge.tsx';
import { graphql } from '../../generated/gql.ts';
import { useLive } from '../../live/use-live.ts';
import { businessObjectStates } from '../../words/vocabulary.ts';
import { AsOf } from './as-of.tsx';
import { ObjectComparison } from './object-comparison.tsx';
import { findObjectBy } from './object-number.ts';
import { ObjectValues } from './object-values.tsx';
import { versionAt } from './version-at.ts';

const page = graphql(`
  query ObjectPage($filter: BusinessObjectFilter!) {
    businessObjects(first: 1, filter: $filter) {
      edges {
        cursor
        node {
          id
          businessKey
          objectType
          status
          version
          appliedCaseVersion
          customer {
            id
            name
          }
          agreement {
            id
            name
          }
          requestType {
            id
            name
          }
          team {
            id
            name
          }
          serviceRequest {
            id
            reference
          }
          operationCase {
            id
            reference
            version
          }
          versions {
            version
            status
            state
            origins {
              field
              rule
              source
              sinceVersion
            }
            event {
              id
              type
              sequence
            }
            mappingVersion
            operationalStatus
            caseVersion
            actor
            time
            recordedTime
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

const route = getRouteApi('/objects/$reference');

export function ObjectPage() {
  const { reference } = route.useParams();
  const instant = route.useSearch();
  const navigate = route.useNavigate();
  const filter = findObjectBy(reference);
  const result = useQuery(page, { variables: { filter: filter ?? {} }, skip: filter === null });
  const answer = result.data ?? result.previousData;
  const object = answer?.businessObjects.edges[0]?.node;
  const news = useNews(object?.versions.map(({ version }) => String(version)));
  useLive(result, { requestId: object?.serviceRequest?.id, ...(filter ? {} : { refresh: () => Promise.resolve() }) });

  if (!object) {
    if (result.error) return <FailureNotice error={result.error} />;
    if (filter && !answer) return <ObjectSkeleton reference={reference} />;
    return <NoSuchObject reference={reference} />;
  }
  const shown = versionAt(object.versions, instant);
  const isNow = shown === object.versions.at(-1);
  const isLagging = object.operationCase !== null && object.appliedCaseVersion < object.operationCase.version;
  const lead = [object.objectType.replaceAll('_', ' '), object.customer?.name].filter(Boolean).join(' of ');
  return (
    <>
      <PageHead title={object.businessKey} lead={lead}>
        {object.serviceRequest ? (
          <Group gap="xs">
            <ButtonLink to="/requests/$reference" params={{ reference: object.serviceRequest.reference }} variant="default">
              {object.serviceRequest.reference}
            </ButtonLink>
            <ButtonLink
              to="/requests/$reference"
              params={{ reference: object.serviceRequest.reference }}
              search={{ tab: 'lineage' }}
              variant="default"
            >
              Lineage
            </ButtonLink>
          </Group>
        ) : null}
      </PageHead>
      <FailureNotice error={result.error} />
      <Stack gap="lg">
        <Card withBorder>
          <Group justify="space-between" align="flex-start" gap="lg" mb="md">
            <div>
              <Group gap="sm" role="status">
                <Title order={2} size="h4">
                  {isNow ? 'As it is' : 'As it was'}
                </Title>
                <ChangingState word={object.status}>
                  <StateBadge state={businessObjectStates[shown?.status ?? object.status]} />
                </ChangingState>
                <Text size="sm" c="dimmed">
                  {shown ? (
                    <>
                      version {shown.version} of {object.versions.length}, since <Moment at={shown.time} />
                    </>
                  ) : null}
                </Text>
              </Group>
              <Group gap={6} mt={6} wrap="nowrap">
                <Glyph shape={isLagging ? 'ring' : 'check'} color={isLagging ? 'yellow' : 'teal'} />
                <Text size="sm" c="dimmed">
                  {isLagging ? 'A step of its case is on its way here.' : 'In step with its case.'}
                </Text>
              </Group>
            </div>
            <AsOf
              versions={object.versions}
              instant={instant}
              onChange={(search) => navigate({ search, replace: true, resetScroll: false })}
            />
          </Group>
          {shown ? (
            <ObjectValues object={object} shown={shown} />
          ) : (
            <EmptyState title="It did not exist yet">
              At that time nothing had been mapped. Its first version came <Moment at={object.versions[0]?.time ?? ''} />.
            </EmptyState>
          )}
        </Card>
        <Card withBorder>
          <Title order={2} size="h4" mb="sm">
            Versions side by side
          </Title>
          <ObjectComparison object={object} shownVersion={shown?.version} news={news} />
        </Card>
      </Stack>
    </>
  );
}

function NoSuchObject({ reference }: { reference: string }) {
  return (
    <EmptyState title={`There is no business object ${reference}`} action={<ButtonLink to="/objects">To all objects</ButtonLink>}>
      The number may be mistyped, or the worker has not made the object yet: it does so together with the case.
    </EmptyState>
  );
}

function ObjectSkeleton({ reference }: { reference: string }) {
  return (
    <Stack aria-busy="true" aria-label={`Loading ${reference}`}>
      <PageHead title={reference} />
      <Skeleton height={420} />
      <Skeleton height={260} />
    </Stack>
  );
}
