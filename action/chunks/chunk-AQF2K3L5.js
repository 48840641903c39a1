import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  checkSideBySide,
  ruleSet,
  rulesBeside
} from "./chunk-JQD3ZC6S.js";
import {
  openGit
} from "./chunk-5L33OB73.js";
import {
  isExecutable,
  makeTemporaryFolder,
  programCache,
  watchdogScript
} from "./chunk-OQXLBAJJ.js";
import {
  readAllRules,
  readRuleFiles,
  tryRules
} from "./chunk-42F5COR6.js";
import {
  ruleFileName
} from "./chunk-6F2R6QGU.js";
import {
  comparePanels,
  diffDashboards,
  matchPanels
} from "./chunk-Y3IUNUVR.js";
import {
  checkPreview,
  previewInput
} from "./chunk-6AD3I2CK.js";
import {
  allValueId,
  builtinValues,
  copiesOf,
  fillLegend,
  interpolate,
  mapBounded,
  matchAllGuarded,
  panelRange,
  prometheusBackend,
  readTime,
  seriesName,
  usualCopies
} from "./chunk-MILOLZ2R.js";
import {
  panelsIn
} from "./chunk-VESQWSBQ.js";
import {
  numeric,
  parts,
  readVariables,
  removeInjection
} from "./chunk-BUTP7I6L.js";
import {
  parseGrafanaInterval
} from "./chunk-7HAMIALP.js";
import {
  setOwn,
  valueAt
} from "./chunk-5WA7UJRV.js";
import {
  scenarioTitle,
  withoutScenario
} from "./chunk-FXEZWZLL.js";
import {
  makePicture
} from "./chunk-4FI5YERB.js";
import {
  decodeExemplars
} from "./chunk-ZUCV4DK7.js";
import {
  counted
} from "./chunk-MPS7O4VN.js";
import {
  findTop,
  pathFromTop
} from "./chunk-NLEAXLPZ.js";
import {
  asArray,
  asObject,
  field,
  numberField,
  textField,
  textList
} from "./chunk-Z4Q2ISX3.js";
import {
  defined
} from "./chunk-BLCDFNVZ.js";
import {
  RegexTime
} from "./chunk-IQ4QOBYR.js";
import {
  CiError,
  ExpectedError,
  PictureError,
  UsageError
} from "./chunk-E7O6XGVL.js";

// src/preview/alerts/read-rules-beside.ts
import { statSync } from "node:fs";
import { resolve } from "node:path";

// src/ci/git/base-view.ts
import { existsSync } from "node:fs";
import { join } from "node:path";
var maxFileBytes = 16 * 1024 * 1024;
async function openBase(sources) {
  const { git, cwd, env } = sources;
  const top = git === void 0 ? bundleTop : await findTop({ git, cwd, env });
  const place = {
    top: git === void 0 ? void 0 : top?.folder,
    topPath: (file) => top === void 0 ? void 0 : pathFromTop(top, file)
  };
  const facts = await gatherFacts(sources, top).catch((error) => {
    if (!(error instanceof CiError)) throw error;
    return error.message;
  });
  return typeof facts === "string" ? unknownBase(place, facts) : { ...place, ...judge(place, facts) };
}
function unknownBase(place, why) {
  const stateOf = async () => ({ state: "unknown", why });
  return { ...place, stateOf, isDeleted: () => false, deleted: [], unknown: why };
}
async function gatherFacts(sources, top) {
  const { review, git, host } = sources;
  const head = await git?.head();
  const merged = await mergedBase(sources, head);
  const base = sources.base ?? merged ?? review.baseRevision;
  const fault = git === void 0 ? void 0 : await git.fault();
  if (top === void 0) return `the top of the repository is not known: ${fault ?? "git does not say it"}`;
  const stray = merged === void 0 && sources.base === void 0 && await strayHead(sources, head);
  if (stray) return stray;
  if (git !== void 0 && base !== void 0 && head !== void 0 && await git.hasCommit(base)) {
    const commit2 = await git.mergeBase(base, head) ?? base;
    const changed2 = await git.changedFiles(commit2);
    if (changed2 !== void 0) {
      const read2 = (path) => git.readFile(path, { commit: commit2, maxBytes: maxFileBytes });
      return { changed: changed2, clean: await cleanFiles(git, head), read: read2, commit: commit2 };
    }
  }
  if (base === void 0 && review.number === void 0) return "this run has no base to compare with";
  if (host === void 0 || review.number === void 0)
    return `git does not have the base${fault === void 0 ? "" : ` (${fault})`}, and no host can be asked`;
  const changed = await host.changedFiles(review.number);
  if (changed === void 0) return `${host.name} does not list all files that the review changes`;
  const misplaced = misplacedFile(top, changed);
  if (misplaced !== void 0)
    return `the review changes ${misplaced}, which is not below ${top.folder}: where is the repository's top?`;
  const atHead = git === void 0 || head !== void 0 && head === review.commit;
  const ancestor = atHead && base !== void 0 && review.commit !== void 0 ? await host.mergeBase(base, review.commit) : void 0;
  const commit = ancestor ?? base;
  const read = async (path) => commit === void 0 ? void 0 : host.readFile(path, { commit, maxBytes: maxFileBytes });
  const clean = git !== void 0 && head !== void 0 ? await cleanFiles(git, head) : void 0;
  return { changed, clean, read, commit };
}
var bundleTop = { folder: "/", prefix: "", known: "git" };
async function mergedBase({ review, git }, head) {
  if (git === void 0 || head === void 0 || review.commit === void 0 || head === review.commit)
    return void 0;
  const parents = await git.parents(head) ?? [];
  return parents.length === 2 && parents[1] === review.commit ? parents[0] : void 0;
}
async function strayHead({ review, git }, head) {
  if (git === void 0 || head === void 0 || review.number === void 0 || review.commit === void 0)
    return false;
  if (head === review.commit || await git.isAncestor(review.commit, head)) return false;
  return `commit ${head.slice(0, 10)} is checked out, which does not contain the review's head ${review.commit.slice(0, 10)}`;
}
async function cleanFiles(git, head) {
  const [files, edited] = [await git.files(head), await git.edited()];
  if (files === void 0 || edited === void 0) return void 0;
  return new Set([...files].filter((file) => !edited.has(file)));
}
function misplacedFile({ folder, known: known3 }, changed) {
  if (known3 !== "workspace") return void 0;
  return changed.find(({ path, deleted }) => deleted === void 0 && !existsSync(join(folder, path)))?.path;
}
function judge({ topPath }, { changed, clean, read, commit }) {
  const kept = new Map(changed.filter(({ deleted: deleted2 }) => deleted2 === void 0).map((file) => [file.path, file]));
  const deleted = new Set(changed.filter((file) => file.deleted).map(({ path }) => path));
  const movedTo = new Map([...kept.values()].flatMap(({ path, basePath }) => basePath ? [[basePath, path]] : []));
  return {
    commit,
    unknown: void 0,
    deleted: [...deleted].map((path) => ({ path, movedTo: movedTo.get(path), base: () => read(path) })),
    async stateOf({ file, text: text2 }) {
      const path = topPath(file);
      if (path === void 0) return { state: "unknown", why: "it lies outside of the repository" };
      const found = kept.get(path);
      if (found !== void 0) {
        const { basePath } = found;
        return basePath === void 0 ? { state: "added" } : { state: "changed", base: () => read(basePath) };
      }
      if (text2 === void 0) return { state: "unknown", why: "code makes it, and what the code reads may be changed" };
      if (clean?.has(path)) return { state: "unchanged" };
      const before = await read(path);
      if (before === void 0) return { state: "unknown", why: "git does not track it: something built it" };
      return sameText(before, text2) ? { state: "unchanged" } : { state: "changed", base: async () => before };
    },
    isDeleted(file) {
      const [path, given] = [topPath(file), file.replaceAll("\\", "/").replace(/\/+$/, "")];
      return [path, given].some((one2) => one2 !== void 0 && (deleted.has(one2) || holds(deleted, `${one2}/`)));
    }
  };
}
function holds(paths, folder) {
  for (const path of paths) if (path.startsWith(folder)) return true;
  return false;
}
function sameText(one2, other) {
  return one2.replaceAll("\r\n", "\n") === other.replaceAll("\r\n", "\n");
}

// src/preview/files/match-glob.ts
var maxLength = 500;
function matchesGlob(path, pattern) {
  const plain = pattern.replace(/^\.\//, "");
  if (plain.length > maxLength) return false;
  try {
    return new RegExp(`^${toExpression(plain)}$`, "u").test(path);
  } catch {
    return false;
  }
}
function toExpression(pattern) {
  let depth = 0;
  return pattern.replaceAll(
    /\*\*\/|\*+|\?|\[[!^]?[^\]/]+\]|[{},]|[\\^$.|+()[\]/-]/g,
    (sign, at, whole) => {
      const isFolder = at === 0 || whole[at - 1] === "/";
      if (sign === "**/" && isFolder) return "(?:[^/]+/)*";
      if (sign.startsWith("*")) return sign === "**" && isFolder ? ".*" : "[^/]*";
      if (sign === "?") return "[^/]";
      if (sign.length > 2) return sign.replace(/^\[!/, "[^").replaceAll("\\", "\\\\");
      if (sign === "{") {
        depth++;
        return "(?:";
      }
      if (sign === "}" && depth > 0) {
        depth--;
        return ")";
      }
      if (sign === ",") return depth > 0 ? "|" : ",";
      return sign === "-" ? "-" : `\\${sign}`;
    }
  );
}

// src/preview/alerts/base-rules.ts
var maxCompared = 500;
async function readBaseRules(read, base, paths) {
  if (base.unknown !== void 0) return { files: void 0, unknown: base.unknown };
  if (read.length > maxCompared)
    return { files: void 0, unknown: `only ${maxCompared} rule files are compared, and there are ${read.length}` };
  try {
    const before = await mapBounded(read, 4, (one2) => beforeOf(one2, base));
    const unknown = before.find((one2) => one2.why !== void 0);
    if (unknown !== void 0) return { files: void 0, unknown: unknown.why };
    const here = new Set(read.map(({ file }) => base.topPath(file)));
    const gone = base.deleted.filter(
      ({ path, movedTo }) => !(movedTo !== void 0 && here.has(movedTo)) && isNamed(path, base, paths)
    );
    const deleted = await mapBounded(gone.slice(0, maxCompared), 4, async ({ path, base: readBase }) => {
      const text2 = await readBase();
      return text2 === void 0 ? void 0 : tryRules(text2, { file: path, isWanted: false });
    });
    const files = [...before.map(({ rules }) => rules), ...deleted].filter((one2) => one2 !== void 0);
    const isSame2 = before.every(({ same }) => same) && deleted.every((one2) => one2 === void 0);
    return { files: isSame2 ? void 0 : files, unknown: void 0 };
  } catch (error) {
    if (!(error instanceof CiError)) throw error;
    return { files: void 0, unknown: error.message };
  }
}
async function beforeOf({ file, text: text2, rules }, base) {
  const state = await base.stateOf({ file, text: text2 });
  if (state.state === "unchanged") return { rules, same: true };
  if (state.state === "unknown") return rules === void 0 ? { same: true } : { why: `${file}: ${state.why}` };
  if (state.state === "added") return rules === void 0 ? { same: true } : {};
  const before = await state.base();
  if (before === void 0) return { why: `${file}: its text in the base could not be read` };
  const was = await tryRules(before, { file, isWanted: false });
  return was === void 0 && rules === void 0 ? { same: true } : { rules: was };
}
function isNamed(path, { topPath }, paths) {
  return paths.some((given) => {
    const top = topPath(given)?.replace(/\/+$/, "");
    if (top === void 0) return false;
    if (path === top) return true;
    if (!ruleFileName.test(path)) return false;
    return top === "." || top === "" || path.startsWith(`${top}/`) || matchesGlob(path, top);
  });
}

// src/preview/alerts/read-rules-beside.ts
var usualIntervalMs = 6e4;
async function readRulesBeside({ paths = [], ...place }) {
  return paths.length === 0 ? void 0 : { now: await readSet(paths, place) };
}
async function readRulesWithBase(base, place) {
  const rules = await readRulesBeside(place);
  const { paths = [], cwd, env, blocking } = place;
  if (rules === void 0 || base === void 0) return { rules, warnings: [] };
  const there = statSync(resolve(cwd, base), { throwIfNoEntry: false });
  if (there !== void 0) {
    const before = there.isDirectory() ? await orNone(() => readSet([base], place)) : void 0;
    return { rules: rulesBeside(rules.now, before), warnings: [] };
  }
  const git = openGit({ cwd, env });
  const commit = base.startsWith("-") ? void 0 : await git.commitOf(base);
  const why = (reason2) => ({
    rules,
    warnings: [`the rules were not compared with ${base}: ${reason2}`]
  });
  if (commit === void 0) return why("there is no such branch, tag or commit");
  const view = await openBase({ review: {}, base: commit, git, host: void 0, cwd, env });
  const known3 = view.commit === void 0 ? void 0 : await git.files(view.commit);
  const read = await readAllRules({ paths, cwd, blocking });
  const { files, unknown } = await readBaseRules(read, withNewFiles(view, known3), paths);
  if (unknown !== void 0) return why(unknown);
  return {
    rules: rulesBeside(rules.now, files === void 0 ? void 0 : ruleSet(files, usualIntervalMs)),
    warnings: []
  };
}
function withNewFiles(view, known3) {
  const isNew = (file) => {
    const top = view.topPath(file);
    return known3 !== void 0 && top !== void 0 && !known3.has(top);
  };
  return {
    ...view,
    stateOf: async (one2) => {
      const state = await view.stateOf(one2);
      return state.state === "unknown" && isNew(one2.file) ? { state: "added" } : state;
    }
  };
}
async function readSet(paths, { cwd, blocking }) {
  return ruleSet(await readRuleFiles({ paths, cwd, blocking }), usualIntervalMs);
}
async function orNone(read) {
  try {
    return await read();
  } catch (error) {
    if (error instanceof UsageError) return void 0;
    throw error;
  }
}

// src/report/panel-key.ts
function panelKey(id, index, copy) {
  const values2 = Object.entries(copy ?? {}).map(([name, value]) => `${name}=${value}`);
  return [id === void 0 ? `n-${index}` : `p${id}-${index}`, ...values2].join("/");
}
function panelPlace(key) {
  const [, index = "", copy = ""] = /^[^/]*-(\d+)(?:\/(.*))?$/s.exec(key) ?? [];
  return { index: Number(index), copy };
}

// src/report/compare/page-change.ts
function pageChange(change) {
  const what = wordsOf(change);
  if ("settings" in change) return { what, after: change.settings.join(", ") };
  const { before, after } = change;
  return { what, ...defined({ before, after }) };
}
function wordsOf(change) {
  switch (change.kind) {
    case "panel-moved":
      return change.how;
    case "panel-retitled":
      return "title";
    case "panel-settings":
      return "settings";
    case "query-settings":
      return `query ${change.refId}: settings`;
    case "query-added":
    case "query-removed":
    case "query-changed":
      return `query ${change.refId}`;
    case "variable-added":
    case "variable-removed":
    case "variable-changed":
      return `variable $${change.variable}${change.what === "" ? "" : `: ${change.what}`}`;
    case "annotation-added":
    case "annotation-removed":
    case "annotation-changed":
      return `annotation ${change.annotation}`;
    default:
      return "panel" in change && change.panel.type === "row" ? `row ${change.panel.title}: ${change.kind.replace("panel-", "")}` : change.kind.replace("panel-", "").replaceAll("-", " ");
  }
}

// src/report/compare/compare-dashboards.ts
var order = ["changed", "added", "removed", "unchanged"];
function compareDashboards(base, before, after) {
  const now = copiesByPanel(after);
  if (before === void 0) return { base, panels: [...now.values()].flat().map(added), changes: [] };
  const old2 = copiesByPanel(before);
  const names2 = { base: parts(before.source).names, head: parts(after.source).names };
  const whole = diffDashboards(before.source, after.source).changes;
  const match = matchPanels([...old2.keys()], [...now.keys()]);
  const moves = whole.filter((change) => change.kind === "panel-moved");
  const panels = [
    ...match.pairs.flatMap(({ base: one2, head }) => {
      const moved = moves.filter(({ panel }) => panel.id === head.id && panel.title === head.title);
      const changes = [...comparePanels(one2, head, names2), ...moved].map(pageChange);
      return pairCopies(old2.get(one2), now.get(head), changes);
    }),
    ...match.added.flatMap((view) => now.get(view)).map(added),
    ...match.removed.flatMap((view) => old2.get(view)).map(removed)
  ];
  return {
    base,
    ...before === void 0 ? {} : { before: before.page },
    panels: order.flatMap((kind) => panels.filter((panel) => panel.kind === kind)),
    changes: whole.filter(isOfDashboard).map(pageChange)
  };
}
function removedDashboard(base, page) {
  const layout = { kind: "grid", items: [] };
  const panels = (page.views[0]?.panels ?? []).map(removed);
  return {
    ...page,
    title: `${page.title} (removed)`,
    views: page.views.map(({ chosen: chosen2 }) => ({ chosen: chosen2, layout, panels: [], annotations: [] })),
    findings: [],
    comparison: { base, before: page, panels, changes: [{ what: "dashboard", before: page.source }] }
  };
}
function isRemoved({ comparison }) {
  return comparison?.before !== void 0 && comparison.changes.some(isRemoval);
}
var isRemoval = ({ what, after }) => what === "dashboard" && after === void 0;
function isOfDashboard(change) {
  return !("panel" in change) || change.panel.type === "row";
}
function copiesByPanel({ source, page }) {
  const views = parts(source).panels.filter(({ type }) => type !== "row");
  const found = new Map(views.map((view) => [view, []]));
  for (const panel of page.views[0]?.panels ?? []) found.get(views[panelPlace(panel.key).index])?.push(panel);
  return found;
}
function pairCopies(before, after, changes) {
  const copyOf = ({ key }) => panelPlace(key).copy;
  const alone = before.length === 1 && after.length === 1;
  const partner = (panel, others) => alone ? others[0] : others.find((other) => copyOf(other) === copyOf(panel));
  return [
    ...after.map((panel) => {
      const other = partner(panel, before);
      if (other === void 0) return added(panel);
      const kind = changes.length === 0 ? "unchanged" : "changed";
      return { kind, before: other.key, after: panel.key, title: panel.title, changes };
    }),
    ...before.filter((panel) => partner(panel, after) === void 0).map(removed)
  ];
}
var added = ({ key, title }) => ({ kind: "added", after: key, title, changes: [] });
var removed = ({ key, title }) => ({ kind: "removed", before: key, title, changes: [] });

// src/report/view/clip.ts
var [longest, shortest] = [2e4, 2e3];
function clipQuery(text2) {
  return clip(text2, longest);
}
function clipText(text2) {
  return clip(text2, shortest);
}
function clip(text2, most6) {
  return text2.length > most6 ? `${text2.slice(0, most6)}…` : text2;
}

// src/report/answers/page-series.ts
var digits = 9;
function instantsOf({ startMs, endMs, stepMs, instant }) {
  if (instant) return void 0;
  return { startMs, stepMs, count: Math.floor((endMs - startMs) / stepMs) + 1 };
}
function pageSeries(series, { instants, name, isolation }) {
  const { timesMs, values: values2, histograms } = series;
  const labels = Object.fromEntries([...series.labels].filter(([label]) => label !== isolation));
  const count = instants?.count ?? 1;
  const placeOf = (index) => instants === void 0 ? 0 : Math.round((timesMs[index] - instants.startMs) / instants.stepMs);
  const place = (itemOf) => {
    const placed = new Array(count).fill(null);
    for (let index = 0; index < values2.length; index++) {
      const at = placeOf(index);
      if (at >= 0 && at < count) placed[at] = itemOf(index);
    }
    return placed;
  };
  if (histograms?.some((buckets) => buckets !== void 0)) {
    return { labels, name, histograms: place((index) => (histograms[index] ?? []).map(roundBucket)) };
  }
  return { labels, name, values: place((index) => pageValue(values2[index])) };
}
function pageValue(value) {
  if (Number.isInteger(value)) return value === 0 ? 0 : value;
  if (Number.isFinite(value)) return Number(value.toPrecision(digits));
  return Number.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
}
function roundBucket([lower, upper, count]) {
  return [finite(lower), finite(upper), finite(count)];
}
function finite(value) {
  if (Number.isNaN(value)) return 0;
  const bounded = Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, value));
  return Number.isInteger(bounded) ? bounded : Number(bounded.toPrecision(digits));
}

