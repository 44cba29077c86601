import { connections } from './connections.ts';
import { deliverTwice } from './deliveries.ts';
import { holdStreams, poisonSome, slowDown } from './events.ts';
import { cutDrain, cutListeners } from './half-open.ts';
import type { FaultKind } from './kind.ts';
import { forceDeadlocks, holdSnapshot } from './locks.ts';
import { loseNotifications } from './notifications.ts';
import { raceOperators } from './people.ts';
import { permuteEvents } from './permutations.ts';
import { postgresFaults } from './postgres.ts';
import { services } from './services.ts';
import { sigkills } from './sigkill.ts';
import { sigstops } from './sigstop.ts';

/** Every fault, in the order of a run: the backlog comes last, because every check after it looks at all of it. */
export const faultKinds: readonly FaultKind[] = [
  ...sigkills,
  ...sigstops,
  ...connections,
  ...postgresFaults,
  ...services,
  { name: 'duplicate-delivery', about: 'bells rung again and drains beside the workers, for the same streams', inject: deliverTwice },
  { name: 'held-streams', about: 'drains that hold their streams while more events of these arrive', inject: holdStreams },
  { name: 'out-of-order', about: 'four events of a stream in every order', inject: permuteEvents },
  { name: 'two-operators', about: 'two operators decide about one case in the same moment', inject: raceOperators },
  { name: 'poison', about: 'events that cannot be applied among many that can', inject: poisonSome },
  { name: 'lost-notifications', about: 'the workers hear no NOTIFY', inject: loseNotifications },
  { name: 'half-open-listeners', about: 'the connections on which workers listen are dead, and nobody is told', inject: cutListeners },
  { name: 'half-open-drain', about: 'the connection of a drain is dead, and the only worker is not told', inject: cutDrain },
  { name: 'deadlocks', about: 'real deadlocks with a session of somebody else', inject: forceDeadlocks },
  { name: 'held-snapshot', about: 'a transaction that stays open while work goes on', inject: holdSnapshot },
  { name: 'slow-handler', about: 'drains that take 1.5 s longer, with a backlog of 10,000', inject: slowDown },
];

/** What the tests run of it: one of everything that is quick. */
export const smallSelection: readonly string[] = [
  ...sigkills.map(({ name }) => name).filter((name) => name !== 'sigkill-random'),
  'postgres-immediate',
  'answers-dropped',
  'duplicate-delivery',
  'held-streams',
  'out-of-order',
  'poison',
];
