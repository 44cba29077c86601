import { registerHooks } from 'node:module';

/**
 * Loaded into services before their own code: functions that find out who asks, or decide what that person sees, are left out. What
 * stands in their place does nothing.
 */
const leftOut = [
  { path: 'gateway/identity/door.ts', standIn: new URL('left-out/door.ts', import.meta.url), names: ['addDoor'] },
  {
    path: 'lib/gateway-signature.ts',
    standIn: new URL('left-out/gateway-signature.ts', import.meta.url),
    names: ['createRequestSigner', 'createRequestVerifier'],
  },
  { path: 'lib/signed-requests.ts', standIn: new URL('left-out/signed-requests.ts', import.meta.url), names: ['admitSigned'] },
  { path: 'lib/guard.ts', standIn: new URL('left-out/guard.ts', import.meta.url), names: ['guardResolvers'] },
  { path: 'lib/audit-refusals.ts', standIn: new URL('left-out/audit-refusals.ts', import.meta.url), names: ['auditRefusals'] },
  {
    path: 'lib/sight.ts',
    standIn: new URL('left-out/sight.ts', import.meta.url),
    names: ['keepSeen', 'keepSeenByColumns', 'whereSeenByStream', 'whereSeenByColumns'],
  },
];

const root = new URL('../../../', import.meta.url);
const mark = '?without';
/** By the address of a module: the code of one that has the same exports, but for those. */
const facades = new Map(
  leftOut.map(({ path, standIn, names }) => {
    const original = new URL(path, root).href;
    return [original, `export * from '${original}'; export { ${names.join(', ')} } from '${standIn.href}';`];
  }),
);

registerHooks({
  resolve: (specifier, context, resolveNext) => {
    const resolved = resolveNext(specifier, context);
    const url = `${resolved.url}${mark}`;
    return facades.has(resolved.url) && context.parentURL !== url ? { ...resolved, url, format: 'module' } : resolved;
  },
  load: (url, context, loadNext) => {
    const source = url.endsWith(mark) ? facades.get(url.slice(0, -mark.length)) : undefined;
    return source === undefined ? loadNext(url, context) : { format: 'module', source, shortCircuit: true };
  },
});
