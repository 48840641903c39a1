import { codeSpan, escapeMarkdown } from "../../present/format-markdown.ts";
import { bullets, folded } from "../../present/markdown-parts.ts";
import { counted } from "../../text/counted.ts";
import { type LabelSet, labelKey, showLabels } from "../engine/label-set.ts";
import type { RuleTest, TestedAlert, TestedInstance } from "../result/rule-test.ts";
import { type AlertChange, type ReviewedAlert, type RuleReview, sameTimeline } from "../review/compare-rules.ts";
import { neverFires, ruleFindings } from "../review/rule-findings.ts";
import { describeStates, textOf } from "./describe-states.ts";
import { describeCounts } from "./format-rule-test.ts";
import { didBefore, doesNow } from "./state-words.ts";
import { legendOf, timelineBar } from "./timeline-bar.ts";

/** How much of everything is written out. */
export interface ReviewDetail {
  /** Alerts with their timelines; 0: counts and what is wrong only. */
  readonly alerts: number;
  /** Label sets of each. */
  readonly instances: number;
  /** Lines of a list. */
  readonly lines: number;
}

const barWidth = 40;
const nobody: TestedInstance["intervals"] = [];

/**
 * The alerts of a review as a section of a comment: what is wrong with the rules, expectations, and the timeline of
 * each alert that the review changes, before and after. Every text of rules and data is escaped.
 */
export function formatReviewComment(review: RuleReview, detail: ReviewDetail): string {
  const { test, alerts, removed, scenario } = review;
  const shown = alerts.filter((one) => isShown(one, test));
  const quiet = alerts.filter((one) => !isShown(one, test));
  const parts = [
    `#### Alerts${scenario === undefined ? "" : `, ${escapeMarkdown(scenario, 100)}`}\n\n${opening(review)}`,
    faults(test, detail),
    expectations(test, detail),
    ...shown.slice(0, detail.alerts).map((one) => alertPart(one, review, detail)),
    shown.length > detail.alerts
      ? `… and ${counted(shown.length - detail.alerts, "alert")} more; see the job's log.`
      : "",
    quiet.length === 0 ? "" : `As in the base: ${names(quiet, detail.lines)}`,
    removed.length === 0 || detail.lines === 0
      ? ""
      : `No longer there:\n\n${bullets(removed.map(describeRemoved), detail.lines)}`,
    lists(test, detail),
  ];
  return parts.filter((part) => part !== "").join("\n\n");
}

/** Changed alerts, and others that something is wrong with. */
function isShown({ alert, change }: ReviewedAlert, { expectations: all }: RuleTest): boolean {
  return (
    change !== "unchanged" || alert.failures.length > 0 || all.some((one) => !one.met && one.alert === alert.alert)
  );
}

function opening({ test, alerts, removed, uncompared }: RuleReview): string {
  const count = (wanted: AlertChange) => alerts.filter(({ change }) => change === wanted).length;
  const changes = [
    ...[count("new")].filter(Boolean).map((number) => `${number} new`),
    ...[count("changed")].filter(Boolean).map((number) => `${number} changed`),
    ...[count("affected")].filter(Boolean).map((number) => `${number} with another timeline`),
    ...(removed.length > 0 ? [`${removed.length} removed`] : []),
  ];
  const compared =
    uncompared !== undefined
      ? ` Not compared with the base: ${escapeMarkdown(uncompared, 300)}.`
      : ` Against the base, on the same data: ${changes.length === 0 ? "no alert is changed" : changes.join(", ")}.`;
  const { fromMs, toMs } = test.window;
  const time = (timeMs: number) => new Date(timeMs).toISOString().slice(0, 16).replace("T", " ");
  const legend = legendOf(test.alerts).replaceAll("  ", ", ");
  return `${describeCounts(test)}.${compared} ${time(fromMs)} to ${time(toMs)} UTC; ${legend}.`;
}

function faults(test: RuleTest, { lines }: ReviewDetail): string {
  const wrong = ruleFindings(test).filter(({ state, code }) => state === "error" && code !== "expectation-missed");
  if (wrong.length === 0) return "";
  const texts = wrong.map(({ file, line, rule, code, reason }) => {
    const what = rule === undefined || code === "rule-refused" ? "" : `${rule}: `;
    return `${file}:${line}: ${what}${reason}`;
  });
  const refused = wrong.filter(({ code }) => code === "rule-refused").length;
  const title =
    refused > 0
      ? `${counted(refused, "mistake")} that Prometheus refuses the rules for`
      : "Rules that cannot be evaluated";
  return `**${title}**${lines === 0 ? "" : `\n\n${bullets(texts, lines)}`}`;
}

