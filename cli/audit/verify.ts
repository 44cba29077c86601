import type { Command } from 'commander';
import { type Api, createApi, findLab } from '../api.ts';
import { oneLine } from '../events/words.ts';
import { graphql } from '../generated/gql.ts';
import type { AuditAnchorInput, AuditAnchorsQuery, AuditVerificationQuery } from '../generated/graphql.ts';
import { readCount } from '../import.ts';
import { showProgressOn } from '../progress.ts';
import { countOf, drawFindings, drawTable, print, printJson } from '../terminal.ts';

const anchorsDocument = graphql(`
  query AuditAnchors($first: Int!, $after: Cursor) {
    auditAnchors(first: $first, after: $after) {
      pageInfo { hasNextPage endCursor }
      nodes { number recordedAt isVerified fault heads { chain position hash } }
    }
  }
`);

const verificationDocument = graphql(`
  query AuditVerification($anchors: [AuditAnchorInput!], $after: Cursor) {
    auditVerification(anchors: $anchors, after: $after) {
      isComplete
      endCursor
      isIntact
      chains { name length hash isIntact firstBroken { position id reason detail } }
    }
  }
`);

type Anchor = AuditAnchorsQuery['auditAnchors']['nodes'][number];
type Chain = AuditVerificationQuery['auditVerification']['chains'][number];

type Finding = {
  isIntact: boolean;
  chains: Chain[];
  /** The newest that can be believed; null when there is none. */
  newestAnchor: { number: number; recordedAt: string } | null;
  anchors: number;
  faultyAnchors: { number: number; fault: string }[];
};

const perCall = 100;
/** The most that the API takes. */
const headLimit = 5_000;

async function readAnchors(api: Api, limit: number): Promise<Anchor[]> {
  const anchors: Anchor[] = [];
  let after: string | null = null;
  do {
    const { auditAnchors }: AuditAnchorsQuery = await api.execute(anchorsDocument, {
      first: Math.min(perCall, limit - anchors.length),
      after,
    });
    anchors.push(...auditAnchors.nodes);
    after = auditAnchors.pageInfo.hasNextPage ? (auditAnchors.pageInfo.endCursor ?? null) : null;
  } while (after !== null && anchors.length < limit);
  return anchors;
}

/** Heads that the anchors vouch for, newest first, each once: a quiet chain stands in many anchors. */
function headsOf(anchors: readonly Anchor[]): AuditAnchorInput[] {
  const heads = anchors.flatMap((anchor) => (anchor.isVerified ? anchor.heads : []));
  const distinct = new Map(heads.map(({ chain, position, hash }) => [`${chain} ${position} ${hash}`, { chain, position, hash }]));
  return [...distinct.values()].slice(0, headLimit);
}

async function walkChains(api: Api, anchors: AuditAnchorInput[]): Promise<Chain[]> {
  const total = new Map<string, number>();
  for (const { chain, position } of anchors) total.set(chain, Math.max(total.get(chain) ?? 0, position));
  const progress = showProgressOn(process.stderr)(
    'records',
    [...total.values()].reduce((sum, count) => sum + count, 0),
  );
  try {
    let walked = 0;
    for (let after: string | null = null; ; ) {
      const { auditVerification: answer }: AuditVerificationQuery = await api.execute(verificationDocument, { anchors, after });
      const length = answer.chains.reduce((sum, chain) => sum + chain.length, 0);
      progress.advance(length - walked);
      walked = length;
      if (answer.isComplete) return answer.chains;
      after = answer.endCursor ?? null;
    }
  } finally {
    progress.stop();
  }
}

async function verify(api: Api, limit: number): Promise<Finding> {
  // first the anchors: what is recorded meanwhile lies behind them
  const anchors = await readAnchors(api, limit);
  const chains = await walkChains(api, headsOf(anchors));
  const newest = anchors.find(({ isVerified }) => isVerified);
  const faultyAnchors = anchors.flatMap(({ number, fault }) => (fault ? [{ number, fault }] : []));
  return {
    isIntact: chains.every(({ isIntact }) => isIntact) && faultyAnchors.length === 0,
    chains,
    newestAnchor: newest?.recordedAt ? { number: newest.number, recordedAt: newest.recordedAt } : null,
    anchors: anchors.length,
    faultyAnchors,
  };
}

function drawFinding({ isIntact, chains, newestAnchor, anchors, faultyAnchors }: Finding): string {
  const rows = chains.map(({ name, length, firstBroken }) => [
    oneLine(name),
    length,
    firstBroken ? `BROKEN at ${firstBroken.position}` : 'as it was written',
  ]);
  const parts = [drawTable(['chain', 'records', ''], rows)];
  const broken = chains.flatMap(({ name, firstBroken }) => {
    if (!firstBroken) return [];
    const { position, id, reason, detail } = firstBroken;
    return [
      `${oneLine(name)}, position ${position}, ${id ? `record ${id}` : 'no record'}: ${reason.toLowerCase().replaceAll('_', ' ')} – ${detail}`,
    ];
  });
  if (broken.length > 0) parts.push(drawFindings(`First broken record of ${countOf(broken.length, 'chain')}`, broken));
  if (faultyAnchors.length > 0) {
    parts.push(
      drawFindings(
        `${countOf(faultyAnchors.length, 'anchor')} cannot be believed`,
        faultyAnchors.map(({ number, fault }) => `anchor ${number}: ${fault}`),
      ),
    );
  }
  parts.push(
    newestAnchor
      ? `${countOf(anchors, 'anchor')} compared, the newest from ${newestAnchor.recordedAt}: nothing recorded before then can have been cut off unseen.`
      : 'There is no anchor in the object store: that nothing was cut off at the end of a chain is not proven.',
  );
  parts.push(isIntact ? 'The audit is as it was written.' : 'The audit is NOT as it was written.');
  return parts.join('\n\n');
}

const help = `
Walks every chain of the audit, computes each seal again, and compares the chains with the anchors that the lab has noted in its object
store. Names the first broken record of each chain: what stands behind it may be broken too.

Exit code: 0 as it was written, 1 otherwise or when the lab cannot answer, 2 wrong use.

Example:
  $ lab audit verify`;

/** Adds `lab audit verify`. */
export function addAuditVerifyCommand(audit: Command): void {
  audit
    .command('verify')
    .description('prove that no record was changed, deleted, inserted or moved')
    .option('--anchors <n>', 'compare with so many of the newest anchors', readCount, 100)
    .option('--json', 'print one JSON object instead of tables')
    .addHelpText('after', help)
    .action(async ({ anchors, json = false }: { anchors: number; json?: boolean }) => {
      const finding = await verify(createApi(findLab(process.env, 'auditor')), anchors);
      if (json) printJson(finding);
      else print(drawFinding(finding));
      if (!finding.isIntact) process.exitCode = 1;
    });
}
