import type { FastifyInstance } from 'fastify';
import { findLocalPerson, localPeople } from 'lib/local-people.ts';
import { errors, type Provider } from 'oidc-provider';
import { Denial, sendPage } from './answers.ts';
import { interactionPath, providerPath } from './local-provider.ts';
import type { Origins } from './origins.ts';

/** `/oidc/*`: the page on which a person is chosen, and everything else as the provider answers it. */
export function addLocalProviderRoutes(app: FastifyInstance, provider: Provider, origins: Origins): void {
  app.get<{ Params: { uid: string } }>(`${interactionPath}/:uid`, async (request, reply) => {
    const { uid } = await provider.interactionDetails(request.raw, reply.raw).catch(refuse);
    if (uid !== request.params.uid) throw over();
    return sendPage(reply, 200, {
      title: 'Who would you like to be?',
      paragraphs: [
        'This lab has no provider of identities of its own choice yet, so you choose. Each of these four sees and does other things.',
      ],
      form: {
        action: `${interactionPath}/${uid}`,
        buttons: localPeople.map(({ subject, name, summary }) => ({ name: 'person', value: subject, text: name, summary })),
      },
    });
  });

  app.post<{ Params: { uid: string }; Body: unknown }>(`${interactionPath}/:uid`, async (request, reply) => {
    if (!origins.isOwnPage(request.raw)) throw new Denial('FORBIDDEN', "Another page may not sign you in; the lab's own page does.");
    const person = request.body instanceof URLSearchParams ? findLocalPerson(request.body.get('person') ?? '') : null;
    if (!person) throw new Denial('BAD_USER_INPUT', 'Nobody of that name is here: choose one of the four.');
    const { uid } = await provider.interactionDetails(request.raw, reply.raw).catch(refuse);
    if (uid !== request.params.uid) throw over();
    const login = { accountId: person.subject, remember: false };
    const returnTo = await provider.interactionResult(request.raw, reply.raw, { login }).catch(refuse);
    const { pathname, search } = new URL(returnTo);
    return reply.redirect(`${pathname}${search}`, 303);
  });

  void app.register(async (rest) => {
    // the provider reads bodies itself
    rest.removeAllContentTypeParsers();
    rest.addContentTypeParser('*', (_request, _payload, done) => done(null));
    const answer = provider.callback();
    rest.route({
      method: ['GET', 'POST'],
      url: `${providerPath}/*`,
      handler: async (request, reply) => {
        reply.hijack();
        const { raw } = request;
        const path = raw.url ?? '/';
        reply.raw.setHeader('x-content-type-options', 'nosniff');
        reply.raw.setHeader('referrer-policy', 'same-origin');
        // mounted below a path: the provider knows its own routes only, and makes links with both
        await answer(Object.assign(raw, { originalUrl: path, url: path.slice(providerPath.length) }), reply.raw);
      },
    });
  });
}

function over(): Denial {
  return new Denial('UNAUTHENTICATED', 'This sign-in is over already, took too long, or was begun in another browser.');
}

function refuse(error: unknown): never {
  if (error instanceof errors.OIDCProviderError) throw over();
  throw error;
}
