import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { Ajv } from "ajv";
import { afterEach, beforeEach, expect, test } from "vitest";
import { parse } from "yaml";
import { parseConfiguration } from "../src/cli/configuration/parse-configuration.ts";
import { runCli } from "./e2e/cli.ts";

const root = resolve(import.meta.dirname, "..");
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dashpreview-configuration-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function put(files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
}
const dashboard = (title: string, expr = "up") =>
  JSON.stringify({
    uid: title.toLowerCase(),
    title,
    panels: [
      {
        id: 1,
        type: "timeseries",
        title: "P",
        datasource: { type: "prometheus", uid: "p" },
        targets: [{ refId: "A", expr }],
      },
    ],
  });
const spec = "version: 1\nmetrics: [{ name: up, type: gauge, series: [{ value: 1 }] }]\n";
const run = (args: readonly string[], env: Record<string, string> = {}) => runCli(args, { cwd: folder, env });

test("validate takes its dashboards from dashpreview.yaml, with the data spec that it names", async () => {
  put({
    "dashpreview.yaml": "dashboards: [boards, more/*.json]\ndata: shared.data.yaml\n",
    "boards/a.json": dashboard("A"),
    "more/b.json": dashboard("B"),
    "other/c.json": dashboard("C"),
    "shared.data.yaml": spec,
  });
  const { code, stdout, stderr } = await run(["validate", "--output", "json"]);
  expect(code, stderr).toBe(0);
  const { dashboards } = JSON.parse(stdout) as { dashboards: { title: string; spec: string }[] };
  expect(dashboards.map(({ title, spec: used }) => [title, used])).toEqual([
    ["A", "shared.data.yaml"],
    ["B", "shared.data.yaml"],
  ]);
  const named = await run(["validate", "other", "--output", "json"]);
  expect(named.json<{ dashboards: { title: string }[] }>().dashboards.map(({ title }) => title)).toEqual(["C"]);
});

test("a dashpreview.yaml with metrics is still the data spec of what lies below it", async () => {
  put({ "dashpreview.yaml": spec, "a.json": dashboard("A") });
  const { stdout, stderr, code } = await run(["validate", "a.json"]);
  expect(code, stderr).toBe(0);
  expect(stdout).toContain("dashpreview.yaml: 1 series");
  expect((await run(["validate"])).stderr).toContain("missing argument: dashboards");
});

test("a mistake is named with file, line and column, in text and as JSON", async () => {
  put({ "dashpreview.yaml": "dashboards: a.json\nfail-onn: none\n", "a.json": dashboard("A") });
  const { code, stderr } = await run(["validate"]);
  expect([code, stderr]).toEqual([2, "error: dashpreview.yaml:2:1: unknown key `fail-onn`; did you mean `fail-on`?\n"]);
  const { stdout } = await run(["validate", "--output", "json"]);
  expect(JSON.parse(stdout)).toMatchObject({ error: { code: "configuration" } });
});

test.for([
  [
    ["validate"],
    "dashboards: dashbords",
    "1:13: dashboards: dashbords: no such file or folder; did you mean dashboards?",
  ],
  [
    ["validate"],
    "dashboards:\n  - dashboards\n  - dashboards/b.json",
    "3:5: dashboards: dashboards/b.json: no such file or folder; did you mean dashboards/a.json?",
  ],
  [["validate"], "dashboards: '*.jso'", "1:13: dashboards: no dashboard found in *.jso"],
  [["validate"], "dashboards: dashboards\ndata: sp.yaml", "2:7: data: sp.yaml: no such file; did you mean spec.yaml?"],
  [
    ["report", "-o", "page.html"],
    "dashboards: dashboards\nrules: [gone.yaml]",
    "2:9: rules: gone.yaml: no such file or folder",
  ],
  [
    ["report", "-o", "page.html"],
    "dashboards: dashboards\nscenario: night",
    "2:11: scenario: --scenario night: there is no data spec, so it has no scenarios",
  ],
  [
    ["report", "-o", "page.html"],
    "dashboards: dashboards\nhistory: 36500d",
    "2:10: history: the inferred data spec: the window begins before 1970; choose a shorter --history",
  ],
] as const)("%j with %j names the place of the value in the configuration", async ([args, text, wanted]) => {
  put({ "dashpreview.yaml": `${text}\n`, "dashboards/a.json": dashboard("A"), "spec.yaml": "series: [{name: a}]\n" });
  const { code, stderr } = await run(args);
  expect(code).toBe(2);
  expect(stderr).toContain(`error: dashpreview.yaml:${wanted}\n`);
});

