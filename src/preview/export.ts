import type { Holding } from "../dashboard/forms/form.ts";
import { restoreSource } from "../dashboard/restore/restore.ts";
import { GrafanaError, UsageError } from "../errors.ts";
import { readDashboardByUid } from "../grafana/dashboards/stored-dashboard.ts";
import type { Grafana } from "../grafana/grafana.ts";
import { judgeOwnership } from "../grafana/marks/ownership.ts";
import type { JsonObject } from "../json/read.ts";

/** A preview's dashboard in source form. */
export interface Exported {
  readonly json: JsonObject;
  /** Where it stands in its file; undefined for a JSON file that is one dashboard. */
  readonly holding: Holding | undefined;
  /** Path that it was made from. */
  readonly source: string;
  /** The same from the top of the repository, if different. */
  readonly fromTop: string | undefined;
  /** Changes that could not be taken back; for the user. */
  readonly notes: readonly string[];
}

/**
 * Gives a preview's dashboard back as its source is written, with what was edited in Grafana. Changes nothing.
 *
 * @throws {UsageError} if the preview does not exist.
 * @throws {GrafanaError} `not-ours` if its marks are damaged, `no-record` if it was too large to carry what export
 *   needs.
 */
export async function exportPreview(grafana: Grafana, uid: string): Promise<Exported> {
  const stored = await readDashboardByUid(grafana, uid);
  if (stored === undefined)
    throw new UsageError(`there is no dashboard ${uid} in ${grafana.url}; see dashpreview list`);
  const { ours, reason, manifest } = judgeOwnership(stored);
  if (!ours || manifest === undefined)
    throw new GrafanaError(`exporting ${uid}: ${reason ?? "it has no manifest"}`, { code: "not-ours" });
  const restored = restoreSource(stored, manifest.restore);
  if (restored === undefined) {
    throw new GrafanaError(
      `exporting ${uid}: its manifest does not hold what export needs; the dashboard was too large for it, ` +
        "or somebody changed it",
      {
        code: "no-record",
      },
    );
  }
  return { ...restored, source: manifest.source.path, fromTop: manifest.source.fromTop };
}
