import { afterEach, expect, test } from "vitest";
import { type GrafanaDouble, startGrafanaDouble } from "../../../test/servers/grafana-double.ts";
import { connectTo } from "../../../test/servers/grafana-target.ts";
import { readOrProveAbsent } from "./absent.ts";

let double: GrafanaDouble;
afterEach(() => double.stop());
const always = { method: "GET", times: 100 };
const noApis = () => double.fail({ ...always, path: /^\/apis/, status: 404, body: "<h1>404</h1>" });

test.for(["12.4.0", "11.6.0"])(
  "readOrProveAbsent reads a dashboard, or proves that it does not exist, with Grafana %s",
  async (version) => {
    double = await startGrafanaDouble({ version });
    double.plant({ uid: "x", model: { title: "X" }, folderUid: "team" });
    expect(await readOrProveAbsent(connectTo(double), "x")).toMatchObject({ title: "X" });
    expect(await readOrProveAbsent(connectTo(double), "nope")).toBe("absent");
  },
);

test("readOrProveAbsent does not trust the classic API of Grafana 12, which answers 404 for dashboards that the token may not read", async () => {
  double = await startGrafanaDouble();
  noApis();
  double.plant({ uid: "x", model: { title: "X" }, folderUid: "team" });
  double.fail({
    ...always,
    path: /^\/api\/dashboards\/uid\/x$/,
    status: 404,
    body: { message: "Dashboard not found" },
  });
  expect(await readOrProveAbsent(connectTo(double), "x")).toBe("hidden");
  expect(await readOrProveAbsent(connectTo(double), "nope")).toBe("absent");
});

test("readOrProveAbsent throws the error of /apis for a dashboard that the token may not read", async () => {
  double = await startGrafanaDouble();
  double.fail({
    ...always,
    path: /dashboards\/x$/,
    status: 403,
    body: { kind: "Status", status: "Failure", code: 403 },
  });
  await expect(readOrProveAbsent(connectTo(double), "x")).rejects.toMatchObject({ code: "forbidden", status: 403 });
});
