/**
 * How long the regular expressions of strangers may take in one run. Most are done in a moment; one that is not gets a
 * longer try, and a longer one, of which there are only so many for all of them together. A pattern that took too long
 * once is not tried again.
 *
 * Only time can stop a regular expression at work, so this is the one place where the clock decides: the first try is
 * long enough for patterns that do not explode, on busy machines too, as it is followed by others.
 */
export class RegexTime {
  readonly #tries: { readonly ms: number; left: number }[];
  readonly #slow = new Set<string>();

  /** @param tries - milliseconds of each try, and how many there are of it. */
  constructor(
    tries: readonly { readonly ms: number; readonly times: number }[] = [
      { ms: 10, times: 300 },
      { ms: 100, times: 10 },
      { ms: 500, times: 2 },
    ],
  ) {
    this.#tries = tries.map(({ ms, times }) => ({ ms, left: times }));
  }

  /** Whether a pattern took too long before. */
  isSlow(pattern: string): boolean {
    return this.#slow.has(pattern);
  }

  /**
   * Tries a pattern, each time for longer, until one is done or there are no tries left. A try that is done is given
   * back.
   *
   * @param attempt - returns undefined if it was not done in so many milliseconds.
   */
  run<Result>(pattern: string, attempt: (ms: number) => Result | undefined): Result | undefined {
    if (this.#slow.has(pattern)) return undefined;
    for (const one of this.#tries) {
      if (one.left <= 0) continue;
      const result = attempt(one.ms);
      if (result !== undefined) return result;
      one.left--;
    }
    if (this.#slow.size < 10_000) this.#slow.add(pattern);
    return undefined;
  }
}
