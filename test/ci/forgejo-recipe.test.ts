import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type ForgejoDouble, startForgejoDouble } from "../servers/forgejo-double.ts";
import { type GrafanaDouble, startGrafanaDouble } from "../servers/grafana-double.ts";
import type { TestServer } from "../servers/process.ts";
import { startPrometheus } from "../servers/prometheus.ts";
import { dashboard, makeRepository, type Repository } from "./repository.ts";
import { runWorkflow, type WorkflowEvent } from "./workflow-runner.ts";

const recipe = readFileSync(resolve(import.meta.dirname, "../../docs/recipes/forgejo.md"), "utf8");
const workflow = (name: string) => {
  const found = [...recipe.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].filter(([, text]) =>
    text!.startsWith(`name: ${name}\n`),
  );
  expect(found).toHaveLength(1);
  return found[0]![1]!;
};

let forgejo: ForgejoDouble;
let grafana: GrafanaDouble;
let prometheus: TestServer;
let repository: Repository;
let order = 1;

// Each test starts several programs.
vi.setConfig({ testTimeout: 180_000 });

beforeAll(async () => {
  [forgejo, prometheus] = await Promise.all([startForgejoDouble(), startPrometheus({ window: "2d" })]);
  grafana = await startGrafanaDouble({ prometheusUrl: prometheus.url });
  repository = makeRepository();
});
afterAll(async () => {
  await Promise.all([forgejo?.stop(), grafana?.stop(), prometheus?.stop()]);
  repository?.remove();
});

const spec = "version: 1\nmetrics: [{name: http_requests_total, type: counter, series: [{rate: 5}]}]\n";

function openPull(number: number, headRepository = forgejo.repository): void {
  const headSha = repository.commit(`pull-${number}`, {
    "dashboards/board.json": dashboard("board", { requests: "sum(http_requests_total)" }),
    "dashboards/dashpreview.yaml": spec,
  });
  forgejo.pulls.set(number, {
    ...{ number, headRepository, headRef: `pull-${number}`, headSha, baseSha: repository.base },
    ...{ state: "open", merged: false },
    files: ["board.json", "dashpreview.yaml"].map((name) => ({ filename: `dashboards/${name}`, status: "added" })),
  });
}
function pullEvent(number: number, action: string, name = "pull_request"): WorkflowEvent {
  const { headSha, headRef, headRepository, baseSha, merged } = forgejo.pulls.get(number)!;
  const head = { sha: headSha, ref: headRef, repo: { full_name: headRepository } };
  const base = { sha: baseSha, ref: "main", repo: { full_name: forgejo.repository } };
  return { name, payload: { action, pull_request: { number, merged, head, base } } };
}
const head = (number: number) => forgejo.pulls.get(number)!.headSha;
const byHand = (number: number): WorkflowEvent => ({
  name: "workflow_dispatch",
  sha: repository.base,
  payload: { inputs: { review: String(number) } },
});
const run = (text: string, event: WorkflowEvent, sha: string) =>
  runWorkflow(text, {
    event,
    order: order++,
    serverUrl: forgejo.url,
    repository: forgejo.repository,
    token: forgejo.token,
    vars: { GRAFANA_URL: grafana.url, PROMETHEUS_URL: prometheus.url },
    secrets: { GRAFANA_TOKEN: grafana.tokens.editor },
    env: {
      ...{ GITHUB_API_URL: `${forgejo.url}/api/v1`, FORGEJO_ACTIONS: "true", GITEA_ACTIONS: "true" },
      ...{ GITHUB_TOKEN: forgejo.token, FORGEJO_TOKEN: forgejo.token, DASHPREVIEW_HISTORY: "10m" },
    },
    checkout: (ref) =>
      repository.checkout(ref === undefined ? sha : head(Number(/^refs\/pull\/(\d+)\/head$/.exec(ref)![1]))),
  });
const previews = (key: string) =>
  grafana.dashboards().filter(({ model }) => String(model["title"]).startsWith(`[${key}] `));

test("Forgejo's one file previews a pull request and its pushes, and removes the preview when it is closed", async () => {
  const text = workflow("Dashboards");
  const states = async (event: WorkflowEvent) => {
    const jobs = await run(text, event, head(1));
    return jobs.map(({ name, state, log }) => `${name} ${state}${state === "failure" ? log : ""}`);
  };
  const previewed = ["preview success", "cleanup skipped"];
  for (const action of ["opened", "synchronize", "reopened"]) {
    openPull(1);
    expect(await states(pullEvent(1, action))).toEqual(previewed);
    expect(await states(pullEvent(1, action, "pull_request_target"))).toEqual([]);
    expect(previews("pull-1")).toHaveLength(1);
  }
  Object.assign(forgejo.pulls.get(1)!, { state: "closed", merged: true });
  expect(await states(pullEvent(1, "closed", "pull_request_target"))).toEqual(["preview skipped", "cleanup success"]);
  expect(previews("pull-1")).toEqual([]);
});

test("Forgejo's one file starts nothing for a fork, and its schedule removes what a lost event left", async () => {
  openPull(2, "eve/dashboards");
  const text = workflow("Dashboards");
  const fork = await run(text, pullEvent(2, "opened"), head(2));
  expect(fork.map(({ state }) => state)).toEqual(["skipped", "skipped"]);
  for (const number of [5, 6]) {
    openPull(number);
    await run(text, pullEvent(number, "opened"), head(number));
  }
  Object.assign(forgejo.pulls.get(5)!, { state: "closed" });
  const swept = await run(text, { name: "schedule", payload: { schedule: "17 3 * * *" } }, repository.base);
  expect(swept, swept[1]!.log).toMatchObject([{ state: "skipped" }, { state: "success" }]);
  expect([previews("pull-5").length, previews("pull-6").length]).toEqual([0, 1]);
});

test("Forgejo's recipe by hand previews the pull request of that number", async () => {
  openPull(3);
  const [job] = await run(workflow("Dashboard preview by hand"), byHand(3), repository.base);
  expect(job, job!.log).toMatchObject({ state: "success", concurrency: "dashboard-by-hand-3" });
  expect(previews("pull-3")).toHaveLength(1);
  expect(forgejo.comments.filter(({ issue, author }) => issue === 3 && author === -2)).toHaveLength(1);
});

test("Forgejo's recipe by hand takes a fork's dashboards for a stranger's", async () => {
  openPull(4, "eve/dashboards");
  const panel = { id: 1, type: "logs", title: "Logs", datasource: { type: "loki", uid: "secret-logs" } };
  const text = JSON.stringify({
    ...{ uid: "board", title: "board" },
    panels: [
      { ...panel, targets: [{ refId: "A", expr: '{job=~".+"}' }] },
      { id: 2, type: "timeseries", title: "Mine", targets: [{ refId: "A", expr: "sum(http_requests_total)" }] },
    ],
  });
  forgejo.pulls.get(4)!.headSha = repository.commit("pull-4", { "dashboards/board.json": text });
  const [job] = await run(workflow("Dashboard preview by hand"), byHand(4), repository.base);
  expect(job, job!.log).toMatchObject({ state: "success" });
  const [made] = previews("pull-4");
  expect(JSON.stringify(made!.model["panels"])).toContain("sum(http_requests_total");
  expect(JSON.stringify(made!.model["panels"])).not.toContain("secret-logs");
});

test("nothing in Forgejo's recipes asks anything that its API would refuse", () => {
  expect(forgejo.violations).toEqual([]);
});
