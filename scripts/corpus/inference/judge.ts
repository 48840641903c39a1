import type { QueryResult } from "../../../src/check/result.ts";
import type { CheckQuery } from "../../../src/check/run/check-query.ts";
import type { DashboardQuery } from "../../../src/dashboard/view/queries.ts";
import type { QuerySeries } from "../../../src/templating/backend.ts";
import { legendLabels } from "../../../src/templating/legend.ts";
import { type Displayed, displayed } from "./displayed.ts";
import { expectsLife } from "./life.ts";
import { type Meaning, meaningOf } from "./meaning.ts";
import { isCores, isCount, isDuration, isSize } from "./names.ts";
import type { PanelModel } from "./panel-model.ts";
import { isExhaustive, isHealthy, isMapped } from "./states.ts";
import { allows, isCountUnit, neverNegative, shareBounds } from "./unit-ranges.ts";

/** A series of an answer with what Grafana shows it as. */
export interface JudgedSeries extends Displayed {
  readonly labels: ReadonlyMap<string, string>;
  readonly timesMs: readonly number[];
  readonly values: readonly number[];
}

/** Properties of one panel query's answer. Undefined where a question does not apply to it. */
export interface Judged {
  readonly result: QueryResult;
  readonly query: CheckQuery & Partial<DashboardQuery>;
  readonly panel: PanelModel;
  readonly meaning: Meaning | undefined;
  readonly series: readonly JudgedSeries[];
  /** No data could answer it: a variable that nothing defines, a query that the server refuses. */
  readonly unanswerable: boolean;
  /** A finite recent sample that is not there without the preview's series. */
  readonly data: boolean;
  readonly outOfBounds: boolean | undefined;
  /** As {@link outOfBounds}, where the panel contradicts itself: a share times 100 in `percentunit`. */
  readonly contradictingPercent: boolean | undefined;
  readonly implausible: boolean | undefined;
  readonly negative: boolean | undefined;
  /** As {@link negative}, where one thing is taken from another. */
  readonly negativeDifference: boolean | undefined;
  readonly shareMedian:
    | { readonly kind: "error" | "success"; readonly median: number; readonly good: boolean }
    | undefined;
  readonly mapped: boolean | undefined;
  readonly healthy: { readonly good: number; readonly of: number } | undefined;
  readonly flat: boolean | undefined;
  readonly several: boolean | undefined;
  readonly whole: boolean | undefined;
}

/** Input of {@link judge}. */
export interface Answer {
  readonly result: QueryResult;
  readonly series: readonly QuerySeries[];
  readonly panel: PanelModel;
  /** Unix milliseconds from which a sample is recent. */
  readonly recentMs: number;
  readonly nowMs: number;
  /** The query has the same data without the preview's series. */
  readonly withoutPreview: boolean;
}

/** Codes of queries that no series of their metrics could answer. */
const unanswerable = new Set([
  "variable-undefined",
  "input-without-value",
  "template-placeholder",
  "refused",
  "metricsql",
  "needs-newer-server",
  "multi-value-equals",
  "regex-behind-equals",
  "not-isolated",
  "too-long",
]);

/**
 * Whether a text asks for a label that equals a regular expression: the value of "All", or a pattern behind the wrong
 * operator. No label of a real system has such a value.
 */
export function equalsRegex(text: string): boolean {
  return /[^!~=]="[^"]*(\.[*+]|\|)[^"]*"/.test(text);
}

const states = /^(state-timeline|status-history)$/;
const shows = /^(stat|singlestat|gauge|bargauge|table|table-old|state-timeline|status-history)$/;
/** Parts of a bound by which a share may leave it. */
const slack = 0.01;

/** Judges the answer to one query, by rules that share nothing with inference; docs/inference.md lists them. */
export function judge({ result, series: answered, panel, recentMs, nowMs, withoutPreview }: Answer): Judged {
  const query = result.query as CheckQuery & Partial<DashboardQuery>;
  const shown = {
    // Grafana names queries without a name when it loads them.
    refId: query.refId ?? String.fromCharCode(65 + (query.targetIndex ?? 0)),
    legendFormat: query.legendFormat,
    format: query.format,
  };
  const series = answered.map((one): JudgedSeries => ({ ...one, ...displayed(one, shown, panel) }));
  const words = `${panel.title} ${query.legendFormat ?? ""}`;
  const meaning = meaningOf(result.ranExpr ?? query.expr, words);
  const recent =
    query.instant === true ||
    series.some(({ timesMs, values }) =>
      values.some((value, index) => Number.isFinite(value) && timesMs[index]! >= recentMs),
    );
  const data = result.state === "ok" && recent && !withoutPreview;
  const facts = { data, meaning, panel, series, nowMs, query };
  const contradicts = meaning?.timesHundred === true && series.every(({ unit }) => unit === "percentunit");
  return {
    result,
    query,
    panel,
    meaning,
    series,
    data,
    unanswerable: !data && (unanswerable.has(result.code ?? "") || equalsRegex(result.ranExpr ?? "")),
    outOfBounds: data && !contradicts ? ofShares(series) : undefined,
    contradictingPercent: data && contradicts ? ofShares(series) : undefined,
    implausible: data ? implausibleIn(facts) : undefined,
    negative: data && !turnsSign(meaning) ? negativeIn(facts) : undefined,
    negativeDifference: data && turnsSign(meaning) ? negativeIn(facts) : undefined,
    shareMedian: data ? shareMedian(facts) : undefined,
    mapped: data && shows.test(panel.type) ? mappedIn(series) : undefined,
    healthy: data && shows.test(panel.type) ? healthyIn(series) : undefined,
    flat: data ? flatIn(facts) : undefined,
    several: data ? severalIn(facts) : undefined,
    whole: data ? wholeIn(facts) : undefined,
  };
}

