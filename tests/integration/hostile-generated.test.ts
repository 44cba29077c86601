import fc from 'fast-check';
import { createBearer } from 'gateway/identity/bearer.ts';
import { findClaim, toIdentity } from 'gateway/identity/claims.ts';
import { createPendingSeal, readCookie } from 'gateway/identity/cookies.ts';
import { trustLocalKeys } from 'gateway/identity/local-provider.ts';
import { readReturnPath } from 'gateway/identity/return-path.ts';
import { findExcess, maxTokens } from 'gateway/limits.ts';
import { readAcceptance } from 'gateway/live/accept.ts';
import { readOperationRequest } from 'gateway/live/operate.ts';
import { measureOperation } from 'gateway/operation-size.ts';
import { GraphQLError, Kind, parse, validate } from 'graphql';
import { ConfigError, readConfig, settings } from 'lib/config.ts';
import { parseCursor } from 'lib/event-log/cursor.ts';
import { createRequestSigner, createRequestVerifier } from 'lib/gateway-signature.ts';
import { roles } from 'lib/identity.ts';
import { keepSigningKeys, mintLocalToken } from 'lib/local-tokens.ts';
import { readMap, readOperation } from 'lib/upload-form.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { uploadOperations } from './documents-client.ts';
import type { Persona } from './hostile-canaries.ts';
import { drawOperation, type Generated, type Ids, mutate, Tape, tapes } from './hostile-generators.ts';
import { patienceMs } from './hostile-http.ts';
import { attackers, type HostileLab, startHostileLab } from './hostile-lab.ts';
import { schema } from './hostile-reading.ts';
import { drawFrame, trySocket } from './hostile-sockets.ts';
import { boundary, sendForm } from './upload-receiver-forms.ts';

/** Always the same inputs, so that what fails was broken by a change; `HOSTILE_SEED=$RANDOM` looks further. */
const seed = Number(process.env.HOSTILE_SEED ?? 1);
let total = 0;
let overHttp = 0;

let lab: HostileLab;
let ids: Ids;
beforeAll(async () => {
  process.stdout.write(`hostile inputs by chance: HOSTILE_SEED=${seed}\n`);
  lab = await startHostileLab();
  for (const role of roles) await lab.follow(role);
  ids = Object.values(lab.treasure);
});
afterAll(() => lab[Symbol.asyncDispose]());

const json = { 'content-type': 'application/json' };
const batch = 10;

/** Sends many at a time: what one of them does to the others shows too. */
async function sendBatches(
  runs: number,
  draw: (numbers: readonly number[]) => Parameters<HostileLab['tryOut']>[1] & { who: Persona },
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(fc.array(tapes, { minLength: batch, maxLength: batch }), async (all) => {
      total += all.length;
      overHttp += all.length;
      const faults = await Promise.all(
        all.map(async (numbers) => {
          const { who, ...input } = draw(numbers);
          return await lab.tryOut(who, input);
        }),
      );
      if (overHttp % 500 < batch) await lab.stir();
      expect(faults.filter((fault) => fault !== null)).toEqual([]);
    }),
    { seed, numRuns: runs, endOnFailure: true },
  );
  expect(await lab.findOutage()).toBeNull();
  expect(lab.isAlive(), lab.log().slice(-2_000)).toBe(true);
}

const askers = ['requester', 'operator', 'integrator', 'auditor'] as const;
const post = (who: Persona, operation: Generated) => ({
  who,
  name: JSON.stringify(operation).slice(0, 2_000),
  headers: json,
  body: JSON.stringify(operation),
});

/** Of the last letter of a signature four bits say nothing. */
function meaningOf(token: string): string {
  return token
    .split('.')
    .map((part) => Buffer.from(part, 'base64url').toString('hex'))
    .join('.');
}

