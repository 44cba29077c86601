import { type Recording, recordAudit } from 'lib/audit.ts';
import { type Pool, type Tx, withTransaction } from 'lib/db.ts';
import { expireDocuments, type Patience } from './commands.ts';
import type { ProblemRow, SweepRow } from './queries.ts';
import { ObjectMissing } from './store/object-store.ts';
import { type Desk, readBack } from './upload.ts';

export type SweepOptions = Patience & {
  readsBytes: boolean;
  /** For the audit. */
  recording?: Recording;
};

type Counts = Pick<SweepRow, 'objects' | 'documents' | 'expired_documents' | 'removed_objects'>;

/** Requests to the store at a time. */
const lanes = 8;
const retentionDays = 30;

/**
 * Ends documents that nobody waits for, then compares the two sides in full: an object that no document claims is removed, a document
 * whose object is not there is ended, or reported where a submission has it. Safe beside uploads and beside itself: rows come before
 * their objects, and no status leads back from `refused` and `swept`.
 *
 * It belongs to this subgraph and not to the worker, because only this one has the keys to the store.
 *
 * @returns the sweep when it has begun; `done` when it is over. Null when another one is under way.
 */
export async function beginSweep(desk: Desk, options: SweepOptions): Promise<{ id: string; done: Promise<void> } | null> {
  // the lock goes with the connection, whatever happens to this process
  const client = await desk.pool.connect();
  try {
    const { rows } = await client.query<{ locked: boolean }>(
      `/* documents.lockSweep */ select pg_try_advisory_lock(hashtext('document_repo.sweeps')) as locked`,
    );
    if (!rows[0]?.locked) {
      client.release();
      return null;
    }
    const id = await openRecorded(client, options);
    return { id, done: runSweep(desk, client, id, options) };
  } catch (error) {
    client.release(true);
    throw error;
  }
}

async function runSweep(desk: Desk, client: Tx, id: string, options: SweepOptions): Promise<void> {
  try {
    await closeSweep(client, id, await compare(desk, client, id, options));
  } catch (error) {
    desk.log.warn({ err: error, sweep: id }, 'a sweep of documents failed; the next one begins anew');
    const message = error instanceof Error ? error.message : String(error);
    await client
      .query(
        `/* documents.failSweep */ update document_repo.sweeps set finished_at = clock_timestamp(), error = $2::text where id = $1::uuid`,
        [id, message || 'unknown'],
      )
      .catch(() => {});
  } finally {
    const given = client.query(`/* documents.unlockSweep */ select pg_advisory_unlock(hashtext('document_repo.sweeps'))`);
    // where that fails, lock and table go with the connection
    await given.then(
      () => client.release(),
      () => client.release(true),
    );
  }
}

/** What somebody asked for is recorded; that the schedule sweeps is no news. */
async function openRecorded(client: Tx, { readsBytes, recording }: SweepOptions): Promise<string> {
  if (!recording?.caller.requestId) return await openSweep(client, readsBytes);
  await client.query('begin');
  const id = await openSweep(client, readsBytes);
  const object = { type: 'document_sweep', id };
  const { trail, caller } = recording;
  await recordAudit(client, trail, [{ caller, action: 'sweepDocuments', object, after: { readsBytes }, outcome: 'accepted' }]);
  await client.query('commit');
  return id;
}

/** Sweeps that were cut off are closed with it: nobody else holds the lock. */
async function openSweep(client: Tx, readsBytes: boolean): Promise<string> {
  await client.query(
    `/* documents.closeCutOff */
    update document_repo.sweeps set finished_at = clock_timestamp(), error = 'its process ended' where finished_at is null`,
  );
  await client.query(
    `/* documents.forgetSweeps */ delete from document_repo.sweeps where started_at < now() - $1::integer * interval '1 day'`,
    [retentionDays],
  );
  const { rows } = await client.query<{ id: string }>(
    '/* documents.openSweep */ insert into document_repo.sweeps (reads_bytes) values ($1::boolean) returning id',
    [readsBytes],
  );
  return rows[0]?.id ?? '';
}

