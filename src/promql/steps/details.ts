import type { PromqlNode } from "../tree/node.ts";
import { typeOf } from "../tree/node-walk.ts";
import { keyOf, lastValue, type StepAnswer, type StepSeries, without } from "./answer.ts";
import { arithmetic, isComparison } from "./calculate/arithmetic.ts";
import { groupingDetail } from "./grouping.ts";
import type { StepLimits } from "./limits.ts";
import { matchingDetail } from "./matching.ts";
import { type Moments, shifted, subqueryMoments } from "./moments.ts";
import type { Part } from "./part.ts";
import { quantileDetail } from "./quantile-detail.ts";
import type { ServerRules } from "./server-rules.ts";
import type { FilterDetail, RangeDetail, SelectorDetail, Step, StepDetail } from "./step.ts";
import { isWindowFunction, type WindowDetail, windowDetail } from "./window.ts";

/** A part with what the server answered. */
export interface Answered {
  readonly part: Part;
  readonly node: PromqlNode;
  readonly moments: Moments;
  /** Undefined where nothing was asked. */
  readonly answer: StepAnswer | undefined;
  readonly children: readonly Explained[];
}

/** A part that is explained, with the whole answer for the parts around it. */
export interface Explained extends Answered {
  readonly step: Step;
}

/** Rules and limits that all details of an explanation share. */
export interface Setting {
  readonly rules: ServerRules;
  readonly limits: StepLimits;
  /** Of a selector: the times of its samples, as values in seconds. */
  readonly timestamps: readonly StepSeries[];
}

/** The explanation of a part beyond its result; undefined if there is none. */
export function detailOf(answered: Answered, setting: Setting): StepDetail | undefined {
  const { part } = answered;
  switch (part.kind) {
    case "selector":
      return part.rangeMs === undefined ? selectorDetail(answered, setting) : rangeDetail(answered, setting);
    case "subquery":
      return rangeDetail(answered, setting);
    case "aggregation": {
      const input = seriesOf(answered.children.at(-1));
      const parameter = part.node.param === undefined ? Number.NaN : numberIn(answered.children[0]);
      if (input === undefined || part.node.op === "count_values") return undefined;
      return groupingDetail(part.node, { input, results: seriesOf(answered) ?? [], parameter, limits: setting.limits });
    }
    case "binary":
      return binaryDetail(answered, part, setting);
    case "call":
      return callDetail(answered, part, setting);
    default:
      return undefined;
  }
}

/** The series of an answer; undefined if there is none. */
export function seriesOf(answered: Pick<Answered, "answer"> | undefined): readonly StepSeries[] | undefined {
  return answered?.answer?.ok === true ? answered.answer.series : undefined;
}

function numberIn(answered: Answered | undefined): number {
  const [first] = seriesOf(answered) ?? [];
  return first === undefined ? Number.NaN : lastValue(first);
}

function selectorDetail(
  { part, moments }: Answered,
  { rules, limits, timestamps }: Setting,
): SelectorDetail | undefined {
  if (part.kind !== "selector") return undefined;
  const looksAtMs = shifted(part.shift, moments);
  const ages = timestamps.slice(0, limits.series).map((one) => ({
    labels: one.labels,
    ageMs: looksAtMs - Math.round(lastValue(one) * 1000),
  }));
  return { kind: "selector", looksAtMs, lookbackMs: rules.lookbackMs, ages };
}

function rangeDetail({ part, moments }: Answered, { rules }: Setting): RangeDetail | undefined {
  if ((part.kind !== "selector" && part.kind !== "subquery") || !(part.rangeMs! >= 0)) return undefined;
  const toMs = shifted(part.shift, moments);
  const range = { kind: "range" as const, fromMs: toMs - part.rangeMs!, toMs, fromBelongs: rules.fromBelongs };
  if (part.kind === "selector") return range;
  const stepMs = part.stepMs ?? rules.subqueryStepMs;
  if (!(stepMs > 0)) return range;
  return { ...range, moments: subqueryMoments({ rangeMs: part.rangeMs, stepMs, endMs: toMs }, rules.fromBelongs) };
}

function binaryDetail(answered: Answered, { node }: Part & { kind: "binary" }, { limits }: Setting) {
  const [left, right] = answered.children.map(seriesOf);
  if (left === undefined || right === undefined) return undefined;
  const types = [typeOf(node.left), typeOf(node.right)];
  if (types.every((type) => type === "vector")) return matchingDetail(node, left, right, limits);
  if (types.every((type) => type === "scalar") || !isComparison(node.op) || node.bool) return undefined;
  const vectorIsLeft = types[0] === "vector";
  const number = numberIn(answered.children[vectorIsLeft ? 1 : 0]);
  return filterDetail(
    vectorIsLeft ? left : right,
    (value) => arithmetic(node.op, vectorIsLeft ? value : number, vectorIsLeft ? number : value, false) !== undefined,
    limits,
  );
}

function filterDetail(
  series: readonly StepSeries[],
  keeps: (value: number) => boolean,
  limits: StepLimits,
): FilterDetail {
  const rows = series.map((one) => ({ labels: one.labels, value: lastValue(one), kept: keeps(lastValue(one)) }));
  return {
    kind: "filter",
    kept: rows.filter(({ kept }) => kept).length,
    series: rows.slice(0, limits.series),
    more: Math.max(0, rows.length - limits.series),
  };
}

function callDetail(answered: Answered, { node }: Part & { kind: "call" }, setting: Setting) {
  const { children, moments } = answered;
  const { name } = node;
  const results = seriesOf(answered) ?? [];
  if (name === "histogram_quantile") {
    const input = seriesOf(children[1]);
    if (input === undefined) return undefined;
    const { rules, limits } = setting;
    return quantileDetail({ quantile: numberIn(children[0]), input, results, exponential: rules.exponential, limits });
  }
  const range = children.find((child) => typeOf(child.node) === "matrix");
  const input = seriesOf(range);
  const window = range?.step.detail;
  if (input === undefined || window?.kind !== "range" || !isWindowFunction(name)) return undefined;
  const numbers = children.filter((child) => child !== range).map(numberIn);
  const { fromMs, toMs, fromBelongs } = window;
  const { zeroFirst } = setting.rules;
  const { limits } = setting;
  return withoutDoubles(
    windowDetail(input, { name, numbers, atMs: moments.atMs, fromMs, toMs, fromBelongs, zeroFirst, results, limits }),
    input,
  );
}

/** Series that differ in their names only become one: then nobody knows which result is whose. */
function withoutDoubles(detail: WindowDetail, input: readonly StepSeries[]): WindowDetail {
  const keys = new Set(input.map(({ labels }) => keyOf(without(labels, ["__name__"]))));
  if (keys.size === input.length) return detail;
  return { ...detail, series: detail.series.map(({ server: _, agrees: __, ...one }) => one) };
}