describe('over HTTP, each of these is answered in shape', { timeout: 300_000 }, () => {
  it('queries that the schema allows, with whatever values', async () => {
    await sendBatches(120, (numbers) => post(askers[(numbers[0] ?? 0) % 4] ?? 'requester', drawOperation(numbers, ids)));
  });

  it('mutations with whatever inputs', async () => {
    // an integrator may change whatever there is: that is no attack
    await sendBatches(60, (numbers) =>
      post(
        (numbers[0] ?? 0) % 3 === 0 ? 'auditor' : (numbers[0] ?? 0) % 3 === 1 ? 'operator' : 'requester',
        drawOperation(numbers, ids, 'mutation'),
      ),
    );
  });

  it('documents that were changed here and there', async () => {
    await sendBatches(60, (numbers) => {
      const { query, variables } = drawOperation(numbers, ids);
      return post('requester', { query: mutate(query, [...numbers].reverse()), variables });
    });
  });

  it('bodies, paths and headers', async () => {
    await sendBatches(40, (numbers) => {
      const tape = new Tape(numbers);
      const [method, path] = [
        tape.pick(['GET', 'POST', 'HEAD', 'PUT', 'DELETE'], 'GET'),
        tape.pick(['/graphql', '/documents/x', '/session', '/sign-in', '/sign-in/callback', '/oidc/auth', '/oidc/token', '/'], '/'),
      ];
      const text = mutate(JSON.stringify(drawOperation(numbers, ids)), numbers);
      const search = `?${encodeURIComponent(mutate('query', numbers).toWellFormed())}=${encodeURIComponent(text.toWellFormed()).slice(0, 2_000)}`;
      return {
        who: tape.pick(['requester', 'nobody'] as const, 'nobody'),
        ...{ name: `${method} ${path}${search}`, method, path: `${path}${tape.next(2) === 0 ? search : ''}` },
        headers: {
          'content-type': tape.pick(
            ['application/json', 'text/plain', 'multipart/form-data; boundary=x', 'application/x-www-form-urlencoded', 'x'],
            'x',
          ),
          accept: tape.pick(['application/json', 'text/html', 'image/png', '*/*'], '*/*'),
          [tape.pick(['x-a', 'x-request-id', 'traceparent', 'x-forwarded-for', 'range', 'origin', 'cookie'], 'x-a')]: mutate(
            'a=b; 10.0.0.1',
            numbers,
          ).replaceAll(/[^\x21-\x7e]/g, ''),
        },
        ...(method === 'POST' || method === 'PUT' ? { body: text } : {}),
      };
    });
  });

  it('tokens that were changed', async () => {
    const token = (lab.headersOf('auditor').authorization ?? '').replace('Bearer ', '');
    await sendBatches(30, (numbers) => {
      const changed = mutate(token, numbers).replaceAll(/[^\x21-\x7e]/g, '');
      const isGood = meaningOf(changed) === meaningOf(token);
      // many addresses: the limit of one stops nobody here
      const from = `10.${numbers
        .slice(0, 3)
        .map((number) => number % 256)
        .join('.')}`;
      return {
        who: isGood ? ('auditor' as const) : ('nobody' as const),
        ...{
          name: `the token ${changed}`,
          headers: { ...json, authorization: `Bearer ${changed}`, 'x-forwarded-for': from },
          body: '{"query":"{ auditRecords { nodes { actor } } }"}',
        },
        ...(isGood ? {} : { status: [401, 400, 429] }),
      };
    });
  });

  it('forms whose heads were changed', async () => {
    const form = (head: string): string =>
      `--${boundary}\r\n${head}\r\n\r\n${uploadOperations()}\r\n--${boundary}\r\nContent-Disposition: form-data; name="map"\r\n\r\n{"0":["variables.input.file"]}\r\n--${boundary}\r\nContent-Disposition: form-data; name="0"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\nx\r\n--${boundary}--\r\n`;
    await fc.assert(
      fc.asyncProperty(fc.array(tapes, { minLength: batch, maxLength: batch }), async (all) => {
        total += all.length;
        overHttp += all.length;
        const answers = await Promise.all(
          all.map((numbers) => {
            const body = [form(mutate('Content-Disposition: form-data; name="operations"; filename*=UTF-8\'\'x', numbers))];
            return sendForm(`${lab.url}/graphql`, { body, headers: { ...lab.headersOf('requester'), host: new URL(lab.url).host } });
          }),
        );
        for (const answer of answers) {
          lab.canaries.hear('requester', 'a form', JSON.stringify(answer));
          expect(answer?.status ?? 400, JSON.stringify(answer)).toBeLessThan(500);
          expect(JSON.stringify(answer)).not.toContain('INTERNAL_SERVER_ERROR');
        }
      }),
      { seed, numRuns: 30, endOnFailure: true },
    );
    expect(await lab.findOutage()).toBeNull();
  });
});

