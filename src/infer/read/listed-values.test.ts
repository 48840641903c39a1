import { expect, test } from "vitest";
import { readDashboard } from "../../dashboard/read/read.ts";
import { parts } from "../../dashboard/view/parts.ts";
import { readVariables } from "../../dashboard/view/variables.ts";
import { addListed, readListed } from "./listed-values.ts";
import { emptyUsage, labelUse } from "./usage.ts";

function variable(settings: object) {
  const own = {
    name: "v",
    type: "query",
    query: "label_values(up, x)",
    datasource: { type: "prometheus" },
    ...settings,
  };
  const text = JSON.stringify({ title: "T", panels: [], templating: { list: [own] } });
  return readVariables(parts(readDashboard(text, { file: "d.json" })))[0]!;
}

function opened(settings: object, alone: readonly string[] = [], words: readonly string[] = []) {
  const usage = emptyUsage();
  const sets = { alone: new Set(alone), words: new Set(words) };
  readListed(usage, { variable: variable(settings), regex: "", name: "x", ...sets });
  return [usage.opened.get("x"), usage.single.has("x")];
}

test("readListed knows labels of which a dashboard opens with one value, and in which order the others follow", () => {
  expect(opened({})).toEqual(["ascending", false]);
  expect(opened({ sort: 2 })).toEqual(["descending", false]);
  expect(opened({ multi: true })).toEqual(["ascending", false]);
  expect(opened({ multi: true, includeAll: true, current: { value: "a" } })).toEqual(["ascending", false]);
});

test("readListed knows that a dashboard opens with several values, or with all", () => {
  expect(opened({ multi: true, current: { value: ["a", "b"] } })).toEqual([undefined, false]);
  expect(opened({ includeAll: true, current: { value: "$__all" } })).toEqual([undefined, false]);
});

test("readListed keeps to one value where a list cannot stand, and in names of metrics", () => {
  expect(opened({ multi: true, includeAll: true }, ["v"])).toEqual([undefined, true]);
  expect(opened({}, ["v"])).toEqual(["ascending", false]);
  expect(opened({}, [], ["v"])).toEqual([undefined, true]);
});

test("addListed adds saved values, unless a regex cut them out, and the regex", () => {
  const label = labelUse(emptyUsage(), "x");
  addListed(label, variable({ current: { value: "a" } }), "a.*");
  addListed(label, variable({ current: { value: "b" }, regex: "/(b).*/" }), "");
  expect([[...label.saved], [...label.patterns]]).toEqual([["a"], ["a.*"]]);
});
