import { checkDefinition } from "../../generator/check-definition.ts";
import { defined } from "../../json/defined.ts";
import type { MetricMetadata } from "../../prometheus/write/metadata.ts";
import type { MetricSpec, SeriesSpec } from "../generated/data-spec.ts";
import type { PlacedMetric } from "../packs/expand-packs.ts";
import type { SpecLife } from "../plan/moments.ts";
import type { Reading } from "../signals/reading.ts";
import { nameOf, type SpecPath } from "../source/path.ts";
import type { Problems } from "../source/problems.ts";
import { showNames } from "../source/show-value.ts";
import { wrongOf } from "../source/wrong-of.ts";
import { articled, checkKindKeys } from "./kind-keys.ts";
import { type LabelDimension, readLabels, wrongLabelName } from "./read-labels.ts";
import { type KindOptions, readSeries } from "./read-series.ts";
import { readPhase } from "./read-time.ts";
import type { SeriesTemplate } from "./series-template.ts";

/** A metric of a spec: checked, its labels not expanded yet. */
export interface SpecMetric {
  readonly metadata: MetricMetadata;
  readonly path: SpecPath;
  readonly entries: readonly SpecEntry[];
}

/** One entry of `series`. */
export interface SpecEntry {
  /** Sorted by name, the spec-wide ones among them. */
  readonly dimensions: readonly LabelDimension[];
  readonly template: SeriesTemplate;
  readonly life: SpecLife;
  readonly path: SpecPath;
  /** An entry of a scenario: its series replace those of the same labels. */
  readonly replaces?: true;
}

/** Reads one metric. Leaves out every entry that has a problem, after adding it. */
export function readMetric(
  { metric, path, changed = [] }: PlacedMetric,
  specWide: readonly LabelDimension[],
  problems: Reading,
): SpecMetric {
  const before = problems.count;
  checkKindKeys(metric, path, problems);
  checkLabelList(metric, path, specWide, problems);
  const options = readOptions(metric, path, problems);
  const reserved = reservedLabel(metric);
  if (reserved !== undefined && specWide.some(({ name }) => name === reserved)) {
    problems.add(
      ["labels", reserved],
      `label \`${reserved}\` is reserved: the ${metric.type} ${metric.name} makes it`,
      "key",
    );
  }
  const all = [
    ...metric.series.map((spec, index) => ({ spec, at: [...path, "series", index], replaces: false })),
    ...changed.map(({ spec, path: at }) => ({ spec, at, replaces: true })),
  ];
  const entries = all.flatMap(({ spec, at, replaces }): SpecEntry[] => {
    const own = readLabels(spec.labels, [...at, "labels"], problems);
    checkNames(metric, own, specWide, at, problems);
    const dimensions = [...specWide, ...own].toSorted((a, b) => (a.name < b.name ? -1 : 1));
    const reading = problems.within({ text: "this series", labels: dimensions });
    const template = readSeries(metric, options, { spec, path: at }, reading);
    if (template === undefined) return [];
    // The generator's own checks come last: what they find has no better place than the whole entry.
    const wrong =
      problems.count === before
        ? wrongOf(() => checkDefinition({ name: metric.name, labels: [], ...template }))
        : undefined;
    if (wrong !== undefined) problems.add(at, wrong);
    const entry = { dimensions, template, life: readLife(spec, at, problems), path: at };
    return [replaces ? { ...entry, replaces } : entry];
  });
  const { name, type, help, unit } = metric;
  return { metadata: { name, type, ...defined({ help, unit }) }, path, entries };
}

function readLife({ from, until }: SeriesSpec, path: SpecPath, problems: Problems): SpecLife {
  const read = (text: string | undefined, key: string) =>
    text === undefined ? undefined : readPhase(text, [...path, key], problems);
  return defined({ from: read(from, "from"), until: read(until, "until") });
}

function reservedLabel({ type, native }: MetricSpec): string | undefined {
  if (type === "summary") return "quantile";
  return type === "histogram" && native !== true ? "le" : undefined;
}

function checkLabelList(
  { labels = [] }: MetricSpec,
  path: SpecPath,
  specWide: readonly LabelDimension[],
  problems: Reading,
): void {
  for (const [index, name] of labels.entries()) {
    const at = [...path, "labels", index];
    const wrong = wrongLabelName(name);
    if (wrong !== undefined) problems.add(at, wrong);
    else if (labels.indexOf(name) < index) problems.add(at, `label \`${name}\` is there twice`);
    else if (specWide.some((one) => one.name === name))
      problems.add(at, `label \`${name}\` is put on every series by the spec's own \`labels\`; leave it out here`);
  }
}

function checkNames(
  metric: MetricSpec,
  own: readonly LabelDimension[],
  specWide: readonly LabelDimension[],
  path: SpecPath,
  problems: Reading,
): void {
  const reserved = reservedLabel(metric);
  for (const { name } of own) {
    const at = [...path, "labels", name];
    if (name === reserved) problems.add(at, `label \`${name}\` is reserved: ${articled(metric.type)} makes it`, "key");
    else if (specWide.some((one) => one.name === name))
      problems.add(at, `label \`${name}\` is there twice: the spec's own \`labels\` put it on every series`, "key");
    else if (metric.labels !== undefined && !metric.labels.includes(name)) {
      problems.add(at, `label \`${name}\` is not one of this metric's: ${showNames(metric.labels, "and")}`, "key");
    }
  }
  const lacking = (metric.labels ?? []).filter(
    (name) => !own.some((one) => one.name === name) && !specWide.some((one) => one.name === name),
  );
  if (lacking.length > 0)
    problems.add(
      path,
      `this series lacks ${showNames(lacking, "and")}: every series of ${metric.name} has ` +
        `${showNames(metric.labels!, "and")}`,
    );
}

function readOptions(metric: MetricSpec, path: SpecPath, problems: Reading): KindOptions {
  const { type, buckets, native = false, schema, quantiles = [0.5, 0.9, 0.99] } = metric;
  if (type === "histogram" && native !== true && buckets === undefined) {
    problems.add([...path, "name"], "a histogram needs `buckets`, or `native: true`", "key");
  }
  if (type === "histogram" && native === true && buckets !== undefined) {
    problems.add(
      [...path, "buckets"],
      "`native: true` writes no buckets; leave them out, or say `native: both`",
      "key",
    );
  }
  if (type === "histogram" && native === false && schema !== undefined) {
    problems.add(
      [...path, "schema"],
      "`schema` is the resolution of a native histogram; say `native: true` or `native: both` too",
      "key",
    );
  }
  checkBuckets(buckets ?? [], [...path, "buckets"], problems);
  checkTwice(quantiles, [...path, "quantiles"], problems);
  return { buckets: buckets ?? [], native, schema, quantiles: quantiles.toSorted((a, b) => a - b) };
}

function checkBuckets(buckets: readonly number[], path: SpecPath, problems: Reading): void {
  const wrong = buckets.findIndex((bound, index) => index > 0 && bound <= buckets[index - 1]!);
  if (wrong === -1) return;
  problems.add(
    [...path, wrong],
    `${nameOf([...path, wrong])}: bounds must ascend, and ${buckets[wrong]} follows ${buckets[wrong - 1]}`,
  );
}

function checkTwice(numbers: readonly number[], path: SpecPath, problems: Reading): void {
  const wrong = numbers.findIndex((number, index) => numbers.indexOf(number) < index);
  if (wrong !== -1) problems.add([...path, wrong], `${nameOf([...path, wrong])}: ${numbers[wrong]} is there twice`);
}
