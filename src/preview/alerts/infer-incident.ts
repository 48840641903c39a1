import type { RuleTest } from "../../alerts/result/rule-test.ts";
import { checkRules } from "../../alerts/rules/check-rules.ts";
import type { ParsedGroup } from "../../alerts/rules/parsed-rule.ts";
import { parseSpec } from "../../data-spec/read/parse.ts";
import { applyIncident } from "../../infer/incident/apply-incident.ts";
import { findIncident } from "../../infer/incident/find-incident.ts";
import { hitMembers } from "../../infer/incident/hit-members.ts";
import type { IncidentAlert } from "../../infer/incident/incident-rule.ts";
import { type IncidentPhase, planPhases, type SolvedAlert } from "../../infer/incident/plan-incident.ts";
import { SeriesWorld } from "../../infer/incident/series-world.ts";
import { shapePhases } from "../../infer/incident/shape-phases.ts";
import { widenBuckets } from "../../infer/incident/widen-buckets.ts";
import { type Inference, startInference } from "../../infer/infer-spec.ts";
import { noOverrides } from "../../infer/levels/overrides.ts";
import { fromRules, ruleQueries } from "../../infer/sources/from-rules.ts";
import { type IncidentExpectation, incidentName, renderIncident } from "../../infer/write/render-incident.ts";
import type { RunContext } from "../context.ts";
import type { LoadedSpec } from "../files/load-spec.ts";
import { inferredSpecFile } from "../up/inferred-inputs.ts";
import { ruleNeeds } from "./rule-needs.ts";
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
/** Data longer before an incident are not what records are tried with; alerts get all that they look back over. */
const leastLeadInMs = 60 * minute;
/** How often an incident is made again for alerts that did not fire. */
const maxRounds = 4;

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
  const records = recordsOf(parsed);
  const world = new SeriesWorld(base.spec.metrics, { records, nowMs, stepMs });
  const alerts = alertsOf(parsed);
  const maxLeadInMs = Math.max(leastLeadInMs, ...alertLeadIns(parsed, nowMs));
  const wanted = alerts.map(({ name }) => options.alerts?.includes(name) ?? true);
  let solved = solveAll(alerts, wanted, world);
  let best: InferredIncident | undefined;
  for (let round = 1; round <= maxRounds; round++) {
    const attempts = [...solved.values()];
    const { metrics } = base.spec;
    const shape = { metrics, solved: attempts, world, records, nowMs, stepMs };
    const phases = shapePhases(planPhases(attempts, world), shape);
    const spec = applyIncident(base.spec, phases, { beforeMs: 20 * minute, betweenMs: 10 * minute, stepMs });
    const loaded = loadText(renderIncident(base.spec, spec));
    const test = await testRules({ maxLeadInMs, ...options, stepMs, spec: loaded }, context);
    const text = renderIncident(
      base.spec,
      spec,
      expectations(test, slacksOf(parsed, alerts, onsetsOf(phases, attempts))),
    );
    const made = { inference: base, text, test, wanted };
    if (best === undefined || firing(made) > firing(best)) best = made;
    const silent = [...solved.keys()].filter((index) => test.alerts[index]?.state !== "firing");
    if (silent.length === 0) break;
    solved = solveAgain(solved, silent, world);
  }
  return best!;
}

/** How far alerts look back before the data: a test of the rules has no less of it. */
function alertLeadIns(groups: readonly ParsedGroup[], nowMs: number): number[] {
  const needs = ruleNeeds(groups, { fromMs: nowMs - 360 * minute, toMs: nowMs });
  const rules = groups.flatMap((group) => group.rules);
  return needs.flatMap(({ ms }, index) => (rules[index]!.kind === "alert" ? [ms] : []));
}

function loadText(text: string): LoadedSpec {
  const file = inferredSpecFile;
  const readFile = () => "";
  const base = parseSpec(text, { file, readFile, maxMebibytes });
  const scenario = base.scenarios.includes(incidentName) ? incidentName : undefined;
  return { file, readFile, document: parseSpec(text, { file, readFile, maxMebibytes, scenario }) };
}

/**
 * The first time that an alert of each name fires. When evaluations lie is another matter each time, and what is a
 * multiple of the usual day comes to a threshold sooner at one hour than at another.
 *
 * @param slacksMs - by how much that may be, for each alert of the test.
 */
function expectations({ alerts, window }: RuleTest, slacksMs: readonly number[]): IncidentExpectation[] {
  const first = new Map<string, { readonly fromMs: number; readonly slackMs: number }>();
  for (const [index, { alert, instances }] of alerts.entries())
    for (const { intervals } of instances)
      for (const { state, fromMs } of intervals)
        if (state === "firing" && fromMs < (first.get(alert)?.fromMs ?? Number.POSITIVE_INFINITY))
          first.set(alert, { fromMs, slackMs: slacksMs[index]! });
  return [...first].map(([alert, { fromMs, slackMs }]) => {
    const afterMs = Math.max(0, Math.floor((fromMs - window.fromMs - slackMs) / minute) * minute);
    return { alert, afterMs, withinMs: 2 * slackMs + minute };
  });
}

/** An evaluation of its own group and one of a group that records for it, and how long its series take to change. */
function slacksOf(
  groups: readonly ParsedGroup[],
  alerts: readonly IncidentAlert[],
  onsetsMs: ReadonlyMap<IncidentAlert, number>,
): number[] {
  const recording = groups.filter(({ rules }) => rules.some(({ kind }) => kind === "record"));
  const longestMs = Math.max(minute, ...recording.map(({ intervalMs }) => intervalMs));
  return alerts.map((alert) => {
    const slackMs = Math.max(minute, alert.intervalMs) + longestMs + (onsetsMs.get(alert) ?? 0);
    return Math.ceil(slackMs / minute) * minute;
  });
}

/** For each alert that reads multiples of usual values, how long these take to change. */
function onsetsOf(phases: readonly IncidentPhase[], solved: readonly SolvedAlert[]): Map<IncidentAlert, number> {
  const found = new Map<IncidentAlert, number>();
  for (const { alerts, changes } of phases)
    for (const index of alerts) {
      const { alert, reads } = solved[index]!;
      const onsets = [...reads].map((key) => {
        const course = changes.get(key)?.course;
        return course?.form === "times" ? course.onsetMs : 0;
      });
      found.set(alert, Math.max(0, ...onsets));
    }
  return found;
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
    if (found !== undefined) solved.set(index, { ...found, changes: hitMembers(alert, found.changes, world), alert });
  }
  return solved;
}

/** Another way for those that did not fire: first the simplest, then alone with more time and other changes. */
function solveAgain(
  solved: ReadonlyMap<number, SolvedAlert>,
  silent: readonly number[],
  world: SeriesWorld,
): Map<number, SolvedAlert> {
  const again = new Map(solved);
  for (const index of silent) {
    const known = solved.get(index)!;
    const { alert, steady, alone = 1 } = known;
    const skip = steady === true ? alone : 0;
    const found = findIncident(alert, world, { skip, anything: true }) ?? known;
    again.set(index, { ...found, alert, steady: true, ...(skip > 0 && { alone: alone + 1 }) });
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
