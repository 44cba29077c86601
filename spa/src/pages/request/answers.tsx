import type { FragmentType } from '@apollo/client';
import { useFragment } from '@apollo/client/react';
import { Card, Skeleton, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Glyph } from '../../components/glyph.tsx';
import { Moment } from '../../components/moment.tsx';
import { graphql } from '../../generated/gql.ts';
import type { RequestAnswersFragment } from '../../generated/graphql.ts';
import { businessObjectStates, caseStates } from '../../words/vocabulary.ts';
import { type AccountedEvent, accountFor } from './accounts.ts';
import classes from './answers.module.css';

const fragment = graphql(`
  fragment RequestAnswers on ServiceRequest {
    id
    reference
    externalReference
    submittedAt
    submission {
      id
      submittedBy
      recordedAt
    }
    team {
      id
      name
    }
    operationCase {
      id
      status
      history {
        id
        toStatus
        changedBy
        reason
        changedAt
      }
    }
    businessObject {
      id
      status
    }
  }
`);

type Props = {
  request: FragmentType<RequestAnswersFragment>;
  /** Why it stands where it stands, in the lab's own words; absent while nobody knows. */
  explanation: string | undefined;
  events: readonly AccountedEvent[] | undefined;
  hasFailed: boolean;
};

type Answers = RequestAnswersFragment;
/** What was sent longer ago than this when it arrived came from an archive. */
const importedFromMs = 60_000;

/** The questions that somebody opens a request with, and their answers. */
export function RequestAnswers({ request, explanation, events, hasFailed }: Props) {
  const { data, complete } = useFragment({ fragment, from: request });
  if (!complete) return null;
  const account = events && accountFor(events);
  const untold = hasFailed ? 'unknown: the integration layer does not answer' : <Skeleton height={14} mt={6} />;
  return (
    <Card withBorder component="section" aria-label="In short">
      <dl className={classes.answers}>
        <Answer question="Where did it come from?">{origin(data)}</Answer>
        <Answer question="Who owns it?">{owner(data)}</Answer>
        <Answer question="Where is it now?">{place(data)}</Answer>
        <Answer question="Why is it so?">{cause(data) ?? (explanation ? sentence(explanation) : untold)}</Answer>
        <Answer question="What happens next?">
          {data.operationCase ? (explanation ? sentence(explanation) : untold) : firstStep(events)}
        </Answer>
        <Answer question="Was anything lost or done twice?">
          {account ? (
            <span className={classes.account}>
              <Glyph shape={account.shape} color={account.color} />
              <span>{account.text}</span>
            </span>
          ) : (
            untold
          )}
        </Answer>
      </dl>
    </Card>
  );
}

function Answer({ question, children }: { question: string; children: ReactNode }) {
  return (
    <div>
      <Text component="dt" size="xs" c="dimmed">
        {question}
      </Text>
      <Text component="dd" size="sm" m={0} style={{ overflowWrap: 'anywhere' }}>
        {children}
      </Text>
    </div>
  );
}

function origin({ submission, submittedAt, externalReference }: Answers): ReactNode {
  const isImported = new Date(submission.recordedAt).getTime() - new Date(submittedAt).getTime() > importedFromMs;
  return (
    <>
      {isImported ? 'Imported by' : 'Sent by'} {submission.submittedBy}, arrived <Moment at={submission.recordedAt} />
      {isImported ? (
        <>
          ; first sent <Moment at={submittedAt} />
        </>
      ) : null}
      {externalReference ? `, there called ${externalReference}` : null}.
    </>
  );
}

function owner({ team, operationCase }: Answers): ReactNode {
  const last = operationCase?.history.at(-1);
  const name = team?.name ?? 'A team that cannot be asked for now';
  // the opening is the worker's: nobody has had it in hand yet
  if (!last || last.toStatus === 'OPEN') return `${name}; nobody has taken it yet.`;
  return `${name}; ${last.changedBy} moved it last.`;
}

function place({ operationCase, businessObject }: Answers): ReactNode {
  if (!operationCase || !businessObject) return 'Recorded in the source system; the others do not have it yet.';
  return `Everywhere: its case is ${caseStates[operationCase.status].word}, its business object ${businessObjectStates[businessObject.status].word}.`;
}

function cause({ operationCase }: Answers): ReactNode {
  const last = operationCase?.history.at(-1);
  if (!last) return null;
  return (
    <>
      {last.changedBy}, <Moment at={last.changedAt} />: {last.reason}
    </>
  );
}

/** What has to happen before there is a case. */
function firstStep(events: Props['events']): string {
  if (events?.some(({ status }) => status === 'DEAD'))
    return 'A person redelivers, corrects or discards the event; then its case is opened.';
  if (events?.some(({ status }) => status === 'DISCARDED')) return 'Nothing: its event was given up.';
  return 'The worker applies its first event, and opens its case with it.';
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
