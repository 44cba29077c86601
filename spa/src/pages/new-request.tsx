import { useMutation, useQuery } from '@apollo/client/react';
import { Button, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useWatch } from 'react-hook-form';
import { FailureNotice } from '../components/failure-notice.tsx';
import { RequestForm, useRequestForm } from '../components/request-form.tsx';
import { UploadField } from '../components/upload-field.tsx';
import { describeFailure } from '../failures.ts';
import { graphql } from '../generated/gql.ts';
import type { SubmitRequestMutation } from '../generated/graphql.ts';
import { createIdempotencyKey } from '../idempotency-key.ts';
import { isRequestField } from '../request-rules.ts';
import { useUploads } from '../uploads.ts';

const customers = graphql(`
  query CustomerChoices($search: String) {
    customers(first: 20, filter: { search: $search, isActive: true }) {
      edges {
        cursor
        node {
          id
          code
          name
        }
      }
    }
  }
`);

const agreements = graphql(`
  query AgreementChoices($customerId: ID!, $search: String) {
    agreements(first: 20, filter: { customerIds: [$customerId], search: $search, isActive: true }) {
      edges {
        cursor
        node {
          id
          code
          name
        }
      }
    }
  }
`);

const values = graphql(`
  query ValueChoices {
    requestTypes(isActive: true) {
      id
      code
      name
    }
    teams(isActive: true) {
      id
      code
      name
    }
    documentTypes(isActive: true) {
      id
      code
      name
    }
  }
`);

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

type Refusals = SubmitRequestMutation['submitRequest']['userErrors'];

export function NewRequest({ onAccepted }: { onAccepted: (reference: string) => void }) {
  const form = useRequestForm();
  const customerId = useWatch({ control: form.control, name: 'customerId' });
  const [customerSearch, setCustomerSearch] = useState('');
  const [agreementSearch, setAgreementSearch] = useState('');
  const [wantedCustomer] = useDebouncedValue(customerSearch, 200);
  const [wantedAgreement] = useDebouncedValue(agreementSearch, 200);
  // one key for one form: sent again after a lost answer, it cannot make a second request
  const [key, setKey] = useState(createIdempotencyKey);
  const [refusals, setRefusals] = useState<Refusals>([]);
  const foundCustomers = useQuery(customers, { variables: { search: wantedCustomer || null } });
  const foundAgreements = useQuery(agreements, { variables: { customerId, search: wantedAgreement || null }, skip: customerId === '' });
  const found = useQuery(values);
  const [submit, sending] = useMutation(submitRequest);
  const uploads = useUploads();

  async function send() {
    setRefusals([]);
    sending.reset();
    const documentIds = await uploads.gather();
    // while uploads were waited for, the form could be changed
    if (!documentIds || !(await form.trigger(undefined, { shouldFocus: true }))) return;
    const { data } = await submit({ variables: { input: { ...form.getValues(), documentIds, idempotencyKey: key } } });
    const payload = data?.submitRequest;
    const reference = payload?.submission?.serviceRequest?.reference;
    if (reference) return onAccepted(reference);
    const refused = payload?.userErrors ?? [];
    for (const { field, message } of refused) {
      const name = field?.at(-1);
      if (isRequestField(name)) form.setError(name, { message }, { shouldFocus: true });
    }
    const others = refused.filter(({ field }) => !isRequestField(field?.at(-1)));
    // what names a document stands there
    setRefusals(uploads.queue.object(others));
  }

  const isKeyUsed = refusals.some(({ code }) => code === 'IDEMPOTENCY_KEY_REUSED');
  return (
    <>
      <FailureNotice error={foundCustomers.error ?? foundAgreements.error ?? found.error} />
      <RequestForm
        form={form}
        customers={{
          options: (foundCustomers.data ?? foundCustomers.previousData)?.customers.edges.map(({ node }) => node) ?? [],
          isLoading: foundCustomers.loading,
          onSearch: setCustomerSearch,
        }}
        agreements={{
          options: foundAgreements.data?.agreements.edges.map(({ node }) => node) ?? [],
          isLoading: foundAgreements.loading,
          onSearch: setAgreementSearch,
        }}
        requestTypes={{ options: found.data?.requestTypes ?? [], isLoading: found.loading }}
        teams={{ options: found.data?.teams ?? [], isLoading: found.loading }}
        documents={<UploadField uploads={uploads} documentTypes={found.data?.documentTypes ?? []} />}
        onSubmit={send}
        refusal={
          sending.error ? (
            <Text size="sm">
              {describeFailure(sending.error).title}. Your form is kept: submit it again when the lab answers. It carries a key, so it
              cannot be accepted twice.
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
