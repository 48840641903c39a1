import type { RuleFile, RuleGroup } from "../../prometheus/rules/rule-group.ts";
import { labelKey } from "../engine/label-set.ts";
import type { RuleTest, TestedAlert } from "../result/rule-test.ts";

/**
 * The change of an alert by a review. `changed`: its rule or its group is another; `affected`: it is the same, and yet
 * its timeline is another, as with a recording rule that it reads; `unknown`: the base is not known.
 */
export type AlertChange = "new" | "changed" | "affected" | "unchanged" | "unknown";

/** An alert of the review, and what it was in the base. */
export interface ReviewedAlert {
  readonly alert: TestedAlert;
  readonly change: AlertChange;
  /** The base's, on the same data; undefined for a new one, and where nothing was to be compared. */
  readonly before: TestedAlert | undefined;
}

/** Rules of a review, tested on the same data as those of its base. */
export interface RuleReview {
  /** Of the data specs; undefined: the specs as they are. */
  readonly scenario?: string | undefined;
  readonly test: RuleTest;
  /** In the order of `test.alerts`. */
  readonly alerts: readonly ReviewedAlert[];
  /** Alerts of the base that the review no longer has. */
  readonly removed: readonly TestedAlert[];
  /** Why there is no base to compare with; undefined if there is one. */
  readonly uncompared: string | undefined;
}

/** Rules and how they were tested. */
export interface RuleState {
  readonly files: readonly RuleFile[];
  readonly test: RuleTest;
}

/** Pairs the alerts of a review with those of its base: by their place, else by a name that is there once. */
export function compareRules(now: RuleState, before: RuleState): Pick<RuleReview, "alerts" | "removed"> {
  const rulesNow = definitions(now);
  const rulesBefore = definitions(before);
  const left = new Set(before.test.alerts);
  const pairs = new Map<TestedAlert, TestedAlert>();
  for (const keyOf of [placeKey, nameKey]) {
    const mine = now.test.alerts.filter((alert) => !pairs.has(alert));
    const found = groupBy(left, keyOf);
    const wanted = groupBy(mine, keyOf);
    for (const [key, alerts] of wanted) {
      const others = found.get(key) ?? [];
      // A name that stands several times may have moved in any way.
      if (keyOf === nameKey && (alerts.length > 1 || others.length > 1)) continue;
      for (const [index, alert] of alerts.entries()) {
        const other = others[index];
        if (other === undefined) continue;
        pairs.set(alert, other);
        left.delete(other);
      }
    }
  }
  const alerts = now.test.alerts.map((alert): ReviewedAlert => {
    const other = pairs.get(alert);
    if (other === undefined) return { alert, change: "new", before: undefined };
    const isSame = rulesNow.get(alert) === rulesBefore.get(other);
    const change = !isSame ? "changed" : sameTimeline(alert, other) ? "unchanged" : "affected";
    return { alert, change, before: other };
  });
  return { alerts, removed: [...left] };
}

/** The alerts of rules that are the base's, or whose base is not known. */
export function uncomparedAlerts({ alerts }: RuleTest, change: "unchanged" | "unknown"): ReviewedAlert[] {
  return alerts.map((alert) => ({ alert, change, before: undefined }));
}

/** Whether two alerts had the same states at the same time, with the same labels. */
export function sameTimeline(one: TestedAlert, other: TestedAlert): boolean {
  return timelineText(one) === timelineText(other);
}

function timelineText({ instances }: TestedAlert): string {
  const texts = instances.map(({ labels, intervals }) =>
    JSON.stringify([
      labelKey(labels),
      intervals.map(({ state, cause, fromMs, untilMs }) => [state, cause, fromMs, untilMs]),
    ]),
  );
  return texts.sort().join("\n");
}

function groupBy(alerts: Iterable<TestedAlert>, keyOf: (alert: TestedAlert) => string): Map<string, TestedAlert[]> {
  const groups = new Map<string, TestedAlert[]>();
  for (const alert of alerts) groups.set(keyOf(alert), [...(groups.get(keyOf(alert)) ?? []), alert]);
  return groups;
}

function placeKey({ file, namespace, group, alert }: TestedAlert): string {
  return JSON.stringify([file, namespace, group, alert]);
}

function nameKey({ alert }: TestedAlert): string {
  return alert;
}

/** A text for the rule of each alert that differs where the rule or the settings of its group do. */
function definitions({ files, test }: RuleState): Map<TestedAlert, string> {
  const groups = files.flatMap((file) => file.groups);
  const texts = new Map<string, string[]>();
  for (const group of groups)
    for (const rule of group.rules) {
      if (rule.kind !== "alert") continue;
      const key = lineKey(group.file, rule.line, rule.name);
      texts.set(key, [...(texts.get(key) ?? []), definition(group, rule)]);
    }
  return new Map(
    test.alerts.map((alert) => [alert, texts.get(lineKey(alert.file, alert.line, alert.alert))?.shift() ?? ""]),
  );
}

function lineKey(file: string, line: number, name: string): string {
  return JSON.stringify([file, line, name]);
}

function definition(group: RuleGroup, { line: _line, ...rule }: RuleGroup["rules"][number]): string {
  const { intervalMs, queryOffsetMs, limit } = group;
  return JSON.stringify([rule, intervalMs, queryOffsetMs, limit]);
}
