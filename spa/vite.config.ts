import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig, type Plugin } from 'vite';
import { compressedCopies } from './vite-compress.ts';
import { inlineDocuments } from './vite-documents.ts';
import { groupFirstScreen } from './vite-frame.ts';

const gateway = `http://localhost:${process.env.LAB_PORT || '8080'}`;

/** The gateway serves `playground.html` at `/playground`; the development server has to do the same. */
function playgroundAddress(): Plugin {
  return {
    name: 'playground-address',
    configureServer(server) {
      server.middlewares.use((request, _response, next) => {
        if (request.url && /^\/playground\/?(\?|$)/.test(request.url)) request.url = '/playground.html';
        next();
      });
    },
  };
}

// No `root` here: vitest extends this file from the repository's root. Build with `vite build spa`.
export default defineConfig({
  plugins: [inlineDocuments(), react(), playgroundAddress(), compressedCopies()],
  // rxjs offers smaller modern code under a condition of its own
  resolve: { conditions: ['es2015', ...defaultClientConditions] },
  worker: { format: 'es' },
  // the playground's worker imports CommonJS, which the development server has to turn into modules beforehand
  optimizeDeps: { include: ['monaco-graphql > graphql-language-service', 'monaco-graphql > picomatch-browser'] },
  build: {
    // the first versions that know light-dark(); older ones would get a rewriting of it that loses the scheme
    target: ['chrome123', 'firefox120', 'safari17.5'],
    outDir: resolve(import.meta.dirname, 'dist'),
    emptyOutDir: true,
    // the editor of the playground is large by nature and loads on its own page only
    chunkSizeWarningLimit: 4_000,
    rolldownOptions: {
      input: [resolve(import.meta.dirname, 'index.html'), resolve(import.meta.dirname, 'playground.html')],
      output: groupFirstScreen(),
      onLog(level, log, report) {
        // directives for a compiler that we do not use
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') report(level, log);
      },
    },
  },
  server: {
    proxy: {
      '/graphql': { target: gateway, ws: true },
      '/documents': gateway,
      '/health': gateway,
      '/session': gateway,
      '/sign-in': gateway,
      '/sign-out': gateway,
      '/oidc': gateway,
    },
  },
});
