import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { parse } from "yaml";
import { recipes } from "../../src/preview/init/generated/recipes.ts";
import { planWorkflows } from "../../src/preview/init/write-workflows.ts";
import { temporaryFolder } from "../servers/process.ts";
import { type GitHubLab, startGitHubLab } from "./github-lab.ts";
import { dashboard } from "./repository.ts";
import { runWorkflow, type WorkflowEvent } from "./workflow-runner.ts";

const root = resolve(import.meta.dirname, "../..");
const recipe = readFileSync(join(root, "docs/recipes/github.md"), "utf8");
/** The file that a repository adds: the first one of the page. */
const caller = /^```yaml\n([\s\S]*?)^```$/m.exec(recipe)![1]!.replace("dashboards: dashboards", "dashboards: boards");
const calledFile = readFileSync(join(root, ".github/workflows/preview.yml"), "utf8");

interface CalledJob {
  readonly if: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly steps: readonly { uses?: string; run?: string; with?: Readonly<Record<string, unknown>> }[];
}
const called = parse(calledFile) as {
  on: { workflow_call: { inputs: object; secrets: object; outputs: object } };
  jobs: Record<"server" | "preview" | "fork" | "cleanup", CalledJob>;
};

let lab: GitHubLab;
let order = 1;
// Each test starts several programs.
vi.setConfig({ testTimeout: 180_000 });

beforeAll(async () => {
  lab = await startGitHubLab();
});
afterAll(() => lab?.stop());

const query = (requests: string) => ({ "boards/api.json": dashboard("api", { requests }) });
const pushed = [{ filename: "boards/api.json", status: "modified" }];

/** Runs the caller for an event, and says what each of the called jobs did. */
async function run(
  name: string,
  event: unknown,
  { text = caller, commit = "", secrets = true, knownAs = "https://github.com" } = {},
) {
  const refs: (string | undefined)[] = [];
  const jobs = await runWorkflow(text, {
    event: { name, payload: event as WorkflowEvent["payload"] },
    order: order++,
    serverUrl: lab.github.url,
    knownAs,
    repository: lab.github.repository,
    token: lab.github.token,
    vars: { GRAFANA_URL: lab.grafana.url, PROMETHEUS_URL: lab.prometheus.url },
    secrets: secrets ? { GRAFANA_TOKEN: lab.grafana.tokens.editor } : {},
    env: { DASHPREVIEW_HISTORY: "10m", DASHPREVIEW_FAIL_ON: "none" },
    checkout(ref) {
      refs.push(ref);
      return lab.repository.checkout(ref ?? commit);
    },
  });
  const states = Object.fromEntries(jobs.map((job) => [job.name.replace("dashboards / ", ""), job.state]));
  return { jobs, refs, states, job: jobs.find(({ state }) => state !== "skipped") };
}
const did = (one: string) => ({ ...idle, [one]: "success" });
const idle = { server: "skipped", preview: "skipped", fork: "skipped", cleanup: "skipped" };

test("a branch's pull request is previewed when it is opened, pushed to and reopened, and cleaned up when it is closed", async () => {
  for (const action of ["opened", "synchronize", "reopened"]) {
    const commit = lab.push(query(`sum(rate(http_requests_total[1m])) * ${order}`), pushed);
    const { states, job, refs } = await run("pull_request", lab.pullEvent(action), { commit });
    expect(states, job?.log).toEqual(did("preview"));
    expect(job).toMatchObject({ concurrency: `dashpreview--${lab.review}`, outputs: { key: `pr-${lab.review}` } });
    // The merge, as GitHub checks it out where nothing else is said.
    expect(refs).toEqual([undefined]);
    expect(lab.standing()).toEqual(["api"]);
    expect(lab.comment()).toContain(commit.slice(0, 10));
    expect((await run("pull_request_target", lab.pullEvent(action))).states).toEqual(idle);
  }
  Object.assign(lab.github.pulls.get(lab.review)!, { state: "closed", merged: true });
  const closed = await run("pull_request_target", lab.pullEvent("closed"));
  expect(closed.states, closed.job?.log).toEqual(did("cleanup"));
  expect(closed.job).toMatchObject({ concurrency: `dashpreview--${lab.review}` });
  expect(closed.refs).toEqual([]);
  expect(lab.standing()).toEqual([]);
  expect(lab.comment()).toContain("the review was merged");
  // Not one of the types that a workflow without any listens to.
  expect((await run("pull_request", lab.pullEvent("labeled"))).jobs).toEqual([]);
});

