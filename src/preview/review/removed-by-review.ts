import { extname, join, resolve } from "node:path";
import type { BaseView } from "../../ci/git/base-view.ts";
import type { SourceDashboard } from "../../dashboard/read/source.ts";
import { CiError } from "../../errors.ts";
import { isBelow, shownPath } from "../files/find-files.ts";
import type { Inputs } from "../inputs.ts";
import {
  droppedFromFiles,
  endings,
  type RemovedDashboards,
  sourcesOf,
  withoutSuccessor,
} from "../page/removed-dashboards.ts";
import type { JudgedInputs } from "./changes.ts";

/** Deleted files that are read: each may cost a request to the host. */
const maxRead = 50;

/**
 * The dashboards that a review positively removes: those of files that it deletes, and those that a file of several
 * holds no longer. One that another file holds now is not removed, nor one whose file was moved. None where it is not
 * known what the review changes.
 *
 * @param all - everything that was read, whether the review changes it or not.
 * @param place.named - the paths that the dashboards were read from: a deleted file counts where it lies below one, or
 *   is one.
 */
export async function removedByReview(
  all: Pick<Inputs, "dashboards">,
  judged: Pick<JudgedInputs, "states">,
  {
    base,
    named,
    cwd,
  }: {
    readonly base: Pick<BaseView, "top" | "deleted" | "unknown">;
    readonly named: readonly string[];
    readonly cwd: string;
  },
): Promise<RemovedDashboards> {
  if (base.unknown !== undefined) return { removed: [], warnings: [] };
  const { top } = base;
  const places = named.map((path) => resolve(cwd, path));
  const gone = base.deleted.filter(
    ({ path, movedTo }) =>
      top !== undefined &&
      movedTo === undefined &&
      endings.has(extname(path)) &&
      !path.split("/").some((name) => name.startsWith(".") || name === "node_modules") &&
      places.some((place) => isBelow(join(top, path), place)),
  );
  try {
    const found: SourceDashboard[] = [];
    for (const { path, base: read } of gone.slice(0, maxRead)) {
      const text = await read();
      if (text !== undefined) found.push(...sourcesOf(text, shownPath(join(top!, path), cwd)));
    }
    const now = all.dashboards.map(({ source }) => source);
    const dropped = await droppedFromFiles(all, judged);
    const more = gone.length - maxRead;
    return {
      removed: [...withoutSuccessor(found, now), ...dropped],
      warnings: more <= 0 ? [] : [`the review deletes ${more} more files; they were not looked at`],
    };
  } catch (error) {
    if (!(error instanceof CiError)) throw error;
    return { removed: [], warnings: [`it is not known which dashboards the review removes: ${error.message}`] };
  }
}
