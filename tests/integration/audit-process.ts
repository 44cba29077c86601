import { recordAudit, systemCaller } from 'lib/audit.ts';
import { findAuditKeys } from 'lib/audit-seal.ts';
import { createPool, withTransaction } from 'lib/db.ts';
import { createLogger } from 'lib/log.ts';

// A process that records in a transaction, says so, and never comes to its commit: it is there to be killed.
const [connectionString = '', dataDir = ''] = process.argv.slice(2);
const keys = findAuditKeys({ AUDIT_SECRET: undefined, LAB_DATA_DIR: dataDir });
const pool = createPool({ connectionString, name: 'to be killed', size: 1, log: createLogger('tests', 'silent') });
await withTransaction(pool, async (tx) => {
  await recordAudit(tx, { chain: 'worker', keys }, [{ caller: systemCaller('victim'), action: 'nothing', outcome: 'accepted' }]);
  process.stdout.write('recorded\n');
  await new Promise((resolve) => setTimeout(resolve, 600_000));
});
