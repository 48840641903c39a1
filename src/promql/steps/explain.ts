import type { QueryFailure } from "../grammar/failure.ts";
import type { PromqlNode } from "../tree/node.ts";
import { childrenOf, typeOf } from "../tree/node-walk.ts";
import { parseFilled } from "../tree/parse.ts";
import type { StepAnswer, StepAsk, StepSeries } from "./answer.ts";
import { detailOf, type Explained } from "./details.ts";
import { type StepLimits, usualLimits } from "./limits.ts";
import { askedText, type Moments, shifted, subqueryMoments } from "./moments.ts";
import { notesOf } from "./notes.ts";
import { type Part, partOf } from "./part.ts";
import { askInTurn } from "./queue.ts";
import { type ServerRules, serverRules } from "./server-rules.ts";
import type { Step, StepCurves, StepResult } from "./step.ts";
import { titleOf } from "./titles.ts";

/** Options of {@link explainSteps}. */
export interface ExplainOptions {
  readonly ask: StepAsk;
  /** The moment of the results, in Unix milliseconds. */
  readonly atMs: number;
  /** The graph's time range. Default: the moment alone. */
  readonly range?: { readonly fromMs: number; readonly toMs: number; readonly stepMs: number } | undefined;
  /** The server's version, such as `2.42.0`: it decides at borders of windows. Default: Prometheus 2. */
  readonly version?: string | undefined;
  readonly limits?: Partial<StepLimits> | undefined;
}

/** The steps of an expression. */
export interface ExplainedQuery {
  readonly ok: true;
  readonly root: Step;
  /** Parts that were not asked for, because there are too many. */
  readonly leftOut: number;
}

/**
 * Explains what each part of an expression does: its result at a moment and over a time range, and how it comes to it.
 * Only reads; the server is asked once or twice a part.
 *
 * @param query - PromQL without variables.
 * @returns a failure if it does not parse. What the server refuses is in the steps.
 */
export async function explainSteps(query: string, options: ExplainOptions): Promise<ExplainedQuery | QueryFailure> {
  const parsed = parseFilled(query);
  if (!parsed.ok) return parsed;
  const run = new Explanation(query, options);
  const { step } = await run.explain(parsed.root, run.outermost, "0");
  return { ok: true, root: step, leftOut: run.leftOut };
}

class Explanation {
  readonly outermost: Moments;
  leftOut = 0;
  #steps = 0;
  readonly #query: string;
  readonly #ask: StepAsk;
  readonly #limits: StepLimits;
  readonly #rules: ServerRules;
  readonly #withCurves: boolean;

  constructor(query: string, { ask, atMs, range, version, limits }: ExplainOptions) {
    this.#query = query;
    this.#limits = { ...usualLimits, ...limits };
    this.#ask = askInTurn(ask, this.#limits.questions);
    this.#rules = serverRules(version);
    this.#withCurves = range !== undefined;
    const { fromMs = atMs, toMs = atMs, stepMs = 60_000 } = range ?? {};
    this.outermost = { atMs, fromMs, toMs, stepMs, queryFromMs: fromMs, queryToMs: toMs };
  }

  async explain(node: PromqlNode, moments: Moments, id: string): Promise<Explained> {
    const part = partOf(node);
    if (++this.#steps > this.#limits.steps) {
      this.leftOut += partsIn(node);
      return this.#finish({ part, node, moments, id, children: [], answer: undefined });
    }
    const inner = this.#momentsInside(part, moments);
    const [answer, curves, children] = await Promise.all([
      this.#instant(part, node, moments),
      this.#curves(part, node, moments),
      Promise.all(partChildren(part).map((child, index) => this.explain(child, inner, `${id}.${index}`))),
    ]);
    return this.#finish({ part, node, moments, id, children, answer, curves });
  }

