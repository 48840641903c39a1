import { searchPreviews } from "../../grafana/dashboards/search.ts";
import type { Grafana } from "../../grafana/grafana.ts";
import { isOwnedBy, type Owner } from "../../grafana/marks/ownership.ts";
import { isolationLabel, parseIsolationValue, revisionStartMs } from "../../identity/preview-identity.ts";
import type { Prometheus } from "../../prometheus/prometheus.ts";
import { hasSamples } from "../../prometheus/query/has-samples.ts";
import { reachMs } from "./reach.ts";

/** Whether a value of the isolation label is one of this owner's. */
export function belongsTo(value: string, owner: Owner): boolean {
  const identity = parseIsolationValue(value);
  return identity !== undefined && isOwnedBy(identity, owner);
}

/**
 * The values that the dashboards that stay name. Any counts that carries the tags, whole or not; the search may still
 * list what was just deleted.
 */
export async function shownValues(
  grafana: Grafana,
  owner: Owner,
  gone: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  const shown = (await searchPreviews(grafana, owner)).filter(({ uid }) => !gone.has(uid));
  return new Set(
    shown.flatMap(({ tags }) => {
      const [keys, revisions] = ["dp-key:", "dp-rev:"].map((prefix) =>
        tags.filter((tag) => tag.startsWith(prefix)).map((tag) => tag.slice(prefix.length)),
      );
      return keys!.flatMap((key) => revisions!.map((revision) => `${key}.${revision}`));
    }),
  );
}

/** A few of the values, the last ones made first: older ones may have ended with the receiver's retention. */
export function newest(values: readonly string[], most: number): readonly string[] {
  const startMs = (value: string) => revisionStartMs(parseIsolationValue(value)!.revision);
  return [...values].sort((a, b) => startMs(b) - startMs(a)).slice(0, most);
}

/** The first of the values whose series have a sample. */
export async function firstWithSamples(prometheus: Prometheus, values: readonly string[]): Promise<string | undefined> {
  for (const value of values)
    if (await hasSamples(prometheus, { name: isolationLabel, value }, { withinMs: reachMs })) return value;
  return undefined;
}
