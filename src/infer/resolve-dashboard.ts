import { copiesOf } from "../check/repeat/copies.ts";
import { prepareQuery } from "../check/run/prepare-query.ts";
import type { DashboardQuery } from "../dashboard/view/queries.ts";
import { defined } from "../json/defined.ts";
import { builtinValues, interpolate } from "../templating/interpolate.ts";
import { timeQuery } from "../templating/query-timing.ts";
import { resolveVariables } from "../templating/variables/resolve-variables.ts";
import type { ResolvedVariable } from "../templating/variables/resolved-variable.ts";
import { memoryBackend, type SeriesIndex } from "./evaluate/memory-backend.ts";
import type { InferWork } from "./infer-work.ts";
import type { ReadDashboard } from "./read/read-usage.ts";

/** Copies of repeated panels' queries, beyond the first of each, that a dashboard is looked at for. */
const maxCopies = 5000;

/** Options of {@link resolveDashboard}. */
export interface ResolveOptions {
  readonly nowMs: number;
  readonly stepMs: number;
  readonly historyMs: number;
  readonly work: InferWork;
  readonly signal?: AbortSignal | undefined;
}

/** A query with the values of variables in it. */
export interface FilledText {
  readonly expr: string;
  /** Every variable in it has a value. */
  readonly complete: boolean;
}

/** A dashboard whose variables have chosen their values. */
export interface ResolvedDashboard {
  /**
   * A query with the values in it, and whether a variable in it has none. That of a repeated panel once for each copy,
   * as far as a check looks at them; equal ones once.
   */
  fillQuery(query: DashboardQuery): readonly FilledText[];
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
  const known = new Map<string, readonly ReadonlyMap<string, ResolvedVariable>[]>();
  const valuesFor = (repeats: readonly string[]) => {
    const key = JSON.stringify(repeats);
    const values = known.get(key) ?? copiesOf(repeats, resolved)?.copies.map((copy) => copy.resolved) ?? [resolved];
    known.set(key, values);
    return values;
  };
  let room = maxCopies;
  return {
    fillQuery: (query) => {
      const copies = valuesFor(query.repeats ?? []).slice(0, 1 + room);
      room -= copies.length - 1;
      const filled = copies.map((values): FilledText => {
        const { expr, used } = prepareQuery(query, {
          resolved: values,
          window: range,
          scrapeIntervalMs: stepMs,
          dashboard,
        });
        return { expr, complete: used.every(({ state }) => state !== "empty" && state !== "error") };
      });
      return [...new Map(filled.map((one) => [one.expr, one])).values()];
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
