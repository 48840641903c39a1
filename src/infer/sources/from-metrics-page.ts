import { UsageError } from "../../errors.ts";
import { isTotalName, splitPart, withoutTotal } from "../../generator/wire-names.ts";
import { readText } from "../../prometheus/scrape/read-text.ts";
import type { ScrapedPage } from "../../prometheus/scrape/scraped-page.ts";
import type { InferredKind } from "../read/families.ts";
import type { KnownMetric } from "../read/known-metric.ts";
import { isLabelName } from "../read/usage.ts";

const limits = { bytes: 16 * 1024 * 1024, metrics: 5000, valuesPerLabel: 12, help: 4096, value: 2000 };

/**
 * Metrics of a `/metrics` page in the text format of Prometheus or OpenMetrics: names, types, help, labels with their
 * values, and the current level. A counter's page says nothing about its rate.
 *
 * @throws {UsageError} if the page is larger than 16 MiB or has no metrics.
 */
export function fromMetricsPage(text: string, { file }: { readonly file: string }): KnownMetric[] {
  if (text.length > limits.bytes) throw new UsageError(`${file}: larger than 16 MiB`);
  const page = readText(text);
  if (page.samples.length === 0)
    throw new UsageError(`${file}: no metrics; expected the text that a /metrics page shows`);
  return knownFromPage(page);
}

/** Metrics of a page that was read; see {@link fromMetricsPage}. */
export function knownFromPage(page: ScrapedPage): KnownMetric[] {
  const families = new Map<string, ScrapedPage["samples"][number][]>();
  for (const sample of page.samples) {
    const name = familyOf(sample, page);
    const known = families.get(name);
    if (known === undefined && families.size >= limits.metrics) continue;
    if (known === undefined) families.set(name, [sample]);
    else known.push(sample);
  }
  return [...families].map(([name, samples]) => describe(name, samples, page));
}

/** `x` of `x_bucket` where the page declares x as a histogram or summary; of OpenMetrics counters `x_total` stays. */
function familyOf({ name }: { readonly name: string }, { types }: ScrapedPage): string {
  const base = splitPart(name)?.base;
  return base !== undefined && ["histogram", "summary", "gaugehistogram"].includes(types.get(base) ?? "") ? base : name;
}

function describe(name: string, samples: ScrapedPage["samples"], { types, helps }: ScrapedPage): KnownMetric {
  const kind = kindOf(types.get(name) ?? types.get(withoutTotal(name)), name);
  const labels = new Map<string, string[]>();
  for (const sample of samples) {
    for (const [label, value] of sample.labels) {
      if (
        !isLabelName(label) ||
        (label === "le" && kind === "histogram") ||
        (label === "quantile" && kind === "summary")
      )
        continue;
      const values = labels.get(label) ?? [];
      labels.set(label, values);
      if (
        value !== "" &&
        value.length <= limits.value &&
        !values.includes(value) &&
        values.length < limits.valuesPerLabel
      )
        values.push(value);
    }
  }
  const numbers = (label: string) => {
    const all = samples.flatMap((sample) => (sample.labels.has(label) ? [Number(sample.labels.get(label))] : []));
    const found = [...new Set(all)].filter(Number.isFinite).sort((a, b) => a - b);
    // A page that shows none, or +Inf alone, says nothing about them.
    return found.length === 0 ? undefined : found;
  };
  const values = samples.map(({ value }) => value).filter((value) => Number.isFinite(value) && value !== 0);
  return {
    name,
    kind,
    help: (helps.get(name) ?? helps.get(withoutTotal(name)))?.slice(0, limits.help),
    labels,
    level: kind === "gauge" ? levelOf(values) : undefined,
    buckets: kind === "histogram" ? numbers("le") : undefined,
    quantiles: kind === "summary" ? numbers("quantile") : undefined,
  };
}

/** Around the middle one of the values. */
export function levelOf(values: readonly number[]): { readonly min: number; readonly max: number } | undefined {
  const middle = values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
  if (middle === undefined) return undefined;
  return middle > 0 ? { min: middle * 0.9, max: middle * 1.1 } : { min: middle * 1.1, max: middle * 0.9 };
}

function kindOf(type: string | undefined, name: string): InferredKind | undefined {
  switch (type) {
    case "counter":
    case "gauge":
    case "histogram":
    case "summary":
    case "info":
      return type;
    case "stateset":
      return "gauge";
    default:
      return isTotalName(name) ? "counter" : undefined;
  }
}
