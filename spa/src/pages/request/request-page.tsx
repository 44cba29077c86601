import { useQuery } from '@apollo/client/react';
import { Grid, Skeleton, Stack } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { ButtonLink } from '../../components/links.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { Journey } from '../../components/requests/journey.tsx';
import { RequestFacts } from '../../components/requests/request-facts.tsx';
import { graphql } from '../../generated/gql.ts';
import { useLive } from '../../live/use-live.ts';
import { unknownFields } from '../../words/failures.ts';
import { RequestAnswers } from './answers.tsx';
import { CasePanel } from './case-panel.tsx';
import { RequestTabs } from './request-tabs.tsx';

const page = graphql(`
  query RequestPage($reference: String!) {
    serviceRequest(reference: $reference) {
      id
      description
      customer {
        id
        name
      }
      requestType {
        id
        name
      }
      operationCase {
        id
        version
        ...CasePanel
      }
      businessObject {
        id
        appliedCaseVersion
      }
      ...Journey
      ...RequestAnswers
      ...RequestFacts
    }
  }
`);

// apart from the page: these lists may never be null, so a failing integration layer would take the whole request along
const eventStatuses = graphql(`
  query RequestEventStatuses($reference: String!) {
    serviceRequest(reference: $reference) {
      id
      explanation
      events {
        id
        sequence
        status
        syncLogs {
          id
          outcome
        }
      }
    }
  }
`);

const route = getRouteApi('/requests/$reference');

export function RequestPage() {
  const { reference } = route.useParams();
  const result = useQuery(page, { variables: { reference } });
  const events = useQuery(eventStatuses, { variables: { reference } });
  const request = (result.data ?? result.previousData)?.serviceRequest;
  const known = (events.data ?? events.previousData)?.serviceRequest;
  const statuses = known?.events.map(({ status }) => status);
  const { operationCase, businessObject } = request ?? {};
  const isLagging = (operationCase?.version ?? 0) > (businessObject?.appliedCaseVersion ?? 0);
  useLive(result, { requestId: request?.id });
  useLive(events, { requestId: request?.id });

  if (!request) {
    if (result.error) return <FailureNotice error={result.error} />;
    return result.data ? <NoSuchRequest reference={reference} /> : <RequestSkeleton reference={reference} />;
  }
  const unknown = unknownFields(result.error);
  const lead = [request.requestType?.name, request.customer?.name].filter(Boolean).join(' for ');
  return (
    <>
      <PageHead title={reference} lead={lead} />
      <FailureNotice error={result.error ?? events.error} />
      <Stack gap="lg">
        <Journey request={request} events={statuses} unknown={unknown} />
        <RequestAnswers request={request} explanation={known?.explanation} events={known?.events} hasFailed={events.error !== undefined} />
        <Grid gap="lg" align="flex-start">
          <Grid.Col span={{ base: 12, md: 7 }}>
            <RequestFacts request={request} />
          </Grid.Col>
          <Grid.Col span={{ base: 12, md: 5 }}>
            <CasePanel operationCase={operationCase ?? null} isUnknown={unknown.has('operationCase')} isLagging={isLagging} />
          </Grid.Col>
        </Grid>
        <RequestTabs id={request.id} />
      </Stack>
    </>
  );
}

function NoSuchRequest({ reference }: { reference: string }) {
  return (
    <EmptyState
      title={`There is no request ${reference}`}
      action={
        <ButtonLink to="/requests" search={{ q: reference }}>
          Search for it
        </ButtonLink>
      }
    >
      The reference may be mistyped. The list of requests can be searched by any business id.
    </EmptyState>
  );
}

function RequestSkeleton({ reference }: { reference: string }) {
  return (
    <Stack aria-busy="true" aria-label={`Loading ${reference}`}>
      <PageHead title={reference} />
      <Skeleton height={120} />
      <Skeleton height={220} />
      <Skeleton height={320} />
    </Stack>
  );
}
