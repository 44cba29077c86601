import {
  businessObjectStates,
  caseStates,
  documentStates,
  eventStates,
  received,
  type State,
  serviceRequestStates,
  unknown,
} from './vocabulary.ts';

/** A layer of the lab: one schema, one owner, one kind of record, and one colour on every screen. */
export type Layer = {
  /** Name of its counts in the overview. */
  countedAs: string;
  title: string;
  schema: string;
  record: string;
  color: string;
  owns: string;
  states: Record<string, State>;
};

export const layers = {
  intake: {
    countedAs: 'submission',
    title: 'Intake',
    schema: 'intake',
    record: 'submissions',
    color: 'blue',
    owns: 'What somebody sent, exactly as they sent it. Raw and never changed.',
    states: { RECEIVED: received },
  },
  source: {
    countedAs: 'service_request',
    title: 'Source system',
    schema: 'source_system',
    record: 'service requests',
    color: 'indigo',
    owns: 'Our own record of the submission, with a stable reference.',
    states: serviceRequestStates,
  },
  integration: {
    countedAs: 'event',
    title: 'Integration',
    schema: 'integration',
    record: 'events',
    color: 'grape',
    owns: 'What happened, as events, and every delivery attempt the worker made.',
    states: eventStates,
  },
  operational: {
    countedAs: 'operation_case',
    title: 'Operational',
    schema: 'operational',
    record: 'operation cases',
    color: 'orange',
    owns: 'The downstream work record that people move along, with its history.',
    states: caseStates,
  },
  canonical: {
    countedAs: 'business_object',
    title: 'Canonical',
    schema: 'canonical',
    record: 'business objects',
    color: 'teal',
    owns: 'The enterprise-wide meaning of it all, and the lineage that led to it.',
    states: businessObjectStates,
  },
  documents: {
    countedAs: 'document',
    title: 'Documents',
    schema: 'document_repo',
    record: 'documents',
    color: 'pink',
    owns: 'What is known about supporting files; their bytes lie in the object store.',
    states: documentStates,
  },
} as const satisfies Record<string, Layer>;

/** The layers in the order in which a request travels; documents hang beside the road. */
export const road: readonly Layer[] = [layers.intake, layers.source, layers.integration, layers.operational, layers.canonical];

/** Schemas that no record of a request lives in. */
export const otherSchemas = [
  { schema: 'reference', owns: 'Controlled values: customers, agreements, request types, teams. A request may use no others.' },
  { schema: 'dashboard', owns: 'Read models: counts that stay cheap however many records there are.' },
] as const;

/** The state behind a status in a layer's own words, such as `in_progress`. */
export function findState(layer: Layer, status: string): State {
  return layer.states[status.toUpperCase()] ?? { ...unknown, word: status };
}
