import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createRedactor } from "../../secrets/redactor.ts";
import { secretOf } from "../../secrets/secret.ts";
import { readInputs } from "../inputs.ts";
import { readBundle } from "./read-bundle.ts";
import { writeBundle } from "./write-bundle.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dashpreview-write-bundle-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const secret = "Qz7+Kd/93mWxT5vR";
const spec = "version: 1\nmetrics: [{name: up, type: gauge, series: [{labels: {job: a}, value: 1}]}]\n";
const board = (title: string) => `${JSON.stringify({ title, schemaVersion: 39, panels: [] })}\n\n`;

async function write({ title = "Shop", prefix = "sub/" } = {}) {
  const topPath = (file: string) => `${prefix}${file}`;
  const cwd = join(folder, "repository");
  mkdirSync(join(cwd, "boards"), { recursive: true });
  writeFileSync(join(cwd, "boards/shop.json"), board(title));
  writeFileSync(join(cwd, "boards/dashpreview.yaml"), spec);
  const inputs = await readInputs({ dashboards: ["boards"], cwd });
  const target = join(folder, "bundle");
  const redactor = createRedactor({ secrets: [secretOf(secret)] });
  const layout = writeBundle({ inputs, folder: target, cwd, topPath, report: { note: secret }, redactor });
  return { layout, read: (name: string) => readFileSync(join(target, name), "utf8"), target };
}

test("writeBundle writes dashboards and specs as they are, under names that say nothing", async () => {
  const { layout, read, target } = await write();
  expect(readdirSync(target).sort()).toEqual(["bundle.json", "dashboard-0.json", "report.json", "spec-0.yaml"]);
  expect([read("dashboard-0.json"), read("spec-0.yaml")]).toEqual([board("Shop"), spec]);
  expect(layout).toEqual({
    dashboards: [{ source: "sub/boards/shop.json", spec: 0 }],
    specs: [{ source: "sub/boards/dashpreview.yaml" }],
  });
  expect(JSON.parse(read("bundle.json"))).toEqual({ version: 1, ...layout });
});

test("writeBundle hides secrets in dashboards and in the report", async () => {
  const { read } = await write({ title: `Shop ${secret}` });
  expect(JSON.parse(read("dashboard-0.json"))).toMatchObject({ title: "Shop [hidden]" });
  expect(JSON.parse(read("report.json"))).toEqual({ note: "[hidden]" });
});

test("writeBundle refuses a folder that has something in it, and paths outside of the repository", async () => {
  await write();
  await expect(write()).rejects.toThrow("not empty");
  rmSync(join(folder, "bundle"), { recursive: true });
  await expect(write({ prefix: "../" })).rejects.toThrow("only files of the repository can go into a bundle");
});

test("writeBundle and readBundle carry dashboards of one file with their places, and without secrets", async () => {
  const cwd = join(folder, "repository");
  mkdirSync(cwd, { recursive: true });
  const one = (uid: string) => JSON.stringify({ uid, title: uid, schemaVersion: 39, panels: [] });
  const data = { "a.json": one("a"), "b.json": one("") };
  const map = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: secret }, data };
  writeFileSync(join(cwd, "boards.json"), JSON.stringify(map));
  const inputs = await readInputs({ dashboards: ["boards.json"], cwd });
  const target = join(folder, "bundle");
  const redactor = createRedactor({ secrets: [secretOf(secret)] });
  writeBundle({ inputs, folder: target, cwd, topPath: (file) => `k8s/${file}`, report: {}, redactor });
  const { dashboards } = readBundle(target);
  expect(dashboards.map(({ source }) => [source.file, source.path, source.source])).toEqual([
    ["k8s/boards.json#a.json", "k8s/boards.json", "a"],
    ["k8s/boards.json#b.json", "k8s/boards.json", "k8s/boards.json#b.json"],
  ]);
  expect(dashboards[1]!.source.holding).toMatchObject({ path: ["data", "b.json"], carried: "text" });
  expect(readFileSync(join(target, "bundle.json"), "utf8")).not.toContain(secret);
});
