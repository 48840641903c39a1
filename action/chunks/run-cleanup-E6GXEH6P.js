import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  isAskable,
  renewOpen
} from "./chunk-OR542QHO.js";
import {
  hasOtherProjects,
  movedText
} from "./chunk-7UJVKETN.js";
import {
  cleanup,
  closedReviews,
  leftovers,
  reportRemoved,
  reviewOf
} from "./chunk-VZKLT4XJ.js";
import "./chunk-YNWCQHPM.js";
import "./chunk-5ZERM6KQ.js";
import "./chunk-AOJ4QD4I.js";
import "./chunk-ASHW6A5J.js";
import "./chunk-XMYBVWPI.js";
import {
  utcMinute
} from "./chunk-VRPAOOVG.js";
import {
  readClock
} from "./chunk-BCJFHYLG.js";
import "./chunk-7ENR53XV.js";
import {
  listPreviews
} from "./chunk-NZZLYRMT.js";
import "./chunk-RP4PX3OI.js";
import "./chunk-RZZYZ6Z2.js";
import "./chunk-6M77KGMD.js";
import "./chunk-T7EJVMAX.js";
import "./chunk-6LKQSSW4.js";
import "./chunk-7JRK62TH.js";
import "./chunk-ZCLG54QM.js";
import "./chunk-DVOWRG3L.js";
import "./chunk-3X2NTYLH.js";
import "./chunk-RDQLQ2QQ.js";
import "./chunk-D4UIDT74.js";
import "./chunk-FXEZWZLL.js";
import {
  hostFrom,
  identified,
  pathOnlyNote,
  tokenAdvice
} from "./chunk-4GG7ZRSV.js";
import "./chunk-5PHZJJBZ.js";
import "./chunk-4FI5YERB.js";
import "./chunk-2P4UK4RQ.js";
import "./chunk-PZJKC72J.js";
import {
  grafanaFrom,
  optionalPrometheusFrom
} from "./chunk-O375JEU7.js";
import "./chunk-BBF4SSFR.js";
import "./chunk-I6U2BZTL.js";
import "./chunk-SGDPDTTZ.js";
import {
  createProgress
} from "./chunk-TZCGKX3G.js";
import "./chunk-ZUCV4DK7.js";
import "./chunk-JN2EJA7T.js";
import "./chunk-NCEPZOQJ.js";
import "./chunk-MPS7O4VN.js";
import "./chunk-PHWUCDRY.js";
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
import "./chunk-RQHKSZ5E.js";
import "./chunk-7ZG6RHXF.js";
import "./chunk-B7QDZDLD.js";
import "./chunk-5AO6ZF25.js";
import "./chunk-ACMFHTB5.js";
import {
  defined
} from "./chunk-BLCDFNVZ.js";
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
import {
  UsageError
} from "./chunk-E7O6XGVL.js";
import "./chunk-RZGYXAJU.js";

// src/cli/commands/cleanup/cleanup-text.ts
function cleanupJson({ warnings, ...result }, notes) {
  const times = (previews) => previews.map(({ createdAtMs, expiresAtMs, ...preview }) => ({
    ...preview,
    ...createdAtMs === void 0 ? {} : { createdAt: new Date(createdAtMs).toISOString() },
    expiresAt: new Date(expiresAtMs).toISOString()
  }));
  return {
    ...result,
    deleted: times(result.deleted),
    stays: times(result.stays),
    postponed: times(result.postponed),
    warnings: [...warnings, ...notes]
  };
}
function cleanupText(result, notes, { out }) {
  const paint = painter(out.colours);
  const verb = result.dryRun ? "would delete" : "deleted";
  const lines = [
    ...result.deleted.map(
      (one) => `${verb} ${plainLine(one.title)} (${one.project}.${one.key}${movedText(one)}, ${one.state === "expired" ? "expired" : "expiry was"} ${utcMinute(one.expiresAtMs)})`
    ),
    ...result.series.map((value) => `${verb} the series of ${plainLine(value)}`),
    ...result.postponedSeries.map(
      (value) => paint.yellow(
        `postponed the series of ${plainLine(value)}: one run deletes no more than --max-delete, and of series that no preview shows no more than half of all; run cleanup again`
      )
    ),
    ...result.keptSeries.map(
      ({ value, reason }) => paint.yellow(`series stay: ${plainLine(value)}: ${plainLine(reason)}`)
    ),
    ...result.postponed.map(
      (one) => paint.yellow(`postponed ${plainLine(one.title)}: --max-delete is reached; run cleanup again`)
    ),
    ...result.stays.map(
      (one) => paint.dim(`stays: ${plainLine(one.title)} (${one.project}.${one.key}${movedText(one)}, ${lifeText(one)})`)
    ),
    ...result.leftAlone.map(
      (one) => paint.dim(`left alone: ${plainLine(one.title)} (${plainLine(one.uid)}): ${plainLine(one.reason)}`)
    ),
    ...result.failed.map(
      (one) => paint.red(`not deleted: ${plainLine(one.title)} (${plainLine(one.uid)}): ${plainLine(one.reason)}`)
    ),
    ...result.problems.map((text) => paint.red(`not done: ${plainLine(text)}`)),
    ...[...result.warnings, ...notes].map((text) => paint.yellow(`warning: ${plainLine(text)}`))
  ];
  return `${(lines.length === 0 ? ["nothing to clean up"] : lines).join("\n")}
`;
}
function lifeText({ state, untilReview, expiresAtMs }) {
  if (state === "kept") return "kept";
  return untilReview === true ? "until its review ends" : `expires ${utcMinute(expiresAtMs)}`;
}

