import { ExpectedError } from "../errors.ts";
import { dropUndefined } from "../promql/tree/drop-undefined.ts";
import { findReferences } from "../promql/variables/variable-reference.ts";
import type { CheckRun } from "./check-run.ts";
import { explainEmpty } from "./explain/explain-empty.ts";
import { findUnknownMetric } from "./explain/explain-selector.ts";
import type { Explanation } from "./explain/explanation.ts";
import type { CheckQuery } from "./run/check-query.ts";
import { type PreparedQuery, savedFilters } from "./run/prepare-query.ts";

/**
 * Why a query has no data. Variables come first: what they leave out explains more than the selector that they leave
 * empty.
 */
export async function explainQuery(query: CheckQuery, prepared: PreparedQuery, run: CheckRun): Promise<Explanation> {
  const [undefinedName] = prepared.undefinedNames;
  // An alternative beside the undefined one can match: then that one says why there is no data.
  const isDefined = (name: string) => !prepared.undefinedNames.includes(name);
  const expr = dropUndefined(prepared.expr, isDefined);
  if (undefinedName !== undefined && !hasOtherBranch(expr, isDefined))
    return { code: "variable-undefined", reason: `variable $${undefinedName} is not defined in the dashboard` };
  const unknown = findUnknownMetric(expr, { ...run, knowledge: run.spec });
  if (unknown !== undefined) return unknown;
  const valueless = prepared.used.find(({ state }) => state === "empty" || state === "error");
  if (valueless !== undefined)
    return {
      code: "variable-empty",
      reason: `variable $${valueless.name} has no values: ${valueless.reason ?? "its query has no answer"}`,
    };
  if (run.budget.explained-- <= 0)
    return { code: "unknown", reason: "the query returns nothing (too many such queries to explain each)" };
  let asks = 0;
  const count = () => {
    if (++asks > run.budget.maxAsks)
      throw new AskedEnough("the query returns nothing, and it is too complex to find out why; split it to see", {
        code: "budget",
      });
  };
  const { backend } = run;
  return explainEmpty(expr, {
    ...run,
    // What is asked about a selector counts as well: it may have thousands of conditions.
    backend: {
      labelNames: async (scope, signal) => {
        count();
        return backend.labelNames(scope, signal);
      },
      labelValues: async (label, scope, signal) => {
        count();
        return backend.labelValues(label, scope, signal);
      },
    },
    knowledge: run.spec,
    filters: [...(run.filters ?? []), ...savedFilters(run.resolved.values())],
    startMs: prepared.range.fromMs,
    endMs: prepared.range.toMs,
    instant: query.instant === true,
    ask: (expression) => {
      count();
      return run.runner.run(expression, { timing: prepared.timing, instant: query.instant === true });
    },
  }).catch((error: unknown) => {
    if (error instanceof ExpectedError) return { code: "unknown", reason: unexplained(error) } as const;
    throw error;
  });
}

class AskedEnough extends ExpectedError {
  readonly exitCode = 3;
}

function unexplained(error: ExpectedError): string {
  return error instanceof AskedEnough
    ? error.message
    : `the query returns nothing; looking for the reason failed: ${error.message}`;
}

/** Whether a query depends on no undefined variable any more. */
function hasOtherBranch(expr: string, isDefined: (name: string) => boolean): boolean {
  return findReferences(expr).every(({ name }) => isDefined(name));
}
