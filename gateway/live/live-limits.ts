/** Limits and times of the live transports. */
export type LiveLimits = {
  /** WebSockets and streams that one process holds. */
  connections: number;
  /** Of those, from one client address. A proxy in front that nobody trusts makes all clients one address. */
  connectionsPerAddress: number;
  /** Of those, of one person. */
  connectionsPerPerson: number;
  /** Operations under way on one WebSocket. */
  operationsPerSocket: number;
  /** Largest message from a WebSocket client, in bytes. */
  messageBytes: number;
  /** What may wait for a WebSocket client that reads slowly, in bytes. With more than that before it, it is cut off by the next answer. */
  unsentBytes: number;
  /** Longest operation id of a WebSocket client, in characters: it is repeated in each message. */
  idLength: number;
  /** How long a WebSocket client may take for `connection_init`. */
  initTimeoutMs: number;
  /** Time between signs of life asked from, or given to, a client. One that gave none by the next time is cut off. */
  heartbeatMs: number;
  /** How long answers in hand, and the closing of sockets, may take when the gateway stops; within that of the HTTP server. */
  drainTimeoutMs: number;
  /** Origins beside the gateway's own that browsers may connect from, for example `https://portal.example.org`. */
  allowedOrigins: readonly string[];
};

export const liveLimits: LiveLimits = {
  connections: 10_000,
  connectionsPerAddress: 5_000,
  connectionsPerPerson: 200,
  operationsPerSocket: 20,
  messageBytes: 64 * 1024,
  unsentBytes: 1024 * 1024,
  idLength: 128,
  initTimeoutMs: 3_000,
  heartbeatMs: 15_000,
  drainTimeoutMs: 5_000,
  allowedOrigins: [],
};
