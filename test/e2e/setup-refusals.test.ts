import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type GrafanaDouble, startGrafanaDouble } from "../servers/grafana-double.ts";
import type { Json } from "../servers/grafana-store.ts";
import type { CliResult } from "./cli.ts";
import { emptyServer, type Stack, startStack } from "./stack.ts";

let stack: Stack;
let grafana: GrafanaDouble;

beforeAll(async () => {
  stack = await startStack(emptyServer);
});
afterAll(() => stack.stop());
// A Grafana that somebody has just installed.
beforeEach(async () => {
  grafana = await startGrafanaDouble({ prometheusUrl: stack.prometheusUrl, dataSources: [] });
  return () => grafana.stop();
});

const admin = { DASHPREVIEW_ADMIN_USER: "admin", DASHPREVIEW_ADMIN_PASSWORD: "admin" };
const setup = (args: readonly string[] = [], env: Readonly<Record<string, string>> = {}) =>
  stack.run(["setup", ...args], { env: { ...admin, GRAFANA_URL: grafana.url, GRAFANA_TOKEN: "", ...env } });
const states = ({ stdout }: CliResult) =>
  stdout.split("\n").flatMap((line) => {
    const [, state, subject] = /^([a-z-]+) {2,}([a-z ]+?) {2,}/.exec(line) ?? [];
    return state === undefined ? [] : [`${state} ${subject}`];
  });
const writes = () => grafana.requests.filter(({ method, path }) => method !== "GET" && path !== "/api/ds/query");

test("things of other people that stand in the way are refused before anything is made", async () => {
  grafana.plant({ uid: "theirs", model: { title: "Sales" }, folderUid: "dashpreview" });
  const foreign = await setup(["--show-token"]);
  expect(foreign.code).toBe(2);
  expect(foreign.stderr).toContain('holds 1 dashboards that are no previews ("Sales")');
  expect(foreign.stderr).toContain("or pass --editors edit");
  expect(writes()).toEqual([]);
  expect((await setup(["--show-token", "--editors", "edit"])).code).toBe(0);
  const removed = await setup(["--remove"]);
  expect(removed.code).toBe(3);
  expect(states(removed)).toEqual(["removed account", "removed data source", "refused folder"]);
  expect(grafana.dashboards()).toHaveLength(1);
});

test("a data source or account that setup did not make is neither changed nor removed", async () => {
  const source = {
    uid: "dashpreview-prometheus",
    name: "Mine",
    type: "prometheus",
    url: "http://mine:9090",
    jsonData: {},
  };
  grafana.store.dataSources.set(source.uid, source);
  const refused = await setup(["--show-token"]);
  expect(refused.stderr).toContain(
    'the data source "Mine" has the uid dashpreview-prometheus, and setup did not make it',
  );
  expect(writes()).toEqual([]);
  await setup(["--show-token", "--datasource", "Mine"]);
  const [account] = [...grafana.store.accounts.keys()];
  grafana.store.tokens.get(account!)!.push({
    id: 99,
    name: "for my script",
    key: "glsa_mine",
    created: "2026-11-27T09:00:00Z",
    expiration: undefined,
  });
  const removed = await setup(["--remove"]);
  expect(removed.code).toBe(3);
  expect(states(removed)).toEqual(["refused account", "refused data source", "removed folder"]);
  expect(removed.stdout).toContain('has 1 token that setup did not make ("for my script")');
});

test("while there are previews nothing is removed", async () => {
  await setup(["--write-env", "previews.env"]);
  grafana.plant({ uid: "dp-x", model: { title: "x", tags: ["dashpreview"] }, folderUid: "dashpreview" });
  const refused = await setup(["--remove"]);
  expect(refused.code).toBe(3);
  expect(refused.stdout).toContain("1 preview is still there");
  expect(grafana.store.accounts.size).toBe(1);
});

