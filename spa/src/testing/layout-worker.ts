type Box = { id: string; x?: number; y?: number; layoutOptions?: Record<string, string> };
type Asked = { id: number; graph?: { children: Box[] } };

/** In place of the layout's thread, which jsdom has not: boxes stand in the column of their kind, one below the other. */
export class LayoutWorker {
  /** Whether this browser starts no threads. */
  static isForbidden = false;
  onmessage?: (answer: { data: { id: number; data: unknown } }) => void;

  constructor() {
    if (LayoutWorker.isForbidden) throw new Error('No threads here');
  }

  postMessage({ id, graph }: Asked): void {
    const rows = new Map<number, number>();
    for (const box of graph?.children ?? []) {
      const column = Number(box.layoutOptions?.['elk.partitioning.partition'] ?? 0);
      const row = rows.get(column) ?? 0;
      rows.set(column, row + 1);
      Object.assign(box, { x: column * 300, y: row * 120 });
    }
    queueMicrotask(() => this.onmessage?.({ data: { id, data: graph } }));
  }
}

// what the picture asks of a browser and jsdom has not: how large a text on a line is
Object.assign(SVGElement.prototype, { getBBox: () => ({ x: 0, y: 0, width: 0, height: 0 }) });
