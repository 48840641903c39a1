/** Tab and everything that some reader of lines takes for a line's end: .NET, Python, JavaScript and Unicode differ. */
const lineEnds = /[\t\n\v\f\r\u001c-\u001e\u0085\u2028\u2029]+/g;
/** Control and format characters (bidirectional and zero-width ones among them), blanks that do not look like any, and halves of surrogate pairs. */
const unseen = /\p{Cc}|\p{Cf}|\p{Zl}|\p{Zp}|\p{Cs}|[\u115f\u1160\u180e\u3164\uffa0]|\u034f|\u17b4|\u17b5|\u180b|\u180c|\u180d|\u180f/gu;

/**
 * Text from a dashboard or a server on one line, safe for a terminal and a CI log: line ends become blanks, control characters and marks that turn the
 * reading direction or are not seen are shown as `\u001b`, not obeyed, and what CI would take for a command is broken by a dot.
 */
export function plainLine(text: string): string {
  return withoutCommands(withoutControls(text.replaceAll(lineEnds, " ")));
}

/** Shows control and format characters as `\u001b`; line ends too. */
export function withoutControls(text: string): string {
  return text.replaceAll(unseen, (character) => {
    const code = character.codePointAt(0)!.toString(16);
    return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, "0")}`;
  });
}

/**
 * Breaks what the log of a CI would obey in a line: `::command::` at its beginning and `##[command]` anywhere (GitHub), `##vso[` (Azure), `##teamcity[`,
 * `section_start:` (GitLab). Marks and ignorable characters in between do not help: GitHub's runner compares as people read.
 */
export function withoutCommands(line: string): string {
  return line
    .replace(/^([\s\p{DI}]*):(?=[\p{DI}\p{M}]*:)/u, "$1·:")
    .replaceAll(/#([\p{DI}\p{M}]*)#(?=[\p{DI}\p{M}]*(?:\[|vso|teamcity))/giu, "#$1#·")
    .replaceAll(/\bsection_(start|end)(?=:)/gi, "section_$1·");
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
