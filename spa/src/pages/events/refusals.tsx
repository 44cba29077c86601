import { Text } from '@mantine/core';
import { Notice } from '../../components/notice.tsx';
import type { UserErrorCode } from '../../generated/graphql.ts';

export type Refusal = { code: UserErrorCode; message: string; field: readonly string[] | null };

/** What the lab did not do, in its own words. */
export function Refusals({ title, refusals }: { title: string; refusals: readonly Refusal[] }) {
  if (refusals.length === 0) return null;
  return (
    <Notice title={title}>
      {refusals.map(({ code, message, field }) => (
        <Text key={`${code} ${message}`} size="sm" style={{ overflowWrap: 'anywhere' }}>
          {placeOf(field)}
          {message}
        </Text>
      ))}
    </Notice>
  );
}

/** Where in the payload: the rest of the form has one field of each kind. */
function placeOf(field: readonly string[] | null): string {
  const [, name, ...path] = field ?? [];
  return name === 'payload' && path.length > 0 ? `${path.join('.')}: ` : '';
}
