import { deriveKey, type HashKey } from "../random/hash.ts";
import type { Signal } from "../signal.ts";
import { rowOf } from "../signal-table.ts";
import { createBlock, type SampleBlock } from "./block.ts";
import { endless } from "./ending.ts";
import { type CompileContext, chunkSize, type Filler } from "./filler.ts";
import { anchorMs, type Grid } from "./grid.ts";

/**
 * Scratch blocks by depth, shared by all fillers: generating is synchronous, and a filler returns its numbers before
 * it is called again. Otherwise 50,000 series would hold a block each.
 */
const scratches: SampleBlock[] = [];

/** Scratch block `slot`, with {@link chunkSize} places. */
export function scratchAt(slot: number): SampleBlock {
  while (scratches.length <= slot) scratches.push(createBlock(chunkSize));
  return scratches[slot]!;
}

/**
 * The context that a root signal of a series is compiled with; `slot` is the first scratch block that is free for it.
 */
export function createContext(grid: Omit<Grid, "count">, key: HashKey, slot: number): CompileContext {
  const { stepMs } = grid;
  const fromMs = anchorMs(grid);
  const below = (place: number, used: number) => createContext(grid, deriveKey(key, place), slot + used);
  return {
    stepMs,
    fromMs,
    noiseIndex: Math.floor(fromMs / stepMs),
    key,
    scratch: (number) => scratchAt(slot + number),
    child: (signal, place, used) => compileSignal(signal, below(place, used)),
    parameter(parameter, place, used) {
      if (typeof parameter === "number") return { constant: parameter };
      if (parameter.type === "constant") return { constant: parameter.value };
      return { constant: undefined, filler: endless(compileSignal(parameter, below(place, used)), "last", stepMs) };
    },
  };
}

/** Compiles a checked signal so that it can be evaluated. */
export function compileSignal(signal: Signal, context: CompileContext): Filler {
  return rowOf(signal).compile(signal, context);
}
