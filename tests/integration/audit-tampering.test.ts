import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { sealHead } from 'lib/audit-seal.ts';
import type { AnchoredHead } from 'subgraphs/canonical/audit/verification.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type AuditRoom, breaksOf, entryOf, openAuditRoom, takeOver } from './audit-fixture.ts';

/** Generated cases of each kind; AUDIT_CASES asks for more. */
const cases = Number(process.env.AUDIT_CASES ?? 60);
const seed = Number(process.env.AUDIT_SEED ?? 1);
const length = 60;
/** Where an anchor vouches for the chain. */
const anchored = 40;

let room: AuditRoom;
let anchors: AnchoredHead[];
let restore: () => Promise<void>;
let ids: string[];

beforeAll(async () => {
  room = await openAuditRoom();
  for (let n = 0; n < length; n += 10) {
    await room.record(
      'operational',
      Array.from({ length: 10 }, (_, index) => entryOf(n + index)),
    );
    if (n + 10 === anchored) await room.anchor();
  }
  await room.record('intake', [entryOf(1000), entryOf(1001)]);
  anchors = await room.readAnchors();
  const { rows } = await room.pool.query<{ id: string }>(`select id from audit.records where chain = 'operational' order by position`);
  ids = rows.map(({ id }) => id);
  ({ restore } = await takeOver(room.pool));
  process.stdout.write(`audit tampering: AUDIT_SEED=${seed} AUDIT_CASES=${cases}\n`);
});
beforeEach(async () => await restore());
afterAll(async () => await room[Symbol.asyncDispose]());

const idAt = (position: number): string => ids[position - 1] ?? '';
const anyPosition = fc.integer({ min: 1, max: length });

/** Does something to the tables, looks what is found, and puts the tables back. */
async function tamper(statement: string, values: unknown[] = [], known: AnchoredHead[] = anchors) {
  await restore();
  const { rowCount } = await room.pool.query(statement, values);
  expect(rowCount, 'the experiment must change something').not.toBe(0);
  return breaksOf(await room.verify(known));
}

async function forAll<Values extends [unknown, ...unknown[]]>(
  arbitraries: { [Index in keyof Values]: fc.Arbitrary<Values[Index]> },
  check: (...values: Values) => Promise<void>,
): Promise<void> {
  await fc.assert(fc.asyncProperty(...arbitraries, check), { seed, numRuns: cases });
}

/** Another value for each column, the smallest difference that the column can hold among them. */
const edits: Record<string, string[]> = {
  id: ['uuidv7()'],
  chain: [`'nowhere'`],
  position: ['position + 100000', '-position', '0'],
  recorded_at: [`recorded_at + interval '1 microsecond'`, `'infinity'`, `recorded_at - interval '3000 years'`],
  actor: [`actor || ' '`, `''`, `upper(actor)`],
  roles: [
    `roles || array['auditor']`,
    `'{}'::text[]`,
    `'[0:1]={operator,requester}'::text[]`,
    `roles || array[null::text]`,
    `array[roles, roles]`,
  ],
  action: [`'redeliverEvents'`, `action || E'\\u200b'`],
  object_type: [`null`, `''`, `'event'`],
  object_id: [`null`, `'case 1 '`],
  reason: [`null`, `''`, `reason || '.'`],
  before: [`null`, `'null'`, `'{"status":"open"}'`, `(before::text || ' ')::json`, `replace(before::text, 'open', 'op\\u0065n')::json`],
  after: [`null`, `'{}'`, `replace(after::text, ',"note":null', '')::json`, `(after::jsonb)::text::json`],
  outcome: [`case outcome when 'accepted' then 'failed' else 'accepted' end`],
  code: [`case when code is null then '' end`, `'OTHER'`],
  correlation_id: [`null`, `uuidv7()`],
  request_id: [`null`, `request_id || 'x'`],
  key: [`'0000000000000000'`, `upper(key) || ' '`],
  previous: [`set_byte(previous, 31, get_byte(previous, 31) # 1)`, `''::bytea`],
  hash: [`set_byte(hash, 0, get_byte(hash, 0) # 128)`, `''::bytea`, `hash || '\\x00'::bytea`],
};

it('finds nothing where nothing was done', async () => {
  expect(breaksOf(await room.verify(anchors))).toEqual({});
  expect(anchors).toContainEqual(expect.objectContaining({ chain: 'operational', position: anchored }));
});