// src/report/answers/page-target.ts
var maxSeries = 500;
var maxExemplars = 500;
var formats = /* @__PURE__ */ new Set(["time_series", "table", "heatmap"]);
function placesOf({ result: { evaluated }, series }) {
  const instants = evaluated === void 0 ? void 0 : instantsOf(evaluated);
  return Math.min(series.length, maxSeries) * (instants?.count ?? 1);
}
function pageTarget({ result, series }, options) {
  const { isolation, fill, maxValues: maxValues2 } = options;
  const { query, state, reason: reason2, note, ranExpr, evaluated } = result;
  const { hidden: hidden2 = false, dataSource = "prometheus", format = "", legendFormat } = query;
  const plain = (text2) => isolation === void 0 ? text2 : removeInjection(text2, isolation);
  const why = reason2 ?? note;
  const clipped = (text2) => text2 === void 0 ? void 0 : clipQuery(text2);
  const instants = evaluated === void 0 ? void 0 : instantsOf(evaluated);
  const room = Math.max(1, Math.floor(maxValues2 / (instants?.count ?? 1)));
  const shown2 = series.slice(0, Math.min(maxSeries, room));
  const legend2 = legendFormat === void 0 ? void 0 : fill(legendFormat);
  const ran = ranExpr === void 0 ? void 0 : plain(ranExpr);
  const shownAs = { legendFormat: legend2, expr: ran ?? query.expr };
  const nameOf2 = (labels) => clipText(seriesName(new Map([...labels].filter(([name]) => name !== isolation?.name)), shownAs));
  return {
    refId: options.refId ?? query.refId ?? "",
    hidden: hidden2,
    dataSource,
    format: formats.has(format) ? format : "time_series",
    instant: query.instant === true,
    expr: clipQuery(query.originalExpr ?? plain(query.expr)),
    ...defined({ ranExpr: clipped(ran), sentExpr: ranExpr === ran ? void 0 : clipped(ranExpr) }),
    ...why === void 0 ? {} : { reason: clipText(why) },
    state,
    seriesCount: result.series,
    sampleCount: result.samples,
    ...shown2.length < series.length ? { seriesLeftOut: series.length - shown2.length } : {},
    ...defined({ instants, timeMs: evaluated?.instant === true ? evaluated.endMs : void 0 }),
    ...options.exemplars === void 0 ? {} : { exemplars: pageExemplars(options.exemplars, isolation?.name) },
    series: shown2.map((one2) => pageSeries(one2, { instants, name: nameOf2(one2.labels), isolation: isolation?.name }))
  };
}
function pageExemplars(all, isolation) {
  return all.slice(0, maxExemplars).map(({ timeMs, value, labels, seriesLabels }) => ({
    timeMs,
    value: Number(value.toPrecision(9)),
    labels: Object.fromEntries(
      [...labels, ...seriesLabels].filter(([name]) => name !== isolation).map(([name, text2]) => [clipText(name), clipText(text2)])
    )
  }));
}

// src/report/answers/share-out.ts
function shareOut(wanted, total) {
  if (wanted.reduce((sum, one2) => sum + one2, 0) <= total) return Number.POSITIVE_INFINITY;
  const ascending = wanted.toSorted((one2, other) => one2 - other);
  let left = total;
  for (const [index, one2] of ascending.entries()) {
    const share = left / (ascending.length - index);
    if (one2 > share) return Math.floor(share);
    left -= one2;
  }
  return Number.POSITIVE_INFINITY;
}

// src/report/panel/fill-texts.ts
var usualTextBudget = 2e7;
var [maxWritten, maxFilled] = [2e5, 4e5];
var ofQueries = /^__(?:rate_interval|range|searchFilter|name)/;
function fillText(text2, options) {
  const written = text2.slice(0, maxWritten);
  if (!written.includes("$") && !written.includes("[[")) return written;
  const { resolved, format = "glob", budget } = options;
  if (budget !== void 0 && budget.left <= 0) return written;
  const values2 = { values: resolved, builtins: builtinsOf(options), defaultFormat: format };
  const filled = interpolate(written, values2).slice(0, maxFilled);
  if (budget !== void 0) budget.left -= filled.length;
  return filled;
}
function fillJson(value, context, { names: names2 = false } = {}) {
  if (typeof value === "string") return fillText(value, context);
  if (Array.isArray(value)) return value.map((one2) => fillJson(one2, context, { names: names2 }));
  if (typeof value !== "object" || value === null) return value;
  const filled = {};
  for (const [name, one2] of Object.entries(value))
    setOwn(filled, names2 ? fillText(name, context) : name, fillJson(one2, context, { names: names2 }));
  return filled;
}
var known = /* @__PURE__ */ new WeakMap();
function builtinsOf(context) {
  const { resolved, range, timing, dashboard } = context;
  const made = known.get(context);
  if (made !== void 0) return made;
  const all = builtinValues({ range, timing: timing ?? { stepMs: 1, rateIntervalMs: 1 }, dashboard });
  const of = [...all].filter(
    ([name]) => !ofQueries.test(name) && (timing !== void 0 || !name.startsWith("__interval"))
  );
  const values2 = new Map([
    ...of,
    ["__url_time_range", `from=${Math.round(range.fromMs)}&to=${Math.round(range.toMs)}`],
    ["__all_variables", allVariables(resolved)]
  ]);
  known.set(context, values2);
  return values2;
}
var maxValues = 200;
function allVariables(resolved) {
  const parameters = [...resolved.values()].flatMap(({ name, value, all }) => {
    const values2 = all ? ["$__all"] : typeof value === "string" ? [value] : value;
    return values2.map((one2) => `var-${encode(name)}=${encode(one2)}`);
  });
  return parameters.slice(0, maxValues).join("&");
}
var encode = (text2) => encodeURIComponent(Buffer.from(text2, "utf8").toString("utf8"));

// src/report/layout/pack-grid.ts
var gridColumns = 24;
var usualSpan = 4;
var maxHeight = 1e3;
function packGrid(blocks) {
  const sized = blocks.map((block, place) => ({ place, block: inside(block), writtenX: number(block.x) }));
  sized.sort((a, b) => a.block.y - b.block.y || a.writtenX - b.writtenX);
  sized.sort((a, b) => a.block.y - b.block.y || a.block.x - b.block.x);
  const bottoms = new Array(gridColumns).fill(0);
  const packed = new Array(blocks.length);
  for (const { place, block } of sized) {
    const y = Math.max(...bottoms.slice(block.x, block.x + block.w));
    bottoms.fill(y + block.h, block.x, block.x + block.w);
    packed[place] = { ...block, y };
  }
  return packed;
}
function inside(block) {
  const w = Math.min(gridColumns, span(block.w));
  const x = Math.min(gridColumns - w, Math.max(0, Math.trunc(number(block.x))));
  return { ...block, x, w, y: number(block.y), h: Math.min(maxHeight, span(block.h)) };
}
var number = (value) => Number.isFinite(value) ? value : 0;
var span = (value) => Number.isInteger(value) && value > 0 ? value : usualSpan;

// src/report/layout/grid-of.ts
function gridOf(panels, scope, placement) {
  const blocks = panels.flatMap((panel) => blockOf(panel, scope, placement));
  return { kind: "grid", items: packGrid(blocks).flatMap(itemsOf) };
}
function blockOf(panel, scope, placement) {
  const { view, repeat, x, y, w, h } = panel;
  const indices = placement.repeat(repeat?.variable, scope).flatMap((inner) => placement.place(view, inner) ?? []);
  if (indices.length === 0) return [];
  if (repeat === void 0) return [{ x, y, w, h, indices, columns: 1 }];
  const columns = repeat.direction === "down" ? 1 : Math.min(indices.length, repeat.maxPerRow ?? 4);
  const rows = Math.ceil(indices.length / columns);
  return [{ x, y, w: repeat.wholeWidth ? gridColumns : w, h: h * rows, indices, columns }];
}
function itemsOf({ x, y, w, h, indices, columns }) {
  const [width, height] = [w / columns, h / Math.ceil(indices.length / columns)];
  return indices.map((panel, place) => ({
    panel,
    x: x + place % columns * width,
    y: y + Math.floor(place / columns) * height,
    w: width,
    h: height
  }));
}

