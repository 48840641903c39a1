import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  readHolding
} from "./chunk-MJH4BEMP.js";
import {
  isSiblingLink,
  leadAll,
  removeVariableInjection,
  reviewLink
} from "./chunk-IUTLDNCI.js";
import {
  parts,
  removeInjection,
  replaceReference,
  schemas,
  variableQueryText
} from "./chunk-BUTP7I6L.js";
import "./chunk-AFILVRNC.js";
import "./chunk-NNUYM63R.js";
import {
  encodeCarried,
  readDashboardFile,
  syntaxes,
  toAlpha
} from "./chunk-SAFKOMW5.js";
import {
  cloneJson,
  isDeeperThan,
  mutableObject,
  sameJson,
  setOwn,
  valueAt
} from "./chunk-5WA7UJRV.js";
import {
  maxDashboardBytes,
  maxDashboardDepth
} from "./chunk-JJH2CGNP.js";
import "./chunk-WS2XGLS6.js";
import {
  isHcl,
  loadHcl
} from "./chunk-2B2BRE55.js";
import {
  deleteResource
} from "./chunk-RP4PX3OI.js";
import {
  withoutScenario
} from "./chunk-FXEZWZLL.js";
import {
  judgeOwnership,
  readDashboardByUid,
  withoutIdentity
} from "./chunk-PZJKC72J.js";
import {
  grafanaFrom
} from "./chunk-O375JEU7.js";
import "./chunk-BBF4SSFR.js";
import "./chunk-I6U2BZTL.js";
import {
  collectionPath
} from "./chunk-SGDPDTTZ.js";
import "./chunk-JN2EJA7T.js";
import "./chunk-NCEPZOQJ.js";
import "./chunk-5UHCLHX7.js";
import "./chunk-B4BP7DEG.js";
import "./chunk-Q663M3BX.js";
import {
  isPreviewTag,
  stripMarks
} from "./chunk-4P6PP26E.js";
import {
  previewFolder
} from "./chunk-REFUIXMO.js";
import {
  asArray,
  asObject,
  field,
  numberField,
  textField,
  textList
} from "./chunk-Z4Q2ISX3.js";
import {
  isBelow,
  locate
} from "./chunk-GCYYDLYZ.js";
import "./chunk-Z2PCP3ON.js";
import "./chunk-MWDUPVNI.js";
import {
  readPlainFile
} from "./chunk-B7QDZDLD.js";
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
  DashboardError,
  ExpectedError,
  GrafanaError,
  UsageError
} from "./chunk-E7O6XGVL.js";
import "./chunk-RZGYXAJU.js";

// src/cli/commands/export/run-export.ts
import { resolve as resolve2 } from "node:path";

// src/dashboard/restore/restore-sources.ts
var objectReferences = 36;
function modernReference(before, model, restore) {
  const migrated = restore.kind === "classic" && schemaVersion(model) >= objectReferences && schemaVersion(restore) < objectReferences;
  return migrated && typeof before === "string" ? { type: "prometheus", uid: before } : before;
}
function sweepSources(model, restore) {
  const { kind, dataSourceUid } = restore;
  const first = restore.record.changes.find(
    ({ path, before }) => path.at(-1) === "datasource" && before !== void 0 && before !== null
  );
  const usual = modernReference(first?.before ?? null, model, restore);
  const sweep = (slot, fallback) => replaceReference(slot, dataSourceUid, fallback);
  const { panels, variables, annotations } = parts({ model, kind });
  for (const { source, node, targets } of panels) {
    if (source !== void 0) sweep(source, usual);
    const own2 = source === void 0 ? usual : node["datasource"];
    const isMixed = textField(own2, "uid") === "-- Mixed --";
    for (const target of targets) sweep(target.source, own2 === void 0 || isMixed ? usual : own2);
  }
  for (const { source } of variables) if (source !== void 0) sweep(source, usual);
  for (const { source } of annotations) sweep(source, usual);
}
function schemaVersion(value) {
  const text = asObject(value)?.["schemaVersion"];
  return numberField(value, "schemaVersion") ?? (typeof text === "string" && /^\d{1,4}$/.test(text) ? Number(text) : 0);
}

