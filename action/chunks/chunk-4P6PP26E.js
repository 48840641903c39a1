import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  identityPatterns
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
  defined
} from "./chunk-BLCDFNVZ.js";

// src/grafana/marks/tags.ts
var previewTag = "dashpreview";
var keepTag = "dp-keep";
var minuteMs = 6e4;
var datePattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}Z$/;
function wholeMinute(timeMs) {
  return Math.ceil(timeMs / minuteMs) * minuteMs;
}
function keyTag({ project, key }) {
  return `dp-key:${project}.${key}`;
}
function makeTags({ project, key, revision, src, expiresAtMs, keep }) {
  for (const [name, value] of Object.entries({ project, key, revision, src })) {
    if (!identityPatterns[name].test(value))
      throw new RangeError(`makeTags: ${name} "${value}" does not match its pattern`);
  }
  const date = formatDate(wholeMinute(expiresAtMs));
  if (date === void 0)
    throw new RangeError(`makeTags: expiresAtMs must lie in the years 2000 to 9999, got ${expiresAtMs}`);
  const tags = [previewTag, keyTag({ project, key }), `dp-rev:${revision}`, `dp-src:${src}`, `dp-expires:${date}`];
  return keep ? [...tags, keepTag] : tags;
}
function isPreviewTag(tag) {
  return tag === previewTag || tag === keepTag || /^dp-(?:key|rev|src|expires):/.test(tag);
}
function parseTags(tags) {
  if (!tags.includes(previewTag)) return { damaged: `the tag ${previewTag} is missing` };
  const [identity = "", revision = "", src = "", expires = ""] = ["dp-key:", "dp-rev:", "dp-src:", "dp-expires:"].map(
    (prefix) => onlyValue(tags, prefix)
  );
  const [project = "", key = "", ...rest] = identity.split(".");
  if (rest.length > 0 || !identityPatterns.project.test(project) || !identityPatterns.key.test(key))
    return damage("dp-key");
  if (!identityPatterns.revision.test(revision)) return damage("dp-rev");
  if (!identityPatterns.src.test(src)) return damage("dp-src");
  const expiresAtMs = parseDate(expires);
  if (expiresAtMs === void 0) return damage("dp-expires");
  return { project, key, revision, src, expiresAtMs, keep: tags.includes(keepTag) };
}
function damage(name) {
  return { damaged: `the tag ${name} is missing, duplicated or invalid` };
}
function onlyValue(tags, prefix) {
  const found = tags.filter((tag) => tag.startsWith(prefix));
  return found.length === 1 ? found[0].slice(prefix.length) : void 0;
}
function formatDate(timeMs) {
  if (!(timeMs >= 9466848e5 && timeMs < 2534023008e5)) return void 0;
  return new Date(timeMs).toISOString().replace(":00.000Z", "Z");
}
function parseDate(text) {
  if (!datePattern.test(text)) return void 0;
  const timeMs = Date.parse(text);
  return formatDate(timeMs) === text ? timeMs : void 0;
}

// src/grafana/marks/marks.ts
var manifestVariable = "dashpreview";
function writeMarks(model, kind, { tags, manifest }) {
  const clean = withoutManifest(model, kind);
  if (manifest === void 0) return { ...clean, tags };
  if (kind === "v2") return { ...clean, tags, variables: [...variablesOf(clean, kind), v2Variable(manifest)] };
  return {
    ...clean,
    tags,
    templating: { ...asObject(clean["templating"]), list: [...variablesOf(clean, kind), classicVariable(manifest)] }
  };
}
function stripMarks(model, kind) {
  const clean = withoutManifest(model, kind);
  return Object.hasOwn(clean, "tags") ? { ...clean, tags: textList(clean["tags"]).filter((tag) => !isPreviewTag(tag)) } : clean;
}
function readManifestText(model, kind) {
  const found = variablesOf(model, kind).filter((variable2) => isManifest(variable2, kind));
  if (found.length === 0) return void 0;
  if (found.length > 1) return "";
  const variable = kind === "v2" ? asObject(asObject(found[0])?.["spec"]) : found[0];
  return textField(variable, "query") ?? textField(variable, "current", "value") ?? "";
}
function variablesOf(model, kind) {
  return asArray(kind === "v2" ? model["variables"] : asObject(model["templating"])?.["list"]);
}
function isManifest(variable, kind) {
  return (kind === "v2" ? textField(variable, "spec", "name") : textField(variable, "name")) === manifestVariable;
}
function withoutManifest(model, kind) {
  const kept = variablesOf(model, kind).filter((variable) => !isManifest(variable, kind));
  if (kept.length === variablesOf(model, kind).length) return model;
  return kind === "v2" ? { ...model, variables: kept } : { ...model, templating: { ...asObject(model["templating"]), list: kept } };
}
function classicVariable(text) {
  return {
    name: manifestVariable,
    type: "constant",
    hide: 2,
    skipUrlSync: true,
    query: text,
    current: { text: "", value: "" }
  };
}
function v2Variable(text) {
  const spec = {
    name: manifestVariable,
    query: text,
    current: { text: "", value: "" },
    hide: "hideVariable",
    skipUrlSync: true
  };
  return { kind: "ConstantVariable", spec };
}

