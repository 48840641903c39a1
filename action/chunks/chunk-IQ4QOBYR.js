import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// src/templating/regex-time.ts
var RegexTime = class {
  #tries;
  #slow = /* @__PURE__ */ new Set();
  /** @param tries - milliseconds of each try, and how many there are of it. */
  constructor(tries = [
    { ms: 10, times: 300 },
    { ms: 100, times: 10 },
    { ms: 500, times: 2 }
  ]) {
    this.#tries = tries.map(({ ms, times }) => ({ ms, left: times }));
  }
  /** Whether a pattern took too long before. */
  isSlow(pattern) {
    return this.#slow.has(pattern);
  }
  /**
   * Tries a pattern, each time for longer, until one is done or there are no tries left. A try that is done is given
   * back.
   *
   * @param attempt - returns undefined if it was not done in so many milliseconds.
   */
  run(pattern, attempt) {
    if (this.#slow.has(pattern)) return void 0;
    for (const one of this.#tries) {
      if (one.left <= 0) continue;
      const result = attempt(one.ms);
      if (result !== void 0) return result;
      one.left--;
    }
    if (this.#slow.size < 1e4) this.#slow.add(pattern);
    return void 0;
  }
};

export {
  RegexTime
};
