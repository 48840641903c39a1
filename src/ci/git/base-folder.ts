import { existsSync } from "node:fs";
import { isAbsolute, join, relative, resolve } from "node:path";
import type { BaseView, FileState } from "./base-view.ts";

/** Options of {@link withBaseFolder}. */
export interface BaseFolder {
  /** `--base-dashboards`: the output of the same build for the base. */
  readonly folder: string;
  /** The paths given on the command line; `folder` may contain their files with or without that prefix. */
  readonly named: readonly string[];
  readonly cwd: string;
  /** Reads a file of the folder as text. @throws {UsageError} if it is not a regular file, or too large. */
  readonly read: (path: string) => string;
}

/**
 * A view that compares files that git cannot tell anything about with a folder: the dashboards that the same build
 * makes of the base.
 */
export function withBaseFolder(view: BaseView, { folder, named, cwd, read }: BaseFolder): BaseView {
  const compare = (file: string, text: string | undefined): FileState => {
    const beside = counterpart(file, { folder: resolve(cwd, folder), named, cwd });
    if (beside === undefined) return { state: "added" };
    const before = read(beside);
    return before === text ? { state: "unchanged" } : { state: "changed", base: async () => before };
  };
  return {
    ...view,
    unknown: undefined,
    async stateOf(here) {
      const state = await view.stateOf(here);
      return state.state === "unknown" && here.text !== undefined ? compare(here.file, here.text) : state;
    },
  };
}

function counterpart(
  file: string,
  { folder, named, cwd }: Pick<BaseFolder, "folder" | "named" | "cwd">,
): string | undefined {
  const full = resolve(cwd, file);
  const paths = [cwd, ...named.map((path) => resolve(cwd, path))].map((from) => relative(from, full));
  const inside = paths.filter((path) => path !== "" && !path.startsWith("..") && !isAbsolute(path));
  return inside.map((path) => join(folder, path)).find((path) => existsSync(path));
}
