import { type Typical, typicalByName } from "../levels/typical.ts";
import { plausibleValues } from "../units/plausible.ts";
import type { Measure } from "../units/quantity.ts";
import { countsThings, usualCount } from "../world/counts.ts";

/** Values of a gauge that measures something of which nothing is known. */
const usualLevel: Typical = { min: 12, max: 38 };

/** Usual values of a gauge: by what it counts or measures, else by its name. */
export function typicalOf(name: string, measure: Measure | undefined): Typical {
  if (countsThings(name, measure)) return usualCount(name);
  const measured = measure === undefined ? undefined : plausibleValues(measure.quantity, name);
  return measured ?? typicalByName(name) ?? usualLevel;
}

/** A metric that is 1 while all is well, by its name or the panel's unit. */
export function isState(name: string, units: readonly string[] = []): boolean {
  return (
    /(^|_)(up|ready|healthy|alive|enabled|success|online|available|connected|is_leader|has_leader)$/.test(name) ||
    units.some((unit) => unit.startsWith("bool"))
  );
}
