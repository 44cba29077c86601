import { Button, Card, Group, Skeleton } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { EmptyState } from '../components/empty-state.tsx';
import { FailureNotice } from '../components/failure-notice.tsx';
import { ButtonLink } from '../components/links.tsx';
import { PageHead } from '../components/page-head.tsx';
import { RequestDisplay } from '../components/requests/request-display.tsx';
import { noFilters, RequestFilters } from '../components/requests/request-filters.tsx';
import tableClasses from '../components/requests/request-table.module.css';
import { RequestTable } from '../components/requests/request-table.tsx';
import { RequestViews } from '../components/requests/request-views.tsx';
import type { ServiceRequestFilter, ServiceRequestOrder } from '../generated/graphql.ts';
import type { RequestOrder, RequestsSearch } from '../search.ts';
import { may, seesEverything } from '../session/person.ts';
import { usePerson } from '../session/signed-in.ts';
import { unknownFields } from '../words/failures.ts';
import { formatCount } from '../words/numbers.ts';
import { useFilterOptions } from './requests/filter-options.ts';
import { RequestExport } from './requests/request-export.tsx';
import type { RequestListAsked } from './requests/request-list.ts';
import { givenViews, isSameSearch, useSavedViews } from './requests/saved-views.ts';
import { useShownColumns } from './requests/shown-columns.ts';
import { useRequestList } from './requests/use-request-list.ts';
import classes from './requests-page.module.css';

const route = getRouteApi('/requests');

const orders: Record<RequestOrder | 'newest', ServiceRequestOrder> = {
  newest: { field: 'CREATED_AT', direction: 'DESC' },
  oldest: { field: 'CREATED_AT', direction: 'ASC' },
  '-sent': { field: 'SUBMITTED_AT', direction: 'DESC' },
  sent: { field: 'SUBMITTED_AT', direction: 'ASC' },
  '-reference': { field: 'REFERENCE', direction: 'DESC' },
  reference: { field: 'REFERENCE', direction: 'ASC' },
};

export function RequestsPage() {
  const person = usePerson();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const asked = useMemo(() => toQuestion(search), [search]);
  const { list, shown, state, isStale } = useRequestList(asked);
  const { rows, total, hasMore, isLoadingMore, isStuck, error, added, gone } = state;
  const filters = useFilterOptions(search);
  const saved = useSavedViews();
  const [columns, setColumns] = useShownColumns();
  const given = useMemo(() => givenViews(person.subject), [person.subject]);
  const current = [...given, ...saved.views].find((view) => isSameSearch(view.search, search))?.id;
  const unknown = useMemo(() => unknownFields(error), [error]);
  const maySubmit = may(person, 'Mutation.submitRequest');

  const change = (next: RequestsSearch) => {
    // each letter that is typed would be a step of the way back
    const isTyping = Object.keys(next).every((name) => name === 'q' || name === 'sender');
    return navigate({ search: (before) => ({ ...before, ...next }), replace: isTyping });
  };
  const setOrder = (sort: RequestOrder | undefined) => change({ sort });
  const loadMore = useCallback(() => void list.loadMore(), [list]);
  const show = useCallback((ids: readonly string[]) => void list.show(ids), [list]);

  return (
    <div className={classes.page}>
      <PageHead
        title="Requests"
        lead={`${seesEverything(person) ? 'Every service request' : 'Every service request that is yours to see,'} with its status in the source, operational and canonical layer.`}
      >
        {maySubmit ? <ButtonLink to="/requests/new">New request</ButtonLink> : null}
      </PageHead>
      <Card withBorder className={classes.card ?? ''}>
        <RequestViews
          given={given}
          saved={saved.views}
          current={current}
          onSave={(name) => saved.save(name, search)}
          onRename={saved.rename}
          onRemove={saved.remove}
        />
        <div className={classes.tools}>
          <RequestFilters
            search={search}
            options={filters.options}
            onSearchOptions={filters.onSearch}
            subject={person.subject}
            onChange={change}
          />
          <Group gap="xs" wrap="nowrap">
            <RequestExport asked={asked} total={total} />
            <RequestDisplay columns={columns} onColumns={setColumns} order={search.sort} onOrder={setOrder} />
          </Group>
        </div>
        <FailureNotice error={error ?? filters.error} />
        {rows ? (
          <RequestTable
            key={shown.number}
            began={state.began}
            rows={rows}
            total={total}
            hasMore={hasMore}
            isLoadingMore={isLoadingMore}
            isStuck={isStuck}
            isStale={isStale}
            unknown={unknown}
            gone={gone}
            columns={columns}
            order={search.sort}
            onOrder={setOrder}
            onMore={loadMore}
            onShow={show}
            pill={<NewsPill added={added} gone={gone.size} onShow={() => list.load()} />}
            empty={<NothingFound isFiltered={Object.keys(asked.filter).length > 0} maySubmit={maySubmit} />}
          />
        ) : error ? null : (
          <Skeleton flex={1} aria-busy="true" aria-label="Loading requests" />
        )}
      </Card>
    </div>
  );
}

function toQuestion(search: RequestsSearch): RequestListAsked {
  const { q, status, priority, event, customer, agreement, type, team, from, to, sender, sort } = search;
  const filter: ServiceRequestFilter = {
    ...(q ? { search: q } : {}),
    ...(status ? { statuses: status } : {}),
    ...(priority ? { priorities: priority } : {}),
    ...(event ? { eventStatuses: event } : {}),
    ...(customer ? { customerIds: customer } : {}),
    ...(agreement ? { agreementIds: agreement } : {}),
    ...(type ? { requestTypeIds: type } : {}),
    ...(team ? { teamIds: team } : {}),
    ...(from || to ? { submittedAt: { ...(from ? { from } : {}), ...(to ? { to } : {}) } } : {}),
    ...(sender ? { submittedBy: [sender] } : {}),
  };
  return { filter, orderBy: orders[sort ?? 'newest'] };
}

type NewsPillProps = { added: { count: number; isMore: boolean }; gone: number; onShow: () => void };

/** What changed in the list while somebody read it, and the way to see it. Nothing moves before that. */
function NewsPill({ added: { count, isMore }, gone, onShow }: NewsPillProps) {
  if (count === 0 && gone === 0) return <span role="status" />;
  const fresh = count > 0 ? `${formatCount(count)}${isMore ? '+' : ''} new` : '';
  const left = gone > 0 ? `${formatCount(gone)} no longer here` : '';
  return (
    <span role="status" className={tableClasses.pill}>
      <Button size="compact-sm" radius="xl" onClick={onShow}>
        {[fresh, left].filter(Boolean).join(', ')}
      </Button>
    </span>
  );
}

function NothingFound({ isFiltered, maySubmit }: { isFiltered: boolean; maySubmit: boolean }) {
  if (isFiltered) {
    return (
      <EmptyState
        title="No request matches"
        action={
          <ButtonLink to="/requests" search={noFilters} variant="default">
            Show all requests
          </ButtonLink>
        }
      >
        Take a filter away, or look at what was typed: the search knows references from their beginning (REQ-, CASE-, BO-), and whole ids of
        requests, submissions, cases, business objects, events and documents, the sender’s own reference and idempotency key.
      </EmptyState>
    );
  }
  return (
    <EmptyState title="No requests yet" action={maySubmit ? <ButtonLink to="/requests/new">Submit the first one</ButtonLink> : null}>
      They appear here as soon as the first one is accepted.
    </EmptyState>
  );
}
