import { expect, test } from "vitest";
import { commandWords } from "../code/command-words.ts";
import { buildAdvice } from "./source-code.ts";

test.for([
  ["a/x.jsonnet", "jsonnet -J vendor a/x.jsonnet"],
  ["my file.cue", "cue export 'my file.cue'"],
  ["x.dashboard.py", "generate-dashboard x.dashboard.py"],
  ["x.py", "python3 x.py"],
  ["x.go", "go run x.go"],
  ["lib.libsonnet", `jsonnet -J vendor -e '(import "lib.libsonnet").grafanaDashboards'`],
] as const)("buildAdvice names a command for %s that --build takes", ([file, command]) => {
  const advice = buildAdvice(file)!;
  expect(advice).toContain(`--build ${JSON.stringify(command)}`);
  expect(commandWords(command, { name: "--build" }).length).toBeGreaterThan(1);
});

test("buildAdvice has none for dashboards and data", () => {
  expect(["a.json", "a.yaml", "a.ts", "a", "a.tf"].map(buildAdvice)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});
