import type { ManagedResult } from "../managed/managed-result.ts";
import type { ResultNumbers } from "../managed/result-numbers.ts";
import type { LabelSet } from "./label-set.ts";

/** The states that only Grafana's alerts have are the last three. */
export type AlertState = "pending" | "firing" | "recovering" | "nodata" | "error";

/** An alert with a state at an evaluation. */
export interface StatedAlert {
  readonly labels: LabelSet;
  readonly state: AlertState;
  /** Of Grafana: why it has a state that its condition does not give. */
  readonly cause?: string | undefined;
  readonly value: number;
  /** Of Grafana: the result that its texts are filled in with. */
  readonly result?: ManagedResult;
}

/** A time in which an alert has one state. */
export interface AlertInterval {
  readonly state: AlertState;
  /** Of Grafana: why it has a state that its condition does not give, as `NoData`. */
  readonly cause?: string | undefined;
  /** The first evaluation with the state; Unix milliseconds. */
  readonly fromMs: number;
  /** The first evaluation without it; undefined if it lasts to the end. */
  readonly untilMs: number | undefined;
  /** Of the expression at its begin. */
  readonly value: number;
  /** Labels of the expression's series at its begin, which templates are filled in with. */
  readonly source: LabelSet;
  /** Of Grafana: the numbers that templates are filled in with. */
  readonly numbers?: ResultNumbers;
}

/** One alert of a rule: a set of labels and its states. */
export interface AlertInstance {
  readonly labels: LabelSet;
  /** In the order of time. */
  readonly intervals: readonly AlertInterval[];
}

interface Recorded {
  readonly labels: LabelSet;
  readonly intervals: AlertInterval[];
}

/** Notes the states of a rule's alerts as they change. */
export class AlertHistory {
  readonly #instances = new Map<string, Recorded>();
  /** Keys of alerts that are active. */
  #open = new Set<string>();

  /** In the order in which they became active. */
  get instances(): readonly AlertInstance[] {
    return [...this.#instances.values()];
  }

  /** @param sources - labels of the expression's series by the alert's key, of those for which it holds now. */
  note(timeMs: number, active: ReadonlyMap<string, StatedAlert>, sources: ReadonlyMap<string, LabelSet>): void {
    for (const key of this.#open) if (!active.has(key)) this.#close(key, timeMs);
    for (const [key, { labels, state, cause, value, result }] of active) {
      const known = this.#instances.get(key) ?? { labels, intervals: [] };
      this.#instances.set(key, known);
      const last = this.#open.has(key) ? known.intervals.at(-1) : undefined;
      if (last?.state === state && last.cause === cause) continue;
      if (last !== undefined) this.#close(key, timeMs);
      const source = result?.labels ?? sources.get(key) ?? last?.source ?? labels;
      const numbers = result?.numbers === undefined ? {} : { numbers: result.numbers() };
      const caused = cause === undefined ? {} : { cause };
      known.intervals.push({ state, ...caused, fromMs: timeMs, untilMs: undefined, value, source, ...numbers });
    }
    this.#open = new Set(active.keys());
  }

  #close(key: string, untilMs: number): void {
    const { intervals } = this.#instances.get(key)!;
    intervals[intervals.length - 1] = { ...intervals.at(-1)!, untilMs };
  }
}
