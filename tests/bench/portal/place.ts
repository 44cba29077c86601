import type { BrowserContext } from 'playwright-core';

/** Where the portal is, and how somebody who sees everything opens it: with an empty cache. */
export type Place = { url: string; open(): Promise<BrowserContext>; requestCount: number };
