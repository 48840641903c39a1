import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { BaseView } from "../../ci/git/base-view.ts";
import type { Manifest } from "../../grafana/marks/manifest-shape.ts";
import { isPrintedName } from "../files/printed-name.ts";

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
  /** Dashboards that are left out because they are proved to be unchanged. */
  readonly unchanged: readonly SourcePlace[];
  /** Paths, as given, of files that this run has read to their end. */
  readonly read: ReadonlySet<string>;
  /** The dashboards that it found there, previewed or not. */
  readonly found: readonly SourcePlace[];
  /** `--prune`: previews that this run does not make are deleted. */
  readonly prune: boolean;
}

/** A file, and which of its dashboards. */
export interface SourcePlace {
  readonly path: string;
  readonly place: string | undefined;
}

/**
 * Judges sources by the files that are here, by what was found in them, and by what the review deletes. A dashboard
 * that has left a file of several is gone only if this run has read that file.
 */
export function sourceTree(sources: TreeSources): SourceTree {
  const { base, cwd, top, bundle, unchanged, prune, read, found } = sources;
  const topOf = (file: string) => base.topPath(file) ?? file;
  const keyOf = ({ path, place }: SourcePlace) => JSON.stringify([topOf(path), place]);
  const leftOut = new Set(unchanged.map(keyOf));
  const files = new Set([...read].map(topOf));
  const standing = new Set(found.map(keyOf));
  return {
    topPath: base.topPath,
    fateOf({ path, place, fromTop = topOf(path) }) {
      if (prune || base.isDeleted(fromTop)) return "gone";
      const key = JSON.stringify([fromTop, place]);
      if (leftOut.has(key)) return "unchanged";
      if (bundle) return "unknown";
      // Another job may read other things from standard input, or run other commands.
      if (isPrintedName(path)) return files.has(fromTop) && !standing.has(key) ? "gone" : "here";
      if (place !== undefined && files.has(fromTop) && !standing.has(key)) return "gone";
      if (existsSync(resolve(cwd, path)) || (top !== undefined && existsSync(resolve(top, fromTop)))) return "here";
      return top === undefined ? "unknown" : "gone";
    },
  };
}
