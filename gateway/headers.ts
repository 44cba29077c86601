import fastifyHelmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';

/** What a page may load and run. Everything that is not named may not be. */
type Policy = Readonly<Record<string, readonly string[]>>;

/** What every page of the lab has in common. */
const page: Policy = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src-elem': ["'self'", "'unsafe-inline'"],
  'style-src-attr': ["'none'"],
  'img-src': ["'self'", 'data:', 'blob:'],
  'font-src': ["'self'"],
  'connect-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
};

/** For what is no page: JSON, and what it refuses. */
const data: Policy = { 'default-src': ["'none'"], 'base-uri': ["'none'"], 'form-action': ["'none'"], 'frame-ancestors': ["'none'"] };

/** The components put elements with styles into the page, which is a concession; attributes with styles are not, and nothing else is. */
export const portalPolicy = write(page);

/** The playground's editor writes its lines with styles in them, and starts its workers from a text. */
export const playgroundPolicy = write({
  ...page,
  'style-src-attr': ["'unsafe-inline'"],
  'font-src': ["'self'", 'data:'],
  'worker-src': ["'self'", 'blob:'],
});

/** Doors of the browser that no page of the lab goes through. */
const closedFeatures = [
  'accelerometer',
  'bluetooth',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'hid',
  'idle-detection',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'usb',
  'xr-spatial-tracking',
];

const permissionsPolicy = closedFeatures.map((feature) => `${feature}=()`).join(', ');

/** Half a year, in seconds. Other hosts of the same domain decide for themselves. */
const transportSecurity = `max-age=${180 * 24 * 3_600}`;

/**
 * Gives every answer the headers that tell a browser what not to do with it. A route that knows better, such as that of documents,
 * puts its own in their place.
 */
export async function addSecurityHeaders(app: FastifyInstance): Promise<void> {
  await app.register(fastifyHelmet, {
    contentSecurityPolicy: false,
    // it depends on how the request came
    strictTransportSecurity: false,
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
  });
  const policy = write(data);
  app.addHook('onRequest', async (request, reply) => {
    reply.header('content-security-policy', policy).header('permissions-policy', permissionsPolicy);
    // over a connection that anybody could write to, the header is not believed anyway
    if (request.protocol === 'https') reply.header('strict-transport-security', transportSecurity);
  });
}

function write(policy: Policy): string {
  return Object.entries(policy)
    .map(([directive, sources]) => `${directive} ${sources.join(' ')}`)
    .join('; ');
}
