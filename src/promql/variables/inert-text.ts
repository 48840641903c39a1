/**
 * Whether a text can be put into a string literal with these quotes without ending the string or changing the text
 * after it: it has no unescaped quote, no trailing backslash and no control character.
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
