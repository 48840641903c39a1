import { present } from "../sampling/block.ts";
import type { Filler } from "../sampling/filler.ts";
import { endlessMs, type SignalRow } from "../signal-row.ts";

declare module "../signal.ts" {
  interface SignalTypes {
    readonly constant: ConstantSignal;
  }
}

/** One value without an end. */
export interface ConstantSignal {
  readonly type: "constant";
  readonly value: number;
}

/**
 * The same value without an end: any number, including NaN and ±Infinity.
 *
 * @throws {RangeError} if `value` is not a number.
 */
export function constant(value: number): ConstantSignal {
  if (typeof value !== "number") throw new RangeError(`constant: value must be a number, got ${String(value)}`);
  return { type: "constant", value };
}

/** The filler of one value. */
export function compileConstant({ value }: ConstantSignal): Filler {
  return {
    lengthMs: Number.POSITIVE_INFINITY,
    openStart: false,
    fill(out, at, _index, count) {
      out.values.fill(value, at, at + count);
      out.states.fill(present, at, at + count);
      return true;
    },
  };
}

/** The row of {@link constant}; a data spec writes the number alone. */
export const constantRow = {
  children: () => [],
  build: ({ value }) => constant(value),
  compile: compileConstant,
  describe: ({ value }) => ({ line: `number ${value}` }),
  lengthMs: endlessMs,
  certainValues: ({ value }) => [value],
  nativeHistograms: "refused",
  read: undefined,
} as const satisfies SignalRow<ConstantSignal>;
