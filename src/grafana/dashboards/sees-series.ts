import { GrafanaError } from "../../errors.ts";
import { dsQuery } from "../data-query.ts";
import { listDataSources, takesPreviews } from "../data-sources.ts";
import type { Grafana } from "../grafana.ts";

const maxDataSources = 10;
const timeoutMs = 20_000;

/**
 * Whether any Prometheus data source of this Grafana, in this organisation, returns data for a query: that is, whether
 * this Grafana can show the receiver's series at all. False if that is unknown. Read-only.
 *
 * @param nowMs - evaluation time, Unix milliseconds.
 */
export async function seesSeries(grafana: Grafana, expr: string, nowMs: number): Promise<boolean> {
  try {
    const sources = (await listDataSources(grafana)).filter(({ type }) => takesPreviews(type)).slice(0, maxDataSources);
    for (const { uid, type } of sources) {
      const query = {
        refId: "A",
        expr,
        datasource: { uid, type },
        type: "instant",
        intervalMs: 15_000,
        maxDataPoints: 1,
      } as const;
      const result = (await dsQuery(grafana, [query], { fromMs: nowMs - 60_000, toMs: nowMs, timeoutMs })).get("A");
      if (result?.state === "ok" && result.series.length > 0) return true;
    }
    return false;
  } catch (error) {
    if (error instanceof GrafanaError) return false;
    throw error;
  }
}
