import { writeCsvLine } from '../files/csv.ts';
import { partKinds, relations } from '../words/lineage-words.ts';
import { formatCount } from '../words/numbers.ts';
import { box } from './arrange.ts';
import { findWorded } from './picture-state.ts';
import type { Places } from './places.ts';
import type { Visible } from './visible.ts';

/** Relations as CSV, one line each, with names and identifiers of both ends. */
export function writeLineageCsv({ parts, links }: Visible): string {
  const byKey = new Map(parts.map((part) => [part.key, part]));
  const head = ['from_kind', 'from', 'from_id', 'relation', 'to_kind', 'to', 'to_id', 'event_type', 'event_id', 'rule', 'actor', 'time'];
  const lines = links.map(({ from, to, relation, event, rule, actor, time }) => {
    const ends = [byKey.get(from), byKey.get(to)].map((part) => [part && partKinds[part.kind].word, part?.name, part?.id]);
    return [...(ends[0] ?? []), relations[relation].word, ...(ends[1] ?? []), event?.type, event?.id, rule, actor, time];
  });
  return [head, ...lines].map(writeCsvLine).join('');
}

/** Colours of the picture, taken from the page. */
export type Paint = {
  page: string;
  box: string;
  line: string;
  text: string;
  dimmed: string;
  kind: (color: string) => string;
  font: string;
};

const margin = 32;
const longestName = 24;

/** The picture as a file of its own: no fonts, styles or addresses of the page in it. */
export function writeLineageSvg(
  { parts, links, groups }: Visible,
  places: Places,
  paint: Paint,
): { text: string; width: number; height: number } {
  const worded = findWorded(links);
  const points = [...parts, ...groups].flatMap(({ key }) => places.get(key) ?? []);
  const left = Math.min(...points.map(({ x }) => x)) - margin;
  const top = Math.min(...points.map(({ y }) => y)) - margin;
  const width = Math.max(...points.map(({ x }) => x)) + box.width + margin - left;
  const height = Math.max(...points.map(({ y }) => y)) + box.height + margin - top;
  const line = (from: string, to: string, word: string, isDashed = false) => {
    const start = places.get(from);
    const end = places.get(to);
    if (!start || !end) return '';
    const [x1, y1, x2, y2] = [start.x + box.width, start.y + box.height / 2, end.x - 4, end.y + box.height / 2];
    const middle = (x1 + x2) / 2;
    const dash = isDashed ? ' stroke-dasharray="2 5"' : '';
    const path = `<path d="M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}" fill="none" stroke="${paint.line}" stroke-width="1.5" marker-end="url(#arrow)"${dash}/>`;
    const label = word
      ? `<text x="${middle}" y="${(y1 + y2) / 2 - 6}" text-anchor="middle" font-size="11" fill="${paint.dimmed}">${escapeXml(word)}</text>`
      : '';
    return path + label;
  };
  const boxAt = (key: string, color: string, rows: readonly [string, string, string]) => {
    const at = places.get(key);
    if (!at) return '';
    const [kind, name, sub] = rows.map((row) => escapeXml(row.length > longestName + 4 ? `${row.slice(0, longestName + 3)}…` : row));
    return `<g transform="translate(${at.x} ${at.y})"><rect width="${box.width}" height="${box.height}" rx="8" fill="${paint.box}" stroke="${paint.line}"/><rect width="4" height="${box.height}" rx="2" fill="${color}"/><text x="14" y="24" font-size="12" fill="${paint.dimmed}">${kind}</text><text x="14" y="46" font-size="13" font-weight="600" font-family="monospace" fill="${paint.text}">${name}</text><text x="14" y="68" font-size="12" fill="${paint.text}">${sub}</text></g>`;
  };
  const text = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${left} ${top} ${width} ${height}" width="${width}" height="${height}" font-family="${escapeXml(paint.font)}">`,
    `<title>Lineage of ${escapeXml(parts[0]?.name ?? '')}</title>`,
    `<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0 8 4 0 8z" fill="${paint.line}"/></marker></defs>`,
    `<rect x="${left}" y="${top}" width="${width}" height="${height}" fill="${paint.page}"/>`,
    ...links.map(({ id, from, to, relation }) => line(from, to, worded.has(id) ? relations[relation].word : '')),
    ...groups.map(({ key, of, side }) => line(side === 'up' ? key : of, side === 'up' ? of : key, '', true)),
    ...parts.map(({ key, kind, name, state, note }) =>
      boxAt(key, paint.kind(partKinds[kind].color), [partKinds[kind].word, name, [state?.word, note].filter(Boolean).join(' · ')]),
    ),
    ...groups.map((group) => boxAt(group.key, paint.line, ['', `+${formatCount(group.count)} more`, partKinds[group.kind].plural])),
    '</svg>',
  ].join('\n');
  return { text, width, height };
}

function escapeXml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  // control characters have no place in XML, not even escaped
  return text.replace(/\p{Cc}/gu, ' ').replace(/[&<>"]/g, (sign) => entities[sign] ?? '');
}

/** Twice the size, for screens and slides; smaller where a browser would give up. */
const scaleOfPng = 2;
const mostPixelsOfSide = 8_000;

/** Paints an SVG onto a canvas. @throws Error when the browser cannot. */
export async function toPng({ text, width, height }: { text: string; width: number; height: number }): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const scale = Math.min(scaleOfPng, mostPixelsOfSide / Math.max(width, height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(width * scale);
  canvas.height = Math.ceil(height * scale);
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return await new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('This browser could not paint the picture; the SVG holds the same'))),
      'image/png',
    );
  });
}
