import { maxFileBytes } from 'lib/upload-receiver.ts';
import { expect, it } from 'vitest';
import { signed } from '../support/signed.ts';
import { findDifference, note, readBooks, uploadOperations } from './documents-client.ts';
import { openRepository } from './documents-fixture.ts';
import { type Form, hostileForms, type RawAnswer, sendForm } from './upload-receiver-forms.ts';

const patienceMs = 30_000;
const operations = uploadOperations();
const forms = hostileForms(operations, maxFileBytes);

/** The answer, or what there was instead of one. */
async function outcome(url: string, form: Form): Promise<{ form: string; answer: RawAnswer | 'hangs' }> {
  const late = Promise.withResolvers<'hangs'>();
  const timer = setTimeout(() => late.resolve('hangs'), patienceMs);
  const answer = await Promise.race([
    sendForm(url, { ...form, headers: { ...signed('documents', operations), ...form.headers } }),
    late.promise,
  ]);
  clearTimeout(timer);
  return { form: form.name, answer };
}

/** What is expected of an answer: refused by errors, or by the mutation itself where the file is too large. */
function describeFault({ name, status, ending }: Form, answer: RawAnswer | 'hangs'): string | null {
  if (ending === 'leave') return null;
  if (answer === 'hangs' || answer === null) return `${name}: ${answer ?? 'no answer'}`;
  const body = answer.body as {
    errors?: { message?: string; extensions?: { code?: string } }[];
    data?: { uploadDocument?: { userErrors: { code: string }[] } };
  };
  const code = body.errors?.[0]?.extensions?.code ?? body.data?.uploadDocument?.userErrors[0]?.code;
  // an operation that was tampered with is not the one that was signed
  const isShaped = code === 'BAD_USER_INPUT' || code === 'FILE_TOO_LARGE' || code === 'UNAUTHENTICATED';
  const isRight = status === undefined ? answer.status >= 400 && answer.status < 500 : answer.status === status;
  return isShaped && isRight ? null : `${name}: ${JSON.stringify(answer)}`;
}

it(`${forms.length} malformed or hostile forms end in a shaped 4xx each, and nothing of them is kept`, async () => {
  await using lab = await openRepository({ settings: { DOCUMENT_PENDING_MS: '0' } });
  expect(forms.length).toBeGreaterThanOrEqual(60);
  const outcomes = await Promise.all(forms.map((form) => outcome(lab.url, form)));
  expect(outcomes.map(({ answer }, index) => describeFault(forms[index] as Form, answer)).filter((fault) => fault !== null)).toEqual([]);
  expect((await lab.upload({ content: note() })).result?.document?.status).toBe('STORED');
  expect(await lab.sweep()).toMatchObject({ isClean: true, documentCount: 1 });
  expect(findDifference(await readBooks(lab))).toEqual({ orphans: [], dangling: [] });
});
