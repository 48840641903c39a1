import type { CheckResult } from "../../check/result.ts";
import type { FindingState } from "../../dashboard/codes/finding-codes.ts";
import { codeSpan, escapeMarkdown, formatMarkdown } from "../../present/format-markdown.ts";
import { summaryLine } from "../../present/format-table.ts";
import { bullets, folded } from "../../present/markdown-parts.ts";
import { counted } from "../../text/counted.ts";
import { scenarioTitle } from "../../text/scenario-title.ts";
import { link } from "./comment-parts.ts";

/** How a dashboard differs from the base of the review. */
export interface DashboardChanges {
  /** `unknown`: the base could not be read. */
  readonly state: "added" | "changed" | "unchanged" | "unknown";
  /** Plain text, a line for each difference. */
  readonly lines: readonly string[];
}

/** A dashboard as the comment shows it. */
export interface CommentDashboard {
  readonly title: string;
  /** The scenario of its data; the title is without it. */
  readonly scenario?: string | undefined;
  /** Its path. */
  readonly source: string;
  readonly url: string;
  /** The time range that its link opens; undefined leaves that to the dashboard (live data). */
  readonly opensOn: { readonly fromMs: number; readonly toMs: number } | undefined;
  readonly check: CheckResult | undefined;
  readonly changes: DashboardChanges | undefined;
  /** Parts that could not be previewed, and why. */
  readonly notices: readonly { readonly place: string; readonly reason: string }[];
}

/** A dashboard that the review removes. */
export interface RemovedDashboard {
  readonly title: string;
  /** Its path in the base. */
  readonly source: string;
}

/** How much of everything is written out. */
export interface CommentDetail {
  readonly rows: number;
  readonly findings: number;
  readonly changes: number;
  readonly warnings: number;
}

/**
 * A row for each dashboard; in several scenarios, below one another, each with a link of its own. Those that the review
 * removes come last, without a link.
 */
export function dashboardTable(rows: readonly CommentDashboard[], gone: readonly RemovedDashboard[] = []): string {
  if (rows.every(({ scenario }) => scenario === undefined)) {
    const lines = [
      ...rows.map((row) => `| ${linkTo(row, row.title)} | ${describeState(row.changes)} | ${verdictOf(row)} |`),
      ...gone.map((one) => `| ${removedTitle(one)} | removed | |`),
    ];
    return ["| Dashboard | Change | Panels |", "|---|---|---|", ...lines].join("\n");
  }
  const lines = [
    ...rows.map((row, index) => {
      const again = earlierOf(row, rows.slice(0, index)) !== undefined;
      const [title, change] = again ? ["", ""] : [shownTitle(row), describeState(row.changes)];
      return `| ${title} | ${linkTo(row, row.scenario ?? "(none)")} | ${change} | ${verdictOf(row)} |`;
    }),
    ...gone.map((one) => `| ${removedTitle(one)} | | removed | |`),
  ];
  return ["| Dashboard | Scenario | Change | Panels |", "|---|---|---|---|", ...lines].join("\n");
}

function linkTo({ url, opensOn }: CommentDashboard, text: string): string {
  return link(text, windowUrl(url, opensOn));
}

function verdictOf({ check }: CommentDashboard): string {
  return check === undefined ? "not checked" : summaryLine(check);
}

function shownTitle({ title, source }: RemovedDashboard): string {
  return escapeMarkdown(title.trim() === "" ? source : title, 200);
}

/** With its path: nothing else leads there any more. */
export function removedTitle(one: RemovedDashboard): string {
  const path = one.title.trim() === "" ? "" : ` (${codeSpan(one.source, 200)})`;
  return `${shownTitle(one)}${path}`;
}

/** The same dashboard in another scenario, above this one. */
function earlierOf({ source }: CommentDashboard, rows: readonly CommentDashboard[]): CommentDashboard | undefined {
  return rows.findLast((row) => row.source === source);
}

