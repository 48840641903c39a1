import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { parse } from "yaml";
import { type GitHubDouble, startGitHubDouble } from "../servers/github-double.ts";
import { type GrafanaDouble, startGrafanaDouble } from "../servers/grafana-double.ts";
import { type TestServer, temporaryFolder } from "../servers/process.ts";
import { startPrometheus } from "../servers/prometheus.ts";
import { dashboard, makeRepository, type Repository } from "./repository.ts";
import { actionFolder, runProgram } from "./run-program.ts";
import { runWorkflow, type WorkflowEvent } from "./workflow-runner.ts";

const root = resolve(import.meta.dirname, "../..");
const recipe = (file: string) => readFileSync(join(root, "docs/recipes", file), "utf8");
/** The fenced texts of a recipe. */
const fences = (file: string, kind: string) =>
  [...recipe(file).matchAll(new RegExp(`^\`\`\`${kind}\\n([\\s\\S]*?)^\`\`\`$`, "gm"))].map(([, text]) => text!);
const workflow = (name: string) => {
  const found = fences("github.md", "yaml").filter((text) => text.startsWith(`name: ${name}\n`));
  expect(found).toHaveLength(1);
  return found[0]!;
};

let github: GitHubDouble;
let grafana: GrafanaDouble;
let prometheus: TestServer;
let repository: Repository;
let order = 1;
const spec = "version: 1\nmetrics: [{name: http_requests_total, type: counter, series: [{rate: 5}]}]\n";

// Each test starts several programs.
vi.setConfig({ testTimeout: 180_000 });

beforeAll(async () => {
  [github, prometheus] = await Promise.all([startGitHubDouble(), startPrometheus({ window: "2d" })]);
  grafana = await startGrafanaDouble({ prometheusUrl: prometheus.url });
  repository = makeRepository();
});
afterAll(async () => {
  await Promise.all([github?.stop(), grafana?.stop(), prometheus?.stop()]);
  repository?.remove();
});

/** Opens a pull request with one more panel query in a dashboard of each folder. Returns its event. */
function openPull(number: number, folders: readonly string[], headRepository = github.repository): WorkflowEvent {
  const files = folders.flatMap((folder, index) => [
    [`${folder}/board.json`, dashboard(`board-${index}`, { requests: "sum(http_requests_total)" })] as const,
    [`${folder}/dashpreview.yaml`, spec] as const,
  ]);
  const headRef = `pull-${number}`;
  const headSha = repository.commit(headRef, Object.fromEntries(files));
  github.pulls.set(number, {
    ...{ number, headRepository, headRef, headSha, baseSha: repository.base },
    ...{ state: "open", merged: false },
    files: files.map(([filename]) => ({ filename, status: "added" })),
  });
  return pullEvent(number, "opened");
}
function pullEvent(number: number, action: string, name = "pull_request"): WorkflowEvent {
  const pull = github.pulls.get(number)!;
  const head = { sha: pull.headSha, ref: pull.headRef, repo: { full_name: pull.headRepository } };
  const base = { sha: pull.baseSha, ref: "main", repo: { full_name: github.repository } };
  return { name, payload: { action, pull_request: { number, merged: pull.merged, head, base } } };
}
const closePull = (number: number) => Object.assign(github.pulls.get(number)!, { state: "closed", merged: true });
const run = (
  text: string,
  event: WorkflowEvent,
  sha: string,
  artifacts?: Map<string, string>,
  secrets: Readonly<Record<string, string>> = { GRAFANA_TOKEN: grafana.tokens.editor },
) =>
  runWorkflow(text, {
    event,
    order: order++,
    serverUrl: github.url,
    repository: github.repository,
    token: github.token,
    vars: { GRAFANA_URL: grafana.url, PROMETHEUS_URL: prometheus.url },
    secrets,
    env: { DASHPREVIEW_HISTORY: "10m" },
    checkout: (ref) => repository.checkout(ref === undefined ? sha : headOf(ref)),
    ...(artifacts === undefined ? {} : { artifacts }),
  });
const head = (number: number) => github.pulls.get(number)!.headSha;
/** GitHub's ref of a pull request's head. */
const headOf = (ref: string) => head(Number(/^refs\/pull\/(\d+)\/head$/.exec(ref)![1]));
const previews = (key: string) =>
  grafana.dashboards().filter(({ model }) => String(model["title"]).startsWith(`[${key}] `));

