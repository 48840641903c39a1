import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  findNesting,
  tooDeep
} from "./chunk-Z2PCP3ON.js";
import {
  require_dist
} from "./chunk-MWDUPVNI.js";
import {
  SpecError
} from "./chunk-E7O6XGVL.js";
import {
  __toESM
} from "./chunk-RZGYXAJU.js";

// src/data-spec/source/too-much.ts
var tooMuch = "too-much";

// src/data-spec/source/source.ts
var import_yaml = __toESM(require_dist(), 1);
var mebibyte = 1024 * 1024;
var maxValuesOfMebibyte = 6e5;
var maxYamlErrors = 5;
var nestingLimits = { depth: 32, aliases: 1e3 };
function readSource(text, file, maxMebibytes = 1) {
  const maxBytes = maxMebibytes * mebibyte;
  const bytes = text.length > maxBytes ? text.length : Buffer.byteLength(text);
  if (bytes > maxBytes)
    throw new SpecError(
      [{ message: `${file}: larger than ${maxMebibytes} MiB; split the data spec, or make labels by ranges` }],
      { code: tooMuch }
    );
  const lines = new import_yaml.LineCounter();
  const position = (offset) => {
    const { line, col } = lines.linePos(Math.max(0, offset));
    return { file, line: Math.max(1, line), column: Math.max(1, col) };
  };
  const nesting = findNesting(text, nestingLimits);
  if (nesting !== void 0) {
    countLines(text, lines);
    throw new SpecError([{ message: nesting.message, position: position(nesting.offset) }]);
  }
  const read = (counter) => {
    const root = parse(text, counter, position);
    const nodes = /* @__PURE__ */ new WeakMap();
    return { root, nodes, data: convert(root, nodes, { position, maxValues: maxMebibytes * maxValuesOfMebibyte }) };
  };
  const first = read(lines);
  let held = new WeakRef(first);
  const tree = () => {
    const kept = held.deref() ?? read(new import_yaml.LineCounter());
    held = new WeakRef(kept);
    return kept;
  };
  return { file, data: first.data, locate: (path, at = "value") => position(offsetOf(tree(), path, at)) };
}
var ownWords = {
  TAG_RESOLVE_FAILED: "YAML tags are not supported",
  MULTIPLE_DOCS: "a data spec is a single YAML document, and here another one begins"
};
function countLines(text, lines) {
  lines.addNewLine(0);
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) lines.addNewLine(at + 1);
}
function parse(text, lineCounter, position) {
  const composer = new import_yaml.Composer({ prettyErrors: false, uniqueKeys: false, schema: "core", logLevel: "error" });
  const tokens = upToErrors(new import_yaml.Parser(lineCounter.addNewLine).parse(text));
  const [document, second] = composer.compose(tokens, true, text.length);
  const errors = [
    ...document.errors,
    ...second === void 0 ? [] : [{ message: "", code: "MULTIPLE_DOCS", pos: [second.range[0], second.range[1]] }],
    ...document.warnings
  ];
  const found = errors.slice(0, maxYamlErrors);
  if (found.length > 0) {
    throw new SpecError(
      found.map(({ message, code, pos }) => {
        const words = ownWords[code] ?? `not valid YAML: ${message.split("\n")[0]}`;
        return { message: words, position: position(pos[0]) };
      })
    );
  }
  return document.contents;
}
function* upToErrors(tokens) {
  let errors = 0;
  for (const token of tokens) {
    yield token;
    if (token.type === "error" && ++errors === maxYamlErrors) return;
  }
}
function convert(root, nodes, { position, maxValues }) {
  const anchors = /* @__PURE__ */ new Map();
  let values = 0;
  const fail = (node, message) => {
    throw new SpecError([{ message, position: position(node.range?.[0] ?? 0) }]);
  };
  const visit = (node, depth) => {
    if (depth > nestingLimits.depth) return fail(node, tooDeep(nestingLimits.depth));
    if (++values > maxValues) return fail(node, `more than ${maxValues} values; aliases repeat too much`);
    if ((0, import_yaml.isAlias)(node)) {
      const target = anchors.get(node.source);
      return target === void 0 ? fail(node, `no anchor \`&${node.source}\` before this alias`) : visit(target, depth);
    }
    if ("anchor" in node && typeof node.anchor === "string") anchors.set(node.anchor, node);
    if ((0, import_yaml.isMap)(node)) return visitMap(node, depth);
    if ((0, import_yaml.isSeq)(node)) return visitSeq(node, depth);
    return (0, import_yaml.isScalar)(node) ? scalarValue(node.value, () => fail(node, "expected text, a number, true, false or null")) : null;
  };
  const visitSeq = (node, depth) => {
    const list = node.items.map((item) => visit(item, depth + 1));
    nodes.set(list, node);
    return list;
  };
  const visitMap = (node, depth) => {
    const map = /* @__PURE__ */ Object.create(null);
    for (const { key, value } of node.items) {
      const name = keyText(key) ?? fail(key, "expected a key that is a single text");
      if (name === "<<") fail(key, "merge keys (`<<`) are not supported; write the keys out");
      if (Object.hasOwn(map, name)) fail(key, `key \`${name}\` is there twice`);
      Object.defineProperty(map, name, {
        value: value === null || value === void 0 ? null : visit(value, depth + 1),
        enumerable: true,
        configurable: true,
        writable: true
      });
    }
    nodes.set(map, node);
    return map;
  };
  return root === null ? null : visit(root, 0);
}
function scalarValue(value, fail) {
  if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return value;
  return fail();
}
function keyText(key) {
  if (!(0, import_yaml.isScalar)(key)) return void 0;
  return typeof key.value === "string" ? key.value : key.source ?? String(key.value);
}
function offsetOf({ data, root, nodes }, path, at) {
  let offset = root?.range?.[0] ?? 0;
  let current = data;
  for (const [index, part] of path.entries()) {
    const node = typeof current === "object" && current !== null ? nodes.get(current) : void 0;
    const last = index === path.length - 1;
    if ((0, import_yaml.isSeq)(node)) offset = startOf(node.items[Number(part)]) ?? offset;
    else if ((0, import_yaml.isMap)(node)) {
      const pair = node.items.find(({ key }) => keyText(key) === String(part));
      if (pair === void 0) return offset;
      offset = (last && at === "key" ? void 0 : startOf(pair.value)) ?? startOf(pair.key) ?? offset;
    } else return offset;
    current = current[part];
  }
  return offset;
}
function startOf(node) {
  const range = node?.range;
  return range === null || range === void 0 ? void 0 : range[0];
}

