import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ForgejoDouble, startForgejoDouble } from "../servers/forgejo-double.ts";
import { type GrafanaDouble, startGrafanaDouble } from "../servers/grafana-double.ts";
import { type TestServer, temporaryFolder } from "../servers/process.ts";
import { startPrometheus } from "../servers/prometheus.ts";
import { dashboard, makeRepository, type Repository } from "./repository.ts";
import { actionFolder, runProgram } from "./run-program.ts";

let forgejo: ForgejoDouble;
let grafana: GrafanaDouble;
let prometheus: TestServer;
let repository: Repository;
beforeAll(async () => {
  [forgejo, prometheus] = await Promise.all([startForgejoDouble(), startPrometheus({ window: "2d" })]);
  grafana = await startGrafanaDouble({ prometheusUrl: prometheus.url });
  repository = makeRepository();
});
afterAll(async () => {
  await Promise.all([forgejo?.stop(), grafana?.stop(), prometheus?.stop()]);
  repository?.remove();
});

/** The commit alone, as `actions/checkout` gets it by default. */
function shallow(commit: string): string {
  const folder = temporaryFolder();
  const git = (...args: string[]) => execFileSync("git", args, { cwd: folder, stdio: ["ignore", "pipe", "ignore"] });
  git("init", "--quiet");
  git("fetch", "--quiet", "--depth", "1", `file://${repository.checkout(commit)}`, "HEAD");
  git("-c", "advice.detachedHead=false", "checkout", "--quiet", "FETCH_HEAD");
  return folder;
}

test("up in a shallow checkout asks Forgejo for the changed files, the common ancestor and the base's text", async () => {
  const changed = dashboard("api", { requests: "sum(rate(http_requests_total[2m]))" });
  const head = repository.commit("shallow", { "boards/api.json": changed });
  const tip = "d".repeat(40);
  // The base's branch has gone on since.
  forgejo.commits.set(repository.base, []).set(head, [repository.base]).set(tip, [repository.base]);
  forgejo.contents.set("boards/api.json", dashboard("api"));
  const side = { headRepository: forgejo.repository, headRef: "shallow", headSha: head, baseSha: tip };
  const files = [{ filename: "boards/api.json", status: "changed" }];
  forgejo.pulls.set(7, { number: 7, ...side, state: "open", merged: false, files });
  const repo = { full_name: forgejo.repository };
  const pull_request = {
    number: 7,
    merged: false,
    head: { ref: "shallow", sha: head, repo },
    base: { ref: "main", sha: tip, repo },
  };
  const event = join(temporaryFolder(), "event.json");
  writeFileSync(event, JSON.stringify({ action: "opened", number: 7, pull_request }));
  const env = {
    CI: "true",
    GITHUB_ACTIONS: "true",
    GITEA_ACTIONS: "true",
    GITHUB_SERVER_URL: forgejo.url,
    GITHUB_API_URL: `${forgejo.url}/api/v1`,
    GITHUB_REPOSITORY: forgejo.repository,
    GITHUB_EVENT_NAME: "pull_request",
    GITHUB_EVENT_PATH: event,
    GITHUB_RUN_ID: "3",
    GITEA_TOKEN: forgejo.token,
    GRAFANA_URL: grafana.url,
    GRAFANA_TOKEN: grafana.tokens.editor,
    PROMETHEUS_URL: prometheus.url,
  };
  const args = ["up", "boards", "--changed-only", "--comment", "required", "--history", "10m"];
  const { code, log } = await runProgram(process.execPath, [join(actionFolder, "cli.js"), ...args], {
    cwd: shallow(head),
    env,
  });
  expect(log).not.toContain("warning:");
  expect(code).toBe(0);
  expect(grafana.dashboards().filter(({ model }) => String(model["title"]).startsWith("[pull-7] "))).toHaveLength(1);
  expect(forgejo.comments).toHaveLength(1);
  expect(forgejo.comments[0]!.body).toContain("1 difference");
  const api = `/forge/api/v1/repos/${forgejo.repository}`;
  for (const path of ["pulls/7/files", `compare/${tip}...${head}`, "raw/boards/api.json"])
    expect(forgejo.requests).toContain(`GET ${api}/${path}`);
  expect(forgejo.violations).toEqual([]);
});
