import { refer, toEnum } from 'lib/entities.ts';
import type { Resolvers } from './generated.ts';
import { listDocuments } from './queries.ts';

export const resolvers: Resolvers = {
  Query: {
    documents: (_root, { filter, ...page }, { sql }) => listDocuments(sql, page, filter),
  },
  Document: {
    __resolveReference: ({ id }, { documents }) => documents.load(id),
    fileName: (row) => row.file_name,
    documentType: (row) => refer(row.document_type_id),
    contentType: (row) => row.content_type,
    storageKey: (row) => row.storage_key,
    sizeBytes: (row) => row.size_bytes,
    status: (row) => toEnum(row.status),
    uploadedBy: (row) => row.uploaded_by,
    uploadedAt: (row) => row.uploaded_at,
    submission: (row) => refer(row.submission_id),
    serviceRequest: (row) => refer(row.request_id),
  },
  Submission: {
    __resolveReference: ({ id }) => refer(id),
    documents: (submission, _args, { documentsBySubmission }) => documentsBySubmission.load(submission.id),
  },
  ServiceRequest: {
    __resolveReference: ({ id }) => refer(id),
    documents: (request, _args, { documentsByRequest }) => documentsByRequest.load(request.id),
  },
};
