import { counted } from "../../text/counted.ts";
import type { RuleFailure } from "../engine/rule-run.ts";
import type { RuleTest, TestedAlert } from "../result/rule-test.ts";
import { failedTemplate } from "../templates/expand-template.ts";

/** A sentence for each way in which evaluations failed. */
export function describeFailures(failures: readonly RuleFailure[]): string[] {
  return failures.map(
    ({ error, count, firstMs }) =>
      `${counted(count, "evaluation")} failed, the first at ${new Date(firstMs).toISOString().slice(0, 19)}Z: ${error}`,
  );
}

/** Templates of labels and annotations that could not be filled in, each once. */
export function failedTemplates({
  instances,
  templateFaults,
}: Pick<TestedAlert, "instances" | "templateFaults">): string[] {
  if (templateFaults !== undefined) return [...templateFaults];
  const found = new Map<string, string>();
  const look = (kind: string, name: string, text: string) => {
    if (text.startsWith(failedTemplate)) found.set(`${kind} ${name}`, text);
    else if (text.includes(failedTemplate)) found.set(`${kind} ${name}`, text.slice(text.indexOf(failedTemplate)));
  };
  for (const { labels, intervals } of instances) {
    for (const [name, text] of labels) look("label", name, text);
    for (const { annotations } of intervals) for (const [name, text] of annotations) look("annotation", name, text);
  }
  return [...found].map(([where, text]) => `${where}: ${text}`);
}

/**
 * Whether a test failed: an expectation that was not met, a rule that could not be evaluated, or a template that could
 * not be filled in.
 *
 * @param requireFiring - alerts that never fire fail it too.
 */
export function hasFailed({ alerts, records, expectations, problems }: RuleTest, requireFiring: boolean): boolean {
  return (
    problems.length > 0 ||
    expectations.some(({ met }) => !met) ||
    records.some(({ failures }) => failures.length > 0) ||
    alerts.some(
      (one) => one.failures.length > 0 || failedTemplates(one).length > 0 || (requireFiring && one.state !== "firing"),
    )
  );
}
