import { expect, test } from "vitest";
import { dashboardSource } from "../../testing/dashboard-source.ts";
import { readWritten } from "../written-dashboard.ts";
import { gridPlaces } from "./grid.ts";

const found = (panels: Parameters<typeof dashboardSource>[0]["panels"]) =>
  gridPlaces(readWritten(dashboardSource({ panels: panels! }))).map(({ state, panelId, reason }) => [
    state,
    panelId,
    reason,
  ]);
const at = (x: number, y: number, w: number, h: number) => ({ gridPos: { x, y, w, h } });

test("gridPlaces tells panels that end or begin outside, or have no size", () => {
  expect(found([at(0, 0, 24, 8), at(20, 8, 8, 8), at(-1, 16, 4, 4), at(0, 24, 0, 8)])).toEqual([
    ["broken", 2, "it ends at column 28, and the grid has 24"],
    ["broken", 3, "it begins outside of the grid (x -1, y 16)"],
    ["broken", 4, "it has no size (w 0, h 8)"],
  ]);
});

test("gridPlaces gives a hint for a panel over another, and none for neighbours", () => {
  expect(found([at(0, 0, 12, 8), at(12, 0, 12, 8), at(0, 8, 12, 8), at(6, 7, 12, 8)])).toEqual([
    ["hint", 4, 'it lies over "P1"; Grafana moves it'],
  ]);
});

test("gridPlaces leaves repeated panels, collapsed rows and panels without a place alone", () => {
  const inRow = { id: 9, title: "In", type: "timeseries", ...at(0, 0, 12, 8), targets: [] };
  const row = { type: "row", collapsed: true, ...at(0, 8, 24, 1), panels: [inRow, { ...inRow, id: 10 }] };
  expect(found([at(0, 0, 12, 8), { ...at(0, 0, 12, 8), repeat: "v" }, row, { gridPos: undefined }])).toEqual([]);
});
