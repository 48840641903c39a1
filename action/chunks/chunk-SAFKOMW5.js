import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  cloneJson,
  mutableObject,
  sameJson,
  valueAt
} from "./chunk-5WA7UJRV.js";
import {
  childrenOf,
  dashboardAttributes,
  dashboardResource,
  escapeTemplate,
  evaluateHcl,
  hclDocument,
  innermost,
  jsonEncoded,
  maxDashboardBytes,
  maxDashboardDepth,
  parseJson,
  unescapeTemplate
} from "./chunk-JJH2CGNP.js";
import {
  isDashboardText,
  isSurelyDashboard
} from "./chunk-WS2XGLS6.js";
import {
  isHcl
} from "./chunk-2B2BRE55.js";
import {
  asArray,
  asObject,
  field,
  textField
} from "./chunk-Z4Q2ISX3.js";
import {
  findNesting,
  tooDeep
} from "./chunk-Z2PCP3ON.js";
import {
  require_dist
} from "./chunk-MWDUPVNI.js";
import {
  defined
} from "./chunk-BLCDFNVZ.js";
import {
  plainLine
} from "./chunk-EAIBZLQG.js";
import {
  DashboardError
} from "./chunk-E7O6XGVL.js";
import {
  __toESM
} from "./chunk-RZGYXAJU.js";

// src/dashboard/forms/carried.ts
import { gunzipSync, gzipSync } from "node:zlib";

// src/dashboard/forms/syntax/indentation.ts
function indentOf(text) {
  if (text === void 0) return "  ";
  return /^[^\n]*[{[][ \t]*\r?\n([ \t]+)\S/.exec(text)?.[1];
}
function stringifyLike(json, before) {
  const mark = before.startsWith("\uFEFF") ? "\uFEFF" : "";
  const text = JSON.stringify(json, void 0, indentOf(before));
  const ends = /(\s*)$/.exec(before)?.[1] ?? "";
  return mark + (before.includes("\r\n") ? text.replaceAll("\n", "\r\n") : text) + ends;
}

// src/dashboard/forms/carried.ts
var maxDecodedChars = 64 * 1024 * 1024;
var maxEncodedChars = 16 * 1024 * 1024;
function formTools(file) {
  let rest = maxDecodedChars;
  const textOf = (value, carried, name) => {
    const text = decodeText(value, carried, `${file}#${name}`);
    rest -= text.length;
    if (rest < 0)
      throw new DashboardError(`${file}: its dashboards are larger than 64 MiB together; split it into several files`);
    return text;
  };
  return {
    file,
    decode: (value, carried, name) => carried === "value" ? value : parseJson(textOf(value, carried, name), `${file}#${name}`),
    decodeIfDashboard(value, carried, name) {
      if (carried === "value") return value;
      const text = textOf(value, carried, name);
      if (!isDashboardText(text)) return void 0;
      return parseJson(text, `${file}#${name}`);
    }
  };
}
function decodeText(value, carried, file) {
  const wrong = (why) => new DashboardError(`${file}: ${why}`);
  if (typeof value !== "string") throw wrong("expected text that holds a dashboard's JSON");
  if (carried === "text") return value;
  if (carried === "template") return unescapeTemplate(value);
  if (value.length > maxEncodedChars) throw wrong("more than 16 MiB of base64, the limit for a dashboard");
  const base64 = value.replaceAll(/\s+/g, "");
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(base64)) throw wrong("not valid base64");
  const bytes = Buffer.from(base64, "base64");
  if (carried === "base64") return bytes.toString("utf8");
  try {
    return gunzipSync(bytes, { maxOutputLength: maxDashboardBytes }).toString("utf8");
  } catch (error) {
    const tooLarge = error.code === "ERR_BUFFER_TOO_LARGE";
    throw wrong(tooLarge ? "unpacks to more than 16 MiB, the limit for a dashboard" : "not valid gzip");
  }
}
function encodeCarried(json, carried, old) {
  if (carried === "value") return json;
  if (carried === "template") {
    const before2 = typeof old === "string" ? unescapeTemplate(old) : void 0;
    return escapeTemplate(String(encodeCarried(json, "text", before2)));
  }
  const before = carried === "text" && typeof old === "string" ? old : void 0;
  if (before !== void 0) return stringifyLike(json, before);
  const text = JSON.stringify(json, void 0, asObject(json) === void 0 ? void 0 : indentOf(void 0));
  if (carried === "text") return `${text}
`;
  return carried === "base64" ? Buffer.from(text).toString("base64") : gzipSync(text).toString("base64");
}

// src/dashboard/terraform/print-hcl.ts
function printHcl(value, indent) {
  if (typeof value === "string") return quoted(escapeTemplate(value));
  if (typeof value === "number") return plainNumber(value);
  if (typeof value !== "object" || value === null) return String(JSON.stringify(value));
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const items = value.map((item2) => `${inner}${printHcl(item2, inner)},
`);
    return items.length === 0 ? "[]" : `[
${items.join("")}${indent}]`;
  }
  const entries = Object.entries(value).map(([name, item2]) => `${inner}${printEntry(name, item2, inner)}
`);
  return entries.length === 0 ? "{}" : `{
${entries.join("")}${indent}}`;
}
function plainNumber(value) {
  const [, sign, whole, fraction = "", exponent] = /^(-?)(\d+)(?:\.(\d+))?e([+-]\d+)$/.exec(String(value)) ?? [];
  if (whole === void 0) return JSON.stringify(value);
  const shift = Number(exponent);
  const digits = whole + fraction;
  return shift > 0 ? `${sign}${digits}${"0".repeat(shift - fraction.length)}` : `${sign}0.${"0".repeat(-shift - 1)}${digits}`;
}
function printEntry(name, value, indent) {
  const bare = /^[A-Za-z_][\w-]*$/.test(name) && !/^(?:true|false|null|for)$/.test(name);
  return `${bare ? name : quoted(escapeTemplate(name))} = ${printHcl(value, indent)}`;
}
function quoted(template) {
  const text = JSON.stringify(template).replaceAll(
    /\\(.)/g,
    (whole, letter) => letter === "b" ? "\\u0008" : letter === "f" ? "\\u000c" : whole
  );
  return text.replaceAll(/([$%]+)(([$%])\3\{)/g, (_, before, escaped) => {
    const codes = [...before].map((one) => one === "$" ? "\\u0024" : "\\u0025");
    return codes.join("") + escaped;
  });
}
function indentAt(text, at) {
  const start = text.lastIndexOf("\n", at - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start, at))[0];
}

