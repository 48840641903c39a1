import { prepareQuery } from "../check/run/prepare-query.ts";
import type { DashboardQuery } from "../dashboard/view/queries.ts";
import { defined } from "../json/defined.ts";
import { builtinValues, interpolate } from "../templating/interpolate.ts";
import { timeQuery } from "../templating/query-timing.ts";
import { resolveVariables } from "../templating/variables/resolve-variables.ts";
import { memoryBackend, type SeriesIndex } from "./evaluate/memory-backend.ts";
import type { InferWork } from "./infer-work.ts";
import type { ReadDashboard } from "./read/read-usage.ts";

/** Options of {@link resolveDashboard}. */
export interface ResolveOptions {
  readonly nowMs: number;
  readonly stepMs: number;
  readonly historyMs: number;
  readonly work: InferWork;
  readonly signal?: AbortSignal | undefined;
}

/** A dashboard whose variables have chosen their values. */
export interface ResolvedDashboard {
  /** A query with the values in it, and whether a variable in it has none. */
  fillQuery(query: DashboardQuery): { readonly expr: string; readonly complete: boolean };
  /** Any other text. @param format - of values where the text names none. */
  fillText(text: string, format: "prometheus" | "regex"): string;
}

/** Lets the variables of a dashboard choose their values among the series of an index. */
export async function resolveDashboard(
  { title, uid, variables }: ReadDashboard,
  index: SeriesIndex,
  { nowMs, stepMs, historyMs, work, signal }: ResolveOptions,
): Promise<ResolvedDashboard> {
  const range = { fromMs: nowMs - historyMs, toMs: nowMs };
  const dashboard = { title, ...defined({ uid }) };
  const backend = memoryBackend(index, { nowSeconds: nowMs / 1000, historySeconds: historyMs / 1000, work });
  const regexTime = work.regexTime;
  const resolved = await resolveVariables(variables, {
    backend,
    range,
    scrapeIntervalMs: stepMs,
    dashboard,
    signal,
    regexTime,
  });
  return {
    fillQuery: (query) => {
      const { expr, used } = prepareQuery(query, { resolved, window: range, scrapeIntervalMs: stepMs, dashboard });
      return { expr, complete: used.every(({ state }) => state !== "empty" && state !== "error") };
    },
    fillText: (text, defaultFormat) => {
      if (!/\$|\[\[/.test(text)) return text;
      const timing = timeQuery({ range, scrapeIntervalMs: stepMs });
      return interpolate(text, {
        values: resolved,
        builtins: builtinValues({ range, timing, dashboard }),
        defaultFormat,
      });
    },
  };
}
