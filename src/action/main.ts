import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { readEventFile } from "../ci/event-file.ts";
import { detectReview } from "../ci/review.ts";
import { maskCommand } from "../ci/workflow-commands.ts";
import { ExpectedError } from "../errors.ts";
import { planRun } from "./plan-run.ts";
import { secretForms } from "./secrets.ts";

/** The command line program lies beside this bundle. */
const program = fileURLToPath(new URL("cli.js", import.meta.url));

try {
  main();
} catch (error) {
  if (!(error instanceof ExpectedError)) throw error;
  process.stdout.write(`::error::${error.message.replaceAll("%", "%25").replaceAll("\n", "%0A")}\n`);
  process.exitCode = error.exitCode;
}

function main(): void {
  const { env } = process;
  const review = detectReview({ env, event: readEventFile(env["GITHUB_EVENT_PATH"]), user: "runner" });
  const resultFile = join(env["RUNNER_TEMP"] || tmpdir(), `dashpreview-${randomUUID()}.json`);
  const plan = planRun({ env, review, resultFile });
  const childEnv = { ...withoutInputs(env), ...plan.env };
  for (const secret of secretForms(childEnv)) process.stdout.write(`${maskCommand(secret)}\n`);
  process.stdout.write(`dashpreview ${plan.args.join(" ")}\n`);
  const child = spawn(process.execPath, [program, ...plan.args], {
    env: childEnv,
    stdio: ["ignore", "inherit", "inherit"],
    ...(plan.folder === undefined ? {} : { cwd: resolve(plan.folder) }),
  });
  // A cancelled job gets SIGINT, then SIGTERM: the program cleans up after the first and ends at once after the second.
  for (const name of ["SIGINT", "SIGTERM"] as const) process.on(name, () => void child.kill(name));
  child.once("error", (error) => {
    process.stdout.write(`::error::dashpreview could not be started: ${error.message}\n`);
    process.exitCode = 3;
  });
  child.once("close", (code) => {
    process.exitCode = code ?? 130;
  });
}

function withoutInputs(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith("INPUT_")));
}