it('knows of every column that there is', async () => {
  const { rows } = await room.pool.query<{ name: string }>(
    `select attname as name from pg_attribute where attrelid = 'audit.records'::regclass and attnum > 0 and not attisdropped`,
  );
  expect(Object.keys(edits).sort()).toEqual(rows.map(({ name }) => name).sort());
});

describe('a record whose column was edited as the owner of the table', () => {
  const moving = ['chain', 'position'];
  const inPlace = Object.entries(edits).flatMap(([column, values]) =>
    moving.includes(column) ? [] : values.map((value) => ({ column, value })),
  );

  it.each(inPlace)('is named: $column = $value', async ({ column, value }) => {
    await fc.assert(
      fc.asyncProperty(anyPosition, async (position) => {
        const [id] = await editAt(position, column, value);
        expect(breaksOf(await room.verify())).toEqual({ operational: { position, id, reason: 'CHANGED' } });
      }),
      { seed, numRuns: 4, examples: [[1], [length]] },
    );
  });

  it('is named in whichever column and place, also with the head rewritten', async () => {
    await forAll<[number, { column: string; value: string }, boolean]>(
      [anyPosition, fc.constantFrom(...inPlace), fc.boolean()],
      async (position, { column, value }, movesHead) => {
        const [id] = await editAt(position, column, value);
        if (movesHead) await room.pool.query(`update audit.chains set seal = decode(repeat('ab', 32), 'hex') where name = 'operational'`);
        expect(breaksOf(await room.verify(anchors))).toEqual({ operational: { position, id, reason: 'CHANGED' } });
      },
    );
  });

  it('is named when it was moved to another position or another chain', async () => {
    for (const column of moving) {
      for (const value of edits[column] ?? []) {
        const found = await tamper(`update audit.records set ${column} = ${value} where chain = 'operational' and position = 17`);
        const [first] = Object.values(found).filter(({ id, reason }) => id === idAt(17) && reason === 'REORDERED');
        expect(first, `${column} = ${value}`).toBeDefined();
      }
    }
  });

  async function editAt(position: number, column: string, value: string): Promise<string[]> {
    await restore();
    // an edit that leaves the value as it is is none
    const { rows } = await room.pool.query<{ id: string }>(
      `update audit.records set ${column} = ${value} where chain = 'operational' and position = $1
        and (${column}::text is distinct from (${value})::text or array_dims(roles) is distinct from array_dims(${column === 'roles' ? value : 'roles'})) returning id`,
      [position],
    );
    if (rows.length > 0) return rows.map(({ id }) => id);
    const { rows: others } = await room.pool.query<{ id: string }>(
      `update audit.records set ${column} = ${opposites[column] ?? 'null'} where chain = 'operational' and position = $1 returning id`,
      [position],
    );
    return others.map(({ id }) => id);
  }

  /** Where the wanted value is what stands there already. */
  const opposites: Record<string, string> = { code: `'ANOTHER'`, roles: `array['stranger']`, object_id: `'another'` };
});

