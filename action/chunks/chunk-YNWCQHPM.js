import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  describeHidden,
  readFolderAccess
} from "./chunk-5ZERM6KQ.js";
import {
  deleteMark,
  deleteSeries,
  listDataSources,
  listMarks,
  reachMs,
  reachText,
  seeThrough,
  takesPreviews
} from "./chunk-ASHW6A5J.js";
import {
  createPreviewFolder
} from "./chunk-XMYBVWPI.js";
import {
  deleteClassic,
  deleteResource
} from "./chunk-RP4PX3OI.js";
import {
  instantQuery,
  selectorOf
} from "./chunk-6M77KGMD.js";
import {
  readPreviews,
  searchPreviews
} from "./chunk-2P4UK4RQ.js";
import {
  judgeOwnership,
  pathSegment,
  readDashboardByUid
} from "./chunk-PZJKC72J.js";
import {
  isLaterRun
} from "./chunk-LBV6Z5BT.js";
import {
  allNames
} from "./chunk-5UHCLHX7.js";
import {
  identityPatterns,
  isolationLabel,
  isolationValue,
  parseIsolationValue,
  previewUid
} from "./chunk-REFUIXMO.js";
import {
  textField
} from "./chunk-Z4Q2ISX3.js";
import {
  formatDuration
} from "./chunk-ACMFHTB5.js";
import {
  GrafanaError
} from "./chunk-E7O6XGVL.js";

// src/grafana/dashboards/delete-preview.ts
var attempts = 4;
async function deletePreview(grafana, uid, options) {
  let failure;
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const stored = await readDashboardByUid(grafana, uid);
    if (stored === void 0) return { state: failure?.code === "no-answer" ? "deleted" : "gone", uid };
    const ownership = judgeOwnership(stored, options.owner);
    const may = ownership.mayDelete || options.moved === true && ownership.moved === true;
    const reason = may ? options.cause?.(stored, ownership) : ownership.reason ?? "it is not a preview of this project";
    if (reason !== void 0) return { state: "refused", uid, reason };
    const outcome = await deleteState(grafana, stored).catch((error) => {
      if (error instanceof GrafanaError && ["conflict", "no-answer", "unavailable"].includes(error.code)) return error;
      throw error;
    });
    if (!(outcome instanceof GrafanaError)) return { state: outcome ? "deleted" : "gone", uid };
    failure = outcome;
    await grafana.backOff(attempt);
  }
  throw failure;
}
async function deleteState(grafana, stored) {
  const api = await grafana.dashboardApi();
  if (api !== void 0 && stored.resource !== void 0)
    return deleteResource(grafana, api, stored.uid, stored.resource);
  const now = await readDashboardByUid(grafana, stored.uid);
  if (now === void 0) return false;
  if (now.version !== stored.version) {
    throw new GrafanaError(
      `deleting dashboard ${stored.uid}: someone saved it at the same time; run the command again`,
      { code: "conflict" }
    );
  }
  return deleteClassic(grafana, stored.uid);
}

// src/prometheus/query/has-samples.ts
async function hasSamples(prometheus, label, { withinMs, timeoutMs = 12e4, ...rest }) {
  const query = `count(last_over_time(${selectorOf(label)}[${formatDuration(Math.max(1, withinMs))}]))`;
  const [found] = await instantQuery(prometheus, query, {
    doing: `looking for samples of ${label.value}`,
    timeoutMs,
    ...rest
  });
  return found !== void 0 && found.value > 0;
}

// src/grafana/dashboards/absent.ts
async function readOrProveAbsent(grafana, uid) {
  const stored = await readDashboardByUid(grafana, uid);
  if (stored !== void 0) return stored;
  if (await grafana.dashboardApi() !== void 0) return "absent";
  const { body } = await grafana.ask({
    method: "GET",
    path: "/api/frontend/settings",
    doing: "asking Grafana for its version"
  });
  const major = Number(/^(\d+)\./.exec(textField(body, "buildInfo", "version") ?? "")?.[1] ?? Number.NaN);
  if (major < 12) return "absent";
  const permissions = await grafana.ask({
    method: "GET",
    path: `/api/dashboards/uid/${pathSegment(uid, "the uid of a dashboard")}/permissions`,
    accept: [403, 404, 501],
    doing: `checking whether dashboard ${uid} exists`
  });
  const said = textField(permissions.body, "message") ?? "";
  return permissions.status === 404 && /dashboard not found/i.test(said) ? "absent" : "hidden";
}

