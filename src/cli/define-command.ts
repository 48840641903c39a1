import { runEach } from "./configuration/run-each.ts";
import type { CliContext } from "./context.ts";
import { withOrigin } from "./flags/error-origin.ts";
import type { CommandRequest, OptionSet, PositionalSet } from "./flags/option.ts";
import { readRequest } from "./flags/read-request.ts";
import { requirePlaces } from "./flags/require-places.ts";
import type { RequestSources } from "./flags/value-origin.ts";

/** A command as yargs, the environment and docs/commands.md see it. */
export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  readonly options: OptionSet;
  readonly positionals: PositionalSet;
  /** The keys of the document that `--output json` prints; `?` ends those that are not always there. */
  readonly json: Readonly<Record<string, string>>;
  /**
   * Checks the values and runs. Returns the exit code.
   *
   * @param args - as yargs parsed the command line, without defaults.
   */
  run(args: Readonly<Record<string, unknown>>, context: CliContext): Promise<number>;
}

/** Options of {@link defineCommand}. */
export interface CommandDefinition<O extends OptionSet, P extends PositionalSet> {
  readonly name: string;
  readonly summary: string;
  readonly options: O;
  readonly positionals?: P;
  /**
   * The keys of the document that `--output json` prints; `?` ends those that may be absent. Default: no JSON output.
   */
  readonly json?: Readonly<Record<string, string>>;
  /** Returns the exit code. Loads what it needs itself: `--help` should not wait for it. */
  readonly run: (request: CommandRequest<O, P>, context: CliContext) => Promise<number>;
}

/**
 * A command whose flags, environment variables, configuration and defaults have become one typed request before `run`
 * sees them.
 */
export function defineCommand<const O extends OptionSet, const P extends PositionalSet = Record<never, never>>(
  definition: CommandDefinition<O, P>,
): Command {
  const { name, summary, options, json = {}, run } = definition;
  const positionals: PositionalSet = definition.positionals ?? {};
  return {
    name,
    summary,
    options,
    positionals,
    json,
    async run(args, context) {
      const given = { args, env: context.env };
      const once = async (sources: RequestSources) => {
        const request = readRequest<CommandRequest<O, P>>({ options, positionals }, sources);
        try {
          requirePlaces(request, context.cwd);
          return await run(request, context);
        } catch (error) {
          throw withOrigin(error, { options, positionals }, sources);
        }
      };
      if (!Object.hasOwn(options, "config")) return once(given);
      const { configuredRuns } = await import("./configuration/configured-runs.ts");
      return runEach(configuredRuns({ options, positionals }, given, context), once, context);
    },
  };
}
