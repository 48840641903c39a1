import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "yaml";
import { type Contexts, fill, filled } from "./expressions.ts";
import { workflowReference } from "./references.ts";
import type { Job, Workflow } from "./workflow-runner.ts";

/** What a job's token may do. */
export type Permissions = Readonly<Record<string, "none" | "read" | "write">>;

/** A workflow that is called: what starts its caller has started it. */
type CalledJobs = Omit<Workflow, "on">;
interface Called extends CalledJobs {
  readonly on: {
    readonly workflow_call: {
      readonly inputs: Readonly<Record<string, { type: string; default?: unknown; required?: boolean }>>;
      readonly secrets: Readonly<Record<string, { required?: boolean } | null>>;
    };
  };
}

const root = resolve(import.meta.dirname, "../..");
const levels = ["none", "read", "write"];

/**
 * The workflow that a job calls, and the contexts of its jobs: the inputs and secrets that it declares and the job
 * gives, and nothing else of the caller's.
 *
 * @throws {Error} for what GitHub would refuse.
 */
export function calledWorkflow(job: Job, contexts: Contexts): { workflow: CalledJobs; contexts: Contexts } {
  if (job.uses !== workflowReference) throw new Error(`nobody stands in for ${job.uses}`);
  const workflow = parse(readFileSync(join(root, ".github/workflows/preview.yml"), "utf8")) as Called;
  const { inputs: declared, secrets: known } = workflow.on.workflow_call;
  for (const name of Object.keys(job.with ?? {})) if (!(name in declared)) throw new Error(`no input ${name}`);
  for (const name of Object.keys(job.secrets ?? {})) if (!(name in known)) throw new Error(`no secret ${name}`);
  const inputs = Object.entries(declared).map(([name, { type, default: fallback }]) => {
    const given = job.with?.[name];
    const value = given === undefined ? fallback : typeof given === "string" ? fill(given, contexts) : given;
    return [name, value ?? { string: "", boolean: false, number: 0 }[type]];
  });
  return { workflow, contexts: { inputs: Object.fromEntries(inputs), secrets: filled(job.secrets, contexts) } };
}

/**
 * What a job's token may do if its workflow was given that much: what is not named is none.
 *
 * @throws {Error} if it asks for more, as GitHub does before any job starts.
 */
export function reduced(
  asked: Permissions | undefined,
  given: Permissions | undefined,
  job: string,
): Permissions | undefined {
  if (asked === undefined || given === undefined) return asked ?? given;
  for (const [name, level] of Object.entries(asked))
    if (levels.indexOf(level) > levels.indexOf(given[name] ?? "none"))
      throw new Error(`${job} asks for ${name}: ${level}, and gets ${given[name] ?? "none"}`);
  return asked;
}