// src/dashboard/terraform/patch-hcl.ts
import { isDeepStrictEqual } from "node:util";
function patchHcl(text, expression, value) {
  let patched = text;
  for (const edit of edits(text, expression, value).sort((one, other) => other.from - one.from || other.to - one.to))
    patched = patched.slice(0, edit.from) + edit.text + patched.slice(edit.to);
  return patched;
}
function edits(text, expression, value) {
  const node = innermost(expression);
  const old = evaluateHcl(node, text);
  if (old.open === void 0 && isDeepStrictEqual(old.value, value)) return [];
  if (node.name === "Object" && asObject(value) !== void 0) return objectEdits(text, node, asObject(value));
  if (node.name === "Tuple" && Array.isArray(value)) {
    const items = childrenOf(node).filter(({ name }) => name === "Expression");
    if (items.length > 0 && value.length >= items.length) return tupleEdits(text, items, value);
  }
  return [{ from: node.from, to: node.to, text: printHcl(value, indentAt(text, node.from)) }];
}
function tupleEdits(text, items, value) {
  const last = items.at(-1);
  const indent = indentAt(text, last.from);
  const more = value.slice(items.length).map((item2) => `,
${indent}${printHcl(item2, indent)}`);
  return [
    ...items.flatMap((item2, index) => edits(text, item2, value[index])),
    ...more.length === 0 ? [] : [{ from: last.to, to: last.to, text: more.join("") }]
  ];
}
function objectEdits(text, node, value) {
  const elements = childrenOf(node).filter(({ name }) => name === "ObjectElem");
  const known = /* @__PURE__ */ new Set();
  const changed = elements.flatMap((element) => {
    const [key, , expression] = childrenOf(element);
    const name = nameOf(key, text);
    known.add(name);
    return Object.hasOwn(value, name) ? edits(text, expression, value[name]) : [removed(text, element)];
  });
  const added = Object.entries(value).filter(([name]) => !known.has(name));
  if (added.length === 0) return changed;
  const close = node.to - 1;
  const last = elements.at(-1);
  const outer = indentAt(text, close);
  const indent = last === void 0 ? `${outer}  ` : indentAt(text, last.from);
  const lines = added.map(([name, item2]) => `${indent}${printEntry(name, item2, indent)}
`).join("");
  const start = text.lastIndexOf("\n", close) + 1;
  const ownLine = text.slice(start, close).trim() === "";
  return [
    ...changed,
    ownLine ? { from: start, to: start, text: lines } : { from: close, to: close, text: `
${lines}${outer}` }
  ];
}
function nameOf(key, text) {
  const node = innermost(childrenOf(key)[0] ?? key);
  const made = evaluateHcl(node, text);
  return made.open === void 0 ? String(made.value) : text.slice(node.from, node.to);
}
function removed(text, { from, to }) {
  const comma = /^[ \t]*,?/.exec(text.slice(to))[0].length;
  const start = text.lastIndexOf("\n", from - 1) + 1;
  const rest = /^[ \t]*\r?\n/.exec(text.slice(to + comma));
  const alone = text.slice(start, from).trim() === "" && rest !== null;
  return alone ? { from: start, to: to + comma + rest[0].length, text: "" } : { from, to: to + comma, text: "" };
}

// src/dashboard/terraform/write-hcl.ts
function writeHcl(text, path, value, file) {
  const key = JSON.stringify(path.map(String));
  const found = dashboardAttributes(text, file).find((one) => JSON.stringify(one.path) === key);
  if (found === void 0) throw new RangeError(`${file}: there is no ${path.join(".")} in it`);
  const argument = jsonEncoded(found.expression, text);
  if (argument !== void 0) return patchHcl(text, argument, value);
  if (typeof value !== "string") throw new RangeError(`${file}: ${path.join(".")} holds text`);
  const { from, to } = found.expression;
  return text.slice(0, from) + expressionOf(innermost(found.expression), value, text) + text.slice(to);
}
function expressionOf(node, value, text) {
  if (node.name !== "HeredocTemplate") return quoted(value);
  const old = text.slice(node.from, node.to);
  const lines = value.replace(/\n$/, "").split("\n");
  const mark = /^<<-?\s*(\w[\w-]*)/.exec(old)[1];
  if (lines.some((line) => line.trim() === mark)) return quoted(value);
  const [first = "", ...rest] = old.split("\n");
  const last = rest.at(-1) ?? mark;
  const ending = first.endsWith("\r") ? "\r\n" : "\n";
  const indent = old.startsWith("<<-") ? commonIndent(rest.slice(0, -1), indentAt(text, node.from)) : "";
  const body = value === "" ? [] : lines.map((line) => line === "" ? line : indent + line);
  return [first.replace(/\r$/, ""), ...body, last].join(ending);
}
function commonIndent(lines, fallback) {
  const indents = lines.filter((line) => line.trim() !== "").map((line) => /^\s*/.exec(line)[0]);
  return indents.length === 0 ? `${fallback}  ` : indents.reduce((one, other) => other.length < one.length ? other : one);
}

// src/dashboard/terraform/hcl-syntax.ts
var hclSyntax = {
  name: "hcl",
  reads: isHcl,
  parse(text, file) {
    const document = hclDocument(text.replace(/^\ufeff/, ""), file);
    return Object.keys(document).length === 0 ? [] : [document];
  },
  write(text, { path }, value) {
    const mark = text.startsWith("\uFEFF") ? "\uFEFF" : "";
    return mark + writeHcl(text.slice(mark.length), path, value, "the file");
  },
  render(value) {
    const types = Object.entries(asObject(asObject(value)?.["resource"]) ?? {});
    return types.flatMap(([type, names]) => Object.entries(asObject(names) ?? {}).map(([name, body]) => block(type, name, body))).join("\n");
  }
};
function block(type, name, body) {
  const lines = Object.entries(asObject(body) ?? {}).map(([key, value]) => {
    const spec = key === "spec" ? asObject(value) : void 0;
    return spec === void 0 ? attribute(key, value, "  ") : `  spec {
${attribute("json", spec["json"], "    ")}  }
`;
  });
  return `resource ${quoted(type)} ${quoted(name)} {
${lines.join("")}}
`;
}
function attribute(name, value, indent) {
  const written = typeof value === "string" ? heredoc(value, indent) : `jsonencode(${printHcl(value, indent)})`;
  return `${indent}${name} = ${written}
`;
}
function heredoc(text, indent) {
  const lines = text.replace(/\n$/, "").split("\n");
  if (lines.length === 1 || lines.some((line) => line.trim() === "EOT")) return quoted(text);
  return `<<-EOT
${lines.map((line) => `${indent}  ${line}
`).join("")}${indent}EOT`;
}

// src/dashboard/forms/kinds/kubernetes.ts
function isResource(document, { kind, groups }) {
  if (textField(document, "kind") !== kind) return false;
  const api = textField(document, "apiVersion") ?? "";
  return groups.includes(api.includes("/") ? api.split("/")[0] : "");
}
function nameOf2(document) {
  const name = textField(document, "metadata", "name") ?? textField(document, "metadata", "generateName");
  return name === void 0 || name.trim() === "" ? void 0 : name;
}
function describeResource(document) {
  const name = nameOf2(document);
  return `${textField(document, "kind") ?? "resource"}${name === void 0 ? "" : ` ${JSON.stringify(name)}`}`;
}
function textEntries(value) {
  return Object.entries(asObject(value) ?? {}).flatMap(
    ([key, text]) => typeof text === "string" ? [[key, text]] : []
  );
}

