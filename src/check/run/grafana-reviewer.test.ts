import { expect, test } from "vitest";
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
