import type { SeriesSource } from "../../src/generator/series.ts";
import { type PackDay, timeOf, valuesOf } from "./pack-day.ts";
import type { PackFile } from "./read-pack.ts";

/** Units of what is measured; anything else is counted. */
const measured = new Set(
  (
    "seconds milliseconds microseconds nanoseconds minutes hours days bytes kibibytes mebibytes kilobytes megabytes " +
    "bits ratio percent celsius cores cpus hertz megahertz watts joules millijoules volts millivolts amperes rpm " +
    "meters decibels dbm times factor score load"
  ).split(" "),
);

/** Sentences about values of the day that cannot be, at most one for each series. */
export function valueFaults({ pack }: PackFile, { sources }: PackDay): string[] {
  const metrics = new Map(pack.metrics.map((metric) => [metric.name, metric]));
  return sources.flatMap((source) => {
    const { name, kind } = source.definition;
    // A recording rule's name has a colon; rates and averages of what is counted are not whole.
    const unit = name.includes(":") ? "factor" : metrics.get(name)?.unit;
    const isNegative = pack.negative?.includes(name) === true;
    const all = valuesOf(source);
    return source.series.flatMap((series, index) => {
      const values = all[index]!;
      const title = `${series.name}${JSON.stringify(Object.fromEntries(series.labels))}`;
      const present = values.filter((value) => value !== undefined);
      if (present.length === 0) return [`${title} has no samples`];
      const wrong = values.flatMap((value, place) => {
        if (value === undefined) return [];
        const reason = wrongValue(value, { kind, unit, isNegative });
        return reason === undefined ? [] : [`${title} is ${value} at ${timeOf(place)}: ${reason}`];
      });
      if (wrong.length > 0) return wrong.slice(0, 1);
      return source.clampedRates > 0 && index === 0 ? [`${title} has a rate below 0`] : [];
    });
  });
}

interface Kind {
  readonly kind: SeriesSource["definition"]["kind"];
  readonly unit: string | undefined;
  readonly isNegative: boolean;
}

function wrongValue(value: number, { kind, unit, isNegative }: Kind): string | undefined {
  if (kind === "summary" && Number.isNaN(value)) return undefined;
  if (!Number.isFinite(value)) return "not a number";
  if (value < 0 && !isNegative) return "below 0, and the metric is not in `negative`";
  if (kind !== "gauge") return undefined;
  if (unit === "ratio" && value > 1) return "a ratio lies in 0…1";
  if (unit === "percent" && value > 100) return "a percentage lies in 0…100";
  if (unit !== undefined && isCounted(unit) && !Number.isInteger(value)) return `a number of ${unit} is whole`;
  return undefined;
}

function isCounted(unit: string): boolean {
  return !measured.has(unit) && !/\bper\b|_per_/.test(unit);
}
