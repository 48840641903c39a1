import { afterEach, beforeEach, expect, test } from "vitest";
import { type GrafanaDouble, startGrafanaDouble } from "../../../test/servers/grafana-double.ts";
import { connectTo } from "../../../test/servers/grafana-target.ts";
import { libraryPanel } from "./library-panel.ts";

let double: GrafanaDouble;
beforeEach(async () => {
  double = await startGrafanaDouble();
});
afterEach(() => double.stop());

test("libraryPanel reads a panel's JSON", async () => {
  const model = { type: "timeseries", title: "lib" };
  double.store.libraryElements.set("lib-1", { uid: "lib-1", name: "Lib panel", kind: 1, model });
  expect(await libraryPanel(connectTo(double, "viewer"), "lib-1")).toEqual({ uid: "lib-1", name: "Lib panel", model });
});

test("libraryPanel returns undefined for one that is missing, hidden or not a panel", async () => {
  expect(await libraryPanel(connectTo(double), "nope")).toBeUndefined();
  double.fail({ path: "/api/library-elements", status: 403 });
  expect(await libraryPanel(connectTo(double), "nope")).toBeUndefined();
  double.store.libraryElements.set("variable", { uid: "variable", name: "v", kind: 2, model: {} });
  expect(await libraryPanel(connectTo(double), "variable")).toBeUndefined();
});

test("libraryPanel refuses an answer without a panel", async () => {
  double.fail({ path: "/api/library-elements", status: 200, body: { result: {} } });
  await expect(libraryPanel(connectTo(double), "x")).rejects.toMatchObject({ code: "unexpected" });
});
