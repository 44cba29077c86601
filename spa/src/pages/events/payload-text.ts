/** A payload as it was typed: the object, or what is wrong with the text. */
export function readPayload(text: string): { payload: Record<string, unknown> } | { fault: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { fault: `This is no JSON yet: ${placeOf(error, text)}` };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { fault: 'A payload is an object: names and values in braces.' };
  }
  return { payload: value as Record<string, unknown> };
}

/** Browsers say the place in different ways, or not at all. */
function placeOf(error: unknown, text: string): string {
  const message = error instanceof Error ? error.message : String(error);
  const position = /position (\d+)/.exec(message)?.[1];
  if (position === undefined || /line \d+/.test(message)) return message;
  const before = text.slice(0, Number(position)).split('\n');
  return `${message.replace(/\s*\(.*$/, '')} (line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1})`;
}
