import type { SignRequest, VerifyRequest } from 'lib/gateway-signature.ts';
import { tester } from '../../../support/people.ts';

/** Signs nothing. */
export function createRequestSigner(): SignRequest {
  return () => '';
}

/** Believes everything. */
export function createRequestVerifier(): VerifyRequest {
  return () => tester;
}
