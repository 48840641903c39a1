import type { Holding } from "../dashboard/forms/form.ts";
import { restoreSource, sourceIn } from "../dashboard/restore/restore.ts";
import { GrafanaError, UsageError } from "../errors.ts";
import { migrateByServer } from "../grafana/dashboards/migrate.ts";
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
  const source = sourceIn(manifest.restore);
  const { migrated, notes } = source === undefined ? { notes: [] } : await migrate(grafana, source);
  const restored = restoreSource(stored, manifest.restore, migrated);
  if (restored === undefined) {
    throw new GrafanaError(
      `exporting ${uid}: its manifest does not hold what export needs; the dashboard was too large for it, ` +
        "or somebody changed it",
      {
        code: "no-record",
      },
    );
  }
  return {
    ...restored,
    notes: [...restored.notes, ...notes],
    source: manifest.source.path,
    fromTop: manifest.source.fromTop,
  };
}

/** Without the answer the export is as complete, but in Grafana's newer forms. */
async function migrate(
  grafana: Grafana,
  source: JsonObject,
): Promise<{ readonly migrated?: JsonObject | undefined; readonly notes: readonly string[] }> {
  try {
    return { migrated: await migrateByServer(grafana, source), notes: [] };
  } catch (error) {
    if (!(error instanceof GrafanaError)) throw error;
    return { notes: [`what Grafana migrated when it saved the preview stays migrated: ${error.message}`] };
  }
}
