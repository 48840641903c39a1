/** Tab and everything that some reader of lines takes for a line's end: .NET, Python, JavaScript and Unicode differ. */
const lineEnds = /[\t\n\v\f\r\u001c-\u001e\u0085\u2028\u2029]+/g;
/**
 * Control and format characters (bidirectional and zero-width ones among them), blanks that do not look like any, and
 * halves of surrogate pairs.
 */
const unseen =
  /\p{Cc}|\p{Cf}|\p{Zl}|\p{Zp}|\p{Cs}|[\u115f\u1160\u180e\u3164\uffa0]|\u034f|\u17b4|\u17b5|\u180b|\u180c|\u180d|\u180f/gu;

/**
 * Text from a dashboard or a server on one line, safe for a terminal and a CI log: line ends become blanks, control
 * characters and marks that turn the reading direction or are not seen are shown as `\u001b`, not obeyed, and what CI
 * would take for a command is broken by a dot.
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
 * Breaks what the log of a CI would obey in a line: `::command::` at its beginning and `##[command]` anywhere (GitHub),
 * `##vso[` (Azure), `##teamcity[`, `section_start:` (GitLab). Marks and ignorable characters in between do not help:
 * GitHub's runner compares as people read.
 */
export function withoutCommands(line: string): string {
  return line
    .replace(/^([\s\p{DI}]*):(?=[\p{DI}\p{M}]*:)/u, "$1·:")
    .replaceAll(/#([\p{DI}\p{M}]*)#(?=[\p{DI}\p{M}]*(?:\[|vso|teamcity))/giu, "#$1#·")
    .replaceAll(/\bsection_(start|end)(?=:)/gi, "section_$1·");
}
