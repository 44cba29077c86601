import { Text } from '@mantine/core';
import { TextLink } from '../../components/links.tsx';
import { PriorityMark, StateBadge } from '../../components/state-badge.tsx';
import type { ObjectPageQuery } from '../../generated/graphql.ts';
import { businessObjectStates, priorities } from '../../words/vocabulary.ts';

export type ShownObject = ObjectPageQuery['businessObjects']['edges'][number]['node'];

type Props = { object: ShownObject; field: string; value: unknown };

/** A value as people know it: by the name of what its id means, as far as that is known. */
export function ObjectValue({ object, field, value }: Props) {
  const word = String(value).toUpperCase();
  if (field === 'status' && isOneOf(word, businessObjectStates)) return <StateBadge state={businessObjectStates[word]} />;
  if (field === 'priority' && isOneOf(word, priorities)) return <PriorityMark priority={word} />;
  const { serviceRequest, operationCase } = object;
  if (field === 'request_id' && serviceRequest && serviceRequest.id === value) {
    return (
      <TextLink to="/requests/$reference" params={{ reference: serviceRequest.reference }} size="sm" ff="monospace">
        {serviceRequest.reference}
      </TextLink>
    );
  }
  if (field === 'case_id' && serviceRequest && operationCase && operationCase.id === value) {
    return (
      <TextLink
        to="/requests/$reference"
        params={{ reference: serviceRequest.reference }}
        search={{ tab: 'case' }}
        size="sm"
        ff="monospace"
      >
        {operationCase.reference}
      </TextLink>
    );
  }
  const named = { customer_id: object.customer, agreement_id: object.agreement, request_type_id: object.requestType, team_id: object.team };
  const record = isOneOf(field, named) ? named[field] : null;
  const text = record?.id === value ? record?.name : typeof value === 'string' ? value : JSON.stringify(value);
  return (
    <Text size="sm" component="span" style={{ overflowWrap: 'anywhere' }}>
      {text ?? 'nothing'}
    </Text>
  );
}

function isOneOf<Key extends string>(word: string, words: Record<Key, unknown>): word is Key {
  return Object.hasOwn(words, word);
}
