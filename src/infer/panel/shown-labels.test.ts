import { expect, test } from "vitest";
import type { DashboardQuery } from "../../dashboard/view/queries.ts";
import { shownLabels } from "./shown-labels.ts";

test("shownLabels are those of the legend, of a table's columns, and of transformations", () => {
  const overrides = [
    { matcher: "byName", option: "owner" },
    { matcher: "byName", option: "Value #A" },
    { matcher: "byRegexp", option: "team" },
  ];
  const panelContext = { overrides, transformations: [{ id: "joinByField", options: { byField: "node" } }] };
  const shown = (query: object) => shownLabels({ panelContext, ...query } as unknown as DashboardQuery);
  expect(shown({ format: "table" })).toEqual(["owner", "node"]);
  expect(shown({ legendFormat: "{{pod}} of {{ zone }}" })).toEqual(["pod", "zone", "node"]);
});
