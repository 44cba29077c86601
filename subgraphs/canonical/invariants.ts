export type InvariantCheck = {
  name: string;
  promise: string;
  /** What is looked at: a table, or a table with a condition. */
  examined: string;
  /** Statement that gives `id` and `detail` of every record that breaks the promise. */
  violations: string;
  /** What `reconcile` would do about it; absent where no repair is safe. */
  repair?: string;
};

/**
 * The promises of the lab. Each holds at every moment, not only at rest: where work is on its way, the statement says how
 * far it must have come.
 */
export const invariants: readonly InvariantCheck[] = [
  {
    name: 'one_request_per_submission',
    promise: 'Every submission has exactly one service request, and every service request a submission',
    examined: 'intake.submissions',
    violations: `select coalesce(s.id, r.id)::text as id, case when r.id is null then 'submission without a service request' else 'service request without a submission' end as detail
      from intake.submissions s full join source_system.service_requests r on r.submission_id = s.id where s.id is null or r.id is null`,
  },
  {
    name: 'one_result_per_key',
    promise: 'Every submission has exactly one idempotency key, and every key one submission',
    examined: 'intake.idempotency_keys',
    violations: `select coalesce(s.id, k.submission_id)::text as id, 'key and submission do not match' as detail
      from intake.submissions s full join intake.idempotency_keys k on k.submission_id = s.id where s.id is null or k.submission_id is null`,
  },
  {
    name: 'first_event_per_request',
    promise: 'Every service request has its stream, and RequestCreated is the first event of it',
    examined: 'source_system.service_requests',
    violations: `select r.id::text as id, 'no stream that starts with RequestCreated' as detail from source_system.service_requests r
      left join integration.streams s on s.key = r.id
      left join integration.events e on e.partition_key = r.id and e.sequence = 1 and e.type = 'RequestCreated'
      where s.key is null or e.id is null`,
  },
  {
    name: 'streams_without_gap',
    promise: 'The events of a stream are numbered 1 to n; those applied are its beginning, and no others',
    examined: 'integration.streams',
    violations: `select s.key::text as id, format('%s events up to %s, %s applied, %s resolved', n.events, n.last, s.applied, n.resolved) as detail
      from integration.streams s join (
        select partition_key, count(*) as events, max(sequence) as last, count(*) filter (where status in ('processed', 'discarded')) as resolved,
          coalesce(max(sequence) filter (where status = 'processed'), 0) as last_processed
        from integration.events group by partition_key) n on n.partition_key = s.key
      where n.events <> n.last or s.applied > n.resolved or n.last_processed > s.applied`,
  },
  {
    name: 'one_case_per_request',
    promise: 'A service request is integrated exactly when its first event is applied, and then has exactly one operation case',
    examined: 'source_system.service_requests',
    violations: `select r.id::text as id, format('%s, %s events applied, case %s', r.status, s.applied, coalesce(c.reference, 'missing')) as detail
      from source_system.service_requests r join integration.streams s on s.key = r.id
      left join operational.operation_cases c on c.request_id = r.id
      left join integration.events e on e.partition_key = r.id and e.sequence = 1
      where (r.status = 'integrated') <> (e.status = 'processed') or (r.status = 'integrated') <> (c.id is not null)
      union all select c.id::text, 'case without a service request' from operational.operation_cases c
      where not exists (select from source_system.service_requests r where r.id = c.request_id)`,
  },
  {
    name: 'one_object_per_case',
    promise: 'Every operation case has exactly one business object, and every business object its case and request',
    examined: 'operational.operation_cases',
    violations: `select coalesce(c.id, o.id)::text as id, case when o.id is null then 'case without a business object' else 'business object without its case' end as detail
      from operational.operation_cases c full join canonical.business_objects o on o.case_id = c.id and o.request_id = c.request_id
      where c.id is null or o.id is null`,
  },
  {
    name: 'two_links_per_case',
    promise: 'Every case has two lineage records: from its service request, and to its business object',
    examined: 'operational.operation_cases',
    violations: `select c.id::text as id, format('%s lineage records', count(l.id)) as detail
      from operational.operation_cases c join canonical.business_objects o on o.case_id = c.id
      left join canonical.lineage_records l on l.request_id = c.request_id
        and ((l.from_id = c.request_id and l.to_id = c.id) or (l.from_id = c.id and l.to_id = o.id))
      group by c.id having count(l.id) <> 2`,
  },
  {
    name: 'history_without_gap',
    promise: 'The history of a case starts at open, counts 1 to n, each step follows from the one before, and the last is the case',
    examined: 'operational.case_status_history',
    violations: `select c.id::text as id, format('version %s, %s history rows, status %s, last %s', c.version, h.rows, c.status, h.last_status) as detail
      from operational.operation_cases c left join (
        select case_id, count(*) as rows, max(version) as last_version, (array_agg(to_status order by version desc))[1] as last_status, bool_and(follows) as follows
        from (select case_id, version, to_status,
            from_status is not distinct from lag(to_status) over (partition by case_id order by version) as follows
          from operational.case_status_history) steps group by case_id) h on h.case_id = c.id
      where h.rows is distinct from c.version or h.last_version <> c.version or h.last_status <> c.status or not h.follows`,
  },
  {
    name: 'event_per_step',
    promise: 'Every step of a case is an event of its stream, under the same number and id',
    examined: 'operational.case_status_history',
    violations: `select h.id::text as id, format('step %s has no event of its own', h.version) as detail
      from operational.case_status_history h join operational.operation_cases c on c.id = h.case_id
      left join integration.events e on e.id = h.event_id and e.partition_key = c.request_id and e.sequence = h.version
      where e.id is null`,
  },
  {
    name: 'canonical_in_step',
    promise: 'A business object reflects exactly the events that were applied: its status is the mapped status of that case version',
    examined: 'canonical.business_objects',
    violations: `select o.id::text as id, format('status %s at case version %s, %s events applied', o.status, o.applied_case_version, s.applied) as detail
      from canonical.business_objects o join integration.streams s on s.key = o.request_id
      left join operational.case_status_history h on h.case_id = o.case_id and h.version = o.applied_case_version
      left join canonical.object_versions v on v.object_id = o.id and v.version = o.version
      left join canonical.status_mappings m on m.mapping_version = v.mapping_version and m.operational_status = h.to_status
      where m.canonical_status is distinct from o.status or v.case_version is distinct from o.applied_case_version
        or o.applied_case_version > s.applied
        or exists (select from integration.events e where e.partition_key = o.request_id and e.status = 'processed' and e.sequence > o.applied_case_version)`,
  },
  {
    name: 'attempts_are_logged',
    promise: 'Every event has one sync log for each of its attempts; a processed one has exactly one that succeeded, beside its replays',
    examined: 'integration.events',
    violations: `select e.id::text as id, format('%s after %s attempts, %s logs, %s of them succeeded', e.status, e.attempts, count(l.id), count(l.id) filter (where l.outcome = 'processed')) as detail
      from integration.events e left join integration.sync_logs l on l.event_id = e.id
      group by e.id having count(l.id) <> e.attempts
        or (e.status = 'processed') <> (count(l.id) filter (where l.outcome = 'processed') = 1)
        or count(l.id) filter (where l.outcome = 'processed') > 1`,
  },
  {
    name: 'waiting_heads_have_a_bell',
    promise: 'Every stream whose next event can be applied has a bell that will ring for it',
    repair: 'ring the missing bells',
    examined: `integration.events where status in ('pending', 'retrying')`,
    violations: `select e.id::text as id, format('event %s of the stream is %s and has no bell', e.sequence, e.status) as detail
      from integration.events e join integration.streams s on s.key = e.partition_key and e.sequence = s.applied + 1
      where e.status in ('pending', 'retrying') and not exists (
        select from pgboss.job j where j.name = 'drain' and j.state < 'completed' and j.data ->> 'stream' = e.partition_key::text)`,
  },
  {
    name: 'counts_are_right',
    promise: 'The counts on the first screen are the counts of the tables',
    repair: 'count the tables anew',
    examined: 'dashboard.counts',
    violations: `select coalesce(d.layer || '/' || d.status, t.layer || '/' || t.status) as id, format('%s on the screen, %s in the table', coalesce(d.count, 0), coalesce(t.count, 0)) as detail
      from (select layer, status, count from dashboard.counts where count <> 0) d full join (
        select 'submission' as layer, 'received' as status, count(*) as count from intake.submissions having count(*) > 0
        union all select 'service_request', status, count(*) from source_system.service_requests group by status
        union all select 'event', status, count(*) from integration.events group by status
        union all select 'operation_case', status, count(*) from operational.operation_cases group by status
        union all select 'business_object', status, count(*) from canonical.business_objects group by status
        union all select 'document', status, count(*) from document_repo.documents group by status) t on t.layer = d.layer and t.status = d.status
      where d.count is distinct from t.count`,
  },
];
