import { createContext, useContext, useSyncExternalStore } from 'react';
import { type Doing, may, type Person } from './person.ts';
import type { Session, SessionState } from './session.ts';

const SessionContext = createContext<Session | null>(null);

export const SessionProvider = SessionContext.Provider;

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('Nobody knows who looks at this page: put a SessionProvider around it');
  return session;
}

export function useSessionState(): SessionState {
  const session = useSession();
  return useSyncExternalStore(session.onChange, session.state);
}

/** Who looks at this page; after the session is over, still the one for whom the page was drawn. */
export function usePerson(): Person {
  const state = useSessionState();
  if (!('person' in state)) throw new Error('Nobody is signed in: this part of the portal is not drawn then');
  return state.person;
}

/** Whether the one who looks at this page may do something: to offer it, or not. */
export function useMay(): (doing: Doing) => boolean {
  const person = usePerson();
  return (doing) => may(person, doing);
}