// src/report/layout/old-rows.ts
var cellPx = 38;
var leastPx = 90;
var usualRowPx = 250;
var usualSpan2 = 4;
function oldRows(rows) {
  const shown2 = rows.some(
    (row) => isOn(field(row, "collapse")) || isOn(field(row, "showTitle")) || isOn(field(row, "repeat"))
  );
  let y = 0;
  const placed = rows.flatMap((value) => {
    const row = asObject(value);
    if (row === void 0 || isOn(row["repeatIteration"])) return [];
    const height = units(row["height"] || usualRowPx);
    const area = new RowArea(height, y);
    const panels = asArray(row["panels"]).flatMap((panel) => {
      const node = asObject(panel);
      if (node === void 0) return [];
      const w = Math.min(gridColumns, Math.max(1, Math.floor(numeric(node["span"]) || usualSpan2) * 2));
      return [{ node, place: area.take(w, isOn(node["height"]) ? units(node["height"]) : height) }];
    });
    y = area.top + height;
    return [{ row, panels }];
  });
  return { rows: placed, shown: shown2 };
}
function isOn(value) {
  return Boolean(value);
}
function units(height) {
  const px = typeof height === "string" ? Number.parseInt(height.replace("px", ""), 10) : Number(height);
  return Math.ceil(Math.max(Number.isFinite(px) ? Math.min(px, 1e3 * cellPx) : usualRowPx, leastPx) / cellPx);
}
var RowArea = class {
  #height;
  /** How far each column is filled. */
  #filled = new Array(gridColumns).fill(0);
  top;
  constructor(height, top) {
    this.#height = height;
    this.top = top;
  }
  take(w, h) {
    let x = this.#free(w);
    if (x === void 0) {
      this.top += this.#height;
      this.#filled.fill(0);
      x = 0;
    }
    const y = Math.max(...this.#filled.slice(x));
    for (let column = x; column < Math.min(gridColumns, x + w); column++)
      this.#filled[column] = Math.max(this.#filled[column], y + h);
    return { x, y: this.top + y, w, h };
  }
  /** The first column of the free space on the right, which may be no more filled than what is right of it. */
  #free(w) {
    let start2 = gridColumns;
    for (let column = gridColumns - 1; column >= 0; column--) {
      if (this.#filled[column] >= this.#height) break;
      if (column < gridColumns - 1 && this.#filled[column] > this.#filled[column + 1]) break;
      start2 = column;
    }
    return gridColumns - start2 >= Math.max(2, w) ? start2 : void 0;
  }
};

// src/report/layout/classic-layout.ts
var usualPlace = { x: 0, y: 0, w: 6, h: 3 };
var [gridVersion, copylessVersion] = [16, 27];
function classicLayout(model, views, { scope, placement }) {
  const version = numeric(model["schemaVersion"]) ?? 0;
  const sections = sectionsOf(model, version);
  const grid = ({ panels }, inner) => gridOf(
    panels.flatMap(({ node, place }) => {
      const view = views.get(node);
      return view === void 0 ? [] : [{ view, ...place, repeat: repeatOf(node, version) }];
    }),
    inner,
    placement
  );
  const [first] = sections;
  if (first === void 0) return { kind: "grid", items: [] };
  if (sections.length === 1 && first.row === void 0) return grid(first, scope);
  const rows = sections.flatMap((section) => {
    const { row } = section;
    if (row === void 0) return [{ collapsed: false, layout: grid(section, scope) }];
    const title = textField(row, "title") ?? "";
    return placement.repeat(textField(row, "repeat"), scope).flatMap((inner) => {
      if (!placement.takePart()) return [];
      const shown2 = placement.context.fill(title, inner.resolved);
      return [{ title: shown2, collapsed: isFolded(row), layout: grid(section, inner) }];
    });
  });
  return { kind: "rows", rows };
}
var isFolded = (row) => Boolean(row["collapsed"] ?? row["collapse"]);
function sectionsOf(model, version) {
  const panels = asArray(model["panels"]).flatMap((value) => placedAt(value, version));
  const rows = asArray(model["rows"]);
  if (rows.length === 0 || version >= gridVersion && panels.length > 0) return inRows(panels, version);
  const old2 = oldRows(rows);
  const sections = old2.rows.map((row) => ({ row: row.row, panels: row.panels }));
  const before = panels.length === 0 ? [] : [{ panels }];
  if (old2.shown) return [...before, ...sections];
  return [{ panels: [...before, ...sections].flatMap((section) => section.panels) }];
}
function inRows(panels, version) {
  const sorted = [...panels].sort((a, b) => a.place.y - b.place.y || a.place.x - b.place.x);
  const sections = [];
  let open;
  for (const panel of sorted) {
    if (panel.node["type"] === "row") {
      const held = asArray(panel.node["panels"]).flatMap((value) => placedAt(value, version));
      const section = { row: panel.node, panels: held };
      sections.push(section);
      open = isFolded(panel.node) ? void 0 : section;
    } else if (open === void 0) {
      open = { panels: [panel] };
      sections.push(open);
    } else open.panels.push(panel);
  }
  return sections;
}
function placedAt(value, version) {
  const node = asObject(value);
  if (node === void 0) return [];
  if (version < copylessVersion && (Boolean(node["repeatPanelId"]) || Boolean(node["repeatByRow"]))) return [];
  const [x, y, w, h] = ["x", "y", "w", "h"].map((name) => {
    return numeric(field(node, "gridPos", name)) ?? usualPlace[name];
  });
  return [{ node, place: { x, y, w, h } }];
}
function repeatOf(node, version) {
  const variable = textField(node, "repeat");
  if (variable === void 0 || variable === "") return void 0;
  const across = node["repeatDirection"] !== "v";
  const maxPerRow = perRow(numeric(node["maxPerRow"])) ?? byLeastWidth(node["minSpan"], version);
  return { variable, direction: across ? "across" : "down", wholeWidth: across, maxPerRow };
}
var perRow = (value) => value !== void 0 && value >= 1 ? Math.min(24, Math.floor(value)) : void 0;
function byLeastWidth(minSpan, version) {
  const span2 = numeric(minSpan);
  if (span2 === void 0 || span2 <= 0 || version > gridVersion) return void 0;
  const most6 = 24 / Math.min(24, version < gridVersion ? span2 * 2 : span2);
  return [1, 2, 3, 4, 6, 8, 12, 24].findLast((count) => count <= most6 && most6 < 24);
}

// src/report/layout/conditions.ts
var most = 100;
function isShown(spec, scope, { context, hasData }) {
  const group = field(spec, "conditionalRendering", "spec");
  const results = asArray(field(group, "items")).slice(0, most).flatMap((item) => decide(item, { scope, context, hasData }) ?? []);
  if (results.length === 0) return true;
  const met = field(group, "condition") === "and" ? results.every(Boolean) : results.some(Boolean);
  return field(group, "visibility") === "show" ? met : !met;
}
function decide(item, { scope, context, hasData }) {
  const spec = field(item, "spec");
  switch (field(item, "kind")) {
    case "ConditionalRenderingVariable":
      return ofVariable(spec, scope, context);
    case "ConditionalRenderingData":
      return hasData === void 0 ? void 0 : field(spec, "value") === hasData();
    case "ConditionalRenderingTimeRangeSize": {
      const value = textField(spec, "value") ?? "";
      const lengthMs = /^\d+(?:\.\d+)?[Mwdhmsy]$/.test(value) ? parseGrafanaInterval(value) : void 0;
      const seconds = (ms) => Math.floor(ms / 1e3);
      return lengthMs === void 0 ? void 0 : seconds(context.range.toMs) - seconds(context.range.fromMs) <= seconds(lengthMs);
    }
    default:
      return void 0;
  }
}
function ofVariable(spec, { resolved }, { time }) {
  const variable = resolved.get(textField(spec, "variable") ?? "");
  if (variable === void 0) return void 0;
  const operator = textField(spec, "operator") ?? "equals";
  const wanted = String(field(spec, "value") ?? "");
  const isRegex = operator === "matches" || operator === "notMatches";
  const hit = isRegex ? matches(valuesOf(variable), wanted, time) : equals(variable, wanted);
  if (hit === void 0) return true;
  return operator === "notEquals" || operator === "notMatches" ? !hit : hit;
}
var valuesOf = ({ value }) => typeof value === "string" ? [value] : value;
function equals(variable, wanted) {
  return valuesOf(variable).includes(wanted) || variable.all && wanted.toLowerCase() === "all";
}
function matches(values2, pattern, time) {
  const [whole = "", flags = ""] = /^\(\?([ims]{1,3})\)/.exec(pattern) ?? [];
  const known3 = ["i", "m"].filter((flag) => flags.includes(flag)).join("");
  const found = matchAllGuarded({ pattern: `/${pattern.slice(whole.length)}/${known3}`, texts: values2, time });
  return found.ok ? found.matches.some(({ length }) => length > 0) : void 0;
}

// src/report/layout/new-layout.ts
var maxDepth = 20;
function newLayout(model, views, around) {
  return layoutAt(model["layout"], { ...around, views }, 0);
}
function layoutAt(layout, around, depth) {
  const spec = asObject(field(layout, "spec")) ?? {};
  if (depth > maxDepth) return { kind: "grid", items: [] };
  switch (field(layout, "kind")) {
    case "RowsLayout":
      return { kind: "rows", rows: asArray(spec["rows"]).flatMap((row) => rowsOf(row, around, depth)) };
    case "TabsLayout":
      return {
        kind: "tabs",
        tabs: partsOf(asArray(spec["tabs"]), around).map(({ spec: tab, scope }) => ({
          title: around.placement.context.fill(textField(tab, "title") ?? "", scope.resolved),
          layout: layoutAt(tab["layout"], { ...around, scope }, depth + 1)
        }))
      };
    case "AutoGridLayout":
      return autoGrid(spec, around);
    default:
      return gridLayout(spec, around);
  }
}
function rowsOf(row, around, depth) {
  return partsOf([row], around).map(({ spec, scope }) => {
    const title = around.placement.context.fill(textField(spec, "title") ?? "", scope.resolved);
    const headless = spec["hideHeader"] === true;
    return {
      ...headless ? {} : { title },
      collapsed: !headless && spec["collapse"] === true,
      layout: layoutAt(spec["layout"], { ...around, scope }, depth + 1)
    };
  });
}
function partsOf(parts2, { scope, placement }) {
  return parts2.flatMap((part) => {
    const spec = asObject(field(part, "spec"));
    if (spec === void 0) return [];
    return placement.repeat(textField(spec, "repeat", "value"), scope).filter((inner) => isShown(spec, inner, placement) && placement.takePart()).map((inner) => ({ spec, scope: inner }));
  });
}
function autoGrid(spec, { scope, placement, views }) {
  const { context } = placement;
  const panels = asArray(spec["items"]).flatMap((item) => {
    const inner = field(item, "spec");
    const view = views.get(textField(inner, "element", "name"));
    if (view === void 0) return [];
    return placement.repeat(textField(inner, "repeat", "value"), scope).flatMap((one2) => {
      const hasData = () => context.hasData(view, placement.copyIn(view, one2));
      return isShown(inner, one2, { context, hasData }) ? placement.place(view, one2) ?? [] : [];
    });
  });
  const size = (name, named3, usual) => {
    const mode = textField(spec, `${name}Mode`) ?? "standard";
    const custom = mode === "custom" ? numberField(spec, name) : void 0;
    return custom !== void 0 && custom > 0 ? Math.min(custom, 1e4) : (Object.hasOwn(named3, mode) ? named3[mode] : void 0) ?? usual;
  };
  const columns = numberField(spec, "maxColumnCount") ?? 3;
  return {
    kind: "auto-grid",
    maxColumns: Math.min(24, Math.max(1, Math.floor(columns))),
    minColumnWidth: size("columnWidth", { narrow: 192, wide: 768 }, 448),
    rowHeight: size("rowHeight", { short: 168, tall: 512 }, 320),
    fillScreen: spec["fillScreen"] === true,
    panels
  };
}
function gridLayout(spec, around) {
  const { scope, placement } = around;
  const sections = [{ panels: [] }];
  const yOf2 = (item) => numberField(item, "spec", "y") ?? 0;
  for (const item of [...asArray(spec["items"])].sort((a, b) => yOf2(a) - yOf2(b))) {
    const inner = asObject(field(item, "spec"));
    if (inner === void 0) continue;
    if (Array.isArray(inner["elements"]))
      sections.push(
        { row: inner, panels: inner["elements"].flatMap((one2) => gridPanel(field(one2, "spec"), around)) },
        {
          panels: []
        }
      );
    else sections.at(-1).panels.push(...gridPanel(inner, around));
  }
  if (sections.length === 1) return gridOf(sections[0].panels, scope, placement);
  const rows = sections.flatMap(({ row, panels }) => {
    if (row === void 0)
      return panels.length === 0 ? [] : [{ collapsed: false, layout: gridOf(panels, scope, placement) }];
    return partsOf([{ spec: row }], around).map((part) => ({
      title: placement.context.fill(textField(row, "title") ?? "", part.scope.resolved),
      collapsed: row["collapsed"] === true,
      layout: gridOf(panels, part.scope, placement)
    }));
  });
  return { kind: "rows", rows };
}
function gridPanel(spec, { views }) {
  const view = views.get(textField(spec, "element", "name"));
  if (view === void 0) return [];
  const number2 = (name) => numberField(spec, name) ?? 0;
  return [
    {
      view,
      x: number2("x"),
      y: number2("y"),
      w: number2("width"),
      h: number2("height"),
      repeat: repeatOf2(field(spec, "repeat"))
    }
  ];
}
function repeatOf2(repeat) {
  const variable = textField(repeat, "value");
  if (variable === void 0 || variable === "") return void 0;
  const direction = textField(repeat, "direction");
  const maxPerRow = numeric(field(repeat, "maxPerRow"));
  return {
    variable,
    direction: direction === "v" ? "down" : "across",
    wholeWidth: direction === "h",
    maxPerRow: maxPerRow !== void 0 && maxPerRow >= 1 ? Math.min(24, Math.floor(maxPerRow)) : void 0
  };
}

// src/report/layout/placement.ts
var most2 = 1e4;
var Placement = class {
  context;
  panels = [];
  #parts = 0;
  #leftOut = 0;
  constructor(context) {
    this.context = context;
  }
  /** Panels, rows and tabs that there is no room for, and copies without an answer. */
  get leftOut() {
    return this.#leftOut;
  }
  /** Counts a row or tab. @returns false if there are too many. */
  takePart() {
    if (this.#parts >= most2) this.#leftOut++;
    return this.#parts++ < most2;
  }
  /** @returns the panel's index; undefined if this copy has no answer, or there are too many panels. */
  place(view, scope) {
    const { resolved } = scope;
    const copy = this.copyIn(view, scope);
    if (copy === void 0 && this.context.copies(view) !== void 0 || this.panels.length >= most2) {
      this.#leftOut++;
      return void 0;
    }
    this.panels.push(copy === void 0 ? { view, resolved } : { view, copy, resolved: copy.resolved });
    return this.panels.length - 1;
  }
  /** The copy of a panel that stands in a scope; undefined if it is not repeated, or this copy has no answer. */
  copyIn(view, { values: values2 }) {
    const found = this.context.copies(view)?.copies;
    return found?.find(
      (copy) => Object.entries(copy.values).every(([name, value]) => !values2.has(name) || values2.get(name) === value)
    );
  }
  /**
   * The scopes of the copies of a row, tab or panel. One that does not repeat, repeats for a variable that has one
   * value already, or for one that Grafana makes no copies for, has the scope around it.
   */
  repeat(name, scope) {
    if (name === void 0 || name === "" || scope.values.has(name)) return [scope];
    const copies = copiesOf([name], scope.resolved, this.context.maxCopies);
    return copies?.copies.map(({ resolved, values: values2 }) => ({
      resolved,
      values: new Map([...scope.values, ...Object.entries(values2)])
    })) ?? [scope];
  }
};

// src/report/layout/layout-of.ts
var layouters = { classic: classicLayout, v2: newLayout };
function layoutOf(dashboard, options) {
  const { variables, range, maxCopies = usualCopies } = options;
  const views = options.views ?? panelsIn(parts(dashboard)).map(({ view }) => view);
  const placement = new Placement({
    variables,
    range,
    copies: options.copies ?? ((view) => copiesOf(view.repeats, variables, maxCopies)),
    hasData: options.hasData ?? (() => true),
    maxCopies,
    fill: (text2, resolved) => fillText(text2, { resolved, range, format: "text" }),
    time: options.regexTime ?? new RegexTime()
  });
  const scope = { resolved: variables, values: /* @__PURE__ */ new Map() };
  const layout = layouters[dashboard.kind](dashboard.model, placesOf2(views), { scope, placement });
  return { layout, panels: placement.panels, leftOut: placement.leftOut };
}
function placesOf2(views) {
  return new Map(
    views.map((view) => [view.anchor.element ?? valueAt(view.slot.holder, [view.slot.name]), view])
  );
}

// src/report/answers/ref-ids.ts
function refIds(targets) {
  const taken = new Set(targets.map(({ refId }) => refId));
  let next = 0;
  return targets.map(({ refId }) => {
    if (refId !== void 0 && refId !== "") return refId;
    while (taken.has(letters(next))) next++;
    return letters(next++);
  });
}
function letters(index) {
  const last = String.fromCharCode(65 + index % 26);
  return index < 26 ? last : letters(Math.floor(index / 26) - 1) + last;
}

// src/report/migrate/defaults/shared.ts
var legend = { showLegend: true, displayMode: "list", placement: "bottom", calcs: [] };
var tooltip = { mode: "single", sort: "none", hideZeros: false };
var reduceOptions = { values: false, calcs: ["lastNotNull"], fields: "" };
var hideFrom = { tooltip: false, viz: false, legend: false };
var axis = {
  axisPlacement: "auto",
  axisLabel: "",
  axisColorMode: "text",
  axisBorderShow: false,
  axisCenteredZero: false,
  scaleDistribution: { type: "linear" }
};
var thresholds = {
  mode: "absolute",
  steps: [
    { value: null, color: "green" },
    { value: 80, color: "red" }
  ]
};
function fields(color, custom) {
  const own = custom === void 0 ? {} : { custom };
  return { mappings: [], thresholds, color: { mode: color }, ...own };
}

// src/report/migrate/defaults/of-charts.ts
var graph = {
  drawStyle: "line",
  lineInterpolation: "linear",
  barAlignment: 0,
  barWidthFactor: 0.6,
  lineWidth: 1,
  fillOpacity: 0,
  gradientMode: "none",
  spanNulls: false,
  insertNulls: false,
  showPoints: "auto",
  showValues: false,
  pointSize: 5,
  stacking: { mode: "none", group: "A" },
  ...axis,
  hideFrom,
  thresholdsStyle: { mode: "off" }
};
var bars = { lineWidth: 1, fillOpacity: 80, gradientMode: "none", hideFrom };
var timeline = { fillOpacity: 70, hideFrom, axisPlacement: "auto" };
var charts = {
  timeseries: { options: { legend, tooltip }, fields: fields("palette-classic", graph) },
  trend: { options: { legend, tooltip }, fields: fields("palette-classic", graph) },
  candlestick: {
    options: {
      mode: "candles+volume",
      candleStyle: "candles",
      colorStrategy: "open-close",
      colors: { up: "green", down: "red" },
      fields: {},
      includeAllFields: false,
      legend,
      tooltip
    },
    fields: fields("palette-classic", graph)
  },
  barchart: {
    options: {
      orientation: "auto",
      xTickLabelRotation: 0,
      xTickLabelSpacing: 0,
      showValue: "auto",
      stacking: "none",
      groupWidth: 0.7,
      barWidth: 0.97,
      barRadius: 0,
      fullHighlight: false,
      legend,
      tooltip
    },
    fields: fields("palette-classic", { ...bars, ...axis, thresholdsStyle: { mode: "off" } })
  },
  histogram: {
    options: { bucketCount: 30, bucketOffset: 0, combine: false, legend, tooltip },
    fields: fields("palette-classic", { ...bars, stacking: { mode: "none", group: "A" } })
  },
  "state-timeline": {
    options: { mergeValues: true, showValue: "auto", alignValue: "left", rowHeight: 0.9, legend, tooltip },
    fields: fields("continuous-GrYlRd", { ...timeline, lineWidth: 0, spanNulls: false, insertNulls: false })
  },
  "status-history": {
    options: { showValue: "auto", rowHeight: 0.9, colWidth: 0.9, legend, tooltip },
    fields: fields("thresholds", { ...timeline, lineWidth: 1 })
  },
  xychart: {
    options: { mapping: "auto", series: [{}], legend, tooltip },
    fields: fields("palette-classic", {
      show: "points",
      pointSize: { fixed: 5 },
      pointShape: "circle",
      pointStrokeWidth: 1,
      fillOpacity: 50,
      ...axis,
      hideFrom
    })
  },
  heatmap: {
    options: {
      calculate: false,
      color: {
        mode: "scheme",
        scheme: "Oranges",
        fill: "dark-orange",
        scale: "exponential",
        exponent: 0.5,
        steps: 64,
        reverse: false
      },
      yAxis: { axisPlacement: "left", reverse: false },
      rowsFrame: { layout: "auto" },
      cellGap: 1,
      filterValues: { le: 1e-9 },
      tooltip: { mode: "single", yHistogram: false, showColorScale: false },
      legend: { show: true },
      exemplars: { color: "rgba(255,0,255,0.7)" }
    },
    fields: { custom: { scaleDistribution: { type: "linear" }, hideFrom } }
  }
};

// src/report/migrate/defaults/of-values.ts
var text = ["# Title", "", "For markdown syntax help: [commonmark.org/help](https://commonmark.org/help/)"].join(
  "\n"
);
var values = {
  stat: {
    options: {
      reduceOptions,
      orientation: "auto",
      textMode: "auto",
      wideLayout: true,
      colorMode: "value",
      graphMode: "area",
      justifyMode: "auto",
      showPercentChange: false,
      percentChangeColorMode: "standard"
    },
    fields: fields("thresholds")
  },
  gauge: {
    options: {
      reduceOptions,
      orientation: "auto",
      shape: "gauge",
      barShape: "flat",
      barWidthFactor: 0.5,
      segmentCount: 1,
      segmentSpacing: 0.3,
      endpointMarker: "point",
      textMode: "auto",
      sparkline: true,
      effects: { barGlow: false, centerGlow: false, gradient: true },
      showThresholdLabels: false,
      showThresholdMarkers: true,
      sizing: "auto",
      minVizWidth: 75,
      minVizHeight: 75
    },
    fields: fields("thresholds")
  },
  bargauge: {
    options: {
      reduceOptions,
      orientation: "auto",
      legend: { ...legend, showLegend: false },
      displayMode: "gradient",
      valueMode: "color",
      namePlacement: "auto",
      showUnfilled: true,
      sizing: "auto",
      minVizWidth: 8,
      minVizHeight: 16,
      maxVizHeight: 300
    },
    fields: fields("thresholds")
  },
  table: {
    options: { showHeader: true, cellHeight: "sm", frameIndex: 0, sortBy: [], enablePagination: false },
    fields: fields("thresholds", {
      align: "auto",
      cellOptions: { type: "auto" },
      inspect: false,
      footer: { reducers: [] }
    })
  },
  piechart: {
    options: {
      reduceOptions,
      pieType: "pie",
      sort: "desc",
      displayLabels: [],
      tooltip,
      legend: { ...legend, values: [] }
    },
    fields: { mappings: [], color: { mode: "palette-classic" }, custom: { hideFrom } }
  },
  text: {
    options: {
      mode: "markdown",
      content: text,
      code: { language: "plaintext", showLineNumbers: false, showMiniMap: false }
    },
    fields: {}
  }
};

// src/report/migrate/defaults/of-type.ts
function defaultsOf(type) {
  const all = Object.hasOwn(charts, type) ? charts[type] : Object.hasOwn(values, type) ? values[type] : void 0;
  return all ?? { options: {}, fields: {} };
}

// src/report/migrate/merge-json.ts
var maxDepth2 = 20;
function withDefaults(written, defaults, depth = 0) {
  const merged = { ...defaults };
  for (const [name, value] of Object.entries(written)) {
    if (value === void 0) continue;
    const [inner, base] = [asObject(value), Object.hasOwn(defaults, name) ? asObject(defaults[name]) : void 0];
    const both = inner !== void 0 && base !== void 0 && depth < maxDepth2;
    setOwn(merged, name, both ? withDefaults(inner, base, depth + 1) : value);
  }
  return merged;
}
function withoutNulls(object) {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== void 0 && value !== null));
}
function without(object, ...names2) {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names2.includes(name)));
}
function objectsIn(list) {
  return asArray(list).filter((one2) => asObject(one2) !== void 0);
}

// src/report/migrate/graph-axis.ts
function graphAxis(value) {
  const axis2 = asObject(value);
  if (axis2 === void 0) return {};
  const log = axis2["logBase"] === 2 || axis2["logBase"] === 10 ? axis2["logBase"] : void 0;
  return withoutNulls({
    unit: axis2["format"],
    decimals: numberIn(axis2["decimals"]),
    min: numberIn(axis2["min"]),
    max: numberIn(axis2["max"]),
    custom: {
      axisPlacement: axis2["show"] ? "auto" : "hidden",
      ...axis2["label"] ? { axisLabel: axis2["label"] } : {},
      ...log === void 0 ? {} : { scaleDistribution: { type: "log", log } }
    }
  });
}
function rightAxis(left, value) {
  const right = graphAxis(value);
  const differing = (one2, other, prefix) => Object.entries(one2).flatMap(
    ([name, own]) => name === "custom" || own === (Object.hasOwn(other, name) ? other[name] : void 0) ? [] : [{ id: `${prefix}${name}`, value: own }]
  );
  return [
    ...differing(right, left, ""),
    { id: "custom.axisPlacement", value: "right" },
    ...differing(asObject(right["custom"]) ?? {}, asObject(left["custom"]) ?? {}, "custom.")
  ];
}
function numberIn(value) {
  if (typeof value === "number") return Number.isFinite(value) ? value : void 0;
  if (typeof value !== "string") return void 0;
  const number2 = Number(value);
  return Number.isFinite(number2) ? number2 : void 0;
}

