import type { SelectorNode } from "../../promql/tree/node.ts";
import { walkNodes } from "../../promql/tree/node-walk.ts";
import { parseFilled } from "../../promql/tree/parse.ts";
import type { ParsedGroup, ParsedRule } from "./parsed-rule.ts";

/** A rule in its group. */
export interface PlacedRule {
  readonly group: ParsedGroup;
  readonly rule: ParsedRule;
  /** Whether another rule asks for the series that it makes. */
  readonly isRead: boolean;
}

/**
 * Rules that are evaluated together. One rule is evaluated over the whole window at once, as all that it reads is
 * there; several are evaluated instant by instant, as one reads what another made at the instant before.
 */
export interface Stage {
  readonly rules: readonly PlacedRule[];
}

/** The part of the series that rules make which an expression reads. */
interface Reads {
  readonly names: ReadonlySet<string>;
  /** Alerts whose `ALERTS` are read; undefined: of all. */
  readonly alerts: ReadonlySet<string> | undefined;
  /** A selector without a name: any series. */
  readonly any: boolean;
}

const alertSeries = new Set(["ALERTS", "ALERTS_FOR_STATE"]);

/**
 * The order in which rules are evaluated: groups after those whose series they read, rules as their group has them.
 * Where a rule reads what a later one makes, or itself, all between the two are evaluated instant by instant.
 */
export function planStages(groups: readonly ParsedGroup[]): Stage[] {
  const isManaged = ({ managed }: ParsedRule) => managed !== undefined;
  // Nobody reads what Grafana's alerts do: each is a stage of its own, after all that it may read.
  const alone = groups.flatMap((group) =>
    group.rules.filter(isManaged).map((rule): Stage => ({ rules: [{ group, rule, isRead: false }] })),
  );
  const ordered = orderGroups(
    groups.map((group) => ({ ...group, rules: group.rules.filter((rule) => !isManaged(rule)) })),
  );
  const rules = ordered.flatMap((group) => group.rules.map((rule) => ({ group, rule, reads: readsOf(rule) })));
  const placed = rules.map(({ group, rule }): PlacedRule => {
    return { group, rule, isRead: rules.some(({ reads }) => isReadBy(rule, reads)) };
  });
  // The first rule of the stage that each rule belongs to.
  const first = rules.map((_, index) => index);
  for (const [index, { reads }] of rules.entries()) {
    for (let later = rules.length - 1; later >= index; later--) {
      if (!isReadBy(rules[later]!.rule, reads)) continue;
      for (let at = index; at <= later; at++) first[at] = Math.min(first[at]!, first[index]!);
      break;
    }
  }
  const stages = new Map<number, PlacedRule[]>();
  for (const [index, rule] of placed.entries()) {
    const root = rootOf(first, index);
    stages.set(root, [...(stages.get(root) ?? []), rule]);
  }
  return [...[...stages.values()].map((members): Stage => ({ rules: members })), ...alone];
}

function rootOf(first: readonly number[], index: number): number {
  let root = index;
  while (first[root] !== root) root = first[root]!;
  return root;
}

/** Whether a stage is evaluated instant by instant. */
export function isStepwise({ rules }: Stage): boolean {
  return rules.length > 1 || rules.some(({ rule }) => rule.managed === undefined && isReadBy(rule, readsOf(rule)));
}

/** Groups after those that they read, in the order of the files where that leaves a choice. */
function orderGroups(groups: readonly ParsedGroup[]): ParsedGroup[] {
  const reads = groups.map(({ rules }) => rules.map(readsOf));
  const needs = groups.map(
    (group, index) =>
      new Set(
        groups.filter(
          (other) => other !== group && other.rules.some((rule) => reads[index]!.some((one) => isReadBy(rule, one))),
        ),
      ),
  );
  const ordered: ParsedGroup[] = [];
  const waiting = new Set(groups);
  while (waiting.size > 0) {
    const next =
      [...waiting].find((group) => [...needs[groups.indexOf(group)]!].every((need) => !waiting.has(need))) ??
      [...waiting][0]!;
    waiting.delete(next);
    ordered.push(next);
  }
  return ordered;
}

function isReadBy({ kind, name }: ParsedRule, { names, alerts, any }: Reads): boolean {
  if (any) return true;
  if (kind === "record") return names.has(name);
  return [...alertSeries].some((series) => names.has(series)) && (alerts === undefined || alerts.has(name));
}

/** Of a rule's expression, and of the queries in its templates. */
function readsOf({ root, labels, annotations }: ParsedRule): Reads {
  const names = new Set<string>();
  const alerts = new Set<string>();
  let [any, anyAlert] = [false, false];
  const read = (node: SelectorNode) => {
    const name = node.metric ?? node.matchers.find((one) => one.name === "__name__" && one.op === "=")?.value;
    if (name === undefined) any = true;
    else names.add(name);
    if (name === undefined || !alertSeries.has(name)) return;
    const alert = node.matchers.find((one) => one.name === "alertname" && one.op === "=")?.value;
    if (alert === undefined) anyAlert = true;
    else alerts.add(alert);
  };
  const visit = (tree: ParsedRule["root"]) =>
    walkNodes(tree, (node) => {
      if (node.type === "selector") read(node);
    });
  visit(root);
  for (const [, text] of [...labels, ...annotations]) {
    for (const [, , quoted] of text.matchAll(/\bquery\s*\(?\s*(["`])((?:(?!\1).){1,2000})\1/g)) {
      const parsed = parseFilled(quoted!);
      if (parsed.ok) visit(parsed.root);
    }
  }
  return { names, alerts: anyAlert ? undefined : alerts, any };
}
