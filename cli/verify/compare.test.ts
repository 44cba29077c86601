import { expect, test } from 'vitest';
import { compareCase, type ExpectedCase, type FoundCase } from './compare.ts';

const description = `${'the same '.repeat(20)}to the byte`;
const requester = { priority: 'LOW', requesterName: 'Jo', requesterEmail: 'jo@example.org', description } as const;

const archived: ExpectedCase = {
  request: {
    source_case_id: 'A-1',
    customer_ref: 'C1',
    customer_name: 'Customer',
    agreement_ref: 'AGR1',
    agreement_name: 'Agreement',
    agreement_active: true,
    request_type: 'incident',
    priority: 'LOW',
    team: 'team 1',
    requester_name: 'Jo',
    requester_email: 'jo@example.org',
    description,
    submitted_at: '2020-01-02T03:04:05.678Z',
  },
  expected: { source_case_id: 'A-1', expected_operational: 'COMPLETED', expected_canonical: 'COMPLETED', accepted: 2 },
};

const serviceRequest = {
  ...requester,
  id: 'r',
  status: 'INTEGRATED',
  operationCase: { id: 'c', status: 'COMPLETED', version: 3 },
  businessObject: { id: 'b', status: 'COMPLETED', appliedCaseVersion: 3 },
} as const;

const found: FoundCase = {
  ...requester,
  idempotencyKey: 'A-1',
  customer: { code: 'C1' },
  agreement: { code: 'AGR1' },
  requestType: { code: 'incident' },
  team: { code: 'team 1' },
  submittedAt: '2020-01-02T03:04:05.678Z',
  serviceRequest,
};

test('a case that became what it must has no findings', () => {
  expect(compareCase(archived, found)).toEqual([]);
});

test('every layer that differs is named', () => {
  const behind = {
    ...serviceRequest,
    status: 'PENDING',
    operationCase: { id: 'c', status: 'IN_PROGRESS', version: 2 },
    businessObject: { id: 'b', status: 'ACTIVE', appliedCaseVersion: 1 },
  } as const;
  expect(compareCase(archived, { ...found, team: { code: 'team 2' }, serviceRequest: behind })).toEqual([
    'team: expected team 1, found team 2',
    'service request: expected INTEGRATED, found PENDING',
    'operation case: expected COMPLETED, found IN_PROGRESS',
    'accepted changes: expected 2, found 1',
    'business object: expected COMPLETED, found ACTIVE',
    'case version that the business object reflects: expected 2, found 1',
  ]);
});

test('what is missing is named', () => {
  expect(compareCase(archived, { ...found, serviceRequest: null })).toContain('has no service request');
  expect(compareCase(archived, { ...found, serviceRequest: { ...serviceRequest, operationCase: null } })).toContain(
    'has no operation case',
  );
  expect(compareCase(archived, { ...found, serviceRequest: { ...serviceRequest, businessObject: null } })).toContain(
    'has no business object',
  );
});

test('of long texts the first difference is shown', () => {
  const changed = description.replace('to the', 'to a');
  expect(compareCase(archived, { ...found, description: changed })).toEqual([
    'description: expected "the byte" from character 184 of 191, found "a byte" from character 184 of 189',
  ]);
});
