import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  customList,
  customOptions,
  isBlank
} from "./chunk-VESQWSBQ.js";
import {
  classifyReference,
  hasExpr,
  parts,
  readReference,
  readVariables
} from "./chunk-BUTP7I6L.js";
import {
  valueAt
} from "./chunk-5WA7UJRV.js";
import {
  asObject,
  textField,
  textList
} from "./chunk-Z4Q2ISX3.js";

// src/dashboard/diff/diff-changes.ts
var longest = 200;
function describeChange(change) {
  switch (change.kind) {
    case "panel-added":
      return `${name(change.panel)} added (${change.panel.type})`;
    case "panel-removed":
      return `${name(change.panel)} removed (${change.panel.type})`;
    case "panel-moved":
      return change.how === "order" ? `${name(change.panel)} moved` : `${name(change.panel)}: ${change.how} ${values(change)}`;
    case "panel-settings":
      return `${name(change.panel)}: changed ${shorten(change.settings.join(", "))}`;
    case "query-settings":
      return `${name(change.panel)}: query ${change.refId}: changed ${shorten(change.settings.join(", "))}`;
    case "query-added":
    case "query-removed":
    case "query-changed":
      return `${name(change.panel)}: query ${change.refId} ${word(change.kind)}: ${values(change)}`;
    case "variable-added":
    case "variable-removed":
    case "variable-changed":
      return `variable $${change.variable} ${word(change.kind)}${change.what === "" ? "" : `: ${change.what} ${values(change)}`}`;
    case "annotation-added":
    case "annotation-removed":
    case "annotation-changed":
      return `annotation "${shorten(change.annotation)}" ${word(change.kind)}: ${values(change)}`;
    default:
      return "panel" in change ? `${name(change.panel)}: ${word(change.kind).replace("-", " ")} ${values(change)}` : `${change.kind.replace("-", " ")} ${values(change)}`;
  }
}
function word(kind) {
  return kind.slice(kind.indexOf("-") + 1);
}
function name({ title, id }) {
  return title === "" ? `panel ${id ?? "without a title"}` : `panel "${shorten(title)}"`;
}
function values({ before, after }) {
  if (before === void 0) return shorten(after ?? "");
  return after === void 0 ? shorten(before) : `${shorten(before)} → ${shorten(after)}`;
}
function shorten(text) {
  const line = text.replaceAll(/\s+/g, " ").trim();
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
}

