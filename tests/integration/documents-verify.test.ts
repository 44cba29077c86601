import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CommandResult, runLab } from '../support/command.ts';
import { startLab, type TestLab } from '../support/lab.ts';
import { type References, requestInput, seedReferences, submit } from '../support/seed.ts';
import { uploadTo } from './documents-client.ts';

let lab: TestLab;
let references: References;
beforeAll(async () => {
  lab = await startLab();
  references = await seedReferences(lab);
  const query = 'mutation ($input: ReferenceDataInput!) { importReferenceData(input: $input) { userErrors { message } } }';
  await lab.ask(query, { input: { documentTypes: [{ code: 'LOG', name: 'Log' }] } });
});
afterAll(() => lab[Symbol.asyncDispose]());

/** Files of documents that a request has. */
async function submitDocuments(...contents: string[]): Promise<string[]> {
  const paths: string[] = [];
  const documentIds: string[] = [];
  for (const content of contents) {
    const { result } = await uploadTo(`${lab.url}/graphql`, { content }, lab.headers);
    if (!result?.document) throw new Error(JSON.stringify(result));
    documentIds.push(result.document.id);
    const { rows } = await lab.pool.query<{ storage_key: string }>('select storage_key from document_repo.documents where id = $1', [
      result.document.id,
    ]);
    paths.push(join(lab.runtime.config.LAB_DATA_DIR, 'objects', 'finished', rows[0]?.storage_key ?? ''));
  }
  const { userErrors } = await submit(lab, requestInput(references, { documentIds }));
  expect(userErrors).toEqual([]);
  return paths;
}

const verify = (...args: string[]): Promise<CommandResult> =>
  runLab(['verify', ...args], { LAB_URL: lab.url, LAB_DATA_DIR: lab.runtime.config.LAB_DATA_DIR });

/** What `--json` says about documents. */
async function verifyJson(): Promise<{ code: number | null; isSound: boolean; documents: Record<string, unknown> }> {
  const { code, stdout, stderr } = await verify('--json');
  if (!stdout) throw new Error(stderr);
  return { code, ...(JSON.parse(stdout) as { isSound: boolean; documents: Record<string, unknown> }) };
}

test('every document is compared with its object, and one that somebody changed, cut or took away is a deviation', async () => {
  const [changed = '', cut = '', gone = ''] = await submitDocuments('first', 'second', 'third', 'fourth');
  const clean = await verify();
  expect(clean.stdout).toContain('\ndocuments: 4 objects, 4 documents, 0 problems.\n');
  expect(clean.code).toBe(0);
  expect(await verifyJson()).toMatchObject({ code: 0, isSound: true, documents: { isClean: true, objectCount: 4, problems: [] } });

  // the same size, which only its bytes give away
  writeFileSync(changed, 'FIRST');
  expect(await verifyJson()).toMatchObject({ code: 1, isSound: false, documents: { isClean: false, problems: [{ kind: 'HASH' }] } });
  writeFileSync(cut, '2nd');
  rmSync(gone);
  const broken = await verify();
  expect(broken.code).toBe(1);
  expect(broken.stdout).toContain('\ndocuments: 3 objects, 4 documents, 3 problems:\n');
  expect(broken.stdout).toMatch(/ hash: its object has the hash/);
  expect(broken.stdout).toMatch(/ size: its object has 3 bytes of 6/);
  expect(broken.stdout).toMatch(/ missing: its object is gone/);
  expect(broken.stdout).toContain('NOT all as it should be.');

  for (const [path, content] of [
    [changed, 'first'],
    [cut, 'second'],
    [gone, 'third'],
  ] as const)
    writeFileSync(path, content);
  expect((await verify()).code).toBe(0);
});
