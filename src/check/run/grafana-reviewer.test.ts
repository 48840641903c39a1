import { expect, test } from "vitest";
import { GrafanaError } from "../../errors.ts";
import type { Grafana } from "../../grafana/grafana.ts";
import { grafanaReviewer } from "./grafana-reviewer.ts";

const range = { fromMs: 1_700_000_000_000, toMs: 1_700_000_600_000 };
const timing = {
  startMs: range.fromMs,
  endMs: range.toMs,
  stepMs: 60_000,
  intervalMs: 15_000,
  rateIntervalMs: 60_000,
  rangeMs: 600_000,
};

/** Answers every question with `body`, and keeps what was asked. */
function answering(body: unknown) {
  const asked: unknown[] = [];
  const ask = async (request: unknown) => {
    asked.push(request);
    return { status: 200, body };
  };
  return { asked, grafana: { ask } as unknown as Grafana };
}

test("grafanaReviewer sends a panel's query to its data source and reads the frames", async () => {
  const frame = {
    schema: { fields: [{ type: "time" }, { type: "number", labels: { job: "a" } }] },
    data: {
      values: [
        [1, 2],
        [3, null],
      ],
    },
  };
  const { asked, grafana } = answering({ results: { A: { status: 200, frames: [frame] } } });
  const query = { place: "panel", expr: "x", prometheus: true, interval: "1m" } as const;
  const series = await grafanaReviewer(grafana, { uid: "prom" }).query({
    query,
    expr: "rate(x[$__rate_interval])",
    range,
    timing,
  });
  expect(series).toEqual([{ labels: new Map([["job", "a"]]), timesMs: [1, 2], values: [3, Number.NaN] }]);
  expect(asked[0]).toMatchObject({
    path: "/api/ds/query",
    json: {
      queries: [
        {
          expr: "rate(x[$__rate_interval])",
          datasource: { uid: "prom" },
          interval: "1m",
          intervalMs: 15_000,
          range: true,
        },
      ],
    },
  });
});

test("grafanaReviewer throws what the data source said", async () => {
  const { grafana } = answering({ results: { A: { status: 400, error: "bad_data: parse error" } } });
  const query = { place: "panel", expr: "x", prometheus: true } as const;
  await expect(
    grafanaReviewer(grafana, { uid: "prom" }).query({ query, expr: "x(", range, timing }),
  ).rejects.toMatchObject({
    message: "bad_data: parse error",
    code: "query",
  });
});

const query = { place: "panel", refId: "A", expr: "x", prometheus: true } as const;
const parts = [
  { refId: "A", query, expr: "x", timing },
  { refId: "B", query: { ...query, instant: true }, expr: "y", timing },
  { refId: "C", settings: { type: "math", expression: "$A + $B" } },
  { refId: "D", settings: { type: "reduce", expression: "C" } },
];

test("grafanaReviewer calculates expressions in one request with what they use", async () => {
  const number = { schema: { fields: [{ type: "number", labels: { job: "a" } }] }, data: { values: [[7]] } };
  const table = { schema: { fields: [{ type: "string" }] }, data: { values: [["a", "b"]] } };
  const results = { C: { status: 200, frames: [number] }, D: { status: 200, frames: [table] } };
  const { asked, grafana } = answering({ results });
  const given = await grafanaReviewer(grafana, { uid: "prom" }).calculate!({ parts, range });
  expect([...given]).toEqual([
    [
      "C",
      {
        state: "ok",
        series: [{ labels: new Map([["job", "a"]]), timesMs: [range.toMs], values: [7] }],
        rows: 1,
        notices: [],
      },
    ],
    ["D", { state: "ok", series: [], rows: 2, notices: [] }],
  ]);
  expect(asked).toHaveLength(1);
  expect(asked[0]).toMatchObject({
    json: {
      queries: [
        { refId: "A", expr: "x", datasource: { uid: "prom" }, range: true, instant: false },
        { refId: "B", expr: "y", datasource: { uid: "prom" }, range: false, instant: true },
        { refId: "C", expression: "$A + $B", datasource: { type: "__expr__", uid: "__expr__" } },
        { refId: "D", expression: "C", datasource: { type: "__expr__", uid: "__expr__" } },
      ],
    },
  });
});

