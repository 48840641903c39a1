import { expect, test } from "vitest";
import { parse } from "yaml";
import { recipes } from "./generated/recipes.ts";
import { planWorkflows, type WorkflowWish } from "./write-workflows.ts";

const wish = (given: Partial<WorkflowWish>): WorkflowWish => ({
  host: "github",
  recipes,
  previews: [{ rules: [] }],
  builds: [],
  gitea: false,
  gitlabCi: undefined,
  ...given,
});
const plan = (given: Partial<WorkflowWish>) => planWorkflows(wish(given));
const several = [
  { name: "no", rules: [] },
  { name: "2", rules: ["r"] },
];

test("the recipes are there, and each names this project at one commit", () => {
  for (const text of [recipes.github, recipes.gitlab, ...recipes.forgejo]) {
    expect(text).toMatch(/\/dashpreview[/@]/);
    expect(() => parse(text) as unknown).not.toThrow();
  }
});

test("on GitHub each of several previews has a job, whose name no YAML takes for a boolean", () => {
  const { jobs } = parse(plan({ previews: several }).files[0]!.text, { version: "1.1" }) as {
    jobs: Record<string, { with: { name: unknown } }>;
  };
  expect(Object.entries(jobs).map(([id, job]) => [id, job.with.name])).toEqual([
    ["dashboards-no", "no"],
    ["dashboards-2", "2"],
  ]);
  const { jobs: one } = parse(plan({}).files[0]!.text) as { jobs: Record<string, object> };
  expect(Object.keys(one["dashboards"]!)).toEqual(["uses", "secrets"]);
});

test.for([
  ["", true],
  ["# only words\n", true],
  ["test:\n  script: [x]", true],
  ["include: other.yml\n", false],
  ["a: [\n", false],
  ["spec: {}\n---\ntest: {}\n", false],
] as const)("on GitLab two lines go to the end of %j: %s", ([gitlabCi, added]) => {
  const { files, steps } = plan({ host: "gitlab", gitlabCi });
  expect(files.map(({ path }) => path)).toEqual([".gitlab/dashpreview.yml", ...(added ? [".gitlab-ci.yml"] : [])]);
  if (!added) expect(steps[0]).toContain("to `include` of .gitlab-ci.yml");
  else expect(parse(gitlabCi + files[1]!.text)).toMatchObject({ include: [{ local: ".gitlab/dashpreview.yml" }] });
});

test("on GitLab an include of this project that is there is left alone", () => {
  expect(plan({ host: "gitlab", gitlabCi: "include: {remote: https://x/dashpreview.yml}\n" }).files).toEqual([]);
});

test("on GitLab several previews have names, jobs and preparations of their own", () => {
  const text = plan({ host: "gitlab", previews: several, builds: [{ prepare: ["npm ci"] }] }).files[0]!.text;
  const made = parse(text, { version: "1.1" }) as { include: { inputs: object }[] };
  expect(made.include.map(({ inputs }) => inputs)).toMatchObject([
    { paths: "", name: "no", "job-prefix": "preview-no" },
    { paths: "", name: "2", "job-prefix": "preview-2" },
  ]);
  const commands = ["npm ci", expect.stringContaining("prometheus")];
  for (const job of ["preview-no", "preview-no-train", "preview-2", "preview-2-train"])
    expect(made).toHaveProperty([job, "before_script"], commands);
});

test("on Forgejo and Gitea every preview has its own step, for the cleanup too", () => {
  const { files } = plan({ host: "forgejo", previews: several, gitea: true });
  expect(files[0]!.path).toBe(".gitea/workflows/dashboard-preview.yml");
  const all = files.map(({ text }) => text).join("");
  expect(all.match(/name: "no"/g)?.length).toBe(all.match(/name: "2"/g)?.length);
  expect(all.match(/name: "no"/g)!.length).toBeGreaterThan(1);
  expect(all.match(/if: \$\{\{ !cancelled\(\) \}\}/g)?.length).toBe(all.match(/name: "2"/g)!.length);
  expect(all).not.toContain("dashboards: dashboards");
});

test("for a CI that is not known there is no file, and the recipe for any other", () => {
  expect(plan({ host: "none" })).toEqual({
    files: [],
    steps: [expect.stringMatching(/add a job to your CI: .*docs\/recipes\/other-ci\.md/)],
  });
});
