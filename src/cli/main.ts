#!/usr/bin/env node
import { fileURLToPath } from "node:url";
import type { CliContext } from "./context.ts";
import { storedHelp } from "./stored-help.ts";

declare const __VERSION__: string;
/** Only in the program that is one file: `assets/`, compressed by Brotli, in base64. */
declare const __ASSETS__: Readonly<Record<string, string>> | undefined;

/** Only in the program that has its Node in itself. */
declare const __EXECUTABLE__: true | undefined;

const version = typeof __VERSION__ === "string" ? __VERSION__ : "0.0.0-source";
const argv = process.argv.slice(2);
let unwritten: string | undefined;
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    // Whoever read has gone, as in `| head -1`.
    if (error.code === "EPIPE") process.exit(process.exitCode ?? 0);
    // A full disk behind a redirection: the run goes on, for half of a preview would be worse than no words about a
    // whole one.
    unwritten ??= error.code ?? error.message;
  });
}
// Version and help are constant texts: nothing in them needs cleaning.
const page = storedHelp(argv, process.stdout.columns, new URL("help/", import.meta.url));

if (argv.length === 1 && (argv[0] === "--version" || argv[0] === "-v")) {
  process.stdout.write(`${version}\n`);
  setImmediate(sayUnwritten);
} else if (page !== undefined) {
  process.stdout.write(page);
  setImmediate(sayUnwritten);
} else {
  await main();
}

/** Says that the output was refused; the last words may be so a moment later, in the next turn. */
function sayUnwritten(): void {
  if (unwritten === undefined) return;
  process.stderr.write(`error: the output could not be written (${unwritten}); everything else was done\n`);
  process.exitCode ||= 2;
}

async function main(): Promise<void> {
  (await import("./tune-engine.ts")).tuneStart();
  const { createContext } = await import("./context.ts");
  const controller = new AbortController();
  const { InterruptedError } = await import("../errors.ts");
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  // The first signal asks every part to come to a clean end; a second one ends at once, as people expect of Ctrl-C
  // twice.
  const stop = () => (controller.signal.aborted ? process.exit(130) : controller.abort(new InterruptedError()));
  for (const name of signals) process.on(name, stop);
  // Without a listener it makes Node open its debugger, and with it every secret, to whoever may send it: code of
  // --allow-code, for one.
  if (process.platform !== "win32") process.on("SIGUSR1", () => {});
  const env = { ...process.env };
  const { guardSecrets } = await import("./guard-secrets.ts");
  const { redactor, variables, notes } = guardSecrets({ argv, env });
  // Programs that are started inherit this; nothing that they do needs a secret.
  for (const name of variables) delete process.env[name];
  const { createWorkflowLog, noWorkflowLog, stopToken } = await import("./output/workflow-log.ts");
  const given = env[stopToken];
  const workflow =
    env["GITHUB_ACTIONS"] === "true"
      ? createWorkflowLog({
          write: (text) => void process.stderr.write(text),
          token: given ?? crypto.randomUUID(),
          stopped: given !== undefined,
        })
      : noWorkflowLog;
  const { confinementOf } = await import("../preview/code/confinement.ts");
  const context: CliContext = createContext({
    argv,
    version,
    env,
    childEnv: process.env,
    cwd: process.cwd(),
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    now: () => Date.now(),
    elapsed: () => performance.now(),
    random: () => Math.random(),
    signal: controller.signal,
    blocking: (action) => {
      controller.signal.throwIfAborted();
      for (const name of signals) process.off(name, stop);
      try {
        return action();
      } finally {
        for (const name of signals) process.on(name, stop);
      }
    },
    execPath: typeof __EXECUTABLE__ === "boolean" ? undefined : process.execPath,
    // Beside dist/ and action/; for the sources, two folders up.
    assetsFolders: ["../assets", "../../assets"].map((path) => fileURLToPath(new URL(path, import.meta.url))),
    embeddedAssets: typeof __ASSETS__ === "object" ? __ASSETS__ : undefined,
    confinement: confinementOf({
      allowed: process.allowedNodeEnvironmentFlags,
      uid: process.getuid?.(),
      runsTypeScript: "typescript" in process.features && process.features.typescript !== false,
    }),
    kill: (pid, name) => process.kill(pid, name),
    redactor,
    workflow,
  });
  const { reportError } = await import("./report-error.ts");
  const finish = () => {
    context.out.flush();
    context.err.flush();
    workflow.close();
  };
  process.on("exit", finish);
  // Node itself would print these past everything that cleans text.
  process
    .removeAllListeners("warning")
    .on("warning", ({ name, message }) => context.err.write(`${name}: ${message}\n`));
  for (const name of ["uncaughtException", "unhandledRejection"] as const) {
    process.on(name, (error: unknown) => {
      reportError(error, context, { json: false });
      process.exit(3);
    });
  }
  for (const note of notes) context.err.write(`warning: ${note}\n`);
  const { run } = await import("./run.ts");
  process.exitCode = await run(context);
  await new Promise((done) => setImmediate(done));
  sayUnwritten();
}