describe('over WebSocket', { timeout: 300_000 }, () => {
  it('messages of any kind are answered, or close the socket by the book', async () => {
    const known = [1000, 1002, 1005, 1006, 1007, 1009, 4400, 4401, 4403, 4408, 4409, 4429];
    await fc.assert(
      fc.asyncProperty(fc.array(tapes, { minLength: 10, maxLength: 10 }), async (all) => {
        total += all.length;
        const write = all.map((numbers) => drawMessage(numbers));
        const goodbye = drawFrame('goodbye');
        const one = { name: 'generated', greets: true, write: [...write, goodbye], wanted: { close: known } };
        const outcome = await trySocket(lab.url, one, lab.headersOf('requester'), patienceMs);
        lab.canaries.hear('requester', 'a socket', outcome?.messages.join('\n') ?? '');
        expect(known).toContain(outcome?.close);
        expect(outcome?.messages.filter((text) => text.includes('INTERNAL_SERVER_ERROR'))).toEqual([]);
      }),
      { seed, numRuns: 300, endOnFailure: true },
    );
    expect(await lab.findOutage()).toBeNull();
  });
});

/** Mostly messages of the protocol, and sometimes none. */
function drawMessage(numbers: readonly number[]): Buffer {
  const tape = new Tape(numbers);
  const kind = tape.pick(['query', 'subscription'] as const, 'query');
  const payload = drawOperation(numbers, ids, kind);
  const message = tape.pick<unknown>(
    [
      { id: `i${tape.next(20)}`, type: 'subscribe', payload },
      { id: `i${tape.next(20)}`, type: 'subscribe', payload: { ...payload, query: mutate(payload.query, numbers) } },
      { id: `i${tape.next(20)}`, type: 'complete' },
      { type: 'ping', payload: payload.variables },
      { type: 'pong' },
    ],
    {},
  );
  const text = JSON.stringify(message);
  const isBroken = tape.next(25) === 1;
  return drawFrame(isBroken ? mutate(text, numbers) : text, isBroken ? { opcode: tape.next(16), rsv: tape.next(8) } : {});
}

/** Counts and repeats. */
function tryMany(runs: number, property: (numbers: readonly number[]) => void | Promise<void>): Promise<void> {
  return fc.assert(
    fc.asyncProperty(tapes, async (numbers) => {
      total += 1;
      await property(numbers);
    }),
    { seed, numRuns: runs },
  );
}

/** Only what is made for the one who asks may be thrown. */
function expectRefusal(run: () => unknown): void {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(GraphQLError);
  }
}

