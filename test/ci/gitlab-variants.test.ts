import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { expandedJobs, type GitLabCi, programCommand, startGitLabCi } from "./gitlab-ci.ts";
import { dashboard } from "./repository.ts";

let ci: GitLabCi;
let commit: string;

// Each pipeline starts several programs.
vi.setConfig({ testTimeout: 180_000 });

beforeAll(async () => {
  ci = await startGitLabCi();
  commit = ci.repository.commit("change", {
    "boards/api.json": dashboard("api", { requests: "sum(http_requests_total)" }),
    "more/jobs.json": dashboard("jobs", { requests: "max(http_requests_total)" }),
    "more/dashpreview.yaml": "version: 1\nmetrics: [{name: http_requests_total, type: counter, series: [{rate: 5}]}]\n",
  });
  ci.gitLab.mergeRequests.set(3, { iid: 3, sourceBranch: "change", sha: commit, state: "opened", diffs: [] });
});
afterAll(() => ci?.stop());

/** The two ways to take the template, with the settings of a test, and the name that its jobs begin with. */
interface Way {
  readonly way: string;
  readonly prefix: string;
  include(settings?: { stage?: string }): string;
}
const ways: readonly Way[] = [
  {
    way: "include",
    prefix: "dashpreview",
    include: ({ stage } = {}) =>
      `include: [{local: .gitlab-ci-template.yml}]\n${stage === undefined ? "" : `.dashpreview: {stage: ${stage}}\n`}`,
  },
  {
    way: "component",
    prefix: "infra",
    include: ({ stage } = {}) => component({ "job-prefix": "infra", ...(stage === undefined ? {} : { stage }) }),
  },
];
const component = (inputs: Readonly<Record<string, string>>, ...more: Readonly<Record<string, string>>[]) =>
  `include: ${JSON.stringify([inputs, ...more].map((given) => ({ local: "templates/dashpreview.yml", inputs: { command: programCommand, paths: "boards", ...given } })))}\n`;
const checkout = (text: string, files: Readonly<Record<string, string>> = {}) =>
  ci.checkout(commit, { ".gitlab-ci.yml": text, ...files });

test.for(ways)("the $way fits GitLab's schema, and each kind of pipeline has its jobs", async ({ prefix, include }) => {
  const folder = checkout(include());
  const merge = await ci.jobs(folder, ci.mergeRequest(commit, 1));
  expect(ci.fitsSchema(folder), merge.log).toBe(true);
  expect(merge.names).toEqual([prefix, `${prefix}-stop`]);
  expect(merge.log).toMatch(new RegExp(`^${prefix}-stop;.*;manual;true;`, "m"));
  const train = ci.mergeRequest(commit, 1, { CI_MERGE_REQUEST_EVENT_TYPE: "merge_train" });
  expect((await ci.jobs(folder, train)).names).toEqual([`${prefix}-train`]);
  expect((await ci.jobs(folder, { CI_PIPELINE_SOURCE: "push" })).names).toEqual([]);
  const schedule = { CI_PIPELINE_SOURCE: "schedule", DASHPREVIEW_SWEEP: "true" };
  expect((await ci.jobs(folder, schedule)).names).toEqual([`${prefix}-sweep`]);
  expect((await ci.jobs(folder, { CI_PIPELINE_SOURCE: "schedule" })).names).toEqual([]);
});

test.for(ways)("the $way goes into any stage, and names the one that is missing", async ({ prefix, include }) => {
  const stages = "stages: [lint, release]\n";
  const jobs = (text: string) => ci.jobs(checkout(text), ci.mergeRequest(commit, 1));
  const missing = await jobs(stages + include());
  expect(missing.log).toContain(`stage:test not found for ${prefix}`);
  for (const stage of ["lint", ".pre", ".post"]) {
    const { log, names } = await jobs(stages + include({ stage }));
    expect(names).toEqual([prefix, `${prefix}-stop`]);
    expect(log).toMatch(new RegExp(`^${prefix};${stage.replace(".", "[.]")};`, "m"));
  }
});

