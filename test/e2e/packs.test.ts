import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { temporaryFolder } from "../servers/process.ts";
import { type CliResult, runCli } from "./cli.ts";
import { dashboard } from "./stack.ts";

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const run = (...args: string[]): Promise<CliResult> =>
  runCli(args, { cwd: folder, env: { TMPDIR: mkdtempSync(join(folder, "tmp-")) } });
const write = (file: string, content: unknown) =>
  writeFileSync(join(folder, file), typeof content === "string" ? content : JSON.stringify(content));

interface Local {
  dashboards: { panels: { total: number; ok: number }; queries: { expr: string; last?: number }[] }[];
}

const cpu = "sum by (cpu) (rate(node_cpu_seconds_total[5m]))";

test("packs lists packs with the number of their metrics, and one with its metrics", async () => {
  const list = await run("packs");
  expect(list.code, list.stderr).toBe(0);
  expect(list.stdout).toMatch(/^PACK +METRICS +TITLE\n/);
  expect(list.stdout).toMatch(/^node-exporter +\d+ +Node exporter$/m);
  const one = await run("packs", "process");
  expect(one.stdout).toContain("in a data spec: metrics: [{pack: process}]");
  expect(one.stdout).toMatch(/^process_open_fds +gauge +files/m);
  const json = (await run("packs", "process", "--output", "json")).json<{ causes: unknown[]; metrics: unknown[] }>();
  expect(json.causes).toContainEqual({ name: "process.load", per: ["instance"] });
  expect(json.metrics).toContainEqual(
    expect.objectContaining({ name: "process_cpu_seconds_total", type: "counter", unit: "seconds", labels: {} }),
  );
  const packs = (await run("packs", "--output", "json")).json<{ packs: { name: string; metrics: number }[] }>().packs;
  expect(packs.find(({ name }) => name === "process")!.metrics).toBe(json.metrics.length);
});

test("packs says which pack was probably meant", async () => {
  const result = await run("packs", "proces");
  expect(result.code).not.toBe(0);
  expect(result.stderr).toContain('there is no pack "proces"; did you mean process?');
});

test("up writes the metrics of a pack that a data spec names", async () => {
  write("a.json", dashboard("A", [cpu, 'count(node_load1{instance=~"web-.*"})']));
  write(
    "a.data.yaml",
    'version: 1\nmetrics:\n  - {pack: node-exporter, only: [node_cpu_seconds_total, node_load1], labels: {instance: "web-{1..2}"}}\n',
  );
  const result = await run("up", "--local", "--exit", "--output", "json", "--history", "1h", "a.json");
  expect(result.code, result.stderr).toBe(0);
  expect(result.json<Local>().dashboards[0]!.panels).toMatchObject({ total: 2, ok: 2 });
  const described = (await run("describe", "a.data.yaml")).stdout;
  expect(described).toContain('node_load1{instance="web-1", job="node-exporter"}');
  expect(described).toContain("signal node-exporter.");
});

test("infer takes courses, labels and help from a pack, and its spec can be updated", async () => {
  write("a.json", dashboard("A", [cpu, "node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes"]));
  const first = await run("infer", "a.json", "-o", "a.data.yaml");
  expect(first.code, first.stderr).toBe(0);
  expect(first.stderr).toContain("every query returns data");
  const text = readFileSync(join(folder, "a.data.yaml"), "utf8");
  expect(text).toMatch(/^ {2}node-exporter\.load: \{/m);
  expect(text).toContain("job: node-exporter");
  expect(text).toMatch(/mode: \S*idle/);
  write("a.json", dashboard("A", [cpu, "node_load1"]));
  const updated = await run("infer", "a.json", "--update", "a.data.yaml");
  expect(updated.code, updated.stderr).toBe(0);
  expect(readFileSync(join(folder, "a.data.yaml"), "utf8")).toContain("- name: node_load1\n");
});

test("infer --update leaves metrics that a pack of the spec makes to it", async () => {
  write("a.json", dashboard("A", ["node_load1", "shop_orders"]));
  write("a.data.yaml", "version: 1\nmetrics:\n  - {pack: node-exporter, only: [node_load1]}\n");
  const result = await run("infer", "a.json", "--update", "a.data.yaml");
  expect(result.code, result.stderr).toBe(0);
  const text = readFileSync(join(folder, "a.data.yaml"), "utf8");
  expect(text).toContain("- name: shop_orders\n");
  expect(text).not.toContain("name: node_load1");
  expect((await run("validate", "a.json")).code).toBe(0);
});
