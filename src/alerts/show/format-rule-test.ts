import type { TablePainter } from "../../present/format-table.ts";
import { fitTo, wrap } from "../../text/columns.ts";
import { counted } from "../../text/counted.ts";
import { formatDuration } from "../../text/duration.ts";
import { plainLine } from "../../text/plain-line.ts";
import { describeTiming } from "../engine/alert-machine.ts";
import { showLabels } from "../engine/label-set.ts";
import type { JudgedExpectation, RulePlace, RuleTest, TestedAlert, TestedInstance } from "../result/rule-test.ts";
import { describeStates, textOf } from "./describe-states.ts";
import { instanceRows } from "./instance-rows.ts";
import { describeFailures, failedTemplates } from "./rule-failures.ts";
import { legendOf, timelineBar } from "./timeline-bar.ts";

/** Options of {@link formatRuleTest}. */
export interface FormatOptions {
  readonly columns: number;
  readonly paint: TablePainter;
  /** Names of the alerts that are shown. Default: all. */
  readonly shown?: ReadonlySet<string> | undefined;
}

/** Alerts of one rule that are shown. */
const maxInstances = 10;

/** Rules and their timelines for a terminal, in lines. */
export function formatRuleTest(test: RuleTest, options: FormatOptions): string[] {
  const { window, alerts, records, unevaluated, expectations } = test;
  const { paint } = options;
  const lines = [
    `${utc(window.fromMs)} to ${utc(window.toMs)} UTC (${formatDuration(window.toMs - window.fromMs)})  ` +
      legendOf(alerts, paint),
  ];
  let group = "";
  for (const alert of alerts) {
    if (options.shown?.has(alert.alert) === false) continue;
    const title = groupTitle(alert, alert.intervalMs);
    if (title !== group) lines.push("", paint.bold(plainLine(title)));
    group = title;
    lines.push(...alertLines(alert, test, options));
  }
  const silent = records.filter(({ reason }) => reason !== undefined);
  if (silent.length > 0) lines.push("", paint.bold("Recording rules that record nothing"));
  for (const { record, reason, file, line } of silent)
    lines.push(...indented(`${record} (${file}:${line}): ${reason}`, 2, options));
  if (unevaluated.length > 0) lines.push("", paint.bold("Not evaluated"));
  for (const { group, rule = group, file, line, reason } of unevaluated)
    lines.push(...indented(`${rule} (${file}:${line}): ${reason}`, 2, options));
  if (expectations.length > 0)
    lines.push("", paint.bold("Expectations"), ...expectations.map((one) => `  ${expectationLine(one, paint)}`));
  lines.push("", describeCounts(test));
  return lines;
}

function utc(timeMs: number): string {
  return new Date(timeMs).toISOString().slice(0, 16).replace("T", " ");
}

function groupTitle({ file, namespace, group }: RulePlace, intervalMs: number): string {
  return `${file}: ${namespace === undefined ? "" : `${namespace}/`}${group}, every ${formatDuration(intervalMs)}`;
}

function alertLines(alert: TestedAlert, { window }: RuleTest, options: FormatOptions): string[] {
  const { paint } = options;
  const timing = describeTiming(alert);
  const state = stateText(alert, paint);
  const lines = [`  ${plainLine(alert.alert)}${timing === "" ? "" : paint.dim(`, ${timing}`)}: ${state}`];
  const instances = alert.instances.slice(0, maxInstances);
  const labels = instances.map((one) => new Map([...one.labels].filter(([name]) => name !== "alertname")));
  const { common, rows } = instanceRows(labels, Math.max(20, options.columns - 6));
  lines.push(...common.map((line) => `    ${paint.dim(line)}`));
  for (const [index, instance] of instances.entries())
    lines.push(...rows[index]!.map((row) => `    ${row}`), ...instanceLines(instance, window, options));
  if (alert.instances.length > maxInstances) lines.push(`    and ${alert.instances.length - maxInstances} more`);
  if (alert.reason !== undefined) lines.push(...indented(alert.reason.text, 4, options));
  for (const text of [...describeFailures(alert.failures), ...failedTemplates(alert)])
    lines.push(...indented(text, 4, options).map((line) => paint.red(line)));
  return lines;
}

function stateText({ state, grafanaState }: TestedAlert, paint: TablePainter): string {
  if (state === "inactive") return grafanaState ?? state;
  if (state === "firing") return paint.red(grafanaState ?? "fires");
  return (state === "error" ? paint.red : paint.yellow)(grafanaState ?? state);
}

function instanceLines(
  { intervals }: TestedInstance,
  window: RuleTest["window"],
  { columns, paint }: FormatOptions,
): string[] {
  const width = Math.max(20, Math.min(60, columns - 36));
  const lines = [`    ${timelineBar(intervals, window, { width, paint })} ${describeStates(intervals, window)}`];
  const text = textOf(intervals);
  if (text !== undefined) lines.push(`    ${paint.dim(fitTo(plainLine(text), Math.max(20, columns - 6)).trimEnd())}`);
  return lines;
}

function indented(text: string, by: number, { columns }: FormatOptions): string[] {
  return wrap(plainLine(text), Math.max(30, columns - by)).map((line) => " ".repeat(by) + line);
}

function expectationLine({ alert, labels, expected, met, reason }: JudgedExpectation, paint: TablePainter): string {
  const which = labels.size === 0 ? alert : `${alert}${showLabels(labels)}`;
  const text = plainLine(`${which} ${expected}${reason === undefined ? "" : `: ${reason}`}`);
  return met ? `${paint.green("met")}      ${text}` : `${paint.red("not met")}  ${text}`;
}

/** How many alerts fire, are pending and inactive, and how many expectations were met. */
export function describeCounts({ alerts, records, expectations }: RuleTest): string {
  const count = (state: TestedAlert["state"]) => alerts.filter((one) => one.state === state).length;
  const parts = [
    `${counted(alerts.length, "alert rule")}: ${count("firing")} fire, ${count("pending")} pending, ` +
      [
        `${count("inactive")} inactive`,
        ...(count("nodata") > 0 ? [`${count("nodata")} without data`] : []),
        ...(count("error") > 0 ? [`${count("error")} in error`] : []),
      ].join(", "),
    ...(records.length === 0 ? [] : [counted(records.length, "recording rule")]),
    ...(expectations.length === 0
      ? []
      : [`${expectations.filter(({ met }) => met).length} of ${counted(expectations.length, "expectation")} met`]),
  ];
  return parts.join("; ");
}
