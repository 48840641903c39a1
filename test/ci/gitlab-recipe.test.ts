import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { parse } from "yaml";
import { recipes } from "../../src/preview/init/generated/recipes.ts";
import { planWorkflows } from "../../src/preview/init/write-workflows.ts";
import { temporaryFolder } from "../servers/process.ts";
import { type GitLabCi, programCommand, startGitLabCi } from "./gitlab-ci.ts";
import { dashboard } from "./repository.ts";

const root = resolve(import.meta.dirname, "../..");
const snippets = [
  ...readFileSync(join(root, "docs/recipes/gitlab.md"), "utf8").matchAll(/^```yaml\n([\s\S]*?)^```$/gm),
].map(([, text]) => text!);
let ci: GitLabCi;
let remote: Awaited<ReturnType<typeof serveTemplates>>;
let commit: string;

// Each pipeline starts several programs.
vi.setConfig({ testTimeout: 180_000 });

beforeAll(async () => {
  ci = await startGitLabCi();
  remote = await serveTemplates(ci.home);
  commit = ci.repository.commit("change", {
    "boards/api.json": dashboard("api", { requests: "sum(http_requests_total)" }),
  });
  ci.gitLab.mergeRequests.set(3, { iid: 3, sourceBranch: "change", sha: commit, state: "opened", diffs: [] });
});
afterAll(async () => {
  await Promise.all([ci?.stop(), remote?.stop()]);
});

const checkout = (text: string, files: Readonly<Record<string, string>> = {}) =>
  ci.checkout(commit, { ".gitlab-ci.yml": text, ...files });
/** What the templates fetch instead of a repository on GitHub: git is told where it is. */
const source = () => `https://github.com/acme/dashpreview@${remote.commit}`;
/** The snippet of the recipe that begins with these words, with its placeholders filled in. */
function snippet(start: string, which = 0): string {
  const found = snippets.filter((text) => text.startsWith(start));
  return found[which]!.replaceAll(/https:\/\/raw\.githubusercontent\.com\/[\w.-]+\/dashpreview\/\w+/g, remote.url)
    .replaceAll(/https:\/\/github\.com\/[\w.-]+\/dashpreview@\w+/g, source())
    .replaceAll(/[\w.-]+\/dashpreview\/dashpreview@[\w.-]+/g, "acme/tools/dashpreview/dashpreview@v1")
    .replaceAll("$CI_SERVER_FQDN", "gitlab.example");
}

test.for(["project", "component", "remote"] as const)("the component runs by include:%s with inputs", async (how) => {
  const inputs = { command: programCommand, paths: "boards", "job-prefix": how, name: how };
  const include = {
    project: { project: "acme/tools/dashpreview", ref: "v1", file: "templates/dashpreview.yml", inputs },
    component: { component: "gitlab.example/acme/tools/dashpreview/dashpreview@v1", inputs },
    remote: { remote: `${remote.url}/templates/dashpreview.yml`, inputs },
  }[how];
  const folder = checkout(`include: ${JSON.stringify([include])}\n`);
  const { code, log } = await ci.pipeline(folder, [how], ci.mergeRequest(commit, 40));
  expect(log).toContain(`[mr-3-${how}] api`);
  expect(code).toBe(0);
});

test("what init writes runs with the paths of dashpreview.yaml, and the name chooses the preview", async () => {
  const previews = [
    { name: "mine", rules: [] },
    { name: "other", rules: [] },
  ];
  const { files } = planWorkflows({ host: "gitlab", recipes, previews, builds: [], gitea: false, gitlabCi: undefined });
  const include = files[0]!.text
    .replaceAll(/https:\/\/raw\.githubusercontent\.com\/[\w.-]+\/dashpreview\/\w+/g, remote.url)
    .replaceAll(/^( +)source: .*$/gm, `$1command: ${programCommand}`);
  const folder = checkout(include);
  const own = "previews: [{ name: mine, dashboards: boards }, { name: other, dashboards: gone }]\n";
  writeFileSync(join(folder, "dashpreview.yaml"), own);
  const { code, log } = await ci.pipeline(folder, ["preview-mine"], ci.mergeRequest(commit, 41));
  expect(log).toContain("[mr-3-mine] api");
  expect(code, log).toBe(0);
});

