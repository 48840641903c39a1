import { symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readInputs } from "../inputs.ts";
import { inScenario, scenariosOf } from "../scenarios/in-scenario.ts";
import { recordingReader } from "./read-recording.ts";
import { board, makeProject } from "./testing/project.ts";

const project = makeProject();
afterAll(() => project.remove());
const spec = `version: 1
metrics: [{name: x, type: gauge, series: [{labels: {a: b}, value: {replay: {file: data/x.csv}}}]}]
scenarios: {incident: {series: [{match: {a: b}, value: {replay: {file: data/y.csv}}}]}}
`;
project.put({
  "boards/a.json": board("a"),
  "boards/a.data.yaml": spec,
  "boards/data/x.csv": "t,v\n0,1\n",
  "boards/data/y.csv": "t,v\n0,9\n",
  "boards/b.json": board("b"),
  "secret.csv": "t,v\n0,1\n",
});

test("a recorded file is read below the folder of its spec", () => {
  expect(recordingReader(join(project.folder, "boards/a.data.yaml"))("data/x.csv")).toBe("t,v\n0,1\n");
});

test("a link that leads out of the folder, and a file that is not there, are refused", () => {
  symlinkSync(join(project.folder, "secret.csv"), join(project.folder, "boards/link.csv"));
  const read = recordingReader(join(project.folder, "boards/a.data.yaml"));
  expect(() => read("link.csv")).toThrow("the link leads out of");
  expect(() => read("none.csv")).toThrow("no such file");
});

test("inScenario reads a spec with the files of both, and scenariosOf refuses one that no spec has", async () => {
  const inputs = await readInputs({ dashboards: ["boards/a.json"], cwd: project.folder });
  const { specs } = inScenario(inputs, "incident");
  expect(specs[0]!.document.scenario).toBe("incident");
  expect([...specs[0]!.document.files.keys()]).toEqual(["data/x.csv", "data/y.csv"]);
  expect(() => scenariosOf(["incidents"], inputs)).toThrow(
    "there is no scenario `incidents`; did you mean `incident`? The spec has `incident`",
  );
  writeFileSync(join(project.folder, "boards/data/y.csv"), "t,v\nx,9\n");
  expect(() => inScenario(inputs, "incident")).toThrow("a.data.yaml:3:72");
});
