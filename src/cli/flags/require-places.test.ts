import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { requirePlaces } from "./require-places.ts";

let cwd: string;
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), "dashpreview-place-"));
  mkdirSync(join(cwd, "out"));
});
afterAll(() => rmSync(cwd, { recursive: true }));

test.for([
  [{ file: "none/x.yaml" }, "none/x.yaml: there is no folder none"],
  [{ resultFile: "none/r.json" }, "none/r.json: there is no folder none"],
  [{ page: "out" }, "out is a folder: name a file in it, such as out/report.html"],
  [{ junit: "out" }, "out is a folder: name a file in it, such as out/junit.xml"],
] as const)("requirePlaces refuses %j early: %s", ([request, message]) => {
  expect(() => requirePlaces(request, cwd)).toThrow(message);
});

test("requirePlaces lets pass what can be written, and standard output", () => {
  requirePlaces({ file: "<stdin>", page: "out/x.html", tap: "/dev/stdout", dotenv: undefined }, cwd);
});

test.skipIf(process.getuid?.() === 0)("requirePlaces refuses a file in a folder that nobody may write to", () => {
  mkdirSync(join(cwd, "kept"));
  chmodSync(join(cwd, "kept"), 0o555);
  expect(() => requirePlaces({ file: "kept/x.yaml" }, cwd)).toThrow(
    "kept/x.yaml: the file cannot be written (EACCES): permission denied",
  );
});
