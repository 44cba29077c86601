/**
 * A key that names one intention to submit. `crypto.randomUUID` exists only on secure origins, and the portal is also
 * opened over plain HTTP from other machines on the network.
 */
export function createIdempotencyKey(): string {
  if (typeof crypto.randomUUID === 'function') return `portal-${crypto.randomUUID()}`;
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return `portal-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
