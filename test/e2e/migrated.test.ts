import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Stack, smallSpec, startStack } from "./stack.ts";

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack.stop());

const panel = (id: number, expr: string) => ({
  id,
  type: "stat",
  title: `P${id}`,
  datasource: null,
  gridPos: { x: 0, y: 8 * id, w: 12, h: 8 },
  targets: [{ refId: "A", expr }],
});
/** Grafana 12 saves it in schema 42, with a data source in every query and settings that it does not name. */
const source = {
  apiVersion: "dashboard.grafana.app/v1beta1",
  kind: "Dashboard",
  metadata: { name: "old-one", labels: { team: "a" } },
  spec: {
    title: "Old one",
    schemaVersion: 27,
    style: "dark",
    panels: [panel(1, "queue_length"), panel(2, "rate(requests_total[5m])")],
    time: { from: "now-15m", to: "now" },
  },
};

test("export gives the source's schema version and forms back where nobody edited, though Grafana migrated all of it", async () => {
  stack.write("old.json", source);
  stack.write("old.data.yaml", smallSpec);
  const made = await stack.run(["up", "old.json", "--key", "pr-1", "--output", "json"]);
  expect(made.code, made.stderr).toBe(0);
  const { dashboards } = made.json<{ dashboards: { uid: string; opensOn: { from: string; to: string } }[] }>();
  const { uid, opensOn } = dashboards[0]!;
  expect(Date.parse(opensOn.to) - Date.parse(opensOn.from)).toBe(900_000);
  const exportIt = async () => {
    const exported = await stack.run(["export", uid, "-o", "back.json"]);
    expect([exported.code, exported.stderr]).toEqual([0, expect.not.stringContaining("stays migrated")]);
    return JSON.parse(readFileSync(join(stack.folder, "back.json"), "utf8")) as typeof source;
  };
  expect(await exportIt()).toEqual(source);

  const address = `${stack.grafanaUrl}/apis/dashboard.grafana.app/v1beta1/namespaces/default/dashboards/${uid}`;
  const headers = { authorization: `Bearer ${stack.token}`, "content-type": "application/json" };
  const stored = (await (await fetch(address, { headers })).json()) as typeof source;
  expect(stored.spec.schemaVersion).toBe(42);
  stored.spec.panels[1]!.title = "Requests";
  const saved = await fetch(address, { method: "PUT", headers, body: JSON.stringify(stored) });
  expect(saved.status).toBe(200);
  const [first, second] = source.spec.panels;
  expect(await exportIt()).toEqual({
    ...source,
    spec: { ...source.spec, panels: [first, { ...second, title: "Requests" }] },
  });
});
