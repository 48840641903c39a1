import { GrafanaError } from "../../errors.ts";
import { defined } from "../../json/defined.ts";
import type { DashboardApi, Grafana } from "../grafana.ts";
import { pathSegment } from "../path-segment.ts";
import { collectionPath } from "./dashboard-api.ts";
import type { DashboardToSave } from "./dashboard-to-save.ts";
import { type StoredDashboard, withoutIdentity } from "./stored-dashboard.ts";

/**
 * Saves once through `/apis`: POST creates, PUT with a `resourceVersion` replaces, both atomically.
 *
 * @throws {GrafanaError} `conflict` if the dashboard exists already, was deleted, or was changed.
 */
export async function saveResource(
  grafana: Grafana,
  api: DashboardApi,
  dashboard: DashboardToSave,
  previous: StoredDashboard | undefined,
): Promise<void> {
  const { uid, folderUid, message } = dashboard;
  const version = chooseVersion(api, dashboard);
  const resource = previous?.resource;
  if (previous !== undefined && resource === undefined)
    throw new RangeError("saveResource: previous was not read through /apis");
  const metadata = {
    name: uid,
    namespace: api.namespace,
    ...defined({ uid: resource?.objectUid, resourceVersion: resource?.resourceVersion }),
    annotations: { "grafana.app/folder": folderUid, ...defined({ "grafana.app/message": message }) },
  };
  const name = pathSegment(uid, "the uid of a dashboard");
  const { status } = await grafana.ask({
    method: resource === undefined ? "POST" : "PUT",
    path: `${collectionPath(api, version)}${resource === undefined ? "" : `/${name}`}`,
    // Old dashboards have keys that the schema does not know; strict validation would refuse them.
    query: { fieldValidation: "Ignore" },
    json: {
      apiVersion: `dashboard.grafana.app/${version}`,
      kind: "Dashboard",
      metadata,
      spec: withoutIdentity(dashboard.model),
    },
    accept: resource === undefined ? [] : [404],
    doing: `saving dashboard ${uid}`,
  });
  if (status === 404)
    throw new GrafanaError(`saving dashboard ${uid}: it was deleted in the meantime; run the command again`, {
      code: "conflict",
      status,
      json: true,
    });
}

function chooseVersion(api: DashboardApi, { uid, kind, apiVersion }: DashboardToSave): string {
  if (kind === "classic") return api.classic;
  const version = api.v2.find((candidate) => candidate === apiVersion) ?? api.v2[0];
  if (version === undefined) throw unsupported(uid);
  return version;
}

/**
 * Saves once through the classic API. With `version`, it should refuse if another state is stored, but that is not
 * reliable (of twenty concurrent updates with the same `version`, twelve succeeded), so the caller reads back.
 *
 * @throws {GrafanaError} `conflict` if another version is stored.
 */
export async function saveClassic(
  grafana: Grafana,
  dashboard: DashboardToSave,
  previous: StoredDashboard | undefined,
): Promise<void> {
  const { uid, kind, model, folderUid, message } = dashboard;
  if (kind === "v2") throw unsupported(uid);
  await grafana.ask({
    method: "POST",
    path: "/api/dashboards/db",
    json: {
      dashboard: { ...withoutIdentity(model), uid, ...defined({ version: previous?.version }) },
      folderUid,
      overwrite: false,
      ...defined({ message }),
    },
    doing: `saving dashboard ${uid}`,
  });
}

function unsupported(uid: string): GrafanaError {
  return new GrafanaError(
    `saving dashboard ${uid}: it uses schema v2, which this Grafana does not support; use Grafana 12.2 or ` +
      "later, or export the dashboard as classic JSON",
    { code: "unsupported" },
  );
}
