import { expect, test } from "vitest";
import { readSources } from "../../dashboard/forms/read-sources.ts";
import { describeSameUid, findSameUids, warnOfSameUids, withoutCopies } from "./same-uid.ts";
import { board, configMap } from "./testing/project.ts";

const sources = [
  ...readSources(configMap("m", { "a.json": board("a"), "b.json": board("b", "another") }), "m.yaml").sources,
  ...readSources(board("a"), "a.json").sources,
  ...readSources(board("b"), "b.json").sources,
  ...readSources(board("c"), "c.json").sources,
  ...readSources(board("c"), "copy.json").sources,
];

test("findSameUids names all dashboards of a uid, and describeSameUid how to mend it", () => {
  const found = findSameUids(sources);
  expect(found.map(({ uid, files }) => [uid, ...files])).toEqual([
    ["a", "m.yaml#a.json", "a.json"],
    ["b", "m.yaml#b.json", "b.json"],
    ["c", "c.json", "copy.json"],
  ]);
  expect(describeSameUid(found[2]!)).toBe(
    'c.json and copy.json have the same uid "c"; give one of them another uid, or preview them apart with --name',
  );
});

test("withoutCopies leaves out only what a build copied: inside another file, and the same to the last value", () => {
  const { kept, warnings } = withoutCopies(sources);
  expect(kept.map(({ source }) => source.file)).toEqual(["m.yaml#b.json", "a.json", "b.json", "c.json", "copy.json"]);
  expect(warnings).toEqual(["passed over: m.yaml#a.json is the same dashboard as a.json"]);
});

test("warnOfSameUids adds a warning for each uid that is there twice, and leaves others as they are", () => {
  const read = { dashboards: sources.slice(4), warnings: ["before"] };
  expect(warnOfSameUids(read).warnings).toEqual([
    "before",
    'c.json and copy.json have the same uid "c"; give one of them another uid, or preview them apart with --name',
  ]);
  const single = { dashboards: sources.slice(0, 1), warnings: [] };
  expect(warnOfSameUids(single)).toBe(single);
});
