import { textField } from "../../json/read.ts";
import type { Grafana } from "../grafana.ts";
import { pathSegment } from "../path-segment.ts";
import { readDashboardByUid, type StoredDashboard } from "./stored-dashboard.ts";

/**
 * Reads a dashboard, or proves that it does not exist.
 *
 * `/apis` distinguishes a dashboard that the token may not read (403) from one that does not exist. The classic API of
 * Grafana 12 answers 404 and "Dashboard not found" for both (measured with 12.4), but 403 to a request for the
 * permissions of an existing one; before 12 it answers 403 at once.
 *
 * @returns `absent` only if the dashboard certainly does not exist; `hidden` if the token may not be allowed to read
 *   it.
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
    doing: `checking whether dashboard ${uid} exists`,
  });
  const said = textField(permissions.body, "message") ?? "";
  return permissions.status === 404 && /dashboard not found/i.test(said) ? "absent" : "hidden";
}
