/**
 * Rows as aligned columns, two blanks apart. Widths count code points; colours must be put on by `paint`, after the width is known.
 *
 * @param columns - most characters of a line; the widest column is cut with `…` to keep to it.
 */
export function table(
  rows: readonly (readonly string[])[],
  { columns, paint = (cell) => cell }: { columns: number; paint?: (cell: string, row: number, column: number) => string },
): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => [...(row[column] ?? "")].length)));
  const excess = widths.reduce((sum, width) => sum + width, 2 * (widths.length - 1)) - columns;
  const widest = widths.indexOf(Math.max(...widths));
  if (excess > 0 && widths[widest] !== undefined) widths[widest] = Math.max(12, widths[widest] - excess);
  return rows.map((row, index) =>
    row
      .map((cell, column) => {
        const fitted = padded(cell, widths[column]!);
        return paint(column === row.length - 1 ? fitted.trimEnd() : fitted, index, column);
      })
      .join("  ")
      .trimEnd(),
  );
}

function padded(text: string, width: number): string {
  const characters = [...text];
  return characters.length <= width ? text + " ".repeat(width - characters.length) : `${characters.slice(0, width - 1).join("")}…`;
}
