import type {
  PageAlertInstance,
  PageAlertRule,
  PageAlertSpan,
  PageAlerts,
  PageData,
  PageExpectation,
  PageRange,
} from "../../../src/report/page-data.ts";

/** The alerts on the data of a dashboard. */
export function alertsOf({ alerts }: PageData, scenario: string | undefined): PageAlerts | undefined {
  return alerts?.find((one) => one.scenario === scenario);
}

/** A timeline: the alert of one set of labels, or all of a rule that has none. */
export interface AlertBar {
  /** All of its labels but the name of the alert: `instance="a", job="b"`. */
  readonly name: string;
  /** Those in which it differs from the others of its rule. */
  readonly told: string;
  readonly side?: "before" | "after";
  readonly spans: readonly PageAlertSpan[];
}

/** A rule with its timelines. */
export interface AlertRow {
  /** As it is now; of a removed one, as it was. */
  readonly rule: PageAlertRule;
  /** As it was, where that differs. */
  readonly before?: PageAlertRule;
  readonly bars: readonly AlertBar[];
  /** Labels that all of its alerts share, without the alert's name. */
  readonly common: string;
  /** Of the data specs, by the alert's name. */
  readonly expectations: readonly PageExpectation[];
  /** Neither changed nor failed, and all is as expected. */
  readonly isAsBefore: boolean;
  /** As before, and nothing fires or is pending. */
  readonly isCalm: boolean;
}

/** The rules of a page, removed ones at the end. */
export function alertRows({ rules, before, expectations, range }: PageAlerts): AlertRow[] {
  const was = new Map((before?.rules ?? []).map((rule) => [rule.key, rule]));
  const removed = (before?.rules ?? []).filter(({ change }) => change === "removed");
  return [...rules, ...removed].map((rule): AlertRow => {
    const old = rule.change === "changed" ? was.get(rule.key) : undefined;
    const own = rule.change === "removed" ? [] : expectations.filter(({ alert }) => alert === rule.alert);
    const isAsBefore =
      rule.failures.length === 0 && (rule.change ?? "unchanged") === "unchanged" && own.every(({ met }) => met);
    return {
      rule,
      ...(old === undefined ? {} : { before: old }),
      ...barsOf(rule, old, range),
      expectations: own,
      isAsBefore,
      isCalm: rule.state === "inactive" && isAsBefore,
    };
  });
}

function barsOf(
  rule: PageAlertRule,
  before: PageAlertRule | undefined,
  range: PageRange,
): Pick<AlertRow, "bars" | "common"> {
  const quiet: readonly PageAlertSpan[] = [{ state: "inactive", ...range }];
  if (before === undefined) {
    const side = rule.change === "removed" ? { side: "before" as const } : {};
    const common = commonOf(rule.instances);
    const bars = rule.instances.map((one) => ({ ...namesOf(one, common), ...side, spans: one.spans }));
    return { bars: bars.length > 0 ? bars : [{ name: "", told: "", ...side, spans: quiet }], common: textOf(common) };
  }
  const all = [...rule.instances, ...before.instances];
  const common = commonOf(all);
  const names = new Map(all.map((one) => [textOf(pairsOf(one)), namesOf(one, common)]));
  if (names.size === 0) names.set("", { name: "", told: "" });
  const bars = [...names.values()].flatMap((named): AlertBar[] => {
    const spansOf = (of: PageAlertRule) =>
      of.instances.find((one) => textOf(pairsOf(one)) === named.name)?.spans ?? quiet;
    return [
      { ...named, side: "before", spans: spansOf(before) },
      { ...named, side: "after", spans: spansOf(rule) },
    ];
  });
  return { bars, common: textOf(common) };
}

type Pairs = readonly (readonly [name: string, value: string])[];

const pairsOf = ({ labels }: PageAlertInstance): Pairs =>
  Object.entries(labels)
    .filter(([name]) => name !== "alertname")
    .sort(([a], [b]) => (a < b ? -1 : 1));

const textOf = (pairs: Pairs) => pairs.map(([name, value]) => `${name}="${value}"`).join(", ");

/** Labels that all of them have. */
function commonOf([first, ...others]: readonly PageAlertInstance[]): Pairs {
  if (first === undefined) return [];
  return pairsOf(first).filter(([name, value]) => others.every(({ labels }) => labels[name] === value));
}

function namesOf(one: PageAlertInstance, common: Pairs): Pick<AlertBar, "name" | "told"> {
  const shared = new Set(common.map(([name]) => name));
  const pairs = pairsOf(one);
  return { name: textOf(pairs), told: textOf(pairs.filter(([name]) => !shared.has(name))) };
}

/** Whether nothing fires or is pending, nothing changed, and all is as expected: nobody needs to look. */
export function isAllCalm(alerts: PageAlerts, rows: readonly AlertRow[]): boolean {
  return (
    alerts.problems.length === 0 && rows.every(({ isCalm }) => isCalm) && alerts.expectations.every(({ met }) => met)
  );
}

/** `2 fire, 1 is pending, 20 are quiet; 1 expectation is not met`. */
export function summaryOf({ rules, expectations, problems }: PageAlerts): string {
  const count = (state: PageAlertRule["state"]) => rules.filter((rule) => rule.state === state).length;
  const told = (number: number, one: string, many: string) =>
    number === 0 ? [] : [`${number} ${number === 1 ? one : many}`];
  const missed = expectations.filter(({ met }) => !met).length;
  const states = [
    ...told(count("firing"), "fires", "fire"),
    ...told(count("pending"), "is pending", "are pending"),
    ...told(count("nodata"), "has no data", "have no data"),
    ...told(count("error"), "is in error", "are in error"),
    ...told(count("inactive"), "is quiet", "are quiet"),
  ].join(", ");
  return [
    ...(states === "" ? [] : [states]),
    ...told(missed, "expectation is not met", "expectations are not met"),
    ...told(problems.length, "rule does not parse", "rules do not parse"),
  ].join("; ");
}

/** A span as a part of what is shown. */
export interface PlacedSpan {
  readonly span: PageAlertSpan;
  /** Per cent of the width. */
  readonly left: number;
  readonly width: number;
}

/** Spans in a part of the time axis; those outside of it are left out. */
export function placeSpans(spans: readonly PageAlertSpan[], { fromMs, toMs }: PageRange): PlacedSpan[] {
  const length = toMs - fromMs;
  if (length <= 0) return [];
  return spans.flatMap((span): PlacedSpan[] => {
    const begin = Math.max(span.fromMs, fromMs);
    const end = Math.min(span.toMs, toMs);
    if (end < begin || (end === begin && span.toMs > span.fromMs)) return [];
    return [{ span, left: ((begin - fromMs) / length) * 100, width: ((end - begin) / length) * 100 }];
  });
}

/** Pending and firing spans of all alerts of a rule in a part of the time axis, firing ones last: they lie on top. */
export function activeSpans({ instances }: PageAlertRule, range: PageRange): PlacedSpan[] {
  const active = instances.flatMap(({ spans }) => spans.filter(({ state }) => state !== "inactive"));
  const order = { inactive: 0, pending: 1, recovering: 2, nodata: 3, error: 4, firing: 5 };
  return placeSpans(active, range).sort((a, b) => order[a.span.state] - order[b.span.state]);
}
