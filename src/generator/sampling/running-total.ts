/**
 * A sum that can be read after every term: compensated within a block of 256 terms, and the blocks' sums
 * compensated again. The caller says where a block ends, always at the same indexes, so the bits do not depend on where
 * a fill begins.
 *
 * @see https://en.wikipedia.org/wiki/Kahan_summation_algorithm#Further_enhancements Neumaier
 */
export class RunningTotal {
  readonly #rising: boolean;
  // Not whole numbers: an engine that once took a field for an integer has to recompile all code that uses it.
  #high = Number.NaN;
  #low = Number.NaN;
  #sum = Number.NaN;
  #rest = Number.NaN;
  #least = Number.NaN;

  /**
   * @param options.rising - terms are never below 0, so the total must not go down by rounding either. Default true.
   */
  constructor({ rising = true }: { rising?: boolean } = {}) {
    this.#rising = rising;
    this.restart();
  }

  /** Begins again at 0. */
  restart(): void {
    this.#high = this.#low = this.#sum = this.#rest = 0;
    this.#least = this.#rising ? 0 : Number.NEGATIVE_INFINITY;
  }

  /** Adds `count` terms and writes the total after each to places `at` … of `out`, where one is given. */
  add(terms: Float64Array, count: number, out: Float64Array | undefined, at: number): void {
    const high = this.#high;
    const low = this.#low;
    const rising = this.#rising;
    let sum = this.#sum;
    let rest = this.#rest;
    let least = this.#least;
    for (let place = 0; place < count; place++) {
      const term = terms[place]!;
      const next = sum + term;
      const part = next - sum;
      rest += sum - (next - part) + (term - part);
      sum = next;
      const total = high + (low + (sum + rest));
      if (rising) least = Math.max(total, least);
      if (out !== undefined) out[at + place] = rising ? least : total;
    }
    this.#sum = sum;
    this.#rest = rest;
    this.#least = least;
  }

  /** The total now. */
  get current(): number {
    const total = this.#high + (this.#low + (this.#sum + this.#rest));
    return this.#rising ? Math.max(total, this.#least) : total;
  }

  /** Ends a block: its sum goes into the sum of blocks. */
  closeBlock(): void {
    const block = this.#sum + this.#rest;
    const blockRest = this.#sum - block + this.#rest;
    const [added, addedRest] = addExactly(this.#low, block);
    const [high, highRest] = addExactly(this.#high, added);
    this.#high = high;
    this.#low = highRest + (addedRest + blockRest);
    this.#sum = this.#rest = 0;
  }
}

/** The rounded sum of two numbers, and what rounding took away. */
function addExactly(a: number, b: number): [sum: number, rest: number] {
  const sum = a + b;
  const part = sum - a;
  return [sum, a - (sum - part) + (b - part)];
}
