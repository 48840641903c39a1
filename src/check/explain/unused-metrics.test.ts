import { expect, test } from "vitest";
import { variable } from "../../../test/dashboards/variable.ts";
import { RegexTime } from "../../templating/regex-time.ts";
import type { QueryResult } from "../result.ts";
import { knowSpec } from "./spec-knowledge.ts";
import { unusedMetrics } from "./unused-metrics.ts";

const spec = knowSpec([
  { name: "up", kind: "gauge" },
  { name: "requests_total", kind: "counter" },
  { name: "latency", kind: "histogram" },
  { name: "reply", kind: "histogram", native: true },
]);
const all = ["latency", "reply", "requests_total", "up"];

const result = (expr: string): QueryResult => ({
  query: { place: "panel", expr, prometheus: true },
  state: "ok",
  series: 1,
  samples: 1,
  shape: [],
  ranExpr: expr,
});
const unused = (queries: string[], variables: string[] = []) =>
  unusedMetrics(spec, {
    queries: queries.map(result),
    sources: variables.map((query) => variable({ name: "v", type: "query", query })),
    time: new RegexTime(),
  });

test.for([
  [[], [], all],
  [["sum(rate(latency_bucket[5m]))"], [], ["reply", "requests_total", "up"]],
  [["up > up offset 1w", "histogram_count(reply)"], [], ["latency", "requests_total"]],
  [['{__name__=~"req.*|latency_sum"}'], [], ["reply", "up"]],
  [['x{a="up"}'], [], all],
  [["this is no PromQL, but names up"], [], ["latency", "reply", "requests_total"]],
  [[], ["label_values(latency_count, job)", "metrics(reply.*)"], ["requests_total", "up"]],
] as const)("unusedMetrics of %j with variables %j are %j", ([queries, variables, expected]) => {
  expect(unused([...queries], [...variables])).toEqual(expected);
});
