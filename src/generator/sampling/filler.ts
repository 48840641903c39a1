import type { PartPlace } from "../length-ms.ts";
import type { HashKey } from "../random/hash.ts";
import type { Parameter, Signal, SignalTypes } from "../signal.ts";
import type { SampleBlock } from "./block.ts";

/**
 * The largest number of samples in one call of {@link Filler.fill}, and the size of the blocks in which totals are
 * summed.
 */
export const chunkSize = 256;

/**
 * A signal that can be evaluated. Times are milliseconds after the anchor; `startMs` is where the part that the signal
 * stands for begins. Scrape k lies at `k·stepMs`. The order of calls makes no difference to
 * the values.
 */
export interface Filler {
  /** Infinite if it has no end. It occupies `[startMs, startMs + lengthMs)`. */
  readonly lengthMs: number;
  /** It leaves the instant at `startMs` to the part before it. */
  readonly openStart: boolean;
  /**
   * Writes scrapes `index` … `index + count − 1` to places `at` … of `out`; they lie inside the signal, and `count` is
   * at most {@link chunkSize}.
   *
   * @returns true if every one of them is present.
   */
  fill(out: SampleBlock, at: number, index: number, count: number, startMs: number): boolean;
  /**
   * {@link fill} for scrapes that all lie before `startMs`, which only the lead-in of a grid has. Default: `fill`,
   * which then takes them as well.
   */
  readonly before?: Filler["fill"] | undefined;
  /** Writes the sample at exactly `startMs + lengthMs`, scrape `index`, which it owns when nothing follows. */
  readonly tail?: ((out: SampleBlock, at: number, index: number, startMs: number) => void) | undefined;
}

/** A parameter: a number, or a filler without an end. */
export type CompiledParameter =
  | { readonly constant: number }
  | { readonly constant: undefined; readonly filler: Filler };

/** The grid, random numbers and scratch memory that a signal is compiled with. */
export interface CompileContext {
  readonly stepMs: number;
  /** Unix milliseconds of scrape 0. */
  readonly fromMs: number;
  /** Where the part that is compiled begins; in a loop, its first round. */
  readonly place: PartPlace;
  /** The index that noise has at scrape 0: `fromMs / stepMs`, rounded down. */
  readonly noiseIndex: number;
  readonly key: HashKey;
  /**
   * Scratch block `number` of this node, of at least {@link chunkSize} places. Its contents last until the next call
   * into another filler's parent.
   */
  scratch(number: number): SampleBlock;
  /**
   * Compiles a child. `place` tells it from its siblings; `scratches` is how many scratch blocks this node uses;
   * `afterMs` is how long after this node's own start it begins, by default 0.
   */
  child(signal: Signal, place: number, scratches: number, afterMs?: number): Filler;
  /** Compiles a parameter; a finite signal holds its last value. */
  parameter(parameter: Parameter, place: number, scratches: number): CompiledParameter;
  /**
   * The course of a named signal that the series shares.
   *
   * @throws {RangeError} if the series lacks a label that the signal is `per`.
   */
  course(signal: SignalTypes["signal"]): Filler;
}

/** The first scrape at or after a time. */
export function firstIndexAt(timeMs: number, stepMs: number): number {
  return Math.ceil(timeMs / stepMs);
}