// src/grafana/dashboards/sees-series.ts
var maxDataSources = 10;
async function seesSeries(grafana, expr, nowMs) {
  try {
    const sources = (await listDataSources(grafana)).filter(({ type }) => takesPreviews(type)).slice(0, maxDataSources);
    for (const source of sources)
      if ((await seeThrough(grafana, source, { expr, timeMs: nowMs })).state === "seen") return true;
    return false;
  } catch (error) {
    if (error instanceof GrafanaError) return false;
    throw error;
  }
}

// src/preview/cleanup/prove-unshown.ts
async function proveUnshown(context, value, { seenHere }) {
  const mark = context.marks.get(value);
  if (mark === void 0) return seenHere ? { state: "unshown" } : proveUnmarked(context, value);
  if (!mark.whole) return unproven("their mark in the receiver is damaged");
  const { home } = context;
  if (!seenHere) {
    if (home.state !== "readable") return unproven(describeHidden(home));
    if (home.id !== mark.home) {
      return unproven(
        `their dashboards were made in another folder of previews than this one (of ${home.organisation}): another Grafana, another organisation, or a folder that is gone`
      );
    }
  }
  return readEach(context, value, mark);
}
async function readEach({ grafana, gone }, value, { srcs }) {
  const identity = parseIsolationValue(value);
  if (identity === void 0 || srcs.some((src) => !identityPatterns.src.test(src)))
    return unproven("their mark in the receiver is damaged");
  for (const src of srcs) {
    const uid = previewUid(identity, src);
    if (gone.has(uid)) continue;
    try {
      const stored = await readOrProveAbsent(grafana, uid);
      if (stored === "hidden") return hidden(uid);
      if (stored !== "absent" && stored.tags.includes(`dp-rev:${identity.revision}`))
        return { state: "shown", reason: `the dashboard ${uid} shows them` };
    } catch (error) {
      if (!(error instanceof GrafanaError)) throw error;
      return error.status === 403 ? hidden(uid) : unproven(`whether their dashboard ${uid} stands cannot be read (${error.message})`);
    }
  }
  return { state: "unshown" };
}
async function proveUnmarked(context, value) {
  const { grafana, home, nowMs, dryRun } = context;
  const query = `count(last_over_time(${selectorOf({ name: isolationLabel, value })}[${reachText}]))`;
  if (!await seesSeries(grafana, query, nowMs))
    return unproven(
      `they do not say which dashboards show them, and no data source of ${home.organisation} shows them`
    );
  if (home.state === "readable" || home.state === "missing") return { state: "unshown" };
  if (dryRun || await createPreviewFolder(grafana)) return { state: "unshown" };
  return unproven(`they do not say which dashboards show them, and ${describeHidden(home)}`);
}
function hidden(uid) {
  return unproven(`their dashboard ${uid} may be there where the token may not read it: did somebody move it?`);
}
function unproven(reason) {
  return { state: "unproven", reason };
}

