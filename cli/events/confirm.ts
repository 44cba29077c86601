import { createInterface } from 'node:readline/promises';
import type { Readable, Writable } from 'node:stream';
import { CommandError } from '../terminal.ts';

export type Terminal = { input: Readable & { isTTY?: boolean }; output: Writable };

/**
 * Asks the person for a yes. The question goes to stderr: stdout belongs to the answer of the command.
 *
 * @throws CommandError when nobody is there to answer.
 */
export async function confirm(
  question: string,
  { input, output }: Terminal = { input: process.stdin, output: process.stderr },
): Promise<boolean> {
  if (!input.isTTY) throw new CommandError('This asks first, and nobody is there to answer: nothing was done — use --yes', 2);
  const terminal = createInterface({ input, output });
  // Ctrl-C and the end of the input are a no: the question alone would never be answered.
  const left = new Promise<string>((resolve) => terminal.once('close', () => resolve('')));
  try {
    const answer = await Promise.race([terminal.question(`${question} Type yes: `).catch(() => ''), left]);
    return answer.trim().toLowerCase() === 'yes';
  } finally {
    terminal.close();
  }
}
