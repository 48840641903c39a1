import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { type GitHubDouble, startGitHubDouble } from "../servers/github-double.ts";
import { type GrafanaDouble, startGrafanaDouble } from "../servers/grafana-double.ts";
import { type TestServer, temporaryFolder } from "../servers/process.ts";
import { startPrometheus } from "../servers/prometheus.ts";
import { runAction } from "./github-run.ts";
import { dashboard, makeRepository, type Repository } from "./repository.ts";

let github: GitHubDouble;
let grafana: GrafanaDouble;
let prometheus: TestServer;
let repository: Repository;
let review = 100;
let runId = 16_000_000_000;
const otherQuery = dashboard("api", { requests: "max(rate(http_requests_total[1m]))" });

beforeAll(async () => {
  [github, prometheus] = await Promise.all([startGitHubDouble(), startPrometheus({ window: "2d" })]);
  grafana = await startGrafanaDouble({ prometheusUrl: prometheus.url });
});
afterAll(async () => {
  await Promise.all([github?.stop(), grafana?.stop(), prometheus?.stop()]);
});
beforeEach(() => {
  repository = makeRepository();
  review++;
});
afterEach(() => {
  repository.remove();
  expect(github.violations).toEqual([]);
});

/** Commits to the review's branch, and lets the host list these files as changed. */
function push(
  files: Readonly<Record<string, string | undefined>>,
  listed: readonly { filename: string; status: string; previous_filename?: string }[],
  base = repository.base,
): string {
  const commit = repository.commit(`review-${review}`, files);
  github.pulls.set(review, {
    number: review,
    headRepository: github.repository,
    headRef: `review-${review}`,
    headSha: commit,
    baseSha: base,
    state: "open",
    merged: false,
    files: listed,
  });
  return commit;
}

interface Step {
  readonly folder: string;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly run?: string;
}

/** The step of the workflow, as `pull_request` starts it. */
function preview({ folder, inputs, env = {}, run = String(++runId) }: Step) {
  const pull = github.pulls.get(review)!;
  const repo = { full_name: github.repository };
  const event = {
    action: "synchronize",
    pull_request: {
      number: review,
      merged: false,
      head: { sha: pull.headSha, ref: pull.headRef, repo },
      base: { sha: pull.baseSha, ref: "main", repo },
    },
  };
  const common = {
    dashboards: "boards",
    "changed-only": "true",
    "grafana-url": grafana.url,
    "grafana-token": grafana.tokens.editor,
    "prometheus-url": prometheus.url,
    history: "10m",
    "fail-on": "none",
  };
  return runAction({
    github,
    folder,
    eventName: "pull_request",
    event,
    runId: run,
    inputs: { ...common, ...inputs },
    env: { GITHUB_WORKSPACE: folder, ...env },
  });
}

/** Titles of this review's previews, without its key. */
const standing = () =>
  grafana
    .dashboards()
    .map(({ model }) => ({ tags: model["tags"] as string[], title: String(model["title"]) }))
    .filter(({ tags }) => tags.some((tag) => tag.startsWith("dp-key:") && tag.endsWith(`.pr-${review}`)))
    .map(({ title }) => title.replace(/^\[.*?\] /, ""))
    .sort();
const comment = () => github.comments.find(({ issue }) => issue === review)?.body ?? "";

/** The host gives the files of the base. */
function hostHasTheBase(): void {
  const folder = repository.checkout(repository.base);
  for (const path of ["boards/api.json", "boards/jobs.json", "boards/dashpreview.yaml"])
    github.contents.set(path, readFileSync(join(folder, path), "utf8"));
}

/** A PATH without git. */
const withoutGit = { PATH: temporaryFolder() };
/** Makes git say that somebody else owns the folder, as in a container that runs as another user. */
const foreignFolder = { GIT_TEST_ASSUME_DIFFERENT_OWNER: "1", GIT_CONFIG_NOSYSTEM: "1", HOME: temporaryFolder() };

