import { expect, test } from "vitest";
import { readDashboard } from "../dashboard/read/read.ts";
import { InferWork } from "./infer-work.ts";
import { learnResolved, readKnowledge } from "./knowledge.ts";
import { createPatternCache } from "./patterns/pattern-match.ts";
import { readForInference } from "./read/read-usage.ts";

const datasource = { type: "prometheus", uid: "p" };
const dashboard = readForInference(
  readDashboard(
    JSON.stringify({
      title: "T",
      schemaVersion: 39,
      panels: [
        { id: 1, type: "timeseries", title: "P", datasource, targets: [{ refId: "A", expr: 'a{pod=~"$pod"}' }] },
      ],
      templating: {
        list: [{ name: "pod", type: "query", datasource, query: "label_values(b, pod)", regex: "/$zone-.*/" }],
      },
    }),
    { file: "t.json" },
  ),
);
const input = () => ({ rules: [], known: [], answered: [], work: new InferWork(1) });

test("readKnowledge reads queries as they are written, and those of a server apart", async () => {
  const [query] = dashboard.queries;
  const answered = [{ query: query!, expr: 'c{pod="x"}' }];
  const { usage, asRun } = await readKnowledge([dashboard], { ...input(), answered });
  expect([...usage.metrics.keys()].sort()).toEqual(["a", "b", "c"]);
  expect([...asRun.metrics.keys()]).toEqual(["c"]);
  // A selector of a server's query is no selector that is written.
  expect(usage.metrics.get("c")!.selectors.size).toBe(0);
});

test("learnResolved reads queries and variables with values in them, each once", async () => {
  const { work, ...rest } = input();
  const knowledge = await readKnowledge([dashboard], { work, ...rest });
  const resolved = {
    fillQuery: () => [{ expr: 'a{pod=~"api-1"}', complete: true }],
    fillText: (text: string) => text.replace("$zone", "api"),
  };
  const learn = () =>
    learnResolved(knowledge, { dashboard, resolved }, { work, signal: undefined, patterns: createPatternCache() });
  await learn();
  const selectors = () => [...knowledge.asRun.metrics.get("a")!.selectors.values()];
  expect(selectors().map(({ conditions }) => conditions)).toEqual([[{ name: "pod", op: "=~", value: "api-1" }]]);
  // The variable lists values of b's pods.
  expect([...knowledge.usage.metrics.get("b")!.listed.get("pod")!.patterns]).toEqual([expect.stringContaining("api-")]);
  await learn();
  expect(selectors()).toHaveLength(1);
});
