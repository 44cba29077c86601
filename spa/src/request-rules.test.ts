import { expect, test } from 'vitest';
import { emptyRequest, requestRules } from './request-rules.ts';

const filled = {
  ...emptyRequest,
  customerId: 'c',
  agreementId: 'a',
  requestTypeId: 'r',
  teamId: 't',
  requesterName: 'Jo',
  requesterEmail: 'jo@example.org',
  description: 'Help',
};

function refusedFields(changes: Partial<typeof filled>) {
  const result = requestRules.safeParse({ ...filled, ...changes });
  return result.success ? [] : result.error.issues.map(({ path }) => path.join('.'));
}

test('what the server would accept is accepted', () => {
  expect(refusedFields({})).toEqual([]);
  expect(refusedFields({ description: 'line\r\n\tnext \u{1F468}\u200D\u{1F469} \u0085 <script>' })).toEqual([]);
  expect(refusedFields({ description: 'x'.repeat(100_000) })).toEqual([]);
});

test('what the server would refuse is refused', () => {
  expect(refusedFields({ description: ' \n ' })).toEqual(['description']);
  expect(refusedFields({ description: 'x'.repeat(100_001) })).toEqual(['description']);
  expect(refusedFields({ description: 'bell \u0007' })).toEqual(['description']);
  expect(refusedFields({ description: 'half \uD800 pair' })).toEqual(['description']);
  expect(refusedFields({ requesterName: 'x'.repeat(201) })).toEqual(['requesterName']);
  expect(refusedFields({ requesterEmail: 'nobody' })).toEqual(['requesterEmail']);
  expect(refusedFields({ customerId: '' })).toEqual(['customerId']);
});