async function closeSweep(client: Tx, id: string, counts: Counts): Promise<void> {
  await client.query(
    `/* documents.closeSweep */
    update document_repo.sweeps s set finished_at = clock_timestamp(), objects = $2::integer, documents = $3::integer,
      expired_documents = $4::integer, removed_objects = $5::integer,
      problems = (select count(*) from document_repo.sweep_problems p where p.sweep_id = s.id)
    where id = $1::uuid`,
    [id, counts.objects, counts.documents, counts.expired_documents, counts.removed_objects],
  );
}

async function compare(desk: Desk, client: Tx, id: string, options: SweepOptions): Promise<Counts> {
  const { store } = desk;
  const expired = await expireRecorded(desk.pool, options);
  const lab = await findLab(client);
  const objects = await listObjects(desk, client, lab);
  const note = (problem: ProblemRow): Promise<void> => noteProblem(desk.pool, id, problem);
  const removed = await removeOrphans(desk, client, note);
  const lost = await checkDocuments(desk, client, note);
  if (options.readsBytes) await checkHashes(desk, note);
  await store.removeUnfinished(lab, new Date(Date.now() - options.pendingMs));
  const { rows } = await client.query<{ count: number }>(
    `/* documents.countKept */ select count(*) as count from document_repo.documents where status in ('quarantined', 'stored', 'linked')`,
  );
  return { objects, documents: rows[0]?.count ?? 0, expired_documents: expired + lost, removed_objects: removed };
}

/** What is ended here is ended for good, so the audit tells of each. */
function expireRecorded(pool: Pool, options: SweepOptions): Promise<number> {
  return withTransaction(pool, async (tx) => {
    const expired = await expireDocuments(tx, options);
    const { recording } = options;
    if (!recording) return expired.length;
    const entries = expired.map(({ id, status, reason }) => ({
      caller: recording.caller,
      action: 'sweepDocument',
      object: { type: 'document', id },
      reason,
      before: { status },
      after: { status: 'swept' },
      outcome: 'accepted' as const,
    }));
    await recordAudit(tx, recording.trail, entries);
    return expired.length;
  });
}

async function findLab(client: Tx): Promise<string> {
  const { rows } = await client.query<{ identity: string }>('/* documents.findLab */ select identity from document_repo.repository');
  const [row] = rows;
  if (!row) throw new Error('document_repo.repository has no row — restore it from a backup, objects are kept below its identity');
  return row.identity;
}

/** Writes down what the store has, for the database to compare. */
async function listObjects({ store }: Desk, client: Tx, lab: string): Promise<number> {
  await client.query('drop table if exists pg_temp.listed_objects');
  await client.query('create temporary table listed_objects (storage_key text primary key, size_bytes bigint not null)');
  let count = 0;
  for await (const page of store.list(lab)) {
    count += page.length;
    await client.query(
      `/* documents.writeListed */
      insert into listed_objects select * from unnest($1::text[], $2::bigint[]) on conflict do nothing`,
      [page.map(({ key }) => key), page.map(({ sizeBytes }) => sizeBytes)],
    );
  }
  return count;
}

/** Objects that no document claims, nor will: a row is there before its object, and stays pending until the object is. */
async function removeOrphans({ store }: Desk, client: Tx, note: (problem: ProblemRow) => Promise<void>): Promise<number> {
  const { rows } = await client.query<{ storage_key: string }>(
    `/* documents.findOrphans */
    select l.storage_key from listed_objects l
    where not exists (select from document_repo.documents d
      where d.storage_key = l.storage_key and d.status in ('pending', 'quarantined', 'stored', 'linked'))`,
  );
  let removed = 0;
  await inLanes(rows, async ({ storage_key }) => {
    try {
      await store.remove(storage_key);
      removed++;
    } catch (error) {
      await note({ storage_key, kind: 'stubborn', detail: `no document has it, and it cannot be removed: ${messageOf(error)}` });
    }
  });
  return removed;
}

