import { useCallback, useEffect, useRef } from 'react';

// of this tab alone, and gone with it
const prefix = 'lab-draft:';
/** Whoever signs out leaves nothing, although the page is left after that. */
let isOver = false;

/** What somebody had typed when the page was left, for the person who typed it. */
export function readDraft<Draft>(name: string): Draft | null {
  try {
    return JSON.parse(sessionStorage.getItem(prefix + name) ?? 'null') as Draft | null;
  } catch {
    return null;
  }
}

function keepDraft(name: string, draft: unknown): void {
  if (isOver) return;
  try {
    if (draft === null) sessionStorage.removeItem(prefix + name);
    else sessionStorage.setItem(prefix + name, JSON.stringify(draft));
  } catch {
    // a browser that keeps nothing, or no more: typing goes on all the same
  }
}

/** Forgets every draft of this tab, and keeps no more until the portal is loaded again. */
export function forgetDrafts(): void {
  isOver = true;
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(prefix)) sessionStorage.removeItem(key);
}

/**
 * Keeps what was typed over a reload and over signing in again, by writing it down when the page is left.
 *
 * @param name of the form, with whom and what it is about.
 * @param read what there is to keep; null when there is nothing.
 * @param isKeptWithin whether it is kept, too, when another page of the portal is opened: for forms that take long to fill in.
 * @returns forgets the draft, for when the form has done its work.
 */
export function useDraft(name: string, read: () => unknown, isKeptWithin = false): () => void {
  const current = useRef(read);
  const hasWorked = useRef(false);
  useEffect(() => {
    current.current = read;
  });
  useEffect(() => {
    const keep = () => keepDraft(name, hasWorked.current ? null : current.current());
    const keepWhenHidden = () => {
      if (document.hidden) keep();
    };
    window.addEventListener('pagehide', keep);
    document.addEventListener('visibilitychange', keepWhenHidden);
    return () => {
      window.removeEventListener('pagehide', keep);
      document.removeEventListener('visibilitychange', keepWhenHidden);
      // left within the portal: most forms are given up on purpose then
      if (isKeptWithin) keep();
      else keepDraft(name, null);
    };
  }, [name, isKeptWithin]);
  return useCallback(() => {
    hasWorked.current = true;
    keepDraft(name, null);
  }, [name]);
}
