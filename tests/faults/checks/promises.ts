import type { History } from '../clients/history.ts';
import type { Violation } from './violation.ts';

/**
 * What must hold when all work is done: the invariants I1 to I9 in the bench's own words, written without a look at those of
 * the lab (`subgraphs/canonical/invariants.ts`), which are asked besides. Each statement gives `id`, `stream` and `detail` of
 * what breaks the promise.
 *
 * I7 (objects in the store) is absent: the bench sends no documents. Nor is I6 here, which the clients' reads decide.
 */
export type Promised = { kind: Violation['kind']; promise: string; broken: string; values?: (history: History) => unknown[] };

/** Requests whose event was spoilt on purpose. */
const poisoned = (history: History): unknown[] => [[...history.poisoned]];
const acceptances = (history: History): unknown[] => [JSON.stringify([...history.acceptances.values()])];

export const promises: Promised[] = [
  {
    kind: 'lost',
    promise: 'I1 what was acknowledged is stored',
    values: acceptances,
    broken: `select a.key as id, a."requestId" as stream, 'acknowledged, and not stored as it was answered' as detail
      from jsonb_to_recordset($1::jsonb) as a(key text, "submissionId" uuid, "requestId" uuid)
      where not exists (select from intake.submissions s join source_system.service_requests r on r.submission_id = s.id
        join intake.idempotency_keys k on k.submission_id = s.id
        where s.id = a."submissionId" and r.id = a."requestId" and k.key = a.key and s.payload ->> 'idempotencyKey' = a.key)`,
  },
  {
    kind: 'duplicated',
    promise: 'I1 I3 what was sent under one key is stored at most once',
    broken: `select payload ->> 'idempotencyKey' as id, null::uuid as stream, format('stored %s times', count(*)) as detail
      from intake.submissions group by payload ->> 'idempotencyKey' having count(*) > 1
      union all select key, null, format('the key is there %s times', count(*)) from intake.idempotency_keys group by key having count(*) > 1`,
  },
  {
    kind: 'lost',
    promise: 'I2 every submission became a request, a case, a business object and two lineage records',
    values: poisoned,
    broken: `select s.id::text as id, r.id as stream, format('request %s, case %s, object %s, links %s', r.id is not null, c.id is not null, o.id is not null, l.links) as detail
      from intake.submissions s left join source_system.service_requests r on r.submission_id = s.id
      left join operational.operation_cases c on c.request_id = r.id
      left join canonical.business_objects o on o.request_id = r.id and o.case_id = c.id
      left join lateral (select count(*) filter (where from_id = r.id and to_id = c.id or from_id = c.id and to_id = o.id) as links
        from canonical.lineage_records where request_id = r.id) l on true
      where (r.id is null or r.id <> all($1::uuid[]))
        and (r.id is null or c.id is null or o.id is null or l.links < 2 or r.status <> 'integrated')`,
  },
  {
    kind: 'duplicated',
    promise: 'I2 nothing was made twice',
    broken: `select submission_id::text as id, null::uuid as stream, format('%s service requests', count(*)) as detail
      from source_system.service_requests group by submission_id having count(*) > 1
      union all select request_id::text, request_id, format('%s cases', count(*)) from operational.operation_cases group by request_id having count(*) > 1
      union all select request_id::text, request_id, format('%s business objects', count(*)) from canonical.business_objects group by request_id having count(*) > 1
      union all select request_id::text, request_id, format('%s lineage records', count(*)) from canonical.lineage_records group by request_id having count(*) > 2`,
  },
  {
    kind: 'lost',
    promise: 'I4 every step that was acknowledged is in the history',
    values: (history) => [JSON.stringify([...history.taken.values()])],
    broken: `select t.key as id, null::uuid as stream, format('step %s to %s of case %s', t.version, t."toStatus", t."caseId") as detail
      from jsonb_to_recordset($1::jsonb) as t(key text, "caseId" uuid, version integer, "toStatus" text)
      where not exists (select from operational.case_status_history h where h.case_id = t."caseId" and h.version = t.version
        and h.to_status = lower(t."toStatus") and h.idempotency_key = t.key)`,
  },
  {
    kind: 'duplicated',
    promise: 'I4 no step was taken twice',
    broken: `select idempotency_key as id, null::uuid as stream, format('%s steps under one key', count(*)) as detail
      from operational.case_status_history where idempotency_key is not null group by idempotency_key having count(*) > 1
      union all select case_id::text, null, format('version %s is there %s times', version, count(*))
      from operational.case_status_history group by case_id, version having count(*) > 1`,
  },
  {
    kind: 'illegal',
    promise: 'I4 every history is a legal one, without gap, and ends where the case is',
    // the legal ways are written down here once more: the rule that the lab reads could itself be wrong
    broken: `select c.id::text as id, c.request_id as stream, format('%s in versions %s, the case is %s at %s', h.way, h.versions, c.status, c.version) as detail
      from operational.operation_cases c left join (
        select case_id, string_agg(to_status, '>' order by version) as way, string_agg(coalesce(from_status, '-'), '>' order by version) as before,
          array_agg(version order by version) as versions
        from operational.case_status_history group by case_id) h on h.case_id = c.id
      where h.way is null
        or h.way not in ('open', 'open>rejected', 'open>in_progress', 'open>in_progress>completed', 'open>in_progress>rejected')
        or h.before <> '-' || case when h.way = 'open' then '' else '>' || regexp_replace(h.way, '>[^>]*$', '') end
        or h.versions <> array(select generate_series(1, c.version)) or c.status <> regexp_replace(h.way, '^.*>', '')`,
  },
  {
    kind: 'illegal',
    promise: 'I5 every business object has followed its case, step by step, to the end',
    broken: `select o.id::text as id, o.request_id as stream, format('object %s after %s, versions %s; case %s at %s', o.status, o.applied_case_version, v.way, c.status, c.version) as detail
      from canonical.business_objects o join operational.operation_cases c on c.id = o.case_id
      left join lateral (select string_agg(status, '>' order by version) as way, string_agg(case_version::text, '>' order by version) as cases,
        string_agg(event_id::text, '>' order by version) as events from canonical.object_versions where object_id = o.id) v on true
      left join lateral (select string_agg(case to_status when 'open' then 'active' else to_status end, '>' order by version) as way,
        string_agg(version::text, '>' order by version) as cases, string_agg(event_id::text, '>' order by version) as events
        from operational.case_status_history where case_id = c.id) h on true
      where o.applied_case_version <> c.version or o.status <> case c.status when 'open' then 'active' else c.status end
        or v.way is distinct from h.way or v.cases is distinct from h.cases or v.events is distinct from h.events`,
  },
  {
    kind: 'lost',
    promise: 'I8 the story of every request is told to the end',
    values: poisoned,
    broken: `select r.id::text as id, r.id as stream, format('told: %s', a.told) as detail from source_system.service_requests r
      join operational.operation_cases c on c.request_id = r.id
      left join lateral (select jsonb_object_agg(kind, n) as told from (
        select kind, count(*) as n from integration.activity where partition_key = r.id group by kind) k) a on true
      where r.id <> all($1::uuid[]) and (not coalesce(a.told ?& array['received', 'recorded', 'opened', 'linked', 'mapped'], false)
        or (a.told ->> 'linked')::integer < 2 or (a.told ->> 'mapped')::integer < c.version or coalesce((a.told ->> 'moved')::integer, 0) < c.version - 1)`,
  },
  {
    kind: 'duplicated',
    promise: 'I8 nothing is told twice',
    broken: `select r.id::text as id, r.id as stream, format('told: %s', a.told) as detail from source_system.service_requests r
      join operational.operation_cases c on c.request_id = r.id
      join lateral (select jsonb_object_agg(kind, n) as told from (
        select kind, count(*) as n from integration.activity where partition_key = r.id group by kind) k) a on true
      where (a.told ->> 'received')::integer > 1 or (a.told ->> 'recorded')::integer > 1 or (a.told ->> 'opened')::integer > 1
        or (a.told ->> 'linked')::integer > 2 or (a.told ->> 'mapped')::integer > c.version or (a.told ->> 'moved')::integer > c.version - 1`,
  },
  {
    kind: 'lost',
    promise: 'I9 every event was processed, in its turn',
    values: poisoned,
    broken: `select e.id::text as id, e.partition_key as stream, format('%s %s is %s after %s attempts, the stream is at %s', e.type, e.sequence, e.status, e.attempts, s.applied) as detail
      from integration.events e join integration.streams s on s.key = e.partition_key
      where e.partition_key <> all($1::uuid[]) and (e.status <> 'processed' or e.sequence > s.applied)
      union all select s.key::text, s.key, format('the stream is at %s, its events go from %s to %s', s.applied, min(e.sequence), max(e.sequence))
      from integration.streams s left join integration.events e on e.partition_key = s.key
      where s.key <> all($1::uuid[]) group by s.key having count(e.id) <> s.applied or max(e.sequence) <> s.applied`,
  },
  {
    kind: 'illegal',
    promise: 'I9 what was spoilt is dead, and told so',
    values: poisoned,
    broken: `select p.key::text as id, p.key as stream, format('the spoilt event is %s (%s)', coalesce(e.status, 'not there'), e.error_code) as detail
      from unnest($1::uuid[]) as p(key) left join integration.events e on e.partition_key = p.key and e.sequence = 1
      where e.status is distinct from 'dead' or e.error_code is null or e.error_fingerprint is null
        or not exists (select from integration.sync_logs l where l.event_id = e.id and l.outcome = 'dead')
        or exists (select from operational.operation_cases c where c.request_id = p.key)`,
  },
  {
    kind: 'duplicated',
    promise: 'I9 every event was processed once, and every attempt has its log',
    broken: `select e.id::text as id, e.partition_key as stream, format('%s attempts, %s logs, %s of them say processed', e.attempts, l.logs, l.successes) as detail
      from integration.events e left join lateral (select count(*) as logs, count(*) filter (where outcome = 'processed') as successes
        from integration.sync_logs where event_id = e.id) l on true
      where l.logs <> e.attempts or l.successes <> case e.status when 'processed' then 1 else 0 end`,
  },
  {
    kind: 'orphans',
    promise: 'nothing belongs to nobody',
    broken: `select c.id::text as id, c.request_id as stream, 'case without a request' as detail from operational.operation_cases c
      where not exists (select from source_system.service_requests r where r.id = c.request_id)
      union all select o.id::text, o.request_id, 'business object without its case' from canonical.business_objects o
      where not exists (select from operational.operation_cases c where c.id = o.case_id and c.request_id = o.request_id)
      union all select l.id::text, l.request_id, 'lineage from or to nothing' from canonical.lineage_records l
      where not exists (select from source_system.service_requests r where r.id = l.from_id) and not exists (select from operational.operation_cases c where c.id = l.from_id)
        or not exists (select from operational.operation_cases c where c.id = l.to_id) and not exists (select from canonical.business_objects o where o.id = l.to_id)
      union all select k.key, null, 'key without a submission' from intake.idempotency_keys k
      where not exists (select from intake.submissions s where s.id = k.submission_id)
      union all select r.id::text, r.id, 'request without a submission' from source_system.service_requests r
      where not exists (select from intake.submissions s where s.id = r.submission_id)
      union all select s.key::text, s.key, 'stream without a request' from integration.streams s
      where not exists (select from source_system.service_requests r where r.id = s.key)
      union all select a.id::text, a.partition_key, 'a story about nothing' from integration.activity a
      where not exists (select from integration.streams s where s.key = a.partition_key)
      union all select h.id::text, c.request_id, 'step without its event' from operational.case_status_history h join operational.operation_cases c on c.id = h.case_id
      where not exists (select from integration.events e where e.id = h.event_id and e.partition_key = c.request_id and e.sequence = h.version)`,
  },
  {
    kind: 'orphans',
    promise: 'I9 nothing is in work for more than 15 s without a live worker',
    broken: `select j.id::text as id, (j.data ->> 'stream')::uuid as stream, format('in work since %s, last sign of life %s', j.started_on, j.heartbeat_on) as detail
      from pgboss.job j where j.name = 'drain' and j.state = 'active' and coalesce(j.heartbeat_on, j.started_on) < now() - interval '15 s'
        and pg_postmaster_start_time() < now() - interval '15 s'`, // nobody can give a sign of life to a database that is away
  },
  {
    kind: 'lost',
    promise: 'I9 no bell was lost: the reconciler had nothing to ring for',
    broken: `select id::text as id, partition_key as stream, message as detail from integration.activity where kind = 'reconciled'`,
  },
];

/** I6: what was read last is where the final history begins. */
export const readPrefix = `select s."caseId"::text as id, c.request_id as stream, format('was shown as %s, is %s', s.path, f.path) as detail
  from jsonb_to_recordset($1::jsonb) as s("caseId" uuid, path text) left join operational.operation_cases c on c.id = s."caseId"
  left join lateral (select upper(string_agg(to_status, '>' order by version)) as path from operational.case_status_history where case_id = c.id) f on true
  where f.path is null or not starts_with(f.path || '>', s.path || '>')`;
