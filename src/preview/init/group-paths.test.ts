import { expect, test } from "vitest";
import { groupPaths } from "./group-paths.ts";

const json = /\.json$/;
test.for([
  [["boards/a.json", "boards/b/c.json"], [], ["boards"]],
  [["x/boards/a.json"], ["x/package.json"], ["x/boards"]],
  [["x/a.json", "x/b.json"], ["x/other.json"], ["x/a.json", "x/b.json"]],
  [["a.json"], [], ["a.json"]],
  [["-a/b.json"], [], ["./-a"]],
  [["-a.json"], [], ["./-a.json"]],
  [["a/x/1.json", "b/x/1.json"], ["b/y/no.json"], ["a", "b/x"]],
] as const)("groupPaths of %j beside %j is %j", ([files, beside, paths]) => {
  expect(groupPaths(files, [...files, ...beside, "README.md"], json)).toEqual(paths);
});

test("groupPaths names outer folders where there would be very many paths", () => {
  const files = Array.from({ length: 60 }, (_, index) => `apps/a${index}/d.json`);
  const beside = files.map((path) => path.replace("d.json", "package.json"));
  expect(groupPaths(files, [...files, ...beside], json)).toEqual(["apps"]);
});
