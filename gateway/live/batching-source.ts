import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { type Asking, type GatewayContext, type GatewayResponse, type SubgraphDataSource, toResponse } from '../data-source.ts';
import { isRecord } from '../subgraph-errors.ts';

type Options = GraphQLDataSourceProcessOptions<GatewayContext>;
type Waiting = { representations: readonly unknown[]; settle: (response: GatewayResponse) => void; fail: (error: unknown) => void };
type Gathering = {
  query: string;
  variables: Record<string, unknown>;
  operationName: string | undefined;
  context: Asking;
  waiting: Waiting[];
};

/** Entities in one request at most; a subgraph looks them all up with one statement. */
const entitiesPerRequest = 1_000;

/**
 * Asks a subgraph for the entities of many messages at once. A burst of messages is executed side by side, and every one of them asks
 * the same of its own entities: what they ask in the same turn of the event loop goes out as one request, each entity once.
 */
export class BatchingSource implements GraphQLDataSource<GatewayContext> {
  readonly #source: SubgraphDataSource;
  #gathering = new Map<string, Gathering>();

  constructor(source: SubgraphDataSource) {
    this.#source = source;
  }

  process(options: Options): Promise<GatewayResponse> {
    const { query = '', variables = {}, operationName } = options.request;
    const { representations, ...others } = variables;
    if (!Array.isArray(representations)) return this.#source.process(options);
    return new Promise((settle, fail) => {
      if (this.#gathering.size === 0) setImmediate(() => this.#send());
      const context = options.context as GatewayContext;
      // what somebody sees is asked for on nobody else's behalf
      const key = JSON.stringify([query, others, context.caller.identity]);
      const gathering: Gathering = this.#gathering.get(key) ?? {
        query,
        variables: others,
        operationName,
        context,
        waiting: [],
      };
      gathering.waiting.push({ representations, settle, fail });
      this.#gathering.set(key, gathering);
    });
  }

  #send(): void {
    const gathered = [...this.#gathering.values()];
    this.#gathering = new Map();
    for (const { waiting, ...request } of gathered) {
      for (const group of splitByEntities(waiting)) void this.#ask({ ...request, waiting: group });
    }
  }

  async #ask({ query, variables, operationName, context, waiting }: Gathering): Promise<void> {
    const { representations, places } = gatherEntities(waiting);
    const request = { query, variables: { ...variables, representations }, operationName };
    try {
      const response = await this.#source.ask(request, context);
      const isTaken = new Set<number>();
      for (const [index, { settle }] of waiting.entries()) settle(sliceResponse(response, places[index] ?? [], isTaken));
    } catch (error) {
      for (const { representations: own, settle, fail } of waiting) {
        try {
          // each message is told about its own entities; one answer for all would name only the first hundred
          settle(this.#source.explain(error, { ...request, variables: { ...variables, representations: own } }, context));
        } catch (unexpected) {
          fail(unexpected);
        }
      }
    }
  }
}

function splitByEntities(waiting: readonly Waiting[]): Waiting[][] {
  const groups: Waiting[][] = [];
  let room = 0;
  for (const one of waiting) {
    const group = groups.at(-1);
    if (group && room >= one.representations.length) group.push(one);
    else {
      groups.push([one]);
      room = entitiesPerRequest;
    }
    room -= one.representations.length;
  }
  return groups;
}

/** All entities, each once, and for each who waits the places of its own among them. */
function gatherEntities(waiting: readonly Waiting[]): { representations: unknown[]; places: number[][] } {
  const representations: unknown[] = [];
  const known = new Map<string, number>();
  const places = waiting.map(({ representations: own }) =>
    own.map((representation) => {
      const key = JSON.stringify(representation);
      const place = known.get(key) ?? representations.push(representation) - 1;
      known.set(key, place);
      return place;
    }),
  );
  return { representations, places };
}

/** The part of an answer that belongs to one message. An entity that several share is copied: the executor merges into it. */
function sliceResponse(response: GatewayResponse, places: readonly number[], isTaken: Set<number>): GatewayResponse {
  const entities: unknown = isRecord(response.data) ? response.data._entities : undefined;
  const errors = (response.errors ?? []).flatMap((error) => moveError(error, places));
  const own = Array.isArray(entities)
    ? places.map((place) => {
        if (isTaken.has(place)) return structuredClone(entities[place]);
        isTaken.add(place);
        return entities[place];
      })
    : undefined;
  const data = own ? { _entities: own } : null;
  return errors.length > 0 ? toResponse(data, errors) : { data };
}

/** An error at an entity, with its place in the message's own list; one of another message is left out, one without a place concerns all. */
function moveError({ message, path, extensions }: GraphQLFormattedError, places: readonly number[]): GraphQLError[] {
  const at = (moved?: (string | number)[]): GraphQLError =>
    new GraphQLError(message, { path: moved ?? null, extensions: extensions ?? null });
  const place = path?.[1];
  if (!path || typeof place !== 'number') return [at()];
  return places.flatMap((own, index) => (own === place ? [at(['_entities', index, ...path.slice(2)])] : []));
}
