import { inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type GrafanaDouble, startGrafanaDouble } from "../../test/servers/grafana-double.ts";
import { connectTo } from "../../test/servers/grafana-target.ts";
import { GrafanaError } from "../errors.ts";
import { createGrafana } from "./connection.ts";

let double: GrafanaDouble;
beforeEach(async () => {
  double = await startGrafanaDouble();
});
afterEach(() => double.stop());

const get = { method: "GET", path: "/api/datasources", doing: "listing" } as const;
const post = { method: "POST", path: "/api/folders", json: { uid: "a", title: "a" }, doing: "making" } as const;
const failed = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => error as GrafanaError,
  );

test.for([
  [301, "redirected"],
  [400, "invalid"],
  [401, "unauthorized"],
  [403, "forbidden"],
  [404, "not-found"],
  [406, "invalid"],
  [409, "conflict"],
  [412, "conflict"],
  [418, "unexpected"],
  [422, "invalid"],
  [429, "unavailable"],
  [500, "unavailable"],
  [502, "unavailable"],
] as const)(
  "ask turns status %i into code %s and says what was done, where, and what Grafana said",
  async ([status, code]) => {
    double.fail({ status, times: 3 });
    const error = await failed(connectTo(double).ask(post));
    expect(error).toBeInstanceOf(GrafanaError);
    expect(error).toMatchObject({ code, status });
    expect(error?.message).toContain(`making at ${double.url}: ${status} (made to fail by the test). `);
  },
);

test("ask distinguishes a taken title from a changed dashboard", async () => {
  double.fail({ status: 412, body: { message: "same name", status: "name-exists" } });
  expect(await failed(connectTo(double).ask(post))).toMatchObject({ code: "title-taken" });
});

test("ask says of an HTML page, whether 200 or 404, that this is not Grafana's API", async () => {
  for (const status of [200, 404]) {
    double.fail({ status, body: "<html>login</html>" });
    expect(await failed(connectTo(double).ask(get))).toMatchObject({ code: "not-grafana" });
  }
});

test("ask names the origin of a redirect and nothing else of it", async () => {
  double.fail({ status: 302, headers: { Location: "https://login.example/path?secret=1" } });
  const error = await failed(connectTo(double).ask(get));
  expect(error?.message).toContain("(https://login.example)");
  expect(error?.message).not.toContain("secret");
});

test("ask repeats a GET twice after 429, 502, 503, 504 and lost connections, but not after 500", async () => {
  double.fail({ status: 503 });
  double.fail({ action: "drop" });
  expect((await connectTo(double).ask(get)).status).toBe(200);
  expect(double.requests).toHaveLength(3);
  double.fail({ status: 502, times: 3 });
  expect(await failed(connectTo(double).ask(get))).toMatchObject({ status: 502 });
  double.fail({ status: 500 });
  expect(await failed(connectTo(double).ask(get))).toMatchObject({ status: 500 });
  expect(double.requests).toHaveLength(7);
});

test("ask sends anything but a GET once", async () => {
  double.fail({ action: "drop" });
  expect(await failed(connectTo(double).ask(post))).toMatchObject({ code: "no-answer" });
  expect(double.requests).toHaveLength(1);
});

test("ask waits as Retry-After says, and gives up at once if that exceeds the retry time", async () => {
  const waits: number[] = [];
  const sleep = async (ms: number) => void waits.push(ms);
  double.fail({ status: 429, headers: { "Retry-After": "2" } });
  await connectTo(double, "editor", { sleep }).ask(get);
  double.fail({ status: 429, headers: { "Retry-After": "soon" } });
  await connectTo(double, "editor", { sleep, random: () => 0.5 }).ask(get);
  // Half of the first wait of 250 ms is fixed, half is random.
  expect(waits).toEqual([2000, 187.5]);
  double.fail({ status: 429, headers: { "Retry-After": "99999" } });
  expect(await failed(connectTo(double, "editor", { sleep }).ask(get))).toMatchObject({ status: 429 });
  expect(waits).toHaveLength(2);
});