test("the recipe for one repository previews a pull request, and its cleanup removes the preview after the merge", async () => {
  const event = openPull(1, ["dashboards"]);
  const [job] = await run(workflow("Dashboard preview"), event, head(1));
  expect(job).toMatchObject({ state: "success", concurrency: "dashboard-preview-1" });
  expect(previews("pr-1")).toHaveLength(1);
  // The step after it uses the output.
  expect(job!.log.trimEnd().split("\n").at(-1)).toBe(job!.outputs["url"]);
  expect(github.comments.filter(({ issue }) => issue === 1)).toHaveLength(1);
  expect(await run(workflow("Dashboard preview"), pullEvent(1, "labeled"), head(1))).toEqual([]);

  closePull(1);
  const closed = await run(workflow("Dashboard cleanup"), pullEvent(1, "closed", "pull_request_target"), head(1));
  expect(closed).toMatchObject([{ state: "success" }]);
  expect(previews("pr-1")).toEqual([]);
  expect(github.comments.find(({ issue }) => issue === 1)!.body).toContain("the review was merged");
});

test("the schedule of the recipe's cleanup removes what a lost event left, and only that", async () => {
  for (const number of [2, 3]) await run(workflow("Dashboard preview"), openPull(number, ["dashboards"]), head(number));
  closePull(2);
  const event = { name: "schedule", payload: { schedule: "17 3 * * *" } };
  expect(await run(workflow("Dashboard cleanup"), event, repository.base)).toMatchObject([{ state: "success" }]);
  expect([previews("pr-2").length, previews("pr-3").length]).toEqual([0, 1]);
});

test("the recipe for a merge queue checks the merged dashboards, and leaves the pull request's preview alone", async () => {
  const text = workflow("Dashboard queue");
  const queue = (number: number, sha: string): WorkflowEvent => {
    const ref = `refs/heads/gh-readonly-queue/main/pr-${number}-${repository.base}`;
    const merge_group = { head_sha: sha, head_ref: ref, base_sha: repository.base, base_ref: "refs/heads/main" };
    return { name: "merge_group", ref, sha, payload: { action: "checks_requested", merge_group } };
  };
  const before = { dashboards: JSON.stringify(grafana.dashboards()), comments: JSON.stringify(github.comments) };
  const merged = repository.commit("queue", {
    "dashboards/board.json": dashboard("board-0", { requests: "max(http_requests_total)" }),
    "dashboards/dashpreview.yaml": spec,
  });
  const [job] = await run(text, queue(3, merged), merged);
  expect(job!.log).toContain("[queue-3] board-0");
  expect(job!.log).toContain("queue-3: the run of this merge queue or train ends, so its previews are deleted");
  expect(job).toMatchObject({ state: "success", outputs: { url: "", urls: "[]", "expires-at": "", key: "queue-3" } });
  expect(JSON.stringify(grafana.dashboards())).toBe(before.dashboards);
  expect(JSON.stringify(github.comments)).toBe(before.comments);

  const broken = repository.commit("queue", {
    // Many series on both sides, which Prometheus refuses.
    "dashboards/board.json": dashboard("board-0", { requests: "http_requests_total / on (job) http_requests_total" }),
    "dashboards/dashpreview.yaml": spec.replace("rate: 5", "labels: {job: api, instance: 'api-{1..2}'}, rate: 5"),
  });
  const [failed] = await run(text, queue(4, broken), broken);
  expect(failed).toMatchObject({ state: "failure" });
  expect(failed!.log).toContain("exit code 1: there are findings");
  expect(JSON.stringify(grafana.dashboards())).toBe(before.dashboards);
  // Two entries of the queue don't cancel each other.
  expect(failed!.concurrency).not.toBe(job!.concurrency);
});

