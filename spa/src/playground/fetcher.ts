import type { GraphiQLProps } from 'graphiql';
import { type ExecutionResult, getOperationAST, parse } from 'graphql';
import { Observable } from 'rxjs';
import { openSocket } from '../live/open-socket.ts';
import { askLab } from '../session/session.ts';
import { ask } from './ask.ts';

type Result = ExecutionResult<Record<string, unknown>, Record<string, unknown>>;

const socket = openSocket({ onDoubt: () => void leaveWhenSignedOut() });

/** The page keeps what stands in the editor, and shows where to sign in instead. */
async function leaveWhenSignedOut(): Promise<void> {
  const person = await askLab().catch(() => undefined);
  if (person === null) location.reload();
}

/** Runs what stands in the editor: subscriptions over the WebSocket until they are stopped, everything else over HTTP. */
export const fetcher: GraphiQLProps['fetcher'] = ({ query, variables, operationName }, { headers } = {}) => {
  // right after a change of tabs the editor still names the operation of the tab before
  const question = { query, variables, ...(operationName && query.includes(` ${operationName}`) ? { operationName } : {}) };
  if (!isSubscription(question)) return ask(question, headers);
  return new Observable<Result>((viewer) =>
    socket.subscribe(question, {
      // errors as they came over the wire, which the editor shows all the same
      next: (message) => viewer.next(message as Result),
      error: (fault) => viewer.error(Array.isArray(fault) ? fault : new Error('The lab has ended the live connection', { cause: fault })),
      complete: () => viewer.complete(),
    }),
  );
};

function isSubscription({ query, operationName }: { query: string; operationName?: string }): boolean {
  try {
    return getOperationAST(parse(query), operationName)?.operation === 'subscription';
  } catch {
    // the lab says better what is wrong with it
    return false;
  }
}
