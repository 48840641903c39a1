import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { BaseView } from "../../ci/git/base-view.ts";
import type { Manifest } from "../../grafana/marks/manifest-shape.ts";

/**
 * The state of the source of a preview that this run did not make again. `gone`: deleted, or no longer in the tree.
 * `unchanged`: proved to be the same as in the base, and only changed dashboards are previewed. `here`: it exists, but
 * this run did not include it.
 */
export type SourceFate = "gone" | "unchanged" | "here" | "unknown";

/** The files that the dashboards of a run come from. */
export interface SourceTree {
  /** The path from the top of the repository of a file as it was named; undefined if that is not known. */
  topPath(file: string): string | undefined;
  fateOf(source: Manifest["source"]): SourceFate;
}

/** Options of {@link sourceTree}. */
export interface TreeSources {
  readonly base: BaseView;
  readonly cwd: string;
  /** Absolute path of the repository's top; undefined if it is not known. */
  readonly top: string | undefined;
  /** The files come from a bundle, so the working folder is not the review's. */
  readonly bundle: boolean;
  /** Paths, as given, of dashboards that are left out because they are proved to be unchanged. */
  readonly unchanged: ReadonlySet<string>;
  /** `--prune`: previews that this run does not make are deleted. */
  readonly prune: boolean;
}

/** Judges sources by the files that are here and by what the review deletes. */
export function sourceTree({ base, cwd, top, bundle, unchanged, prune }: TreeSources): SourceTree {
  const leftOut = new Set([...unchanged].map((file) => base.topPath(file) ?? file));
  return {
    topPath: base.topPath,
    fateOf({ path, fromTop = base.topPath(path) ?? path }) {
      if (prune || base.isDeleted(fromTop)) return "gone";
      if (leftOut.has(fromTop)) return "unchanged";
      if (bundle) return "unknown";
      if (existsSync(resolve(cwd, path)) || (top !== undefined && existsSync(resolve(top, fromTop)))) return "here";
      return top === undefined ? "unknown" : "gone";
    },
  };
}