test.for([
  ["[sse.dataQueryError] failed to execute query [A]: bad_data: parse error", true],
  ["[sse.dataQueryError] failed to execute query [A]: Post: connection refused", false],
] as const)("grafanaReviewer gives an expression the error of what it uses: %s", async ([error, refused]) => {
  const dependent = (refId: string) => ({
    status: 500,
    error: `[sse.dependencyError] did not execute expression [${refId}]`,
  });
  const { grafana } = answering({ results: { A: { status: 500, error }, C: dependent("C"), D: dependent("D") } });
  const given = await grafanaReviewer(grafana, { uid: "prom" }).calculate!({ parts, range });
  expect(given.get("D")).toEqual({ state: "error", message: error, refused });
});

/** A Grafana that answers each query with a number of its own, or as `refuse` says. */
function counting(refuse: (exprs: readonly string[]) => unknown) {
  const requests: (readonly string[])[] = [];
  const ask = async (request: { json: { queries: { refId: string; expr: string }[] } }) => {
    const { queries } = request.json;
    const exprs = queries.map(({ expr }) => expr);
    requests.push(exprs);
    const refused = refuse(exprs);
    if (refused instanceof Error) throw refused;
    if (refused !== undefined) return { status: 400, body: refused };
    const frame = (expr: string) => ({
      schema: { fields: [{ type: "time" }, { type: "number", labels: {} }] },
      data: { values: [[1], [Number(expr)]] },
    });
    const results = queries.map(({ refId, expr }) =>
      expr === "bad"
        ? [refId, { status: 400, error: "bad_data: parse error" }]
        : [refId, { status: 200, frames: [frame(expr)] }],
    );
    return { status: 200, body: { results: Object.fromEntries(results) } };
  };
  return { requests, grafana: { ask } as unknown as Grafana };
}

const askAll = (grafana: Grafana, exprs: readonly string[]) => {
  const reviewer = grafanaReviewer(grafana, { uid: "prom" });
  return Promise.all(
    exprs.map(async (expr) => {
      try {
        return (await reviewer.query({ query, expr, range, timing }))[0]!.values[0];
      } catch (error) {
        return (error as Error).message;
      }
    }),
  );
};

test("queries asked at once are one request, and one that fails does not touch the others", async () => {
  const { requests, grafana } = counting(() => undefined);
  expect(await askAll(grafana, ["1", "bad", "3"])).toEqual([1, "bad_data: parse error", 3]);
  expect(requests).toEqual([["1", "bad", "3"]]);
});

test("a request that Grafana refuses as a whole is asked again query by query", async () => {
  const { requests, grafana } = counting((exprs) =>
    exprs.includes("odd") ? { message: "failed to parse query" } : undefined,
  );
  expect(await askAll(grafana, ["1", "odd", "3"])).toEqual([1, "failed to parse query", 3]);
  expect(requests.map(({ length }) => length)).toEqual([3, 1, 1, 1]);
});

test("a request that takes too long is asked again query by query; one without an answer is not", async () => {
  const slow = counting((exprs) =>
    exprs.length > 1 ? new GrafanaError("no answer within 10 s", { code: "timeout" }) : undefined,
  );
  expect(await askAll(slow.grafana, ["1", "2"])).toEqual([1, 2]);
  const gone = counting(() => new GrafanaError("connection refused", { code: "unreachable" }));
  expect(await askAll(gone.grafana, ["1", "2"])).toEqual(["connection refused", "connection refused"]);
  expect(gone.requests).toHaveLength(1);
});

test("queries of different times are requests of their own", async () => {
  const { requests, grafana } = counting(() => undefined);
  const reviewer = grafanaReviewer(grafana, { uid: "prom" });
  const later = { fromMs: range.fromMs, toMs: range.toMs + 60_000 };
  await Promise.all([
    reviewer.query({ query, expr: "1", range, timing }),
    reviewer.query({ query, expr: "2", range: later, timing }),
  ]);
  expect(requests).toEqual([["1"], ["2"]]);
});
