import { checkPastTime, checkText } from 'lib/text.ts';
import { z } from 'zod';

// The rules are the platform's own: what it would refuse is named here with its line, before anything is sent.

/** Text that the platform accepts, 1 to `limit` characters. */
function text(limit: number) {
  return z.string().superRefine((value, context) => {
    // Messages here go on where the name of the column ends.
    const error = checkText(value, '', limit);
    if (error) context.addIssue({ code: 'custom', message: error.message.trimStart() });
  });
}

/** A moment in the past with a zone, in the form the API answers with. */
const moment = z.iso
  .datetime({ offset: true, error: 'is no time such as 2012-10-09T14:50:17.000Z' })
  .transform((value) => new Date(value))
  .superRefine((value, context) => {
    const error = checkPastTime(value, '', new Date());
    if (error) context.addIssue({ code: 'custom', message: error.message.trimStart() });
  })
  .transform((value) => value.toISOString());

/** One of the words, as the API writes them. */
function word<const Word extends string>(...words: Word[]) {
  const known = z.enum(words, { error: `is none of ${words.filter(Boolean).join(', ')}` });
  return known.transform((value) => value.toUpperCase() as Uppercase<Word>);
}

const count = z
  .string()
  .regex(/^\d{1,9}$/, 'is no whole number')
  .transform(Number);
// The HTML standard's rule, which is what the API's scalar EmailAddress checks.
const email = text(320).pipe(z.string().regex(z.regexes.html5Email, 'is no e-mail address'));

/** Room for `:` and a sequence number behind the case's id: together they are an idempotency key. */
const caseId = text(190);

/** One row of requests.csv. */
export const requestRow = z.object({
  source_case_id: caseId,
  customer_ref: text(100),
  customer_name: text(200),
  agreement_ref: text(100),
  agreement_name: text(200),
  agreement_active: z.enum(['true', 'false'], { error: 'is neither true nor false' }).transform((value) => value === 'true'),
  request_type: text(100),
  priority: word('low', 'medium', 'high', 'critical'),
  team: text(100),
  requester_name: text(200),
  requester_email: email,
  description: text(100_000),
  submitted_at: moment,
});
export type RequestRow = z.infer<typeof requestRow>;

/** One row of transitions.csv. An empty `to_status` is no change of state. */
export const transitionRow = z.object({
  source_case_id: caseId,
  seq: count,
  at: moment,
  by: text(200),
  to_status: word('', 'open', 'in_progress', 'completed', 'rejected'),
  expect: z.enum(['accept', 'refuse', 'noop'], { error: 'is none of accept, refuse, noop' }),
  reason: text(2_000),
});
export type TransitionRow = z.infer<typeof transitionRow>;

/** One row of expected.csv. */
export const expectedRow = z.object({
  source_case_id: caseId,
  expected_operational: word('open', 'in_progress', 'completed', 'rejected'),
  expected_canonical: word('active', 'in_progress', 'completed', 'rejected'),
  accepted: count,
});
export type ExpectedRow = z.infer<typeof expectedRow>;
