import { randomUUID } from 'node:crypto';
import { type Pool, withTransaction } from 'lib/db.ts';
import { start as startDocuments } from 'subgraphs/documents/main.ts';
import { openObjectStore } from 'subgraphs/documents/store/open.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findDifference, note, type Repository, readBooks, sha256, uploadTo } from './documents-client.ts';
import { keepDocuments, runFaults, uploadStubbornly } from './documents-fault-run.ts';
import { openRepository } from './documents-fixture.ts';
import { breakPool, breakStore, type Harm, type Point, points } from './documents-saboteur.ts';

let lab: Repository;
beforeAll(async () => {
  lab = await openRepository({ settings: { DOCUMENT_PENDING_MS: '0' } });
});
afterAll(() => lab[Symbol.asyncDispose]());

/** One sweep, then both sides: no orphan, no dangling row, and exactly these documents under the key. */
async function expectClean(): Promise<void> {
  expect(await lab.sweep(true)).toMatchObject({ isClean: true, error: null, problems: [] });
  expect(findDifference(await readBooks(lab))).toEqual({ orphans: [], dangling: [] });
}

async function documentsOf(pool: Pool, key: string): Promise<{ id: string; sha256: string }[]> {
  const { rows } = await pool.query<{ id: string; sha256: string }>(
    'select id, sha256 from document_repo.documents where idempotency_key = $1',
    [key],
  );
  return rows;
}

/** Breaks that happen to an upload that is right. Those of the clearing up need something to be cleared up. */
const mishaps: [Point, Harm][] = [
  ...(
    [
      'before announceDocument',
      'after announceDocument',
      'before put',
      'after put',
      'before read',
      'before keepDocument',
      'after keepDocument',
    ] as const
  ).map((point): [Point, Harm] => [point, 'fail']),
  ['before put', 'stall'],
  ['within put', 'fail'],
  ['within put', 'stall'],
  ['within put', 'truncate'],
  ['within put', 'garble'],
];

describe.each([
  ['small', 300],
  ['larger', 700_000],
])('a %s upload', (_size, length) => {
  it.each(mishaps)('that breaks %s (%s) is not acknowledged, one sweep clears it, and the next attempt succeeds', async (point, kind) => {
    let harmed = 0;
    const decide = (reached: Point): Harm | null => (reached === point && harmed++ === 0 ? kind : null);
    const broken = await startDocuments({ ...lab.runtime, pool: breakPool(lab.pool, decide) }, breakStore(lab.store, decide));
    try {
      const [content, key] = [note(length), randomUUID()];
      const answer = await uploadTo(broken.url, { content, idempotencyKey: key });
      expect(harmed).toBeGreaterThan(0);
      expect(answer).toMatchObject({
        result: null,
        errors: [{ extensions: { code: expect.stringMatching(/SUBGRAPH_UNAVAILABLE|INTERNAL_SERVER_ERROR/) } }],
      });
      expect(JSON.stringify(answer.errors)).not.toContain('on purpose');
      await expectClean();
      const { id } = await uploadStubbornly(broken.url, content, key);
      expect(await documentsOf(lab.pool, key)).toEqual([{ id, sha256: sha256(content) }]);
      await expectClean();
    } finally {
      await broken.stop();
    }
  });

  it.each(['before endDocument', 'after endDocument', 'before remove', 'after remove'] as const)(
    'whose clearing up breaks %s is cleared up by one sweep',
    async (point) => {
      const spent = new Set<Point>();
      const decide = (reached: Point): Harm | null => {
        if ((reached !== point && reached !== 'after put') || spent.has(reached)) return null;
        spent.add(reached);
        return 'fail';
      };
      const broken = await startDocuments({ ...lab.runtime, pool: breakPool(lab.pool, decide) }, breakStore(lab.store, decide));
      try {
        expect(await uploadTo(broken.url, { content: note(length) })).toMatchObject({ result: null, errors: [{}] });
        expect([...spent].sort()).toEqual(['after put', point].sort());
        await expectClean();
      } finally {
        await broken.stop();
      }
    },
  );
});

describe('a process that is killed', () => {
  it.each(points.filter((point) => !/endDocument|remove/.test(point)))(
    '%s leaves nothing that one sweep does not clear, and no upload is lost',
    async (point) => {
      await using keeper = await keepDocuments(lab, { HARM_AT: `${point}:kill` });
      const [content, key] = [note(100_000), randomUUID()];
      expect(await uploadTo(keeper.url, { content, idempotencyKey: key }).catch(() => 'no answer')).toBe('no answer');
      await expectClean();
      const { id } = await uploadStubbornly(keeper.url, content, key);
      expect(keeper.deaths()).toBe(1);
      expect(await documentsOf(lab.pool, key)).toEqual([{ id, sha256: sha256(content) }]);
      await expectClean();
    },
  );

  it.each(points.filter((point) => /endDocument|remove/.test(point)))('%s, while it clears up, leaves nothing either', async (point) => {
    await using keeper = await keepDocuments(lab, { HARM_AT: `${point}:kill` });
    // refused for its last byte, when all others are in the store
    const content = Buffer.concat([Buffer.from(note(6_000_000)), Buffer.from([0xff])]);
    expect(await uploadTo(keeper.url, { content }).catch(() => 'no answer')).toBe('no answer');
    await expectClean();
  });
});

it('of 200 uploads through a subgraph that breaks at every step and dies, none is lost, and one sweep clears the rest', async () => {
  await using keeper = await keepDocuments(lab, { HARM_RATE: '0.05', HARM_SEED: '7' });
  const run = await runFaults(lab, keeper, 200);
  expect(run).toMatchObject({ uploads: 200, linked: 100, submittedWithout: 20 });
  expect(run.attempts).toBeGreaterThan(220);
  expect(run.deaths).toBeGreaterThan(0);
  await expectClean();
});

it('a store that is down keeps no request without a file from being accepted, nor the subgraph from answering', async () => {
  const down = {
    ...openObjectStore(lab.runtime.config, lab.runtime.log),
    put: () => Promise.reject(new Error('the store is down')),
    isReady: () => Promise.reject(new Error('down')),
  };
  const broken = await startDocuments(lab.runtime, down);
  try {
    expect(await uploadTo(broken.url, { content: note() })).toMatchObject({
      result: null,
      errors: [{ extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }],
    });
    expect(await lab.submit({})).toMatchObject({ submission: { id: expect.any(String) }, userErrors: [] });
    expect((await fetch(`${new URL(broken.url).origin}/health/ready`)).status).toBe(503);
    const { documents } = await lab.ask<{ documents: { totalCount: number } }>('{ documents { totalCount } }');
    expect(documents.totalCount).toBeGreaterThan(0);
  } finally {
    await broken.stop();
  }
});

it('an upload holds no connection to the database while its bytes come in', async () => {
  const holding = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  const held = {
    ...lab.store,
    put: async (key: string, bytes: AsyncIterable<Buffer>) => {
      await lab.store.put(key, bytes);
      holding.resolve();
      await goOn.promise;
    },
  };
  const subgraph = await startDocuments(lab.runtime, held);
  try {
    const uploads = Array.from({ length: 20 }, () => uploadTo(subgraph.url, { content: note() }));
    await holding.promise;
    // more uploads than connections, and there is still one to work with
    await withTransaction(lab.runtime.pool, async (tx) => await tx.query('select 1'));
    goOn.resolve();
    expect((await Promise.all(uploads)).map(({ result }) => result?.document?.status)).toEqual(uploads.map(() => 'STORED'));
  } finally {
    await subgraph.stop();
  }
});
