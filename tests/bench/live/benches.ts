import type { Workshop } from '../workshop.ts';
import { benchBreaks } from './live-breaks.ts';
import { benchCrowd } from './live-crowd.ts';
import { benchHiveFollowing } from './live-hive.ts';
import { benchLatency } from './live-latency.ts';
import { benchHiveQueries } from './live-queries.ts';

/** What is measured of subscriptions and of the gateway; `live` stands for all of it. */
export const liveBenches: Record<string, { about: string; run(workshop: Workshop): Promise<void> }> = {
  'live-latency': { about: 'from a commit to the message at each of 200 clients, against a bare LISTEN', run: benchLatency },
  'live-crowd': { about: '2,000 clients of one gateway watch an import', run: benchCrowd },
  'live-breaks': { about: 'over 500 forced breaks, and what those who follow were told in the end', run: benchBreaks },
  // last: they bring Hive Gateway in from npm where it is not there yet
  'live-hive': { about: 'the same subscription for the same clients through Hive Gateway', run: benchHiveFollowing },
  'live-queries': { about: 'federated queries against Hive Gateway over the same subgraphs', run: benchHiveQueries },
};
