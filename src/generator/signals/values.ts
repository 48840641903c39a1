import { refuse } from "../argument-checks.ts";
import { describeList } from "../describe-values.ts";
import { holdFirst } from "../sampling/before-start.ts";
import { missing, present } from "../sampling/block.ts";
import { type CompileContext, type Filler, firstIndexAt } from "../sampling/filler.ts";
import type { SignalRow } from "../signal-row.ts";

declare module "../signal.ts" {
  interface SignalTypes {
    readonly values: ValuesSignal;
  }
}

/** One value per scrape. */
export interface ValuesSignal {
  readonly type: "values";
  /** null is a missing scrape. */
  readonly values: readonly (number | null)[];
}

/**
 * One value per scrape; null is a missing scrape.
 *
 * @throws {RangeError} for an empty list.
 */
export function values(list: readonly (number | null)[]): ValuesSignal {
  if (list.length === 0) refuse("values", "list", "at least one value", "an empty list");
  const wrong = list.findIndex((value) => value !== null && typeof value !== "number");
  if (wrong !== -1) refuse("values", `list[${wrong}]`, "a number or null", list[wrong]);
  return { type: "values", values: list };
}

function compileValues({ values: list }: ValuesSignal, { stepMs }: CompileContext): Filler {
  const fill: Filler["fill"] = (out, at, index, count, startMs) => {
    const first = index - firstIndexAt(startMs, stepMs);
    let complete = true;
    for (let place = 0; place < count; place++) {
      const value = list[first + place] ?? null;
      out.values[at + place] = value ?? 0;
      out.states[at + place] = value === null ? missing : present;
      complete &&= value !== null;
    }
    return complete;
  };
  return { lengthMs: list.length * stepMs, openStart: false, fill, before: holdFirst(fill, stepMs) };
}

/** The row of {@link values}. */
export const valuesRow = {
  children: () => [],
  build: (signal) => values(signal.values),
  compile: compileValues,
  describe: (signal) => ({ line: `values ${describeList(signal.values.map(String))}` }),
  lengthMs: (signal, { stepMs }) => signal.values.length * stepMs,
  certainValues: (signal) => signal.values,
  nativeHistograms: "refused",
  read: (spec: ValuesSignal["values"]) => ({ type: "values", values: spec }),
} as const satisfies SignalRow<ValuesSignal>;