test("fail-on of the file decides the exit code, unless the environment or a flag says otherwise", async () => {
  put({ "dashpreview.yaml": "dashboards: a.json\nfail-on: none\n", "a.json": dashboard("A", "up{") });
  expect((await run(["validate"])).code).toBe(0);
  expect((await run(["validate"], { DASHPREVIEW_FAIL_ON: "error" })).code).toBe(1);
  expect((await run(["validate", "--fail-on", "none"], { DASHPREVIEW_FAIL_ON: "error" })).code).toBe(0);
  const untrusted = await run(["validate", "--untrusted"]);
  expect(untrusted.code).toBe(1);
  expect(untrusted.stderr).toContain("fail-on of the configuration does not count: the dashboards are untrusted");
});

test("each of several previews is checked, also after one that fails, and --preview chooses one", async () => {
  put({
    "dashpreview.yaml":
      "fail-on: broken\npreviews:\n  - { name: infra, dashboards: gone }\n  - { name: shop, dashboards: shop }\n",
    "shop/s.json": dashboard("S"),
  });
  const all = await run(["validate"]);
  expect(all.code).toBe(2);
  expect(all.stderr).toContain(
    "preview infra:\nerror: dashpreview.yaml:3:32: dashboards: gone: no such file or folder\npreview shop:\n",
  );
  expect(all.stdout).toContain('shop/s.json: "S"');
  const one = await run(["validate", "--preview", "shop", "--output", "json"]);
  expect(one.code, one.stderr).toBe(0);
});

test("build of the file runs by hand and is refused for untrusted files and in a CI that nobody knows", async () => {
  put({ "dashpreview.yaml": "build: cat built.txt\n", "built.txt": dashboard("Built") });
  const { code, stdout, stderr } = await run(["validate"]);
  expect(code, stderr).toBe(0);
  expect(stdout).toContain('"Built"');
  expect(stderr).toContain("build of dashpreview.yaml:1:8: cat built.txt");
  for (const [args, env] of [
    [["--untrusted"], {}],
    [[], { CI: "true" }],
  ] as const) {
    const refused = await run(["validate", ...args], env);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain("dashpreview.yaml:1:8: `build` is not run");
    expect(refused.stdout).toBe("");
  }
});

const schema = JSON.parse(readFileSync(join(root, "schema/config.schema.json"), "utf8")) as object;
const validate = new Ajv({ allowUnionTypes: true }).compile(schema);
const page = readFileSync(join(root, "docs/configuration.md"), "utf8");
const accepts = (text: string): boolean => {
  try {
    parseConfiguration(text, "x.yaml");
    return true;
  } catch {
    return false;
  }
};

test.for([
  ["dashboards: a", true],
  ["dashboards: [a, b/*.json]", true],
  ["dashboards: []", false],
  ["dashboards: ../a", false],
  ["dashboards: a/../b", false],
  ["dashboards: a..b", true],
  ["data: /etc/x", false],
  ["data: C:x", false],
  ["ttl: 1h30m", true],
  ["ttl: review", true],
  ["ttl: 1", false],
  ["ttl: 1x", false],
  ["ttl: 30m1h", false],
  ["history: max", true],
  ["max-series: 5", true],
  ["max-series: 1.5", false],
  ["max-series: -1", false],
  ["prune: true", true],
  ["prune: maybe", false],
  ["picture-scale: 2", true],
  ["picture-scale: '2'", true],
  ["picture-scale: 3", false],
  ["fail-on: empty", true],
  ["grafana-token: x", false],
  ["title: ''", false],
  ["previews: [{ name: a, dashboards: x }]", true],
  ["previews: [{ dashboards: x }]", false],
  ["previews: [{ name: a, previews: [] }]", false],
  ["name: a\npreviews: [{ name: b }]", false],
  ["previews: []", false],
  ["", true],
  ["- a", false],
] as const)("program and JSON Schema agree on %j: %s", ([text, valid]) => {
  expect([accepts(text), validate(parse(text))]).toEqual([valid, valid]);
});

test("the examples of docs/configuration.md are configurations", () => {
  const examples = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text]) => text!);
  expect(examples.length).toBeGreaterThan(1);
  for (const text of examples) {
    expect(() => parseConfiguration(text, "example.yaml")).not.toThrow();
    expect(validate(parse(text))).toBe(true);
  }
});
