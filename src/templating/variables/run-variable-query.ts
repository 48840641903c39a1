import { labelName, selectsAll, type VariableQuery } from "../../promql/variables/variable-query.ts";
import type { VariableOption } from "../../promql/variables/variable-value.ts";
import type { LabelScope, QueryBackend } from "../backend.ts";
import { matchAllGuarded } from "../guarded-regex.ts";
import type { RegexTime } from "../regex-time.ts";

/**
 * Asks the server and gives the candidates for options, as Grafana's `metricFindQuery` does: label values, names, or
 * for `query_result` and bare selectors texts such as `up{job="a"} 1 1700000000000`.
 *
 * @throws ExpectedError of the backend; RangeError for a `metrics()` filter that cannot be used.
 */
export async function runVariableQuery(
  query: VariableQuery,
  {
    backend,
    scope,
    time,
    signal,
  }: { backend: QueryBackend; scope: Omit<LabelScope, "match">; time: RegexTime; signal?: AbortSignal | undefined },
): Promise<VariableOption[]> {
  switch (query.kind) {
    case "labelNames":
      return plain(await backend.labelNames({ ...scope, match: namedLike(query.argument?.text) }, signal));
    case "labelValues":
      return plain(await backend.labelValues(labelName(query), { ...scope, match: selectorOf(query) }, signal));
    case "metrics":
      return filterNames(await backend.labelValues("__name__", scope, signal), query.argument.text, time);
    case "queryResult":
      return queryResult(await backend.instant(query.argument.text, scope.endMs, signal));
    case "series": {
      const found = await backend.series(query.argument.text, scope, signal);
      return plain(found.map(seriesText));
    }
  }
}

function selectorOf({ argument }: VariableQuery & { readonly kind: "labelValues" }): string | undefined {
  return argument === undefined || selectsAll(argument.text) ? undefined : argument.text;
}

/** The selector that Grafana builds from the argument of `label_names()`. */
function namedLike(argument: string | undefined): string | undefined {
  return argument === undefined ? undefined : `{__name__=~".*${argument}.*"}`;
}

const plain = (texts: readonly string[]): VariableOption[] => texts.map((text) => ({ text, value: text }));

function filterNames(names: readonly string[], regex: string, time: RegexTime): VariableOption[] {
  const found = matchAllGuarded({ pattern: `/${regex}/`, texts: names, time });
  if (!found.ok) throw new RangeError(found.reason);
  return plain(names.filter((_, index) => (found.matches[index] ?? []).length > 0));
}

function queryResult(answer: Awaited<ReturnType<QueryBackend["instant"]>>): VariableOption[] {
  if (answer.text !== undefined) return plain([answer.text]);
  return plain(
    answer.series.map(({ labels, timesMs, values }) => {
      const name = labels.get("__name__") ?? "";
      const rest = [...labels].filter(([label]) => label !== "__name__").map(([label, value]) => `${label}="${value}"`);
      return `${name}{${rest.join(",")}} ${formatSample(values.at(-1))} ${timesMs.at(-1) ?? 0}`;
    }),
  );
}

function formatSample(value: number | undefined): string {
  if (value === Number.POSITIVE_INFINITY) return "+Inf";
  return value === Number.NEGATIVE_INFINITY ? "-Inf" : String(value ?? Number.NaN);
}

function seriesText(labels: ReadonlyMap<string, string>): string {
  const rest = [...labels].filter(([label]) => label !== "__name__").map(([label, value]) => `${label}="${value}"`);
  return `${labels.get("__name__") ?? ""}{${rest.join(",")}}`;
}