test("the recipe for forks previews a fork's pull request in two stages, and its first stage is for forks only", async () => {
  const artifacts = new Map<string, string>();
  const event = openPull(5, ["dashboards"], "eve/dashboards");
  expect(await run(workflow("Dashboard preview"), event, head(5))).toMatchObject([{ state: "skipped" }]);
  expect(await run(workflow("Dashboard bundle"), event, head(5), artifacts)).toMatchObject([{ state: "success" }]);
  expect(previews("pr-5")).toEqual([]);
  const workflow_run = {
    ...{
      name: "Dashboard bundle",
      id: 99,
      event: "pull_request",
      conclusion: "success",
      run_attempt: 1,
    },
    ...{ head_sha: head(5), head_branch: "pull-5", head_repository: { full_name: "eve/dashboards" } },
    pull_requests: [],
  };
  const second = { name: "workflow_run", payload: { action: "completed", workflow_run } };
  const text = workflow("Dashboard preview of forks");
  const [job] = await run(text, second, repository.base, artifacts);
  expect(job).toMatchObject({ state: "success", concurrency: "dashboard-preview-eve/dashboards-pull-5" });
  expect(previews("pr-5")).toHaveLength(1);
  expect(github.comments.filter(({ issue }) => issue === 5)).toHaveLength(1);
  const failed = {
    ...second,
    payload: { ...second.payload, workflow_run: { ...workflow_run, conclusion: "failure" } },
  };
  expect(await run(text, failed, repository.base, artifacts)).toMatchObject([{ state: "skipped" }]);

  const own = openPull(6, ["dashboards"]);
  expect(await run(workflow("Dashboard bundle"), own, head(6), new Map())).toMatchObject([{ state: "skipped" }]);
});

test("the recipe for a monorepo gives each folder its own preview, comment and queue", async () => {
  const event = openPull(7, ["infra/dashboards", "services/shop/dashboards"]);
  const jobs = await run(workflow("Dashboard previews"), event, head(7));
  expect(jobs.map(({ state, concurrency }) => [state, concurrency])).toEqual([
    ["success", "dashboard-preview-infra-7"],
    ["success", "dashboard-preview-shop-7"],
  ]);
  expect([previews("pr-7-infra").length, previews("pr-7-shop").length]).toEqual([1, 1]);
  expect(github.comments.filter(({ issue }) => issue === 7)).toHaveLength(2);

  // "The same matrix with `name`", as the recipe says.
  closePull(7);
  const cleanup = workflow("Dashboard cleanup")
    .replace("    runs-on:", "    strategy: {matrix: {include: [{name: infra}, {name: shop}]}}\n    runs-on:")
    .replace("        with:\n", "        with:\n          name: ${{ matrix.name }}\n");
  const closed = await run(cleanup, pullEvent(7, "closed", "pull_request_target"), head(7));
  expect(closed.map(({ state }) => state)).toEqual(["success", "success"]);
  expect([previews("pr-7-infra").length, previews("pr-7-shop").length]).toEqual([0, 0]);
});

const commentOn = (number: number, body: string, association: string, more: object = { pull_request: {} }) => ({
  name: "issue_comment",
  sha: repository.base,
  payload: { action: "created", issue: { number, ...more }, comment: { body, author_association: association } },
});

test("the recipe for a comment previews the head of a pull request if a member asks, and ignores others", async () => {
  const text = workflow("Dashboard preview on a comment");
  openPull(20, ["dashboards"]);
  for (const event of [
    commentOn(20, "/preview", "NONE"),
    commentOn(20, "/preview", "CONTRIBUTOR"),
    commentOn(20, "/preview", "FIRST_TIME_CONTRIBUTOR"),
    commentOn(20, "please don't /preview", "MEMBER"),
    // A comment on an issue.
    commentOn(20, "/preview", "OWNER", {}),
  ])
    expect(await run(text, event, repository.base)).toMatchObject([{ state: "skipped" }]);
  expect(await run(text, { ...commentOn(20, "/preview", "MEMBER"), name: "pull_request" }, repository.base)).toEqual(
    [],
  );
  expect(previews("pr-20")).toEqual([]);
  const [job] = await run(text, commentOn(20, "/preview", "MEMBER"), repository.base);
  expect(job, job!.log).toMatchObject({ state: "success", concurrency: "dashboard-comment-20" });
  expect(previews("pr-20")).toHaveLength(1);
  expect(github.comments.find(({ issue }) => issue === 20)!.body).toContain(head(20).slice(0, 10));
});

/** A dashboard that only a trusted one may have: a panel of another data source. */
const reaching = JSON.stringify({
  uid: "reaching",
  title: "reaching",
  panels: [
    { id: 1, type: "timeseries", title: "Mine", targets: [{ refId: "A", expr: "sum(http_requests_total)" }] },
    {
      id: 2,
      type: "logs",
      title: "Logs",
      datasource: { type: "loki", uid: "secret-logs" },
      targets: [{ refId: "A", expr: '{job=~".+"}' }],
    },
  ],
});

