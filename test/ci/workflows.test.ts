import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import { recipes } from "../../src/preview/init/generated/recipes.ts";
import { planWorkflows } from "../../src/preview/init/write-workflows.ts";
import { temporaryFolder } from "../servers/process.ts";
import { actionReference, workflowReference } from "./references.ts";

const root = resolve(import.meta.dirname, "../..");

interface Snippet {
  readonly name: string;
  readonly text: string;
}
interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}
interface Job {
  readonly uses?: string;
  readonly if?: string;
  readonly steps?: readonly Step[];
  readonly "timeout-minutes"?: number;
}
interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

const files = readdirSync(join(root, ".github/workflows")).map((name) => ({
  name: `.github/workflows/${name}`,
  text: readFileSync(join(root, ".github/workflows", name), "utf8"),
}));
const snippets = [
  "README.md",
  ...readdirSync(join(root, "docs/recipes")).map((name) => `docs/recipes/${name}`),
].flatMap(fencesOf);
const isWorkflow = ({ text }: Snippet) => /^on:/m.test(text) && /^jobs:/m.test(text);
const workflows = [...files, ...snippets.filter(isWorkflow)];
const inputs = Object.keys((parse(readFileSync(join(root, "action.yml"), "utf8")) as { inputs: object }).inputs);
const ours = actionReference;
/** Forgejo looks short names up on a server of its own choice, so that ours is named in full there. */
const isOurs = (uses: string | undefined) =>
  uses === ours || uses === `https://github.com/${ours}` || uses === "$/action";
/** One that a repository calls: test/ci/one-file.test.ts is about it. */
const oursCalled = workflowReference;
const stepsOf = (text: string) => Object.values((parse(text) as Workflow).jobs).flatMap(({ steps = [] }) => steps);

