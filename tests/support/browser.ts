import type { Role } from 'lib/identity.ts';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';

// nothing but what the tests ask for may leave the browser
const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Debian's Chromium, or the one that `CHROMIUM` names.
 *
 * @param names of this machine, besides those that it has.
 */
export function launchBrowser(names: readonly string[] = []): Promise<Browser> {
  const rules = names.length > 0 ? [`--host-resolver-rules=${names.map((name) => `MAP ${name} 127.0.0.1`).join(', ')}`] : [];
  return chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: [...flags, ...rules] });
}

/** Signs in as people do, from a page where nobody is signed in; comes back to it. */
export async function signIn(page: Page, role: Role): Promise<void> {
  await page.getByRole('link', { name: 'Sign in', exact: true }).click();
  await choosePerson(page, role);
  await page.getByRole('navigation', { name: 'Main' }).waitFor();
}

/** On the page of the lab's own provider. */
export async function choosePerson(page: Page, role: Role): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^${role}\\b`, 'i') }).click();
}

type States = Map<string, Awaited<ReturnType<BrowserContext['storageState']>>>;
const signedIn = new WeakMap<Browser, States>();

export type Opening = {
  browser: Browser;
  /** Address of the gateway. */
  url: string;
  /** Who is signed in already; null: nobody. */
  role: Role | null;
  options?: BrowserContextOptions;
};

/** A browser without memory but for who is signed in. Through the sign-in page it goes only the first time in a file. */
export async function openContext({ browser, url, role, options = {} }: Opening): Promise<BrowserContext> {
  const viewport = { width: 1280, height: 900 };
  if (role === null) return await browser.newContext({ viewport, ...options });
  const states: States = signedIn.get(browser) ?? new Map();
  signedIn.set(browser, states);
  const known = states.get(`${role} at ${url}`);
  const context = await browser.newContext({ viewport, ...(known ? { storageState: known } : {}), ...options });
  if (!known) {
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    await page.goto(url);
    await signIn(page, role);
    states.set(`${role} at ${url}`, await context.storageState());
    await page.close();
  }
  return context;
}

type Watching = {
  /** Address of the lab; requests to any other host fail the test. */
  url: string;
  /** Hosts that are visited besides, such as that of a provider of identities. */
  others?: readonly string[];
  /** For pages whose lab goes away, or refuses them: what the console says is not judged. */
  mayComplain?: boolean;
  /** What the browser always says about a page like this. */
  usual?: RegExp;
};

/** At the end of the test: no fault in the console, no request to another host. */
export function watchPage(page: Page, { url, others = [], mayComplain = false, usual }: Watching): void {
  page.setDefaultTimeout(60_000);
  const faults: string[] = [];
  const hosts = new Set<string>();
  page.on('request', (request) => hosts.add(new URL(request.url()).origin));
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !mayComplain && !usual?.test(message.text()))
      faults.push(`${message.text()} (${message.location().url})`);
  });
  onTestFinished(async () => {
    await page.context().close();
    expect(faults).toEqual([]);
    // null: pictures and workers that the page makes itself
    const expected = ['null', new URL(url).origin, ...others];
    expect([...hosts].filter((host) => !expected.includes(host))).toEqual([]);
  });
}
