import { nearestKey } from "../../text/nearest-word.ts";
import type { AlertSpec, DataSpec, EventSpec, MetricSpec, ScenarioMetricSpec } from "../generated/data-spec.ts";
import type { PlacedMetric } from "../packs/expand-packs.ts";
import type { SpecPath } from "../source/path.ts";
import type { Problems } from "../source/problems.ts";
import { showNames } from "../source/show-value.ts";
import type { ChosenScenario } from "./choose-scenario.ts";

/** A part of a spec, and where it stands. */
export interface Placed<Part> {
  readonly spec: Part;
  readonly path: SpecPath;
}

/** The causes of a spec in a scenario: the scenario's own replace those of the same name. */
export function mergeCauses(data: DataSpec, scenario: ChosenScenario | undefined): DataSpec {
  const own = scenario?.spec.signals;
  return own === undefined ? data : { ...data, signals: { ...data.signals, ...own } };
}

/**
 * The metrics of a spec in a scenario. Entries of the scenario stand beside those of the spec, whose series of the same
 * labels they replace when labels are expanded. Adds a problem for a metric that is another one there.
 */
export function mergeMetrics(
  metrics: readonly PlacedMetric[],
  scenario: ChosenScenario | undefined,
  problems: Problems,
): readonly PlacedMetric[] {
  const merged = new Map(metrics.map((one, index) => [String(index), one]));
  for (const [index, change] of (scenario?.spec.metrics ?? []).entries()) {
    const path = [...scenario!.path, "metrics", index];
    const known = [...merged].filter(([, { metric }]) => metric.name === change.name && isOf(metric, change));
    if (known.length > 1) {
      problems.add([...path, "name"], `the spec has ${known.length} metrics ${change.name}; say its \`type\` here`);
      continue;
    }
    const entries = change.series.map((spec, place) => ({ spec, path: [...path, "series", place] }));
    const [key, metric] = known[0] ?? [];
    if (key !== undefined && metric !== undefined) {
      checkAlike(change, metric.metric, path, problems);
      merged.set(key, { ...metric, changed: [...(metric.changed ?? []), ...entries] });
      continue;
    }
    const { type } = change;
    if (type === undefined)
      problems.add([...path, "name"], `the spec has no metric ${show(change.name)}; ${hint(change, metrics)}`);
    else merged.set(path.join("."), { metric: { ...change, type }, path });
  }
  return [...merged.values()];
}

/** Expectations of a spec in a scenario: the same alert and labels replace, others are added. */
export function mergeAlerts(
  { alerts = [] }: DataSpec,
  scenario: ChosenScenario | undefined,
): readonly Placed<AlertSpec>[] {
  const own = scenario?.spec.alerts ?? [];
  const replaced = new Set(own.map(alertKey));
  return [
    ...alerts.flatMap((spec, index) => (replaced.has(alertKey(spec)) ? [] : [{ spec, path: ["alerts", index] }])),
    ...own.map((spec, index) => ({ spec, path: [...scenario!.path, "alerts", index] })),
  ];
}

/** The events of a spec in a scenario: the scenario's own happen after those of the spec. */
export function mergeEvents(
  { events = [] }: DataSpec,
  scenario: ChosenScenario | undefined,
): readonly Placed<EventSpec>[] {
  return [
    ...events.map((spec, index) => ({ spec, path: ["events", index] })),
    ...(scenario?.spec.events ?? []).map((spec, index) => ({ spec, path: [...scenario!.path, "events", index] })),
  ];
}

function alertKey({ alert, labels = {} }: AlertSpec): string {
  return JSON.stringify([alert, Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1))]);
}

function isOf({ type }: MetricSpec, change: ScenarioMetricSpec): boolean {
  return change.type === undefined || change.type === type;
}

const fixedKeys = ["help", "unit", "buckets", "native", "schema", "quantiles"] as const;

/** A metric stays what it is: other buckets would change series that the scenario does not name. */
function checkAlike(change: ScenarioMetricSpec, metric: MetricSpec, path: SpecPath, problems: Problems): void {
  for (const key of fixedKeys) {
    if (change[key] === undefined || JSON.stringify(change[key]) === JSON.stringify(metric[key])) continue;
    problems.add(
      [...path, key],
      `\`${key}\` is that of the spec's metric ${metric.name}: a scenario changes its series; leave it out`,
      "key",
    );
  }
}

function hint({ name }: ScenarioMetricSpec, metrics: readonly PlacedMetric[]): string {
  const names = metrics.map(({ metric }) => metric.name);
  const nearest = nearestKey(name, names);
  if (nearest !== undefined) return `did you mean \`${nearest}\`?`;
  return `give a new one its \`type\`; the spec has ${showNames(names.slice(0, 5), "and")}`;
}

function show(name: string): string {
  return `\`${name.length > 60 ? `${name.slice(0, 57)}...` : name}\``;
}
