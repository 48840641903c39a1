import { builtinValues, interpolate } from "../../templating/interpolate.ts";
import type { CheckQuery } from "../run/check-query.ts";
import { type PrepareOptions, prepareQuery } from "../run/prepare-query.ts";

/**
 * Fills a dashboard's variables into a panel's expressions, as Grafana does before its server sees them: `$A` is a
 * variable where there is one of that name, else a query.
 *
 * @param query - any of the panel, for its time range.
 */
export function fillInExpressions(query: CheckQuery | undefined, options: PrepareOptions): (text: string) => string {
  let builtins: ReadonlyMap<string, string> | undefined;
  return (text) => {
    if (query === undefined || !/\$|\[\[/.test(text)) return text;
    builtins ??= builtinValues({ ...prepareQuery({ ...query, expr: "" }, options), dashboard: options.dashboard });
    return interpolate(text, { values: options.resolved, builtins, defaultFormat: "glob" });
  };
}
