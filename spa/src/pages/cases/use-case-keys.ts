import { type KeyBinding, useKeys } from '../../keys.ts';

type Way = 'down' | 'up' | 'left' | 'right';

/** Puts the keyboard on a case, as soon as it is drawn. */
export function focusCase(id: string): void {
  requestAnimationFrame(() => linkOf(document.querySelector(`[data-case="${id}"]`))?.focus());
}

function linkOf(place: Element | null | undefined): HTMLElement | null {
  return place?.querySelector<HTMLElement>('a') ?? null;
}

function casesOf(place: ParentNode): Element[] {
  return [...place.querySelectorAll('[data-case]')];
}

/** The case that has the keyboard. */
function findHere(): Element | null {
  return document.activeElement?.closest('[data-case]') ?? null;
}

/** The case next to the one that has the keyboard; the first one when none has. */
function findNext(way: Way): Element | undefined {
  const here = findHere();
  const board = document.querySelector('[data-cases]');
  if (!board) return undefined;
  if (!here) return casesOf(board)[0];
  const columns = [...board.querySelectorAll('[data-column]')];
  const column = here.closest('[data-column]');
  const place = casesOf(column ?? board).indexOf(here);
  if (way === 'down') return casesOf(column ?? board)[place + 1];
  if (way === 'up') return casesOf(column ?? board)[place - 1];
  if (!column) return undefined;
  const left = columns.slice(0, columns.indexOf(column)).toReversed();
  const right = columns.slice(columns.indexOf(column) + 1);
  const height = here.getBoundingClientRect().top;
  // over an empty column to the next one, to the case at the same height
  const target = (way === 'left' ? left : right).map(casesOf).find((cases) => cases.length > 0);
  return target?.toSorted((a, b) => Math.abs(a.getBoundingClientRect().top - height) - Math.abs(b.getBoundingClientRect().top - height))[0];
}

const walk = (way: Way) => () => linkOf(findNext(way))?.focus();
// without a case the arrows scroll, as everywhere
const when = () => findHere() !== null;

const upAndDown: readonly KeyBinding[] = [
  { keys: 'j', words: 'next case', do: walk('down') },
  { keys: 'k', words: 'case before', do: walk('up') },
  { keys: 'ArrowDown', words: 'next case', when, do: walk('down') },
  { keys: 'ArrowUp', words: 'case before', when, do: walk('up') },
];
const sideways: readonly KeyBinding[] = [
  { keys: 'ArrowLeft', words: 'to the column on the left', when, do: walk('left') },
  { keys: 'ArrowRight', words: 'to the column on the right', when, do: walk('right') },
];
const one: readonly KeyBinding[] = [
  { keys: 'Enter', words: 'open the case' },
  {
    keys: 's',
    words: 'its steps; then 1, 2 … or arrows and Enter',
    when,
    do: () => findHere()?.querySelector<HTMLElement>('[data-steps]')?.click(),
  },
];
const inList = [...upAndDown, ...one];
const onBoard = [...upAndDown, ...sideways, ...one];

/** Keys of the screens with many cases: to walk, to open the steps of a case. Enter opens it, being on its link. */
export function useCaseKeys({ hasColumns }: { hasColumns: boolean }): void {
  useKeys(hasColumns ? onBoard : inList);
}