test("a fork's pull request is previewed as data when it is opened and pushed to, and nothing of it is run", async () => {
  lab.next();
  const trace = join(temporaryFolder(), "trace");
  const evil = {
    "boards/evil.mjs": `import { writeFileSync } from "node:fs";\nwriteFileSync(${JSON.stringify(trace)}, "ran");\n`,
    "package.json": JSON.stringify({ scripts: { preinstall: `touch ${trace}` } }),
    "build.sh": `touch ${trace}\n`,
    "action.yml": "runs: {using: node24, main: boards/evil.mjs}\n",
    "action/index.js": `require("node:fs").writeFileSync(${JSON.stringify(trace)}, "ran");\n`,
  };
  const reaching = JSON.stringify({
    ...(JSON.parse(dashboard("api")) as object),
    panels: [
      { id: 1, type: "timeseries", title: "Mine", targets: [{ refId: "A", expr: "sum(http_requests_total)" }] },
      {
        ...{ id: 2, type: "logs", title: "Logs", datasource: { type: "loki", uid: "secret-logs" } },
        targets: [{ refId: "A", expr: '{job=~".+"}' }],
      },
    ],
  });
  // A caller that builds, prepares and allows everything for its own branches.
  const text = caller
    .replace("contents: read", "contents: write")
    .replace(
      "      dashboards: boards\n",
      '$&      build: sh build.sh\n      prepare: sh build.sh\n      rules: boards\n      comment-pictures: "on"\n',
    );
  expect(text).toContain("prepare: sh build.sh");
  for (const action of ["opened", "synchronize"]) {
    const commit = lab.push({ ...evil, "boards/api.json": `${reaching}${" ".repeat(order)}\n` }, pushed, {
      headRepository: "eve/dashboards",
    });
    const own = await run("pull_request", lab.pullEvent(action), { text, commit, secrets: false });
    expect(own.states).toEqual(idle);
    const { states, job, refs } = await run("pull_request_target", lab.pullEvent(action), { text });
    expect(states, job?.log).toEqual(did("fork"));
    // The commit of the event, whatever was pushed since.
    expect(refs).toEqual([commit]);
    expect(job!.permissions).toEqual({ contents: "read", "pull-requests": "write" });
    expect(existsSync(trace)).toBe(false);
    const [made] = lab.grafana.dashboards().filter(({ model }) => String(model["title"]).includes(`pr-${lab.review}`));
    expect(JSON.stringify(made!.model["panels"])).toContain("sum(http_requests_total");
    expect(JSON.stringify(made!.model["panels"])).not.toContain("secret-logs");
    expect(lab.comment()).toContain(commit.slice(0, 10));
  }
  Object.assign(lab.github.pulls.get(lab.review)!, { state: "closed" });
  expect((await run("pull_request_target", lab.pullEvent("closed"))).states).toEqual(did("cleanup"));
  expect(lab.standing()).toEqual([]);
});

test("what a branch's pull request needs first is prepared, and its own build is previewed", async () => {
  lab.next();
  const commit = lab.push(
    { "build.sh": "cat boards/api.json made\n", ...query("sum(rate(http_requests_total[2m]))") },
    pushed,
  );
  const made = dashboard("made", { requests: "sum(http_requests_total)" });
  const file = join(temporaryFolder(), "made");
  writeFileSync(file, made);
  const text = caller.replace(
    "      dashboards: boards\n",
    `      build: sh build.sh\n      prepare: |\n        cp ${file} made\n        test -s made\n`,
  );
  const { states, job } = await run("pull_request", lab.pullEvent("opened"), { text, commit });
  expect(states, job?.log).toEqual(did("preview"));
  expect(lab.standing()).toEqual(["api", "made"]);
  const failed = await run("pull_request", lab.pullEvent("synchronize"), {
    text: text.replace("test -s made", "false"),
    commit,
  });
  expect(failed.states).toEqual({ ...idle, preview: "failure" });
});

