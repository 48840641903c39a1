import type { PartPlace } from "./length-ms.ts";
import type { CompileContext, Filler } from "./sampling/filler.ts";
import type { Parameter, Signal } from "./signal.ts";
import type { SpecReader } from "./spec-reader.ts";

/** Everything that dashpreview knows about one type of signal; its name in a data spec is its `type`. */
export interface SignalRow<S extends Signal> {
  /** The signals directly inside it, parameters included, in the order in which their random numbers are keyed. */
  children(signal: S): readonly Signal[];
  /**
   * Calls the public builder, which checks the arguments.
   *
   * @throws {RangeError} naming builder, parameter and value.
   */
  build(signal: S, isEndless: (signal: Signal) => boolean): Signal;
  /** Compiles a checked signal so that it can be evaluated. */
  compile(signal: S, context: CompileContext): Filler;
  /** How `dashpreview describe` prints it. */
  describe(signal: S): SignalDescription;
  /** Milliseconds that it occupies; infinite if it is endless. */
  lengthMs(signal: S, place: PartPlace, lengthOf: (signal: Signal, place: PartPlace) => number): number;
  /**
   * Values that it certainly takes, so that a rate below 0 is found early; undefined for one that only sampling would
   * tell. Its lowest and highest are enough.
   */
  certainValues(signal: S, inside: CertainValues): Iterable<number | null | undefined>;
  /**
   * Whether it goes into a series of native histograms. `parts`: if its children do. `allowed`: notation, and what
   * writes no samples.
   */
  readonly nativeHistograms: "allowed" | "parts" | "refused";
  /**
   * Reads it from a data spec. `spec` is the value of its key, whose shape the JSON schema has checked. Undefined after
   * a problem was reported. Signals that a data spec writes without a key (numbers, lists, notation) have none.
   */
  readonly read: ((spec: never, reader: SpecReader) => S | undefined) | undefined;
}

/** Looks into the signals inside another one. */
export interface CertainValues {
  valuesOf(signal: Signal): Iterable<number | null | undefined>;
  isEndless(signal: Signal): boolean;
}

/** A line about a signal, and what is printed below it. */
export interface SignalDescription {
  readonly line: string;
  /** Parameters by name. Those that are numbers are added to the line, those that are signals printed below it. */
  readonly parameters?: Readonly<Record<string, Parameter>>;
  /** Signals printed below the line without a name. */
  readonly parts?: readonly Signal[];
}

/** The length of a signal without an end. */
export const endlessMs = (): number => Number.POSITIVE_INFINITY;
