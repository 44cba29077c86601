import type { ApolloServerPlugin } from '@apollo/server';
import { graphError } from 'lib/errors.ts';
import type { GatewayContext } from './data-source.ts';
import { createMeasure, type OperationSize } from './operation-size.ts';
import { createRateLimiter, itemsPerOperation, type RateLimiter, type RateRefusal, toRateError } from './rate-limit.ts';

/** Fields inside fields at most. */
export const maxDepth = 8;

/** Tokens of a document at most. Bulk inputs travel as variables, which do not count. */
export const maxTokens = 1_000;

/** Names that an operation may give to fields at most: the same field can be asked for again and again under other names. */
export const maxAliases = 15;

export const maxDirectives = 20;

/** Fields that an answer may hold at most, see {@link OperationSize}; a bulk mutation has more, for each of its items. */
export const maxCost = 5_000;
const maxCostOfBulkItem = 30;

/** Lists and objects inside each other that variables may have; what comes after them goes through them by recursion. */
export const maxVariableDepth = 32;

/** What the project's own operations are held against too, by a test. */
export function findExcess(size: OperationSize): string | null {
  const cost = maxCost + maxCostOfBulkItem * size.bulkItems;
  if (size.depth > maxDepth) return `The operation nests fields ${size.depth} deep, ${maxDepth} are allowed; ${lessOrSeveral}`;
  if (size.aliases > maxAliases) return `The operation has ${size.aliases} aliases, ${maxAliases} are allowed; ${lessOrSeveral}`;
  if (size.directives > maxDirectives) {
    return `The operation has ${size.directives} directives, ${maxDirectives} are allowed; ${lessOrSeveral}`;
  }
  if (size.cost > cost) {
    return `The answer to the operation may hold ${size.cost} fields, ${cost} are allowed; ask for smaller pages with "first", for fewer fields, or in several operations`;
  }
  return null;
}

const lessOrSeveral = 'ask for less, or in several operations';

/**
 * Refuses operations that are too large, with `QUERY_TOO_COMPLEX`, and too many of them, with `RATE_LIMITED`, whatever they come over.
 * Plugins and not validation rules, because Apollo Server gives the errors of all rules one code. They run after validation: fragments
 * exist and are free of cycles.
 */
export function limitOperations(limiter: Pick<RateLimiter, 'charge'> = createRateLimiter()): ApolloServerPlugin<GatewayContext>[] {
  return [limitTokens(), limitSizeAndNumber(limiter)];
}

function limitSizeAndNumber(limiter: Pick<RateLimiter, 'charge'>): ApolloServerPlugin<GatewayContext> {
  const measure = createMeasure();
  return {
    requestDidStart: async ({ contextValue }) => {
      let isCharged = false;
      const charge = async (operations: number): Promise<RateRefusal | null> => {
        isCharged = true;
        return await limiter.charge(contextValue.caller.identity.subject, operations);
      };
      return {
        async didResolveOperation({ operation, document, schema, request }) {
          if (!operation) return;
          const size = measure({ operation, document, schema, variables: request.variables ?? {} });
          const refused = await charge(1 + Math.floor(size.bulkItems / itemsPerOperation));
          if (refused) throw toRateError(refused);
          const excess = findExcess(size) ?? findDepthExcess(request.variables);
          if (excess) throw graphError('QUERY_TOO_COMPLEX', excess, { http: { status: 400 } });
        },
        // what is not even an operation costs its reading
        async didEncounterErrors() {
          if (!isCharged) await charge(1);
        },
      };
    },
  };
}

function findDepthExcess(variables: Record<string, unknown> | undefined): string | null {
  // the variables themselves are an object too
  if (isWithinDepth(variables, maxVariableDepth + 1)) return null;
  return `The variables nest more than ${maxVariableDepth} deep, that many are allowed; send flatter ones`;
}

/** Goes no deeper than told, whatever there is. */
function isWithinDepth(value: unknown, left: number): boolean {
  if (typeof value !== 'object' || value === null || !isJson(value)) return true;
  return left > 0 && Object.values(value).every((item) => isWithinDepth(item, left - 1));
}

/** Not what a transport put there by itself, such as a file that is still to come. */
function isJson(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return Array.isArray(value) || prototype === Object.prototype || prototype === null;
}

/** The parser counts, and stops at the first token too many. What it says of it is an error of syntax: the document is refused as one. */
function limitTokens(): ApolloServerPlugin<GatewayContext> {
  return {
    requestDidStart: async () => ({
      async willSendResponse({ document, response: { body } }) {
        if (document || body.kind !== 'single') return;
        const [error] = body.singleResult.errors ?? [];
        if (!error || !/^Syntax Error: Document contains more th\w+ \d+ tokens/.test(error.message)) return;
        const message = `The document has more than ${maxTokens} tokens, that many are allowed; pass values as variables, and ${lessOrSeveral}`;
        body.singleResult.errors = [{ message, extensions: { code: 'QUERY_TOO_COMPLEX' } }];
      },
    }),
  };
}

/** Refuses a request that does not say which of its operations is meant; the gateway's own error for it has no code and would be masked. */
export function requireOperation(): ApolloServerPlugin {
  return {
    requestDidStart: async () => ({
      async didResolveOperation({ operation, request }) {
        if (operation) return;
        const which = request.operationName
          ? `The document has no operation "${request.operationName}"`
          : 'The document has several operations';
        throw graphError('BAD_USER_INPUT', `${which}; name one of them as operationName`, { http: { status: 400 } });
      },
    }),
  };
}
