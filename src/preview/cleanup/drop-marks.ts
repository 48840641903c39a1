import type { GrafanaClock } from "../../grafana/clock.ts";
import { isolationLabel, parseIsolationValue, revisionStartMs } from "../../identity/preview-identity.ts";
import type { Prometheus } from "../../prometheus/prometheus.ts";
import { hasSamples } from "../../prometheus/query/has-samples.ts";
import { deleteMark } from "../../prometheus/write/revision-mark.ts";
import { reachMs } from "./reach.ts";

/** Longer than any run waits between its mark and its first sample. */
const minAgeMs = 3_600_000;

/**
 * Deletes marks of runs that ended before their first sample. A mark holds no data, so its age is enough; while the
 * clock is in doubt all of them stay.
 */
export async function dropMarks(prometheus: Prometheus, values: readonly string[], clock: GrafanaClock): Promise<void> {
  if (clock.doubt !== undefined) return;
  for (const value of values) {
    const identity = parseIsolationValue(value);
    if (identity === undefined || Math.abs(clock.now() - revisionStartMs(identity.revision)) < minAgeMs) continue;
    if (!(await hasSamples(prometheus, { name: isolationLabel, value }, { withinMs: reachMs })))
      await deleteMark(prometheus, value);
  }
}
