import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { ApolloServerPlugin } from '@apollo/server';
import { type DocumentNode, print } from 'graphql';
import { graphError } from 'lib/errors.ts';
import { z } from 'zod';
import { refuseEarly } from './refuse-early.ts';

const listedOperation = z.object({
  id: z.string().regex(/^[0-9a-f]{64}$/, 'the SHA-256 of the operation, in hexadecimal'),
  name: z.string(),
  type: z.enum(['query', 'mutation', 'subscription']),
  body: z.string(),
});

/** The operations of one client, in the format of Apollo's persisted query manifests. */
const operationsDocument = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  version: z.literal(1),
  operations: z.array(listedOperation),
});
export type OperationsDocument = z.infer<typeof operationsDocument>;

/** What an operation is known by: two documents that say the same in another order or layout have one id. */
export function identifyOperation(document: DocumentNode): Pick<z.infer<typeof listedOperation>, 'id' | 'body'> {
  const body = document.definitions.map(print).sort().join('\n\n');
  return { id: hash('sha256', body), body };
}

/**
 * Ids of all operations in some files.
 *
 * @throws Error when one cannot be read, or holds something else.
 */
export function readSafelist(files: readonly string[]): ReadonlySet<string> {
  return new Set(files.flatMap((file) => readOperations(file).map(({ id }) => id)));
}

function readOperations(file: string): OperationsDocument['operations'] {
  try {
    return operationsDocument.parse(JSON.parse(readFileSync(file, 'utf8'))).operations;
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : String(error instanceof Error ? error.message : error);
    throw new Error(`SAFELIST names ${file}, which is no document of operations: ${why} — npm run codegen makes those of the lab`);
  }
}

/** Answers listed operations only, whatever they come over. The others are refused before a word is said about the schema. */
export function refuseUnlisted(ids: ReadonlySet<string>): ApolloServerPlugin {
  return refuseEarly((document) => {
    if (ids.has(identifyOperation(document).id)) return null;
    return graphError(
      'FORBIDDEN',
      'The operation is not among those that this lab answers (SAFELIST) — have it added to one of its files',
      {
        http: { status: 403 },
      },
    );
  });
}
