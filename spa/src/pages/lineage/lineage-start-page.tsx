import { useQuery } from '@apollo/client/react';
import { Card, Grid, Stack, Text, Title } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { EmptyState } from '../../components/empty-state.tsx';
import { KindIcon } from '../../components/lineage/lineage-kind.tsx';
import { EntitySearch } from '../../components/lineage/lineage-search.tsx';
import { ButtonLink, TextLink } from '../../components/links.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Moment } from '../../components/moment.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { graphql } from '../../generated/gql.ts';
import { useLive } from '../../live/use-live.ts';
import { useMay } from '../../session/signed-in.ts';
import { type PartKind, partKinds } from '../../words/lineage-words.ts';

const question = graphql(`
  query LineageBeginnings {
    serviceRequests(first: 8) {
      nodes {
        id
        reference
        submittedAt
        customer {
          id
          name
        }
      }
    }
    customers(first: 8, filter: { isActive: true }) {
      nodes {
        id
        code
        name
      }
    }
  }
`);

const way: readonly PartKind[] = ['customer', 'agreement', 'document', 'submission', 'request', 'case', 'object', 'version'];

/** Where to begin in the graph of lineage. */
export function LineageStartPage() {
  const navigate = useNavigate();
  const may = useMay();
  // past the cache: these are short pages of lists that other pages hold whole
  const result = useQuery(question, { fetchPolicy: 'no-cache' });
  useLive(result);
  const found = result.data ?? result.previousData;
  return (
    <>
      <PageHead title="Lineage" lead="Begin at any record and follow it both ways: what it came from, what it became, and why.">
        <EntitySearch onSearch={(entity) => navigate({ to: '/lineage/$entity', params: { entity } })} />
      </PageHead>
      <Card withBorder mb="lg">
        <Title order={2} size="h5" mb="xs">
          What leads to what
        </Title>
        <Grid gap="md">
          {way.map((kind) => (
            <Grid.Col key={kind} span={{ base: 6, sm: 3 }}>
              <Kind kind={kind} />
            </Grid.Col>
          ))}
        </Grid>
      </Card>
      <Loaded value={found} error={result.error} isLoading={result.loading} missing="The lab gave no answer.">
        {({ serviceRequests, customers }) => (
          <Grid gap="lg">
            <Grid.Col span={{ base: 12, md: 7 }}>
              <Card withBorder>
                <Title order={2} size="h5" mb="sm">
                  Begin at one of the newest requests
                </Title>
                {serviceRequests.nodes.length === 0 ? (
                  <EmptyState
                    title="No requests yet"
                    action={may('Mutation.submitRequest') ? <ButtonLink to="/requests/new">New request</ButtonLink> : null}
                  >
                    Lineage grows with the first request that you may see: submit one, and follow it here.
                  </EmptyState>
                ) : (
                  <Stack gap="xs" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
                    {serviceRequests.nodes.map(({ id, reference, customer, submittedAt }) => (
                      <li key={id}>
                        <TextLink to="/lineage/$entity" params={{ entity: reference }} ff="monospace" size="sm">
                          {reference}
                        </TextLink>{' '}
                        <Text component="span" size="sm" c="dimmed">
                          {customer?.name ? `${customer.name}, ` : ''}
                          <Moment at={submittedAt} />
                        </Text>
                      </li>
                    ))}
                  </Stack>
                )}
              </Card>
            </Grid.Col>
            <Grid.Col span={{ base: 12, md: 5 }}>
              <Card withBorder>
                <Title order={2} size="h5" mb="sm">
                  Or at a customer
                </Title>
                <Stack gap="xs" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
                  {customers.nodes.map(({ id, code, name }) => (
                    <li key={id}>
                      <TextLink to="/lineage/$entity" params={{ entity: code }} ff="monospace" size="sm">
                        {code}
                      </TextLink>{' '}
                      <Text component="span" size="sm" c="dimmed">
                        {name}
                      </Text>
                    </li>
                  ))}
                </Stack>
              </Card>
            </Grid.Col>
          </Grid>
        )}
      </Loaded>
    </>
  );
}

const leads: Record<PartKind, string> = {
  customer: 'agreed on what may be asked for',
  agreement: 'covers every request made under it',
  document: 'came with a submission',
  submission: 'was recorded as a service request',
  request: 'was opened as an operation case',
  case: 'is represented by a business object',
  object: 'got a version with each change',
  version: 'holds the values of its time',
};

function Kind({ kind }: { kind: PartKind }) {
  const { word, layer } = partKinds[kind];
  return (
    <>
      <Text component="div" size="sm" fw={600} style={{ display: 'flex', alignItems: 'center', gap: 6 }}>
        <KindIcon kind={kind} size={16} />
        {word}
      </Text>
      <Text size="xs" c="dimmed">
        {leads[kind]} · {layer}
      </Text>
    </>
  );
}
