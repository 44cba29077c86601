import { GraphQLUpload } from 'graphql-upload-minimal';
import { callerOf, type Recording } from 'lib/audit.ts';
import { isUuid, refer, toEnum } from 'lib/entities.ts';
import { graphError } from 'lib/errors.ts';
import { auditAnchorResolvers } from './audit-anchor-list.ts';
import type { Context } from './context.ts';
import type { Resolvers } from './generated.ts';
import { findProblems, findSweep, isReadable, listDocuments } from './queries.ts';
import { beginSweep } from './sweep.ts';
import { documentRules, uploadDocument } from './upload.ts';

const problemLimit = 100;
/** A sweep that takes longer than this, in milliseconds, is answered while it runs. */
const sweepAnswerMs = 5_000;

function recordingOf({ auditTrail, identity, requestId }: Context): Recording {
  return { trail: auditTrail, caller: callerOf({ identity, requestId }) };
}

async function sweepNow(readsBytes: boolean, context: Context) {
  const { desk, patience, pool } = context;
  const recording = recordingOf(context);
  const sweep = await beginSweep(desk, { ...patience, readsBytes, recording });
  if (sweep) {
    const timer = Promise.withResolvers<void>();
    const handle = setTimeout(timer.resolve, sweepAnswerMs);
    await Promise.race([sweep.done, timer.promise]);
    clearTimeout(handle);
  }
  return { sweep: await findSweep(pool, sweep?.id ?? null), userErrors: [] };
}

export const resolvers: Resolvers = {
  ...auditAnchorResolvers,
  Upload: GraphQLUpload,
  Query: {
    ...auditAnchorResolvers.Query,
    documentRules: () => documentRules,
    document: (_root, { id }, { documents }) => documents.load(id),
    documents: (_root, { filter, ...page }, { sql, sight }) => listDocuments(sql, sight, page, filter),
    documentSweep: (_root, { id }, { pool }) => (id == null || isUuid(id) ? findSweep(pool, id ?? null) : null),
  },
  Mutation: {
    uploadDocument: async (_root, { input }, context) => {
      const { desk, actor } = context;
      const { documentType, idempotencyKey = null } = input;
      const recording = recordingOf(context);
      return await uploadDocument(desk, { file: await input.file, documentType, idempotencyKey, actor, recording });
    },
    sweepDocuments: (_root, { input }, context) => sweepNow(input.isThorough ?? false, context),
  },
  Document: {
    __resolveReference: ({ id }, { documents }) => documents.load(id),
    fileName: (row) => row.file_name,
    documentType: (row) => refer(row.document_type_id),
    contentType: (row) => row.content_type,
    storageKey: (row) => row.storage_key,
    sizeBytes: (row) => row.size_bytes,
    imageWidth: (row) => row.image_width,
    imageHeight: (row) => row.image_height,
    status: (row) => toEnum(row.status),
    statusReason: (row) => row.status_reason,
    uploadedBy: (row) => row.uploaded_by,
    uploadedAt: (row) => row.uploaded_at,
    submission: (row) => refer(row.submission_id),
    serviceRequest: (row) => refer(row.request_id),
    downloadUrl: (row) => (isReadable(row) ? `/documents/${row.id}` : null),
    signedLink: (row, { expiresInSeconds, isPreview }, { signer }) => {
      const seconds = expiresInSeconds ?? 0;
      if (seconds < 10 || seconds > 3_600) throw graphError('BAD_USER_INPUT', `expiresInSeconds is ${seconds}, accepted are 10 to 3600`);
      if (!isReadable(row)) return null;
      const expiresAt = new Date(Math.floor(Date.now() / 1_000 + seconds) * 1_000);
      return { url: signer.sign({ documentId: row.id, disposition: isPreview ? 'inline' : 'attachment', expiresAt }), expiresAt };
    },
  },
  DocumentSweep: {
    isThorough: (row) => row.reads_bytes,
    startedAt: (row) => row.started_at,
    finishedAt: (row) => row.finished_at,
    objectCount: (row) => row.objects,
    documentCount: (row) => row.documents,
    expiredCount: (row) => row.expired_documents,
    removedCount: (row) => row.removed_objects,
    problemCount: (row) => row.problems,
    isClean: (row) => row.finished_at !== null && row.error === null && row.problems === 0,
    problems: (row, _args, { pool }) => findProblems(pool, row.id, problemLimit),
  },
  DocumentProblem: {
    storageKey: (row) => row.storage_key,
    kind: (row) => toEnum(row.kind),
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
