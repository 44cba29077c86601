import type { Command } from 'commander';
import { createApi, findLab } from '../api.ts';
import { graphql } from '../generated/gql.ts';
import type { JobListQuery, RecoveryControl } from '../generated/graphql.ts';
import { readCount } from '../import.ts';
import { showProgressOn } from '../progress.ts';
import { CommandError, countOf, print, printJson } from '../terminal.ts';
import { watchJob } from './follow.ts';
import { drawLeft, drawOutcome, isAsWished } from './outcome.ts';
import { checkId, refuse } from './refusal.ts';
import { drawDetailed, writeEnum, writeTime } from './words.ts';

const jobsDocument = graphql(`
  query JobList($first: Int!) { recoveryJobs(first: $first) { totalCount nodes { ...JobFields } } }
`);
const jobDocument = graphql(`query Job($id: ID!) { recoveryJob(id: $id) { ...JobFields } }`);
const controlDocument = graphql(`
  mutation ControlJob($input: ControlRecoveryJobInput!) {
    controlRecoveryJob(input: $input) { job { ...JobFields } userErrors { code message field } }
  }
`);

const wayOut = 'lab events jobs shows them';
const lookUpCodes = '\nExit code: 0, 1 when the lab cannot answer or refuses, 2 wrong use or no such job.\n';

/** Jobs with their progress. */
function drawJobs({ totalCount, nodes }: JobListQuery['recoveryJobs'], width?: number): string {
  if (totalCount === 0) return 'Nobody has begun a job yet.';
  const rows = nodes.map(({ id, kind, state, total, succeeded, failed, skipped, createdAt, actor, reason }) => ({
    cells: [writeEnum(kind), writeEnum(state), total, succeeded, failed, skipped],
    details: [id, `${writeTime(createdAt)} by ${actor}`, reason],
  }));
  const head = ['kind', 'state', 'events', 'succeeded', 'failed', 'skipped'];
  const table = drawDetailed(head, ['job', 'begun', 'reason'], rows, width);
  return totalCount > nodes.length ? `${table}\n\nthe newest ${nodes.length} of ${countOf(totalCount, 'job')}` : table;
}

function addJobsCommand(events: Command): void {
  events
    .command('jobs')
    .description('list recovery jobs, newest first')
    .option('--limit <n>', 'at most so many, 1 to 100', readCount, 25)
    .option('--json', 'print one JSON object instead of a table')
    .addHelpText('after', `${lookUpCodes}\nExample:\n  $ lab events jobs --limit 5`)
    .action(async ({ limit, json }: { limit: number; json?: boolean }) => {
      const { recoveryJobs } = await createApi(findLab(process.env)).execute(jobsDocument, { first: Math.min(limit, 100) });
      if (json) printJson({ totalCount: recoveryJobs.totalCount, jobs: recoveryJobs.nodes });
      else print(drawJobs(recoveryJobs));
    });
}

function addFollowCommand(events: Command): void {
  events
    .command('follow')
    .description('follow a job that was begun before, to its end')
    .argument('<job>', 'id of the job')
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      '\nExit code: 0 finished without failures, 1 otherwise, 2 wrong use, 130 no longer followed.\n\nExample:\n  $ lab events follow 01a203de-2bc7-7400-b382-4f3a9ef437b7',
    )
    .action(async (id: string, { json }: { json?: boolean }) => {
      const api = createApi(findLab(process.env));
      const { recoveryJob } = await api.execute(jobDocument, { id: checkId(id, 'job', wayOut) });
      if (!recoveryJob) throw new CommandError(`There is no job ${id} — ${wayOut}`, 2);
      const ended = await watchJob(recoveryJob, { api, showProgress: showProgressOn(process.stderr) });
      if (json) printJson({ job: ended ?? recoveryJob });
      else print(ended ? drawOutcome(ended) : `\n${drawLeft(recoveryJob)}`);
      if (!ended) process.exitCode = 130;
      else if (!isAsWished(ended)) process.exitCode = 1;
    });
}

const controls: { control: RecoveryControl; description: string }[] = [
  { control: 'PAUSE', description: 'let a job take no further events until it is resumed' },
  { control: 'RESUME', description: 'let a job go on after a pause, or after its canary has halted' },
  { control: 'STOP', description: 'end a job; what it has not begun with stays as it is' },
];

function addControlCommands(events: Command): void {
  for (const { control, description } of controls) {
    const verb = writeEnum(control);
    events
      .command(verb)
      .description(description)
      .argument('<job>', 'id of the job')
      .option('--json', 'print one JSON object')
      .addHelpText('after', `${lookUpCodes}\nExample:\n  $ lab events ${verb} 01a203de-2bc7-7400-b382-4f3a9ef437b7`)
      .action(async (id: string, { json }: { json?: boolean }) => {
        const input = { jobId: checkId(id, 'job', wayOut), control };
        const { controlRecoveryJob: answer } = await createApi(findLab(process.env)).execute(controlDocument, { input });
        refuse(answer.userErrors, wayOut);
        if (json) printJson({ job: answer.job });
        else print(`The job is ${writeEnum(answer.job?.state ?? '')}${control === 'STOP' ? '' : ` — lab events follow ${id}`}`);
      });
  }
}

/** Adds `lab events jobs`, `follow`, `pause`, `resume` and `stop`. */
export function addJobCommands(events: Command): void {
  addJobsCommand(events);
  addFollowCommand(events);
  addControlCommands(events);
}
