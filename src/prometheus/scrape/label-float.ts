import { formatFloat } from "../../generator/format-float.ts";
import { splitPart } from "../../generator/wire-names.ts";
import type { ScrapedPage, ScrapedSample } from "./scraped-page.ts";

/** A bound or quantile as OpenMetrics writes it: `1.0`, `0.5`, `1e+06`, `+Inf`. */
export function labelFloat(value: number): string {
  const text = formatFloat(value);
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}

/** The page with `le` and `quantile` written as Prometheus 3 stores them, whatever form it scraped. */
export function withLabelFloats(page: ScrapedPage): ScrapedPage {
  return { ...page, samples: page.samples.map((sample) => rewritten(sample, page)) };
}

function rewritten(sample: ScrapedSample, { types }: ScrapedPage): ScrapedSample {
  const { name, labels } = sample;
  const part = splitPart(name);
  const label =
    part?.part === "bucket" && types.get(part.base) === "histogram"
      ? "le"
      : types.get(name) === "summary"
        ? "quantile"
        : undefined;
  const text = label === undefined ? undefined : labels.get(label);
  const value = Number(text);
  if (label === undefined || text === undefined || text.trim() === "" || !Number.isFinite(value)) return sample;
  return { ...sample, labels: new Map([...labels, [label, labelFloat(value)]]) };
}
