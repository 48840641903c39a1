import { expect, test } from "vitest";
import { commandWords } from "../code/command-words.ts";
import { findBuilds } from "./find-builds.ts";

function find(sources: Readonly<Record<string, string>>, chartTemplates: readonly string[] = []) {
  const all = { dashboards: [], rules: [], chartTemplates, sources: new Map(Object.entries(sources)), notes: [] };
  return findBuilds(all, Object.keys(sources));
}
const commands = (...given: Parameters<typeof find>) => find(...given).builds.map(({ command }) => command);
const sdk = '{"dependencies": {"@grafana/grafana-foundation-sdk": "1"}, "scripts": {"test": "x", "generate": "y"}}';
const go = 'package main\nimport "github.com/grafana/grafana-foundation-sdk/go/dashboard"\n';

test.for([
  [{ "a.jsonnet": "local g = import 'grafonnet';" }, ["jsonnet a.jsonnet"]],
  [{ "a.jsonnet": "{ replicas: 3 }" }, []],
  [{ "mixin.libsonnet": "" }, [`jsonnet -e '(import "mixin.libsonnet").grafanaDashboards'`]],
  [
    { "m/mixin.libsonnet": "", "m/jsonnetfile.json": "{}" },
    [
      'sh -c "cd m && { [ -d vendor ] || jb install >&2; } && ' +
        `jsonnet -J vendor -e '(import \\"mixin.libsonnet\\").grafanaDashboards'"`,
    ],
  ],
  [{ "package.json": sdk }, ["npm run --silent generate"]],
  [{ "ui/package.json": sdk }, ["npm run --silent --prefix ui generate"]],
  [{ "go.mod": "module x", "cmd/boards/main.go": go }, ["go run ./cmd/boards"]],
  [{ "tools/go.mod": "module x", "tools/cmd/main.go": go }, ["go run -C tools ./cmd"]],
  [{ "d.py": "from grafana_foundation_sdk.builders import dashboard\nprint(1)\n" }, ["python3 d.py"]],
  [{ "d.py": "from grafana_foundation_sdk.builders import dashboard\n" }, []],
] as const)("findBuilds of %j", ([sources, wanted]) => {
  expect(commands(sources)).toEqual(wanted);
  for (const command of wanted) expect(commandWords(command, { name: "build" }).length).toBeGreaterThan(1);
});

test("findBuilds renders charts whose templates hold dashboards, and no others", () => {
  const sources = { "c/Chart.yaml": "name: c", "d/Chart.yaml": "name: d" };
  expect(commands(sources, ["c/templates/a.yaml"])).toEqual(["helm template preview ./c"]);
});

test.for(["$(id)", "a b", "-x", "a;id", "'", "x/-y"])(
  "findBuilds takes no command from a folder called %s",
  (folder) => {
    const { builds, notes } = find({ [`${folder}/mixin.libsonnet`]: "", [`${folder}/package.json`]: sdk });
    expect(builds).toEqual([]);
    expect(notes).toHaveLength(2);
  },
);

test("findBuilds takes no script whose name could be more than a name", () => {
  const text = sdk.replace('"generate"', '"generate; id"');
  expect(find({ "package.json": text }).builds).toEqual([]);
  expect(find({ "package.json": text }).notes[0]).toContain("package.json: write its command");
});
