import { GrafanaError } from "../../errors.ts";
import { dsQuery } from "../../grafana/data-query.ts";
import type { Grafana } from "../../grafana/grafana.ts";
import { defined } from "../../json/defined.ts";
import type { ReviewerBackend } from "./ask-reviewer.ts";

/**
 * Runs panel queries through Grafana's `/api/ds/query`, as the reviewer's browser will.
 *
 * @param options.uid - of the preview's data source.
 * @param options.timeoutMs - milliseconds that the first attempt at a query may take. Default: what the connection
 *   allows.
 */
export function grafanaReviewer(
  grafana: Grafana,
  { uid, type = "prometheus", timeoutMs }: { uid: string; type?: string; timeoutMs?: number },
): ReviewerBackend {
  return {
    async query({ query, expr, range, timing }) {
      const interval = query.interval;
      const request = {
        refId: "A",
        expr,
        datasource: { uid, type },
        type: query.instant === true ? ("instant" as const) : ("range" as const),
        intervalMs: timing.intervalMs,
        maxDataPoints: query.maxDataPoints ?? 1000,
        ...(interval === undefined || interval === "" || interval.includes("$") ? {} : { interval }),
      };
      const limit = defined({ timeoutMs });
      const result = (await dsQuery(grafana, [request], { ...range, ...limit })).get("A")!;
      if (result.state === "error")
        throw new GrafanaError(result.message, {
          code: result.aboutQuery ? "query" : "unavailable",
          ...defined({ status: result.status }),
        });
      return result.series.map(({ labels, timesMs, values }) => ({
        labels: new Map(Object.entries(labels)),
        timesMs,
        values: values.map((value) => value ?? Number.NaN),
      }));
    },
  };
}