interface Facts {
  readonly meaning: Meaning | undefined;
  readonly panel: PanelModel;
  readonly series: readonly JudgedSeries[];
  readonly nowMs: number;
  readonly query: CheckQuery & Partial<DashboardQuery>;
}

const finite = (values: readonly number[]) => values.filter(Number.isFinite);

function ofShares(series: readonly JudgedSeries[]): boolean | undefined {
  const shares = series.flatMap(({ unit, values }) => {
    const bounds = shareBounds(unit);
    return bounds === undefined ? [] : [{ ...bounds, values: finite(values) }];
  });
  if (shares.length === 0) return undefined;
  return shares.some(({ high, values }) => values.some((value) => value < -slack * high || value > (1 + slack) * high));
}

function implausibleIn({ series, meaning, nowMs }: Facts): boolean | undefined {
  const cores = [...(meaning?.metrics ?? [])].some(isCores) && meaning?.divides === false;
  const isBytes = meaning !== undefined && !meaning.divides && [...meaning.metrics].some((name) => /bytes/i.test(name));
  const mayBeBytes = !isBytes && [...(meaning?.metrics ?? [])].every(isSize) && meaning?.divides === false;
  const known = series.flatMap(({ unit, values }) =>
    finite(values).flatMap((value) => allows(unit, value, { nowMs, isCores: cores, isBytes, mayBeBytes }) ?? []),
  );
  return known.length === 0 ? undefined : known.includes(false);
}

const signed = new Set(["deriv", "delta", "idelta", "predict_linear", "holt_winters", "double_exponential_smoothing"]);

function turnsSign(meaning: Meaning | undefined): boolean {
  return meaning === undefined || meaning.subtracts || [...meaning.calls].some((name) => signed.has(name));
}

function negativeIn({ series, meaning }: Facts): boolean | undefined {
  const rates = ["rate", "irate", "increase"].some((name) => meaning?.calls.has(name) === true);
  const byName = [...(meaning?.metrics ?? [])].some((name) => /_(total|count|bytes|seconds|bucket|sum)$/.test(name));
  const asked = series.filter(({ unit }) => neverNegative(unit) || rates || byName);
  return asked.length === 0 ? undefined : asked.some(({ values }) => finite(values).some((value) => value < -1e-9));
}

function shareMedian({ series, meaning }: Facts): Judged["shareMedian"] {
  const kind = meaning?.share;
  const shares = series.flatMap(({ unit, values }) => {
    const high = shareBounds(unit)?.high;
    return high === undefined ? [] : finite(values).map((value) => value / high);
  });
  if (kind === undefined || shares.length === 0) return undefined;
  const median = medianOf(shares);
  return { kind, median, good: kind === "error" ? median <= 0.05 : median >= 0.95 };
}

function mappedIn(series: readonly JudgedSeries[]): boolean | undefined {
  const asked = series.filter(({ mappings }) => isExhaustive(mappings));
  if (asked.length === 0) return undefined;
  return asked.every(({ mappings, values }) => finite(values).every((value) => isMapped(mappings, value)));
}

function healthyIn(series: readonly JudgedSeries[]): Judged["healthy"] {
  const known = series.flatMap(({ mappings, values }) => {
    const last = finite(values).at(-1);
    return last === undefined || !isExhaustive(mappings) ? [] : (isHealthy(mappings, last) ?? []);
  });
  return known.length === 0 ? undefined : { good: known.filter(Boolean).length, of: known.length };
}

function flatIn({ series, meaning, panel, query }: Facts): boolean | undefined {
  const isRange = query.instant !== true && series.some(({ values }) => values.length > 1);
  const state =
    series.some(({ mappings, unit }) => isExhaustive(mappings) || unit?.startsWith("bool") === true) ||
    states.test(panel.type);
  if (!isRange || state || meaning === undefined) return undefined;
  const flat = series.every(({ values }) => values.every((value) => value === values[0]));
  const zero = series.every(({ values }) => finite(values).every((value) => value === 0));
  const words = `${panel.title} ${query.legendFormat ?? ""}`;
  const brief = series.every((one) => shownForMs(one) < briefMs);
  return expectsLife(meaning, { words, zero, brief }) ? flat : undefined;
}

const briefMs = 15 * 60_000;

/** How long a series is there, gaps left out. */
function shownForMs({ timesMs }: JudgedSeries): number {
  const gaps = timesMs.slice(1).map((time, index) => time - timesMs[index]!);
  return gaps.length === 0 ? 0 : timesMs.length * Math.min(...gaps);
}

function severalIn({ series, meaning, query }: Facts): boolean | undefined {
  const asked = [...legendLabels(query.legendFormat ?? ""), ...(meaning?.by ?? [])].filter((name) => name !== "le");
  const open = asked.filter((name) => meaning?.pinned.has(name) !== true);
  if (open.length === 0 || /\b(topk|bottomk)\s*\(\s*1\s*,/.test(query.expr)) return undefined;
  return series.length >= 2;
}

function wholeIn({ series, meaning }: Facts): boolean | undefined {
  if (meaning === undefined || !meaning.keepsWhole || meaning.metrics.size === 0) return undefined;
  if (![...meaning.metrics].every((name) => isCount(name) && !isDuration(name))) return undefined;
  const asked = series.filter(({ unit }) => isCountUnit(unit));
  if (asked.length === 0) return undefined;
  return asked.every(({ values }) => finite(values).every(Number.isInteger));
}

/** The middle of a list, the upper one of two. */
export function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
