import type { ScrapedPage } from "../scrape/scraped-page.ts";
import type { MetricMetadata, WireMetricType } from "../write/metadata.ts";

const types = ["counter", "gauge", "histogram", "gaugehistogram", "summary", "info", "stateset"] as const;
const maxHelp = 4096;

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