// src/dashboard/restore/restore-changes.ts
function undoChanges(model, restore, notes) {
  const { owners, changes } = restore.record;
  const slots = owners.map(createFinder(model, parts({ model, kind: restore.kind })));
  for (const change of changes.toReversed()) {
    const slot = slots[change.owner];
    if (slot === void 0) continue;
    if (change.path.length === 0) putBack(slot, change);
    else
      undo(
        slot.holder[slot.name],
        change,
        restore,
        model,
        () => notes.push(describe(owners[change.owner], change.path))
      );
  }
}
function createFinder(model, { panels, variables, annotations }) {
  const slots = /* @__PURE__ */ new Map();
  const add = (key, slot) => slots.set(JSON.stringify(key), slot);
  for (const { anchor, slot } of panels) {
    const found = slot;
    if (anchor.element !== void 0) add(["element", anchor.element], found);
    if (anchor.id !== void 0) add(["id", anchor.id, anchor.nthOfId], found);
    add(["title", anchor.title, anchor.nthOfTitle], found);
  }
  for (const { anchor, slot } of variables) add(["variable", anchor.name, anchor.nth], slot);
  for (const { anchor, slot } of annotations) add(["annotation", anchor.name, anchor.nth], slot);
  const at = (...key) => slots.get(JSON.stringify(key));
  const root = { holder: { model }, name: "model" };
  return (owner) => {
    if (owner.of === "dashboard") return root;
    if (owner.of !== "panel") return at(owner.of, owner.name, owner.nth);
    if (owner.element !== void 0) return at("element", owner.element);
    const byId = owner.id === void 0 ? void 0 : at("id", owner.id, owner.nthOfId);
    return byId ?? at("title", owner.title, owner.nthOfTitle);
  };
}
function putBack({ holder, name }, { before }) {
  const now = holder[name];
  const old = cloneJson(before);
  for (const kept of ["gridPos", "id"])
    if (Object.hasOwn(old, kept) && Object.hasOwn(now, kept)) setOwn(old, kept, now[kept]);
  setOwn(holder, name, old);
}
function undo(root, change, restore, model, note) {
  const holder = valueAt(root, change.path.slice(0, -1));
  if (typeof holder !== "object" || holder === null) return;
  const name = change.path.at(-1);
  const now = Object.hasOwn(holder, name) ? holder[name] : void 0;
  const isAsWritten = Object.hasOwn(change, "after") ? sameJson(now, change.after) : now === void 0;
  if (change.always !== true && !isAsWritten) {
    note();
    return;
  }
  if (!Object.hasOwn(change, "before")) delete holder[name];
  else
    setOwn(
      holder,
      name,
      cloneJson(name === "datasource" ? modernReference(change.before, model, restore) : change.before)
    );
}
function describe(owner, path) {
  const whose = owner.of === "dashboard" ? "" : owner.of === "panel" ? ` of panel "${owner.title}"` : ` of ${owner.of} "${owner.name}"`;
  return `${path.join(".")}${whose} was changed in Grafana and is kept as it is there`;
}

// src/dashboard/restore/restore-queries.ts
function removeIsolation(model, { kind, isolation }) {
  if (isolation === void 0) return;
  const change = (root, path, remove2) => {
    const text = valueAt(root, path);
    if (typeof text === "string") setOwn(valueAt(root, path.slice(0, -1)), path.at(-1), remove2(text));
  };
  const remove = (text) => removeInjection(text, isolation);
  const { panels, variables, annotations } = parts({ model, kind });
  for (const panel of panels) for (const { path } of panel.targets) change(panel.node, [...path, "expr"], remove);
  for (const { node, exprPaths } of annotations) for (const path of exprPaths) change(node, path, remove);
  for (const { type, node, queryPath } of variables) {
    const text = type === "query" ? variableQueryText(valueAt(node, queryPath)) : void 0;
    if (text === void 0 || text.form === "fields") continue;
    change(
      node,
      text.form === "text" ? queryPath : [...queryPath, text.property],
      (query) => removeVariableInjection(query, isolation)
    );
  }
}

