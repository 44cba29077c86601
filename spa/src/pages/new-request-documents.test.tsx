import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { agreement, connectionOf, customer, integratedRequest, requestType, team } from '../testing/records.ts';
import { renderPortal } from '../testing/render-portal.tsx';
import { documentRules, type Reply, refusedWith, startUploadServer, storedAs } from '../testing/upload-server.ts';

const documentTypes = [
  { id: 'kind-1', code: 'LOG', name: 'Log or data extract', isActive: true },
  { id: 'kind-2', code: 'SCREENSHOT', name: 'Screenshot or photo', isActive: true },
];
const accepted = { submission: { id: 'submission-1', serviceRequest: integratedRequest() }, replayed: false, userErrors: [] };
const text = (name: string, content = 'hello\n') => new File([content], name, { type: 'text/plain' });

type Input = { documentIds: string[]; description: string };

/** The form, with what is submitted. */
async function openForm(submitRequest: (args: { input: Input }) => unknown = () => accepted, answers: Record<string, unknown> = {}) {
  const user = userEvent.setup();
  const submitted: Input[] = [];
  renderPortal('/requests/new', {
    customers: () => connectionOf([customer]),
    agreements: () => connectionOf([agreement]),
    requestTypes: [requestType],
    teams: [team],
    documentTypes,
    documentRules,
    serviceRequest: integratedRequest(),
    submitRequest: (args: { input: Input }) => {
      submitted.push(args.input);
      return submitRequest(args);
    },
    ...answers,
  });
  const field = await screen.findByRole('group', { name: 'Documents' });
  await screen.findByRole('button', { name: 'Choose files' });
  return {
    user,
    submitted,
    field: within(field),
    row: (name: string) => within(within(field).getByRole('listitem', { name })),
    add: (...files: File[]) => user.upload(screen.getByLabelText('Files'), files),
    chooseType: async (name: string, type = 'LOG') => {
      // the types come with an answer
      const select = await within(field).findByRole('combobox', { name: `Type of ${name}` });
      await within(select).findByRole('option', { name: 'Log or data extract' });
      await user.selectOptions(select, type);
    },
    submit: () => user.click(screen.getByRole('button', { name: 'Submit request' })),
  };
}

async function fillIn(user: ReturnType<typeof userEvent.setup>) {
  for (const [label, option] of [
    ['Customer', /Northwind/],
    ['Agreement', /Premium/],
    ['Request type', /does not work/],
    ['Team', /Service desk/],
  ] as const) {
    await user.click(screen.getByRole('combobox', { name: label }));
    await user.click(await screen.findByRole('option', { name: option }));
  }
  await user.type(screen.getByRole('textbox', { name: 'Requester' }), 'Jo Example');
  await user.type(screen.getByRole('textbox', { name: 'E-mail' }), 'jo@example.org');
  await user.type(screen.getByRole('textbox', { name: 'Description' }), 'Look');
}

test('documents are uploaded while the form is filled in, and go with the request', async () => {
  const received = await startUploadServer((form) => storedAs(`document of ${form.file.name}`, form));
  const { user, submitted, field, add, row, chooseType, submit } = await openForm();
  await add(text('a.txt'), text('b.txt', 'other\n'));
  await chooseType('a.txt');
  await row('a.txt').findByText('stored');
  await user.click(field.getByRole('button', { name: 'The same type for 1 other file' }));
  await row('b.txt').findByText('stored');
  expect(field.getByRole('status').textContent).toBe('2 of 2 documents stored.');
  await fillIn(user);
  await submit();
  expect(await screen.findByRole('heading', { name: 'Request accepted' })).toBeTruthy();
  expect(submitted.map(({ documentIds }) => documentIds)).toEqual([['document of a.txt', 'document of b.txt']]);
  expect(received.map(({ operations }) => operations.variables.input.documentType)).toEqual(['LOG', 'LOG']);
});

test('files can be dropped, and what breaks a rule is said without being sent', async () => {
  const received = await startUploadServer((form) => storedAs('document-1', form));
  const { user, field, row } = await openForm();
  const zone = screen.getByRole('button', { name: 'Choose files' }).parentElement ?? document.body;
  const dataTransfer = { files: [text('setup.exe'), new File([], 'empty.txt')], types: ['Files'] };
  fireEvent.drop(zone, { dataTransfer });
  expect(row('setup.exe').getByText('the file is of the type .exe; taken are txt, csv, png, jpg, jpeg')).toBeTruthy();
  expect(row('empty.txt').getByText('the file is empty')).toBeTruthy();
  expect(row('empty.txt').queryByRole('combobox')).toBeNull();
  await user.click(field.getByRole('button', { name: 'Remove setup.exe' }));
  await user.click(field.getByRole('button', { name: 'Remove empty.txt' }));
  expect(field.queryByRole('listitem')).toBeNull();
  expect(received).toEqual([]);
});