test("a receiver with credentials and a tenant is written into the data source, and the address is Grafana's", async () => {
  const flags = ["--datasource-url", "http://inside:9090/", "--tenant", "previews", "--prometheus-user", "ci"];
  const env = { DASHPREVIEW_PROMETHEUS_PASSWORD: "Kq3-secret-word" };
  const made = await setup([...flags, "--show-token"], env);
  expect(made.code, made.stdout + made.stderr).toBe(0);
  expect(grafana.store.dataSources.get("dashpreview-prometheus")).toMatchObject({
    url: "http://inside:9090",
    type: "prometheus",
    isDefault: false,
    basicAuth: true,
    basicAuthUser: "ci",
    jsonData: {
      httpMethod: "POST",
      timeInterval: "15s",
      prometheusType: "Prometheus",
      manageAlerts: false,
      httpHeaderName1: "X-Scope-OrgID",
      dashpreview: "setup",
    },
    secureJsonFields: { httpHeaderValue1: true, basicAuthPassword: true },
  });
  const sent = grafana.requests.find(({ method, path }) => method === "POST" && path === "/api/datasources")!
    .body as Json;
  expect(sent["secureJsonData"]).toEqual({ httpHeaderValue1: "previews", basicAuthPassword: "Kq3-secret-word" });
  // --show-token shows the token that was made, not what came in.
  expect(made.stdout).toMatch(/^GRAFANA_TOKEN=glsa_double/m);
  expect(made.stdout).not.toContain("Kq3-secret-word");
});

test("a data source that Grafana does not reach fails, and says with which flag to run again", async () => {
  grafana.store.unreachable.add(stack.prometheusUrl);
  const failed = await setup(["--write-env", "previews.env"]);
  expect(failed.code).toBe(3);
  expect(states(failed)).toContain("failed reach");
  expect(failed.stdout).toContain("next: run setup again with --datasource-url");
  const mended = await setup(["--datasource-url", "http://inside:9090"]);
  expect(states(mended)).toContain("changed data source");
  expect(mended.code, mended.stdout).toBe(0);
}, 30_000);

test("a data source that reads the receiver already is used", async () => {
  grafana.store.dataSources.set("p", { uid: "p", name: "Prom", type: "prometheus", url: `${stack.prometheusUrl}/` });
  const made = await setup(["--show-token"]);
  expect(states(made)).toContain("there data source");
  expect(grafana.store.dataSources.size).toBe(1);
});

test.for([
  {
    why: "an Editor",
    env: () => ({ DASHPREVIEW_ADMIN_TOKEN: grafana.tokens.editor }),
    says: "this login is not an Admin's: it lacks the permissions folders.permissions:write, serviceaccounts:create",
  },
  {
    why: "a wrong password",
    env: () => ({ DASHPREVIEW_ADMIN_PASSWORD: "Vb6-wrong" }),
    says: "does not accept this login",
  },
  {
    why: "an organisation of others",
    env: () => ({ DASHPREVIEW_ORG: "7" }),
    says: "--org 7: there is no such organisation",
  },
  { why: "no login", env: () => ({ DASHPREVIEW_ADMIN_USER: "" }), says: "set DASHPREVIEW_ADMIN_TOKEN, or" },
])("$why is told what to do next, and nothing is made", async ({ env, says }) => {
  const refused = await setup(["--show-token"], env());
  expect(refused.code).not.toBe(0);
  expect(refused.stderr).toContain(says);
  expect(refused.stderr).not.toContain("Vb6-wrong");
  expect(writes()).toEqual([]);
});

test("service accounts that are off, and one that is disabled, are told apart", async () => {
  grafana.fail({ method: "GET", path: /serviceaccounts\/search/, status: 404, body: { message: "Not found" } });
  expect((await setup(["--show-token"])).stderr).toContain("Grafana has no service accounts (404)");
  grafana.heal();
  await setup(["--write-env", "previews.env"]);
  for (const account of grafana.store.accounts.values()) account.isDisabled = true;
  const disabled = await setup(["--show-token", "--renew-token"]);
  expect(disabled.stderr).toContain("the service account dashpreview-setup is switched off. Next: switch it on");
});
