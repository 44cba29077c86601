import { useMutation, useQuery } from '@apollo/client/react';
import { Button, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { Facts } from '../../components/facts.tsx';
import { graphql } from '../../generated/gql.ts';
import { movesCasesOf } from '../../session/person.ts';
import { usePerson } from '../../session/signed-in.ts';
import { sendUpload, UploadFailure } from '../../uploads/upload.ts';
import { describeFailure } from '../../words/failures.ts';

const sampleChoices = graphql(`
  query SampleChoices {
    agreements(first: 1, filter: { isActive: true }) {
      edges {
        cursor
        node {
          id
          name
          customer {
            id
            name
          }
        }
      }
    }
    requestTypes(isActive: true) {
      id
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
    }
  }
`);

const submitSample = graphql(`
  mutation SubmitSample($input: SubmitRequestInput!) {
    submitRequest(input: $input) {
      submission {
        id
        serviceRequest {
          id
          reference
        }
      }
      userErrors {
        code
        message
      }
    }
  }
`);

const description = 'A sample of the guided walk: the label printer in the hall prints every label twice.';
const note = 'What was printed,How often\nLabel 1,2\nLabel 2,2\n';

type Props = { idempotencyKey: string; onAccepted: (reference: string) => void };

/** One real request, with references from the graph and a small document, at one press. */
export function Sample({ idempotencyKey, onAccepted }: Props) {
  const person = usePerson();
  const { data, error, loading } = useQuery(sampleChoices);
  const [submit] = useMutation(submitSample);
  const [isSending, setSending] = useState(false);
  const [problem, setProblem] = useState('');
  const agreement = data?.agreements.edges[0]?.node;
  const requestType = data?.requestTypes[0];
  // so that whoever can move cases can move this one
  const team = data?.teams.find(({ code }) => movesCasesOf(person, code)) ?? data?.teams[0];
  const documentType = data?.documentTypes[0];

  if (!agreement || !requestType || !team) {
    if (loading) return <Text size="sm">Looking for references…</Text>;
    return (
      <Text size="sm" role="alert">
        {error
          ? `${describeFailure(error).title}.`
          : 'The reference layer has no active customer with an agreement, type and team: import some first.'}
      </Text>
    );
  }
  const references = { customerId: agreement.customer.id, agreementId: agreement.id, requestTypeId: requestType.id, teamId: team.id };

  async function sendNote(): Promise<string[]> {
    if (!documentType) return [];
    const file = new File([note], 'labels.csv', { type: 'text/csv' });
    const upload = { file, documentType: documentType.code, idempotencyKey: `${idempotencyKey}-document` };
    const sent = await sendUpload(upload, { signal: new AbortController().signal, onProgress: () => {} });
    if ('refusal' in sent) throw new UploadFailure(sent.refusal);
    return [sent.document.id];
  }

  async function send() {
    setSending(true);
    setProblem('');
    try {
      const documentIds = await sendNote();
      const requester = { requesterName: person.name, requesterEmail: 'sample@example.org' };
      const { data: answer, error: fault } = await submit({
        variables: { input: { ...references, ...requester, priority: 'MEDIUM', description, documentIds, idempotencyKey } },
      });
      const reference = answer?.submitRequest.submission?.serviceRequest?.reference;
      if (reference) return onAccepted(reference);
      setProblem(answer?.submitRequest.userErrors[0]?.message ?? `${describeFailure(fault).title}.`);
    } catch (failure) {
      setProblem(failure instanceof Error ? `The document was not stored: ${failure.message}.` : 'The document was not stored.');
    } finally {
      setSending(false);
    }
  }

  return (
    <Stack gap="sm">
      <Facts
        facts={[
          ['Customer', agreement.customer.name],
          ['Agreement', agreement.name],
          ['Request type', requestType.name],
          ['Team', team.name],
          ['Document', documentType ? 'labels.csv, three lines' : 'none'],
        ]}
      />
      {problem ? (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {problem} Try again: it cannot become two requests.
        </Text>
      ) : null}
      <Button onClick={send} loading={isSending}>
        Submit the sample
      </Button>
    </Stack>
  );
}
