import { deriveKey, type HashKey } from "../random/hash.ts";
import { shiftFiller } from "../sampling/before-start.ts";
import { compileSignal, createContext, scratchAt } from "../sampling/compile.ts";
import { endless } from "../sampling/ending.ts";
import { EventCounter, type Tally } from "../sampling/event-counter.ts";
import type { CompileContext } from "../sampling/filler.ts";
import type { Grid } from "../sampling/grid.ts";
import { resetIndexes } from "../sampling/resets.ts";
import type { End, Resets } from "../series.ts";
import type { Signal } from "../signal.ts";

/** Where a series is generated: on which grid, with which random numbers. */
export interface SeriesPlace {
  readonly grid: Grid;
  readonly key: HashKey;
  /** Finds the courses of named signals. */
  readonly course: CompileContext["course"];
}

/** Places of a series' root signals in the tree that its random numbers are keyed by; 3 is that of a named signal. */
const rootPlaces = { value: 0, rate: 1, observe: 2 } as const;

/** The context of a root signal. Scratch block 0 is left to the kinds. */
export function rootContext({ grid, key, course }: SeriesPlace, root: keyof typeof rootPlaces): CompileContext {
  return createContext(grid, deriveKey(key, rootPlaces[root]), { slot: 1, course });
}

/** The parts of a series with a rate. */
export interface RateOptions {
  readonly rate: Signal;
  readonly then: End;
  readonly tally: Tally;
  readonly resets?: Resets | undefined;
  readonly running?: boolean;
}

/** Counts the events of a rate for a tally. */
export function countEvents(
  { rate, then, tally, resets, running = false }: RateOptions,
  place: SeriesPlace,
): EventCounter {
  const { stepMs, leadIn = 0 } = place.grid;
  return new EventCounter({
    rate: shiftFiller(endless(compileSignal(rate, rootContext(place, "rate")), then, stepMs), leadIn),
    constantRate: rate.type === "constant" && Number.isFinite(rate.value) ? rate.value : undefined,
    tally,
    resets: resetIndexes(resets, stepMs, leadIn),
    running,
    scratch: scratchAt(0),
  });
}