function fencesOf(file: string): Snippet[] {
  const text = readFileSync(join(root, file), "utf8");
  return [...text.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map((match, index) => ({
    name: `${file}, YAML ${index + 1}`,
    text: match[1]!,
  }));
}

/** GitHub's own parser, which imports JSON in a way that only bundlers understand. */
const folder = temporaryFolder();
let errorsOf: (text: string) => Promise<string[]>;
beforeAll(async () => {
  const contents = `
    import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from "@actions/workflow-parser";
    export async function errorsOf(content) {
      const { context, value } = parseWorkflow({ name: "workflow.yml", content }, new NoOperationTraceWriter());
      if (value !== undefined) await convertWorkflowTemplate(context, value);
      return context.errors.getErrors().map(({ message }) => message);
    }`;
  const outfile = join(folder, "parser.mjs");
  await build({
    stdin: { contents, resolveDir: root },
    bundle: true,
    platform: "node",
    format: "esm",
    outfile,
    logLevel: "error",
  });
  ({ errorsOf } = (await import(pathToFileURL(outfile).href)) as { errorsOf: typeof errorsOf });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const initWish = {
  recipes,
  builds: [{ prepare: ["npm ci"] }],
  gitea: false,
  gitlabCi: undefined,
  previews: [
    { name: "shop", rules: ["alerts"] },
    { name: "2", rules: [] },
  ],
};

test.for(["github", "forgejo"] as const)("what init writes for %s has no error", async (host) => {
  for (const previews of [initWish.previews, [{ rules: [] }]])
    for (const { path, text } of planWorkflows({ ...initWish, previews, host }).files)
      expect(await errorsOf(text), path).toEqual([]);
});

test("there are workflows to look at", () => {
  expect(workflows.length).toBeGreaterThanOrEqual(6);
});

test("the parser finds what is wrong", async () => {
  expect(
    await errorsOf("on: push\njobs: {a: {runs-on: x, steps: [{use: y}, {run: 'echo ${{ nothing.x }}'}]}}\n"),
  ).not.toEqual([]);
});

test.for(workflows)("$name is a workflow without an error", async ({ text }) => {
  expect(await errorsOf(text)).toEqual([]);
});

test.for(workflows)(
  "$name pins every action of others by commit, and gives ours only inputs that it has",
  ({ text }) => {
    for (const { uses, with: given = {} } of stepsOf(text)) {
      if (isOurs(uses)) expect(Object.keys(given).filter((name) => !inputs.includes(name))).toEqual([]);
      else if (uses !== undefined) expect(uses).toMatch(/^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/);
    }
    expect(
      text
        .match(/uses: .*/g)
        ?.filter((line) => ![ours, oursCalled, "$/action"].some((one) => line.includes(one)))
        .filter((line) => !/ # v\d+\.\d+\.\d+$/.test(line)) ?? [],
    ).toEqual([]);
  },
);

test.for(workflows)("$name names our action as its host looks it up", ({ name, text }) => {
  const named = [...Object.values((parse(text) as Workflow).jobs), ...stepsOf(text)]
    .map(({ uses }) => uses)
    .filter((uses) => uses?.includes("dashpreview"));
  const expected = name.includes("forgejo") ? [`https://github.com/${ours}`] : [ours, oursCalled];
  expect(named.filter((uses) => !expected.includes(uses!))).toEqual([]);
  // A workflow that has no server runs the program from a checkout.
  const checkout = `repository: ${ours.replace("@", "\\s+ref: ")}\\s`;
  if (name.startsWith("docs/recipes")) expect(named.length > 0 || new RegExp(checkout).test(text)).toBe(true);
});

test.for(workflows)("$name says which rights it has and why, and ends in time", ({ name, text }) => {
  const { on, permissions, jobs } = parse(text) as Workflow;
  for (const job of Object.values(jobs)) if (job.uses === undefined) expect(job["timeout-minutes"]).toBeGreaterThan(0);
  // One that is called has what its caller has.
  if ("workflow_call" in on) return;
  expect(permissions).toBeDefined();
  if (name.startsWith("docs/")) {
    const blocks = [...text.matchAll(/^( *)permissions:\n((?:\1 {2}.*\n)+)/gm)];
    const rights = blocks.flatMap(([, , lines]) => lines!.trimEnd().split("\n"));
    expect(rights).not.toEqual([]);
    expect(rights.filter((line) => !/ # \w/.test(line))).toEqual([]);
  }
});

test.for(workflows)("$name puts nothing that a stranger chooses into a shell", ({ text }) => {
  for (const { run = "" } of stepsOf(text)) expect(run).not.toContain("${{");
});

test.for(workflows)("$name checks nothing out where it has secrets of the default branch", ({ text }) => {
  const { on, jobs } = parse(text) as Workflow;
  if (!("pull_request_target" in on) && !("workflow_run" in on)) return;
  // Jobs of a file for all events may say that they are not for these.
  const here = Object.values(jobs).filter(
    (job) => job.if?.startsWith("github.event_name == 'pull_request' &&") !== true,
  );
  const used = here.flatMap(({ steps = [] }) => steps.map(({ uses }) => uses ?? "run"));
  expect(used.filter((uses) => uses === "run" || uses.startsWith("actions/checkout"))).toEqual([]);
});

test.for(workflows)(
  "$name runs nothing of a review that it checks out by its number, and lets only members start it",
  ({ text }) => {
    const { on, jobs } = parse(text) as Workflow;
    if (!("issue_comment" in on) && !("workflow_dispatch" in on)) return;
    for (const { steps = [], if: condition = "" } of Object.values(jobs)) {
      const refs = steps.flatMap(({ with: given = {} }) => (given["ref"] === undefined ? [] : [String(given["ref"])]));
      if (refs.length === 0) continue;
      // By number only: a name of a branch is a stranger's choice.
      for (const ref of refs)
        expect(ref).toMatch(/^refs\/pull\/\$\{\{ (?:inputs\.review|github\.event\.issue\.number) \}\}\/head$/);
      const used = steps.filter(({ uses = "" }) => !isOurs(uses) && !uses.startsWith("actions/checkout@"));
      expect(used).toEqual([]);
      expect(steps.some(({ with: given = {} }) => "allow-code" in given)).toBe(false);
      for (const { uses, with: given = {} } of steps)
        if (uses?.startsWith("actions/checkout@") === true) expect(given["persist-credentials"]).toBe(false);
      if (!("issue_comment" in on)) continue;
      expect(condition).toContain("github.event.comment.author_association");
      // Anybody's comment would take part in it, and cancel or replace a run.
      expect(parse(text)).not.toHaveProperty("concurrency");
    }
  },
);

test.for(snippets)("$name is YAML without a key twice", ({ text }) => {
  expect(() => parse(text) as unknown).not.toThrow();
});

test("action.yml runs the committed bundle with Node 24", () => {
  const action = parse(readFileSync(join(root, "action.yml"), "utf8")) as { runs: object; outputs: object };
  expect(action.runs).toEqual({ using: "node24", main: "action/index.js" });
  expect(Object.keys(action.outputs)).toEqual(
    expect.arrayContaining(["url", "urls", "key", "expires-at", "panels-empty", "result-file"]),
  );
});

test("the include and the component have the same jobs", () => {
  const template = readFileSync(join(root, ".gitlab-ci-template.yml"), "utf8");
  const component = readFileSync(join(root, "templates/dashpreview.yml"), "utf8").split("\n---\n");
  const { spec } = parse(component[0]!) as { spec: { inputs: Record<string, { default: string }> } };
  const same: Record<string, string> = { paths: "$DASHPREVIEW_PATHS" };
  const filled = component[1]!
    .replaceAll(" $[[ inputs.up-flags ]]", "")
    .replaceAll(/\$\[\[ inputs\.([\w-]+) \]\]/g, (_, name: string) => same[name] ?? spec.inputs[name]!.default);
  const { ".dashpreview": common, ...jobs } = parse(template) as Record<string, GitLabJob>;
  const defaults: Readonly<Record<string, string>> = common!.variables;
  expect(defaults).toEqual({
    DASHPREVIEW_SOURCE: spec.inputs["source"]!.default,
    DASHPREVIEW_COMMAND: spec.inputs["command"]!.default,
    DASHPREVIEW_PATHS: spec.inputs["paths"]!.default,
    DASHPREVIEW_TTL: spec.inputs["ttl"]!.default,
  });
  const expanded = Object.entries(jobs).map(([name, { extends: parent, ...job }]) => {
    expect(parent).toBe(".dashpreview");
    return [name, { ...common, ...job, variables: job.variables["GIT_STRATEGY"] }];
  });
  const others = Object.entries(parse(filled) as Record<string, GitLabJob>).map(([name, job]) => [
    name,
    { ...job, variables: job.variables["GIT_STRATEGY"] },
  ]);
  expect(Object.fromEntries(others)).toEqual(Object.fromEntries(expanded));
});

interface GitLabJob {
  readonly extends?: string;
  readonly variables: Readonly<Record<string, string>>;
}
