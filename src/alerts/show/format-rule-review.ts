import { counted } from "../../text/counted.ts";
import { plainLine } from "../../text/plain-line.ts";
import { type ReviewedAlert, type RuleReview, sameTimeline } from "../review/compare-rules.ts";
import { type FormatOptions, formatRuleTest } from "./format-rule-test.ts";
import { didBefore } from "./state-words.ts";

/** Problems of rules that are written out. */
const maxProblems = 20;

/** Rules of a review for a terminal, in lines: the alerts that it changes with their timelines, the others counted. */
export function formatRuleReview(
  { test, alerts, removed, uncompared, scenario }: RuleReview,
  options: FormatOptions,
): string[] {
  const { paint } = options;
  const missed = new Set(test.expectations.filter(({ met }) => !met).map(({ alert }) => alert));
  const isShown = ({ alert, change }: ReviewedAlert) =>
    change !== "unchanged" || alert.failures.length > 0 || missed.has(alert.alert);
  const shown = alerts.filter(isShown);
  const changes = alerts.flatMap(describeChange);
  const { problems } = test;
  const rest = alerts.length - shown.length;
  return [
    paint.bold(scenario === undefined ? "Alerts" : `Alerts, ${plainLine(scenario)}`),
    ...problems
      .slice(0, maxProblems)
      .map(({ file, line, message }) => paint.red(`  refused  ${plainLine(`${file}:${line}: ${message}`)}`)),
    ...(problems.length > maxProblems ? [`  and ${problems.length - maxProblems} more`] : []),
    ...formatRuleTest(test, { ...options, shown: new Set(shown.map(({ alert }) => alert.alert)) }),
    ...(uncompared === undefined ? [] : [paint.dim(`not compared with the base: ${plainLine(uncompared)}`)]),
    ...changes.map((text) => `  ${plainLine(text)}`),
    ...removed.map((one) => `  ${plainLine(one.alert)} is no longer there; it ${didBefore(one)}`),
    ...(rest > 0 ? [`${counted(rest, "alert")} as in the base`] : []),
  ];
}

function describeChange({ alert, change, before }: ReviewedAlert): string[] {
  if (change === "new") return [`${alert.alert} is new`];
  if (before === undefined || change === "unchanged") return [];
  const was = sameTimeline(alert, before) ? "at the same times as before" : `in the base it ${didBefore(before)}`;
  return [`${alert.alert} ${change === "changed" ? "is changed" : "has another timeline"}: ${was}`];
}
