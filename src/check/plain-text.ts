/**
 * Text from a dashboard or a server on one line, safe for a terminal and a CI log: white space becomes a blank, control characters and marks that turn
 * the reading direction are shown as `\u001b`, not obeyed; a beginning that CI would take for a command is shifted.
 */
export function plainLine(text: string): string {
  const shown = text
    .replaceAll(/[\t\n\v\f\r\u0085\u2028\u2029]+/g, " ")
    .replaceAll(/[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, (character) => {
      return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
    });
  return /^\s*(::|##\[|##vso)/.test(shown) ? `·${shown}` : shown;
}

/** Places that a character takes on a terminal: 2 for East Asian wide ones and emoji, 0 for marks that join the character before. */
function places(character: string): number {
  const code = character.codePointAt(0)!;
  if (/^\p{Mark}$/u.test(character) || (code >= 0xfe00 && code <= 0xfe0f)) return 0;
  const wide =
    (code >= 0x1100 && code <= 0x115f) ||
    (code >= 0x2e80 && code <= 0xa4cf) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe6f) ||
    (code >= 0xff00 && code <= 0xff60) ||
    (code >= 0xffe0 && code <= 0xffe6) ||
    (code >= 0x1f300 && code <= 0x1faff) ||
    (code >= 0x20000 && code <= 0x3fffd);
  return wide ? 2 : 1;
}

/** How many places a text takes on a terminal. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += places(character);
  return width;
}

/** A text brought to exactly `width` places: cut with `…`, or filled with blanks on the right (`end`) or the left. */
export function fitTo(text: string, width: number, align: "start" | "end" = "start"): string {
  const cut = truncate(text, width);
  const blanks = " ".repeat(Math.max(0, width - displayWidth(cut)));
  return align === "start" ? cut + blanks : blanks + cut;
}

/** A text of at most `width` places; `…` shows that something is missing. */
export function truncate(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let [kept, used] = ["", 0];
  for (const character of text) {
    used += places(character);
    if (used > width - 1) break;
    kept += character;
  }
  return width <= 0 ? "" : `${kept}…`;
}
