/** What happens at the door, for whoever keeps a record of it. Nothing of it is a secret. */
export type IdentityEvent = {
  action: 'signed-in' | 'sign-in-refused' | 'signed-out' | 'token-refused';
  /** Null while nobody knows who it is. */
  subject: string | null;
  /** One sentence. */
  detail: string;
  /** Names the request in logs; null for a request that is not HTTP's alone, such as the beginning of a socket. */
  requestId: string | null;
};

/** Must not throw: who signs in cannot mend it. */
export type TellEvent = (event: IdentityEvent) => void;