test.for([
  ["a comment", "Dashboard preview on a comment", () => commentOn(21, "/preview", "OWNER")],
  [
    "hand",
    "Dashboard preview by hand",
    () => ({ name: "workflow_dispatch", sha: repository.base, payload: { inputs: { review: "21" } } }),
  ],
] as const)(
  "the recipe by %s takes a fork's dashboards for a stranger's, and runs none of its code",
  async ([, name, event]) => {
    openPull(21, ["dashboards"], "eve/dashboards");
    const pull = github.pulls.get(21)!;
    // Code that would leave a trace if anything ran it.
    const trace = join(temporaryFolder(), "trace");
    pull.headSha = repository.commit("pull-21", {
      "dashboards/board.json": reaching,
      "dashboards/evil.mjs": `import { writeFileSync } from "node:fs";\nwriteFileSync(${JSON.stringify(trace)}, "ran");\n`,
      "package.json": JSON.stringify({ scripts: { preinstall: `touch ${trace}` } }),
      "build.sh": `touch ${trace}\n`,
    });
    pull.files = [{ filename: "dashboards/board.json", status: "added" }];
    const [job] = await run(workflow(name), event(), repository.base);
    expect(existsSync(trace)).toBe(false);
    expect(job, job!.log).toMatchObject({ state: "success" });
    const [made] = previews("pr-21");
    expect(JSON.stringify(made!.model["panels"])).toContain("sum(http_requests_total");
    expect(JSON.stringify(made!.model["panels"])).not.toContain("secret-logs");
  },
);

test("the recipe by hand previews the pull request of that number", async () => {
  openPull(22, ["dashboards"]);
  const event = { name: "workflow_dispatch", sha: repository.base, payload: { inputs: { review: "22" } } };
  const [job] = await run(workflow("Dashboard preview by hand"), event, repository.base);
  expect(job, job!.log).toMatchObject({ state: "success", concurrency: "dashboard-by-hand-22" });
  expect(previews("pr-22")).toHaveLength(1);
  expect(github.comments.filter(({ issue }) => issue === 22)).toHaveLength(1);
});

test("the recipe for labels previews a pull request once it has the label and is no draft", async () => {
  const text = workflow("Dashboard preview by label");
  const opened = openPull(23, ["dashboards"]);
  const pull = github.pulls.get(23)!;
  Object.assign(pull, { draft: true, labels: [] });
  expect(await run(text, opened, head(23))).toMatchObject([{ state: "success" }]);
  Object.assign(pull, { labels: ["preview"] });
  expect(await run(text, pullEvent(23, "labeled"), head(23))).toMatchObject([{ state: "success" }]);
  expect(previews("pr-23")).toEqual([]);
  Object.assign(pull, { draft: false });
  expect(await run(text, pullEvent(23, "ready_for_review"), head(23))).toMatchObject([{ state: "success" }]);
  expect(previews("pr-23")).toHaveLength(1);
  expect(await run(text, openPull(24, ["dashboards"], "eve/dashboards"), head(24))).toMatchObject([
    { state: "skipped" },
  ]);
});

test("the recipe for dashboards that CI builds previews only those that the build of the base does not make", async () => {
  const sources = {
    ".gitignore": "built/\nbase-dashboards/\n",
    "build.sh": 'mkdir -p "$1" && cp src/* "$1"\n',
    "src/one.json": dashboard("one"),
    "src/two.json": dashboard("two"),
    "src/dashpreview.yaml": spec,
  };
  // The base of this pull request has the build already.
  const base = repository.commit("pull-25", sources);
  openPull(25, []);
  const pull = github.pulls.get(25)!;
  Object.assign(pull, { baseSha: base });
  pull.headSha = repository.commit("pull-25", {
    "src/one.json": dashboard("one", { requests: "sum(http_requests_total)" }),
  });
  pull.files = [{ filename: "src/one.json", status: "modified" }];
  const [job] = await run(workflow("Built dashboards"), pullEvent(25, "synchronize"), head(25));
  expect(job, job!.log).toMatchObject({ state: "success" });
  expect(previews("pr-25").map(({ model }) => model["title"])).toEqual(["[pr-25] one"]);
});

test("the recipe for a pull request passes for Dependabot, and fails for a changed dashboard without secrets", async () => {
  const withoutSecrets = (number: number, event: WorkflowEvent) =>
    run(workflow("Dashboard preview"), event, head(number), undefined, {});
  openPull(26, []);
  const pull = github.pulls.get(26)!;
  const base = repository.commit("pull-26", {
    "dashboards/board.json": dashboard("board"),
    "dashboards/dashpreview.yaml": spec,
  });
  pull.headSha = repository.commit("pull-26", { ".github/workflows/ci.yml": "on: push\n" });
  Object.assign(pull, { baseSha: base });
  pull.files = [{ filename: ".github/workflows/ci.yml", status: "added" }];
  expect(await withoutSecrets(26, pullEvent(26, "opened"))).toMatchObject([{ state: "success" }]);
  const [changed] = await withoutSecrets(27, openPull(27, ["dashboards"]));
  expect(changed!.state).toBe("failure");
  expect(changed!.log).toContain("this run lacks a token for Grafana (GRAFANA_TOKEN, input grafana-token)");
});

