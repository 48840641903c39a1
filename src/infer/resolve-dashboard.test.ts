import { expect, test } from "vitest";
import { readDashboard } from "../dashboard/read/read.ts";
import { InferWork } from "./infer-work.ts";
import { createPatternCache } from "./patterns/pattern-match.ts";
import { readForInference } from "./read/read-usage.ts";
import { resolveDashboard } from "./resolve-dashboard.ts";
import type { InferredMetric } from "./series/model.ts";
import { indexSeries } from "./series/series-index.ts";
import { DayCourses } from "./world/day-courses.ts";

const board = (expr: string, variables: readonly object[] = []) =>
  JSON.stringify({
    uid: "shop",
    title: "Shop",
    schemaVersion: 39,
    panels: [
      {
        id: 1,
        type: "timeseries",
        title: "Queue",
        datasource: { type: "prometheus", uid: "p" },
        targets: [{ refId: "A", expr }],
      },
    ],
    templating: { list: variables },
  });

const shops: InferredMetric = {
  name: "shop_info",
  kind: "info",
  help: undefined,
  series: ["north", "south"].map((shop, index) => ({
    labels: new Map([["shop", shop]]),
    index,
    signal: { form: "constant", value: 1, fixed: true },
  })),
  users: [],
  needs: [],
  observe: undefined,
  buckets: [],
  quantiles: [],
};

const courses = new DayCourses({ fromMs: 0, stepMs: 15_000 });

async function resolve(expr: string, metric: string) {
  const list = [
    {
      name: "shop",
      type: "query",
      datasource: { type: "prometheus", uid: "p" },
      query: `label_values(${metric}, shop)`,
    },
  ];
  const read = readForInference(readDashboard(board(expr, list), { file: "shop.json" }));
  const index = indexSeries([shops], createPatternCache(), courses);
  const options = { nowMs: 1.8e12, stepMs: 15_000, historyMs: 3_600_000, work: new InferWork(1) };
  return { resolved: await resolveDashboard(read, index, options), query: read.queries[0]! };
}

test("resolveDashboard fills in the first value that a variable finds among the series", async () => {
  const { resolved, query } = await resolve('queue{shop="$shop"}', "shop_info");
  expect(resolved.fillQuery(query)).toEqual([{ expr: 'queue{shop="north"}', complete: true }]);
});

test("resolveDashboard says that a query is not complete where a variable has no value", async () => {
  const { resolved, query } = await resolve('queue{shop="$shop"}', "other_info");
  expect(resolved.fillQuery(query)).toMatchObject([{ complete: false }]);
});

test("resolveDashboard fills Grafana's own variables into queries, and values into texts", async () => {
  const { resolved, query } = await resolve("rate(x[$__range])", "shop_info");
  expect(resolved.fillQuery(query)).toEqual([{ expr: "rate(x[3600s])", complete: true }]);
  expect(resolved.fillText("/$shop-(.*)/", "regex")).toBe("/north-(.*)/");
  expect(resolved.fillText("plain", "regex")).toBe("plain");
});

test("resolveDashboard fills a repeated panel's query once for each copy that differs", async () => {
  const board = {
    ...{ uid: "shop", title: "Shop", schemaVersion: 39 },
    panels: [
      { type: "row", title: "R", repeat: "shop" },
      ...['queue{shop="$shop",code="$code"}', "queue"].map((expr) => ({
        ...{ type: "stat", title: "Q", repeat: "code", datasource: { type: "prometheus", uid: "p" } },
        targets: [{ refId: "A", expr }],
      })),
    ],
    templating: {
      list: [
        {
          ...{ name: "shop", type: "query", query: "label_values(shop_info, shop)", multi: true, includeAll: true },
          ...{ datasource: { type: "prometheus", uid: "p" }, current: { value: "$__all", text: "All" } },
        },
        {
          ...{ name: "code", type: "custom", query: "a,b", multi: true },
          current: { value: ["a", "b"], text: ["a", "b"] },
        },
      ],
    },
  };
  const read = readForInference(readDashboard(JSON.stringify(board), { file: "shop.json" }));
  const options = { nowMs: 1.8e12, stepMs: 15_000, historyMs: 3_600_000, work: new InferWork(1) };
  const resolved = await resolveDashboard(read, indexSeries([shops], createPatternCache(), courses), options);
  expect(resolved.fillQuery(read.queries[0]!).map(({ expr }) => expr)).toEqual(
    ["north", "south"].flatMap((shop) => ["a", "b"].map((code) => `queue{shop="${shop}",code="${code}"}`)),
  );
  expect(resolved.fillQuery(read.queries[1]!)).toEqual([{ expr: "queue", complete: true }]);
});
