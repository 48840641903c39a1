import { execFileSync } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { startGitLabCi } from "../ci/gitlab-ci.ts";
import { after, before, expectPage, gitLabFile } from "./no-server.ts";
import { programsOnPath } from "./pages.ts";

const root = resolve(import.meta.dirname, "../..");

test("GitLab: the job of the page makes the same from the archive that it names", async () => {
  const ci = await startGitLabCi();
  const archive = execFileSync(
    "tar",
    ["-C", root, "--transform", "s,^,dashpreview-x/,", "-czf", "-", "action", "assets", "package.json"],
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
    const base = ci.repository.commit("change", before);
    const changed = ci.repository.commit("change", after);
    const folder = ci.checkout(changed, { ".gitlab-ci.yml": gitLabFile.replace("https://github.com", here) });
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
}, 60_000);
