import { statSync } from "node:fs";
import { resolve } from "node:path";
import { UsageError } from "../../errors.ts";
import type { Blocking } from "../inputs.ts";
import { readRuleFiles } from "./read-rules.ts";
import { type RuleSet, type RulesBeside, ruleSet, rulesBeside } from "./rules-beside.ts";

/** How often Prometheus evaluates groups that name no interval. */
export const usualIntervalMs = 60_000;

/** Where {@link readRulesBeside} reads. */
export interface RulesPlace {
  /** `--rules`: files, folders and globs. */
  readonly paths: readonly string[] | undefined;
  /** `--base`, where it may be a folder. */
  readonly base?: string | undefined;
  readonly cwd: string;
  readonly blocking: Blocking;
}

/**
 * Reads the rules beside dashboards, and those of a base.
 *
 * @returns undefined without `--rules`.
 * @throws {UsageError} with file and line for what is no rule file.
 */
export function readRulesBeside({ paths = [], base, cwd, blocking }: RulesPlace): RulesBeside | undefined {
  if (paths.length === 0) return undefined;
  const read = (from: readonly string[]): RuleSet =>
    ruleSet(readRuleFiles({ paths: from, cwd, blocking }), usualIntervalMs);
  const now = read(paths);
  const isFolder = base !== undefined && statSync(resolve(cwd, base), { throwIfNoEntry: false })?.isDirectory();
  if (!isFolder) return { now };
  try {
    return rulesBeside(now, read([base]));
  } catch (error) {
    // A base without rules does not say that there were none.
    if (error instanceof UsageError) return { now };
    throw error;
  }
}
