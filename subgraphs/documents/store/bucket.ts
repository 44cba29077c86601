import type { Logger } from 'lib/log.ts';
import type { Client } from 'minio';

export type Bucket = { client: Client; name: string; region: string; isSecure: boolean; log: Logger };

/**
 * Makes the bucket and closes it, unless it is there. One that is there is somebody else's to look after: its policy stays as it is,
 * and is only read.
 */
export async function prepareBucket(bucket: Bucket): Promise<void> {
  const { client, name, region } = bucket;
  if (await client.bucketExists(name)) return await warnOfOpenBucket(bucket);
  try {
    await client.makeBucket(name, region);
  } catch (error) {
    // another process may have made it in the same moment
    if (await client.bucketExists(name)) return;
    throw error;
  }
  await closeBucket(bucket);
}

/** A new bucket is private anyway. The policy keeps it so when somebody opens it later by mistake, where the server knows policies. */
async function closeBucket(bucket: Bucket): Promise<void> {
  const { client, name, isSecure, log } = bucket;
  try {
    await putPolicy(bucket, isSecure);
    if (!isSecure) return;
    // a server behind a proxy that ends TLS takes our own requests for open ones
    const isLockedOut = await client.bucketExists(name).then(
      (isThere) => !isThere,
      () => true,
    );
    if (!isLockedOut) return;
    await putPolicy(bucket, false);
    log.warn({ bucket: name }, 'the object store takes TLS for none: the policy of the bucket does not ask for it');
  } catch (error) {
    log.warn({ err: error, bucket: name }, 'the bucket is private, but has no policy that keeps it so: the object store did not take one');
  }
}

async function putPolicy({ client, name }: Bucket, asksForTls: boolean): Promise<void> {
  const policy = JSON.stringify(drawPolicy(name, asksForTls));
  // the client's own takes 204 alone for success
  await client.makeRequestAsyncOmit({ method: 'PUT', bucketName: name, query: 'policy' }, policy, [200, 204]);
}

function drawPolicy(name: string, asksForTls: boolean): object {
  const [bucket, objects] = [`arn:aws:s3:::${name}`, `arn:aws:s3:::${name}/*`];
  const closed = { Effect: 'Deny', Principal: '*', Resource: [bucket, objects] };
  return {
    Version: '2012-10-17',
    Statement: [
      { ...closed, Sid: 'NobodyUnknown', Action: 's3:*', Condition: { StringEquals: { 'aws:PrincipalType': 'Anonymous' } } },
      // not all actions: whoever is locked out by it can take it back
      ...(asksForTls ? [{ ...closed, Sid: 'OnlyTls', Action: dataActions, Condition: { Bool: { 'aws:SecureTransport': 'false' } } }] : []),
    ],
  };
}

const dataActions = ['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:ListBucket'];

async function warnOfOpenBucket({ client, name, log }: Bucket): Promise<void> {
  try {
    if (isOpen(JSON.parse(await client.getBucketPolicy(name)))) {
      log.warn({ bucket: name }, 'the policy of the bucket lets in whoever asks: documents can be read past the lab — close it');
    }
  } catch (error) {
    // it has none, or this key may not read it, which it need not
    log.debug({ err: error, bucket: name }, 'the policy of the bucket cannot be read');
  }
}

type Statement = { Effect?: unknown; Principal?: unknown; Condition?: unknown };

function isOpen({ Statement: statements }: { Statement?: Statement | Statement[] }): boolean {
  return [statements ?? []].flat().some(({ Effect, Principal, Condition }) => {
    const principals = typeof Principal === 'object' && Principal !== null ? Object.values(Principal).flat() : [Principal];
    return Effect === 'Allow' && principals.includes('*') && Condition === undefined;
  });
}
