import type { BaseView } from "../../ci/git/base-view.ts";
import { CiError } from "../../errors.ts";
import type { RuleFile } from "../../prometheus/rules/rule-group.ts";
import { mapBounded } from "../../system/bounded.ts";
import { matchesGlob } from "../files/match-glob.ts";
import { ruleFileName } from "./read-rule-text.ts";
import { type ReadRules, tryRules } from "./read-rules.ts";

/** The rules of a base. */
export interface BaseRules {
  /** Undefined where they are those of the review, or nobody knows them. */
  readonly files: readonly RuleFile[] | undefined;
  /** Why nobody knows them; undefined if they are known. */
  readonly unknown: string | undefined;
}

/** Files that are compared at most: each may cost a request to the host. */
const maxCompared = 500;

/**
 * The rules of the same paths in the base of a review. A file that is not there is new; one that the review deletes is
 * read from the base alone.
 *
 * @param paths - as they were given: files, folders and globs.
 */
export async function readBaseRules(
  read: readonly ReadRules[],
  base: Pick<BaseView, "stateOf" | "topPath" | "deleted" | "unknown">,
  paths: readonly string[],
): Promise<BaseRules> {
  if (base.unknown !== undefined) return { files: undefined, unknown: base.unknown };
  if (read.length > maxCompared)
    return { files: undefined, unknown: `only ${maxCompared} rule files are compared, and there are ${read.length}` };
  try {
    const before = await mapBounded(read, 4, (one) => beforeOf(one, base));
    const unknown = before.find((one) => one.why !== undefined);
    if (unknown !== undefined) return { files: undefined, unknown: unknown.why };
    const here = new Set(read.map(({ file }) => base.topPath(file)));
    const gone = base.deleted.filter(
      ({ path, movedTo }) => !(movedTo !== undefined && here.has(movedTo)) && isNamed(path, base, paths),
    );
    const deleted = await mapBounded(gone.slice(0, maxCompared), 4, async ({ path, base: readBase }) => {
      const text = await readBase();
      return text === undefined ? undefined : tryRules(text, { file: path, isWanted: false });
    });
    const files = [...before.map(({ rules }) => rules), ...deleted].filter((one) => one !== undefined);
    const isSame = before.every(({ same }) => same) && deleted.every((one) => one === undefined);
    return { files: isSame ? undefined : files, unknown: undefined };
  } catch (error) {
    if (!(error instanceof CiError)) throw error;
    return { files: undefined, unknown: error.message };
  }
}

async function beforeOf(
  { file, text, rules }: ReadRules,
  base: Pick<BaseView, "stateOf">,
): Promise<{ readonly rules?: RuleFile | undefined; readonly same?: true; readonly why?: string }> {
  const state = await base.stateOf({ file, text });
  if (state.state === "unchanged") return { rules, same: true };
  // What holds no rules is not among them in any state.
  if (state.state === "unknown") return rules === undefined ? { same: true } : { why: `${file}: ${state.why}` };
  if (state.state === "added") return rules === undefined ? { same: true } : {};
  const before = await state.base();
  if (before === undefined) return { why: `${file}: its text in the base could not be read` };
  const was = await tryRules(before, { file, isWanted: false });
  return was === undefined && rules === undefined ? { same: true } : { rules: was };
}

function isNamed(path: string, { topPath }: Pick<BaseView, "topPath">, paths: readonly string[]): boolean {
  return paths.some((given) => {
    const top = topPath(given)?.replace(/\/+$/, "");
    if (top === undefined) return false;
    if (path === top) return true;
    if (!ruleFileName.test(path)) return false;
    return top === "." || top === "" || path.startsWith(`${top}/`) || matchesGlob(path, top);
  });
}
