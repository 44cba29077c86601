import { useMutation } from '@apollo/client/react';
import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { UploadField } from '../components/documents/upload-field.tsx';
import { FailureNotice } from '../components/failure-notice.tsx';
import { Notice } from '../components/notice.tsx';
import { RequestForm, useRequestForm } from '../components/requests/request-form.tsx';
import { graphql } from '../generated/gql.ts';
import type { SubmitRequestMutation } from '../generated/graphql.ts';
import { createIdempotencyKey } from '../idempotency-key.ts';
import { emptyRequest, isRequestField, type RequestValues } from '../request-rules.ts';
import { readDraft, useDraft } from '../session/drafts.ts';
import { usePerson } from '../session/signed-in.ts';
import { useUploads } from '../uploads/use-uploads.ts';
import { codeOf, describeFailure } from '../words/failures.ts';
import { useRequestChoices } from './request-choices.ts';

const submitRequest = graphql(`
  mutation SubmitRequest($input: SubmitRequestInput!) {
    submitRequest(input: $input) {
      submission {
        id
        serviceRequest {
          id
          reference
        }
      }
      replayed
      userErrors {
        code
        message
        field
      }
    }
  }
`);

/** What is kept of a form over signing in again; documents have to be chosen again. */
type Draft = { values: RequestValues; key: string; documents: string[] };

type Refusals = SubmitRequestMutation['submitRequest']['userErrors'];

export function NewRequest({ onAccepted }: { onAccepted: (reference: string) => void }) {
  const draftName = `${usePerson().subject}:new-request`;
  const [draft] = useState(() => readDraft<Draft>(draftName));
  const form = useRequestForm(draft?.values ?? null);
  const { error, documentTypes, ...choices } = useRequestChoices(form, draft?.values ?? null);
  // one key for one form: sent again after a lost answer, it cannot make a second request
  const [key, setKey] = useState(() => draft?.key ?? createIdempotencyKey());
  const [isRestored, setRestored] = useState(draft !== null);
  const [refusals, setRefusals] = useState<Refusals>([]);
  const [submit, sending] = useMutation(submitRequest);
  const uploads = useUploads();
  const forgetDraft = useDraft(
    draftName,
    (): Draft | null =>
      isWorthKeeping(form.getValues(), uploads.items)
        ? { values: form.getValues(), key, documents: uploads.items.map(({ file }) => file.name) }
        : null,
    true,
  );

  async function send() {
    setRefusals([]);
    sending.reset();
    const documentIds = await uploads.gather();
    // while uploads were waited for, the form could be changed
    if (!documentIds || !(await form.trigger(undefined, { shouldFocus: true }))) return;
    const { data } = await submit({ variables: { input: { ...form.getValues(), documentIds, idempotencyKey: key } } });
    const payload = data?.submitRequest;
    const reference = payload?.submission?.serviceRequest?.reference;
    if (reference) {
      forgetDraft();
      return onAccepted(reference);
    }
    const refused = payload?.userErrors ?? [];
    for (const { field, message } of refused) {
      const name = field?.at(-1);
      if (isRequestField(name)) form.setError(name, { message }, { shouldFocus: true });
    }
    const others = refused.filter(({ field }) => !isRequestField(field?.at(-1)));
    // what names a document stands there
    setRefusals(uploads.queue.object(others));
  }

  function startOver() {
    form.reset(emptyRequest);
    setKey(createIdempotencyKey());
    setRefusals([]);
    setRestored(false);
    form.setFocus('customerId');
  }

  const isKeyUsed = refusals.some(({ code }) => code === 'IDEMPOTENCY_KEY_REUSED');
  return (
    <>
      {draft && isRestored ? <Restored documents={uploads.items.length === 0 ? draft.documents : []} onStartOver={startOver} /> : null}
      <FailureNotice error={error} />
      <RequestForm
        form={form}
        {...choices}
        documents={<UploadField uploads={uploads} documentTypes={documentTypes} />}
        onSubmit={send}
        refusal={
          sending.error ? (
            <Text size="sm">
              {describeFailure(sending.error).title}. Your form is kept: submit it again when{' '}
              {codeOf(sending.error) === 'UNAUTHENTICATED' ? 'you are signed in' : 'the lab answers'}. It carries a key, so it cannot be
              accepted twice.
            </Text>
          ) : refusals.length > 0 ? (
            <>
              {refusals.map(({ message }) => (
                <Text key={message} size="sm">
                  {message}
                </Text>
              ))}
              {isKeyUsed ? (
                <Button
                  variant="default"
                  size="xs"
                  mt="xs"
                  onClick={() => {
                    setKey(createIdempotencyKey());
                    setRefusals([]);
                  }}
                >
                  It is a new request: use a new key
                </Button>
              ) : null}
            </>
          ) : null
        }
      />
    </>
  );
}

/** Says why the form is not empty, and makes it so if that is wanted. */
function Restored({ documents, onStartOver }: { documents: readonly string[]; onStartOver: () => void }) {
  const isLacking = documents.length > 0;
  return (
    <Notice title={`Your form is as you left it${isLacking ? ', without its documents' : ''}`} shape="box" color="blue">
      {isLacking ? <Text size="sm">Browsers keep no files for a page. Add again: {documents.join(', ')}.</Text> : null}
      <Button variant="default" size="xs" mt={isLacking ? 'xs' : 0} onClick={onStartOver}>
        Start over
      </Button>
    </Notice>
  );
}

function isWorthKeeping(values: RequestValues, documents: readonly unknown[]): boolean {
  return documents.length > 0 || JSON.stringify(values) !== JSON.stringify(emptyRequest);
}
