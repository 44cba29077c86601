import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Lab } from './api.ts';
import type {
  CaseStatus,
  ChangeCaseStatusesMutation,
  ChangeCaseStatusInput,
  ImportReferenceDataMutation,
  OpenedCasesQuery,
  ReferenceDataInput,
  SubmitRequestInput,
  SubmitRequestsMutation,
} from './generated/graphql.ts';

/** One call that the importer made. */
export type Call = { operation: string; number: number; variables: Variables };

/** How a call goes wrong: no answer before or after it took effect, or an error of the graph. */
export type Fault = 'lost before' | 'lost after' | { status: number; code?: string; message?: string };

type Variables = {
  input?: ReferenceDataInput;
  inputs?: (SubmitRequestInput | ChangeCaseStatusInput)[];
  requestIds?: string[];
};

type FakeCase = { id: string; status: CaseStatus; version: number; keys: Map<string, { toStatus: CaseStatus; version: number }> };
/** `id` is that of its service request. */
type FakeSubmission = { id: string; content: string; operationCase: FakeCase };

/** What the importer sees of a lab, in memory: real HTTP, the same rules, and faults on demand. */
export class FakeLab implements AsyncDisposable {
  readonly calls: Call[] = [];
  readonly submissions = new Map<string, FakeSubmission>();
  /** Asked before each call is answered; may wait. */
  onCall: (call: Call) => Fault | undefined | Promise<Fault | undefined> = () => undefined;
  /** Whether the worker has opened the case of this service request. */
  isOpened: (requestId: string) => boolean = () => true;
  /** Cases that stood in two calls at once: must stay empty. */
  readonly collisions: string[] = [];
  /** The largest number of calls that were waiting for an answer together. */
  mostAtOnce = 0;
  private callsAtOnce = 0;
  private readonly codes = new Map<string, string>();
  private readonly inFlight = new Set<string>();
  private readonly server = createServer((request, response) => void this.answer(request, response));

  static async start(): Promise<FakeLab> {
    const lab = new FakeLab();
    lab.server.listen(0, '127.0.0.1');
    await once(lab.server, 'listening');
    return lab;
  }

  get lab(): Lab {
    return { url: this.url, findToken: async () => null };
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Status and number of accepted changes of each case, by the submission's key. */
  get outcome(): Record<string, string> {
    return Object.fromEntries(
      [...this.submissions].map(([key, { operationCase }]) => [key, `${operationCase.status} ${operationCase.version - 1}`]),
    );
  }

  callsOf(operation: string): Call[] {
    return this.calls.filter((call) => call.operation === operation);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { query, variables } = JSON.parse(await text(request)) as { query: string; variables: Variables };
    const operation = /(?:query|mutation) (\w+)/.exec(query)?.[1] ?? '';
    const call: Call = { operation, number: this.callsOf(operation).length + 1, variables };
    this.calls.push(call);
    const cases = (variables.inputs ?? []).flatMap((input) => ('caseId' in input ? [String(input.caseId)] : []));
    for (const id of cases) if (this.inFlight.has(id)) this.collisions.push(id);
    for (const id of cases) this.inFlight.add(id);
    this.callsAtOnce += 1;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.callsAtOnce);
    const fault = await this.onCall(call);
    this.callsAtOnce -= 1;
    for (const id of cases) this.inFlight.delete(id);
    if (typeof fault === 'object') return void reply(response, fault.status, fault.code ? { errors: [toError(fault)] } : undefined);
    if (fault === 'lost before') return void request.socket.destroy();
    const data = this.execute(operation, variables);
    if (fault === 'lost after') return void request.socket.destroy();
    reply(response, 200, { data });
  }

  private execute(operation: string, { input, inputs = [], requestIds = [] }: Variables): unknown {
    if (operation === 'ImportReferenceData' && input) return this.importReferenceData(input);
    if (operation === 'SubmitRequests') return this.submitRequests(inputs as SubmitRequestInput[]);
    if (operation === 'OpenedCases') return this.findCases(requestIds);
    if (operation === 'ChangeCaseStatuses') return this.changeCaseStatuses(inputs as ChangeCaseStatusInput[]);
    throw new Error(`the fake lab does not know ${operation}`);
  }

