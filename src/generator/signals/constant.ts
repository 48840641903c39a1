import { present } from "../sampling/block.ts";
import type { Filler } from "../sampling/filler.ts";
import type { ConstantSignal } from "../signal.ts";

/** The same value for ever. Any number, NaN and ±Infinity too. */
export function constant(value: number): ConstantSignal {
  if (typeof value !== "number") throw new RangeError(`constant: value must be a number, got ${String(value)}`);
  return { type: "constant", value };
}

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
