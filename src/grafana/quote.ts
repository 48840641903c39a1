/**
 * Prepares a server's text for a message: without secrets and control characters, at most 300 characters. Secrets are
 * removed before the text is cut.
 */
export function quote(text: string, redact: (text: string) => string): string {
  const clean = redact(text.slice(0, 4000)).replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, " ");
  return clean.length > 300 ? `${clean.slice(0, 299)}…` : clean;
}
