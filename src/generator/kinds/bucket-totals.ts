import { RunningTotal } from "../sampling/running-total.ts";

/** Totals of a row of buckets that grows on both sides as observations come in. */
export class BucketTotals {
  #totals: RunningTotal[] = [];
  #offset = 0;
  readonly #term = new Float64Array(1);

  /** The first bucket. 0 while there is none. */
  get offset(): number {
    return this.#offset;
  }

  restart(): void {
    this.#totals = [];
    this.#offset = 0;
  }

  closeBlock(): void {
    for (const total of this.#totals) total.closeBlock();
  }

  /** Adds `rate` times each share to the buckets from `offset` on. */
  add(offset: number, shares: Float64Array, rate: number): void {
    if (shares.length === 0) return;
    if (this.#totals.length === 0) this.#offset = offset;
    if (offset < this.#offset) {
      this.#totals.unshift(...Array.from({ length: this.#offset - offset }, () => new RunningTotal()));
      this.#offset = offset;
    }
    while (this.#totals.length < offset + shares.length - this.#offset) this.#totals.push(new RunningTotal());
    for (const [place, share] of shares.entries()) {
      this.#term[0] = rate * share;
      this.#totals[offset - this.#offset + place]!.add(this.#term, 1, undefined, 0);
    }
  }

  /** The total of each bucket now. */
  counts(): Float64Array {
    return Float64Array.from(this.#totals, (total) => total.current);
  }
}
