import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readFrames } from "../../../grafana/data-frames.ts";
import type { JsonObject } from "../../../json/read.ts";
import type { QuerySeries } from "../../../templating/backend.ts";
import type { Answered } from "../../answered.ts";
import type { CheckQuery } from "../../run/check-query.ts";
import { readExpression } from "../expression.ts";
import type { ExpressionNode } from "../panel-graph.ts";
import { calculateHere } from "./calculate-here.ts";

interface Asked extends JsonObject {
  readonly refId: string;
  readonly expr?: string;
  readonly instant?: boolean;
  readonly range?: boolean;
}
interface Exchange {
  readonly name: string;
  readonly request: { readonly from: string; readonly to: string; readonly queries: readonly Asked[] };
  readonly response: { readonly body: { readonly results?: Readonly<Record<string, { frames?: unknown[] }>> } };
}

const recorded = ["grafana-expressions-12.4.json", "grafana-calculations-12.4.json"].flatMap((file) => {
  const path = join(import.meta.dirname, "../../../../test/contracts", file);
  return JSON.parse(readFileSync(path, "utf8")) as Exchange[];
});

const range = { fromMs: 1_795_000_200_000, toMs: 1_795_003_800_000 };
const plain = (refId: string, { instant = false, range: isRange = true } = {}): CheckQuery => ({
  ...{ place: "panel", expr: "x", prometheus: true, refId, instant, range: isRange },
});
const answered = (query: CheckQuery, series: readonly QuerySeries[]): Answered => ({
  result: { query, state: series.length === 0 ? "empty" : "ok", series: series.length, samples: 0, shape: [] },
  series,
});
const node = (query: Asked): ExpressionNode => ({
  ...{ refId: query.refId, query: plain(query.refId), expression: readExpression(query), needed: true },
});

/** In Grafana's answer and here, in the order of their labels, without missing numbers. */
function sorted(series: readonly { labels: object; timesMs: readonly number[]; values: readonly (number | null)[] }[]) {
  return series
    .map(({ labels, timesMs, values }) => ({
      labels: Object.entries(labels instanceof Map ? Object.fromEntries(labels) : labels).sort(),
      samples: timesMs.flatMap((timeMs, index) => (values[index] === null ? [] : [[timeMs, values[index]]])),
    }))
    .sort((one, other) => (JSON.stringify(one.labels) < JSON.stringify(other.labels) ? -1 : 1));
}

function here({ request }: Exchange, results: Readonly<Record<string, { frames?: unknown[] }>>) {
  const asked = new Map(request.queries.map((query) => [query.refId, query]));
  const queries = [...asked.values()].filter(({ expr, refId }) => expr !== undefined && results[refId] !== undefined);
  const answers = new Map(
    queries.map(({ refId, instant, range: isRange }) => {
      const series = readFrames(results[refId]!.frames ?? [], { atMs: range.toMs }).map(
        ({ labels, timesMs, values }) => ({
          ...{ labels: new Map(Object.entries(labels)), timesMs, values: values.map((value) => value!) },
        }),
      );
      return [refId, answered(plain(refId, { instant: instant === true, range: isRange === true }), series)] as const;
    }),
  );
  const byRefId = new Map([...answers].map(([refId, { result }]) => [refId, result.query]));
  const nodes = [...asked.values()]
    .filter(({ expr }) => expr === undefined)
    .map(node)
    .filter(({ expression }) => expression.fault === undefined);
  return { nodes, calculated: calculateHere(nodes, { answers, byRefId, range, hiddenLabel: undefined }) };
}

