import { UsageError } from "../../errors.ts";
import { parseDuration } from "../../text/duration.ts";
import { type Option, type OptionSet, type PositionalSet, requestKey } from "./option.ts";
import { readValue } from "./read-value.ts";
import { type RequestSources, variableOf } from "./value-origin.ts";

/**
 * Makes the request of a command: each option from the command line, else from its environment variables, else from
 * the configuration, else its default. An empty variable counts as not set; a list has a line for each value.
 *
 * @throws {UsageError} naming the flag or the variable that is wrong.
 */
export function readRequest<Request>(
  { options, positionals }: { readonly options: OptionSet; readonly positionals: PositionalSet },
  { args, env, file }: RequestSources,
): Request {
  const request: Record<string, unknown> = {};
  for (const [name, option] of Object.entries(options))
    request[requestKey(name, option)] =
      fromFlag(name, option, args[name]) ??
      fromEnvironment(name, option, env) ??
      fromFile(name, option, file) ??
      defaultOf(option);
  for (const [name, { many }] of Object.entries(positionals)) {
    const given = args[name];
    if (many !== true) request[name] = given;
    else request[name] = (Array.isArray(given) && given.length > 0 ? given : file?.get(name)?.texts) ?? given ?? [];
  }
  return request as Request;
}

function fromFlag(name: string, option: Option, given: unknown): unknown {
  if (given === undefined) return undefined;
  const values = Array.isArray(given) ? given.map(String) : undefined;
  const source = { name: `--${name}`, kind: "flag" } as const;
  if ("array" in option && option.array === true)
    return (values ?? [String(given)]).map((text) => readValue(option, text, source));
  if (values !== undefined) throw new UsageError(`--${name} was given more than once`);
  return typeof given === "boolean" ? given : readValue(option, String(given), source);
}

function fromEnvironment(name: string, option: Option, env: RequestSources["env"]): unknown {
  const variable = variableOf(name, env);
  if (variable === undefined) return undefined;
  const text = env[variable]!;
  const source = { name: variable, kind: "variable" } as const;
  if ("array" in option && option.array === true) {
    const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
    return lines.map((line) => readValue(option, line, source));
  }
  return readValue(option, text, source);
}

function fromFile(name: string, option: Option, file: RequestSources["file"]): unknown {
  const { texts, place } = file?.get(name) ?? {};
  if (texts === undefined) return undefined;
  const values = texts.map((text) => readValue(option, text, { name: `${place}: ${name}`, kind: "file" }));
  return "array" in option && option.array === true ? values : values[0];
}

function defaultOf(option: Option): unknown {
  if (!("default" in option) || option.default === undefined) return undefined;
  if (option.type !== "duration" || option.words?.includes(option.default) === true) return option.default;
  return parseDuration(option.default);
}
