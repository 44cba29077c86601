import { z } from 'zod';

const uuid = z.uuid();
const moment = z.iso.datetime({ offset: true });
const priority = z.enum(['low', 'medium', 'high', 'critical']);
const caseStatus = z.enum(['open', 'in_progress', 'completed', 'rejected']);

export type Priority = z.infer<typeof priority>;
export type CaseStatus = z.infer<typeof caseStatus>;

/**
 * Every event the lab knows: name, schema version and payload. Payloads are complete, so that applying one never reads
 * "current" rows. Checked when published and again on receipt.
 */
export const eventTypes = {
  RequestCreated: {
    schemaVersion: 1,
    aggregatetype: 'service_request',
    payload: z.object({
      requestId: uuid,
      reference: z.string().min(1),
      submissionId: uuid,
      customerId: uuid,
      agreementId: uuid,
      requestTypeId: uuid,
      teamId: uuid,
      priority,
      requesterName: z.string(),
      requesterEmail: z.string(),
      description: z.string(),
      externalReference: z.string().nullable(),
      submittedAt: moment,
    }),
  },
  OperationalCaseStatusChanged: {
    schemaVersion: 1,
    aggregatetype: 'operation_case',
    payload: z.object({
      caseId: uuid,
      requestId: uuid,
      version: z.int().min(2),
      fromStatus: caseStatus,
      toStatus: caseStatus,
      changedBy: z.string(),
      reason: z.string(),
      changedAt: moment,
    }),
  },
} as const;

export type EventName = keyof typeof eventTypes;
export type EventPayload<Name extends EventName> = z.infer<(typeof eventTypes)[Name]['payload']>;

export function isEventName(name: string): name is EventName {
  return Object.hasOwn(eventTypes, name);
}

/** CloudEvents `type`, for example `org.enterprise-lab.RequestCreated.v1`. */
export function cloudEventType(name: string, schemaVersion: number): string {
  return `org.enterprise-lab.${name}.v${schemaVersion}`;
}
