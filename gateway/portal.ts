import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { playgroundPolicy, portalPolicy } from './headers.ts';

/** Where `npm run build -w spa` puts the portal. */
export const builtPortal = new URL('../spa/dist/', import.meta.url);

/**
 * Serves the built portal: its files, the playground, and `index.html` for every other address that a browser opens, because routes
 * like `/requests/…` exist only in the portal. Files are looked up once, so a portal built later needs a restart.
 */
export async function addPortal(app: FastifyInstance, dist: URL): Promise<void> {
  const isBuilt = existsSync(new URL('index.html', dist));
  await app.register(async (portal) => {
    portal.addHook('onRequest', async (request, reply) => {
      const isPlayground = /^\/playground(\.html)?(\?|$)/.test(request.url);
      reply.header('content-security-policy', isPlayground ? playgroundPolicy : portalPolicy);
    });
    if (isBuilt) {
      await portal.register(fastifyStatic, {
        root: fileURLToPath(dist),
        wildcard: false,
        cacheControl: false,
        setHeaders: setCaching,
        // the build leaves a compressed copy beside each file
        preCompressed: true,
        globIgnore: ['**/*.gz'],
      });
      portal.get('/playground', (_request, reply) => reply.sendFile('playground.html'));
    }
    portal.get('/*', (request, reply) => {
      if (!request.headers.accept?.includes('text/html')) return reply.callNotFound();
      return isBuilt ? reply.sendFile('index.html') : reply.code(503).type('text/html; charset=utf-8').send(notBuiltPage);
    });
  });
}

/** The bundler puts a hash of the content into the names below `assets`, so those files never change. */
function setCaching(reply: Pick<FastifyReply, 'header'>, path: string): void {
  const isHashed = /[\\/]assets[\\/]/.test(path);
  reply.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
}

const notBuiltPage = `<!doctype html>
<html lang="en">
<title>The portal is not built</title>
<h1>The portal is not built</h1>
<p>GraphQL answers at <code>/graphql</code> all the same. To build the portal, run <code>npm run build -w spa</code>, then start again.</p>
</html>
`;