test.for([
  ["the first steps'", 0],
  ["the old servers'", 1],
] as const)(
  "%s include runs what it fetches at its commit, whatever lies in the checkout, and the note says how to",
  async ([, which]) => {
    // Programs by the same names, which a merge request may bring.
    const trap = "require('node:fs').writeFileSync('trace', 'ran')\n";
    const change = ci.repository.commit("fetched", {
      "action/cli.js": trap,
      dashpreview: trap,
      "dashboards/api.json": dashboard("api", { requests: `sum(http_requests_total) * ${which + 2}` }),
      "dashboards/dashpreview.yaml":
        "version: 1\nmetrics: [{name: http_requests_total, type: counter, series: [{rate: 5}]}]\n",
    });
    ci.gitLab.mergeRequests.set(3, { iid: 3, sourceBranch: "fetched", sha: change, state: "opened", diffs: [] });
    const folder = ci.checkout(change, { ".gitlab-ci.yml": snippet("include:\n  - remote:", which) });
    const own = { DASHPREVIEW_COMMAND: undefined, DASHPREVIEW_PATHS: undefined };
    const variables = { ...ci.mergeRequest(change, 80 + which), ...own };
    const { code, log } = await ci.pipeline(folder, ["dashpreview"], variables);
    expect(code, log).toBe(0);
    expect(log).toContain("[mr-3] api");
    expect(existsSync(join(folder, "trace"))).toBe(false);
    const note = ci.gitLab.notes.at(-1)!.body;
    expect(note).toContain("git clone -q https://github.com/acme/dashpreview ../dashpreview-action");
    expect(note).toContain(`git -C ../dashpreview-action checkout -q ${remote.commit}`);
    expect(note).toContain("node ../dashpreview-action/action/cli.js up --local");
    const stopped = await ci.pipeline(folder, ["dashpreview-stop"], variables);
    expect(stopped.code, stopped.log).toBe(0);
  },
);

test("a job that is not told where dashpreview comes from says so", async () => {
  const text = snippet("include:\n  - remote:").replace(/ +source: .*\n/, "");
  const variables = { ...ci.mergeRequest(commit, 90), DASHPREVIEW_COMMAND: undefined };
  const { code, log } = await ci.pipeline(checkout(text), ["dashpreview"], variables);
  expect(log).toContain("dashpreview: name its source (input source, DASHPREVIEW_SOURCE) as https://HOST/PATH@HASH");
  expect(code).not.toBe(0);
});

test("each include of the recipe gives a merge request its jobs", async () => {
  const names = async (text: string, files?: Readonly<Record<string, string>>) => {
    const folder = checkout(text, files);
    const { log, names: found } = await ci.jobs(folder, ci.mergeRequest(commit, 1));
    expect(ci.fitsSchema(folder), log).toBe(true);
    return found.sort();
  };
  const usual = ["dashpreview", "dashpreview-stop"];
  const built = snippet("build-dashboards:\n");
  expect(await names(built)).toEqual(["build-dashboards", ...usual]);
  const catalog = snippet("include:\n  - component:");
  expect(await names(catalog)).toEqual(usual);
  const changed = snippet("dashpreview:\n");
  expect(
    await names(`${catalog}${changed}build-dashboards: {stage: build, rules: [{when: always}], script: ["true"]}\n`),
  ).toEqual(["build-dashboards", ...usual]);
  expect(await names(snippet("include:\n  - component:", 1))).toEqual(["dashpreview", "dashpreview-stop"]);
  expect(await names(snippet("include:\n  - component:", 2))).toEqual([
    ...["preview-infra", "preview-infra-stop"],
    ...["preview-shop", "preview-shop-stop"],
  ]);
  expect(await names(snippet("include:\n  - remote:"))).toEqual(usual);
  expect(await names(snippet("include:\n  - remote:", 1))).toEqual(usual);
  expect(await names(snippet("previews:\n"), { ".gitlab/previews.yml": catalog })).toEqual(["previews"]);
  // That is all that the recipe shows, but the workflow below.
  expect(snippets).toHaveLength(9);
});