// src/report/migrate/graph-overrides.ts
var regex = /^([/~@;%#'])(.*?)\1[gimsuy]*$/s;
function seriesOverrides(value, around) {
  const override = asObject(value) ?? {};
  const alias = textField(override, "alias") ?? "";
  if (alias === "") return [];
  const properties = Object.entries(override).flatMap(([name, setting]) => {
    return Object.hasOwn(settings, name) ? settings[name](setting, around) : [];
  });
  const style = lineStyle(override, around.body);
  const all = style === void 0 ? properties : [...properties, { id: "custom.lineStyle", value: style }];
  if (all.length === 0) return [];
  return [{ matcher: { id: regex.test(alias) ? "byRegexp" : "byName", options: alias }, properties: all }];
}
var one = (id, value) => [{ id: `custom.${id}`, value }];
var tenfold = (value) => Number(value) * 10;
var settings = {
  yaxis: (value, { left, yaxes }) => value === 2 ? rightAxis(left, yaxes[1]) : [],
  fill: (value) => one("fillOpacity", tenfold(value)),
  fillBelowTo: (value) => one("fillBelowTo", value),
  fillGradient: (value) => value ? one("fillOpacity", tenfold(value)) : [],
  points: (value) => one("showPoints", value ? "always" : "never"),
  bars: (value) => value ? [...one("drawStyle", "bars"), ...one("fillOpacity", 100)] : one("drawStyle", "line"),
  lines: (value) => value ? one("drawStyle", "line") : one("lineWidth", 0),
  linewidth: (value) => one("lineWidth", value),
  pointradius: (value) => one("pointSize", 2 + Number(value) * 2),
  stack: (value) => one("stacking", { mode: value ? "normal" : "none", group: typeof value === "string" ? value : "A" }),
  color: (value) => [{ id: "color", value: { fixedColor: value, mode: "fixed" } }],
  transform: (value) => one("transform", value === "negative-Y" ? "negative-Y" : "constant")
};
function lineStyle(override, body) {
  if (!["dashes", "dashLength", "spaceLength"].some((name) => Object.hasOwn(override, name))) return void 0;
  const dashes = Object.hasOwn(override, "dashes") ? override["dashes"] : body["dashes"];
  const length = (name) => override[name] ?? body[name] ?? 10;
  return { fill: dashes ? "dash" : "solid", dash: [length("dashLength"), length("spaceLength")] };
}

// src/report/migrate/graph-thresholds.ts
function graphThresholds(value) {
  const all = objectsIn(value).map((one2) => ({ ...one2, at: numeric(one2["value"]) ?? 0 })).sort((a, b) => a.at - b.at);
  if (all.length === 0) return void 0;
  const steps4 = [];
  for (const [index, one2] of all.entries()) {
    const next = all[index + 1];
    if (one2["op"] === "gt") steps4.push({ value: one2.at, color: colorOf(one2) });
    if (one2["op"] !== "lt") continue;
    if (steps4.length === 0) steps4.push({ value: null, color: colorOf(one2) });
    steps4.push({ value: one2.at, color: next?.["op"] === "lt" ? colorOf(next) : "transparent" });
  }
  if (steps4.length > 0 && steps4[0].value !== null) steps4.unshift({ value: null, color: "transparent" });
  const [line, area] = [all.some((one2) => one2["line"]), all.some((one2) => one2["fill"])];
  const mode = area ? line ? "line+area" : "area" : "line";
  return { style: { mode }, thresholds: { mode: "absolute", steps: steps4 } };
}
function colorOf(threshold) {
  switch (threshold["colorMode"]) {
    case "warning":
      return "orange";
    case "custom":
      return threshold["fillColor"] || threshold["lineColor"];
    default:
      return "red";
  }
}

// src/report/migrate/reducers.ts
var current = new Set(
  "lastNotNull last firstNotNull first min max mean median variance stdDev sum count countAll range delta step diff logmin allIsZero allIsNull changeCount distinctCount diffperc allValues uniqueValues".split(" ")
);
var renamed = /* @__PURE__ */ new Map([
  ["current", "lastNotNull"],
  ["avg", "mean"],
  ["total", "sum"]
]);
function reducerId(name) {
  if (typeof name !== "string") return void 0;
  return renamed.get(name) ?? (current.has(name) || /^p(?:[1-9]|[1-9]\d)$/.test(name) ? name : void 0);
}
function legendCalcs(legend2) {
  if (!legend2["values"]) return [];
  return Object.entries(legend2).flatMap(([name, value]) => value ? reducerId(name) ?? [] : []);
}

// src/report/migrate/written-panel.ts
var currentSchema = 42;
function colorOverride(name, color) {
  return {
    matcher: { id: "byName", options: name },
    properties: [{ id: "color", value: { mode: "fixed", fixedColor: color } }]
  };
}

// src/report/migrate/graph.ts
function migrateGraph(panel) {
  const mode = field(panel.body["xaxis"], "mode");
  if (mode === "series") return field(panel.body["legend"], "values") ? barGauge(panel) : barChart(panel);
  return mode === "histogram" ? histogram(panel) : timeSeries(panel);
}
function timeSeries(panel) {
  const { body } = panel;
  const yaxes = asArray(body["yaxes"]);
  const left = graphAxis(yaxes[0]);
  const base = { ...panel.defaults, ...left };
  const colors = Object.entries(asObject(body["aliasColors"]) ?? {}).flatMap(
    ([alias, color]) => color ? [colorOverride(alias, color)] : []
  );
  const series = asArray(body["seriesOverrides"]).flatMap((one2) => seriesOverrides(one2, { body, yaxes, left: base }));
  const fillsBelow = series.some(({ properties }) => properties.some(({ id }) => id === "custom.fillBelowTo"));
  const thresholds2 = graphThresholds(body["thresholds"]);
  const custom = {
    ...asObject(base["custom"]) ?? {},
    ...drawing(body, fillsBelow),
    ...thresholds2 === void 0 ? {} : { thresholdsStyle: thresholds2.style }
  };
  const defaults = {
    ...isPercentStack(body) ? withoutBounds(base) : base,
    nullValueMode: body["nullPointMode"],
    custom: withoutNulls(custom),
    ...thresholds2 === void 0 ? {} : { thresholds: thresholds2.thresholds }
  };
  const legend2 = asObject(body["legend"]);
  return {
    ...panel,
    type: "timeseries",
    options: { legend: legendOf(legend2), tooltip: tooltipOf(asObject(body["tooltip"])) },
    defaults: withoutNulls(defaults),
    overrides: [...panel.overrides, ...colors, ...series, ...hidden(legend2), ...hiddenTime(asObject(body["xaxis"]))]
  };
}
function drawing(body, fillsBelow) {
  const drawStyle = body["bars"] ? "bars" : body["lines"] ? "line" : "points";
  const number2 = (name) => typeof body[name] === "number" ? body[name] : void 0;
  const [fill, gradient, radius] = [number2("fill"), number2("fillGradient"), number2("pointradius")];
  const hasGradient = gradient !== void 0 && gradient > 0;
  const opacity = hasGradient ? gradient * 10 : fillsBelow ? 35 : fill === void 0 ? void 0 : fill * 10;
  const points = body["points"] ? { showPoints: "always", ...radius === void 0 ? {} : { pointSize: 2 + radius * 2 } } : drawStyle === "points" ? {} : { showPoints: "never" };
  return {
    drawStyle,
    ...points,
    lineWidth: body["linewidth"],
    ...body["dashes"] ? { lineStyle: { fill: "dash", dash: [body["dashLength"] ?? 10, body["spaceLength"] ?? 10] } } : {},
    fillOpacity: drawStyle === "bars" ? 100 : opacity,
    ...hasGradient ? { gradientMode: "opacity" } : {},
    spanNulls: body["nullPointMode"] === "connected",
    ...body["steppedLine"] ? { lineInterpolation: "stepAfter" } : {},
    ...body["stack"] ? { stacking: { mode: body["percentage"] ? "percent" : "normal", group: "A" } } : {}
  };
}
function isPercentStack(body) {
  return Boolean(body["stack"]) && Boolean(body["percentage"]) && Boolean(body["yaxis"]);
}
function withoutBounds({ min: _min, max: _max, decimals, ...rest }) {
  return decimals === void 0 || decimals === 0 ? rest : { ...rest, decimals };
}
function legendOf(legend2) {
  const width = legend2?.["sideWidth"];
  const shown2 = legend2 === void 0 || Boolean(legend2["show"]);
  return {
    displayMode: shown2 && legend2?.["alignAsTable"] ? "table" : "list",
    showLegend: shown2,
    placement: legend2?.["rightSide"] ? "right" : "bottom",
    calcs: legend2 === void 0 ? [] : legendCalcs(legend2),
    ...width ? { width } : {}
  };
}
function tooltipOf(tooltip2) {
  const shared = Boolean(tooltip2?.["shared"]);
  const sort = shared ? { 1: "asc", 2: "desc" }[Number(tooltip2?.["sort"])] : void 0;
  return { mode: shared ? "multi" : "single", sort: sort ?? "none" };
}
function hidden(legend2) {
  const rule = (reducer) => ({
    matcher: { id: "byValue", options: { reducer, op: "gte", value: 0 } },
    properties: [{ id: "custom.hideFrom", value: { tooltip: true, viz: false, legend: true } }]
  });
  return [...legend2?.["hideZero"] ? [rule("allIsZero")] : [], ...legend2?.["hideEmpty"] ? [rule("allIsNull")] : []];
}
function hiddenTime(xaxis) {
  if (xaxis?.["show"] !== false || xaxis["mode"] !== "time") return [];
  return [
    { matcher: { id: "byType", options: "time" }, properties: [{ id: "custom.axisPlacement", value: "hidden" }] }
  ];
}
function barChart(panel) {
  return {
    ...panel,
    type: "barchart",
    options: { ...panel.options, groupWidth: 1 },
    overrides: [
      ...panel.overrides,
      { matcher: { id: "byName", options: "Field" }, properties: [{ id: "custom.axisPlacement", value: "hidden" }] }
    ],
    transformations: [
      ...panel.transformations,
      { id: "reduce", options: { reducers: axisCalcs(panel.body) } },
      { id: "transpose", options: {} }
    ]
  };
}
function barGauge(panel) {
  const legend2 = asObject(panel.body["legend"]);
  const calcs = field(panel.body["xaxis"], "values") === void 0 ? [] : axisCalcs(panel.body);
  return {
    ...panel,
    type: "bargauge",
    options: { orientation: "auto", reduceOptions: { values: false, calcs }, legend: legendOf(legend2) },
    defaults: { ...panel.defaults, color: { mode: "palette-classic" } }
  };
}
function histogram(panel) {
  const { body } = panel;
  const stacking = body["stack"] ? { stacking: { mode: body["percentage"] ? "percent" : "normal", group: "A" } } : {};
  const options = { legend: legendOf(void 0), tooltip: tooltipOf(void 0), combine: false };
  return {
    ...panel,
    type: "histogram",
    options,
    defaults: { custom: stacking },
    overrides: []
  };
}
function axisCalcs(body) {
  const values2 = field(body["xaxis"], "values");
  if (values2 === void 0 || values2 === null) return ["sum"];
  return asArray(values2).flatMap((name) => reducerId(name) ?? []);
}

// src/report/migrate/old-heatmap.ts
var schemes = "BrBG PiYG PRGn PuOr RdBu RdGy RdYlBu RdYlGn Spectral Blues Greens Greys Oranges Purples Reds Turbo Cividis Viridis Magma Inferno Plasma Warm Cool Cubehelix BuGn BuPu GnBu OrRd PuBuGn PuBu PuRd RdPu YlGnBu YlGn YlOrBr YlOrRd Rainbow Sinebow".split(" ");
function migrateHeatmap(panel) {
  if (panel.type === "heatmap-new") {
    const { bucketFrame, ...options } = panel.options;
    return { ...panel, type: "heatmap", options: bucketFrame ? { ...options, rowsFrame: bucketFrame } : options };
  }
  if (Object.keys(panel.options).length === 0)
    return { ...panel, options: optionsOf(panel.body), defaults: {}, overrides: [] };
  const tooltip2 = asObject(panel.options["tooltip"]);
  if (typeof tooltip2?.["show"] !== "boolean") return panel;
  const mode = tooltip2["show"] ? "single" : "none";
  return { ...panel, options: { ...panel.options, tooltip: { ...without(tooltip2, "show"), mode } } };
}
function optionsOf(body) {
  const calculate = body["dataFormat"] !== "tsbuckets";
  const axis2 = { logBase: 1, ...asObject(body["yAxis"]) };
  const gap3 = numeric(field(body["cards"], "cardPadding")) ?? 2;
  const shows = (name, property = "show") => Boolean(field(body[name], property));
  return {
    calculate,
    calculation: calculate ? calculation(body, axis2) : {},
    color: colorOf2(asObject(body["color"]) ?? {}),
    cellGap: gap3 || 1,
    ...set("cellRadius", numeric(field(body["cards"], "cardRound"))),
    yAxis: {
      axisPlacement: axis2["show"] === false ? "hidden" : "left",
      reverse: Boolean(body["reverseYBuckets"]),
      ...set("axisWidth", numeric(axis2["width"])),
      ...set("min", numeric(axis2["min"])),
      ...set("max", numeric(axis2["max"])),
      ...set("unit", axis2["format"]),
      ...set("decimals", numeric(axis2["decimals"]))
    },
    cellValues: set("decimals", numeric(body["tooltipDecimals"])),
    rowsFrame: { layout: layoutOf2(body["yBucketBound"]) },
    legend: { show: shows("legend") },
    showValue: "never",
    tooltip: { mode: shows("tooltip") ? "single" : "none", yHistogram: shows("tooltip", "showHistogram") }
  };
}
var set = (name, value) => value === void 0 || value === null ? {} : { [name]: value };
function calculation(body, axis2) {
  const buckets = (size, count) => size ? { mode: "size", value: String(size) } : count ? { mode: "count", value: String(count) } : void 0;
  const log = Number(axis2["logBase"]);
  const split = Number(axis2["splitFactor"]);
  const yBuckets = log > 1 ? { mode: "count", ...split > 0 ? { value: String(split) } : {}, scale: { type: "log", log } } : buckets(body["yBucketSize"], body["yBucketNumber"]);
  return { ...set("xBuckets", buckets(body["xBucketSize"], body["xBucketNumber"])), ...set("yBuckets", yBuckets) };
}
function colorOf2(color) {
  const [min, max] = [color["min"], color["max"]];
  const reversed = typeof min === "number" && typeof max === "number" && min > max;
  const scheme = textField(color, "colorScheme") ?? "";
  const known3 = schemes.find((name) => name === scheme) ?? schemes.find((name) => scheme.includes(name));
  return {
    steps: 128,
    ...color["mode"] === "spectrum" ? { mode: "scheme", ...set("scheme", known3) } : {},
    ...color["mode"] === "opacity" ? { mode: "opacity", ...set("scale", color["scale"]) } : {},
    ...set("fill", color["cardColor"]),
    ...set("min", reversed ? max : min),
    ...set("max", reversed ? min : max),
    ...reversed ? { reverse: true } : {}
  };
}
function layoutOf2(bound) {
  const layouts = { upper: "ge", lower: "le", middle: "unknown" };
  return typeof bound === "string" && Object.hasOwn(layouts, bound) ? layouts[bound] : "auto";
}

// src/report/migrate/old-mappings.ts
function oldMappings(body, steps4) {
  const [values2, ranges] = [asArray(body["valueMaps"]), asArray(body["rangeMaps"])];
  const kind = body["mappingType"] || (values2.length > 0 ? 1 : ranges.length > 0 ? 2 : 0);
  if (kind === 1) return values2.flatMap((one2) => oldMapping({ ...asObject(one2), type: 1 }, steps4));
  return kind === 2 ? ranges.flatMap((one2) => oldMapping({ ...asObject(one2), type: 2 }, steps4)) : [];
}
function oldMapping(value, steps4) {
  const old2 = asObject(value);
  if (old2 === void 0) return [];
  if (typeof old2["type"] === "string" && asObject(old2["options"]) !== void 0) return [old2];
  const color = colorAt(Number.parseFloat(String(old2["text"])), steps4);
  const result = { text: old2["text"], ...color === void 0 ? {} : { color } };
  const isNull = [old2["value"], old2["from"], old2["to"]].includes("null");
  if (isNull) return [{ type: "special", options: { match: "null", result } }];
  if (old2["type"] === 1)
    return old2["value"] === void 0 || old2["value"] === null ? [] : [{ type: "value", options: Object.fromEntries([[String(old2["value"]), result]]) }];
  const bound = (name) => {
    const number2 = Number(old2[name]);
    return Number.isFinite(number2) ? number2 : null;
  };
  return old2["type"] === 2 ? [{ type: "range", options: { from: bound("from"), to: bound("to"), result } }] : [];
}
function upgradeMappings(mappings, thresholds2) {
  const steps4 = asArray(asObject(thresholds2)?.["steps"]).flatMap((step) => {
    const object = asObject(step);
    return object === void 0 ? [] : [{ value: numberOrNull(object["value"]), color: object["color"] }];
  });
  const all = asArray(mappings).flatMap((one2) => oldMapping(one2, steps4));
  const values2 = all.filter(({ type }) => type === "value");
  const options = Object.fromEntries(values2.flatMap((one2) => Object.entries(one2.options)));
  const others = all.filter(({ type }) => type !== "value");
  return values2.length === 0 ? others : [{ type: "value", options }, ...others];
}
var numberOrNull = (value) => typeof value === "number" ? value : null;
function colorAt(value, steps4) {
  if (Number.isNaN(value)) return void 0;
  const step = steps4.findLast((one2, index) => index === 0 || one2.value !== null && value >= one2.value);
  return textField(step, "color");
}

// src/report/migrate/singlestat.ts
var thresholdVersion = 9;
function migrateSinglestat(panel) {
  const { body } = panel;
  const gauge = asObject(body["gauge"]);
  const isGauge = Boolean(gauge?.["show"]);
  const written = body["thresholds"];
  const thresholds2 = panel.schemaVersion < thresholdVersion ? withoutFirst(written) : written;
  const column = textField(body, "tableColumn");
  const steps4 = colorSteps(thresholds2, body["colors"]);
  const mappings = oldMappings(body, steps4 ?? []);
  const { color, ...drawn } = look(body);
  return {
    ...panel,
    type: "stat",
    options: {
      reduceOptions: {
        calcs: [reducerId(body["valueName"]) ?? "mean"],
        ...column === void 0 || column === "" ? {} : { fields: `/^${column}$/` }
      },
      orientation: "horizontal",
      ...drawn
    },
    defaults: {
      ...set2("unit", body["format"]),
      ...set2("nullValueMode", body["nullPointMode"]),
      ...set2("noValue", body["nullText"]),
      ...body["decimals"] || body["decimals"] === 0 ? { decimals: body["decimals"] } : {},
      ...steps4 === void 0 ? {} : { thresholds: { mode: "absolute", steps: steps4 } },
      ...mappings.length === 0 ? {} : { mappings },
      ...isGauge ? { ...numberAs("min", gauge?.["minValue"]), ...numberAs("max", gauge?.["maxValue"]) } : {},
      ...color === void 0 ? {} : { color }
    }
  };
}
var set2 = (name, value) => value ? { [name]: value } : {};
function numberAs(name, value) {
  const number2 = numeric(value);
  return number2 === void 0 ? {} : { [name]: number2 };
}
function withoutFirst(thresholds2) {
  const parts2 = typeof thresholds2 === "string" ? thresholds2.split(",") : [];
  return parts2.length >= 3 ? parts2.slice(1).join(",") : thresholds2;
}
function look(body) {
  const sparkline = asObject(body["sparkline"]);
  const hasLine = Boolean(sparkline?.["show"]);
  const colorMode = body["colorBackground"] ? "background" : body["colorValue"] ? "value" : "none";
  const lineColor = hasLine && colorMode === "none" ? sparkline?.["lineColor"] : void 0;
  return {
    graphMode: hasLine ? "area" : "none",
    colorMode,
    ...body["valueName"] === "name" ? { textMode: "name" } : {},
    color: lineColor ? { mode: "fixed", fixedColor: lineColor } : void 0
  };
}
function colorSteps(written, colors) {
  if (typeof written !== "string" || written === "" || !Array.isArray(colors)) return void 0;
  const levels = written.split(",").map((text2) => Number(text2.trim()));
  return asArray(colors).flatMap((color, index) => {
    if (index === 0) return [{ value: null, color }];
    const value = levels[index - 1];
    return value === void 0 || Number.isNaN(value) ? [] : [{ value, color }];
  });
}

// src/report/migrate/old-plugins.ts
function migratePie(panel) {
  const { body } = panel;
  const onGraph = body["legendType"] === "On graph";
  const shows = (name) => Boolean(field(body["legend"], name));
  const values2 = [...shows("values") ? ["value"] : [], ...shows("percentage") ? ["percent"] : []];
  const calc = body["valueName"] ? reducerId(body["valueName"]) : void 0;
  const pieType = textField(body, "pieType") ?? "";
  return {
    ...panel,
    type: "piechart",
    options: {
      ...panel.options,
      legend: {
        placement: body["legendType"] === "Under graph" ? "bottom" : "right",
        values: values2,
        displayMode: "table",
        showLegend: !onGraph && (asObject(body["legend"]) === void 0 || shows("show")),
        calcs: []
      },
      ...body["valueName"] ? { reduceOptions: { calcs: calc === void 0 ? [] : [calc] } } : {},
      ...pieType === "pie" || pieType === "donut" ? { pieType } : {},
      ...onGraph ? { displayLabels: ["name", ...values2] } : {}
    },
    defaults: withoutNulls({ unit: body["format"], decimals: numeric(body["decimals"]) ?? 0 }),
    overrides: Object.entries(asObject(body["aliasColors"]) ?? {}).flatMap(
      ([alias, color]) => color ? [colorOverride(alias, color)] : []
    )
  };
}
function migrateWorldMap(panel) {
  const { body } = panel;
  const steps4 = colorSteps(body["thresholds"], body["colors"]);
  const calc = reducerId(body["valueName"]);
  const reduces = calc !== void 0 && textField(body, "locationData");
  const decimals = numeric(body["decimals"]);
  return {
    ...panel,
    type: "geomap",
    options: {
      view: withoutNulls({
        id: "zero",
        zoom: numeric(body["initialZoom"]),
        lat: numeric(body["mapCenterLatitude"]),
        lon: numeric(body["mapCenterLongitude"])
      }),
      controls: { showZoom: true, mouseWheelZoom: Boolean(body["mouseWheelZoom"]) },
      basemap: { type: "default", name: "Basemap" },
      layers: [],
      tooltip: { mode: "details" }
    },
    defaults: {
      ...decimals ? { decimals } : {},
      ...steps4 === void 0 ? {} : { thresholds: { mode: "absolute", steps: steps4 } }
    },
    overrides: [],
    transformations: reduces ? [...panel.transformations, { id: "reduce", options: { reducers: [calc] } }] : panel.transformations
  };
}
function migrateDiscrete(panel) {
  const { body } = panel;
  const colors = new Map(
    asArray(body["colorMaps"]).flatMap((one2) => {
      const [text2, color] = [textField(one2, "text"), textField(one2, "color")];
      return text2 === void 0 || !color ? [] : [[text2, color]];
    })
  );
  const texts = asArray(body["valueMaps"]).flatMap((one2) => {
    const [value, text2] = [field(one2, "value"), textField(one2, "text")];
    return value && text2 ? [[String(value), text2]] : [];
  });
  const values2 = new Map([...colors].map(([text2, color]) => [text2, { color }]));
  for (const [value, text2] of texts) {
    const color = colors.get(value) ?? colors.get(text2);
    values2.set(value, { ...color === void 0 ? {} : { color }, text: text2 });
  }
  const ranges = asArray(body["rangeMaps"]).flatMap((one2) => {
    if (!textField(one2, "text")) return [];
    return oldMapping({ ...asObject(one2), type: 2 }, []).map(({ type, options }) => {
      const color = colors.get(textField(one2, "text"));
      const result = { ...asObject(options["result"]), ...color === void 0 ? {} : { color } };
      return { type, options: { ...options, result } };
    });
  });
  return {
    ...panel,
    type: "state-timeline",
    options: { ...panel.options, mergeValues: true },
    defaults: {
      ...panel.defaults,
      ...body["units"] ? { unit: body["units"] } : {},
      custom: { fillOpacity: 100, lineWidth: 0 },
      mappings: [{ type: "value", options: Object.fromEntries(values2) }, ...ranges]
    }
  };
}

// src/report/migrate/old-table.ts
var steps = {
  timeseries_to_rows: "seriesToRows",
  timeseries_to_columns: "seriesToColumns",
  timeseries_aggregations: "reduce",
  table: "merge"
};
var cellTypes = {
  cell: "color-background",
  row: "color-background",
  value: "color-text"
};
function migrateOldTable(panel) {
  const styles = objectsIn(panel.body["styles"]);
  const thresholdsFrom = panel.schemaVersion < 10 ? 1 : 0;
  const all = styles.find((style) => style["pattern"] === "/.*/");
  return {
    ...panel,
    type: "table",
    options: {},
    defaults: all === void 0 ? { custom: {} } : defaultsOf2(all, thresholdsFrom),
    overrides: styles.filter((style) => style["pattern"] !== "/.*/").map((style) => overrideOf(style, thresholdsFrom)).filter(({ properties }) => properties.length > 0),
    transformations: [...panel.transformations, ...stepOf(panel.body)]
  };
}
function stepOf(body) {
  const transform = textField(body, "transform") ?? "";
  if (!Object.hasOwn(steps, transform)) return [];
  const id = steps[transform];
  if (id !== "reduce") return [{ id, options: { reducers: [] } }];
  const reducers = asArray(body["columns"]).flatMap((column) => reducerId(textField(column, "value")) ?? []);
  return [{ id, options: { reducers, includeTimeField: false } }];
}
function overrideOf(style, thresholdsFrom) {
  const pattern = textField(style, "pattern") ?? "";
  const { alias, unit, decimals, align, type } = style;
  const steps4 = stepsOf(style, thresholdsFrom);
  const cell = cellOf(style);
  const all = [
    Boolean(alias) && { id: "displayName", value: alias },
    Boolean(unit) && { id: "unit", value: unit },
    decimals !== void 0 && decimals !== null && { id: "decimals", value: decimals },
    type === "date" && { id: "unit", value: `time: ${textField(style, "dateFormat") ?? ""}` },
    type === "hidden" && { id: "custom.hidden", value: true },
    Boolean(style["link"]) && { id: "links", value: [linkOf(style)] },
    cell !== void 0 && { id: "custom.cellOptions", value: cell },
    Boolean(align) && { id: "custom.align", value: align === "auto" ? null : align },
    steps4 !== void 0 && { id: "thresholds", value: steps4 }
  ];
  const id = /^\/.*\/$/s.test(pattern) ? "byRegexp" : "byName";
  return { matcher: { id, options: pattern }, properties: all.filter((one2) => one2 !== false) };
}
var linkOf = (style) => ({
  title: textField(style, "linkTooltip") ?? "",
  url: textField(style, "linkUrl") ?? ""
});
function defaultsOf2(style, thresholdsFrom) {
  const steps4 = stepsOf(style, thresholdsFrom);
  const cell = cellOf(style);
  return withoutNulls({
    unit: style["unit"],
    decimals: style["decimals"],
    displayName: style["alias"] || void 0,
    ...steps4 === void 0 ? {} : { thresholds: steps4 },
    custom: withoutNulls({ align: style["align"] === "auto" ? void 0 : style["align"], cellOptions: cell })
  });
}
function cellOf(style) {
  const mode = textField(style, "colorMode") ?? "";
  return Object.hasOwn(cellTypes, mode) ? { type: cellTypes[mode] } : void 0;
}
function stepsOf(style, from) {
  const [written, colors] = [asArray(style["thresholds"]), asArray(style["colors"])];
  const levels = written.slice(written.length >= 3 ? from : 0);
  if (levels.length === 0 || colors.length === 0) return void 0;
  const values2 = levels.map((level) => typeof level === "number" ? level : Number.parseInt(String(level), 10));
  const made = [null, ...values2].map((value, index) => ({ value, color: colors[index] }));
  return { mode: "absolute", steps: made.filter(({ value, color }) => !Number.isNaN(value) && color !== void 0) };
}

// src/report/migrate/read-written.ts
var most3 = 1e3;
function readWritten({ node, body, paths, type }, dashboard) {
  const fieldConfig = valueAt(node, paths.fieldConfig);
  const options = asObject(valueAt(node, paths.options)) ?? {};
  const old2 = oldPanel(options);
  const version = textField(body, "pluginVersion") ?? textField(body, "vizConfig", "version") ?? "";
  const isClassic = paths.oldOptions !== void 0;
  return {
    type: old2?.type ?? type,
    body: old2?.body ?? (isClassic ? body : {}),
    options: without(options, "__angularMigration"),
    defaults: asObject(field(fieldConfig, "defaults")) ?? {},
    overrides: readOverrides(field(fieldConfig, "overrides")),
    transformations: readTransformations(valueAt(node, paths.transformations)),
    pluginVersion: Number.parseFloat(version) || 6.1,
    // A library panel is classic JSON in a dashboard of any schema.
    schemaVersion: numeric(dashboard["schemaVersion"]) ?? (isClassic && !dashboard["elements"] ? 0 : currentSchema)
  };
}
function oldPanel(options) {
  const kept = options["__angularMigration"];
  const [type, body] = [textField(kept, "autoMigrateFrom"), asObject(field(kept, "originalOptions"))];
  return type === void 0 || body === void 0 ? void 0 : { type, body };
}
function readOverrides(list) {
  return asArray(list).slice(0, most3).flatMap((entry) => {
    const id = textField(entry, "matcher", "id");
    if (id === void 0) return [];
    const properties = asArray(field(entry, "properties")).flatMap((one2) => {
      const name = textField(one2, "id");
      return name === void 0 ? [] : [{ id: name, value: field(one2, "value") }];
    });
    const matcher = asObject(field(entry, "matcher"));
    return [{ matcher: { ...matcher, id }, properties }];
  });
}
function readTransformations(list) {
  return asArray(list).slice(0, most3).flatMap((entry) => {
    const spec = asObject(field(entry, "spec")) ?? asObject(entry);
    const id = textField(entry, "group") ?? textField(spec, "id") ?? textField(entry, "kind");
    if (id === void 0 || spec?.["disabled"] === true) return [];
    const made = { id, options: asObject(spec?.["options"]) ?? {} };
    if (spec?.["filter"] !== void 0) setOwn(made, "filter", spec["filter"]);
    const topic = textField(spec, "topic");
    return [topic === void 0 ? made : { ...made, topic }];
  });
}

// src/report/migrate/schema-steps.ts
function migrateSchema(panel) {
  return steps2.reduce((made, { before, step }) => panel.schemaVersion < before ? step(made) : made, panel);
}
var steps2 = [
  { before: 18, step: gaugeOptions },
  { before: 30, step: valueMappings },
  { before: 30, step: tooltipOptions },
  { before: 31, step: mergedLabels },
  { before: 35, step: visibleTime },
  { before: 37, step: shownLegend },
  { before: 39, step: tableOfSeries },
  { before: 42, step: hiddenFromTooltip }
];
function gaugeOptions(panel) {
  const old2 = asObject(panel.body["options-gauge"]);
  if (old2 === void 0) return panel;
  const { unit, stat, decimals, prefix, suffix, thresholds: thresholds2 } = old2;
  return {
    ...panel,
    options: {
      ...without(old2, "options", "unit", "stat", "decimals", "prefix", "suffix"),
      valueOptions: { unit, stat, decimals, prefix, suffix },
      ...Array.isArray(thresholds2) ? { thresholds: [...thresholds2].reverse() } : {}
    }
  };
}
function valueMappings(panel) {
  const { mappings, thresholds: thresholds2 } = panel.defaults;
  return {
    ...panel,
    defaults: {
      ...panel.defaults,
      ...mappings ? { mappings: upgradeMappings(mappings, thresholds2) } : {}
    },
    overrides: panel.overrides.map(({ matcher, properties }) => ({
      matcher,
      properties: properties.map(
        (one2) => one2.id === "mappings" ? { ...one2, value: upgradeMappings(one2.value, void 0) } : one2
      )
    }))
  };
}
function tooltipOptions(panel) {
  const { tooltipOptions: tooltip2, ...options } = panel.options;
  return tooltip2 ? { ...panel, options: { ...options, tooltip: tooltip2 } } : panel;
}
function mergedLabels(panel) {
  const transformations = panel.transformations.flatMap(
    (one2) => one2.id === "labelsToFields" ? [one2, { id: "merge", options: {} }] : [one2]
  );
  return { ...panel, transformations };
}
function visibleTime(panel) {
  if (panel.type !== "timeseries" || field(panel.defaults["custom"], "axisPlacement") !== "hidden") return panel;
  const time = { id: "byType", options: "time" };
  const shown2 = { matcher: time, properties: [{ id: "custom.axisPlacement", value: "auto" }] };
  return { ...panel, overrides: [...panel.overrides, shown2] };
}
function shownLegend(panel) {
  const legend2 = asObject(panel.options["legend"]);
  if (legend2 === void 0) return panel;
  const isHidden = legend2["displayMode"] === "hidden" || legend2["showLegend"] === false;
  const made = isHidden ? { ...legend2, displayMode: "list", showLegend: false } : { ...legend2, showLegend: true };
  return { ...panel, options: { ...panel.options, legend: made } };
}
function tableOfSeries(panel) {
  const transformations = panel.transformations.map((one2) => {
    const stats = one2.id === "timeSeriesTable" ? asObject(one2.options["refIdToStat"]) : void 0;
    if (stats === void 0) return one2;
    return { ...one2, options: Object.fromEntries(Object.entries(stats).map(([refId, stat]) => [refId, { stat }])) };
  });
  return { ...panel, transformations };
}
function hiddenFromTooltip(panel) {
  const overrides = panel.overrides.map(({ matcher, properties }) => ({
    matcher,
    properties: properties.map(
      (one2) => one2.id === "custom.hideFrom" && field(one2.value, "viz") === true ? { ...one2, value: { ...asObject(one2.value), tooltip: true } } : one2
    )
  }));
  return { ...panel, overrides };
}

// src/report/migrate/single-value.ts
function migrateSingleValue(panel) {
  const moved = panel.pluginVersion < 7 ? fromFieldOptions(fromValueOptions(panel)) : panel;
  const titled = panel.pluginVersion < 7.1 ? titleAsName(moved) : moved;
  return panel.pluginVersion < 8 ? withPercentBounds(titled) : titled;
}
var gaugeVersion = 13;
function migrateGauge(panel) {
  const made = migrateSingleValue(panel);
  if (made.options["shape"] || made.pluginVersion >= gaugeVersion) return made;
  const { displayName, showThresholdMarkers } = made.options;
  const byThreshold = asObject(made.defaults["color"])?.["mode"] === "thresholds";
  return {
    ...made,
    options: {
      ...without(made.options, "sizing", "minVizHeight", "minVizWidth"),
      ...showThresholdMarkers && !byThreshold ? { showThresholdMarkers: false } : {},
      ...displayName ? { textMode: "value_and_name" } : {},
      sparkline: false,
      effects: { gradient: false }
    }
  };
}
function fromValueOptions(panel) {
  const { options } = panel;
  const value = asObject(options["valueOptions"]);
  if (value === void 0 || panel.pluginVersion >= 6.2) return panel;
  const calc = reducerId(value["stat"]);
  const fieldOptions = {
    mappings: options["valueMappings"],
    thresholds: options["thresholds"],
    ...calc === void 0 ? {} : { calcs: [calc] },
    defaults: {
      unit: value["unit"],
      decimals: value["decimals"],
      min: options["minValue"],
      max: options["maxValue"]
    }
  };
  const rest = without(options, "valueMappings", "thresholds", "valueOptions", "minValue", "maxValue");
  return { ...panel, options: { ...rest, fieldOptions } };
}
function fromFieldOptions(panel) {
  const old2 = asObject(panel.options["fieldOptions"]);
  if (old2 === void 0) return { ...panel, options: without(panel.options, "fieldOptions") };
  const defaults = asObject(old2["defaults"]) ?? {};
  const thresholds2 = stepsOf2(defaults["thresholds"] ?? old2["thresholds"] ?? panel.options["thresholds"]);
  const { color } = defaults;
  const mappings = upgradeMappings(defaults["mappings"] ?? old2["mappings"], thresholds2);
  return {
    ...panel,
    options: {
      ...without(panel.options, "fieldOptions", "thresholds"),
      reduceOptions: withoutNulls({ values: old2["values"], limit: old2["limit"], calcs: old2["calcs"] })
    },
    defaults: withoutNulls({
      ...panel.defaults,
      ...defaults,
      thresholds: thresholds2 ?? panel.defaults["thresholds"],
      mappings: mappings.length > 0 ? mappings : panel.defaults["mappings"],
      color: typeof color === "string" ? { mode: "fixed", fixedColor: color } : color ?? panel.defaults["color"]
    }),
    overrides: [...panel.overrides, ...old2["override"] === void 0 ? readOverrides(old2["overrides"]) : []]
  };
}
function stepsOf2(value) {
  const whole = asObject(value);
  if (whole !== void 0) return whole;
  const steps4 = objectsIn(value).map((step) => ({ value: numeric(step["value"]) ?? null, color: step["color"] })).sort((a, b) => (a.value ?? Number.NEGATIVE_INFINITY) - (b.value ?? Number.NEGATIVE_INFINITY)).map((step, index) => index === 0 ? { ...step, value: null } : step);
  return steps4.length === 0 ? void 0 : { mode: "absolute", steps: steps4 };
}
function titleAsName(panel) {
  const { title } = panel.defaults;
  if (title === void 0 || title === null) return panel;
  return { ...panel, defaults: { ...without(panel.defaults, "title"), displayName: title } };
}
function withPercentBounds(panel) {
  const { unit, min, max } = panel.defaults;
  if (unit !== "percent" && unit !== "percentunit") return panel;
  const [least, most6] = [
    typeof min === "number" ? min : 0,
    typeof max === "number" ? max : unit === "percent" ? 100 : 1
  ];
  return { ...panel, defaults: { ...panel.defaults, min: least, max: most6 } };
}

// src/report/migrate/table.ts
var cellVersion = 38;
function migrateTable(panel) {
  const custom = asObject(panel.defaults["custom"]) ?? {};
  const hasWord = panel.schemaVersion < cellVersion && custom["displayMode"] !== void 0;
  const cells = hasWord ? cellOf2(custom["displayMode"]) : asObject(custom["cellOptions"]);
  const wrap = custom["wrapText"] ?? cells?.["wrapText"];
  const isNewWrap = custom["wrapText"] !== void 0;
  return withFooter({
    ...panel,
    defaults: {
      ...panel.defaults,
      custom: {
        ...without(custom, "displayMode", "cellOptions", "wrapText"),
        ...cells === void 0 ? {} : { cellOptions: isNewWrap ? cells : without(cells, "wrapText") },
        ...wrap === void 0 ? {} : { wrapText: wrap }
      }
    },
    overrides: panel.overrides.map(({ matcher, properties }) => ({
      matcher,
      properties: properties.flatMap((one2) => propertyOf(one2, panel.schemaVersion, isNewWrap))
    }))
  });
}
function propertyOf({ id, value }, version, isNewWrap) {
  if (id === "custom.hidden") return [{ id: "custom.hideFrom.viz", value }];
  if (id === "custom.displayMode" && version < cellVersion) return [{ id: "custom.cellOptions", value: cellOf2(value) }];
  const cells = id === "custom.cellOptions" && !isNewWrap ? asObject(value) : void 0;
  if (cells?.["wrapText"] === void 0) return [{ id, value }];
  return [
    { id, value: without(cells, "wrapText") },
    { id: "custom.wrapText", value: cells["wrapText"] }
  ];
}
function cellOf2(word) {
  switch (word) {
    case "basic":
      return { type: "gauge", mode: "basic" };
    case "gradient-gauge":
      return { type: "gauge", mode: "gradient" };
    case "lcd-gauge":
      return { type: "gauge", mode: "lcd" };
    case "color-background":
      return { type: "color-background", mode: "gradient" };
    case "color-background-solid":
      return { type: "color-background", mode: "basic" };
    case "custom":
      return { type: "auto" };
    default:
      return { type: typeof word === "string" ? word : "auto" };
  }
}
function withFooter(panel) {
  const footer = asObject(panel.options["footer"]);
  if (footer === void 0) return panel;
  const pages = footer["enablePagination"];
  const options = {
    ...without(panel.options, "footer"),
    ...pages === void 0 || pages === null ? {} : { enablePagination: pages }
  };
  if (!footer["show"]) return { ...panel, options };
  const reducers = textList(footer["reducer"]);
  const fields2 = textList(footer["fields"]);
  if (footer["countRows"] && reducers[0] === "count") return forAll({ ...panel, options }, ["countAll"]);
  if (fields2.length === 0) return forAll({ ...panel, options }, reducers);
  const matcher = fields2.length === 1 ? { id: "byName", options: fields2[0] } : { id: "byNames", options: { mode: "include", names: asArray(fields2) } };
  const properties = [{ id: "custom.footer.reducers", value: reducers }];
  return { ...panel, options, overrides: [...panel.overrides, { matcher, properties }] };
}
function forAll(panel, reducers) {
  const custom = { ...asObject(panel.defaults["custom"]), footer: { reducers } };
  return { ...panel, defaults: { ...panel.defaults, custom } };
}

// src/report/migrate/text.ts
var modes = ["code", "html", "markdown"];
function migrateText(panel) {
  const { body, options, pluginVersion } = panel;
  const isOld = Object.hasOwn(body, "content") && Object.hasOwn(body, "mode") && pluginVersion < 7.1;
  const written = isOld ? { content: textField(body, "content") ?? "", mode: body["mode"] } : options;
  const mode = modes.find((name) => name === written["mode"]) ?? "markdown";
  return { ...panel, type: "text", options: { ...written, mode } };
}

// src/report/migrate/xy-chart.ts
var most4 = 100;
var numbers = { id: "byType", options: "number" };
var named = (name) => ({ id: "byName", options: name });
function migrateXyChart(panel) {
  const { seriesMapping, dims, series } = panel.options;
  const isOld = panel.pluginVersion < 11.1 && (seriesMapping !== void 0 || dims !== void 0);
  if (!isOld) return panel;
  const auto = seriesMapping === "auto";
  const old2 = auto ? [{}] : objectsIn(series).slice(0, most4);
  return {
    ...panel,
    options: {
      ...without(panel.options, "dims", "seriesMapping", "series"),
      mapping: auto ? "auto" : "manual",
      series: old2.map((one2, index) => seriesOf(one2, { dims: asObject(dims) ?? {}, index: auto ? 0 : index }))
    },
    overrides: [...panel.overrides, ...old2.flatMap((one2) => overridesOf(one2, panel))]
  };
}
function seriesOf(old2, { dims, index }) {
  const x = old2["x"] ?? dims["x"];
  const [color, size] = [field(old2["pointColor"], "field"), field(old2["pointSize"], "field")];
  const exclude = asArray(dims["exclude"]);
  return {
    frame: { matcher: { id: "byIndex", options: old2["frame"] ?? dims["frame"] ?? index } },
    x: { matcher: x === void 0 || x === null ? numbers : named(x) },
    y: {
      matcher: yOf(old2),
      ...exclude.length === 0 ? {} : { exclude: { id: "byNames", options: exclude } }
    },
    ...color ? { color: { matcher: named(color) } } : {},
    ...size ? { size: { matcher: named(size) } } : {}
  };
}
var yOf = ({ y }) => y === void 0 || y === null ? numbers : named(y);
function overridesOf(old2, panel) {
  const [color, size] = [asObject(old2["pointColor"]) ?? {}, asObject(old2["pointSize"]) ?? {}];
  const isSet = (id) => panel.overrides.some(({ matcher, properties }) => {
    return JSON.stringify(matcher) === JSON.stringify(yOf(old2)) && properties.some((one2) => one2.id === id);
  });
  const ofY = (id, value) => !value || isSet(id) ? [] : [{ matcher: yOf(old2), properties: [{ id, value }] }];
  const bound = (id, value) => value ? [{ matcher: named(size["field"]), properties: [{ id, value }] }] : [];
  const fixed = color["fixed"] ? { mode: "fixed", fixedColor: color["fixed"] } : void 0;
  return [
    ...color["field"] ? [] : ofY("color", fixed),
    ...size["field"] ? [...bound("custom.pointSize.min", size["min"]), ...bound("custom.pointSize.max", size["max"])] : ofY("custom.pointSize.fixed", size["fixed"])
  ];
}

// src/report/migrate/migrate-panel.ts
var old = {
  graph: migrateGraph,
  graphite: migrateGraph,
  singlestat: migrateSinglestat,
  "grafana-singlestat-panel": migrateSinglestat,
  "table-old": migrateOldTable,
  "grafana-piechart-panel": migratePie,
  "grafana-worldmap-panel": migrateWorldMap,
  "natel-discrete-panel": migrateDiscrete,
  "heatmap-new": migrateHeatmap,
  text2: migrateText
};
var current2 = {
  stat: migrateSingleValue,
  gauge: migrateGauge,
  bargauge: migrateSingleValue,
  table: migrateTable,
  heatmap: migrateHeatmap,
  text: migrateText,
  xychart: migrateXyChart
};
var tableVersion = 24;
var unknownLibraryPanel = "library-panel";
var usualType = "timeseries";
function migratePanel(view, dashboard) {
  const written = readWritten(view, dashboard);
  const named3 = namedOf(written);
  const migrated = named3 === void 0 ? written : named3(written);
  const stepped = migrateSchema(migrated);
  const made = Object.hasOwn(current2, stepped.type) ? current2[stepped.type](stepped) : stepped;
  const type = made.type !== "" ? made.type : view.libraryUid === void 0 ? usualType : unknownLibraryPanel;
  const defaults = defaultsOf(type);
  return {
    type,
    ...type === view.type || view.type === "" ? {} : { writtenType: view.type },
    options: withDefaults(made.options, defaults.options),
    fieldConfig: {
      defaults: withFirstStep(withDefaults(made.defaults, defaults.fields)),
      overrides: made.overrides.map(({ matcher, properties }) => ({
        matcher,
        properties: properties.map((one2) => one2.id === "thresholds" ? { ...one2, value: steps3(one2.value) } : one2)
      }))
    },
    transformations: made.transformations
  };
}
function newPanel({ type, writtenType }) {
  const { options, fields: fields2 } = defaultsOf(type);
  const shown2 = type === "text" ? { ...options, content: "" } : options;
  return {
    type,
    ...writtenType === void 0 ? {} : { writtenType },
    options: shown2,
    fieldConfig: { defaults: fields2, overrides: [] },
    transformations: []
  };
}
function namedOf({ type, body, schemaVersion }) {
  if (type === "table" && schemaVersion < tableVersion && Array.isArray(body["styles"])) return migrateOldTable;
  return Object.hasOwn(old, type) ? old[type] : void 0;
}
function withFirstStep(defaults) {
  return defaults["thresholds"] === void 0 ? defaults : { ...defaults, thresholds: steps3(defaults["thresholds"]) };
}
function steps3(value) {
  const thresholds2 = asObject(value) ?? {};
  const all = objectsIn(thresholds2["steps"]);
  const made = all.map((step, index) => index === 0 ? { ...step, value: null } : step);
  return { ...thresholds2, mode: thresholds2["mode"] ?? "absolute", steps: made };
}

// src/report/panel/page-links.ts
var most5 = 100;
var maxAddress = 8e3;
function pageLinks(links, context) {
  return asArray(links).slice(0, most5).map((link) => ({ title: titleOf(link, context), ...addressOf(addressWithParameters(link), context) })).filter(({ title }) => title !== "");
}
function titleOf(link, context) {
  const tags = asArray(field(link, "tags")).filter((tag) => typeof tag === "string");
  const written = textField(link, "title") || textField(link, "dashboard") || textField(link, "tooltip");
  if (written) return fillText(written, context);
  if (field(link, "type") === "dashboards") return tags.length === 0 ? "Dashboards" : tags.join(", ");
  return fillText(textField(link, "url") ?? "", context);
}
function addressWithParameters(link) {
  if (field(link, "type") === "dashboards") return "";
  const parameters = [
    field(link, "keepTime") === true ? `\${__url_time_range}` : "",
    field(link, "includeVars") === true ? `\${__all_variables}` : "",
    (textField(link, "params") ?? "").replace(/^[?&]/, "")
  ].filter((part) => part !== "");
  const url = textField(link, "url") ?? "";
  if (url === "" || parameters.length === 0) return url;
  return `${url}${url.includes("?") ? "&" : "?"}${parameters.join("&")}`;
}
function addressOf(url, context) {
  if (context.untrusted || url === "") return {};
  const address2 = fillText(url.slice(0, maxAddress), context).trim();
  if (address2.length > maxAddress || !/^https?:\/\/[^\s]/i.test(address2)) return {};
  if (!URL.canParse(address2)) return {};
  const { protocol, hostname, username, password } = new URL(address2);
  const isPlain = /^https?:$/.test(protocol) && username === "" && password === "" && !/[${}]/.test(hostname);
  return isPlain ? { url: address2 } : {};
}

// src/report/panel/time-info.ts
var spans = {
  s: "second",
  m: "minute",
  h: "hour",
  d: "day",
  w: "week",
  M: "month",
  y: "year"
};
var named2 = {
  "now/d": "Today so far",
  "now/w": "This week so far",
  "now/M": "This month so far",
  "now/y": "This year so far",
  "now/fQ": "This fiscal quarter so far",
  "now/fy": "This fiscal year so far"
};
var compared = {
  __previousPeriod: "previous period",
  "1d": "day before",
  "1w": "week before",
  "1M": "month before"
};
function timeInfo(time, dashboard) {
  const { timeFrom = "", timeShift = "", timeCompare = "" } = time;
  const words = [];
  let range = dashboard;
  if (timeFrom !== "") {
    const described = describe(timeFrom, dashboard);
    if (described === void 0) return shown(time, "invalid time override");
    words.push(described.words);
    range = described.range;
  }
  if (timeShift !== "") {
    const shifted = describe(timeShift, range) === void 0 ? void 0 : shift(range, timeShift);
    if (shifted === void 0) return shown(time, "invalid timeshift");
    words.push(`timeshift -${timeShift}`);
    range = shifted;
  }
  if (timeCompare !== "" && Object.hasOwn(compared, timeCompare)) words.push(`compared to ${compared[timeCompare]}`);
  const moved = range.fromMs !== dashboard.fromMs || range.toMs !== dashboard.toMs;
  return { ...words.length === 0 ? {} : shown(time, capitalized(words.join(" + "))), ...moved ? { range } : {} };
}
var shown = ({ hideTimeOverride }, words) => hideTimeOverride ? {} : { timeInfo: words };
var capitalized = (text2) => `${text2.slice(0, 1).toUpperCase()}${text2.slice(1).toLowerCase()}`;
function describe(text2, { toMs }) {
  const isNext = text2.startsWith("+");
  const math = text2.includes("now") ? text2 : `${isNext ? "now" : "now-"}${text2}`;
  const at = readTime(math, { nowMs: toMs, roundUp: isNext });
  if (at === void 0) return void 0;
  const range = isNext ? { fromMs: toMs, toMs: at.ms } : { fromMs: at.ms, toMs };
  if (Object.hasOwn(named2, math)) return { words: named2[math], range };
  const [, amount, unit] = /^now[-+](\d+)(\w)/.exec(math) ?? [];
  if (amount === void 0 || unit === void 0) return void 0;
  const span2 = Object.hasOwn(spans, unit) ? ` ${spans[unit]}${Number(amount) > 1 ? "s" : ""}` : "";
  return { words: span2 === "" ? "" : `${isNext ? "Next" : "Last"} ${Number(amount)}${span2}`, range };
}
function shift({ fromMs, toMs }, by) {
  const from = readTime(`now-${by}`, { nowMs: fromMs, roundUp: false });
  const to = readTime(`now-${by}`, { nowMs: toMs, roundUp: true });
  return from === void 0 || to === void 0 ? void 0 : { fromMs: from.ms, toMs: to.ms };
}

// src/report/panel/panel-of.ts
var maxTitle = 5e3;
var annotated = /* @__PURE__ */ new Set([
  "timeseries",
  "candlestick",
  "heatmap",
  "state-timeline",
  "status-history"
]);
function panelOf({ view, resolved }, options) {
  const { model, ...dashboard } = options;
  const context = { ...dashboard, resolved };
  const { node, body, paths } = view;
  const description = textField({ text: valueAt(node, paths.description) }, "text");
  const settings3 = settingsOf(view, model, context);
  const migrated = filledIn(settings3.panel, context);
  return {
    ...view.id === void 0 ? {} : { id: view.id },
    title: fillText(view.title, { ...context, format: "text" }).slice(0, maxTitle),
    ...descriptionOf(settings3.leftOut ? tooLarge : description, context),
    links: pageLinks(body["links"], context),
    ...migrated,
    transparent: body["transparent"] === true,
    ...timeOf(view, context),
    annotations: annotated.has(migrated.type)
  };
}
var tooLarge = "This page is too large: the panel's settings are left out, and Grafana's defaults are shown.";
function descriptionOf(text2, context) {
  return text2 === void 0 || text2 === "" ? {} : { description: fillText(text2, context) };
}
var known2 = /* @__PURE__ */ new WeakMap();
function settingsOf(view, model, { budget }) {
  const found = known2.get(view) ?? measured(migratePanel(view, model));
  known2.set(view, found);
  if (budget === void 0) return { panel: found.panel, leftOut: false };
  const leftOut = found.length > budget.left;
  if (!leftOut) budget.left -= found.length;
  return { panel: leftOut ? newPanel(found.panel) : found.panel, leftOut };
}
function measured(panel) {
  return { panel, length: JSON.stringify([panel.options, panel.fieldConfig, panel.transformations]).length };
}
function timeOf({ node, paths }, context) {
  const options = valueAt(node, paths.queryOptions);
  const filled = (name) => {
    const text2 = textField(options, name);
    return text2 === void 0 ? void 0 : fillText(text2, context);
  };
  const [timeFrom, timeShift] = [filled("timeFrom"), filled("timeShift")];
  const info = timeInfo(
    {
      timeFrom,
      timeShift,
      timeCompare: textField(options, "timeCompare"),
      hideTimeOverride: field(options, "hideTimeOverride") === true
    },
    context.range
  );
  const asked = panelRange(context.range, { timeFrom, timeShift });
  const moved = asked.fromMs !== context.range.fromMs || asked.toMs !== context.range.toMs;
  return { ...info, ...moved ? { range: asked } : {} };
}
function filledIn(panel, context) {
  const { type, options, fieldConfig, transformations } = panel;
  return {
    ...panel,
    options: type === "text" ? withContent(options, context) : options,
    fieldConfig: {
      defaults: settings2(fieldConfig.defaults, context),
      overrides: fieldConfig.overrides.map((override) => ({
        ...asObject(override),
        properties: asArray(field(override, "properties")).map((one2) => {
          const id = textField(one2, "id") ?? "";
          const value = field(one2, "value");
          return { id, value: settings2({ [id]: value }, context)[id] };
        })
      }))
    },
    transformations: transformations.map((one2) => ({
      ...one2,
      options: fillJson(one2.options, context, { names: true })
    }))
  };
}
function withContent(options, context) {
  const format = field(options["code"], "language") === "json" ? "json" : "html";
  return { ...options, content: fillText(textField(options, "content") ?? "", { ...context, format }) };
}
function settings2(written, context) {
  const { links, actions: _, custom, ...rest } = written;
  const label = field(custom, "axisLabel");
  const filled = Object.fromEntries(
    ["displayName", "custom.axisLabel"].flatMap((name) => {
      const text2 = textField(rest, name);
      return text2 === void 0 ? [] : [[name, fillText(text2, context)]];
    })
  );
  return {
    ...rest,
    ...filled,
    ...custom === void 0 ? {} : { custom },
    ...typeof label === "string" ? { custom: { ...asObject(custom), axisLabel: fillText(label, context) } } : {},
    ...links === void 0 ? {} : { links: pageLinks(links, context) }
  };
}

// src/report/page-panel.ts
function pagePanel(placed, scope) {
  const { view, copy, resolved } = placed;
  const index = scope.places.get(view);
  const found = answersOf(scope.panels[index], copy?.values, scope);
  const { annotations, transformations, ...shell } = shellOf(placed, found, scope);
  const fill = (text2) => fillText(text2, { ...scope, resolved });
  const options = { isolation: scope.isolation, fill, maxValues: scope.maxValues };
  return {
    key: panelKey(view.id, index, copy?.values),
    ...shell,
    transformations: [...sharedTransformations(view, scope), ...transformations],
    targets: (found?.answers ?? []).flatMap((answered) => targetsOf(answered, { view, scope, options, depth: 0 })),
    annotations: annotations && scope.annotated(view.id),
    state: found?.panel.state ?? "unchecked",
    findings: scope.findings.ofPanel(index, copy?.values)
  };
}
function answersOf(panel, copy, { answers }) {
  return answers.ofPanel(panel, copy) ?? answers.ofPanel(panel, void 0);
}
function shellOf(placed, found, { model, range, dashboard, untrusted, budget }) {
  const stepMs = found?.answers.find(({ result }) => result.evaluated !== void 0)?.result.evaluated?.stepMs;
  const timing = stepMs === void 0 ? void 0 : { stepMs, rateIntervalMs: stepMs };
  return panelOf(placed, { model, range, dashboard, untrusted, budget, timing });
}
var maxDepth3 = 5;
function targetsOf(answered, { view, scope, options, depth }) {
  const { query, sharedFrom } = answered.result;
  const source = sharedFrom === void 0 || depth >= maxDepth3 ? void 0 : panelWithId(sharedFrom, scope);
  if (source === void 0 || query.hidden === true) {
    const refId = refIds(view.targets)[query.targetIndex ?? 0];
    const exemplars = scope.answers.exemplars.get(answered.result);
    return [pageTarget(answered, { ...options, exemplars, ...refId === void 0 ? {} : { refId } })];
  }
  const found = scope.answers.panels.find(({ of }) => of === source);
  return (found?.answers ?? []).filter(({ result }) => result.query.hidden !== true).flatMap((one2) => targetsOf(one2, { view: source.view, scope, options, depth: depth + 1 }));
}
function panelWithId(id, { panels }) {
  return panels.find((panel) => panel.id === id);
}
function sharedTransformations({ targets }, scope) {
  return targets.flatMap(({ query, use }) => {
    const id = numberField(query, "panelId");
    if (use.kind !== "dashboard" || query["withTransforms"] !== true || id === void 0) return [];
    const found = scope.answers.panels.find(({ of }) => of.id === id);
    const source = panelWithId(id, scope);
    if (found === void 0 || source === void 0) return [];
    return shellOf({ view: source.view, resolved: found.resolved }, found, scope).transformations;
  });
}

// src/report/panel/page-settings.ts
var cursors = ["off", "crosshair", "tooltip"];
var tooltipVersion = 14;
function pageSettings(dashboard) {
  const { model } = dashboard;
  return { sharedCursor: cursorOf(model), timeZone: zoneOf(parts(dashboard).settings.timezone) };
}
function cursorOf(model) {
  const { cursorSync, graphTooltip, sharedCrosshair, schemaVersion } = model;
  if (typeof cursorSync === "string") return cursors.find((name) => name === cursorSync.toLowerCase()) ?? "off";
  const isOld = (numeric(schemaVersion) ?? 0) < tooltipVersion && graphTooltip === void 0;
  return isOld ? sharedCrosshair === true ? "crosshair" : "off" : cursors[numeric(graphTooltip) ?? 0] ?? "off";
}
function zoneOf(written) {
  const zone = (written ?? "").trim();
  if (/^(?:utc|gmt)$/i.test(zone)) return "utc";
  if (zone === "" || zone === "browser" || zone.length > 60) return "browser";
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone === "UTC" ? "utc" : zone;
  } catch {
    return "browser";
  }
}

// src/report/view/page-annotations.ts
var maxMarks = 1e3;
function pageAnnotations(annotations, answers, fill) {
  const used = /* @__PURE__ */ new Map();
  return annotations.flatMap((annotation) => {
    const { name, use, exprPaths, enabled } = annotation;
    if (use.kind === "grafana" || use.kind === "prometheus" && exprPaths.length === 0) return [];
    const nth = used.get(name) ?? 0;
    used.set(name, nth + 1);
    const answered = answers.get(name)?.[nth];
    if (!enabled || answered?.result.evaluated === void 0) return [];
    const { stepMs } = answered.result.evaluated;
    return answered.series.flatMap((series) => marksOf(series, annotation, { stepMs, fill }));
  }).sort((one2, other) => one2.timeMs - other.timeMs).slice(0, maxMarks);
}
function showsAnnotations(panelId, annotations) {
  const shown2 = annotations.filter(({ enabled }) => enabled);
  return shown2.length === 0 || shown2.some(({ body }) => {
    const filter = field(body, "filter");
    const ids = asArray(field(filter, "ids"));
    if (ids.length === 0) return true;
    return ids.includes(panelId) !== (field(filter, "exclude") === true);
  });
}
function marksOf({ labels, timesMs, values: values2 }, { name, body }, { stepMs, fill }) {
  const setting = (key) => textField(body, key) ?? textField(body, "legacyOptions", key) ?? "";
  const valueIsTime = [field(body, "useValueForTime"), field(body, "legacyOptions", "useValueForTime")].includes(true);
  const times = values2.flatMap(
    (value, index) => valueIsTime ? Number.isFinite(value) ? [Math.floor(value)] : [] : value > 0 ? [timesMs[index]] : []
  );
  const spans2 = [];
  for (const time of times.toSorted((one2, other) => one2 - other)) {
    const last = spans2.at(-1);
    if (last !== void 0 && last.to + stepMs >= time) last.to = time;
    else spans2.push({ from: time, to: time });
  }
  const keys = setting("tagKeys").split(",");
  const [title, text2] = ["titleFormat", "textFormat"].map((key) => clipText(fillLegend(fill(setting(key)), labels)));
  const alert = labels.get("alertstate");
  return spans2.map(({ from, to }) => ({
    name,
    color: textField(body, "iconColor") ?? "red",
    timeMs: from,
    ...to > from ? { endMs: to } : {},
    ...title === "" ? {} : { title },
    ...text2 === "" ? {} : { text: text2 },
    tags: [...labels].flatMap(([label, value]) => keys.includes(label) ? [value] : []),
    ...alert === "pending" || alert === "firing" ? { state: alert } : {}
  }));
}

// src/report/answers/collect-answers.ts
function collectAnswers() {
  const byPanel = /* @__PURE__ */ new Map();
  const panels = [];
  const annotations = /* @__PURE__ */ new Map();
  return {
    panels,
    exemplars: /* @__PURE__ */ new Map(),
    annotations,
    ofPanel: (panel, copy) => byPanel.get(panel)?.get(copyKey(copy)),
    sink: {
      panel(answers) {
        const copies = byPanel.get(answers.of) ?? /* @__PURE__ */ new Map();
        copies.set(copyKey(answers.copy), answers);
        byPanel.set(answers.of, copies);
        panels.push(answers);
      },
      annotation(answered) {
        const name = answered.result.query.name ?? "";
        annotations.set(name, [...annotations.get(name) ?? [], answered]);
      }
    }
  };
}
function copyKey(copy) {
  return JSON.stringify(Object.entries(copy ?? {}).sort(([one2], [other]) => one2 < other ? -1 : 1));
}

// src/report/view/page-findings.ts
var [maxFindings, maxOfDashboard] = [50, 500];
var severities = {
  error: "error",
  broken: "error",
  empty: "warning",
  unchecked: "warning"
};
function sortFindings(findings, panels) {
  const places = new Map([...panels.entries()].reverse().map(([index, { id, title }]) => [nameOf(id, title), index]));
  const byPanel = /* @__PURE__ */ new Map();
  const rest = [];
  for (const finding of findings) {
    const { panel, panelId, panelIndex } = finding;
    const index = panel === void 0 ? void 0 : panelIndex ?? places.get(nameOf(panelId, panel));
    if (index === void 0) rest.push(pageFinding(finding));
    else byPanel.set(index, [...byPanel.get(index) ?? [], finding]);
  }
  return {
    rest: rest.slice(0, maxOfDashboard),
    ofPanel: (index, copy) => (byPanel.get(index) ?? []).filter(({ copies }) => copies === void 0 || copies.some((one2) => copyKey(one2) === copyKey(copy))).slice(0, maxFindings).map(pageFinding)
  };
}
var nameOf = (id, title) => JSON.stringify([id ?? null, title]);
function pageFinding({ state, code, reason: reason2, refId, expr, variable, annotation, panel }) {
  const about = panel !== void 0 ? "" : variable !== void 0 ? `$${variable}: ` : annotation !== void 0 ? `annotation ${annotation}: ` : "";
  const severity = severities[state] ?? "info";
  return {
    severity,
    code: code ?? state,
    text: clipText(about + reason2),
    ...defined({ refId, expr: expr === void 0 ? void 0 : clipQuery(expr) })
  };
}

// src/report/view/page-path.ts
import { isAbsolute } from "node:path";
function pagePath(file) {
  return isAbsolute(file) ? `…/${file.split(/[\\/]/).slice(-2).join("/")}` : file;
}

// src/report/view/page-variables.ts
function isShown2({ type, hide }) {
  return hide < 2 && type !== "constant";
}
function chosenText({ all, text: text2, filters, type }) {
  if (type === "adhoc")
    return clipText(filters.map(({ key, operator, value }) => `${key} ${operator} ${value}`).join(", "));
  return all ? "All" : clipText([text2].flat().join(" + "));
}
function pageVariables(variables, resolved, choices) {
  return variables.filter(isShown2).flatMap((variable) => {
    const found = resolved.get(variable.name);
    if (found === void 0) return [];
    const { name, label, type, multi, hide } = variable;
    const problem = found.state === "ok" ? void 0 : found.reason;
    return [
      {
        name,
        label: hide === 1 ? "" : label || name,
        type,
        multi,
        options: choices.get(name) ?? [chosenText(found)],
        total: Math.max(1, found.options.length + (found.includeAll ? 1 : 0)),
        ...defined({ problem })
      }
    ];
  });
}

// src/report/page-dashboard.ts
function pageDashboard(checks) {
  const { source, preview, window, untrusted, views, choices } = checks;
  const [first] = views;
  const read = parts(source);
  const resolved = resolvedOf(first);
  const context = { resolved, range: window, dashboard: namesOf(source), untrusted };
  const description = textField(source.model, "description");
  const budget = { left: usualTextBudget };
  return {
    source: pagePath(source.file),
    title: source.title,
    ...description === void 0 || description === "" ? {} : { description },
    tags: textList(source.model["tags"]),
    links: pageLinks(read.links, context),
    ...pageSettings(source),
    range: { fromMs: window.fromMs, toMs: window.toMs },
    variables: pageVariables(readVariables(read), resolved, choices),
    views: views.map((view) => pageView(view, checks, budget)),
    findings: sortFindings(allFindings(preview, first), first.panels).rest
  };
}
function pageView(view, checks, budget) {
  const { source, preview, isolation, window, untrusted, views } = checks;
  const resolved = resolvedOf(view);
  const { annotations } = parts(preview);
  const { layout, panels } = placePanels(view, { resolved, preview, window });
  const wanted = view.answers.panels.flatMap(({ answers }) => answers.map(placesOf));
  const scope = {
    ...{ model: preview.model, panels: view.panels, answers: view.answers, isolation, untrusted, budget },
    ...{ range: window, dashboard: namesOf(source) },
    places: new Map(view.panels.map((panel, index) => [panel.view, index])),
    findings: sortFindings(allFindings(preview, view), view.panels),
    maxValues: shareOut(wanted, checks.maxValues / views.length),
    annotated: (id) => showsAnnotations(id, annotations)
  };
  const fill = (text2) => fillText(text2, { resolved, range: window, dashboard: scope.dashboard });
  const shown2 = readVariables(parts(source)).filter(isShown2);
  return {
    chosen: Object.fromEntries(
      shown2.flatMap(({ name }) => {
        const found = resolved.get(name);
        return found === void 0 ? [] : [[name, chosenText(found)]];
      })
    ),
    layout,
    panels: panels.map((placed) => pagePanel(placed, scope)),
    annotations: pageAnnotations(annotations, view.answers.annotations, fill)
  };
}
function placePanels({ panels, answers }, {
  resolved,
  preview,
  window
}) {
  const byView = new Map(panels.map((panel) => [panel.view, panel]));
  const found = /* @__PURE__ */ new Map();
  for (const { of, copy, resolved: own } of answers.panels) {
    if (copy === void 0 || of.view === void 0) continue;
    found.set(of.view, [...found.get(of.view) ?? [], { values: copy, resolved: own }]);
  }
  return layoutOf(preview, {
    views: panels.map(({ view }) => view),
    variables: resolved,
    range: window,
    copies: (view) => {
      const copies = found.get(view);
      return copies === void 0 ? copiesOf(view.repeats, resolved) : { copies };
    },
    hasData: (view, copy) => answers.ofPanel(byView.get(view), copy?.values)?.panel.state === "ok"
  });
}
var resolvedOf = ({ check }) => new Map(check.variables.map((one2) => [one2.name, one2]));
var namesOf = ({ title, uid }) => ({ title, ...uid === void 0 ? {} : { uid } });
function allFindings({ findings }, { check }) {
  const told = new Set(check.findings.map(({ panelId, panel, refId }) => JSON.stringify([panelId, panel, refId])));
  const rest = findings.filter(({ panelId, panel, refId }) => !told.has(JSON.stringify([panelId, panel, refId])));
  return [...check.findings, ...check.unchecked.map((one2) => ({ ...one2, state: "unchecked" })), ...rest];
}

// src/report/answers/sample-exemplars.ts
function sampleExemplars(all, stepMs) {
  const finite2 = all.filter(({ value, timeMs }) => Number.isFinite(value) && Number.isFinite(timeMs));
  const mean = finite2.reduce((sum, { value }) => sum + value, 0) / finite2.length;
  const squares = finite2.reduce((sum, { value }) => sum + (value - mean) ** 2, 0);
  const apart = finite2.length < 2 ? 0 : 2 * Math.sqrt(squares / (finite2.length - 1));
  const steps4 = /* @__PURE__ */ new Map();
  for (const one2 of finite2) {
    const step = Math.floor(one2.timeMs / stepMs);
    steps4.set(step, [...steps4.get(step) ?? [], one2]);
  }
  return [...steps4].sort(([one2], [other]) => one2 - other).flatMap(([, own]) => {
    const kept = [];
    for (const one2 of own.sort((a, b) => b.value - a.value))
      if (kept.length === 0 || kept.at(-1).value - one2.value > apart) kept.push(one2);
    return kept;
  });
}

// src/preview/page/ask-exemplars.ts
async function askExemplars({ panels, exemplars }, prometheus, signal) {
  for (const { result } of panels.flatMap(({ answers }) => answers)) {
    const { query, state, evaluated, ranExpr } = result;
    if (query.exemplar !== true || query.hidden === true || state !== "ok") continue;
    if (evaluated === void 0 || evaluated.instant || ranExpr === void 0) continue;
    const { startMs, endMs, stepMs } = evaluated;
    const parameters = { query: ranExpr, start: String(startMs / 1e3), end: String(endMs / 1e3) };
    try {
      const { data } = await prometheus.ask({ method: "POST", path: "/query_exemplars", parameters, signal });
      if (data === void 0) return;
      const shown2 = sampleExemplars(decodeExemplars(data), stepMs);
      if (shown2.length > 0) exemplars.set(result, shown2);
    } catch (error) {
      if (!(error instanceof ExpectedError) || signal?.aborted === true) throw error;
      return;
    }
  }
}

// src/preview/page/cached-backend.ts
var usualSamples = 2e6;
function cachedBackend(backend, maxSamples = usualSamples) {
  const kept = /* @__PURE__ */ new Map();
  let total = 0;
  const once = (key, ask) => {
    const known3 = kept.get(key);
    if (known3 !== void 0) return known3.answer;
    const entry = { answer: ask(), samples: 0 };
    kept.set(key, entry);
    entry.answer.then(
      ({ series }) => {
        entry.samples = series.reduce((sum, { values: values2 }) => sum + values2.length, 1);
        total += entry.samples;
        for (const [oldest, { samples }] of kept) {
          if (total <= maxSamples) return;
          kept.delete(oldest);
          total -= samples;
        }
      },
      () => kept.delete(key)
    );
    return entry.answer;
  };
  return {
    ...backend,
    instant: (query, timeMs, signal) => once(JSON.stringify([query, timeMs]), () => backend.instant(query, timeMs, signal)),
    range: (query, range, signal) => once(
      JSON.stringify([query, range.startMs, range.endMs, range.stepMs]),
      () => backend.range(query, range, signal)
    )
  };
}

// src/preview/page/choices.ts
var choosable = /* @__PURE__ */ new Set(["query", "custom", "interval", "switch"]);
function otherChoices(variables, resolved) {
  const lists = variables.filter(isShown2).map((variable) => {
    const found = resolved.get(variable.name);
    if (found === void 0 || !choosable.has(variable.type)) return [];
    const current3 = chosenText(found);
    const all = found.includeAll ? [{ value: allValueId, text: "All" }] : [];
    return [...all, ...found.options].filter(({ text: text2, value }) => text2 !== current3 && value !== "$__auto").map(({ value, text: text2 }) => ({ name: variable.name, text: text2, variable: chosen(variable, value, text2) }));
  });
  const most6 = Math.max(0, ...lists.map(({ length }) => length));
  return Array.from({ length: most6 }, (_, index) => lists.flatMap((list) => list[index] ?? [])).flat();
}
function chosen(variable, value, text2) {
  return { ...variable, current: variable.multi ? { value: [value], text: [text2] } : { value, text: text2 } };
}

// src/preview/page/full-queries.ts
var [pageWidth, gap] = [1600, 8];
var frame = 18;
var windowWidth = 1920;
function pointsAcross(position) {
  const columns = Math.max(1, Math.min(24, position?.width ?? 8));
  const column = (pageWidth - 23 * gap) / 24;
  return Math.floor(columns * column + (columns - 1) * gap - frame);
}
function asDrawn(input) {
  const queries = input.queries.flatMap((query) => {
    if (query.place === "annotation") return [{ ...query, maxDataPoints: windowWidth }];
    if (query.place !== "panel") return [query];
    const panel = input.panels?.[query.panelIndex ?? -1];
    const sized = { ...query, maxDataPoints: query.maxDataPoints ?? pointsAcross(panel?.view?.position) };
    if (sized.instant !== true || sized.range !== true) return [sized];
    return [
      { ...sized, instant: false },
      { ...sized, range: false }
    ];
  });
  return { ...input, queries };
}
function asWritten(check) {
  const idOf = ({ query, copy }) => JSON.stringify([query.panelIndex, query.targetIndex, copy]);
  const isInstant = ({ query }) => query.place === "panel" && query.instant === true;
  const instants = new Set(check.queries.filter(isInstant).map(idOf));
  const isTold = (result) => result.query.place !== "panel" || isInstant(result) || !instants.has(idOf(result));
  const findings = new Map(check.findings.map((finding) => [JSON.stringify(finding), finding]));
  return { ...check, queries: check.queries.filter(isTold), findings: [...findings.values()] };
}

// src/preview/page/check-views.ts
async function checkViews(check, { variables: which, maxViews }, context) {
  const backend = which === "all" ? cachedBackend(prometheusBackend(check.prometheus)) : void 0;
  const input = asDrawn(previewInput(check.preview, check.isolation));
  const checkWith = async (choice) => {
    const answers = collectAnswers();
    const variables = input.variables.map((one2) => one2.name === choice?.name ? choice.variable : one2);
    const result = await checkPreview(
      { ...check, backend, input: { ...input, variables }, sink: answers.sink, resolution: "full" },
      context
    );
    await askExemplars(answers, check.prometheus, context.signal);
    return { check: result, answers, panels: input.panels };
  };
  const first = await checkWith(void 0);
  const resolved = new Map(first.check.variables.map((one2) => [one2.name, one2]));
  const others = which === "all" ? otherChoices(input.variables, resolved) : [];
  const taken = others.slice(0, Math.max(0, maxViews - 1));
  const views = [first];
  for (const choice of taken) views.push(await checkWith(choice));
  const choices = new Map(
    input.variables.filter(isShown2).flatMap(({ name }) => {
      const found = resolved.get(name);
      const own = taken.filter((choice) => choice.name === name).map(({ text: text2 }) => text2);
      return found === void 0 ? [] : [[name, [chosenText(found), ...own]]];
    })
  );
  return { views, choices, leftOut: others.length - taken.length };
}

// src/preview/page/page-checks.ts
var maxPlaces = 3e6;
function createPageChecks(options) {
  const { sources, base, untrusted } = options;
  const known3 = /* @__PURE__ */ new Map();
  const became = new Map(
    sources.flatMap((source) => {
      const before = base?.before.get(source.file);
      return before === void 0 || before === source ? [] : [[before, source]];
    })
  );
  const removed2 = base?.removed ?? [];
  const maxValues2 = maxPlaces / (options.pages ?? 1) / (sources.length + became.size + removed2.length);
  const windowOf = (source) => became.get(source) ?? source;
  const checkOne = async (check, context) => {
    const { leftOut, ...views } = await checkViews(check, options, context);
    const { source, preview, isolation, window } = check;
    const result = asWritten(views.views[0].check);
    const made = pageDashboard({ source, preview, isolation, window, untrusted, maxValues: maxValues2, ...views });
    const { scenario } = options;
    const page = scenario === void 0 ? made : { ...made, title: scenarioTitle(made.title, scenario), scenario };
    known3.set(source, { page, leftOut, check: result });
    return result;
  };
  return {
    check: checkOne,
    windowOf,
    async page(checkOf, context) {
      const missing = [...sources, ...became.keys(), ...removed2].filter((source) => !known3.has(source));
      await checkSideBySide(
        missing.map((source) => ({ source })),
        context,
        // The same window for both: a changed time range is a change that is told, not another picture.
        async ({ source }, { slots, context: own }) => {
          const now = windowOf(source);
          const check = checkOf(source);
          const window = now === source ? check.window : checkOf(now).window;
          await checkOne({ ...check, window, slots }, own);
        }
      );
      context.progress.clear();
      return putTogether(options, known3);
    }
  };
}
function putTogether({ sources, base, title, theme, generator, untrusted }, known3) {
  const warnings = [];
  const dashboards = sources.map((source) => {
    const { page, leftOut } = known3.get(source);
    if (leftOut > 0)
      warnings.push(
        `${source.file}: ${counted(leftOut, "choice")} of its variables not in the page; --max-views takes more`
      );
    if (base === void 0 || base.unknown.has(source.file)) return page;
    const old2 = base.before.get(source.file);
    const before = old2 === void 0 ? void 0 : { source: old2, page: known3.get(old2).page };
    return { ...page, comparison: compareDashboards(base.name, before, { source, page }) };
  });
  const gone = (base?.removed ?? []).map((source) => removedDashboard(base.name, known3.get(source).page));
  dashboards.push(...gone);
  const [only] = dashboards;
  const usual = dashboards.length === 1 ? only.title : `${dashboards.length} dashboards`;
  const look2 = theme === "dark" || theme === "light" ? { theme } : {};
  return {
    data: { version: 1, generator, title: title ?? usual, untrusted, ...look2, dashboards },
    checks: sources.map((source) => ({ source, check: known3.get(source).check })),
    warnings
  };
}

// src/preview/scenarios/join-pages.ts
function joinPages(pages, title) {
  const [first] = pages;
  if (pages.length === 1) return first;
  const order2 = [...new Set(pages.flatMap((page) => page.dashboards.map(({ source }) => source)))];
  const dashboards = pages.flatMap((page) => page.dashboards).toSorted((a, b) => order2.indexOf(a.source) - order2.indexOf(b.source));
  const alerts = pages.flatMap((page) => page.alerts ?? []);
  const usual = `${counted(order2.length, "dashboard")}, ${pages.length} scenarios`;
  return { ...first, ...alerts.length === 0 ? {} : { alerts }, title: title ?? usual, dashboards };
}

// src/report/pictures/browser/find-browser.ts
import { readdirSync, realpathSync } from "node:fs";
import { delimiter, dirname, isAbsolute as isAbsolute2, join as join2 } from "node:path";
var names = [
  "chromium",
  "chromium-browser",
  "google-chrome-stable",
  "google-chrome",
  "chrome",
  "microsoft-edge-stable",
  "microsoft-edge",
  "msedge",
  "chrome-headless-shell"
];
var macApplications = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge"
];
var playwrightPrograms = [
  "chrome-linux/headless_shell",
  "chrome-headless-shell-linux64/chrome-headless-shell",
  "chrome-linux/chrome",
  "chrome-linux64/chrome",
  "chrome-mac/headless_shell",
  "chrome-mac/Chromium.app/Contents/MacOS/Chromium"
];
function findBrowser({ env, homeFolder, wanted, applications = macApplications }) {
  if (wanted !== void 0) {
    if (isExecutable(wanted)) return wanted;
    throw new UsageError(`--browser ${wanted}: there is no program at this path`, { code: "no-browser" });
  }
  const folders = (env["PATH"] ?? "").split(delimiter).filter(isAbsolute2);
  const onPath = names.flatMap((name) => folders.map((folder) => join2(folder, name)));
  const cache = programCache({ env, homeFolder });
  const cached = cache === void 0 ? [] : [join2(cache, "chromium")];
  const found = [...onPath, ...applications, ...fromPlaywright(env, homeFolder), ...cached].find(isExecutable);
  if (found !== void 0) return dirname(found) === cache ? realpathSync(found) : found;
  throw new UsageError(
    "pictures need a browser, and no Chromium, Chrome or Edge was found. Install one (Debian: apt install chromium; Ubuntu, macOS: Google Chrome; or npx playwright install chromium-headless-shell), or name one with --browser or DASHPREVIEW_BROWSER",
    { code: "no-browser" }
  );
}
function fromPlaywright(env, homeFolder) {
  const named3 = env["PLAYWRIGHT_BROWSERS_PATH"];
  const usual = homeFolder === void 0 ? [] : [".cache", "Library/Caches"].map((name) => join2(homeFolder, name));
  const folders = [
    ...named3 !== void 0 && isAbsolute2(named3) ? [named3] : [],
    ...usual.map((cache) => join2(cache, "ms-playwright"))
  ];
  const version = (name) => Number(/-(\d+)$/.exec(name)?.[1] ?? 0);
  return folders.flatMap(
    (folder) => namesIn(folder).filter((name) => /^chromium(?:_headless_shell)?-\d+$/.test(name)).sort((a, b) => version(b) - version(a)).flatMap((name) => playwrightPrograms.map((program) => join2(folder, name, program)))
  );
}
function namesIn(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

// src/report/pictures/browser/launch.ts
import { spawn } from "node:child_process";
import { chownSync, readFileSync, rmSync } from "node:fs";
import { userInfo } from "node:os";
import { join as join3 } from "node:path";

// src/report/pictures/browser/arguments.ts
function browserArguments({ folder, sandbox, offline }) {
  return [
    "--headless",
    "--remote-debugging-pipe",
    `--user-data-dir=${folder}/profile`,
    "--no-startup-window",
    ...sandbox ? [] : ["--no-sandbox"],
    ...offline ? ["--host-resolver-rules=MAP * ~NOTFOUND", "--no-proxy-server"] : [],
    // Nothing by itself.
    "--no-first-run",
    "--no-default-browser-check",
    "--no-pings",
    "--disable-background-networking",
    "--disable-breakpad",
    "--disable-client-side-phishing-detection",
    "--disable-component-extensions-with-background-pages",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-extensions",
    "--disable-sync",
    "--disable-features=Translate,MediaRouter,DialMediaRouteProvider,OptimizationHints,AutofillServerCommunication",
    "--metrics-recording-only",
    "--password-store=basic",
    "--use-mock-keychain",
    "--mute-audio",
    // Small machines and containers.
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--js-flags=--max-old-space-size=1024",
    // A page that nobody looks at is drawn at full speed.
    "--disable-background-timer-throttling",
    "--disable-backgrounding-occluded-windows",
    "--disable-renderer-backgrounding",
    // The same pixels.
    "--force-color-profile=srgb",
    "--font-render-hinting=none",
    "--disable-lcd-text",
    "--hide-scrollbars",
    "--lang=en-US"
  ];
}

// src/report/pictures/browser/connection.ts
var maxBytes = 256 * 1024 * 1024;
function connect(input, output) {
  const waiting = /* @__PURE__ */ new Map();
  const listeners = [];
  let ended;
  let last = 0;
  let parts2 = [];
  let size = 0;
  const close = (reason2) => {
    if (ended !== void 0) return;
    ended = reason2;
    for (const { fail } of waiting.values()) fail(reason2);
    waiting.clear();
    parts2 = [];
  };
  const take = (text2) => {
    const message = JSON.parse(text2);
    if (message.id === void 0) {
      for (const listener of listeners) listener(message);
      return;
    }
    const asked = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.error === void 0) asked?.done(message.result ?? {});
    else asked?.fail(new Error(`the browser refused ${asked.method}: ${message.error.message}`));
  };
  input.on("data", (chunk) => {
    if (ended !== void 0) return;
    let from = 0;
    for (let at = chunk.indexOf(0); at !== -1; at = chunk.indexOf(0, from)) {
      const text2 = Buffer.concat([...parts2, chunk.subarray(from, at)]).toString("utf8");
      parts2 = [];
      size = 0;
      from = at + 1;
      take(text2);
    }
    const rest = chunk.subarray(from);
    size += rest.length;
    if (rest.length > 0) parts2.push(rest);
    if (size > maxBytes) close(new Error("the browser sent too much"));
  });
  const gone = () => close(new Error("the browser ended"));
  input.on("close", gone).on("error", gone);
  output.on("error", gone);
  return {
    send(method, params = {}, sessionId = void 0) {
      if (ended !== void 0) return Promise.reject(ended);
      const id = ++last;
      const answer = new Promise((done, fail) => {
        waiting.set(id, { method, done, fail });
      });
      const session = sessionId === void 0 ? {} : { sessionId };
      output.write(`${JSON.stringify({ id, method, params, ...session })}\0`);
      return answer;
    },
    listen: (listener) => void listeners.push(listener),
    close
  };
}

