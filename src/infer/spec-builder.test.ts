import { expect, test } from "vitest";
import { readDashboard } from "../dashboard/read/read.ts";
import { InferWork } from "./infer-work.ts";
import { noOverrides } from "./levels/overrides.ts";
import { walkBetween } from "./levels/signal.ts";
import { readForInference } from "./read/read-usage.ts";
import { type BuildInput, SpecBuilder } from "./spec-builder.ts";

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

function builder(text: string, input: Partial<BuildInput> = {}) {
  const read = readForInference(readDashboard(text, { file: "shop.json" }));
  return new SpecBuilder([read], {
    nowMs: Date.UTC(2026, 10, 24),
    stepMs: 15_000,
    historyMs: 3_600_000,
    known: [],
    rules: [],
    overrides: noOverrides,
    answered: [],
    work: new InferWork(1),
    ...input,
  });
}

test("SpecBuilder makes as many rows of everything as it is asked for", async () => {
  const one = builder(board("sum by (pod) (queue_length)"));
  expect(
    (await one.build([{ count: 3, alternatives: 0 }], 150)).map(({ name, series }) => [name, series.length]),
  ).toEqual([["queue_length", 3]]);
  expect((await one.build([{ count: 2, alternatives: 0 }], 150)).map(({ series }) => series.length)).toEqual([2]);
});

test("SpecBuilder lets a variable find its value in the series, and makes what the query then selects", async () => {
  const list = [
    {
      name: "shop",
      type: "query",
      datasource: { type: "prometheus", uid: "p" },
      query: "label_values(shop_info, shop)",
    },
  ];
  const metrics = new Map(
    (await builder(board('queue_length{shop="$shop"}', list)).build([{ count: 3, alternatives: 0 }], 150)).map(
      (metric) => [metric.name, metric],
    ),
  );
  const shops = (name: string) => metrics.get(name)!.series.map(({ labels }) => labels.get("shop"));
  expect(metrics.get("shop_info")!.kind).toBe("info");
  expect(shops("queue_length")).toContain(shops("shop_info")[0]);
});

test("SpecBuilder follows what a person has set right: left out metrics, types and levels", async () => {
  const overrides = {
    skip: new Set(["unwanted"]),
    types: new Map([["jobs", "counter" as const]]),
    labels: new Map(),
    levels: new Map([["load", { min: 1, max: 2 }]]),
  };
  const metrics = await builder(board("unwanted + jobs + load"), { overrides }).build(
    [{ count: 1, alternatives: 0 }],
    150,
  );
  expect(metrics.map(({ name, kind }) => [name, kind])).toEqual([
    ["jobs", "counter"],
    ["load", "gauge"],
  ]);
  expect(metrics[1]!.series[0]!.signal).toEqual(walkBetween({ min: 1, max: 2 }));
});

test("SpecBuilder makes series for queries that stayed empty on a server", async () => {
  const text = board('queue_length{shop="$shop"}');
  const [query] = readForInference(readDashboard(text, { file: "shop.json" })).queries;
  const answered = [{ query: query!, expr: 'queue_length{shop="north"}' }];
  const [metric] = await builder(text, { answered }).build([{ count: 2, alternatives: 0 }], 150);
  expect(metric!.series.map(({ labels }) => labels.get("shop"))).toContain("north");
});

test("SpecBuilder stops when it is interrupted", async () => {
  const signal = AbortSignal.abort(new Error("stopped"));
  await expect(builder(board("up"), { signal }).build([{ count: 1, alternatives: 0 }], 150)).rejects.toThrow("stopped");
});
