import { isTotalName, madeLabel, partName, splitPart } from "../../generator/wire-names.ts";
import { requireData } from "../../prometheus/answer.ts";
import type { Prometheus } from "../../prometheus/prometheus.ts";
import { decodeLabelSets, decodeNumber } from "../../prometheus/query/decode-answer.ts";
import { instantQuery, subjectOf } from "../../prometheus/query/query.ts";
import type { InferredKind } from "../read/families.ts";
import type { KnownMetric } from "../read/known-metric.ts";
import { isLabelName } from "../read/usage.ts";
import { levelOf } from "./from-metrics-page.ts";

/** Series and metrics that are looked at. */
const limits = { series: 20_000, metrics: 500, help: 4096 };

/**
 * Metrics of a real server: names, label names, types and typical levels (the median of what is there now; of counters
 * the rate over five minutes). Neither values of labels nor samples are copied. Only asks, so it may be repeated.
 *
 * @param matchers - series selectors, such as `{job="api"}`; at least one.
 * @throws {PrometheusError} if the server fails or refuses.
 */
export async function fromPrometheus(
  prometheus: Prometheus,
  matchers: readonly string[],
  { signal }: { readonly signal?: AbortSignal | undefined } = {},
): Promise<KnownMetric[]> {
  const doing = "reading the series to imitate";
  const parameters = { "match[]": [...matchers], limit: String(limits.series) };
  const listed = requireData(
    prometheus,
    doing,
    await prometheus.ask({ method: "POST", path: "/series", parameters, signal }),
  );
  const types = await readTypes(prometheus, signal);
  const families = new Map<string, { names: Set<string>; labels: Set<string>; bounds: Set<number> }>();
  for (const labels of decodeLabelSets(listed, subjectOf(prometheus, doing)).slice(0, limits.series)) {
    const name = labels.get("__name__") ?? "";
    const base = splitPart(name)?.base;
    const family = base !== undefined && isJoined(base, types, labels.has("le")) ? base : name;
    if (!families.has(family) && families.size >= limits.metrics) continue;
    const known = families.get(family) ?? { names: new Set(), labels: new Set(), bounds: new Set() };
    families.set(family, known);
    known.names.add(name);
    for (const label of labels.keys()) if (isLabelName(label)) known.labels.add(label);
    for (const made of ["le", "quantile"]) if (labels.has(made)) known.bounds.add(decodeNumber(labels.get(made)));
  }
  const found: KnownMetric[] = [];
  for (const [name, { labels, bounds }] of [...families].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const { type, help } = types.get(name) ?? { type: "", help: undefined };
    const kind = kindOf(type, name, labels);
    const made = madeLabel(kind);
    const numbers = [...bounds].filter(Number.isFinite).sort((a, b) => a - b);
    found.push({
      name,
      kind,
      help,
      labels: new Map([...labels].filter((label) => label !== made).map((label) => [label, []])),
      level: await readLevel(prometheus, { name, kind, matchers, signal }),
      buckets: kind === "histogram" && numbers.length > 0 ? numbers : undefined,
      quantiles: kind === "summary" && numbers.length > 0 ? numbers : undefined,
    });
  }
  return found;
}

type Types = ReadonlyMap<string, { readonly type: string; readonly help: string | undefined }>;

function isJoined(base: string, types: Types, hasBounds: boolean): boolean {
  return hasBounds || ["histogram", "summary"].includes(types.get(base)?.type ?? "");
}

function kindOf(type: string, name: string, labels: ReadonlySet<string>): InferredKind | undefined {
  if (type === "counter" || type === "gauge" || type === "histogram" || type === "summary" || type === "info")
    return type;
  if (labels.has("le")) return "histogram";
  return labels.has("quantile") ? "summary" : isTotalName(name) ? "counter" : undefined;
}

/** Types are optional: a server without them is accepted. */
async function readTypes(prometheus: Prometheus, signal: AbortSignal | undefined): Promise<Types> {
  const { data } = await prometheus.ask({ method: "GET", path: "/metadata", signal });
  const found = new Map<string, { type: string; help: string | undefined }>();
  if (typeof data !== "object" || data === null) return found;
  for (const [name, list] of Object.entries(data)) {
    const [first] = Array.isArray(list) ? (list as { type?: unknown; help?: unknown }[]) : [];
    if (typeof first?.type === "string")
      found.set(name, {
        type: first.type,
        help: typeof first.help === "string" && first.help !== "" ? first.help.slice(0, limits.help) : undefined,
      });
  }
  return found;
}

async function readLevel(
  prometheus: Prometheus,
  {
    name,
    kind,
    matchers,
    signal,
  }: { name: string; kind: InferredKind | undefined; matchers: readonly string[]; signal: AbortSignal | undefined },
): Promise<KnownMetric["level"]> {
  if (kind === "info") return undefined;
  const wire = kind === "histogram" || kind === "summary" ? partName(name, "count") : name;
  const selectors = matchers.map((matcher) => withName(matcher, wire));
  const value = (selector: string) => (kind === "gauge" || kind === undefined ? selector : `rate(${selector}[5m])`);
  const samples = await instantQuery(prometheus, selectors.map(value).join(" or "), {
    doing: `reading the level of ${wire}`,
    signal,
  });
  return levelOf(samples.map(({ value: each }) => each).filter((each) => Number.isFinite(each) && each !== 0));
}

/** The selector, narrowed to one metric. */
function withName(matcher: string, name: string): string {
  const braces = /\{([\s\S]*)\}\s*$/.exec(matcher);
  const inner = braces?.[1]?.trim() ?? "";
  const own = /^\s*([a-zA-Z_:][\w:]*)/.exec(matcher)?.[1];
  const parts = [
    `__name__=${JSON.stringify(name)}`,
    ...(own === undefined ? [] : [`__name__=${JSON.stringify(own)}`]),
    ...(inner === "" ? [] : [inner]),
  ];
  return `{${parts.join(",")}}`;
}
