/** Text of a label's value or a help, with `\n`, `\\` and `\"` as the characters that they stand for. */
export function unescapeText(text: string): string {
  if (!text.includes("\\")) return text;
  return text.replaceAll(/\\(.)/g, (_, sign: string) => (sign === "n" ? "\n" : sign));
}
