import { normalize } from "node:path";
import { ExpectedError, SpecError, UsageError } from "../../errors.ts";
import type { OptionSet, PositionalSet } from "./option.ts";
import { type RequestSources, variableOf } from "./value-origin.ts";

/** The options and arguments of a command. */
interface Declared {
  readonly options: OptionSet;
  readonly positionals: PositionalSet;
}

/**
 * An error that says where the value that it is about was set, if not on the command line: one of the configuration by
 * its place in front, as `dashpreview.yaml:3:6: ttl: …`, one of the environment by its variable behind. Which value
 * that is follows from the flags that the message names and from the path that it begins with. Anything else is
 * returned as it is.
 */
export function withOrigin(error: unknown, declared: Declared, sources: RequestSources): unknown {
  if (error instanceof SpecError) {
    // Those with a position are about the data spec itself.
    const problems = error.problems.map((problem) =>
      problem.position === undefined ? { ...problem, message: named(problem.message, declared, sources) } : problem,
    );
    if (problems.every(({ message }, index) => message === error.problems[index]?.message)) return error;
    const told = new SpecError(problems, { code: error.code, cause: error.cause });
    told.details = error.details;
    return told;
  }
  if (error instanceof ExpectedError)
    error.message = named(
      error.message,
      declared,
      sources,
      error instanceof UsageError ? (error.about ?? []) : undefined,
    );
  return error;
}

/**
 * @param about - paths that the message is about wherever it names them; undefined if it is about what files hold.
 */
function named(message: string, declared: Declared, sources: RequestSources, about?: readonly string[]): string {
  const flags = new Set([...message.matchAll(/--(?:no-)?([a-z][a-z-]*[a-z])/g)].map(([, name]) => name!));
  const open = [...flags].filter((name) => Object.hasOwn(declared.options, name) && sources.args[name] === undefined);
  const variables = open.flatMap((name) => {
    const variable = variableOf(name, sources.env);
    return variable === undefined ? [] : [`--${name} is set by ${variable}`];
  });
  const note = variables.length === 0 ? "" : ` (in the environment: ${variables.join(", ")})`;
  const path = about === undefined ? [] : placesOfPath(message, about, declared, sources);
  const places = path.length > 0 ? path : placesOfFlags(open, sources);
  const [only] = places;
  if (only === undefined) return message + note;
  if (places.length === 1) return `${only.place}: ${only.name}: ${message}${note}`;
  const told = places.map(({ name, place }) => `${name} is set in ${place}`);
  return `${message}${note} (in the configuration: ${told.join(", ")})`;
}

interface NamedPlace {
  readonly name: string;
  readonly place: string;
}

function placesOfFlags(flags: readonly string[], { env, file }: RequestSources): NamedPlace[] {
  return flags.flatMap((name) => {
    const place = variableOf(name, env) === undefined ? file?.get(name)?.place : undefined;
    return place === undefined ? [] : [{ name, place }];
  });
}

/** The places of the values that are the path that a message begins with, or one of those that it is about. */
function placesOfPath(
  message: string,
  about: readonly string[],
  { options, positionals }: Declared,
  { args, env, file }: RequestSources,
): NamedPlace[] {
  const isMeant = (text: string) =>
    about.includes(text) || [text, normalize(text)].some((path) => path !== "" && message.startsWith(`${path}: `));
  return [...(file ?? [])].flatMap(([name, { texts, place, places }]) => {
    const given = args[name];
    const overridden = Object.hasOwn(positionals, name)
      ? Array.isArray(given) && given.length > 0
      : given !== undefined || !Object.hasOwn(options, name) || variableOf(name, env) !== undefined;
    if (overridden) return [];
    return texts.flatMap((text, index) => (isMeant(text) ? [{ name, place: places?.[index] ?? place }] : []));
  });
}
