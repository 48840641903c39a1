import { expect, test } from "vitest";
import { undoMigration } from "./undo-migration.ts";

const source = {
  title: "Old",
  schemaVersion: 27,
  refresh: false,
  panels: [
    { id: 1, type: "graph", title: "a", datasource: null, targets: [{ refId: "A", expr: "up" }] },
    { id: 2, type: "stat", title: "b", datasource: "Prom", targets: [{ refId: "A", expr: "x" }] },
  ],
};
const ref = { type: "prometheus", uid: "p" };
const migrated = {
  title: "Old",
  schemaVersion: 42,
  refresh: "",
  timepicker: {},
  panels: [
    {
      id: 1,
      type: "timeseries",
      autoMigrateFrom: "graph",
      title: "a",
      datasource: ref,
      targets: [{ refId: "A", expr: "up", datasource: ref }],
    },
    { id: 2, type: "stat", title: "b", datasource: ref, targets: [{ refId: "A", expr: "x", datasource: ref }] },
  ],
};
const undo = (current: object, from: object = source, to: object = migrated) =>
  undoMigration({ source: from as never, migrated: to as never, current: current as never, dataSourceUid: "preview" });

test("undoMigration gives the source back if nothing was edited", () => {
  expect(undo(structuredClone(migrated))).toEqual(source);
});

test("undoMigration leaves parts alone that are in their old form already", () => {
  expect(undo({ ...migrated, refresh: false, title: "Old" })).toEqual(source);
});

test("undoMigration takes the preview's data source for one that migration wrote", () => {
  const current = structuredClone(migrated);
  current.panels[0]!.targets[0]!.datasource = { type: "prometheus", uid: "preview" };
  expect(undo(current)).toEqual(source);
});

test("undoMigration keeps an edited query and takes back everything around it", () => {
  const current = structuredClone(migrated);
  current.panels[1]!.targets[0]!.expr = "y";
  const [first, second] = source.panels;
  expect(undo(current)).toEqual({ ...source, panels: [first, { ...second, targets: [{ refId: "A", expr: "y" }] }] });
});

test("undoMigration keeps the whole of an edited panel whose type was migrated", () => {
  const current = structuredClone(migrated);
  current.panels[0]!.title = "renamed";
  expect(undo(current)["panels"]).toEqual([current.panels[0], source.panels[1]]);
});

test("undoMigration follows panels that were moved, added and removed", () => {
  const added = { id: 9, type: "text", title: "new" };
  const current = { ...migrated, panels: [added, migrated.panels[1]] };
  expect(undo(current)).toEqual({ ...source, panels: [added, source.panels[1]] });
});

test("undoMigration keeps the new schema where rows became panels that were edited", () => {
  const withRows = { title: "Old", schemaVersion: 14, rows: [{ panels: [{ id: 1, title: "a" }] }] };
  const flat = { title: "Old", schemaVersion: 42, panels: [{ id: 1, title: "a", gridPos: { x: 0 } }] };
  expect(undo(flat, withRows, flat)).toEqual(withRows);
  const edited = { ...flat, panels: [{ id: 1, title: "b", gridPos: { x: 0 } }] };
  expect(undo(edited, withRows, flat)).toEqual(edited);
});
