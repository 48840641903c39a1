import { asObject } from "../../json/read.ts";
import type { TemplateFunction } from "./execute-template.ts";
import { requireCount, requireText } from "./function-arguments.ts";
import { type GoValue, typedMap, typeName } from "./go-value.ts";
import { compilePattern, escapeQuery, prometheusFunctions } from "./prometheus-functions.ts";
import { TemplateError } from "./template-node.ts";

/** Functions of newer versions of Prometheus than the one that Grafana has. */
const newer = new Set(["now", "toDuration", "urlQueryEscape"]);

/** Labels of an alert or a number: a map that prints as `a=1, b=2`. */
export function labelsValue(labels: Iterable<readonly [string, GoValue]>): ReadonlyMap<string, GoValue> {
  return typedMap({ name: "template.Labels", print: printLabels }, labels);
}

/** `a=1, b=2`, sorted. */
export function printLabels(labels: ReadonlyMap<string, GoValue>): string {
  return [...labels]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${String(value)}`)
    .join(", ");
}

/**
 * The functions that Grafana adds to Go's: those of Prometheus, whose `query` finds nothing, and its own.
 *
 * @param externalUrl - of the Grafana, with a slash at its end.
 * @see https://github.com/grafana/grafana/blob/v12.4.0/pkg/services/ngalert/state/template/funcs.go
 */
export function grafanaFunctions(externalUrl: string): Map<string, TemplateFunction> {
  const functions = prometheusFunctions({ query: () => [], nowMs: 0 });
  for (const name of newer) functions.delete(name);
  const own: Readonly<Record<string, [count: number, run: TemplateFunction]>> = {
    filterLabels: [2, ([labels, name]) => kept(labels, (one) => one === requireText(name))],
    filterLabelsRe: [2, ([labels, pattern]) => kept(labels, matching(pattern))],
    removeLabels: [2, ([labels, name]) => kept(labels, (one) => one !== requireText(name))],
    removeLabelsRe: [
      2,
      ([labels, pattern]) => {
        const matches = matching(pattern);
        return kept(labels, (one) => !matches(one));
      },
    ],
    mergeLabelValues: [1, ([values]) => mergeLabelValues(values)],
    graphLink: [1, ([query]) => exploreLink(requireText(query), { isInstant: false })],
    tableLink: [1, ([query]) => exploreLink(requireText(query), { isInstant: true })],
    externalURL: [0, () => externalUrl],
    pathPrefix: [0, () => new URL(externalUrl).pathname],
  };
  for (const [name, [count, run]] of Object.entries(own))
    functions.set(name, (args) => {
      requireCount(name, args, count);
      return run(args);
    });
  return functions;
}

function kept(labels: GoValue, isKept: (name: string) => boolean): GoValue {
  // Go's nil map.
  if (labels === undefined) return labelsValue([]);
  if (typeName(labels) !== "template.Labels" && typeName(labels) !== "map[string]string")
    throw new TemplateError(`wrong type for value; expected template.Labels; got ${typeName(labels)}`);
  return labelsValue([...(labels as ReadonlyMap<string, GoValue>)].filter(([name]) => isKept(name)));
}

function matching(pattern: GoValue): (name: string) => boolean {
  const compiled = compilePattern(requireText(pattern));
  return (name) => compiled.matcher(name).find();
}

/** The labels of all numbers: `a, b` where values differ. */
function mergeLabelValues(values: GoValue): GoValue {
  if (values === undefined) return labelsValue([]);
  if (typeName(values) !== "map[string]template.Value")
    throw new TemplateError(`wrong type for value; expected map[string]template.Value; got ${typeName(values)}`);
  const merged = new Map<string, Set<string>>();
  for (const number of (values as ReadonlyMap<string, ReadonlyMap<string, GoValue>>).values())
    for (const [name, value] of number.get("Labels") as ReadonlyMap<string, string>)
      merged.set(name, (merged.get(name) ?? new Set()).add(value));
  return labelsValue([...merged].map(([name, all]) => [name, [...all].sort().join(", ")] as const));
}

/** A link to Explore. @param text - JSON with `datasource` and `expr`. */
function exploreLink(text: string, { isInstant }: { readonly isInstant: boolean }): string {
  let query: Readonly<Record<string, unknown>> | undefined;
  try {
    query = asObject(JSON.parse(text));
  } catch {
    return "";
  }
  const { datasource = "", expr = "" } = query ?? {};
  if (query === undefined || typeof datasource !== "string" || typeof expr !== "string") return "";
  const source = escapeQuery(datasource);
  const kind = `"instant":${isInstant},"range":${!isInstant}`;
  const asked = `{"datasource":"${source}","expr":"${escapeQuery(expr)}",${kind},"refId":"A"}`;
  return `/explore?left={"datasource":"${source}","queries":[${asked}],"range":{"from":"now-1h","to":"now"}}`;
}
