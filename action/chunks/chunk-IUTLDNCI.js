import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  checkLabel,
  injectLabel,
  matcherText,
  parts,
  readVariableQuery,
  removeInjection,
  schemas,
  selectsAll
} from "./chunk-BUTP7I6L.js";
import {
  failure,
  maxQueryLength,
  parseExpression,
  withoutParens
} from "./chunk-AFILVRNC.js";
import {
  cloneJson,
  setOwn,
  valueAt,
  walkTexts
} from "./chunk-5WA7UJRV.js";
import {
  scenarioTitle
} from "./chunk-FXEZWZLL.js";
import {
  asArray,
  asObject,
  field,
  textField,
  textList
} from "./chunk-Z4Q2ISX3.js";
import {
  defined
} from "./chunk-BLCDFNVZ.js";

// src/dashboard/rewrite/untrusted/untrusted-text.ts
function withoutUserVariables(text) {
  if (!text.includes("__user")) return text;
  return text.replaceAll(/\$\{__user[^}]{0,200}\}?|\$__user\w*(?:\.\w+)?|\[\[__user[^\]]{0,200}\]{0,2}/g, "-");
}
function isInternalLink(url) {
  return /^(?:\/(?:$|[A-Za-z0-9?#])|[?#]|d\/)[^\\\u0000-\u0020]*$/.test(url);
}
function plainText(text) {
  return withoutUserVariables(text).replaceAll(/\$(?=[\w{])/g, "$ ").replaceAll(/\[(?=\[)/g, "[ ").replaceAll("<", "‹").replaceAll(/!(?=\[)/g, "! ");
}

// src/dashboard/rewrite/dashboard-links.ts
var address = /(^|[\s"'(=])((?:\/[\w-]{1,60}){0,5}\/d(?:-solo)?\/|d(?:-solo)?\/)([\w-]{1,40})(?![\w-])/g;
var linkProperties = /* @__PURE__ */ new Set(["url", "linkUrl", "content", "href", "link", "targetUrl"]);
function replaceDashboardLinks(text, uids) {
  if (uids.size === 0 || !text.includes("d/") && !text.includes("d-solo/")) return text;
  return text.replaceAll(address, (match, before, path, uid) => {
    const other = uids.get(uid);
    return other === void 0 ? match : `${before}${path}${other}`;
  });
}

// src/dashboard/rewrite/untrusted/untrusted-links.ts
var pages = /^(?:\/(?:[\w-]{1,60}\/)?d(?:-solo)?\/|\/dashboards?(?=[/?#]|$)|\/?[?#]|\/$|d\/)[\w/?#=.,~%+:;&-]*$/;
var servers = /^\/(?:apis?|render|avatar|public|log(?:in|out)|goto)\//i;
function safeLink(url) {
  const [path, ...rest] = withoutUserVariables(url.trim()).split("?");
  const query = rest.join("?").split("&").filter((part) => part !== "" && !/[$[\]{}]/.test(part)).join("&");
  const link = rest.length === 0 ? path : `${path}${query === "" && path !== "" ? "" : "?"}${query}`;
  const leadsBack = !/\.\.|%2e|%2f|%5c/i.test(link);
  return pages.test(link) && leadsBack && !servers.test(link) && isInternalLink(link) ? link : void 0;
}

// src/dashboard/rewrite/rewrite-top.ts
var maxTitleLength = 4e3;
function rewriteTop(context, title) {
  const { model, kind, journal, options } = context;
  const target = { slot: void 0, node: model };
  const set = (path, value, always = false) => {
    const holder = path.length === 1 ? model : asObject(field(model, String(path[0])));
    if (holder === void 0) journal.set(target, path.slice(0, 1), { [path[1]]: value }, { always });
    else if (holder[path.at(-1)] !== value) journal.set(target, path, value, { always });
  };
  for (const name of ["id", "version", "__inputs", "__requires", "__elements"])
    if (Object.hasOwn(model, name)) set([name], void 0, true);
  if (schemas[kind].holdsUid) set(["uid"], options.uid, true);
  set(["editable"], false, true);
  pinTime(context, set);
  const before = (name) => Object.hasOwn(model, name) ? { before: cloneJson(model[name]) } : {};
  const record = {
    title: { ...before("title"), after: previewTitle(title, options) },
    tags: before("tags"),
    links: { ...before("links"), after: dashboardLinks(context) }
  };
  setOwn(model, "title", record.title.after);
  setOwn(model, "tags", [...options.tags ?? []]);
  setOwn(model, "links", cloneJson(record.links.after));
  leadLinks(context);
  return record;
}
function previewTitle(title, { key, scenario }) {
  return scenarioTitle(`[${key}] ${title}`, scenario, maxTitleLength);
}
function pinTime({ kind, model, options: { window, follow = false } }, set) {
  if (window === void 0) {
    if (follow) followTime({ kind, model }, set);
    return;
  }
  const [from, to] = [window.fromMs, window.toMs].map((timeMs) => new Date(timeMs).toISOString());
  const { paths, needsRefresh } = schemas[kind];
  set([...paths.time, "from"], from);
  set([...paths.time, "to"], to);
  const refresh = valueAt(model, paths.refresh);
  if (refresh !== "" && (needsRefresh || typeof refresh === "string")) set(paths.refresh, "");
}
function followTime({ kind, model }, set) {
  const { paths } = schemas[kind];
  const time = asObject(valueAt(model, paths.time));
  const looksBack = /^now-\d+[smhdwMy]$/.test(textField(time, "from") ?? "") && textField(time, "to") === "now";
  if (!looksBack) {
    set([...paths.time, "from"], "now-6h");
    set([...paths.time, "to"], "now");
  }
  const refresh = valueAt(model, paths.refresh);
  if (typeof refresh !== "string" || refresh === "") set(paths.refresh, usualRefresh);
}
var usualRefresh = "30s";
function dashboardLinks({ model, options }) {
  const { reviewUrl, siblings = [], untrusted = false } = options;
  const links = asArray(model["links"]);
  const kept = untrusted ? links.flatMap(harmlessLink) : links;
  return [...reviewUrl === void 0 ? [] : [reviewLink(reviewUrl)], ...siblings.map(siblingLink), ...kept];
}
function harmlessLink(link) {
  const isList = textField(link, "type") === "dashboards";
  const url = safeLink(textField(link, "url") ?? "");
  if (!isList && url === void 0) return [];
  const text = (name) => plainText(textField(link, name) ?? "");
  const icon = textField(link, "icon") ?? "";
  return [
    {
      title: text("title"),
      type: isList ? "dashboards" : "link",
      icon: /^[\w -]{1,40}$/.test(icon) ? icon : "external link",
      tooltip: text("tooltip"),
      url: isList ? "" : url,
      tags: textList(field(link, "tags")).map(plainText),
      asDropdown: field(link, "asDropdown") === true,
      targetBlank: field(link, "targetBlank") === true,
      includeVars: false,
      keepTime: field(link, "keepTime") === true
    }
  ];
}
function reviewLink(url) {
  return {
    title: "Review",
    type: "link",
    icon: "external link",
    tooltip: "The review that this preview belongs to",
    url,
    tags: [],
    asDropdown: false,
    targetBlank: true,
    includeVars: false,
    keepTime: false
  };
}
var siblingTooltip = "This dashboard with the data of another scenario";
function siblingLink({ title, uid }) {
  const own = { title, icon: "dashboard", tooltip: siblingTooltip, targetBlank: false, keepTime: true };
  return { ...reviewLink(`/d/${uid}`), ...own };
}
function isSiblingLink(link) {
  return textField(link, "tooltip") === siblingTooltip && /^\/d\/dp-[a-z2-7]{20}$/.test(textField(link, "url") ?? "");
}
function leadLinks({ model, kind, options }) {
  if (options.links !== void 0) leadAll(model, kind, options.links);
}
function leadAll(model, kind, uids) {
  if (uids.size === 0) return;
  const skip = ["targets", "data"];
  const lead = (root) => walkTexts(
    root,
    (text, path) => {
      const name = path.at(-1);
      if (typeof name !== "string" || !linkProperties.has(name)) return;
      const led = replaceDashboardLinks(text, uids);
      if (led !== text)
        setOwn(
          path.slice(0, -1).reduce((holder, step) => holder[step], root),
          name,
          led
        );
    },
    (name) => typeof name === "number" || !skip.includes(name)
  );
  for (const panel of parts({ model, kind }).panels) if (panel.type !== "row") lead(panel.node);
  lead({ links: model["links"] });
}

// src/promql/isolation/inject-variable-query.ts
function metricsTexts(label) {
  return { open: 'label_values({__name__=~".*(?:', close: `).*",${matcherText(label)}}, __name__)` };
}
function labelNamesText(label) {
  return `.*",${matcherText(label)},__name__=~".*`;
}
function injectVariableQuery(query, label, { variables } = {}) {
  checkLabel(label);
  if (query.length > maxQueryLength)
    return failure(`the query is longer than ${maxQueryLength} characters`, 0, query.length);
  const read = readVariableQuery(query);
  if ("ok" in read) return read;
  const injected = rewrite(query, read, label, defined({ variables }));
  if (!injected.ok || removeVariableInjection(injected.query, label) === query) return injected;
  return failure("the query cannot be kept to the preview's series safely", 0, query.length);
}
function rewrite(query, read, label, options) {
  switch (read.kind) {
    case "labelNames":
      return { ok: true, query: query.slice(0, read.close) + labelNamesText(label) + query.slice(read.close) };
    case "metrics": {
      const { open, close } = metricsTexts(label);
      const after = read.argument.from + read.argument.text.length + 1;
      return { ok: true, query: `${open}${escapePattern(read.argument.text)}${close}${query.slice(after)}` };
    }
    case "labelValues": {
      if (read.argument !== void 0)
        return within(query, read.argument, selectorOnly(read.argument.text, label, options));
      return { ok: true, query: `label_values({${matcherText(label)}}, ${query.slice("label_values(".length)}` };
    }
    case "queryResult":
      return within(query, read.argument, injectLabel(read.argument.text, label, options));
    case "series":
      return within(query, read.argument, selectorOnly(read.argument.text, label, options));
  }
}
function selectorOnly(text, label, options) {
  if (selectsAll(text)) return { ok: true, query: text.replace("{", `{${matcherText(label)},`) };
  return selectorFailure(text, options) ?? injectLabel(text, label, { ...options, strip: false });
}
function selectorFailure(text, options = {}) {
  const parsed = parseExpression(text, options);
  if (!parsed.ok) return parsed;
  return withoutParens(parsed.root).type === "selector" ? void 0 : failure("a variable's query can only select series here", 0, text.length);
}
function within(query, { text, from }, result) {
  if (!result.ok) return failure(result.reason, result.from + from, result.to + from);
  return { ok: true, query: query.slice(0, from) + result.query + query.slice(from + text.length) };
}
function escapePattern(text) {
  return text.replaceAll(/["\\]/g, "\\$&");
}
function removeVariableInjection(query, label) {
  if (!query.includes(label.name)) return query;
  const { open, close } = metricsTexts(label);
  const end = query.trimEnd();
  if (end.startsWith(open) && end.endsWith(close)) {
    const pattern = end.slice(open.length, end.length - close.length).replaceAll(/\\(["\\])/g, "$1");
    return `metrics(${pattern})${query.slice(end.length)}`;
  }
  if (query.startsWith("label_names(")) return query.replace(labelNamesText(label), "");
  const bare = `label_values({${matcherText(label)}}, `;
  if (query.startsWith(bare)) return `label_values(${query.slice(bare.length)}`;
  const read = readVariableQuery(query);
  if ("ok" in read) return removeInjection(query, label);
  const argument = read.argument;
  if (argument === void 0) return query;
  const before = query.slice(0, argument.from);
  return before + removeInjection(argument.text, label) + query.slice(argument.from + argument.text.length);
}

export {
  injectVariableQuery,
  selectorFailure,
  removeVariableInjection,
  withoutUserVariables,
  plainText,
  safeLink,
  rewriteTop,
  reviewLink,
  isSiblingLink,
  leadAll
};
