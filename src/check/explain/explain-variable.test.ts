import { expect, test } from "vitest";
import { PrometheusError } from "../../errors.ts";
import { readVariableQuery, type VariableQuery } from "../../promql/variables/variable-query.ts";
import { explainContext, sixHours } from "../testing/explain-context.ts";
import { variableExplainer } from "./explain-variable.ts";

const none = async () => {
  throw new Error("not asked");
};
const window = { fromMs: sixHours.startMs, toMs: sixHours.endMs };
const explainWith = (backend: ReturnType<typeof explainContext>["backend"]) =>
  variableExplainer({ window, backend: { instant: none, range: none, series: none, ...backend } });
/** A query that can be read. */
const read = (text: string) => readVariableQuery(text) as VariableQuery;
const { backend } = explainContext({ names: ["x"] });

test.for([
  ["label_values(gone, job)", "metric gone has no series in the window"],
  ["label_values(x offset 1w, job)", undefined],
  ["query_result(x > gone)", "metric gone has no series in the window"],
  ["label_values(job)", undefined],
  ["metrics(gone.*)", undefined],
  ["label_values(gone{, job)", undefined],
] as const)("variableExplainer says of %s: %s", async ([query, expected]) => {
  expect(await explainWith(backend)(read(query))).toBe(expected);
});

test("variableExplainer has nothing to say where the server fails, and hides no bug", async () => {
  const query = read("label_values(gone, job)");
  const failing = (error: Error) => explainWith({ ...backend, labelValues: () => Promise.reject(error) });
  expect(await failing(new PrometheusError("503", { code: "unavailable" }))(query)).toBeUndefined();
  await expect(failing(new TypeError("a bug"))(query)).rejects.toThrow("a bug");
});
