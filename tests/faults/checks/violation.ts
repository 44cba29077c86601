/** A broken promise, found by the clients or in the tables. */
export type Violation = {
  kind: 'lost' | 'duplicated' | 'illegal' | 'orphans';
  promise: string;
  /** The same for the same finding at a later look. */
  id: string;
  /** The service request that it is about, if it is about one. */
  stream: string | null;
  detail: string;
};
