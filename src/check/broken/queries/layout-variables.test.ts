import { expect, test } from "vitest";
import { layoutVariables } from "./layout-variables.ts";

test("layoutVariables finds the variables of rows and of what they hold", () => {
  const named = (name: string) => ({ kind: "QueryVariable", spec: { name } });
  const inner = {
    kind: "TabsLayout",
    spec: { tabs: [{ kind: "TabsLayoutTab", spec: { variables: [named("pod")] } }] },
  };
  const rows = [{ kind: "RowsLayoutRow", spec: { variables: [named("job")], layout: inner } }];
  expect(layoutVariables({ kind: "RowsLayout", spec: { rows } })).toEqual(["job", "pod"]);
  expect(layoutVariables(undefined)).toEqual([]);
  expect(layoutVariables({ spec: { variables: "x", rows: 5 } })).toEqual([]);
});
