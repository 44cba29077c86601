-- A role of its own for each service, with what its statements need and nothing else. What stands here was written from the table in
-- lib/database-roles.ts; later changes are later migrations. Grants on the database itself and on pg-boss's tables are made by `migrate`.

-- Roles belong to the server: another database of it may have made them, also in this very moment. Passwords come from `migrate`.
do $$
declare
  service text;
begin
  foreach service in array array['reference', 'intake', 'operational', 'canonical', 'documents', 'gateway', 'worker'] loop
    begin
      execute format('create role %I login noinherit', 'lab_' || service);
    exception when duplicate_object or unique_violation then
      null;
    end;
  end loop;
end
$$;

-- Functions are open to everybody unless told otherwise; nothing here is.
alter default privileges revoke execute on functions from public;
revoke execute on all functions in schema
  audit, canonical, dashboard, document_repo, identity, integration, intake, operational, reference, source_system from public;

grant usage on schema audit, reference, integration to lab_reference;
grant select, insert on audit.records to lab_reference;
grant select, update (position, hash, seal) on audit.chains to lab_reference;
grant select, insert, update (name, is_active, updated_at) on reference.customers to lab_reference;
grant select, insert, update (name, is_active, updated_at) on reference.agreements to lab_reference;
grant select, insert, update (name, is_active, updated_at) on reference.request_types to lab_reference;
grant select, insert, update (name, is_active, updated_at) on reference.teams to lab_reference;
grant select, insert, update (name, is_active, updated_at) on reference.document_types to lab_reference;
grant select on integration.streams to lab_reference;

grant usage on schema audit, integration, reference, intake, source_system, document_repo, dashboard to lab_intake;
grant select, insert on audit.records to lab_intake;
grant select, update (position, hash, seal) on audit.chains to lab_intake;
grant select on integration.streams to lab_intake;
grant select on reference.teams to lab_intake;
grant insert on integration.events to lab_intake;
grant insert on integration.activity to lab_intake;
grant usage on sequence integration.log_position to lab_intake;
grant select, insert on intake.submissions to lab_intake;
grant select, insert on intake.idempotency_keys to lab_intake;
grant select, insert on source_system.service_requests to lab_intake;
grant usage on sequence source_system.request_number to lab_intake;
grant execute on function source_system.next_reference(timestamptz) to lab_intake;
grant insert on integration.streams to lab_intake;
grant select on reference.customers to lab_intake;
grant select on reference.agreements to lab_intake;
grant select on reference.request_types to lab_intake;
grant execute on function document_repo.claim_documents(text[], uuid[]) to lab_intake;
grant execute on function document_repo.link_documents(text[], uuid[], uuid[], uuid[]) to lab_intake;
grant select on dashboard.count_deltas to lab_intake;

grant usage on schema audit, integration, reference, operational to lab_operational;
grant select, insert on audit.records to lab_operational;
grant select, update (position, hash, seal) on audit.chains to lab_operational;
grant select on integration.streams to lab_operational;
grant select on reference.teams to lab_operational;
grant insert on integration.events to lab_operational;
grant insert on integration.activity to lab_operational;
grant usage on sequence integration.log_position to lab_operational;
grant select on integration.logs to lab_operational;
grant select on sequence integration.log_position to lab_operational;
grant select on operational.case_transitions to lab_operational;
grant select, update (status, version, changed_at, updated_at) on operational.operation_cases to lab_operational;
grant select, insert on operational.case_status_history to lab_operational;

