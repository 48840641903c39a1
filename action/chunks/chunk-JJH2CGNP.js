import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  hclGrammar
} from "./chunk-2B2BRE55.js";
import {
  DashboardError
} from "./chunk-E7O6XGVL.js";

// src/json/error-position.ts
var scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
var space = /[ \t\r\n]*/y;
function findJsonError(json) {
  let at = 0;
  const open = [];
  const take = (pattern) => {
    pattern.lastIndex = at;
    const match = pattern.exec(json);
    if (match !== null) at += match[0].length;
    return match !== null;
  };
  const takeString = () => {
    const end = json[at] === '"' ? endOfString(json, at) : void 0;
    at = end ?? at;
    return end !== void 0;
  };
  const name = () => takeString() && take(space) && json[at] === ":" && ++at > 0;
  for (let first = false; ; ) {
    take(space);
    const closing = open.at(-1) === "{" ? "}" : "]";
    if (first && json[at] === closing) {
      at++;
      open.pop();
      first = false;
    } else {
      if (open.at(-1) === "{" && !name()) return position(json, at, 'a property such as "title": …');
      take(space);
      const char = json[at];
      if (char === "{" || char === "[") {
        at++;
        open.push(char);
        first = true;
        continue;
      }
      if (!takeString() && !take(scalar))
        return position(json, at, "a value (text in double quotes, a number, true, false, null, { or [)");
      first = false;
    }
    const end = closeAll();
    if (end !== void 0) return end;
  }
  function closeAll() {
    for (; ; ) {
      take(space);
      const outer = open.at(-1);
      if (outer === void 0) return position(json, at, "the end of the file");
      if (json[at] === ",") {
        at++;
        return void 0;
      }
      if (json[at] !== (outer === "{" ? "}" : "]"))
        return position(json, at, outer === "{" ? "a comma or }" : "a comma or ]");
      at++;
      open.pop();
    }
  }
}
function endOfString(json, from) {
  for (let at = from + 1; at < json.length; at++) {
    const code = json.charCodeAt(at);
    if (code === 34) return at + 1;
    if (code < 32) return void 0;
    if (code !== 92) continue;
    const escaped = /^(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/.exec(json.slice(at + 1, at + 6));
    if (escaped === null) return void 0;
    at += escaped[0].length;
  }
  return void 0;
}
function position(json, at, expected) {
  const before = json.slice(0, at);
  const line = before.split("\n").length;
  const found = at >= json.length ? "the file ends here" : `found ${JSON.stringify(json[at])}`;
  return { line, column: at - before.lastIndexOf("\n"), expected: `expected ${expected}, ${found}` };
}

// src/json/parse.ts
var maxDashboardBytes = 16 * 1024 * 1024;
var maxDashboardDepth = 200;
var maxDashboardParts = 5e5;
function parseJson(text, file) {
  if (text.length > maxDashboardBytes || Buffer.byteLength(text) > maxDashboardBytes) {
    throw new DashboardError(`${file}: larger than 16 MiB, the limit for a dashboard; split it`);
  }
  const json = text.startsWith("\uFEFF") ? text.slice(1) : text;
  if (json.trim() === "") throw new DashboardError(`${file}: the file is empty; a dashboard's JSON was expected`);
  const shape = measure(json);
  if (shape.parts > maxDashboardParts) {
    throw new DashboardError(
      `${file}: more than ${maxDashboardParts} objects and lists, the limit for a dashboard; split it`
    );
  }
  if (shape.depth > maxDashboardDepth)
    throw new DashboardError(`${file}: nested deeper than ${maxDashboardDepth} levels; a dashboard was expected`);
  try {
    return JSON.parse(json);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const { line, column, expected } = findJsonError(json);
    throw new DashboardError(
      `${file}:${line}:${column}: not valid JSON: ${expected}; export the dashboard from Grafana again, or repair the file`
    );
  }
}
function measure(json) {
  let depth = 0;
  let parts = 0;
  for (let at = 0; at < json.length; at++) {
    const code = json.charCodeAt(at);
    if (code === 34) {
      for (at++; at < json.length && json.charCodeAt(at) !== 34; at++) if (json.charCodeAt(at) === 92) at++;
    } else if (code === 123 || code === 91) {
      depth++;
      parts++;
      if (depth > maxDashboardDepth || parts > maxDashboardParts) break;
    } else if (code === 125 || code === 93) depth--;
  }
  return { depth, parts };
}

// src/dashboard/terraform/parse-hcl.ts
var maxBytes = 4 * 1024 * 1024;
var maxMoves = 1e6;
var keywordName = /((?:^|[{,])[ \t]*)(fo|i)[rnf](?=[ \t]*=[^=>])/gm;
function parseHcl(text, file) {
  if (text.length > maxBytes || Buffer.byteLength(text) > maxBytes)
    throw new DashboardError(`${file}: larger than 4 MiB, the limit for a Terraform file; split it`);
  const parse = hclGrammar().startParse(text.replaceAll(keywordName, "$1$2_"));
  try {
    for (let moves = 0; moves < maxMoves; moves++) {
      const tree = parse.advance();
      if (tree !== null) return tree;
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const at = Math.min(Number(/\d+$/.exec(error.message)?.[0] ?? 0), text.length);
    const exponent = /(?<![\w.])\d+[eE][-+]?\d*\s*$/.test(text.slice(Math.max(0, at - 40), at));
    throw new DashboardError(
      `${positionOf(text, at, file)}: ` + (exponent ? "a number such as 1e-7 is not read here; write 1.0e-7" : "not valid Terraform; run terraform validate")
    );
  }
  throw new DashboardError(`${file}: reading this Terraform file takes too many steps; split it`);
}
function positionOf(text, at, file) {
  const before = text.slice(0, at).split("\n");
  return `${file}:${before.length}:${before.at(-1).length + 1}`;
}
function childrenOf(node) {
  const children = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling)
    if (child.name !== "Comment") children.push(child);
  return children;
}
function innermost(node) {
  const children = childrenOf(node);
  return children.length === 1 && /^(?:Expression|LiteralValue|TemplateExpr|CollectionValue)$/.test(node.name) ? innermost(children[0]) : node;
}

// src/dashboard/terraform/hcl-template.ts
var escapes = { n: "\n", r: "\r", t: "	", '"': '"', "\\": "\\" };
function readTemplate(node, source) {
  const parts = childrenOf(node);
  const open = parts.find(({ name }) => name === "TemplateInterpolation" || name === "TemplateDirective");
  if (open !== void 0) return { open: source.slice(open.from, open.to) };
  const raw = parts.filter(({ name }) => name === "TemplateLiteral").map(({ from, to }) => source.slice(from, to)).join("");
  if (node.name !== "HeredocTemplate") return { text: unescapeTemplate(raw.replaceAll(quotedEscape, unescapeQuoted)) };
  const lines = heredocLines(raw);
  const indented = source.startsWith("<<-", node.from);
  return { text: unescapeTemplate((indented ? flush(lines) : lines).map((line) => `${line}
`).join("")) };
}
var quotedEscape = /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))/gs;
function unescapeQuoted(whole, short, long, other) {
  const code = short ?? long;
  if (code === void 0) return escapes[other ?? ""] ?? whole;
  const point = Number.parseInt(code, 16);
  return point > 1114111 ? "�" : String.fromCodePoint(point);
}
function unescapeTemplate(text) {
  return text.replaceAll(/([$%])\1\{/g, "$1{");
}
function escapeTemplate(text) {
  return text.replaceAll(/([$%])\{/g, "$1$1{");
}
function heredocLines(raw) {
  const lines = raw.replaceAll("\r\n", "\n").split("\n");
  return lines.slice(1);
}
function flush(lines) {
  const widths = lines.filter((line) => line.trim() !== "").map((line) => line.length - line.trimStart().length);
  const width = Math.min(...widths, Number.MAX_SAFE_INTEGER);
  return lines.map((line) => line.trim() === "" ? line : line.slice(width));
}

// src/dashboard/terraform/evaluate-hcl.ts
function evaluateHcl(expression, source, standIn) {
  const evaluate = (node, depth) => {
    const made = evaluateNode(node, source, (inner) => evaluate(inner, depth + 1), depth);
    return made.open === void 0 || standIn === void 0 ? made : { value: standIn(made.open) };
  };
  return evaluate(expression, 0);
}
function evaluateNode(expression, source, below, depth) {
  const node = innermost(expression);
  const children = childrenOf(node);
  const text = source.slice(node.from, node.to);
  if (depth > maxDashboardDepth) return { open: text };
  switch (node.name) {
    case "NumericLit":
      return { value: Number(text) };
    case "BoolLit":
      return { value: text === "true" };
    case "NullLit":
      return { value: null };
    case "StringLit":
    case "QuotedTemplate":
    case "HeredocTemplate": {
      const read = readTemplate(node, source);
      return read.open === void 0 ? { value: read.text } : { open: read.open };
    }
    case "Tuple":
      return list(
        children.filter(({ name }) => name === "Expression"),
        below
      );
    case "Object":
      return object(
        children.filter(({ name }) => name === "ObjectElem"),
        source,
        below
      );
    case "Expression":
      return children.length === 3 && children[0].name === "(" ? below(children[1]) : { open: text };
    case "Operation":
      return negative(node, source) ?? { open: text };
    default:
      return { open: text };
  }
}
function list(items, evaluate) {
  const values = [];
  for (const item of items) {
    const made = evaluate(item);
    if (made.open !== void 0) return made;
    values.push(made.value);
  }
  return { value: values };
}
function object(elements, source, evaluate) {
  const entries = [];
  for (const element of elements) {
    const [key, , value] = childrenOf(element);
    if (key === void 0 || value === void 0) return { open: source.slice(element.from, element.to) };
    const name = keyOf(key, source, evaluate);
    if (name.open !== void 0) return name;
    const made = evaluate(value);
    if (made.open !== void 0) return made;
    entries.push([String(name.value), made.value]);
  }
  return { value: Object.fromEntries(entries) };
}
function keyOf(key, source, evaluate) {
  const node = innermost(childrenOf(key)[0] ?? key);
  const bare = /^(?:VariableExpr|BoolLit|NullLit|NumericLit)$/.test(node.name);
  return bare ? { value: source.slice(node.from, node.to) } : evaluate(node);
}
function negative(operation, source) {
  const [unary] = childrenOf(operation);
  const [sign, operand] = unary?.name === "UnaryOperation" ? childrenOf(unary) : [];
  if (sign === void 0 || operand === void 0 || source.slice(sign.from, sign.to) !== "-") return void 0;
  const number = innermost(operand);
  return number.name === "NumericLit" ? { value: -Number(source.slice(number.from, number.to)) } : void 0;
}

// src/dashboard/terraform/resource-types.ts
var dashboardResource = /^grafana_dashboard$|^grafana_apps_dashboard_(?:dashboard_)?v\d/;

// src/dashboard/terraform/hcl-document.ts
var innerBlocks = /* @__PURE__ */ new Set(["metadata", "spec"]);
function dashboardAttributes(text, file) {
  const body = parseHcl(text, file).topNode.getChild("Body");
  if (body === null) return [];
  return body.getChildren("Block").flatMap((block) => {
    const [keyword, type, name] = namesOf(block, text);
    if (keyword !== "resource" || type === void 0 || name === void 0 || !dashboardResource.test(type)) return [];
    return attributesOf(block.getChild("Body"), ["resource", type, name], text);
  });
}
function attributesOf(body, path, text) {
  return (body === null ? [] : childrenOf(body)).flatMap((node) => {
    if (node.name === "Attribute") {
      const expression = node.getChild("Expression");
      const name = node.getChild("Identifier");
      return expression === null || name === null ? [] : [{ path: [...path, text.slice(name.from, name.to)], expression }];
    }
    const [keyword] = node.name === "Block" ? namesOf(node, text) : [];
    return keyword === void 0 || !innerBlocks.has(keyword) || path.length > 3 ? [] : attributesOf(node.getChild("Body"), [...path, keyword], text);
  });
}
function namesOf(block, text) {
  return childrenOf(block).flatMap((node) => {
    if (node.name !== "BlockType" && node.name !== "BlockLabel") return [];
    const inner = node.getChild("StringLit")?.getChild("TemplateLiteral") ?? node.getChild("Identifier") ?? node;
    return [text.slice(inner.from, inner.to)];
  });
}
function hclDocument(text, file) {
  const top = {};
  for (const { path, expression } of dashboardAttributes(text, file)) {
    const steps = path.map(String);
    const last = steps.pop();
    let place = top;
    for (const step of steps)
      place = Object.hasOwn(place, step) ? place[step] : define(place, step, {});
    define(place, last, terraformValue(expression, text));
  }
  return top;
}
function define(place, name, value) {
  Object.defineProperty(place, name, { value, enumerable: true, configurable: true, writable: true });
  return value;
}
function terraformValue(expression, text) {
  const argument = jsonEncoded(expression, text);
  const made = evaluateHcl(argument ?? expression, text);
  if (made.open !== void 0) return `\${${text.slice(expression.from, expression.to)}}`;
  return argument === void 0 && typeof made.value === "string" ? escapeTemplate(made.value) : made.value;
}
function jsonEncoded(expression, text) {
  const call = innermost(expression);
  const name = call.name === "FunctionCall" ? call.getChild("FunctionName") : null;
  if (name === null || text.slice(name.from, name.to) !== "jsonencode") return void 0;
  const [only, ...others] = call.getChild("FunctionArguments")?.getChildren("Expression") ?? [];
  return others.length === 0 ? only : void 0;
}

export {
  maxDashboardBytes,
  maxDashboardDepth,
  parseJson,
  parseHcl,
  childrenOf,
  innermost,
  unescapeTemplate,
  escapeTemplate,
  evaluateHcl,
  dashboardResource,
  dashboardAttributes,
  namesOf,
  hclDocument,
  jsonEncoded
};
