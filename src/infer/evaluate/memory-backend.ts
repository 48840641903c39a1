import { requireSteps } from "../../promql/grammar/work.ts";
import type { PromqlNode, SelectorNode } from "../../promql/tree/node.ts";
import { withoutParens } from "../../promql/tree/node-walk.ts";
import { parseExpression } from "../../promql/tree/parse.ts";
import { nextTurn } from "../../system/turn.ts";
import type { QueryBackend, QuerySeries } from "../../templating/backend.ts";
import type { InferWork } from "../infer-work.ts";
import { type Patterns, satisfies } from "../read/conditions.ts";
import { evaluate, type LevelSeries } from "./evaluate.ts";

/** Series by metric name. */
export interface SeriesIndex {
  readonly byName: ReadonlyMap<string, readonly LevelSeries[]>;
  readonly patterns: Patterns;
  /** How many values each series has. */
  readonly instants: number;
}

/**
 * The series that a selector selects.
 *
 * @throws {OutOfSteps} where there are not enough steps.
 */
export function selectSeries(
  { metric, matchers }: Pick<SelectorNode, "metric" | "matchers">,
  { byName, patterns }: SeriesIndex,
): LevelSeries[] {
  requireSteps(1);
  const candidates = metric === undefined ? [...byName.values()].flat() : (byName.get(metric) ?? []);
  if (matchers.length === 0) return [...candidates];
  requireSteps(Math.ceil((candidates.length * matchers.length) / 8));
  return candidates.filter(({ labels }) =>
    matchers.every((matcher) => satisfies(labels.get(matcher.name) ?? "", matcher, patterns)),
  );
}

/**
 * Answers what variables ask from series that were inferred, before any of them is written. What takes too many steps
 * has no answer.
 */
export function memoryBackend(
  index: SeriesIndex,
  {
    nowSeconds,
    historySeconds,
    work,
  }: { readonly nowSeconds: number; readonly historySeconds: number; readonly work: InferWork },
): QueryBackend {
  const run = async (query: string) => {
    await nextTurn();
    return work.tryOnce(() => answer(query))?.value ?? { series: [] };
  };
  const answer = (query: string) => {
    const parsed = parseExpression(query);
    if (!parsed.ok) return { series: [] };
    const found = evaluate(parsed.root, {
      nowSeconds,
      historySeconds,
      instants: index.instants,
      select: (selector) => selectSeries(selector, index),
    });
    const at = noon(index);
    if (found.kind === "text") return { series: [], text: found.text };
    const series =
      found.kind === "scalar" ? [{ labels: new Map<string, string>(), values: found.values }] : found.series;
    return {
      series: series.flatMap(({ labels, values }): QuerySeries[] =>
        Number.isNaN(values[at]!) ? [] : [{ labels, timesMs: [nowSeconds * 1000], values: [values[at]!] }],
      ),
    };
  };
  const matching = (match: string | undefined): readonly LevelSeries[] =>
    work.tryOnce(() => select(match))?.value ?? [];
  const select = (match: string | undefined): readonly LevelSeries[] => {
    if (match === undefined) return [...index.byName.values()].flat();
    const parsed = parseExpression(match);
    const node: PromqlNode | undefined = parsed.ok ? withoutParens(parsed.root) : undefined;
    return node?.type === "selector" ? selectSeries(node, index) : [];
  };
  const values = (label: string, match: string | undefined) =>
    [...new Set(matching(match).flatMap(({ labels }) => labels.get(label) ?? []))].sort();
  return {
    instant: run,
    range: run,
    labelNames: async ({ match }) => [...new Set(matching(match).flatMap(({ labels }) => [...labels.keys()]))].sort(),
    labelValues: async (label, { match }) => values(label, match),
    series: async (match) => matching(match).map(({ labels }) => labels),
  };
}

/** The instant that an answer is taken from: the middle one. */
function noon({ instants }: SeriesIndex): number {
  return Math.floor(instants / 2);
}
