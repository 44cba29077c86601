import pg from 'pg';
import { wallClockOffsetMs } from './clock.ts';

/**
 * The peer: one process, one connection, LISTEN. It is told of the same commits, and does nothing with what it hears but to note when it
 * was. Its arguments: the database and the channel; asked for anything it hands in its notes, payload and milliseconds since 1970.
 */
const [, , connectionString = '', channel = ''] = process.argv;
const client = new pg.Client({ connectionString });
let heard: [string, number][] = [];
client.on('notification', ({ payload = '' }) => heard.push([payload, performance.now()]));
await client.connect();
await client.query(`listen ${client.escapeIdentifier(channel)}`);

process.on('message', () => {
  const offset = performance.timeOrigin + wallClockOffsetMs();
  process.send?.(heard.map(([payload, at]) => [payload, at + offset]));
  heard = [];
});
process.on('disconnect', () => process.exit());
process.on('SIGTERM', () => process.exit());
process.send?.([]);
