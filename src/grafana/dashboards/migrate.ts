import { randomBytes } from "node:crypto";
import { GrafanaError } from "../../errors.ts";
import { previewFolder } from "../../identity/preview-identity.ts";
import { asObject, field, type JsonObject, textField } from "../../json/read.ts";
import type { Grafana } from "../grafana.ts";
import { collectionPath } from "./dashboard-api.ts";
import { deleteResource } from "./delete-requests.ts";
import { withoutIdentity } from "./stored-dashboard.ts";

/**
 * Asks Grafana for the form in which it would save a classic dashboard: newer servers migrate it to their schema. A dry
 * run, so that nothing is stored.
 *
 * @returns undefined if the server has no `/apis` for dashboards, and so migrates nothing.
 * @throws {GrafanaError} as usual, such as `forbidden`. `unexpected` if the server stored it all the same; it is
 *   deleted again.
 */
export async function migrateByServer(grafana: Grafana, model: JsonObject): Promise<JsonObject | undefined> {
  const api = await grafana.dashboardApi();
  if (api === undefined) return undefined;
  const name = `dp-dry-run-${randomBytes(8).toString("hex")}`;
  const doing = "asking Grafana how it migrates the dashboard";
  const { body } = await grafana.ask({
    method: "POST",
    path: collectionPath(api, api.classic),
    query: { fieldValidation: "Ignore", dryRun: "All" },
    json: {
      apiVersion: `dashboard.grafana.app/${api.classic}`,
      kind: "Dashboard",
      metadata: { name, namespace: api.namespace, annotations: { "grafana.app/folder": previewFolder.uid } },
      spec: withoutIdentity(model),
    },
    doing,
  });
  // Only what is stored has a version.
  const resourceVersion = textField(body, "metadata", "resourceVersion") ?? "";
  const objectUid = textField(body, "metadata", "uid") ?? "";
  if (resourceVersion !== "") {
    await deleteResource(grafana, api, name, { apiVersion: api.classic, objectUid, resourceVersion });
    throw new GrafanaError(`${doing}: it does not know dry runs`, { code: "unexpected" });
  }
  const spec = asObject(field(body, "spec"));
  return spec === undefined ? undefined : withoutIdentity(spec);
}