test.for([
  ["git is not installed", withoutGit],
  ["git refuses the folder", foreignFolder],
])("When %s, the host tells which dashboard the review changes, and an existing preview stays", async ([, env]) => {
  const listed = [{ filename: "boards/api.json", status: "modified" }];
  const commit = push({ "boards/api.json": otherQuery }, listed);
  hostHasTheBase();
  const first = await preview({ folder: repository.checkout(commit) });
  expect([first.code, standing()], first.log).toEqual([0, ["api"]]);
  const again = await preview({ folder: repository.checkout(commit), env: env as Record<string, string> });
  expect([again.code, standing()], again.log).toEqual([0, ["api"]]);
  expect(again.log).not.toMatch(/changes no dashboard/);
});

test("Without git and without a list of the host every dashboard is previewed, and the comment says why", async () => {
  const commit = push({ "boards/api.json": otherQuery }, []);
  const folder = repository.checkout(commit);
  rmSync(join(folder, ".git"), { recursive: true });
  const { code, log } = await preview({ folder, env: { GITHUB_WORKSPACE: "" } });
  expect([code, standing()], log).toEqual([0, ["api", "jobs"]]);
  expect(log).toMatch(/cannot be told what the review changes \(the top of the repository is not known/);
  expect(comment()).toMatch(/top of the repository is not known/);
});

test("In a working directory below the top the paths of the host's list are found", async () => {
  const commit = push({ "boards/api.json": otherQuery }, [{ filename: "boards/api.json", status: "modified" }]);
  hostHasTheBase();
  const top = repository.checkout(commit);
  rmSync(join(top, ".git"), { recursive: true });
  const { code, log } = await preview({
    folder: join(top, "boards"),
    inputs: { dashboards: "." },
    env: { GITHUB_WORKSPACE: top },
  });
  expect([code, standing()], log).toEqual([0, ["api"]]);
});

test("A workspace that does not hold what the review changes is not taken for the repository", async () => {
  const commit = push({ "boards/api.json": otherQuery }, [{ filename: "boards/api.json", status: "modified" }]);
  const workspace = temporaryFolder();
  const folder = join(workspace, "src");
  execFileSync("cp", ["-r", repository.checkout(commit), folder]);
  rmSync(join(folder, ".git"), { recursive: true });
  const { code, log } = await preview({ folder, env: { GITHUB_WORKSPACE: workspace } });
  expect([code, standing()], log).toEqual([0, ["api", "jobs"]]);
  expect(log).toMatch(/the review changes boards\/api\.json, which is not below/);
});

test("Dashboards that a build makes are previewed unless --base-dashboards proves that they are unchanged", async () => {
  const ignored = push({ ".gitignore": "built/\nbase/\n", "lib.jsonnet": "{}" }, []);
  const folder = repository.checkout(ignored);
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const spec = execFileSync("cat", [join(folder, "boards/dashpreview.yaml")], { encoding: "utf8" });
  write("built/dashpreview.yaml", spec);
  write("built/api.json", otherQuery);
  write("built/jobs.json", dashboard("jobs"));
  const inputs = { dashboards: "built" };
  const blind = await preview({ folder, inputs });
  expect([blind.code, standing()], blind.log).toEqual([0, ["api", "jobs"]]);
  expect(comment()).toMatch(/git does not track it/);
  write("base/dashpreview.yaml", spec);
  write("base/api.json", dashboard("api"));
  write("base/jobs.json", dashboard("jobs"));
  const proved = await preview({ folder, inputs: { ...inputs, "base-dashboards": "base" } });
  expect([proved.code, standing()], proved.log).toEqual([0, ["api"]]);
  expect(comment()).toMatch(/\| 1 difference \|/);
  const missing = await preview({ folder, inputs: { ...inputs, "base-dashboards": "nowhere" } });
  expect([missing.code, standing()]).toEqual([2, ["api"]]);
});

test("On the merge commit of CI a base that moved on does not make the changes of others this review's", async () => {
  const stale = repository.base;
  const commit = push({ "boards/api.json": otherQuery }, [{ filename: "boards/api.json", status: "modified" }], stale);
  const folder = repository.checkout(commit);
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=Ada", "-c", "user.email=ada@example.com", ...args], { cwd: folder });
  git("checkout", "-q", "--detach", stale);
  writeFileSync(join(folder, "boards/jobs.json"), dashboard("jobs", { title: "jobs of others" }));
  git("commit", "-qam", "meanwhile on main");
  git("merge", "-q", "--no-ff", "-m", "merge", commit);
  const { code, log } = await preview({ folder });
  expect([code, standing()], log).toEqual([0, ["api"]]);
});

test("A checkout of the base alone is no reason to call the review empty", async () => {
  const commit = push({ "boards/api.json": otherQuery }, [{ filename: "boards/api.json", status: "modified" }]);
  expect((await preview({ folder: repository.checkout(commit) })).code).toBe(0);
  const { code, log } = await preview({ folder: repository.checkout(repository.base) });
  expect([code, standing()], log).toEqual([0, ["api", "jobs"]]);
  expect(log).toMatch(/is checked out, which does not contain the review's head/);
});

test("A newer push counts as newer although its workflow file was renamed and counts its runs anew", async () => {
  const listed = [{ filename: "boards/api.json", status: "modified" }];
  const first = push({ "boards/api.json": otherQuery }, listed);
  await preview({ folder: repository.checkout(first), env: { GITHUB_RUN_NUMBER: "812" } });
  const second = push({ "boards/api.json": dashboard("api", { title: "api, second push" }) }, listed);
  const { code, log } = await preview({ folder: repository.checkout(second), env: { GITHUB_RUN_NUMBER: "1" } });
  expect([code, standing()], log).toEqual([0, ["api, second push"]]);
  expect(comment()).toContain(second.slice(0, 10));
  const rerun = await preview({ folder: repository.checkout(first), run: String(runId - 1) });
  expect([rerun.code, standing()], rerun.log).toEqual([0, ["api, second push"]]);
});

test.for([
  ["deletes its last dashboard", { "boards/api.json": undefined, "boards/jobs.json": undefined }],
  [
    "deletes the folder",
    { "boards/api.json": undefined, "boards/jobs.json": undefined, "boards/dashpreview.yaml": undefined },
  ],
] as const)("A review that %s takes its previews away, names them and ends well", async ([, deleted]) => {
  const first = push({ "boards/api.json": otherQuery }, [{ filename: "boards/api.json", status: "modified" }]);
  await preview({ folder: repository.checkout(first) });
  const listed = ["api", "jobs"].map((name) => ({ filename: `boards/${name}.json`, status: "removed" }));
  const second = push(deleted, listed);
  const { code, log } = await preview({ folder: repository.checkout(second) });
  expect([code, standing()], log).toEqual([0, []]);
  expect(comment()).toMatch(/api/);
});

test("A path that leads nowhere without the review's doing is an error, and deletes nothing", async () => {
  const commit = push({ "boards/api.json": otherQuery }, [{ filename: "boards/api.json", status: "modified" }]);
  await preview({ folder: repository.checkout(commit) });
  const { code, log } = await preview({ folder: repository.checkout(commit), inputs: { dashboards: "bords" } });
  expect([code, standing()], log).toEqual([2, ["api"]]);
  expect(log).toMatch(/bords: no such file or folder/);
});

test("A run that names one dashboard leaves the preview of another standing, and --prune deletes it", async () => {
  const listed = ["api", "jobs"].map((name) => ({ filename: `boards/${name}.json`, status: "modified" }));
  const commit = push({ "boards/api.json": otherQuery }, listed);
  const folder = repository.checkout(commit);
  const all = { "changed-only": "false" };
  await preview({ folder, inputs: { ...all, dashboards: "boards/api.json" } });
  const second = await preview({ folder, inputs: { ...all, dashboards: "boards/jobs.json" } });
  expect([second.code, standing()], second.log).toEqual([0, ["api", "jobs"]]);
  expect(second.log).toMatch(/the earlier preview "\[pr-\d+\] api" stays: its source is still there/);
  const pruned = await preview({ folder, inputs: { ...all, dashboards: "boards/jobs.json", prune: "true" } });
  expect([pruned.code, standing()], pruned.log).toEqual([0, ["jobs"]]);
});
