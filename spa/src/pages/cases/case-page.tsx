import { useQuery } from '@apollo/client/react';
import { Card, Grid, Skeleton, Stack, Title } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { CaseFacts } from '../../components/cases/case-facts.tsx';
import { CaseStory } from '../../components/cases/case-story.tsx';
import { CaseSync } from '../../components/cases/case-sync.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { ButtonLink, TextLink } from '../../components/links.tsx';
import { useNews } from '../../components/news.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { graphql } from '../../generated/gql.ts';
import { useLive } from '../../live/use-live.ts';
import { useMay } from '../../session/signed-in.ts';
import { unknownFields } from '../../words/failures.ts';
import { CasePanel } from '../request/case-panel.tsx';
import { CaseDocuments } from './case-documents.tsx';

const page = graphql(`
  query CasePage($filter: OperationCaseFilter!) {
    operationCases(first: 1, filter: $filter) {
      edges {
        cursor
        node {
          id
          reference
          version
          customer {
            id
            name
          }
          requestType {
            id
            name
          }
          serviceRequest {
            id
          }
          businessObject {
            id
            appliedCaseVersion
          }
          history {
            id
          }
          ...CasePanel
          ...CaseFacts
          ...CaseStory
          ...CaseSync
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);

const route = getRouteApi('/cases/$number');
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** One case: what it is, how it came to where it is, what can be done, and who has to follow. */
export function CasePage() {
  const { number } = route.useParams();
  // by its id, too: that is what other systems and the audit know
  const filter = uuid.test(number) ? { ids: [number] } : { references: [number.toUpperCase()] };
  const result = useQuery(page, { variables: { filter } });
  const found = (result.data ?? result.previousData)?.operationCases.edges[0]?.node;
  const requestId = found?.serviceRequest?.id;
  useLive(result, { requestId });
  const news = useNews(found?.history.map(({ id }) => id));
  if (!found) {
    if (result.error) return <FailureNotice error={result.error} />;
    return result.data ? <NoSuchCase number={number} /> : <CaseSkeleton number={number} />;
  }
  const unknown = unknownFields(result.error);
  const isLagging = found.businessObject !== null && found.businessObject.appliedCaseVersion < found.version;
  const lead = [found.requestType?.name, found.customer?.name].filter(Boolean).join(' for ');
  return (
    <>
      <PageHead title={found.reference} lead={lead}>
        <BackToCases />
      </PageHead>
      <FailureNotice error={result.error} />
      <Grid gap="lg" align="flex-start">
        <Grid.Col span={{ base: 12, md: 7 }} order={{ base: 2, md: 1 }}>
          <Stack gap="lg">
            <CaseFacts operationCase={found} />
            <Card withBorder>
              <Title order={2} size="h4" mb="sm">
                History
              </Title>
              <CaseStory operationCase={found} news={news} />
            </Card>
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }} order={{ base: 1, md: 2 }}>
          <Stack gap="lg">
            <CasePanel operationCase={found} isUnknown={false} isLagging={isLagging} isOwnPage />
            <CaseSync operationCase={found} unknown={unknown} />
            {requestId ? <CaseDocuments requestId={requestId} /> : null}
          </Stack>
        </Grid.Col>
      </Grid>
    </>
  );
}

/** For whoever may see the board. */
function BackToCases() {
  const may = useMay();
  return may('Query.overview') ? (
    <TextLink to="/cases" size="sm">
      All cases
    </TextLink>
  ) : null;
}

function NoSuchCase({ number }: { number: string }) {
  const may = useMay();
  const search = { q: number.slice(0, 200) };
  return (
    <>
      <title>{`${number} · Enterprise Integration Lab`}</title>
      <EmptyState
        title={`There is no case ${number}`}
        action={
          may('Query.overview') ? (
            <ButtonLink to="/cases" search={search}>
              Search for it
            </ButtonLink>
          ) : (
            <ButtonLink to="/requests">To your requests</ButtonLink>
          )
        }
      >
        The reference may be mistyped, or the case belongs to a team that you do not work for. A case has the number of its request.
      </EmptyState>
    </>
  );
}

function CaseSkeleton({ number }: { number: string }) {
  return (
    <Stack aria-busy="true" aria-label={`Loading ${number}`}>
      <PageHead title={number} />
      <Skeleton height={260} />
      <Skeleton height={320} />
    </Stack>
  );
}
