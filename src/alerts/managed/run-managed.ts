import { noData } from "../../check/expressions/server/value.ts";
import type { QueryBackend } from "../../templating/backend.ts";
import { AlertHistory } from "../engine/alert-history.ts";
import { eachInstant, type Instants } from "../engine/instants.ts";
import type { LabelSet } from "../engine/label-set.ts";
import { noteFailure, type RuleFailure, type RuleOutcome } from "../engine/rule-run.ts";
import type { PlacedRule } from "../rules/plan-stages.ts";
import { askQuery, partsOf } from "./ask-queries.ts";
import { evaluateManaged, isEmpty, readyRule } from "./evaluate-managed.ts";
import { ManagedMachine } from "./managed-machine.ts";
import type { ManagedResult } from "./managed-result.ts";
import { ManagedTexts } from "./managed-texts.ts";

/** Faults of label templates that are told of one rule. */
const maxFaults = 20;

/**
 * Evaluates an alert rule of Grafana as Grafana does: its queries at each evaluation, its expressions on their answers,
 * and the states that follow.
 *
 * @throws {PrometheusError} if the server does not answer.
 */
export async function runManaged(
  placed: PlacedRule,
  instants: Instants,
  { backend, signal }: { readonly backend: QueryBackend; readonly signal?: AbortSignal | undefined },
): Promise<RuleOutcome> {
  const { rule, group } = placed;
  const ready = readyRule(rule.managed!);
  const { queries } = ready.managed;
  const machine = new ManagedMachine({ ...ready.managed, ...rule, intervalMs: group.intervalMs });
  const history = new AlertHistory();
  const failures = new Map<string, RuleFailure>();
  const withoutData = new Map<string, number>();
  const texts = new ManagedTexts(rule);
  const templateFaults = new Set<string>();
  const labelsOf = (result: ManagedResult): LabelSet => {
    const { labels, faults } = texts.labelsOf(result);
    for (const fault of faults) if (templateFaults.size < maxFaults) templateFaults.add(fault);
    return labels;
  };
  for (const part of partsOf(instants, queries)) {
    const answers = new Map(
      await Promise.all(
        queries.map(async (query) => [query.refId, await askQuery(backend, query, part, signal)] as const),
      ),
    );
    for (const timeMs of eachInstant(part)) {
      const values = new Map([...answers].map(([refId, all]) => [refId, all.get(timeMs) ?? [noData]]));
      const isLoaded = (labels: LabelSet) => machine.isLoaded(labels);
      const results = evaluateManaged(ready, values, { timeMs, isLoaded });
      for (const { error } of results) if (error !== undefined) noteFailure(failures, timeMs, error);
      for (const [refId, one] of values) if (isEmpty(one)) withoutData.set(refId, (withoutData.get(refId) ?? 0) + 1);
      history.note(timeMs, machine.evaluate(timeMs, results, labelsOf), new Map());
    }
  }
  return {
    ...{ ...placed, instants, alerts: history.instances, series: 0, failures: [...failures.values()] },
    ...{ withoutData, templateFaults: [...templateFaults] },
  };
}
