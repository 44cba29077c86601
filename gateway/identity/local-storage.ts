import { LRUCache } from 'lru-cache';
import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';

const mostRecords = 5_000;

/**
 * What the local provider remembers for the minutes of a sign-in, in memory and bounded.
 *
 * It keeps no sessions of its own: it asks anew each time who somebody wants to be, and signing out here is signing out.
 */
export function createLocalStorage(): AdapterFactory {
  const records = new LRUCache<string, AdapterPayload>({ max: mostRecords });
  return (model) => (model === 'Session' ? forgetful : keep(records, model));
}

const nothing = async (): Promise<undefined> => undefined;
const forgetful: Adapter = {
  upsert: nothing,
  find: nothing,
  findByUserCode: nothing,
  findByUid: nothing,
  consume: nothing,
  destroy: nothing,
  revokeByGrantId: nothing,
};

function keep(records: LRUCache<string, AdapterPayload>, model: string): Adapter {
  const toKey = (id: string): string => `${model}:${id}`;
  return {
    ...forgetful,
    async upsert(id, payload, expiresInSeconds) {
      records.set(toKey(id), payload, expiresInSeconds ? { ttl: expiresInSeconds * 1_000 } : {});
    },
    async find(id) {
      return records.get(toKey(id));
    },
    async consume(id) {
      const record = records.get(toKey(id));
      if (record) record.consumed = Math.floor(Date.now() / 1_000);
    },
    async destroy(id) {
      records.delete(toKey(id));
    },
    async revokeByGrantId(grantId) {
      // a code that comes twice: what was given for it the first time is taken back
      for (const [key, { grantId: owner }] of records.entries()) if (owner === grantId) records.delete(key);
    },
  };
}
