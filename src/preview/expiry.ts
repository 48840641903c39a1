import { GrafanaError, UsageError } from "../errors.ts";
import type { Grafana } from "../grafana/grafana.ts";
import { setExpiry, setKeep } from "../grafana/marks/change-marks.ts";
import { defaultMaxTtlMs, type Owner } from "../grafana/marks/ownership.ts";
import { formatDuration } from "../text/duration.ts";
import { type ListedPreview, listPreviews } from "./list.ts";

/** Which previews `extend` and `keep` are about: one by uid, or all of a key. */
export interface ExpirySelection {
  readonly grafana: Grafana;
  readonly owner: Owner & { readonly project: string };
  readonly uid?: string | undefined;
  readonly nowMs: number;
  readonly dryRun: boolean;
  /** Why previews may be there and not be found; for the message if there is none. */
  readonly hint?: string | undefined;
}

/** Previews that were changed, and those that could not be. */
export interface ExpiryResult {
  readonly changed: readonly {
    readonly uid: string;
    readonly title: string;
    readonly url: string;
    readonly expiresAtMs: number;
    readonly kept: boolean;
  }[];
  readonly failed: readonly { readonly uid: string; readonly title: string; readonly reason: string }[];
  readonly warnings: readonly string[];
}

/**
 * A later expiry: `ttlMs` from now. Never an earlier one than a preview has.
 *
 * @param options.maxTtlMs - a longer time is cut to this, with a warning.
 */
export async function extendPreviews(
  selection: ExpirySelection,
  options: { ttlMs: number; maxTtlMs?: number },
): Promise<ExpiryResult> {
  const { maxTtlMs = defaultMaxTtlMs } = options;
  const ttlMs = Math.min(options.ttlMs, maxTtlMs);
  const expiresAtMs = selection.nowMs + ttlMs;
  const result = await changeEach(
    selection,
    ({ expiresAtMs: old }) => Math.max(old, expiresAtMs),
    (preview) =>
      setExpiry(selection.grafana, preview.uid, {
        owner: selection.owner,
        expiresAtMs: Math.max(preview.expiresAtMs, expiresAtMs),
      }),
  );
  return ttlMs === options.ttlMs
    ? result
    : { ...result, warnings: [`the time is longer than --max-ttl and was reduced to ${formatDuration(maxTtlMs)}`] };
}

/** Exempts previews from expiry, or no longer (`keep: false`). */
export async function keepPreviews(selection: ExpirySelection, { keep }: { keep: boolean }): Promise<ExpiryResult> {
  return changeEach(
    selection,
    ({ expiresAtMs }) => expiresAtMs,
    (preview) => setKeep(selection.grafana, preview.uid, { owner: selection.owner, keep }),
    keep,
  );
}

async function changeEach(
  { grafana, owner, uid, nowMs, dryRun, hint }: ExpirySelection,
  expiry: (preview: ListedPreview) => number,
  change: (preview: ListedPreview) => Promise<unknown>,
  keep?: boolean,
): Promise<ExpiryResult> {
  const { previews, leftAlone } = await listPreviews(grafana, { owner, nowMs });
  const chosen = previews.filter((preview) => uid === undefined || preview.uid === uid);
  const failed = leftAlone.filter((one) => uid !== undefined && one.uid === uid).map((one) => ({ ...one }));
  if (chosen.length === 0 && failed.length === 0) {
    const whose = `${owner.project}${owner.key === undefined ? "" : `.${owner.key}`}`;
    throw new UsageError(
      `there is no preview ${uid === undefined ? `of ${whose}` : `${uid} of ${whose}`}; see dashpreview ` +
        `list${hint === undefined ? "" : ` (${hint})`}`,
    );
  }
  const changed: ExpiryResult["changed"][number][] = [];
  for (const preview of chosen) {
    try {
      if (!dryRun) await change(preview);
      changed.push({
        uid: preview.uid,
        title: preview.title,
        url: preview.url,
        expiresAtMs: expiry(preview),
        kept: keep ?? preview.state === "kept",
      });
    } catch (error) {
      if (!(error instanceof GrafanaError)) throw error;
      failed.push({ uid: preview.uid, title: preview.title, reason: error.message });
    }
  }
  return { changed, failed, warnings: [] };
}
