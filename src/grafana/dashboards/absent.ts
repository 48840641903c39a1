import { textField } from "../../json/read.ts";
import type { Grafana } from "../grafana.ts";
import { pathSegment } from "../path-segment.ts";
import { readDashboardByUid, type StoredDashboard } from "./stored-dashboard.ts";

/**
 * Reads a dashboard, and where there is none makes sure of it.
 *
 * `/apis` tells a dashboard that may not be read (403) from one that is not there. The classic API of Grafana 12 says
 * 404 and "Dashboard not found" of both (measured with 12.4), but 403 when asked for the permissions of one that is
 * there; before 12 it says 403 at once.
 *
 * @returns `absent` only when Grafana positively has none; `hidden` if it may have one that the token may not read.
 * @throws {GrafanaError} as `readDashboardByUid` does.
 */
export async function readOrProveAbsent(grafana: Grafana, uid: string): Promise<StoredDashboard | "absent" | "hidden"> {
  const stored = await readDashboardByUid(grafana, uid);
  if (stored !== undefined) return stored;
  if ((await grafana.dashboardApi()) !== undefined) return "absent";
  const { body } = await grafana.ask({
    method: "GET",
    path: "/api/frontend/settings",
    doing: "asking Grafana for its version",
  });
  const major = Number(/^(\d+)\./.exec(textField(body, "buildInfo", "version") ?? "")?.[1] ?? Number.NaN);
  if (major < 12) return "absent";
  const permissions = await grafana.ask({
    method: "GET",
    path: `/api/dashboards/uid/${pathSegment(uid, "the uid of a dashboard")}/permissions`,
    accept: [403, 404, 501],
    doing: `looking whether dashboard ${uid} exists`,
  });
  const said = textField(permissions.body, "message") ?? "";
  return permissions.status === 404 && /dashboard not found/i.test(said) ? "absent" : "hidden";
}
