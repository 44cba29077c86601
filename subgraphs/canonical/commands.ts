import type { Tx } from 'lib/db.ts';
import type { EventPayload } from 'lib/events.ts';
import { type NewActivity, recordActivity } from 'lib/outbox.ts';
import type { BusinessObjectRow } from './queries.ts';
import { valueRules } from './value-rules.ts';

/** The mapping that is used today; older versions stay in `canonical.status_mappings`. */
const currentMapping = '(select max(mapping_version) from canonical.status_mappings)';

/** A business object to be made: the event that says so, and the case that stands for it downstream. */
export type ObjectOrder = {
  eventId: string;
  correlationId: string;
  actor: string;
  time: Date;
  caseId: string;
  payload: EventPayload<'RequestCreated'>;
};

/**
 * Makes the business object of each request with its first version, or leaves the one that is there: whatever is
 * delivered twice, there is one.
 */
export async function createBusinessObjects(tx: Tx, orders: readonly ObjectOrder[]): Promise<void> {
  const { rows } = await tx.query<BusinessObjectRow & { event_id: string }>(
    `/* canonical.createBusinessObjects */
    with input as (
      select o.*, m.canonical_status, m.mapping_version
      from jsonb_to_recordset($1::jsonb) as o(reference text, "requestId" uuid, "caseId" uuid, "customerId" uuid, "agreementId" uuid,
        "requestTypeId" uuid, "teamId" uuid, priority text, "correlationId" uuid, "eventId" uuid, actor text, time timestamptz)
      join canonical.status_mappings m on m.mapping_version = ${currentMapping} and m.operational_status = 'open'
    ), made as (
      insert into canonical.business_objects (business_key, request_id, case_id, customer_id, agreement_id, request_type_id, team_id, priority,
        status, applied_case_version, correlation_id, effective_at)
      select 'BO' || substr(reference, 4), "requestId", "caseId", "customerId", "agreementId", "requestTypeId", "teamId", priority,
        canonical_status, 1, "correlationId", time from input
      on conflict (object_type, request_id) do nothing returning *
    ), versioned as (
      insert into canonical.object_versions (object_id, version, status, state, event_id, mapping_version, operational_status, case_version, actor, time)
      select made.id, 1, made.status, ${stateOf('made')}, input."eventId", input.mapping_version, 'open', 1, input.actor, input.time
      from made join input on input."requestId" = made.request_id
    )
    select made.*, input."eventId" as event_id from made join input on input."requestId" = made.request_id`,
    [JSON.stringify(orders.map(({ payload, ...order }) => ({ ...payload, ...order })))],
  );
  await recordActivity(tx, rows.map(tellMapping));
}

/** What a version keeps: every business value by name, none of the record's own bookkeeping. */
function stateOf(row: string): string {
  const fields = Object.keys(valueRules);
  return `jsonb_build_object(${fields.map((field) => `'${field}', ${row}.${field}`).join(', ')})`;
}

/** A status that the case has taken, and the event that says so. */
export type StatusChange = { eventId: string; actor: string; time: Date; payload: EventPayload<'OperationalCaseStatusChanged'> };

/**
 * Brings the status of business objects in step with their cases. A change that the object has seen already, or that is
 * older than what it has seen, does nothing.
 *
 * @param changes at most one per request.
 * @returns requests that have no business object; nothing was done for them.
 */
export async function applyCaseStatus(tx: Tx, changes: readonly StatusChange[]): Promise<Set<string>> {
  const missing = await findMissingObjects(
    tx,
    changes.map(({ payload }) => payload.requestId),
  );
  const { rows } = await tx.query<BusinessObjectRow & { event_id: string }>(
    `/* canonical.applyCaseStatus */
    with input as (
      select c.*, m.canonical_status, m.mapping_version
      from jsonb_to_recordset($1::jsonb) as c("requestId" uuid, "toStatus" text, version integer, "eventId" uuid, actor text, time timestamptz)
      join canonical.status_mappings m on m.mapping_version = ${currentMapping} and m.operational_status = c."toStatus"
    ), changed as (
      update canonical.business_objects o set status = input.canonical_status, applied_case_version = input.version, version = o.version + 1,
        effective_at = input.time, updated_at = clock_timestamp()
      from input where o.object_type = 'service_request' and o.request_id = input."requestId" and o.applied_case_version < input.version
      returning o.*
    ), versioned as (
      insert into canonical.object_versions (object_id, version, status, state, event_id, mapping_version, operational_status, case_version, actor, time)
      select changed.id, changed.version, changed.status, ${stateOf('changed')}, input."eventId", input.mapping_version, input."toStatus", input.version,
        input.actor, input.time
      from changed join input on input."requestId" = changed.request_id
    )
    select changed.*, input."eventId" as event_id from changed join input on input."requestId" = changed.request_id`,
    [JSON.stringify(changes.map(({ payload, ...change }) => ({ ...payload, ...change })))],
  );
  await recordActivity(tx, rows.map(tellMapping));
  return missing;
}

