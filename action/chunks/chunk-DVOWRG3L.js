import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// src/present/format-copies.ts
var maxNamed = 3;
var maxValue = 60;
var told = [
  ["error", "error for"],
  ["unchecked", "not checked for"],
  ["empty", "empty for"]
];
function describeCopies({ copies = [], copyCount = 1, state }) {
  if (copyCount < 2 || state === "skipped") return void 0;
  const [leftOut, seen] = [copies.filter(isLeftOut), copies.filter((copy) => !isLeftOut(copy))];
  const ok = seen.filter((copy) => copy.state === "ok").length;
  const parts = [`${ok} of ${seen.length} copies ok`];
  for (const [wanted, words] of told) {
    const found = seen.filter((copy) => copy.state === wanted).map(({ values }) => values);
    if (found.length > 0) parts.push(`${words} ${nameCopies(found)}`);
  }
  if (copyCount > seen.length) {
    const named = leftOut.map(({ values }) => values);
    parts.push(`looked at ${seen.length} of ${copyCount}, not at ${nameCopies(named, copyCount - seen.length)}`);
  }
  return parts.join("; ");
}
function nameCopies(copies, count = copies.length) {
  const names = copies.slice(0, maxNamed).map(nameCopy);
  const more = count - names.length;
  return more > 0 ? `${names.join(", ")} and ${more} more` : names.join(", ");
}
function nameCopy(values) {
  return Object.entries(values).map(([name, value]) => `${name}=${value.length > maxValue ? `${value.slice(0, maxValue)}…` : value}`).join(" ");
}
function isLeftOut({ code }) {
  return code === "too-many-copies";
}

// src/present/describe-place.ts
function describePlace({ panel, refId, variable, annotation, panelId, copies }) {
  if (variable !== void 0) return `variable $${variable}`;
  if (annotation !== void 0) return `annotation ${annotation}`;
  if (panel === void 0 && panelId === void 0) return "dashboard";
  const title = panel === void 0 || panel === "" ? panelId === void 0 ? "untitled panel" : `panel ${panelId} (untitled)` : panel;
  const place = refId === void 0 ? title : `${title}, query ${refId}`;
  return copies === void 0 ? place : `${place} (${nameCopies(copies)})`;
}

export {
  describeCopies,
  describePlace
};
