import type { Argv, CommandModule } from "yargs";
import { UsageError } from "../errors.ts";

/** Names that other tools use too; a DASHPREVIEW_ variable goes before them. */
const wellKnown: Readonly<Record<string, string>> = {
  "grafana-url": "GRAFANA_URL",
  "grafana-token": "GRAFANA_TOKEN",
  "prometheus-url": "PROMETHEUS_URL",
};

/** Lets every option of a command be set by `DASHPREVIEW_<FLAG>` too. The command line goes first; an empty variable counts as not set. A list has a line for each. */
export function environmentFlags(command: CommandModule, env: Readonly<Record<string, string | undefined>>): CommandModule {
  const { builder } = command;
  if (typeof builder !== "function") return command;
  return {
    ...command,
    builder: (parser: Argv) => {
      const built = builder(parser) as Argv & { getOptions(): { key: Record<string, unknown>; array: string[] } };
      // yargs keeps every flag under its camelCase name too.
      const repeatable = new Set(
        built.getOptions().array.flatMap((flag) => [flag, flag.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase())]),
      );
      const values = Object.keys(built.getOptions().key).flatMap((flag) => {
        const value = environmentValue(flag, env);
        if (value === undefined) return [];
        return [[flag, repeatable.has(flag) ? value.split(/\r?\n/).filter((line) => line.trim() !== "") : value] as const];
      });
      return built.config(Object.fromEntries(values)).check((args) => refuseRepeated(args, repeatable));
    },
  };
}

/** yargs makes a list of a flag that is given twice; only those that are meant to be lists may be. */
function refuseRepeated(args: Record<string, unknown>, repeatable: ReadonlySet<string>): true {
  const twice = Object.keys(args).find((flag) => flag !== "_" && Array.isArray(args[flag]) && !repeatable.has(flag));
  if (twice !== undefined) throw new UsageError(`--${twice} was given more than once`);
  return true;
}

function environmentValue(flag: string, env: Readonly<Record<string, string | undefined>>): string | undefined {
  const own = env[`DASHPREVIEW_${flag.toUpperCase().replaceAll("-", "_")}`];
  const known = wellKnown[flag];
  return own || (known === undefined ? undefined : env[known]) || undefined;
}
