import { createGroupLoader, createRowLoader, type GroupLoader, type RowLoader } from 'lib/loader.ts';
import type { SubgraphContext } from 'lib/subgraph-server.ts';
import { findLineageByRequests, type LineageRow } from './lineage.ts';
import {
  type ActivityRow,
  type BusinessObjectRow,
  type EventRow,
  findActivityByStreams,
  findBlockedEvents,
  findEventsByIds,
  findEventsByStreams,
  findObjectsByCases,
  findObjectsByIds,
  findObjectsByRequests,
  findSyncLogsByEvents,
  findSyncLogsByStreams,
  findVersions,
  type ObjectVersionRow,
  type SyncLogRow,
} from './queries.ts';
import { findHeads, findWorkerSilence } from './recovery/explain.ts';
import { findRevisions, type RevisionRow } from './recovery/queries.ts';

export type Context = SubgraphContext & {
  objects: RowLoader<BusinessObjectRow>;
  objectsByRequest: RowLoader<BusinessObjectRow>;
  objectsByCase: RowLoader<BusinessObjectRow>;
  versions: GroupLoader<ObjectVersionRow>;
  events: RowLoader<EventRow>;
  eventsByRequest: GroupLoader<EventRow>;
  blockedEvents: RowLoader<{ id: string }>;
  syncLogsByEvent: GroupLoader<SyncLogRow>;
  syncLogsByRequest: GroupLoader<SyncLogRow>;
  activityByRequest: GroupLoader<ActivityRow>;
  lineageByRequest: GroupLoader<LineageRow>;
  revisionsByEvent: GroupLoader<RevisionRow>;
  /** First unfinished event of each stream. */
  heads: RowLoader<EventRow>;
  /** Seconds since a worker was last heard of, asked once per request; null when none ever was. */
  workerSilence: () => Promise<number | null>;
  maxAttempts: number;
};

export function extendContext(base: SubgraphContext, maxAttempts: number): Context {
  const { pool, sight } = base;
  let silence: Promise<number | null> | undefined;
  return {
    ...base,
    objects: createRowLoader(
      (ids) => findObjectsByIds(pool, sight, ids),
      (row) => row.id,
    ),
    objectsByRequest: createRowLoader(
      (ids) => findObjectsByRequests(pool, sight, ids),
      (row) => row.request_id,
    ),
    objectsByCase: createRowLoader(
      (ids) => findObjectsByCases(pool, sight, ids),
      (row) => row.case_id,
    ),
    versions: createGroupLoader(
      (ids) => findVersions(pool, ids),
      (row) => row.object_id,
    ),
    events: createRowLoader(
      (ids) => findEventsByIds(pool, sight, ids),
      (row) => row.id,
    ),
    eventsByRequest: createGroupLoader(
      (ids) => findEventsByStreams(pool, sight, ids),
      (row) => row.partition_key,
    ),
    blockedEvents: createRowLoader(
      (ids) => findBlockedEvents(pool, ids),
      (row) => row.id,
    ),
    syncLogsByEvent: createGroupLoader(
      (ids) => findSyncLogsByEvents(pool, ids),
      (row) => row.event_id,
    ),
    syncLogsByRequest: createGroupLoader(
      (ids) => findSyncLogsByStreams(pool, sight, ids),
      (row) => row.partition_key,
    ),
    activityByRequest: createGroupLoader(
      (ids) => findActivityByStreams(pool, sight, ids),
      (row) => row.partition_key,
    ),
    lineageByRequest: createGroupLoader(
      (ids) => findLineageByRequests(pool, sight, ids),
      (row) => row.request_id,
    ),
    revisionsByEvent: createGroupLoader(
      (ids) => findRevisions(pool, ids),
      (row) => row.event_id,
    ),
    heads: createRowLoader(
      (ids) => findHeads(pool, sight, ids),
      (row) => row.partition_key,
    ),
    workerSilence: () => {
      silence ??= findWorkerSilence(pool);
      return silence;
    },
    maxAttempts,
  };
}
