import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { writeBaseTree } from "./base-tree.ts";

let folder: string;
let repository: string;
const git = (...args: string[]) =>
  execFileSync("git", ["-c", "user.name=n", "-c", "user.email=e@example.org", ...args], {
    cwd: repository,
    encoding: "utf8",
  });
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dashpreview-tree-"));
  repository = join(folder, "repository");
  mkdirSync(join(repository, "a"), { recursive: true });
  git("init", "-q");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("writeBaseTree writes a commit's files, and leaves the repository as it is", async () => {
  writeFileSync(join(repository, "a/x"), "base");
  writeFileSync(join(repository, "y"), "y");
  writeFileSync(join(repository, ".git/hooks/post-checkout"), "#!/bin/sh\ntouch hooked\n", { mode: 0o755 });
  git("add", ".");
  git("commit", "-qm", "base");
  const base = git("rev-parse", "HEAD").trim();
  writeFileSync(join(repository, "a/x"), "head");
  git("commit", "-qam", "head");
  writeFileSync(join(repository, "y"), "edited");
  const target = join(folder, "target");
  mkdirSync(target);
  const options = { folder: target, cwd: join(repository, "a"), env: process.env };
  const { cwd, fault, ...tree } = await writeBaseTree(base, options);
  expect([fault, cwd]).toEqual([undefined, join(target, "tree/a/")]);
  expect(tree).toEqual({ tree: join(target, "tree"), top: repository });
  expect([readFileSync(join(cwd!, "x"), "utf8"), readFileSync(join(cwd!, "../y"), "utf8")]).toEqual(["base", "y"]);
  expect(git("status", "--short")).toBe(" M y\n");
  expect(existsSync(join(repository, "hooked"))).toBe(false);
});

test("writeBaseTree says why there are no files", async () => {
  const options = { folder, cwd: repository, env: process.env };
  expect(await writeBaseTree("main", options)).toEqual({ fault: "the base has no full hash" });
  expect((await writeBaseTree("a".repeat(40), options)).fault).toContain("git fails");
  expect((await writeBaseTree("a".repeat(40), { ...options, cwd: folder })).fault).toBe(
    "this folder is not in a git repository",
  );
});
