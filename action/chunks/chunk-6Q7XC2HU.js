import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  clipQuery,
  clipText,
  drawPictures,
  findBrowser,
  pagePath
} from "./chunk-AQF2K3L5.js";
import {
  describeFailures,
  failedTemplates,
  hasFailed
} from "./chunk-Z4M2RD52.js";
import {
  selectorsIn
} from "./chunk-VESQWSBQ.js";
import {
  parseFilled
} from "./chunk-AFILVRNC.js";
import {
  counted
} from "./chunk-MPS7O4VN.js";
import {
  defined
} from "./chunk-BLCDFNVZ.js";
import {
  fileProblem
} from "./chunk-EO5QO5NY.js";
import {
  plainLine
} from "./chunk-EAIBZLQG.js";
import {
  UsageError
} from "./chunk-E7O6XGVL.js";

// src/preview/page/alert-spans.ts
var maxSpans = 200;
function alertSpans(intervals, range) {
  const spans = [];
  let at = range.fromMs;
  for (const { state: state2, fromMs, untilMs = range.toMs } of intervals) {
    if (fromMs > at) spans.push({ state: "inactive", fromMs: at, toMs: fromMs });
    spans.push({ state: state2, fromMs, toMs: untilMs });
    at = untilMs;
  }
  if (at < range.toMs) spans.push({ state: "inactive", fromMs: at, toMs: range.toMs });
  if (spans.length <= maxSpans) return spans;
  const rest = spans.slice(maxSpans - 1);
  const state = ["firing", "error", "nodata", "recovering", "pending"].find(
    (one) => rest.some((span) => span.state === one)
  ) ?? "inactive";
  return [...spans.slice(0, maxSpans - 1), { state, fromMs: rest[0].fromMs, toMs: range.toMs }];
}