// src/preview/up/retire.ts
async function removeSourceless(grafana, run, uids, tree, isOther = () => false) {
  const removed = [];
  const kept = [];
  const values = /* @__PURE__ */ new Set();
  const warnings = [];
  const hits = (await searchPreviews(grafana, run)).filter(({ uid }) => !uids.has(uid));
  const found = await readPreviews(
    grafana,
    hits,
    run,
    (hit, error) => warnings.push(`"${hit.title}" (${hit.uid}): ${error.message}`)
  );
  for (const { stored, ownership } of found) {
    const belongs = ownership.mayOverwrite && ownership.marks !== void 0 && ownership.marks.revision !== run.revision;
    if (!belongs || ownership.manifest !== void 0 && isLaterRun(run.order, ownership.manifest.order)) continue;
    const otherScenario = ownership.manifest !== void 0 && isOther(ownership.manifest);
    const fate = otherScenario || isReplaced(ownership.marks, run, uids) ? "gone" : fateIn(tree, ownership.manifest);
    if (fate === "here" || fate === "unknown") {
      kept.push({ uid: stored.uid, title: stored.title, why: fate });
      continue;
    }
    try {
      const deletion = await deletePreview(grafana, stored.uid, {
        owner: run,
        cause: (_, { manifest }) => manifest !== void 0 && isLaterRun(run.order, manifest.order) ? "a later run saved it" : void 0
      });
      if (deletion.state === "refused") {
        warnings.push(`"${stored.title}" has no source any more but stays: ${deletion.reason}`);
        continue;
      }
      removed.push({ uid: stored.uid, title: stored.title, ...otherScenario ? { otherScenario } : {} });
      values.add(isolationValue(ownership.marks, ownership.marks.revision));
    } catch (error) {
      if (!(error instanceof GrafanaError)) throw error;
      warnings.push(`"${stored.title}" has no source any more but could not be deleted: ${error.message}`);
    }
  }
  return { removed, kept, values: [...values], warnings };
}
function isReplaced(marks, run, uids) {
  return marks.project !== run.project && uids.has(previewUid(run, marks.src));
}
function fateIn(tree, manifest) {
  return manifest === void 0 ? "unknown" : tree.fateOf(manifest.source);
}
function keptNotes(kept) {
  const say = (why, reason) => {
    const [first, ...rest] = kept.filter((one) => one.why === why);
    if (first === void 0) return [];
    const others = rest.length === 0 ? "" : ` and ${rest.length} more`;
    return [`the earlier preview "${first.title}"${others} stays: ${reason}; --prune deletes it`];
  };
  return [
    ...say("here", "its source is still there and this run did not name it"),
    ...say("unknown", "it cannot be told whether its source is gone")
  ];
}
async function deleteRevisions({ grafana, prometheus }, run, values) {
  if (values.length === 0) return { deleted: [], warnings: [] };
  const hits = await searchPreviews(grafana, run);
  const named = await namedRevisions(grafana, hits, run);
  const listed = new Set(hits.map(({ uid }) => uid));
  const unlisted = run.uids.find((uid) => !listed.has(uid));
  const [marks, home] = [await listMarks(prometheus, allNames(run)), await readFolderAccess(grafana)];
  const deleted = [];
  const warnings = [];
  for (const value of values) {
    const { revision, ...identity } = parseIsolationValue(value);
    if (named.has(revision)) continue;
    const proof = !marks.has(value) && unlisted !== void 0 ? { state: "unproven", reason: `Grafana's list of previews lacks ${unlisted}, which was just saved` } : await proveUnshown({ grafana, home, marks, gone: run.gone ?? /* @__PURE__ */ new Set(), nowMs: 0, dryRun: false }, value, {
      seenHere: true
    });
    if (proof.state === "unproven")
      warnings.push(`the series of ${value} stay: ${proof.reason}; dashpreview cleanup looks again`);
    if (proof.state !== "unshown") continue;
    const outcome = await deleteRevision(prometheus, identity, revision);
    if (outcome === void 0) deleted.push(revision);
    else warnings.push(outcome);
  }
  return { deleted, warnings };
}
async function namedRevisions(grafana, hits, identity) {
  const previews = await readPreviews(grafana, hits, identity);
  const tags = previews.flatMap(({ stored }) => stored.tags);
  return new Set(tags.flatMap((tag) => tag.startsWith("dp-rev:") ? [tag.slice("dp-rev:".length)] : []));
}
async function deleteRevision(prometheus, identity, revision, options = {}) {
  const label = { name: isolationLabel, value: isolationValue(identity, revision) };
  const outcome = await deleteSeries(
    prometheus,
    label,
    options.timeoutMs === void 0 ? {} : { ...options, repeat: "final" }
  );
  const series = `{${label.name}="${label.value}"}`;
  if (!outcome.deleted) return `the series ${series} stay in ${prometheus.url}: ${outcome.reason}`;
  if (options.timeoutMs !== void 0) return void 0;
  if (!await hasSamples(prometheus, label, { withinMs: reachMs })) {
    await deleteMark(prometheus, label.value);
    return void 0;
  }
  return `the series ${series} are deleted; out-of-order samples remain in ${prometheus.url} until compaction (about 2 h), and a later cleanup deletes them`;
}

export {
  deletePreview,
  hasSamples,
  readOrProveAbsent,
  proveUnshown,
  removeSourceless,
  keptNotes,
  deleteRevisions,
  deleteRevision
};
