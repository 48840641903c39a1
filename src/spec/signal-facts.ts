import type { Parameter, Signal } from "../generator/signal.ts";

/** Does a signal go on for ever? */
export function isEndless(signal: Signal): boolean {
  switch (signal.type) {
    case "line":
    case "values":
    case "gap":
    case "limit":
    case "notation":
      return false;
    case "sequence":
      return isEndless(signal.parts.at(-1)!);
    case "loop":
      return signal.times === undefined;
    case "add":
    case "sub":
    case "mul":
    case "div":
      return signal.operands.every(isEndless);
    case "clamp":
      return isEndless(signal.of);
    default:
      return true;
  }
}

/**
 * A value below 0 that a signal is sure to have, as far as its numbers alone tell; undefined if they do not. What noise, walks and arithmetic come to
 * is not looked into.
 */
export function negativeValue(signal: Signal): number | undefined {
  switch (signal.type) {
    case "constant":
      return below([signal.value]);
    case "line":
      return below([signal.from, signal.to]);
    case "values":
      return below(signal.values);
    case "random":
    case "wave":
      return below([numberOf(signal.min)]);
    case "square":
      return below([numberOf(signal.low), numberOf(signal.high)]);
    case "spike":
      return below([numberOf(signal.base), sum(numberOf(signal.base), numberOf(signal.height))]);
    case "walk":
      return below([signal.start]);
    case "sequence":
      return below(signal.parts.map(negativeValue));
    case "loop":
      return negativeValue(signal.of);
    case "limit":
      return isEndless(signal.of) ? negativeValue(signal.of) : undefined;
    default:
      return undefined;
  }
}

/** The number that a parameter is at all times; undefined if it changes. */
export function numberOf(parameter: Parameter): number | undefined {
  if (typeof parameter === "number") return parameter;
  return parameter.type === "constant" ? parameter.value : undefined;
}

function below(values: readonly (number | null | undefined)[]): number | undefined {
  return values.find((value): value is number => typeof value === "number" && value < 0);
}

function sum(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : a + b;
}