async function findMissingObjects(tx: Tx, requestIds: string[]): Promise<Set<string>> {
  const { rows } = await tx.query<{ id: string }>(
    `/* canonical.findMissingObjects */ select r.id from unnest($1::uuid[]) as r(id) where not exists (
      select from canonical.business_objects o where o.object_type = 'service_request' and o.request_id = r.id)`,
    [requestIds],
  );
  return new Set(rows.map((row) => row.id));
}

function tellMapping(row: BusinessObjectRow & { event_id: string }): NewActivity {
  return {
    stream: row.request_id,
    kind: 'mapped',
    subjectType: 'business_object',
    subjectId: row.id,
    actor: 'worker',
    message: `Business object ${row.business_key} is ${row.status}`,
    correlationId: row.correlation_id,
    causationId: row.event_id,
    time: row.effective_at,
  };
}

/** A request whose case and business object exist. */
export type Link = { requestId: string; caseId: string; eventId: string; correlationId: string; time: Date };

/** Records how each request became a case and the case a business object; links that are there stay as they are. */
export async function recordLineage(tx: Tx, links: readonly Link[]): Promise<void> {
  const { rows } = await tx.query<{
    id: string;
    relation: string;
    request_id: string;
    event_id: string;
    correlation_id: string;
    time: Date;
  }>(
    `/* canonical.recordLineage */
    with input as (
      select l.*, o.id as object_id
      from jsonb_to_recordset($1::jsonb) as l("requestId" uuid, "caseId" uuid, "eventId" uuid, "correlationId" uuid, time timestamptz)
      join canonical.business_objects o on o.object_type = 'service_request' and o.request_id = l."requestId"
    )
    insert into canonical.lineage_records (from_type, from_id, to_type, to_id, relation, request_id, event_id, correlation_id, time)
    select 'service_request', "requestId", 'operation_case', "caseId", 'opened_as', "requestId", "eventId", "correlationId", time from input
    union all select 'operation_case', "caseId", 'business_object', object_id, 'represented_by', "requestId", "eventId", "correlationId", time from input
    on conflict (from_id, to_id, relation) do nothing
    returning id, relation, request_id, event_id, correlation_id, time`,
    [JSON.stringify(links)],
  );
  await recordActivity(
    tx,
    rows.map((row) => ({
      stream: row.request_id,
      kind: 'linked',
      subjectType: 'lineage_record',
      subjectId: row.id,
      actor: 'worker',
      message:
        row.relation === 'opened_as' ? 'Service request linked to its operation case' : 'Operation case linked to its business object',
      correlationId: row.correlation_id,
      causationId: row.event_id,
      time: row.time,
    })),
  );
}

/**
 * Brings business objects to what the mapping of today makes of the newest step they reflect, as another version of the
 * same event. Objects that are right already stay as they are.
 *
 * @returns ids of the requests whose object changed.
 */
export async function remapObjects(tx: Tx, requestIds: readonly string[]): Promise<Set<string>> {
  const { rows } = await tx.query<BusinessObjectRow & { event_id: string }>(
    `/* canonical.remapObjects */
    with reflected as (
      select o.id, v.event_id, v.operational_status, v.case_version, v.actor, v.time, m.canonical_status, m.mapping_version
      from canonical.business_objects o join canonical.object_versions v on v.object_id = o.id and v.version = o.version
      join canonical.status_mappings m on m.mapping_version = ${currentMapping} and m.operational_status = v.operational_status
      where o.object_type = 'service_request' and o.request_id = any($1::uuid[]) and m.canonical_status <> o.status
    ), changed as (
      update canonical.business_objects o set status = r.canonical_status, version = o.version + 1, updated_at = clock_timestamp()
      from reflected r where o.id = r.id returning o.*
    ), versioned as (
      insert into canonical.object_versions (object_id, version, status, state, event_id, mapping_version, operational_status, case_version, actor, time)
      select changed.id, changed.version, changed.status, ${stateOf('changed')}, r.event_id, r.mapping_version, r.operational_status, r.case_version, r.actor, r.time
      from changed join reflected r on r.id = changed.id
    )
    select changed.*, r.event_id from changed join reflected r on r.id = changed.id`,
    [requestIds],
  );
  await recordActivity(tx, rows.map(tellMapping));
  return new Set(rows.map((row) => row.request_id));
}
