import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type BaseView, openBase } from "../../ci/git/base-view.ts";
import { openGit } from "../../ci/git/git.ts";
import { withBuiltBase } from "./built-base.ts";

let folder: string;
let cwd: string;
const git = (...args: string[]) =>
  execFileSync("git", ["-c", "user.name=n", "-c", "user.email=e@example.org", ...args], {
    cwd,
    encoding: "utf8",
  }).trim();
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dashpreview-built-"));
  cwd = join(folder, "repository");
  mkdirSync(cwd);
  mkdirSync(join(folder, "temporary"));
  git("init", "-q");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A repository whose head changes one of two files. */
async function open(commands: readonly string[]): Promise<BaseView> {
  writeFileSync(join(cwd, "same"), "same");
  writeFileSync(join(cwd, "other"), "before");
  git("add", ".");
  git("commit", "-qm", "base");
  const baseRevision = git("rev-parse", "HEAD");
  writeFileSync(join(cwd, "other"), "after");
  writeFileSync(join(cwd, "new"), "new");
  git("add", ".");
  git("commit", "-qm", "head");
  const env = process.env;
  const review = { baseRevision, commit: git("rev-parse", "HEAD"), number: 1 };
  const view = await openBase({ review, git: openGit({ cwd, env }), host: undefined, cwd, env });
  const { signal } = new AbortController();
  return withBuiltBase(view, {
    commands,
    cwd,
    env,
    timeoutMs: 20_000,
    signal,
    temporaryFolder: join(folder, "temporary"),
    kill: () => {},
  });
}

test("withBuiltBase compares with what the same command prints for the base", async () => {
  const view = await open(["cat same", "cat other"]);
  expect(await view.stateOf({ file: "<cat same>", text: "same" })).toEqual({ state: "unchanged" });
  const changed = await view.stateOf({ file: "<cat other>", text: "after" });
  expect(changed.state === "changed" && (await changed.base())).toBe("before");
  expect(await view.stateOf({ file: "same", text: "same" })).toEqual({ state: "unchanged" });
  expect(readdirSync(join(folder, "temporary"))).toEqual([]);
  expect(git("status", "--short")).toBe("");
});

test("withBuiltBase does not follow a path to what is checked out", async () => {
  const commands = [`cat ${join(cwd, "other")}`, `sh -c 'cat "$A_WORKSPACE/other"'`];
  process.env["A_WORKSPACE"] = cwd;
  try {
    const view = await open(commands);
    for (const command of commands) {
      const state = await view.stateOf({ file: `<${command}>`, text: "after" });
      expect(state.state === "changed" && (await state.base())).toBe("before");
    }
  } finally {
    delete process.env["A_WORKSPACE"];
  }
});

test("withBuiltBase does not know the state where the command fails on the base, and says why", async () => {
  const view = await open(["cat new", "no-such-program-here"]);
  const states = await Promise.all(
    ["<cat new>", "<no-such-program-here>"].map((file) => view.stateOf({ file, text: "new" })),
  );
  expect(states).toEqual([
    {
      state: "unknown",
      why: expect.stringMatching(
        /^the same command fails on the base's files \(--build "cat new": ended with exit code 1: cat: /,
      ),
    },
    { state: "unknown", why: expect.stringContaining("there is no program") },
  ]);
});

test("withBuiltBase leaves a view as it is that knows no base, or without commands", async () => {
  const view = await open([]);
  const options = {
    commands: ["x"],
    cwd,
    env: {},
    timeoutMs: 1,
    signal: new AbortController().signal,
    temporaryFolder: "",
    kill: () => {},
  };
  expect(withBuiltBase({ ...view, unknown: "no base" }, options).stateOf).toBe(view.stateOf);
});
