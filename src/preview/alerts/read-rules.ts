import { UsageError } from "../../errors.ts";
import { readRuleFile } from "../../prometheus/rules/read-rule-file.ts";
import type { RuleFile } from "../../prometheus/rules/rule-group.ts";
import { readPlainFile } from "../../system/plain-file.ts";
import { findFiles, shownPath } from "../files/find-files.ts";
import type { Blocking } from "../inputs.ts";

/** Where rules are read from. */
export interface RulePaths {
  /** Files, folders and globs. */
  readonly paths: readonly string[];
  /** Texts that are no files. */
  readonly printed?: readonly { readonly name: string; readonly text: string }[] | undefined;
  readonly cwd: string;
  readonly blocking: Blocking;
}

const maxBytes = 4 * 1024 * 1024;

/**
 * Reads rule files. In folders and globs, files of other kinds are passed over.
 *
 * @throws {UsageError} with file and line for what is no rule file, and if there is none at all.
 */
export function readRuleFiles({ paths, printed = [], cwd, blocking }: RulePaths): RuleFile[] {
  const read = printed.map(({ name, text }) => blocking(() => readRuleFile(text, { file: name })));
  const seen = new Set<string>();
  for (const { path, named } of paths.flatMap((one) => findFiles(one, { cwd }))) {
    if (seen.has(path) || (!named && !/\.ya?ml$/.test(path))) continue;
    seen.add(path);
    const file = shownPath(path, cwd);
    const text = readPlainFile(path, { file, what: "a rule file", maxBytes });
    try {
      read.push(blocking(() => readRuleFile(text, { file })));
    } catch (error) {
      if (named || !(error instanceof UsageError)) throw error;
    }
  }
  if (read.every(({ groups, problems }) => groups.length + problems.length === 0))
    throw new UsageError(`no rules found in ${paths.join(", ")}: expected Prometheus rule files, with \`groups:\``);
  return read;
}