// src/dashboard/restore/restore-record.ts
var maxChanges = 1e6;
var maxPathLength = 250;
function readRestoreRecord(value) {
  const kind = textField(value, "kind");
  const key = textField(value, "key");
  const dataSourceUid = textField(value, "dataSourceUid");
  const title = asObject(field(value, "title"));
  const after = textField(title, "after");
  const tags = asObject(field(value, "tags"));
  const links = asObject(field(value, "links"));
  const wrapper = readWrapper(field(value, "wrapper"));
  const owners = asArray(field(value, "record", "owners")).map(readOwner);
  const changes = asArray(field(value, "record", "changes")).map((change) => readChange(change, owners.length));
  if (field(value, "version") !== 1 || kind !== "classic" && kind !== "v2") return void 0;
  if (key === void 0 || dataSourceUid === void 0 || title === void 0 || after === void 0) return void 0;
  if (tags === void 0 || links === void 0 || wrapper === void 0) return void 0;
  if (changes.length > maxChanges || !allKnown(owners) || !allKnown(changes)) return void 0;
  const isolation = readIsolation(field(value, "isolation"));
  const [reviewUrl, scenario] = [textField(value, "reviewUrl"), textField(value, "scenario")];
  const schema = field(value, "schemaVersion");
  return {
    version: 1,
    kind,
    record: { owners, changes },
    title: { ...own(title, "before"), after },
    tags: own(tags, "before"),
    links: { ...own(links, "before"), after: links["after"] },
    key,
    ...defined({ scenario, reviewUrl, isolation }),
    dataSourceUid,
    previews: Object.fromEntries(
      Object.entries(asObject(field(value, "previews")) ?? {}).flatMap(
        ([uid, source]) => typeof source === "string" ? [[uid, source]] : []
      )
    ),
    ...defined({ schemaVersion: schema }),
    wrapper,
    ...defined({ source: asObject(field(value, "source")) }),
    ...defined({ holding: readHolding(field(value, "holding")) }),
    ...field(value, "alpha") === true ? { alpha: true } : {},
    order: textList(field(value, "order"))
  };
}
function own(object, name) {
  return Object.hasOwn(object, name) ? { before: object[name] } : {};
}
function allKnown(list) {
  return !list.includes(void 0);
}
function readOwner(value) {
  const of = textField(value, "of");
  if (of === "dashboard") return { of };
  if (of === "variable" || of === "annotation") {
    const name = textField(value, "name");
    const nth = field(value, "nth");
    return name === void 0 || typeof nth !== "number" ? void 0 : { of, name, nth };
  }
  const [id, nthOfId, title, nthOfTitle] = ["id", "nthOfId", "title", "nthOfTitle"].map((name) => field(value, name));
  if (of !== "panel" || id !== void 0 && typeof id !== "number") return void 0;
  if (typeof nthOfId !== "number" || typeof title !== "string" || typeof nthOfTitle !== "number") return void 0;
  return { of, id, nthOfId, title, nthOfTitle, element: textField(value, "element") };
}
function readChange(value, ownerCount) {
  const change = asObject(value);
  const owner = change?.["owner"];
  const path = asArray(change?.["path"]);
  if (change === void 0 || typeof owner !== "number" || !Number.isInteger(owner) || owner < 0 || owner >= ownerCount)
    return void 0;
  if (path.length > maxPathLength || !path.every((step) => typeof step === "string" || Number.isSafeInteger(step)))
    return void 0;
  return {
    owner,
    path,
    ...own(change, "before"),
    ...Object.hasOwn(change, "after") ? { after: change["after"] } : {},
    ...change["always"] === true ? { always: true } : {}
  };
}
function readIsolation(value) {
  const name = textField(value, "name");
  const label = textField(value, "value");
  return name === void 0 || label === void 0 ? void 0 : { name, value: label };
}
function readWrapper(value) {
  const form = textField(value, "form");
  const rest = asObject(field(value, "rest"));
  if (form === "bare") return { form };
  return (form === "envelope" || form === "resource") && rest !== void 0 ? { form, rest } : void 0;
}

// src/dashboard/restore/same-parts.ts
function sameParts(now, other, { uid, property }) {
  if (Array.isArray(now) && Array.isArray(other))
    return now.length === other.length && now.every((item, place) => sameParts(item, other[place], { uid }));
  if (property === "datasource") {
    const reference = referenceOf(now);
    if (reference !== void 0 && (reference === uid || reference === referenceOf(other))) return true;
  }
  const [left, right] = [asObject(now), asObject(other)];
  if (left === void 0 || right === void 0) return sameJson(now, other);
  const names = Object.keys(left);
  if (names.length !== Object.keys(right).length) return false;
  return names.every(
    (name) => Object.hasOwn(right, name) && sameParts(left[name], right[name], { uid, property: name })
  );
}
function referenceOf(value) {
  return typeof value === "string" ? value : textField(value, "uid");
}

