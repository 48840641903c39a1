import { type OptionSet, variablesOf } from "./option.ts";

/** The value of an option in a configuration: texts as the command line would have them. */
export interface FileValue {
  readonly texts: readonly string[];
  /** `dashpreview.yaml:3:6`. */
  readonly place: string;
}

/** The sources of a request. */
export interface RequestSources {
  /** The values of a configuration by the name of their option or argument; checked, and none that others refuse. */
  readonly file?: ReadonlyMap<string, FileValue> | undefined;
  /** As yargs parsed the command line; only what was given there. */
  readonly args: Readonly<Record<string, unknown>>;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * A note for an error about options: which of those that it names came from the environment or the configuration,
 * and from which variable or place. Empty if all came from the command line or are not set.
 */
export function originNote(message: string, options: OptionSet, { args, env, file }: RequestSources): string {
  const named = new Set([...message.matchAll(/--(?:no-)?([a-z][a-z-]*[a-z])/g)].map(([, name]) => name!));
  const open = [...named].filter((name) => Object.hasOwn(options, name) && args[name] === undefined);
  const notes = open.flatMap((name) => {
    const variable = variableOf(name, env);
    return variable === undefined ? [] : [`--${name} is set by ${variable}`];
  });
  const places = open.flatMap((name) => {
    const place = variableOf(name, env) === undefined ? file?.get(name)?.place : undefined;
    return place === undefined ? [] : [`--${name} is set in ${place}`];
  });
  return (
    (notes.length === 0 ? "" : ` (in the environment: ${notes.join(", ")})`) +
    (places.length === 0 ? "" : ` (in the configuration: ${places.join(", ")})`)
  );
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