// src/cli/commands/cleanup/run-cleanup.ts
async function runCleanup(request, context) {
  const { review, unasked } = await identified(reviewFrom(request, context), request, context);
  const oneKey = request.key !== void 0 || request.name !== void 0;
  const everybody = request.allProjects;
  if (everybody && oneKey) throw new UsageError("--all-projects and --key exclude each other");
  if (everybody && request.closed)
    throw new UsageError(
      "--all-projects and --closed exclude each other: only this project's reviews can be asked about"
    );
  if (request.all && request.closed)
    throw new UsageError("--all and --closed exclude each other: --all takes every preview, whatever its review");
  const host = hostFrom(request, review, context);
  if (request.closed && host === void 0)
    throw new UsageError(`--closed asks the host about every review: ${tokenAdvice(review)}`);
  const grafana = grafanaFrom(request, context);
  const prometheus = optionalPrometheusFrom(request, context);
  try {
    const clock = await readClock(grafana, context.now);
    const { nowMs } = clock;
    const owner = everybody ? {} : { ...projectNames(review), ...oneKey ? { key: review.key } : {} };
    const maxTtlMs = request.maxTtlMs;
    const closed = request.closed ? await askHost(
      host,
      grafana,
      { owner, nowMs, maxTtlMs },
      { key: oneKey ? review.key : void 0, dryRun: request.dryRun }
    ) : void 0;
    const end = oneKey ? closed?.over.get(review.key) : void 0;
    const result = await cleanup(
      {
        grafana,
        prometheus,
        owner,
        clock,
        which: request.all || oneKey && !request.closed ? "all" : "expired",
        ...defined({ overKeys: closed && new Set(closed.over.keys()) }),
        closedReview: end !== void 0,
        dryRun: request.dryRun || everybody && !request.yes,
        maxDelete: request.maxDelete,
        orphanAgeMs: request.orphanAgeMs,
        maxTtlMs,
        unproven: request.unprovenSeries
      },
      { ...context, progress: createProgress(context) }
    );
    const lines = end === void 0 ? [] : leftovers(result);
    const left = end === void 0 || lines.length === 0 ? void 0 : /* @__PURE__ */ new Map([[review.key, { reason: end, lines }]]);
    const told = await tell(result, { request, review, host, grafana, closed, nowMs, left });
    const otherName = unasked !== void 0 && !everybody && (request.closed || await hasOtherProjects(grafana, projectNames(review)));
    const notes = [
      ...everybody && !request.yes ? ["nothing was deleted: pass --yes to delete these previews of every project"] : [],
      ...prometheus === void 0 ? ["series were left alone: pass --prometheus-url to have those of deleted previews deleted too"] : [],
      ...(closed?.failed ?? []).map((reason) => `${reason}; previews of that review stay`),
      ...otherName ? [pathOnlyNote(unasked)] : [],
      ...closed?.warnings ?? [],
      ...told
    ];
    if (request.output === "json") context.out.json(cleanupJson(result, notes));
    else context.out.write(cleanupText(result, notes, context));
    return result.failed.length > 0 || result.problems.length > 0 || lines.length > 0 || (closed?.failed.length ?? 0) > 0 || // Previews of closed reviews may stand under a name that nobody could ask for.
    request.closed && unasked !== void 0 || request.comment === "required" && told.length > 0 ? 3 : 0;
  } finally {
    grafana.close();
    prometheus?.close();
    host?.close();
  }
}
async function askHost(host, grafana, options, { key, dryRun }) {
  const { previews } = await listPreviews(grafana, options);
  const asked = previews.filter(isAskable);
  const closed = await closedReviews(host, key !== void 0 && asked.length === 0 ? [{ key }] : asked);
  if (dryRun) return { ...closed, warnings: [] };
  return { ...closed, warnings: await renewOpen({ grafana, ...options, previews: asked, open: closed.open }) };
}
async function stateNow(host, preview) {
  const number = reviewOf(preview, host);
  const state = number === void 0 ? void 0 : await host.readReview(number).then(
    (facts) => facts.state,
    () => void 0
  );
  return state === "closed" || state === "merged" ? state : void 0;
}
async function tell({ deleted, dryRun }, options) {
  const { request, review, host, grafana, closed, nowMs, left } = options;
  if (dryRun || host === void 0 || request.comment === "off") return [];
  const [first] = deleted;
  const asked = closed === void 0 && first !== void 0 && first.state !== "expired" ? await stateNow(host, first) : void 0;
  const reason = ({ key, state }) => {
    const known = closed?.over.get(key) ?? (key === first?.key ? asked : void 0) ?? (key === review.key ? review.closed : void 0);
    return known ?? (state === "expired" ? "expired" : "asked");
  };
  return reportRemoved({
    grafana,
    host,
    names: projectNames(review),
    deleted,
    reason,
    deployments: request.deployment,
    nowMs,
    ...defined({ left })
  });
}
export {
  runCleanup
};
