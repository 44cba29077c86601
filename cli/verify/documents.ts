import { setTimeout as delay } from 'node:timers/promises';
import { type Api, ApiError } from '../api.ts';
import { graphql } from '../generated/gql.ts';
import type { DocumentSweepQuery } from '../generated/graphql.ts';
import { countOf, drawFindings } from '../terminal.ts';

/** Known to codegen by its name. */
graphql(`
  fragment SweepFields on DocumentSweep {
    id
    isThorough
    finishedAt
    error
    objectCount
    documentCount
    expiredCount
    removedCount
    isClean
    problemCount
    problems { storageKey kind detail }
  }
`);

const sweepDocument = graphql(`
  query DocumentSweep($id: ID) {
    documentSweep(id: $id) { ...SweepFields }
  }
`);

const beginDocument = graphql(`
  mutation SweepDocuments {
    sweepDocuments(input: { isThorough: true }) {
      sweep { ...SweepFields }
    }
  }
`);

type Sweep = NonNullable<DocumentSweepQuery['documentSweep']>;

/** What a comparison of all documents with all objects came to. Without one, `error` says why, and it is not clean. */
export type DocumentCheck = Pick<Sweep, 'isClean' | 'error' | 'problems'> &
  Record<'objectCount' | 'documentCount' | 'expiredCount' | 'removedCount' | 'problemCount', number>;

const pollMs = 500;
/** An unfinished sweep may be one whose process was killed; the next one that is begun closes it. */
const doubtMs = 30_000;

/** Has the lab compare every document with its object, byte for byte, and waits for the end of it. */
export async function checkDocuments(api: Api): Promise<DocumentCheck> {
  try {
    const { id: _id, finishedAt: _finishedAt, isThorough: _isThorough, ...check } = await sweep(api);
    return check;
  } catch (error) {
    // the other promises are worth an answer all the same
    if (!(error instanceof ApiError)) throw error;
    const nothing = { objectCount: 0, documentCount: 0, expiredCount: 0, removedCount: 0, problemCount: 0, problems: [] };
    return { ...nothing, isClean: false, error: error.message };
  }
}

async function sweep(api: Api): Promise<Sweep> {
  const read = async (id: string | null): Promise<Sweep | null> => (await api.execute(sweepDocument, { id })).documentSweep;
  const begin = async (): Promise<Sweep | null> => (await api.execute(beginDocument)).sweepDocuments.sweep;
  const newest = await read(null);
  const earlier = newest?.finishedAt ? newest.id : null;
  let found = await begin();
  let askedAt = performance.now();
  for (;;) {
    // the answer may also be the sweep that was under way, which reads no bytes, or the last one before it
    const isNew = found !== null && found.id !== earlier;
    if (found && isNew && found.finishedAt && found.isThorough) return found;
    await delay(pollMs);
    if (found && isNew && !found.finishedAt && performance.now() - askedAt < doubtMs) found = await read(found.id);
    else {
      found = await begin();
      askedAt = performance.now();
    }
  }
}

/** One line, and what no sweep can mend. */
export function drawDocuments({ error, problems, ...counts }: DocumentCheck): string {
  if (error !== null) return `documents: NOT compared: ${error}`;
  const { objectCount, documentCount, expiredCount, removedCount, problemCount } = counts;
  const mended = [
    expiredCount > 0 ? `${countOf(expiredCount, 'document')} ended` : null,
    removedCount > 0 ? `${countOf(removedCount, 'object')} removed` : null,
  ].filter((part) => part !== null);
  const parts = [countOf(objectCount, 'object'), countOf(documentCount, 'document'), ...mended, countOf(problemCount, 'problem')];
  return drawFindings(
    `documents: ${parts.join(', ')}`,
    problems.map(({ storageKey, kind, detail }) => `${storageKey} ${kind.toLowerCase()}: ${detail}`),
  );
}
