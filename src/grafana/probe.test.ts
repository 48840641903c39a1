import { afterEach, beforeEach, expect, test } from "vitest";
import { type GrafanaDouble, startGrafanaDouble } from "../../test/servers/grafana-double.ts";
import { connectTo } from "../../test/servers/grafana-target.ts";
import { ensurePreviewFolder } from "./dashboards/folder.ts";
import { probeGrafana } from "./probe.ts";

let double: GrafanaDouble;
beforeEach(async () => {
  double = await startGrafanaDouble();
});
afterEach(() => double.stop());

test("probeGrafana reads version, clock, API, renderer and permissions, and changes nothing", async () => {
  const before = Math.floor(Date.now() / 1000) * 1000;
  const probe = await probeGrafana(connectTo(double));
  expect(probe).toMatchObject({
    version: "12.4.0",
    dashboardApi: { namespace: "default", classic: "v1beta1", v2: ["v2beta1"] },
    rendererAvailable: false,
    links: {
      url: double.url,
      from: "connection",
      why: "Grafana's root_url is http://localhost:3000, which only its own host reaches",
    },
    folder: "missing",
    maySave: "yes",
  });
  expect(probe.dateMs).toBeGreaterThanOrEqual(before);
  expect(double.requests.every(({ method }) => method === "GET")).toBe(true);
});

test("probeGrafana knows a Viewer, before there is a folder and after", async () => {
  expect(await probeGrafana(connectTo(double, "viewer"))).toMatchObject({
    maySave: "no",
    advice: expect.stringContaining("Editor"),
  });
  await ensurePreviewFolder(connectTo(double));
  expect(await probeGrafana(connectTo(double, "viewer"))).toMatchObject({ folder: "there", maySave: "no" });
  expect(await probeGrafana(connectTo(double))).toMatchObject({ folder: "there", maySave: "yes" });
});

test("probeGrafana reports unknown permissions if Grafana does not return them", async () => {
  double.fail({ path: "/api/access-control", status: 404 });
  expect(await probeGrafana(connectTo(double))).toMatchObject({ maySave: "unknown" });
});

test("probeGrafana asks /api/health where the settings hide the version", async () => {
  double.fail({ path: "/api/frontend/settings", status: 200, body: { buildInfo: { version: "" } } });
  expect(await probeGrafana(connectTo(double))).toMatchObject({ version: "12.4.0" });
});

test("probeGrafana finds no /apis in Grafana 11", async () => {
  const old = await startGrafanaDouble({ version: "11.6.0" });
  expect(await probeGrafana(connectTo(old))).toMatchObject({
    version: "11.6.0",
    dashboardApi: undefined,
    maySave: "yes",
  });
  await old.stop();
});

test("probeGrafana refuses a wrong token, also where the settings are open to everybody", async () => {
  const wrong = { url: double.url, tokens: { ...double.tokens, editor: "glsa_wrong" } };
  await expect(probeGrafana(connectTo(wrong))).rejects.toMatchObject({ code: "unauthorized" });
  double.fail({ path: "/api/frontend/settings", status: 200, body: { buildInfo: {} } });
  await expect(probeGrafana(connectTo(wrong))).rejects.toMatchObject({ code: "unauthorized" });
});

test("probeGrafana knows that JSON of another server is not Grafana's", async () => {
  double.fail({ path: "/api/frontend/settings", status: 200, body: { status: "success" } });
  await expect(probeGrafana(connectTo(double))).rejects.toMatchObject({ code: "not-grafana" });
});
