import { refuse } from "../argument-checks.ts";
import type { Signal } from "../signal.ts";
import { endlessMs, type SignalRow } from "../signal-row.ts";
import type { SpecReader } from "../spec-reader.ts";

declare module "../signal.ts" {
  interface SignalTypes {
    readonly signal: NamedSignal;
  }
}

/** A signal that many series share: one course for each set of values of its `per` labels. */
export interface NamedSignal {
  readonly type: "signal";
  /** Its random numbers are keyed by this, not by the series. */
  readonly name: string;
  /** Labels that every series that uses it has, sorted. Without any there is one course for all. */
  readonly per: readonly string[];
  /** A finite signal holds its last value. */
  readonly value: Signal;
}

/** Options of {@link named}. */
export interface NamedOptions {
  readonly name: string;
  /** Default: none, so one course for all series. */
  readonly per?: readonly string[];
  readonly value: Signal;
}

/**
 * A signal with a name, the same wherever it is used: in every series with the same values of the labels `per`. Its
 * times count from the anchor, also inside a list or a loop. Build it once and use it again and again; series whose
 * sources share a `Courses` then compute it once.
 *
 * @throws {RangeError} for an empty name, or a label that is there twice.
 */
export function named({ name, per = [], value }: NamedOptions): NamedSignal {
  if (typeof name !== "string" || name === "") refuse("named", "name", "a name", name);
  const twice = per.find((label, place) => per.indexOf(label) < place);
  if (twice !== undefined) refuse("named", "per", "label names, each once", `${twice} twice`);
  return { type: "signal", name, per: per.toSorted(), value };
}

/** The row of {@link named}. What it stands for is checked and compiled once, apart from what uses it. */
export const namedRow = {
  children: () => [],
  build: (signal) => named(signal),
  compile: (signal, context) => context.course(signal),
  describe: ({ name }) => ({ line: `signal ${name}` }),
  lengthMs: endlessMs,
  // A list or a limit may leave out any of its values.
  certainValues: () => [],
  nativeHistograms: "refused",
  read: (name: string, reader: SpecReader) => reader.named(name),
} as const satisfies SignalRow<NamedSignal>;
