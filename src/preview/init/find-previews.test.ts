import { expect, test } from "vitest";
import { findPreviews } from "./find-previews.ts";

const find = (dashboards: readonly string[], rules: readonly string[] = [], split = true) =>
  findPreviews({ dashboards, rules }, [], [...dashboards, ...rules], { split });

test("findPreviews makes one preview where one service has dashboards, and one for each where several have", () => {
  expect(find(["services/a/x.json", "infra/y.json"])).toEqual([
    { dashboards: ["infra", "services"], rules: [], build: [] },
  ]);
  expect(find(["services/a/x.json", "services/b/y.json"], ["services/c/r.yaml"])).toEqual([
    { name: "a", dashboards: ["services/a"], rules: [], build: [] },
    { name: "b", dashboards: ["services/b"], rules: [], build: [] },
  ]);
  expect(find(["services/a/x.json", "services/b/y.json"], [], false)).toHaveLength(1);
});

test("findPreviews gives services of one name, or of none that a key takes, names that differ", () => {
  const previews = find(["services/A b/x.json", "services/a-b/y.json", "apps/+/z.json"]);
  expect(previews.map(({ name }) => name)).toEqual(["preview", "a-b", "a-b-2"]);
});

test("findPreviews adds the build of a service to its preview", () => {
  const build = { folder: "apps/b", command: "make", by: "x", prepare: [] };
  const previews = findPreviews({ dashboards: ["apps/a/x.json"], rules: [] }, [build], ["apps/a/x.json"], {
    split: true,
  });
  expect(previews.map(({ name, build: commands }) => [name, commands])).toEqual([
    ["a", []],
    ["b", ["make"]],
  ]);
});
