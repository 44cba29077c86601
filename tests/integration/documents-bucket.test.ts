import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Logger } from 'lib/log.ts';
import { Client } from 'minio';
import { type Bucket, prepareBucket } from 'subgraphs/documents/store/bucket.ts';
import { expect, it } from 'vitest';

type Answer = { status: number; body?: string };

/** What a server answers to a call, by method and whether it is about the policy; 200 where it is not told. */
type Rules = Partial<Record<'HEAD' | 'PUT' | 'PUT policy' | 'GET policy', Answer | Answer[]>>;

/** A server that answers by rule, the client's view of it as a bucket, and what was said. */
async function openBucket(rules: Rules, isSecure = false) {
  const calls: string[] = [];
  const policies: { Statement: { Sid: string; Effect: string; Action: string | string[] }[] }[] = [];
  const warnings: string[] = [];
  const server = createServer(async (request, response) => {
    const name = `${request.method}${request.url?.includes('policy') ? ' policy' : ''}` as keyof Rules;
    const body = await text(request);
    calls.push(name);
    if (name === 'PUT policy') policies.push(JSON.parse(body));
    const rule = rules[name];
    const answer = (Array.isArray(rule) ? (rule.length > 1 ? rule.shift() : rule[0]) : rule) ?? { status: 200 };
    response.writeHead(answer.status).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const client = new Client({ endPoint: '127.0.0.1', port, useSSL: false, accessKey: 'a', secretKey: 'secret', region: 'us-east-1' });
  const log = { warn: (_details: object, message: string) => void warnings.push(message), debug: () => {} } as unknown as Logger;
  const bucket: Bucket = { client, name: 'lab-documents', region: 'us-east-1', isSecure, log };
  return {
    prepare: () => prepareBucket(bucket),
    calls,
    policies,
    warnings,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const absent: Answer = { status: 404 };
const thrown = (status: number, code: string): Answer => ({ status, body: `<Error><Code>${code}</Code><Message>no</Message></Error>` });

it('makes a bucket that nobody unknown gets into, whatever somebody allows later', async () => {
  await using bucket = await openBucket({ HEAD: absent, 'PUT policy': { status: 204 } });
  await bucket.prepare();
  expect(bucket.calls).toEqual(['HEAD', 'PUT', 'PUT policy']);
  expect(bucket.policies).toMatchObject([{ Statement: [{ Sid: 'NobodyUnknown', Effect: 'Deny', Action: 's3:*' }] }]);
  expect(bucket.policies[0]?.Statement).toHaveLength(1);
  expect(bucket.warnings).toEqual([]);
});

it('asks for TLS where it has it itself', async () => {
  await using bucket = await openBucket({ HEAD: [absent, { status: 200 }], 'PUT policy': { status: 204 } }, true);
  await bucket.prepare();
  expect(bucket.calls).toEqual(['HEAD', 'PUT', 'PUT policy', 'HEAD']);
  expect(bucket.policies).toMatchObject([{ Statement: [{ Sid: 'NobodyUnknown' }, { Sid: 'OnlyTls', Effect: 'Deny' }] }]);
  // the policy itself can still be changed by whoever it locks out
  expect(bucket.policies[0]?.Statement[1]?.Action).not.toContain('s3:*');
  expect(bucket.warnings).toEqual([]);
});

it('takes that back where a server takes TLS for none', async () => {
  await using bucket = await openBucket({ HEAD: [absent, thrown(403, 'AccessDenied')], 'PUT policy': { status: 204 } }, true);
  await bucket.prepare();
  expect(bucket.policies.map(({ Statement }) => Statement.map(({ Sid }) => Sid))).toEqual([
    ['NobodyUnknown', 'OnlyTls'],
    ['NobodyUnknown'],
  ]);
  expect(bucket.warnings).toEqual([expect.stringContaining('takes TLS for none')]);
});

it.each([
  ['knows no policies', thrown(501, 'NotImplemented')],
  ['does not let this key make one', thrown(403, 'AccessDenied')],
])('is content with a private bucket where the server %s, and says so', async (_what, answer) => {
  await using bucket = await openBucket({ HEAD: absent, 'PUT policy': answer });
  await bucket.prepare();
  expect(bucket.calls).toEqual(['HEAD', 'PUT', 'PUT policy']);
  expect(bucket.warnings).toEqual([expect.stringContaining('the bucket is private')]);
});

it('leaves a bucket alone that another process has made in the same moment', async () => {
  await using bucket = await openBucket({ HEAD: [absent, { status: 200 }], PUT: thrown(409, 'BucketAlreadyOwnedByYou') });
  await bucket.prepare();
  expect(bucket.calls).toEqual(['HEAD', 'PUT', 'HEAD']);
});

it('fails where a bucket can be neither found nor made', async () => {
  await using bucket = await openBucket({ HEAD: absent, PUT: thrown(403, 'AccessDenied') });
  await expect(bucket.prepare()).rejects.toThrow();
});

const allow = (principal: unknown, condition = {}): Answer => ({
  status: 200,
  body: JSON.stringify({ Statement: [{ Effect: 'Allow', Principal: principal, Action: 's3:GetObject', Resource: '*', ...condition }] }),
});

it.each<[string, Answer, boolean]>([
  ['that is open', allow('*'), true],
  ['that is open in another spelling', allow({ AWS: ['*'] }), true],
  ['that is open to one key', allow({ AWS: ['arn:aws:iam::1:user/lab'] }), false],
  ['that is open to a network', allow('*', { Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } }), false],
  ['without a policy', thrown(404, 'NoSuchBucketPolicy'), false],
  ['whose policy this key may not read', thrown(403, 'AccessDenied'), false],
])('does not touch the policy of a bucket %s', async (_what, answer, isWarned) => {
  await using bucket = await openBucket({ 'GET policy': answer });
  await bucket.prepare();
  expect(bucket.calls).toEqual(['HEAD', 'GET policy']);
  expect(bucket.warnings).toEqual(isWarned ? [expect.stringContaining('lets in whoever asks')] : []);
});
