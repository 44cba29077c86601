/** As much of a document as a preview reads, in bytes. */
export const previewBytes = 64 * 1024;

/** Why a document cannot be shown, in words for people. */
export class DocumentFailure extends Error {
  override name = 'DocumentFailure';
}

/**
 * The beginning of a text document. A character that is cut in two at the end is left out.
 *
 * @param url below the lab's own address.
 * @throws DocumentFailure with the lab's own reason, where it gives one.
 */
export async function readStart(url: string, signal: AbortSignal): Promise<string> {
  const response = await fetch(url, { headers: { range: `bytes=0-${previewBytes - 1}` }, signal }).catch(() => null);
  if (!response) throw new DocumentFailure('The lab does not answer; try again');
  if (!response.ok) throw new DocumentFailure(await readReason(response));
  const bytes = await response.arrayBuffer();
  // without a cap, an answer that ignores the range would be shown whole; with `stream`, half a character is kept back
  return new TextDecoder().decode(bytes.slice(0, previewBytes), { stream: true });
}

async function readReason(response: Response): Promise<string> {
  const answer: unknown = await response.json().catch(() => null);
  const [error] = (answer as { errors?: { message?: unknown }[] } | null)?.errors ?? [];
  return typeof error?.message === 'string' ? error.message : `The lab answered with status ${response.status}`;
}
