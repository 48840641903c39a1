import { cleanEnvironment } from "./clean-environment.ts";
import { commands } from "./commands.ts";
import type { CliContext } from "./context.ts";
import { normaliseArguments } from "./normalise-arguments.ts";
import { createParser } from "./parser.ts";
import { reportError } from "./report-error.ts";

/** Parses the command line, runs one command and returns its exit code, as in `exit-codes.ts`. Never throws. */
export async function run(context: CliContext): Promise<number> {
  let exitCode = 0;
  try {
    const argv = normaliseArguments(context.argv, commands);
    const { env, notes } = cleanEnvironment(context.env, commands);
    for (const note of notes) context.err.write(`warning: ${note}\n`);
    const parser = createParser({
      context: { ...context, argv, env },
      commands,
      done: (code) => {
        exitCode = code;
      },
    });
    await parser.parseAsync(argv);
    return exitCode;
  } catch (error) {
    return reportError(error, context, { json: wantsJson(context) });
  }
}

function wantsJson({ argv, env }: CliContext): boolean {
  const given = argv.some((word) => word === "--output" || word.startsWith("--output="));
  if (!given) return env["DASHPREVIEW_OUTPUT"] === "json";
  return argv.some((word, index) => word === "--output=json" || (word === "--output" && argv[index + 1] === "json"));
}