/** `dashpreview` on the PATH, as an image or a global install has it. */
function installed(): string {
  const bin = temporaryFolder();
  mkdirSync(bin, { recursive: true });
  const program = join(bin, "dashpreview");
  writeFileSync(program, `#!/bin/sh\nexec '${process.execPath}' '${join(actionFolder, "cli.js")}' "$@"\n`);
  chmodSync(program, 0o755);
  return `${bin}:${process.env["PATH"]}`;
}
const servers = () => ({
  GRAFANA_URL: grafana.url,
  GRAFANA_TOKEN: grafana.tokens.editor,
  PROMETHEUS_URL: prometheus.url,
  GITHUB_TOKEN: github.token,
});
/** The double stands for github.com. */
const withDouble = (text: string) =>
  text.replaceAll("https://github.com/acme/dashboards", `${github.url}/${github.repository}`);

test("the recipe for Kubernetes removes the previews of closed reviews with the arguments and variables it names", async () => {
  await run(workflow("Dashboard preview"), openPull(8, ["dashboards"]), head(8));
  closePull(8);
  const [yaml] = fences("cleanup.md", "yaml");
  const { spec: cron } = parse(withDouble(yaml!)) as {
    spec: {
      jobTemplate: {
        spec: {
          template: { spec: { containers: { args: string[]; env: { name: keyof ReturnType<typeof servers> }[] }[] } };
        };
      };
    };
  };
  const [container] = cron.jobTemplate.spec.template.spec.containers;
  const env = Object.fromEntries(container!.env.map(({ name }) => [name, servers()[name]]));
  const api = { GITHUB_API_URL: `${github.url}/api/v3` };
  const program = join(actionFolder, "cli.js");
  const { code, log } = await runProgram(process.execPath, [program, ...container!.args], {
    cwd: temporaryFolder(),
    env: { ...env, ...api },
  });
  expect(log).toContain("deleted [pr-8] board-0");
  expect(code).toBe(0);
  expect(previews("pr-8")).toEqual([]);
});

test("the recipe for any other CI previews a review by its address, and its last command removes that preview", async () => {
  openPull(12, ["dashboards"]);
  const [up] = fences("other-ci.md", "sh");
  const env = {
    ...servers(),
    PATH: installed(),
    DASHPREVIEW_HISTORY: "10m",
    REVIEW_URL: `${github.url}/${github.repository}/pull/12`,
  };
  const api = { GITHUB_API_URL: `${github.url}/api/v3` };
  const folder = repository.checkout(head(12));
  // The values stand in the environment.
  const script = up!.replace(/^export .*\n/m, "");
  const made = await runProgram("bash", [write(script)], { cwd: folder, env: { ...env, ...api } });
  expect(made.code).toBe(0);
  expect(previews("pr-12")).toHaveLength(1);
  expect(github.comments.filter(({ issue }) => issue === 12)).toHaveLength(1);
  const [, cleanup] = /run `(dashpreview cleanup [^`]*pr-12)`/.exec(recipe("other-ci.md"))!;
  expect((await runProgram("bash", [write(cleanup!)], { cwd: folder, env: { ...env, ...api } })).code).toBe(0);
  expect(previews("pr-12")).toEqual([]);
});

test("the recipe for cron runs in a plain shell", async () => {
  const [line] = fences("cleanup.md", "sh");
  const file = write(
    Object.entries(servers())
      .map(([name, value]) => `export ${name}=${value}`)
      .join("\n"),
  );
  const command = line!.replace(/^(?:\S+ ){5}/, "").replace("/etc/dashpreview.env", file);
  const { code, log } = await runProgram("sh", [write(command)], {
    cwd: temporaryFolder(),
    env: { PATH: installed() },
  });
  expect(log).toContain("nothing to clean up");
  expect(code).toBe(0);
});

test("nothing in the recipes asks anything of GitHub that it would refuse", () => {
  expect(github.violations).toEqual([]);
});

function write(text: string): string {
  const file = join(temporaryFolder(), "script");
  writeFileSync(file, text);
  return file;
}