describe('what judges them takes', () => {
  it('no bearer token but those that the lab made', async () => {
    const find = createBearer(trustLocalKeys(await keepSigningKeys(lab.dataDir)), {
      OIDC_AUDIENCE: 'enterprise-integration-lab',
      OIDC_ROLES_CLAIM: 'roles',
      OIDC_TEAMS_CLAIM: 'teams',
    });
    const token = await mintLocalToken(lab.dataDir, attackers.requester, { lifetimeSeconds: 600 });
    await tryMany(3_000, async (numbers) => {
      const changed = mutate(token, numbers);
      const outcome = await find(changed).catch((error: unknown) => error);
      if (outcome instanceof GraphQLError) expect(outcome.extensions.code).toBe('UNAUTHENTICATED');
      else
        expect([meaningOf(changed), outcome]).toEqual([
          meaningOf(token),
          expect.objectContaining({ identity: expect.objectContaining({ subject: attackers.requester.subject }) }),
        ]);
    });
  });

  it('no signature of a gateway but its own', async () => {
    const sign = createRequestSigner(['a secret of this very test, of 32 letters and more']);
    const verify = createRequestVerifier(['a secret of this very test, of 32 letters and more'], 'intake');
    const signature = sign('intake', attackers.requester, 'content');
    expect(verify(signature, 'content')).not.toBeNull();
    await tryMany(3_000, (numbers) => {
      const changed = mutate(signature, numbers);
      const [, payload] = changed.split('.');
      if (payload !== signature.split('.')[1]) expect(verify(changed, 'content')).toBeNull();
      expect(verify(signature, mutate('content', numbers) === 'content' ? 'x' : mutate('content', numbers))).toBeNull();
    });
  });

  it('no document without refusing it by the book', async () => {
    await tryMany(2_000, (numbers) => {
      const { query, variables } = drawOperation(numbers, ids);
      const text = (numbers[1] ?? 0) % 2 === 0 ? query : mutate(query, [...numbers].reverse());
      expectRefusal(() => {
        const document = parse(text, { maxTokens });
        if (validate(schema, document).length > 0) return;
        for (const operation of document.definitions) {
          if (operation.kind === Kind.OPERATION_DEFINITION) findExcess(measureOperation({ operation, document, schema, variables }));
        }
      });
      expectRefusal(() => readOperationRequest({ query: text, variables, operationName: numbers[0] }));
    });
  });

  it('no position in a log that it did not give out', async () => {
    await tryMany(2_500, (numbers) => {
      const text = numbers[0] === 0 ? '' : Buffer.from(numbers.map((number) => number % 256)).toString('base64url');
      expect(() => parseCursor(text, { identity: 'lab', log: 'events' })).toThrow(GraphQLError);
    });
  });

  it('no way back but one of its own', async () => {
    await tryMany(2_000, (numbers) => {
      const given = mutate('/requests/%2e%2e/..//evil.example?a=b#c', numbers);
      const path = readReturnPath(given);
      expect(new URL(path, 'http://lab.example').origin, given).toBe('http://lab.example');
      expect(path, given).toMatch(/^\/(?![/\\])/);
      readCookie(mutate('a=b; lab_session=x; __proto__=y', numbers), 'lab_session');
      readAcceptance(mutate('text/event-stream;q=0.5, multipart/mixed;subscriptionSpec="1.0"', numbers));
    });
  });

  it('no claims but those of a person', async () => {
    const names = { OIDC_ROLES_CLAIM: 'realm.roles', OIDC_TEAMS_CLAIM: 'teams' };
    await fc.assert(
      fc.property(
        fc.record({
          sub: fc.anything(),
          name: fc.anything(),
          realm: fc.oneof(fc.record({ roles: fc.anything() }), fc.anything()),
          teams: fc.anything(),
        }),
        (claims) => {
          total += 1;
          const identity = toIdentity(claims, names);
          if (identity === null) return;
          expect(typeof identity.subject).toBe('string');
          expect(identity.subject.length).toBeGreaterThan(0);
          for (const role of identity.roles) expect(roles).toContain(role);
          for (const team of identity.teams) expect(typeof team).toBe('string');
          findClaim(claims, '__proto__.constructor');
        },
      ),
      { seed, numRuns: 2_000 },
    );
  });

  it('no settings without naming what is wrong with them, and repeats no secret', async () => {
    const names = Object.keys(settings);
    await tryMany(2_000, (numbers) => {
      const tape = new Tape(numbers);
      const environment: Record<string, string> = {
        OIDC_CLIENT_SECRET: 'a secret that nobody may read',
        S3_SECRET_KEY: 'another secret that nobody may read',
      };
      for (let n = 0; n < 5; n += 1) environment[tape.pick(names, 'LAB_PORT')] ??= mutate('http://127.0.0.1:8080/a,b', numbers.slice(n));
      try {
        readConfig(environment);
      } catch (error) {
        expect(error).toBeInstanceOf(ConfigError);
        expect((error as Error).message).not.toContain('secret that nobody');
      }
    });
  });

  it('no form without refusing it by the book', async () => {
    const seal = createPendingSeal(['a secret of this very test, of 32 letters and more']);
    const pending = { state: 's', nonce: 'n', verifier: 'v', to: '/', redirectUri: 'http://lab.example', until: Date.now() + 60_000 };
    const sealed = seal.seal(pending);
    await tryMany(2_000, (numbers) => {
      expectRefusal(() =>
        readMap(mutate('{"0":["variables.input.file"]}', numbers), readOperation(mutate(uploadOperations(), [...numbers].reverse()))),
      );
      const changed = mutate(sealed, numbers);
      if (changed !== sealed) expect(seal.open(changed)).toBeNull();
    });
  });
});

describe('in all this', () => {
  it('20,000 inputs were made, 3,000 of them over HTTP', () => {
    process.stdout.write(`hostile inputs by chance: ${total}, ${overHttp} of them over HTTP\n`);
    expect(total).toBeGreaterThanOrEqual(20_000);
    expect(overHttp).toBeGreaterThanOrEqual(3_000);
  });

  it('nobody heard what is none of their business, and the log told nothing', () => {
    lab.canaries.hear('the log', 'the log', lab.log());
    expect(lab.canaries.leaks).toEqual([]);
    // whoever may hear of it did
    expect(lab.canaries.heardBy('auditor').length).toBeGreaterThan(0);
  });
});
