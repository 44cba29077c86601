import { type Ask, CallFailed, persist, type Retries } from './gateway.ts';
import type { History } from './history.ts';
import type { ToInput } from './references.ts';
import type { Errand } from './supply.ts';

type UserErrors = { code: string; message: string }[];
type Submitted = { submission: { id: string; serviceRequest: { id: string } } | null; replayed: boolean; userErrors: UserErrors };
type Moved = { change: { version: number; toStatus: string } | null; replayed: boolean; userErrors: UserErrors };
type Shown = { id: string; serviceRequest?: { id: string }; history: { toStatus: string }[] };

/** The calls that clients make. What they are told goes into the history; what went wrong without harm is tried again. */
export class Cases {
  readonly retries: Retries = new Map();
  /** Calls that wait for their answer. */
  inFlight = 0;
  readonly #ask: Ask;
  readonly #history: History;
  readonly #toInput: ToInput;

  constructor(ask: Ask, history: History, toInput: ToInput) {
    this.#history = history;
    this.#toInput = toInput;
    this.#ask = async <Data>(query: string, variables?: Record<string, unknown>) => {
      this.inFlight += 1;
      try {
        return await ask<Data>(query, variables);
      } finally {
        this.inFlight -= 1;
      }
    };
  }

  /** Submits until it is acknowledged. @returns ids of the service requests, in the order of the errands. */
  async submit(errands: readonly Errand[]): Promise<string[]> {
    const fields = 'submission { id serviceRequest { id } } replayed userErrors { code message }';
    const inputs = errands.map(this.#toInput);
    const [input] = inputs;
    const results = await persist(async () => {
      if (inputs.length === 1) {
        const one = `mutation ($input: SubmitRequestInput!) { submitRequest(input: $input) { ${fields} } }`;
        return [(await this.#ask<{ submitRequest: Submitted }>(one, { input })).submitRequest];
      }
      const many = `mutation ($inputs: [SubmitRequestInput!]!) { submitRequests(inputs: $inputs) { results { ${fields} } } }`;
      return (await this.#ask<{ submitRequests: { results: Submitted[] } }>(many, { inputs })).submitRequests.results;
    }, this.retries);
    return errands.map(({ key }, place) => {
      const { submission, replayed, userErrors } = results[place] ?? { submission: null, replayed: false, userErrors: [] };
      const requestId = submission?.serviceRequest.id;
      if (submission && requestId) this.#history.accept({ key, submissionId: submission.id, requestId }, replayed);
      else this.#history.violate('illegal', 'a good request is accepted', null, `${key} was refused: ${JSON.stringify(userErrors)}`);
      return requestId ?? '';
    });
  }

  /** Takes a step, again and again under its key until there is an answer. @returns why it was refused; empty when it was taken. */
  async move(
    input: { caseId: string; status: string; idempotencyKey: string } & Record<string, unknown>,
    ask = this.#ask,
  ): Promise<string[]> {
    const query = `mutation ($input: ChangeCaseStatusInput!) { changeCaseStatus(input: $input) {
      change { version toStatus } replayed userErrors { code message } } }`;
    const { changeCaseStatus } = await persist(() => ask<{ changeCaseStatus: Moved }>(query, { input }), this.retries);
    const { change, replayed, userErrors } = changeCaseStatus;
    if (change) this.#history.take({ key: input.idempotencyKey, caseId: input.caseId, ...change }, replayed);
    return userErrors.map(({ code }) => code);
  }

  /** Looks which of these requests have a case by now. @returns cases by request. */
  async find(requestIds: readonly string[]): Promise<Map<string, string>> {
    const query = `query ($ids: [ID!]!) { operationCases(filter: { requestIds: $ids }, first: 100) {
      nodes { id serviceRequest { id } history { toStatus } } } }`;
    const { operationCases } = await persist(
      () => this.#ask<{ operationCases: { nodes: Shown[] } }>(query, { ids: requestIds }),
      this.retries,
    );
    for (const node of operationCases.nodes) this.#read(node);
    return new Map(operationCases.nodes.map((node) => [node.serviceRequest?.id ?? '', node.id]));
  }

  /** Reads the histories of cases that were shown before; a reader does not insist. */
  async read(caseIds: readonly string[]): Promise<void> {
    try {
      const query = `query ($ids: [ID!]!) { operationCases(filter: { ids: $ids }, first: 100) { nodes { id history { toStatus } } } }`;
      const { operationCases } = await this.#ask<{ operationCases: { nodes: Shown[] } }>(query, { ids: caseIds });
      for (const node of operationCases.nodes) this.#read(node);
      const shown = new Set(operationCases.nodes.map(({ id }) => id));
      for (const id of caseIds) {
        if (!shown.has(id)) this.#history.violate('lost', 'I6 prefix', null, `case ${id} was shown before and is not there any more`);
      }
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error;
    }
  }

  #read({ id, history }: Shown): void {
    this.#history.read(
      id,
      history.map((step) => step.toStatus),
    );
  }
}
