import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "yaml";
import type { GitHubDouble } from "../servers/github-double.ts";
import { temporaryFolder } from "../servers/process.ts";
import { actionFolder, actionNode, runProgram } from "./run-program.ts";

/** A step of a workflow that uses the action. */
export interface ActionStep {
  readonly github: Pick<GitHubDouble, "url" | "repository" | "repositoryId" | "token">;
  /** The working folder. */
  readonly folder: string;
  readonly eventName: string;
  readonly event: unknown;
  readonly runId: string;
  readonly attempt?: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
}

/** How it ended. */
export interface ActionResult {
  readonly code: number | null;
  readonly log: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
}

/** Runs the built action as GitHub does: every input is set, those without a value to nothing. */
export async function runAction(step: ActionStep): Promise<ActionResult> {
  const { github, folder, runId, attempt = "1" } = step;
  const runner = temporaryFolder();
  const file = (name: string, text = "") => {
    writeFileSync(join(runner, name), text);
    return join(runner, name);
  };
  const { inputs: declared } = parse(readFileSync(resolve(actionFolder, "../action.yml"), "utf8")) as {
    inputs: Record<string, { default?: string }>;
  };
  const inputs = Object.entries(declared).map(([name, { default: fallback = "" }]) => {
    const value = step.inputs[name] ?? fallback.replace("${{ github.token }}", github.token);
    return [`INPUT_${name.toUpperCase()}`, value] as const;
  });
  const env = {
    ...Object.fromEntries(inputs),
    CI: "true",
    GITHUB_ACTIONS: "true",
    GITHUB_SERVER_URL: github.url,
    GITHUB_API_URL: `${github.url}/api/v3`,
    GITHUB_REPOSITORY: github.repository,
    GITHUB_REPOSITORY_ID: String(github.repositoryId),
    GITHUB_EVENT_NAME: step.eventName,
    GITHUB_EVENT_PATH: file("event.json", JSON.stringify(step.event)),
    GITHUB_RUN_ID: runId,
    GITHUB_RUN_ATTEMPT: attempt,
    GITHUB_OUTPUT: file("output"),
    GITHUB_STEP_SUMMARY: file("summary"),
    RUNNER_TEMP: runner,
    ...step.env,
  };
  const { code, log } = await runProgram(actionNode(), [join(actionFolder, "index.js")], { cwd: folder, env });
  const output = readFileSync(env.GITHUB_OUTPUT, "utf8");
  return {
    code,
    log: log.replaceAll(/^::add-mask::.*\n/gm, ""),
    outputs: Object.fromEntries([...output.matchAll(/^([\w-]+)<<(.+)\n([\s\S]*?)\n\2$/gm)].map(([, n, , v]) => [n, v])),
    summary: readFileSync(env.GITHUB_STEP_SUMMARY, "utf8"),
  };
}