  private importReferenceData(input: ReferenceDataInput): ImportReferenceDataMutation {
    let createdCount = 0;
    const upsert = (group: string, values: readonly { code: string }[] = []) =>
      values.map(({ code }) => {
        const id = `${group}:${code}`;
        if (!this.codes.has(id)) createdCount += 1;
        this.codes.set(id, code);
        return { id, code };
      });
    const groups = {
      customers: upsert('customers', input.customers),
      agreements: upsert('agreements', input.agreements),
      requestTypes: upsert('requestTypes', input.requestTypes),
      teams: upsert('teams', input.teams),
    };
    const unchangedCount = Object.values(groups).flat().length - createdCount;
    return { importReferenceData: { createdCount, updatedCount: 0, unchangedCount, ...groups, userErrors: [] } };
  }

  private submitRequests(inputs: SubmitRequestInput[]): SubmitRequestsMutation {
    const results = inputs.map((input) => {
      const known = this.submissions.get(input.idempotencyKey);
      const content = JSON.stringify(input);
      if (known && known.content !== content) return refusal('IDEMPOTENCY_KEY_REUSED', 'the key was used before');
      if (known) return { submission: { serviceRequest: { id: known.id } }, replayed: true, userErrors: [] };
      if (input.description === 'refuse me') return refusal('INVALID', 'description is refused');
      const operationCase: FakeCase = { id: `case ${input.idempotencyKey}`, status: 'OPEN', version: 1, keys: new Map() };
      const submission = { id: `request ${input.idempotencyKey}`, content, operationCase };
      this.submissions.set(input.idempotencyKey, submission);
      return { submission: { serviceRequest: { id: submission.id } }, replayed: false, userErrors: [] };
    });
    return { submitRequests: { results, userErrors: [] } };
  }

  private findCases(requestIds: string[]): OpenedCasesQuery {
    const opened = [...this.submissions.values()].filter(({ id }) => requestIds.includes(id) && this.isOpened(id));
    return { operationCases: { nodes: opened.map(({ id, operationCase }) => ({ id: operationCase.id, serviceRequest: { id } })) } };
  }

  private changeCaseStatuses(inputs: ChangeCaseStatusInput[]): ChangeCaseStatusesMutation {
    const cases = new Map([...this.submissions.values()].map(({ operationCase }) => [operationCase.id, operationCase]));
    const results = inputs.map((input) => {
      const found = cases.get(String(input.caseId));
      return found
        ? changeCase(found, input)
        : { change: null, replayed: false, userErrors: [{ code: 'NOT_FOUND' as const, message: 'no such case' }] };
    });
    return { changeCaseStatuses: { results, userErrors: [] } };
  }
}

const transitions: Record<CaseStatus, CaseStatus[]> = {
  OPEN: ['IN_PROGRESS', 'REJECTED'],
  IN_PROGRESS: ['COMPLETED', 'REJECTED'],
  COMPLETED: [],
  REJECTED: [],
};

function changeCase(found: FakeCase, { status, expectedVersion, idempotencyKey }: ChangeCaseStatusInput) {
  const known = found.keys.get(idempotencyKey ?? '');
  if (known) return { change: known, replayed: true, userErrors: [] };
  const refuse = (code: 'STALE_VERSION' | 'INVALID_TRANSITION') => ({
    change: null,
    replayed: false,
    userErrors: [{ code, message: 'refused' }],
  });
  if (expectedVersion !== found.version) return refuse('STALE_VERSION');
  if (!transitions[found.status].includes(status)) return refuse('INVALID_TRANSITION');
  found.status = status;
  found.version += 1;
  const change = { toStatus: status, version: found.version };
  found.keys.set(idempotencyKey ?? '', change);
  return { change, replayed: false, userErrors: [] };
}

function refusal(code: 'INVALID' | 'IDEMPOTENCY_KEY_REUSED', message: string) {
  return { submission: null, replayed: false, userErrors: [{ code, message }] };
}

function toError({ code, message = 'a fault' }: { code?: string; message?: string }): unknown {
  return { message, extensions: { code } };
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(body === undefined ? 'no JSON' : JSON.stringify(body));
}
