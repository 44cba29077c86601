import { runService } from 'lib/service.ts';
import { start } from 'subgraphs/documents/main.ts';
import { openObjectStore } from 'subgraphs/documents/store/open.ts';
import { createRandom } from '../faults/random.ts';
import { breakPool, breakStore, type Decide, type Harm, type Point } from './documents-saboteur.ts';

// The documents subgraph as a process that breaks: once where HARM_AT says, or everywhere by chance.
const [point = '', harm = 'kill'] = (process.env.HARM_AT ?? '').split(':') as [Point | '', Harm | undefined];
const rate = Number(process.env.HARM_RATE ?? 0);
const random = createRandom(Number(process.env.HARM_SEED ?? 1), 'harm');
const harms: Harm[] = ['fail', 'fail', 'fail', 'fail', 'stall', 'stall', 'truncate', 'garble', 'kill'];
let isSpent = false;

const decide: Decide = (reached) => {
  if (reached === point && !isSpent) {
    isSpent = true;
    return harm;
  }
  return random.next() < rate ? (random.pick(harms) ?? null) : null;
};

await runService('documents', (runtime) =>
  start({ ...runtime, pool: breakPool(runtime.pool, decide) }, breakStore(openObjectStore(runtime.config, runtime.log), decide)),
);
