import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  table,
  tableWidth
} from "./chunk-M6SMWTDJ.js";
import {
  hasOtherProjects,
  movedText
} from "./chunk-7UJVKETN.js";
import {
  describeHidden,
  readFolderAccess
} from "./chunk-5ZERM6KQ.js";
import "./chunk-XMYBVWPI.js";
import {
  roughDuration,
  utcMinute
} from "./chunk-VRPAOOVG.js";
import {
  readClock
} from "./chunk-BCJFHYLG.js";
import {
  listPreviews
} from "./chunk-NZZLYRMT.js";
import "./chunk-RDQLQ2QQ.js";
import "./chunk-D4UIDT74.js";
import {
  identified,
  pathOnlyNote
} from "./chunk-4GG7ZRSV.js";
import "./chunk-5PHZJJBZ.js";
import "./chunk-4FI5YERB.js";
import "./chunk-2P4UK4RQ.js";
import "./chunk-PZJKC72J.js";
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
import "./chunk-4P6PP26E.js";
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

// src/cli/commands/list/run-list.ts
async function runList(request, context) {
  const found = reviewFrom(request, context);
  const grafana = grafanaFrom(request, context);
  try {
    const { review, unasked } = await identified(found, request, context);
    const key = request.key === void 0 && request.name === void 0 ? {} : { key: review.key };
    const owner = request.allProjects ? {} : { ...projectNames(review), ...key };
    const { nowMs, doubt } = await readClock(grafana, context.now);
    const listing = await listPreviews(grafana, { owner, nowMs });
    const home = await readFolderAccess(grafana);
    const warnings = [
      ...unasked === void 0 || request.allProjects || !await hasOtherProjects(grafana, projectNames(review)) ? [] : [pathOnlyNote(unasked)],
      ...home.state === "readable" ? [] : [`there may be previews that are not listed: ${describeHidden(home)}`],
      ...doubt === void 0 ? [] : [`${doubt}; no preview is deleted for its age until they agree`]
    ];
    if (request.output === "json") context.out.json(listingJson(listing, warnings));
    else context.out.write(listingText(listing, warnings, context, nowMs));
  } finally {
    grafana.close();
  }
  return 0;
}
function listingJson({ previews, leftAlone }, warnings) {
  return {
    previews: previews.map(({ createdAtMs, expiresAtMs, ...preview }) => ({
      ...preview,
      ...createdAtMs === void 0 ? {} : { createdAt: new Date(createdAtMs).toISOString() },
      expiresAt: new Date(expiresAtMs).toISOString()
    })),
    leftAlone,
    warnings
  };
}
var head = ["DASHBOARD", "PREVIEW", "AGE", "EXPIRES"];
function listingText({ previews, leftAlone }, warnings, { out }, nowMs) {
  const paint = painter(out.colours);
  const rows = previews.map((preview) => [
    plainLine(preview.title),
    `${preview.project}.${preview.key}${movedText(preview)}`,
    preview.createdAtMs === void 0 ? "" : roughDuration(nowMs - preview.createdAtMs),
    expiryText(preview)
  ]);
  const links = previews.map(({ url }) => plainLine(url));
  const others = leftAlone.map(
    ({ title, uid, reason }) => paint.dim(`left alone: ${plainLine(title)} (${plainLine(uid)}): ${plainLine(reason)}`)
  );
  const notes = warnings.map((text) => paint.yellow(`warning: ${plainLine(text)}`));
  const lines = rows.length === 0 ? ["no previews"] : withLinks(rows, links, out.columns, (cell, row, column) => {
    if (row === -1) return paint.bold(cell);
    return column === 3 && previews[row].state === "expired" ? paint.yellow(cell) : cell;
  });
  return `${[...lines, ...others, ...notes].join("\n")}
`;
}
function expiryText({ state, untilReview, expiresAtMs }) {
  if (state !== "live") return state;
  return untilReview === true ? "until its review ends" : utcMinute(expiresAtMs);
}
function withLinks(rows, links, columns, paint) {
  const whole = rows.map((row, index) => [...row, links[index]]);
  const wholeHead = [...head, "LINK"];
  if (tableWidth([wholeHead, ...whole]) <= columns) return table(whole, { head: wholeHead, columns, paint });
  const [first, ...rest] = table(rows, { head, columns, paint });
  return [first, ...rest.flatMap((line, index) => [line, `  ${links[index]}`])];
}
export {
  runList
};
