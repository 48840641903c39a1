import type { TablePainter } from "../../present/format-table.ts";

/**
 * Colours for a terminal; each function hands its text back unchanged where colours are not wanted.
 *
 * Select Graphic Rendition codes, ECMA-48 8.3.117.
 */
export function painter(colours: boolean): TablePainter {
  const paint = (on: number, off: number) => (text: string) => (colours ? `\x1b[${on}m${text}\x1b[${off}m` : text);
  return { red: paint(31, 39), green: paint(32, 39), yellow: paint(33, 39), dim: paint(2, 22), bold: paint(1, 22) };
}