/** A line that says of each scenario whether its dashboards are as they should be; empty without scenarios. */
export function scenarioVerdicts(dashboards: readonly CommentDashboard[]): string {
  const scenarios = [...new Set(dashboards.flatMap(({ scenario }) => scenario ?? []))];
  const verdicts = scenarios.map((scenario) => {
    const own = dashboards.filter((one) => one.scenario === scenario);
    const sum = (state: "empty" | "error" | "unchecked") =>
      own.reduce((total, { check }) => total + (check?.panels[state] ?? 0), 0);
    const [empty, error, unchecked] = [sum("empty"), sum("error"), sum("unchecked")];
    const whole = own.filter(({ check }) => check === undefined).length;
    const faults = [
      ...(error > 0 ? [`${counted(error, "panel")} with an error`] : []),
      ...(empty > 0 ? [`${counted(empty, "panel")} without data`] : []),
      ...(unchecked > 0 ? [`${counted(unchecked, "panel")} not checked`] : []),
      ...(whole > 0 ? [`${counted(whole, "dashboard")} not checked`] : []),
    ];
    return `**${escapeMarkdown(scenario, 60)}**: ${faults.length === 0 ? "every panel ok" : faults.join(", ")}`;
  });
  return verdicts.join(" · ");
}

function windowUrl(url: string, window: CommentDashboard["opensOn"]): string {
  return window === undefined || url.includes("?") ? url : `${url}?from=${window.fromMs}&to=${window.toMs}`;
}

function describeState(changes: DashboardChanges | undefined): string {
  switch (changes?.state) {
    case "added":
      return "new";
    case "changed":
      return counted(changes.lines.length, "difference");
    case "unchanged":
      return "none that one sees";
    default:
      return "not compared";
  }
}

/**
 * Folded parts about each dashboard: changes, findings, and what is not as in the source. What is said of it in one
 * scenario is not said again in the next.
 */
export function dashboardSections(rows: readonly CommentDashboard[], detail: CommentDetail): string[] {
  return rows.flatMap((row, index) => sections(row, detail, earlierOf(row, rows.slice(0, index))));
}

function sections(dashboard: CommentDashboard, detail: CommentDetail, earlier: CommentDashboard | undefined): string[] {
  const { title, scenario, source, check, changes } = dashboard;
  const plain = shownTitle(dashboard);
  const name = escapeMarkdown(scenarioTitle(title.trim() === "" ? source : title, scenario), 200);
  const lines = earlier === undefined ? (changes?.lines ?? []) : [];
  const known = new Set(earlier?.notices.map(noticeText));
  const notices = dashboard.notices.map(noticeText).filter((text) => !known.has(text));
  const told = check?.findings.filter(({ state }) => state !== "skipped") ?? [];
  const unchecked = check?.unchecked.length ?? 0;
  const checked = check !== undefined && (told.length > 0 || unchecked > 0 || check.unusedMetrics.length > 0);
  return [
    detail.changes === 0 ? "" : folded(`${plain}: what changed (${lines.length})`, bullets(lines, detail.changes)),
    detail.findings === 0 || !checked
      ? ""
      : folded(
          `${name}: ${findingsTitle(told, unchecked)}`,
          formatMarkdown(check, { maxFindings: detail.findings, maxText: 300 }).trimEnd(),
        ),
    detail.findings === 0
      ? ""
      : folded(
          `${earlier === undefined ? plain : name}: ${counted(notices.length, "part")} not as in the source`,
          bullets(notices, detail.findings),
        ),
  ];
}

function noticeText({ place, reason }: CommentDashboard["notices"][number]): string {
  return `${place}: ${reason}`;
}

function findingsTitle(told: CheckResult["findings"], unchecked: number): string {
  const count = (wanted: FindingState) => told.filter(({ state }) => state === wanted).length;
  const [errors, broken, empty, hints] = [count("error"), count("broken"), count("empty"), count("hint")];
  const parts = [
    ...(errors > 0 ? [counted(errors, "error")] : []),
    ...(broken > 0 ? [`${broken} broken`] : []),
    ...(empty > 0 ? [`${empty} without data`] : []),
    ...(hints > 0 ? [counted(hints, "hint")] : []),
    ...(unchecked > 0 ? [`${unchecked} not checked`] : []),
  ];
  return parts.length === 0 ? "metrics in no panel" : parts.join(", ");
}
