import { symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readInputs } from "../inputs.ts";
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

test("readInputs reads a spec in a scenario with the files of both, and refuses one that no spec has", async () => {
  const paths = { dashboards: ["boards/a.json"], cwd: project.folder };
  const { specs } = await readInputs({ ...paths, scenario: "incident" });
  expect(specs[0]!.document.scenario).toBe("incident");
  expect([...specs[0]!.document.files.keys()]).toEqual(["data/x.csv", "data/y.csv"]);
  await expect(readInputs({ ...paths, scenario: "incidents" })).rejects.toThrow("did you mean `incident`?");
  writeFileSync(join(project.folder, "boards/data/y.csv"), "t,v\nx,9\n");
  await expect(readInputs({ ...paths, scenario: "incident" })).rejects.toThrow("a.data.yaml:3:72");
});
