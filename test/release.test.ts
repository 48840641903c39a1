import { execFileSync } from "node:child_process";
import { cpSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, expect, test } from "vitest";
import { temporaryFolder } from "./servers/process.ts";

const root = resolve(import.meta.dirname, "..");
const folder = temporaryFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const module = (await import(new URL("../scripts/release.mjs", import.meta.url).href)) as {
  releasedChangelog(text: string, version: string, date: string): string;
  notesOf(text: string, version: string): string;
};

const text = "# Changelog\n\nChanges.\n\n## 0.2.0, not yet released\n\n- b\n- c\n\n## 0.1.0 (2026-01-02)\n\n- a\n";

test("a release dates the changelog's first section, and its notes are that section alone", () => {
  const written = module.releasedChangelog(text, "0.2.0", "2026-03-04");
  expect(written).toBe(text.replace("0.2.0, not yet released", "0.2.0 (2026-03-04)"));
  expect(module.notesOf(written, "0.2.0")).toBe("- b\n- c");
  expect(module.notesOf(written, "0.1.0")).toBe("- a");
});

test.for([
  ["another version", text, "0.3.0", "CHANGELOG.md is about 0.2.0"],
  ["nothing new", "# Changelog\n\n## 0.1.0 (2026-01-02)\n\n- a\n", "0.2.0", "nothing unreleased"],
  ["no entry", "# Changelog\n\n## Unreleased\n\n## 0.1.0 (2026-01-02)\n\n- a\n", "0.2.0", "says nothing of 0.2.0"],
] as const)("a changelog with %s is not released", ([, given, version, message]) => {
  expect(() => module.releasedChangelog(given, version, "2026-03-04")).toThrow(message);
});

test("npm run release says what it would do, and refuses changes that are not committed", () => {
  const place = join(folder, "repository");
  for (const path of ["package.json", "CHANGELOG.md", "release.json", "scripts"])
    cpSync(join(root, path), join(place, path), { recursive: true });
  writeFileSync(join(place, "CHANGELOG.md"), "# Changelog\n\n## Unreleased\n\n- new\n");
  writeFileSync(join(place, "release.json"), '{"owner":"OWNER","commit":"COMMIT","version":null}');
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.org", ...args], { cwd: place });
  git("init", "-q");
  git("add", ".");
  git("commit", "-q", "-m", "one");
  const version = "98.7.6";
  const release = (...args: string[]) =>
    execFileSync(process.execPath, [join(place, "scripts/release.mjs"), ...args], { encoding: "utf8", stdio: "pipe" });
  const planned = release(version, "--owner", "acme", "--dry-run");
  expect(planned).toContain(`would: commit, and tag v${version}`);
  expect(planned).toContain("acme/dashpreview");
  expect(() => release(version, "--dry-run")).toThrow("--owner acme");
  writeFileSync(join(place, "CHANGELOG.md"), "");
  expect(() => release(version, "--owner", "acme", "--dry-run")).toThrow("not committed");
});