test("ask ends with the signal's reason; withSignal goes on with another one", async () => {
  const controller = new AbortController();
  const grafana = connectTo(double, "editor", { signal: controller.signal });
  double.fail({ action: "pass", delayMs: 60_000 });
  const pending = failed(grafana.ask(get));
  while (double.requests.length === 0) await new Promise((done) => setTimeout(done, 1));
  controller.abort(new Error("stopped"));
  expect(await pending).toMatchObject({ message: "stopped" });
  expect((await grafana.withSignal(undefined).ask(get)).status).toBe(200);
});

test("createGrafana sends the organisation, and refuses one that is not a number", async () => {
  expect(() => connectTo(double, "editor", { org: 0.5 })).toThrow("--org 0.5");
  expect((await connectTo(double, "editor", { org: 1 }).ask(get)).status).toBe(200);
});

describe("no error holds a secret", () => {
  const secret = "glsa_canary_0123456789";

  test.for([401, 403, 404, 409, 500, 302, 200])("when status %i echoes it", async (status) => {
    const sleep = async () => {};
    const headers = { "X-Extra": "canary-header-value" };
    const grafana = createGrafana({
      url: double.url,
      auth: { type: "bearer", token: secret },
      headers,
      userAgent: "t",
      sleep,
    });
    const message = `token ${secret} and ${headers["X-Extra"]} are no good\u001b[31m`;
    double.fail({ status, body: status === 200 ? message : { message }, headers: { Location: `https://x/${secret}` } });
    const error = await failed(grafana.ask(post));
    expect(error).toBeInstanceOf(GrafanaError);
    const everything =
      inspect(error, { depth: 20, showHidden: true }) +
      JSON.stringify(error) +
      inspect(grafana, { depth: 20, showHidden: true });
    expect(everything).not.toContain("canary");
    expect(error?.message).not.toContain("\u001b");
  });

  test("when there is no answer", async () => {
    const grafana = createGrafana({
      url: double.url,
      auth: { type: "basic", username: "u", password: secret },
      userAgent: "t",
      sleep: async () => {},
    });
    double.fail({ action: "drop" });
    const error = await failed(grafana.ask(post));
    expect(error).toMatchObject({ code: "no-answer" });
    const base64 = Buffer.from(`u:${secret}`).toString("base64");
    expect(inspect(error, { depth: 20, showHidden: true })).not.toMatch(RegExp(`canary|${base64.slice(0, 12)}`));
  });
});

test("dashboardApi finds v1beta1 and v2beta1 of Grafana 12.4, and asks once", async () => {
  const grafana = connectTo(double);
  expect(await grafana.dashboardApi()).toEqual({ namespace: "default", classic: "v1beta1", v2: ["v2beta1"] });
  await grafana.withSignal(undefined).dashboardApi();
  expect(double.requests.filter(({ path }) => path.startsWith("/apis"))).toHaveLength(1);
});

test("dashboardApi prefers stable versions", async () => {
  const versions = ["v0alpha1", "v1beta1", "v1", "v2beta1", "v2"].map((version) => ({ version }));
  double.fail({ path: "/apis", status: 200, body: { versions } });
  expect(await connectTo(double).dashboardApi()).toMatchObject({ classic: "v1", v2: ["v2", "v2beta1"] });
});

test("dashboardApi works the namespace out from the organisation where the settings do not name it", async () => {
  double.fail({ path: "/api/frontend/settings", status: 200, body: { buildInfo: {} } });
  double.fail({ path: "/api/user", status: 200, body: { orgId: 7 } });
  expect(await connectTo(double).dashboardApi()).toMatchObject({ namespace: "org-7" });
});

test("dashboardApi falls back to the classic API if Grafana lacks the new one or a proxy hides it", async () => {
  for (const fault of [
    { status: 404 },
    { status: 403 },
    { status: 200, body: "<html>" },
    { status: 200, body: { versions: [{ version: "v0alpha1" }] } },
  ]) {
    double.fail({ path: "/apis", ...fault });
    expect(await connectTo(double).dashboardApi()).toBeUndefined();
  }
});

test("dashboardApi fails with the server, and asks again the next time", async () => {
  const grafana = connectTo(double);
  double.fail({ path: "/apis", status: 503, times: 3 });
  expect(await failed(grafana.dashboardApi())).toMatchObject({ status: 503 });
  expect(await grafana.dashboardApi()).toMatchObject({ classic: "v1beta1" });
});
