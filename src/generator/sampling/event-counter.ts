import { missing, present, type SampleBlock } from "./block.ts";
import { chunkSize, type Filler } from "./filler.ts";
import type { ResetIndexes } from "./resets.ts";

/** Turns the events that an {@link EventCounter} counts into samples. */
export interface Tally {
  /** Totals of a rate that never changes may be computed without what came before. */
  readonly closedForm: boolean;
  /** The total is 0 before the next scrape. */
  restart(): void;
  /** Takes in scrapes between which no block ends. */
  add(scrapes: Scrapes): void;
  /** A block of 256 scrapes has ended. */
  closeBlock(): void;
  /** Marks scrapes as missing that cannot be written. */
  invalidate?(index: number, count: number, states: Uint8Array): void;
}

/** Consecutive scrapes for a {@link Tally}. */
export interface Scrapes {
  readonly index: number;
  readonly count: number;
  /** Scrapes between the one where the sum began, which adds nothing, and the first of these. */
  readonly elapsed: number;
  /** Events per second by place; 0 where nothing is counted. */
  readonly rates: Float64Array;
  /**
   * The rate, if it never changes and the tally has a closed form; then all scrapes before these may be unknown to it.
   */
  readonly constantRate: number | undefined;
  /** Totals are written to places `at` …; without blocks nothing is written. */
  readonly blocks: readonly SampleBlock[] | undefined;
  readonly at: number;
  /** The sum began with the first sample of the series, not with a reset. */
  readonly initial: boolean;
}

/** Options of {@link EventCounter}. */
export interface EventCounterOptions {
  /** Events per second, without end. */
  readonly rate: Filler;
  /** The rate, if it never changes. */
  readonly constantRate: number | undefined;
  readonly tally: Tally;
  readonly resets: ResetIndexes;
  /** Goes on counting with the last rate while nothing is written. */
  readonly running: boolean;
  /** For rates; nothing else may use it meanwhile. */
  readonly scratch: SampleBlock;
}

/**
 * Walks over the scrapes of a rate so that every total is summed from the series' first sample, or the last reset, in
 * blocks of 256 by absolute index. The sample where a sum begins adds nothing.
 */
export class EventCounter {
  readonly #options: EventCounterOptions;
  readonly #closedRate: number | undefined;
  /** Rates below 0 in the scrapes that were handed out. */
  clampedRates = 0;
  #base = -1;
  #next = 0;
  #lastRate = 0;
  #scanned = 0;
  #first: number | undefined;
  #clampedInChunk = 0;

  constructor(options: EventCounterOptions) {
    this.#options = options;
    this.#closedRate = options.tally.closedForm ? options.constantRate : undefined;
  }

  /** See SeriesSource.totalsFrom; below 0 before anything was counted. */
  get totalsFrom(): number {
    return this.#base;
  }

  /** See SeriesSource.fill. */
  fill(firstIndex: number, length: number, blocks: readonly SampleBlock[]): void {
    const end = firstIndex + length;
    const first = this.#findFirst(end);
    let index = firstIndex;
    while (index < Math.min(first, end)) {
      const count = Math.min(Math.min(first, end) - index, chunkSize);
      this.#read(index, count);
      this.#copyStates(blocks, index - firstIndex, count);
      index += count;
    }
    while (index < end) {
      this.#seek(index, Math.max(first, this.#options.resets.before(index)));
      const segmentEnd = Math.min(end, this.#options.resets.after(index));
      for (; index < segmentEnd; index = this.#next) this.#advance(segmentEnd, blocks, index - firstIndex);
    }
  }

  /** Brings the totals to the state before `index`, in the run that began at `base`. */
  #seek(index: number, base: number): void {
    if (this.#base !== base || this.#next > index) {
      if (this.#options.running && this.#next !== base) this.#lastRate = this.#rateBefore(base);
      this.#base = base;
      this.#next = base;
      this.#options.tally.restart();
    }
    if (this.#closedRate !== undefined) this.#next = index;
    while (this.#next < index) this.#advance(index, undefined, 0);
  }

  /** Counts up to `end`, at most to the end of the block. */
  #advance(end: number, blocks: readonly SampleBlock[] | undefined, at: number): void {
    const { tally, scratch, running } = this.#options;
    const index = this.#next;
    const inBlock = index % chunkSize;
    const count = Math.min(end - index, chunkSize - inBlock);
    const complete = this.#read(index, count);
    const rates = scratch.values;
    if (blocks !== undefined) {
      this.#copyStates(blocks, at, count);
      this.clampedRates += this.#clampedInChunk;
    }
    if (!complete) this.#fillGaps(count);
    if (running) this.#lastRate = rates[count - 1]!;
    if (index === this.#base) rates[0] = 0;
    const elapsed = index - this.#base;
    tally.add({
      index,
      count,
      elapsed,
      rates,
      constantRate: this.#closedRate,
      blocks,
      at,
      initial: this.#base === this.#first,
    });
    if (inBlock + count === chunkSize) tally.closeBlock();
    this.#next = index + count;
  }

  #fillGaps(count: number): void {
    const { scratch, running } = this.#options;
    for (let place = 0, rate = this.#lastRate; place < count; place++) {
      if (scratch.states[place] === present) rate = scratch.values[place]!;
      else scratch.values[place] = running ? rate : 0;
    }
  }

  /** Rates into the scratch block: below 0 becomes 0, anything not finite is missing. True if all are present. */
  #read(index: number, count: number): boolean {
    const { rate, scratch, tally } = this.#options;
    const { values, states } = scratch;
    let complete = rate.fill(scratch, 0, index, count, 0);
    let clamped = 0;
    for (let place = 0; place < count; place++) {
      const value = values[place]!;
      if (value >= 0 && value < Number.POSITIVE_INFINITY) continue;
      if (states[place] !== present) continue;
      if (value < 0 && value > Number.NEGATIVE_INFINITY) {
        values[place] = 0;
        clamped++;
      } else {
        states[place] = missing;
        complete = false;
      }
    }
    this.#clampedInChunk = clamped;
    if (tally.invalidate === undefined) return complete;
    tally.invalidate(index, count, states);
    return complete && !states.subarray(0, count).includes(missing);
  }

  #copyStates(blocks: readonly SampleBlock[], at: number, count: number): void {
    const { states } = this.#options.scratch;
    for (const block of blocks) for (let place = 0; place < count; place++) block.states[at + place] = states[place]!;
  }

  /** The first scrape that is written, if it lies before `end`; else infinite. */
  #findFirst(end: number): number {
    while (this.#first === undefined && this.#scanned < end) {
      const count = Math.min(chunkSize, end - this.#scanned);
      this.#read(this.#scanned, count);
      const place = this.#options.scratch.states.subarray(0, count).indexOf(present);
      if (place !== -1) this.#first = this.#scanned + place;
      this.#scanned += count;
    }
    return this.#first ?? Number.POSITIVE_INFINITY;
  }

  /** The rate of the last scrape before `index` that is written; 0 if there is none. */
  #rateBefore(index: number): number {
    const { scratch } = this.#options;
    for (let end = index; end > 0; ) {
      const count = Math.min(chunkSize, end);
      this.#read(end - count, count);
      const place = scratch.states.subarray(0, count).lastIndexOf(present);
      if (place !== -1) return scratch.values[place]!;
      end -= count;
    }
    return 0;
  }
}
