import type { Answered } from "../../answered.ts";
import type { CheckRun } from "../../check-run.ts";
import type { CheckFinding } from "../../result.ts";
import type { CheckPanel } from "../../run/check-query.ts";
import { mappingMatch } from "./mapping-match.ts";
import { oddValues } from "./odd-values.ts";
import { overrideMatch } from "./override-match.ts";
import { readAnswers } from "./panel-answers.ts";

/**
 * Oddities of what a panel's queries answered: shares that never change or leave their bounds, values that are no
 * number, overrides and mappings that match nothing. The data may be the reason, so all of them are hints.
 */
export function judgeAnswers(panel: CheckPanel, answers: readonly Answered[], run: CheckRun): CheckFinding[] {
  const odd = answers.flatMap((answer) => oddValues(answer, panel));
  const shown = readAnswers(panel, answers);
  return shown === undefined ? odd : [...odd, ...overrideMatch(shown, run.regexTime), ...mappingMatch(shown)];
}
