import type { RuleTest, TestedAlert, TestedInstance, TestedInterval } from "../../alerts/result/rule-test.ts";
import type { ParsedGroup } from "../../alerts/rules/parsed-rule.ts";
import { describeFailures } from "../../alerts/show/rule-failures.ts";
import { defined } from "../../json/defined.ts";
import type { PageAlertInstance, PageAlertRule, PageAlertSpan, PageAlerts, PageRange } from "../../report/page-data.ts";
import { clipQuery, clipText } from "../../report/view/clip.ts";
import { pagePath } from "../../report/view/page-path.ts";
import type { RulesBeside, TestedBeside } from "../alerts/rules-beside.ts";
import { alertSpans } from "./alert-spans.ts";
import { metricsOf, type Read, ruleMetrics } from "./rule-metrics.ts";

/** How much of a test a page has. */
const most = { rules: 500, instances: 50, spans: 20_000, problems: 100, failures: 5, metrics: 200, labels: 64 };

const rank = { firing: 0, error: 1, nodata: 2, recovering: 3, pending: 4, inactive: 5 };

/**
 * The alerts of a page.
 *
 * @param options.reads - gets what each rule reads, by its key.
 */
export function pageAlerts(
  { now, before }: TestedBeside,
  rules: RulesBeside,
  {
    scenario,
    base,
    reads,
  }: {
    readonly scenario?: string | undefined;
    readonly base?: string | undefined;
    readonly reads?: Map<string, readonly Read[]>;
  },
): PageAlerts {
  const made = pageRules(now, rules.now.checked.groups, { reads });
  const was =
    before === undefined || rules.before === undefined
      ? undefined
      : pageRules(before, rules.before.checked.groups, { used: made.rules.length });
  const { fromMs, toMs } = now.window;
  return {
    ...defined({ scenario }),
    range: { fromMs, toMs },
    ...(was === undefined
      ? made
      : { ...made, rules: made.rules.map((one) => ({ ...one, ...changeOf(one, was.rules) })) }),
    problems: now.problems
      .slice(0, most.problems)
      .map(({ file, line, message }) => ({ file: pagePath(file), line, text: clipText(message) })),
    unevaluated: now.unevaluated.slice(0, most.rules).map(({ group, rule, file, line, reason }) => ({
      ...{ group: clipText(group), ...defined({ rule }), file: pagePath(file), line, reason: clipText(reason) },
    })),
    records: now.records
      .filter(({ reason, failures }) => reason !== undefined || failures.length > 0)
      .slice(0, most.problems)
      .map(({ record, file, line, reason, failures }) => ({
        ...{ record: clipText(record), file: pagePath(file), line },
        reason: clipText(describeFailures(failures)[0] ?? reason ?? ""),
      })),
    expectations: now.expectations.map(({ labels, reason, file, ...rest }) => ({
      ...rest,
      file: pagePath(file),
      ...(reason === undefined ? {} : { reason: clipText(reason) }),
      labels: Object.fromEntries(labels),
    })),
    ...(was === undefined || base === undefined
      ? {}
      : { before: { base, ...was, rules: was.rules.map((one) => ({ ...one, ...removedFrom(one, made.rules) })) } }),
  };
}

