import type { ReasonCode } from "../../check/explain/explanation.ts";
import type { RuleProblem } from "../../prometheus/rules/rule-group.ts";
import type { AlertInterval } from "../engine/alert-history.ts";
import type { LabelSet } from "../engine/label-set.ts";
import type { RuleFailure } from "../engine/rule-run.ts";

/** A time in which an alert has one state, with its texts filled in. */
export interface TestedInterval extends Omit<AlertInterval, "source" | "numbers"> {
  /** As they are at its begin. */
  readonly annotations: LabelSet;
  /** The state of an alert of Grafana as Grafana shows it: `Alerting`, `Pending (NoData)`. */
  readonly grafanaState?: string;
}

/** One alert: a set of labels and its states. */
export interface TestedInstance {
  readonly labels: LabelSet;
  readonly intervals: readonly TestedInterval[];
}

/** Where a rule stands. */
export interface RulePlace {
  readonly group: string;
  readonly namespace: string | undefined;
  readonly file: string;
  readonly line: number;
}

/** An alert rule and what became of it. */
export interface TestedAlert extends RulePlace {
  readonly alert: string;
  readonly expr: string;
  readonly forMs: number;
  readonly keepFiringForMs: number;
  readonly intervalMs: number;
  /** The furthest that one of its alerts came. */
  readonly state: "firing" | "error" | "nodata" | "pending" | "inactive";
  /** The same as Grafana names it, of a rule of Grafana. */
  readonly grafanaState?: string;
  readonly instances: readonly TestedInstance[];
  readonly failures: readonly RuleFailure[];
  /** Of a rule of Grafana: templates that failed, as `label NAME: WHY`; their texts are the templates as written. */
  readonly templateFaults?: readonly string[];
  /** Why it never fired; undefined if it did. */
  readonly reason: { readonly code: ReasonCode | "for" | "failed"; readonly text: string } | undefined;
}

/** A recording rule and what it made. */
export interface TestedRecord extends RulePlace {
  readonly record: string;
  readonly expr: string;
  readonly series: number;
  readonly failures: readonly RuleFailure[];
  /** Why it recorded nothing; undefined if it did. */
  readonly reason: string | undefined;
}

/** An expectation of the spec, and whether it was met. */
export interface JudgedExpectation {
  readonly alert: string;
  readonly labels: LabelSet;
  /** In words: `fires within 5m after 4h`. */
  readonly expected: string;
  readonly met: boolean;
  /** The mistake: what happened instead; undefined if it was met. */
  readonly reason: string | undefined;
  /** Of the expectation in the spec. */
  readonly file: string;
  readonly line: number;
}

/** Rules that were run against the series of a data spec. */
export interface RuleTest {
  /** When alert rules were evaluated; Unix milliseconds, both inclusive. */
  readonly window: { readonly fromMs: number; readonly toMs: number };
  readonly alerts: readonly TestedAlert[];
  readonly records: readonly TestedRecord[];
  /** Groups in another language, and rules of Grafana that Prometheus cannot evaluate; they are only named. */
  readonly unevaluated: readonly (RulePlace & { readonly rule?: string; readonly reason: string })[];
  readonly problems: readonly RuleProblem[];
  readonly expectations: readonly JudgedExpectation[];
  readonly warnings: readonly string[];
}
