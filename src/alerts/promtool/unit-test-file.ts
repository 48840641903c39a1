import { formatDuration } from "../../text/duration.ts";

/** A unit-test file of promtool, as far as it is written here. Times are milliseconds after its beginning. */
export interface UnitTestFile {
  /** Relative to the file. */
  readonly ruleFiles: readonly string[];
  readonly evaluationMs: number;
  /**
   * Names of the rules' groups, in the order that they are evaluated in at one instant: promtool's own is a random
   * one. It tells groups by their names, so names that stand twice leave the order out.
   */
  readonly groups?: readonly string[];
  readonly tests: readonly UnitTest[];
}

/** One entry of `tests`. */
export interface UnitTest {
  readonly name?: string | undefined;
  readonly intervalMs: number;
  /** The selector of one series, such as `up{job="api"}`, and its values in promtool's notation. */
  readonly series: readonly { readonly series: string; readonly values: string }[];
  readonly alertTests: readonly AlertTest[];
  readonly exprTests: readonly ExprTest[];
}

/** The alerts of one rule that fire at a moment: all of them, with all labels and annotations. */
export interface AlertTest {
  readonly evalMs: number;
  readonly alert: string;
  readonly firing: readonly {
    readonly labels: Readonly<Record<string, string>>;
    readonly annotations: Readonly<Record<string, string>>;
  }[];
}

/** The samples of an expression at a moment. */
export interface ExprTest {
  readonly expr: string;
  readonly evalMs: number;
  readonly samples: readonly { readonly labels: string; readonly value: number }[];
}

/** The selector of one series as promtool reads it. */
export function seriesSelector(name: string, labels: Iterable<readonly [name: string, value: string]>): string {
  const pairs = [...labels].map(([label, value]) => `${label}=${JSON.stringify(value)}`);
  return pairs.length === 0 ? name : `${name}{${pairs.join(",")}}`;
}

/** The file as YAML that promtool takes. */
export function writeUnitTests({ ruleFiles, evaluationMs, groups = [], tests }: UnitTestFile): string {
  const isOrdered = new Set(groups).size === groups.length;
  const list = (key: string, items: readonly string[]) => (items.length === 0 ? [] : [key, ...items]);
  return `${[
    ...list(
      "rule_files:",
      ruleFiles.map((file) => `  - ${yamlText(file)}`),
    ),
    `evaluation_interval: ${formatDuration(evaluationMs)}`,
    ...list("group_eval_order:", isOrdered ? groups.map((name) => `  - ${yamlText(name)}`) : []),
    "tests:",
    ...tests.flatMap(({ name, intervalMs, series, alertTests, exprTests }) => [
      `  - interval: ${formatDuration(intervalMs)}`,
      ...(name === undefined ? [] : [`    name: ${yamlText(name)}`]),
      ...list(
        "    input_series:",
        series.map((one) => `      - series: ${yamlText(one.series)}\n        values: ${yamlText(one.values)}`),
      ),
      ...list("    alert_rule_test:", alertTests.map(alertLines)),
      ...list("    promql_expr_test:", exprTests.map(exprLines)),
    ]),
  ].join("\n")}\n`;
}

function alertLines({ evalMs, alert, firing }: AlertTest): string {
  const map = (values: Readonly<Record<string, string>>) =>
    `{${Object.entries(values)
      .map(([key, value]) => `${yamlText(key)}: ${yamlText(value)}`)
      .join(", ")}}`;
  return [
    `      - eval_time: ${formatDuration(evalMs)}`,
    `        alertname: ${yamlText(alert)}`,
    firing.length === 0 ? "        exp_alerts: []" : "        exp_alerts:",
    ...firing.map(
      ({ labels, annotations }) =>
        `          - exp_labels: ${map(labels)}\n            exp_annotations: ${map(annotations)}`,
    ),
  ].join("\n");
}

function exprLines({ expr, evalMs, samples }: ExprTest): string {
  return [
    `      - expr: ${yamlText(expr)}`,
    `        eval_time: ${formatDuration(evalMs)}`,
    samples.length === 0 ? "        exp_samples: []" : "        exp_samples:",
    ...samples.map(({ labels, value }) => `          - labels: ${yamlText(labels)}\n            value: ${value}`),
  ].join("\n");
}

/** A text in quotes; one with anything but printable ASCII with its escapes. */
function yamlText(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return `'${text.replaceAll("'", "''")}'`;
  return JSON.stringify(text).replaceAll(
    /[\u007f-\u00a0\u2028\u2029\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
