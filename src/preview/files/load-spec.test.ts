import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { SourceDashboard } from "../../dashboard/read/source.ts";
import { createSpecLoader } from "./load-spec.ts";

const spec = "version: 1\nmetrics: [{ name: up, type: gauge, series: [{ value: 1 }] }]\n";
const source = {} as SourceDashboard;
let cwd: string;
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), "dashpreview-specs-"));
  mkdirSync(join(cwd, "a/b"), { recursive: true });
  for (const [file, text] of Object.entries({
    "dashpreview.yaml": "dashboards: a\n",
    "a/dashpreview.yaml": spec,
    "a/b/dashpreview.yaml": "ttl: 1h\n",
    "a/b/x.data.yaml": spec,
    "top.data.yaml": spec,
  }))
    writeFileSync(join(cwd, file), text);
});
afterAll(() => rmSync(cwd, { recursive: true }));
const loader = () => createSpecLoader({ cwd, blocking: (action) => action() });

test.for([
  ["a/b/x.json", "a/b/x.data.yaml"],
  ["a/b/y.json", "a/dashpreview.yaml"],
  ["a/y.json", "a/dashpreview.yaml"],
  ["y.json", undefined],
] as const)("the data spec of %s is %s: configurations are passed over", ([dashboard, file]) => {
  expect(loader().find(join(cwd, dashboard), source)?.file).toBe(file);
});

test("a spec is read once, and a configuration that is named as one is refused", () => {
  const specs = loader();
  expect(specs.load("a/dashpreview.yaml")).toBe(specs.find(join(cwd, "a/z.json"), source));
  expect(specs.all()).toHaveLength(1);
  expect(() => specs.load("dashpreview.yaml")).toThrow(
    "dashpreview.yaml: a configuration, not a data spec; dashpreview validate --config dashpreview.yaml",
  );
});
