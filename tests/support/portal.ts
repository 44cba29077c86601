import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFreePort } from 'cli/free-port.ts';
import type { Role } from 'lib/identity.ts';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { launchBrowser, openContext, watchPage } from './browser.ts';
import { type LabProcess, startLabProcess } from './lab-process.ts';
import { type Chosen, findReferences } from './seed.ts';

export type PortalOptions = {
  /** Name by which people know the machine; without it they use its address. */
  host?: string;
  /** Other names that lead to it. */
  names?: readonly string[];
  /** Settings of the lab. @param folder for files of the test. */
  settings?: (folder: string) => Record<string, string>;
};

export type PageOptions = {
  /** Who is signed in; null: nobody. */
  role?: Role | null;
  options?: BrowserContextOptions;
  /** Whether the console may say something: pages whose lab goes away, or refuses them. */
  mayComplain?: boolean;
  /** Hosts that are visited besides, such as that of a provider of identities. */
  others?: readonly string[];
};

/** A lab in processes of its own with the demo data, and a browser: what a file about the portal works with. */
export type Portal = {
  /** Folder for files of the test. */
  readonly folder: string;
  readonly lab: LabProcess;
  readonly browser: Browser;
  /** Where people open it. */
  readonly url: string;
  /** What requests of others are made of. */
  readonly references: Chosen;
  /** A page in a browser without memory. At the end of the test: no fault in its console, no request to another host. */
  openPage(path: string, page?: PageOptions): Promise<Page>;
  /** Starts the lab again that a test has stopped, at the same address. @param changes settings that differ from before. */
  restart(changes?: Record<string, string>): Promise<void>;
};

/** Starts it before the tests of a file, and removes it behind them. @param name of the file, for its folder. */
export function preparePortal(name: string, { host, names = [], settings = () => ({}) }: PortalOptions = {}): Portal {
  let started: Omit<Portal, 'openPage' | 'restart'> | undefined;
  let begin: (changes?: Record<string, string>) => Promise<LabProcess>;
  const running = (): NonNullable<typeof started> => {
    if (!started) throw new Error('the lab is not up yet: this belongs into a test');
    return started;
  };
  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), `lab-${name}-`));
    const port = (await findFreePort([0])) ?? 0;
    const url = `http://${host ?? '127.0.0.1'}:${port}`;
    const env = { ...(host && { PUBLIC_URL: url }), ...settings(folder) };
    begin = (changes) => startLabProcess(join(folder, 'data'), port, { ...env, ...changes });
    const [lab, browser] = await Promise.all([begin(), launchBrowser(host ? [host, ...names] : names)]);
    started = { folder, lab, browser, url, references: await findReferences(lab) };
  });
  afterAll(async () => {
    await started?.browser.close();
    await started?.lab.stop();
    if (started) rmSync(started.folder, { recursive: true, force: true });
  });
  return {
    get folder() {
      return running().folder;
    },
    get lab() {
      return running().lab;
    },
    get browser() {
      return running().browser;
    },
    get url() {
      return running().url;
    },
    get references() {
      return running().references;
    },
    openPage: async (path, { role = 'integrator', options = {}, mayComplain = false, others = [] } = {}) => {
      const { browser, url } = running();
      const context = await openContext({ browser, url, role, options });
      const page = await context.newPage();
      // over plain HTTP the header has no meaning under a name, and does no harm
      watchPage(page, { url, mayComplain, others, ...(host && { usual: /Cross-Origin-Opener-Policy header has been ignored/ }) });
      await page.goto(url + path);
      return page;
    },
    restart: async (changes) => {
      started = { ...running(), lab: await begin(changes) };
    },
  };
}
