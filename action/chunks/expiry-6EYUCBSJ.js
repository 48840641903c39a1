import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  setExpiry,
  setKeep
} from "./chunk-7ENR53XV.js";
import {
  listPreviews
} from "./chunk-NZZLYRMT.js";
import "./chunk-RP4PX3OI.js";
import "./chunk-2P4UK4RQ.js";
import {
  defaultMaxTtlMs
} from "./chunk-PZJKC72J.js";
import "./chunk-SGDPDTTZ.js";
import "./chunk-5UHCLHX7.js";
import "./chunk-4P6PP26E.js";
import "./chunk-REFUIXMO.js";
import "./chunk-Z4Q2ISX3.js";
import {
  formatDuration
} from "./chunk-ACMFHTB5.js";
import "./chunk-BLCDFNVZ.js";
import {
  GrafanaError,
  UsageError
} from "./chunk-E7O6XGVL.js";
import "./chunk-RZGYXAJU.js";

// src/preview/expiry.ts
async function extendPreviews(selection, options) {
  const { maxTtlMs = defaultMaxTtlMs } = options;
  const ttlMs = Math.min(options.ttlMs, maxTtlMs);
  const expiresAtMs = selection.nowMs + ttlMs;
  const result = await changeEach(
    selection,
    ({ expiresAtMs: old }) => Math.max(old, expiresAtMs),
    (preview) => setExpiry(selection.grafana, preview.uid, {
      owner: selection.owner,
      expiresAtMs: Math.max(preview.expiresAtMs, expiresAtMs)
    })
  );
  return ttlMs === options.ttlMs ? result : { ...result, warnings: [`the time is longer than --max-ttl and was reduced to ${formatDuration(maxTtlMs)}`] };
}
async function keepPreviews(selection, { keep }) {
  return changeEach(
    selection,
    ({ expiresAtMs }) => expiresAtMs,
    (preview) => setKeep(selection.grafana, preview.uid, { owner: selection.owner, keep }),
    keep
  );
}
async function changeEach({ grafana, owner, uid, nowMs, dryRun, hint }, expiry, change, keep) {
  const { previews, leftAlone } = await listPreviews(grafana, { owner, nowMs });
  const chosen = previews.filter((preview) => uid === void 0 || preview.uid === uid);
  const failed = leftAlone.filter((one) => uid !== void 0 && one.uid === uid).map((one) => ({ ...one }));
  if (chosen.length === 0 && failed.length === 0) {
    const whose = `${owner.project}${owner.key === void 0 ? "" : `.${owner.key}`}`;
    throw new UsageError(
      `there is no preview ${uid === void 0 ? `of ${whose}` : `${uid} of ${whose}`}; see dashpreview list${hint === void 0 ? "" : ` (${hint})`}`
    );
  }
  const changed = [];
  for (const preview of chosen) {
    try {
      if (!dryRun) await change(preview);
      changed.push({
        uid: preview.uid,
        title: preview.title,
        url: preview.url,
        expiresAtMs: expiry(preview),
        kept: keep ?? preview.state === "kept"
      });
    } catch (error) {
      if (!(error instanceof GrafanaError)) throw error;
      failed.push({ uid: preview.uid, title: preview.title, reason: error.message });
    }
  }
  return { changed, failed, warnings: [] };
}
export {
  extendPreviews,
  keepPreviews
};
