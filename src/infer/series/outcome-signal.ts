import { type InferredSignal, walkBetween } from "../levels/signal.ts";
import type { Typical } from "../levels/typical.ts";
import type { Outcome } from "../meaning/words.ts";
import type { Measure } from "../units/quantity.ts";

/** Usual shares of all that go wrong, or are not found; the others are the rest. */
const usual: Readonly<Record<"errors" | "misses", Typical>> = {
  errors: { min: 0.003, max: 0.011 },
  misses: { min: 0.05, max: 0.09 },
};

/**
 * A gauge that panels show as the share of what went wrong or well, was found or not.
 *
 * @param weight - multiplies what went wrong.
 */
export function outcomeSignal(outcome: Outcome, measure: Measure | undefined, weight: number): InferredSignal {
  const { min, max } = usual[outcome === "errors" || outcome === "success" ? "errors" : "misses"];
  const all = measure?.quantity.dimension === "share" ? 1 / measure.quantity.scale : 1;
  const [low, high] = [min * weight * all, max * weight * all];
  return outcome === "errors" || outcome === "misses"
    ? walkBetween({ min: low, max: high })
    : walkBetween({ min: all - high, max: all - low });
}
