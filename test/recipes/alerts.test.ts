import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { parse, stringify } from "yaml";
import { type GitHubLab, startGitHubLab } from "../ci/github-lab.ts";
import { dashboard } from "../ci/repository.ts";
import { runWorkflow, type WorkflowEvent } from "../ci/workflow-runner.ts";
import { runCli } from "../e2e/cli.ts";
import { temporaryFolder, toolPath } from "../servers/process.ts";
import { fences, page, programsOnPath } from "./pages.ts";

const spec = fences("alerts.md", "yaml dashboards/dashpreview.yaml")[0]!;
const rules = fences("alerts.md", "yaml rules/queue.yaml")[0]!;
/** The file of github.md with the inputs of this page. */
const [file] = fences("github.md", "yaml");
const inputs = fences("alerts.md", "yaml")[0]!;
const workflow = parse(file!) as { jobs: { dashboards: { with: object } } };
workflow.jobs.dashboards.with = parse(inputs) as object;
const path = () => programsOnPath({ prometheus: `exec '${toolPath("prometheus")}' "$@"` });

let lab: GitHubLab;
vi.setConfig({ testTimeout: 90_000 });
beforeAll(async () => {
  lab = await startGitHubLab();
});
afterAll(() => lab?.stop());

async function opened(commit: string) {
  const jobs = await runWorkflow(stringify(workflow), {
    event: { name: "pull_request", payload: lab.pullEvent("opened") as WorkflowEvent["payload"] },
    order: lab.review,
    serverUrl: lab.github.url,
    repository: lab.github.repository,
    token: lab.github.token,
    vars: { GRAFANA_URL: lab.grafana.url, PROMETHEUS_URL: lab.prometheus.url },
    secrets: { GRAFANA_TOKEN: lab.grafana.tokens.editor },
    env: { PATH: path() },
    checkout: () => lab.repository.checkout(commit),
  });
  return jobs.find(({ name }) => name === "dashboards / preview")!;
}
const added = (...names: string[]) => names.map((filename) => ({ filename, status: "added" as const }));

test("the page's rule fires on the page's data, and the comment says so; a threshold that is too high fails the job", async () => {
  const board = dashboard("queue", { requests: "max by (queue) (queue_length)" });
  const files = { "dashboards/queue.json": board, "dashboards/dashpreview.yaml": spec, "rules/queue.yaml": rules };
  const job = await opened(lab.push(files, added(...Object.keys(files))));
  expect(job, job.log).toMatchObject({ state: "success" });
  const comment = lab.comment().replaceAll("&#8203;", "");
  expect(comment).toMatch(/QueueLong[\s\S]*is new[\s\S]*fires/);
  expect(comment).toMatch(/- met: QueueLong/);
  expect(comment).toContain("40 messages wait in mail");

  lab.next();
  const high = { ...files, "rules/queue.yaml": rules.replace("> 20", "> 200") };
  const failed = await opened(lab.push(high, added(...Object.keys(high))));
  expect(failed.state).toBe("failure");
  expect(lab.comment()).toContain("**not met**");
  expect(failed.log).toMatch(/file=dashboards\/dashpreview\.yaml,line=\d+,title=QueueLong.*expectation-missed/);
});

test("the page's command tests the rule without a server", async () => {
  const folder = temporaryFolder();
  for (const [name, text] of [
    ["dashboards/dashpreview.yaml", spec],
    ["rules/queue.yaml", rules],
  ] as const) {
    mkdirSync(join(folder, name, ".."), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const [command] = fences("alerts.md", "sh");
  const [, ...words] = command!.trim().split(" ");
  const { code, stdout, stderr } = await runCli(words, { cwd: folder, env: { PATH: path() } });
  expect(code, stderr).toBe(0);
  expect(stdout).toContain("QueueLong");
  expect(page("alerts.md")).toContain("[the file for GitHub](github.md)");
});