type Suspect = { id: string; status: string; storage_key: string; size_bytes: number };

/** Documents whose object is not there or of another size. The listing is a suspicion only: one may have come since. */
async function checkDocuments({ pool, store, log }: Desk, client: Tx, note: (problem: ProblemRow) => Promise<void>): Promise<number> {
  const { rows } = await client.query<Suspect>(
    `/* documents.findSuspects */
    select d.id, d.status, d.storage_key, d.size_bytes from document_repo.documents d left join listed_objects l using (storage_key)
    where d.status in ('quarantined', 'stored', 'linked') and l.size_bytes is distinct from d.size_bytes`,
  );
  let ended = 0;
  await inLanes(rows, async ({ id, storage_key, size_bytes }) => {
    const found = await store.measure(storage_key);
    if (found === size_bytes) return;
    const isEnded = found === null && (await endLost(pool, id));
    if (isEnded) ended++;
    else if (await isKept(pool, id)) {
      const [kind, detail] =
        found === null
          ? (['missing', 'its object is gone'] as const)
          : (['size', `its object has ${found} bytes of ${size_bytes}`] as const);
      log.error({ document: id, kind, detail }, 'a document and its object do not match');
      await note({ storage_key, kind, detail });
    }
  });
  return ended;
}

/** Nobody has submitted it yet, so it can be sent again. */
async function endLost(pool: Pool, id: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    `/* documents.endLost */
    update document_repo.documents set status = 'swept', status_reason = 'its object is gone', idempotency_key = null, updated_at = clock_timestamp()
    where id = $1::uuid and status in ('quarantined', 'stored')`,
    [id],
  );
  return rowCount === 1;
}

async function isKept(pool: Pool, id: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    `/* documents.isKept */ select from document_repo.documents where id = $1::uuid and status in ('quarantined', 'stored', 'linked')`,
    [id],
  );
  return rowCount === 1;
}

/** Reads every object. */
async function checkHashes({ store, pool }: Desk, note: (problem: ProblemRow) => Promise<void>): Promise<void> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const { rows } = await pool.query<{ id: string; storage_key: string; sha256: string; size_bytes: number }>(
      `/* documents.listKept */
      select id, storage_key, sha256, size_bytes from document_repo.documents
      where status in ('quarantined', 'stored', 'linked') and id > $1::uuid order by id limit 500`,
      [after],
    );
    const last = rows.at(-1);
    if (!last) return;
    await inLanes(rows, async ({ id, storage_key, sha256, size_bytes }) => {
      const found = await readBack(store, storage_key).catch((error: unknown) => {
        if (error instanceof ObjectMissing) return null;
        throw error;
      });
      // what is gone or of another size is told already
      if (!found || found.size !== size_bytes || found.sha256 === sha256) return;
      if (await isKept(pool, id))
        await note({ storage_key, kind: 'hash', detail: `its object has the hash ${found.sha256} instead of ${sha256}` });
    });
    after = last.id;
  }
}

async function noteProblem(pool: Pool, sweepId: string, { storage_key, kind, detail }: ProblemRow): Promise<void> {
  await pool.query(
    `/* documents.noteProblem */
    insert into document_repo.sweep_problems (sweep_id, storage_key, kind, detail) values ($1::uuid, $2::text, $3::text, $4::text) on conflict do nothing`,
    [sweepId, storage_key, kind, detail],
  );
}

async function inLanes<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const queue = items.values();
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      for (const item of queue) await work(item);
    }),
  );
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Sweeps now and waits for its end; false when another one is under way. */
export async function sweepDocuments(desk: Desk, options: SweepOptions): Promise<boolean> {
  const sweep = await beginSweep(desk, options);
  await sweep?.done;
  return sweep !== null;
}