/** Rules that fire are kept where there are too many. */
function pageRules(
  { alerts, window }: RuleTest,
  groups: readonly ParsedGroup[],
  { used = 0, reads }: { readonly used?: number; readonly reads?: Map<string, readonly Read[]> | undefined },
): Pick<PageAlerts, "rules" | "rulesLeftOut"> {
  const metrics = ruleMetrics(groups);
  const roots = new Map(
    groups.flatMap((group) =>
      group.rules.map(({ line, name, root }) => [JSON.stringify([group.file, line, name]), root] as const),
    ),
  );
  const kept = new Set(alerts.toSorted((a, b) => rank[a.state] - rank[b.state]).slice(0, most.rules));
  const seen = new Map<string, number>();
  const budget = { left: Math.max(0, most.spans - used) };
  const rules = alerts
    .filter((one) => kept.has(one))
    .map((one): PageAlertRule => {
      const name = JSON.stringify([one.namespace ?? "", one.group, one.alert]);
      const nth = (seen.get(name) ?? 0) + 1;
      seen.set(name, nth);
      const root = roots.get(JSON.stringify([one.file, one.line, one.alert]));
      const key = clipText(nth === 1 ? name : `${name} ${nth}`);
      const read = root === undefined ? [] : metrics.of(root);
      reads?.set(key, read);
      return {
        key,
        ...{ alert: clipText(one.alert), group: clipText(one.group), ...defined({ namespace: one.namespace }) },
        ...{ file: pagePath(one.file), line: one.line, expr: clipQuery(one.expr) },
        ...{ forMs: one.forMs, keepFiringForMs: one.keepFiringForMs, intervalMs: one.intervalMs, state: one.state },
        ...defined({ grafanaState: one.grafanaState }),
        ...(one.reason === undefined ? {} : { reason: clipText(one.reason.text) }),
        failures: describeFailures(one.failures).slice(0, most.failures).map(clipText),
        metrics: metricsOf(read).slice(0, most.metrics),
        ...pageInstances(one, window, budget),
      };
    });
  const rulesLeftOut = alerts.length - rules.length;
  return { rules, ...(rulesLeftOut === 0 ? {} : { rulesLeftOut }) };
}

function pageInstances(
  { instances }: TestedAlert,
  window: PageRange,
  budget: { left: number },
): Pick<PageAlertRule, "instances" | "instancesLeftOut"> {
  const sorted = instances.toSorted((a, b) => furthest(a) - furthest(b)).slice(0, most.instances);
  const made: PageAlertInstance[] = [];
  for (const { labels, intervals } of sorted) {
    const spans = alertSpans(intervals, window).map(filledIn(intervals));
    if (spans.length > budget.left) break;
    budget.left -= spans.length;
    made.push({ labels: textsOf(labels), spans });
  }
  const instancesLeftOut = instances.length - made.length;
  return { instances: made, ...(instancesLeftOut === 0 ? {} : { instancesLeftOut }) };
}

const furthest = ({ intervals }: TestedInstance) =>
  Math.min(rank.inactive, ...intervals.map(({ state }) => rank[state]));

const filledIn =
  (intervals: readonly TestedInterval[]) =>
  (span: Omit<PageAlertSpan, "value" | "annotations">): PageAlertSpan => {
    const of = intervals.find(({ fromMs, state }) => fromMs === span.fromMs && state === span.state);
    if (of === undefined) return span;
    const named = defined({ grafanaState: of.grafanaState });
    return { ...span, ...named, value: pageValue(of.value), annotations: textsOf(of.annotations) };
  };

function pageValue(value: number): NonNullable<PageAlertSpan["value"]> {
  if (Number.isNaN(value)) return "NaN";
  return Number.isFinite(value) ? value : value > 0 ? "+Inf" : "-Inf";
}

const textsOf = (labels: ReadonlyMap<string, string>) =>
  Object.fromEntries([...labels].slice(0, most.labels).map(([name, text]) => [clipText(name), clipText(text)]));

function changeOf(rule: PageAlertRule, before: readonly PageAlertRule[]): Pick<PageAlertRule, "change"> {
  const was = before.find(({ key }) => key === rule.key);
  if (was === undefined) return { change: "added" };
  return { change: sameRule(was, rule) ? "unchanged" : "changed" };
}

function removedFrom(rule: PageAlertRule, now: readonly PageAlertRule[]): Pick<PageAlertRule, "change"> {
  const is = now.find(({ key }) => key === rule.key);
  return { change: is === undefined ? "removed" : sameRule(rule, is) ? "unchanged" : "changed" };
}

/** Where it stands does not count; what it does may have changed with a recording rule that it reads. */
function sameRule(one: PageAlertRule, other: PageAlertRule): boolean {
  const told = ({ expr, forMs, keepFiringForMs, intervalMs, instances }: PageAlertRule) =>
    JSON.stringify([expr, forMs, keepFiringForMs, intervalMs, instances]);
  return told(one) === told(other);
}
