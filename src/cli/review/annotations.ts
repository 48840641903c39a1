import { findingsOf } from "../../alerts/review/rule-findings.ts";
import { type CheckFinding, type CheckResult, counts, type FailOn } from "../../check/result.ts";
import type { BaseView } from "../../ci/git/base-view.ts";
import { type Annotation, annotationCommand } from "../../ci/workflow-commands.ts";
import { describePlace } from "../../present/describe-place.ts";
import type { UpResult } from "../../preview/up/up-result.ts";

/** GitHub shows no more than so many of a level from one step. */
const maxShown = 10;

/**
 * Workflow commands for findings, on the line of the file where the panel's title stands. What makes the run fail is an
 * error, the rest a warning; hints stand in the comment only.
 *
 * @param readFile - the text of a dashboard by its path; undefined if it cannot be read.
 */
export function annotations(
  { dashboards, rules }: UpResult,
  {
    failOn,
    base,
    readFile,
  }: { failOn: FailOn; base: Pick<BaseView, "topPath"> | undefined; readFile: (file: string) => string | undefined },
): string[] {
  const all = dashboards.flatMap(({ source: shown, path: source = shown, scenario, check }) => {
    const findings = check?.findings.filter(({ state }) => state !== "skipped" && state !== "hint") ?? [];
    const lines = findings.length === 0 ? undefined : readFile(source)?.split("\n");
    return findings.map((finding): Annotation => {
      return {
        level: counts(finding.state, failOn) ? "error" : "warning",
        file: base?.topPath(source) ?? source,
        line: lines === undefined ? undefined : titleLine(lines, finding.panel, nthOfTitle(finding, check)),
        title: `${describePlace(finding)}: ${finding.state}, ${finding.code}`,
        message: scenario === undefined ? finding.reason : `in the scenario ${scenario}: ${finding.reason}`,
      };
    });
  });
  const ofRules = findingsOf(rules ?? []).filter(({ state }) => state === "error");
  all.push(
    ...ofRules.map(({ state, code, file, line, rule, reason }): Annotation => {
      const level = counts(state, failOn) ? "error" : "warning";
      const title = `${rule === undefined ? "" : `${rule}: `}${code}`;
      return { level, file: base?.topPath(file) ?? file, line, title, message: reason };
    }),
  );
  const first = (level: Annotation["level"]) => all.filter((one) => one.level === level).slice(0, maxShown);
  return [...first("error"), ...first("warning")].map(annotationCommand);
}

/** How many panels before a finding's have the same title. */
function nthOfTitle({ panel, panelIndex = 0 }: CheckFinding, check: CheckResult | undefined): number {
  return check?.panelResults.slice(0, panelIndex).filter(({ title }) => title === panel).length ?? 0;
}

/**
 * Counted from 1; undefined if the title stands nowhere as it does in JSON.
 *
 * @param nth - of the lines with this title, from 0; the last one where there are fewer.
 */
function titleLine(lines: readonly string[], title: string | undefined, nth: number): number | undefined {
  if (title === undefined || title === "") return undefined;
  const text = JSON.stringify(title);
  const found = lines.flatMap((line, index) => (line.includes(text) && line.includes('"title"') ? [index + 1] : []));
  return found[nth] ?? found.at(-1);
}
