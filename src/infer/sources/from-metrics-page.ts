import { UsageError } from "../../errors.ts";
import { isTotalName, splitPart, withoutTotal } from "../../generator/wire-names.ts";
import type { InferredKind } from "../read/families.ts";
import type { KnownMetric } from "../read/known-metric.ts";
import { isLabelName } from "../read/usage.ts";

const limits = { bytes: 16 * 1024 * 1024, metrics: 5000, valuesPerLabel: 12, help: 4096, value: 2000 };

interface Page {
  readonly types: Map<string, string>;
  readonly helps: Map<string, string>;
  readonly samples: { readonly name: string; readonly labels: ReadonlyMap<string, string>; readonly value: number }[];
}

/**
 * Metrics of a `/metrics` page in the text format of Prometheus or OpenMetrics: names, types, help, labels with their
 * values, and the current level. A counter's page says nothing about its rate.
 *
 * @throws {UsageError} if the page is larger than 16 MiB or has no metrics.
 */
export function fromMetricsPage(text: string, { file }: { readonly file: string }): KnownMetric[] {
  if (text.length > limits.bytes) throw new UsageError(`${file}: larger than 16 MiB`);
  const page = readPage(text);
  if (page.samples.length === 0)
    throw new UsageError(`${file}: no metrics; expected the text that a /metrics page shows`);
  const families = new Map<string, Page["samples"][number][]>();
  for (const sample of page.samples) {
    const name = familyOf(sample, page);
    const known = families.get(name);
    if (known === undefined && families.size >= limits.metrics) continue;
    if (known === undefined) families.set(name, [sample]);
    else known.push(sample);
  }
  return [...families].map(([name, samples]) => describe(name, samples, page));
}

/** The samples of a page, and what it says of its metrics. Lines that are no sample are passed over. */
export function readPage(text: string): Page {
  const page: Page = { types: new Map(), helps: new Map(), samples: [] };
  for (const line of text.split("\n")) {
    const comment = /^#\s+(TYPE|HELP)\s+([a-zA-Z_:][\w:]*)\s+(.*)$/.exec(line.slice(0, 5000));
    if (comment !== null) (comment[1] === "TYPE" ? page.types : page.helps).set(comment[2]!, comment[3]!.trim());
    else if (!line.startsWith("#")) {
      const sample = readSample(line);
      if (sample !== undefined) page.samples.push(sample);
    }
  }
  return page;
}

function readSample(line: string): Page["samples"][number] | undefined {
  const name = /^[a-zA-Z_:][\w:]*/.exec(line)?.[0];
  if (name === undefined || line.length > 100_000) return undefined;
  const labels = new Map<string, string>();
  let rest = line.slice(name.length).trimStart();
  if (rest.startsWith("{")) {
    const pair = /\s*([a-zA-Z_]\w*)\s*=\s*"((?:[^"\\]|\\.)*)"\s*,?/y;
    pair.lastIndex = 1;
    let end = 1;
    for (let match = pair.exec(rest); match !== null; match = pair.exec(rest)) {
      labels.set(
        match[1]!,
        match[2]!.replaceAll(/\\(.)/g, (_, sign: string) => (sign === "n" ? "\n" : sign)),
      );
      end = pair.lastIndex;
    }
    rest = rest.slice(end).trimStart();
    if (!rest.startsWith("}")) return undefined;
    rest = rest.slice(1).trimStart();
  }
  const word = /^\S+/.exec(rest)?.[0] ?? "";
  const value = /^[+-]?inf$/i.test(word)
    ? word.startsWith("-")
      ? Number.NEGATIVE_INFINITY
      : Number.POSITIVE_INFINITY
    : Number(word);
  return word === "" || (Number.isNaN(value) && !/^nan$/i.test(word)) ? undefined : { name, labels, value };
}

/** `x` of `x_bucket` where the page declares x as a histogram or summary; of OpenMetrics counters `x_total` stays. */
function familyOf({ name }: { readonly name: string }, { types }: Page): string {
  const base = splitPart(name)?.base;
  return base !== undefined && ["histogram", "summary", "gaugehistogram"].includes(types.get(base) ?? "") ? base : name;
}

function describe(name: string, samples: Page["samples"], { types, helps }: Page): KnownMetric {
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
