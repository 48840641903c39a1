import { createBlock, present, type SampleBlock } from "../../generator/sampling/block.ts";
import type { SeriesSource } from "../../generator/series.ts";
import type { PlaygroundCurve, PlaygroundMetric } from "../../report/playground/playground-data.ts";
import { createSources, type SeriesPlan } from "../up/plan.ts";

/** How much of a spec is shown as curves. */
export interface CurveLimits {
  /** Series of a metric, and of the whole spec. */
  readonly perMetric: number;
  readonly total: number;
  /** Instants of a curve. */
  readonly points: number;
}

const usual: CurveLimits = { perMetric: 24, total: 240, points: 240 };

/** The metrics of a plan with the curves of their first series, straight from the generator: no server is needed. */
export function curvesOf(plan: SeriesPlan, limits: CurveLimits = usual): PlaygroundMetric[] {
  const { grid } = plan;
  const every = Math.max(1, Math.ceil(grid.count / limits.points));
  const shown = new Map<string, { curves: PlaygroundCurve[]; more: number }>();
  let total = 0;
  for (const source of createSources(plan)) {
    const { name } = source.definition;
    const metric = shown.get(name) ?? { curves: [], more: 0 };
    shown.set(name, metric);
    const wanted = metric.curves.length < limits.perMetric && total < limits.total;
    if (!wanted) {
      metric.more += source.series.length;
      continue;
    }
    const curves = curvesOfSource(source, plan, every);
    metric.curves.push(...curves);
    total += curves.length;
  }
  return plan.metadata.flatMap(({ name, type, help }) => {
    const metric = shown.get(name);
    return metric === undefined ? [] : [{ name, type, ...(help === undefined ? {} : { help }), ...metric }];
  });
}

function curvesOfSource(source: SeriesSource, { grid }: SeriesPlan, every: number): PlaygroundCurve[] {
  const { series } = source;
  const values = series.map((): PlaygroundCurve["values"][number][] => []);
  const length = Math.min(grid.count, 2000);
  const blocks = series.map(({ native }) => createBlock(length, { native }));
  for (let first = 0; first < grid.count; first += length) {
    const count = Math.min(length, grid.count - first);
    source.fill(first, count, blocks);
    for (let place = (every - (first % every)) % every; place < count; place += every)
      for (const [index, block] of blocks.entries()) values[index]!.push(valueAt(block, place));
  }
  return series.map(({ name, labels }, index) => ({
    name,
    labels: Object.fromEntries(labels),
    startMs: grid.fromMs,
    stepMs: grid.stepMs * every,
    values: values[index]!,
  }));
}

function valueAt({ states, values, histograms }: SampleBlock, place: number): PlaygroundCurve["values"][number] {
  if (states[place] !== present) return null;
  const value = histograms?.[place]?.count ?? values[place]!;
  if (Number.isFinite(value)) return value;
  return Number.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
}
