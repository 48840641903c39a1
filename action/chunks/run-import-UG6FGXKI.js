import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  parseFilled
} from "./chunk-AFILVRNC.js";
import "./chunk-NNUYM63R.js";
import {
  subjectOf
} from "./chunk-6M77KGMD.js";
import {
  prometheusFrom
} from "./chunk-O375JEU7.js";
import "./chunk-BBF4SSFR.js";
import "./chunk-I6U2BZTL.js";
import "./chunk-SGDPDTTZ.js";
import {
  decodeAnswer
} from "./chunk-ZUCV4DK7.js";
import {
  requireData
} from "./chunk-JN2EJA7T.js";
import "./chunk-NCEPZOQJ.js";
import {
  counted
} from "./chunk-MPS7O4VN.js";
import "./chunk-B4BP7DEG.js";
import "./chunk-Q663M3BX.js";
import "./chunk-REFUIXMO.js";
import "./chunk-Z4Q2ISX3.js";
import {
  nextTurn
} from "./chunk-U263SKPT.js";
import {
  csvCell,
  literalLabel,
  parseCsv,
  readTimeCell,
  readValueCell
} from "./chunk-CTBYMT6C.js";
import {
  readPlainFile
} from "./chunk-B7QDZDLD.js";
import "./chunk-5AO6ZF25.js";
import {
  formatDuration
} from "./chunk-ACMFHTB5.js";
import "./chunk-BLCDFNVZ.js";
import "./chunk-EO5QO5NY.js";
import "./chunk-DNV2PKG7.js";
import "./chunk-DZGUTROI.js";
import "./chunk-I2SEJ6BX.js";
import {
  plainLine
} from "./chunk-EAIBZLQG.js";
import {
  UsageError
} from "./chunk-E7O6XGVL.js";
import "./chunk-RZGYXAJU.js";

// src/cli/commands/import/run-import.ts
import { existsSync } from "node:fs";
import { basename, resolve } from "node:path";

// src/preview/import/recorded-series.ts
var maxPoints = 11e3;
var maxRecordedSeries = 5e3;

