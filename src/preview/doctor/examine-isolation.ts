import { readClock } from "../../grafana/clock.ts";
import { dsQuery } from "../../grafana/data-query.ts";
import { chooseDataSource } from "../../grafana/data-sources.ts";
import type { Grafana } from "../../grafana/grafana.ts";
import { isolationLabel, parseIsolationValue } from "../../identity/preview-identity.ts";
import { documentation } from "../../system/documentation.ts";
import type { RunContext } from "../context.ts";
import type { DoctorRow } from "./doctor-row.ts";
import { type FixSetting, setupFix } from "./setup-fix.ts";

const hourMs = 3_600_000;

/**
 * Whether the server itself keeps a reader to some series: asks, as a reader of any dashboard could, for other
 * projects' previews and for series of real targets. The matcher in a preview's queries separates what people look at;
 * only the server can keep them from the rest.
 */
export async function examineIsolation(
  grafana: Grafana,
  { wanted, near }: { readonly wanted: string | undefined; readonly near: string | undefined },
  { now, fix }: Pick<RunContext, "now"> & { readonly fix: FixSetting },
): Promise<DoctorRow[]> {
  // A wrong clock here would ask for a time without series, and find everything well.
  const { nowMs } = await readClock(grafana, now);
  const { uid, type } = await chooseDataSource(grafana, wanted, near);
  const ask = (refId: string, expr: string) =>
    ({ refId, expr, datasource: { uid, type }, type: "instant", intervalMs: 15_000, maxDataPoints: 1 }) as const;
  const answers = await dsQuery(
    grafana,
    [ask("A", `count by (${isolationLabel}) ({${isolationLabel}=~".+"})`), ask("B", `count(up{${isolationLabel}=""})`)],
    {
      fromMs: nowMs - hourMs,
      toMs: nowMs,
    },
  );
  const [previews, real] = [answers.get("A"), answers.get("B")];
  const subject = "isolation";
  if (previews?.state !== "ok" || real?.state !== "ok")
    return [
      {
        state: "warn",
        subject,
        text: "Grafana could not ask for series of others, so nothing is known of what a reader can see",
        // Which may be the data source's fault: setup asks Grafana whether it reaches it.
        fix: setupFix(fix),
      },
    ];
  const projects = new Set(
    previews.series.flatMap(({ labels }) => parseIsolationValue(labels[isolationLabel] ?? "")?.project ?? []),
  );
  const seen = [
    ...(projects.size > 1 ? [`previews of ${projects.size} projects`] : []),
    ...(real.series.length > 0 ? ["series of real targets"] : []),
  ];
  if (seen.length === 0)
    return [{ state: "ok", subject, text: "through the data source nothing but one project's previews can be read" }];
  return [
    {
      state: "warn",
      subject,
      text: `through the data source anyone can read ${seen.join(" and ")}: the server does not enforce the label`,
      advice:
        "where that matters, give previews a server or tenant of their own, or enforce the label there: " +
        documentation("security", "enforcing-the-label-on-the-server"),
    },
  ];
}
