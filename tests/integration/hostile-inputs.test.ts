import { openAcknowledged } from 'gateway/live/socket-fixture.ts';
import { ConfigError, readConfig, settings } from 'lib/config.ts';
import { roles } from 'lib/identity.ts';
import { maxFileBytes } from 'lib/upload-receiver.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { uploadOperations, uploadTo } from './documents-client.ts';
import { documentCases, envelopeCases, type OperationCase } from './hostile-documents.ts';
import { downloadCases } from './hostile-downloads.ts';
import { patienceMs, sendRaw } from './hostile-http.ts';
import { type HostileLab, startHostileLab } from './hostile-lab.ts';
import { findFault } from './hostile-oracle.ts';
import { type RequestCase, rawCases, requestCases } from './hostile-requests.ts';
import { settingCases } from './hostile-settings.ts';
import { judgeSocket, socketCases, trySocket } from './hostile-sockets.ts';
import { tokenCases } from './hostile-tokens.ts';
import { valueCases } from './hostile-values.ts';
import { Browser } from './sign-in-browser.ts';
import { hostileForms } from './upload-receiver-forms.ts';

let lab: HostileLab;
const counts: Record<string, number> = {};
/** What each of them cost the whole lab, subgraphs and worker included. */
const costs: { name: string; cpuMs: number }[] = [];

beforeAll(async () => {
  lab = await startHostileLab();
  for (const role of roles) await lab.follow(role);
});
afterAll(() => lab[Symbol.asyncDispose]());

/** Runs a table; after each of its cases the lab answers an ordinary question. All that is wrong, at the end. */
async function runAll<Case>(name: string, cases: readonly Case[], run: (one: Case) => Promise<string | null>): Promise<void> {
  counts[name] = cases.length;
  const faults: string[] = [];
  for (const [n, one] of cases.entries()) {
    const before = await lab.readCpu();
    const answered = await run(one);
    costs.push({ name: `${name} ${n}: ${nameOf(one)}`, cpuMs: (await lab.readCpu()) - before });
    const fault = answered ?? (await lab.findOutage());
    if (fault !== null) faults.push(fault);
    if (!lab.isAlive()) break;
    // meanwhile others go on with what is none of the asker's business
    if (n % 40 === 0) await lab.stir();
  }
  expect(faults, `${faults.length} of ${cases.length}`).toEqual([]);
  expect(lab.isAlive(), lab.log().slice(-2_000)).toBe(true);
}

function nameOf(one: unknown): string {
  return Array.isArray(one) ? String(one[0]) : (one as { name: string }).name;
}

const json = { 'content-type': 'application/json' };

async function runOperation({ as = 'requester', operation, ...wanted }: OperationCase): Promise<string | null> {
  return await lab.tryOut(as, { ...wanted, headers: json, body: JSON.stringify(operation) });
}

async function runRequest({ as = 'requester', ...input }: RequestCase): Promise<string | null> {
  return await lab.tryOut(as, input);
}

