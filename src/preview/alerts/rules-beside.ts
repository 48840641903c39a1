import type { RuleTest } from "../../alerts/result/rule-test.ts";
import { type CheckedRules, checkRules } from "../../alerts/rules/check-rules.ts";
import { planStages } from "../../alerts/rules/plan-stages.ts";
import { knowSpec } from "../../check/explain/spec-knowledge.ts";
import { gridEndMs } from "../../generator/sampling/grid.ts";
import type { NamedMetric } from "../../generator/wire-names.ts";
import { fromRules, type RuleQuery, ruleQueries } from "../../infer/sources/from-rules.ts";
import type { RuleFile } from "../../prometheus/rules/rule-group.ts";
import type { RunContext } from "../context.ts";
import type { LeadInNeed } from "../lead-in/read-needs.ts";
import type { SeriesPlan } from "../up/plan.ts";
import { ruleNeeds } from "./rule-needs.ts";
import { type FilledServer, type RulesToTest, testRulesOn } from "./test-rules-on.ts";

/** Rule files with their expressions parsed. */
export type RuleSet = Pick<RulesToTest, "files" | "checked">;

/** Rules that are tested on the data of dashboards. */
export interface RulesBeside {
  readonly now: RuleSet;
  /** As they were before a change, where that differs. */
  readonly before?: RuleSet | undefined;
}

/** The results of {@link RulesBeside}. */
export interface TestedBeside {
  readonly now: RuleTest;
  readonly before?: RuleTest | undefined;
}

/** @param evaluationIntervalMs - of groups that name none. */
export function ruleSet(files: readonly RuleFile[], evaluationIntervalMs: number): RuleSet {
  const groups = files.flatMap((file) => file.groups);
  return { files, checked: checkRules(groups, evaluationIntervalMs) };
}

/** The rules now and before; the latter only where they differ, other than in their place. */
export function rulesBeside(now: RuleSet, before: RuleSet | undefined): RulesBeside {
  return before === undefined || told(before) === told(now) ? { now } : { now, before };
}

const told = ({ files }: RuleSet): string =>
  JSON.stringify(files, (key, value: unknown) => (key === "file" || key === "line" ? undefined : value));

/** Queries that an inference must feed so that the rules can fire, and the metrics that the rules record themselves. */
export function wantedByRules({ now, before }: RulesBeside): {
  readonly rules: RuleQuery[];
  readonly skip: ReadonlySet<string>;
} {
  const groups = [now, ...(before === undefined ? [] : [before])].flatMap(({ files }) => files);
  return fromRules(ruleQueries(groups.flatMap((file) => file.groups)), { evaluated: true });
}

/** The metrics that the rules of now record. */
export function recordedBy(rules: RulesBeside | undefined): NamedMetric[] {
  const groups = rules?.now.checked.groups ?? [];
  return groups.flatMap((group) =>
    group.rules.flatMap(({ kind, name }) => (kind === "record" ? [{ name, kind: "gauge" }] : [])),
  );
}

/** How far the rules look back before the begin of a plan's data. */
export function lookBackOf({ now, before }: RulesBeside, { grid }: SeriesPlan): LeadInNeed[] {
  const data = { fromMs: grid.fromMs, toMs: gridEndMs(grid) - grid.stepMs };
  return [now, ...(before === undefined ? [] : [before])].flatMap(({ checked }) => ruleNeeds(checked.groups, data));
}

/**
 * The same for rules that write the same to a server: a server that holds what other rules recorded must not be used
 * for these.
 */
export function writtenKey({ now }: RulesBeside): string {
  const written = writtenRules(now.checked).map(({ rule: { root, line, annotations, ...rule }, group }) => {
    const { intervalMs, queryOffsetMs, limit } = group;
    return [rule, intervalMs, queryOffsetMs, limit];
  });
  return JSON.stringify(written);
}

const writtenRules = ({ groups }: CheckedRules) =>
  planStages(groups)
    .flatMap(({ rules }) => rules)
    .filter(({ rule, isRead }) => rule.kind === "record" || isRead);

/** Input of {@link testBeside}. */
export interface BesideOptions {
  readonly rules: RulesBeside;
  readonly specs: RulesToTest["specs"];
  /** Starts a server with the same series, for rules that would meet what others recorded. */
  readonly another: (plan: SeriesPlan) => Promise<{ readonly server: FilledServer; stop(): Promise<void> }>;
}

/**
 * Tests the rules on the server that the dashboards are checked on, before that: what rules record is there for the
 * panels. Where the data spec has series of a recorded name, the rule gives way. Rules before a change get a server of
 * their own if they or those of now record anything.
 *
 * @throws {PrometheusError}
 */
export async function testBeside(
  server: FilledServer,
  { rules, specs, another }: BesideOptions,
  context: RunContext,
): Promise<TestedBeside> {
  const now = await testSet(server, { ...rules.now, specs }, context);
  if (rules.before === undefined) return { now };
  const set = { ...rules.before, specs: [] };
  const writes = [rules.now, rules.before].some(({ checked }) => writtenRules(checked).length > 0);
  if (!writes) return { now, before: await testSet(server, set, context) };
  const other = await another(server.plan);
  try {
    return { now, before: await testSet(other.server, set, context) };
  } finally {
    await other.stop();
  }
}

async function testSet(server: FilledServer, set: RulesToTest, context: RunContext): Promise<RuleTest> {
  const { groups, givenWay } = withoutOwnSeries(set.checked, server.plan);
  const test = await testRulesOn(server, { ...set, checked: { ...set.checked, groups } }, context);
  context.progress.clear();
  return { ...test, unevaluated: [...test.unevaluated, ...givenWay], warnings: [] };
}

/** A spec may have the series that a rule records: then both would write them, and neither be right. */
function withoutOwnSeries(
  { groups }: CheckedRules,
  plan: SeriesPlan,
): Pick<CheckedRules, "groups"> & { readonly givenWay: RuleTest["unevaluated"] } {
  const { metrics } = knowSpec(plan.definitions.map(({ definition }) => definition));
  const givesWay = ({ kind, name }: { readonly kind: string; readonly name: string }) =>
    kind === "record" && metrics.has(name);
  return {
    groups: groups.map((group) => ({ ...group, rules: group.rules.filter((rule) => !givesWay(rule)) })),
    givenWay: groups.flatMap(({ name, namespace, file, rules }) =>
      rules.filter(givesWay).map((rule) => ({
        ...{ group: name, namespace, file, line: rule.line, rule: rule.name },
        reason: "the data spec has series of this name, which are used",
      })),
    ),
  };
}
