/** What a subgraph knows of a record that another one owns: where it is, nothing else. */
export type EntityReference = { id: string };

/** A reference to a record of another subgraph; null stays null. */
export function refer(id: string): EntityReference;
export function refer(id: string | null): EntityReference | null;
export function refer(id: string | null): EntityReference | null {
  return id === null ? null : { id };
}

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether a text is a UUID in its usual form; Postgres would refuse any other with an error instead of "not found". */
export function isUuid(text: string): boolean {
  return uuidPattern.test(text);
}

/** Postgres and code say `in_progress`, GraphQL says `IN_PROGRESS`. */
export function toEnum<T extends string>(value: T): Uppercase<T> {
  return value.toUpperCase() as Uppercase<T>;
}

/** The way back of {@link toEnum}. */
export function fromEnum<T extends string>(value: T): Lowercase<T> {
  return value.toLowerCase() as Lowercase<T>;
}
