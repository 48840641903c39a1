import { none, parseMath, runMath, type Value, variablesOf } from "./expression-math.ts";
import type { Json } from "./grafana-store.ts";

/** A query of a request that holds expressions. */
export interface ExpressionQuery {
  readonly refId: string;
  readonly hide?: boolean;
  readonly instant?: boolean;
  readonly range?: boolean;
  readonly datasource: unknown;
  readonly [name: string]: unknown;
}

type Inputs = ReadonlyMap<string, readonly Value[]>;

/** An expression, read. */
export interface Command {
  readonly type: string;
  readonly needs: readonly string[];
  readonly run: (inputs: Inputs) => readonly Value[];
}

/**
 * Reads an expression as Grafana 12.4 does; undefined for SQL, which is switched off by default.
 *
 * @throws with Grafana's words for settings that it refuses.
 */
export function readCommand(
  query: ExpressionQuery,
  range: { readonly fromMs: number; readonly toMs: number },
): Command | undefined {
  const type = String(query["type"]);
  const source = String(query["expression"] ?? "").replace(/^\$/, "");
  const input = (inputs: Inputs) => inputs.get(source) ?? [];
  const each = (change: (value: Value) => Value) => (inputs: Inputs) =>
    input(inputs).map((value) => (value.kind === "none" ? none : change(value)));
  if (type === "math") {
    const node = wrap("invalid math command: ", () => parseMath(String(query["expression"] ?? "")));
    return { type, needs: variablesOf(node), run: (inputs) => runMath(node, inputs) };
  }
  if (type === "reduce") {
    const { mode, replaceWithValue: other } = (query["settings"] ?? {}) as Json;
    const reduce = reducers[String(query["reducer"])];
    if (reduce === undefined) throw new Error(`reduction ${String(query["reducer"])} not implemented`);
    const run = each(({ kind, labels, values }) => {
      const bad = (value: number | null) => value === null || !Number.isFinite(value);
      const kept =
        mode === "dropNN"
          ? values.filter((value) => !bad(value))
          : mode === "replaceNN"
            ? values.map((value) => (bad(value) ? Number(other) : value))
            : values;
      const result = kind === "number" ? (kept[0] ?? null) : reduce(kept.map((value) => value ?? Number.NaN));
      const isGone = mode === "dropNN" && Number.isNaN(result);
      return { kind: "number", labels, timesMs: [], values: [isGone ? null : result] };
    });
    return { type, needs: [source], run };
  }
  const [condition] = (query["conditions"] ?? []) as { evaluator: Evaluator }[];
  if (type === "threshold") {
    if (condition === undefined) throw new Error("threshold expression requires exactly one condition");
    const run = each((value) => ({
      ...value,
      values: value.values.map((one) => Number(crosses(condition.evaluator, one))),
    }));
    return { type, needs: [source], run };
  }
  if (type === "resample") return { type, needs: [source], run: each((value) => resample(value, query, range)) };
  if (type === "classic_conditions") return readClassic(query);
  return undefined;
}

function wrap<Result>(before: string, parse: () => Result): Result {
  try {
    return parse();
  } catch (error) {
    throw new Error(before + (error as Error).message);
  }
}

type Evaluator = { readonly type: string; readonly params: readonly number[] };

function crosses({ type, params: [a = 0, b = 0] }: Evaluator, value: number | null): boolean {
  if (value === null) return false;
  const within = a < value && value < b;
  return { gt: value > a, lt: value < a, eq: value === a, ne: value !== a, within_range: within }[type] ?? false;
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const reducers: Readonly<Record<string, (values: readonly number[]) => number>> = {
  sum,
  mean: (values) => sum(values) / values.length,
  min: (values) => (values.length === 0 ? Number.NaN : Math.min(...values)),
  max: (values) => (values.length === 0 ? Number.NaN : Math.max(...values)),
  count: (values) => values.length,
  last: (values) => values.at(-1) ?? Number.NaN,
  median: (values) => {
    const sorted = [...values].sort((a, b) => a - b);
    const middle = sorted.length >> 1;
    if (values.length === 0 || values.some(Number.isNaN)) return Number.NaN;
    return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  },
};

function resample(value: Value, query: ExpressionQuery, { fromMs, toMs }: { fromMs: number; toMs: number }): Value {
  const [, amount, unit] = /^(\d+)([smh])$/.exec(String(query["window"])) ?? [];
  const everyMs = Number(amount) * { s: 1000, m: 60_000, h: 3_600_000 }[unit as "s"];
  const timesMs = Array.from(
    { length: Math.floor((toMs - fromMs) / everyMs) + 1 },
    (_, index) => fromMs + index * everyMs,
  );
  let [at, last] = [0, null as number | null];
  const values = timesMs.map((time) => {
    const begin = at;
    while (at < value.timesMs.length && value.timesMs[at]! <= time) at++;
    const inside = value.values.slice(begin, at);
    last = inside.at(-1) ?? last;
    if (inside.length === 0) return query["upsampler"] === "pad" ? last : null;
    const reduce = query["downsampler"] === "count" ? undefined : reducers[String(query["downsampler"])];
    if (inside.length > 1 && reduce === undefined)
      throw new Error(`downsampling ${String(query["downsampler"])} not implemented`);
    return inside.length === 1 ? inside[0]! : reduce!(inside.map((one) => one ?? Number.NaN));
  });
  return { ...value, timesMs, values };
}

/** One number: whether the conditions hold; null where none of them has a value to look at. */
function readClassic(query: ExpressionQuery): Command {
  const conditions = (query["conditions"] ?? []) as {
    evaluator: Evaluator;
    query: { params: string[] };
    reducer: { type: string };
  }[];
  const needs = [...new Set(conditions.map((condition) => condition.query.params[0]!))];
  const run = (inputs: Inputs): readonly Value[] => {
    const each = conditions.map(({ evaluator, query: { params }, reducer }) => {
      const reduced = (inputs.get(params[0]!) ?? []).flatMap(({ kind, values }) => {
        const finite = values.filter((value) => value !== null && Number.isFinite(value)) as number[];
        return kind === "none" || finite.length === 0 ? [] : [reducers[reducer.type]!(finite)];
      });
      const isEmpty = reduced.length === 0;
      if (evaluator.type === "no_value") return { isEmpty: false, holds: isEmpty };
      return { isEmpty, holds: reduced.some((value) => crosses(evaluator, value)) };
    });
    const isNothing = each.length > 0 && each.every(({ isEmpty }) => isEmpty);
    const holds = each.length > 0 && each.every((one) => one.holds);
    return [{ kind: "number", labels: {}, timesMs: [], values: [isNothing ? null : Number(holds)] }];
  };
  return { type: "classic_conditions", needs, run };
}
