import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import { startGitLabCi } from "../ci/gitlab-ci.ts";
import { dashboard, makeRepository } from "../ci/repository.ts";
import { runWorkflow } from "../ci/workflow-runner.ts";
import { fences, programOnPath, programsOnPath } from "./pages.ts";

const root = resolve(import.meta.dirname, "../..");
const [github, gitlab] = fences("no-server.md", "yaml");
const repository = makeRepository();
// Each test draws pictures.
vi.setConfig({ testTimeout: 120_000 });
afterAll(() => repository.remove());

const browser = ["chromium", "google-chrome", "chrome"].some((name) => programOnPath(name) !== undefined);
const spec =
  "version: 1\nmetrics: [{name: http_requests_total, type: counter, series: [{labels: {job: api}, rate: 5}]}]\n";
const before = repository.commit("change", {
  "dashboards/shop.json": dashboard("shop"),
  "dashboards/dashpreview.yaml": spec,
});
const commit = repository.commit("change", {
  "dashboards/shop.json": dashboard("shop", { requests: "max(rate(http_requests_total[1m]))" }),
});

/** The page is there, with the panel before and after, and pictures beside it. */
function expectPage(folder: string): void {
  const files = readdirSync(folder);
  const html = readFileSync(join(folder, "dashboards.html"), "utf8");
  expect(html).toContain("sum(rate(http_requests_total[1m]))");
  expect(html).toContain("max(rate(http_requests_total[1m]))");
  expect(html).not.toMatch(/<(?:script|link|img)[^>]+(?:src|href)="https?:/);
  if (browser) expect(files.filter((name) => name.endsWith(".png")).length).toBeGreaterThan(1);
}

test.runIf(browser)(
  "GitHub: the page and the pictures of a fork's pull request are an artifact, without any server or secret",
  async () => {
    const artifacts = new Map<string, string>();
    const head = { sha: commit, ref: "change", repo: { full_name: "eve/dashboards" } };
    const pull_request = { number: 4, merged: false, head, base: { sha: before, ref: "main" } };
    const [job] = await runWorkflow(github!, {
      event: { name: "pull_request", payload: { action: "opened", pull_request } },
      ...{ order: 1, serverUrl: "http://127.0.0.1:9", repository: "acme/dashboards", token: "", vars: {}, secrets: {} },
      env: { PATH: programsOnPath({}), HOME: process.env["HOME"]!, DASHPREVIEW_HISTORY: "30m" },
      checkout: () => repository.checkout(commit),
      artifacts,
    });
    expect(job, job!.log).toMatchObject({ state: "success", permissions: { contents: "read" } });
    expectPage(artifacts.get("dashboard-page")!);
  },
);

test.runIf(browser)("GitLab: the job of the page makes the same from the archive that it names", async () => {
  const ci = await startGitLabCi();
  const archive = execFileSync(
    "tar",
    ["-C", root, "--transform", "s,^,dashpreview-x/,", "-czf", "-", "action/cli.js", "assets", "package.json"],
    { maxBuffer: 1 << 28 },
  );
  const asked: string[] = [];
  const server = createServer(({ url }, response) => {
    asked.push(url ?? "");
    response.end(archive);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const here = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    const files = { "dashboards/shop.json": dashboard("shop"), "dashboards/dashpreview.yaml": spec };
    const base = ci.repository.commit("change", files);
    const changed = ci.repository.commit("change", {
      "dashboards/shop.json": dashboard("shop", { requests: "max(rate(http_requests_total[1m]))" }),
    });
    const folder = ci.checkout(changed, { ".gitlab-ci.yml": gitlab!.replace("https://github.com", here) });
    const bin = programsOnPath({}).split(":")[0]!;
    const review = ci.mergeRequest(changed, 1, { CI_MERGE_REQUEST_DIFF_BASE_SHA: base });
    const own = { GRAFANA_URL: undefined, GRAFANA_TOKEN: undefined, PROMETHEUS_URL: undefined };
    const { code, log } = await ci.pipeline(folder, ["dashboard-page"], {
      ...{ ...review, ...own, HOME: process.env["HOME"]! },
      PATH: `${bin}:${ci.bin}:${process.env["PATH"]}`,
    });
    expect(code, log).toBe(0);
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatch(/^\/[\w.-]+\/dashpreview\/archive\/\w+\.tar\.gz$/);
    expectPage(join(folder, ".gitlab-ci-local/artifacts/dashboard-page/page"));
  } finally {
    await new Promise((done) => server.close(done));
    await ci.stop();
  }
});
