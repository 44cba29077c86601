import './browser.ts';
import { ApolloLink } from '@apollo/client';
import { createMemoryHistory } from '@tanstack/react-router';
import { type RenderResult, render } from '@testing-library/react';
import { buildSchema, execute, GraphQLError, validate } from 'graphql';
import { from } from 'rxjs';
import { onTestFinished } from 'vitest';
import schemaText from '../../../schema.graphql?raw';
import { openPortal, type Portal } from '../open-portal.ts';
import { PortalRoot } from '../portal-root.tsx';
import type { Person } from '../session/person.ts';
import { createSession, type Session } from '../session/session.ts';
import { createFakeSocket, type FakeSocket } from './fake-socket.ts';
import { people } from './records.ts';

/** The published schema itself: a question or an answer that it does not allow fails the test. */
const schema = buildSchema(schemaText);

async function answer({ query, variables }: ApolloLink.Operation, rootValue: Record<string, unknown>): Promise<ApolloLink.Result> {
  const faults = validate(schema, query);
  const { data, errors } =
    faults.length > 0 ? { errors: faults } : await execute({ schema, document: query, rootValue, variableValues: variables });
  return { ...(data === undefined ? {} : { data }), ...(errors ? { errors: errors.map((error) => error.toJSON()) } : {}) };
}

/** The door of a lab, with who is signed in; without anybody it lets no question in. */
export type FakeDoor = {
  person: Person | null;
  /** When not null, the lab cannot say who is signed in. */
  fault: Error | null;
  /** How often somebody asked who is signed in. */
  asked: number;
  /** What this tab told the others. */
  told: unknown[];
  /** How often the portal was to be loaded anew. */
  left: number;
  /** Another tab says something. */
  hear(message: string): void;
};

/** The session of this tab, in front of a door that tests hold. */
export function openDoor(person: Person | null): { door: FakeDoor; session: Session } {
  const others = new EventTarget();
  const door: FakeDoor = {
    person,
    fault: null,
    asked: 0,
    told: [],
    left: 0,
    hear: (data) => others.dispatchEvent(new MessageEvent('message', { data })),
  };
  const session = createSession({
    ask: async () => {
      door.asked += 1;
      if (door.fault) throw door.fault;
      return door.person;
    },
    channel: {
      postMessage: (message) => door.told.push(message),
      addEventListener: others.addEventListener.bind(others),
    } as Pick<BroadcastChannel, 'postMessage' | 'addEventListener'>,
    leave: () => {
      door.left += 1;
    },
  });
  return { door, session };
}

/** A graph behind a door, that answers from the given values and functions; its log starts at `start`. */
function answerFrom(answers: Record<string, unknown>, door: FakeDoor): ApolloLink {
  const refusal = new GraphQLError('Your session is over', { extensions: { code: 'UNAUTHENTICATED' } }).toJSON();
  return new ApolloLink((operation) =>
    from(door.person ? answer(operation, { logCursor: 'start', ...answers }) : Promise.resolve({ errors: [refusal] })),
  );
}

export type Rendered = RenderResult & { router: Portal['router']; socket: FakeSocket; door: FakeDoor };

/**
 * The whole portal at an address, in front of a graph that answers from the given values and functions.
 *
 * @param answers root fields of Query and Mutation; functions get the arguments.
 * @param person who is signed in; the integrator unless told, who may do nearly everything.
 */
export function renderPortal(address: string, answers: Record<string, unknown>, person: Person | null = people.integrator): Rendered {
  const socket = createFakeSocket();
  const { door, session } = openDoor(person);
  void session.doubt();
  const history = createMemoryHistory({ initialEntries: [address] });
  const portal = openPortal({ session, socket, http: answerFrom(answers, door), history });
  onTestFinished(portal.close);
  const result = render(<PortalRoot portal={portal} env="test" />);
  return { ...result, router: portal.router, socket, door };
}
