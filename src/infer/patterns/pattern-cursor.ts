/** Thrown within the reader of patterns for what is not valid RE2, too large, or not understood. */
export class NotSupported extends Error {}

/** A place in the text of a regular expression, by characters (code points). */
export class PatternCursor {
  #at = 0;
  readonly #text: readonly string[];

  constructor(text: string) {
    this.#text = [...text];
  }

  get done(): boolean {
    return this.#at >= this.#text.length;
  }

  /** The character at the place, or `ahead` characters after it; undefined beyond the end. */
  peek(ahead = 0): string | undefined {
    return this.#text[this.#at + ahead];
  }

  /** Whether the text continues with `expected`; then moves behind it. */
  take(expected: string): boolean {
    if (this.#text.slice(this.#at, this.#at + expected.length).join("") !== expected) return false;
    this.#at += expected.length;
    return true;
  }

  /** Returns the next character and moves behind it. @throws {NotSupported} at the end. */
  next(): string {
    const character = this.#text[this.#at++];
    if (character === undefined) throw new NotSupported();
    return character;
  }

  /**
   * Matches a pattern that begins with `^` against the text that follows, and moves behind the match.
   *
   * @param most - characters that are looked at.
   */
  match(pattern: RegExp, most: number): RegExpExecArray | undefined {
    const found = pattern.exec(this.#text.slice(this.#at, this.#at + most).join(""));
    if (found === null) return undefined;
    this.#at += [...found[0]].length;
    return found;
  }
}
