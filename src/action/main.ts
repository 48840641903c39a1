import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { info, setFailed, setSecret } from "@actions/core";
import { readEvent } from "../ci/hosts/event-file.ts";
import { detectReview } from "../ci/hosts/review.ts";
import { resumeCommand, stopCommand } from "../ci/workflow-commands.ts";
import { ExpectedError } from "../errors.ts";
import { plainLine } from "../text/plain-line.ts";
import { type ActionPlan, planRun } from "./plan-run.ts";
import { secretForms } from "./secrets.ts";

/** The command line program lies beside this bundle. */
const program = fileURLToPath(new URL("cli.js", import.meta.url));
/** By which the program knows that commands are stopped, and how to have one of its own obeyed. */
const stopToken = "DASHPREVIEW_STOP_TOKEN";

// Without a listener it makes Node open its debugger, and with it every input, to whoever may send it: code of
// --allow-code, for one.
process.on("SIGUSR1", () => {});

try {
  const { env } = process;
  const review = detectReview({ env, event: readEvent(env), user: "runner" });
  const resultFile = join(env["RUNNER_TEMP"] || tmpdir(), `dashpreview-${randomUUID()}.json`);
  const plan = planRun({ env, review, resultFile });
  const childEnv = { ...withoutInputs(env), ...plan.env };
  // Masks first: nothing may be printed before them.
  for (const secret of secretForms(childEnv)) setSecret(secret);
  info(plainLine(`dashpreview ${plan.args.join(" ")}`));
  run(plan, childEnv);
} catch (error) {
  if (!(error instanceof ExpectedError)) throw error;
  setFailed(error.message.split("\n").map(plainLine).join("\n"));
  process.exitCode = error.exitCode;
}

/**
 * Runs the program. All that it prints may hold texts of strangers, so the runner obeys none of it but what comes with
 * the token.
 */
function run({ args, folder }: ActionPlan, env: NodeJS.ProcessEnv): void {
  const token = randomUUID();
  // On the stream that the program prints its own commands to: the order of two is not kept.
  process.stderr.write(`${stopCommand(token)}\n`);
  const child = spawn(process.execPath, [program, ...args], {
    env: { ...env, [stopToken]: token },
    stdio: ["ignore", "inherit", "inherit"],
    ...(folder === undefined ? {} : { cwd: resolve(folder) }),
  });
  // A cancelled job gets SIGINT, then SIGTERM: the program cleans up after the first and ends at once after the second.
  for (const name of ["SIGINT", "SIGTERM"] as const) process.on(name, () => void child.kill(name));
  child.once("error", ({ message }) => {
    process.stderr.write(`${resumeCommand(token)}\n`);
    setFailed(`dashpreview could not be started: ${plainLine(message)}`);
    process.exitCode = 3;
  });
  child.once("close", (code) => {
    process.stderr.write(`${resumeCommand(token)}\n`);
    process.exitCode = code ?? 130;
  });
}

function withoutInputs(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith("INPUT_")));
}
