import { expect, test } from "vitest";
import { dashboardSource, type SourcePanel } from "../../testing/dashboard-source.ts";
import { readWritten } from "../written-dashboard.ts";
import { overrideQueries } from "./override-queries.ts";

const fieldConfig = { overrides: [{ matcher: { id: "byFrameRefID", options: "C" }, properties: [] }] };
const found = (panel: SourcePanel) => overrideQueries(readWritten(dashboardSource({ panels: [panel] })));

test("overrideQueries tells an override for a query that the panel does not have", () => {
  expect(found({ targets: ["a", "b"], fieldConfig })).toMatchObject([
    { panelId: 1, state: "broken", reason: "an override is for query C, but the panel has A, B" },
  ]);
  expect(found({ targets: ["a", "b", "c"], fieldConfig })).toEqual([]);
});

test("overrideQueries says nothing where transformations make new frames, or another panel's result is shown", () => {
  expect(found({ targets: ["a"], fieldConfig, transformations: [{ id: "merge", options: {} }] })).toEqual([]);
  const shared = { type: "datasource", uid: "-- Dashboard --" };
  expect(found({ targets: [{ panelId: 2, datasource: shared }], datasource: shared, fieldConfig })).toEqual([]);
  expect(found({ targets: [], fieldConfig })).toEqual([]);
});
