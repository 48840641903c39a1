import { formatDuration } from "../../text/duration.ts";
import { type LabelSet, labelKey } from "./label-set.ts";

/** An element of the expression's result, with the alert's labels. */
export interface AlertElement {
  readonly labels: LabelSet;
  readonly value: number;
}

/** An alert that is pending or firing. */
export interface ActiveAlert {
  readonly labels: LabelSet;
  state: "pending" | "firing";
  /** Since when the expression holds; Unix milliseconds. */
  readonly activeAtMs: number;
  /** Of the last evaluation at which the expression held. */
  value: number;
  keepFiringSinceMs: number | undefined;
}

/** Why an evaluation of a rule failed. */
export interface EvaluationFailure {
  readonly error: string;
}

/** The parts of a rule that its states depend on. */
export interface AlertTiming {
  readonly forMs: number;
  readonly keepFiringForMs: number;
  /** Of the group; 0: none. */
  readonly limit: number;
}

/**
 * The states of one alert rule's alerts, counted as Prometheus' rule engine counts them: an alert is pending from the
 * evaluation at which its expression begins to hold, fires at the first one that is `for` later, goes on firing for
 * `keep_firing_for` after the first evaluation without it, and begins again afterwards.
 *
 * @see https://github.com/prometheus/prometheus/blob/main/rules/alerting.go
 */
export class AlertMachine {
  readonly #timing: AlertTiming;
  readonly #active = new Map<string, ActiveAlert>();

  constructor(timing: AlertTiming) {
    this.#timing = timing;
  }

  /**
   * One evaluation; they must come in the order of time.
   *
   * @returns the alerts that are active afterwards, by the key of their labels; or why it failed. A failure for labels
   *   that two elements share changes nothing; one for the limit resets every alert.
   */
  evaluate(timeMs: number, elements: readonly AlertElement[]): ReadonlyMap<string, ActiveAlert> | EvaluationFailure {
    const there = new Map<string, AlertElement>();
    for (const element of elements) {
      const key = labelKey(element.labels);
      if (there.has(key))
        return { error: "vector contains metrics with the same labelset after applying alert labels" };
      there.set(key, element);
    }
    for (const [key, { labels, value }] of there) {
      const known = this.#active.get(key);
      if (known !== undefined) known.value = value;
      else this.#active.set(key, { labels, value, state: "pending", activeAtMs: timeMs, keepFiringSinceMs: undefined });
    }
    const { forMs, limit } = this.#timing;
    for (const [key, alert] of this.#active) {
      if (there.has(key)) alert.keepFiringSinceMs = undefined;
      else if (!this.#keepsFiring(alert, timeMs)) {
        this.#active.delete(key);
        continue;
      }
      if (alert.state === "pending" && timeMs - alert.activeAtMs >= forMs) alert.state = "firing";
    }
    if (limit > 0 && this.#active.size > limit) {
      const count = this.#active.size;
      this.#active.clear();
      return { error: `exceeded limit of ${limit} with ${count} alerts` };
    }
    return this.#active;
  }

  #keepsFiring(alert: ActiveAlert, timeMs: number): boolean {
    const { keepFiringForMs } = this.#timing;
    if (alert.state !== "firing" || keepFiringForMs === 0) return false;
    alert.keepFiringSinceMs ??= timeMs;
    return timeMs - alert.keepFiringSinceMs < keepFiringForMs;
  }
}

/** `for 5m` and the like, for messages; empty without. */
export function describeTiming({ forMs, keepFiringForMs }: Omit<AlertTiming, "limit">): string {
  return [
    ...(forMs > 0 ? [`for ${formatDuration(forMs)}`] : []),
    ...(keepFiringForMs > 0 ? [`keep firing for ${formatDuration(keepFiringForMs)}`] : []),
  ].join(", ");
}
