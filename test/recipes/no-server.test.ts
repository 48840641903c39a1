import { afterAll, expect, test } from "vitest";
import { makeRepository } from "../ci/repository.ts";
import { runWorkflow } from "../ci/workflow-runner.ts";
import { after, before, expectPage, gitHubFile } from "./no-server.ts";
import { programsOnPath } from "./pages.ts";

const repository = makeRepository();
afterAll(() => repository.remove());
const base = repository.commit("change", before);
const commit = repository.commit("change", after);

test("GitHub: the page and the pictures of a fork's pull request are an artifact, without any server or secret", async () => {
  const artifacts = new Map<string, string>();
  const head = { sha: commit, ref: "change", repo: { full_name: "eve/dashboards" } };
  const pull_request = { number: 4, merged: false, head, base: { sha: base, ref: "main" } };
  const [job] = await runWorkflow(gitHubFile, {
    event: { name: "pull_request", payload: { action: "opened", pull_request } },
    ...{ order: 1, serverUrl: "http://127.0.0.1:9", repository: "acme/dashboards", token: "", vars: {}, secrets: {} },
    env: { PATH: programsOnPath({}), HOME: process.env["HOME"]!, DASHPREVIEW_HISTORY: "30m" },
    checkout: () => repository.checkout(commit),
    artifacts,
  });
  expect(job, job!.log).toMatchObject({ state: "success", permissions: { contents: "read" } });
  expectPage(artifacts.get("dashboard-page")!);
}, 60_000);
