import { constantOf } from "./argument-checks.ts";
import { isEndless } from "./lengths.ts";
import { parseNotation } from "./notation/parse-notation.ts";
import type { Signal } from "./signal.ts";

/**
 * A value below 0 that a signal is sure to reach, as far as its numbers alone tell; undefined if they do not. What
 * noise, walks and arithmetic come to is not looked into, nor what a limit cuts off.
 */
export function negativeValue(signal: Signal): number | undefined {
  switch (signal.type) {
    case "constant":
      return below(signal.value);
    case "line":
      return below(signal.from, signal.to);
    case "values":
      return firstBelow(signal.values);
    case "notation":
      return notationBelow(signal.text);
    case "random":
    case "wave":
      return below(constantOf(signal.min));
    case "square":
      return below(constantOf(signal.low), constantOf(signal.high));
    case "spike":
      return below(constantOf(signal.base), sum(constantOf(signal.base), constantOf(signal.height)));
    case "walk":
      return below(signal.start);
    case "sequence":
      return firstBelow(signal.parts.map(negativeValue));
    case "loop":
      return negativeValue(signal.of);
    case "limit":
      return isEndless(signal.of) ? negativeValue(signal.of) : undefined;
    default:
      return undefined;
  }
}

function notationBelow(text: string): number | undefined {
  for (const item of parseNotation(text).items) {
    if (item.type !== "numbers") continue;
    const found = below(item.start, item.start + item.delta * (item.count - 1));
    if (found !== undefined) return found;
  }
  return undefined;
}

function below(...values: readonly (number | null | undefined)[]): number | undefined {
  return firstBelow(values);
}

function firstBelow(values: readonly (number | null | undefined)[]): number | undefined {
  return values.find((value): value is number => typeof value === "number" && value < 0);
}

function sum(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : a + b;
}
