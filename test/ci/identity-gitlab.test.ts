import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type GitLabDouble, startGitLabDouble } from "../servers/gitlab-double.ts";
import { type GrafanaDouble, startGrafanaDouble } from "../servers/grafana-double.ts";
import { type TestServer, temporaryFolder } from "../servers/process.ts";
import { startPrometheus } from "../servers/prometheus.ts";
import { makeRepository, type Repository } from "./repository.ts";
import { actionFolder, runProgram } from "./run-program.ts";

let gitLab: GitLabDouble;
let grafana: GrafanaDouble;
let prometheus: TestServer;
let repository: Repository;

beforeAll(async () => {
  [gitLab, prometheus] = await Promise.all([startGitLabDouble(), startPrometheus({ window: "2d" })]);
  grafana = await startGrafanaDouble({ prometheusUrl: prometheus.url });
  repository = makeRepository();
});
afterAll(async () => {
  repository?.remove();
  await Promise.all([gitLab?.stop(), grafana?.stop(), prometheus?.stop()]);
});

function cli(folder: string, args: readonly string[], env: Readonly<Record<string, string>>) {
  const servers = {
    GRAFANA_URL: grafana.url,
    GRAFANA_TOKEN: grafana.tokens.editor,
    PROMETHEUS_URL: prometheus.url,
    CI_API_V4_URL: `${gitLab.url}/api/v4`,
    GITLAB_TOKEN: gitLab.token,
  };
  return runProgram(process.execPath, [join(actionFolder, "cli.js"), ...args], {
    cwd: folder,
    env: { ...servers, ...env },
  });
}
/** A pipeline of the default branch, in a project with this path. */
const pipeline = (path: string): Record<string, string> => ({
  GITLAB_CI: "true",
  CI_SERVER_HOST: new URL(gitLab.url).hostname,
  CI_SERVER_URL: gitLab.url,
  CI_PROJECT_PATH: path,
  CI_PROJECT_ID: "1",
  CI_PROJECT_URL: `${gitLab.url}/${path}`,
  CI_PIPELINE_ID: "7",
  CI_PIPELINE_SOURCE: "push",
  CI_COMMIT_BRANCH: "main",
});
const up = ["up", "boards/api.json", "--history", "10m", "--fail-on", "none", "--no-sweep"];

test("A GitLab project below a sub-path is the same by pipeline, after a move, and by http and ssh remotes", async () => {
  const folder = repository.checkout(repository.base);
  for (const path of [gitLab.project, "acme/moved/dashboards"]) {
    const { code, log } = await cli(folder, up, pipeline(path));
    expect(code, log).toBe(0);
  }
  const uids = grafana.dashboards().map(({ uid }) => uid);
  expect(uids).toHaveLength(1);
  const { hostname } = new URL(gitLab.url);
  for (const remote of [
    `${gitLab.url}/${gitLab.project}.git`,
    `ssh://git@${hostname}:2222/${gitLab.project}.git`,
    `git@${hostname}:${gitLab.project}.git`,
  ]) {
    const checkout = temporaryFolder();
    execFileSync("git", ["init", "-q"], { cwd: checkout });
    execFileSync("git", ["remote", "add", "origin", remote], { cwd: checkout });
    const { code, log } = await cli(checkout, ["list"], {});
    expect([code, log.includes(uids[0]!)], log).toEqual([0, true]);
  }
  expect(gitLab.violations).toEqual([]);
});
