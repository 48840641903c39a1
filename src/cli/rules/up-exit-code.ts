import { findingsOf, rulesFail } from "../../alerts/review/rule-findings.ts";
import { type CheckResult, checkExitCode, type FailOn } from "../../check/result.ts";
import type { UpResult } from "../../preview/up/up-result.ts";

/**
 * The exit code of `up` by what it found in dashboards and rules: 1 for findings that `--fail-on` counts, else 3 where
 * something could not be checked, else 0. A dry run and one that was overtaken have checked no dashboards, and were not
 * to.
 */
export function upExitCode(
  {
    state,
    dashboards,
    rules,
    rulesUntested,
  }: Pick<UpResult, "rules" | "rulesUntested"> & {
    readonly dashboards: readonly { readonly check: CheckResult | undefined }[];
    readonly state: UpResult["state"] | "empty" | "local";
  },
  level: FailOn,
): 0 | 1 | 3 {
  const checked = state === "done" || state === "local" ? dashboards.map(({ check }) => check) : [];
  const code = checkExitCode(checked, level);
  if (rules !== undefined && rulesFail(findingsOf(rules), level)) return 1;
  return rulesUntested === true && code === 0 && level !== "none" ? 3 : code;
}
