import { useQuery } from '@apollo/client/react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useSession } from '../session/signed-in.ts';
import { createUploadQueue, type UploadItem, type UploadQueue } from './queue.ts';
import { documentRules, type UploadRules } from './rules.ts';
import { sendUpload } from './upload.ts';

export type Uploads = {
  queue: UploadQueue;
  items: readonly UploadItem[];
  /** What the server takes; null until it is known. */
  rules: UploadRules | null;
  /** What keeps the form from being submitted, after somebody tried. */
  problem: string | null;
  /** Whether a form is to be submitted as soon as nothing is under way. */
  isAwaited: boolean;
  /** Waits for what is under way. @returns ids of the stored documents; null when something is missing, which is said then. */
  gather(): Promise<string[] | null>;
};

/** The documents of one form. What is under way when the form is left ends with it. */
export function useUploads(): Uploads {
  const { doubt } = useSession();
  const [queue] = useState(() =>
    createUploadQueue((...upload) =>
      sendUpload(...upload).catch((error: unknown) => {
        void doubt();
        throw error;
      }),
    ),
  );
  const items = useSyncExternalStore(queue.subscribe, queue.items);
  const [hasTried, setTried] = useState(false);
  const [isAwaited, setAwaited] = useState(false);
  const { data, error } = useQuery(documentRules);
  // not there either when the documents alone are away
  const rules = data?.documentRules ?? null;
  useEffect(() => {
    if (rules || error) queue.takeRules(rules);
  }, [queue, rules, error]);
  useEffect(() => () => queue.stop(), [queue]);

  async function gather(): Promise<string[] | null> {
    setTried(true);
    setAwaited(true);
    queue.clearObjections();
    await queue.settled();
    setAwaited(false);
    const found = queue.items();
    if (describeMissing(found, rules) !== null) return null;
    return found.flatMap(({ phase }) => (phase.is === 'stored' ? [phase.document.id] : []));
  }

  return { queue, items, rules, problem: hasTried ? describeMissing(items, rules) : null, isAwaited, gather };
}

/** What has to be done about documents before they can be submitted; null when nothing has. What is under way is waited for. */
function describeMissing(items: readonly UploadItem[], rules: UploadRules | null): string | null {
  const named = (...phases: UploadItem['phase']['is'][]) =>
    items.filter(({ phase }) => phases.includes(phase.is)).map(({ file }) => `“${file.name}”`);
  const most = rules?.maxPerRequest ?? Number.POSITIVE_INFINITY;
  const [untyped, unsent, unwanted] = [named('untyped'), named('failed', 'cancelled'), named('barred', 'refused')];
  const steps = [
    untyped.length > 0 ? `choose the type of ${untyped.join(', ')}` : null,
    unsent.length > 0 ? `send ${unsent.join(', ')} again or remove it` : null,
    unwanted.length > 0 ? `remove ${unwanted.join(', ')}, which cannot be taken` : null,
    items.length > most ? `remove ${items.length - most}: a request has at most ${most}` : null,
  ].filter((step) => step !== null);
  return steps.length > 0 ? `Before the request can be sent: ${steps.join('; ')}.` : null;
}
