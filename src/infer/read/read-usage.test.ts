import { expect, test } from "vitest";
import { v2 } from "../../../test/dashboards/source.ts";
import { readDashboard } from "../../dashboard/read/read.ts";
import { parts } from "../../dashboard/view/parts.ts";
import { readVariables } from "../../dashboard/view/variables.ts";
import { standAlone, staticOptions } from "./read-usage.ts";

function optionsOf(variables: readonly object[]) {
  const text = JSON.stringify({ title: "Shop", schemaVersion: 39, panels: [], templating: { list: variables } });
  return staticOptions(readVariables(parts(readDashboard(text, { file: "shop.json" }))));
}

test.for([
  ["a\\,b : x, c : y : z", ["x", "z"]],
  ['[{"text": "One", "value": "1"}, {"value": "2"}]', ["1", "2"]],
  [" dev , prod ", ["dev", "prod"]],
] as const)("staticOptions reads the custom list %s as Grafana does", ([query, values]) => {
  expect(optionsOf([{ name: "x", type: "custom", query }]).get("x")).toEqual(values);
});

test("staticOptions reads the intervals of a list without `auto`, and begins with the saved value", () => {
  const interval = { name: "step", type: "interval", query: "1m,auto,'5m'", current: { value: "5m", text: "5m" } };
  expect(optionsOf([interval]).get("step")).toEqual(["5m", "1m", "5m"]);
});

test("staticOptions knows nothing of what only a server knows", () => {
  const query = {
    name: "job",
    type: "query",
    query: "label_values(job)",
    datasource: { type: "prometheus", uid: "p" },
  };
  expect([...optionsOf([query, { name: "one", type: "constant", query: "1" }])]).toEqual([["one", ["1"]]]);
});

test("staticOptions reads both values of a switch, in either schema", () => {
  const classicSwitch = { name: "on", type: "switch", options: [{ value: "yes" }, { value: "no" }] };
  expect(optionsOf([classicSwitch]).get("on")).toEqual(["yes", "no"]);
  const spec = { name: "on", current: "false", enabledValue: "true", disabledValue: "false" };
  const variables = [{ kind: "SwitchVariable", spec }];
  const options = staticOptions(readVariables(parts(v2({}, { variables })))).get("on")!;
  expect([...new Set(options)].sort()).toEqual(["false", "true"]);
});

test("standAlone lets a variable have several values where its panel is repeated for it", () => {
  const expr = 'x{a="$a", b="$b"}';
  expect([...standAlone([{ expr }]).alone]).toEqual(["a", "b"]);
  expect([...standAlone([{ expr, repeats: ["a"] }]).alone]).toEqual(["b"]);
  expect([...standAlone([{ expr: "x_$a", repeats: ["a"] }]).alone]).toEqual(["a"]);
  expect([...standAlone([{ expr, repeats: ["a"] }, { expr: 'y{a="$a"}' }]).alone]).toEqual(["b", "a"]);
});
