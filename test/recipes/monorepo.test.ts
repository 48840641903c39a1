import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type GitHubLab, startGitHubLab } from "../ci/github-lab.ts";
import { runWorkflow, type WorkflowEvent } from "../ci/workflow-runner.ts";
import { fences, programOnPath, programsOnPath } from "./pages.ts";

const [workflow] = fences("monorepo-jsonnet.md", "yaml");
const [jsonnet] = fences("monorepo-jsonnet.md", "jsonnet");
const hasJsonnet = programOnPath("jsonnet") !== undefined;

/** What Jsonnet makes of the page's file: JSON is Jsonnet too, for machines that have no Jsonnet. */
function sources(team: string, metric: string): string {
  if (hasJsonnet) return jsonnet!.replaceAll("shop", team).replaceAll("http_requests_total", metric);
  return JSON.stringify(
    ["cart", "checkout"].map((name) => ({
      uid: `${team}-${name}`,
      title: `Shop: ${name}`,
      panels: [
        {
          ...{ id: 1, type: "timeseries", title: "Requests", datasource: { type: "prometheus", uid: "prometheus" } },
          targets: [{ refId: "A", expr: `sum(rate(${metric}{job="${name}"}[5m]))` }],
        },
      ],
    })),
  );
}

let lab: GitHubLab;
let order = 1;
// Each run starts several programs.
vi.setConfig({ testTimeout: 120_000 });
beforeAll(async () => {
  lab = await startGitHubLab();
});
afterAll(() => lab?.stop());

async function run(name: string, action: string, commit: string) {
  const jobs = await runWorkflow(workflow!, {
    event: { name, payload: lab.pullEvent(action) as WorkflowEvent["payload"] },
    order: order++,
    serverUrl: lab.github.url,
    repository: lab.github.repository,
    token: lab.github.token,
    vars: { GRAFANA_URL: lab.grafana.url, PROMETHEUS_URL: lab.prometheus.url },
    secrets: { GRAFANA_TOKEN: lab.grafana.tokens.editor },
    env: {
      DASHPREVIEW_HISTORY: "10m",
      PATH: programsOnPath(hasJsonnet ? {} : { jsonnet: 'for file; do :; done; exec cat "$file"' }),
    },
    checkout: () => lab.repository.checkout(commit),
  });
  return Object.fromEntries(jobs.map((job) => [job.name, job]));
}
const titles = () =>
  lab.grafana
    .dashboards()
    .map(({ model }) => String(model["title"]))
    .sort();

test("the monorepo's page previews the team whose dashboards a pull request changes, and cleans up after both", async () => {
  const base = lab.repository.commit(`review-${lab.review}`, {
    "infra/dashboards.jsonnet": sources("infra", "node_load1_total"),
    "services/shop/dashboards.jsonnet": sources("shop", "http_requests_total"),
    "vendor/README.md": "libraries",
  });
  const changed = { filename: "services/shop/dashboards.jsonnet", status: "modified" as const };
  const commit = lab.push({ [changed.filename]: sources("shop", "orders_total") }, [changed], { baseSha: base });

  const jobs = await run("pull_request", "opened", commit);
  const [shop, infra] = [jobs["shop / preview"]!, jobs["infra / preview"]!];
  expect(shop, shop.log).toMatchObject({ state: "success", outputs: { key: `pr-${lab.review}-shop` } });
  expect(infra, infra.log).toMatchObject({ state: "success", outputs: { urls: "[]" } });
  expect(titles()).toEqual([`[pr-${lab.review}-shop] Shop: cart`, `[pr-${lab.review}-shop] Shop: checkout`]);
  expect(lab.github.comments.filter(({ issue }) => issue === lab.review)).toHaveLength(1);
  expect(jobs["shop / fork"]!.state).toBe("skipped");

  Object.assign(lab.github.pulls.get(lab.review)!, { state: "closed", merged: true });
  const closed = await run("pull_request_target", "closed", commit);
  for (const team of ["infra", "shop"]) expect(closed[`${team} / cleanup`]).toMatchObject({ state: "success" });
  expect(titles()).toEqual([]);
  expect(lab.github.violations).toEqual([]);
});