test('a file dropped beside the zone does not replace the page', async () => {
  await startUploadServer(() => 'broken');
  const { field } = await openForm();
  const dropped = fireEvent.drop(document.body, { dataTransfer: { files: [text('a.txt')], types: ['Files'] } });
  // false: the browser was kept from what it does by itself
  expect(dropped).toBe(false);
  expect(field.queryByRole('listitem')).toBeNull();
});

test('a refusal stands at its file in the words of the server, and the request waits until the file is removed', async () => {
  await startUploadServer(() => refusedWith('the file is not a whole and right text/plain: it is not UTF-8 <b>at all</b>'));
  const { user, submitted, add, row, chooseType, submit, field } = await openForm();
  await add(text('a.txt'));
  await chooseType('a.txt');
  expect(await row('a.txt').findByText('the file is not a whole and right text/plain: it is not UTF-8 <b>at all</b>')).toBeTruthy();
  await fillIn(user);
  await submit();
  expect((await field.findByRole('alert')).textContent).toContain('remove “a.txt”, which cannot be taken');
  expect(submitted).toEqual([]);
  await user.click(field.getByRole('button', { name: 'Remove a.txt' }));
  await submit();
  expect(await screen.findByRole('heading', { name: 'Request accepted' })).toBeTruthy();
  expect(submitted.map(({ documentIds }) => documentIds)).toEqual([[]]);
});

test('what failed is sent again with the same key', async () => {
  const replies: Reply[] = ['broken', { errors: [{ message: 'The object store cannot keep documents now', extensions: {} }] }];
  const received = await startUploadServer((form) => replies.shift() ?? storedAs('document-1', form));
  const { user, add, row, chooseType } = await openForm();
  await add(text('a.txt'));
  await chooseType('a.txt');
  expect(await row('a.txt').findByText('The connection to the lab was lost')).toBeTruthy();
  await user.click(row('a.txt').getByRole('button', { name: 'Send again' }));
  expect(await row('a.txt').findByText('The object store cannot keep documents now')).toBeTruthy();
  await user.click(row('a.txt').getByRole('button', { name: 'Send again' }));
  expect(await row('a.txt').findByText('stored')).toBeTruthy();
  expect(received).toHaveLength(3);
  expect(new Set(received.map(({ operations }) => operations.variables.input.idempotencyKey)).size).toBe(1);
});

test('submitting waits for what is under way, and takes the form as it is then', async () => {
  let answer: (reply: Reply) => void = () => {};
  const received = await startUploadServer(() => new Promise((resolve) => (answer = resolve)));
  const { user, submitted, add, row, chooseType, submit, field } = await openForm();
  await add(text('a.txt'));
  await chooseType('a.txt');
  expect(await row('a.txt').findByRole('progressbar', { name: 'Upload of a.txt' })).toBeTruthy();
  await fillIn(user);
  await submit();
  await waitFor(() => expect(field.getByRole('status').textContent).toBe('The request is sent as soon as 1 upload has ended.'));
  await user.type(screen.getByRole('textbox', { name: 'Description' }), ' here');
  expect(submitted).toEqual([]);
  await waitFor(() => expect(received).toHaveLength(1));
  const [form] = received;
  if (form) answer(storedAs('document-1', form));
  expect(await screen.findByRole('heading', { name: 'Request accepted' })).toBeTruthy();
  expect(submitted).toMatchObject([{ documentIds: ['document-1'], description: 'Look here' }]);
});

test('an upload can be cancelled while it is under way, and what is missing then is said', async () => {
  await startUploadServer(() => new Promise(() => {}));
  const { user, submitted, add, row, chooseType, submit, field } = await openForm();
  await add(text('a.txt'), text('b.txt'));
  await chooseType('a.txt');
  await fillIn(user);
  await submit();
  await user.click(await field.findByRole('button', { name: 'Cancel a.txt' }));
  expect(await row('a.txt').findByText('cancelled')).toBeTruthy();
  const problem = await field.findByRole('alert');
  expect(problem.textContent).toBe('Before the request can be sent: choose the type of “b.txt”; send “a.txt” again or remove it.');
  expect(submitted).toEqual([]);
});

