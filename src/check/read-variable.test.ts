import { expect, test } from "vitest";
import { readVariable } from "./read-variable.ts";

test("readVariable reads an entry of templating.list", () => {
  const json = {
    name: "job",
    type: "query",
    query: "label_values(job)",
    regex: "/a/",
    sort: 1,
    multi: true,
    includeAll: true,
    allValue: ".*",
    current: { value: ["$__all"], text: ["All"] },
  };
  expect(readVariable(json)).toMatchObject({ ...json, options: [], filters: [] });
});

test.for([
  [{ query: "label_values(up, job)", refId: "x" }, "label_values(up, job)"],
  [{ qryType: 1, label: "job", metric: "up" }, "label_values(up,job)"],
  [{ qryType: 1, label: "job" }, "label_values(job)"],
  [{ qryType: 0 }, "label_names()"],
  [{ qryType: 2, metricRegex: "node_.*" }, "metrics(node_.*)"],
  [{ qryType: 3, varQuery: "max(up)" }, "query_result(max(up))"],
  [{ qryType: 4, seriesQuery: "up" }, "up"],
  [{ kind: "DataQuery", spec: { query: "label_values(a)" } }, "label_values(a)"],
] as const)("readVariable reads the query %j", ([query, expected]) => {
  expect(readVariable({ name: "x", type: "query", query })).toMatchObject({ query: expected });
});

test("readVariable reads the schema v2", () => {
  const spec = {
    name: "x",
    query: "1m,5m",
    auto: true,
    auto_count: 10,
    auto_min: "1m",
    sort: "naturalDesc",
    current: { value: "1m", text: "1m" },
  };
  expect(readVariable({ kind: "IntervalVariable", spec })).toMatchObject({
    type: "interval",
    query: "1m,5m",
    auto: { count: 10, minInterval: "1m" },
    sort: 8,
  });
  expect(readVariable({ kind: "TextVariable", spec: { name: "y", query: "z" } })).toMatchObject({ type: "textbox" });
});

test("readVariable takes a value that is an object, and nothing that is none", () => {
  expect(readVariable({ name: "x", current: { value: { value: "a", text: "b" } } })).toMatchObject({ current: { value: "a", text: "a" } });
  for (const json of [null, 1, "x", [], {}, { name: "" }]) expect(readVariable(json)).toBeUndefined();
});