// src/report/pictures/browser/launch.ts
var folderPrefix = "dashpreview-local-";
var nobody = 65534;
var startWithinMs = 3e4;
var longestFolder = 103 - "/org.chromium.Chromium.123456/SingletonSocket".length;
async function launchBrowser(options) {
  const root = userInfo().uid === 0;
  const attempts = [
    root ? { sandbox: true, user: nobody } : { sandbox: true },
    ...options.sandboxOnly ? [] : [{ sandbox: false }]
  ];
  let said = "";
  for (const attempt of attempts) {
    options.signal.throwIfAborted();
    const started = start(options, attempt);
    try {
      await answering(started, options.signal);
      return { connection: started.connection, sandboxed: attempt.sandbox, stop: started.stop };
    } catch {
      said = started.log();
      await started.stop();
    }
  }
  options.signal.throwIfAborted();
  const lines = said.trim().split("\n").slice(-4).join("\n");
  const sandbox = options.sandboxOnly ? "; pages of other servers are opened in its sandbox only, which containers often forbid" : "";
  throw new UsageError(`${options.program} did not start${sandbox}${lines === "" ? "" : `:
${lines}`}`, {
    code: "browser-start"
  });
}
function start({ program, temporaryFolder, env, offline }, { sandbox, user }) {
  const folder = makeShortFolder(temporaryFolder);
  if (user !== void 0) chownSync(folder, user, user);
  const command = [program, ...browserArguments({ folder, sandbox, offline })];
  const child = spawn("/bin/sh", ["-c", watchdogScript, "dashpreview-watchdog", folder, ...command], {
    detached: true,
    cwd: folder,
    // The watchdog's own input, which it waits on, and the two pipes of the browser.
    stdio: ["pipe", "ignore", "ignore", "pipe", "pipe"],
    env: { ...browserEnv(env), HOME: folder, TMPDIR: folder },
    ...user === void 0 ? {} : { uid: user, gid: user }
  });
  const connection = connect(child.stdio[4], child.stdio[3]);
  const ended = new Promise((done) => {
    child.once("exit", () => done());
    child.once("error", () => done());
  });
  child.once("error", () => connection.close(new Error("it could not be run")));
  child.stdin?.on("error", () => {
  });
  return {
    connection,
    log: () => readLog(join3(folder, "server.log")),
    async stop() {
      connection.close(new Error("the browser was ended"));
      child.stdin?.end();
      await ended;
      for (const pipe of [child.stdio[3], child.stdio[4]]) pipe?.destroy();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
    }
  };
}
function makeShortFolder(temporaryFolder) {
  const folder = makeTemporaryFolder(temporaryFolder, folderPrefix);
  if (Buffer.byteLength(folder) <= longestFolder) return folder;
  try {
    const short = makeTemporaryFolder("/tmp", folderPrefix);
    rmSync(folder, { recursive: true });
    return short;
  } catch {
    return folder;
  }
}
function browserEnv(env) {
  const kept = ["PATH", "LANG", "LD_LIBRARY_PATH", "FONTCONFIG_PATH", "FONTCONFIG_FILE", "NIX_LD", "SystemRoot"];
  const given = kept.flatMap((name) => {
    const value = env[name];
    return value === void 0 ? [] : [[name, value]];
  });
  return { ...Object.fromEntries(given), TZ: "UTC", DBUS_SESSION_BUS_ADDRESS: "disabled:" };
}
async function answering({ connection }, signal) {
  const stop = () => connection.close(new Error("interrupted"));
  const timer = setTimeout(() => connection.close(new Error("it said nothing")), startWithinMs);
  signal.addEventListener("abort", stop, { once: true });
  try {
    await connection.send("Browser.getVersion");
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", stop);
  }
}
function readLog(path) {
  try {
    return readFileSync(path, "utf8").slice(-4e3);
  } catch {
    return "";
  }
}

