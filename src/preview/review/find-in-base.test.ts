import { expect, test } from "vitest";
import { readSources } from "../../dashboard/forms/read-sources.ts";
import { board, configMap } from "../files/testing/project.ts";
import { findInBase } from "./find-in-base.ts";

const now = readSources(configMap("m", { "a.json": board("a"), "c.json": board("", "no uid") }), "m.yaml").sources;
const [byUid, byPlace] = now.map(({ source }) => source);
const title = (found: ReturnType<typeof findInBase>) => (typeof found === "object" ? found.source.title : found);

test("findInBase finds a dashboard by its uid also under another key, and without uid by its key", () => {
  const base = configMap("m", { "b.json": board("a", "before"), "c.json": board("", "other") });
  expect([title(findInBase(base, byUid!)), title(findInBase(base, byPlace!))]).toEqual(["before", "other"]);
});

test("findInBase says that the base has others only, and knows nothing of what is no file of dashboards", () => {
  expect(findInBase(configMap("m", { "x.json": board("x") }), byUid!)).toBe("none");
  expect(findInBase("export const a = 1;", byUid!)).toBeUndefined();
});

test("findInBase takes the only dashboard of a JSON file, whatever its uid was, and reads it in another form", () => {
  const { source } = readSources(board("new"), "a.json").sources[0]!;
  expect(title(findInBase(board("old"), source))).toBe("old");
  expect(title(findInBase(JSON.stringify({ dashboard: JSON.parse(board("older")) }), source))).toBe("older");
});
