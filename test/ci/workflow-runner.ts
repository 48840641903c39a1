import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "yaml";
import { temporaryFolder } from "../servers/process.ts";
import { calledWorkflow, type Permissions, reduced } from "./called-workflow.ts";
import { type Contexts, fill, filled, isTrue } from "./expressions.ts";
import { actionReference } from "./references.ts";
import { actionFolder, actionNode, runProgram } from "./run-program.ts";

/** What starts a workflow. */
export interface WorkflowEvent {
  readonly name: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly ref?: string;
  readonly sha?: string;
}

/** The repository's settings and the machine. */
export interface WorkflowOptions {
  readonly event: WorkflowEvent;
  /** Run number; higher is later. */
  readonly order: number;
  readonly serverUrl: string;
  /** `github.server_url` of expressions. Default: github.com. */
  readonly knownAs?: string | undefined;
  readonly repository: string;
  readonly token: string;
  readonly vars: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, string>>;
  /** Environment of every step. */
  readonly env?: Readonly<Record<string, string>>;
  /** For actions/checkout: a new clone, of `ref` where the step names one. */
  checkout(ref?: string): string;
  /** Folders by artifact name, shared by the workflows of a test. */
  readonly artifacts?: Map<string, string>;
}

/** A job, or one of a matrix. */
export interface WorkflowJob {
  readonly name: string;
  readonly state: "skipped" | "success" | "failure";
  readonly concurrency: string | undefined;
  /** Of its token; undefined: the repository's default. */
  readonly permissions: Permissions | undefined;
  /** What its steps printed, without masks. */
  readonly log: string;
  /** Of the step with the id `preview`, else of the last one. */
  readonly outputs: Readonly<Record<string, string>>;
}

interface Step {
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly "working-directory"?: string;
}
/** A workflow as it is written, as far as the recipes need it. */
export interface Workflow {
  readonly on: Readonly<Record<string, { types?: string[]; workflows?: string[] } | null>>;
  readonly concurrency?: { group: string };
  readonly permissions?: Permissions;
  readonly jobs: Readonly<Record<string, Job>>;
}
/** A job of steps, or one that calls a workflow. */
export interface Job {
  readonly if?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly secrets?: Readonly<Record<string, string>>;
  readonly permissions?: Permissions;
  readonly steps: readonly Step[];
  readonly concurrency?: { group: string };
  readonly strategy?: { matrix: { include: readonly Record<string, string>[] } };
}

const ownAction = parse(readFileSync(resolve(actionFolder, "../action.yml"), "utf8")) as {
  inputs: Record<string, { default?: string }>;
};

/** Of pull_request and pull_request_target. */
const defaultTypes = ["opened", "synchronize", "reopened"];

/**
 * Runs a workflow as GitHub would, as far as the recipes need it: triggers, conditions, matrices, expressions by
 * GitHub's own evaluator, our action as it is built, and stand-ins for checkout and artifacts. Jobs run one after the
 * other. Returns no job if the event does not start the workflow.
 */
export async function runWorkflow(text: string, options: WorkflowOptions): Promise<WorkflowJob[]> {
  const workflow = parse(text) as Workflow;
  const { event } = options;
  const trigger = workflow.on[event.name];
  if (trigger === undefined) return [];
  const types = trigger?.types ?? (event.name.startsWith("pull_request") ? defaultTypes : undefined);
  if (types !== undefined && !types.includes(String(event.payload["action"]))) return [];
  const ran = event.payload["workflow_run"] as { name?: string } | undefined;
  if (trigger?.workflows !== undefined && !trigger.workflows.includes(ran?.name ?? "")) return [];
  const github = {
    event: event.payload,
    event_name: event.name,
    repository: options.repository,
    token: options.token,
    ref: event.ref ?? "refs/heads/main",
    // Ours runs on another port; to expressions it is the server that it stands for.
    server_url: options.knownAs ?? "https://github.com",
  };
  const inputs = event.payload["inputs"] ?? {};
  return runJobs(workflow, { github, inputs, vars: options.vars, secrets: options.secrets }, options);
}

async function runJobs(
  workflow: Omit<Workflow, "on">,
  outer: Contexts,
  options: WorkflowOptions,
  given: Permissions | undefined = undefined,
): Promise<WorkflowJob[]> {
  const jobs: WorkflowJob[] = [];
  for (const [name, job] of Object.entries(workflow.jobs)) {
    const permissions = reduced(job.permissions ?? workflow.permissions, given, name);
    for (const matrix of job.strategy?.matrix.include ?? [{}]) {
      const contexts = { ...outer, matrix };
      const group = (job.concurrency ?? workflow.concurrency)?.group;
      const concurrency = group === undefined ? undefined : fill(group, contexts);
      if (job.if !== undefined && !isTrue(job.if, contexts)) {
        jobs.push({ name, state: "skipped", concurrency, permissions, log: "", outputs: {} });
      } else if (job.uses !== undefined) {
        const called = calledWorkflow(job, contexts);
        const inner = await runJobs(called.workflow, { ...outer, ...called.contexts }, options, permissions);
        jobs.push(...inner.map((one) => ({ ...one, name: `${name} / ${one.name}` })));
      } else jobs.push({ name, concurrency, permissions, ...(await runSteps(job.steps, contexts, options)) });
    }
  }
  return jobs;
}