// src/dashboard/forms/kinds/config-map.ts
var configMapForm = (document, { decodeIfDashboard }) => {
  if (!isResource(document, { kind: "ConfigMap", groups: [""] })) return void 0;
  const found = (field2) => textEntries(document[field2]).flatMap(([key, text]) => {
    const gzipped = field2 === "binaryData" && text.startsWith("H4sI");
    const carried = field2 === "data" ? "text" : gzipped ? "gzip" : "base64";
    if (!mayBeDashboard(key)) return [];
    const json = decodeIfDashboard(text, carried, key);
    return isSurelyDashboard(json) ? [{ path: [field2, key], carried, json, name: key }] : [];
  });
  return { dashboards: [...found("data"), ...found("binaryData")] };
};
function mayBeDashboard(key) {
  return !/\.(?:ya?ml|toml|ini|conf|sh|py|js|ts|jar|pem|crt|key|tpl|html|md|txt|properties)$/i.test(key);
}

// src/dashboard/forms/kinds/crossplane.ts
var crossplaneForm = (document, { decode }) => {
  const groups = ["oss.grafana.crossplane.io", "oss.grafana.m.crossplane.io"];
  if (!isResource(document, { kind: "Dashboard", groups })) return void 0;
  const value = field(document, "spec", "forProvider", "configJson");
  if (typeof value !== "string")
    return {
      dashboards: [],
      unread: [`${describeResource(document)}: no text in spec.forProvider.configJson; render the composition first`]
    };
  const json = decode(value, "text", textField(document, "metadata", "name") ?? "configJson");
  return { dashboards: [{ path: ["spec", "forProvider", "configJson"], carried: "text", json }] };
};

// src/dashboard/forms/kinds/grafana-operator.ts
var inside = [
  ["json", "text"],
  ["gzipJson", "gzip"],
  ["gzipJsonBase64", "gzip"]
];
var grafanaOperatorForm = (document, { decode }) => {
  const groups = ["grafana.integreatly.org", "integreatly.org"];
  if (!isResource(document, { kind: "GrafanaDashboard", groups })) return void 0;
  const what = describeResource(document);
  for (const [name, carried] of inside) {
    const value = field(document, "spec", name);
    if (value === void 0 || value === null || value === "") continue;
    const json = decode(value, carried, textField(document, "metadata", "name") ?? name);
    const uid = textField(document, "spec", "uid");
    return { dashboards: [{ path: ["spec", name], carried, json, uid }] };
  }
  const [configMap, key] = ["name", "key"].map((name) => textField(document, "spec", "configMapRef", name));
  if (configMap !== void 0 && key !== void 0)
    return { dashboards: [], references: [{ what, to: { configMap, key } }] };
  return { dashboards: [], unread: [`${what}: ${reasonFor(document)}`] };
};
function reasonFor(document) {
  const url = textField(document, "spec", "url");
  if (url !== void 0) return "its dashboard is behind a URL, which is never fetched; download it and name the file";
  const id = field(document, "spec", "grafanaCom", "id");
  if (id !== void 0) {
    const number = String(id).slice(0, 20);
    return `its dashboard is ${number} of grafana.com, which is never fetched; download it and name the file`;
  }
  if (field(document, "spec", "jsonnet") !== void 0 || field(document, "spec", "jsonnetLib") !== void 0)
    return "its dashboard is Jsonnet, which is not evaluated; run jsonnet and name its output";
  return "it has none of json, gzipJson and configMapRef in its spec";
}

// src/dashboard/forms/kinds/perses.ts
var persesForm = (document) => {
  const api = textField(document, "apiVersion") ?? "";
  const kind = textField(document, "kind");
  const theirs = kind === "PersesDashboard" || api.startsWith("perses.dev/");
  const looks = kind === "Dashboard" && !api.includes("grafana") && asObject(field(document, "spec", "panels")) !== void 0 && Array.isArray(field(document, "spec", "layouts"));
  if (!theirs && !looks) return void 0;
  if (kind !== "Dashboard" && kind !== "PersesDashboard") return { dashboards: [] };
  return {
    dashboards: [],
    unread: [`${describeResource(document)} is a dashboard of Perses, which is not read: only Grafana's are`]
  };
};

// src/dashboard/forms/kinds/provider.ts
var providerForm = (document) => {
  if (!Array.isArray(document["providers"]) || document["kind"] !== void 0) return void 0;
  return {
    dashboards: [],
    advice: "a provisioning file, which holds no dashboards; name the folder that its options.path leads to"
  };
};

