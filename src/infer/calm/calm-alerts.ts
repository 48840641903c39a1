import { wireNames } from "../../generator/wire-names.ts";
import { attemptWork, Work } from "../../promql/grammar/work.ts";
import type { PromqlNode, SelectorNode } from "../../promql/tree/node.ts";
import { childrenOf, typeOf, walkNodes } from "../../promql/tree/node-walk.ts";
import { nextTurn } from "../../system/turn.ts";
import type { Evaluated } from "../evaluate/evaluate.ts";
import { constantsOf, leavesOf } from "../incident/leaves.ts";
import { satisfies } from "../read/conditions.ts";
import type { InferredMetric } from "../series/model.ts";
import { calmEdits, isAbsent, type SeriesEdit } from "./calm-changes.ts";
import { DayWorld, type DayWorldInput, type MetricsByWire, readBy } from "./day-world.ts";
import { shiftThresholds } from "./shift-thresholds.ts";

/** An alert that is not to fire on a usual day. */
export interface CalmAlert {
  readonly name: string;
  readonly root: PromqlNode;
  readonly forMs: number;
}

/** Input of {@link calmAlerts}. */
export interface CalmInput extends DayWorldInput {
  readonly alerts: readonly CalmAlert[];
  readonly signal?: AbortSignal | undefined;
}

/** Some series: their indexes by the metric's name. */
type Part = ReadonlyMap<string, ReadonlySet<number>>;

/** Steps as promql/work.ts counts them: of one alert, and of all. Parts of one alert, and edits that are tried. */
const limits = { each: 3_000_000, all: 150_000_000, parts: 16, tried: 900 };
/** Instants of a day at which an alert that waits for so long may hold: what rarely happens ends before. */
const brief = { instants: 2, forMs: 15 * 60_000 };

/**
 * Moves the values of a usual day to the healthy side of what alerts compare them with: for each alert that would fire,
 * the nearest change of some of the series that it reads with which it does not, and with which no other one does that
 * did not before. An alert for which there is none stays as it is.
 */
export async function calmAlerts(
  metrics: readonly InferredMetric[],
  { alerts, signal, ...input }: CalmInput,
): Promise<readonly InferredMetric[]> {
  const calmer = new Calmer(metrics, new DayWorld(input));
  const all = new Work(limits.all);
  const attempt = (run: () => boolean) => attemptWork(new Work(limits.each, all), run) === true;
  const near: CalmAlert[] = [];
  const loud: CalmAlert[] = [];
  for (const alert of alerts) {
    await nextTurn(signal);
    const wary = { ...alert, root: shiftThresholds(alert.root) };
    if (attempt(() => calmer.isCalm(wary))) calmer.keep(wary);
    else if (attempt(() => calmer.isCalm(alert))) near.push(alert);
    else loud.push(alert);
  }
  for (const alert of near) calmer.keep(alert);
  for (const alert of [...loud, ...near]) {
    await nextTurn(signal);
    const wary = { ...alert, root: shiftThresholds(alert.root) };
    if (attempt(() => calmer.calm(wary))) calmer.keep(wary);
    else if (attempt(() => calmer.calm(alert))) calmer.keep(alert);
  }
  return calmer.metrics;
}

class Calmer {
  metrics: readonly InferredMetric[];
  readonly #world: DayWorld;
  readonly #kept: CalmAlert[] = [];
  #byWire: MetricsByWire;

  constructor(metrics: readonly InferredMetric[], world: DayWorld) {
    this.metrics = metrics;
    this.#world = world;
    this.#byWire = byWire(metrics);
  }

  /** The alert stays calm from here on. */
  keep(alert: CalmAlert): void {
    this.#kept.push(alert);
  }

  isCalm({ root, forMs }: CalmAlert, metrics = this.#byWire): boolean {
    const instants = this.#world.results(root, metrics).reduce((sum, found) => sum + held(found), 0);
    return instants === 0 || (forMs >= brief.forMs && instants <= brief.instants);
  }

