import { literalLabel } from "../../data-spec/read/label-pattern.ts";
import { isTotalName } from "../../generator/wire-names.ts";
import { formatDuration } from "../../text/duration.ts";
import type { ImportedFile, ImportedTest } from "./import-unit-tests.ts";
import type { InputSeries } from "./read-series.ts";

/** Options of {@link renderTestSpec}. */
export interface RenderTestOptions {
  /** The window begins where promtool's does, in 1970: then functions of the time see what they see there. */
  readonly keepTime: boolean;
  /** Of the unit-test file, for a comment. */
  readonly file: string;
}

/** A data spec that makes the series of a unit test, with its expectations. */
export function renderTestSpec(
  { name, intervalMs, scrapes, series, expectations, unsaid }: ImportedTest,
  { ruleFiles, evaluationMs }: Pick<ImportedFile, "ruleFiles" | "evaluationMs">,
  { keepTime, file }: RenderTestOptions,
): string {
  const metrics = new Map<string, InputSeries[]>();
  for (const one of series) metrics.set(one.name, [...(metrics.get(one.name) ?? []), one]);
  const window = keepTime
    ? ["start: 1970-01-01T00:00:00Z", `scrapes: ${scrapes}`]
    : [`history: ${formatDuration(scrapes * intervalMs)}`];
  return `${[
    `# Test ${oneLine(name)} of ${oneLine(file)}.`,
    ...ruleFiles.map((one) => `# Rules: ${oneLine(one)}, evaluated every ${formatDuration(evaluationMs)}.`),
    ...unsaid.map((one) => `# Not taken over: ${oneLine(one)}.`),
    "version: 1",
    `step: ${formatDuration(intervalMs)}`,
    ...window,
    "metrics:",
    ...[...metrics].flatMap(([metric, list]) => [
      `  - name: ${JSON.stringify(metric)}`,
      `    type: ${typeOf(metric, list)}`,
      "    series:",
      ...list.map(({ labels, values }) => {
        const pairs = labels.map(
          ([label, value]) => `${JSON.stringify(label)}: ${JSON.stringify(literalLabel(value))}`,
        );
        return `      - { labels: { ${pairs.join(", ")} }, value: ${JSON.stringify(values)} }`;
      }),
    ]),
    ...(expectations.length === 0 ? [] : ["alerts:"]),
    ...expectations.map(({ alert, labels, fires }) => {
      const when =
        fires === "never"
          ? "never"
          : `{ after: ${formatDuration(fires.afterMs)}, within: ${formatDuration(fires.withinMs)} }`;
      const pairs = Object.entries(labels).map(
        ([label, value]) => `${JSON.stringify(label)}: ${JSON.stringify(value)}`,
      );
      return `  - { alert: ${JSON.stringify(alert)}, labels: { ${pairs.join(", ")} }, fires: ${when} }`;
    }),
  ].join("\n")}\n`;
}

/** A counter by its name; native histograms can only be a gauge or unknown. */
function typeOf(name: string, series: readonly InputSeries[]): string {
  if (series.some(({ native }) => native)) return "unknown";
  if (isTotalName(name)) return "counter";
  return /_(?:bucket|count|sum)$/.test(name) ? "unknown" : "gauge";
}

function oneLine(text: string): string {
  return text.replaceAll(/[\s\u0085\u2028\u2029]+/g, " ").replaceAll(/[\u0000-\u001f\u007f]/g, "");
}
