import type { Signal } from "../../generator/signal.ts";
import type { SpecPath } from "../source/path.ts";

/** Where the signals of a spec stand in it. */
export interface Places {
  /** Notes where a signal stands that was read. */
  note(signal: Signal, path: SpecPath): void;
  /** Where a signal stands; undefined for one that was not read from a map, such as a number. */
  of(signal: Signal): SpecPath | undefined;
}

/** No places yet. What is noted holds nothing but the paths. */
export function createPlaces(): Places {
  const places = new WeakMap<Signal, SpecPath>();
  return {
    // A named signal stands where it is defined, not where it is used.
    note: (signal, path) => void (signal.type === "signal" || places.set(signal, path)),
    of: (signal) => places.get(signal),
  };
}
