import { variablesOf } from "./option.ts";

/** The value of an option in a configuration: texts as the command line would have them. */
export interface FileValue {
  readonly texts: readonly string[];
  /** `dashpreview.yaml:3:6`. */
  readonly place: string;
  /** The place of each text of a list. */
  readonly places?: readonly string[];
}

/** The sources of a request. */
export interface RequestSources {
  /** The values of a configuration by the name of their option or argument; checked, and none that others refuse. */
  readonly file?: ReadonlyMap<string, FileValue> | undefined;
  /** As yargs parsed the command line; only what was given there. */
  readonly args: Readonly<Record<string, unknown>>;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The variable that sets an option; an empty one counts as not set. */
export function variableOf(name: string, env: RequestSources["env"]): string | undefined {
  return variablesOf(name).find((one) => (env[one] ?? "") !== "");
}

/** The value of the command line, else of the environment, as text; undefined if neither has one. */
export function givenText(name: string, { args, env }: RequestSources): string | undefined {
  const value = args[name];
  if (value !== undefined) return String(value);
  const variable = variableOf(name, env);
  return variable === undefined ? undefined : env[variable];
}
