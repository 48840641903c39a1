import { type Judged, medianOf } from "./judge.ts";
import { exceedsWhole, pairsOf, sameCourse, worstSteps } from "./panels.ts";

/** A dashboard that was measured at one time of day. */
export interface MeasuredOnce {
  readonly file: string;
  /** `14:40`, UTC. */
  readonly at: string;
  readonly judged: readonly Judged[];
  readonly variables: readonly { readonly name: string; readonly ok: boolean; readonly reason?: string | undefined }[];
  readonly series: number;
  readonly inferMs: number;
  readonly totalMs: number;
}

/** One line of the table. */
export interface Measure {
  readonly name: string;
  readonly count: number;
  readonly of: number;
  /** Parts in a hundred; undefined where there is nothing to measure. */
  readonly percent: number | undefined;
  readonly required: string;
  readonly reached: boolean;
}

/** A thing that a measure counts against a dashboard. */
export interface Fault {
  readonly measure: string;
  readonly file: string;
  readonly at: string;
  readonly panel?: string;
  readonly unit?: string | undefined;
  readonly expr?: string;
  readonly detail?: string;
}

interface Vote {
  readonly ok: boolean;
  readonly fault: Omit<Fault, "measure" | "file" | "at">;
}

type Votes = (one: MeasuredOnce) => readonly Vote[];

/** Bounds of a measure in percent: of what is good, or of what is bad. */
interface Line {
  readonly name: string;
  readonly votes: Votes;
  /** Counted are the votes that are not ok. */
  readonly bad?: boolean;
  readonly from?: number;
  readonly to?: number;
}

const ofQueries =
  (question: (one: Judged) => boolean | undefined): Votes =>
  ({ judged }) =>
    judged.flatMap((one) => {
      const ok = question(one);
      return ok === undefined ? [] : [{ ok, fault: faultOf(one) }];
    });

const not = (value: boolean | undefined) => (value === undefined ? undefined : !value);

const ofPairs =
  (question: (pair: ReturnType<typeof pairsOf>[number]) => boolean | undefined): Votes =>
  ({ judged }) =>
    pairsOf(judged).flatMap((pair) => {
      const wrong = question(pair);
      if (wrong === undefined) return [];
      return [{ ok: !wrong, fault: { ...faultOf(pair.first), detail: `and ${pair.second.query.expr}` } }];
    });

const lines: readonly Line[] = [
  { name: "with data", from: 99.7, votes: ofQueries((one) => (one.unanswerable ? undefined : one.data)) },
  { name: "percent out of bounds", bad: true, to: 0.5, votes: ofQueries((one) => not(one.outOfBounds)) },
  { name: "implausible for the unit", bad: true, to: 1, votes: ofQueries((one) => not(one.implausible)) },
  { name: "negative", bad: true, to: 0, votes: ofQueries((one) => not(one.negative)) },
  { name: "part over whole", bad: true, to: 0.5, votes: ofPairs(exceedsWhole) },
  { name: "error and success shares", from: 95, votes: ofQueries((one) => one.shareMedian?.good) },
  { name: "all values mapped", from: 97, votes: ofQueries((one) => one.mapped) },
  {
    name: "healthy states",
    from: 75,
    votes: ({ judged }) =>
      judged.flatMap((one) =>
        Array.from({ length: one.healthy?.of ?? 0 }, (_, index) => ({
          ok: index < one.healthy!.good,
          fault: faultOf(one),
        })),
      ),
  },
  { name: "same course twice", bad: true, to: 1, votes: ofPairs(sameCourse) },
  {
    name: "in the worst step",
    bad: true,
    from: 5,
    to: 25,
    votes: ({ judged }) => worstSteps(judged).map(({ panel, worst }) => ({ ok: !worst, fault: { panel } })),
  },
  { name: "flat", bad: true, to: 3, votes: ofQueries((one) => not(one.flat)) },
  { name: "several series", from: 85, votes: ofQueries((one) => one.several) },
  { name: "whole counts", from: 97, votes: ofQueries((one) => one.whole) },
  {
    name: "variables with values",
    from: 99.5,
    votes: ({ variables }) =>
      variables.map(({ name, ok, reason }) => ({ ok, fault: { detail: `$${name}: ${reason ?? "no value"}` } })),
  },
];

