import { constantOf } from "../argument-checks.ts";
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
const levels: SampleBlock[][] = [];

/**
 * Scratch block `slot`, with {@link chunkSize} places. Series are at level 0; a named signal has a level above those
 * that it uses, because it is computed while a series' own scratch blocks are in use.
 */
export function scratchAt(slot: number, level = 0): SampleBlock {
  while (levels.length <= level) levels.push([]);
  const scratches = levels[level]!;
  while (scratches.length <= slot) scratches.push(createBlock(chunkSize));
  return scratches[slot]!;
}

/** Options of {@link createContext}. */
export interface ContextOptions extends Pick<CompileContext, "course"> {
  /** The first scratch block that is free for the signal. */
  readonly slot: number;
  /** Level of the scratch blocks. Default 0, that of series. */
  readonly level?: number;
  /** Where the signal begins, in milliseconds after the anchor. Default 0. */
  readonly startMs?: number;
}

/** The context that a root signal of a series is compiled with. */
export function createContext(grid: Omit<Grid, "count">, key: HashKey, options: ContextOptions): CompileContext {
  const { slot, level = 0, startMs = 0, course } = options;
  const { stepMs } = grid;
  const fromMs = anchorMs(grid);
  const below = (place: number, used: number, afterMs = 0) =>
    createContext(grid, deriveKey(key, place), { ...options, slot: slot + used, startMs: startMs + afterMs });
  return {
    stepMs,
    fromMs,
    place: { stepMs, anchorMs: fromMs, startMs },
    noiseIndex: Math.floor(fromMs / stepMs),
    key,
    scratch: (number) => scratchAt(slot + number, level),
    course,
    child: (signal, place, used, afterMs) => compileSignal(signal, below(place, used, afterMs)),
    parameter(parameter, place, used) {
      const constant = constantOf(parameter);
      if (constant !== undefined) return { constant };
      const filler = compileSignal(parameter as Signal, below(place, used));
      return { constant: undefined, filler: endless(filler, "last", stepMs) };
    },
  };
}

/** Compiles a checked signal so that it can be evaluated. */
export function compileSignal(signal: Signal, context: CompileContext): Filler {
  return rowOf(signal).compile(signal, context);
}
