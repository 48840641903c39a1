import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readRuleFiles } from "./read-rules.ts";

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), "dashpreview-test-"));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const blocking = <T>(run: () => T) => run();
const rules = "groups: [{name: g, rules: [{alert: A, expr: up}]}]\n";

test("readRuleFiles reads files once, passes over others in folders, and refuses those that are named", () => {
  mkdirSync(join(cwd, "rules"));
  writeFileSync(join(cwd, "rules/a.yaml"), rules);
  writeFileSync(join(cwd, "rules/values.yaml"), "replicas: 2\n");
  const read = readRuleFiles({ paths: ["rules", "rules/a.yaml"], cwd, blocking });
  expect(read.map(({ groups }) => groups.map(({ file, name }) => [file, name]))).toEqual([[["rules/a.yaml", "g"]]]);
  expect(() => readRuleFiles({ paths: ["rules/values.yaml"], cwd, blocking })).toThrow(
    "rules/values.yaml: no rule groups",
  );
});

test("readRuleFiles says so where there are no rules, and takes texts that are no files", () => {
  mkdirSync(join(cwd, "empty"));
  expect(() => readRuleFiles({ paths: ["empty"], cwd, blocking })).toThrow("no rules found in empty");
  const printed = [{ name: "<stdin>", text: rules }];
  expect(readRuleFiles({ paths: [], printed, cwd, blocking })[0]!.groups[0]!.file).toBe("<stdin>");
});
