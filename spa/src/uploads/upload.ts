import { print } from 'graphql';
import { graphql } from '../generated/gql.ts';
import type { UploadDocumentMutation } from '../generated/graphql.ts';

const uploadDocument = graphql(`
  mutation UploadDocument($input: UploadDocumentInput!) {
    uploadDocument(input: $input) {
      document {
        id
        fileName
        status
        statusReason
        sizeBytes
        sha256
      }
      userErrors {
        code
        message
        field
      }
    }
  }
`);

export type UploadedDocument = NonNullable<UploadDocumentMutation['uploadDocument']['document']>;

export type Upload = {
  file: File;
  /** Code of a document type. */
  documentType: string;
  /** Sent again after a lost answer, it is answered with the document that is there already. */
  idempotencyKey: string;
};

export type UploadOptions = {
  signal: AbortSignal;
  /** @param fraction how much of the file has left the browser, from 0 to 1. */
  onProgress: (fraction: number) => void;
};

/** The file is kept, or it is refused for good: in the server's words. */
export type UploadResult = { document: UploadedDocument } | { refusal: string };

/** The upload came to nothing, for a reason that may have passed when it is sent again. */
export class UploadFailure extends Error {
  override name = 'UploadFailure';
}

/**
 * Sends one file by mutation (https://github.com/jaydenseric/graphql-multipart-request-spec). With XMLHttpRequest, because fetch does
 * not tell how far it is.
 *
 * @throws UploadFailure, also when the signal aborts.
 */
export function sendUpload(upload: Upload, { signal, onProgress }: UploadOptions): Promise<UploadResult> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const fail = (message: string) => reject(new UploadFailure(message));
    if (signal.aborted) return fail('It was cancelled');
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0));
    request.upload.addEventListener('load', () => onProgress(1));
    request.addEventListener('load', () => readAnswer(request).then(resolve, reject));
    request.addEventListener('error', () => fail('The connection to the lab was lost'));
    request.addEventListener('abort', () => fail('It was cancelled'));
    request.open('POST', '/graphql');
    // a form can be sent from any page without asking; a header of one's own cannot
    request.setRequestHeader('apollo-require-preflight', 'true');
    request.setRequestHeader('accept', 'application/json');
    request.send(draw(upload));
  });
}

function draw({ file, ...input }: Upload): FormData {
  const form = new FormData();
  form.set('operations', JSON.stringify({ query: print(uploadDocument), variables: { input: { ...input, file: null } } }));
  form.set('map', '{"0":["variables.input.file"]}');
  form.set('0', file, file.name);
  return form;
}

type Answer = { data?: Partial<UploadDocumentMutation> | null; errors?: { message: string; extensions?: { code?: string } }[] };

async function readAnswer({ responseText, status }: XMLHttpRequest): Promise<UploadResult> {
  const { data, errors } = parse(responseText);
  const [error] = errors ?? [];
  if (error?.extensions?.code === 'FILE_TOO_LARGE') return { refusal: error.message };
  const { document, userErrors = [] } = data?.uploadDocument ?? {};
  if (document) return { document };
  if (userErrors.length > 0) return { refusal: userErrors.map(({ message }) => message).join('; ') };
  throw new UploadFailure(error?.message ?? `The lab answered with status ${status} and no word about the file`);
}

function parse(text: string): Answer {
  try {
    const answer: unknown = JSON.parse(text);
    return typeof answer === 'object' && answer !== null ? answer : {};
  } catch {
    // whatever stands between browser and lab may answer in HTML
    return {};
  }
}
