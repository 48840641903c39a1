import { deriveKey, type HashKey } from "../random/hash.ts";
import { shiftFiller } from "../sampling/before-start.ts";
import { compileSignal, createContext, scratchAt } from "../sampling/compile.ts";
import { endless } from "../sampling/ending.ts";
import { EventCounter, type Tally } from "../sampling/event-counter.ts";
import type { CompileContext } from "../sampling/filler.ts";
import type { Grid } from "../sampling/grid.ts";
import { withLifetime } from "../sampling/lifetime.ts";
import { type ResetOptions, resetIndexes } from "../sampling/resets.ts";
import type { End, SeriesDefinition } from "../series.ts";
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
  readonly running?: boolean;
}

/** Counts the events of a rate for a tally, while the series lives. */
export function countEvents(
  { rate, then, tally, running = false }: RateOptions,
  place: SeriesPlace,
  { resets, life, restarts }: ResetOptions & Pick<SeriesDefinition, "life">,
): EventCounter {
  const { stepMs, leadIn = 0 } = place.grid;
  const rates = endless(compileSignal(rate, rootContext(place, "rate")), then, stepMs);
  return new EventCounter({
    rate: shiftFiller(withLifetime(rates, { life, restarts, stepMs, leadIn }), leadIn),
    constantRate: rate.type === "constant" && Number.isFinite(rate.value) ? rate.value : undefined,
    tally,
    resets: resetIndexes({ resets, restarts }, place.grid),
    running,
    scratch: scratchAt(0),
  });
}