const stranger = {
  image: "registry.example.com/evil",
  services: ["docker:dind"],
  before_script: ["echo stranger", "exit 7"],
  after_script: ["echo stranger"],
  cache: { key: "all", paths: ["node_modules"] },
  artifacts: { paths: ["boards"] },
};
test.for([
  ["include", "default", 0],
  ["include", "deprecated global", 0],
  ["component", "default", 1],
  ["component", "deprecated global", 1],
] as const)(
  "the %s runs nothing of the project's %s settings, and its variables don't break it",
  async ([, where, index]) => {
    const { prefix, include } = ways[index]!;
    const { artifacts, ...globals } = stranger;
    const more = { interruptible: false, retry: 2, timeout: "1 minute", tags: ["ours"] };
    const settings =
      where === "default"
        ? { default: { ...stranger, ...more, id_tokens: { TOKEN: { aud: "https://x.example" } } } }
        : { ...globals, default: { artifacts, tags: ["ours"] } };
    const variables = { GIT_STRATEGY: "none", GIT_DEPTH: "1" };
    const lines = Object.entries({ ...settings, variables }).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
    const folder = checkout(`${lines.join("\n")}\n${include()}`);
    const { code, log } = await ci.pipeline(folder, [prefix], ci.mergeRequest(commit, 1));
    expect(log).not.toContain("stranger");
    expect(log).toContain(ci.grafana.url);
    expect(code).toBe(0);
    const jobs = expandedJobs(folder);
    for (const name of ["", "-stop", "-train", "-sweep"]) {
      const job = jobs[`${prefix}${name}`]!;
      expect(job).toMatchObject({ tags: ["ours"], image: { name: "node:24" }, inherit: { default: ["tags"] } });
      const rest = ["services", "before_script", "after_script", "cache", "retry", "timeout", "id_tokens"];
      expect(rest.filter((key) => job[key] !== undefined)).toEqual([]);
      expect(JSON.stringify(job["artifacts"] ?? {})).not.toContain("boards");
    }
    expect(jobs[prefix]).toMatchObject({ interruptible: true, variables: { GIT_STRATEGY: "fetch" } });
    expect(jobs[`${prefix}-stop`]).toMatchObject({ interruptible: false, variables: { GIT_STRATEGY: "none" } });
  },
);

test.for(ways)("the $way's stop job and sweep see nothing that an earlier job left", async ({ prefix, include }) => {
  const show = join(ci.bin, "show-folder");
  writeFileSync(show, '#!/bin/sh\necho "entries: $(ls -A | wc -l | tr -d " ")"\n');
  chmodSync(show, 0o755);
  const text = include().replaceAll(`"${programCommand}"`, '"show-folder"');
  const folder = checkout(text, { ".npmrc": "registry=https://evil.example\n" });
  const seen = async (job: string, variables: Readonly<Record<string, string>>) =>
    (await ci.pipeline(folder, [job], { ...variables, DASHPREVIEW_COMMAND: "show-folder" })).log;
  expect(await seen(prefix, ci.mergeRequest(commit, 1))).not.toContain("entries: 0");
  expect(await seen(`${prefix}-stop`, ci.mergeRequest(commit, 1))).toContain("entries: 0");
  const schedule = { CI_PIPELINE_SOURCE: "schedule", DASHPREVIEW_SWEEP: "true" };
  expect(await seen(`${prefix}-sweep`, schedule)).toContain("entries: 0");
});

