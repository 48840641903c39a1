import type { PlacedRule } from "../rules/plan-stages.ts";
import { AlertHistory, type AlertInstance } from "./alert-history.ts";
import { type AlertElement, AlertMachine } from "./alert-machine.ts";
import { isFailure, recordElements, type Vector, type VectorElement } from "./ask-expression.ts";
import type { Instants } from "./instants.ts";
import { type LabelSet, labelKey } from "./label-set.ts";
import { ResultSeries } from "./result-series.ts";

/** Fills in a label's or an annotation's template. */
export type ExpandTemplate = (
  template: string,
  data: { readonly alert: string; readonly labels: LabelSet; readonly value: number; readonly timeMs: number },
) => Promise<string>;

/** Evaluations that failed alike. */
export interface RuleFailure {
  readonly error: string;
  readonly firstMs: number;
  readonly count: number;
}

/** A rule's alerts or series in the window, and its failures. */
export interface RuleOutcome extends PlacedRule {
  readonly instants: Instants;
  /** Of an alert rule. */
  readonly alerts: readonly AlertInstance[];
  /** Series of a recording rule. */
  readonly series: number;
  /** By message, in the order in which they came. */
  readonly failures: readonly RuleFailure[];
  /** Of a recording rule: whether it would record native histograms, which are left out. */
  readonly leavesOut?: true;
  /** Of a rule of Grafana: queries that had no data, by refId, with the number of evaluations. */
  readonly withoutData?: ReadonlyMap<string, number>;
  /** Of a rule of Grafana: label templates that failed, as `label NAME: WHY`. */
  readonly templateFaults?: readonly string[];
}

/** The evaluations of one rule, in the order of time. */
export class RuleRun {
  readonly placed: PlacedRule;
  readonly instants: Instants;
  readonly results: ResultSeries;
  readonly #expand: ExpandTemplate;
  readonly #machine: AlertMachine;
  readonly #history = new AlertHistory();
  readonly #failures = new Map<string, RuleFailure>();
  #leavesOut = false;

  constructor(placed: PlacedRule, instants: Instants, expand: ExpandTemplate) {
    this.placed = placed;
    this.instants = instants;
    this.#expand = expand;
    const { rule, group } = placed;
    this.results = new ResultSeries({
      ...instants,
      startMs: instants.startMs - group.queryOffsetMs,
      endMs: instants.endMs - group.queryOffsetMs,
    });
    this.#machine = new AlertMachine({ ...rule, limit: group.limit });
  }

  /** @param vector - the result of its expression, as of the group's query offset before `timeMs`. */
  async evaluate(timeMs: number, vector: Vector): Promise<void> {
    const { rule, group } = this.placed;
    if (rule.kind === "record" && !isFailure(vector)) this.#leavesOut ||= vector.some((one) => one.isHistogram);
    const made = isFailure(vector)
      ? vector
      : rule.kind === "record"
        ? recordElements(vector, { ...rule, limit: group.limit })
        : await this.#alert(timeMs, vector);
    if (isFailure(made)) noteFailure(this.#failures, timeMs, made.error);
    else this.results.add(timeMs - group.queryOffsetMs, made);
  }

  get outcome(): RuleOutcome {
    const isRecord = this.placed.rule.kind === "record";
    return {
      ...this.placed,
      instants: this.instants,
      alerts: this.#history.instances,
      series: isRecord ? this.results.all.length : 0,
      failures: [...this.#failures.values()],
      ...(this.#leavesOut ? { leavesOut: true } : {}),
    };
  }

  async #alert(timeMs: number, vector: readonly VectorElement[]) {
    const sources = new Map<string, LabelSet>();
    const elements: AlertElement[] = [];
    for (const { labels: source, value } of vector) {
      const labels = await this.#labels(source, value, timeMs);
      elements.push({ labels, value });
      sources.set(labelKey(labels), source);
    }
    const active = this.#machine.evaluate(timeMs, elements);
    if ("error" in active) return active;
    this.#history.note(timeMs, active, sources);
    if (!this.placed.isRead) return [];
    return [...active.values()].flatMap(({ labels, state, activeAtMs }): VectorElement[] => [
      { labels: new Map([...labels, ["__name__", "ALERTS"], ["alertstate", state]]), value: 1 },
      { labels: new Map([...labels, ["__name__", "ALERTS_FOR_STATE"]]), value: Math.floor(activeAtMs / 1000) },
    ]);
  }

  async #labels(source: LabelSet, value: number, timeMs: number): Promise<LabelSet> {
    const { rule } = this.placed;
    const labels = new Map(source);
    labels.delete("__name__");
    for (const [name, template] of rule.labels) {
      const text = template.includes("{{")
        ? await this.#expand(template, { alert: rule.name, labels: source, value, timeMs })
        : template;
      if (text === "") labels.delete(name);
      else labels.set(name, text);
    }
    return labels.set("alertname", rule.name);
  }
}

/** Counts a failure beside those before it. */
export function noteFailure(failures: Map<string, RuleFailure>, timeMs: number, error: string): void {
  const known = failures.get(error);
  failures.set(error, { error, firstMs: known?.firstMs ?? timeMs, count: (known?.count ?? 0) + 1 });
}
