import { deriveKey, type HashKey } from "../random/hash.ts";
import type { Signal } from "../signal.ts";
import { compileArithmetic } from "../signals/arithmetic.ts";
import { compileClamp } from "../signals/clamp.ts";
import { compileConstant } from "../signals/constant.ts";
import { compileGap } from "../signals/gap.ts";
import { compileLimit } from "../signals/limit.ts";
import { compileLine } from "../signals/line.ts";
import { compileLoop } from "../signals/loop.ts";
import { compileNoise } from "../signals/noise.ts";
import { compileNotation } from "../signals/notation.ts";
import { compileRandom } from "../signals/random.ts";
import { compileSequence } from "../signals/sequence.ts";
import { compileSpike } from "../signals/spike.ts";
import { compileSquare } from "../signals/square.ts";
import { compileValues } from "../signals/values.ts";
import { compileWalk } from "../signals/walk.ts";
import { compileWave } from "../signals/wave.ts";
import { createBlock, type SampleBlock } from "./block.ts";
import { endless } from "./ending.ts";
import { type CompileContext, chunkSize, type Filler } from "./filler.ts";
import type { Grid } from "./grid.ts";

/**
 * Scratch blocks by depth, shared by all fillers: generating is synchronous, and a filler hands its numbers up before
 * it is called again. Without that 50,000 series would hold a block each.
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
export function createContext(grid: Pick<Grid, "fromMs" | "stepMs">, key: HashKey, slot: number): CompileContext {
  const { fromMs, stepMs } = grid;
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

/** Makes a checked signal ready to be evaluated. */
export function compileSignal(signal: Signal, context: CompileContext): Filler {
  switch (signal.type) {
    case "constant":
      return compileConstant(signal);
    case "line":
      return compileLine(signal, context);
    case "values":
      return compileValues(signal, context);
    case "random":
      return compileRandom(signal, context);
    case "gap":
      return compileGap(signal, context);
    case "sequence":
      return compileSequence(signal, context);
    case "loop":
      return compileLoop(signal, context);
    case "limit":
      return compileLimit(signal, context);
    case "wave":
      return compileWave(signal, context);
    case "square":
      return compileSquare(signal, context);
    case "noise":
      return compileNoise(signal, context);
    case "walk":
      return compileWalk(signal, context);
    case "spike":
      return compileSpike(signal, context);
    case "add":
    case "sub":
    case "mul":
    case "div":
      return compileArithmetic(signal, context);
    case "clamp":
      return compileClamp(signal, context);
    case "notation":
      return compileNotation(signal, context);
  }
}