// src/promql/tree/exclude.ts
var maxAlternatives = 100;
function excludeEachOther(some, others) {
  return some.some((one) => others.some((other) => one.name === other.name && exclude(one, other)));
}
function exclude(one, other) {
  const [mine, theirs] = [valuesOf(one), valuesOf(other)];
  if (mine === void 0 || theirs === void 0) return false;
  const [isMine, areTheirs] = [!one.op.startsWith("!"), !other.op.startsWith("!")];
  if (isMine && areTheirs) return mine.every((value) => !theirs.includes(value));
  if (isMine) return mine.every((value) => theirs.includes(value));
  return areTheirs && theirs.every((value) => mine.includes(value));
}
function valuesOf({ op, value }) {
  if (/\$|\[\[/.test(value)) return void 0;
  if (op === "=" || op === "!=") return [value];
  const choice = /^\(([^()]*)\)$/.exec(value)?.[1] ?? value;
  const values = choice.split("|");
  if (values.length > maxAlternatives || !values.every((one) => /^(?:[\w\s:/,@%&;<>="'~#!-]|\\[^\w\s])*$/.test(one)))
    return void 0;
  return values.map((one) => one.replaceAll(/\\(.)/g, "$1"));
}

// src/preview/page/rule-metrics.ts
var maxReads = 1e3;
function ruleMetrics(groups) {
  const sources = /* @__PURE__ */ new Map();
  for (const { kind, name, root } of groups.flatMap(({ rules }) => rules))
    if (kind === "record") sources.set(name, [...sources.get(name) ?? [], ...readsIn(root)]);
  const of = (root) => {
    const found = readsIn(root);
    for (const { metric, through } of found) {
      if (through.includes(metric) || found.length > maxReads) continue;
      const inner = [...through, metric];
      found.push(...(sources.get(metric) ?? []).map((one) => ({ ...one, through: inner })));
    }
    return found;
  };
  const known = /* @__PURE__ */ new Map();
  return {
    of,
    ofQuery(query) {
      const before = known.get(query);
      if (before !== void 0) return before;
      const parsed = parseFilled(query);
      const reads = parsed.ok ? of(parsed.root) : [];
      known.set(query, reads);
      return reads;
    }
  };
}
function metricsOf(reads) {
  return [...new Set(reads.map(({ metric }) => metric))].sort();
}
function sharedMetrics(some, others) {
  const shared = /* @__PURE__ */ new Set();
  for (const one of some)
    for (const other of others)
      if (one.metric === other.metric && !one.through.some((name) => other.through.includes(name)) && !excludeEachOther(one.matchers, other.matchers))
        shared.add(one.metric);
  return shared;
}
function readsIn(root) {
  return selectorsIn(root).flatMap(({ metric, matchers }) => {
    const name = metric ?? matchers.find((one) => one.name === "__name__" && one.op === "=")?.value;
    return name === void 0 ? [] : [{ metric: name, matchers, through: [] }];
  });
}

// src/preview/page/page-alerts.ts
var most = { rules: 500, instances: 50, spans: 2e4, problems: 100, failures: 5, metrics: 200, labels: 64 };
var rank = { firing: 0, error: 1, nodata: 2, recovering: 3, pending: 4, inactive: 5 };
function pageAlerts({ now, before }, rules, {
  scenario,
  base,
  reads
}) {
  const made = pageRules(now, rules.now.checked.groups, { reads });
  const was = before === void 0 || rules.before === void 0 ? void 0 : pageRules(before, rules.before.checked.groups, { used: made.rules.length });
  const { fromMs, toMs } = now.window;
  return {
    ...defined({ scenario }),
    range: { fromMs, toMs },
    ...was === void 0 ? made : { ...made, rules: made.rules.map((one) => ({ ...one, ...changeOf(one, was.rules) })) },
    problems: now.problems.slice(0, most.problems).map(({ file, line, message }) => ({ file: pagePath(file), line, text: clipText(message) })),
    unevaluated: now.unevaluated.slice(0, most.rules).map(({ group, rule, file, line, reason }) => ({
      ...{ group: clipText(group), ...defined({ rule }), file: pagePath(file), line, reason: clipText(reason) }
    })),
    records: now.records.filter(({ reason, failures }) => reason !== void 0 || failures.length > 0).slice(0, most.problems).map(({ record, file, line, reason, failures }) => ({
      ...{ record: clipText(record), file: pagePath(file), line },
      reason: clipText(describeFailures(failures)[0] ?? reason ?? "")
    })),
    expectations: now.expectations.map(({ labels, reason, file, ...rest }) => ({
      ...rest,
      file: pagePath(file),
      ...reason === void 0 ? {} : { reason: clipText(reason) },
      labels: Object.fromEntries(labels)
    })),
    ...was === void 0 || base === void 0 ? {} : { before: { base, ...was, rules: was.rules.map((one) => ({ ...one, ...removedFrom(one, made.rules) })) } }
  };
}
function pageRules({ alerts, window }, groups, { used = 0, reads }) {
  const metrics = ruleMetrics(groups);
  const roots = new Map(
    groups.flatMap(
      (group) => group.rules.map(({ line, name, root }) => [JSON.stringify([group.file, line, name]), root])
    )
  );
  const kept = new Set(alerts.toSorted((a, b) => rank[a.state] - rank[b.state]).slice(0, most.rules));
  const seen = /* @__PURE__ */ new Map();
  const budget = { left: Math.max(0, most.spans - used) };
  const rules = alerts.filter((one) => kept.has(one)).map((one) => {
    const name = JSON.stringify([one.namespace ?? "", one.group, one.alert]);
    const nth = (seen.get(name) ?? 0) + 1;
    seen.set(name, nth);
    const root = roots.get(JSON.stringify([one.file, one.line, one.alert]));
    const key = clipText(nth === 1 ? name : `${name} ${nth}`);
    const read = root === void 0 ? [] : metrics.of(root);
    reads?.set(key, read);
    return {
      key,
      ...{ alert: clipText(one.alert), group: clipText(one.group), ...defined({ namespace: one.namespace }) },
      ...{ file: pagePath(one.file), line: one.line, expr: clipQuery(one.expr) },
      ...{ forMs: one.forMs, keepFiringForMs: one.keepFiringForMs, intervalMs: one.intervalMs, state: one.state },
      ...defined({ grafanaState: one.grafanaState }),
      ...one.reason === void 0 ? {} : { reason: clipText(one.reason.text) },
      failures: describeFailures(one.failures).slice(0, most.failures).map(clipText),
      metrics: metricsOf(read).slice(0, most.metrics),
      ...pageInstances(one, window, budget)
    };
  });
  const rulesLeftOut = alerts.length - rules.length;
  return { rules, ...rulesLeftOut === 0 ? {} : { rulesLeftOut } };
}
function pageInstances({ instances }, window, budget) {
  const sorted = instances.toSorted((a, b) => furthest(a) - furthest(b)).slice(0, most.instances);
  const made = [];
  for (const { labels, intervals } of sorted) {
    const spans = alertSpans(intervals, window).map(filledIn(intervals));
    if (spans.length > budget.left) break;
    budget.left -= spans.length;
    made.push({ labels: textsOf(labels), spans });
  }
  const instancesLeftOut = instances.length - made.length;
  return { instances: made, ...instancesLeftOut === 0 ? {} : { instancesLeftOut } };
}
var furthest = ({ intervals }) => Math.min(rank.inactive, ...intervals.map(({ state }) => rank[state]));
var filledIn = (intervals) => (span) => {
  const of = intervals.find(({ fromMs, state }) => fromMs === span.fromMs && state === span.state);
  if (of === void 0) return span;
  const named = defined({ grafanaState: of.grafanaState });
  return { ...span, ...named, value: pageValue(of.value), annotations: textsOf(of.annotations) };
};
function pageValue(value) {
  if (Number.isNaN(value)) return "NaN";
  return Number.isFinite(value) ? value : value > 0 ? "+Inf" : "-Inf";
}
var textsOf = (labels) => Object.fromEntries([...labels].slice(0, most.labels).map(([name, text]) => [clipText(name), clipText(text)]));
function changeOf(rule, before) {
  const was = before.find(({ key }) => key === rule.key);
  if (was === void 0) return { change: "added" };
  return { change: sameRule(was, rule) ? "unchanged" : "changed" };
}
function removedFrom(rule, now) {
  const is = now.find(({ key }) => key === rule.key);
  return { change: is === void 0 ? "removed" : sameRule(rule, is) ? "unchanged" : "changed" };
}
function sameRule(one, other) {
  const told = ({ expr, forMs, keepFiringForMs, intervalMs, instances }) => JSON.stringify([expr, forMs, keepFiringForMs, intervalMs, instances]);
  return told(one) === told(other);
}

// src/preview/page/with-alerts.ts
var maxOfPanel = 50;
var maxPanels = 6;
function withAlerts(data, tested, rules, names) {
  if (tested === void 0 || rules === void 0) return data;
  const reads = /* @__PURE__ */ new Map();
  const alerts = pageAlerts(tested, rules, { ...names, reads });
  const metrics = ruleMetrics(rules.now.checked.groups);
  return {
    ...data,
    alerts: [alerts],
    dashboards: data.dashboards.map(
      (one) => ({ ...one, views: one.views.map((view) => inView(view, alerts, reads, metrics)) })
    )
  };
}
function inView(view, { rules }, reads, metrics) {
  const panels = view.panels.map(
    ({ targets }) => targets.filter(({ hidden }) => !hidden).flatMap(({ expr, ranExpr = expr }) => metrics.ofQuery(ranExpr))
  );
  const above = /* @__PURE__ */ new Map();
  const others = [];
  for (const rule of rules) {
    const own = reads.get(rule.key) ?? [];
    const marked = panels.map((panel, index) => ({ index, weight: weightOf(panel, own) })).filter(({ weight }) => weight > 0).sort((a, b) => b.weight - a.weight || a.index - b.index);
    for (const { index } of marked.slice(0, maxPanels)) above.set(index, [...above.get(index) ?? [], rule]);
    if (marked.length > maxPanels) others.push([rule.key, marked.length - maxPanels]);
  }
  return {
    ...view,
    panels: view.panels.map((panel, index) => inPanel(panel, above.get(index) ?? [])),
    ...others.length === 0 ? {} : { otherPanels: Object.fromEntries(others) }
  };
}
function weightOf(panel, alert) {
  const shared = sharedMetrics(panel, alert).size;
  return shared === 0 ? 0 : shared / metricsOf(panel).length + shared / metricsOf(alert).length;
}
var order = { firing: 0, error: 1, nodata: 2, pending: 3, inactive: 4 };
function inPanel(panel, rules) {
  if (rules.length === 0) return panel;
  const sorted = rules.toSorted((a, b) => order[a.state] - order[b.state]);
  return { ...panel, alerts: sorted.slice(0, maxOfPanel).map(({ key }) => key) };
}

// src/cli/review/write-pictures.ts
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";

// src/report/pictures/picture-files.ts
import { createHash } from "node:crypto";
function pictureFiles(sets, { dashboards }, { naming }) {
  const files = [];
  const bases = distinct(
    dashboards.map(({ source, scenario }) => {
      const base = slug(fileName(source)) || "dashboard";
      return scenario === void 0 ? base : `${base}-${slug(scenario)}`;
    })
  );
  for (const [theme, { overview, panels }] of sets) {
    const themed = sets.size > 1 && theme === "light" ? "-light" : "";
    const add = (name, picture, about) => {
      const file = `${name}${themed}.png`;
      const { png, alt, width, height } = picture;
      const sha256 = createHash("sha256").update(png).digest("hex");
      files.push({ name: file, picture, entry: { ...noEntry, ...about, file, theme, width, height, sha256, alt } });
    };
    for (const picture of overview) {
      add(bases[picture.dashboard], picture, { kind: "dashboard", ...aboutDashboard(dashboards[picture.dashboard]) });
    }
    const names = distinct(panels.map((panel) => `${bases[panel.index]}--${panelName(panel, naming)}`));
    for (const [at, taken] of panels.entries())
      for (const side of ["before", "after"]) {
        const picture = taken[side];
        if (picture === void 0 || naming === "ids" && side === "before") continue;
        const compared = taken.difference !== "unknown";
        const name = `${names[at]}${naming === "titles" && compared ? `-${side}` : ""}`;
        add(name, picture, { kind: "panel", ...aboutPanel(taken, dashboards), ...compared ? { side } : {} });
      }
  }
  return files;
}
var noEntry = { dashboard: "", source: "" };
function aboutDashboard({ title, source, scenario }) {
  return { dashboard: title, source, ...scenario === void 0 ? {} : { scenario } };
}
function aboutPanel(taken, dashboards) {
  const { panel, change, difference, differencePercent } = taken;
  return {
    ...aboutDashboard(dashboards[taken.index]),
    panel: { ...panel.id === void 0 ? {} : { id: panel.id }, title: panel.title, type: panel.type },
    ...difference === "unknown" ? {} : { change, difference },
    ...differencePercent === void 0 ? {} : { differencePercent }
  };
}
function panelName({ panel }, naming) {
  if (naming === "titles") return slug(panel.title) || slug(panel.type) || "panel";
  const copy = panel.key.includes("/") ? `-${slug(panel.key.slice(panel.key.indexOf("/") + 1))}` : "";
  return `${panel.id ?? slug(panel.key)}${copy}`;
}
var fileName = (source) => source.split(/[\\/#]/).at(-1).replace(/\.\w{2,5}$/, "");
var maxSlug = 60;
function slug(text) {
  const plain = text.normalize("NFKD").toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
  return plain.slice(0, maxSlug).replaceAll(/^-+|-+$/g, "");
}
function distinct(names) {
  const taken = /* @__PURE__ */ new Set();
  return names.map((name) => {
    let free = name;
    for (let count = 2; taken.has(free); count++) free = `${name}-${count}`;
    taken.add(free);
    return free;
  });
}

// src/cli/review/write-pictures.ts
var widths = { least: 400, most: 4e3 };
var maxPanels2 = 400;
function preparePictures(request, context) {
  const { pictures, pictureWidth: width, browser: wanted } = request;
  if (pictures === void 0) return void 0;
  if (width < widths.least || width > widths.most)
    throw new UsageError(`--picture-width ${width}: expected ${widths.least} to ${widths.most} pixels`);
  return findBrowser({ env: context.env, homeFolder: context.homeFolder, wanted });
}
async function writePictures(page, request, context) {
  const { pictures: name, theme, pictureScale, readme, program } = request;
  const { sets, warnings } = await drawPictures(page, {
    ...{ program, temporaryFolder: context.temporaryFolder, env: context.childEnv },
    themes: theme === "both" ? ["dark", "light"] : [theme === "light" ? "light" : "dark"],
    ...{ width: request.pictureWidth, scale: pictureScale === "2" ? 2 : 1, which: request.picturesOf, maxPanels: maxPanels2 },
    ...{ sleep: context.sleep, signal: context.signal }
  });
  const files = pictureFiles(sets, page.data, { naming: readme ? "ids" : "titles" });
  const folder = resolve(context.cwd, name);
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new UsageError(`--pictures ${name}: no such folder can be made ${fileProblem(error)}`);
  }
  for (const { name: file, picture } of files)
    context.files.bytes({ path: join(folder, file), what: join(name, file) }, picture.png);
  const index = { version: 1, generator: page.data.generator, pictures: files.map(({ entry }) => entry) };
  context.files.json({ path: join(folder, "index.json"), what: join(name, "index.json") }, index, { indent: 2 });
  for (const text of warnings) context.err.write(`warning: ${plainLine(text)}
`);
  context.err.write(`wrote ${counted(files.length, "picture")} to ${plainLine(name)}
`);
}

// src/cli/terminal/failed-rules.ts
var maxLines = 20;
function failedRules(tested) {
  return tested !== void 0 && hasFailed(tested.now, false);
}
function printFailedRules(tested, { err }) {
  if (!failedRules(tested)) return false;
  const { problems, alerts, records, expectations } = tested.now;
  const lines = [
    ...problems.map(({ file, line, message }) => `${file}:${line}: ${message}`),
    ...[...alerts, ...records].flatMap(
      (one) => describeFailures(one.failures).map((text) => `${one.file}:${one.line}: ${text}`)
    ),
    ...alerts.flatMap((one) => failedTemplates(one).map((text) => `${one.file}:${one.line}: ${text}`)),
    ...expectations.filter(({ met }) => !met).map(({ file, line, alert, expected, reason = "" }) => `${file}:${line}: ${alert} ${expected}: ${reason}`)
  ];
  for (const line of lines.slice(0, maxLines)) err.write(`rules: ${plainLine(line)}
`);
  if (lines.length > maxLines) err.write(`rules: and ${lines.length - maxLines} more
`);
  return true;
}

export {
  withAlerts,
  preparePictures,
  writePictures,
  failedRules,
  printFailedRules
};