// src/report/pictures/alt-text.ts
var maxLength2 = 300;
var maxSeries2 = 3;
function altText(panel, dashboard) {
  const name = panel.title === "" ? "Panel" : panel.title;
  const text2 = `${name} (${panel.type}) of ${dashboard}: ${stateText(panel)}`;
  const line = text2.replaceAll(/\s+/g, " ");
  return line.length > maxLength2 ? `${line.slice(0, maxLength2 - 1)}…` : line;
}
function stateText(panel) {
  const series = panel.targets.filter(({ hidden: hidden2 }) => !hidden2).flatMap((target) => target.series);
  if (panel.state === "error") return `error${reason(panel)}`;
  if (panel.state === "empty") return `no data${reason(panel)}`;
  const values2 = series.slice(0, maxSeries2).flatMap((one2) => lastValue(one2) ?? []);
  const count = series.length === 0 ? "" : counted(series.length, "series", "series");
  return [count, values2.join(", ")].filter((part) => part !== "").join("; ") || "no series";
}
var reason = ({ findings }) => findings[0] === void 0 ? "" : `, ${findings[0].text}`;
function lastValue({ name, values: values2 = [] }) {
  const last = values2.findLast((value) => value !== null);
  if (last === void 0 || last === null) return void 0;
  const shown2 = typeof last === "number" ? `${Number(last.toPrecision(3))}` : last;
  return name === "" ? `last ${shown2}` : `${name} last ${shown2}`;
}
function overviewAlt(title, panels) {
  const empty = panels.filter(({ state }) => state === "empty" || state === "error").length;
  const without2 = empty === 0 ? "" : `, ${empty} without data`;
  return `Dashboard ${title}: ${counted(panels.length, "panel")}${without2}`.replaceAll(/\s+/g, " ").slice(0, maxLength2);
}

