import { GrafanaError } from "../../errors.ts";
import type { Grafana } from "../../grafana/grafana.ts";
import { renewUntilReview } from "../../grafana/marks/change-marks.ts";
import { defaultMaxTtlMs, type Owner } from "../../grafana/marks/ownership.ts";
import type { ListedPreview } from "../list.ts";

/**
 * How long a preview of `--ttl review` lives after a run or sweep last heard that its review is open. Longer than
 * holidays without a push, shorter than `--max-ttl`: a Grafana whose sweeps stop loses it all the same.
 */
export const reviewGraceMs = 14 * 86_400_000;

/** Every renewal is a version of the dashboard: less than this is not worth one. Milliseconds. */
const leastGainMs = 3_600_000;

/** Options of {@link renewOpen}. */
export interface Renewal {
  readonly grafana: Grafana;
  readonly owner: Owner;
  readonly previews: readonly ListedPreview[];
  /** Keys whose review is positively open. */
  readonly open: ReadonlySet<string>;
  /** Unix milliseconds, by Grafana's clock. */
  readonly nowMs: number;
  readonly maxTtlMs?: number;
}

/**
 * Renews the previews of `--ttl review` whose review is open, expired ones that still stand included. Those that
 * somebody moved or keeps are left alone.
 *
 * @returns warnings: a preview that cannot be renewed lives until its expiry.
 */
export async function renewOpen(renewal: Renewal): Promise<readonly string[]> {
  const { grafana, owner, previews, open, nowMs, maxTtlMs = defaultMaxTtlMs } = renewal;
  const expiresAtMs = nowMs + Math.min(reviewGraceMs, maxTtlMs);
  const warnings: string[] = [];
  for (const { uid, title, key, state, untilReview, movedTo, expiresAtMs: old } of previews) {
    if (untilReview !== true || !open.has(key) || state === "kept" || movedTo !== undefined) continue;
    if (expiresAtMs - old < leastGainMs) continue;
    try {
      await renewUntilReview(grafana, uid, { owner, expiresAtMs });
    } catch (error) {
      if (!(error instanceof GrafanaError)) throw error;
      warnings.push(`"${title}" was not renewed although its review is open: ${error.message}`);
    }
  }
  return warnings;
}
