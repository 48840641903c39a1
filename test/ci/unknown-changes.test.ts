import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { temporaryFolder } from "../servers/process.ts";
import { type GitHubLab, startGitHubLab } from "./github-lab.ts";
import { dashboard } from "./repository.ts";

let lab: GitHubLab;
const otherQuery = dashboard("api", { requests: "max(rate(http_requests_total[1m]))" });
const apiChanged = [{ filename: "boards/api.json", status: "modified" }];

beforeAll(async () => {
  lab = await startGitHubLab();
});
afterAll(() => lab?.stop());
beforeEach(() => lab.next());
afterEach(() => expect(lab.github.violations).toEqual([]));

/** The host gives the files of the base. */
function hostHasTheBase(): void {
  const folder = lab.repository.checkout(lab.repository.base);
  for (const path of ["boards/api.json", "boards/jobs.json", "boards/dashpreview.yaml"])
    lab.github.contents.set(path, readFileSync(join(folder, path), "utf8"));
}

/** A PATH without git. */
const withoutGit = { PATH: temporaryFolder() };
/** Makes git say that somebody else owns the folder, as in a container that runs as another user. */
const foreignFolder = { GIT_TEST_ASSUME_DIFFERENT_OWNER: "1", GIT_CONFIG_NOSYSTEM: "1", HOME: temporaryFolder() };

test.for([
  ["git is not installed", withoutGit],
  ["git refuses the folder", foreignFolder],
])("When %s, the host tells which dashboard the review changes, and an existing preview stays", async ([, env]) => {
  const commit = lab.push({ "boards/api.json": otherQuery }, apiChanged);
  hostHasTheBase();
  const first = await lab.run({ folder: lab.repository.checkout(commit) });
  expect([first.code, lab.standing()], first.log).toEqual([0, ["api"]]);
  const again = await lab.run({ folder: lab.repository.checkout(commit), env: env as Record<string, string> });
  expect([again.code, lab.standing()], again.log).toEqual([0, ["api"]]);
  expect(again.log).not.toMatch(/changes no dashboard/);
});