// src/dashboard/restore/undo-migration.ts
var absent = /* @__PURE__ */ Symbol("absent");
function undoMigration({ source, migrated, current, dataSourceUid }) {
  const merged = mergeObject(current, migrated, source, dataSourceUid);
  const isWhole = Object.keys(source).every((name) => Object.hasOwn(merged, name));
  if (!isWhole && Object.hasOwn(current, "schemaVersion")) setOwn(merged, "schemaVersion", current["schemaVersion"]);
  return merged;
}
function merge(now, then, before, uid, property) {
  if (same(now, then, uid, property)) return before === absent ? absent : cloneJson(before);
  if (same(now, before, uid, property)) return now;
  if (Array.isArray(now) && Array.isArray(then) && Array.isArray(before)) return mergeLists(now, then, before, uid);
  const objects = [now, then, before].map((one) => one === absent ? void 0 : asObject(one));
  if (objects.some((one) => one === void 0 || Array.isArray(one))) return now;
  const [nowObject, thenObject, beforeObject] = objects;
  return thenObject["type"] === beforeObject["type"] ? mergeObject(nowObject, thenObject, beforeObject, uid) : now;
}
function mergeObject(now, then, before, uid) {
  const at = (object, name) => Object.hasOwn(object, name) ? object[name] : absent;
  const names = /* @__PURE__ */ new Set([...Object.keys(before), ...Object.keys(now)]);
  const isNewForm = (name) => Object.hasOwn(then, name) && !Object.hasOwn(before, name);
  const newFormEdited = [...names].some((name) => isNewForm(name) && !same(at(now, name), at(then, name), uid, name));
  const merged = {};
  for (const name of names) {
    const isOldForm = !Object.hasOwn(then, name) && !Object.hasOwn(now, name);
    const value = isOldForm && newFormEdited ? absent : merge(at(now, name), at(then, name), at(before, name), uid, name);
    if (value !== absent) setOwn(merged, name, value);
  }
  return merged;
}
function mergeLists(now, then, before, uid) {
  const aligned = now.length === then.length && then.length === before.length;
  const [thenByName, beforeByName] = [byName(then), byName(before)];
  return now.map((item, place) => {
    const name = nameOf(item);
    if (name === void 0) return aligned ? merge(item, then[place], before[place], uid) : item;
    return thenByName.has(name) && beforeByName.has(name) ? merge(item, thenByName.get(name), beforeByName.get(name), uid) : item;
  });
}
function byName(list) {
  const named = /* @__PURE__ */ new Map();
  const twice = /* @__PURE__ */ new Set();
  for (const item of list) {
    const name = nameOf(item);
    if (name === void 0) continue;
    if (named.has(name)) twice.add(name);
    named.set(name, item);
  }
  for (const name of twice) named.delete(name);
  return named;
}
function nameOf(item) {
  const object = asObject(item);
  for (const key of ["id", "refId", "name", "uid"]) {
    const value = object?.[key];
    if (typeof value === "string" || typeof value === "number") return `${key} ${value}`;
  }
  return void 0;
}
function same(now, other, uid, property) {
  return now === absent || other === absent ? now === other : sameParts(now, other, { uid, property });
}

