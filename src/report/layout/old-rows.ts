import { numeric } from "../../dashboard/fields/number-field.ts";
import { asArray, asObject, field, type JsonObject } from "../../json/read.ts";
import { type Block, gridColumns } from "./pack-grid.ts";

/** A panel of an old row, with the place that Grafana gives it. */
export interface OldRowPanel {
  readonly node: JsonObject;
  readonly place: Block;
}

/** A row of a dashboard from before Grafana 5. */
export interface OldRow {
  readonly row: JsonObject;
  readonly panels: readonly OldRowPanel[];
}

const cellPx = 38;
const leastPx = 90;
const usualRowPx = 250;
/** Of 12, which a row had then. */
const usualSpan = 4;

/**
 * Rows of panels with spans of 12, as Grafana 5 changed them into a grid of 24 columns: from left to right, and where
 * panels of one row differ in height, beside a high one below one another.
 *
 * @returns the rows, and whether Grafana shows rows at all: if one is folded, repeats or shows its title.
 */
export function oldRows(rows: readonly unknown[]): { readonly rows: readonly OldRow[]; readonly shown: boolean } {
  const shown = rows.some(
    (row) => isOn(field(row, "collapse")) || isOn(field(row, "showTitle")) || isOn(field(row, "repeat")),
  );
  let y = 0;
  const placed = rows.flatMap((value): OldRow[] => {
    const row = asObject(value);
    if (row === undefined || isOn(row["repeatIteration"])) return [];
    const height = units(row["height"] || usualRowPx);
    const area = new RowArea(height, y);
    const panels = asArray(row["panels"]).flatMap((panel): OldRowPanel[] => {
      const node = asObject(panel);
      if (node === undefined) return [];
      const w = Math.min(gridColumns, Math.max(1, Math.floor(numeric(node["span"]) || usualSpan) * 2));
      return [{ node, place: area.take(w, isOn(node["height"]) ? units(node["height"]) : height) }];
    });
    y = area.top + height;
    return [{ row, panels }];
  });
  return { rows: placed, shown };
}

/** Whether JavaScript takes a value for true. */
function isOn(value: unknown): boolean {
  return Boolean(value);
}

/** Pixels, also as `250px`, in units of the grid. */
function units(height: unknown): number {
  const px = typeof height === "string" ? Number.parseInt(height.replace("px", ""), 10) : Number(height);
  return Math.ceil(Math.max(Number.isFinite(px) ? Math.min(px, 1000 * cellPx) : usualRowPx, leastPx) / cellPx);
}

/** The space of one row; goes on below when it is full. */
class RowArea {
  readonly #height: number;
  /** How far each column is filled. */
  #filled = new Array<number>(gridColumns).fill(0);
  top: number;

  constructor(height: number, top: number) {
    this.#height = height;
    this.top = top;
  }

  take(w: number, h: number): Block {
    let x = this.#free(w);
    if (x === undefined) {
      this.top += this.#height;
      this.#filled.fill(0);
      x = 0;
    }
    const y = Math.max(...this.#filled.slice(x));
    for (let column = x; column < Math.min(gridColumns, x + w); column++)
      this.#filled[column] = Math.max(this.#filled[column]!, y + h);
    return { x, y: this.top + y, w, h };
  }

  /** The first column of the free space on the right, which may be no more filled than what is right of it. */
  #free(w: number): number | undefined {
    let start = gridColumns;
    for (let column = gridColumns - 1; column >= 0; column--) {
      if (this.#filled[column]! >= this.#height) break;
      if (column < gridColumns - 1 && this.#filled[column]! > this.#filled[column + 1]!) break;
      start = column;
    }
    return gridColumns - start >= Math.max(2, w) ? start : undefined;
  }
}