describe('records that were deleted as the owner of the table', () => {
  it('are missed at the first of them', async () => {
    await forAll<[number, number]>([fc.integer({ min: 1, max: length - 1 }), fc.integer({ min: 1, max: 10 })], async (from, count) => {
      const to = Math.min(from + count - 1, length - 1);
      const found = await tamper(`delete from audit.records where chain = 'operational' and position between $1 and $2`, [from, to]);
      expect(found).toEqual({ operational: { position: from, id: null, reason: 'MISSING' } });
    });
  });

  it('are missed when those behind them were moved up, and the head with them', async () => {
    await forAll<[number, boolean]>([fc.integer({ min: 1, max: length - 1 }), fc.boolean()], async (gone, movesHead) => {
      await restore();
      await room.pool.query(`delete from audit.records where chain = 'operational' and position = $1`, [gone]);
      await room.pool.query(`update audit.records set position = position - 1 where chain = 'operational' and position > $1`, [gone]);
      if (movesHead) await room.pool.query(`update audit.chains set position = position - 1 where name = 'operational'`);
      expect(breaksOf(await room.verify(anchors))).toEqual({ operational: { position: gone, id: null, reason: 'MISSING' } });
    });
  });

  it('are missed at the end of the chain by its head', async () => {
    await forAll<[number]>([anyPosition], async (from) => {
      const found = await tamper(`delete from audit.records where chain = 'operational' and position >= $1`, [from], []);
      expect(found).toEqual({ operational: { position: from, id: null, reason: 'TRUNCATED' } });
    });
  });

  it('are missed at the end of the chain when the head was moved back without the key', async () => {
    await forAll<[number]>([fc.integer({ min: 2, max: length })], async (from) => {
      await cutOff(from, randomBytes(32));
      expect(breaksOf(await room.verify())).toEqual({ operational: { position: from - 1, id: null, reason: 'HEAD_CHANGED' } });
      const wanted =
        from <= anchored ? { position: from, id: null, reason: 'TRUNCATED' } : { position: from - 1, id: null, reason: 'HEAD_CHANGED' };
      expect(breaksOf(await room.verify(anchors))).toEqual({ operational: wanted });
    });
  });

  it('are missed by an anchor, and by nothing else, when an old head was put back that was sealed then', async () => {
    await forAll<[number]>([fc.integer({ min: 2, max: anchored })], async (from) => {
      const head = await cutOff(from, null);
      await room.pool.query(`update audit.chains set seal = $1 where name = 'operational'`, [sealHead(room.keys[0], head)]);
      expect(breaksOf(await room.verify())).toEqual({});
      expect(breaksOf(await room.verify(anchors))).toEqual({ operational: { position: from, id: null, reason: 'TRUNCATED' } });
    });
  });

  it('are missed by an anchor when the chain went on from an old head', async () => {
    const head = await cutOff(30, null);
    await room.pool.query(`update audit.chains set seal = $1 where name = 'operational'`, [sealHead(room.keys[0], head)]);
    await room.record(
      'operational',
      Array.from({ length: 20 }, (_, n) => entryOf(n)),
    );
    expect(breaksOf(await room.verify())).toEqual({});
    expect(breaksOf(await room.verify(anchors))).toMatchObject({ operational: { position: anchored, reason: 'REPLACED' } });
  });

  it('are told of by the chain itself when it went on from a head that was not sealed', async () => {
    await cutOff(50, randomBytes(32));
    await room.record('operational', [entryOf(1)]);
    expect(breaksOf(await room.verify())).toMatchObject({ operational: { position: 50, reason: 'HEAD_CHANGED' } });
    const { rows } = await room.pool.query(
      `select action from audit.records where chain = 'operational' and position >= 50 order by position`,
    );
    expect(rows).toEqual([{ action: 'audit-head-changed' }, { action: 'changeCaseStatus' }]);
  });

  it('are missed when a whole chain is gone with its head', async () => {
    await restore();
    await room.pool.query(`delete from audit.records where chain = 'operational'`);
    await room.pool.query(`delete from audit.chains where name = 'operational'`);
    expect(breaksOf(await room.verify())).toEqual({ operational: { position: 0, id: null, reason: 'HEAD_CHANGED' } });
    expect(breaksOf(await room.verify(anchors))).toEqual({ operational: { position: 1, id: null, reason: 'TRUNCATED' } });
  });

  /** Deletes from a position on, and moves the head back to what stands before it. */
  async function cutOff(from: number, seal: Buffer | null) {
    await restore();
    await room.pool.query(`delete from audit.records where chain = 'operational' and position >= $1`, [from]);
    const { rows } = await room.pool.query<{ name: string; position: number; hash: Buffer }>(
      `update audit.chains c set position = r.position, hash = r.hash, seal = $2 from audit.records r
      where c.name = 'operational' and r.chain = c.name and r.position = $1 - 1 returning c.name, c.position, c.hash`,
      [from, seal],
    );
    const [head] = rows;
    if (!head) throw new Error('there is no record before it');
    return head;
  }
});

