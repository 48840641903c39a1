import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type GitLabDouble, startGitLabDouble } from "../servers/gitlab-double.ts";
import { type GrafanaDouble, startGrafanaDouble } from "../servers/grafana-double.ts";
import { type TestServer, temporaryFolder } from "../servers/process.ts";
import { startPrometheus } from "../servers/prometheus.ts";
import { dashboard, makeRepository, type Repository } from "./repository.ts";
import { actionFolder, actionNode, runProgram } from "./run-program.ts";

const root = resolve(import.meta.dirname, "../..");
const runner = join(root, "node_modules/gitlab-ci-local/dist/index.js");
const home = temporaryFolder();
let gitLab: GitLabDouble;
let grafana: GrafanaDouble;
let prometheus: TestServer;
let repository: Repository;

beforeAll(async () => {
  [gitLab, prometheus] = await Promise.all([startGitLabDouble(), startPrometheus({ window: "2d" })]);
  grafana = await startGrafanaDouble({ prometheusUrl: prometheus.url });
  repository = makeRepository();
  writeRsync(join(home, "bin"));
});
afterAll(async () => {
  await Promise.all([gitLab?.stop(), grafana?.stop(), prometheus?.stop()]);
  repository?.remove();
  rmSync(home, { recursive: true, force: true });
});

/**
 * gitlab-ci-local copies the work tree by rsync, which not every machine has: a copy by tar does the same for a new
 * folder.
 */
function writeRsync(folder: string): void {
  mkdirSync(folder);
  const script =
    '#!/bin/sh\nfor last; do :; done\nmkdir -p "$last"\ntar --exclude=./.gitlab-ci-local -cf - . | tar -xf - -C "$last"\n';
  writeFileSync(join(folder, "rsync"), script);
  chmodSync(join(folder, "rsync"), 0o755);
}

/** Runs a job of `.gitlab-ci.yml` in a checkout as GitLab's shell runner would, as far as gitlab-ci-local does. */
async function pipeline(folder: string, words: readonly string[], variables: Readonly<Record<string, string>>) {
  const common: Record<string, string> = {
    GITLAB_CI: "true",
    CI_SERVER_HOST: new URL(gitLab.url).host,
    CI_SERVER_URL: gitLab.url,
    CI_API_V4_URL: `${gitLab.url}/api/v4`,
    CI_PROJECT_PATH: gitLab.project,
    CI_PROJECT_URL: `${gitLab.url}/${gitLab.project}`,
    GRAFANA_URL: grafana.url,
    GRAFANA_TOKEN: grafana.tokens.editor,
    PROMETHEUS_URL: prometheus.url,
    GITLAB_TOKEN: gitLab.token,
    DASHPREVIEW_PATHS: "boards",
    DASHPREVIEW_HISTORY: "10m",
    DASHPREVIEW_COMMAND: `${process.execPath} ${join(actionFolder, "cli.js")}`,
    ...variables,
  };
  const flags = Object.entries(common).flatMap(([name, value]) => ["--variable", `${name}=${value}`]);
  const args = [
    runner,
    ...words,
    "--force-shell-executor",
    "--ignore-predefined-vars",
    Object.keys(common).join(","),
    ...flags,
  ];
  return runProgram(actionNode(), args, {
    cwd: folder,
    env: { HOME: home, PATH: `${join(home, "bin")}:${process.env["PATH"]}` },
  });
}

const mergeRequest = (commit: string, order: number) => ({
  CI_PIPELINE_SOURCE: "merge_request_event",
  CI_PIPELINE_ID: String(order),
  CI_COMMIT_SHA: commit,
  CI_MERGE_REQUEST_IID: "3",
  CI_MERGE_REQUEST_PROJECT_PATH: gitLab.project,
  CI_MERGE_REQUEST_PROJECT_URL: `${gitLab.url}/${gitLab.project}`,
  CI_MERGE_REQUEST_DIFF_BASE_SHA: repository.base,
});
const ours = () => gitLab.notes.filter(({ author }) => author === 77);

