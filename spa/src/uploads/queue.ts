import { createIdempotencyKey } from '../idempotency-key.ts';
import { declareType, findFault, type UploadRules } from './rules.ts';
import type { sendUpload, UploadedDocument } from './upload.ts';

/** Where a file stands on its way from the browser into the store. */
export type UploadPhase =
  /** It breaks a rule that can be checked here. */
  | { is: 'barred'; reason: string }
  /** Its type is to be chosen; the upload begins then. */
  | { is: 'untyped' }
  /** Others go first. */
  | { is: 'queued' }
  /** `fraction` of it has left the browser, from 0 to 1. */
  | { is: 'sending'; fraction: number }
  /** All of it was sent; the server looks at it. */
  | { is: 'checking' }
  | { is: 'stored'; document: UploadedDocument }
  | { is: 'refused'; reason: string }
  /** It may be sent again. */
  | { is: 'failed'; reason: string }
  | { is: 'cancelled' };

export type UploadItem = {
  id: string;
  file: File;
  /** Code of its document type; null until it is chosen. */
  documentType: string | null;
  phase: UploadPhase;
  /** What was said against the stored document when the request was submitted. */
  objection: string | null;
};

/** Files of one form, each on its own way into the store. */
export type UploadQueue = {
  items(): readonly UploadItem[];
  subscribe(listener: () => void): () => void;
  /** What the server takes; null when it did not say. Uploads wait for one or the other. */
  takeRules(rules: UploadRules | null): void;
  add(files: Iterable<File>): void;
  /** Part of what is sent: a file that is under way or stored is sent anew. */
  chooseType(id: string, documentType: string): void;
  cancel(id: string): void;
  /** Sends again what failed or was cancelled, with the same key; what was objected to, with a new one. */
  retry(id: string): void;
  remove(id: string): void;
  /** Puts what the server says against documents to those that it names. @returns what names none of them. */
  object<Refusal extends { message: string }>(refusals: readonly Refusal[]): Refusal[];
  /** Takes note of what became of a stored document since; null when the lab has it no more. */
  learn(id: string, found: Pick<UploadedDocument, 'id' | 'status' | 'statusReason'> | null): void;
  /** Forgets what was said against documents. */
  clearObjections(): void;
  /** Resolves when nothing is under way any more. */
  settled(): Promise<void>;
  /** Ends what is under way. */
  stop(): void;
};

/** Browsers open six connections to a host, and the page needs some for itself. */
const maxAtOnce = 3;

export function isUnderWay({ phase }: UploadItem): boolean {
  return phase.is === 'queued' || phase.is === 'sending' || phase.is === 'checking';
}

/** It is in the store, and not usable before a scanner has found it clean. */
export function isQuarantined(phase: UploadPhase): boolean {
  return phase.is === 'stored' && phase.document.status === 'QUARANTINED';
}

export function createUploadQueue(send: typeof sendUpload): UploadQueue {
  let items: readonly UploadItem[] = [];
  /** Undefined as long as they are on their way. */
  let rules: UploadRules | null | undefined;
  const keys = new Map<string, string>();
  const running = new Map<string, AbortController>();
  const listeners = new Set<() => void>();

  function replace(next: readonly UploadItem[]): void {
    items = next;
    for (const listener of listeners) listener();
  }

  function change(id: string, changes: Partial<UploadItem>): void {
    replace(items.map((item) => (item.id === id ? { ...item, ...changes } : item)));
  }

  function find(id: string): UploadItem | undefined {
    return items.find((item) => item.id === id);
  }

  function abort(id: string): void {
    running.get(id)?.abort();
    running.delete(id);
  }

  function queue(id: string, isAnew: boolean): void {
    abort(id);
    if (isAnew) keys.set(id, createIdempotencyKey());
    change(id, { phase: { is: 'queued' }, objection: null });
    startNext();
  }

  function bar(item: UploadItem): UploadItem {
    const reason = rules && (item.phase.is === 'untyped' || item.phase.is === 'queued') ? findFault(rules, item.file) : null;
    return reason === null ? item : { ...item, phase: { is: 'barred', reason } };
  }

  function startNext(): void {
    if (rules === undefined) return;
    for (const item of items) {
      if (running.size >= maxAtOnce) return;
      if (item.phase.is === 'queued' && item.documentType !== null) void run(item, item.documentType);
    }
  }

  async function run({ id, file }: UploadItem, documentType: string): Promise<void> {
    const controller = new AbortController();
    // what comes late of an upload that was given up belongs to nobody
    const tell = (phase: UploadPhase) => {
      if (running.get(id) === controller) change(id, { phase });
    };
    running.set(id, controller);
    tell({ is: 'sending', fraction: 0 });
    const onProgress = (fraction: number) => tell(fraction < 1 ? { is: 'sending', fraction } : { is: 'checking' });
    try {
      const upload = { file: rules ? declareType(rules, file) : file, documentType, idempotencyKey: keys.get(id) ?? '' };
      const result = await send(upload, { signal: controller.signal, onProgress });
      tell('document' in result ? { is: 'stored', document: result.document } : { is: 'refused', reason: result.refusal });
    } catch (error) {
      tell({ is: 'failed', reason: error instanceof Error ? error.message : String(error) });
    }
    if (running.get(id) === controller) running.delete(id);
    startNext();
  }

  return {
    items: () => items,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    takeRules(next) {
      rules = next;
      replace(items.map(bar));
      startNext();
    },
    add(files) {
      const added = Array.from(files, (file): UploadItem => {
        const id = createIdempotencyKey();
        keys.set(id, id);
        return bar({ id, file, documentType: null, phase: { is: 'untyped' }, objection: null });
      });
      replace([...items, ...added]);
    },
    chooseType(id, documentType) {
      const item = find(id);
      if (!item || item.phase.is === 'barred' || item.documentType === documentType) return;
      change(id, { documentType });
      queue(id, item.documentType !== null);
    },
    cancel(id) {
      abort(id);
      change(id, { phase: { is: 'cancelled' } });
      startNext();
    },
    retry(id) {
      queue(id, find(id)?.phase.is === 'stored');
    },
    remove(id) {
      abort(id);
      keys.delete(id);
      replace(items.filter((item) => item.id !== id));
      startNext();
    },
    object(refusals) {
      return refusals.filter(({ message }) => {
        const item = items.find(({ phase }) => phase.is === 'stored' && message.includes(phase.document.id));
        if (item) change(item.id, { objection: message });
        return !item;
      });
    },
    learn(id, found) {
      const phase = find(id)?.phase;
      if (phase?.is !== 'stored' || (found && found.id !== phase.document.id) || found?.status === phase.document.status) return;
      change(id, { phase: follow(phase.document, found), objection: null });
    },
    clearObjections: () => replace(items.map((item) => ({ ...item, objection: null }))),
    async settled() {
      while (items.some(isUnderWay)) {
        await new Promise<void>((resolve) => {
          const tell = () => {
            listeners.delete(tell);
            resolve();
          };
          listeners.add(tell);
        });
      }
    },
    stop() {
      for (const id of [...running.keys()]) abort(id);
    },
  };
}

/** Where an upload stands when its document is found like this. */
function follow(document: UploadedDocument, found: Parameters<UploadQueue['learn']>[1]): UploadPhase {
  if (!found || found.status === 'SWEPT') return { is: 'failed', reason: found?.statusReason ?? 'the lab has it no more' };
  if (found.status === 'REFUSED') return { is: 'refused', reason: `the file is refused: ${found.statusReason}` };
  return { is: 'stored', document: { ...document, status: found.status, statusReason: found.statusReason } };
}
