/** How long a page may take to draw what is to be seen, in milliseconds. */
const patienceMs = 3_000;

/**
 * Scrolls to an element as soon as it is there, and again while the page around it still grows. Whoever begins to scroll, to type or to
 * press something goes where they want to.
 *
 * @param id of the element.
 * @returns ends it.
 */
export function bringIntoSight(id: string): () => void {
  const ended = new AbortController();
  for (const kind of ['wheel', 'touchstart', 'pointerdown', 'keydown']) {
    window.addEventListener(kind, () => ended.abort(), { signal: ended.signal, passive: true, capture: true });
  }
  const endsAt = performance.now() + patienceMs;
  const look = () => {
    if (ended.signal.aborted || performance.now() > endsAt) return ended.abort();
    document.getElementById(id)?.scrollIntoView({ block: 'start' });
    requestAnimationFrame(look);
  };
  look();
  return () => ended.abort();
}