function expectations({ expectations: all }: RuleTest, { lines }: ReviewDetail): string {
  if (all.length === 0 || lines === 0) return "";
  const sorted = [...all.filter(({ met }) => !met), ...all.filter(({ met }) => met)];
  const rows = sorted.slice(0, lines).map(({ alert, labels, expected, met, reason, file, line }) => {
    const which = labels.size === 0 ? alert : `${alert}${showLabels(labels)}`;
    const text = escapeMarkdown(`${which} ${expected}${reason === undefined ? "" : `: ${reason}`}`, 400);
    return met ? `- met: ${text}` : `- **not met**: ${text} (${codeSpan(`${file}:${line}`, 200)})`;
  });
  const rest = sorted.length > lines ? [`- … and ${sorted.length - lines} more`] : [];
  return ["**Expectations of the data spec**", "", ...rows, ...rest].join("\n");
}

function alertPart({ alert, change, before }: ReviewedAlert, { test }: RuleReview, detail: ReviewDetail): string {
  const place = codeSpan(`${alert.file}:${alert.line}`, 200);
  const head = `**${escapeMarkdown(alert.alert, 200)}** (${place}) ${headline({ alert, change, before })}`;
  const reason = alert.reason === undefined ? "" : `: ${escapeMarkdown(alert.reason.text, 300)}`;
  const bars = timelines(alert, before, test.window, detail);
  return `${head}${reason}${bars.length === 0 ? "" : `\n\n<pre><code>${bars.join("\n")}\n</code></pre>`}`;
}

function headline({ alert, change, before }: ReviewedAlert): string {
  const now = doesNow(alert);
  if (change === "new") return `is new, and ${now}`;
  if (before === undefined) return now;
  const was = sameTimeline(alert, before) ? "at the same times as before" : `it ${didBefore(before)}`;
  if (change === "changed") return `is changed: ${now}; ${was}`;
  return change === "affected" ? `has the same rule, on other series: ${now}; ${was}` : now;
}

/** A bar for each label set, and with another state of the alert one above it. Lines of HTML. */
function timelines(
  alert: TestedAlert,
  before: TestedAlert | undefined,
  window: RuleTest["window"],
  { instances: most }: ReviewDetail,
): string[] {
  const was = before === undefined || sameTimeline(alert, before) ? undefined : byLabels(before);
  const now = byLabels(alert);
  const keys = [...new Set([...now.keys(), ...(was?.keys() ?? [])])];
  const lines = keys.slice(0, most).flatMap((key) => {
    const [mine, old] = [now.get(key), was?.get(key)];
    const text = textOf(mine?.intervals ?? nobody);
    return [
      labelText((mine ?? old)!.labels),
      ...(was === undefined ? [] : [bar("before", old, window)]),
      bar(was === undefined ? "" : "now", mine, window),
      ...(text === undefined ? [] : [escapeMarkdown(text, 150)]),
    ];
  });
  return keys.length > most ? [...lines, `… and ${counted(keys.length - most, "label set")} more`] : lines;
}

function bar(title: string, instance: TestedInstance | undefined, window: RuleTest["window"]): string {
  const intervals = instance?.intervals ?? nobody;
  const when = intervals.length === 0 ? "inactive" : describeStates(intervals, window);
  return `${title === "" ? "" : title.padEnd(7)}${timelineBar(intervals, window, { width: barWidth })} ${when}`;
}

function byLabels({ instances }: TestedAlert): Map<string, TestedInstance> {
  return new Map(instances.map((one) => [labelKey(one.labels), one]));
}

function labelText(labels: LabelSet): string {
  const own = new Map([...labels].filter(([name]) => name !== "alertname"));
  return own.size === 0 ? "no labels" : escapeMarkdown(showLabels(own), 200);
}

function names(alerts: readonly ReviewedAlert[], most: number): string {
  if (most === 0) return `${counted(alerts.length, "alert")}.`;
  const shown = alerts.slice(0, most).map(({ alert }) => `${codeSpan(alert.alert, 100)} ${doesNow(alert)}`);
  const rest = alerts.length - shown.length;
  return `${shown.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}.`;
}

function describeRemoved(one: TestedAlert): string {
  return `${one.alert} (${one.file}:${one.line}), which ${didBefore(one)}`;
}

function lists(test: RuleTest, { lines }: ReviewDetail): string {
  if (lines === 0) return "";
  const silent = test.alerts.filter(neverFires);
  const unevaluated = test.unevaluated.map(
    ({ group, rule = group, file, line, reason }) => `${rule} (${file}:${line}): ${reason}`,
  );
  return [
    folded(
      `${counted(silent.length, "alert")} that no values of these series can make fire`,
      bullets(
        silent.map(({ alert, file, line, reason }) => `${alert} (${file}:${line}): ${reason?.text ?? ""}`),
        lines,
      ),
    ),
    folded(`${unevaluated.length} not evaluated`, bullets(unevaluated, lines)),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}
