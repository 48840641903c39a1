import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isWithheld, readablePaths, readFlags } from "./readable-paths.ts";

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "dashpreview-paths-")));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(...paths: string[]): void {
  for (const path of paths) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), "");
  }
}
const below = (paths: readonly string[]) =>
  paths
    .filter((path) => path.startsWith(folder))
    .map((path) => path.slice(folder.length + 1))
    .sort();

test("readablePaths gives the project of a module but for what holds credentials", () => {
  put("p/.git/config", "p/.env.local", "p/.npmrc", "p/package.json", "p/src/board.ts", "p/lib/x.ts", "secret/x");
  const { folders, files } = readablePaths(join(folder, "p/src/board.ts"));
  expect(below(folders)).toEqual(["p/lib", "p/src"]);
  expect(below(files)).toEqual(["p/package.json", "p/src/board.ts"]);
});

test("readablePaths takes the folder with .git before one with a package.json, and adds packages of folders above", () => {
  put("p/.git/config", "p/a/package.json", "p/a/board.mjs", "node_modules/x/package.json");
  const { folders } = readablePaths(join(folder, "p/a/board.mjs"));
  expect(below(folders)).toEqual(["node_modules", "p/a"]);
});

test("readablePaths follows links of packages to where they are, but not to withheld folders or other things", () => {
  put("p/.git/config", "p/board.mjs", "real/package.json", "scoped/package.json", ".ssh/package.json", "plain/x");
  mkdirSync(join(folder, "p/node_modules/@us"), { recursive: true });
  for (const [target, link] of [
    ["real", "real"],
    ["scoped", "@us/scoped"],
    [".ssh", "keys"],
    ["plain", "plain"],
    ["missing", "missing"],
  ])
    symlinkSync(join(folder, target!), join(folder, "p/node_modules", link!));
  expect(below(readablePaths(join(folder, "p/board.mjs")).folders)).toEqual(["p/node_modules", "real", "scoped"]);
});

test.for([
  ["/p/.git/config", true],
  ["/p/a/.env.production", true],
  ["/home/x/.ssh/id", true],
  ["/p/.github/workflows", false],
  ["/p/src/env.ts", false],
] as const)("isWithheld says of %s: %j", ([path, expected]) => {
  expect(isWithheld(path)).toBe(expected);
});

test("readFlags opens folders with all that is in them, and single files", () => {
  expect(readFlags({ folders: ["/p/src"], files: ["/p/a.json"] })).toEqual([
    "--allow-fs-read=/p/src/*",
    "--allow-fs-read=/p/a.json",
  ]);
});
