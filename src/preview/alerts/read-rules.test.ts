import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readAllRules, readRuleFiles } from "./read-rules.ts";

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), "test-"));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const blocking = <T>(run: () => T) => run();
const rules = "groups: [{name: g, rules: [{alert: A, expr: up}]}]\n";

test("readRuleFiles reads files once, passes over others in folders, and refuses those that are named", async () => {
  mkdirSync(join(cwd, "rules"));
  writeFileSync(join(cwd, "rules/a.yaml"), rules);
  writeFileSync(join(cwd, "rules/values.yaml"), "replicas: 2\n");
  const read = await readRuleFiles({ paths: ["rules", "rules/a.yaml"], cwd, blocking });
  expect(read.map(({ groups }) => groups.map(({ file, name }) => [file, name]))).toEqual([[["rules/a.yaml", "g"]]]);
  await expect(readRuleFiles({ paths: ["rules/values.yaml"], cwd, blocking })).rejects.toThrow(
    "rules/values.yaml: no rule groups",
  );
});

test("readRuleFiles says so where there are no rules, and takes texts that are no files", async () => {
  mkdirSync(join(cwd, "empty"));
  await expect(readRuleFiles({ paths: ["empty"], cwd, blocking })).rejects.toThrow("no rules found in empty");
  const printed = [{ name: "<stdin>", text: rules }];
  expect((await readRuleFiles({ paths: [], printed, cwd, blocking }))[0]!.groups[0]!.file).toBe("<stdin>");
});

test("readAllRules tells of all that is wrong, with its line, and goes on", async () => {
  mkdirSync(join(cwd, "chart/templates"), { recursive: true });
  writeFileSync(join(cwd, "chart/Chart.yaml"), "name: x\n");
  writeFileSync(join(cwd, "chart/templates/rules.yaml"), "{{- if .Values.on }}\ngroups: []\n{{- end }}\n");
  writeFileSync(join(cwd, "chart/a.yaml"), rules);
  writeFileSync(join(cwd, "chart/bad.yaml"), "groups:\n  - name: g\n    rules: [\n");
  writeFileSync(join(cwd, "named.yaml"), "replicas: 2\n");
  const read = await readAllRules({ paths: ["chart", "named.yaml"], cwd, blocking });
  expect(read.map(({ file, rules }) => [file, rules?.groups.length, rules?.problems[0]?.line])).toEqual([
    ["chart/Chart.yaml", undefined, undefined],
    ["chart/a.yaml", 1, undefined],
    ["chart/bad.yaml", 0, expect.any(Number)],
    ["chart/templates/rules.yaml", undefined, undefined],
    ["named.yaml", 0, 1],
  ]);
  expect(read[2]!.rules!.problems[0]!.message).toMatch(/^not valid YAML: /);
  expect(read[4]!.rules!.problems[0]!.message).toMatch(/^no rule groups/);
});

test("readAllRules takes a path that may lack, and none else", async () => {
  const paths = { paths: ["gone"], cwd, blocking };
  expect(await readAllRules({ ...paths, mayLack: () => true })).toEqual([]);
  await expect(readAllRules(paths)).rejects.toThrow("gone: no such file or folder");
});
