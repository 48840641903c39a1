import type { Answered } from "../../check/answered.ts";
import { defined } from "../../json/defined.ts";
import type { DecodedExemplar } from "../../prometheus/query/decode-answer.ts";
import type { IsolationLabel } from "../../promql/isolation/label.ts";
import { removeInjection } from "../../promql/isolation/remove.ts";
import { seriesName } from "../../templating/legend.ts";
import type { PageExemplar, PageTarget } from "../page-data.ts";
import { clipQuery, clipText } from "../view/clip.ts";
import { instantsOf, pageSeries } from "./page-series.ts";

/** Series of one query that a page has, unless it has fewer places left. */
const maxSeries = 500;
const maxExemplars = 500;

/** How answers become targets of a page. */
export interface TargetOptions {
  readonly isolation: IsolationLabel | undefined;
  /** Fills in a legend's variables. */
  readonly fill: (text: string) => string;
  /** Places for values that one query may take. */
  readonly maxValues: number;
  readonly exemplars?: readonly DecodedExemplar[] | undefined;
  /** Default: the query's own name. */
  readonly refId?: string;
}

const formats: ReadonlySet<string> = new Set(["time_series", "table", "heatmap"]);

/** Places for values that an answer takes in a page. */
export function placesOf({ result: { evaluated }, series }: Answered): number {
  const instants = evaluated === undefined ? undefined : instantsOf(evaluated);
  return Math.min(series.length, maxSeries) * (instants?.count ?? 1);
}

/** A query with its answer, as a page has it. Series beyond the bounds are left out from the end. */
export function pageTarget({ result, series }: Answered, options: TargetOptions): PageTarget {
  const { isolation, fill, maxValues } = options;
  const { query, state, reason, note, ranExpr, evaluated } = result;
  const { hidden = false, dataSource = "prometheus", format = "", legendFormat } = query;
  const plain = (text: string) => (isolation === undefined ? text : removeInjection(text, isolation));
  const why = reason ?? note;
  const clipped = (text: string | undefined) => (text === undefined ? undefined : clipQuery(text));
  const instants = evaluated === undefined ? undefined : instantsOf(evaluated);
  const room = Math.max(1, Math.floor(maxValues / (instants?.count ?? 1)));
  const shown = series.slice(0, Math.min(maxSeries, room));
  const legend = legendFormat === undefined ? undefined : fill(legendFormat);
  const ran = ranExpr === undefined ? undefined : plain(ranExpr);
  const shownAs = { legendFormat: legend, expr: ran ?? query.expr };
  const nameOf = (labels: ReadonlyMap<string, string>) =>
    clipText(seriesName(new Map([...labels].filter(([name]) => name !== isolation?.name)), shownAs));
  return {
    refId: options.refId ?? query.refId ?? "",
    hidden,
    dataSource,
    format: (formats.has(format) ? format : "time_series") as PageTarget["format"],
    instant: query.instant === true,
    expr: clipQuery(query.originalExpr ?? plain(query.expr)),
    ...defined({ ranExpr: clipped(ran), sentExpr: ranExpr === ran ? undefined : clipped(ranExpr) }),
    ...(why === undefined ? {} : { reason: clipText(why) }),
    state,
    seriesCount: result.series,
    sampleCount: result.samples,
    ...(shown.length < series.length ? { seriesLeftOut: series.length - shown.length } : {}),
    ...defined({ instants, timeMs: evaluated?.instant === true ? evaluated.endMs : undefined }),
    ...(options.exemplars === undefined ? {} : { exemplars: pageExemplars(options.exemplars, isolation?.name) }),
    series: shown.map((one) => pageSeries(one, { instants, name: nameOf(one.labels), isolation: isolation?.name })),
  };
}

function pageExemplars(all: readonly DecodedExemplar[], isolation: string | undefined): PageExemplar[] {
  return all.slice(0, maxExemplars).map(({ timeMs, value, labels, seriesLabels }) => ({
    timeMs,
    value: Number(value.toPrecision(9)),
    labels: Object.fromEntries(
      [...labels, ...seriesLabels]
        .filter(([name]) => name !== isolation)
        .map(([name, text]) => [clipText(name), clipText(text)]),
    ),
  }));
}
