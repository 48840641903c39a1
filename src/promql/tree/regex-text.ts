/**
 * Whether a text is evidently a regular expression, so that no label has it as its value: it ends in `.*` or `.+`,
 * begins with them, or is a list of alternatives in parentheses.
 */
export function looksLikeRegex(text: string): boolean {
  if (text.length > 10_000) return false;
  return /^\^?\.[*+]|\.[*+]\$?$/.test(text) || /^\^?\((?:\?:)?[^()]*\|[^()]*\)\$?$/.test(text);
}

/** Whether a text holds escapes of a regular expression: `web1\.example\.org`. */
export function hasRegexEscape(text: string): boolean {
  return /\\[$^*{}[\]+?.()|\\]/.test(text);
}