// src/dashboard/restore/restore.ts
var maxDepth = maxDashboardDepth + 50;
function restoreSource(saved, restore, migrated) {
  if (isDeeperThan(restore, maxDepth) || isDeeperThan(saved.model, maxDepth)) return void 0;
  const record = readRestoreRecord(restore);
  if (record === void 0 || record.kind !== saved.kind) return void 0;
  const copy = cloneJson(stripMarks(saved.model, saved.kind));
  const notes = [];
  removeIsolation(copy, record);
  leadAll(copy, record.kind, new Map(Object.entries(record.previews)));
  undoChanges(copy, record, notes);
  restoreTop(copy, record);
  const { source } = record;
  const model = source === void 0 || migrated === void 0 ? copy : { ...undoMigration({ source, migrated, current: copy, dataSourceUid: record.dataSourceUid }) };
  if (source === void 0 || !sameJson(model, source)) sweepSources(model, record);
  removeEmptyList(model, record);
  const ordered = inOrder(model, record.order);
  const json = wrap(record.alpha === true ? toAlpha(ordered) : ordered, record.wrapper);
  return { json, holding: record.holding, notes };
}
function sourceIn(restore) {
  return isDeeperThan(restore, maxDepth) ? void 0 : asObject(field(restore, "source"));
}
function restoreTop(model, record) {
  const { title, tags, links, reviewUrl, previews, kind } = record;
  const put = (name, own3) => {
    if (Object.hasOwn(own3, "before")) setOwn(model, name, cloneJson(own3.before));
    else delete model[name];
  };
  const text = textField(model, "title");
  if (text === title.after || text === void 0) put("title", title);
  else setOwn(model, "title", ownTitle(text, record));
  const added = textList(model["tags"]).filter((tag) => !isPreviewTag(tag));
  put("tags", tags);
  const own2 = textList(tags.before);
  const more = added.filter((tag) => !own2.includes(tag));
  if (more.length > 0) setOwn(model, "tags", [...own2, ...more]);
  const led = { links: cloneJson(links.after) };
  leadAll(led, kind, new Map(Object.entries(previews)));
  if (sameJson(model["links"], led["links"]) || model["links"] === void 0) put("links", links);
  else
    setOwn(
      model,
      "links",
      asArray(model["links"]).filter((link) => !isReviewLink(link, reviewUrl) && !isSiblingLink(link))
    );
}
function ownTitle(text, { key, scenario }) {
  const whole = withoutScenario(text, scenario);
  return whole.startsWith(`[${key}] `) ? whole.slice(key.length + 3) : whole;
}
function removeEmptyList(model, { order, kind }) {
  const [name, ...inside] = schemas[kind].paths.variables;
  const empty = inside.reduceRight((list, step) => ({ [step]: list }), []);
  if (sameJson(model[name], empty) && !order.includes(name)) delete model[name];
}
function isReviewLink(link, reviewUrl) {
  return reviewUrl !== void 0 && textField(link, "url") === reviewUrl && textField(link, "title") === reviewLink("")["title"];
}
function inOrder(model, order) {
  const names = [.../* @__PURE__ */ new Set([...order, ...Object.keys(model)])].filter((name) => Object.hasOwn(model, name));
  return Object.fromEntries(names.map((name) => [name, model[name]]));
}
function wrap(model, wrapper) {
  if (wrapper.form === "bare") return model;
  return wrapper.form === "envelope" ? { ...wrapper.rest, dashboard: model } : { ...wrapper.rest, spec: model };
}

// src/grafana/dashboards/migrate.ts
import { randomBytes } from "node:crypto";
async function migrateByServer(grafana, model) {
  const api = await grafana.dashboardApi();
  if (api === void 0) return void 0;
  const name = `dp-dry-run-${randomBytes(8).toString("hex")}`;
  const doing = "asking Grafana how it migrates the dashboard";
  const { body } = await grafana.ask({
    method: "POST",
    path: collectionPath(api, api.classic),
    query: { fieldValidation: "Ignore", dryRun: "All" },
    json: {
      apiVersion: `dashboard.grafana.app/${api.classic}`,
      kind: "Dashboard",
      metadata: { name, namespace: api.namespace, annotations: { "grafana.app/folder": previewFolder.uid } },
      spec: withoutIdentity(model)
    },
    doing
  });
  const resourceVersion = textField(body, "metadata", "resourceVersion") ?? "";
  const objectUid = textField(body, "metadata", "uid") ?? "";
  if (resourceVersion !== "") {
    await deleteResource(grafana, api, name, { apiVersion: api.classic, objectUid, resourceVersion });
    throw new GrafanaError(`${doing}: it does not know dry runs`, { code: "unexpected" });
  }
  const spec = asObject(field(body, "spec"));
  return spec === void 0 ? void 0 : withoutIdentity(spec);
}

// src/preview/export.ts
async function exportPreview(grafana, uid) {
  const stored = await readDashboardByUid(grafana, uid);
  if (stored === void 0)
    throw new UsageError(`there is no dashboard ${uid} in ${grafana.url}; see dashpreview list`);
  const { ours, reason, manifest } = judgeOwnership(stored);
  if (!ours || manifest === void 0)
    throw new GrafanaError(`exporting ${uid}: ${reason ?? "it has no manifest"}`, { code: "not-ours" });
  const source = sourceIn(manifest.restore);
  const { migrated, notes } = source === void 0 ? { notes: [] } : await migrate(grafana, source);
  const restored = restoreSource(stored, manifest.restore, migrated);
  if (restored === void 0) {
    throw new GrafanaError(
      `exporting ${uid}: its manifest does not hold what export needs; the dashboard was too large for it, or somebody changed it`,
      {
        code: "no-record"
      }
    );
  }
  return {
    ...restored,
    notes: [...restored.notes, ...notes],
    source: manifest.source.path,
    fromTop: manifest.source.fromTop
  };
}
async function migrate(grafana, source) {
  try {
    return { migrated: await migrateByServer(grafana, source), notes: [] };
  } catch (error) {
    if (!(error instanceof GrafanaError)) throw error;
    return { notes: [`what Grafana migrated when it saved the preview stays migrated: ${error.message}`] };
  }
}