describe('records that were inserted as the owner of the table', () => {
  /** A copy of another record with an id of its own; the best forgery that can be made without the key. */
  const forge = (from: number, to: number, previous: number): Promise<string> =>
    room.pool
      .query<{ id: string }>(
        `insert into audit.records select (jsonb_populate_record(r, jsonb_build_object('id', uuidv7(), 'position', $2::bigint,
          'previous', coalesce((select hash from audit.records where chain = 'operational' and position = $3::bigint), r.previous)))).*
        from audit.records r where chain = 'operational' and position = $1 returning id`,
        [from, to, previous],
      )
      .then(({ rows }) => rows[0]?.id ?? '');

  it('are named where others were moved to make room', async () => {
    await forAll<[number, number]>([anyPosition, anyPosition], async (from, to) => {
      await restore();
      await room.pool.query(`update audit.records set position = position + 1000 where chain = 'operational' and position >= $1`, [to]);
      const id = await forge(from < to ? from : from + 1_000, to, to - 1);
      await room.pool.query(`update audit.records set position = position - 999 where chain = 'operational' and position >= 1000`);
      expect(breaksOf(await room.verify(anchors))).toEqual({ operational: { position: to, id, reason: 'INSERTED' } });
    });
  });

  it('are named at the end, in a place that is taken, and where no place is', async () => {
    for (const to of [length + 1, length + 7, 0, -3]) {
      await restore();
      const id = await forge(20, to, length);
      expect(breaksOf(await room.verify(anchors)), String(to)).toEqual({ operational: { position: to, id, reason: 'INSERTED' } });
    }
    await restore();
    const id = await forge(20, 25, 24);
    expect(breaksOf(await room.verify(anchors))).toEqual({ operational: { position: 25, id, reason: 'INSERTED' } });
  });

  it('are named in a chain that does not exist', async () => {
    const found = await tamper(
      `insert into audit.records select (jsonb_populate_record(r, '{"chain": "zzz", "id": "0199b0c0-0000-7000-8000-000000000000"}')).*
      from audit.records r where chain = 'operational' and position = 1`,
    );
    expect(Object.keys(found)).toEqual(['zzz']);
  });
});

describe('records that were reordered as the owner of the table', () => {
  it('are named at the first place that has another one', async () => {
    await forAll<[number, number]>([anyPosition, anyPosition], async (one, other) => {
      fc.pre(one !== other);
      const found = await tamper(
        `update audit.records set position = case position when $1 then $2 else $1 end where chain = 'operational' and position in ($1::bigint, $2::bigint)`,
        [one, other],
      );
      const first = Math.min(one, other);
      expect(found).toEqual({ operational: { position: first, id: idAt(Math.max(one, other)), reason: 'REORDERED' } });
    });
  });

  it('are named when a stretch of them was turned round or shuffled', async () => {
    await forAll<[number[]]>(
      [fc.shuffledSubarray(ids.length ? ids.map((_, n) => n + 1) : range(length), { minLength: 2 })],
      async (order) => {
        const places = order.toSorted((a, b) => a - b);
        const first = places.find((place, n) => order[n] !== place);
        fc.pre(first !== undefined);
        const found = await tamper(
          `update audit.records r set position = m.place from unnest($1::bigint[], $2::bigint[]) as m(origin, place)
        where r.chain = 'operational' and r.position = m.origin`,
          [order, places],
        );
        const stranger = order[places.indexOf(first ?? 0)] ?? 0;
        expect(found).toEqual({ operational: { position: first, id: idAt(stranger), reason: 'REORDERED' } });
      },
    );
  });

  it('are named when contents were exchanged and the seals left', async () => {
    const found = await tamper(
      `update audit.records r set actor = o.actor, object_id = o.object_id, request_id = o.request_id from audit.records o
      where r.chain = 'operational' and o.chain = r.chain and (r.position, o.position) in ((11, 12), (12, 11))`,
    );
    expect(found).toEqual({ operational: { position: 11, id: idAt(11), reason: 'CHANGED' } });
  });
});

describe('heads', () => {
  it.each([
    `set position = position + 1`,
    `set position = position - 1`,
    `set hash = decode(repeat('cd', 32), 'hex')`,
    `set seal = null`,
    `set seal = decode(repeat('cd', 32), 'hex')`,
    `set name = 'elsewhere'`,
  ])('are found when they were changed: %s', async (change) => {
    const found = await tamper(`update audit.chains ${change} where name = 'operational'`);
    expect(found.operational).toEqual({ position: length, id: null, reason: 'HEAD_CHANGED' });
  });

  it('are found when they were exchanged between chains', async () => {
    const found = await tamper(
      `update audit.chains c set position = o.position, hash = o.hash, seal = o.seal from audit.chains o
      where (c.name, o.name) in (('operational', 'intake'), ('intake', 'operational'))`,
    );
    expect(Object.keys(found).sort()).toEqual(['intake', 'operational']);
  });
});

function range(count: number): number[] {
  return Array.from({ length: count }, (_, n) => n + 1);
}
