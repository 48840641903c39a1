import { ExpectedError } from "../../errors.ts";
import type { Prometheus } from "../../prometheus/prometheus.ts";
import { decodeExemplars } from "../../prometheus/query/decode-answer.ts";
import type { CollectedAnswers } from "../../report/answers/collect-answers.ts";
import { sampleExemplars } from "../../report/answers/sample-exemplars.ts";

/**
 * Asks for the exemplars of every query whose panel shows some, over its own time range, as Grafana does. A server that
 * has none, or does not know the question, is no fault: nothing is missing from the dashboard.
 */
export async function askExemplars(
  { panels, exemplars }: Pick<CollectedAnswers, "panels" | "exemplars">,
  prometheus: Pick<Prometheus, "ask">,
  signal?: AbortSignal,
): Promise<void> {
  for (const { result } of panels.flatMap(({ answers }) => answers)) {
    const { query, state, evaluated, ranExpr } = result;
    if (query.exemplar !== true || query.hidden === true || state !== "ok") continue;
    if (evaluated === undefined || evaluated.instant || ranExpr === undefined) continue;
    const { startMs, endMs, stepMs } = evaluated;
    const parameters = { query: ranExpr, start: String(startMs / 1000), end: String(endMs / 1000) };
    try {
      const { data } = await prometheus.ask({ method: "POST", path: "/query_exemplars", parameters, signal });
      if (data === undefined) return;
      const shown = sampleExemplars(decodeExemplars(data), stepMs);
      if (shown.length > 0) exemplars.set(result, shown);
    } catch (error) {
      if (!(error instanceof ExpectedError) || signal?.aborted === true) throw error;
      return;
    }
  }
}
