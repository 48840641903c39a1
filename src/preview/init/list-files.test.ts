import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isOwnFile, listFiles } from "./list-files.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dashpreview-list-"));
  for (const file of [
    "a.json",
    "b/c.json",
    "node_modules/x/d.json",
    "ignored/e.json",
    "b/\u202ef.json",
    ".gitignore",
  ]) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), file === ".gitignore" ? "ignored/\n" : "{}");
  }
  symlinkSync("a.json", join(folder, "link.json"));
  symlinkSync("b", join(folder, "folder"));
});
afterEach(() => rmSync(folder, { recursive: true }));
const env = { PATH: process.env["PATH"] };

test("listFiles asks Git, which leaves out what is ignored, and names nothing that hides its name", async () => {
  execFileSync("git", ["init", "-q"], { cwd: folder });
  const { files, total, notes } = await listFiles(folder, env);
  expect(files).toEqual([".gitignore", "a.json", "b/c.json", "folder", "link.json"]);
  expect(total).toBe(6);
  expect(notes).toEqual([
    "passed over 1 file, for control characters, invisible ones or backslashes in the name: " +
      '"b/\\u{202e}f.json"; rename what is to be previewed',
  ]);
  expect(files.filter((path) => isOwnFile(folder, path))).toEqual([".gitignore", "a.json", "b/c.json"]);
});

test("listFiles walks where there is no Git, and follows no link", async () => {
  const { files } = await listFiles(folder, { ...env, GIT_CEILING_DIRECTORIES: dirname(folder) });
  expect(files).toEqual([".gitignore", "a.json", "b/c.json", "ignored/e.json"]);
});
