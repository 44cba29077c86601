import type { LineageRelation } from '../generated/graphql.ts';
import { layers } from './layers.ts';

export type PartKind = 'customer' | 'agreement' | 'document' | 'submission' | 'request' | 'case' | 'object' | 'version';

export type KindWords = {
  word: string;
  /** For "12 more …". */
  plural: string;
  /** The layer it lives in, and that layer's colour. */
  layer: string;
  color: string;
  /** Column of the picture, from where things come to what became of them. */
  column: number;
};

export const partKinds: Record<PartKind, KindWords> = {
  customer: { word: 'customer', plural: 'customers', layer: 'Reference', color: 'gray', column: 0 },
  document: { word: 'document', plural: 'documents', layer: layers.documents.title, color: layers.documents.color, column: 0 },
  agreement: { word: 'agreement', plural: 'agreements', layer: 'Reference', color: 'gray', column: 1 },
  submission: { word: 'submission', plural: 'submissions', layer: layers.intake.title, color: layers.intake.color, column: 1 },
  request: { word: 'service request', plural: 'service requests', layer: layers.source.title, color: layers.source.color, column: 2 },
  case: { word: 'operation case', plural: 'operation cases', layer: layers.operational.title, color: layers.operational.color, column: 3 },
  object: { word: 'business object', plural: 'business objects', layer: layers.canonical.title, color: layers.canonical.color, column: 4 },
  version: { word: 'object version', plural: 'object versions', layer: layers.canonical.title, color: layers.canonical.color, column: 5 },
};

/** In which way one record led to another: what the lab recorded as lineage, and what the records themselves name. */
export type Relation = LineageRelation | 'AGREED' | 'COVERS' | 'CAME_WITH' | 'RECORDED_AS' | 'BECAME';

export const relations: Record<Relation, { word: string; meaning: string }> = {
  AGREED: { word: 'agreed', meaning: 'The agreement was made with this customer.' },
  COVERS: { word: 'covers', meaning: 'The request was made under this agreement.' },
  CAME_WITH: { word: 'came with', meaning: 'The document was sent along with the submission.' },
  RECORDED_AS: { word: 'recorded as', meaning: 'The submission was recorded as a service request, in the same transaction.' },
  OPENED_AS: { word: 'opened as', meaning: 'The service request was opened as an operation case.' },
  REPRESENTED_BY: { word: 'represented by', meaning: 'The operation case is represented by a business object.' },
  BECAME: { word: 'became', meaning: 'The business object got this version.' },
};
