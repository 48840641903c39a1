import { type Judged, medianOf } from "./judge.ts";
import type { MeasuredOnce } from "./summary.ts";

/** Every query with what was shown, so that others can judge as well. */
export function resultsOf(measured: readonly MeasuredOnce[]) {
  return measured.flatMap(({ file, at, judged }) => judged.map((one) => ({ file, at, ...describe(one) })));
}

function describe(judged: Judged) {
  const { query, result, panel, series, data, meaning } = judged;
  return {
    panel: panel.title,
    panel_type: panel.type,
    panel_index: query.panelIndex,
    ref_id: query.refId,
    legend: query.legendFormat,
    unit: series[0]?.unit ?? panel.unit,
    expr: query.originalExpr ?? query.expr,
    ran: result.ranExpr,
    state: result.state,
    code: result.code,
    data,
    unanswerable: judged.unanswerable,
    share: meaning?.share,
    verdicts: {
      out_of_bounds: judged.outOfBounds,
      contradicting_percent: judged.contradictingPercent,
      implausible: judged.implausible,
      negative: judged.negative,
      negative_difference: judged.negativeDifference,
      mapped: judged.mapped,
      flat: judged.flat,
      several: judged.several,
      whole: judged.whole,
    },
    series: series.map(({ name, labels, unit, values }) => {
      const known = values.filter(Number.isFinite);
      return {
        name,
        labels: Object.fromEntries(labels),
        unit,
        samples: known.length,
        ...(known.length === 0
          ? {}
          : { min: Math.min(...known), median: medianOf(known), max: Math.max(...known), last: known.at(-1) }),
      };
    }),
  };
}