// src/dashboard/diff/diff-match.ts
var keys = [
  // Two panels may share all that follows.
  ({ id, title, type, section, targets }) => JSON.stringify([id, title, type, section, targets.map(({ query }) => query)]),
  ({ id, title, type, section }) => JSON.stringify([id, title, type, section]),
  ({ id, title, type }) => id === void 0 ? void 0 : JSON.stringify([id, title, type]),
  ({ title, type, section }) => title === "" ? void 0 : JSON.stringify([title, type, section]),
  ({ title }) => title === "" ? void 0 : title,
  ({ id, type }) => id === void 0 ? void 0 : JSON.stringify([id, type]),
  ({ id, title }) => id === void 0 || title !== "" ? void 0 : String(id)
];
function matchPanels(base, head) {
  const pairs = [];
  let removed = [...base];
  let added = [...head];
  for (const keyOf of keys) {
    const waiting = /* @__PURE__ */ new Map();
    for (const panel of added) {
      const key = keyOf(panel);
      if (key === void 0) continue;
      const list = waiting.get(key) ?? [];
      list.push(panel);
      waiting.set(key, list);
    }
    for (const list of waiting.values()) list.reverse();
    const paired = /* @__PURE__ */ new Set();
    removed = removed.filter((panel) => {
      const key = keyOf(panel);
      const other = key === void 0 ? void 0 : waiting.get(key)?.pop();
      if (other === void 0) return true;
      paired.add(other);
      pairs.push({ base: panel, head: other });
      return false;
    });
    added = added.filter((panel) => !paired.has(panel));
  }
  const order = new Map(base.map((panel, index) => [panel, index]));
  pairs.sort((one, other) => order.get(one.base) - order.get(other.base));
  return { pairs, removed, added };
}
function movedPairs(positions) {
  const ends = [];
  const previous = [];
  for (const [index, position] of positions.entries()) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = low + high >> 1;
      if (positions[ends[middle]] < position) low = middle + 1;
      else high = middle;
    }
    previous.push(low === 0 ? -1 : ends[low - 1]);
    ends[low] = index;
  }
  const kept = /* @__PURE__ */ new Set();
  for (let at = ends.at(-1) ?? -1; at >= 0; at = previous[at]) kept.add(at);
  return new Set(positions.flatMap((_, index) => kept.has(index) ? [] : [index]));
}
function renamedSections({ pairs, removed, added }) {
  const key = ({ section }) => JSON.stringify(section);
  const old = /* @__PURE__ */ new Set([...pairs.map(({ base }) => key(base)), ...removed.map(key)]);
  const now = /* @__PURE__ */ new Set([...pairs.map(({ head }) => key(head)), ...added.map(key)]);
  const targets = /* @__PURE__ */ new Map();
  for (const { base, head } of pairs) {
    const [from, to] = [key(base), key(head)];
    if (from === to || now.has(from) || old.has(to)) continue;
    targets.set(from, targets.has(from) && targets.get(from) !== to ? void 0 : to);
  }
  return new Map([...targets].flatMap(([from, to]) => to === void 0 ? [] : [[from, to]]));
}

// src/dashboard/diff/diff-settings.ts
var maxSettings = 8;
var maxDepth = 30;
function isDefault(value) {
  if (value === void 0 || value === null || value === "" || value === false) return true;
  if (Array.isArray(value)) return value.length === 0;
  const object = asObject(value);
  return object !== void 0 && Object.values(object).every(isDefault);
}
function changedSettings(base, head, ignore = /* @__PURE__ */ new Set()) {
  const found = [];
  const compare = (one, other, path, depth) => {
    if (found.length >= maxSettings || Object.is(one, other) || isDefault(one) && isDefault(other)) return;
    const [left, right] = [asEntries(one), asEntries(other)];
    if (left === void 0 || right === void 0 || Array.isArray(one) !== Array.isArray(other) || depth > maxDepth) {
      found.push(path);
      return;
    }
    for (const name2 of /* @__PURE__ */ new Set([...left.keys(), ...right.keys()])) {
      if (depth === 0 && ignore.has(name2)) continue;
      compare(left.get(name2), right.get(name2), path === "" ? name2 : `${path}.${name2}`, depth + 1);
    }
  };
  compare(base, head, "", 0);
  return found;
}
function asEntries(value) {
  if (Array.isArray(value)) return new Map(value.map((item, index) => [String(index), item]));
  const object = asObject(value);
  if (object !== void 0) return new Map(Object.entries(object));
  return value === void 0 || value === null ? /* @__PURE__ */ new Map() : void 0;
}

