import { selectingAggregations } from "../grammar/functions.ts";
import type { AggregationNode } from "../tree/node.ts";
import { keyOf, type Labels, lastValue, only, type StepSeries, without } from "./answer.ts";
import { meanOf, quantileOf, sumOf, varianceOf } from "./calculate/over-time.ts";
import { sameNumber } from "./window.ts";

/** A series of a group. */
export interface GroupMember {
  readonly labels: Labels;
  readonly value: number;
  /** Of `topk` and its kin: whether it was chosen. */
  readonly chosen?: boolean | undefined;
}

/** The series that were put together. */
export interface StepGroup {
  /** The labels of the result. */
  readonly labels: Labels;
  readonly members: readonly GroupMember[];
  readonly count: number;
  /** The server's number for it; undefined where it gives single series. */
  readonly server?: number | undefined;
  /** The same number, worked out here from the members. */
  readonly own?: number | undefined;
  readonly agrees?: boolean | undefined;
}

/** Which series an aggregation put together. */
export interface GroupingDetail {
  readonly kind: "grouping";
  readonly op: string;
  /** `by job`, `all labels but code`, `all series together`. */
  readonly by: string;
  readonly groups: readonly StepGroup[];
  readonly total: number;
}

const calculations = new Map<string, (values: readonly number[], parameter: number) => number>([
  ["sum", (values) => sumOf(values)],
  ["avg", (values) => meanOf(values)],
  ["min", (values) => extreme(values, (value, held) => value < held)],
  ["max", (values) => extreme(values, (value, held) => value > held)],
  ["count", (values) => values.length],
  ["group", () => 1],
  ["stddev", (values) => Math.sqrt(varianceOf(values))],
  ["stdvar", (values) => varianceOf(values)],
  ["quantile", (values, parameter) => quantileOf(parameter, values)],
]);

/** Options of {@link groupingDetail}. */
export interface GroupingOptions {
  readonly input: readonly StepSeries[];
  readonly results: readonly StepSeries[];
  /** Of `quantile`; else NaN. */
  readonly parameter: number;
  readonly limits: { readonly series: number };
}

/** Explains an aggregation by the groups that it makes. */
export function groupingDetail(node: AggregationNode, options: GroupingOptions): GroupingDetail {
  const { input, results, limits } = options;
  const { op, grouping, labels: names } = node;
  const groupLabels = (labels: Labels) =>
    grouping === undefined ? {} : grouping === "by" ? only(labels, names) : without(labels, ["__name__", ...names]);
  const groups = new Map<string, { labels: Labels; members: StepSeries[] }>();
  for (const one of input) {
    const labels = groupLabels(one.labels);
    const key = keyOf(labels);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, { labels, members: [one] });
    else known.members.push(one);
  }
  const byKey = new Map(results.map((one) => [keyOf(one.labels), one]));
  const explained = [...groups.values()].slice(0, limits.series).map(({ labels, members }): StepGroup => {
    const selecting = selectingAggregations.has(op);
    const shown = members.slice(0, limits.series).map((one) => ({
      labels: one.labels,
      value: lastValue(one),
      ...(selecting ? { chosen: byKey.has(keyOf(one.labels)) } : {}),
    }));
    const result = selecting ? undefined : byKey.get(keyOf(labels));
    const server = result === undefined ? undefined : lastValue(result);
    const native = members.some(({ histograms }) => histograms?.some((one) => one !== undefined) ?? false);
    const own = native ? undefined : calculations.get(op)?.(members.map(lastValue), options.parameter);
    return {
      labels,
      members: shown,
      count: members.length,
      server,
      own,
      agrees: own === undefined ? undefined : sameNumber(own, server),
    };
  });
  return { kind: "grouping", op, by: describeGrouping(node), groups: explained, total: groups.size };
}

function describeGrouping({ grouping, labels }: AggregationNode): string {
  if (grouping === undefined || (grouping === "by" && labels.length === 0)) return "all series together";
  return grouping === "by"
    ? `by ${labels.join(", ")}`
    : `by all labels but ${labels.join(", ") || "the metric's name"}`;
}

/** NaN gives way to any number. */
function extreme(values: readonly number[], beats: (value: number, held: number) => boolean): number {
  return values.reduce((held, value) => (beats(value, held) || Number.isNaN(held) ? value : held), Number.NaN);
}
