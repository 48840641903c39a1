import { expect, test } from "vitest";
import { migrated } from "../testing/dashboards.ts";

const table = (custom: object, { overrides = [] as unknown[], options = {}, version = 37 } = {}) =>
  migrated({ type: "table", options, fieldConfig: { defaults: { custom }, overrides } }, version);

test.for([
  ["basic", { type: "gauge", mode: "basic" }],
  ["gradient-gauge", { type: "gauge", mode: "gradient" }],
  ["lcd-gauge", { type: "gauge", mode: "lcd" }],
  ["color-background", { type: "color-background", mode: "gradient" }],
  ["color-background-solid", { type: "color-background", mode: "basic" }],
  ["color-text", { type: "color-text" }],
  ["custom", { type: "auto" }],
] as const)("a cell that was shown as %s has options now", ([displayMode, cellOptions]) => {
  const matcher = { id: "byName", options: "x" };
  const made = table(
    { displayMode },
    { overrides: [{ matcher, properties: [{ id: "custom.displayMode", value: displayMode }] }] },
  );
  expect(made.fieldConfig.defaults["custom"]).toMatchObject({ cellOptions });
  expect(made.fieldConfig.overrides).toEqual([
    { matcher, properties: [{ id: "custom.cellOptions", value: cellOptions }] },
  ]);
});

test("wrapping is a setting of the column, no longer of its cells", () => {
  const overrides = [
    { matcher: { id: "byName" }, properties: [{ id: "custom.cellOptions", value: { type: "auto", wrapText: true } }] },
  ];
  const made = table({ cellOptions: { type: "auto", wrapText: true } }, { overrides, version: 41 });
  expect(made.fieldConfig.defaults["custom"]).toMatchObject({ cellOptions: { type: "auto" }, wrapText: true });
  expect(made.fieldConfig.overrides).toEqual([
    {
      matcher: { id: "byName" },
      properties: [
        { id: "custom.cellOptions", value: { type: "auto" } },
        { id: "custom.wrapText", value: true },
      ],
    },
  ]);
});

test("a footer of the whole table becomes one of all columns, or of those that it names", () => {
  const footer = (more: object) => table({}, { options: { footer: { show: true, reducer: ["sum"], ...more } } });
  expect(footer({}).fieldConfig.defaults["custom"]).toMatchObject({ footer: { reducers: ["sum"] } });
  expect(footer({ countRows: true, reducer: ["count"] }).fieldConfig.defaults["custom"]).toMatchObject({
    footer: { reducers: ["countAll"] },
  });
  expect(footer({ fields: ["a"] }).fieldConfig.overrides).toEqual([
    { matcher: { id: "byName", options: "a" }, properties: [{ id: "custom.footer.reducers", value: ["sum"] }] },
  ]);
  expect(footer({ fields: ["a", "b"] }).fieldConfig.overrides).toMatchObject([
    { matcher: { id: "byNames", options: { mode: "include", names: ["a", "b"] } } },
  ]);
  expect(footer({ enablePagination: true }).options).toMatchObject({ enablePagination: true });
  expect(footer({}).options).not.toHaveProperty("footer");
  expect(footer({ show: false }).fieldConfig.defaults["custom"]).toMatchObject({ footer: { reducers: [] } });
});
