import { expect, test } from "vitest";
import { classic } from "../testing/dashboards.ts";
import { pageSettings } from "./page-settings.ts";

const of = (model: Parameters<typeof classic>[0]) => pageSettings(classic({ panels: [{ type: "text" }], ...model }));

test.for([
  [{}, "off"],
  [{ graphTooltip: 1 }, "crosshair"],
  [{ graphTooltip: 2 }, "tooltip"],
  [{ graphTooltip: 7 }, "off"],
  [{ schemaVersion: 12, sharedCrosshair: true }, "crosshair"],
  [{ schemaVersion: 39, sharedCrosshair: true }, "off"],
] as const)("pageSettings reads %j as a cursor that is shared: %s", ([model, expected]) => {
  expect(of(model).sharedCursor).toBe(expected);
});

test.for([
  ["utc", "utc"],
  ["UTC", "utc"],
  ["", "browser"],
  ["browser", "browser"],
  ["Europe/Berlin", "Europe/Berlin"],
  ["Nowhere/City", "browser"],
  ["<script>", "browser"],
] as const)("pageSettings takes the time zone %j for %s", ([timezone, expected]) => {
  expect(of({ timezone }).timeZone).toBe(expected);
});
