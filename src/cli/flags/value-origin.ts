import { type OptionSet, variablesOf } from "./option.ts";

/** The sources of a request. */
export interface RequestSources {
  /** As yargs parsed the command line; only what was given there. */
  readonly args: Readonly<Record<string, unknown>>;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * A note for an error about options: which of those that it names came from the environment, and from which variable.
 * Empty if all came from the command line or are not set.
 */
export function originNote(message: string, options: OptionSet, { args, env }: RequestSources): string {
  const named = new Set([...message.matchAll(/--(?:no-)?([a-z][a-z-]*[a-z])/g)].map(([, name]) => name!));
  const notes = [...named].flatMap((name) => {
    if (!Object.hasOwn(options, name) || args[name] !== undefined) return [];
    const variable = variableOf(name, env);
    return variable === undefined ? [] : [`--${name} is set by ${variable}`];
  });
  return notes.length === 0 ? "" : ` (in the environment: ${notes.join(", ")})`;
}

/** The variable that sets an option; an empty one counts as not set. */
export function variableOf(name: string, env: RequestSources["env"]): string | undefined {
  return variablesOf(name).find((one) => (env[one] ?? "") !== "");
}