test("without the input dashboards, dashpreview.yaml says which; a fork's own says nothing that could be run", async () => {
  lab.next();
  const text = caller.replace(/ {4}with:\n {6}dashboards: boards\n/, "");
  expect(text).not.toContain("dashboards: boards");
  const configured = { ...query("sum(rate(http_requests_total[4m]))"), "dashpreview.yaml": "dashboards: boards\n" };
  const commit = lab.push(configured, pushed);
  const own = await run("pull_request", lab.pullEvent("opened"), { text, commit });
  expect(own.states, own.job?.log).toEqual(did("preview"));
  expect(lab.standing()).toContain("api");

  lab.next();
  const trace = join(temporaryFolder(), "trace");
  const evil = { ...configured, "dashpreview.yaml": `dashboards: boards\nbuild: touch ${trace}\n` };
  lab.push(evil, pushed, { headRepository: "eve/dashboards" });
  await run("pull_request_target", lab.pullEvent("opened"), { text });
  expect(existsSync(trace)).toBe(false);
});

test("a draft gets no preview where the caller says so, and one elsewhere", async () => {
  lab.next();
  const commit = lab.push(query("sum(rate(http_requests_total[5m]))"), pushed, { draft: true });
  const text = caller.replace("      dashboards: boards\n", "$&      skip-drafts: true\n");
  expect((await run("pull_request", lab.pullEvent("opened"), { text, commit })).states).toEqual(did("preview"));
  expect(lab.standing()).toEqual([]);
  expect((await run("pull_request", lab.pullEvent("opened"), { commit })).states).toEqual(did("preview"));
  expect(lab.standing()).toEqual(["api"]);
});

test("the schedule removes what a lost event left, and only that; a merge queue is not held up", async () => {
  const previewed = async () => {
    lab.next();
    const commit = lab.push(query("sum(rate(http_requests_total[3m]))"), pushed);
    await run("pull_request", lab.pullEvent("opened"), { commit });
    return lab.review;
  };
  const [lost, open] = [await previewed(), await previewed()];
  Object.assign(lab.github.pulls.get(lost)!, { state: "closed", merged: true });
  const sweep = await run("schedule", { schedule: "17 3 * * *" });
  expect(sweep.states, sweep.job?.log).toEqual(did("cleanup"));
  expect([lab.standing(lost), lab.standing(open)]).toEqual([[], ["api"]]);
  const text = caller.replace("  schedule:\n", "  merge_group:\n$&");
  expect((await run("merge_group", { merge_group: {} }, { text })).states).toEqual(idle);
});

test("on GitHub Enterprise Server a job of its own says which workflows to use", async () => {
  const event = { merge_group: {} };
  const text = caller.replace("  schedule:\n", "  merge_group:\n$&");
  const { states, job } = await run("merge_group", event, { text, knownAs: "https://github.corp.example" });
  expect(states).toEqual({ ...idle, server: "failure" });
  expect(job!.log).toContain("::error title=dashpreview::GitHub Enterprise Server cannot call this workflow");
  expect(job!.permissions).toEqual({});
  const [, heading] = /docs\/recipes\/github\.md, "([^"]+)"/.exec(job!.log)!;
  expect(recipe).toContain(`\n## ${heading}\n`);
  const cloud = await run("merge_group", event, { text, knownAs: "https://acme.ghe.com" });
  expect(cloud.states).toEqual(idle);
});

test("a deployment and a commit status are for a branch's own preview, and a deployment ends with the cleanup", () => {
  const { preview, fork, cleanup } = called.jobs;
  const inputsOf = ({ steps }: CalledJob) => Object.keys(steps.at(-1)!.with!);
  expect(inputsOf(preview)).toEqual(expect.arrayContaining(["deployment", "status"]));
  expect(inputsOf(cleanup)).toContain("deployment");
  // Its permissions are few, whatever the caller gives.
  expect(inputsOf(fork).filter((name) => ["deployment", "status"].includes(name))).toEqual([]);
});

