import { statSync } from "node:fs";
import { resolve } from "node:path";
import { type BaseView, openBase } from "../../ci/git/base-view.ts";
import { openGit } from "../../ci/git/git.ts";
import { UsageError } from "../../errors.ts";
import type { Blocking } from "../inputs.ts";
import { readBaseRules } from "./base-rules.ts";
import { readAllRules, readRuleFiles } from "./read-rules.ts";
import { type RuleSet, type RulesBeside, ruleSet, rulesBeside } from "./rules-beside.ts";

/** How often Prometheus evaluates groups that name no interval. */
export const usualIntervalMs = 60_000;

/** Where {@link readRulesBeside} reads. */
export interface RulesPlace {
  /** `--rules`: files, folders and globs. */
  readonly paths: readonly string[] | undefined;
  readonly cwd: string;
  readonly blocking: Blocking;
}

/** Rules beside dashboards, and why those of a base are not compared. */
export interface ReadBeside {
  readonly rules: RulesBeside | undefined;
  readonly warnings: readonly string[];
}

/**
 * Reads the rules beside dashboards.
 *
 * @returns undefined without `--rules`.
 * @throws {UsageError} with file and line for what is no rule file.
 */
export async function readRulesBeside({ paths = [], ...place }: RulesPlace): Promise<RulesBeside | undefined> {
  return paths.length === 0 ? undefined : { now: await readSet(paths, place) };
}

/**
 * The same with the rules before a change.
 *
 * @param base - `--base`: a folder with the rules as they were; else a commit, of whose common ancestor with what is
 *   checked out the same files are read. A file of a dashboard says nothing about rules.
 * @throws {UsageError}
 */
export async function readRulesWithBase(
  base: string | undefined,
  place: RulesPlace & { readonly env: Readonly<Record<string, string | undefined>> },
): Promise<ReadBeside> {
  const rules = await readRulesBeside(place);
  const { paths = [], cwd, env, blocking } = place;
  if (rules === undefined || base === undefined) return { rules, warnings: [] };
  const there = statSync(resolve(cwd, base), { throwIfNoEntry: false });
  if (there !== undefined) {
    const before = there.isDirectory() ? await orNone(() => readSet([base], place)) : undefined;
    return { rules: rulesBeside(rules.now, before), warnings: [] };
  }
  const git = openGit({ cwd, env });
  const commit = base.startsWith("-") ? undefined : await git.commitOf(base);
  const why = (reason: string): ReadBeside => ({
    rules,
    warnings: [`the rules were not compared with ${base}: ${reason}`],
  });
  if (commit === undefined) return why("there is no such branch, tag or commit");
  const view = await openBase({ review: {}, base: commit, git, host: undefined, cwd, env });
  const known = view.commit === undefined ? undefined : await git.files(view.commit);
  const read = await readAllRules({ paths, cwd, blocking });
  const { files, unknown } = await readBaseRules(read, withNewFiles(view, known), paths);
  if (unknown !== undefined) return why(unknown);
  return {
    rules: rulesBeside(rules.now, files === undefined ? undefined : ruleSet(files, usualIntervalMs)),
    warnings: [],
  };
}

/** A file that only the working folder has is new, whether it is committed or not. */
function withNewFiles(view: BaseView, known: ReadonlySet<string> | undefined): BaseView {
  const isNew = (file: string) => {
    const top = view.topPath(file);
    return known !== undefined && top !== undefined && !known.has(top);
  };
  return {
    ...view,
    stateOf: async (one) => {
      const state = await view.stateOf(one);
      return state.state === "unknown" && isNew(one.file) ? { state: "added" } : state;
    },
  };
}

async function readSet(paths: readonly string[], { cwd, blocking }: Omit<RulesPlace, "paths">): Promise<RuleSet> {
  return ruleSet(await readRuleFiles({ paths, cwd, blocking }), usualIntervalMs);
}

/** Undefined for what holds no rules. */
async function orNone<Result>(read: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof UsageError) return undefined;
    throw error;
  }
}
