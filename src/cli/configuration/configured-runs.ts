import { extname } from "node:path";
import { UsageError } from "../../errors.ts";
import { nearestWord } from "../../text/nearest-word.ts";
import { plainLine } from "../../text/plain-line.ts";
import type { CliContext } from "../context.ts";
import type { OptionSet, PositionalSet } from "../flags/option.ts";
import { readValue } from "../flags/read-value.ts";
import { givenText, type RequestSources } from "../flags/value-origin.ts";
import { trustedValues } from "./configuration-trust.ts";
import { loadConfiguration } from "./load-configuration.ts";
import type { Configuration, ConfiguredValues } from "./parse-configuration.ts";

/** One run of a command, with what the configuration says about it. */
export interface ConfiguredRun {
  /** Of several previews; undefined if there is one. */
  readonly name?: string;
  readonly sources: RequestSources;
}

/** The part of a command that says which values it takes. */
interface Declared {
  readonly options: OptionSet;
  readonly positionals: PositionalSet;
}

/** Flags that name a file or a folder that is written: each of several previews has its own. */
const written = ["result-file", "dotenv", "publish-dir", "pictures", "page", "bundle", "file"] as const;
/** Keys that do not count beside a flag: a bundle has brought its own, and the others are about no dashboards. */
const withoutUse: Readonly<Record<string, readonly string[]>> = {
  "from-bundle": ["dashboards", "data", "rules", "build"],
  playground: ["dashboards", "rules", "build", "scenario"],
  incident: ["dashboards", "build"],
};

/**
 * The runs that the configuration makes of a command line: one, or with `previews` and without `--preview` one for
 * each. Notes for people go to the context's `err`.
 *
 * @throws {SpecError} if the file is wrong.
 * @throws {UsageError} if a flag needs a single preview, or `--preview` names none.
 */
export function configuredRuns(
  declared: Declared,
  sources: RequestSources,
  context: CliContext,
): readonly ConfiguredRun[] {
  const chosen = givenText("preview", sources);
  const configuration = loadConfiguration(givenText("config", sources), context.cwd);
  if (configuration === undefined) {
    if (chosen !== undefined) throw new UsageError(`--preview ${chosen}: there is no dashpreview.yaml with previews`);
    return [{ sources }];
  }
  const withFile = (values: ConfiguredValues) => {
    const { values: counting, note } = trustedValues(values, sources, context);
    if (note !== undefined) context.err.write(`warning: ${plainLine(note)}\n`);
    const file = fitting(counting, declared, sources);
    const build = givenText("build", sources) === undefined ? file.get("build") : undefined;
    if (build !== undefined)
      context.err.write(`build of ${plainLine(build.place)}: ${plainLine(build.texts.join("; "))}\n`);
    return { ...sources, file };
  };
  if (configuration.previews.length === 0) {
    if (chosen !== undefined) throw new UsageError(`--preview ${chosen}: ${configuration.file} has no \`previews\``);
    return [{ sources: withFile(configuration.values) }];
  }
  // The action's input and GitLab's variable `name` choose as well: then the cleanup needs no more than they do.
  const named = chosen ?? givenText("name", sources);
  if (named !== undefined) return [{ sources: withFile(previewOf(configuration, named, chosen === undefined)) }];
  if (isGiven("playground", sources) || isGiven("incident", sources))
    return [{ sources: withFile(configuration.values) }];
  refuseSeveral(configuration, sources);
  return configuration.previews.map(({ name, values }) => {
    const own = withFile(values);
    return { name, sources: { ...own, args: { ...own.args, ...ownFiles(name, declared, sources) } } };
  });
}

function previewOf({ file, previews }: Configuration, chosen: string, byName: boolean): ConfiguredValues {
  const found = previews.find(({ name }) => name === chosen);
  if (found !== undefined) return found.values;
  const names = previews.map(({ name }) => name);
  const nearest = nearestWord(chosen, names);
  const hint = nearest === undefined ? `it has ${names.join(", ")}` : `did you mean ${nearest}?`;
  throw new UsageError(`--${byName ? "name" : "preview"} ${chosen}: ${file} has no such preview; ${hint}`);
}

/** @throws {UsageError} for what makes sense for one preview only. */
function refuseSeveral({ file, previews }: Configuration, sources: RequestSources): void {
  const { args } = sources;
  const local = givenText("local", sources) === "true" && givenText("exit", sources) !== "true";
  const reason = [
    [Array.isArray(args["dashboards"]) && args["dashboards"].length > 0, "paths on the command line are"],
    [["json", "markdown"].includes(givenText("output", sources) ?? ""), "--output json and markdown are"],
    [local, "--local without --exit is"],
    [givenText("file", sources) === "-", "standard output is"],
    [givenText("from-bundle", sources) !== undefined, "--from-bundle is"],
  ].find(([applies]) => applies)?.[1];
  if (reason === undefined) return;
  const names = previews.map(({ name }) => name).join(", ");
  throw new UsageError(`${file} has several previews (${names}), and ${reason} for one: choose it with --preview`);
}

/** Values that this command takes, without those that a flag makes no sense of. */
function fitting(values: ConfiguredValues, { options, positionals }: Declared, sources: RequestSources) {
  const local = givenText("local", sources) === "true";
  const left = Object.entries(withoutUse).flatMap(([flag, keys]) => (isGiven(flag, sources) ? keys : []));
  return new Map(
    [...values].filter(([name, { texts }]) => {
      if (left.includes(name)) return false;
      if (Object.hasOwn(positionals, name)) return true;
      const option = Object.hasOwn(options, name) ? options[name] : undefined;
      if (option === undefined) return false;
      if (local && (name === "live" || (name === "history" && texts[0] === "max"))) return false;
      return texts.every((text) => isValue(() => readValue(option, text, { name, kind: "file" })));
    }),
  );
}

function isGiven(flag: string, sources: RequestSources): boolean {
  const text = givenText(flag, sources);
  return text !== undefined && text !== "false";
}

/** `history: max` is for `up` alone: other commands take their default. */
function isValue(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch (error) {
    if (error instanceof UsageError) return false;
    throw error;
  }
}

/** `page.html` → `page-shop.html`. */
function ownFiles(name: string, { options }: Declared, sources: RequestSources): Record<string, string> {
  const suffix = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "");
  return Object.fromEntries(
    written.flatMap((flag) => {
      const path = Object.hasOwn(options, flag) ? givenText(flag, sources) : undefined;
      if (path === undefined) return [];
      const ending = extname(path);
      return [[flag, `${path.slice(0, path.length - ending.length)}-${suffix}${ending}`]];
    }),
  );
}
