import { expect, test } from "vitest";
import { readDashboard } from "../dashboard/read/read.ts";
import { InferWork } from "./infer-work.ts";
import { readForInference } from "./read/read-usage.ts";
import { emptyUsage } from "./read/usage.ts";
import { readWritten } from "./read-written.ts";

test("readWritten reads queries and variables of a dashboard", async () => {
  const datasource = { type: "prometheus", uid: "p" };
  const text = JSON.stringify({
    title: "T",
    panels: [{ id: 1, type: "stat", datasource, targets: [{ refId: "A", expr: 'sum(x{host="$host"})' }] }],
    templating: { list: [{ name: "host", type: "query", query: "label_values(y, host)", datasource }] },
  });
  const usage = emptyUsage();
  await readWritten(usage, readForInference(readDashboard(text, { file: "t.json" })), { work: new InferWork(1) });
  expect([...usage.metrics.keys()]).toEqual(["x", "y"]);
  expect([...usage.opened.keys()]).toEqual(["host"]);
});
