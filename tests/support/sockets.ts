import { WebSocket } from 'ws';
import type { Headers } from './people.ts';

/** A WebSocket for clients that take a class: its handshake says who one is. */
export function socketWith(headers: Headers): new (url: string, protocols: string) => WebSocket {
  return class extends WebSocket {
    constructor(url: string, protocols: string) {
      super(url, protocols, { headers });
    }
  };
}