test("a caller that gives too little is refused before anything runs, as GitHub does it", async () => {
  const text = caller.replace(/^permissions:\n(?: {2}.*\n)+/m, "permissions:\n  contents: read\n");
  await expect(run("schedule", {}, { text })).rejects.toThrow("fork asks for pull-requests: write, and gets none");
});

test("of the called workflow, only a branch's own job runs anything, and the fork's takes its files as data", () => {
  const { preview, fork, cleanup } = called.jobs;
  const used = ({ steps }: CalledJob) => steps.map(({ uses = "run" }) => uses.replace(/@.*/, ""));
  expect(used(preview)).toEqual(["actions/checkout", "run", "$/action"]);
  expect(used(fork)).toEqual(["actions/checkout", "$/action"]);
  expect(used(cleanup)).toEqual(["$/action"]);
  for (const { steps } of [preview, fork]) expect(steps[0]!.with!["persist-credentials"]).toBe(false);
  expect(preview.steps[0]!.with).not.toHaveProperty("allow-unsafe-pr-checkout");
  expect(fork.steps[0]!.with).toMatchObject({
    ref: "${{ github.event.pull_request.head.sha }}",
    "allow-unsafe-pr-checkout": true,
  });
  const inputs = fork.steps[1]!.with!;
  expect(inputs).toMatchObject({ command: "up", untrusted: true, "comment-pictures": "off" });
  const dangerous = ["build", "rules", "allow-code", "relay", "data", "prometheus-bin", "browser"];
  expect(Object.keys(inputs).filter((name) => dangerous.includes(name))).toEqual([]);
  expect(preview.if).toContain("github.event.pull_request.head.repo.full_name == github.repository");
});

test("the called workflow uses all that it declares, the action has every input, and the page names them", () => {
  const { inputs, secrets, outputs } = called.on.workflow_call;
  const action = parse(readFileSync(join(root, "action/action.yml"), "utf8")) as { inputs: object };
  for (const name of Object.keys(inputs)) expect(calledFile).toContain(`inputs.${name} `);
  for (const name of Object.keys(secrets)) expect(calledFile).toContain(`secrets.${name} `);
  const { preview, fork, cleanup } = called.jobs;
  for (const { steps } of [preview, fork, cleanup])
    expect(Object.keys(steps.at(-1)!.with!).filter((name) => !(name in action.inputs))).toEqual([]);
  const listed = (heading: string) =>
    [...new RegExp(`${heading}([^.]*)\\.`).exec(recipe)![1]!.matchAll(/`([\w-]+)`/g)].map(([, name]) => name);
  expect(listed("which says what each means:")).toEqual(Object.keys(inputs));
  expect(listed("Secrets:")).toEqual(Object.keys(secrets));
  expect(listed("Outputs:")).toEqual(Object.keys(outputs));
});

test("the action's two descriptions differ in the way to its program alone", () => {
  const [top, inner] = ["action.yml", "action/action.yml"].map((name) => readFileSync(join(root, name), "utf8"));
  expect(inner).toBe(top!.replace("  main: action/index.js\n", "  main: index.js\n"));
  expect(existsSync(join(root, "action/index.js"))).toBe(true);
});

test("what init writes previews the dashboards of dashpreview.yaml", async () => {
  lab.next();
  const text = planWorkflows({
    ...{ recipes, previews: [{ rules: [] }], builds: [], gitea: false, gitlabCi: undefined },
    host: "github",
  }).files[0]!.text;
  const commit = lab.push(
    { ...query("sum(http_requests_total) * 77"), "dashpreview.yaml": "dashboards: boards\n" },
    pushed,
  );
  const { states, job } = await run("pull_request", lab.pullEvent("opened"), { text, commit });
  expect(states, job?.log).toEqual(did("preview"));
  expect(lab.standing()).toEqual(["api"]);
});

test("nothing in it asks anything of GitHub that it would refuse", () => {
  expect(lab.github.violations).toEqual([]);
});
