import { GraphQLError, type GraphQLResolveInfo } from 'graphql';
import { type AuditEntry, type AuditObject, type AuditTrail, type Caller, callerOf, recordAudit } from './audit.ts';
import { isDatabaseDown, type Pool, withTransaction } from './db.ts';
import { type ErrorCode, errorCodes, type UserError } from './errors.ts';
import { gather } from './gather.ts';
import type { Identity } from './identity.ts';
import type { Logger } from './log.ts';

/** Records what was refused, in a transaction of its own. */
export type RefusalRecorder = {
  /** Resolves when it is recorded, or logged where it cannot be; never rejects. */
  record(entries: readonly AuditEntry[]): Promise<void>;
};

export function createRefusalRecorder(pool: Pool, trail: AuditTrail, log: Logger): RefusalRecorder {
  // refusals of one moment share a transaction: who is refused often must not hold up who is not
  const append = gather(async (groups: readonly (readonly AuditEntry[])[]) => {
    await withTransaction(pool, (tx) => recordAudit(tx, trail, groups.flat()));
    return groups.map(() => true);
  });
  return {
    record: async (entries) => {
      if (entries.length === 0) return;
      try {
        await append(entries);
      } catch (error) {
        log.error(
          { err: error, chain: trail.chain, records: entries },
          'refused actions could not be recorded in the audit; this line stands for them',
        );
      }
    },
  };
}

type Context = { identity: Identity; requestId: string };
type Resolve = (root: unknown, args: unknown, context: Context, info: GraphQLResolveInfo) => unknown;
type Fields = Record<string, unknown>;

/**
 * Puts a recorder around the root fields of a subgraph: every action that is refused or fails, and whatever somebody asks for without being
 * allowed to. It belongs outside of what decides that. The answer stays what it is, and waits for the record.
 */
export function auditRefusals(resolvers: object, recorder: RefusalRecorder): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(resolvers).map(([type, fields]: [string, unknown]) => {
      if (type === 'Mutation') return [type, mapFields(fields as Fields, (resolve) => watchAction(resolve, recorder))];
      if (type === 'Query' || type === 'Subscription')
        return [type, mapFields(fields as Fields, (resolve) => watchAccess(resolve, recorder))];
      return [type, fields];
    }),
  );
}

function mapFields(fields: Fields, wrap: (resolve: Resolve) => Resolve): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => {
      if (typeof field === 'function') return [name, wrap(field as Resolve)];
      const { subscribe } = field as { subscribe?: Resolve };
      return [name, subscribe ? { ...(field as object), subscribe: wrap(subscribe) } : field];
    }),
  );
}

function watchAction(resolve: Resolve, recorder: RefusalRecorder): Resolve {
  return async (root, args, context, info) => {
    const attempt = readAttempt(args, context, info);
    try {
      const payload = await resolve(root, args, context, info);
      await recorder.record(findRefusals(attempt, payload));
      return payload;
    } catch (error) {
      // without a database there is nothing to record in, and it says so in the log anyway
      if (!isDatabaseDown(error)) await recorder.record([describeFault(attempt, error)]);
      throw error;
    }
  };
}

/** To ask is no action; to ask for what one may not see is. */
function watchAccess(resolve: Resolve, recorder: RefusalRecorder): Resolve {
  return (root, args, context, info) => {
    const onFault = async (error: unknown): Promise<never> => {
      const code = codeOf(error);
      if (code === 'FORBIDDEN' || code === 'UNAUTHENTICATED')
        await recorder.record([describeFault(readAttempt(args, context, info), error)]);
      throw error;
    };
    try {
      const answer = resolve(root, args, context, info);
      return answer instanceof Promise ? answer.catch(onFault) : answer;
    } catch (error) {
      return onFault(error);
    }
  };
}

/** What somebody tried, before it is known what came of it. */
type Attempt = { caller: Caller; action: string; inputs: Input[] };
type Input = { object: AuditObject | null; reason: string | null };

function readAttempt(args: unknown, context: Context, { fieldName }: GraphQLResolveInfo): Attempt {
  const { input, inputs, id } = args as { input?: unknown; inputs?: unknown; id?: unknown };
  const given = Array.isArray(inputs) ? inputs : [input ?? { id }];
  return { caller: callerOf(context), action: fieldName, inputs: given.map(readInput) };
}

/** Fields of inputs that name what is acted on. */
const objectFields = {
  caseId: 'operation_case',
  eventId: 'event',
  jobId: 'recovery_job',
  documentId: 'document',
  invariant: 'promise',
  id: 'record',
};

function readInput(input: unknown): Input {
  const fields = (input ?? {}) as Record<string, unknown>;
  const [named] = Object.entries(objectFields).flatMap(([field, type]) => {
    const id = fields[field];
    return typeof id === 'string' ? [{ type, id }] : [];
  });
  return { object: named ?? null, reason: typeof fields.reason === 'string' ? fields.reason : null };
}

type Result = { userErrors?: readonly UserError[] };

/** What a payload says was refused: all of it, or single items of a list. */
function findRefusals({ caller, action, inputs }: Attempt, payload: unknown): AuditEntry[] {
  const { userErrors = [], results = [] } = (payload ?? {}) as Result & { results?: readonly Result[] };
  const describe = (input: Input | undefined, errors: readonly UserError[]): AuditEntry[] => {
    const [first] = errors;
    if (!first) return [];
    // messages repeat what was typed; code and place say what is wrong with it
    const faults = errors.slice(0, shownFaults).map(({ code, field }) => ({ code, field: field?.join('.').slice(0, 200) ?? null }));
    const { object, reason } = input ?? { object: null, reason: null };
    return [{ caller, action, object, reason, after: { faults }, outcome: 'refused', code: first.code }];
  };
  return [
    ...describe(inputs.length === 1 ? inputs[0] : undefined, userErrors),
    ...results.flatMap((result, index) => describe(inputs[index], result.userErrors ?? [])),
  ];
}

const shownFaults = 20;

function describeFault({ caller, action, inputs }: Attempt, error: unknown): AuditEntry {
  const code = codeOf(error);
  const [first] = inputs;
  const only = inputs.length === 1 && first ? first : { object: null, reason: null };
  // whoever sent it can mend it, or may not do it: that is a refusal
  const outcome = errorCodes[code] < 500 ? 'refused' : 'failed';
  return { caller, action, ...only, ...(inputs.length > 1 ? { after: { items: inputs.length } } : {}), outcome, code };
}

function codeOf(error: unknown): ErrorCode {
  const code = error instanceof GraphQLError ? error.extensions.code : null;
  return typeof code === 'string' && Object.hasOwn(errorCodes, code) ? (code as ErrorCode) : 'INTERNAL_SERVER_ERROR';
}
