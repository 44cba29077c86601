import { useQuery } from '@apollo/client/react';
import { Card, Group, Skeleton, Stack, Text } from '@mantine/core';
import { EmptyState } from '../components/empty-state.tsx';
import { FailureNotice } from '../components/failure-notice.tsx';
import { Glyph } from '../components/glyph.tsx';
import { ButtonLink } from '../components/links.tsx';
import { PageHead } from '../components/page-head.tsx';
import { Journey } from '../components/requests/journey.tsx';
import { graphql } from '../generated/gql.ts';
import { useLive } from '../live/use-live.ts';
import { unknownFields } from '../words/failures.ts';
import { countOf } from '../words/numbers.ts';
import { formatDuration } from '../words/time.ts';
import { businessObjectStates, caseStates } from '../words/vocabulary.ts';

const receipt = graphql(`
  query Receipt($reference: String!) {
    serviceRequest(reference: $reference) {
      id
      reference
      status
      operationCase {
        id
        status
      }
      businessObject {
        id
        status
        createdAt
      }
      createdAt
      documents {
        id
        status
      }
      ...Journey
    }
  }
`);

/** What becomes of a request that was just accepted, as it happens. */
export function Receipt({ reference }: { reference: string }) {
  const result = useQuery(receipt, { variables: { reference } });
  const request = (result.data ?? result.previousData)?.serviceRequest;
  const { operationCase, businessObject } = request ?? {};
  const isThrough = request?.status === 'INTEGRATED';
  useLive(result, { requestId: request?.id });
  if (!request) {
    if (result.error) return <FailureNotice error={result.error} />;
    if (result.loading) return <Skeleton height={260} aria-busy="true" aria-label="Loading the receipt" />;
    return <EmptyState title={`There is no request ${reference}`}>The link may be mistyped.</EmptyState>;
  }
  const news = isThrough
    ? `${reference} is integrated. Its case is ${operationCase ? caseStates[operationCase.status].word : 'unknown'}, its business object ${businessObject ? businessObjectStates[businessObject.status].word : 'unknown'}.`
    : `${reference} is accepted. The worker applies its event now; this page follows.`;
  return (
    <>
      <PageHead title="Request accepted" lead="It is stored. What follows happens by itself." />
      <FailureNotice error={result.error} />
      <Card withBorder padding="lg">
        <Stack gap="lg">
          <Group gap="sm" wrap="nowrap" role="status">
            <Glyph shape={isThrough ? 'check' : 'ring'} color={isThrough ? 'teal' : 'yellow'} size={24} />
            <Text fw={600}>{news}</Text>
          </Group>
          {isThrough ? (
            <Text size="sm" c="dimmed" mt={-12}>
              {describeWay(request.createdAt, businessObject?.createdAt)}
              {request.documents.length > 0
                ? ` ${countOf(request.documents.length, 'document')} ${request.documents.length === 1 ? 'belongs' : 'belong'} to it.`
                : ''}
            </Text>
          ) : null}
          <Journey request={request} unknown={unknownFields(result.error)} />
          <Group gap="sm">
            <ButtonLink to="/requests/$reference" params={{ reference }}>
              Open {reference}
            </ButtonLink>
            <ButtonLink to="/requests/$reference" params={{ reference }} search={{ tab: 'lineage' }} variant="default">
              Its lineage
            </ButtonLink>
            <ButtonLink to="/requests/new" search={{}} variant="subtle">
              Submit another
            </ButtonLink>
          </Group>
        </Stack>
      </Card>
    </>
  );
}

/** How long the way through the layers took; empty while somebody cannot be asked. */
function describeWay(from: string, to: string | undefined): string {
  if (to === undefined) return '';
  const ms = new Date(to).getTime() - new Date(from).getTime();
  return ms > 0 ? `From accepted to its business object it took ${formatDuration(ms)}.` : '';
}
