import * as z from 'zod/mini';
import type { Priority } from './generated/graphql.ts';
import { priorities } from './words/vocabulary.ts';

/** Longest description the API accepts, in characters. */
export const descriptionLimit = 100_000;
/** Longest name the API accepts, in characters. */
export const nameLimit = 200;

// The rules are the server's own, said early; the server still has the last word.
// C0 controls but tab, line feed and carriage return, and DEL; half a surrogate pair cannot be stored.
const refusedCharacters = /(?![\t\n\r\u0080-\u009f])\p{Cc}|\p{Cs}/u;

function words(what: string, limit: number) {
  return z.string().check(
    z.refine((text) => text.trim() !== '', `${what} is empty`),
    z.refine((text) => text.length <= limit, `At most ${limit} characters are accepted`),
    z.refine((text) => !refusedCharacters.test(text), 'It has a control character, which is not accepted'),
  );
}

function chosen(what: string) {
  return z.string(`Choose ${what}`).check(z.minLength(1, `Choose ${what}`));
}

export const requestRules = z.object({
  customerId: chosen('a customer'),
  agreementId: chosen('an agreement of the customer'),
  requestTypeId: chosen('a request type'),
  teamId: chosen('a team'),
  priority: z.enum(Object.keys(priorities) as [Priority, ...Priority[]], 'Choose a priority'),
  requesterName: words('The name', nameLimit),
  requesterEmail: z.email('An e-mail address looks like jo@example.org'),
  description: words('The description', descriptionLimit),
});

export type RequestValues = z.infer<typeof requestRules>;

export const emptyRequest: RequestValues = {
  customerId: '',
  agreementId: '',
  requestTypeId: '',
  teamId: '',
  priority: 'MEDIUM',
  requesterName: '',
  requesterEmail: '',
  description: '',
};

export function isRequestField(name: string | undefined): name is keyof RequestValues {
  return name !== undefined && name in emptyRequest;
}
