import type { Judged, JudgedSeries } from "./judge.ts";
import type { PanelModel, Step } from "./panel-model.ts";

/** Two targets of one panel. */
export interface Pair {
  readonly panel: PanelModel;
  readonly first: Judged;
  readonly second: Judged;
}

/** Pairs of targets in each panel that both have data. @param judged - of one dashboard at one time. */
export function pairsOf(judged: readonly Judged[]): Pair[] {
  return [...byPanel(judged).values()].flatMap((targets) =>
    targets.flatMap((first, index) =>
      targets.slice(index + 1).map((second) => ({ panel: first.panel, first, second })),
    ),
  );
}

function byPanel(judged: readonly Judged[]): Map<string, Judged[]> {
  const panels = new Map<string, Judged[]>();
  for (const one of judged) {
    if (!one.data) continue;
    const key = JSON.stringify([one.query.panelIndex, one.result.copy]);
    panels.set(key, [...(panels.get(key) ?? []), one]);
  }
  return panels;
}

const part = /\b(used|usage|in use|requests|requested|allocated|current|utili[sz]ed)\b/i;
const wholeWord = /\b(total|limits?|maximum|capacity|size|quota|allocatable)\b/i;
/** Of a metric's name only: in a legend `max` is the largest of several. */
const wholeName = /\b(total|limits?|max|maximum|capacity|size|quota|allocatable)\b/i;
const rest = /\b(free|avail|available|remaining|left)\b/i;

/**
 * Whether the part exceeds the whole; undefined if they are no such pair. What is not above 0 is no whole: exporters
 * write -1 or 0 for no limit.
 */
export function exceedsWhole({ first, second }: Pair): boolean | undefined {
  const [a, b] = [roleOf(first), roleOf(second)];
  if (a === undefined || b === undefined || a === b) return undefined;
  const [small, large] = a === "part" ? [first, second] : [second, first];
  if (small.series[0]?.unit !== large.series[0]?.unit) return undefined;
  const matched = matchSeries(small.series, large.series);
  const points = matched.flatMap(([one, other]) => together(one, other)).filter(([, whole]) => whole > 0);
  if (points.length === 0) return undefined;
  return points.some(([x, y]) => x > y * (1 + 1e-6) + 1e-12);
}

/** By the legend, else by the metric's name; a counter's `_total` is no whole. */
function roleOf({ query, meaning }: Judged): "part" | "whole" | undefined {
  const legend = (query.legendFormat ?? "").replaceAll(/\{\{.*?\}\}/g, "").replaceAll(/[_-]/g, " ");
  const names = [...(meaning?.metrics ?? [])];
  if (names.length !== 1) return undefined;
  const rates = ["rate", "irate", "increase"].some((call) => meaning!.calls.has(call));
  const name = names[0]!.replace(/_total$/, rates ? "" : "_total").replaceAll(/[_:]/g, " ");
  const role = (text: string, whole: RegExp) => {
    if (rest.test(text) || part.test(text) === whole.test(text)) return undefined;
    return part.test(text) ? "part" : "whole";
  };
  return role(legend, wholeWord) ?? role(name, wholeName);
}

/** Series of two answers that belong together: with the same labels, or the only one of each. */
function matchSeries(
  some: readonly JudgedSeries[],
  others: readonly JudgedSeries[],
): (readonly [JudgedSeries, JudgedSeries])[] {
  if (some.length === 1 && others.length === 1) return [[some[0]!, others[0]!]];
  const key = ({ labels }: JudgedSeries) =>
    JSON.stringify([...labels].filter(([name]) => name !== "__name__").sort(([a], [b]) => (a < b ? -1 : 1)));
  const known = new Map(others.map((one) => [key(one), one]));
  return some.flatMap((one) => {
    const other = known.get(key(one));
    return other === undefined ? [] : [[one, other] as const];
  });
}

function together(one: JudgedSeries, other: JudgedSeries): (readonly [number, number])[] {
  const at = new Map(other.timesMs.map((time, index) => [time, other.values[index]!]));
  return one.timesMs.flatMap((time, index) => {
    const [x, y] = [one.values[index]!, at.get(time)];
    return y === undefined || !Number.isFinite(x) || !Number.isFinite(y) ? [] : [[x, y] as const];
  });
}

/** Points that a course needs to be told from another. */
const fewest = 8;

/** Whether both targets show one course; undefined if they ask for the same, or do not move. */
export function sameCourse({ first, second }: Pair): boolean | undefined {
  if (asksFor(first) === asksFor(second)) return undefined;
  const moving = matchSeries(first.series, second.series).filter(([one, other]) => moves(one) && moves(other));
  if (moving.length === 0) return undefined;
  return moving.every(([one, other]) => {
    const points = together(one, other);
    const mean = (pick: 0 | 1) => points.reduce((sum, point) => sum + point[pick], 0) / points.length;
    const [a, b] = [mean(0), mean(1)];
    return points.length >= fewest && points.every(([x, y]) => Math.abs(x / a - y / b) < 1e-6);
  });
}

function moves({ values }: JudgedSeries): boolean {
  return values.length >= fewest && values.every(Number.isFinite) && values.some((value) => value !== values[0]);
}

/** The selectors of a query: those who ask for the same may well show the same. */
function asksFor({ query, meaning }: Judged): string {
  const text = query.originalExpr ?? query.expr;
  const matchers = [...text.matchAll(/\{[^{}]*\}/g)].map(([one]) => one.replaceAll(/\s/g, "")).sort();
  return JSON.stringify([[...(meaning?.metrics ?? [])].sort(), matchers]);
}

/** Panels of one value with thresholds of their own, and whether a last value lies in the worst step. */
export function worstSteps(judged: readonly Judged[]): { readonly panel: string; readonly worst: boolean }[] {
  return [...byPanel(judged).values()].flatMap((targets) => {
    const { panel } = targets[0]!;
    const worst = /^(stat|singlestat|gauge)$/.test(panel.type) ? worstOf(panel.steps) : undefined;
    if (worst === undefined) return [];
    const last = targets.flatMap(({ series }) =>
      series.flatMap(({ values }) => values.filter(Number.isFinite).at(-1) ?? []),
    );
    if (last.length === 0) return [];
    return [{ panel: panel.title, worst: last.some((value) => stepAt(panel.steps!, value) === worst) }];
  });
}

function stepAt(steps: readonly Step[], value: number): Step {
  return steps.findLast(({ from }) => value >= from) ?? steps[0]!;
}

const alarming =
  /red|#(f2495c|d44a3a|e02f44|c4162a|bf1b00|e24d42|890f02|f53636)|rgba?\((2[0-9]{2}|19\d|1[5-9]\d), ?(\d|[1-7]\d), ?(\d|[1-7]\d)\b/i;

/** The step in red, else none: of two, the one at the end where things get worse. */
function worstOf(steps: readonly Step[] | undefined): Step | undefined {
  if (steps === undefined) return undefined;
  const red = steps.filter(({ color }) => color !== undefined && alarming.test(color));
  return red.includes(steps.at(-1)!) ? steps.at(-1) : red.includes(steps[0]!) ? steps[0] : undefined;
}
