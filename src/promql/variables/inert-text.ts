/**
 * Whether a text can stand inside a string literal between these quotes without ending it or changing what comes behind
 * it: no such quote that is not escaped, no backslash left over at the end, no control character.
 */
export function isInert(text: string, quote: string): boolean {
  if (/[\p{Cc}\u2028\u2029]/u.test(text)) return false;
  if (quote === "`") return !text.includes(quote);
  for (let at = 0; at < text.length; at++) {
    if (text[at] === quote) return false;
    if (text[at] === "\\" && ++at === text.length) return false;
  }
  return true;
}
