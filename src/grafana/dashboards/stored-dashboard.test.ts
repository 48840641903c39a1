import { afterEach, beforeEach, expect, test } from "vitest";
import { type GrafanaDouble, startGrafanaDouble } from "../../../test/servers/grafana-double.ts";
import { connectTo } from "../../../test/servers/grafana-target.ts";
import { dashboardUrl, readDashboardByUid } from "./stored-dashboard.ts";

let double: GrafanaDouble;
let old: GrafanaDouble;
beforeEach(async () => {
  double = await startGrafanaDouble();
  old = await startGrafanaDouble({ version: "11.6.0" });
});
afterEach(() => Promise.all([double.stop(), old.stop()]));

test("readDashboardByUid returns undefined for a dashboard that does not exist", async () => {
  expect(await readDashboardByUid(connectTo(double), "nope")).toBeUndefined();
  expect(await readDashboardByUid(connectTo(old), "nope")).toBeUndefined();
});

test("readDashboardByUid does not trust a 404 that is not about the dashboard", async () => {
  for (const body of [{ message: "Dashboard not found" }, { kind: "Status", reason: "Unknown" }]) {
    double.fail({ path: "/dashboards/x", status: 404, body });
    await expect(readDashboardByUid(connectTo(double), "x")).rejects.toMatchObject({ code: "unreadable" });
  }
  double.fail({ path: "/dashboards/x", status: 404, body: "<html>" });
  await expect(readDashboardByUid(connectTo(double), "x")).rejects.toMatchObject({ code: "not-grafana" });
});

test("readDashboardByUid does not believe a 404 of the classic API when the search lists the dashboard", async () => {
  old.plant({ uid: "x", model: { title: "x" }, folderUid: "dashpreview" });
  old.fail({ path: "/api/dashboards/uid/x", status: 404, body: { message: "Dashboard not found" } });
  await expect(readDashboardByUid(connectTo(old), "x")).rejects.toMatchObject({ code: "unreadable" });
});

test("readDashboardByUid reads what others made: any folder, no tags, no manifest", async () => {
  for (const grafana of [connectTo(double), connectTo(old)]) {
    const [target] = [double, old].filter(({ url }) => url === grafana.url);
    target!.plant({ uid: "x", model: { title: "X", panels: [] }, folderUid: "team" });
    expect(await readDashboardByUid(grafana, "x")).toMatchObject({
      kind: "classic",
      title: "X",
      tags: [],
      folderUid: "team",
      version: 1,
    });
  }
});

test("readDashboardByUid returns the user and time of the last save", async () => {
  double.plant({ uid: "x", model: { title: "X" } });
  const stored = await readDashboardByUid(connectTo(double), "x");
  expect(stored).toMatchObject({ folderUid: "", savedBy: "service-account:sa900", manifest: undefined });
  expect(Math.abs(Date.now() - (stored?.savedAtMs ?? 0))).toBeLessThan(60_000);
});

test("readDashboardByUid reads schema v2 as v2, with a version of it that the server offers", async () => {
  const variables = [{ kind: "ConstantVariable", spec: { name: "dashpreview", query: "abc" } }];
  double.plant({ uid: "x", kind: "v2", model: { title: "X", variables } });
  expect(await readDashboardByUid(connectTo(double), "x")).toMatchObject({
    kind: "v2",
    manifest: "abc",
    model: { variables },
  });
  double.fail({ path: /dashboard\.grafana\.app$/, status: 200, body: { versions: [{ version: "v1beta1" }] } });
  await expect(readDashboardByUid(connectTo(double), "x")).rejects.toMatchObject({ code: "unsupported" });
});

test.for(["", ".", "..", "x".repeat(201), "\ud800"])(
  "readDashboardByUid never asks for a uid that could climb out of its path: %j",
  async (uid) => {
    await expect(readDashboardByUid(connectTo(double), uid)).rejects.toMatchObject({ code: "invalid" });
    expect(double.requests).toHaveLength(0);
  },
);

test("readDashboardByUid keeps a slash in a uid inside its segment", async () => {
  await readDashboardByUid(connectTo(double), "../../folders/x?y");
  expect(double.requests.at(-1)?.path).toBe(
    "/apis/dashboard.grafana.app/v1beta1/namespaces/default/dashboards/..%2F..%2Ffolders%2Fx%3Fy",
  );
});

test("dashboardUrl keeps a sub-path and names the organisation that was asked for", async () => {
  const linked = (url: string, org: number | undefined) => ({
    org,
    linkBase: async () => ({ url, from: "connection" }) as const,
  });
  expect(await dashboardUrl(linked("https://g.example/grafana", undefined), "dp-x")).toBe(
    "https://g.example/grafana/d/dp-x",
  );
  expect(await dashboardUrl(linked("https://g.example", 2), "dp-x")).toBe("https://g.example/d/dp-x?orgId=2");
});