/** A checkout with the template as its pipeline, as `include` would put it there. */
function checkout(commit: string, text = "include: [{local: .gitlab-ci-template.yml}]\n"): string {
  const folder = repository.checkout(commit);
  cpSync(join(root, ".gitlab-ci-template.yml"), join(folder, ".gitlab-ci-template.yml"));
  cpSync(join(root, "templates"), join(folder, "templates"), { recursive: true });
  writeFileSync(join(folder, ".gitlab-ci.yml"), text);
  // Only what git knows can be included.
  execFileSync("git", ["add", "-A"], { cwd: folder });
  execFileSync("git", ["remote", "set-url", "origin", `git@gitlab.example:${gitLab.project}.git`], { cwd: folder });
  return folder;
}

test("the template's jobs make a preview, renew it, and take it away when the merge request is merged", async () => {
  const first = repository.commit("change", {
    "boards/api.json": dashboard("api", { requests: "sum(http_requests_total)" }),
  });
  gitLab.mergeRequests.set(3, { iid: 3, sourceBranch: "change", sha: first, state: "opened", diffs: [] });
  const opened = await pipeline(checkout(first), ["dashpreview"], mergeRequest(first, 1));
  expect(opened.log).toContain(grafana.url);
  expect(opened.code).toBe(0);
  expect(grafana.dashboards()).toHaveLength(1);
  expect(ours()).toHaveLength(1);

  const second = repository.commit("change", {
    "boards/api.json": dashboard("api", { requests: "max(http_requests_total)" }),
  });
  const folder = checkout(second);
  expect((await pipeline(folder, ["dashpreview"], mergeRequest(second, 2))).code).toBe(0);
  expect(ours()).toHaveLength(1);
  expect(ours()[0]!.body).toContain(second.slice(0, 10));

  gitLab.mergeRequests.get(3)!.state = "merged";
  expect((await pipeline(folder, ["dashpreview-stop"], mergeRequest(second, 2))).code).toBe(0);
  expect(grafana.dashboards()).toEqual([]);
  expect(ours()[0]!.body).toContain("the review was merged");
});

test("the template's schedule removes what a lost stop job left", async () => {
  const commit = repository.commit("other", {
    "boards/api.json": dashboard("api", { requests: "min(http_requests_total)" }),
  });
  gitLab.mergeRequests.set(3, { iid: 3, sourceBranch: "other", sha: commit, state: "opened", diffs: [] });
  const folder = checkout(commit);
  expect((await pipeline(folder, ["dashpreview"], mergeRequest(commit, 5))).code).toBe(0);
  gitLab.mergeRequests.get(3)!.state = "closed";
  const schedule = { CI_PIPELINE_SOURCE: "schedule", CI_COMMIT_BRANCH: "main", DASHPREVIEW_SWEEP: "true" };
  expect((await pipeline(folder, ["dashpreview-sweep"], schedule)).code).toBe(0);
  expect(grafana.dashboards()).toEqual([]);
  expect(gitLab.violations).toEqual([]);
});

test.for([
  ["template", "include: [{local: .gitlab-ci-template.yml}]\n", "dashpreview"],
  [
    "component",
    "include: [{local: templates/dashpreview.yml, inputs: {job-prefix: infra, name: infra, paths: boards}}]\n",
    "infra",
  ],
])("the %s fits GitLab's schema and has its jobs on merge requests only", async ([, text, prefix]) => {
  const folder = checkout(repository.base, text!);
  const merge = await pipeline(folder, ["--list-csv"], mergeRequest(repository.base, 1));
  expect(merge.log).toContain("json schema validated");
  expect(jobsOf(merge.log)).toEqual([prefix, `${prefix}-stop`]);
  const push = await pipeline(folder, ["--list-csv"], { CI_PIPELINE_SOURCE: "push" });
  expect(jobsOf(push.log)).toEqual([]);
  const schedule = await pipeline(folder, ["--list-csv"], {
    CI_PIPELINE_SOURCE: "schedule",
    DASHPREVIEW_SWEEP: "true",
  });
  expect(jobsOf(schedule.log)).toEqual([`${prefix}-sweep`]);
});

function jobsOf(log: string): string[] {
  return log
    .split("\n")
    .flatMap((line) => /^([\w-]+);/.exec(line)?.[1] ?? [])
    .filter((name) => name !== "name");
}
