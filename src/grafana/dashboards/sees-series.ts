import { GrafanaError } from "../../errors.ts";
import { listDataSources, takesPreviews } from "../data-sources.ts";
import type { Grafana } from "../grafana.ts";
import { seeThrough } from "../see-samples.ts";

const maxDataSources = 10;

/**
 * Whether any Prometheus data source of this Grafana, in this organisation, returns data for a query: that is, whether
 * this Grafana can show the receiver's series at all. False if that is unknown. Read-only.
 *
 * @param nowMs - evaluation time, Unix milliseconds.
 */
export async function seesSeries(grafana: Grafana, expr: string, nowMs: number): Promise<boolean> {
  try {
    const sources = (await listDataSources(grafana)).filter(({ type }) => takesPreviews(type)).slice(0, maxDataSources);
    for (const source of sources)
      if ((await seeThrough(grafana, source, { expr, timeMs: nowMs })).state === "seen") return true;
    return false;
  } catch (error) {
    if (error instanceof GrafanaError) return false;
    throw error;
  }
}
