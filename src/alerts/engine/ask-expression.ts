import { ExpectedError } from "../../errors.ts";
import type { PromqlNode } from "../../promql/tree/node.ts";
import { walkNodes } from "../../promql/tree/node-walk.ts";
import type { QueryBackend, QuerySeries } from "../../templating/backend.ts";
import { isFault } from "../../templating/fault.ts";
import type { EvaluationFailure } from "./alert-machine.ts";
import { eachInstant, type Instants, inChunks } from "./instants.ts";
import { type LabelSet, labelKey } from "./label-set.ts";

/** An element of an instant vector. */
export interface VectorElement {
  readonly labels: LabelSet;
  /** Of a native histogram 0, as alerts have it. */
  readonly value: number;
  readonly isHistogram?: true;
}

/** The result of an expression at one instant, or why there is none. */
export type Vector = readonly VectorElement[] | EvaluationFailure;

/** Results by instant; an instant without an entry has an empty result. */
export type Vectors = ReadonlyMap<number, Vector>;

/**
 * Evaluates an expression at every instant: by range queries, and one instant at a time where a range query would not
 * say the same or is refused.
 *
 * @throws {PrometheusError} if the server does not answer.
 */
export async function askExpression(
  backend: QueryBackend,
  { expr, root }: { readonly expr: string; readonly root: PromqlNode },
  instants: Instants,
  signal?: AbortSignal,
): Promise<Vectors> {
  if (dependsOnRange(root)) return askEach(backend, expr, instants, signal);
  const vectors = new Map<number, VectorElement[]>();
  for (const chunk of inChunks(instants)) {
    try {
      const { series } = await backend.range(expr, chunk, signal);
      for (const one of series) collect(one, vectors);
    } catch (error) {
      if (!isRefusal(error, signal)) throw error;
      for (const [timeMs, vector] of await askEach(backend, expr, chunk, signal))
        vectors.set(timeMs, vector as VectorElement[]);
    }
  }
  return vectors;
}

/** Evaluates an expression at one instant. */
export async function askInstant(
  backend: QueryBackend,
  expr: string,
  timeMs: number,
  signal?: AbortSignal,
): Promise<Vector> {
  try {
    const { series } = await backend.instant(expr, timeMs, signal);
    return series.flatMap((one) => (one.values.length === 0 ? [] : [elementOf(one, 0)]));
  } catch (error) {
    if (!isRefusal(error, signal)) throw error;
    return { error: (error as Error).message };
  }
}

async function askEach(backend: QueryBackend, expr: string, instants: Instants, signal?: AbortSignal) {
  const vectors = new Map<number, Vector>();
  for (const timeMs of eachInstant(instants)) vectors.set(timeMs, await askInstant(backend, expr, timeMs, signal));
  return vectors;
}

function elementOf({ labels, values, histograms }: QuerySeries, index: number): VectorElement {
  return histograms?.[index] === undefined
    ? { labels, value: values[index]! }
    : { labels, value: 0, isHistogram: true };
}

function collect(series: QuerySeries, vectors: Map<number, VectorElement[]>): void {
  for (const [index, timeMs] of series.timesMs.entries()) {
    const element = elementOf(series, index);
    const there = vectors.get(timeMs);
    if (there === undefined) vectors.set(timeMs, [element]);
    else there.push(element);
  }
}

/** The server's word against the expression; no fault of the server. */
function isRefusal(error: unknown, signal: AbortSignal | undefined): boolean {
  signal?.throwIfAborted();
  return error instanceof ExpectedError && !isFault(error);
}

/** `start()` and `end()` are those of the query: of a rule, its one instant. */
function dependsOnRange(root: PromqlNode): boolean {
  let found = false;
  walkNodes(root, (node) => {
    if (node.type === "modifier" && node.kind === "at" && /start|end/.test(node.text)) found = true;
    if (node.type === "call" && /^(start|end|range|step)$/.test(node.name)) found = true;
    // Which series it takes may differ where values are equal.
    if (node.type === "aggregation" && /^limit/.test(node.op)) found = true;
  });
  return found;
}

/** Whether a result is a failure. */
export function isFailure(result: object): result is EvaluationFailure {
  return "error" in result;
}

/** The series of a recording rule's result, or why it records nothing. */
export function recordElements(
  elements: readonly VectorElement[],
  {
    name,
    labels,
    limit,
  }: { readonly name: string; readonly labels: readonly (readonly [string, string])[]; limit: number },
): readonly VectorElement[] | EvaluationFailure {
  const seen = new Set<string>();
  const recorded: VectorElement[] = [];
  for (const { labels: given, value, isHistogram } of elements) {
    // Only numbers are written.
    if (isHistogram) continue;
    const made = new Map(given);
    made.set("__name__", name);
    for (const [label, text] of labels) made.set(label, text);
    const key = labelKey(made);
    if (seen.has(key)) return { error: "vector contains metrics with the same labelset after applying rule labels" };
    seen.add(key);
    recorded.push({ labels: made, value });
  }
  if (limit > 0 && recorded.length > limit)
    return { error: `exceeded limit of ${limit} with ${recorded.length} series` };
  return recorded;
}
