import { parts } from "../../dashboard/view/parts.ts";
import { panelsIn, queriesIn } from "../../dashboard/view/queries.ts";
import type { Answered } from "../answered.ts";
import type { CheckPanel } from "../run/check-query.ts";
import { dashboardSource, type SourcePanel } from "./dashboard-source.ts";

/** A series by its labels and its values. */
export type AnsweredSeries = readonly [labels: Readonly<Record<string, string>>, values: readonly number[]];

/** One panel with what its queries answered, the answers in their order. */
export function answered(
  panel: SourcePanel,
  ...answers: readonly (readonly AnsweredSeries[])[]
): { readonly panel: CheckPanel; readonly answers: readonly Answered[] } {
  const read = parts(dashboardSource({ panels: [panel] }));
  return {
    panel: panelsIn(read)[0]!,
    answers: queriesIn(read).map((query, index) => {
      const series = (answers[index] ?? []).map(([labels, values]) => ({
        labels: new Map(Object.entries(labels)),
        timesMs: values.map((_, at) => at * 1000),
        values,
      }));
      const state = series.length > 0 ? ("ok" as const) : ("empty" as const);
      return { result: { query, state, series: series.length, samples: 0, shape: [] }, series };
    }),
  };
}
