import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { BaseView } from "../../ci/git/base-view.ts";
import type { Manifest } from "../../grafana/marks/manifest-shape.ts";

/**
 * The fate of the source of a preview that a run did not make anew. `gone`: deleted, or no longer in the tree.
 * `unchanged`: proved to be as the base has it, and only changed dashboards are previewed. `here`: it is there, and
 * this run did not name it.
 */
export type SourceFate = "gone" | "unchanged" | "here" | "unknown";

/** The files that the dashboards of a run come from. */
export interface SourceTree {
  /** The path from the top of the repository of a file as it was named; undefined if that is not known. */
  topPath(file: string): string | undefined;
  fateOf(source: Manifest["source"]): SourceFate;
}

/** What {@link sourceTree} looks at. */
export interface TreeSources {
  readonly base: BaseView;
  readonly cwd: string;
  /** Absolute path of the repository's top; undefined if it is not known. */
  readonly top: string | undefined;
  /** The files come out of a bundle: what is here is not the review's. */
  readonly bundle: boolean;
  /** Paths, as given, of dashboards that are left out because they are proved to be unchanged. */
  readonly unchanged: ReadonlySet<string>;
  /** `--prune`: what this run does not make goes. */
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
