import { existsSync, rmSync } from "node:fs";
import { writeBaseTree } from "../../ci/git/base-tree.ts";
import type { BaseView, FileState } from "../../ci/git/base-view.ts";
import { ExpectedError } from "../../errors.ts";
import { makeTemporaryFolder } from "../../system/temporary-folder.ts";
import { type BuildRunner, buildName, runBuild } from "../code/run-build.ts";

/** Options of {@link withBuiltBase}. */
export interface BuiltBase extends BuildRunner {
  /** `--build`. */
  readonly commands: readonly string[];
  readonly temporaryFolder: string;
}

/** The text that a command printed for the base, that there was no such folder yet, or why nobody knows. */
type Built = { readonly text: string } | { readonly why: string } | "no folder";

/**
 * A view that compares what build commands print with what they print for the base: its files are written into a
 * temporary folder, and the same commands run there. Where that fails, the state is unknown, with the reason.
 */
export function withBuiltBase(view: BaseView, options: BuiltBase): BaseView {
  const { commands, signal } = options;
  const names = new Map(commands.map((command) => [buildName(command), command]));
  const { commit } = view;
  if (names.size === 0 || view.unknown !== undefined || commit === undefined) return view;
  let built: Promise<ReadonlyMap<string, Built>> | undefined;
  return {
    ...view,
    async stateOf(here): Promise<FileState> {
      if (!names.has(here.file)) return view.stateOf(here);
      built ??= buildAll(commit, names, options);
      const base = (await built).get(here.file)!;
      signal.throwIfAborted();
      if (base === "no folder") return { state: "added" };
      if ("why" in base) return { state: "unknown", why: base.why };
      return base.text === here.text ? { state: "unchanged" } : { state: "changed", base: async () => base.text };
    },
  };
}

async function buildAll(
  commit: string,
  names: ReadonlyMap<string, string>,
  options: BuiltBase,
): Promise<ReadonlyMap<string, Built>> {
  const { cwd, env, temporaryFolder } = options;
  const folder = makeTemporaryFolder(temporaryFolder, "dashpreview-base-");
  try {
    const tree = await writeBaseTree(commit, { folder, cwd, env });
    const built: [string, Built][] = [];
    for (const [name, command] of names) {
      if (tree.cwd === undefined) built.push([name, { why: `the base cannot be built: ${tree.fault}` }]);
      else if (!existsSync(tree.cwd)) built.push([name, "no folder"]);
      else
        built.push([name, await build(moved(command, tree), { ...options, cwd: tree.cwd, env: movedEnv(env, tree) })]);
    }
    return new Map(built);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A path to the checkout would give the review's dashboards, not the base's. */
function moved(text: string, { top, tree }: { readonly top: string; readonly tree: string }): string {
  return top === "/" ? text : text.replaceAll(top, tree);
}

function movedEnv(env: BuildRunner["env"], tree: { readonly top: string; readonly tree: string }): BuildRunner["env"] {
  const entries = Object.entries(env).map(([name, value]) => [name, value && moved(value, tree)] as const);
  return Object.fromEntries(entries);
}

async function build(command: string, options: BuiltBase): Promise<Built> {
  try {
    return { text: await runBuild(command, options) };
  } catch (error) {
    if (!(error instanceof ExpectedError) || options.signal.aborted) throw error;
    const [first, second] = error.message.split("\n");
    return {
      why: `the same command fails on the base's files (${[first, second?.trim()].filter(Boolean).join(": ")})`,
    };
  }
}
