import type { ApolloServerPlugin } from '@apollo/server';
import { type DocumentNode, parse } from 'graphql';

/**
 * Refuses documents before they are validated. A plugin that throws at that point would be taken for broken, so another document goes on
 * in place of the refused one, and is refused where that may be said.
 *
 * @param findRefusal what to throw; null: nothing speaks against the document.
 */
export function refuseEarly(findRefusal: (document: DocumentNode) => unknown): ApolloServerPlugin {
  // the server keeps documents: the one in place of a refused one comes again with the same text
  const refused = new WeakMap<DocumentNode, unknown>();
  return {
    requestDidStart: async () => ({
      validationDidStart: async (context) => {
        const refusal = findRefusal(context.document);
        if (refusal === null) return;
        const standIn = parse('{ __typename }');
        refused.set(standIn, refusal);
        Object.assign(context, { document: standIn });
      },
      didResolveOperation: async ({ document }) => {
        if (refused.has(document)) throw refused.get(document);
      },
    }),
  };
}
