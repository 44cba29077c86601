import type { Plugin } from 'vite';

/**
 * Puts every GraphQL document into the file that uses it. The generated `graphql()` looks documents up in a map of all of
 * them, so without this the first page would load the questions of every page.
 */
export function inlineDocuments(): Plugin {
  const generated = new URL('./src/generated/graphql.ts', import.meta.url);
  let documents: Record<string, unknown> = {};
  return {
    name: 'inline-documents',
    apply: 'build',
    async buildStart() {
      documents = await import(generated.href);
    },
    transform: {
      filter: { id: /\/spa\/src\/.*\.tsx?$/, code: 'graphql(`' },
      handler(code) {
        const inlined = code.replace(/\bgraphql\(`([^`]*)`\)/g, (call, source: string) => {
          const [, kind, name] = /\b(query|mutation|subscription|fragment)\s+(\w+)/.exec(source) ?? [];
          const document = documents[`${name}${kind === 'fragment' ? 'FragmentDoc' : 'Document'}`];
          if (!document) this.error(`The document ${name ?? call} is not generated: run npm run codegen`);
          // as many lines as before, so that nothing after it moves in the source map
          return JSON.stringify(document) + '\n'.repeat(source.split('\n').length - 1);
        });
        return { code: inlined, map: null };
      },
    },
  };
}
