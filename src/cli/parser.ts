import yargs, { type Argv, type Options } from "yargs";
import { defined } from "../json/defined.ts";
import type { CliContext } from "./context.ts";
import type { Command } from "./define-command.ts";
import type { Option } from "./flags/option.ts";
import { explainFailure } from "./parse-failure.ts";

/** Options of {@link createParser}. */
export interface ParserOptions {
  readonly context: CliContext;
  readonly commands: readonly Command[];
  readonly done: (exitCode: number) => void;
}

/**
 * The yargs parser of all commands. It parses and shows help; values, defaults and the environment are for
 * `readRequest`.
 */
export function createParser({ context, commands, done }: ParserOptions): Argv {
  let chosen: Command | undefined;
  let parser = yargs()
    .scriptName("dashpreview")
    .usage("$0 <command>\n\nSee a Grafana dashboard with data before you merge it.")
    .parserConfiguration({ "strip-aliased": true, "greedy-arrays": false, "parse-positional-numbers": false })
    .version(context.version)
    .locale("en")
    .help()
    .alias({ help: "h", version: "v" })
    .strict()
    .demandCommand(1, "which command? see dashpreview --help")
    .wrap(Math.min(110, context.out.columns))
    .exitProcess(false)
    .fail((message, error) => {
      throw error ?? explainFailure(message, { argv: context.argv, commands, chosen });
    })
    .epilogue(
      "Every flag can be set by DASHPREVIEW_<FLAG> too, such as DASHPREVIEW_TTL=24h; so can GRAFANA_URL, " +
        "GRAFANA_TOKEN and PROMETHEUS_URL.",
    );
  for (const command of commands) {
    parser = parser.command({
      command: usageOf(command),
      describe: command.summary,
      builder: (own) => {
        chosen = command;
        return describeArguments(own, command, showsHelp(context.argv));
      },
      handler: async (args) => done(await command.run(args, context)),
    });
  }
  // Only for the list in the help: `run` answers it before anything is parsed.
  return parser
    .command("help [command]", "Show the help of a command")
    .completion("completion", "Print a completion script for bash or zsh: add its output to ~/.bashrc or ~/.zshrc");
}

function usageOf({ name, positionals }: Command): string {
  const words = Object.entries(positionals).map(([key, { many, required }]) => {
    const inner = many === true ? `${key}..` : key;
    return required === true ? `<${inner}>` : `[${inner}]`;
  });
  return [name, ...words].join(" ");
}

/**
 * Whether anything of the help may be printed. yargs lays the help out before each run of a command, which takes longer
 * than parsing; hidden options have no line in it.
 */
function showsHelp(argv: readonly string[]): boolean {
  return argv.some((word) => /^(?:--h|--get-yargs-completions|-[a-z]*h)/i.test(word));
}

function describeArguments(parser: Argv, { options, positionals }: Command, shown: boolean): Argv {
  let described = parser;
  for (const [name, { describe, many }] of Object.entries(positionals))
    described = described.positional(name, { type: "string", describe, ...(many === true ? { array: true } : {}) });
  return described.options(
    Object.fromEntries(
      Object.entries(options).map(([name, option]) => [name, { ...forYargs(option), hidden: !shown }]),
    ),
  );
}

/** Without the default: what yargs hands on was given. Numbers stay text, for errors that repeat them. */
function forYargs(option: Option): Options {
  const { describe, group, alias, type } = option;
  const fallback = "default" in option ? option.default : undefined;
  return {
    describe,
    ...defined({ group, alias }),
    ...(type === "choice"
      ? { choices: option.choices, string: true }
      : type === "boolean"
        ? { boolean: true }
        : { string: true }),
    ...(type === "number" ? { number: true } : {}),
    ...("array" in option && option.array === true ? { array: true } : {}),
    ...(fallback === undefined
      ? {}
      : { defaultDescription: typeof fallback === "string" ? JSON.stringify(fallback) : String(fallback) }),
  };
}
