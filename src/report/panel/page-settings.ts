import { numeric } from "../../dashboard/fields/number-field.ts";
import { parts } from "../../dashboard/view/parts.ts";
import type { DashboardPlace } from "../../dashboard/view/schema.ts";
import type { PageDashboard } from "../page-data.ts";

const cursors = ["off", "crosshair", "tooltip"] as const;
/** Before this one there was a crosshair, and no shared tooltip. */
const tooltipVersion = 14;

/** The settings of a dashboard that a page keeps: how panels share the cursor, and the time zone. */
export function pageSettings(dashboard: DashboardPlace): Pick<PageDashboard, "sharedCursor" | "timeZone"> {
  const { model } = dashboard;
  return { sharedCursor: cursorOf(model), timeZone: zoneOf(parts(dashboard).settings.timezone) };
}

/** Schema v2 has `cursorSync`, classic JSON `graphTooltip`, its first versions `sharedCrosshair`. */
function cursorOf(model: DashboardPlace["model"]): PageDashboard["sharedCursor"] {
  const { cursorSync, graphTooltip, sharedCrosshair, schemaVersion } = model;
  if (typeof cursorSync === "string") return cursors.find((name) => name === cursorSync.toLowerCase()) ?? "off";
  const isOld = (numeric(schemaVersion) ?? 0) < tooltipVersion && graphTooltip === undefined;
  return isOld ? (sharedCrosshair === true ? "crosshair" : "off") : (cursors[numeric(graphTooltip) ?? 0] ?? "off");
}

/** A name that the browser does not know would make it fail on every time that it shows. */
function zoneOf(written: string | undefined): string {
  const zone = (written ?? "").trim();
  if (/^(?:utc|gmt)$/i.test(zone)) return "utc";
  if (zone === "" || zone === "browser" || zone.length > 60) return "browser";
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone === "UTC" ? "utc" : zone;
  } catch {
    return "browser";
  }
}