// src/data-spec/source/problems.ts
var maxShown = 20;
function createProblems(source, code = "spec") {
  const list = [];
  let count = 0;
  return {
    add(path, message, at = "value") {
      count++;
      if (list.length < maxShown * 5) list.push({ message, position: source.locate(path, at), path });
    },
    get count() {
      return count;
    },
    throwIfAny() {
      if (count > 0) throw new SpecError(shown(list, count), { code });
    }
  };
}
function shown(list, count) {
  const sorted = list.toSorted(
    (a, b) => a.position.line - b.position.line || a.position.column - b.position.column
  );
  const first = sorted.slice(0, maxShown);
  return count > first.length ? [...first, { message: `and ${count - first.length} more` }] : first;
}

// src/data-spec/source/show-value.ts
function showValue(value) {
  if (value === null || value === void 0) return "nothing";
  if (typeof value === "string") return JSON.stringify(value.length > 60 ? `${value.slice(0, 57)}...` : value);
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : `a list of ${value.length}`;
  return Object.keys(value).length === 0 ? "an empty map" : "a map";
}
function showNames(names, word) {
  const quoted = names.map((name) => `\`${name}\``);
  return quoted.length < 2 ? quoted.join("") : `${quoted.slice(0, -1).join(", ")} ${word} ${quoted.at(-1)}`;
}

export {
  tooMuch,
  nestingLimits,
  readSource,
  createProblems,
  showValue,
  showNames
};
