import { refuse } from "../argument-checks.ts";
import { combineStates } from "../parameters.ts";
import { fillBefore } from "../sampling/before-start.ts";
import { missing, present, type SampleBlock } from "../sampling/block.ts";
import type { CompileContext, Filler } from "../sampling/filler.ts";
import type { Signal } from "../signal.ts";
import type { SignalRow } from "../signal-row.ts";
import type { SpecReader } from "../spec-reader.ts";

declare module "../signal.ts" {
  interface SignalTypes {
    readonly add: ArithmeticSignal;
    readonly sub: ArithmeticSignal;
    readonly mul: ArithmeticSignal;
    readonly div: ArithmeticSignal;
  }
}

/** Signals combined scrape by scrape. */
export interface ArithmeticSignal {
  readonly type: "add" | "sub" | "mul" | "div";
  readonly operands: readonly Signal[];
}

/**
 * The sum of two or more signals, scrape by scrape; as long as the shortest, missing where any is.
 *
 * @throws {RangeError} for fewer than two.
 */
export const add = (operands: readonly Signal[]): ArithmeticSignal => arithmetic("add", operands);

/**
 * The first signal minus all others; as long as the shortest, missing where any is.
 *
 * @throws {RangeError} for fewer than two.
 */
export const sub = (operands: readonly Signal[]): ArithmeticSignal => arithmetic("sub", operands);

/**
 * The product of two or more signals; as long as the shortest, missing where any is.
 *
 * @throws {RangeError} for fewer than two.
 */
export const mul = (operands: readonly Signal[]): ArithmeticSignal => arithmetic("mul", operands);

/**
 * The first signal divided by all others; as long as the shortest, missing where any is or a divisor is 0.
 *
 * @throws {RangeError} for fewer than two.
 */
export const div = (operands: readonly Signal[]): ArithmeticSignal => arithmetic("div", operands);

function arithmetic(type: ArithmeticSignal["type"], operands: readonly Signal[]): ArithmeticSignal {
  if (operands.length < 2) refuse(type, "operands", "two or more signals", `${operands.length}`);
  return { type, operands };
}

function compileArithmetic({ type, operands }: ArithmeticSignal, context: CompileContext): Filler {
  const fillers = operands.map((operand, place) => context.child(operand, place, 1));
  const lengthMs = fillers.reduce((least, filler) => Math.min(least, filler.lengthMs), Number.POSITIVE_INFINITY);
  const [first, ...rest] = fillers as [Filler, ...Filler[]];
  const others = rest.map((filler, place) => ({ filler, constant: plainConstant(type, operands[place + 1]!) }));
  const other = context.scratch(0);
  const combine = (out: SampleBlock, at: number, count: number, whole: boolean): boolean => {
    apply(type, out.values, at, other.values, count);
    const divided = type !== "div" || !other.values.subarray(0, count).includes(0);
    if (whole && divided) return true;
    combineStates([leftOf(out, at, count), other], out.states, at, count);
    if (!divided)
      for (let place = 0; place < count; place++) if (other.values[place] === 0) out.states[at + place] = missing;
    return false;
  };
  return {
    lengthMs,
    openStart: fillers.some((filler) => filler.openStart),
    fill(out, at, index, count, startMs) {
      let complete = first.fill(out, at, index, count, startMs);
      for (const { filler, constant } of others) {
        if (constant === undefined)
          complete = combine(out, at, count, filler.fill(other, 0, index, count, startMs) && complete);
        else {
          applyConstant(type, out.values, at, constant, count);
          if (!complete) combineStates([leftOf(out, at, count)], out.states, at, count);
        }
      }
      return complete;
    },
    before: fillers.every((filler) => filler.before === undefined)
      ? undefined
      : (out, at, index, count, startMs) => {
          let complete = fillBefore(first, out, at, index, count, startMs);
          for (const { filler } of others)
            complete = combine(out, at, count, fillBefore(filler, other, 0, index, count, startMs) && complete);
          return complete;
        },
    tail:
      Number.isFinite(lengthMs) && fillers.every((filler) => filler.lengthMs > lengthMs || filler.tail !== undefined)
        ? (out, at, index, startMs) => {
            for (const [place, filler] of fillers.entries()) {
              const [target, to] = place === 0 ? [out, at] : [other, 0];
              target.states[to] = present;
              if (filler.lengthMs > lengthMs) filler.fill(target, to, index, 1, startMs);
              else filler.tail!(target, to, index, startMs);
              if (place > 0) combine(out, at, 1, false);
            }
          }
        : undefined,
  };
}

/** States from place 0 on, as those of the other operands are. */
function leftOf({ values, states }: SampleBlock, at: number, count: number): SampleBlock {
  return { values, states: states.subarray(at, at + count) };
}

function apply(
  type: ArithmeticSignal["type"],
  left: Float64Array,
  at: number,
  right: Float64Array,
  count: number,
): void {
  if (type === "add") for (let place = 0; place < count; place++) left[at + place]! += right[place]!;
  else if (type === "sub") for (let place = 0; place < count; place++) left[at + place]! -= right[place]!;
  else if (type === "mul") for (let place = 0; place < count; place++) left[at + place]! *= right[place]!;
  else for (let place = 0; place < count; place++) left[at + place]! /= right[place]!;
}

/** The number that an operand always is; undefined where it may make a sample missing. */
function plainConstant(type: ArithmeticSignal["type"], operand: Signal): number | undefined {
  const number = operand.type === "constant" ? operand.value : undefined;
  return type === "div" && number === 0 ? undefined : number;
}

function applyConstant(
  type: ArithmeticSignal["type"],
  values: Float64Array,
  at: number,
  number: number,
  count: number,
): void {
  const end = at + count;
  if (type === "add") for (let place = at; place < end; place++) values[place]! += number;
  else if (type === "sub") for (let place = at; place < end; place++) values[place]! -= number;
  else if (type === "mul") for (let place = at; place < end; place++) values[place]! *= number;
  else for (let place = at; place < end; place++) values[place]! /= number;
}

/** The row of {@link add}, {@link sub}, {@link mul} or {@link div}. */
export const arithmeticRow = (type: ArithmeticSignal["type"]) =>
  ({
    children: ({ operands }) => operands,
    build: ({ operands }) => arithmetic(type, operands),
    compile: compileArithmetic,
    describe: ({ operands }) => ({ line: type, parts: operands }),
    lengthMs: ({ operands }, place, lengthOf) =>
      operands.reduce((least, operand) => Math.min(least, lengthOf(operand, place)), Number.POSITIVE_INFINITY),
    certainValues: () => [],
    nativeHistograms: "refused",
    read(spec: readonly unknown[], reader: SpecReader) {
      const operands = reader.signals(spec);
      return operands && { type, operands };
    },
  }) as const satisfies SignalRow<ArithmeticSignal>;
