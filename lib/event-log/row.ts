import { type CursorBinding, type Place, writeCursor } from './cursor.ts';
import type { Positioned, Window } from './source.ts';

/** A row with its place, shared by all who follow the log in this process. */
export class LogRow<Row> {
  readonly row: Row;
  readonly place: Place;
  readonly #binding: CursorBinding;
  #cursor: string | undefined;

  constructor(row: Positioned<Row>, window: Window, binding: CursorBinding) {
    this.row = row;
    this.place = { kind: 'row', ...window, position: row.position };
    this.#binding = binding;
  }

  /** To be given as `after` to hear what came after this row. */
  get cursor(): string {
    // written once for all, and not at all for rows that nobody wants
    this.#cursor ??= writeCursor(this.place, this.#binding);
    return this.#cursor;
  }
}