// src/report/pictures/difference.ts
async function differencePercent(before, after) {
  if (Buffer.compare(before, after) === 0) return 0;
  const [{ default: pngjs }, { default: pixelmatch }] = await Promise.all([import("./png-VJMAN2KT.js"), import("./pixelmatch-KN25M3AM.js")]);
  const [one2, other] = [pngjs.PNG.sync.read(Buffer.from(before)), pngjs.PNG.sync.read(Buffer.from(after))];
  const { width, height } = one2;
  if (width !== other.width || height !== other.height) return void 0;
  const count = pixelmatch(one2.data, other.data, void 0, width, height);
  const percent = 100 * count / (width * height);
  return count === 0 ? 0 : Math.max(0.01, Math.round(percent * 100) / 100);
}

// src/report/pictures/overview-height.ts
function overviewHeight(panels, { end, most: most6 }) {
  if (end <= most6) return end;
  const first = Math.min(...panels.map(({ y }) => y));
  let cut = most6;
  for (const { y } of [...panels].filter(({ y: y2, height }) => y2 < most6 && y2 + height > most6))
    cut = Math.min(cut, y - gap2);
  for (let before = -1; before !== cut; ) {
    before = cut;
    for (const { y, height } of panels) if (y < cut && y + height > cut) cut = Math.min(cut, y - gap2);
  }
  return cut > first ? cut : most6;
}
var gap2 = 8;

