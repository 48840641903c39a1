import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  openBase
} from "./chunk-AQF2K3L5.js";
import {
  openGit
} from "./chunk-5L33OB73.js";
import {
  diffDashboards
} from "./chunk-Y3IUNUVR.js";
import {
  readInputs
} from "./chunk-OYALHLFY.js";
import {
  mapBounded
} from "./chunk-MILOLZ2R.js";
import {
  readSources
} from "./chunk-JXV6CWRN.js";
import {
  sameJson
} from "./chunk-5WA7UJRV.js";
import {
  isHcl,
  loadHcl
} from "./chunk-2B2BRE55.js";
import {
  isBelow,
  shownPath
} from "./chunk-GCYYDLYZ.js";
import {
  CiError,
  DashboardError,
  UsageError
} from "./chunk-E7O6XGVL.js";

// src/preview/review/find-in-base.ts
function findInBase(text, source) {
  let sources;
  try {
    ({ sources } = readSources(text, source.path));
  } catch (error) {
    if (error instanceof DashboardError) return void 0;
    throw error;
  }
  const found = findAmong(
    sources.map((one) => one.source),
    source
  );
  return found === "none" ? found : sources.find((one) => one.source === found);
}
function findAmong(held, source) {
  const place = source.holding?.place;
  const found = held.find((one) => one.source === source.source) ?? held.find((one) => one.holding?.place === place);
  if (found !== void 0) return found;
  return held.length === 1 && place === void 0 ? held[0] : "none";
}

// src/preview/review/changes.ts
var maxCompared = 500;
var concurrency = 4;
async function judgeInputs({ dashboards, specs }, base) {
  if (dashboards.some(({ source }) => isHcl(source.path))) await loadHcl();
  const files = new Map([
    ...dashboards.map(({ source, text }) => [source.path, { file: source.path, text }]),
    ...specs.map(({ file, document }) => [file, { file, text: document.text }])
  ]);
  const warnings = /* @__PURE__ */ new Set();
  const states = await mapBounded([...files.values()], concurrency, async (here, index) => {
    if (warnings.size > 0) return { state: "unknown", why: "its base could not be read" };
    if (index >= maxCompared) return { state: "unknown", why: `only ${maxCompared} files are compared` };
    return base.stateOf(here).catch((error) => {
      if (!(error instanceof CiError)) throw error;
      warnings.add(`dashboards were not compared with their base: ${error.message}`);
      return { state: "unknown", why: "its base could not be read" };
    });
  });
  const byFile = new Map([...files.keys()].map((file, index) => [file, states[index]]));
  const held = await judgeHeld(dashboards, byFile).catch((error) => {
    if (!(error instanceof CiError)) throw error;
    warnings.add(`dashboards were not compared with their base: ${error.message}`);
    return [];
  });
  return { states: new Map([...byFile, ...held]), warnings: [...warnings] };
}
async function judgeHeld(dashboards, byFile) {
  const texts = /* @__PURE__ */ new Map();
  const states = [];
  for (const { source, json } of dashboards) {
    const state = byFile.get(source.path);
    if (source.holding === void 0 || state === void 0) continue;
    if (state.state === "changed" && !texts.has(state)) texts.set(state, await state.base());
    const text = texts.get(state);
    const base = state.state !== "changed" || text === void 0 ? void 0 : findInBase(text, source);
    const own = base === void 0 ? state : base === "none" ? { state: "added" } : sameJson(base.json, json) && base.source.uid === source.uid ? { state: "unchanged" } : { state: "changed", base: async () => text };
    states.push([source.file, own]);
  }
  return states;
}
function selectChanged(inputs, { states }) {
  const dashboards = inputs.dashboards.filter((one) => !isUnchanged(one, states));
  const specs = inputs.specs.filter((spec) => dashboards.some((one) => one.spec === spec));
  return { ...inputs, dashboards, specs };
}
function isUnchanged({ source, spec }, states) {
  const same = (file) => states.get(file)?.state === "unchanged";
  return same(source.file) && (spec === void 0 || same(spec.file));
}
function unknownReasons({ dashboards }, { states }) {
  const files = /* @__PURE__ */ new Map();
  const named = new Set(
    dashboards.flatMap(({ source, spec }) => [source.file, ...spec === void 0 ? [] : [spec.file]])
  );
  for (const file of named) {
    const state = states.get(file);
    if (state?.state === "unknown") files.set(state.why, [...files.get(state.why) ?? [], file]);
  }
  return [...files].map(
    ([why, [first, ...rest]]) => rest.length === 0 ? `${first}: ${why}` : `${first} and ${rest.length} more: ${why}`
  );
}
async function compareWithBase({ dashboards }, { states }) {
  const changes = /* @__PURE__ */ new Map();
  const warnings = [];
  for (const { source } of dashboards.slice(0, maxCompared)) {
    try {
      changes.set(source.file, await compareOne(source, states.get(source.file)));
    } catch (error) {
      if (!(error instanceof CiError)) throw error;
      warnings.push(`dashboards were not compared with their base: ${error.message}`);
      break;
    }
  }
  return { changes, warnings };
}
async function compareOne(source, state) {
  if (state === void 0 || state.state === "unknown") return { state: "unknown", lines: [] };
  if (state.state !== "changed") return { state: state.state, lines: [] };
  const text = await state.base();
  if (text === void 0) return { state: "unknown", lines: [] };
  try {
    const base = findInBase(text, source);
    if (base === void 0) return { state: "unknown", lines: [] };
    if (base === "none") return { state: "added", lines: [] };
    const { lines } = diffDashboards(base.source, source);
    return { state: lines.length === 0 ? "unchanged" : "changed", lines };
  } catch (error) {
    if (error instanceof DashboardError) return { state: "unknown", lines: [] };
    throw error;
  }
}

