import { forgetDrafts } from './drafts.ts';
import { type Person, readPerson } from './person.ts';

export type SessionState =
  /** The lab has not answered yet. */
  | { is: 'asking' }
  /** The lab cannot say who is signed in; it is asked again. */
  | { is: 'unknown'; reason: string }
  | { is: 'nobody' }
  | { is: 'here'; person: Person }
  /** Whoever looks at this page is signed out meanwhile; what they see and typed is still theirs. */
  | { is: 'over'; person: Person };

export type Session = {
  state(): SessionState;
  onChange(tell: () => void): () => void;
  /** Asks who is signed in: at the start, and whenever something does not look like the person who was. */
  doubt(): Promise<void>;
  /** Resolves while somebody is signed in. */
  here(): Promise<void>;
  /** @throws Error when the lab does not answer: the person is still signed in. */
  signOut(): Promise<void>;
};

type Surroundings = {
  ask?: () => Promise<Person | null>;
  /** All tabs of this browser. */
  channel?: Pick<BroadcastChannel, 'postMessage' | 'addEventListener'>;
  /** Loads the portal anew, so that nothing of the one before remains in it. */
  leave?: () => void;
};

const askAgainMs = 3_000;

/**
 * Who is signed in, for as long as this page is open. The cookie that says so is out of a script's reach: the lab is asked, and asked
 * again whenever it refuses something, closes the live connection, or another tab says that something has changed.
 */
export function createSession({ ask = askLab, channel = new BroadcastChannel('lab-session'), leave = goHome }: Surroundings = {}): Session {
  const listeners = new Set<() => void>();
  let state: SessionState = { is: 'asking' };
  let asking: Promise<void> | undefined;

  function become(next: SessionState): void {
    if (JSON.stringify(next) === JSON.stringify(state)) return;
    state = next;
    for (const tell of listeners) tell();
  }

  function take(found: Person | null): void {
    const known = 'person' in state ? state.person : null;
    if (!found) become(known ? { is: 'over', person: known } : { is: 'nobody' });
    // another person took over in another tab; what this one shows and holds is not theirs
    else if (known && known.subject !== found.subject) leave();
    else {
      if (state.is === 'asking') channel.postMessage('signed in');
      become({ is: 'here', person: found });
    }
  }

  async function find(): Promise<void> {
    try {
      take(await ask());
    } catch (error) {
      // who is signed in goes on working with what there is
      if ('person' in state) return;
      become({ is: 'unknown', reason: error instanceof Error ? error.message : String(error) });
      setTimeout(doubt, askAgainMs);
    }
  }

  function doubt(): Promise<void> {
    asking ??= find().finally(() => {
      asking = undefined;
    });
    return asking;
  }

  channel.addEventListener('message', ({ data }: MessageEvent) => {
    if (data !== 'signed out') return void doubt();
    forgetDrafts();
    leave();
  });
  const look = () => {
    if (!document.hidden && state.is !== 'asking') void doubt();
  };
  document.addEventListener('visibilitychange', look);

  return {
    state: () => state,
    onChange(tell) {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    doubt,
    here() {
      return new Promise((resolve) => {
        const settle = () => {
          if (state.is !== 'here') return;
          listeners.delete(settle);
          resolve();
        };
        listeners.add(settle);
        settle();
      });
    },
    async signOut() {
      const answer = await fetch('/sign-out', { method: 'POST', headers: { accept: 'application/json' } });
      if (!answer.ok) throw new Error(await readReason(answer));
      channel.postMessage('signed out');
      forgetDrafts();
      leave();
    },
  };
}

/** Where to sign in, and to come back from to where one is now. */
export function signInAddress(here: string = location.pathname + location.search + location.hash): string {
  return `/sign-in?to=${encodeURIComponent(here)}`;
}

/** @throws Error with words for people. */
export async function askLab(): Promise<Person | null> {
  const answer = await fetch('/session', { headers: { accept: 'application/json' }, cache: 'no-store' }).catch(() => {
    throw new Error('Nobody answers here: check that the lab is running.');
  });
  if (!answer.ok) throw new Error(await readReason(answer));
  return readPerson(await answer.json());
}

async function readReason(answer: Response): Promise<string> {
  const body: unknown = await answer.json().catch(() => null);
  const [error] = (body as { errors?: { message?: unknown }[] } | null)?.errors ?? [];
  return typeof error?.message === 'string' ? error.message : `The lab answered with status ${answer.status}`;
}

function goHome(): void {
  location.assign('/');
}
