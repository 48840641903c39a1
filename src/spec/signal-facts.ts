import { childrenOf } from "../generator/check-signal.ts";
import { isEndless } from "../generator/lengths.ts";
import { parseNotation } from "../generator/notation/parse-notation.ts";
import type { Parameter, Signal } from "../generator/signal.ts";

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
    case "notation":
      return below(
        parseNotation(signal.text).items.flatMap((item) =>
          item.type === "numbers" ? [item.start, item.start + item.delta * (item.count - 1)] : [],
        ),
      );
    default:
      return undefined;
  }
}

/** Has it native histograms, `{{schema:…}}`, anywhere in it? */
export function hasHistograms(signal: Signal): boolean {
  return signal.type === "notation" ? parseNotation(signal.text).native : childrenOf(signal).some(hasHistograms);
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
