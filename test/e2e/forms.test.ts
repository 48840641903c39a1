import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { stringify } from "yaml";
import { type TestServer, temporaryFolder } from "../servers/process.ts";
import { startPrometheus } from "../servers/prometheus.ts";
import { runCli } from "./cli.ts";

let prometheus: TestServer;
beforeAll(async () => {
  prometheus = await startPrometheus({ window: "2d" });
});
afterAll(() => prometheus?.stop());

const board = (uid: string) => ({
  uid,
  title: uid,
  schemaVersion: 41,
  panels: [{ id: 1, type: "timeseries", title: "Up", targets: [{ refId: "A", expr: `up{job="${uid}"}` }] }],
});
const text = (uid: string) => JSON.stringify(board(uid), undefined, 2);
const map = (name: string, data: object) => ({ apiVersion: "v1", kind: "ConfigMap", metadata: { name }, data });
const operator = (name: string, spec: object) => ({
  apiVersion: "grafana.integreatly.org/v1beta1",
  kind: "GrafanaDashboard",
  metadata: { name },
  spec,
});

/** A folder with every form, and with what lies beside dashboards. */
function project(more: Readonly<Record<string, string>> = {}): string {
  const folder = temporaryFolder();
  const files = {
    "plain.json": text("plain"),
    "all.json": JSON.stringify({ "m1.json": board("m1"), "m2.json": board("m2") }),
    "bare.yaml": stringify(board("bare")),
    "grizzly.yml": stringify({
      apiVersion: "grizzly.grafana.com/v1alpha1",
      kind: "Dashboard",
      metadata: { name: "gr" },
      spec: board("gr"),
    }),
    "k8s.yaml": [
      map("one", { "c1.json": text("c1"), "notes.txt": "panels: none" }),
      operator("op", { json: text("op") }),
      operator("gz", { gzipJson: gzipSync(text("gz")).toString("base64") }),
      operator("far", { url: "https://example.org/x.json" }),
      { apiVersion: "v1", kind: "List", items: [map("two", { "c2.json": text("c2") })] },
    ]
      .map((one) => stringify(one))
      .join("---\n"),
    "values.yaml": "dashboards:\n  enabled: true\n",
    "provider.yaml": "apiVersion: 1\nproviders:\n  - name: dashboards\n",
    "package.json": "{}",
    ...more,
  };
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

const all = [
  "all.json#m1.json",
  "all.json#m2.json",
  "bare.yaml",
  "grizzly.yml",
  "k8s.yaml#one/c1.json",
  "k8s.yaml#op",
  "k8s.yaml#gz",
  "k8s.yaml#two/c2.json",
  "plain.json",
];

test("validate, check and infer read every form in a folder, and say what they pass over", async () => {
  const cwd = project();
  const validated = await runCli(["validate", ".", "--output", "json"], { cwd });
  expect(validated.code, validated.stderr).toBe(0);
  const { dashboards, warnings } = validated.json<{ dashboards: { file: string }[]; warnings: string[] }>();
  expect(dashboards.map(({ file }) => file)).toEqual(all);
  expect(warnings).toEqual([
    expect.stringContaining('k8s.yaml: GrafanaDashboard "far": its dashboard is behind a URL'),
    expect.stringContaining("passed over: package.json: not a dashboard"),
  ]);
  const checked = await runCli(["check", ".", "--prometheus-url", prometheus.url, "--output", "json"], { cwd });
  expect(checked.json<{ dashboards: { source: string }[] }>().dashboards.map(({ source }) => source)).toEqual(all);
  const inferred = await runCli(["infer", ".", "--no-check", "-o", "out.data.yaml"], { cwd });
  expect(inferred.code, inferred.stderr).toBe(0);
  const spec = readFileSync(join(cwd, "out.data.yaml"), "utf8");
  for (const job of ["plain", "m1", "m2", "bare", "gr", "c1", "op", "gz", "c2"]) expect(spec).toContain(job);
});

test("A file with conflict marks in a folder ends every command with exit code 2 and its line", async () => {
  const cwd = project({ "sub/broken.json": '{\n "title": "x",\n<<<<<<< HEAD\n "panels": []\n=======\n>>>>>>> y\n}\n' });
  for (const args of [
    ["validate", "."],
    ["check", ".", "--prometheus-url", prometheus.url],
    ["infer", ".", "--no-check"],
  ]) {
    const { code, stderr } = await runCli(args, { cwd });
    expect([code, stderr], args[0]).toEqual([
      2,
      expect.stringContaining("sub/broken.json:3:1: a merge left its conflict marks"),
    ]);
  }
});

test("validate fails for two dashboards with one uid, check warns of them, and a build's copy is left out", async () => {
  const cwd = project({
    "again.json": text("plain"),
    "copy.yaml": stringify(map("copy", { "bare.json": text("bare") })),
  });
  const validated = await runCli(["validate", "."], { cwd });
  expect(validated.code).toBe(1);
  expect(validated.stdout).toContain(
    'again.json and plain.json have the same uid "plain"; give one of them another uid',
  );
  expect(validated.stdout).toContain("passed over: copy.yaml#bare.json is the same dashboard as bare.yaml");
  const checked = await runCli(["check", ".", "--prometheus-url", prometheus.url, "--fail-on", "none"], { cwd });
  expect([checked.code, checked.stderr]).toEqual([0, expect.stringContaining('have the same uid "plain"')]);
});

test("validate takes YAML that is named for a dashboard or a data spec, whichever it is", async () => {
  const cwd = project({ "spec.yaml": "version: 1\nmetrics: [{name: up, type: gauge, series: [{value: 1}]}]\n" });
  const { stdout, code } = await runCli(["validate", "k8s.yaml#op", "bare.yaml", "spec.yaml"], { cwd });
  expect([code, stdout.match(/^ok {2}\S+/gm)]).toEqual([0, ["ok  spec.yaml:", "ok  k8s.yaml#op:", "ok  bare.yaml:"]]);
  const described = await runCli(["describe", "bare.yaml"], { cwd });
  expect([described.code, described.stderr]).toEqual([2, expect.stringContaining("bare.yaml is a dashboard")]);
});
