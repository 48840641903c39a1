import { formatRuleReview } from "../../alerts/show/format-rule-review.ts";
import { ruleReviewJson } from "../../alerts/show/rule-review-json.ts";
import type { FailOn } from "../../check/result.ts";
import { defined } from "../../json/defined.ts";
import { describePlace } from "../../present/describe-place.ts";
import { checkToJson, resultDocument } from "../../present/format-json.ts";
import { findingsHelp, paintState, summaryLine } from "../../present/format-table.ts";
import type { UpDashboard, UpResult } from "../../preview/up/up-result.ts";
import { formatDuration } from "../../text/duration.ts";
import { plainLine } from "../../text/plain-line.ts";
import type { CliContext } from "../context.ts";
import { upExitCode } from "../rules/up-exit-code.ts";
import { painter } from "./paint.ts";
import { spanText, utcMinute } from "./time-text.ts";

/** Prints what `up` did: links first, then what is not as it should be. */
export function printUp(
  result: UpResult,
  { output, failOn: level }: { output: "text" | "json"; failOn: FailOn },
  { out }: CliContext,
): void {
  if (output === "json") {
    out.json(upJson(result));
    return;
  }
  const paint = painter(out.colours);
  const { window, samples } = result;
  const lines = [
    ...result.dashboards.flatMap((dashboard) => dashboardLines(dashboard, out.colours)),
    ...result.removed.map(({ title, otherScenario }) => {
      const why = otherScenario === true ? "nobody asks for its scenario any more" : "its source is no longer there";
      return `removed ${plainLine(title)}: ${why}`;
    }),
    ...ruleLines(result, out),
    ...result.warnings.map((text) => paint.yellow(`warning: ${plainLine(text)}`)),
    paint.dim(
      closing(
        result,
        `${result.series} series, ${samples} samples over ${spanText(window)} ` +
          `every ${formatDuration(window.stepMs)}`,
      ),
    ),
    ...exitReason(result, level).map(paint.red),
  ];
  out.write(`${lines.join("\n")}\n`);
}

function closing(result: UpResult, data: string): string {
  const whose = `${result.project}.${result.key}`;
  if (result.state === "planned") return `dry run: ${whose} would get ${data}; nothing was written or saved`;
  if (result.state === "superseded")
    return `${whose}: a later run of this review is at work or done; this one stopped, and its own series go`;
  const revisions = result.scenarios?.map(({ scenario, revision }) => `${revision} (${scenario})`);
  return `${whose} revision ${revisions?.join(", ") ?? result.revision}: ${data}, all read back; ${lifeText(result)}`;
}

function lifeText({ untilReview, expiresAtMs }: UpResult): string {
  if (untilReview === true)
    return (
      `stays until its review ends; if no sweep hears that the review is open, it expires ` +
      `${utcMinute(expiresAtMs)}`
    );
  return `expires ${utcMinute(expiresAtMs)}; running up again extends it`;
}

/** Why the exit code will not be 0. */
function exitReason(result: UpResult, level: FailOn): string[] {
  const code = upExitCode(result, level);
  if (code === 1) return [`exit code 1: there are findings that --fail-on ${level} counts`];
  return code === 3
    ? ["exit code 3: not everything could be checked; the previews stay, run up again or dashpreview check"]
    : [];
}

/** The alerts of `--rules`, after a blank line. */
export function ruleLines({ rules }: Pick<UpResult, "rules">, { columns, colours }: CliContext["out"]): string[] {
  return (rules ?? []).flatMap((one) => ["", ...formatRuleReview(one, { columns, paint: painter(colours) }), ""]);
}

function dashboardLines({ title, url, action, check, notices, source }: UpDashboard, colours: boolean): string[] {
  const paint = painter(colours);
  const unchecked = check?.unchecked ?? [];
  const findings = (check?.findings ?? []).filter(({ state }) => state !== "skipped");
  // What was refused is among the findings of the check.
  const told = check === undefined ? notices : notices.filter(({ state }) => state !== "error");
  return [
    `${paint.bold(plainLine(title))}  ${paint.dim(`${action} from ${plainLine(source)}`)}`,
    ...(action === "planned" ? [] : [`  ${plainLine(url)}`]),
    ...(check === undefined ? [] : [`  ${summaryLine(check, paint)}`]),
    ...unchecked
      .slice(0, 20)
      .map((one) => `  ${paint.yellow("not checked")} ${plainLine(describePlace(one))}: ${plainLine(one.reason)}`),
    ...(unchecked.length > 20 ? [`  and ${unchecked.length - 20} more not checked; see --output json`] : []),
    ...findings
      .slice(0, 20)
      .map(
        (finding) =>
          `  ${paintState(finding.state, finding.state, paint)} ${plainLine(describePlace(finding))}: ` +
          `${plainLine(finding.reason)} ${paint.dim(`(${finding.code})`)}`,
      ),
    ...(findings.length > 20 ? [`  and ${findings.length - 20} more findings; see --output json`] : []),
    ...findings.slice(0, 1).map(({ code }) => paint.dim(`  ${findingsHelp(code)}`)),
    ...told.slice(0, 20).map(({ panel, variable, annotation, reason }) => {
      const place = panel ?? variable ?? annotation ?? "dashboard";
      return `  ${paint.dim(`${plainLine(place)}: ${plainLine(reason)}`)}`;
    }),
    ...(told.length > 20 ? [`  and ${told.length - 20} more notices; see --output json`] : []),
  ];
}

/** The document of `up --output json`. */
export function upJson(result: UpResult) {
  const { window, expiresAtMs, dashboards, scenarios, rules, ...rest } = result;
  return resultDocument({
    ...rest,
    expiresAt: new Date(expiresAtMs).toISOString(),
    window: windowJson(window),
    ...defined({ scenarios: scenarios?.map((one) => ({ ...one, window: windowJson(one.window) })) }),
    dashboards: dashboards.map(({ check, notices, opensOn, ...dashboard }) => {
      const checked = check === undefined ? undefined : checkToJson(check);
      return { ...dashboard, ...defined({ opensOn: opensOn && timesOf(opensOn) }), ...checked, notices };
    }),
    ...defined({ rules: rules?.map(ruleReviewJson) }),
  });
}

function windowJson(window: UpResult["window"]) {
  return { ...timesOf(window), stepSeconds: window.stepMs / 1000, leadInSeconds: window.leadInMs / 1000 };
}

function timesOf({ fromMs, toMs }: { readonly fromMs: number; readonly toMs: number }) {
  return { from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString() };
}
