import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';

/** Where `npm run build -w spa` puts the portal. */
export const builtPortal = new URL('../spa/dist/', import.meta.url);

/**
 * Nothing from other hosts. Two concessions: the components and the playground's editor set inline styles, and bundlers put small
 * images and fonts into `data:` addresses.
 */
const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "worker-src 'self' blob:",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const securityHeaders = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
};

/**
 * Serves the built portal: its files, the playground, and `index.html` for every other address that a browser opens, because routes
 * like `/requests/…` exist only in the portal. Files are looked up once, so a portal built later needs a restart.
 */
export async function addPortal(app: FastifyInstance, dist: URL): Promise<void> {
  const isBuilt = existsSync(new URL('index.html', dist));
  await app.register(async (portal) => {
    portal.addHook('onRequest', async (_request, reply) => {
      reply.headers(securityHeaders);
    });
    if (isBuilt) {
      await portal.register(fastifyStatic, { root: fileURLToPath(dist), wildcard: false, cacheControl: false, setHeaders: setCaching });
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
