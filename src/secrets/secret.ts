/** A text that must not leave the program, and how strictly it is looked for. */
export interface Secret {
  readonly text: string;
  /**
   * `random`: in any case, broken over lines, and its beginning alone. `word`: it could be an ordinary word (letters
   * only, or a tenant), so only whole and as it is written: a password `dashboard` must not blank out every dashboard.
   */
  readonly kind: "random" | "word";
}

/**
 * Shorter texts would blot out half of what the program says. They are not removed; what is made of them (basic auth)
 * is.
 */
export const shortestSecret = 6;

/** From this length on a beginning that stands alone, as a server's cut leaves it, is removed too. */
export const shortestPrefix = 8;

/** A {@link Secret} of a text; letters alone are a word up to 15 of them, digits alone up to 9. */
export function secretOf(text: string): Secret {
  return { text, kind: /^(?:[A-Za-z]{1,15}|\d{1,9})$/.test(text) ? "word" : "random" };
}
