import { useLayoutEffect, useRef } from 'react';

/** What a key does, or two after each other: `j`, `?`, `Enter`, `g r`. A capital letter is one that is pressed with shift. */
export type KeyBinding = {
  keys: string;
  /** What it does, for the list of keys: "next row". */
  words: string;
  /** Whether it means something just now; if not, the key is left to whatever else knows it. */
  when?: () => boolean;
  /** Absent where the browser does it by itself, as it follows a link by Enter: such a key is only listed. */
  do?: () => void;
};

export type KeyGroup = { where: string; bindings: readonly KeyBinding[] };

/** How long the second key of two may take, in milliseconds. */
const patienceMs = 1_500;
const storedAs = 'lab-keys';

// the newest first: a page may give a key that works everywhere another meaning
const registry: { read: () => KeyGroup }[] = [];
let begun: { keys: string; at: number } | null = null;
let leftAlone: KeyboardEvent | null = null;

/**
 * Gives keys a meaning for as long as a component is shown, and lists them under `?`. They are not heard while somebody types, nor
 * while a dialog or a menu is open.
 *
 * @param where heading of these keys in the list.
 */
export function useKeys(bindings: readonly KeyBinding[], where = 'On this page'): void {
  const group = useRef<KeyGroup>({ where, bindings });
  // before the picture: what is seen is heard, however quickly somebody types
  useLayoutEffect(() => {
    group.current = { where, bindings };
  });
  useLayoutEffect(() => {
    const entry = { read: () => group.current };
    if (registry.length === 0) startListening();
    registry.unshift(entry);
    return () => {
      registry.splice(registry.indexOf(entry), 1);
      if (registry.length === 0) stopListening();
    };
  }, []);
}

/** Every key that has a meaning, each heading once; those of the page first. */
export function listKeys(): KeyGroup[] {
  const groups = new Map<string, KeyBinding[]>();
  for (const { where, bindings } of registry.map(({ read }) => read())) {
    if (bindings.length > 0) groups.set(where, [...(groups.get(where) ?? []), ...bindings]);
  }
  return [...groups].map(([where, bindings]) => ({ where, bindings }));
}

/** Whether single keys mean anything: speech input and shaking hands press them by accident. */
export function areKeysOn(): boolean {
  return localStorage.getItem(storedAs) !== 'off';
}

export function turnKeys(isOn: boolean): void {
  localStorage.setItem(storedAs, isOn ? 'on' : 'off');
}

function startListening(): void {
  window.addEventListener('keydown', look, { capture: true });
  window.addEventListener('keydown', hear);
}

function stopListening(): void {
  window.removeEventListener('keydown', look, { capture: true });
  window.removeEventListener('keydown', hear);
}

/** Before anybody hears the key: by the time we do, Escape has closed what it was meant for. */
function look(event: KeyboardEvent): void {
  leftAlone = isMeantElsewhere(event) ? event : null;
}

/** After everybody else has heard the key: a menu that it opens would hear it too, and close again. */
function hear(event: KeyboardEvent): void {
  if (event.defaultPrevented || event === leftAlone || !areKeysOn()) return;
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isShift(event)) return;
  const isFollowing = begun !== null && event.timeStamp - begun.at < patienceMs;
  const pressed = isFollowing && begun ? [`${begun.keys} ${event.key}`, event.key] : [event.key];
  begun = null;
  const all = registry.flatMap(({ read }) => read().bindings);
  for (const keys of pressed) {
    const act = all.find((one) => one.keys === keys && one.do && (one.when?.() ?? true))?.do;
    const isBeginning = all.some((one) => one.keys.startsWith(`${keys} `));
    if (!act && !isBeginning) continue;
    event.preventDefault();
    if (act) act();
    else begun = { keys, at: event.timeStamp };
    return;
  }
}

function isShift({ key }: KeyboardEvent): boolean {
  return key === 'Shift';
}

const typedInto =
  'textarea, select, [contenteditable], [role="textbox"], [role="combobox"], input:not([type="checkbox"], [type="radio"], [type="button"])';
const pressedByItself = 'a[href], button, summary, [role="tab"], [role="option"], [role="menuitem"], input';

function isMeantElsewhere({ target, key }: KeyboardEvent): boolean {
  if (document.querySelector('[role="dialog"], [role="menu"]')) return true;
  if (!(target instanceof Element)) return false;
  if (target.closest(typedInto)) return true;
  return (key === 'Enter' || key === ' ') && target.closest(pressedByItself) !== null;
}
