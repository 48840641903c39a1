import { constantOf } from "../argument-checks.ts";
import type { PartPlace } from "../length-ms.ts";
import { deriveKey, type HashKey } from "../random/hash.ts";
import type { Parameter, Signal, SignalTypes } from "../signal.ts";
import { rowOf } from "../signal-table.ts";
import { createBlock, type SampleBlock } from "./block.ts";
import { endless } from "./ending.ts";
import { type CompileContext, type CompiledParameter, chunkSize, type Filler } from "./filler.ts";
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
  return new Context(grid, key, options);
}

/** A class, because compiled signals keep theirs, and closures of its own for each would take several times as much. */
class Context implements CompileContext {
  readonly key: HashKey;
  readonly #grid: Omit<Grid, "count">;
  readonly #options: ContextOptions;

  constructor(grid: Omit<Grid, "count">, key: HashKey, options: ContextOptions) {
    this.key = key;
    this.#grid = grid;
    this.#options = options;
  }

  get stepMs(): number {
    return this.#grid.stepMs;
  }

  get fromMs(): number {
    return anchorMs(this.#grid);
  }

  get place(): PartPlace {
    return { stepMs: this.stepMs, anchorMs: this.fromMs, startMs: this.#options.startMs ?? 0 };
  }

  get noiseIndex(): number {
    return Math.floor(this.fromMs / this.stepMs);
  }

  scratch(number: number): SampleBlock {
    return scratchAt(this.#options.slot + number, this.#options.level ?? 0);
  }

  course(signal: SignalTypes["signal"]): Filler {
    return this.#options.course(signal);
  }

  child(signal: Signal, place: number, used: number, afterMs = 0): Filler {
    return compileSignal(signal, this.#below(place, used, afterMs));
  }

  parameter(parameter: Parameter, place: number, used: number): CompiledParameter {
    const constant = constantOf(parameter);
    if (constant !== undefined) return { constant };
    const filler = compileSignal(parameter as Signal, this.#below(place, used, 0));
    return { constant: undefined, filler: endless(filler, "last", this.stepMs) };
  }

  #below(place: number, used: number, afterMs: number): Context {
    const { slot, startMs = 0, ...rest } = this.#options;
    const options = { ...rest, slot: slot + used, startMs: startMs + afterMs };
    return new Context(this.#grid, deriveKey(this.key, place), options);
  }
}

/** Compiles a checked signal so that it can be evaluated. */
export function compileSignal(signal: Signal, context: CompileContext): Filler {
  return rowOf(signal).compile(signal, context);
}