test('what the server has against a document when the request is submitted stands at the document', async () => {
  const received = await startUploadServer((form) => storedAs(`document-${received.length}`, form));
  const refusal = { code: 'NOT_FOUND', message: 'there is no document "document-1"', field: ['input', 'documentIds'] };
  const { user, submitted, add, row, chooseType, submit } = await openForm(({ input }) =>
    input.documentIds.includes('document-1') ? { submission: null, replayed: false, userErrors: [refusal] } : accepted,
  );
  await add(text('a.txt'));
  await chooseType('a.txt');
  await row('a.txt').findByText('stored');
  await fillIn(user);
  await submit();
  expect(await row('a.txt').findByText('there is no document "document-1"')).toBeTruthy();
  await user.click(row('a.txt').getByRole('button', { name: 'Send again' }));
  await waitFor(() => expect(row('a.txt').queryByText(/there is no document/)).toBeNull());
  await submit();
  expect(await screen.findByRole('heading', { name: 'Request accepted' })).toBeTruthy();
  expect(submitted.map(({ documentIds }) => documentIds)).toEqual([['document-1'], ['document-2']]);
});

test('what may be sent is said as the server says it', async () => {
  await startUploadServer(() => 'broken');
  const { field } = await openForm();
  const words = 'Optional, up to 50: TXT, CSV, PNG, JPG or JPEG of at most 10 MB each, whose content is what the extension says';
  expect(await field.findByText(words)).toBeTruthy();
  expect(screen.getByLabelText('Files').getAttribute('accept')).toBe('.txt,.csv,.png,.jpg,.jpeg');
});

/** Uploads that end in quarantine, and what is found of their documents from then on; a document has the name of its file. */
async function openQuarantine(...names: string[]) {
  const inQuarantine = { status: 'QUARANTINED', statusReason: 'it was not scanned for viruses yet' as string | null };
  const found = new Map(names.map((name) => [name, { ...inQuarantine, looks: 0 }]));
  const get = (name: string) => found.get(name) ?? { ...inQuarantine, looks: 0 };
  await startUploadServer(({ file }) => {
    const document = { id: file.name, fileName: file.name, ...inQuarantine, sizeBytes: 6, sha256: 'ab'.repeat(32) };
    return { data: { uploadDocument: { document, userErrors: [] } } };
  });
  const refuse = (id: string, index: number) => ({
    code: 'INVALID',
    message: `the document "${id}" is quarantined until it is scanned; try again`,
    field: ['input', 'documentIds', String(index)],
  });
  const form = await openForm(
    ({ input }) => {
      const userErrors = input.documentIds.flatMap((id, index) => (get(id).status === 'QUARANTINED' ? [refuse(id, index)] : []));
      return userErrors.length > 0 ? { submission: null, replayed: false, userErrors } : accepted;
    },
    {
      document: ({ id }: { id: string }) => {
        get(id).looks++;
        return { id, ...get(id) };
      },
    },
  );
  for (const name of names) {
    await form.add(text(name));
    await form.chooseType(name);
    await form.row(name).findByText('quarantined');
  }
  return { ...form, get };
}

/** Longer than the form waits between two looks, however busy the machine is. */
const patient = { timeout: 20_000 };

test('a document in quarantine is looked at again until it is stored, and may be submitted whenever the server takes it', async () => {
  const { user, get, row, field, submit, submitted } = await openQuarantine('a.txt');
  expect(row('a.txt').getByText(/^In quarantine: it was not scanned for viruses yet\. The form looks again/)).toBeTruthy();
  expect(field.getByRole('status').textContent).toBe('0 of 1 document stored, 1 in quarantine.');
  await fillIn(user);
  await submit();
  expect(await row('a.txt').findByText(/is quarantined until it is scanned/)).toBeTruthy();
  Object.assign(get('a.txt'), { status: 'STORED', statusReason: null });
  expect(await row('a.txt').findByText('stored', {}, patient)).toBeTruthy();
  expect(row('a.txt').queryByText(/is quarantined until it is scanned/)).toBeNull();
  await submit();
  expect(await screen.findByRole('heading', { name: 'Request accepted' })).toBeTruthy();
  expect(submitted.map(({ documentIds }) => documentIds)).toEqual([['a.txt'], ['a.txt']]);
});

test('a document that is out of quarantine is looked at no more, and one that the scanner refuses is to be removed', async () => {
  const { user, get, row, field, submit, submitted } = await openQuarantine('a.txt', 'b.txt');
  Object.assign(get('a.txt'), { status: 'REFUSED', statusReason: 'the scanner found Eicar' });
  expect(await row('a.txt').findByText('the file is refused: the scanner found Eicar', {}, patient)).toBeTruthy();
  const [refused, waiting] = [get('a.txt').looks, get('b.txt').looks];
  await waitFor(() => expect(get('b.txt').looks).toBeGreaterThanOrEqual(waiting + 2), patient);
  expect(get('a.txt').looks).toBe(refused);
  await fillIn(user);
  await submit();
  expect((await field.findByRole('alert')).textContent).toContain('remove “a.txt”, which cannot be taken');
  expect(submitted).toEqual([]);
});