// src/dashboard/terraform/file-call.ts
var wrappers = [
  /^trimspace\(\s*([\s\S]*?)\s*\)$/,
  /^jsonencode\(\s*jsondecode\(\s*([\s\S]*?)\s*\)\s*\)$/,
  /^\(\s*([\s\S]*?)\s*\)$/,
  /^"\$\{\s*([\s\S]*?)\s*\}"$/
];
var maxExpressionLength = 2e3;
function filesOf(expression, forEach) {
  const argument = /^file\(\s*([\s\S]*?)\s*,?\s*\)$/.exec(unwrapped(expression))?.[1];
  if (argument === void 0) return void 0;
  const bare = /^each\.(?:key|value)$/.test(argument) ? `"\${${argument}}"` : argument;
  if (!/\$\{\s*each\.(?:key|value)\s*\}/.test(bare)) return listed(pathOf(bare));
  const each = (key, value) => pathOf(bare.replaceAll(/\$\{\s*each\.(key|value)\s*\}/g, (_, which) => quotedPart(which === "key" ? key : value)));
  if (forEach?.files !== void 0) return listed(each(forEach.files.pattern, forEach.files.pattern));
  const paths = forEach?.entries.map(([key, value]) => each(key, value));
  return paths?.every((path) => path !== void 0) === true ? paths : void 0;
}
function listed(path) {
  return path === void 0 ? void 0 : [path];
}
function unwrapped(expression) {
  let inner = expression.slice(0, maxExpressionLength).trim();
  for (let level = 0; level < 5; level++) {
    const found = wrappers.map((wrapper) => wrapper.exec(inner)?.[1]).find((one) => one !== void 0);
    if (found === void 0) break;
    inner = found;
  }
  return inner;
}
function quotedPart(text) {
  return JSON.stringify(text).slice(1, -1);
}
function pathOf(quoted2) {
  const text = /^"((?:[^"\\]|\\.)*)"$/.exec(quoted2)?.[1];
  const path = text?.replaceAll(/\$\{\s*path\.(?:module|root)\s*\}/g, ".").replaceAll(/\\(["\\])/g, "$1");
  return path === void 0 || /[$%]\{|[\n\r\0]/.test(path) ? void 0 : path;
}
function forEachOf(value) {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    const entries = Object.entries(value);
    return entries.every(([, item2]) => typeof item2 === "string") ? { entries } : void 0;
  }
  const [, expression = ""] = typeof value === "string" ? /^\$\{([\s\S]*)\}$/.exec(value) ?? [] : [];
  const inner = expression.slice(0, maxExpressionLength).trim();
  const set = /^toset\(\s*([\s\S]*?)\s*\)$/.exec(inner)?.[1] ?? inner;
  const [, folder, pattern] = /^fileset\(\s*("(?:[^"\\]|\\.)*"|path\.module|path\.root)\s*,\s*("(?:[^"\\]|\\.)*")\s*\)$/.exec(set) ?? [];
  if (folder !== void 0 && pattern !== void 0) {
    const [from, glob] = [folder.startsWith("path.") ? "." : pathOf(folder), pathOf(pattern)];
    return from === void 0 || glob === void 0 ? void 0 : { files: { folder: from, pattern: glob } };
  }
  const items = textsOf(set)?.map((text) => pathOf(JSON.stringify(text)));
  return items?.every((item2) => item2 !== void 0) === true ? { entries: items.map((item2) => [item2, item2]) } : void 0;
}
function textsOf(list) {
  try {
    const value = JSON.parse(list.replace(/,\s*\]$/, "]"));
    return Array.isArray(value) && value.every((item2) => typeof item2 === "string") ? value : void 0;
  } catch {
    return void 0;
  }
}

// src/dashboard/forms/kinds/terraform.ts
var advice = "preview what it makes of it: terraform show -json PLAN | dashpreview up -";
function terraformForm(document, tools) {
  const resources = resourcesOf(document);
  if (resources.length === 0) return void 0;
  const [dashboards, references, unread] = [[], [], []];
  for (const { address, path, body } of resources) {
    const classic = textField(body, "config_json") !== void 0 || body["config_json"] !== void 0;
    const spec = only(body["spec"], ["spec"]);
    const [value, steps] = classic ? [body["config_json"], ["config_json"]] : [spec?.body["json"], [...spec?.path ?? [], "json"]];
    const uid = classic ? void 0 : textField(only(body["metadata"], [])?.body, "uid");
    const at = { path: [...path, ...steps], name: address, uid };
    if (value === void 0) unread.push(`${address}: it has no dashboard's JSON; ${advice}`);
    else if (typeof value !== "string") dashboards.push({ ...at, carried: "value", json: value });
    else if (!isOpen(value))
      dashboards.push({ ...at, carried: "template", json: tools.decode(value, "template", address) });
    else {
      const expression = /^\$\{([\s\S]*)\}$/.exec(value)?.[1];
      const files = expression === void 0 ? void 0 : filesOf(expression, forEachOf(body["for_each"]));
      if (files === void 0) unread.push(`${address}: ${whyOpen(value)}; ${advice}`);
      else references.push(...files.map((file) => ({ what: address, to: { file } })));
    }
  }
  return { dashboards, references, unread };
}
function resourcesOf(document) {
  return listOf(document["resource"], ["resource"]).flatMap(
    ({ body: types, path }) => Object.keys(types).filter((type) => dashboardResource.test(type)).flatMap((type) => listOf(types[type], [...path, type]).flatMap((named) => namedOf(type, named)))
  );
}
function namedOf(type, { body: names, path }) {
  return Object.keys(names).flatMap(
    (name) => listOf(names[name], [...path, name]).map((one) => ({ address: `${type}.${name}`, ...one }))
  );
}
function listOf(value, path) {
  const one = asObject(value);
  if (one !== void 0) return [{ body: one, path }];
  return asArray(value).flatMap((item2, index) => {
    const body = asObject(item2);
    return body === void 0 ? [] : [{ body, path: [...path, index] }];
  });
}
function only(value, path) {
  return listOf(value, path)[0];
}
function isOpen(template) {
  return /[$%]\{/.test(template.replaceAll(/([$%])\1\{/g, ""));
}
function whyOpen(template) {
  const expression = /^\$\{([\s\S]*)\}$/.exec(template)?.[1]?.trim() ?? template;
  const called = /^templatefile\(\s*("[^"]*")/.exec(expression)?.[1];
  if (called !== void 0) return `the template ${plainLine(called).slice(0, 100)} is filled in by Terraform`;
  const inside2 = /(?:\$\{|%\{)(?!\s*path\.)[^}]*\}?|\b(?:var|local|data|each|count|module)\.[\w.]+/.exec(
    expression
  )?.[0];
  const found = inside2 ?? /^[\w:]+(?=\()/.exec(expression)?.[0];
  return `${plainLine(found ?? expression).slice(0, 100)} is known to Terraform only`;
}

// src/dashboard/forms/kinds/terraform-plan.ts
var maxDepth = 20;
function terraformPlanForm(document, tools) {
  const key = ["planned_values", "values"].find((one) => asObject(field(document[one], "root_module")) !== void 0);
  if (key === void 0 || textField(document, "format_version") === void 0) return void 0;
  const dashboards = [];
  const unread = [];
  const visit = (module, path, depth) => {
    for (const [index, resource] of asArray(field(module, "resources")).entries()) {
      const type = textField(resource, "type") ?? "";
      if (!dashboardResource.test(type) || textField(resource, "mode") === "data") continue;
      const address = textField(resource, "address") ?? `${type}.${textField(resource, "name") ?? index}`;
      const values = field(resource, "values");
      const [spec, metadata] = ["spec", "metadata"].map(
        (name) => asArray(field(values, name))[0] ?? field(values, name)
      );
      const config = textField(values, "config_json");
      const text = config ?? textField(spec, "json");
      if (text === void 0) {
        unread.push(`${address}: its JSON is known after apply only`);
        continue;
      }
      const inner = config !== void 0 ? ["config_json"] : ["spec", ...Array.isArray(field(values, "spec")) ? [0] : [], "json"];
      dashboards.push({
        path: [...path, "resources", index, "values", ...inner],
        carried: "text",
        json: tools.decode(text, "text", address),
        name: address,
        uid: config === void 0 ? textField(metadata, "uid") : void 0
      });
    }
    if (depth === maxDepth) return;
    for (const [index, child] of asArray(field(module, "child_modules")).entries())
      visit(child, [...path, "child_modules", index], depth + 1);
  };
  visit(field(document[key], "root_module"), [key, "root_module"], 0);
  return { dashboards, unread };
}

// src/dashboard/forms/kinds/whole.ts
var wholeForm = (document) => isSurelyDashboard(document) ? { dashboards: [{ path: [], carried: "value", json: document }] } : void 0;
var maxMapDepth = 2;
var mapForm = (document) => {
  if (textField(document, "apiVersion") !== void 0 && textField(document, "kind") !== void 0) return void 0;
  const collect = (map, path) => Object.entries(map).flatMap(([key, json]) => {
    const here = [...path, key];
    if (isSurelyDashboard(json)) return [{ path: here, carried: "value", json, name: here.join("/") }];
    const inner = asObject(json);
    return inner === void 0 || here.length >= maxMapDepth ? [] : collect(inner, here);
  });
  const dashboards = collect(document, []);
  return dashboards.length === 0 ? void 0 : { dashboards };
};
function listed2(items) {
  return items.flatMap(
    (json, index) => isSurelyDashboard(json) ? [{ path: [index], carried: "value", json, name: itemName(json, index) }] : []
  );
}
function itemName(json, index) {
  const inner = field(json, "dashboard") ?? json;
  return textField(json, "metadata", "name") ?? textField(inner, "uid") ?? String(index + 1);
}

// src/json/find-range.ts
function findJsonRange(json, path) {
  let from = skipSpace(json, json.startsWith("\uFEFF") ? 1 : 0);
  for (const step of path) {
    const found = json[from] === "{" ? property(json, from, String(step)) : item(json, from, Number(step));
    if (found === void 0) return void 0;
    from = found;
  }
  return { from, to: endOfValue(json, from) };
}
function property(json, open, name) {
  let found;
  for (let at = skipSpace(json, open + 1); json[at] === '"'; ) {
    const end = endOfString(json, at);
    const value = skipSpace(json, skipSpace(json, end) + 1);
    if (JSON.parse(json.slice(at, end)) === name) found = value;
    at = skipSpace(json, endOfValue(json, value));
    if (json[at] === ",") at = skipSpace(json, at + 1);
  }
  return found;
}
function item(json, open, index) {
  if (json[open] !== "[") return void 0;
  let at = skipSpace(json, open + 1);
  for (let nth = 0; json[at] !== "]" && at < json.length; nth++) {
    if (nth === index) return at;
    at = skipSpace(json, endOfValue(json, at));
    if (json[at] === ",") at = skipSpace(json, at + 1);
  }
  return void 0;
}
function endOfValue(json, from) {
  let depth = 0;
  for (let at = from; at < json.length; at++) {
    const char = json[at];
    if (char === '"') at = endOfString(json, at) - 1;
    else if (char === "{" || char === "[") depth++;
    else if (char === "}" || char === "]") depth--;
    else if (depth === 0) {
      while (at < json.length && /[^\s,\]}]/.test(json[at])) at++;
      return at;
    }
    if (depth === 0) return at + 1;
  }
  return json.length;
}
function endOfString(json, from) {
  for (let at = from + 1; at < json.length; at++) {
    if (json[at] === "\\") at++;
    else if (json[at] === '"') return at + 1;
  }
  return json.length;
}
function skipSpace(json, from) {
  let at = from;
  while (json[at] === " " || json[at] === "\n" || json[at] === "\r" || json[at] === "	") at++;
  return at;
}

// src/dashboard/forms/syntax/json-syntax.ts
var jsonSyntax = {
  name: "json",
  reads(file, text) {
    if (/\.json$/i.test(file)) return true;
    if (!/^\ufeff?\s*[[{]/.test(text)) return false;
    return !/\.ya?ml$/i.test(file) || isJson(text);
  },
  parse: (text, file) => [parseJson(text, file)],
  write(text, { path }, value) {
    if (path.length === 0) return stringifyLike(value, text);
    const range = findJsonRange(text, path);
    if (range === void 0) throw new RangeError("writing JSON: the place is not in the text");
    const indent = indentOf(text);
    const before = text.slice(text.lastIndexOf("\n", range.from - 1) + 1, range.from);
    const margin = /^[ \t]*/.exec(before)[0];
    const lines = JSON.stringify(value, void 0, indent).split("\n");
    const written = lines.map((line, index) => index === 0 ? line : margin + line);
    return text.slice(0, range.from) + written.join(text.includes("\r\n") ? "\r\n" : "\n") + text.slice(range.to);
  },
  render: (value) => `${JSON.stringify(value, void 0, 2)}
`
};
function isJson(text) {
  try {
    JSON.parse(text.replace(/^\ufeff/, ""));
    return true;
  } catch {
    return false;
  }
}

// src/dashboard/forms/syntax/json-stream-syntax.ts
var maxValues = 1e4;
var jsonStreamSyntax = {
  name: "json-stream",
  reads: (file, text) => !/\.(?:json|ya?ml)$/i.test(file) && splitValues(text, 2).length > 1,
  parse(text, file) {
    if (text.length > maxDashboardBytes * 4)
      throw new DashboardError(`${file}: larger than 64 MiB, the limit for a stream of dashboards; split it`);
    const values = splitValues(text, maxValues);
    if (values.length === maxValues) throw new DashboardError(`${file}: more than ${maxValues} JSON values; split it`);
    return values.map(({ from, to }, index) => parseJson(text.slice(from, to), `${file}#${index + 1}`));
  },
  write(text, { document, path }, value) {
    const part = splitValues(text, maxValues)[document];
    if (part === void 0) throw new RangeError("writing JSON: the value is not in the text");
    const { from, to } = part;
    const written = jsonSyntax.write(text.slice(from, to), { document: 0, path }, value);
    return text.slice(0, from) + written + text.slice(to);
  },
  render: jsonSyntax.render
};
function splitValues(text, most) {
  const values = [];
  let at = text.startsWith("\uFEFF") ? 1 : 0;
  while (values.length < most) {
    while (/\s/.test(text[at] ?? "")) at++;
    if (at >= text.length) break;
    const from = at;
    at = /[[{]/.test(text[at]) ? endOfBrackets(text, at) : text.length;
    values.push({ from, to: at });
  }
  return values;
}
function endOfBrackets(text, start) {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 34) {
      for (at++; at < text.length && text.charCodeAt(at) !== 34; at++) if (text.charCodeAt(at) === 92) at++;
    } else if (code === 123 || code === 91) depth++;
    else if ((code === 125 || code === 93) && --depth === 0) return at + 1;
  }
  return text.length;
}

// src/dashboard/forms/syntax/yaml-syntax.ts
var import_yaml4 = __toESM(require_dist(), 1);

// src/dashboard/forms/syntax/yaml-edit.ts
var import_yaml3 = __toESM(require_dist(), 1);

// src/dashboard/forms/syntax/yaml-scalar.ts
var import_yaml = __toESM(require_dist(), 1);
var blocks = [import_yaml.Scalar.BLOCK_LITERAL, import_yaml.Scalar.BLOCK_FOLDED];
var quotes = [import_yaml.Scalar.QUOTE_DOUBLE, import_yaml.Scalar.QUOTE_SINGLE];
function scalarText(value, spot) {
  const written = writtenAs(value, spot);
  return spot.text.slice(spot.from, spot.to).endsWith("\n") && !written.endsWith("\n") ? `${written}
` : written;
}
function writtenAs(value, { node, text, from, to }) {
  const type = node.type;
  if (typeof value === "string" && blocks.includes(type)) {
    const old = text.slice(from, to);
    const newline = text.includes("\r\n") ? "\r\n" : "\n";
    const block2 = blockText(value, indentOfBlock(old) ?? marginOf(text, from) + 2);
    if (block2 !== void 0) return block2.replaceAll("\n", newline) + (old.endsWith("\n") ? newline : "");
  }
  if (typeof value === "string" && type === import_yaml.Scalar.QUOTE_SINGLE && !/[\n\r\t\\]/.test(value))
    return `'${value.replaceAll("'", "''")}'`;
  if (typeof value === "string" && (quotes.includes(type) || blocks.includes(type) || /[\n\r,[\]{}]/.test(value)))
    return JSON.stringify(value);
  return new import_yaml.Document(value, { schema: "core" }).toString({ lineWidth: 0 }).replace(/\n$/, "");
}
function blockText(value, indent) {
  if (value === "" || /^[ \t\n]/.test(value) || /[\u0000-\u0008\u000b-\u001f\u007f\u0085\u2028\u2029\ufeff]/.test(value))
    return void 0;
  const body = value.replace(/\n+$/, "");
  const ends = value.length - body.length;
  const chomp = ends === 0 ? "-" : ends === 1 ? "" : "+";
  const margin = " ".repeat(indent);
  const lines = body.split("\n").map((line) => line === "" ? "" : margin + line);
  return `|${chomp}
${lines.join("\n")}${"\n".repeat(Math.max(0, ends - 1))}`;
}
function indentOfBlock(old) {
  const first = old.split("\n").slice(1).find((line) => line.trim() !== "");
  return first === void 0 ? void 0 : /^ */.exec(first)[0].length;
}
function marginOf(text, from) {
  return /^[ -]*/.exec(text.slice(text.lastIndexOf("\n", from - 1) + 1))[0].length;
}

// src/dashboard/forms/syntax/yaml-values.ts
var import_yaml2 = __toESM(require_dist(), 1);
var maxValues2 = 5e5;
var YamlFault = class extends Error {
  offset;
  constructor(message, node) {
    super(message);
    this.offset = node?.range?.[0] ?? 0;
  }
};
function yamlValues(document) {
  const anchors = /* @__PURE__ */ new Map();
  let values = 0;
  const visit = (node, depth) => {
    if (depth > maxDashboardDepth) throw new YamlFault(tooDeep(maxDashboardDepth), node);
    if (++values > maxValues2) throw new YamlFault(`more than ${maxValues2} values; aliases repeat too much`, node);
    if (node === null) return null;
    if ((0, import_yaml2.isAlias)(node)) {
      const target = anchors.get(node.source);
      if (target === void 0) throw new YamlFault(`no anchor \`&${node.source}\` before this alias`, node);
      return visit(target, depth);
    }
    if ("anchor" in node && typeof node.anchor === "string") anchors.set(node.anchor, node);
    if ((0, import_yaml2.isMap)(node)) return visitMap(node, depth);
    if ((0, import_yaml2.isSeq)(node)) return node.items.map((item2) => visit(item2, depth + 1));
    if (!(0, import_yaml2.isScalar)(node)) return null;
    const { value } = node;
    if (typeof value === "number" && !Number.isFinite(value)) return null;
    return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null;
  };
  const visitMap = (node, depth) => {
    const map = {};
    const merged = [];
    for (const { key, value } of node.items) {
      const name = keyText(key);
      if (name === void 0) throw new YamlFault("expected a key that is a single text", key);
      const inner = visit(value ?? null, depth + 1);
      if (name === "<<") merged.push(...Array.isArray(inner) ? inner : [inner]);
      else if (Object.hasOwn(map, name)) throw new YamlFault(`key \`${name}\` is there twice`, key);
      else setOwn(map, name, inner);
    }
    for (const one of merged)
      for (const [name, value] of Object.entries(one ?? {})) if (!Object.hasOwn(map, name)) setOwn(map, name, value);
    return map;
  };
  return visit(document.contents, 0);
}
function setOwn(map, name, value) {
  Object.defineProperty(map, name, { value, enumerable: true, configurable: true, writable: true });
}
function keyText(key) {
  if (!(0, import_yaml2.isScalar)(key)) return void 0;
  return typeof key.value === "string" ? key.value : key.source ?? String(key.value);
}

// src/dashboard/forms/syntax/yaml-edit.ts
function editYaml(text, document, { path, value }) {
  const old = path.reduce(
    (inner, step) => inner[step],
    yamlValues(document)
  );
  const edit = { document, scalars: [], structural: false };
  const start = stepTo(document, path);
  const changed = change(edit, start, old, value);
  if (changed !== start) {
    edit.structural = true;
    if (path.length === 0) document.contents = changed;
    else document.setIn(path, changed);
  }
  if (!edit.structural) return splice(text, edit.scalars);
  const [from, , to] = document.range;
  const bare = text.slice(from, to);
  const written = document.toString({ lineWidth: 0, ...styleOf(bare) });
  const opening = /^(?:---[^\n]*\n)?/.exec(bare)[0];
  return text.slice(0, from) + (written.startsWith("---") || opening === "" ? "" : opening) + written + text.slice(to);
}
function stepTo(document, path) {
  return path.length === 0 ? document.contents : document.getIn(path, true);
}
function change(edit, node, old, value) {
  if (sameJson(old, value)) return node;
  const anchored = node !== null && "anchor" in node && node.anchor !== void 0;
  if ((0, import_yaml3.isMap)(node) && !anchored && asObject(old) && asObject(value)) {
    changeMap(edit, node, asObject(old), asObject(value));
    return node;
  }
  if ((0, import_yaml3.isSeq)(node) && !anchored && Array.isArray(old) && Array.isArray(value)) {
    changeList(edit, node, old, value);
    return node;
  }
  if ((0, import_yaml3.isScalar)(node) && !anchored && (typeof value !== "object" || value === null)) {
    edit.scalars.push({ node, value });
    node.value = value;
    if (typeof value !== "string") delete node.source;
    return node;
  }
  edit.structural = true;
  const made = edit.document.createNode(value);
  if ((0, import_yaml3.isCollection)(node) && (0, import_yaml3.isCollection)(made) && !(0, import_yaml3.isAlias)(node) && node.flow === true) made.flow = true;
  return made;
}
function changeMap(edit, node, old, value) {
  const pairs = new Map(node.items.map((pair) => [keyText(pair.key), pair]));
  for (const name of Object.keys(old)) {
    if (Object.hasOwn(value, name) || !pairs.has(name)) continue;
    node.items = node.items.filter((pair) => keyText(pair.key) !== name);
    edit.structural = true;
  }
  for (const [name, inner] of Object.entries(value)) {
    const pair = pairs.get(name);
    if (pair !== void 0 && Object.hasOwn(old, name)) {
      const next = change(edit, pair.value ?? null, old[name], inner);
      if (next !== pair.value) pair.value = next;
    } else if (!Object.hasOwn(old, name) || !sameJson(old[name], inner)) {
      node.items.push(edit.document.createPair(name, inner));
      edit.structural = true;
    }
  }
}
function changeList(edit, node, old, value) {
  const most = Math.min(old.length, value.length);
  let head = 0;
  while (head < most && sameJson(old[head], value[head])) head++;
  let tail = 0;
  while (tail < most - head && sameJson(old.at(-1 - tail), value.at(-1 - tail))) tail++;
  const [from, until] = [old.length - tail, value.length - tail];
  const kept = Math.min(from, until) - head;
  for (let index = head; index < head + kept; index++)
    node.items[index] = change(edit, node.items[index], old[index], value[index]);
  if (from === until) return;
  edit.structural = true;
  const added = value.slice(head + kept, until).map((item2) => edit.document.createNode(item2));
  node.items.splice(head + kept, from - head - kept, ...added);
}
function splice(text, scalars) {
  let result = text;
  for (const { node, value } of scalars.toSorted((one, other) => other.node.range[0] - one.node.range[0])) {
    const [from, to] = node.range;
    const written = scalarText(value, { node, text, from, to });
    const space = from === to && /\S/.test(text[from - 1] ?? "") ? " " : "";
    result = result.slice(0, from) + space + written + result.slice(to);
  }
  return result;
}
function styleOf(text) {
  const indent = /^[^\s#-][^\n]*:[^\n\S]*\n(?:\s*#[^\n]*\n)*( +)\S/m.exec(text)?.[1]?.length ?? 2;
  const list = /^( *)(?:- )?[^\s#-][^\n]*:[^\n\S]*\n( *)- /m.exec(text);
  return { indent, indentSeq: list === null || list[2].length > list[1].length };
}

// src/dashboard/forms/syntax/yaml-syntax.ts
var limits = { depth: maxDashboardDepth, aliases: 1e4, tokens: 1e6 };
var yamlSyntax = {
  name: "yaml",
  reads: () => true,
  parse(text, file) {
    const { documents, at } = parseYaml(text, file);
    return documents.map((document) => {
      try {
        return yamlValues(document);
      } catch (error) {
        if (!(error instanceof YamlFault)) throw error;
        throw new DashboardError(`${file}:${at(error.offset)}: not valid YAML: ${error.message}; repair the file`);
      }
    });
  },
  write(text, { document: nth, path }, value) {
    const { documents } = parseYaml(text, "the file");
    const document = documents[nth];
    if (document === void 0) throw new RangeError("writing YAML: the document is not in the text");
    const node = nodeAt(document, path);
    if ((0, import_yaml4.isScalar)(node) && node.range && typeof value === "string") {
      const [from, to] = node.range;
      return text.slice(0, from) + scalarText(value, { node, text, from, to }) + text.slice(to);
    }
    return editYaml(text, document, { path, value });
  },
  render: (value) => (0, import_yaml4.stringify)(value, { lineWidth: 0, schema: "core" })
};
function parseYaml(text, file) {
  if (text.length > maxDashboardBytes || Buffer.byteLength(text) > maxDashboardBytes)
    throw new DashboardError(`${file}: larger than 16 MiB, the limit for a file of dashboards; split it`);
  const place = (offset) => {
    const before = text.slice(0, offset);
    return `${before.split("\n").length}:${offset - before.lastIndexOf("\n")}`;
  };
  const refuse = (offset, message) => new DashboardError(`${file}:${place(offset)}: not valid YAML: ${message}; repair the file`);
  const nesting = findNesting(text, limits);
  if (nesting !== void 0) throw refuse(nesting.offset, nesting.message);
  const parsed = parse(text, file);
  const documents = [...parsed];
  for (const { errors } of documents) {
    const [first] = errors;
    if (first !== void 0) throw refuse(first.pos[0], first.message.split("\n")[0].replace(/:$/, ""));
  }
  return { documents, at: place };
}
function parse(text, file) {
  try {
    const parsed = (0, import_yaml4.parseAllDocuments)(text, {
      prettyErrors: false,
      uniqueKeys: false,
      schema: "core",
      logLevel: "silent"
    });
    return Array.isArray(parsed) ? parsed : [];
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new DashboardError(`${file}: nested too deep for a file of dashboards`);
  }
}
function nodeAt(document, path) {
  let node = document.contents;
  for (const step of path) {
    if ((0, import_yaml4.isAlias)(node)) return void 0;
    if ((0, import_yaml4.isMap)(node)) node = node.items.findLast(({ key }) => keyText(key) === String(step))?.value;
    else if ((0, import_yaml4.isSeq)(node)) node = node.items[Number(step)];
    else return void 0;
  }
  return (0, import_yaml4.isNode)(node) ? node : void 0;
}

// src/dashboard/forms/forms.ts
var syntaxes = [hclSyntax, jsonStreamSyntax, jsonSyntax, yamlSyntax];
var forms = [
  configMapForm,
  grafanaOperatorForm,
  crossplaneForm,
  persesForm,
  providerForm,
  terraformForm,
  terraformPlanForm,
  wholeForm,
  mapForm
];

// src/dashboard/forms/read-file.ts
var maxDashboards = 1e3;
var maxShellChars = 16 * 1024;
function readDashboardFile(text, file) {
  const syntax = syntaxes.find((one) => one.reads(file, text));
  const documents = syntax.parse(text, file);
  const tools = formTools(file);
  const parts = documents.flatMap((value, document) => flatten(value, { document, path: [] }));
  const read = parts.map((part) => ({ part, ...recognise(part.value, tools) }));
  const count = read.reduce((sum, { dashboards: dashboards2 }) => sum + dashboards2.length, 0);
  if (count > maxDashboards)
    throw new DashboardError(`${file}: ${count} dashboards; a file may have ${maxDashboards}: split it`);
  const several = parts.filter(({ value }) => value !== null).length > 1;
  const taken = /* @__PURE__ */ new Set();
  const dashboards = read.flatMap(({ part, dashboards: found }, index) => {
    const shell = found.length === 0 ? void 0 : shellOf(part.value, found);
    return found.map((one) => {
      const name = several ? [partName(part.value, index), one.name].filter(Boolean).join("/") : one.name;
      const place = name === void 0 ? void 0 : unique(name, taken);
      const whole = syntax.name === "json" && place === void 0 && one.path.length === 0;
      return {
        json: one.json,
        uid: one.uid,
        spot: { document: part.document, path: [...part.path, ...one.path] },
        holding: whole ? void 0 : {
          syntax: syntax.name,
          place,
          path: one.path,
          carried: one.carried,
          ...shell === void 0 ? {} : { shell }
        }
      };
    });
  });
  return {
    syntax,
    dashboards,
    references: read.flatMap(({ references = [] }) => references),
    unread: read.flatMap(({ unread = [] }) => unread),
    advice: read.find(({ advice: advice2 }) => advice2 !== void 0)?.advice,
    only: documents.length === 1 ? documents[0] : void 0
  };
}
function flatten(value, { document, path }) {
  const isList = /List$/.test(textField(value, "kind") ?? "") && Array.isArray(asObject(value)?.["items"]);
  if (!isList || path.length > 4) return [{ value, document, path }];
  return asArray(asObject(value)["items"]).flatMap(
    (item2, index) => flatten(item2, { document, path: [...path, "items", index] })
  );
}
function recognise(value, tools) {
  if (Array.isArray(value)) return { dashboards: listed2(value) };
  const document = asObject(value);
  if (document === void 0) return { dashboards: [] };
  for (const form of forms) {
    const found = form(document, tools);
    if (found !== void 0) return found;
  }
  return { dashboards: [] };
}
function partName(value, index) {
  const document = asObject(value);
  return (document && (nameOf2(document) ?? textField(document, "uid"))) ?? String(index + 1);
}
function unique(name, taken) {
  let free = name;
  for (let nth = 2; taken.has(free); nth++) free = `${name}~${nth}`;
  taken.add(free);
  return free;
}
var shellParts = ["apiVersion", "kind", "metadata", "spec"];
function shellOf(value, dashboards) {
  const document = asObject(value);
  if (document === void 0 || dashboards.some(({ path }) => path.length === 0)) return void 0;
  const isResource2 = textField(document, "kind") !== void 0;
  const parts = Object.entries(document).filter(([name]) => isResource2 && shellParts.includes(name));
  const shell = mutableObject(cloneJson(Object.fromEntries(parts)));
  for (const { path } of dashboards) {
    const holder = valueAt(shell, path.slice(0, -1));
    if (typeof holder === "object" && holder !== null) delete holder[String(path.at(-1))];
  }
  const annotations = mutableObject(valueAt(shell, ["metadata", "annotations"]));
  if (annotations !== void 0) delete annotations["kubectl.kubernetes.io/last-applied-configuration"];
  return JSON.stringify(shell).length <= maxShellChars ? shell : {};
}

// src/dashboard/read/alpha-forms.ts
function toBeta(spec) {
  return convert(spec, { query: betaQuery, visualisation: betaVisualisation });
}
function toAlpha(spec) {
  return convert(spec, { query: alphaQuery, visualisation: alphaVisualisation });
}
function convert(spec, conversion) {
  const inSpec = (value, change2) => {
    const object = asObject(value);
    const inner = asObject(object?.["spec"]);
    return object === void 0 || inner === void 0 ? value : { ...object, spec: change2(inner) };
  };
  const list = (value, change2) => asArray(value).map((item2) => inSpec(item2, change2));
  const panel = (inner) => ({
    ...inner,
    ...asObject(inner["vizConfig"]) === void 0 ? {} : { vizConfig: conversion.visualisation(asObject(inner["vizConfig"])) },
    ...asObject(inner["data"]) === void 0 ? {} : { data: inSpec(inner["data"], (group) => ({ ...group, queries: list(group["queries"], conversion.query) })) }
  });
  const element = (value) => field(value, "kind") === "Panel" ? inSpec(value, panel) : value;
  const variable = (value) => field(value, "kind") === "QueryVariable" ? inSpec(value, conversion.query) : moveVariableSource(value, conversion);
  const elements = asObject(spec["elements"]);
  return {
    ...spec,
    ...elements === void 0 ? {} : { elements: Object.fromEntries(Object.entries(elements).map(([name, value]) => [name, element(value)])) },
    ...Array.isArray(spec["variables"]) ? { variables: spec["variables"].map(variable) } : {},
    ...Array.isArray(spec["annotations"]) ? { annotations: list(spec["annotations"], conversion.query) } : {}
  };
}
function betaQuery(holder) {
  const query = asObject(holder["query"]);
  if (query === void 0 || query["kind"] === "DataQuery") return holder;
  const { datasource, ...rest } = holder;
  const { kind, spec, ...others } = query;
  const type = field(datasource, "type");
  const name = field(datasource, "uid");
  return {
    ...rest,
    query: {
      ...others,
      kind: "DataQuery",
      group: type ?? kind,
      version: "v0",
      ...Object.hasOwn(holder, "datasource") ? { datasource: typeof name === "string" ? { name } : {} } : {},
      spec: spec ?? {}
    }
  };
}
function alphaQuery(holder) {
  const query = asObject(holder["query"]);
  if (query === void 0 || query["kind"] !== "DataQuery") return holder;
  const { kind: _kind, group, version: _version, datasource, spec, ...others } = query;
  const name = field(datasource, "name");
  return {
    ...holder,
    ...datasource === void 0 ? {} : { datasource: { type: group, ...defined({ uid: name }) } },
    query: { ...others, kind: group, spec }
  };
}
var ownSource = ["AdhocVariable", "GroupByVariable"];
function moveVariableSource(value, { query }) {
  const variable = asObject(value);
  const spec = asObject(variable?.["spec"]);
  if (variable === void 0 || spec === void 0 || !ownSource.includes(String(variable["kind"]))) return value;
  if (query === betaQuery) {
    if (!Object.hasOwn(spec, "datasource") || Object.hasOwn(variable, "group")) return value;
    const { datasource: datasource2, ...rest2 } = spec;
    const name2 = field(datasource2, "uid");
    return { ...variable, group: field(datasource2, "type") ?? "", datasource: defined({ name: name2 }), spec: rest2 };
  }
  if (!Object.hasOwn(variable, "group")) return value;
  const { group, datasource, ...rest } = variable;
  const name = field(datasource, "name");
  const type = group === "" ? {} : { type: group };
  return { ...rest, spec: { ...spec, datasource: { ...type, ...defined({ uid: name }) } } };
}
function betaVisualisation(config) {
  const spec = asObject(config["spec"]);
  if (config["kind"] === "VizConfig" || spec === void 0) return config;
  const { pluginVersion, ...rest } = spec;
  return { kind: "VizConfig", group: config["kind"], version: pluginVersion ?? "", spec: rest };
}
function alphaVisualisation(config) {
  const spec = asObject(config["spec"]);
  if (config["kind"] !== "VizConfig" || spec === void 0) return config;
  return { kind: config["group"], spec: { pluginVersion: config["version"], ...spec } };
}

export {
  toBeta,
  toAlpha,
  encodeCarried,
  syntaxes,
  readDashboardFile
};
