import type { QueryFailure } from "../../../../src/promql/grammar/failure.ts";
import { type ExplainedQuery, explainSteps } from "../../../../src/promql/steps/explain.ts";
import type { PlaygroundSet } from "../../../../src/report/playground/playground-data.ts";
import { type AskOptions, askPrometheus } from "./ask.ts";

/** Points of a curve: more than that cannot be told apart on a screen. */
const points = 240;

/** The steps of a query on a set of samples. Rejects with `NoAnswer` if the server is gone. */
export function explainOn(
  query: string,
  set: PlaygroundSet,
  way: Omit<AskOptions, "label">,
  atMs: number,
): Promise<ExplainedQuery | QueryFailure> {
  const { fromMs, toMs } = set.range;
  const stepMs = Math.max(set.stepMs, Math.ceil((toMs - fromMs) / points / set.stepMs) * set.stepMs);
  return explainSteps(query, {
    ask: askPrometheus({ ...way, label: set.label }),
    atMs,
    range: { fromMs, toMs, stepMs },
    version: set.prometheus,
  });
}