// src/grafana/marks/manifest.ts
import { gzipSync } from "node:zlib";

// src/grafana/marks/manifest-fields.ts
import { gunzipSync } from "node:zlib";
var firstMs = Date.UTC(2e3, 0);
var lastMs = Date.UTC(9999, 11, 31);
var maxLeadIn = 1e8;
var maxStepMs = 366 * 864e5;
var datePattern2 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
function readManifestFields(raw) {
  const project = matching(raw, "project", identityPatterns.project);
  const key = matching(raw, "key", identityPatterns.key);
  const revision = matching(raw, "revision", identityPatterns.revision);
  const order = between(numberField(raw, "order"), 0, Number.MAX_SAFE_INTEGER);
  const createdAtMs = readDate(raw, "createdAt");
  const expiresAtMs = readDate(raw, "expiresAt");
  const fromMs = between(numberField(raw, "fromMs"), firstMs, lastMs);
  const stepMs = between(numberField(raw, "stepMs"), 1, maxStepMs);
  const isolation = textField(raw, "isolation");
  const dataSourceUid = matching(raw, "dataSourceUid", /^[^\u0000-\u001f]{1,200}$/);
  const path = textField(raw, "source", "path");
  if (numberField(raw, "version") !== 1 || path === void 0 || !isPath(path)) return void 0;
  if (project === void 0 || key === void 0 || revision === void 0 || dataSourceUid === void 0)
    return void 0;
  if (order === void 0 || createdAtMs === void 0 || expiresAtMs === void 0 || fromMs === void 0 || stepMs === void 0) {
    return void 0;
  }
  if (isolation !== "label" && isolation !== "none") return void 0;
  const optional = readOptional(raw);
  if (optional === void 0) return void 0;
  const { commit, fromTop, place, ...others } = optional;
  const source = { path, ...defined({ place, commit, fromTop }) };
  return {
    project,
    key,
    revision,
    order,
    createdAtMs,
    expiresAtMs,
    fromMs,
    stepMs,
    isolation,
    dataSourceUid,
    source,
    ...others
  };
}
function isPath(text) {
  return text.length <= 4096 && !/[\u0000-\u001f]/.test(text);
}
function readOptional(raw) {
  const read = {};
  if (field(raw, "source", "fromTop") !== void 0) {
    const fromTop = textField(raw, "source", "fromTop");
    if (fromTop === void 0 || !isPath(fromTop)) return void 0;
    read.fromTop = fromTop;
  }
  if (field(raw, "source", "place") !== void 0) {
    const place = textField(raw, "source", "place");
    if (place === void 0 || !isPath(place)) return void 0;
    read.place = place;
  }
  if (field(raw, "until") === "review") read.until = "review";
  if (field(raw, "live") === "until-expiry") read.live = "until-expiry";
  if (field(raw, "scenario") !== void 0) {
    const scenario = matching(raw, "scenario", /^[^\u0000-\u001f]{1,200}$/);
    if (scenario === void 0) return void 0;
    read.scenario = scenario;
  }
  if (field(raw, "leadIn") !== void 0) {
    const leadIn = between(numberField(raw, "leadIn"), 0, maxLeadIn);
    if (leadIn === void 0) return void 0;
    read.leadIn = leadIn;
  }
  if (field(raw, "toMs") !== void 0) {
    const toMs = between(numberField(raw, "toMs"), firstMs, lastMs);
    if (toMs === void 0) return void 0;
    read.toMs = toMs;
  }
  if (field(raw, "review") !== void 0) {
    const review = between(numberField(raw, "review"), 1, Number.MAX_SAFE_INTEGER);
    if (review === void 0) return void 0;
    read.review = review;
  }
  if (field(raw, "source", "commit") !== void 0) {
    const commit = textField(raw, "source", "commit");
    if (commit === void 0 || !/^[0-9a-f]{7,64}$/.test(commit)) return void 0;
    read.commit = commit;
  }
  return read;
}
function matching(raw, name, pattern) {
  const text = textField(raw, name);
  return text !== void 0 && pattern.test(text) ? text : void 0;
}
function between(value, low, high) {
  return value !== void 0 && Number.isSafeInteger(value) && value >= low && value <= high ? value : void 0;
}
function readDate(raw, name) {
  const text = textField(raw, name);
  if (text === void 0 || !datePattern2.test(text)) return void 0;
  const timeMs = Date.parse(text);
  return Number.isNaN(timeMs) || new Date(timeMs).toISOString() !== text ? void 0 : between(timeMs, firstMs, lastMs);
}
function base64urlBytes(text) {
  return /^[A-Za-z0-9_-]+$/.test(text) ? Buffer.from(text, "base64url") : void 0;
}
function gunzipText(bytes, maxBytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(
      gunzipSync(bytes, { maxOutputLength: maxBytes })
    );
  } catch {
    return void 0;
  }
}

