import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { CliContext } from "./context.ts";
import { readFiles, refuseUntrustedCode } from "./read-files.ts";

const cwd = mkdtempSync(join(tmpdir(), "dashpreview-read-"));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));
writeFileSync(join(cwd, "a.json"), JSON.stringify({ title: "A", schemaVersion: 41, panels: [] }));
writeFileSync(join(cwd, "a.data.yaml"), "version: 1\nmetrics: [{name: up, type: gauge, series: [{value: 1}]}]\n");
const { signal } = new AbortController();
const context = {
  cwd,
  signal,
  blocking: <T>(action: () => T) => action(),
  childEnv: process.env,
} as unknown as CliContext;
const request = { dashboards: ["a.json"], allowCode: false, untrusted: false, buildTimeoutMs: 20_000 };

test("Dashboards are read from the working folder, each with the data spec beside it", async () => {
  const { dashboards, specs } = await readFiles(request, context);
  expect(dashboards.map(({ source, spec }) => [source.title, spec?.file])).toEqual([["A", "a.data.yaml"]]);
  expect(specs).toHaveLength(1);
});

test("Without a look for data specs a broken one beside the dashboard is no error", async () => {
  writeFileSync(join(cwd, "a.data.yaml"), "version: [");
  expect((await readFiles({ ...request, findSpecs: false }, context)).specs).toEqual([]);
  await expect(readFiles(request, context)).rejects.toThrow(/a\.data\.yaml/);
});

test("A path that may lead nowhere is no error", async () => {
  const mayLack = (path: string) => path === "gone.json";
  expect((await readFiles({ ...request, dashboards: ["gone.json"], mayLack }, context)).dashboards).toEqual([]);
  await expect(readFiles({ ...request, dashboards: ["typo.json"], mayLack }, context)).rejects.toThrow(/no such file/);
});

test("Code of somebody else is refused, one's own is not", () => {
  expect(() => refuseUntrustedCode({ allowCode: true, untrusted: true })).toThrow(/exclude each other/);
  expect(refuseUntrustedCode({ allowCode: true, untrusted: false })).toBeUndefined();
});
