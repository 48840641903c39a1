import { describeFailures, failedTemplates, hasFailed } from "../../alerts/show/rule-failures.ts";
import type { TestedBeside } from "../../preview/alerts/rules-beside.ts";
import { plainLine } from "../../text/plain-line.ts";
import type { CliContext } from "../context.ts";

/** Lines that are printed at most. */
const maxLines = 20;

/** Whether rules of now could not be read, evaluated or filled in, or an expectation was not met. */
export function failedRules(tested: TestedBeside | undefined): tested is TestedBeside {
  return tested !== undefined && hasFailed(tested.now, false);
}

/**
 * Says what is wrong with the rules on a page: what does not parse or fails, and expectations that are not met.
 *
 * @returns whether anything is.
 */
export function printFailedRules(tested: TestedBeside | undefined, { err }: Pick<CliContext, "err">): boolean {
  if (!failedRules(tested)) return false;
  const { problems, alerts, records, expectations } = tested.now;
  const lines = [
    ...problems.map(({ file, line, message }) => `${file}:${line}: ${message}`),
    ...[...alerts, ...records].flatMap((one) =>
      describeFailures(one.failures).map((text) => `${one.file}:${one.line}: ${text}`),
    ),
    ...alerts.flatMap((one) => failedTemplates(one).map((text) => `${one.file}:${one.line}: ${text}`)),
    ...expectations
      .filter(({ met }) => !met)
      .map(({ file, line, alert, expected, reason = "" }) => `${file}:${line}: ${alert} ${expected}: ${reason}`),
  ];
  for (const line of lines.slice(0, maxLines)) err.write(`rules: ${plainLine(line)}\n`);
  if (lines.length > maxLines) err.write(`rules: and ${lines.length - maxLines} more\n`);
  return true;
}
