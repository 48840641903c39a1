#!/usr/bin/env node
import type { CliContext } from "./context.ts";

declare const __VERSION__: string;

const version = typeof __VERSION__ === "string" ? __VERSION__ : "0.0.0-source";
const argv = process.argv.slice(2);

if (argv.length === 1 && (argv[0] === "--version" || argv[0] === "-v")) {
  process.stdout.write(`${version}\n`);
} else {
  await main();
}

async function main(): Promise<void> {
  (await import("./tune-engine.ts")).tuneEngine();
  const { createContext } = await import("./context.ts");
  const controller = new AbortController();
  const { InterruptedError } = await import("../errors.ts");
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    // The first signal asks every part to come to a clean end; a second one ends at once, as people expect of Ctrl-C twice.
    process.on(name, () => (controller.signal.aborted ? process.exit(130) : controller.abort(new InterruptedError())));
  }
  let unwritten: string | undefined;
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EPIPE") process.exit(process.exitCode ?? 0);
      // A full disk behind a redirection: the run goes on, for half of a preview would be worse than no words about a whole one.
      unwritten ??= error.code ?? error.message;
    });
  }
  const context: CliContext = createContext({
    argv,
    version,
    env: process.env,
    cwd: process.cwd(),
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    now: () => Date.now(),
    elapsed: () => performance.now(),
    random: () => Math.random(),
    signal: controller.signal,
    execPath: process.execPath,
    kill: (pid, name) => process.kill(pid, name),
  });
  const { run } = await import("./run.ts");
  process.exitCode = await run(context);
  // What was written last may be refused a moment later.
  await new Promise((done) => setImmediate(done));
  if (unwritten === undefined) return;
  process.stderr.write(`error: the output could not be written (${unwritten}); everything else was done\n`);
  process.exitCode ||= 2;
}
