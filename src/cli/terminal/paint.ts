import { styleText } from "node:util";
import type { TablePainter } from "../../present/format-table.ts";

type Style = "red" | "green" | "yellow" | "dim" | "bold";

/**
 * Colours for a terminal; each function hands its text back unchanged where colours are not wanted.
 */
export function painter(colours: boolean): TablePainter {
  // Newer versions of Node would look at standard output themselves.
  const paint = (style: Style) => (text: string) =>
    colours ? styleText(style, text, { validateStream: false }) : text;
  return { red: paint("red"), green: paint("green"), yellow: paint("yellow"), dim: paint("dim"), bold: paint("bold") };
}
