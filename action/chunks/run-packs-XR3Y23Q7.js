import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  table
} from "./chunk-M6SMWTDJ.js";
import "./chunk-RDQLQ2QQ.js";
import "./chunk-D4UIDT74.js";
import {
  packNames,
  packOf
} from "./chunk-PLX77PAM.js";
import {
  nearestWord
} from "./chunk-5AO6ZF25.js";
import {
  painter
} from "./chunk-PFTXVXQM.js";
import {
  UsageError
} from "./chunk-E7O6XGVL.js";
import "./chunk-RZGYXAJU.js";

// src/cli/commands/packs/run-packs.ts
async function runPacks(request, context) {
  const { out } = context;
  const name = request.name;
  if (name === void 0) {
    const packs = packNames().map((each) => packOf(each));
    if (request.output === "json") out.json({ packs: packs.map(summary) });
    else out.write(`${listText(packs, context)}
`);
    return 0;
  }
  const pack = packOf(name);
  if (pack === void 0) {
    const nearest = nearestWord(name, packNames());
    const hint = nearest === void 0 ? "dashpreview packs lists them" : `did you mean ${nearest}?`;
    throw new UsageError(`there is no pack ${JSON.stringify(name.slice(0, 60))}; ${hint}`);
  }
  if (request.output === "json") out.json(details(pack));
  else out.write(`${packText(pack, context)}
`);
  return 0;
}
function summary({ name, title, about, source, metrics }) {
  return { name, title, about, source, metrics: metrics.length };
}
function details({ metrics, ...pack }) {
  const { name, title, about, source, labels, signals } = pack;
  const causes = Object.entries(signals).map(([cause, { per = [] }]) => ({ name: `${name}.${cause}`, per }));
  const shown = metrics.map((metric) => ({
    name: metric.name,
    type: metric.type,
    ...metric.unit !== void 0 && { unit: metric.unit },
    help: metric.help,
    labels: Object.fromEntries(labelsOf(metric))
  }));
  return { name, title, about, source, labels, causes, metrics: shown };
}
function labelsOf({ series }) {
  const found = /* @__PURE__ */ new Map();
  for (const { labels = {} } of series)
    for (const [name, values] of Object.entries(labels))
      found.set(name, /* @__PURE__ */ new Set([...found.get(name) ?? [], ...[values].flat()]));
  return new Map([...found].map(([name, values]) => [name, [...values]]));
}
var listHead = ["PACK", "METRICS", "TITLE"];
function listText(packs, { out }) {
  const paint = painter(out.colours);
  const rows = packs.map(({ name, title, metrics }) => [name, String(metrics.length), title]);
  return table(rows, {
    head: listHead,
    columns: out.columns,
    paint: (cell, row) => row === -1 ? paint.bold(cell) : cell
  }).join("\n");
}
var packHead = ["METRIC", "TYPE", "UNIT", "LABELS"];
function packText({ name, title, about, source, labels, metrics }, { out }) {
  const paint = painter(out.colours);
  const rows = metrics.map((metric) => [
    metric.name,
    metric.type,
    metric.unit ?? "",
    [...labelsOf(metric).keys()].join(", ")
  ]);
  const common = Object.entries(labels).map(([label, value]) => `${label}=${[value].flat().join(",")}`);
  return [
    `${paint.bold(title)}: ${about}`,
    source,
    `in a data spec: metrics: [{pack: ${name}}]`,
    ...common.length === 0 ? [] : [`labels of all series: ${common.join(" ")}`],
    "",
    ...table(rows, {
      head: packHead,
      columns: out.columns,
      paint: (cell, row) => row === -1 ? paint.bold(cell) : cell
    })
  ].join("\n");
}
export {
  runPacks
};
