import { Card } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { NotForYou } from '../components/frame/not-for-you.tsx';
import { PageHead } from '../components/page-head.tsx';
import { type OtherTab, StatusTabs } from '../components/status-tabs.tsx';
import type { EventStatus } from '../generated/graphql.ts';
import { type EventView, eventViews } from '../search.ts';
import { useMay } from '../session/signed-in.ts';
import { eventStates } from '../words/vocabulary.ts';
import { CausesView } from './events/causes-view.tsx';
import { EventsView } from './events/events-view.tsx';
import { JobCard } from './events/job-card.tsx';
import { RecoveriesView } from './events/recoveries-view.tsx';
import { useEventCounts } from './events/use-event-counts.ts';
import { useEventFilter } from './events/use-event-filter.ts';

const route = getRouteApi('/events');

export function EventsPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const may = useMay();
  const { view, job } = search;
  const wanted = useEventFilter(search);
  // whatever their status: every tab says how many it would show
  const { statuses: _, ...rest } = wanted.filter ?? {};
  const { counts, error } = useEventCounts(view ? {} : wanted.filter && rest);
  const others: OtherTab<EventView>[] = [
    ...(may('Query.failureCauses') ? [{ value: 'causes' as const, word: 'Causes' }] : []),
    ...(may('Query.recoveryJobs') ? [{ value: 'recoveries' as const, word: 'Recoveries' }] : []),
  ];
  const choose = (tab: EventStatus | EventView | undefined) => {
    const isView = eventViews.some((one) => one === tab);
    const next = isView ? { view: tab as EventView, status: undefined } : { view: undefined, status: tab as EventStatus | undefined };
    return navigate({ search: (before) => ({ ...before, ...next, event: undefined }) });
  };
  return (
    <>
      <PageHead
        title="Events"
        lead="Everything that happened, as the integration layer knows it: why an event stands where it stands, what waits behind it, and what to do about it."
      />
      {job && may('Query.recoveryJobs') ? (
        <JobCard key={job} id={job} onClose={() => navigate({ search: (before) => ({ ...before, job: undefined }), replace: true })} />
      ) : null}
      <Card withBorder style={{ overflow: 'visible' }}>
        <StatusTabs
          label="Status of the event"
          states={eventStates}
          counts={counts}
          others={others}
          value={view ?? search.status}
          onChange={choose}
        />
        {view === 'causes' ? may('Query.failureCauses') ? <CausesView /> : <NotForYou needs="Query.failureCauses" /> : null}
        {view === 'recoveries' ? may('Query.recoveryJobs') ? <RecoveriesView /> : <NotForYou needs="Query.recoveryJobs" /> : null}
        {view ? null : <EventsView filter={wanted.filter} error={wanted.error ?? error} />}
      </Card>
    </>
  );
}