grant usage on schema audit, integration, reference, canonical, dashboard, intake, source_system, operational, document_repo to lab_canonical;
grant select, insert on audit.records to lab_canonical;
grant select, update (position, hash, seal) on audit.chains to lab_canonical;
grant select on integration.streams to lab_canonical;
grant select on reference.teams to lab_canonical;
grant insert on integration.events to lab_canonical;
grant insert on integration.activity to lab_canonical;
grant usage on sequence integration.log_position to lab_canonical;
grant select on integration.logs to lab_canonical;
grant select on sequence integration.log_position to lab_canonical;
grant select on canonical.status_mappings to lab_canonical;
grant select on canonical.business_objects to lab_canonical;
grant select on canonical.object_versions to lab_canonical;
grant select on canonical.lineage_records to lab_canonical;
grant select, update (payload, revision, status, forgiven_attempts) on integration.events to lab_canonical;
grant select, insert on integration.event_revisions to lab_canonical;
grant select on integration.sync_logs to lab_canonical;
grant select on integration.activity to lab_canonical;
grant select on integration.failure_causes to lab_canonical;
grant select on integration.workers to lab_canonical;
grant select, insert, update (total, state, is_canary, updated_at, finished_at) on integration.recovery_jobs to lab_canonical;
grant select, insert on integration.recovery_items to lab_canonical;
grant update (updated_at) on integration.streams to lab_canonical;
grant select on dashboard.counts to lab_canonical;
grant select, insert on dashboard.count_deltas to lab_canonical;
grant select (id) on intake.submissions to lab_canonical;
grant select (submission_id) on intake.idempotency_keys to lab_canonical;
grant select (id, submission_id, status) on source_system.service_requests to lab_canonical;
grant select (id, reference, request_id, status, version) on operational.operation_cases to lab_canonical;
grant select (id, case_id, version, from_status, to_status, event_id) on operational.case_status_history to lab_canonical;
grant select (status) on document_repo.documents to lab_canonical;

grant usage on schema audit, integration, reference, document_repo to lab_documents;
grant select, insert on audit.records to lab_documents;
grant select, update (position, hash, seal) on audit.chains to lab_documents;
grant select on integration.streams to lab_documents;
grant select on reference.teams to lab_documents;
grant select, insert, update (status, status_reason, size_bytes, sha256, image_width, image_height, idempotency_key, updated_at) on document_repo.documents to lab_documents;
grant select on document_repo.repository to lab_documents;
grant select, insert, update (finished_at, error, objects, documents, expired_documents, removed_objects, problems), delete on document_repo.sweeps to lab_documents;
grant select, insert on document_repo.sweep_problems to lab_documents;
grant select on reference.document_types to lab_documents;

grant usage on schema audit, identity to lab_gateway;
grant select, insert on audit.records to lab_gateway;
grant select, update (position, hash, seal) on audit.chains to lab_gateway;
grant select, insert, update (last_seen_at, ended_at), delete on identity.sessions to lab_gateway;
grant select, insert, update, delete on identity.rate_limits to lab_gateway;

grant usage on schema audit, integration, reference, source_system, operational, canonical, dashboard, intake, document_repo to lab_worker;
grant select, insert on audit.records to lab_worker;
grant select, update (position, hash, seal) on audit.chains to lab_worker;
grant insert on integration.events to lab_worker;
grant insert on integration.activity to lab_worker;
grant usage on sequence integration.log_position to lab_worker;
grant select (id) on reference.customers to lab_worker;
grant select (id) on reference.agreements to lab_worker;
grant select (id) on reference.request_types to lab_worker;
grant select (id) on reference.teams to lab_worker;
grant select (id, status), update (status, updated_at) on source_system.service_requests to lab_worker;
grant select, insert on operational.operation_cases to lab_worker;
grant insert on operational.case_status_history to lab_worker;
grant select on canonical.status_mappings to lab_worker;
grant select, insert, update (status, version, applied_case_version, effective_at, updated_at) on canonical.business_objects to lab_worker;
grant select, insert on canonical.object_versions to lab_worker;
grant select, insert on canonical.lineage_records to lab_worker;
grant select, update (applied, updated_at) on integration.streams to lab_worker;
grant select, update (status, attempts, forgiven_attempts, next_attempt_at, processed_at, error_code, error_message, error_fingerprint) on integration.events to lab_worker;
grant insert on integration.sync_logs to lab_worker;
grant select, insert, update (message, failures, last_seen_at, closed_at, reopened) on integration.failure_causes to lab_worker;
grant select, insert, update (last_seen_at), delete on integration.workers to lab_worker;
grant select, update (state, taken, succeeded, failed, skipped, next_take_at, updated_at, finished_at) on integration.recovery_jobs to lab_worker;
grant select, update (outcome, attempts_before, detail) on integration.recovery_items to lab_worker;
grant execute on function dashboard.fold_counts() to lab_worker;
grant select, insert on dashboard.count_deltas to lab_worker;
grant select (id) on intake.submissions to lab_worker;
grant select (status) on document_repo.documents to lab_worker;
