import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { recordAudit, systemCaller } from 'lib/audit.ts';
import { findAuditKeys } from 'lib/audit-seal.ts';
import { withTransaction } from 'lib/db.ts';
import { rotateSecret } from 'lib/secrets.ts';
import { verifyAudit } from 'subgraphs/canonical/audit/verification.ts';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type AuditRoom, breaksOf, chainOf, entryOf, openAuditRoom } from './audit-fixture.ts';

let room: AuditRoom;

beforeEach(async () => {
  room = await openAuditRoom();
});
afterEach(async () => await room[Symbol.asyncDispose]());

function entries(count: number) {
  return Array.from({ length: count }, (_, n) => entryOf(n));
}

it('stays without gap while fifty append to it at once, some of them in vain', async () => {
  const appends = Array.from({ length: 50 }, async (_, n) => {
    let count = 0;
    for (let turn = 0; turn < 6; turn++) {
      const isInVain = (n + turn) % 4 === 0;
      const work = withTransaction(room.pool, async (tx) => {
        await recordAudit(tx, { chain: 'intake', keys: room.keys }, entries(1 + (n % 3)));
        if (isInVain) throw new Error('in vain');
      });
      if (isInVain) await expect(work).rejects.toThrow('in vain');
      else await work;
      count += isInVain ? 0 : 1 + (n % 3);
    }
    return count;
  });
  const counts = await Promise.all(appends);
  const expected = counts.reduce((sum, count) => sum + count, 0);
  const { rows } = await room.pool.query(
    `select count(*) as count, min(position) as first, max(position) as last, count(distinct position) as places from audit.records where chain = 'intake'`,
  );
  expect(rows).toEqual([{ count: expected, first: 1, last: expected, places: expected }]);
  const verification = await room.verify();
  expect(breaksOf(verification)).toEqual({});
  expect(chainOf(verification, 'intake').length).toBe(expected);
});

it('is intact after a process was killed between record and commit, and goes on', async () => {
  await room.record('worker', entries(3));
  const child = spawn(process.execPath, [fileURLToPath(new URL('audit-process.ts', import.meta.url)), room.url, room.dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await exited;
  // waits for the lock that the dead process held, which goes with its connection
  await room.record('worker', entries(2));
  const verification = await room.verify();
  expect(breaksOf(verification)).toEqual({});
  expect(chainOf(verification, 'worker').length).toBe(5);
  const { rows } = await room.pool.query(`select from audit.records where actor = 'victim'`);
  expect(rows).toEqual([]);
});

it('is verified in parts as in one go, whatever is appended meanwhile', async () => {
  for (const chain of ['intake', 'documents', 'worker'] as const) for (let n = 0; n < 3; n++) await room.record(chain, entries(700));
  const whole = await room.verify();
  let part = await verifyAudit(room.pool, room.keys, { budget: 500 });
  let calls = 1;
  for (; !part.isComplete; calls++) {
    await room.record('intake', entries(1));
    part = await verifyAudit(room.pool, room.keys, { budget: 500, cursor: part.endCursor });
  }
  expect(calls).toBeGreaterThan(10);
  expect(breaksOf(part)).toEqual({});
  expect(chainOf(part, 'worker')).toEqual(chainOf(whole, 'worker'));
  expect(chainOf(part, 'documents')).toEqual(chainOf(whole, 'documents'));
});

it('takes no cursor that somebody has made up', async () => {
  await room.record('intake', entries(10));
  const { endCursor } = await verifyAudit(room.pool, room.keys, { budget: 5 });
  const [content = '', signature] = (endCursor ?? '').split('.');
  const states = JSON.parse(Buffer.from(content, 'base64url').toString('utf8')) as object[];
  const forged = `${Buffer.from(JSON.stringify(states.map((state) => ({ ...state, isWalked: true })))).toString('base64url')}.${signature}`;
  for (const cursor of [forged, '', 'x', `${content}.`, `${content}.AAAA`]) {
    expect(() => verifyAudit(room.pool, room.keys, { cursor }), cursor).toThrow('not a cursor of a verification');
  }
});

it('stays verifiable when its key was rotated, as long as the old one is known', async () => {
  await room.record('intake', entries(4));
  rotateSecret(room.dataDir, 'audit');
  const rotated = findAuditKeys({ AUDIT_SECRET: undefined, LAB_DATA_DIR: room.dataDir });
  expect(rotated).toHaveLength(2);
  await withTransaction(room.pool, (tx) => recordAudit(tx, { chain: 'intake', keys: rotated }, entries(4)));
  expect(breaksOf(await verifyAudit(room.pool, rotated, {}))).toEqual({});
  // a stranger's key verifies nothing
  const stranger = findAuditKeys({ AUDIT_SECRET: 's'.repeat(32), LAB_DATA_DIR: room.dataDir });
  expect(breaksOf(await verifyAudit(room.pool, stranger, {}))).toMatchObject({ intake: { position: 1, reason: 'CHANGED' } });
});

it('is as long as an action is allowed to be, and cuts what is longer', async () => {
  const long = 'x'.repeat(10_000);
  await room.record('intake', [
    {
      caller: { actor: long, roles: [], requestId: long },
      action: long,
      object: { type: long, id: long },
      reason: long,
      outcome: 'refused',
      code: 'INVALID',
    },
  ]);
  const { rows } = await room.pool.query<{ actor: number; id: number; reason: number }>(
    'select length(actor) as actor, length(object_id) as id, length(reason) as reason from audit.records',
  );
  expect(rows).toEqual([{ actor: 200, id: 200, reason: 2_000 }]);
  expect(breaksOf(await room.verify())).toEqual({});
});

it('takes back nothing that depends on it: a chain without a head lets nothing happen', async () => {
  await room.pool.query(`delete from audit.chains where name = 'intake'`);
  await expect(room.record('intake', entries(1))).rejects.toThrow('audit.chains has no row "intake"');
});

it('says of the system what it did by its own name', async () => {
  await room.record('worker', [{ caller: systemCaller('reconciler'), action: 'reconcile', outcome: 'accepted' }]);
  const { rows } = await room.pool.query('select actor, roles, request_id from audit.records');
  expect(rows).toEqual([{ actor: 'reconciler', roles: [], request_id: null }]);
});
