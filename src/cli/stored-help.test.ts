import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, test } from "vitest";
import { storedHelp } from "./stored-help.ts";

const folder = mkdtempSync(join(tmpdir(), "dashpreview-help-"));
for (const name of ["dashpreview-80", "dashpreview-100", "dashpreview-110", "up-80", "up-100"])
  writeFileSync(join(folder, `${name}.txt`), name);
writeFileSync(join(folder, "secret-80.txt"), "never asked for");
afterAll(() => rmSync(folder, { recursive: true }));
const help = (argv: readonly string[], columns?: number) => storedHelp(argv, columns, pathToFileURL(`${folder}/`));

test("storedHelp answers a request for help that has nothing beside it", () => {
  for (const argv of [[], ["--help"], ["-h"], ["help"]]) expect(help(argv)).toBe("dashpreview-100");
  for (const argv of [
    ["up", "--help"],
    ["up", "-h"],
    ["help", "up"],
  ])
    expect(help(argv)).toBe("up-100");
});

test("storedHelp takes the widest page that fits the terminal, and none in a narrow one", () => {
  expect([79, 80, 99, 100, 109, 110, 400].map((columns) => help(["--help"], columns))).toEqual([
    undefined,
    "dashpreview-80",
    "dashpreview-80",
    "dashpreview-100",
    "dashpreview-100",
    "dashpreview-110",
    "dashpreview-110",
  ]);
});

test.for([
  ["up"],
  ["up", "--help", "--dry-run"],
  ["--help", "up"],
  ["nonsense", "--help"],
  ["help", "nonsense"],
  ["help", "help"],
  ["../up", "--help"],
  ["--version"],
])("storedHelp leaves %j to yargs", (argv) => {
  expect(help(argv)).toBeUndefined();
});