test.for(ways)("the $way works in a child pipeline of a merge request only", async ({ prefix, include }) => {
  const child = include();
  const parent =
    "previews: {trigger: {include: [{local: child.yml}], strategy: depend}, rules: [{if: $CI_MERGE_REQUEST_IID}]}\n";
  const folder = checkout(parent, { "child.yml": child });
  // gitlab-ci-local hands --variable down to no child, but this file.
  const variables = ci.mergeRequest(commit, 20, { DASHPREVIEW_NAME: `child-${prefix}` });
  writeFileSync(join(folder, ".gitlab-ci-local-variables.yml"), JSON.stringify({ ...ci.common, ...variables }));
  const { code, log } = await ci.pipeline(folder, [], variables);
  expect(log).toMatch(/\[previews\].* -> .*\[mr-3-child-/s);
  expect(log).toContain(ci.grafana.url);
  expect(code).toBe(0);
  const alone = checkout(child);
  const { CI_PIPELINE_SOURCE: _, ...handedDown } = ci.mergeRequest(commit, 1);
  const parented = { CI_PIPELINE_SOURCE: "parent_pipeline" };
  expect((await ci.jobs(alone, { ...handedDown, ...parented })).names).toEqual([prefix, `${prefix}-stop`]);
  expect((await ci.jobs(alone, parented)).names).toEqual([]);
});

test.for(ways)("the $way leaves the pipeline that a fork runs for itself alone", async ({ prefix, include }) => {
  const folder = checkout(include());
  const fork = ci.mergeRequest(commit, 1, { CI_MERGE_REQUEST_SOURCE_PROJECT_ID: "2" });
  expect((await ci.jobs(folder, { ...fork, CI_PROJECT_ID: "2" })).names).toEqual([]);
  // A member runs it in the parent project.
  expect((await ci.jobs(folder, fork)).names).toEqual([prefix, `${prefix}-stop`]);
});

test.for(ways)("the $way fails and names the variable that is protected", async ({ prefix, include }) => {
  const variables = { ...ci.mergeRequest(commit, 1), GRAFANA_URL: undefined, GRAFANA_TOKEN: undefined };
  const { code, log } = await ci.pipeline(checkout(include()), [prefix], variables);
  expect(log).toContain("this run lacks the address of Grafana (GRAFANA_URL");
  expect(log).toContain("a token for Grafana (GRAFANA_TOKEN");
  expect(code).not.toBe(0);
});

test("without the variables a merge request that changes no dashboard passes, and with --without-secrets ok any does", async () => {
  const { prefix, include } = ways[0]!;
  const none = { GRAFANA_URL: undefined, GRAFANA_TOKEN: undefined, PROMETHEUS_URL: undefined };
  const unrelated = ci.repository.commit("unrelated", { "README.md": "Words.\n" });
  const folder = ci.checkout(unrelated, { ".gitlab-ci.yml": include() });
  const passed = await ci.pipeline(folder, [prefix], { ...ci.mergeRequest(unrelated, 1), ...none });
  expect(passed.log).toContain("the review changes no dashboard; Grafana and Prometheus were not asked");
  expect(passed.code, passed.log).toBe(0);
  const variables = { ...ci.mergeRequest(commit, 1, { DASHPREVIEW_WITHOUT_SECRETS: "ok" }), ...none };
  const allowed = await ci.pipeline(checkout(include()), [prefix], variables);
  expect(allowed.log).toContain("no preview of 1 dashboard that the review changes or may change");
  expect(allowed.code, allowed.log).toBe(0);
});

test("a monorepo includes the component twice, and each has its own preview, environment and end", async () => {
  const text = component(
    { "job-prefix": "preview-infra", name: "infra", ttl: "24h" },
    { "job-prefix": "preview shop/eu", name: "shop", paths: "more", ttl: "5d" },
  );
  const folder = checkout(text);
  const variables = ci.mergeRequest(commit, 30);
  const names = ["preview-infra", "preview-infra-stop", "preview shop/eu", "preview shop/eu-stop"];
  expect((await ci.jobs(folder, variables)).names.sort()).toEqual(names.sort());
  const before = ci.grafana.dashboards().length;
  for (const name of ["preview-infra", "preview shop/eu"])
    expect((await ci.pipeline(folder, [name], variables)).code).toBe(0);
  const titles = () => ci.grafana.dashboards().map(({ model }) => String(model["title"]));
  expect(titles()).toEqual(expect.arrayContaining(["[mr-3-infra] api", "[mr-3-shop] jobs"]));
  expect((await ci.pipeline(folder, ["preview-infra-stop"], variables)).code).toBe(0);
  expect(titles()).toContain("[mr-3-shop] jobs");
  expect(titles()).not.toContain("[mr-3-infra] api");
  expect(ci.grafana.dashboards()).toHaveLength(before + 1);

  const jobs = expandedJobs(folder);
  expect(jobs["preview-infra"]).toMatchObject({
    resource_group: "preview-infra-$CI_MERGE_REQUEST_IID",
    variables: { DASHPREVIEW_TTL: "24h" },
    environment: {
      name: "preview-infra/mr-$CI_MERGE_REQUEST_IID",
      on_stop: "preview-infra-stop",
      auto_stop_in: "$DASHPREVIEW_TTL",
    },
  });
  expect(jobs["preview shop/eu"]).toMatchObject({
    resource_group: "preview shop/eu-$CI_MERGE_REQUEST_IID",
    variables: { DASHPREVIEW_TTL: "5d" },
    environment: { name: "preview shop/eu/mr-$CI_MERGE_REQUEST_IID", auto_stop_in: "$DASHPREVIEW_TTL" },
  });
});

test.for([
  ["job-prefix", "preview: infra"],
  ["job-prefix", "preview (eu)"],
  ["job-prefix", "/preview"],
  ["job-prefix", "preview/"],
  ["job-prefix", 'x"'],
  ["name", 'x", evil: "'],
  ["ttl", "3 days"],
  ["ttl", "0h"],
] as const)("the component refuses %s %s, which GitLab or the program would not take", async ([input, value]) => {
  const { log, names } = await ci.jobs(checkout(component({ [input]: value })), ci.mergeRequest(commit, 1));
  expect(log).toContain("does not match required regex");
  expect(log).toContain(input);
  expect(names).toEqual([]);
});

test("the component's scenarios go to the jobs that make previews, and to no other", async () => {
  const folder = checkout(component({ scenarios: "healthy incident" }));
  const { code, log } = await ci.pipeline(folder, ["dashpreview"], ci.mergeRequest(commit, 1));
  expect([code === 0, log]).toEqual([false, expect.stringContaining("the spec has no scenarios, and `healthy")]);
  const jobs = expandedJobs(folder);
  const scenarioOf = (name: string) =>
    (jobs[name]!["variables"] as Record<string, string> | undefined)?.["DASHPREVIEW_SCENARIO"];
  expect(["dashpreview", "dashpreview-train", "dashpreview-stop", "dashpreview-sweep"].map(scenarioOf)).toEqual([
    ...["healthy incident", "healthy incident", undefined, undefined],
  ]);
});
