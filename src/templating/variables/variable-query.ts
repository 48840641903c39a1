import type { LabelScope, QueryBackend } from "../backend.ts";
import { matchAllGuarded } from "../guarded-regex.ts";
import type { RegexTime } from "../regex-time.ts";
import type { VariableOption } from "./variable.ts";

/** A Prometheus variable query, understood. Its texts are as written. */
export type VariableQuery =
  | { readonly kind: "label_names"; readonly match?: string }
  | { readonly kind: "label_values"; readonly label: string; readonly match?: string }
  | { readonly kind: "metrics"; readonly regex: string }
  | { readonly kind: "query_result"; readonly query: string }
  | { readonly kind: "series"; readonly match: string };

/**
 * Which of the forms of a variable query this is; anything that is no call of one of Grafana's functions asks for the
 * series that it selects.
 *
 * @see https://github.com/grafana/grafana/blob/main/packages/grafana-prometheus/src/metric_find_query.ts
 */
export function parseVariableQuery(query: string): VariableQuery {
  const text = query.trim();
  const call = /^(label_names|label_values|metrics|query_result)\(([\s\S]*)\)$/.exec(text);
  const [, name, body = ""] = call ?? [];
  const inner = body.trim();
  if (name === "label_names") return inner === "" ? { kind: name } : { kind: name, match: inner };
  if (name === "metrics" && inner !== "") return { kind: name, regex: inner };
  if (name === "query_result" && inner !== "") return { kind: name, query: inner };
  if (name === "label_values") {
    const comma = inner.lastIndexOf(",");
    const label = inner.slice(comma + 1).trim();
    const match = inner.slice(0, Math.max(0, comma)).trim();
    if (/^[a-zA-Z_$][a-zA-Z0-9_]*$/.test(label))
      return match === "" ? { kind: name, label } : { kind: name, label, match };
    const quoted = /^"([^"\\]+)"$/.exec(label)?.[1];
    if (quoted !== undefined)
      return match === "" ? { kind: name, label: quoted } : { kind: name, label: quoted, match };
  }
  return { kind: "series", match: text };
}

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
    case "label_names":
      return plain(await backend.labelNames({ ...scope, match: namedLike(query.match) }, signal));
    case "label_values":
      return plain(await backend.labelValues(query.label, { ...scope, match: query.match }, signal));
    case "metrics":
      return filterNames(await backend.labelValues("__name__", scope, signal), query.regex, time);
    case "query_result":
      return queryResult(await backend.instant(query.query, scope.endMs, signal));
    case "series": {
      const found = await backend.series(query.match, scope, signal);
      return plain(found.map(seriesText));
    }
  }
}

/** What Grafana makes of the argument of `label_names()`. */
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