// src/report/pictures/browser/tab.ts
var maxFaults = 20;
async function openTab(connection, options) {
  const { signal, scale, nowMs } = options;
  const { targetId } = await connection.send("Target.createTarget", { url: "about:blank" });
  const attached = await connection.send("Target.attachToTarget", { targetId, flatten: true });
  const session = attached["sessionId"];
  const send = (method, params = {}) => {
    signal.throwIfAborted();
    return connection.send(method, params, session);
  };
  const faults = [];
  const pending = /* @__PURE__ */ new Set();
  connection.listen((event) => {
    if (event.sessionId !== session) return;
    if (event.method === "Fetch.requestPaused") judge2(event, options, send);
    else if (event.method === "Inspector.targetCrashed") connection.close(new Error("the page crashed"));
    else if (event.method === "Page.javascriptDialogOpening")
      send("Page.handleJavaScriptDialog", { accept: false }).catch(() => {
      });
    else if (event.method === "Network.requestWillBeSent") pending.add(event.params["requestId"]);
    else if (/^Network\.loading(?:Finished|Failed)$/.test(event.method)) pending.delete(event.params["requestId"]);
    else if (event.method === "Runtime.exceptionThrown" && faults.length < maxFaults) faults.push(faultOf(event));
  });
  await Promise.all([
    send("Page.enable"),
    send("Runtime.enable"),
    send("Network.enable"),
    send("Fetch.enable", { patterns: [{ urlPattern: "*" }] }),
    send("Emulation.setTimezoneOverride", { timezoneId: "UTC" }),
    send("Emulation.setLocaleOverride", { locale: "en-US" }),
    send("Emulation.setEmulatedMedia", { features: [{ name: "prefers-reduced-motion", value: "reduce" }] }),
    ...nowMs === void 0 ? [] : [send("Page.addScriptToEvaluateOnNewDocument", { source: clockScript(nowMs), runImmediately: true })]
  ]);
  const resize = async (width, height) => {
    await send("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: scale, mobile: false });
  };
  await resize(options.width, options.height);
  const evaluate = async (expression) => {
    const parameters = { expression, awaitPromise: true, returnByValue: true };
    const { result, exceptionDetails } = await send("Runtime.evaluate", parameters);
    if (exceptionDetails !== void 0) throw new Error(`the page failed: ${describe2(exceptionDetails)}`);
    return result.value;
  };
  return {
    faults,
    pending: () => pending.size,
    evaluate,
    resize,
    async open(url) {
      const { errorText } = await send("Page.navigate", { url });
      if (typeof errorText === "string") throw new Error(`the page could not be opened: ${errorText}`);
    },
    async screenshot(region) {
      const { data } = await send("Page.captureScreenshot", { format: "png", clip: { ...region, scale: 1 } });
      return Buffer.from(data, "base64");
    }
  };
}
function judge2({ params }, { onRequest }, send) {
  const { requestId, request } = params;
  const verdict = /^(?:data|blob|about):/.test(request.url) ? "allow" : onRequest(request);
  const answer = (method, more) => void send(method, { requestId, ...more }).catch(() => {
  });
  if (verdict === "refuse") answer("Fetch.failRequest", { errorReason: "BlockedByClient" });
  else if (verdict === "allow") answer("Fetch.continueRequest", {});
  else if ("headers" in verdict)
    answer("Fetch.continueRequest", {
      headers: Object.entries({ ...request.headers, ...verdict.headers }).map(([name, value]) => ({ name, value }))
    });
  else
    answer("Fetch.fulfillRequest", {
      responseCode: 200,
      responseHeaders: [{ name: "Content-Type", value: "text/html; charset=utf-8" }],
      body: Buffer.from(verdict.html).toString("base64")
    });
}
function clockScript(nowMs) {
  return `{
    const Real = Date;
    const ahead = ${Math.round(nowMs)} - Real.now();
    globalThis.Date = class Date extends Real {
      constructor(...parts) {
        if (parts.length === 0) super(Real.now() + ahead);
        else super(...parts);
      }
      static now() {
        return Real.now() + ahead;
      }
    };
  }`;
}
var describe2 = ({ text: text2 = "", exception }) => (exception?.description ?? text2).split("\n", 1)[0].slice(0, 200);
var faultOf = ({ params }) => describe2(params["exceptionDetails"] ?? {});

// src/report/pictures/page-tab.ts
var address = "http://dashpreview.invalid/";
var settleWithinMs = 6e4;
var pollMs = 15;
async function openPageTab(connection, html, options) {
  const asked = [];
  let given = false;
  const tab = await openTab(connection, {
    ...options,
    onRequest({ url }) {
      if (url.startsWith(address) && !given) {
        given = true;
        return { html };
      }
      if (!url.endsWith("/favicon.ico")) asked.push(url.slice(0, 200));
      return "refuse";
    }
  });
  const settle = async () => {
    for (let waited = 0; waited <= settleWithinMs; waited += pollMs) {
      const state = await tab.evaluate(stateExpression);
      if (asked.length > 0) throw new Error(`the page asked for ${asked[0]}`);
      if (state?.ready === true) return state;
      if (state === void 0 && tab.faults.length > 0) throw new Error(`the page failed: ${tab.faults[0]}`);
      await options.sleep(pollMs, options.signal);
    }
    throw new Error(`the page was not drawn within ${settleWithinMs / 1e3} s`);
  };
  await tab.open(`${address}${options.search}`);
  await settle();
  let size = `${options.width} ${options.height}`;
  return {
    tab,
    async resize(width, height) {
      if (size === `${width} ${height}`) return;
      size = `${width} ${height}`;
      await tab.resize(width, height);
      await tab.evaluate(resized(width, height));
      await settle();
    },
    async show(search) {
      await tab.evaluate(`window.__dashpreview.show(${JSON.stringify(search)})`);
      return settle();
    }
  };
}
var resized = (width, height) => `new Promise((done) => {
  let left = 120;
  const look = () => {
    const there = innerWidth === ${width} && innerHeight === ${height};
    if (there || left-- === 0) requestAnimationFrame(() => requestAnimationFrame(() => done()));
    else requestAnimationFrame(look);
  };
  look();
})`;
var stateExpression = `(() => {
  const state = window.__dashpreview;
  return state && { ready: state.ready, failures: state.failures.slice(0, 20) };
})()`;
async function placesOf3(tab) {
  return tab.evaluate(`(() => {
    const panels = [...document.querySelectorAll("[data-panel]")].map((element) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      return { key: element.dataset.panel, x: left + scrollX, y: top + scrollY, width, height };
    });
    const main = document.querySelector("main")?.getBoundingClientRect();
    return { panels, end: Math.ceil((main?.bottom ?? 0) + scrollY) };
  })()`);
}

// src/report/pictures/wanted-panels.ts
function wantedPanels({ dashboards }, {
  which,
  wholeRemoved = false,
  maxPanels
}) {
  const all = dashboards.flatMap((dashboard, index) => wholeRemoved && isRemoved(dashboard) ? [] : wantedOf(dashboard, index)).filter(({ change, before }) => which === "all" || change !== "unchanged" || before !== void 0);
  return { panels: all.slice(0, maxPanels), leftOut: Math.max(0, all.length - maxPanels) };
}
function wantedOf({ views, comparison }, index) {
  const panels = views[0]?.panels ?? [];
  if (comparison === void 0) return panels.map((after) => ({ index, change: void 0, after, same: false }));
  const now = byKey(panels);
  const then = byKey(comparison.before?.views[0]?.panels ?? []);
  return comparison.panels.flatMap(({ kind, ...keys }) => {
    const before = keys.before === void 0 ? void 0 : then.get(keys.before);
    const after = keys.after === void 0 ? void 0 : now.get(keys.after);
    const same = kind === "unchanged" && before !== void 0 && after !== void 0 && isSame(before, after);
    if (before === void 0 && after === void 0) return [];
    return [
      {
        ...{ index, change: kind, same },
        ...before === void 0 || same ? {} : { before },
        ...after === void 0 ? {} : { after }
      }
    ];
  });
}
var byKey = (panels) => new Map(panels.map((panel) => [panel.key, panel]));
function isSame(before, after) {
  return JSON.stringify({ ...before, key: "", id: 0 }) === JSON.stringify({ ...after, key: "", id: 0 });
}

// src/report/pictures/take-pictures.ts
var maxOverview = 1600;
var sheetSize = 12;
var margins = 32;
async function takePictures(browser, { html, data }, options) {
  const wanted = wantedPanels(data, options);
  const nowMs = data.dashboards[0]?.range.toMs ?? 0;
  const search = overviewSearch(0, "after", options);
  const page = await openPageTab(browser.connection, html, { ...options, height: maxOverview, nowMs, search });
  const overview = [];
  const failures = /* @__PURE__ */ new Set();
  const drawn = /* @__PURE__ */ new Map();
  for (const [index, dashboard] of data.dashboards.entries()) {
    const removed2 = isRemoved(dashboard) ? dashboard.comparison.before : void 0;
    const alt = overviewAlt(dashboard.title, (removed2 ?? dashboard).views[0]?.panels ?? []);
    const picture = await takeOverview(page, { index, alt, side: removed2 === void 0 ? "after" : "before" }, options);
    const gone = removed2 === void 0 ? {} : { removed: removed2.title };
    overview.push({ ...picture, dashboard: index, ...placeIn(dashboard), ...gone });
    for (const side of ["before", "after"]) {
      const here = wanted.panels.filter((one2) => one2.index === index && one2[side] !== void 0);
      const pictures = await takeSheets(page, { index, dashboard, side, wanted: here }, { options, failures });
      for (const [one2, picture2] of pictures) drawn.set(one2, { ...drawn.get(one2), [side]: picture2 });
    }
  }
  const panels = [];
  for (const one2 of wanted.panels) panels.push(await panelOf2(one2, drawn.get(one2) ?? {}, data.dashboards[one2.index]));
  return { overview, panels, leftOut: wanted.leftOut, failures: [...failures] };
}
function placeIn({ title, scenario, source }, panelKey2) {
  if (scenario === void 0) return {};
  const group = JSON.stringify([source, panelKey2]);
  return { in: { scenario, title: withoutScenario(title, scenario), group } };
}
async function takeOverview({ show, resize, tab }, { index, alt, side }, options) {
  const { width, scale } = options;
  if (index > 0 || side === "before") {
    await resize(width, maxOverview);
    await show(overviewSearch(index, side, options));
  }
  const { panels, end } = await placesOf3(tab);
  const height = overviewHeight(panels, { end: end + 16, most: maxOverview });
  const png = await tab.screenshot({ x: 0, y: 0, width, height });
  return makePicture({ png, width: width * scale, height: height * scale, alt });
}
var overviewSearch = (index, side, { theme }) => `?${new URLSearchParams({ dashboard: `${index}`, side, theme, compare: "0" })}`;
async function takeSheets({ show, resize, tab }, { index, dashboard, side, wanted }, { options, failures }) {
  const { width, scale, theme, signal } = options;
  const pictures = /* @__PURE__ */ new Map();
  for (let from = 0; from < wanted.length; from += sheetSize) {
    signal.throwIfAborted();
    const part = wanted.slice(from, from + sheetSize);
    const search = new URLSearchParams({ dashboard: `${index}`, theme, side, width: `${width - margins}` });
    for (const one2 of part) search.append("sheet", one2[side].key);
    const state = await show(`?${search}`);
    for (const failure of state.failures) failures.add(`${dashboard.title}: ${failure}`);
    const { panels } = await placesOf3(tab);
    await resize(width, Math.ceil(Math.max(1, ...panels.map(({ height }) => height))));
    for (const one2 of part) {
      const place = panels.find(({ key: key2 }) => key2 === one2[side].key);
      if (place === void 0) continue;
      const { key, ...region } = place;
      await tab.evaluate(`window.scrollTo(0, ${region.y})`);
      const png = await tab.screenshot(region);
      const alt = altText(one2[side], dashboard.title);
      pictures.set(one2, makePicture({ png, width: region.width * scale, height: region.height * scale, alt }));
    }
  }
  return pictures;
}
async function panelOf2({ index, change, before, after, same }, pictures, dashboard) {
  const both = pictures.before !== void 0 && pictures.after !== void 0;
  const percent = same ? 0 : both ? await differencePercent(pictures.before.png, pictures.after.png) : void 0;
  const panel = after ?? before;
  const { title } = panel;
  const known3 = change === void 0 ? "unknown" : change !== "unchanged" ? "changed" : percent === 0 ? "none" : "data";
  const shown2 = { title, dashboard: dashboard.title, change: change ?? "unchanged", ...pictures };
  return {
    ...shown2,
    ...percent === void 0 ? {} : { differencePercent: percent },
    ...{ index, panel, difference: known3, ...placeIn(dashboard, panel.key) }
  };
}

// src/report/pictures/draw-pictures.ts
var usualTimeout = 3e5;
async function drawPictures(page, { themes, timeoutMs = usualTimeout, ...options }) {
  const late = AbortSignal.timeout(timeoutMs);
  const signal = AbortSignal.any([options.signal, late]);
  const browser = await launchBrowser({ ...options, offline: true, sandboxOnly: false, signal }).catch((error) => {
    options.signal.throwIfAborted();
    throw late.aborted ? tooLate(timeoutMs) : error;
  });
  const sets = /* @__PURE__ */ new Map();
  const stop = () => void browser.stop();
  signal.addEventListener("abort", stop, { once: true });
  try {
    for (const theme of themes) sets.set(theme, await takePictures(browser, page, { ...options, theme, signal }));
  } catch (error) {
    options.signal.throwIfAborted();
    if (late.aborted) throw tooLate(timeoutMs);
    if (error instanceof ExpectedError) throw error;
    throw new PictureError(`no pictures: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  } finally {
    signal.removeEventListener("abort", stop);
    await browser.stop();
  }
  return { sets, warnings: [...browser.sandboxed ? [] : [unsafe], ...warningsOf([...sets.values()][0])] };
}
var tooLate = (timeoutMs) => new PictureError(`pictures were not taken within ${timeoutMs / 1e3} s`);
var unsafe = "the browser ran without its sandbox, which does not work for this user here; it opened only the page that dashpreview made, without network";
function warningsOf(set3) {
  if (set3 === void 0) return [];
  const { leftOut, failures } = set3;
  return [
    ...leftOut === 0 ? [] : [`${leftOut} panels have no picture: a run takes ${set3.panels.length}`],
    ...failures.map((failure) => `could not be drawn: ${failure}`)
  ];
}

export {
  openBase,
  readBaseRules,
  usualIntervalMs,
  readRulesBeside,
  readRulesWithBase,
  isRemoved,
  clipQuery,
  clipText,
  pagePath,
  createPageChecks,
  joinPages,
  findBrowser,
  launchBrowser,
  openTab,
  drawPictures
};
