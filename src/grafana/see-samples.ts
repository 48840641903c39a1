import { dsQuery } from "./data-query.ts";
import type { DataSource } from "./data-sources.ts";
import type { Grafana } from "./grafana.ts";

/** Whether Grafana reads through a data source what the receiver holds. */
export type Sight =
  | { readonly state: "seen" }
  | { readonly state: "absent" }
  /** Grafana or the server behind it has trouble to answer. */
  | { readonly state: "unknown"; readonly reason: string };

/** A query whose result only the right server has. */
export interface SightQuestion {
  readonly expr: string;
  /** Unix milliseconds that it is run at. */
  readonly timeMs: number;
}

const timeoutMs = 20_000;

/**
 * Asks Grafana, through a data source, for a series that the receiver has. Changes nothing.
 *
 * @throws {GrafanaError} if Grafana cannot be asked.
 */
export async function seeThrough(
  grafana: Grafana,
  { uid, type }: Pick<DataSource, "uid" | "type">,
  { expr, timeMs }: SightQuestion,
): Promise<Sight & { readonly labels: readonly Readonly<Record<string, string>>[] }> {
  const query = {
    refId: "A",
    expr,
    datasource: { uid, type },
    type: "instant",
    intervalMs: 15_000,
    maxDataPoints: 1,
  } as const;
  const result = (await dsQuery(grafana, [query], { fromMs: timeMs - 60_000, toMs: timeMs, timeoutMs })).get("A");
  if (result?.state !== "ok")
    return { state: "unknown", reason: result?.message ?? "Grafana gave no result", labels: [] };
  const labels = result.series.map((series) => series.labels);
  return { state: labels.length > 0 ? "seen" : "absent", labels };
}

/** `its own address is http://…`: where Grafana asks a data source, as far as it says so. */
export function addressText({ url }: Pick<DataSource, "url">): string {
  return url === undefined ? "an address that Grafana does not show" : url;
}
