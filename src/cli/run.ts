import yargs, { type Argv, type CommandModule } from "yargs";
import { UsageError } from "../errors.ts";
import { checkCommand } from "./commands/check/command.ts";
import { cleanupCommand } from "./commands/cleanup/command.ts";
import { describeCommand } from "./commands/describe/command.ts";
import { doctorCommand } from "./commands/doctor/command.ts";
import { exportCommand } from "./commands/export/command.ts";
import { extendCommand } from "./commands/extend/command.ts";
import { inferCommand } from "./commands/infer/command.ts";
import { keepCommand } from "./commands/keep/command.ts";
import { listCommand } from "./commands/list/command.ts";
import { upCommand } from "./commands/up/command.ts";
import { validateCommand } from "./commands/validate/command.ts";
import type { CliContext } from "./context.ts";
import { environmentFlags } from "./environment.ts";
import { reportError } from "./report-error.ts";

/** A command's handler returns the exit code. */
export type Command = (context: CliContext, done: (exitCode: number) => void) => CommandModule;

const commands: readonly Command[] = [
  upCommand,
  listCommand,
  cleanupCommand,
  extendCommand,
  keepCommand,
  exportCommand,
  checkCommand,
  inferCommand,
  validateCommand,
  describeCommand,
  doctorCommand,
];

/** Parses the command line, runs one command and returns the exit code of design 8. Never throws. */
export async function run(context: CliContext): Promise<number> {
  let exitCode = 0;
  try {
    const parser = createParser(context, (code) => {
      exitCode = code;
    });
    await parser.parseAsync(helpInPlaceOfNothing(context.argv));
    return exitCode;
  } catch (error) {
    return reportError(error, context, { json: wantsJson(context.argv) });
  }
}

function createParser(context: CliContext, done: (exitCode: number) => void): Argv {
  let parser = yargs()
    .scriptName("dashpreview")
    .usage("$0 <command>\n\nSee a Grafana dashboard with data before you merge it.")
    .parserConfiguration({ "strip-aliased": true, "greedy-arrays": false })
    .version(context.version)
    .locale("en")
    .help()
    .alias({ help: "h", version: "v" })
    .recommendCommands()
    .strict()
    .demandCommand(1, "which command? see dashpreview --help")
    .wrap(Math.min(110, context.out.columns))
    .exitProcess(false)
    .fail((message, error) => {
      throw error ?? new UsageError(inPlainWords(message));
    })
    .epilogue(
      "Every flag can be set by DASHPREVIEW_<FLAG> too, such as DASHPREVIEW_TTL=24h; so can GRAFANA_URL, GRAFANA_TOKEN and PROMETHEUS_URL.",
    );
  for (const command of commands) parser = parser.command(environmentFlags(command(context, done), context.env));
  return parser;
}

/** yargs says "Not enough non-option arguments". */
function inPlainWords(message: string): string {
  return message.startsWith("Not enough non-option arguments")
    ? "a path is missing; dashpreview up dashboards/, for example. See --help"
    : message;
}

function helpInPlaceOfNothing(argv: readonly string[]): readonly string[] {
  return argv.length === 0 ? ["--help"] : argv;
}

function wantsJson(argv: readonly string[]): boolean {
  return argv.some((word, index) => word === "--output=json" || (word === "--output" && argv[index + 1] === "json"));
}
