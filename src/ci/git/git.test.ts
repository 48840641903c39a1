import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBase } from "./base-view.ts";
import { openGit } from "./git.ts";

const folder = mkdtempSync(join(tmpdir(), "dashpreview-git-"));
const git = (...args: string[]) =>
  execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.com", ...args], {
    cwd: folder,
    encoding: "utf8",
  }).trim();
const commit = (message: string) => {
  git("add", "-A");
  git("commit", "-q", "-m", message);
  return git("rev-parse", "HEAD");
};
const hashes = { base: "", head: "", later: "" };
const body = `${"a line\n".repeat(30)}`;

beforeAll(() => {
  git("init", "-q", "-b", "main");
  mkdirSync(join(folder, "boards"));
  writeFileSync(join(folder, "boards/old name.json"), body);
  writeFileSync(join(folder, "boards/stays.json"), "{}");
  writeFileSync(join(folder, "gone.json"), '{"other": "text"}');
  hashes.base = commit("base");
  git("checkout", "-q", "-b", "feature");
  renameSync(join(folder, "boards/old name.json"), join(folder, "boards/new\nname.json"));
  writeFileSync(join(folder, "boards/-added.json"), "{}");
  rmSync(join(folder, "gone.json"));
  hashes.head = commit("head");
  git("checkout", "-q", "main");
  writeFileSync(join(folder, "boards/stays.json"), '{"other": 1}');
  hashes.later = commit("somebody else's");
  git("checkout", "-q", "feature");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const maxBytes = 10_000;

test("openGit tells changed, added and renamed files, whatever they are called", async () => {
  const files = await openGit({ cwd: folder, env: process.env }).changedFiles(hashes.base);
  expect(files).toEqual([
    { path: "boards/-added.json", basePath: undefined },
    { path: "boards/new\nname.json", basePath: "boards/old name.json" },
  ]);
});

test("openGit reads a file as it was, and nothing larger than asked for", async () => {
  const repository = openGit({ cwd: join(folder, "boards"), env: process.env });
  expect(await repository.prefix()).toBe("boards/");
  expect(await repository.readFile("boards/old name.json", { commit: hashes.base, maxBytes })).toBe(body);
  expect(await repository.readFile("boards/old name.json", { commit: hashes.base, maxBytes: 100 })).toBeUndefined();
  expect(await repository.readFile("boards/none.json", { commit: hashes.base, maxBytes })).toBeUndefined();
});

test("openGit takes full hashes only", async () => {
  const repository = openGit({ cwd: folder, env: process.env });
  await expect(repository.hasCommit("--help")).rejects.toThrow(RangeError);
  expect(await repository.hasCommit("a".repeat(40))).toBe(false);
});

test("openGit is undefined everywhere outside of a repository", async () => {
  const outside = openGit({ cwd: tmpdir(), env: { ...process.env, GIT_CEILING_DIRECTORIES: "/" } });
  expect([await outside.prefix(), await outside.head()]).toEqual([undefined, undefined]);
});

test("openBase compares the head of a review with the common ancestor, not with what others did since", async () => {
  const view = await openBase({
    review: { baseRevision: hashes.later, commit: hashes.head },
    git: openGit({ cwd: join(folder, "boards"), env: process.env }),
    host: undefined,
  });
  expect(view?.changed?.map(({ path }) => path)).toEqual(["boards/-added.json", "boards/new\nname.json"]);
  expect(view?.topPath("stays.json")).toBe("boards/stays.json");
  expect(view?.topPath("../../x.json")).toBeUndefined();
  expect(await view?.read("boards/stays.json")).toBe("{}");
});

test("openBase knows nothing without a base, and says so", async () => {
  expect(
    await openBase({ review: {}, git: openGit({ cwd: folder, env: process.env }), host: undefined }),
  ).toBeUndefined();
});
