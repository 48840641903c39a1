import stringWidth from "string-width";
import wrapAnsi from "wrap-ansi";

const characters = new Intl.Segmenter("en", { granularity: "grapheme" });

/**
 * How many columns a text takes on a terminal: 2 for wide characters and emoji, 0 for marks that join the character
 * before.
 */
export function displayWidth(text: string): number {
  return stringWidth(text);
}

/**
 * A text of at most `width` columns; `…` shows that something is missing. What people see as one character is kept
 * whole or left out.
 */
export function truncate(text: string, width: number): string {
  if (width <= 0) return "";
  // A query of a stranger can be megabytes; measuring is slow.
  const head = text.slice(0, 40 * width);
  if (head.length === text.length && displayWidth(text) <= width) return text;
  let [kept, used] = ["", 0];
  for (const { segment } of characters.segment(head)) {
    used += displayWidth(segment);
    if (used > width - 1) break;
    kept += segment;
  }
  return `${kept}…`;
}

/**
 * A text of at most `width` columns that keeps its beginning and its end: `{instance="a…b", job="api"}`. Of a
 * megabyte only the ends are looked at.
 */
export function truncateMiddle(text: string, width: number): string {
  if (text.length <= 40 * width && displayWidth(text) <= width) return text;
  if (width <= 2) return truncate(text, width);
  const head = truncate(text, Math.ceil(width / 2));
  const parts = [...characters.segment(text.slice(-40 * width))].reverse();
  let [kept, room] = ["", width - displayWidth(head)];
  for (const { segment } of parts) {
    room -= displayWidth(segment);
    if (room < 0) break;
    kept = segment + kept;
  }
  return head + kept;
}

/**
 * A text brought to exactly `width` columns: cut with `…`, or filled with blanks on the right (`start`) or the left
 * (`end`).
 */
export function fitTo(text: string, width: number, align: "start" | "end" = "start"): string {
  const cut = truncate(text, width);
  const blanks = " ".repeat(Math.max(0, width - displayWidth(cut)));
  return align === "start" ? cut + blanks : blanks + cut;
}

/** A text in lines of at most `width` columns, broken between words where that is possible. */
export function wrap(text: string, width: number): string[] {
  return wrapAnsi(text, Math.max(1, width), { hard: true }).split("\n");
}