// src/preview/page/base-dashboards.ts
import { existsSync as existsSync2 } from "node:fs";
import { resolve as resolve2 } from "node:path";

// src/preview/page/removed-dashboards.ts
import { existsSync, statSync } from "node:fs";
import { extname, join, relative, resolve } from "node:path";
var most = { files: 200, bytes: 16 * 1024 * 1024 };
var endings = /* @__PURE__ */ new Set([".json", ".yaml", ".yml"]);
function withoutSuccessor(base, now, taken = /* @__PURE__ */ new Set()) {
  const known = new Set(now.map(({ source }) => source));
  return base.filter((one) => !taken.has(one) && !known.has(one.source));
}
function namedFolders(paths, cwd) {
  return paths.map((path) => resolve(cwd, path)).filter((path) => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true);
}
async function removedSince(now, {
  folders,
  git,
  commit,
  top,
  cwd
}) {
  const files = folders.length === 0 ? void 0 : await git.files(commit);
  const gone = [...files ?? []].filter((path) => {
    const full = join(top, path);
    const hidden = relative(top, full).split(/[\\/]/).some((name) => name.startsWith(".") || name === "node_modules");
    return endings.has(extname(path)) && !hidden && folders.some((folder) => isBelow(full, folder)) && !existsSync(full);
  });
  const found = [];
  for (const path of gone.sort().slice(0, most.files)) {
    const text = await git.readFile(path, { commit, maxBytes: most.bytes });
    if (text !== void 0) found.push(...sourcesOf(text, shownPath(join(top, path), cwd)));
  }
  const more = gone.length - most.files;
  const warnings = more <= 0 ? [] : [`${more} more files are gone since ${commit.slice(0, 10)}; they were not read`];
  return { removed: withoutSuccessor(found, now), warnings };
}
async function droppedFromFiles({ dashboards }, { states }) {
  const now = dashboards.map(({ source }) => source);
  const dropped = [];
  for (const path of new Set(now.map((source) => source.path))) {
    const state = states.get(path);
    const text = state?.state === "changed" ? await state.base() : void 0;
    if (text === void 0) continue;
    const held = sourcesOf(text, path);
    const here = now.filter((source) => source.path === path).map((source) => findAmong(held, source));
    dropped.push(...withoutSuccessor(held, now, new Set(here.filter((found) => found !== "none"))));
  }
  return dropped;
}
function sourcesOf(text, file) {
  try {
    return readSources(text, file).sources.map(({ source }) => source);
  } catch (error) {
    if (error instanceof DashboardError) return [];
    throw error;
  }
}

// src/preview/page/base-dashboards.ts
async function readBase(base, inputs, place) {
  const { cwd, env, signal } = place;
  const now = inputs.dashboards.map(({ source }) => source);
  const folders = namedFolders(place.named, cwd);
  if (existsSync2(resolve2(cwd, base))) {
    const { dashboards, warnings: warnings2 } = await readInputs({ dashboards: [base], findSpecs: false, cwd, signal });
    const old = dashboards.map(({ source }) => source);
    const before = pair(inputs, old);
    const removed2 = folders.length === 0 ? [] : withoutSuccessor(old, now, new Set(before.values()));
    return { before, unknown: /* @__PURE__ */ new Set(), removed: removed2, warnings: warnings2 };
  }
  const git = openGit({ cwd, env });
  const commit = base.startsWith("-") ? void 0 : await git.commitOf(base);
  if (commit === void 0) {
    const fault = await git.fault();
    throw new UsageError(
      `--base ${base}: no such file, and no branch, tag or commit either${fault === void 0 ? "" : ` (${fault})`}`
    );
  }
  const view = await openBase({ review: {}, base: commit, git, host: void 0, cwd, env });
  const { states, warnings } = await judgeInputs(inputs, view);
  const why = view.unknown === void 0 ? [] : [`the dashboards were not compared with ${base}: ${view.unknown}`];
  const { top, commit: compared } = view;
  const { removed, warnings: unread } = top === void 0 || compared === void 0 ? { removed: [], warnings: [] } : await removedSince(now, { folders, git, commit: compared, top, cwd });
  const dropped = await droppedFromFiles(inputs, { states });
  return {
    ...await baseStates(inputs, states),
    removed: [...removed, ...dropped],
    warnings: [...warnings, ...why, ...unread]
  };
}
async function baseStates(inputs, states) {
  const before = /* @__PURE__ */ new Map();
  const unknown = /* @__PURE__ */ new Set();
  for (const { source } of inputs.dashboards) {
    const state = states.get(source.file) ?? states.get(source.path);
    const text = state?.state === "changed" ? await state.base() : void 0;
    const found = text === void 0 ? void 0 : findInBase(text, source);
    if (state?.state === "unchanged") before.set(source.file, source);
    else if (found !== void 0 && found !== "none") before.set(source.file, found.source);
    else if (state?.state !== "added" && found !== "none") unknown.add(source.file);
  }
  return { before, unknown };
}
function pair({ dashboards }, base) {
  const alone = dashboards.length === 1 && base.length === 1;
  return new Map(
    dashboards.flatMap(({ source }) => {
      const found = alone ? base[0] : base.find(({ uid }) => uid !== void 0 && uid === source.uid) ?? base.find(({ file, uid }) => nameOf(file) === nameOf(source.file) && (!uid || !source.uid));
      return found === void 0 ? [] : [[source.file, found]];
    })
  );
}
var nameOf = (file) => file.split(/[\\/]/).at(-1);

export {
  judgeInputs,
  selectChanged,
  isUnchanged,
  unknownReasons,
  compareWithBase,
  endings,
  withoutSuccessor,
  droppedFromFiles,
  sourcesOf,
  readBase,
  baseStates
};
