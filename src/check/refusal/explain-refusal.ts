import { ExpectedError } from "../../errors.ts";
import type { ServerVersion } from "../../prometheus/query/server-version.ts";
import { findUnknownFunctions } from "../../promql/grammar/unknown-functions.ts";
import type { QuerySeries } from "../../templating/backend.ts";
import type { ReasonCode } from "../explain/explanation.ts";
import { explainCollapsed } from "./collapsed.ts";
import { findNewer } from "./newer-than.ts";

/** Questions that {@link explainRefusal} may ask. */
export interface RefusalContext {
  readonly ask: (expression: string) => Promise<readonly QuerySeries[]>;
  /** Most parts of the query that are asked for. */
  readonly maxAsks: number;
  /** Asked only for a query whose syntax the server refuses. */
  readonly server: () => Promise<ServerVersion | undefined>;
  /** The isolation label, which is not shown. */
  readonly hidden?: string | undefined;
}

/** The server cannot read the query; anything else went wrong while it ran. */
const unreadable = /parse error|unknown function|unexpected|expected type|feature flag|is not enabled|experimental/i;

/**
 * Why a server refuses a query, beyond its own words, which the reason begins with: it is MetricsQL, it needs a newer
 * server or a feature flag, or it makes one series of several.
 *
 * @param query - with all variables filled in.
 * @param message - of the server.
 * @returns the code `refused` where nothing more is known.
 */
export async function explainRefusal(
  query: string,
  message: string,
  { ask, maxAsks, server, hidden }: RefusalContext,
): Promise<{ readonly code: ReasonCode; readonly reason: string }> {
  try {
    const collapsed = await explainCollapsed(query, message, { ask, maxAsks, hidden });
    if (collapsed !== undefined) return { code: "series-collapse", reason: `${message}: ${collapsed}` };
    if (!unreadable.test(message)) return { code: "refused", reason: message };
    const known = await server();
    const metricsql = known?.metricsql === true ? undefined : metricsqlIn(query);
    if (metricsql !== undefined) return { code: "metricsql", reason: `${message}: ${metricsql}` };
    const newer = findNewer(query, known?.version);
    if (newer !== undefined) return { code: "needs-newer-server", reason: `${message}: ${newer.reason}` };
  } catch (error) {
    // The server's own words are known; only a detail is not.
    if (!(error instanceof ExpectedError)) throw error;
  }
  return { code: "refused", reason: message };
}

/** Syntax that MetricsQL adds to PromQL. */
const metricsqlSyntax: readonly (readonly [pattern: RegExp, what: string])[] = [
  [/\bkeep_metric_names\b/, "keep_metric_names"],
  [/^\s*WITH\s*\(/i, "WITH"],
  [/[)\]}\w]\s+(?:default|ifnot|if)\s+[(\w]/, "the operators default, if and ifnot"],
  [/\)\s*limit\s+\d+\s*$/, "limit after an aggregation"],
  [/\[\s*\d+i(?::|\s*\])/, "a range in steps (5i)"],
];

function metricsqlIn(query: string): string | undefined {
  const [found] = findUnknownFunctions(query).filter(({ metricsql }) => metricsql);
  if (found !== undefined) return `${found.reason}; Prometheus does not have it`;
  const plain = query.replaceAll(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`/g, '""');
  const syntax = metricsqlSyntax.find(([pattern]) => pattern.test(plain));
  return syntax === undefined ? undefined : `${syntax[1]} is MetricsQL (VictoriaMetrics), not PromQL`;
}