test("calculateHere gives what a real Grafana gave, to the last digit, in every recorded exchange", () => {
  let compared = 0;
  const left: string[] = [];
  for (const exchange of recorded) {
    const { results = {} } = exchange.response.body;
    const { nodes, calculated } = here(exchange, results);
    for (const { refId } of nodes) {
      const theirs = results[refId] as { readonly error?: string; readonly frames?: unknown[] } | undefined;
      const mine = calculated.get(refId);
      const name = `${exchange.name}: ${refId}`;
      if (theirs !== undefined && mine === undefined) left.push(name);
      if (theirs === undefined || mine === undefined) continue;
      if (theirs.error !== undefined) {
        if (theirs.error.startsWith("[sse.")) continue;
        expect([name, mine]).toEqual([name, { state: "error", message: `[${refId}]: ${theirs.error}`, refused: true }]);
      } else {
        const frames = sorted(readFrames(theirs.frames ?? [], { atMs: range.toMs }));
        expect([name, mine.state === "ok" ? sorted(mine.series) : mine]).toEqual([name, frames]);
      }
      compared++;
    }
  }
  expect(compared).toBeGreaterThan(150);
  // The answer to a hidden query is not recorded.
  expect(left).toEqual(["math on a hidden query: B"]);
});

test.for(["$A *", "foo($A)", "$A *-1", "1 2", "abs()", "abs($A, $A)", "1.2.3", "$A ; 1", "${}", "'a'", "(1"])(
  "calculateHere refuses the math %j, as Grafana does",
  (expression) => {
    const query = plain("A");
    const answers = new Map([["A", answered(query, [])]]);
    const source = { answers, byRefId: new Map([["A", query]]), range, hiddenLabel: undefined };
    const wrong = node({ refId: "B", type: "math", expression });
    expect(calculateHere([wrong], source).get("B")).toMatchObject({ state: "error", refused: true });
  },
);

const a = (labels: Readonly<Record<string, string>>, values: readonly number[]): QuerySeries => ({
  labels: new Map(Object.entries(labels)),
  timesMs: values.map((_, index) => range.fromMs + index * 60_000),
  values,
});
function calculated(expression: object, series: readonly QuerySeries[], query: Partial<CheckQuery> = {}) {
  const of = { ...plain("A"), ...query };
  const answers = new Map([["A", answered(of, series)]]);
  const source = { answers, byRefId: new Map([["A", of]]), range, hiddenLabel: "preview" };
  return calculateHere([node({ refId: "B", ...expression })], source).get("B");
}

test("calculateHere leaves the preview's label out", () => {
  const series = [a({ preview: "pr-1", job: "a" }, [1, 3])];
  const reduce = { type: "reduce", reducer: "mean", expression: "A" };
  expect(calculated(reduce, series)).toEqual({
    ...{ state: "ok", rows: 0, notices: [] },
    series: [{ labels: new Map([["job", "a"]]), timesMs: [range.toMs], values: [2] }],
  });
});

test("calculateHere leaves to Grafana: SQL, native histograms, queries of both kinds, and math beyond its bounds", () => {
  const math = { type: "math", expression: "$A" };
  const histogram = { ...a({}, [3]), histograms: [[[0, 1, 3] as const]] };
  expect(calculated({ type: "sql", expression: "SELECT * FROM A" }, [a({}, [1])])).toBeUndefined();
  expect(calculated(math, [histogram])).toBeUndefined();
  expect(calculated(math, [a({}, [1])], { instant: true, range: true })).toBeUndefined();
  expect(calculated({ type: "math", expression: `${"(".repeat(5000)}$A` }, [a({}, [1])])).toBeUndefined();
  expect(calculated({ type: "math", expression: `$A${" + 1".repeat(6000)}` }, [a({}, [1])])).toBeUndefined();
  const many = Array.from({ length: 3000 }, (_, index) => a({ pod: `p${index}` }, [1]));
  expect(calculated({ type: "math", expression: "$A + $A" }, many)).toBeUndefined();
  const window = { type: "resample", expression: "A", downsampler: "mean", upsampler: "pad" };
  expect(calculated({ ...window, window: "1ms" }, [a({}, [1])])).toBeUndefined();
});
