import type { PageRange, PageTarget } from "../../../src/report/page-data.ts";

/**
 * The answers of queries in a part of their window, both ends included: what the reader zooms to is calculated anew, as
 * if it had been asked for. Answers of one instant stay whole.
 */
export function cropTargets(targets: readonly PageTarget[], { fromMs, toMs }: PageRange): readonly PageTarget[] {
  return targets.map((target) => {
    const { instants } = target;
    if (instants === undefined || instants.stepMs <= 0) return target;
    const first = Math.max(0, Math.ceil((fromMs - instants.startMs) / instants.stepMs));
    const last = Math.min(instants.count - 1, Math.floor((toMs - instants.startMs) / instants.stepMs));
    const end = Math.max(first, last + 1);
    return {
      ...target,
      instants: { ...instants, startMs: instants.startMs + first * instants.stepMs, count: end - first },
      series: target.series.map((series) => ({
        ...series,
        ...(series.values === undefined ? {} : { values: series.values.slice(first, end) }),
        ...(series.histograms === undefined ? {} : { histograms: series.histograms.slice(first, end) }),
      })),
    };
  });
}