test("Without git and without a list of the host every dashboard is previewed, and the comment says why", async () => {
  const commit = lab.push({ "boards/api.json": otherQuery }, []);
  const folder = lab.repository.checkout(commit);
  rmSync(join(folder, ".git"), { recursive: true });
  const { code, log } = await lab.run({ folder, env: { GITHUB_WORKSPACE: "" } });
  expect([code, lab.standing()], log).toEqual([0, ["api", "jobs"]]);
  expect(log).toMatch(/the review's changes are unknown \(the top of the repository is not known/);
  expect(lab.comment()).toMatch(/top of the repository is not known/);
});

test("In a working directory below the top the paths of the host's list are found", async () => {
  const commit = lab.push({ "boards/api.json": otherQuery }, apiChanged);
  hostHasTheBase();
  const top = lab.repository.checkout(commit);
  rmSync(join(top, ".git"), { recursive: true });
  const { code, log } = await lab.run({
    folder: join(top, "boards"),
    inputs: { dashboards: "." },
    env: { GITHUB_WORKSPACE: top },
  });
  expect([code, lab.standing()], log).toEqual([0, ["api"]]);
});

test("A workspace that does not hold what the review changes is not taken for the repository", async () => {
  const commit = lab.push({ "boards/api.json": otherQuery }, apiChanged);
  const workspace = temporaryFolder();
  const folder = join(workspace, "src");
  execFileSync("cp", ["-r", lab.repository.checkout(commit), folder]);
  rmSync(join(folder, ".git"), { recursive: true });
  const { code, log } = await lab.run({ folder, env: { GITHUB_WORKSPACE: workspace } });
  expect([code, lab.standing()], log).toEqual([0, ["api", "jobs"]]);
  expect(log).toMatch(/the review changes boards\/api\.json, which is not below/);
});

test("Dashboards that a build makes are previewed unless --base-dashboards proves that they are unchanged", async () => {
  const ignored = lab.push({ ".gitignore": "built/\nbase/\n", "lib.jsonnet": "{}" }, []);
  const folder = lab.repository.checkout(ignored);
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const spec = execFileSync("cat", [join(folder, "boards/dashpreview.yaml")], { encoding: "utf8" });
  write("built/dashpreview.yaml", spec);
  write("built/api.json", otherQuery);
  write("built/jobs.json", dashboard("jobs"));
  const inputs = { dashboards: "built" };
  const blind = await lab.run({ folder, inputs });
  expect([blind.code, lab.standing()], blind.log).toEqual([0, ["api", "jobs"]]);
  expect(lab.comment()).toMatch(/git does not track it/);
  write("base/dashpreview.yaml", spec);
  write("base/api.json", dashboard("api"));
  write("base/jobs.json", dashboard("jobs"));
  const proved = await lab.run({ folder, inputs: { ...inputs, "base-dashboards": "base" } });
  expect([proved.code, lab.standing()], proved.log).toEqual([0, ["api"]]);
  expect(lab.comment()).toMatch(/\| 1 difference \|/);
  const missing = await lab.run({ folder, inputs: { ...inputs, "base-dashboards": "nowhere" } });
  expect([missing.code, lab.standing()]).toEqual([2, ["api"]]);
});

test("On the merge commit of CI a base that moved on does not make the changes of others this review's", async () => {
  const stale = lab.repository.base;
  const commit = lab.push({ "boards/api.json": otherQuery }, apiChanged);
  const folder = lab.repository.checkout(commit);
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=Ada", "-c", "user.email=ada@example.com", ...args], { cwd: folder });
  git("checkout", "-q", "--detach", stale);
  writeFileSync(join(folder, "boards/jobs.json"), dashboard("jobs", { title: "jobs of others" }));
  git("commit", "-qam", "meanwhile on main");
  git("merge", "-q", "--no-ff", "-m", "merge", commit);
  const { code, log } = await lab.run({ folder });
  expect([code, lab.standing()], log).toEqual([0, ["api"]]);
});

test("A checkout of the base alone is no reason to call the review empty", async () => {
  const commit = lab.push({ "boards/api.json": otherQuery }, apiChanged);
  expect((await lab.run({ folder: lab.repository.checkout(commit) })).code).toBe(0);
  const { code, log } = await lab.run({ folder: lab.repository.checkout(lab.repository.base) });
  expect([code, lab.standing()], log).toEqual([0, ["api", "jobs"]]);
  expect(log).toMatch(/is checked out, which does not contain the review's head/);
});

test("A newer push counts as newer although its workflow file was renamed and counts its runs anew", async () => {
  const first = lab.push({ "boards/api.json": otherQuery }, apiChanged);
  await lab.run({ folder: lab.repository.checkout(first), env: { GITHUB_RUN_NUMBER: "812" } });
  const second = lab.push({ "boards/api.json": dashboard("api", { title: "api, second push" }) }, apiChanged);
  const { code, log } = await lab.run({ folder: lab.repository.checkout(second), env: { GITHUB_RUN_NUMBER: "1" } });
  expect([code, lab.standing()], log).toEqual([0, ["api, second push"]]);
  expect(lab.comment()).toContain(second.slice(0, 10));
  const rerun = await lab.run({ folder: lab.repository.checkout(first), run: String(lab.runId - 1) });
  expect([rerun.code, lab.standing()], rerun.log).toEqual([0, ["api, second push"]]);
});

test.for([
  ["deletes its last dashboard", { "boards/api.json": undefined, "boards/jobs.json": undefined }],
  [
    "deletes the folder",
    { "boards/api.json": undefined, "boards/jobs.json": undefined, "boards/dashpreview.yaml": undefined },
  ],
] as const)("A review that %s takes its previews away, names them and ends well", async ([, deleted]) => {
  const first = lab.push({ "boards/api.json": otherQuery }, apiChanged);
  await lab.run({ folder: lab.repository.checkout(first) });
  const listed = ["api", "jobs"].map((name) => ({ filename: `boards/${name}.json`, status: "removed" }));
  const second = lab.push(deleted, listed);
  const { code, log } = await lab.run({ folder: lab.repository.checkout(second) });
  expect([code, lab.standing()], log).toEqual([0, []]);
  expect(lab.comment()).toMatch(/api/);
});

test("A path that leads nowhere without the review's doing is an error, and deletes nothing", async () => {
  const commit = lab.push({ "boards/api.json": otherQuery }, apiChanged);
  await lab.run({ folder: lab.repository.checkout(commit) });
  const { code, log } = await lab.run({ folder: lab.repository.checkout(commit), inputs: { dashboards: "bords" } });
  expect([code, lab.standing()], log).toEqual([2, ["api"]]);
  expect(log).toMatch(/bords: no such file or folder/);
});

test("A run that names one dashboard leaves the preview of another standing, and --prune deletes it", async () => {
  const listed = ["api", "jobs"].map((name) => ({ filename: `boards/${name}.json`, status: "modified" }));
  const commit = lab.push({ "boards/api.json": otherQuery }, listed);
  const folder = lab.repository.checkout(commit);
  const all = { "changed-only": "false" };
  await lab.run({ folder, inputs: { ...all, dashboards: "boards/api.json" } });
  const second = await lab.run({ folder, inputs: { ...all, dashboards: "boards/jobs.json" } });
  expect([second.code, lab.standing()], second.log).toEqual([0, ["api", "jobs"]]);
  expect(second.log).toMatch(/the earlier preview "\[pr-\d+\] api" stays: its source is still there/);
  const pruned = await lab.run({ folder, inputs: { ...all, dashboards: "boards/jobs.json", prune: "true" } });
  expect([pruned.code, lab.standing()], pruned.log).toEqual([0, ["jobs"]]);
});