/** The table for all times together, and what is wrong. */
export function summarize(measured: readonly MeasuredOnce[]): {
  readonly measures: readonly Measure[];
  readonly faults: readonly Fault[];
} {
  const faults: Fault[] = [];
  const measures = lines.map(({ name, votes, bad = false, from, to }): Measure => {
    const all = measured.flatMap((one) => votes(one).map((vote) => ({ one, vote })));
    for (const { one, vote } of all) {
      if (!vote.ok) faults.push({ measure: name, file: one.file, at: one.at, ...vote.fault });
    }
    const count = all.filter(({ vote }) => vote.ok !== bad).length;
    const percent = all.length === 0 ? undefined : (100 * count) / all.length;
    const required = [from === undefined ? [] : `≥ ${from} %`, to === undefined ? [] : `≤ ${to} %`].flat().join(", ");
    const reached = percent === undefined || (percent >= (from ?? 0) && percent <= (to ?? 100));
    return { name, count, of: all.length, percent, required, reached };
  });
  const number = (name: string, value: number, most: number): Measure => {
    return {
      name,
      count: value,
      of: measured.length,
      percent: undefined,
      required: `≤ ${most}`,
      reached: value <= most,
    };
  };
  const seriesOf = measured.map(({ series }) => series);
  return {
    measures: [
      ...measures,
      number("series, median", medianOf(seriesOf), 150),
      number("series, most", Math.max(0, ...seriesOf), 5000),
      number("inference alone, ms", Math.round(medianOf(measured.map(({ inferMs }) => inferMs))), 100),
      number("with filling and check, ms", Math.round(medianOf(measured.map(({ totalMs }) => totalMs))), 500),
    ],
    faults,
  };
}

/** Further numbers that are no measure: they say what the measures leave out. */
export function asides(measured: readonly MeasuredOnce[]) {
  const judged = measured.flatMap((one) => one.judged);
  const count = (question: (one: Judged) => boolean | undefined) =>
    judged.filter((one) => question(one) === true).length;
  return {
    dashboards: new Set(measured.map(({ file }) => file)).size,
    queries: judged.length,
    unanswerable: count(({ unanswerable }) => unanswerable),
    contradicting_percents: count(({ contradictingPercent }) => contradictingPercent),
    negative_differences: count(({ negativeDifference }) => negativeDifference),
    error_shares: count(({ shareMedian }) => shareMedian?.kind === "error"),
    success_shares: count(({ shareMedian }) => shareMedian?.kind === "success"),
  };
}

/** The table as text. */
export function tableOf(measures: readonly Measure[]): string {
  const shown = measures.map(({ name, count, of, percent, required, reached }) => [
    reached ? "✓" : "✗",
    name,
    percent === undefined ? String(count) : `${percent.toFixed(2)} %`,
    percent === undefined ? "" : `${count} of ${of}`,
    required,
  ]);
  return shown
    .map(([mark, name, value, of, required]) =>
      `${mark} ${name!.padEnd(28)}${value!.padStart(9)}  ${of!.padStart(16)}  ${required}`.trimEnd(),
    )
    .join("\n");
}

function faultOf({ query, result, series }: Judged): Vote["fault"] {
  const values = series.flatMap((one) => one.values.filter(Number.isFinite));
  const range = values.length === 0 ? "no values" : `${Math.min(...values)} to ${Math.max(...values)}`;
  return {
    panel: query.panelTitle ?? "",
    unit: series[0]?.unit ?? query.unit,
    expr: result.ranExpr ?? query.expr,
    detail: [range, result.code, result.reason].filter((one) => one !== undefined).join("; "),
  };
}
