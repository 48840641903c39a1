import type { FailOn } from "../../check/result.ts";
import type { BaseView } from "../../ci/git/base-view.ts";
import { type Annotation, annotationCommand } from "../../ci/workflow-commands.ts";
import { describePlace } from "../../present/format-table.ts";
import type { UpResult } from "../../preview/up/up-result.ts";

/** GitHub shows no more than so many of a level from one step. */
const maxShown = 10;

/**
 * Workflow commands for findings, on the line of the file where the panel's title stands. What makes the run fail is an
 * error, the rest a warning.
 *
 * @param readFile - the text of a dashboard by its path; undefined if it cannot be read.
 */
export function annotations(
  { dashboards }: UpResult,
  {
    failOn,
    base,
    readFile,
  }: { failOn: FailOn; base: Pick<BaseView, "topPath"> | undefined; readFile: (file: string) => string | undefined },
): string[] {
  const all = dashboards.flatMap(({ source: shown, path: source = shown, check }) => {
    const findings = check?.findings.filter(({ state }) => state !== "skipped") ?? [];
    const lines = findings.length === 0 ? undefined : readFile(source)?.split("\n");
    return findings.map((finding): Annotation => {
      const fails = failOn !== "none" && (finding.state === "error" || failOn === "empty");
      return {
        level: fails ? "error" : "warning",
        file: base?.topPath(source) ?? source,
        line: lines === undefined ? undefined : titleLine(lines, finding.panel),
        title: `${describePlace(finding)}: ${finding.state}`,
        message: finding.reason,
      };
    });
  });
  const first = (level: Annotation["level"]) => all.filter((one) => one.level === level).slice(0, maxShown);
  return [...first("error"), ...first("warning")].map(annotationCommand);
}

/** Counted from 1; undefined if the title stands nowhere as it does in JSON. */
function titleLine(lines: readonly string[], title: string | undefined): number | undefined {
  if (title === undefined || title === "") return undefined;
  const text = JSON.stringify(title);
  const index = lines.findIndex((line) => line.includes(text) && line.includes('"title"'));
  return index === -1 ? undefined : index + 1;
}
