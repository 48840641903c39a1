import { type InferredSignal, scaleSignal } from "../levels/signal.ts";
import { isFixed, shareByName, shares, type Typical, typicalByName } from "../levels/typical.ts";
import { plausibleValues } from "../units/plausible.ts";
import type { Measure } from "../units/quantity.ts";

/** Parts of its middle by which a gauge wanders: a whole hardly, a part of a whole in a wave. */
const swings = { usual: 0.1, whole: 0.005, part: 0.25 } as const;
/** Values of a gauge about which nothing is known. */
const usualLevel: Typical = { min: 12, max: 38 };

/** Usual values of a gauge: by what it measures, else by its name. */
export function typicalOf(name: string, measure: Measure | undefined): Typical {
  const measured = measure === undefined ? undefined : plausibleValues(measure.quantity, name);
  return measured ?? typicalByName(name) ?? usualLevel;
}

/**
 * A signal around usual values. Used and free go up and down against each other, so that together they are the whole.
 *
 * @param weight - multiplies every value.
 */
export function gaugeSignal(name: string, { min, max }: Typical, weight: number): InferredSignal {
  const share = shareByName(name);
  const middle = ((min + max) / 2) * (share ?? 1);
  if (isFixed(name)) return scaleSignal({ form: "constant", value: middle }, weight);
  const around = (swing: number) => ({ min: middle * (1 - swing), max: middle * (1 + swing) });
  if (share === shares.whole) return scaleSignal({ form: "walk", ...around(swings.whole) }, weight);
  if (share === shares.used || share === shares.free) {
    const swing = ((min + max) / 2) * swings.part;
    return scaleSignal(
      { form: "wave", min: middle - swing, max: middle + swing, peak: share === shares.used ? "00:00" : "01:00" },
      weight,
    );
  }
  return scaleSignal({ form: "walk", ...around(swings.usual) }, weight);
}

/** A metric that is 1 while all is well, by its name or the panel's unit. */
export function isState(name: string, units: readonly string[] = []): boolean {
  return (
    /(^|_)(up|ready|healthy|alive|enabled|success|online|available|connected|is_leader|has_leader)$/.test(name) ||
    units.some((unit) => unit.startsWith("bool"))
  );
}
