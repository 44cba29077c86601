import type { Side } from './graph.ts';
import { type Opened, sideKey } from './visible.ts';

/** What an address may hold of it: more sides than anybody opens by hand. */
const mostOpened = 40;

/** As it stands in an address: pages, a dot, side and record, parted by spaces. */
export function writeOpened(opened: Opened): string | undefined {
  const words = [...opened].map(([key, pages]) => `${pages}.${key}`);
  return words.length > 0 ? words.slice(-mostOpened).join(' ') : undefined;
}

export function readOpened(text: string | undefined): Opened {
  const entries = (text ?? '').split(' ').flatMap((word): [string, number][] => {
    const [, pages, key] = /^(\d{1,2})\.((?:up|down)\..+)$/.exec(word) ?? [];
    return pages && key ? [[key, Number(pages)]] : [];
  });
  return new Map(entries.slice(0, mostOpened));
}

/** @param pages of neighbours on that side; 0 closes it. */
export function withSide(opened: Opened, { key, side, pages }: { key: string; side: Side; pages: number }): Opened {
  const name = sideKey(key, side);
  return new Map([...[...opened].filter(([other]) => other !== name), [name, pages]]);
}
