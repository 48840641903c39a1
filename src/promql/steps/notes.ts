import { typeOf } from "../tree/node-walk.ts";
import { isComparison } from "./calculate/arithmetic.ts";
import { type Answered, type Setting, seriesOf } from "./details.ts";
import type { MatchingDetail } from "./matching.ts";
import type { StepDetail } from "./step.ts";
import { lengthText } from "./titles.ts";

type Told = Answered & { readonly detail: StepDetail | undefined };

/** Sentences on what a step did. */
export function notesOf(told: Told, setting: Setting): string[] {
  const { part, answer } = told;
  if (answer === undefined) return ["Not asked for: the expression has too many parts."];
  switch (part.kind) {
    case "selector":
    case "subquery":
      return rangeNotes(told, setting);
    case "aggregation":
      return aggregationNotes(told);
    case "binary":
      return binaryNotes(told);
    case "call":
      return callNotes(told, part.node.name);
    case "unknown":
      return [`Not explained: ${part.why}.`];
    default:
      return [];
  }
}

const seriesText = (count: number) => `${count} series`;
const size = (answered: Answered | undefined) => seriesOf(answered)?.length;

function rangeNotes({ part, answer, detail }: Told, { rules }: Setting): string[] {
  if (part.kind !== "selector" && part.kind !== "subquery") return [];
  const notes: string[] = [];
  const { offsetMs, at } = part.shift;
  if (at !== undefined) notes.push(`\`@ ${at}\` fixes the moment: it is the same at every point of a graph.`);
  if (offsetMs !== 0)
    notes.push(
      `\`offset\` looks ${lengthText(Math.abs(offsetMs))} ${offsetMs > 0 ? "further back" : "ahead"}; ` +
        "the result counts as of the moment that was asked for.",
    );
  if (part.kind === "selector" && part.rangeMs === undefined)
    notes.push(
      `Of each series the newest sample counts, at most ${lengthText(rules.lookbackMs)} old. ` +
        "A stale marker ends a series at once.",
    );
  if (detail?.kind === "range" && detail.moments !== undefined) {
    const { count, stepMs } = detail.moments;
    notes.push(`The inner expression is evaluated ${count} times, at multiples of ${lengthText(stepMs)}.`);
  } else if (detail?.kind === "range")
    notes.push(
      detail.fromBelongs
        ? "A sample exactly at the window's beginning belongs to it; since Prometheus 3 it does not."
        : "A sample exactly at the window's beginning does not belong to it; up to Prometheus 2 it did.",
    );
  if (answer?.ok === true && answer.series.length === 0) notes.push("No series matches here.");
  return notes;
}

function aggregationNotes({ part, detail, children }: Told): string[] {
  if (part.kind !== "aggregation") return [];
  const input = size(children.at(-1));
  if (input === undefined) return [];
  if (input === 0) return ["There is nothing to aggregate, so the result is empty too: not 0."];
  if (detail?.kind !== "grouping") return [];
  const { total, by } = detail;
  const notes = [`${seriesText(input)} become ${total === 1 ? "1 group" : `${total} groups`}: ${by}.`];
  if (["topk", "bottomk"].includes(part.node.op))
    notes.push("The series keep all their labels; at every point of a graph others may be chosen.");
  return notes;
}

function binaryNotes({ part, detail, children, node }: Told): string[] {
  if (part.kind !== "binary") return [];
  if (detail?.kind === "matching") return matchingNotes(detail);
  if (detail?.kind === "filter") {
    const total = detail.series.length + detail.more;
    const notes = [`${detail.kept} of ${seriesText(total)} pass; the others are dropped, not set to 0.`];
    return notes;
  }
  if (isComparison(part.node.op) && part.node.bool)
    return ["With `bool` every series stays: 1 where it holds, 0 where not."];
  const vectors = children.filter((child) => typeOf(child.node) === "vector");
  if (typeOf(node) === "scalar") return ["Two numbers."];
  return vectors.length === 1 ? ["Each series is taken together with the number; metric names go."] : [];
}

function matchingNotes({ op, by, cardinality, totals, conflicts, pairs }: MatchingDetail): string[] {
  const notes = [`Series match if they agree in ${by} (${cardinality}).`];
  const dropped = isComparison(op) ? pairs.filter(({ value }) => value === undefined).length : 0;
  if (dropped > 0) notes.push(`${dropped} of ${totals.pairs} pairs don't hold and are dropped.`);
  const alone = [
    ...(totals.left === 0 ? [] : [`${totals.left} on the left`]),
    ...(totals.right === 0 ? [] : [`${totals.right} on the right`]),
  ];
  const fate = op === "or" ? "stay" : op === "unless" ? "stay if they are on the left" : "are dropped without a word";
  if (alone.length > 0) notes.push(`Series without a partner ${fate}: ${alone.join(" and ")}.`);
  for (const { side, series, key } of conflicts.slice(0, 3)) {
    const labels = Object.entries(key).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
    const hint =
      cardinality === "one-to-one"
        ? `\`group_${side}\` allows many on the ${side}, or aggregate them first`
        : "aggregate them first, or match by more labels";
    const many = series.length >= 10 ? "Several" : String(series.length);
    notes.push(`${many} series on the ${side} have the key {${labels.join(", ")}}: ${hint}.`);
  }
  return notes;
}

function callNotes({ detail, children, answer }: Told, name: string): string[] {
  const [first] = children;
  const input = size(first);
  if (name === "absent" || name === "absent_over_time")
    return input === undefined
      ? []
      : input > 0
        ? [`There are ${seriesText(input)}, so nothing is absent: the result is empty.`]
        : ["Nothing was found, so the result is 1, with the labels that equality matchers fix."];
  if (detail?.kind === "window") {
    const short = detail.series.filter(({ count }) => count < 2).length;
    const needsTwo = /^(rate|increase|delta|irate|idelta|deriv|predict_linear)$/.test(name);
    return needsTwo && short > 0
      ? [`${short} of ${seriesText(detail.series.length)} have one sample only in the window, which gives no result.`]
      : [];
  }
  if (detail?.kind === "quantile") {
    const notes = [
      "Observations are taken to lie evenly in their bucket: the answer is no more exact than its bounds.",
    ];
    if (detail.ignored > 0)
      notes.push(`${seriesText(detail.ignored)} without \`le\` are no buckets and were left out.`);
    return notes;
  }
  const vector = children.find((child) => typeOf(child.node) === "vector");
  const [before, after] = [size(vector), answer?.ok === true ? answer.series.length : undefined];
  if (before === undefined || after === undefined) return [];
  return before === after ? [`Applied to each of ${seriesText(before)}.`] : [`${seriesText(before)} became ${after}.`];
}
