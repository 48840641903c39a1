import type { RuleTest } from "../../alerts/result/rule-test.ts";
import { checkRules } from "../../alerts/rules/check-rules.ts";
import type { ParsedGroup } from "../../alerts/rules/parsed-rule.ts";
import { parseSpec } from "../../data-spec/read/parse.ts";
import { applyIncident } from "../../infer/incident/apply-incident.ts";
import { findIncident } from "../../infer/incident/find-incident.ts";
import type { IncidentAlert } from "../../infer/incident/incident-rule.ts";
import { planPhases, type SolvedAlert } from "../../infer/incident/plan-incident.ts";
import { SeriesWorld } from "../../infer/incident/series-world.ts";
import { widenBuckets } from "../../infer/incident/widen-buckets.ts";
import { type Inference, startInference } from "../../infer/infer-spec.ts";
import { noOverrides } from "../../infer/levels/overrides.ts";
import { fromRules, ruleQueries } from "../../infer/sources/from-rules.ts";
import { type IncidentExpectation, incidentName, renderIncident } from "../../infer/write/render-incident.ts";
import type { RunContext } from "../context.ts";
import type { LoadedSpec } from "../files/load-spec.ts";
import { inferredSpecFile } from "../up/inferred-inputs.ts";
import { type TestRulesOptions, testRules } from "./test-rules.ts";

/** Input of {@link inferIncident}. */
export interface IncidentOptions extends Omit<TestRulesOptions, "spec" | "historyMs"> {
  /** Names of the alerts that are to fire; undefined: all. */
  readonly alerts?: readonly string[] | undefined;
}

/** A spec in which alerts fire. */
export interface InferredIncident {
  readonly inference: Inference;
  /** The spec as YAML, with a scenario `incident`. */
  readonly text: string;
  /** Of the rules on its series. */
  readonly test: RuleTest;
  /** For each alert of the test in turn, whether one was to fire. */
  readonly wanted: readonly boolean[];
}

const minute = 60_000;
/** Length of a spec that was inferred. */
const maxMebibytes = 8;
const usualStepMs = 15_000;
/** Data long before an incident are not what makes it. */
const maxLeadInMs = 60 * minute;
/** How often an incident is made again for alerts that did not fire. */
const maxRounds = 3;

/**
 * Infers a data spec from rules, with an incident in which the alerts fire one after the other or together, and tries
 * it on a throw-away Prometheus. For alerts that do not fire there, the incident is made anew in another way.
 */
export async function inferIncident(options: IncidentOptions, context: RunContext): Promise<InferredIncident> {
  const groups = options.files.flatMap((file) => file.groups);
  const parsed = checkRules(groups, options.evaluationIntervalMs).groups;
  const stepMs = options.stepMs ?? usualStepMs;
  const nowMs = context.now();
  const { rules, skip } = fromRules(ruleQueries(groups), { evaluated: true });
  const overrides = { ...noOverrides, skip };
  const inferred = await startInference([], { nowMs, stepMs, rules, overrides, signal: context.signal });
  const roots = parsed.flatMap((group) => group.rules.map(({ root }) => root));
  const metrics = widenBuckets(inferred.spec.metrics, roots);
  const base = { ...inferred, spec: { ...inferred.spec, metrics } };
  const world = new SeriesWorld(base.spec.metrics, { records: recordsOf(parsed), nowMs, stepMs });
  const alerts = alertsOf(parsed);
  const wanted = alerts.map(({ name }) => options.alerts?.includes(name) ?? true);
  let solved = solveAll(alerts, wanted, world);
  let best: InferredIncident | undefined;
  for (let round = 1; round <= maxRounds; round++) {
    const phases = planPhases([...solved.values()], world);
    const spec = applyIncident(base.spec, phases, { beforeMs: 20 * minute, betweenMs: 10 * minute, stepMs });
    const loaded = loadText(renderIncident(base.spec, spec));
    const test = await testRules({ maxLeadInMs, ...options, stepMs, spec: loaded }, context);
    const text = renderIncident(base.spec, spec, expectations(test));
    const made = { inference: base, text, test, wanted };
    if (best === undefined || firing(made) > firing(best)) best = made;
    const silent = [...solved.keys()].filter((index) => test.alerts[index]?.state !== "firing");
    if (silent.length === 0) break;
    solved = solveAgain(solved, silent, round, world);
  }
  return best!;
}

function loadText(text: string): LoadedSpec {
  const file = inferredSpecFile;
  const readFile = () => "";
  const base = parseSpec(text, { file, readFile, maxMebibytes });
  const scenario = base.scenarios.includes(incidentName) ? incidentName : undefined;
  return { file, readFile, document: parseSpec(text, { file, readFile, maxMebibytes, scenario }) };
}

/** The first time that an alert of each name fires; when evaluations lie is another matter each time. */
function expectations({ alerts, window }: RuleTest): IncidentExpectation[] {
  const first = new Map<string, number>();
  for (const { alert, instances } of alerts)
    for (const { intervals } of instances)
      for (const { state, fromMs } of intervals)
        if (state === "firing") first.set(alert, Math.min(first.get(alert) ?? Number.POSITIVE_INFINITY, fromMs));
  return [...first].map(([alert, fromMs]) => {
    const afterMs = Math.max(0, Math.floor((fromMs - window.fromMs) / minute - 2) * minute);
    return { alert, afterMs, withinMs: 5 * minute };
  });
}

function firing({ test, wanted }: InferredIncident): number {
  return test.alerts.filter(({ state }, index) => wanted[index] === true && state === "firing").length;
}

function solveAll(
  alerts: readonly IncidentAlert[],
  wanted: readonly boolean[],
  world: SeriesWorld,
): Map<number, SolvedAlert> {
  const solved = new Map<number, SolvedAlert>();
  for (const [index, alert] of alerts.entries()) {
    const found = wanted[index] === true ? findIncident(alert, world) : undefined;
    if (found !== undefined) solved.set(index, { ...found, alert });
  }
  return solved;
}

/** Another way for those that did not fire: first the same with more time and alone, then other changes. */
function solveAgain(
  solved: ReadonlyMap<number, SolvedAlert>,
  silent: readonly number[],
  round: number,
  world: SeriesWorld,
): Map<number, SolvedAlert> {
  const again = new Map(solved);
  for (const index of silent) {
    const { alert } = solved.get(index)!;
    const found = findIncident(alert, world, round) ?? solved.get(index)!;
    again.set(index, { ...found, alert, alone: round + 1 });
  }
  return again;
}

function alertsOf(groups: readonly ParsedGroup[]): IncidentAlert[] {
  return groups.flatMap(({ rules, intervalMs }) =>
    rules.flatMap(({ kind, name, root, forMs }) => (kind === "alert" ? [{ name, root, forMs, intervalMs }] : [])),
  );
}

function recordsOf(groups: readonly ParsedGroup[]) {
  return groups.flatMap(({ rules }) =>
    rules.flatMap(({ kind, name, root, labels }) => (kind === "record" ? [{ name, root, labels }] : [])),
  );
}
