import { afterEach, beforeEach, expect, test } from "vitest";
import { type GrafanaDouble, startGrafanaDouble } from "../../test/servers/grafana-double.ts";
import { connectTo } from "../../test/servers/grafana-target.ts";
import { chooseDataSource, listDataSources } from "./data-sources.ts";

let double: GrafanaDouble;
beforeEach(async () => {
  double = await startGrafanaDouble({
    dataSources: [
      { uid: "p1", name: "Main", type: "prometheus", jsonData: { timeInterval: "30s" }, url: "http://prometheus:9090" },
      { uid: "loki", name: "Logs", type: "loki", url: "" },
    ],
  });
});
afterEach(() => double.stop());

const add = (source: Record<string, unknown>) => double.store.dataSources.set(String(source["uid"]), source);
const main = {
  uid: "p1",
  name: "Main",
  type: "prometheus",
  isDefault: false,
  scrapeIntervalMs: 30_000,
  url: "http://prometheus:9090",
};

test("listDataSources reads uid, name, type, scrape interval and address, as a Viewer too", async () => {
  const logs = {
    uid: "loki",
    name: "Logs",
    type: "loki",
    isDefault: false,
    scrapeIntervalMs: undefined,
    url: undefined,
  };
  expect(await listDataSources(connectTo(double, "viewer"))).toEqual([main, logs]);
});

test("listDataSources reads the frontend settings if listing is forbidden", async () => {
  double.fail({ path: "/api/datasources", status: 403 });
  expect(await listDataSources(connectTo(double))).toContainEqual({ ...main, url: undefined });
});

test.for([
  ["1m", 60_000],
  ["", undefined],
  ["0", undefined],
  ["soon", undefined],
  [15, undefined],
] as const)("listDataSources reads the scrape interval %o as %o", async ([timeInterval, expected]) => {
  add({ uid: "p1", name: "Main", type: "prometheus", jsonData: { timeInterval } });
  expect((await listDataSources(connectTo(double)))[0]?.scrapeIntervalMs).toBe(expected);
});

test("chooseDataSource chooses the only Prometheus data source", async () => {
  expect(await chooseDataSource(connectTo(double))).toEqual(main);
});

test("chooseDataSource matches the uid before the name", async () => {
  add({ uid: "Main", name: "Other", type: "prometheus" });
  expect(await chooseDataSource(connectTo(double), "p1")).toMatchObject({ uid: "p1" });
  expect(await chooseDataSource(connectTo(double), "Main")).toMatchObject({ uid: "Main" });
  expect(await chooseDataSource(connectTo(double), "Other")).toMatchObject({ uid: "Main" });
});

test("chooseDataSource lists the data sources if there are several, even if one is the default", async () => {
  add({ uid: "p2", name: "Second", type: "prometheus", isDefault: true });
  await expect(chooseDataSource(connectTo(double))).rejects.toMatchObject({
    code: "usage",
    message: expect.stringMatching(/--datasource .*p1 \(Main\), p2 \(Second\)/),
  });
});

test("chooseDataSource lists the data sources if the named one is missing or not a Prometheus", async () => {
  await expect(chooseDataSource(connectTo(double), "nope")).rejects.toThrow(
    /--datasource nope: .*There is: p1 \(Main\)\./,
  );
  await expect(chooseDataSource(connectTo(double), "Logs")).rejects.toThrow(/is of type loki.*There is: p1 \(Main\)\./);
});

test("chooseDataSource says what to do if there is no Prometheus data source", async () => {
  double.store.dataSources.delete("p1");
  await expect(chooseDataSource(connectTo(double))).rejects.toMatchObject({ code: "no-data-source" });
});
