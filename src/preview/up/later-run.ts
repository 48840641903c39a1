import { isLaterRun } from "../../ci/hosts/run-order.ts";
import { readPreviews, searchPreviews } from "../../grafana/dashboards/search.ts";
import type { Grafana } from "../../grafana/grafana.ts";
import type { Run } from "./save.ts";

/**
 * Looks for previews of the same key that a later run saved, before anything is written: an old job that runs again
 * must not save dashboards that the later run no longer has. One preview of each revision is read.
 *
 * @returns the revision of the later run; undefined if there is none.
 */
export async function findLaterRun(grafana: Grafana, run: Run): Promise<string | undefined> {
  const hits = await searchPreviews(grafana, run);
  const oneEach = new Map(hits.map((hit) => [hit.tags.find((tag) => tag.startsWith("dp-rev:")), hit]));
  const previews = await readPreviews(grafana, [...oneEach.values()], run, () => {});
  return previews.flatMap(({ ownership: { mayOverwrite, marks, manifest } }) => {
    const later = mayOverwrite && manifest !== undefined && isLaterRun(run.order, manifest.order);
    return later && marks !== undefined && marks.revision !== run.revision ? [marks.revision] : [];
  })[0];
}