// src/grafana/marks/manifest.ts
var maxSpecGzipBytes = 512 * 1024;
var maxFilesGzipBytes = 512 * 1024;
var maxFilesBytes = 4 * 1024 * 1024;
var maxFiles = 100;
var maxRestoreGzipBytes = 2 * 1024 * 1024;
var maxManifestLength = 8 * 1024 * 1024;
var maxSpecBytes = 1024 * 1024;
var maxRestoreBytes = 32 * 1024 * 1024;
function encodeManifest(manifest) {
  const { spec, files, restore, createdAtMs, expiresAtMs, ...rest } = manifest;
  const parts = {
    version: 1,
    ...rest,
    createdAt: new Date(createdAtMs).toISOString(),
    expiresAt: new Date(expiresAtMs).toISOString()
  };
  const leftOut = [];
  const pack = (name, text, maxBytes, maxGzipBytes) => {
    const packed = gzipWithin(text, maxBytes, maxGzipBytes);
    if (packed === void 0) leftOut.push(name);
    else parts[name] = packed.toString("base64url");
  };
  if (spec !== void 0) pack("spec", spec, maxSpecBytes, maxSpecGzipBytes);
  if (files !== void 0) pack("files", JSON.stringify(files), maxFilesBytes, maxFilesGzipBytes);
  if (restore !== void 0) pack("restore", JSON.stringify(restore), maxRestoreBytes, maxRestoreGzipBytes);
  return { text: Buffer.from(JSON.stringify(parts)).toString("base64url"), leftOut };
}
function filesFit(files) {
  return files.length <= maxFiles && gzipWithin(JSON.stringify(files), maxFilesBytes, maxFilesGzipBytes) !== void 0;
}
function gzipWithin(text, maxBytes, maxGzipBytes) {
  if (Buffer.byteLength(text) > maxBytes) return void 0;
  const packed = gzipSync(text);
  return packed.length > maxGzipBytes ? void 0 : packed;
}
function decodeManifest(text, { latestExpiryMs = Number.POSITIVE_INFINITY } = {}) {
  const raw = parse(text);
  const fields = raw === void 0 ? void 0 : readManifestFields(raw);
  if (raw === void 0 || fields === void 0) return void 0;
  const spec = unpack(raw, "spec", maxSpecGzipBytes, maxSpecBytes);
  const restoreText = unpack(raw, "restore", maxRestoreGzipBytes, maxRestoreBytes);
  const filesText = unpack(raw, "files", maxFilesGzipBytes, maxFilesBytes);
  if (spec === null || restoreText === null || filesText === null) return void 0;
  const files = filesText === void 0 ? void 0 : readFiles(parseJson(filesText));
  if (filesText !== void 0 && files === void 0) return void 0;
  const restore = restoreText === void 0 ? void 0 : parseJson(restoreText);
  if (restoreText !== void 0 && restore === void 0) return void 0;
  return {
    ...fields,
    expiresAtMs: Math.min(fields.expiresAtMs, latestExpiryMs),
    ...defined({ spec, files, restore })
  };
}
function readFiles(raw) {
  if (!Array.isArray(raw) || raw.length > maxFiles) return void 0;
  const isFile = (one) => Array.isArray(one) && one.length === 2 && one.every((part) => typeof part === "string");
  return raw.every(isFile) ? raw : void 0;
}
function parse(text) {
  if (text.length > maxManifestLength) return void 0;
  const bytes = base64urlBytes(text);
  return bytes === void 0 ? void 0 : asObject(parseJson(bytes.toString("utf8")));
}
function unpack(raw, name, maxGzipBytes, maxBytes) {
  if (!Object.hasOwn(raw, name)) return void 0;
  const value = raw[name];
  const bytes = typeof value === "string" && value.length <= maxGzipBytes * 2 ? base64urlBytes(value) : void 0;
  if (bytes === void 0 || bytes.length > maxGzipBytes) return null;
  return gunzipText(bytes, maxBytes) ?? null;
}
function parseJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return void 0;
  }
}

export {
  previewTag,
  wholeMinute,
  keyTag,
  makeTags,
  isPreviewTag,
  parseTags,
  writeMarks,
  stripMarks,
  readManifestText,
  maxFilesGzipBytes,
  encodeManifest,
  filesFit,
  decodeManifest
};