test("the recipe for dashboards that CI builds previews only those that the build of the base does not make", async () => {
  const base = ci.repository.commit("built", {
    ".gitignore": "built/\nbase-dashboards/\n",
    "build.sh": 'mkdir -p "$1" && cp boards/* "$1"\n',
  });
  const change = ci.repository.commit("built", {
    "boards/api.json": dashboard("api", { requests: "sum(http_requests_total)" }),
  });
  ci.gitLab.mergeRequests.set(3, { iid: 3, sourceBranch: "built", sha: change, state: "opened", diffs: [] });
  const text = snippet("build-dashboards:\n").replace(
    "      paths: built\n",
    `$&      command: ${programCommand}\n      name: built\n`,
  );
  const folder = ci.checkout(change, { ".gitlab-ci.yml": text });
  const more = { CI_MERGE_REQUEST_DIFF_BASE_SHA: base };
  const { code, log } = await ci.pipeline(folder, ["--needs", "dashpreview"], ci.mergeRequest(change, 60, more));
  expect(code, log).toBe(0);
  expect(log).toContain("[mr-3-built] api");
  expect(log).not.toContain("[mr-3-built] jobs");
});

test("the workflow of the recipe gives one pipeline for each push, and its schedule runs", async () => {
  const text = readFileSync(join(root, "docs/recipes/gitlab.md"), "utf8");
  const snippet = [...text.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].find(([, yaml]) =>
    yaml!.startsWith("workflow:"),
  )![1]!;
  const { workflow } = parse(snippet) as { workflow: { rules: unknown } };
  // gitlab-ci-local makes every pipeline, so a job stands for it.
  const folder = checkout(`pipeline: ${JSON.stringify({ rules: workflow.rules, script: ["true"] })}\n`);
  const made = async (variables: Readonly<Record<string, string>>) => (await ci.jobs(folder, variables)).names;
  const branch = { CI_PIPELINE_SOURCE: "push", CI_COMMIT_BRANCH: "change" };
  expect(await made(ci.mergeRequest(commit, 1))).toEqual(["pipeline"]);
  expect(await made(branch)).toEqual(["pipeline"]);
  expect(await made({ ...branch, CI_OPEN_MERGE_REQUESTS: "acme/ops/dashboards!3" })).toEqual([]);
  const schedule = { CI_PIPELINE_SOURCE: "schedule", CI_COMMIT_BRANCH: "main" };
  expect(await made({ ...schedule, CI_OPEN_MERGE_REQUESTS: "acme/ops/dashboards!4" })).toEqual(["pipeline"]);
  expect(await made({ CI_PIPELINE_SOURCE: "push", CI_COMMIT_TAG: "v1", CI_COMMIT_BRANCH: "" })).toEqual(["pipeline"]);
});

/** A repository of the templates that git finds below `gitlab.example`, and the same files over HTTP. */
async function serveTemplates(home: string) {
  const folder = join(temporaryFolder(), "acme/tools/dashpreview.git");
  mkdirSync(folder, { recursive: true });
  for (const name of ["templates", "action", "assets", "package.json"])
    cpSync(join(root, name), join(folder, name), { recursive: true });
  const git = (...words: string[]) =>
    execFileSync("git", ["-c", "user.name=Ada", "-c", "user.email=ada@example.com", ...words], { cwd: folder });
  git("init", "-q");
  git("add", "-A");
  git("commit", "-q", "-m", "templates");
  git("tag", "v1");
  git("config", "uploadpack.allowFilter", "true");
  const tip = git("rev-parse", "HEAD").toString().trim();
  const base = resolve(folder, "../../..");
  const lines = [22, 443].map((port) => `  insteadOf = ssh://git@gitlab.example:${port}/`);
  writeFileSync(
    join(home, ".gitconfig"),
    `[url "file://${base}/"]\n${lines.join("\n")}\n[url "file://${folder}"]\n  insteadOf = https://github.com/acme/dashpreview\n`,
  );
  const files = ["/templates/dashpreview.yml", "/.gitlab-ci-template.yml"];
  const server = createServer(({ url = "" }, response) => {
    response.statusCode = files.includes(url) ? 200 : 404;
    response.end(files.includes(url) ? readFileSync(join(root, url)) : "");
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    commit: tip,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => new Promise((done) => server.close(done)),
  };
}
