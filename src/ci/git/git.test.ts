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
    { path: "boards/old name.json", basePath: "boards/old name.json", deleted: true },
    { path: "gone.json", basePath: "gone.json", deleted: true },
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

const openAt = (cwd: string, review: Parameters<typeof openBase>[0]["review"]) =>
  openBase({ review, git: openGit({ cwd, env: process.env }), host: undefined, cwd, env: {} });

test("openBase compares the head of a review with the common ancestor, not with what others did since", async () => {
  const view = await openAt(join(folder, "boards"), { baseRevision: hashes.later, commit: hashes.head });
  const states = async (file: string, text: string) => (await view.stateOf({ file, text })).state;
  expect([await states("-added.json", "{}"), await states("new\nname.json", body)]).toEqual(["added", "changed"]);
  expect(await states("stays.json", "{}")).toBe("unchanged");
  expect(view.topPath("stays.json")).toBe("boards/stays.json");
  expect(view.topPath("../../x.json")).toBeUndefined();
  expect([view.isDeleted("../gone.json"), view.isDeleted("stays.json")]).toEqual([true, false]);
});

test("openBase knows nothing without a base, and says so", async () => {
  const view = await openAt(folder, {});
  expect(view.unknown).toBe("this run has no base to compare with");
  expect((await view.stateOf({ file: "boards/stays.json", text: "{}" })).state).toBe("unknown");
});

test("On a merge that CI made the base is its first parent, whatever the event said", async () => {
  git("checkout", "-q", "--detach", hashes.later);
  git("merge", "-q", "--no-ff", "-m", "merge", hashes.head);
  const view = await openAt(folder, { number: 1, baseRevision: hashes.base, commit: hashes.head });
  git("checkout", "-q", "feature");
  const state = await view.stateOf({ file: "boards/stays.json", text: '{"other": 1}' });
  expect([view.unknown, state.state]).toEqual([undefined, "unchanged"]);
});

test("A checkout without the review's head makes everything unknown", async () => {
  git("checkout", "-q", "main");
  const view = await openAt(folder, { number: 1, baseRevision: hashes.base, commit: hashes.head });
  git("checkout", "-q", "feature");
  expect(view.unknown).toMatch(/^commit [0-9a-f]{10} is checked out, which does not contain the review's head/);
});

test("A file that git does not track, or that was edited after the checkout, is never taken for unchanged", async () => {
  writeFileSync(join(folder, "boards/built.json"), "{}");
  writeFileSync(join(folder, "boards/stays.json"), '{"edited": true}');
  const view = await openAt(folder, { baseRevision: hashes.base, commit: hashes.head });
  const built = await view.stateOf({ file: "boards/built.json", text: "{}" });
  const edited = await view.stateOf({ file: "boards/stays.json", text: '{"edited": true}' });
  git("checkout", "-q", "boards/stays.json");
  rmSync(join(folder, "boards/built.json"));
  expect(built).toEqual({ state: "unknown", why: "git does not track it: something built it" });
  expect(edited.state).toBe("changed");
});

test("git that refuses the folder, or is missing, is named with what to do", async () => {
  const none = openGit({ cwd: folder, env: { PATH: "/nowhere" } });
  expect(await none.fault()).toBe("git is not installed here");
  const outside = openGit({ cwd: tmpdir(), env: { ...process.env, GIT_CEILING_DIRECTORIES: "/" } });
  expect(await outside.fault()).toBe("this folder is not in a git repository");
});
