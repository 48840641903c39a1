import { splitPart, withoutTotal } from "../../generator/wire-names.ts";
import type { ScrapedPage } from "../scrape/scraped-page.ts";
import type { MetricMetadata, WireMetricType } from "../write/metadata.ts";

const types = ["counter", "gauge", "histogram", "gaugehistogram", "summary", "info", "stateset"] as const;
const maxHelp = 4096;

/** Finds the metadata of the family that a series belongs to: `x` of `x_bucket`, of `x_total` either. */
export function metadataFinder(
  metadata: readonly MetricMetadata<WireMetricType>[],
): (name: string) => MetricMetadata<WireMetricType> | undefined {
  const known = new Map(metadata.map((one) => [one.name, one]));
  return (name) => {
    const base = known.get(splitPart(name)?.base ?? "");
    const isPart = base !== undefined && ["histogram", "gaugehistogram", "summary"].includes(base.type);
    return known.get(name) ?? (isPart ? base : undefined) ?? known.get(withoutTotal(name));
  };
}

/** Type, help and unit of the families on a page, without those whose name is taken. */
export function pageMetadata(page: ScrapedPage, isTaken: (name: string) => boolean): MetricMetadata<WireMetricType>[] {
  const names = new Set([...page.types.keys(), ...page.helps.keys()]);
  return [...names]
    .filter((name) => !isTaken(name))
    .map((name) => {
      const [help, unit] = [page.helps.get(name)?.slice(0, maxHelp), page.units.get(name)];
      const type = types.find((one) => one === page.types.get(name)) ?? "unknown";
      return { name, type, ...(help === undefined ? {} : { help }), ...(unit === undefined ? {} : { unit }) };
    });
}