describe('each of these is answered in shape, and the lab goes on', { timeout: 300_000 }, () => {
  it('documents', async () => await runAll('documents', documentCases, runOperation));
  it('operations around them', async () => await runAll('operations', envelopeCases, runOperation));
  it('values', async () => await runAll('values', valueCases(lab), runOperation));
  it('requests', async () => await runAll('requests', requestCases, runRequest));
  it('tokens and cookies', async () => await runAll('tokens', await tokenCases(lab.dataDir), runRequest));

  it('bytes', async () => {
    const { host } = new URL(lab.url);
    const token = lab.headersOf('requester').authorization ?? '';
    await runAll(
      'bytes',
      rawCases,
      async ({ name, draw, mayWait = false, status = [400, 401, 403, 404, 405, 408, 411, 413, 414, 417, 421, 431, 501, 505, 200] }) => {
        const answer = await sendRaw(lab.url, draw(host, token), mayWait ? 500 : patienceMs);
        if (answer === 'silent') return mayWait ? null : `${name}: no answer`;
        if (answer === null) return null;
        lab.canaries.hear('nobody', name, answer.text);
        if (!status.includes(answer.status)) return `${name}: status ${answer.status}`;
        const fault = findFault(answer);
        return fault === null ? null : `${name}: ${fault} — ${answer.status} ${answer.text.slice(0, 200)}`;
      },
    );
  });

  it('sockets', async () => {
    await runAll('sockets', socketCases, async (one) => {
      const who = one.as ?? 'requester';
      const outcome = await trySocket(lab.url, one, lab.headersOf(who), patienceMs);
      lab.canaries.hear(who, one.name, `${outcome?.body}${outcome?.messages.join('\n')}`);
      return judgeSocket(one, outcome);
    });
  });

  it('downloads', async () => {
    const wish = { content: 'a note of the attacker', name: 'note.txt' };
    const { result, errors } = await uploadTo(`${lab.url}/graphql`, wish, lab.headersOf('requester'));
    expect(errors).toEqual([]);
    await runAll('downloads', downloadCases(lab, result?.document?.id ?? ''), runRequest);
  });

  it('a session that somebody wants to set, or goes on with', async () => {
    const cases: [string, () => Promise<string | null>][] = [
      [
        'a session of the attacker before the sign-in',
        async () => {
          const browser = new Browser(lab.url);
          browser.set('lab_session', 'A'.repeat(43));
          await browser.signIn('requester');
          const kept = browser.cookies.find(({ name }) => name === 'lab_session')?.value;
          return kept === 'A'.repeat(43) || kept === undefined ? `the session is ${kept}` : null;
        },
      ],
      [
        'a session after the sign-out, over HTTP',
        async () => {
          const { after } = await signInAndOut();
          const answer = await after.request('/session');
          return (await answer.text()) === '{"person":null}' ? null : 'the session goes on';
        },
      ],
      [
        'a session after the sign-out, over a socket',
        async () => {
          const { after } = await signInAndOut();
          const cookie = after.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
          const one = { name: 'after the sign-out', handshake: { cookie, origin: lab.url }, wanted: { status: [401] } };
          return judgeSocket(one, await trySocket(lab.url, one, {}, patienceMs));
        },
      ],
      [
        'a socket that is open at the sign-out',
        async () => {
          const browser = new Browser(lab.url);
          await browser.signIn('requester');
          const cookie = browser.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
          await using socket = await openAcknowledged(`${lab.url}/graphql`, { headers: { cookie, origin: lab.url } });
          await browser.request('/sign-out', { method: 'POST', headers: { origin: lab.url } });
          const { code } = await socket.closed;
          return code === 4401 ? null : `closed with ${code}`;
        },
      ],
      [
        'a session of one person with a page of another site',
        async () => {
          const browser = new Browser(lab.url);
          await browser.signIn('requester');
          const answer = await browser.request('/graphql', {
            method: 'POST',
            headers: { ...json, origin: 'http://evil.example' },
            body: '{"query":"{ teams { id } }"}',
          });
          return answer.status === 403 ? null : `status ${answer.status}`;
        },
      ],
    ];
    await runAll('sessions', cases, async ([name, run]) => {
      const fault = await run();
      return fault === null ? null : `${name}: ${fault}`;
    });
  });

  async function signInAndOut(): Promise<{ after: Browser }> {
    const browser = new Browser(lab.url);
    await browser.signIn('requester');
    const after = browser.copy();
    await browser.request('/sign-out', { method: 'POST', headers: { origin: lab.url } });
    return { after };
  }
});

describe('a setting that cannot be', () => {
  it.each(Object.entries(Object.groupBy(settingCases, ({ name }) => name)))(
    'of %s is refused by its name, and no secret is repeated',
    (name, cases = []) => {
      const others = Object.keys(settings)
        .filter((other) => /SECRET|PASSWORD/.test(other) && other !== name)
        .map((other): [string, string] => [other, `${other.replaceAll('_', '')}${'s'.repeat(40)}`]);
      for (const { value } of cases) {
        const fault = readFault({ ...Object.fromEntries(others), [name]: value });
        expect(fault, value).toContain(name);
        for (const [, secret] of others) expect(fault).not.toContain(secret);
        if (/SECRET|PASSWORD/.test(name)) expect(fault).not.toContain(value);
      }
    },
  );
});

function readFault(environment: Record<string, string>): string {
  try {
    readConfig(environment);
    return '';
  } catch (error) {
    return error instanceof ConfigError ? error.message : `not a fault of settings: ${error}`;
  }
}

describe('in all this', () => {
  it('more than 400 inputs were written by hand', () => {
    counts.settings = settingCases.length;
    // they have a test of their own
    counts.uploads = hostileForms(uploadOperations(), maxFileBytes).length;
    const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
    process.stdout.write(
      `hostile inputs by hand: ${total} — ${Object.entries(counts)
        .map(([name, count]) => `${name} ${count}`)
        .join(', ')}\n`,
    );
    const dearest = costs.sort((one, other) => other.cpuMs - one.cpuMs).slice(0, 10);
    process.stdout.write(`${dearest.map(({ name, cpuMs }) => `${cpuMs.toFixed(0)} ms of CPU — ${name}`).join('\n')}\n`);
    expect(total).toBeGreaterThanOrEqual(400);
  });

  it('nobody heard what is none of their business, and the log told nothing', () => {
    lab.canaries.hear('the log', 'the log', lab.log());
    expect(lab.canaries.leaks).toEqual([]);
  });

  it('a canary stood in every column that can have one, and whoever may see it does', async () => {
    for (const who of [...roles, 'nobody'] as const) expect(await lab.readEverything(who), who).toEqual([]);
    expect(lab.planting.planted.length).toBeGreaterThanOrEqual(60);
    for (const who of ['integrator', 'auditor'] as const) expect(lab.canaries.heardBy(who).length, who).toBeGreaterThanOrEqual(30);
    expect(lab.canaries.leaks).toEqual([]);
  });
});
