import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { emptyServer, type Stack, startStack } from "../e2e/stack.ts";
import { startGrafanaCloudDouble } from "../servers/grafana-cloud-double.ts";
import { startGrafanaDouble } from "../servers/grafana-double.ts";
import { startMimirDouble } from "../servers/mimir-double.ts";
import { fences } from "./pages.ts";

const [cloudSteps, , , mimirSteps] = fences("grafana-cloud.md", "sh");
const admin = { DASHPREVIEW_ADMIN_USER: "admin", DASHPREVIEW_ADMIN_PASSWORD: "admin", GRAFANA_TOKEN: "" };

let stack: Stack;
vi.setConfig({ testTimeout: 60_000 });
beforeAll(async () => {
  stack = await startStack(emptyServer);
});
afterAll(() => stack?.stop());

/** The variables that the page exports, with the servers of this machine. */
function exported(block: string, here: Readonly<Record<string, string>>): Record<string, string> {
  const variables = [...block.matchAll(/^export (\w+)=(\S+)/gm)].map(([, name, value]) => [name!, value!] as const);
  for (const name of Object.keys(here)) expect(variables.map(([one]) => one)).toContain(name);
  return { ...(Object.fromEntries(variables) as Record<string, string>), ...here };
}
const setup = (block: string, env: Record<string, string>) => {
  const words = /^dashpreview (setup .*)$/m.exec(block)![1]!.split(" ");
  return stack.run(words, { env: { ...admin, ...env } });
};

test("setup as the page has it uses the data source that a stack of Grafana Cloud has", async () => {
  const cloud = await startGrafanaCloudDouble(stack.prometheusUrl);
  const source = { uid: "grafanacloud-prom", name: "grafanacloud-example-prom", type: "prometheus", access: "proxy" };
  const grafana = await startGrafanaDouble({
    prometheusUrl: stack.prometheusUrl,
    dataSources: [{ ...source, url: `${cloud.url}/api/prom`, isDefault: true } as never],
  });
  try {
    const env = exported(cloudSteps!, {
      GRAFANA_URL: grafana.url,
      PROMETHEUS_URL: cloud.url,
      DASHPREVIEW_PROMETHEUS_USER: cloud.user,
      DASHPREVIEW_PROMETHEUS_PASSWORD: cloud.password,
    });
    const made = await setup(cloudSteps!, { ...env, DASHPREVIEW_RECEIVER: "grafana-cloud" });
    expect(made.code, made.stdout + made.stderr).toBe(0);
    expect(made.stdout).toMatch(/data source +.*grafanacloud-example-prom/);
    expect(grafana.requests.filter(({ method, path }) => method === "POST" && path === "/api/datasources")).toEqual([]);
    expect(made.stdout + made.stderr).not.toContain(cloud.password);
  } finally {
    await Promise.all([grafana.stop(), cloud.stop()]);
  }
});

test("setup as the page has it makes a data source with the tenant of previews", async () => {
  const mimir = await startMimirDouble({ target: stack.prometheusUrl });
  const grafana = await startGrafanaDouble({ prometheusUrl: stack.prometheusUrl, dataSources: [] });
  try {
    const env = exported(mimirSteps!, { GRAFANA_URL: grafana.url, PROMETHEUS_URL: `${mimir.url}/prometheus` });
    expect(env["DASHPREVIEW_TENANT"]).toBe("previews");
    const made = await setup(mimirSteps!, env);
    expect(made.code, made.stdout + made.stderr).toBe(0);
    const [saved] = grafana.requests.filter(({ method, path }) => method === "POST" && path === "/api/datasources");
    expect(saved!.body).toMatchObject({
      jsonData: { httpHeaderName1: "X-Scope-OrgID" },
      secureJsonData: { httpHeaderValue1: "previews" },
    });
    expect(readFileSync(join(stack.folder, "previews.env"), "utf8")).toContain("GRAFANA_TOKEN=");
  } finally {
    await Promise.all([grafana.stop(), mimir.stop()]);
  }
});
