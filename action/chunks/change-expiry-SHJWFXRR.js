import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  utcMinute
} from "./chunk-VRPAOOVG.js";
import {
  readClock
} from "./chunk-BCJFHYLG.js";
import {
  identified,
  pathOnlyNote
} from "./chunk-4GG7ZRSV.js";
import "./chunk-5PHZJJBZ.js";
import "./chunk-4FI5YERB.js";
import {
  grafanaFrom
} from "./chunk-O375JEU7.js";
import "./chunk-BBF4SSFR.js";
import "./chunk-I6U2BZTL.js";
import "./chunk-SGDPDTTZ.js";
import "./chunk-JN2EJA7T.js";
import "./chunk-NCEPZOQJ.js";
import {
  reviewFrom
} from "./chunk-RSB6OVV2.js";
import "./chunk-C3366K2M.js";
import "./chunk-WFHRHJHL.js";
import "./chunk-LBV6Z5BT.js";
import "./chunk-DLLWLS7E.js";
import "./chunk-NLEAXLPZ.js";
import "./chunk-PMDPCLWW.js";
import {
  projectNames
} from "./chunk-5UHCLHX7.js";
import "./chunk-B4BP7DEG.js";
import "./chunk-Q663M3BX.js";
import "./chunk-REFUIXMO.js";
import "./chunk-Z4Q2ISX3.js";
import "./chunk-B7QDZDLD.js";
import "./chunk-5AO6ZF25.js";
import "./chunk-ACMFHTB5.js";
import "./chunk-BLCDFNVZ.js";
import "./chunk-EO5QO5NY.js";
import "./chunk-DNV2PKG7.js";
import "./chunk-DZGUTROI.js";
import "./chunk-I2SEJ6BX.js";
import {
  plainLine
} from "./chunk-EAIBZLQG.js";
import {
  painter
} from "./chunk-PFTXVXQM.js";
import "./chunk-E7O6XGVL.js";
import "./chunk-RZGYXAJU.js";

// src/cli/commands/extend/change-expiry.ts
async function changeExpiry(request, context, change) {
  const found = reviewFrom(request, context);
  const grafana = grafanaFrom(request, context);
  try {
    const { review, unasked } = await identified(found, request, context);
    const hint = unasked === void 0 ? void 0 : pathOnlyNote(unasked);
    const names = projectNames(review);
    const owner = request.uid === void 0 || request.key !== void 0 ? { ...names, key: review.key } : names;
    const { nowMs, doubt } = await readClock(grafana, context.now);
    const result = await change({ grafana, owner, uid: request.uid, nowMs, dryRun: request.dryRun, hint });
    const warnings = doubt === void 0 ? result.warnings : [...result.warnings, `${doubt}; no preview is deleted for its age until they agree`];
    return printExpiry({ ...result, warnings }, request, context);
  } finally {
    grafana.close();
  }
}
function changedText({ title, kept, expiresAtMs }, dryRun) {
  const shown = plainLine(title);
  if (dryRun) return kept ? `would keep ${shown}` : `would extend ${shown} to ${utcMinute(expiresAtMs)}`;
  return `${shown}: ${kept ? "kept" : `expires ${utcMinute(expiresAtMs)}`}`;
}
function printExpiry(result, { output, dryRun }, { out }) {
  if (output === "json") {
    const changed = result.changed.map(({ expiresAtMs, ...one }) => ({
      ...one,
      expiresAt: new Date(expiresAtMs).toISOString()
    }));
    out.json({ ...result, changed, dryRun });
  } else {
    const paint = painter(out.colours);
    const lines = [
      ...result.changed.map(
        ({ title, kept, expiresAtMs, url }) => `${changedText({ title, kept, expiresAtMs }, dryRun)}  ${plainLine(url)}`
      ),
      ...result.failed.map(
        ({ title, uid, reason }) => paint.red(`not changed: ${plainLine(title)} (${plainLine(uid)}): ${plainLine(reason)}`)
      ),
      ...result.warnings.map((text) => paint.yellow(`warning: ${plainLine(text)}`))
    ];
    out.write(`${lines.join("\n")}
`);
  }
  return result.failed.length > 0 ? 3 : 0;
}
export {
  changeExpiry
};
