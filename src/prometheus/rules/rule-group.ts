import type { ManagedRule } from "./grafana/managed-rule.ts";

/** A label or an annotation as a rule file has it: the text may hold a template. */
export type TemplatePair = readonly [name: string, template: string];

/** An alert or recording rule as its file has it. */
export interface Rule {
  readonly kind: "alert" | "record";
  /** Of the alert, or the recorded metric. */
  readonly name: string;
  readonly expr: string;
  /** How long the expression must hold before the alert fires; milliseconds. */
  readonly forMs: number;
  /** How long it goes on firing after the expression stopped to hold; milliseconds. */
  readonly keepFiringForMs: number;
  /** Of the rule and its group; the rule's own win. */
  readonly labels: readonly TemplatePair[];
  readonly annotations: readonly TemplatePair[];
  /** Of its first key in the file, from 1. */
  readonly line: number;
  /** Of a rule that Grafana evaluates. Its labels and annotations hold templates of Grafana. */
  readonly managed?: ManagedRule;
}

/** A rule that is only named. */
export interface UnevaluatedRule {
  readonly name: string;
  readonly line: number;
  /** A sentence without a full stop. */
  readonly reason: string;
}

/** Rules that are evaluated one after the other at the same instants. */
export interface RuleGroup {
  readonly name: string;
  /** As its errors name it. */
  readonly file: string;
  readonly line: number;
  /** Of a ruler with namespaces; undefined without. */
  readonly namespace: string | undefined;
  /** Milliseconds between two evaluations; undefined: the server's default. */
  readonly intervalMs: number | undefined;
  /** By how much the evaluated instant lies before the evaluation; milliseconds. */
  readonly queryOffsetMs: number;
  /** Series of a recording rule, or alerts of an alert rule, at most; 0: no limit. */
  readonly limit: number;
  /** `loki`: its expressions are LogQL, which Prometheus does not evaluate. */
  readonly dialect: "prometheus" | "loki";
  readonly rules: readonly Rule[];
  /** Rules of Grafana that Prometheus cannot evaluate. */
  readonly unevaluated?: readonly UnevaluatedRule[];
}

/** Something wrong in a rule file. */
export interface RuleProblem {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/** The content of a rule file. */
export interface RuleFile {
  readonly groups: readonly RuleGroup[];
  /** Mistakes that Prometheus would refuse the file for; the rules concerned are left out of the groups. */
  readonly problems: readonly RuleProblem[];
}
