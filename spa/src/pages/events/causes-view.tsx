import { useQuery } from '@apollo/client/react';
import { Switch } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { PagedList } from '../../components/paged-list.tsx';
import { graphql } from '../../generated/gql.ts';
import type { EventSelection, RecoveryKind } from '../../generated/graphql.ts';
import { refreshList } from '../../lists/refresh-list.ts';
import { useLive } from '../../live/use-live.ts';
import { useMay } from '../../session/signed-in.ts';
import { CauseCard } from './cause-card.tsx';
import classes from './events.module.css';
import { RecoveryDialog } from './recovery-dialog.tsx';

const pageSize = 25;
/** A cause is closed a little after its last event is settled, which nobody tells. */
const agesAfterMs = 5_000;

const list = graphql(`
  query Causes($first: Int!, $after: Cursor, $filter: FailureCauseFilter) {
    failureCauses(first: $first, after: $after, filter: $filter) {
      edges {
        cursor
        node {
          fingerprint
          eventType
          code
          message
          firstSeenAt
          lastSeenAt
          failures
          openEvents
          reopened
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

const route = getRouteApi('/events');

/** Failures by cause: one thing to mend, however many events suffer from it. */
export function CausesView() {
  const navigate = route.useNavigate();
  const mayMend = useMay()('Mutation.redeliverEvents');
  const [isHistory, setHistory] = useState(false);
  const [recovery, setRecovery] = useState<{ kind: RecoveryKind; selection: EventSelection }>();
  const result = useQuery(list, { variables: { first: pageSize, filter: isHistory ? {} : { isOpen: true } } });
  useLive(result, { agesAfterMs, refresh: () => refreshList(result, 'failureCauses') });
  const causes = (result.data ?? result.previousData)?.failureCauses;
  return (
    <>
      <Switch
        mb="md"
        label="Also causes that no event suffers from any more"
        checked={isHistory}
        onChange={({ currentTarget }) => setHistory(currentTarget.checked)}
      />
      <FailureNotice error={result.error} />
      <PagedList
        what="cause"
        connection={causes}
        isStale={result.data === undefined && result.loading}
        hasFailed={result.error !== undefined}
        onMore={(after) => result.fetchMore({ variables: { after } })}
        empty={
          <EmptyState title={isHistory ? 'No event has ever failed' : 'No event suffers from a failure'}>
            Failures of the same type, code and shape of message are shown here as one cause, with everything that suffers from it.
          </EmptyState>
        }
      >
        <ul className={classes.causes} aria-label="Causes of failure">
          {(causes?.edges ?? []).map(({ node }) => (
            <CauseCard
              key={node.fingerprint}
              cause={node}
              onRecover={
                mayMend
                  ? (kind) =>
                      setRecovery({
                        kind,
                        selection: { filter: { errorFingerprints: [node.fingerprint], statuses: ['DEAD', 'RETRYING'] } },
                      })
                  : null
              }
            />
          ))}
        </ul>
      </PagedList>
      {recovery ? (
        <RecoveryDialog
          {...recovery}
          onClose={() => setRecovery(undefined)}
          onStarted={(job) => {
            setRecovery(undefined);
            void navigate({ search: (before) => ({ ...before, job }) });
          }}
        />
      ) : null}
    </>
  );
}