// src/dashboard/diff/diff-panel.ts
var panelNoise = new Set(
  "id title type description datasource targets gridPos pluginVersion panels thresholds unit format yaxes repeatIteration repeatPanelId repeatRowId scopedVars libraryPanel renderer span height data vizConfig collapsed fieldConfig options".split(" ")
);
var queryNoise = new Set("expr refId datasource hide editorMode key step metric query builder".split(" "));
var defaultsNoise = /* @__PURE__ */ new Set(["unit", "min", "max", "thresholds"]);
function diffPanel({ id, title, type }) {
  return { id, title, type };
}
function comparePanels(base, head, names) {
  const panel = diffPanel(head);
  const [before, after] = [base.settings, head.settings];
  const changes = [];
  const differ = (kind, read) => {
    const [old, now] = [read(before) || void 0, read(after) || void 0];
    if (old !== now) changes.push({ kind, panel, before: old ?? "none", after: now ?? "none" });
  };
  differ("panel-retitled", ({ title }) => title);
  differ("panel-type", ({ type }) => type);
  changes.push(...compareQueries(base, head, names));
  differ("panel-unit", ({ unit }) => unit);
  differ(
    "panel-range",
    ({ min, max }) => min === void 0 && max === void 0 ? void 0 : `${min ?? "auto"} to ${max ?? "auto"}`
  );
  differ("panel-thresholds", describeThresholds);
  differ("panel-description", ({ description }) => description);
  const settings = otherSettings(base, head);
  if (settings.length > 0 && before.type === after.type) changes.push({ kind: "panel-settings", panel, settings });
  return changes;
}
function describeThresholds({ thresholds, thresholdMode }) {
  const steps = thresholds.filter(({ value }) => value !== void 0);
  const unit = thresholdMode === "percentage" ? " %" : "";
  return steps.length === 0 ? void 0 : steps.map(({ value, color }) => `${value}${unit}${color === void 0 ? "" : ` ${color}`}`).join(", ");
}
function otherSettings(base, head) {
  const read = ({ node, body, paths }) => {
    const config = asObject(valueAt(node, paths.fieldConfig));
    const apart = (path) => path.length > 1 ? valueAt(node, path) : void 0;
    return {
      rest: body,
      options: valueAt(node, paths.options),
      defaults: config?.["defaults"],
      overrides: config?.["overrides"],
      transformations: apart(paths.transformations),
      queryOptions: apart(paths.queryOptions)
    };
  };
  const [one, other] = [read(base), read(head)];
  return [
    ...changedSettings(one.rest, other.rest, panelNoise),
    ...changedSettings(one.options, other.options).map((path) => `options.${path}`),
    ...changedSettings(one.defaults, other.defaults, defaultsNoise).map((path) => `fieldConfig.${path}`),
    ...changedSettings(one.overrides, other.overrides).map((path) => `overrides.${path}`),
    ...changedSettings(one.transformations, other.transformations).map((path) => `transformations.${path}`),
    ...changedSettings(one.queryOptions, other.queryOptions)
  ].slice(0, 8);
}
function compareQueries(base, head, names) {
  const panel = diffPanel(head);
  const [old, now] = [byRefId(base), byRefId(head)];
  const changes = [];
  const sources = [sourcesOf(base, names.base), sourcesOf(head, names.head)];
  if (sources[0] !== sources[1])
    changes.push({ kind: "panel-data-source", panel, before: sources[0], after: sources[1] });
  for (const [refId, target] of old) {
    const other = now.get(refId);
    if (other === void 0) {
      if (!isEmpty(target))
        changes.push({ kind: "query-removed", panel, refId, before: textOf(target), after: void 0 });
      continue;
    }
    const [before, after] = [textOf(target), textOf(other)];
    if (normal(before) !== normal(after)) changes.push({ kind: "query-changed", panel, refId, before, after });
    const settings = changedSettings(target.query, other.query, queryNoise);
    if (target.hidden !== other.hidden) settings.unshift("hidden");
    if (settings.length > 0) changes.push({ kind: "query-settings", panel, refId, settings });
  }
  for (const [refId, target] of now) {
    if (!old.has(refId) && !isEmpty(target))
      changes.push({ kind: "query-added", panel, refId, before: void 0, after: textOf(target) });
  }
  return changes;
}
function byRefId(panel) {
  const found = /* @__PURE__ */ new Map();
  for (const [index, target] of panel.targets.entries()) {
    const refId = target.refId ?? `#${index + 1}`;
    found.set(found.has(refId) ? `${refId}#${index + 1}` : refId, target);
  }
  return found;
}
function sourcesOf(panel, names) {
  const own = classifyReference(panel.source === void 0 ? void 0 : readReference(panel.source), names, true);
  const labels = panel.targets.map((target) => {
    const use = target.own;
    const meant = use.byDefault ? own : use;
    return meant.kind === "prometheus" ? "prometheus" : meant.label;
  });
  return [...new Set(labels)].sort().join(", ");
}
function isEmpty({ query: { expr: _expr, ...rest }, query }) {
  return isBlank(rest) && !hasExpr(query);
}
function textOf({ query }) {
  return textField(query, "expr") ?? textField(query, "query") ?? textField(query, "rawSql") ?? JSON.stringify(query).slice(0, 1e3);
}
var maxNormalized = 1e5;
function normal(text) {
  if (text.length > maxNormalized) return text;
  return text.replaceAll(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`|\s+/g, (part) => part.trim() === "" ? " " : part).trim();
}

// src/dashboard/diff/diff.ts
function diffDashboards(base, head) {
  const [old, now] = [base, head].map((dashboard) => ({ dashboard, ...parts(dashboard) }));
  const changes = [
    ...compareTop(old, now),
    ...compareAllPanels(old, now),
    ...compareVariables(old, now),
    ...compareAnnotations(old, now)
  ];
  return { changes, lines: changes.map(describeChange) };
}
function compareTop(base, head) {
  const reads = [
    ["title", ({ dashboard }) => dashboard.title],
    ["description", ({ dashboard }) => textField(dashboard.model, "description") ?? ""],
    ["time-range", timeRange],
    ["refresh", ({ settings }) => settings.refresh ?? ""],
    ["timezone", ({ settings }) => settings.timezone ?? ""],
    ["tags", ({ dashboard }) => textList(dashboard.model["tags"]).sort().join(", ")],
    ["links", ({ links }) => links.map(describeLink).join(", ")]
  ];
  return reads.flatMap(([kind, read]) => {
    const [before, after] = [read(base), read(head)];
    return before === after ? [] : [{ kind, before: before || "none", after: after || "none" }];
  });
}
function timeRange({ settings: { from, to } }) {
  return from === void 0 && to === void 0 ? "" : `${from ?? ""} to ${to ?? ""}`;
}
function describeLink(link) {
  return `${textField(link, "title") ?? ""} (${textField(link, "url") || textList(asObject(link)?.["tags"]).join(" ")})`;
}
function compareAllPanels(base, head) {
  const names = { base: base.names, head: head.names };
  const [old, now] = [inReadingOrder(base.panels), inReadingOrder(head.panels)];
  const match = matchPanels(old, now);
  const { pairs, removed, added } = match;
  const renamed = renamedSections(match);
  const order = new Map(now.map((panel, index) => [panel, index]));
  const moved = movedPairs(pairs.map((pair) => order.get(pair.head)));
  return [
    ...sectionChanges(renamed, pairs),
    ...added.map((panel) => ({ kind: "panel-added", panel: diffPanel(panel) })),
    ...removed.map((panel) => ({ kind: "panel-removed", panel: diffPanel(panel) })),
    ...pairs.flatMap((pair, index) => [
      ...placeChanges(pair, moved.has(index), renamed),
      ...comparePanels(pair.base, pair.head, names)
    ])
  ];
}
function inReadingOrder(panels) {
  if (panels.some(({ position }) => position === void 0)) return [...panels];
  const sections = /* @__PURE__ */ new Map();
  for (const { section } of panels) {
    const key = JSON.stringify(section);
    if (!sections.has(key)) sections.set(key, sections.size);
  }
  const sectionOf = ({ section }) => sections.get(JSON.stringify(section));
  return panels.toSorted(
    (one, other) => sectionOf(one) - sectionOf(other) || one.position.y - other.position.y || one.position.x - other.position.x
  );
}
function sectionChanges(renamed, pairs) {
  const rows = new Set(pairs.flatMap(({ base }) => base.type === "row" ? [base.title] : []));
  return [...renamed].flatMap(([from, to]) => {
    const [old, now] = [from, to].map((section) => JSON.parse(section));
    if (old.length === 0 || now.length === 0 || rows.has(old.at(-1))) return [];
    return [{ kind: "section-renamed", before: old.join(" / "), after: now.join(" / ") }];
  });
}
function placeChanges({ base, head }, moved, renamed) {
  const panel = diffPanel(head);
  const [from, to] = [base.section.join(" / "), head.section.join(" / ")];
  const same = from === to || renamed.get(JSON.stringify(base.section)) === JSON.stringify(head.section);
  const section = same ? [] : [{ kind: "panel-moved", panel, how: "section", before: from || "none", after: to || "none" }];
  const [old, now] = [sizeOf(base), sizeOf(head)];
  const size = old === void 0 || now === void 0 || old === now ? [] : [{ kind: "panel-moved", panel, how: "size", before: old, after: now }];
  const order = moved && section.length === 0 ? [{ kind: "panel-moved", panel, how: "order", before: void 0, after: void 0 }] : [];
  return [...section, ...order, ...size];
}
function sizeOf({ position }) {
  return position === void 0 ? void 0 : `${position.width}×${position.height}`;
}
var variableParts = [
  ["type", ({ type }) => type],
  ["query", ({ query, type }) => type === "custom" ? customList(customOptions(query)) : query.trim()],
  ["regex", ({ regex }) => regex ?? ""],
  ["label", ({ label }) => label ?? ""],
  ["multi-value", ({ multi }) => yesNo(multi)],
  ["include All", ({ includeAll }) => yesNo(includeAll)],
  ["value of All", ({ allValue }) => allValue ?? ""],
  ["sort", ({ sort }) => String(sort)],
  ["hidden", ({ hide }) => ["no", "label only", "yes", "in the menu"][hide] ?? ""],
  [
    "default",
    ({ type, current }) => ["custom", "interval"].includes(type) ? [current?.value ?? ""].flat().join(",") : ""
  ]
];
function yesNo(value) {
  return value ? "yes" : "no";
}
function compareVariables(base, head) {
  const [old, now] = [base, head].map(
    (one) => new Map(readVariables(one).map((variable) => [variable.name, variable]))
  );
  const names = [.../* @__PURE__ */ new Set([...old.keys(), ...now.keys()])];
  return names.flatMap((name2) => {
    const [before, after] = [old.get(name2), now.get(name2)];
    if (before === void 0)
      return [{ kind: "variable-added", variable: name2, what: after.type, before: void 0, after: after.query }];
    if (after === void 0)
      return [{ kind: "variable-removed", variable: name2, what: before.type, before: before.query, after: void 0 }];
    return variableParts.flatMap(([what, read]) => {
      const [was, is] = [read(before), read(after)];
      return was === is ? [] : [{ kind: "variable-changed", variable: name2, what, before: was || "none", after: is || "none" }];
    });
  });
}
function compareAnnotations(base, head) {
  const [old, now] = [base, head].map((one) => {
    const views = one.annotations.filter(({ use }) => use.kind !== "grafana");
    return new Map(
      views.map(({ name: name2, node, exprPaths: [path], use, enabled }) => {
        const expr = path === void 0 ? "" : String(valueAt(node, path));
        return [name2, `${use.label}: ${expr}${enabled ? "" : " (off)"}`];
      })
    );
  });
  return [.../* @__PURE__ */ new Set([...old.keys(), ...now.keys()])].flatMap((annotation) => {
    const [before, after] = [old.get(annotation), now.get(annotation)];
    if (before === after) return [];
    const kind = before === void 0 ? "annotation-added" : after === void 0 ? "annotation-removed" : "annotation-changed";
    return [{ kind, annotation, before, after }];
  });
}

export {
  matchPanels,
  comparePanels,
  diffDashboards
};
