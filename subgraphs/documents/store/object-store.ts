import type { Readable } from 'node:stream';

export type StoredObject = { key: string; sizeBytes: number };

/** A part of an object: both ends belong to it, counted from 0. */
export type ByteRange = { first: number; last: number };

/**
 * Where the bytes of documents are. Metadata stay in the database; the two are tied together by the storage key. A key is two UUIDs:
 * the lab's and the document's; or, apart from all documents, `audit/`, the lab's, and the number of an anchor of the audit.
 */
export type ObjectStore = {
  /** For people: where it is. */
  place: string;
  /** Makes the folder or the bucket, unless it is there. */
  prepare(): Promise<void>;
  /** Whether objects can be written there now. */
  isReady(): Promise<boolean>;
  /**
   * Keeps what comes under a key, all of it or nothing. When it resolves, the object survives a power cut.
   *
   * @throws whatever the bytes throw, or the store's own error. In the latter case the object may be there all the same.
   */
  put(key: string, bytes: AsyncIterable<Buffer>): Promise<void>;
  /** @throws ObjectMissing when there is none; otherwise the store's own error. */
  read(key: string, range?: ByteRange): Promise<Readable>;
  /** Size in bytes; null when there is no such object. */
  measure(key: string): Promise<number | null>;
  /** Removes an object; one that is not there is as good as removed. */
  remove(key: string): Promise<void>;
  /** All objects of a lab, or all anchors of it (`audit/…`), page by page. One that comes or goes meanwhile may or may not be among them. */
  list(lab: string): AsyncIterable<StoredObject[]>;
  /** Removes what puts of a lab have left behind that were cut off before this time. */
  removeUnfinished(lab: string, before: Date): Promise<void>;
};

export class ObjectMissing extends Error {
  override name = 'ObjectMissing';

  constructor(key: string) {
    super(`there is no object ${key} in the store`);
  }
}

const uuid = '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const keyPattern = new RegExp(`^(${uuid}/${uuid}|audit/${uuid}/\\d{10}\\.json)$`);

/** Whatever else a key may be, it is no path of somebody's making. */
export function checkKey(key: string): string {
  if (!keyPattern.test(key)) throw new Error(`"${key}" is no storage key`);
  return key;
}
