import { mapBounded } from "../../system/bounded.ts";
import type { AlertState } from "../engine/alert-history.ts";
import { askInstant } from "../engine/ask-expression.ts";
import type { RuleOutcome } from "../engine/rule-run.ts";
import { ManagedTexts } from "../managed/managed-texts.ts";
import { grafanaState } from "../managed/state-names.ts";
import type { PlacedRule } from "../rules/plan-stages.ts";
import { expandTemplate } from "../templates/expand-template.ts";
import { type ExplainInput, explainExpression } from "./explain-expression.ts";
import { explainInactive } from "./explain-inactive.ts";
import type { RulePlace, TestedAlert, TestedInstance, TestedInterval, TestedRecord } from "./rule-test.ts";

/** Intervals of a rule whose annotations are filled in, those that fire first; one beyond them gets none. */
const maxExpanded = 200;

/** The states of alert rules, with their texts filled in and the reasons of those that never fired. */
export async function testedAlerts(outcomes: readonly RuleOutcome[], input: ExplainInput): Promise<TestedAlert[]> {
  const alerts = outcomes.filter(({ rule }) => rule.kind === "alert");
  return mapBounded(alerts, 4, async (outcome): Promise<TestedAlert> => {
    const { rule, group, failures } = outcome;
    const { instances, templateFaults } = await filledIn(outcome, input);
    const states = new Set(instances.flatMap(({ intervals }) => intervals.map(({ state }) => state)));
    return {
      alert: rule.name,
      expr: rule.expr,
      ...placeOf(outcome),
      forMs: rule.forMs,
      keepFiringForMs: rule.keepFiringForMs,
      intervalMs: group.intervalMs,
      ...stateOf(states, rule.managed !== undefined),
      instances,
      failures,
      ...(templateFaults === undefined ? {} : { templateFaults }),
      reason: await explainInactive(outcome, input),
    };
  });
}

/** The series that recording rules made. */
export async function testedRecords(outcomes: readonly RuleOutcome[], input: ExplainInput): Promise<TestedRecord[]> {
  const records = outcomes.filter(({ rule }) => rule.kind === "record");
  return mapBounded(records, 4, async (outcome): Promise<TestedRecord> => {
    const { rule, series, failures } = outcome;
    const reason = outcome.leavesOut
      ? "it gives native histograms, which only a server itself can record: rules and panels that read it see none"
      : series > 0
        ? undefined
        : (failures[0]?.error ?? (await explainExpression(outcome, input)).text);
    return { record: rule.name, expr: rule.expr, ...placeOf(outcome), series, failures, reason };
  });
}

/** From the gravest on. Nothing recovers that has not fired. */
const grave = ["firing", "error", "nodata", "pending"] as const;

function stateOf(states: ReadonlySet<AlertState>, isManaged: boolean): Pick<TestedAlert, "state" | "grafanaState"> {
  const state = grave.find((one) => states.has(one)) ?? "inactive";
  return isManaged ? { state, grafanaState: grafanaState(state) } : { state };
}

function placeOf({ rule, group }: PlacedRule): RulePlace {
  return { group: group.name, namespace: group.namespace, file: group.file, line: rule.line };
}

async function filledIn(
  { rule, alerts, templateFaults }: RuleOutcome,
  { backend, signal }: ExplainInput,
): Promise<Pick<TestedAlert, "instances" | "templateFaults">> {
  const all = alerts.flatMap(({ intervals }) => intervals);
  const firing = all.filter(({ state }) => state === "firing");
  const pending = all.filter(({ state }) => state !== "firing");
  const expanded = new Set([...firing, ...pending].slice(0, maxExpanded));
  const instances: TestedInstance[] = [];
  const texts = rule.managed === undefined ? undefined : new ManagedTexts(rule);
  const faults = new Map<string, string>();
  for (const { labels, intervals } of alerts) {
    const tested: TestedInterval[] = [];
    for (const one of intervals) {
      const { source, numbers, ...interval } = one;
      const annotations = new Map<string, string>();
      const { fromMs: timeMs, value } = interval;
      const query = (expr: string) => askInstant(backend, expr, timeMs, signal);
      if (expanded.has(one))
        for (const [name, template] of rule.annotations)
          if (texts === undefined)
            annotations.set(
              name,
              await expandTemplate(template, { alert: rule.name, labels: source, value, timeMs, query }),
            );
          else {
            const { text, error } = texts.expand(template, source, numbers);
            annotations.set(name, text);
            if (error !== undefined) faults.set(name, `annotation ${name}: ${error}`);
          }
      const named = rule.managed === undefined ? {} : { grafanaState: grafanaState(one.state, one.cause) };
      tested.push({ ...interval, ...named, annotations });
    }
    instances.push({ labels, intervals: tested });
  }
  return texts === undefined
    ? { instances }
    : { instances, templateFaults: [...(templateFaults ?? []), ...faults.values()] };
}
