import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { projectId } from "../../src/identity/project-id.ts";
import { temporaryFolder } from "../servers/process.ts";
import { type GitHubLab, startGitHubLab } from "./github-lab.ts";
import { dashboard } from "./repository.ts";
import { actionFolder, runProgram } from "./run-program.ts";

let lab: GitHubLab;
const query = (expr: string) => dashboard("api", { requests: expr });
const apiChanged = [{ filename: "boards/api.json", status: "modified" }];

beforeAll(async () => {
  lab = await startGitHubLab();
});
afterAll(() => lab?.stop());
beforeEach(() => lab.next());
afterEach(() => expect(lab.github.violations).toEqual([]));

const push = (expr: string) => lab.repository.checkout(lab.push({ "boards/api.json": query(expr) }, apiChanged));
/** The review's previews: uid and the project that its tags name. */
const previews = (number = lab.review) =>
  lab.grafana.dashboards().flatMap(({ uid, model }) =>
    (model["tags"] as string[]).flatMap((tag) => {
      const project = new RegExp(`^dp-key:(.*)[.]pr-${number}$`).exec(tag)?.[1];
      return project === undefined ? [] : [{ uid, project }];
    }),
  );
const comments = (number = lab.review) => lab.github.comments.filter(({ issue }) => issue === number);
/** As version 0.1.0 named the project. */
const byPath = () => projectId({ host: new URL(lab.github.url).host, path: lab.github.repository });

/** The program as somebody runs it in a checkout. */
function cli(folder: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const servers = {
    GRAFANA_URL: lab.grafana.url,
    GRAFANA_TOKEN: lab.grafana.tokens.editor,
    PROMETHEUS_URL: lab.prometheus.url,
    USER: "ada",
  };
  return runProgram(process.execPath, [join(actionFolder, "cli.js"), ...args], {
    cwd: folder,
    env: { ...servers, ...env },
  });
}

/** A checkout whose `origin` is this. */
function withRemote(url: string): string {
  const folder = temporaryFolder();
  execFileSync("git", ["init", "-q"], { cwd: folder });
  execFileSync("git", ["remote", "add", "origin", url], { cwd: folder });
  return folder;
}

test("A repository that is renamed between two pushes keeps preview, link and comment", async () => {
  const first = await lab.run({ folder: push("max(http_requests_total)") });
  expect([first.code, previews().length], first.log).toEqual([0, 1]);
  const [before] = previews();
  const old = lab.github.repository;
  lab.github.repository = "acme-corp/boards";
  try {
    const second = await lab.run({ folder: push("min(http_requests_total)") });
    expect(second.code, second.log).toBe(0);
    expect(previews()).toEqual([before]);
    expect(second.outputs["url"]).toBe(first.outputs["url"]);
    expect(comments()).toHaveLength(1);
    Object.assign(lab.github.pulls.get(lab.review)!, { state: "closed", merged: true });
    const swept = await lab.run({
      folder: lab.repository.checkout(lab.repository.base),
      event: lab.pullEvent("closed"),
    });
    expect([swept.code, previews()], swept.log).toEqual([0, []]);
  } finally {
    lab.github.repository = old;
  }
});

test("A server that moves to another port is the same server", async () => {
  await lab.run({ folder: push("max(http_requests_total)") });
  const [before] = previews();
  const env = { GITHUB_SERVER_URL: "http://127.0.0.1:8443", GITHUB_API_URL: `${lab.github.url}/api/v3` };
  const { code, log } = await lab.run({ folder: push("min(http_requests_total)"), env });
  expect([code, previews()], log).toEqual([0, [before]]);
  expect(comments()).toHaveLength(1);
});

test("A preview that an earlier version named by the path keeps uid, link and comment, and goes with its review", async () => {
  const first = await lab.run({ folder: push("max(http_requests_total)"), inputs: { project: byPath() } });
  expect([first.code, previews().map(({ project }) => project)], first.log).toEqual([0, [byPath()]]);
  const [before] = previews();
  const second = await lab.run({ folder: push("min(http_requests_total)") });
  expect([second.code, previews()], second.log).toEqual([0, [before]]);
  expect(second.outputs["url"]).toBe(first.outputs["url"]);
  expect(comments()).toHaveLength(1);
  expect(comments()[0]!.body).toContain(lab.github.pulls.get(lab.review)!.headSha.slice(0, 10));
  const folder = lab.repository.checkout(lab.repository.base);
  Object.assign(lab.github.pulls.get(lab.review)!, { state: "closed", merged: true });
  const closed = await lab.run({ folder, event: lab.pullEvent("closed") });
  expect([closed.code, previews()], closed.log).toEqual([0, []]);
  expect(comments()).toHaveLength(1);
  expect(lab.comment()).toMatch(/The preview was removed/);
});

