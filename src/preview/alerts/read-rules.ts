import { ExpectedError, UsageError } from "../../errors.ts";
import type { RuleFile } from "../../prometheus/rules/rule-group.ts";
import { readPlainFile } from "../../system/plain-file.ts";
import { findFiles, isChartTemplate, shownPath } from "../files/find-files.ts";
import type { Blocking } from "../inputs.ts";
import { readRuleText, ruleFileName } from "./read-rule-text.ts";

/** Where rules are read from. */
export interface RulePaths {
  /** Files, folders and globs. */
  readonly paths: readonly string[];
  /** Texts that are no files. */
  readonly printed?: readonly { readonly name: string; readonly text: string }[] | undefined;
  readonly cwd: string;
  readonly blocking: Blocking;
  /** Whether a path may lead nowhere. Default: none may. */
  readonly mayLack?: ((path: string) => boolean) | undefined;
}

/** A rule file as it was read. */
export interface ReadRules {
  /** As it was given, from the working folder. */
  readonly file: string;
  readonly text: string;
  /** Undefined: it has no rules, and was found in a folder or by a glob. */
  readonly rules: RuleFile | undefined;
}

const maxBytes = 4 * 1024 * 1024;

/**
 * Reads rule files. In folders and globs, files of other kinds are passed over.
 *
 * @throws {UsageError} with file and line for what is no rule file, and if there is none at all.
 */
export async function readRuleFiles({ paths, printed = [], cwd, blocking }: RulePaths): Promise<RuleFile[]> {
  const read: RuleFile[] = [];
  for (const { name, text } of printed) read.push(await readRuleText(text, name, blocking));
  for (const { file, text, named } of ruleTexts({ paths, cwd, blocking })) {
    try {
      read.push(await readRuleText(text, file, blocking));
    } catch (error) {
      if (named || !(error instanceof ExpectedError)) throw error;
    }
  }
  requireRules(read, paths);
  return read;
}

/**
 * Reads rule files to tell of all that is wrong with them: what is no YAML, or has no rules although it was named, is a
 * problem of the file and stops nothing.
 *
 * @throws {UsageError} if a path leads nowhere, or there are no rules at all.
 */
export async function readAllRules(paths: RulePaths): Promise<ReadRules[]> {
  const read: ReadRules[] = [];
  for (const { file, text, named, path } of ruleTexts(paths)) {
    const isWanted = named || (/^\s*["']?groups["']?\s*:/m.test(text) && !isChartTemplate(path));
    read.push({ file, text, rules: await tryRules(text, { file, isWanted, blocking: paths.blocking }) });
  }
  const all = read.flatMap(({ rules }) => rules ?? []);
  if (!paths.paths.every((path) => paths.mayLack?.(path))) requireRules(all, paths.paths);
  return read;
}

/**
 * Reads a text that may hold rules.
 *
 * @param isWanted - whether it has to: then it is a problem that it holds none.
 * @returns undefined if it holds none.
 */
export async function tryRules(
  text: string,
  {
    file,
    isWanted,
    blocking = (action) => action(),
  }: { readonly file: string; readonly isWanted: boolean; readonly blocking?: Blocking },
): Promise<RuleFile | undefined> {
  try {
    return await readRuleText(text, file, blocking);
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    if (!isWanted) return undefined;
    const [, line = "1", message = error.message] =
      /^:(?:(\d+):)? ([\s\S]*)$/.exec(error.message.startsWith(file) ? error.message.slice(file.length) : "") ?? [];
    return { groups: [], problems: [{ file, line: Number(line), message }] };
  }
}

function ruleTexts({ paths, cwd, mayLack }: RulePaths) {
  const seen = new Set<string>();
  return paths
    .flatMap((one) => findFiles(one, { cwd, mayLack }))
    .flatMap(({ path, named }) => {
      if (seen.has(path) || (!named && !ruleFileName.test(path))) return [];
      seen.add(path);
      const file = shownPath(path, cwd);
      return [{ path, named, file, text: readPlainFile(path, { file, what: "a rule file", maxBytes }) }];
    });
}

function requireRules(read: readonly RuleFile[], paths: readonly string[]): void {
  if (read.every(({ groups, problems }) => groups.length + problems.length === 0))
    throw new UsageError(
      `no rules found in ${paths.join(", ")}: ` +
        "expected Prometheus rule files, with `groups:`, or alert rules of Grafana",
    );
}
