import { execFileSync } from "node:child_process";
import { afterEach, beforeEach, expect, test } from "vitest";
import { runCli } from "../../test/e2e/cli.ts";
import { type GrafanaDouble, startGrafanaDouble } from "../../test/servers/grafana-double.ts";
import { somePreview } from "../../test/servers/grafana-preview.ts";
import { connectTo } from "../../test/servers/grafana-target.ts";
import { temporaryFolder } from "../../test/servers/process.ts";
import { ensurePreviewFolder } from "../grafana/dashboards/folder.ts";
import { saveDashboard } from "../grafana/dashboards/save.ts";
import { projectId } from "../identity/project-id.ts";
import { hasOtherProjects } from "./other-projects.ts";

let double: GrafanaDouble;
beforeEach(async () => {
  double = await startGrafanaDouble();
});
afterEach(() => double.stop());

test("list and cleanup warn of another name of the project only where it could hide a preview", async () => {
  const cwd = temporaryFolder();
  execFileSync("git", ["init", "-q"], { cwd });
  execFileSync("git", ["remote", "add", "origin", "https://github.com/acme/boards.git"], { cwd });
  const env = { GRAFANA_URL: double.url, GRAFANA_TOKEN: double.tokens.editor, USER: "ada" };
  const said = async (...args: string[]) => {
    const { stdout, stderr } = await runCli(args, { cwd, env });
    return (stdout + stderr).split("only the repository's path names the project").length - 1;
  };
  expect([await said("list"), await said("cleanup")]).toEqual([0, 0]);
  const grafana = connectTo(double);
  await ensurePreviewFolder(grafana);
  const own = projectId({ host: "github.com", path: "acme/boards" });
  await saveDashboard(grafana, somePreview({ project: own }), undefined);
  expect([await said("list"), await said("cleanup")]).toEqual([0, 0]);
  await saveDashboard(grafana, somePreview({ project: "k2m4x7qb", key: "pr-2" }), undefined);
  expect([await said("list"), await said("cleanup")]).toEqual([1, 1]);
  expect(await hasOtherProjects(grafana, { project: own })).toBe(true);
  expect(await hasOtherProjects(grafana, { project: own, formerProjects: ["k2m4x7qb"] })).toBe(false);
});

test("a Grafana that cannot be searched may have previews of any name", async () => {
  const { url, tokens, stop } = double;
  await stop();
  expect(await hasOtherProjects(connectTo({ ...double, url, tokens }), { project: "k2m4x7qa" })).toBe(true);
});
