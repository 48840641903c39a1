import { PrometheusError } from "../../errors.ts";
import { injectLabel } from "../../promql/isolation/inject.ts";
import type { IsolationLabel } from "../../promql/isolation/label.ts";
import type { QueryBackend } from "../../templating/backend.ts";

/**
 * A backend that sees only the series with a label, and shows them without it. A query that cannot be confined is
 * refused, as a server would refuse one that it does not understand.
 *
 * @param natives - metrics that are native histograms, where the server makes zeros of these in `label_replace`.
 */
export function isolatedBackend(
  backend: QueryBackend,
  label: IsolationLabel,
  natives?: ReadonlySet<string>,
): QueryBackend {
  const confine = (query: string): string => {
    const injected = injectLabel(query, label, { natives });
    if (injected.ok) return injected.query;
    throw new PrometheusError(injected.reason, { code: "bad-query" });
  };
  return {
    ...backend,
    instant: async (query, timeMs, signal) => backend.instant(confine(query), timeMs, signal),
    range: async (query, range, signal) => backend.range(confine(query), range, signal),
  };
}
