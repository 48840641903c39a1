import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createRedactor } from "../../secrets/redactor.ts";
import { readInputs } from "../inputs.ts";
import { readBundle } from "./read-bundle.ts";
import { writeBundle } from "./write-bundle.ts";

const root = resolve(import.meta.dirname, "../../..");
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dashpreview-bundle-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function bundle(): Promise<string> {
  const cwd = join(folder, "repository");
  cpSync(join(root, "fixtures/hosts"), join(cwd, "boards"), { recursive: true });
  const inputs = await readInputs({ dashboards: ["boards"], cwd });
  const target = join(folder, "bundle");
  writeBundle({
    inputs,
    folder: target,
    cwd,
    topPath: (file) => `sub/${file}`,
    report: { panels: 1 },
    redactor: createRedactor({ secrets: [] }),
  });
  return target;
}

test("readBundle gives back what writeBundle was given, with paths from the top of the repository", async () => {
  const inputs = readBundle(await bundle());
  expect(inputs.dashboards.map(({ source, spec }) => [source.file, source.title !== "", spec?.file])).toEqual([
    ["sub/boards/hosts.json", true, "sub/boards/hosts.data.yaml"],
  ]);
  expect(inputs.specs).toHaveLength(1);
});

const good = { version: 1, dashboards: [{ source: "a.json", spec: 0 }], specs: [{ source: "a.data.yaml" }] };

test.for([
  ["no JSON", "{"],
  ["another version", { ...good, version: 2 }],
  ["no list of dashboards", { ...good, dashboards: {} }],
  [
    "too many dashboards",
    { ...good, dashboards: Array.from({ length: 201 }, (_, index) => ({ source: `${index}.json`, spec: 0 })) },
  ],
  ["a path that leads out", { ...good, dashboards: [{ source: "../a.json", spec: 0 }] }],
  ["an absolute path", { ...good, dashboards: [{ source: "/etc/passwd", spec: 0 }] }],
  ["a path with a line break", { ...good, dashboards: [{ source: "a\n::error::.json", spec: 0 }] }],
  ["one path twice", { ...good, dashboards: [good.dashboards[0], good.dashboards[0]] }],
  ["a spec that is not there", { ...good, dashboards: [{ source: "a.json", spec: 1 }] }],
  ["a spec's number that is none", { ...good, dashboards: [{ source: "a.json", spec: "0" }] }],
  ["a file of a spec that leads out", { ...good, specs: [{ source: "a.yaml", files: ["../x"] }] }],
  ["a file of a spec twice", { ...good, specs: [{ source: "a.yaml", files: ["x", "x"] }] }],
  ["a spec path that leads out", { ...good, specs: [{ source: "a/../../b" }] }],
] as const)("readBundle refuses a layout with %s", async ([, layout]) => {
  const target = await bundle();
  writeFileSync(join(target, "bundle.json"), typeof layout === "string" ? layout : JSON.stringify(layout));
  expect(() => readBundle(target)).toThrow(/^--from-bundle: bundle\.json: /);
});

test("readBundle follows no link and reads nothing that is too large", async () => {
  const target = await bundle();
  rmSync(join(target, "spec-0.yaml"));
  symlinkSync("/etc/passwd", join(target, "spec-0.yaml"));
  expect(() => readBundle(target)).toThrow("no plain file");
  rmSync(join(target, "spec-0.yaml"));
  writeFileSync(join(target, "spec-0.yaml"), "");
  truncateSync(join(target, "spec-0.yaml"), 2 * 1024 * 1024);
  expect(() => readBundle(target)).toThrow("larger than");
});

test("files of recorded values go into a bundle by numbers, and come back by the names that the spec has", async () => {
  const cwd = join(folder, "repository");
  cpSync(join(root, "fixtures/hosts"), join(cwd, "boards"), { recursive: true });
  writeFileSync(join(cwd, "boards/x.csv"), "t,v\n0,42\n");
  const metric = "{name: x, type: gauge, series: [{value: {replay: {file: x.csv}}}]}";
  writeFileSync(join(cwd, "boards/hosts.data.yaml"), `version: 1\nmetrics: [${metric}]\n`);
  const inputs = await readInputs({ dashboards: ["boards"], cwd });
  const target = join(folder, "bundle");
  const redactor = createRedactor({ secrets: [] });
  writeBundle({ inputs, folder: target, cwd, topPath: (file) => file, report: {}, redactor });
  expect(readFileSync(join(target, "spec-0-file-0.csv"), "utf8")).toBe("t,v\n0,42\n");
  expect([...readBundle(target).specs[0]!.document.files]).toEqual([["x.csv", "t,v\n0,42\n"]]);
  writeFileSync(join(target, "spec-0.yaml"), `version: 1\nmetrics: [${metric.replace("x.csv", "y.csv")}]\n`);
  expect(() => readBundle(target)).toThrow("the bundle has no file y.csv");
});

test("readBundle says which file of a bundle is missing", async () => {
  const target = await bundle();
  rmSync(join(target, "dashboard-0.json"));
  expect(() => readBundle(target)).toThrow("dashboard-0.json is missing");
  expect(() => readBundle(join(folder, "none"))).toThrow("bundle.json is missing");
});
