/** The indentation that a JSON text uses; undefined if it is on one line. Two spaces where there is no text. */
export function indentOf(text: string | undefined): string | undefined {
  if (text === undefined) return "  ";
  return /^[^\n]*[{[][ \t]*\r?\n([ \t]+)\S/.exec(text)?.[1];
}

/** JSON indented as another text was, with its byte order mark, line ends and end of file. */
export function stringifyLike(json: unknown, before: string): string {
  const mark = before.startsWith("\ufeff") ? "\ufeff" : "";
  const text = JSON.stringify(json, undefined, indentOf(before));
  const ends = /(\s*)$/.exec(before)?.[1] ?? "";
  return mark + (before.includes("\r\n") ? text.replaceAll("\n", "\r\n") : text) + ends;
}
