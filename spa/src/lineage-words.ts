import type { LineageNodeType, LineageRelation } from './generated/graphql.ts';

export const lineageNodeTypes: Record<LineageNodeType, string> = {
  SERVICE_REQUEST: 'service request',
  OPERATION_CASE: 'operation case',
  BUSINESS_OBJECT: 'business object',
};

export const lineageRelations: Record<LineageRelation, { word: string; meaning: string }> = {
  OPENED_AS: { word: 'opened as', meaning: 'The service request was opened as an operation case.' },
  REPRESENTED_BY: { word: 'represented by', meaning: 'The operation case is represented by a business object.' },
};