async function runSteps(steps: readonly Step[], outer: Contexts, options: WorkflowOptions) {
  const finished: Record<string, { outputs: Record<string, string> }> = {};
  let [folder, log, last] = [temporaryFolder(), "", {} as Record<string, string>];
  let failed: Record<string, string> | undefined;
  for (const step of steps) {
    const contexts = { ...outer, steps: finished };
    const condition = step.if?.replaceAll("always()", "true");
    // After a failure only those go on that say so.
    if (failed !== undefined && condition === step.if) continue;
    if (condition !== undefined && !isTrue(condition, contexts)) continue;
    const given = filled(step.with, contexts);
    if (step.uses?.startsWith("actions/checkout@") && given["repository"] !== undefined) {
      checkOutOurselves(given, folder);
      continue;
    }
    if (step.uses?.startsWith("actions/checkout@")) {
      folder = options.checkout(given["ref"]);
      continue;
    }
    if (/^actions\/(?:upload|download)-artifact@/.test(step.uses ?? "")) {
      moveArtifact(step.uses!, given, folder, options);
      continue;
    }
    const outcome = await runStep(step, { given, folder, contexts }, options);
    log += outcome.log.replaceAll(/^::add-mask::.*\n/gm, "");
    last = outcome.outputs;
    if (step.id !== undefined) finished[step.id] = { outputs: outcome.outputs };
    if (outcome.code !== 0) failed ??= outcome.outputs;
  }
  if (failed !== undefined) return { state: "failure" as const, log, outputs: failed };
  return { state: "success" as const, log, outputs: finished["preview"]?.outputs ?? last };
}

/** A checkout of this repository at the commit that the recipes name. */
function checkOutOurselves({ repository, ref, path }: Readonly<Record<string, string>>, folder: string): void {
  if (`${repository}@${ref}` !== actionReference) throw new Error(`nobody stands in for ${repository}@${ref}`);
  symlinkSync(resolve(actionFolder, ".."), join(folder, path!));
}

function moveArtifact(
  uses: string,
  { name, path }: Readonly<Record<string, string>>,
  folder: string,
  { artifacts }: WorkflowOptions,
): void {
  if (uses.startsWith("actions/upload")) {
    const kept = temporaryFolder();
    cpSync(join(folder, path!), kept, { recursive: true });
    artifacts!.set(name!, kept);
    return;
  }
  const kept = artifacts!.get(name!);
  if (kept === undefined) throw new Error(`no artifact ${name}`);
  cpSync(kept, join(folder, path!), { recursive: true });
}

async function runStep(
  step: Step,
  { given, folder, contexts }: { given: Readonly<Record<string, string>>; folder: string; contexts: Contexts },
  options: WorkflowOptions,
) {
  const runner = temporaryFolder();
  const file = (name: string, text = "") => {
    writeFileSync(join(runner, name), text);
    return join(runner, name);
  };
  const { event, serverUrl, order, repository } = options;
  const output = file("output");
  const env = {
    CI: "true",
    GITHUB_ACTIONS: "true",
    GITHUB_SERVER_URL: serverUrl,
    GITHUB_API_URL: `${serverUrl}/api/v3`,
    GITHUB_REPOSITORY: repository,
    GITHUB_EVENT_NAME: event.name,
    GITHUB_EVENT_PATH: file("event.json", JSON.stringify(event.payload)),
    GITHUB_RUN_ID: String(order),
    GITHUB_RUN_ATTEMPT: "1",
    GITHUB_OUTPUT: output,
    GITHUB_STEP_SUMMARY: file("summary"),
    RUNNER_TEMP: runner,
    ...(event.ref === undefined ? {} : { GITHUB_REF: event.ref }),
    ...(event.sha === undefined ? {} : { GITHUB_SHA: event.sha }),
    ...options.env,
    ...filled(step.env, contexts),
  };
  mkdirSync(folder, { recursive: true });
  if (step.run !== undefined) {
    const cwd = join(folder, fill(step["working-directory"] ?? ".", contexts));
    const { code, log } = await runProgram("bash", [file("script", `set -e\n${step.run}`)], { cwd, env });
    return { code, log, outputs: {} };
  }
  if (step.uses !== "$/action" && step.uses?.replace(/^https:\/\/github\.com\//, "") !== actionReference)
    throw new Error(`nobody stands in for ${step.uses}`);
  // GitHub sets every input, those without a value to nothing.
  const inputs = Object.entries(ownAction.inputs).map(([name, { default: fallback = "" }]) => [
    `INPUT_${name.toUpperCase()}`,
    given[name] ?? fill(fallback, contexts),
  ]);
  const all = { ...env, ...(Object.fromEntries(inputs) as Record<string, string>) };
  const { code, log } = await runProgram(actionNode(), [join(actionFolder, "index.js")], { cwd: folder, env: all });
  return { code, log, outputs: readOutputs(readFileSync(output, "utf8")) };
}

/** As the runner reads them. */
function readOutputs(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(/^([\w-]+)<<(.+)\n([\s\S]*?)\n\2$/gm)].map(([, name, , value]) => [name!, value!]),
  );
}
