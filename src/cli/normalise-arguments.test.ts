import { expect, test } from "vitest";
import { commands } from "./commands.ts";
import { normaliseArguments } from "./normalise-arguments.ts";

test.for([
  [[], ["--help"]],
  [["help"], ["--help"]],
  [
    ["help", "up"],
    ["up", "--help"],
  ],
  [["help", "completion"], ["--help"]],
  [
    ["cleanup", "--dry-run=YES"],
    ["cleanup", "--dry-run=true"],
  ],
  [
    ["cleanup", "--dryRun=0"],
    ["cleanup", "--dry-run=false"],
  ],
  [
    ["up", "--key=yes", "--sweep=off"],
    ["up", "--key=yes", "--sweep=false"],
  ],
  [
    ["up", "--", "--dry-run=yes"],
    ["up", "--", "--dry-run=yes"],
  ],
  [
    ["up", "--nonsense=yes"],
    ["up", "--nonsense=yes"],
  ],
] as const)("normaliseArguments makes %j to %j", ([argv, expected]) => {
  expect(normaliseArguments(argv, commands)).toEqual(expected);
});

test("normaliseArguments refuses help of what is no command, and a boolean that is none", () => {
  expect(() => normaliseArguments(["help", "lst"], commands)).toThrow("unknown command: lst; did you mean list?");
  expect(() => normaliseArguments(["help", "up", "down"], commands)).toThrow("unexpected argument: down");
  expect(() => normaliseArguments(["up", "--dry-run="], commands)).toThrow("--dry-run : expected 1, true, yes or on");
});
