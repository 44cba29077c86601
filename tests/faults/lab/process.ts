import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

export type ProcessOptions = {
  name: string;
  /** The file that Node runs. */
  file: string;
  /** Where it answers `/health/ready`. */
  url: string;
  env: Record<string, string>;
  /** What it logs goes here. */
  logFile: string;
};

/** An end that nobody asked for. */
export type UnexpectedExit = { name: string; code: number | null; signal: NodeJS.Signals | null; at: number; lastWords: string };

const patienceMs = 60_000;
const pollMs = 25;

/** A process of the lab, started again whenever it ends, as a supervisor does. It ends with this one, however this one ends. */
export class LabProcess {
  readonly name: string;
  readonly url: string;
  readonly unexpectedExits: UnexpectedExit[] = [];
  /** Told what the process says over its channel. */
  onTale: (message: unknown) => void = () => {};
  /** Told when the process has been ended by the bench, before the next one starts. */
  onDeath: (death: { pid: number; at: number }) => void = () => {};
  #options: ProcessOptions;
  #child: ChildProcess;
  #exited: Promise<unknown>;
  #mayDie = false;
  #isStopping = false;

  constructor(options: ProcessOptions) {
    this.name = options.name;
    this.url = options.url;
    this.#options = options;
    [this.#child, this.#exited] = this.#start();
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** The process may be ended by SIGKILL from now on, by itself or by the bench; any other end is unexpected. */
  allowDeath(mayDie: boolean): void {
    this.#mayDie = mayDie;
  }

  /** Resolves when the present process has ended. */
  ended(): Promise<unknown> {
    return this.#exited;
  }

  send(message: object): void {
    if (this.#child.connected) this.#child.send(message);
  }

  signal(name: NodeJS.Signals): void {
    this.#child.kill(name);
  }

  /** SIGKILL; resolves when it is gone and the next one starts. */
  async kill(): Promise<void> {
    const gone = this.#exited;
    this.allowDeath(true);
    this.signal('SIGKILL');
    await gone;
  }

  /** Stops it as a supervisor does, and starts it with other settings. */
  async restart(env: Record<string, string> = {}): Promise<void> {
    await this.stop();
    this.#options = { ...this.#options, env: { ...this.#options.env, ...env } };
    this.#isStopping = false;
    [this.#child, this.#exited] = this.#start();
    await this.ready();
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    this.signal('SIGCONT');
    this.signal('SIGTERM');
    await this.#exited;
  }

  /** Waits until it says that it is ready. */
  async ready(): Promise<void> {
    for (const deadline = Date.now() + patienceMs; ; await delay(pollMs)) {
      const response = await fetch(`${this.url}/health/ready`, { signal: AbortSignal.timeout(2_000) }).catch(() => null);
      await response?.body?.cancel();
      if (response?.ok) return;
      if (Date.now() > deadline) throw new Error(`${this.name} did not become ready within ${patienceMs / 1_000} s:\n${this.#lastWords()}`);
    }
  }

  #start(): [ChildProcess, Promise<unknown>] {
    const log = openSync(this.#options.logFile, 'a');
    const child = spawn(process.execPath, [this.#options.file], {
      stdio: ['ignore', log, log, 'ipc'],
      env: { ...process.env, LOG_LEVEL: 'warn', ...this.#options.env },
    });
    closeSync(log);
    child.on('message', (message) => this.onTale(message));
    // a channel that breaks with its process says nothing new
    child.on('error', () => {});
    const exited = once(child, 'exit').then(([code, signal]) => this.#settle(child.pid ?? 0, code, signal));
    return [child, exited];
  }

  #settle(pid: number, code: number | null, signal: NodeJS.Signals | null): void {
    const wasAsked = this.#isStopping ? code === 0 : this.#mayDie && signal === 'SIGKILL';
    if (wasAsked && !this.#isStopping) this.onDeath({ pid, at: Date.now() });
    if (!wasAsked) this.unexpectedExits.push({ name: this.name, code, signal, at: Date.now(), lastWords: this.#lastWords() });
    this.#mayDie = false;
    if (!this.#isStopping) [this.#child, this.#exited] = this.#start();
  }

  #lastWords(): string {
    return readFileSync(this.#options.logFile, 'utf8').slice(-2_000);
  }
}
