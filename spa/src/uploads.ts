import { useEffect, useState, useSyncExternalStore } from 'react';
import { sendUpload } from './upload.ts';
import { createUploadQueue, type UploadItem, type UploadQueue } from './upload-queue.ts';
import { maxDocuments } from './upload-rules.ts';

export type Uploads = {
  queue: UploadQueue;
  items: readonly UploadItem[];
  /** What keeps the form from being submitted, after somebody tried. */
  problem: string | null;
  /** Whether a form is to be submitted as soon as nothing is under way. */
  isAwaited: boolean;
  /** Waits for what is under way. @returns ids of the stored documents; null when something is missing, which is said then. */
  gather(): Promise<string[] | null>;
};

/** The documents of one form. What is under way when the form is left ends with it. */
export function useUploads(): Uploads {
  const [queue] = useState(() => createUploadQueue(sendUpload));
  const items = useSyncExternalStore(queue.subscribe, queue.items);
  const [hasTried, setTried] = useState(false);
  const [isAwaited, setAwaited] = useState(false);
  useEffect(() => () => queue.stop(), [queue]);

  async function gather(): Promise<string[] | null> {
    setTried(true);
    setAwaited(true);
    queue.clearObjections();
    await queue.settled();
    setAwaited(false);
    const found = queue.items();
    if (describeMissing(found) !== null) return null;
    return found.flatMap(({ phase }) => (phase.is === 'stored' ? [phase.document.id] : []));
  }

  return { queue, items, problem: hasTried ? describeMissing(items) : null, isAwaited, gather };
}

/** What has to be done about documents before they can be submitted; null when nothing has. What is under way is waited for. */
function describeMissing(items: readonly UploadItem[]): string | null {
  const named = (...phases: UploadItem['phase']['is'][]) =>
    items.filter(({ phase }) => phases.includes(phase.is)).map(({ file }) => `“${file.name}”`);
  const [untyped, unsent, unwanted] = [named('untyped'), named('failed', 'cancelled'), named('barred', 'refused')];
  const steps = [
    untyped.length > 0 ? `choose the type of ${untyped.join(', ')}` : null,
    unsent.length > 0 ? `send ${unsent.join(', ')} again or remove it` : null,
    unwanted.length > 0 ? `remove ${unwanted.join(', ')}, which cannot be taken` : null,
    items.length > maxDocuments ? `remove ${items.length - maxDocuments}: a request has at most ${maxDocuments}` : null,
  ].filter((step) => step !== null);
  return steps.length > 0 ? `Before the request can be sent: ${steps.join('; ')}.` : null;
}
