import { ApolloLink } from '@apollo/client';
import { CombinedGraphQLErrors } from '@apollo/client/errors';
import { catchError, from, map, mergeMap, type Observable, throwError } from 'rxjs';
import { codeOf } from '../words/failures.ts';
import type { Session } from './session.ts';

/**
 * Notices when the lab answers that nobody is signed in. A question then waits until its asker is back, so that the page stays as it
 * was; what changes something is refused and stays with its form, because nobody expects it to happen later by itself.
 */
export function createSignedInLink({ doubt, here }: Pick<Session, 'doubt' | 'here'>): ApolloLink {
  return new ApolloLink((operation, forward) => {
    const ask = (): Observable<ApolloLink.Result> =>
      forward(operation).pipe(
        map((result) => {
          const error = result.errors?.length ? new CombinedGraphQLErrors(result) : null;
          if (error && codeOf(error) === 'UNAUTHENTICATED') throw error;
          return result;
        }),
      );
    const whenBack = async () => {
      await doubt();
      if (operation.operationType === 'query') await here();
    };
    return ask().pipe(
      catchError((error: unknown) => {
        if (codeOf(error) !== 'UNAUTHENTICATED') return throwError(() => error);
        const isQuestion = operation.operationType === 'query';
        return from(whenBack()).pipe(mergeMap(() => (isQuestion ? ask() : throwError(() => error))));
      }),
    );
  });
}
