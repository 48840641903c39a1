import { displayWidth, fitTo } from "../../text/columns.ts";

/** How {@link table} writes. */
export interface TableOptions {
  /** A name for each column. */
  readonly head: readonly string[];
  /** Most columns of the terminal that a line takes. */
  readonly columns: number;
  /** Colours, put on after the width is known; the row of the head is -1. */
  readonly paint?: (cell: string, row: number, column: number) => string;
}

const gap = 2;
/** No column becomes narrower than this, whatever the terminal. */
const narrowest = 4;

/**
 * A head and rows as aligned columns, two blanks apart. What does not fit is cut with `…`, in the widest column first.
 */
export function table(
  rows: readonly (readonly string[])[],
  { head, columns, paint = (cell) => cell }: TableOptions,
): string[] {
  const widths = fittingWidths(
    head.map((name, column) => Math.max(...[name, ...rows.map((row) => row[column] ?? "")].map(displayWidth))),
    columns,
  );
  return [head, ...rows].map((row, index) =>
    row
      .map((cell, column) => {
        const fitted = fitTo(cell, widths[column]!);
        return paint(column === row.length - 1 ? fitted.trimEnd() : fitted, index - 1, column);
      })
      .join(" ".repeat(gap))
      .trimEnd(),
  );
}

/** The width that {@link table} would need to cut nothing. */
export function tableWidth(rows: readonly (readonly string[])[]): number {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => displayWidth(row[column] ?? ""))));
  return widths.reduce((sum, width) => sum + width, gap * Math.max(0, widths.length - 1));
}

function fittingWidths(widths: readonly number[], columns: number): readonly number[] {
  const fitted = [...widths];
  const total = () => fitted.reduce((sum, width) => sum + width, gap * (fitted.length - 1));
  while (total() > columns) {
    const widest = fitted.indexOf(Math.max(...fitted));
    if (fitted[widest] === undefined || fitted[widest] <= narrowest) break;
    fitted[widest]--;
  }
  return fitted;
}