  /** @returns whether the alert does not fire any more. */
  calm(alert: CalmAlert): boolean {
    if (this.isCalm(alert)) return true;
    const parts = this.#parts(alert.root);
    const sides = sidesOf(alert.root);
    const numbers = this.#numbers(sides, this.#byWire);
    const others = this.#others(alert.root);
    let left = limits.tried;
    for (const edit of calmEdits(constantsOf(alert.root)))
      for (const part of parts) {
        const edited = this.#edited(part, edit);
        if (edited === undefined) continue;
        if (left-- <= 0) return false;
        const metrics = byWire(edited);
        if (!this.isCalm(alert, metrics)) continue;
        const isGone = edited.some(({ name, series }) => part.has(name) && series.some(isAbsent));
        if (!isGone && this.#numbers(sides, metrics) < numbers) continue;
        if (!others.every((other) => this.isCalm(other, metrics))) continue;
        this.metrics = edited;
        this.#byWire = metrics;
        return true;
      }
    return false;
  }

  /** The series that each selector selects, the fewest first, then all of each metric, and all together. */
  #parts(root: PromqlNode): Part[] {
    const recordOf = (name: string | undefined) => this.#world.recordOf(name, this.#byWire);
    const selected = leavesOf(root, { recordOf })
      .flatMap(({ selector }) => this.#selected(selector))
      .sort((a, b) => a.places.size - b.places.size);
    const names = [...new Set(selected.map(({ name }) => name))];
    const whole = names.map((name) => {
      const { series } = this.metrics.find((metric) => metric.name === name)!;
      return { name, places: new Set(series.keys()) };
    });
    const together = names.map((name) => {
      const places = selected.filter((one) => one.name === name).flatMap((one) => [...one.places]);
      return [name, new Set(places)] as const;
    });
    const seen = new Set<string>();
    const each = [...selected, ...whole]
      .filter(({ name, places }) => {
        const id = `${name} ${[...places].join()}`;
        return places.size > 0 && !seen.has(id) && seen.add(id);
      })
      .slice(0, limits.parts)
      .map(({ name, places }): Part => new Map([[name, places]]));
    return names.length < 2 ? each : [...each, new Map(together)];
  }

  #selected({ metric: name, matchers }: SelectorNode) {
    const metric = name === undefined ? undefined : this.#byWire.get(name);
    if (metric === undefined) return [];
    const conditions = matchers.filter(({ name: label }) => label !== "le" && label !== "quantile");
    const chosen = [...metric.series.entries()].filter(([, { labels }]) =>
      conditions.every((one) => satisfies(labels.get(one.name) ?? "", one, this.#world.patterns)),
    );
    return [{ name: metric.name, places: new Set(chosen.map(([place]) => place)) }];
  }

  #edited(part: Part, edit: SeriesEdit): InferredMetric[] | undefined {
    let changed = false;
    const metrics = this.metrics.map((metric) => {
      const places = part.get(metric.name);
      if (places === undefined) return metric;
      const series = metric.series.map((one, place) => (places.has(place) ? (edit(metric, one) ?? one) : one));
      const isOther = series.some((one, place) => one !== metric.series[place]);
      if (!isOther) return metric;
      // Something of what is measured stays.
      if (metric.kind !== "info" && series.every(isAbsent)) return metric;
      changed = true;
      if (metric.kind !== "info") return { ...metric, series };
      // What is not always 1 is a gauge.
      const kept = series.map((one, place) => (one === metric.series[place] ? { ...one, signal: isThere } : one));
      return { ...metric, kind: "gauge" as const, series: kept };
    });
    return changed ? metrics : undefined;
  }

  /** Alerts that were calm and read a metric that this expression reads. */
  #others(root: PromqlNode): CalmAlert[] {
    const recordOf = (name: string | undefined) => this.#world.recordOf(name, this.#byWire);
    const own = readBy(root, this.#byWire, recordOf);
    return this.#kept.filter((other) =>
      [...readBy(other.root, this.#byWire, recordOf)].some((metric) => own.has(metric)),
    );
  }

  /** How many numbers what is compared has over a day. */
  #numbers(sides: readonly PromqlNode[], metrics: MetricsByWire): number {
    return sides.reduce(
      (sum, side) => sum + this.#world.results(side, metrics).reduce((all, found) => all + finite(found), 0),
      0,
    );
  }
}

const isThere = { form: "constant", value: 1 } as const;

function byWire(metrics: readonly InferredMetric[]): MetricsByWire {
  return new Map(metrics.flatMap((metric) => wireNames(metric).map((name) => [name, metric] as const)));
}

/** At how many instants an expression gives something. */
function held(found: Evaluated): number {
  if (found.kind === "text") return 0;
  const all = found.kind === "scalar" ? [found.values] : found.series.map(({ values }) => values);
  const instants = all[0]?.length ?? 0;
  return Array.from({ length: instants }, (_, at) => at).filter((at) => all.some((one) => !Number.isNaN(one[at]!)))
    .length;
}

function finite(found: Evaluated): number {
  if (found.kind !== "vector") return 0;
  return found.series.reduce((sum, { values }) => sum + values.filter(Number.isFinite).length, 0);
}

const comparisons = new Set(["==", "!=", ">", "<", ">=", "<="]);

/** Both sides of each comparison in an expression that are vectors. */
function sidesOf(root: PromqlNode): PromqlNode[] {
  const found: PromqlNode[] = [];
  walkNodes(root, (node) => {
    if (node.type === "binary" && comparisons.has(node.op))
      found.push(...childrenOf(node).filter((side) => typeOf(side) === "vector"));
  });
  return found;
}
