import { expect, test } from "vitest";
import { classic, v2 } from "../../../test/dashboards/source.ts";
import { valueDomains } from "./value-domains.ts";

const hour = 3_600_000;
const domains = (...list: object[]) => valueDomains(classic([], { templating: { list } }), 6 * hour);
const choice = (value: string, text = value) => ({ text, value });

test("valueDomains lists what lists, constants, intervals and switches can be, and of what servers answer only how it is chosen", () => {
  const found = domains(
    { name: "op", type: "custom", query: "and : and, or\\,x" },
    { name: "by", type: "custom", query: "a,b", multi: true, includeAll: true, allValue: "a,b" },
    { name: "step", type: "interval", query: "1m,5m", auto: true, auto_count: 36, auto_min: "10s" },
    { name: "p", type: "constant", query: "app" },
    { name: "job", type: "query", query: "label_values(job)", multi: true },
    { name: "box", type: "textbox", query: "x", current: { value: "y" } },
    { name: "sw", type: "switch", options: [choice("1"), choice("0")] },
  );
  expect(Object.fromEntries(found)).toEqual({
    op: { state: "listed", choices: [choice("and"), choice("or,x")], multi: false, includeAll: false },
    by: { state: "listed", choices: [choice("a"), choice("b")], multi: true, includeAll: true, all: "a,b" },
    // 6 h shared out among 36 points are 10 m.
    step: {
      state: "listed",
      choices: [choice("10m", "auto"), choice("1m"), choice("5m")],
      multi: false,
      includeAll: false,
    },
    p: { state: "listed", choices: [choice("app")], multi: false, includeAll: false },
    job: { state: "asked", multi: true, includeAll: false },
    box: { state: "typed", value: "y" },
    sw: { state: "listed", choices: [choice("1"), choice("0")], multi: false, includeAll: false },
  });
});

test("valueDomains keeps an All value that names another variable apart from what can be chosen one by one", () => {
  const found = domains(
    { name: "job", type: "query", query: "label_values(job)" },
    { name: "x", type: "query", query: "label_values(a)", includeAll: true, allValue: "$job-.*" },
    { name: "y", type: "groupby", includeAll: true, allValue: "$job" },
  );
  expect(found.get("x")).toEqual({
    state: "nested",
    chosen: { state: "asked", multi: false, includeAll: true },
    all: "$job-.*",
  });
  expect(found.get("y")).toEqual({ state: "free" });
});

test.for([
  ["a list that names another variable", { name: "x", type: "custom", query: "a,$job" }],
  ["a list that names one of Grafana's own", { name: "x", type: "custom", query: "${__user.login}" }],
  ["a list that versions of Grafana read in different ways", { name: "x", type: "custom", query: '["a","b"]' }],
  ["a text that names another variable", { name: "x", type: "textbox", query: "[[job]]" }],
  ["a flag that is no boolean", { name: "x", type: "custom", query: "a", multi: "yes" }],
  ["ad hoc filters", { name: "x", type: "adhoc" }],
  ["keys to group by", { name: "x", type: "groupby" }],
  ["a type that nobody knows", { name: "x", type: "magic", query: "a" }],
  [
    "a regex with a variable in what it catches",
    { name: "x", type: "query", query: "label_values(a)", regex: "/a(.*$job)/" },
  ],
])("valueDomains takes %s for anything", ([, variable]) => {
  const found = domains({ name: "job", type: "query", query: "label_values(job)" }, variable as object);
  expect(found.get("x")).toEqual({ state: "free" });
});

test("valueDomains takes two variables of one name for anything", () => {
  expect(
    domains({ name: "x", type: "custom", query: "a" }, { name: "x", type: "constant", query: "b" }).get("x"),
  ).toEqual({
    state: "free",
  });
});

test("valueDomains takes a variable that a row or tab brings along for anything", () => {
  const row = {
    kind: "RowsLayoutRow",
    spec: {
      title: "R",
      variables: [{ kind: "CustomVariable", spec: { name: "x", query: "a" } }],
      layout: { kind: "GridLayout", spec: { items: [] } },
    },
  };
  const dashboard = v2(
    {},
    {
      layout: { kind: "RowsLayout", spec: { rows: [row] } },
      variables: [{ kind: "ConstantVariable", spec: { name: "x", query: "b" } }],
    },
  );
  expect(valueDomains(dashboard, hour).get("x")).toEqual({ state: "free" });
});
