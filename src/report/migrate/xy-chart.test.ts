import { expect, test } from "vitest";
import { migrated } from "../testing/dashboards.ts";

const chart = (options: object, pluginVersion = "10.0.0") => migrated({ type: "xychart", pluginVersion, options });

test("an XY chart that found its series itself still does", () => {
  const { options } = chart({ seriesMapping: "auto", dims: { frame: 1, x: "time", exclude: ["a"] } });
  expect(options).toMatchObject({
    mapping: "auto",
    series: [
      {
        frame: { matcher: { id: "byIndex", options: 1 } },
        x: { matcher: { id: "byName", options: "time" } },
        y: { matcher: { id: "byType", options: "number" }, exclude: { id: "byNames", options: ["a"] } },
      },
    ],
  });
  expect(options).not.toHaveProperty("dims");
});

test("series that were chosen by hand are found by name, their fixed colours and sizes are overrides", () => {
  const series = [
    { x: "h", y: "w", pointColor: { fixed: "purple" }, pointSize: { fixed: 9 } },
    { x: "h", y: "v", frame: 3, pointColor: { field: "c" }, pointSize: { field: "s", min: 1, max: 8 } },
  ];
  const made = chart({ seriesMapping: "manual", series });
  expect(made.options).toMatchObject({
    mapping: "manual",
    series: [
      { frame: { matcher: { options: 0 } }, x: { matcher: { options: "h" } }, y: { matcher: { options: "w" } } },
      { frame: { matcher: { options: 3 } }, color: { matcher: { options: "c" } }, size: { matcher: { options: "s" } } },
    ],
  });
  expect(made.fieldConfig.overrides).toEqual([
    {
      matcher: { id: "byName", options: "w" },
      properties: [{ id: "color", value: { mode: "fixed", fixedColor: "purple" } }],
    },
    { matcher: { id: "byName", options: "w" }, properties: [{ id: "custom.pointSize.fixed", value: 9 }] },
    { matcher: { id: "byName", options: "s" }, properties: [{ id: "custom.pointSize.min", value: 1 }] },
    { matcher: { id: "byName", options: "s" }, properties: [{ id: "custom.pointSize.max", value: 8 }] },
  ]);
});

test("an XY chart of today stays as it is", () => {
  const options = { mapping: "manual", series: [{ x: { matcher: { id: "byName", options: "a" } } }] };
  expect(chart(options, "11.1.0").options).toMatchObject(options);
});
