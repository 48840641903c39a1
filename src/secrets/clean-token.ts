/**
 * A token without what an editor, `echo` or a file puts around it: blanks, line breaks and a byte order mark, none of
 * which a token has. Undefined if a line break is left inside: nobody can say which part is the token.
 */
export function cleanToken(text: string): string | undefined {
  const token = text.trim();
  return /[\r\n]/.test(token) ? undefined : token;
}

/** A password without a line break at its end. Blanks may be part of it. */
export function cleanPassword(text: string): string | undefined {
  const password = text.replace(/^\ufeff/, "").replace(/[\r\n]+$/, "");
  return /[\r\n]/.test(password) ? undefined : password;
}
