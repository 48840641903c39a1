import type { DashboardApi, Grafana } from "../grafana.ts";
import { pathSegment } from "../path-segment.ts";
import { collectionPath } from "./dashboard-api.ts";
import type { StoredResource } from "./stored-dashboard.ts";

/**
 * Deletes one state of a dashboard through `/apis`. Grafana refuses (409) if another object or version is stored. 404
 * counts as deleted.
 *
 * @returns whether it existed.
 * @throws {GrafanaError} `conflict` if the preconditions fail.
 */
export async function deleteResource(
  grafana: Grafana,
  api: DashboardApi,
  uid: string,
  { apiVersion, objectUid, resourceVersion }: StoredResource,
): Promise<boolean> {
  const { status } = await grafana.ask({
    method: "DELETE",
    path: `${collectionPath(api, apiVersion)}/${pathSegment(uid, "the uid of a dashboard")}`,
    json: { kind: "DeleteOptions", apiVersion: "v1", preconditions: { uid: objectUid, resourceVersion } },
    accept: [404],
    doing: `deleting dashboard ${uid}`,
  });
  return status !== 404;
}

/** Deletes a dashboard through the classic API, which has no preconditions. 404 counts as deleted. */
export async function deleteClassic(grafana: Grafana, uid: string): Promise<boolean> {
  const { status } = await grafana.ask({
    method: "DELETE",
    path: `/api/dashboards/uid/${pathSegment(uid, "the uid of a dashboard")}`,
    accept: [404],
    doing: `deleting dashboard ${uid}`,
  });
  return status !== 404;
}
