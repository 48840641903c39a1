import type { ManagedRule } from "../../prometheus/rules/grafana/managed-rule.ts";
import type { AlertState, StatedAlert } from "../engine/alert-history.ts";
import { type LabelSet, labelKey } from "../engine/label-set.ts";
import type { ManagedResult } from "./managed-result.ts";

type State = AlertState | "normal";

/** The parts of a rule that its states depend on. */
export interface ManagedTiming
  extends Pick<ManagedRule, "noDataState" | "execErrState" | "missingSeriesEvalsToResolve"> {
  readonly forMs: number;
  readonly keepFiringForMs: number;
  readonly intervalMs: number;
}

interface Instance {
  /** Of the alert. */
  readonly labels: LabelSet;
  /** The last result of its own, from which its texts are. */
  result: ManagedResult;
  state: State;
  cause: string | undefined;
  /** When the state began. */
  startsAtMs: number;
  lastMs: number;
  value: number;
}

/** Grafana's names for results, where a state has another cause than its condition. */
const causes = { nodata: "NoData", error: "Error" } as const;

/**
 * The states of one alert rule's alerts, counted as Grafana counts them.
 *
 * @see https://github.com/grafana/grafana/blob/v12.4.0/pkg/services/ngalert/state/state.go
 */
export class ManagedMachine {
  readonly #timing: ManagedTiming;
  readonly #instances = new Map<string, Instance>();

  constructor(timing: ManagedTiming) {
    this.#timing = timing;
  }

  /** Whether the alert of a number is on because of its condition, so that its recovery threshold decides. */
  isLoaded(source: LabelSet): boolean {
    const key = labelKey(source);
    return [...this.#instances.values()].some(
      ({ state, cause, result }) =>
        (state === "firing" || state === "pending") && cause === undefined && labelKey(result.labels) === key,
    );
  }

  /**
   * One evaluation; they must come in the order of time.
   *
   * @param labelsOf - the labels of the alert of a result.
   * @returns the alerts that are not normal afterwards, by the key of their labels.
   */
  evaluate(
    timeMs: number,
    results: readonly ManagedResult[],
    labelsOf: (result: ManagedResult) => LabelSet,
  ): ReadonlyMap<string, StatedAlert> {
    if (!this.#forAll(timeMs, results))
      for (const result of results) {
        const labels = labelsOf(result);
        const key = labelKey(labels);
        const known = this.#instances.get(key);
        const instance: Instance = known ?? {
          ...{ labels, result, state: "normal", cause: undefined },
          ...{ startsAtMs: timeMs, lastMs: timeMs, value: result.value },
        };
        this.#instances.set(key, instance);
        instance.result = result;
        this.#next(instance, timeMs, result);
      }
    this.#dropMissing(timeMs);
    return new Map(
      [...this.#instances].flatMap(([key, { labels, state, cause, value, result }]): [string, StatedAlert][] =>
        state === "normal" ? [] : [[key, { labels, state, ...(cause === undefined ? {} : { cause }), value, result }]],
      ),
    );
  }

  /** No data or an error of the whole rule is told to every alert that is there, unless it has a state of its own. */
  #forAll(timeMs: number, results: readonly ManagedResult[]): boolean {
    const { noDataState, execErrState } = this.#timing;
    const [first] = results;
    const all = (outcome: ManagedResult["outcome"]) => results.every((one) => one.outcome === outcome);
    const isTold = (all("nodata") && noDataState !== "NoData") || (all("error") && execErrState !== "Error");
    if (first === undefined || !isTold || this.#instances.size === 0) return false;
    for (const instance of this.#instances.values()) this.#next(instance, timeMs, first);
    return true;
  }

  #next(instance: Instance, timeMs: number, { outcome, value }: ManagedResult): void {
    const { noDataState, execErrState } = this.#timing;
    instance.lastMs = timeMs;
    instance.value = value;
    if (outcome === "normal") this.#normal(instance, timeMs);
    else if (outcome === "alerting") this.#alerting(instance, timeMs);
    else {
      const wanted = outcome === "nodata" ? noDataState : execErrState;
      if (wanted === "Alerting") this.#alerting(instance, timeMs);
      else if (wanted === "OK") this.#normal(instance, timeMs);
      else if (wanted === "KeepLast") this.#keepLast(instance, timeMs);
      else this.#special(instance, timeMs, outcome);
    }
    const isOwn = outcome === "normal" || outcome === "alerting" || instance.state === outcome;
    const keeps = (outcome === "nodata" ? noDataState : execErrState) === "KeepLast" ? ", KeepLast" : "";
    instance.cause = isOwn ? undefined : `${causes[outcome]}${keeps}`;
  }

  #normal(instance: Instance, timeMs: number): void {
    const { keepFiringForMs } = this.#timing;
    if (instance.state === "recovering") {
      if (timeMs - instance.startsAtMs >= keepFiringForMs) become(instance, "normal", timeMs);
    } else if (instance.state === "firing" && keepFiringForMs > 0) become(instance, "recovering", timeMs);
    else if (instance.state !== "normal") become(instance, "normal", timeMs);
  }

  #alerting(instance: Instance, timeMs: number): void {
    const { forMs } = this.#timing;
    if (instance.state === "firing") return;
    if (instance.state === "pending") {
      if (timeMs - instance.startsAtMs >= forMs) become(instance, "firing", timeMs);
    } else become(instance, instance.state !== "recovering" && forMs > 0 ? "pending" : "firing", timeMs);
  }

  /** The states `NoData` and `Error`: they wait as firing does. */
  #special(instance: Instance, timeMs: number, state: "nodata" | "error"): void {
    const { forMs } = this.#timing;
    if (instance.state === state) return;
    if (instance.state === "pending") {
      if (timeMs - instance.startsAtMs >= forMs) become(instance, state, timeMs);
    } else become(instance, instance.state !== "recovering" && forMs > 0 ? "pending" : state, timeMs);
  }

  #keepLast(instance: Instance, timeMs: number): void {
    if (instance.state === "firing" || instance.state === "pending") this.#alerting(instance, timeMs);
    else this.#normal(instance, timeMs);
  }

  /** An alert whose series is gone stays as it is for some evaluations, and is no more then. */
  #dropMissing(timeMs: number): void {
    const { missingSeriesEvalsToResolve, intervalMs } = this.#timing;
    for (const [key, { state, cause, lastMs }] of this.#instances) {
      if (lastMs === timeMs) continue;
      const isSpecial =
        state === "error" || state === "nodata" || (state === "pending" && (cause === "NoData" || cause === "Error"));
      if (timeMs - lastMs >= (isSpecial ? 1 : missingSeriesEvalsToResolve) * intervalMs) this.#instances.delete(key);
    }
  }
}

function become(instance: Instance, state: State, timeMs: number): void {
  instance.state = state;
  instance.startsAtMs = timeMs;
}