// src/preview/files/source-text.ts
import { resolve } from "node:path";

// src/dashboard/forms/replace.ts
function replaceDashboard(text, { file, place, json }) {
  const before = readDashboardFile(text, file);
  const found = before.dashboards.find(({ holding }) => holding?.place === place);
  if (found === void 0) return void 0;
  if (sameJson(found.json, json)) return text;
  const { document, path } = found.spot;
  const carried = found.holding?.carried ?? "value";
  const old = carried === "value" ? void 0 : valueAt(before.syntax.parse(text, file)[document], path);
  const written = before.syntax.write(text, found.spot, encodeCarried(json, carried, old));
  return isAsMeant(before, found, { written, json, file }) ? written : void 0;
}
function isAsMeant(before, found, { written, json, file }) {
  try {
    const after = readDashboardFile(written, file).dashboards;
    if (after.length !== before.dashboards.length) return false;
    return after.every((one, index) => {
      const old = before.dashboards[index];
      return sameJson(one.json, old === found ? json : old.json);
    });
  } catch (error) {
    if (error instanceof DashboardError) return false;
    throw error;
  }
}
function renderHeld({ syntax, path, carried, shell }, json) {
  const value = encodeCarried(json, carried, void 0);
  const document = shell === void 0 || path.length === 0 ? value : placed(shell, path, value);
  const written = syntaxes.find(({ name }) => name === syntax) ?? syntaxes[0];
  return written.render(document);
}
function placed(shell, path, value) {
  const document = mutableObject(cloneJson(shell)) ?? {};
  let holder = document;
  for (const step of path.slice(0, -1)) {
    const inner = mutableObject(Object.hasOwn(holder, step) ? holder[step] : void 0) ?? {};
    setOwn(holder, step, inner);
    holder = inner;
  }
  setOwn(holder, path.at(-1), value);
  return document;
}

// src/preview/files/source-text.ts
function sourceText({ json, holding, source, fromTop }, cwd) {
  for (const file of [source, fromTop]) {
    const text = file === void 0 ? void 0 : readBelow(file, cwd);
    const replaced = text === void 0 ? void 0 : replace(text, { file, json, holding });
    if (replaced !== void 0) return { text: replaced, isWhole: true };
  }
  if (holding === void 0) return { text: `${JSON.stringify(json, void 0, 2)}
`, isWhole: true };
  return { text: renderHeld(holding, json), isWhole: holding.place === void 0 && holding.path.length === 0 };
}
function readBelow(file, cwd) {
  if (!isBelow(resolve(cwd, file), resolve(cwd))) return void 0;
  try {
    return readPlainFile(locate(file, cwd), { file, what: "a dashboard", maxBytes: maxDashboardBytes });
  } catch (error) {
    if (error instanceof ExpectedError) return void 0;
    throw error;
  }
}
function replace(text, { file, json, holding }) {
  try {
    return replaceDashboard(text, { file, place: holding?.place, json });
  } catch (error) {
    if (error instanceof ExpectedError) return void 0;
    throw error;
  }
}

// src/cli/commands/export/run-export.ts
async function runExport(request, context) {
  const grafana = grafanaFrom(request, context);
  try {
    const exported = await exportPreview(grafana, request.uid);
    const { source, notes, holding } = exported;
    if (isHcl(source) || holding?.syntax === "hcl") await loadHcl();
    const { text, isWhole } = context.blocking(() => sourceText(exported, context.cwd));
    if (request.file === void 0) context.out.document(text);
    else context.files.replace({ path: resolve2(context.cwd, request.file), what: `--file ${request.file}` }, text);
    if (!isWhole)
      context.err.write(
        `note: ${plainLine(source)} is not here, so this is only the dashboard${holding?.place === void 0 ? "" : ` ${plainLine(holding.place)}`}, in its form
`
      );
    for (const note of notes) context.err.write(`note: ${plainLine(note)}
`);
    if (request.file !== void 0)
      context.err.write(`wrote ${plainLine(request.file)} (its source is ${plainLine(source)})
`);
    return 0;
  } finally {
    grafana.close();
  }
}
export {
  runExport
};