// src/preview/import/read-panel-csv.ts
var maxCells = 4e6;
function readPanelCsv(text, file) {
  const fail = (line, message) => {
    throw new UsageError(`${file}:${line}: ${message}`);
  };
  const rows = parseCsv(text, maxCells);
  if ("error" in rows) return fail(rows.line, rows.error);
  const [header, ...lines] = rows;
  if (header === void 0 || lines.length === 0) return fail(1, "expected a header and rows below it");
  const names = header.cells.map((cell) => cell.trim());
  const timeAt = Math.max(
    0,
    names.findIndex((name) => /^(?:time|timestamp|date)$/i.test(name))
  );
  const times = lines.map(({ line, cells }) => {
    const time = readTimeCell(cells[timeAt] ?? "");
    return time ?? fail(line, `${JSON.stringify(cells[timeAt] ?? "")} is no time; expected one such as 2026-11-01 12:00:00`);
  });
  const others = names.flatMap((name, at) => at === timeAt ? [] : [{ name, at }]);
  const isText = ({ at }) => lines.some(({ cells }) => readValueCell(cells[at] ?? "") === void 0);
  const texts = others.filter(isText);
  const numbers = others.filter((one) => !texts.includes(one));
  if (numbers.length === 0)
    return fail(header.line, 'no column of numbers; export the data with "Formatted data" turned off');
  const found = texts.length === 0 ? wide(numbers, lines, times) : long(numbers, texts, lines, times);
  if (found.length > maxRecordedSeries) return fail(header.line, `more than ${maxRecordedSeries} series`);
  return onGrid(found, (message) => fail(header.line, message));
}
function wide(columns, lines, times) {
  return columns.map(({ name, at }) => ({
    ...seriesOf(name),
    points: new Map(lines.map(({ cells }, row) => [times[row], readValueCell(cells[at] ?? "") ?? null]))
  }));
}
function long(numbers, texts, lines, times) {
  const found = /* @__PURE__ */ new Map();
  for (const [row, { cells }] of lines.entries()) {
    const labels = new Map(texts.map(({ name, at }) => [labelName(name), (cells[at] ?? "").trim()]));
    const metric = labels.get("__name__") ?? labels.get("metric");
    labels.delete("__name__");
    labels.delete("metric");
    for (const [label, value] of labels) if (value === "") labels.delete(label);
    for (const { name, at } of numbers) {
      const own = metric ?? (/^value(?: #\w+)?$/i.test(name) ? void 0 : nameOf(name));
      const key = JSON.stringify([own, name, [...labels]]);
      const known = found.get(key) ?? { name: own, labels, points: /* @__PURE__ */ new Map() };
      found.set(key, known);
      known.points.set(times[row], readValueCell(cells[at] ?? "") ?? null);
    }
  }
  return [...found.values()];
}
function seriesOf(title) {
  const parsed = /\{.*\}$/s.test(title) ? parseFilled(title) : void 0;
  if (parsed?.ok && parsed.root.type === "selector") {
    const pairs = parsed.root.matchers.filter(({ op, name }) => op === "=" && name !== "__name__");
    return {
      name: parsed.root.metric === void 0 ? void 0 : nameOf(parsed.root.metric),
      labels: new Map(pairs.filter(({ value }) => value !== "").map(({ name, value }) => [labelName(name), value]))
    };
  }
  return /^[a-zA-Z_:][a-zA-Z0-9_:]*_[a-z0-9_]+$/.test(title) ? { name: title, labels: /* @__PURE__ */ new Map() } : { name: void 0, labels: new Map(title === "" || /^value(?: #\w+)?$/i.test(title) ? [] : [["legend", title]]) };
}
function nameOf(text) {
  return text.replaceAll(/[^a-zA-Z0-9_:]/g, "_").replace(/^(?=\d)/, "_") || "value";
}
function labelName(text) {
  const name = nameOf(text).replaceAll(":", "_");
  return name === "__name__" ? name : name.replace(/^__+/, "");
}
function onGrid(found, fail) {
  const all = [...new Set(found.flatMap(({ points }) => [...points.keys()]))].sort((a, b) => a - b);
  const gaps = all.slice(1).map((time, index) => time - all[index]);
  const stepMs = gaps.length === 0 ? 6e4 : Math.max(1, Math.min(...gaps));
  const count = Math.round((all.at(-1) - all[0]) / stepMs) + 1;
  if (count > maxPoints) return fail(`more than ${maxPoints} values a series, one every ${stepMs} ms`);
  const series = found.map(({ name, labels, points }) => {
    const values = new Array(count).fill(null);
    for (const [time, value] of points) values[Math.round((time - all[0]) / stepMs)] = value;
    return { name, labels, values };
  });
  const uneven = gaps.some((gap) => gap % stepMs !== 0);
  const warnings = uneven ? [`the rows are not equally far apart: they were moved to a multiple of ${stepMs} ms`] : [];
  return { stepMs, series, warnings };
}

// src/preview/import/read-range.ts
function usualStepMs(rangeMs) {
  return Math.max(1, Math.ceil(rangeMs / 720 / 15e3)) * 15e3;
}
async function readRange(prometheus, options) {
  const { queries, rangeMs, stepMs, signal } = options;
  const count = Math.floor(rangeMs / stepMs);
  if (count < 1) throw new UsageError("--range is shorter than --step");
  if (count > maxPoints) throw new UsageError(`--range has more than ${maxPoints} values; raise --step`);
  const endMs = Math.floor(options.endMs / stepMs) * stepMs;
  const startMs = endMs - (count - 1) * stepMs;
  const series = [];
  const warnings = [];
  for (const query of queries) {
    const doing = "reading the series to import";
    const parameters = { query, start: String(startMs / 1e3), end: String(endMs / 1e3), step: String(stepMs / 1e3) };
    const answer = await prometheus.ask({ method: "POST", path: "/query_range", parameters, signal });
    const decoded = decodeAnswer(requireData(prometheus, doing, answer), subjectOf(prometheus, doing));
    if (decoded.series.length === 0) warnings.push(`no series for ${query.slice(0, 200)}`);
    for (const { labels, timesMs, values, histograms } of decoded.series) {
      if (histograms !== void 0) {
        warnings.push(`a native histogram of ${query.slice(0, 200)} was left out: replay plays numbers`);
        continue;
      }
      if (series.length >= maxRecordedSeries)
        throw new UsageError(`the queries select more than ${maxRecordedSeries} series; select fewer`);
      const { __name__: name, ...rest } = Object.fromEntries(labels);
      const placed = new Array(count).fill(null);
      for (const [index, time] of timesMs.entries()) placed[Math.round((time - startMs) / stepMs)] = values[index];
      series.push({ name, labels: new Map(Object.entries(rest)), values: placed });
    }
  }
  if (series.length === 0) throw new UsageError(`the queries select no series in this range: ${warnings.join("; ")}`);
  return { stepMs, series, warnings: [...new Set(warnings)] };
}
async function readMetricTypes(prometheus, signal) {
  const { data } = await prometheus.ask({ method: "GET", path: "/metadata", signal });
  if (typeof data !== "object" || data === null) return /* @__PURE__ */ new Map();
  return new Map(
    Object.entries(data).flatMap(([name, list]) => {
      const type = Array.isArray(list) ? list[0]?.type : void 0;
      return typeof type === "string" ? [[name, type]] : [];
    })
  );
}

// src/preview/import/made-up-names.ts
var plainLabels = /* @__PURE__ */ new Set(["le", "quantile"]);
var plainValues = /^(?:true|false|[1-5]\d\d|[1-5]xx|GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|)$/;
var MadeUpNames = class {
  #known = /* @__PURE__ */ new Map();
  #numbers = /* @__PURE__ */ new Map();
  /** Every value that was replaced, in the order in which they were met. */
  get mapped() {
    return [...this.#known.values()];
  }
  of(label, value) {
    if (plainLabels.has(label) || plainValues.test(value)) return value;
    const port = /^(.+):(\d{1,5})$/.exec(value);
    if (port !== null) return `${this.#name(label, port[1], "host")}:${port[2]}`;
    return this.#name(label, value, kindOf(label, value));
  }
  #name(label, value, kind) {
    const known = this.#known.get(value);
    if (known !== void 0) return known.made;
    const number = (this.#numbers.get(kind) ?? 0) + 1;
    this.#numbers.set(kind, number);
    const made = kind.includes("#") ? kind.replace("#", String(number)) : `${kind}-${number}`;
    this.#known.set(value, { label, value, made });
    return made;
  }
};
function kindOf(label, value) {
  if (/^\S+@\S+\.\S+$/.test(value)) return "user-#@example.com";
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(value)) return "https://example.com/#";
  if (value.startsWith("/")) return "/path-#";
  if (/^v?\d+\.\d+(?:\.\d+)?(?:[-+.].*)?$/.test(value) && !/^\d+\.\d+\.\d+\.\d+$/.test(value)) return "1.#.0";
  if (/^(?:\d{1,3}\.){3}\d{1,3}(?:\/\d+)?$|^[0-9a-f]*:[0-9a-f:]+$/i.test(value)) return "host";
  if (/^(?:instance|node|host|hostname|server|address|ip|nodename|exported_instance|.*_(?:host|node|ip))$/.test(label))
    return "host";
  if (/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$|^(?:sha256:)?[0-9a-f]{32,}$/i.test(value)) return "id";
  return label.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-").replaceAll(/^-+|-+$/g, "") || "value";
}

// src/preview/import/round-values.ts
function roundValues(values, { digits, counter }) {
  const round = (value) => Number.isFinite(value) ? Number(value.toPrecision(digits)) : value;
  if (!counter) return values.map((value) => value === null ? null : round(value));
  let last;
  let total = 0;
  return values.map((value) => {
    if (value === null || !Number.isFinite(value)) return null;
    const isNew = last === void 0 || value < last;
    total = isNew ? round(value) : Number((total + round(value - last)).toPrecision(15));
    last = value;
    return total;
  });
}

// src/preview/import/render-recorded.ts
function renderRecorded({ stepMs, series }, options) {
  const names = new MadeUpNames();
  const count = Math.max(...series.map(({ values }) => values.length));
  const metrics = /* @__PURE__ */ new Map();
  const columns = [];
  const seen = /* @__PURE__ */ new Set();
  for (const one of series) {
    const name = one.name ?? options.name;
    const labels = new Map(
      [...one.labels].map(([label, value]) => [label, options.keepLabels ? value : names.of(label, value)])
    );
    for (let number = 2; seen.size === seen.add(identity(name, labels)).size; number++)
      labels.set("series", String(number));
    const values = roundValues(one.values, {
      digits: options.digits,
      counter: typeOf(one, name, options) === "counter"
    });
    const list = metrics.get(name) ?? [];
    metrics.set(name, list);
    list.push({
      labels,
      values: options.csv === void 0 ? inline(values, stepMs) : column(columns, values, options.csv)
    });
  }
  const lines = [
    options.keepLabels ? "# Recorded values, rounded." : "# Recorded values, rounded; values of labels are made up.",
    "version: 1",
    `step: ${formatDuration(stepMs)}`,
    `history: ${formatDuration(stepMs * count)}`,
    "metrics:",
    ...[...metrics].flatMap(([name, list]) => [
      `  - name: ${JSON.stringify(name)}`,
      `    type: ${typeOf(series.find((one) => (one.name ?? options.name) === name), name, options)}`,
      "    series:",
      ...list.map(({ labels, values }) => {
        const pairs = [...labels].map(
          ([label, value]) => `${JSON.stringify(label)}: ${JSON.stringify(literalLabel(value))}`
        );
        return `      - { labels: { ${pairs.join(", ")} }, value: { replay: ${values} } }`;
      })
    ])
  ];
  return {
    text: `${lines.join("\n")}
`,
    csv: options.csv === void 0 ? void 0 : renderCsv(columns, stepMs, count),
    metrics: metrics.size,
    series: series.length,
    mapped: names.mapped
  };
}
function typeOf({ name: own }, name, { types }) {
  if (own === void 0) return "gauge";
  const told = types?.get(name);
  if (told === "counter" || told === "gauge") return told;
  return /_(?:total|count|sum|bucket)$/.test(name) ? "counter" : "gauge";
}
function identity(name, labels) {
  return JSON.stringify([name, [...labels].toSorted(([a], [b]) => a < b ? -1 : 1)]);
}
function inline(values, stepMs) {
  const list = values.map((value) => isPlain(value) ? String(value) : "null").join(", ");
  return `{ values: [${list}], every: ${formatDuration(stepMs)} }`;
}
function isPlain(value) {
  return value !== null && Number.isFinite(value);
}
function column(columns, values, file) {
  columns.push(values);
  return `{ file: ${JSON.stringify(file)}, column: s${columns.length} }`;
}
function renderCsv(columns, stepMs, count) {
  const header = ["time", ...columns.map((_, index) => `s${index + 1}`)];
  const rows = Array.from({ length: count }, (_, place) => [
    place === 0 ? "0s" : formatDuration(place * stepMs),
    ...columns.map((values) => String(values[place] ?? ""))
  ]);
  return `${[header, ...rows].map((cells) => cells.map(csvCell).join(",")).join("\n")}
`;
}

// src/cli/commands/import/run-import.ts
var maxFileBytes = 64 * 1024 * 1024;
var maxSpecLength = 768 * 1024;
async function runImport(request, context) {
  await nextTurn(context.signal);
  const { fromCsv, fromPrometheus, digits, file, mapping, output } = request;
  const { cwd, out, err, files } = context;
  if (fromCsv === void 0 === (fromPrometheus === void 0))
    throw new UsageError("import from where? Pass one of --from-prometheus URL and --from-csv FILE");
  if (digits < 1 || digits > 15) throw new UsageError("--digits: expected a number from 1 to 15");
  if (!/^[a-zA-Z_:][a-zA-Z0-9_:]*$/.test(request.name)) throw new UsageError("--name: not a metric name");
  const csvName = file?.replace(/(?:\.data)?\.(?:ya?ml|json)$/, "").concat(".values.csv");
  for (const path of [file, mapping])
    if (path !== void 0 && !request.force && existsSync(resolve(cwd, path)))
      throw new UsageError(`${path} is there already; pass --force to overwrite it`);
  const { data, types } = fromCsv === void 0 ? await readServer(request, context) : { data: readCsv(fromCsv, context), types: void 0 };
  const render = (csv) => context.blocking(
    () => renderRecorded(data, { ...{ keepLabels: request.keepLabels, digits, name: request.name, types }, csv })
  );
  let spec = render(void 0);
  if (spec.text.length > maxSpecLength) {
    if (csvName === void 0)
      throw new UsageError("too many values for one file; with -o x.data.yaml they go into a CSV file beside it");
    if (!request.force && existsSync(resolve(cwd, csvName)))
      throw new UsageError(`${csvName} is there already; pass --force to overwrite it`);
    spec = render(basename(csvName));
  }
  const csvFile = spec.csv === void 0 ? void 0 : csvName;
  if (csvFile !== void 0) files.replace({ path: resolve(cwd, csvFile), what: csvFile }, spec.csv);
  if (file !== void 0) files.replace({ path: resolve(cwd, file), what: file }, spec.text);
  if (mapping !== void 0) files.replace({ path: resolve(cwd, mapping), what: mapping }, mappingTable(spec));
  const mapped = spec.mapped.length;
  if (output === "json") {
    const where = file === void 0 ? { spec: spec.text } : { file, ...csvFile === void 0 ? {} : { csvFile } };
    out.json({ ...where, metrics: spec.metrics, series: spec.series, mapped, warnings: data.warnings });
    return 0;
  }
  if (file === void 0) out.document(spec.text);
  else
    err.write(
      `wrote ${plainLine(file)}: ${counted(spec.metrics, "metric")}, ${counted(spec.series, "series", "series")}
`
    );
  if (csvFile !== void 0) err.write(`wrote ${plainLine(csvFile)}: the values
`);
  if (mapped > 0)
    err.write(
      `${counted(mapped, "value")} of labels replaced by made-up ones${mapping === void 0 ? "; --mapping FILE writes which" : `: ${plainLine(mapping)}`}
`
    );
  for (const text of data.warnings) err.write(`warning: ${plainLine(text)}
`);
  return 0;
}
function readCsv(file, { cwd, blocking }) {
  const text = readPlainFile(resolve(cwd, file), { file, what: "a CSV file", maxBytes: maxFileBytes });
  return blocking(() => readPanelCsv(text, file));
}
async function readServer(request, context) {
  const { fromPrometheus: url, query: queries = [], rangeMs, stepMs, at, prometheusUrl } = request;
  if (queries.length === 0)
    throw new UsageError(
      `--from-prometheus needs --query, such as --query '{job="api"}': a whole server is too much`
    );
  if (prometheusUrl !== void 0 && new URL(prometheusUrl).origin !== new URL(url).origin)
    throw new UsageError(
      "--from-prometheus and PROMETHEUS_URL name two servers, and tokens are for one: leave PROMETHEUS_URL out"
    );
  const endMs = at === void 0 ? context.now() : Date.parse(at);
  if (Number.isNaN(endMs)) throw new UsageError(`--at ${at}: there is no such time`);
  const prometheus = prometheusFrom({ ...request, prometheusUrl: url }, context);
  try {
    const options = { queries, endMs, rangeMs, stepMs: stepMs ?? usualStepMs(rangeMs), signal: context.signal };
    const data = await readRange(prometheus, options);
    return { data, types: await readMetricTypes(prometheus, context.signal) };
  } finally {
    prometheus.close();
  }
}
function mappingTable({ mapped }) {
  const rows = mapped.map(({ label, value, made }) => [label, value, made].map(csvCell).join(","));
  return `${["label,value,made up", ...rows].join("\n")}
`;
}
export {
  runImport
};