test("Where a preview has both names the one by the path goes, with its series", async () => {
  await lab.run({ folder: push("max(http_requests_total)") });
  const [kept] = previews();
  await lab.run({ folder: push("min(http_requests_total)"), inputs: { project: byPath() } });
  expect(previews()).toHaveLength(2);
  const { code, log } = await lab.run({ folder: push("avg(http_requests_total)") });
  expect([code, previews()], log).toEqual([0, [kept]]);
  const selector = `{dashpreview=~"${byPath()}[.]pr-${lab.review}[.].*"}`;
  const answer = await fetch(
    `${lab.prometheus.url}/api/v1/query?${new URLSearchParams({ query: `count_over_time(${selector}[1h])` })}`,
  );
  expect(((await answer.json()) as { data: { result: unknown[] } }).data.result).toEqual([]);
  expect(comments()).toHaveLength(1);
});

test("Every run sweeps previews of ended reviews under the former name too, and nobody else's", async () => {
  await lab.run({ folder: push("max(http_requests_total)"), inputs: { project: byPath() } });
  const ended = lab.review;
  const stranger = projectId({ host: new URL(lab.github.url).host, path: "acme/other" });
  await lab.run({ folder: push("max(http_requests_total)"), inputs: { project: stranger, comment: "off" } });
  Object.assign(lab.github.pulls.get(ended)!, { state: "closed", merged: true });
  lab.next();
  const { code, log } = await lab.run({ folder: push("max(http_requests_total)") });
  expect([code, previews(ended).map(({ project }) => project)], log).toEqual([0, [stranger]]);
  expect(lab.comment(ended)).toMatch(/The preview was removed.*merged/);
});

test("A checkout with an ssh remote asks the host for the number, and finds and deletes what CI made", async () => {
  await lab.run({ folder: push("max(http_requests_total)") });
  const folder = withRemote(`ssh://git@127.0.0.1:2222/${lab.github.repository}.git`);
  const key = `pr-${lab.review}`;
  const token = { GITHUB_TOKEN: lab.github.token, GITHUB_API_URL: `${lab.github.url}/api/v3` };
  const blind = await cli(folder, ["list", "--key", key]);
  expect(blind.log).toMatch(/no previews/);
  const untold = await cli(folder, ["list", "--key", key], { GITHUB_API_URL: token.GITHUB_API_URL });
  expect(untold.log).toMatch(/only the repository's path names the project.*no token/);
  const listed = await cli(folder, ["list", "--key", key], token);
  expect([listed.code, listed.log.includes(previews()[0]!.uid)], listed.log).toEqual([0, true]);
  const kept = await cli(folder, ["keep", "--key", key], token);
  expect([kept.code, /kept/.test(kept.log)], kept.log).toEqual([0, true]);
  const gone = await cli(folder, ["cleanup", "--key", key], token);
  expect([gone.code, previews()], gone.log).toEqual([0, []]);
});

test("A remote that still has the repository's former name finds the previews", async () => {
  await lab.run({ folder: push("max(http_requests_total)") });
  const folder = withRemote(`${lab.github.url}/acme/boards-of-old.git`);
  lab.github.formerNames.push("acme/boards-of-old");
  const env = { GITHUB_TOKEN: lab.github.token, GITHUB_API_URL: `${lab.github.url}/api/v3` };
  const { code, log } = await cli(folder, ["extend", "--key", `pr-${lab.review}`, "--ttl", "96h"], env);
  expect([code, log.includes(previews()[0]!.uid)], log).toEqual([0, true]);
});

test("Two checkouts without a remote never list or delete each other's previews", async () => {
  const make = (title: string) => {
    const folder = temporaryFolder();
    execFileSync("git", ["init", "-q"], { cwd: folder });
    mkdirSync(join(folder, "boards"));
    writeFileSync(join(folder, "boards/a.json"), dashboard(title));
    writeFileSync(
      join(folder, "boards/dashpreview.yaml"),
      "version: 1\nmetrics:\n  - name: up_total\n    type: counter\n    series: [{labels: {job: a}, rate: 5}]\n",
    );
    return folder;
  };
  const [one, two] = [make("first"), make("second")];
  const up = ["up", "boards", "--history", "10m", "--fail-on", "none"];
  for (const folder of [one, two]) {
    const { code, log } = await cli(folder, up);
    expect(code, log).toBe(0);
  }
  const local = () =>
    lab.grafana
      .dashboards()
      .map(({ model }) => String(model["title"]))
      .filter((title) => title.startsWith("[local-ada] "))
      .sort();
  expect(local()).toEqual(["[local-ada] first", "[local-ada] second"]);
  const listed = await cli(join(one, "boards"), ["list"]);
  expect([listed.log.includes("first"), listed.log.includes("second")], listed.log).toEqual([true, false]);
  const cleaned = await cli(one, ["cleanup", "--all"]);
  expect([cleaned.code, local()], cleaned.log).toEqual([0, ["[local-ada] second"]]);
  const again = await cli(two, up);
  expect([again.code, local()], again.log).toEqual([0, ["[local-ada] second"]]);
});