  async #finish(found: {
    readonly part: Part;
    readonly node: PromqlNode;
    readonly moments: Moments;
    readonly id: string;
    readonly children: readonly Explained[];
    readonly answer: StepAnswer | undefined;
    readonly curves?: StepCurves | undefined;
  }): Promise<Explained> {
    const { part, node, moments, id, children, answer, curves } = found;
    const explained = { part, node, moments, answer, children };
    const timestamps = await this.#timestamps(part, moments, node);
    const setting = { rules: this.#rules, limits: this.#limits, timestamps };
    const detail = answer === undefined ? undefined : detailOf(explained, setting);
    const step: Step = {
      id,
      from: part.from,
      to: part.to,
      text: this.#query.slice(part.from, part.to),
      title: titleOf(part),
      atMs: moments.atMs,
      ...(answer?.ok === true ? { result: this.#cut(answer) } : {}),
      ...(curves === undefined ? {} : { curves }),
      ...(answer?.ok === false ? { error: answer.error } : {}),
      ...(detail === undefined ? {} : { detail }),
      notes: notesOf({ ...explained, detail }, setting),
      children: children.map((child) => child.step),
    };
    return { ...explained, step };
  }

  #momentsInside(part: Part, moments: Moments): Moments {
    if (part.kind !== "subquery") return moments;
    const endMs = shifted(part.shift, moments);
    const stepMs = part.stepMs ?? this.#rules.subqueryStepMs;
    if (!(part.rangeMs >= 0) || !(stepMs > 0)) return moments;
    const { firstMs, lastMs } = subqueryMoments({ rangeMs: part.rangeMs, stepMs, endMs }, this.#rules.fromBelongs);
    return { ...moments, atMs: lastMs, fromMs: firstMs, toMs: lastMs, stepMs };
  }

  async #instant(part: Part, node: PromqlNode, moments: Moments): Promise<StepAnswer | undefined> {
    const { atMs } = moments;
    if (part.kind === "literal")
      return typeof part.value === "string"
        ? { ok: true, type: "string", series: [], text: part.value }
        : { ok: true, type: "scalar", series: [{ labels: {}, timesMs: [atMs], values: [part.value] }] };
    return this.#ask({ query: askedText(this.#query, node, part, moments), atMs });
  }

  async #curves(part: Part, node: PromqlNode, moments: Moments): Promise<StepCurves | undefined> {
    const type = typeOf(node);
    if (!this.#withCurves || part.kind === "literal" || type === "matrix" || type === "string") return undefined;
    const { fromMs, toMs, stepMs } = moments;
    const answer = await this.#ask({ query: askedText(this.#query, node, part, moments), fromMs, toMs, stepMs });
    if (!answer.ok) return undefined;
    const series = answer.series.slice(0, this.#limits.series).map((one) => lastPoints(one, this.#limits.points));
    return { fromMs, toMs, stepMs, series, total: answer.series.length };
  }

  /** The times of the samples that a selector found: an answer gives them the time of the question. */
  async #timestamps(part: Part, moments: Moments, node: PromqlNode): Promise<readonly StepSeries[]> {
    if (part.kind !== "selector" || part.rangeMs !== undefined) return [];
    const query = `timestamp(${askedText(this.#query, node, part, moments)}\n)`;
    const answer = await this.#ask({ query, atMs: moments.atMs });
    return answer.ok ? answer.series : [];
  }

  #cut({ type, series, text }: StepAnswer & { ok: true }): StepResult {
    return {
      type,
      series: series.slice(0, this.#limits.series).map((one) => lastPoints(one, this.#limits.points)),
      total: series.length,
      ...(text === undefined ? {} : { text }),
    };
  }
}

function partChildren(part: Part): readonly PromqlNode[] {
  switch (part.kind) {
    case "subquery":
      return [part.node.expr];
    case "negation":
      return [part.expr];
    case "aggregation":
    case "binary":
    case "call":
      return childrenOf(part.node);
    default:
      return [];
  }
}

function partsIn(node: PromqlNode): number {
  return partChildren(partOf(node)).reduce((sum, child) => sum + partsIn(child), 1);
}

function lastPoints(series: StepSeries, most: number): StepSeries {
  if (series.timesMs.length <= most) return series;
  const { labels, timesMs, values, histograms } = series;
  return {
    labels,
    timesMs: timesMs.slice(-most),
    values: values.slice(-most),
    ...(histograms === undefined ? {} : { histograms: histograms.slice(-most) }),
  };
}
