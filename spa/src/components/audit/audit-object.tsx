import { Text } from '@mantine/core';
import type { AuditRowFragment } from '../../generated/graphql.ts';
import { TextLink } from '../links.tsx';

type Props = Pick<AuditRowFragment, 'objectType' | 'objectId' | 'correlationId'>;

/** What a record of the audit is about, with the way there where there is one. */
export function AuditObject({ objectType, objectId, correlationId }: Props) {
  if (objectType === null || objectId === null) {
    return (
      <Text size="sm" c="dimmed">
        nothing in particular
      </Text>
    );
  }
  const label = (
    <>
      <Text component="span" size="sm" display="block">
        {objectType.replaceAll('_', ' ')}
      </Text>
      <Text component="span" size="xs" ff="monospace" c="dimmed" display="block" style={{ overflowWrap: 'anywhere' }}>
        {objectId}
      </Text>
    </>
  );
  if (objectType === 'event') {
    return (
      <TextLink to="/events" search={{ event: objectId }} c="inherit">
        {label}
      </TextLink>
    );
  }
  // the list of requests is searched by any business id; whatever belongs to a request names its flow
  const sought = objectType === 'submission' || objectType === 'service_request' ? objectId : correlationId;
  return sought ? (
    <TextLink to="/requests" search={{ q: sought }} c="inherit">
      {label}
    </TextLink>
  ) : (
    label
  );
}
