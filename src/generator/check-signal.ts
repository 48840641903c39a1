import type { Parameter, Signal } from "./signal.ts";
import { add, div, mul, sub } from "./signals/arithmetic.ts";
import { clamp } from "./signals/clamp.ts";
import { constant } from "./signals/constant.ts";
import { gap } from "./signals/gap.ts";
import { limit } from "./signals/limit.ts";
import { line } from "./signals/line.ts";
import { loop } from "./signals/loop.ts";
import { noise } from "./signals/noise.ts";
import { notation } from "./signals/notation.ts";
import { random } from "./signals/random.ts";
import { sequence } from "./signals/sequence.ts";
import { spike } from "./signals/spike.ts";
import { square } from "./signals/square.ts";
import { values } from "./signals/values.ts";
import { walk } from "./signals/walk.ts";
import { wave } from "./signals/wave.ts";

const maxDepth = 64;
const arithmetic = { add, sub, mul, div };

/**
 * Checks a signal made of plain data as the builders do, its parts first.
 *
 * @throws {RangeError} naming builder, parameter and value; also for more than 64 signals inside one another.
 */
export function checkSignal(signal: Signal): void {
  check(signal, 1);
}

function check(signal: Signal, depth: number): void {
  if (depth > maxDepth) throw new RangeError(`checkSignal: signal must be at most ${maxDepth} deep, got more`);
  for (const child of childrenOf(signal)) check(child, depth + 1);
  build(signal);
}

/** The signals inside a signal, parameters included, in the order of their places. */
export function childrenOf(signal: Signal): readonly Signal[] {
  switch (signal.type) {
    case "sequence":
      return signal.parts;
    case "add":
    case "sub":
    case "mul":
    case "div":
      return signal.operands;
    case "loop":
    case "limit":
    case "clamp":
      return [signal.of];
    case "random":
    case "wave":
      return signalsOf(signal.min, signal.max);
    case "square":
      return signalsOf(signal.low, signal.high);
    case "noise":
      return signalsOf(signal.stddev, signal.mean);
    case "spike":
      return signalsOf(signal.base, signal.height);
    default:
      return [];
  }
}

function signalsOf(...parameters: readonly Parameter[]): readonly Signal[] {
  return parameters.filter((parameter) => typeof parameter !== "number");
}

function build(signal: Signal): Signal {
  switch (signal.type) {
    case "constant":
      return constant(signal.value);
    case "line":
      return line(signal);
    case "values":
      return values(signal.values);
    case "random":
      return random(signal);
    case "gap":
      return gap(signal.length);
    case "sequence":
      return sequence(signal.parts);
    case "loop":
      return loop(signal);
    case "limit":
      return limit(signal);
    case "wave":
      return wave(signal);
    case "square":
      return square(signal);
    case "noise":
      return noise(signal);
    case "walk":
      return walk(signal);
    case "spike":
      return spike(signal);
    case "add":
    case "sub":
    case "mul":
    case "div":
      return arithmetic[signal.type](signal.operands);
    case "clamp":
      return clamp(signal);
    case "notation":
      return notation(signal.text);
    default:
      throw new RangeError(
        `checkSignal: signal.type must be the name of a signal, got ${String((signal as { type?: unknown }).type)}`,
      );
  }
}
