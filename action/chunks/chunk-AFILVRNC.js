import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  LRParser,
  styleTags,
  tags
} from "./chunk-NNUYM63R.js";
import {
  defined
} from "./chunk-BLCDFNVZ.js";

// src/promql/grammar/work.ts
var tooComplex = "the query is too complex: reading it takes too many steps; split it, or use fewer variables in it";
var Work = class {
  #left;
  #out = false;
  #around;
  /** @param around - the larger budget, which every step is taken from too. */
  constructor(steps, around) {
    this.#left = steps;
    this.#around = around;
  }
  /**
   * Takes steps, if enough are left here and in the larger budget.
   *
   * @returns whether there were enough. After the first failure, every call fails.
   */
  take(steps) {
    if (this.#out || steps > this.#left) {
      this.#out = true;
      return false;
    }
    if (this.#around?.take(steps) === false) return false;
    this.#left -= steps;
    return true;
  }
  /** The remaining steps. */
  get left() {
    return this.#left;
  }
  /** Whether a call asked for more steps than were left. */
  get usedUp() {
    return this.#out || this.#around?.usedUp === true;
  }
};
var current;
function startWork(steps) {
  return new Work(steps, current);
}
function withWork(work, run) {
  const before = current;
  current = work;
  try {
    return run();
  } finally {
    current = before;
  }
}
function withSteps(steps, run) {
  const work = startWork(steps);
  return withWork(work, () => run(work));
}
function takeSteps(steps) {
  return current?.take(steps) ?? true;
}
var OutOfSteps = class extends Error {
};
function requireSteps(steps) {
  if (!takeSteps(steps)) throw new OutOfSteps();
}
function attemptWork(work, run) {
  try {
    const result = withWork(work, run);
    return work.usedUp ? void 0 : result;
  } catch (error) {
    if (error instanceof OutOfSteps) return void 0;
    throw error;
  }
}

// src/promql/grammar/failure.ts
function failure(reason, from, to) {
  return { ok: false, reason, from, to: Math.max(from, to) };
}

// src/promql/grammar/limits.ts
var maxQueryLength = 1e5;
var maxDepth = 500;
var maxVariables = 1e3;
var maxQuerySteps = 2e5;
var maxGuesses = 60;
var maxVariants = 64;

// src/promql/grammar/scan.ts
var [hash, doubleQuote, singleQuote, backquote, backslash, lineFeed] = [..."#\"'`\\\n"].map(
  (char) => char.charCodeAt(0)
);
function scanText(query) {
  const regions = [];
  let codeFrom = 0;
  let at = 0;
  while (at < query.length) {
    const code = query.charCodeAt(at);
    if (code !== hash && code !== doubleQuote && code !== singleQuote && code !== backquote) {
      at++;
      continue;
    }
    const to = code === hash ? commentEnd(query, at) : stringEnd(query, at);
    if (at > codeFrom) regions.push({ kind: "code", from: codeFrom, to: at });
    regions.push({ kind: code === hash ? "comment" : "string", from: at, to });
    codeFrom = to;
    at = to;
  }
  if (codeFrom < query.length) regions.push({ kind: "code", from: codeFrom, to: query.length });
  return regions;
}
function commentEnd(query, from) {
  const end = query.indexOf("\n", from);
  return end === -1 ? query.length : end;
}
function stringEnd(query, from) {
  const quote2 = query.charCodeAt(from);
  for (let at = from + 1; at < query.length; at++) {
    const code = query.charCodeAt(at);
    if (code === quote2) return at + 1;
    if (quote2 === backquote) continue;
    if (code === backslash) at++;
    else if (code === lineFeed) return at;
  }
  return query.length;
}
function codeOnly(query) {
  return scanText(query).map(({ kind, from, to }) => kind === "code" ? query.slice(from, to) : " ".repeat(to - from)).join("");
}

// src/promql/variables/variable-reference.ts
var opening = /\$(\w+)|\[\[(\w+?)(?::(\w+))?\]\]|\$\{(\w+)(?=[.:}])/g;
function findReferences(text) {
  if (!text.includes("$") && !text.includes("[[")) return [];
  const braces = new BraceReader(text);
  const found = [];
  opening.lastIndex = 0;
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    const [whole, plain, bracketed, bracketedFormat, braced] = match;
    const from = match.index;
    if (braced === void 0) {
      found.push(reference(plain ?? bracketed, void 0, bracketedFormat, whole, from));
      continue;
    }
    const rest = braces.read(from + whole.length);
    if (rest === void 0) continue;
    found.push(reference(braced, rest.field, rest.format, text.slice(from, rest.to), from));
    opening.lastIndex = rest.to;
  }
  return found;
}
function namesVariable(text) {
  return findReferences(text).length > 0;
}
function wholeReference(text) {
  const [first] = findReferences(text);
  return first?.text === text ? first : void 0;
}
function reference(name, field, format, text, from) {
  return { name, ...defined({ field, format }), text, from };
}
var BraceReader = class {
  #text;
  #fieldEnd = -1;
  #close = -1;
  constructor(text) {
    this.#text = text;
  }
  /** @param at - offset of `.`, `:` or `}`. @returns undefined where no reference ends. */
  read(at) {
    const text = this.#text;
    if (text[at] === "}") return { to: at + 1 };
    const colon = text[at] === ":" ? at : this.#endOfField(at + 1);
    const field = colon === at ? void 0 : text.slice(at + 1, colon);
    if (field === "") return void 0;
    if (text[colon] === "}") return { ...defined({ field }), to: colon + 1 };
    if (text[colon] !== ":") return void 0;
    const close = this.#closing(colon + 1);
    if (close <= colon + 1) return void 0;
    return { ...defined({ field }), format: text.slice(colon + 1, close), to: close + 1 };
  }
  /** The first of `:`, `^` and `}`, or the end of the text. */
  #endOfField(from) {
    if (this.#fieldEnd < from) {
      let at = from;
      while (at < this.#text.length && !":^}".includes(this.#text[at])) at++;
      this.#fieldEnd = at;
    }
    return this.#fieldEnd;
  }
  /** The first closing brace, or -1. */
  #closing(from) {
    if (this.#close < from) {
      const at = this.#text.indexOf("}", from);
      this.#close = at === -1 ? Number.POSITIVE_INFINITY : at;
    }
    return Number.isFinite(this.#close) ? this.#close : -1;
  }
};

// src/promql/variables/variables.ts
function useKey({ name, field, format }) {
  return `${name}${field === void 0 ? "" : `.${field}`}${format === void 0 ? "" : `:${format}`}`;
}
function findVariables(query) {
  const references = findReferences(query);
  if (references.length === 0) return [];
  const regions = scanText(query);
  let region = 0;
  return references.map(({ text, from, ...named }) => {
    while (regions[region].to <= from) region++;
    return { ...named, from, to: from + text.length, place: regions[region].kind };
  });
}

// src/promql/grammar/functions.ts
var types = { v: "vector", s: "scalar", m: "matrix", t: "string" };
var lines = `
v v abs absent acos acosh asin asinh atan atanh ceil cos cosh deg exp floor ln log10 log2
v v rad sgn sin sinh sort sort_desc sqrt tan tanh timestamp
v v day_of_month day_of_week day_of_year days_in_month hour minute month year start_timestamp
v v histogram_avg histogram_count histogram_stddev histogram_stdvar histogram_sum
m v absent_over_time avg_over_time changes count_over_time delta deriv first_over_time idelta increase irate
m v last_over_time mad_over_time max_over_time min_over_time present_over_time rate resets
m v stddev_over_time stdvar_over_time sum_over_time
m v ts_of_first_over_time ts_of_last_over_time ts_of_max_over_time ts_of_min_over_time
vss v clamp
vs v clamp_max clamp_min round
mss v double_exponential_smoothing holt_winters
ms v predict_linear
sm v quantile_over_time
sv v histogram_quantile
vts v histogram_quantiles
ssv v histogram_fraction
vv v info
vttttttttttttttttttttttttttttttttttttttt v label_join
vtttt v label_replace
vttttttttttttttttttttttttttttttttttttttt v sort_by_label sort_by_label_desc
v s scalar
s v vector
- s end pi range start step time
`;
var functions = new Map(
  lines.trim().split("\n").flatMap((line) => {
    const [args, returns, ...names] = line.split(" ");
    const signature = {
      args: args === "-" ? [] : [...args].map((letter) => types[letter]),
      returns: types[returns]
    };
    return names.map((name) => [name, signature]);
  })
);
var aggregations = new Set(
  "avg bottomk count count_values group limit_ratio limitk max min quantile stddev stdvar sum topk".split(" ")
);
var selectingAggregations = /* @__PURE__ */ new Set(["topk", "bottomk", "limitk", "limit_ratio"]);
var sortingFunctions = /* @__PURE__ */ new Set([
  "sort",
  "sort_desc",
  "sort_by_label",
  "sort_by_label_desc"
]);

// src/promql/variables/value-kind.ts
var words = new Set(
  "and or unless by without on ignoring group_left group_right bool offset atan2 inf nan start end step range fill fill_left fill_right anchored smoothed default if ifnot with limit keep_metric_names min_of max_of".split(" ")
);
function valueKind(text) {
  const lower = text.toLowerCase();
  if (words.has(lower) || functions.has(text) || aggregations.has(lower)) return text;
  if (/^[A-Za-z_]\w*$/.test(text) && !isPartOfWord(lower)) return "a name";
  if (/^[A-Za-z_:][\w:]*$/.test(text) && text.includes(":")) return "a metric";
  if (/^[A-Za-z_]\w*(?:, *[A-Za-z_]\w*)+$/.test(text)) return "names";
  if (/^\d+$/.test(text)) return "a number";
  if (/^\d+(?:ms|[smhdwy])$/.test(text)) return "a duration";
  return text;
}
function isPartOfWord(text) {
  for (const word of words) if (word.includes(text)) return true;
  for (const word of aggregations) if (word.includes(text)) return true;
  return false;
}

// src/promql/variables/variants.ts
function variantsOf(uses, options) {
  if (options === void 0 || options.size === 0) return [noTexts];
  const used = /* @__PURE__ */ new Set();
  for (const { name, place } of uses) if (place === "code") used.add(name);
  if (used.size === 0) return [noTexts];
  const choices = [...used].flatMap((name) => {
    const texts = oneOfEachKind(options.get(name) ?? []);
    return texts.length === 0 ? [] : [[name, texts]];
  });
  const first = new Map(choices.map(([name, [text]]) => [name, text]));
  const others = choices.flatMap(([name, texts]) => texts.slice(1).map((text) => new Map(first).set(name, text)));
  return [first, ...others].slice(0, maxVariants);
}
var noTexts = /* @__PURE__ */ new Map();
function oneOfEachKind(texts) {
  const found = /* @__PURE__ */ new Map();
  for (const text of texts) {
    if (text.length > 1e4 || findVariables(text).length > 0) continue;
    const key = valueKind(text);
    if (!found.has(key)) found.set(key, text);
    if (found.size >= maxVariants) break;
  }
  return [...found.values()];
}

// src/promql/grammar/grammar-node.ts
var noChildren = [];
function readTree(tree, fill) {
  const cursor = tree.cursor();
  const root = nodeAt(cursor, fill);
  const open = [root];
  if (!cursor.firstChild()) return root;
  root.children = [];
  for (; ; ) {
    const node = nodeAt(cursor, fill);
    if (node.name !== "LineComment") open.at(-1).children.push(node);
    if (cursor.firstChild()) {
      node.children = [];
      open.push(node);
      continue;
    }
    while (!cursor.nextSibling()) {
      open.pop();
      if (open.length === 0) return root;
      cursor.parent();
    }
  }
}
function nodeAt({ name, from, to }, fill) {
  const start = fill.startInOriginal(from) ?? Number.NaN;
  return { name, from, to, start, end: fill.endInOriginal(to) ?? Number.NaN, children: noChildren };
}
function childNamed(node, name) {
  for (const child of node.children) if (child.name === name) return child;
  return void 0;
}
function hasChild(node, name) {
  return childNamed(node, name) !== void 0;
}
function childAfter(node, child) {
  return node.children[node.children.indexOf(child) + 1];
}
function childFrom(node, at) {
  for (const child of node.children) if (child.from >= at) return child;
  return void 0;
}

// src/promql/grammar/string-literal.ts
var escapes = /* @__PURE__ */ new Map([
  ["a", "\x07"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "	"],
  ["v", "\v"]
]);
function unquote(literal) {
  const body = literal.slice(1, literal.length > 1 && literal.endsWith(literal[0]) ? -1 : void 0);
  if (literal[0] === "`" || !body.includes("\\")) return body;
  return body.replaceAll(/\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-7]{3}|[\s\S])/g, (_, code) => {
    const digits = code.slice(1);
    if (code.length > 1) return codePoint(/^[xuU]/.test(code) ? Number.parseInt(digits, 16) : Number.parseInt(code, 8));
    return escapes.get(code) ?? code;
  });
}
function codePoint(value) {
  return value <= 1114111 ? String.fromCodePoint(value) : "�";
}
function quote(value) {
  const escaped = value.replaceAll(/["\\]/g, "\\$&").replaceAll("\n", "\\n").replaceAll("\r", "\\r");
  return `"${escaped}"`;
}

// src/promql/grammar/syntax.ts
var UnexpectedTree = class extends Error {
};
function needed(value) {
  if (value === null || value === void 0) throw new UnexpectedTree("a part is missing");
  return value;
}
function isMasked({ start, end }, { masked }) {
  return masked.length > 0 && masked.some(({ use }) => use.from < end && use.to > start);
}
function isOneVariable({ start, end }, { masked }) {
  return masked.length > 0 && masked.some(({ use }) => use.from === start && use.to === end);
}
function filledText(node, { fill }) {
  return fill.text.slice(node.from, node.to);
}
function originalText({ from, to, start, end }, { query, fill }) {
  return Number.isNaN(start) || Number.isNaN(end) ? fill.text.slice(from, to) : query.slice(start, end);
}
function labelName(node, context) {
  const text = originalText(node, context);
  return node.name === "QuotedLabelName" ? unquote(text) : text;
}
function labelNames(node, context) {
  return node === void 0 ? [] : node.children.map((child) => labelName(child, context));
}

// src/promql/grammar/unknown-functions.ts
var keywords = new Set(
  "by without on ignoring group_left group_right bool and or unless atan2 offset start end fill fill_left fill_right step range min_of max_of".split(" ")
);
var metricsql = new Set(
  `aggr_over_time alias any ascent_over_time avg_over_time bitmap_and bitmap_or bitmap_xor bottomk_avg bottomk_last
bottomk_max bottomk_median bottomk_min buckets_limit count_eq_over_time count_gt_over_time count_le_over_time
count_ne_over_time count_values_over_time decreases_over_time default_rollup descent_over_time distinct
distinct_over_time drop_common_labels drop_empty_series duration_over_time end geomean geomean_over_time histogram
histogram_over_time histogram_share hoeffding_bound_lower hoeffding_bound_upper increase_prometheus increase_pure
increases_over_time integrate interpolate iqr_over_time keep_last_value keep_next_value label_copy label_del
label_graphite_group label_keep label_lowercase label_map label_match label_mismatch label_move label_set
label_transform label_uppercase label_value labels_equal lag lifetime limit_offset limitk mad median
median_over_time mode mode_over_time now outliers_iqr outliers_mad outliersk outlier_iqr_over_time
prometheus_buckets quantiles quantiles_over_time rand rand_exponential rand_normal range_avg range_first range_last
range_linear_regression range_mad range_max range_median range_min range_normalize range_quantile range_stddev
range_stdvar range_sum range_trim_outliers range_trim_spikes range_trim_zscore range_zscore rate_over_sum
rate_prometheus remove_resets rollup rollup_candlestick rollup_delta rollup_deriv rollup_increase rollup_rate
rollup_scrape_interval ru running_avg running_max running_min running_sum scrape_interval share share_eq_over_time
share_gt_over_time share_le_over_time smooth_exponential sort_by_label_numeric sort_by_label_numeric_desc
stale_samples_over_time sum2 sum2_over_time sum_eq_over_time sum_gt_over_time sum_le_over_time tfirst_over_time
timestamp_with_name timezone_offset tlast_change_over_time tlast_over_time tmax_over_time tmin_over_time topk_avg
topk_last topk_max topk_median topk_min union vmrange_to_le WITH with zscore zscore_over_time hour_of_day geomean
absent_over_time`.split(/\s+/)
);
function findUnknownFunctions(query) {
  if (query.length > maxQueryLength) return [];
  const variables = findVariables(query);
  let next = 0;
  const inVariable = (at, end) => {
    while (next < variables.length && variables[next].to <= at) next++;
    return next < variables.length && variables[next].from < end;
  };
  return [...codeOnly(query).matchAll(/(?<![\w:.$])([A-Za-z_]\w*)\s*\(/g)].flatMap(({ index, 1: name = "" }) => {
    const known = functions.has(name) || aggregations.has(name.toLowerCase()) || keywords.has(name.toLowerCase());
    const to = index + name.length;
    if (known || inVariable(index, to)) return [];
    const only = metricsql.has(name);
    const reason = only ? `${name}() is a function of MetricsQL (VictoriaMetrics), not of PromQL` : `PromQL has no function ${name}()`;
    return [{ name, from: index, to, metricsql: only, reason }];
  });
}
function explainUnknown(query) {
  return findUnknownFunctions(query)[0]?.reason;
}

// src/promql/tree/node-walk.ts
var none = [];
function childrenOf(node) {
  switch (node.type) {
    case "selector":
    case "number":
    case "string":
      return none;
    case "aggregation":
      return node.param === void 0 ? [node.expr] : [node.param, node.expr];
    case "binary":
      return [node.left, node.right];
    case "call":
      return node.args;
    default:
      return [node.expr];
  }
}
function walkNodes(root, visit) {
  walkFrom(root, [], visit);
}
function walkFrom(node, ancestors, visit) {
  visit(node, ancestors);
  const children = childrenOf(node);
  if (children.length === 0) return;
  ancestors.push(node);
  for (const child of children) walkFrom(child, ancestors, visit);
  ancestors.pop();
}
function typeOf(node) {
  switch (node.type) {
    case "selector":
    case "aggregation":
      return "vector";
    case "matrix":
    case "subquery":
      return "matrix";
    case "number":
      return "scalar";
    case "string":
      return "string";
    case "call":
      return functions.get(node.name)?.returns ?? "vector";
    case "binary":
      return typeOf(node.left) === "scalar" && typeOf(node.right) === "scalar" ? "scalar" : "vector";
    default:
      return typeOf(node.expr);
  }
}
function askable(node, text) {
  return typeOf(node) === "matrix" ? `last_over_time(${text}
)` : text;
}
function withoutParens(node) {
  let inner = node;
  while (inner.type === "paren") inner = inner.expr;
  return inner;
}

// src/promql/variables/literals.ts
var setOperators = /* @__PURE__ */ new Set(["and", "or", "unless"]);
function findLiterals(root, nameOf) {
  const found = /* @__PURE__ */ new Map();
  const maybe = /* @__PURE__ */ new Set();
  const metrics = /* @__PURE__ */ new Set();
  walkNodes(root, (node, ancestors) => {
    if (node.type !== "selector") return;
    const place = node.isVariable ? placeOf(node, ancestors) : "series";
    if (place === "series") metrics.add(nameOf(node.from));
    else if (place === "either") maybe.add(node.from);
    else found.set(node.from, place);
  });
  for (const from of maybe) if (!metrics.has(nameOf(from))) found.set(from, "number");
  return found;
}
function placeOf(selector, ancestors) {
  let child = selector;
  for (const parent of ancestors.toReversed()) {
    switch (parent.type) {
      case "paren":
      case "unary":
        child = parent;
        break;
      case "call": {
        const type = functions.get(parent.name)?.args[parent.args.indexOf(child)];
        return type === "scalar" ? "number" : type === "string" ? "string" : "series";
      }
      case "aggregation":
        if (parent.param !== child) return "series";
        return parent.op === "count_values" ? "string" : "number";
      case "binary": {
        const other = parent.left === child ? parent.right : parent.left;
        if (setOperators.has(parent.op) || parent.matching !== void 0 || typeOf(other) === "scalar") return "series";
        return isVariable(other) ? "series" : "either";
      }
      default:
        return "series";
    }
  }
  return "series";
}
function isVariable(node) {
  const inner = withoutParens(node);
  return inner.type === "selector" && inner.isVariable;
}

// src/promql/grammar/fill.ts
function fillQuery(query, replacements) {
  const pieces = [];
  let text = "";
  let at = 0;
  for (const { from, to, text: content } of replacements) {
    if (from > at) {
      pieces.push({ from: at, to: from, filledFrom: text.length, filledTo: text.length + from - at, replaced: false });
      text += query.slice(at, from);
    }
    pieces.push({ from, to, filledFrom: text.length, filledTo: text.length + content.length, replaced: true });
    text += content;
    at = to;
  }
  if (at < query.length || pieces.length === 0) {
    pieces.push({
      from: at,
      to: query.length,
      filledFrom: text.length,
      filledTo: text.length + query.length - at,
      replaced: false
    });
    text += query.slice(at);
  }
  return new FilledQuery(query.length, text, pieces);
}
var FilledQuery = class {
  text;
  #length;
  #pieces;
  /** Whether any replacement is empty: it shares its offset with the next character. */
  #hasEmpty;
  constructor(length, text, pieces) {
    this.text = text;
    this.#length = length;
    this.#pieces = pieces;
    this.#hasEmpty = pieces.some(({ filledFrom, filledTo }) => filledFrom === filledTo);
  }
  startInOriginal(position) {
    const piece = this.#emptyAt(position)[0] ?? this.#pieceOf(position);
    if (piece === void 0) return position === this.text.length ? this.#length : void 0;
    if (!piece.replaced) return piece.from + position - piece.filledFrom;
    return position === piece.filledFrom ? piece.from : void 0;
  }
  endInOriginal(position) {
    const piece = this.#emptyAt(position).at(-1) ?? this.#pieceOf(position - 1);
    if (piece === void 0) return void 0;
    if (!piece.replaced) return piece.from + position - piece.filledFrom;
    return position === piece.filledTo ? piece.to : void 0;
  }
  charInOriginal(position) {
    const piece = this.#pieceOf(position);
    return piece === void 0 || piece.replaced ? void 0 : piece.from + position - piece.filledFrom;
  }
  inFilled(position) {
    let low = 0;
    for (let high = this.#pieces.length; low < high; ) {
      const middle = low + high >> 1;
      if (this.#pieces[middle].to >= position) high = middle;
      else low = middle + 1;
    }
    const piece = this.#pieces[low];
    return position === piece.to ? piece.filledTo : piece.filledFrom + position - piece.from;
  }
  /** The piece of the character at `position` of the filled text. */
  #pieceOf(position) {
    return this.#pieces[this.#firstBehind(position)];
  }
  /** Empty replacements at `position`. */
  #emptyAt(position) {
    if (!this.#hasEmpty) return none2;
    const found = [];
    for (let index = this.#firstBehind(position - 1); index < this.#pieces.length; index++) {
      const piece = this.#pieces[index];
      if (piece.filledFrom > position) break;
      if (piece.filledFrom === piece.filledTo) found.push(piece);
    }
    return found;
  }
  /** Index of the first piece that ends after `position` in the filled text; the number of pieces without one. */
  #firstBehind(position) {
    let low = 0;
    for (let high = this.#pieces.length; low < high; ) {
      const middle = low + high >> 1;
      if (this.#pieces[middle].filledTo > position) high = middle;
      else low = middle + 1;
    }
    return low;
  }
};
var none2 = [];

// node_modules/@prometheus-io/lezer-promql/dist/index.es.js
var inf$1 = 188;
var nan$1 = 189;
var Bool$1 = 1;
var Ignoring$1 = 2;
var On$1 = 3;
var GroupLeft$1 = 4;
var GroupRight$1 = 5;
var Offset$1 = 6;
var Atan2$1 = 7;
var Avg$1 = 8;
var Bottomk$1 = 9;
var Count$1 = 10;
var CountValues$1 = 11;
var Group$1 = 12;
var Max$1 = 13;
var Min$1 = 14;
var Quantile$1 = 15;
var LimitK$1 = 16;
var LimitRatio$1 = 17;
var Stddev$1 = 18;
var Stdvar$1 = 19;
var Sum$1 = 20;
var Topk$1 = 21;
var By$1 = 22;
var Without$1 = 23;
var And$1 = 24;
var Or$1 = 25;
var Unless$1 = 26;
var StartFn$1 = 27;
var EndFn$1 = 28;
var AtStart$1 = 29;
var AtEnd$1 = 30;
var Smoothed$1 = 31;
var Anchored$1 = 32;
var Fill$1 = 33;
var FillLeft$1 = 34;
var FillRight$1 = 35;
var keywordTokens = {
  inf: inf$1,
  nan: nan$1,
  bool: Bool$1,
  ignoring: Ignoring$1,
  on: On$1,
  group_left: GroupLeft$1,
  group_right: GroupRight$1,
  offset: Offset$1
};
var specializeIdentifier = (value, stack) => {
  return keywordTokens[value.toLowerCase()] || -1;
};
var contextualKeywordTokens = {
  avg: Avg$1,
  atan2: Atan2$1,
  bottomk: Bottomk$1,
  count: Count$1,
  count_values: CountValues$1,
  group: Group$1,
  max: Max$1,
  min: Min$1,
  quantile: Quantile$1,
  limitk: LimitK$1,
  limit_ratio: LimitRatio$1,
  stddev: Stddev$1,
  stdvar: Stdvar$1,
  sum: Sum$1,
  topk: Topk$1,
  by: By$1,
  without: Without$1,
  and: And$1,
  or: Or$1,
  unless: Unless$1,
  smoothed: Smoothed$1,
  anchored: Anchored$1,
  fill: Fill$1,
  fill_left: FillLeft$1,
  fill_right: FillRight$1
};
var extendIdentifier = (value, stack) => {
  if (value === "start" && stack.canShift(StartFn$1)) {
    return StartFn$1;
  }
  if (value === "end" && stack.canShift(EndFn$1)) {
    return EndFn$1;
  }
  if (value.toLowerCase() === "start" && stack.canShift(AtStart$1)) {
    return AtStart$1;
  }
  if (value.toLowerCase() === "end" && stack.canShift(AtEnd$1)) {
    return AtEnd$1;
  }
  const token = contextualKeywordTokens[value.toLowerCase()];
  if (token !== void 0 && stack.canShift(token)) {
    return token;
  }
  return -1;
};
var promQLHighLight = styleTags({
  LineComment: tags.comment,
  LabelName: tags.labelName,
  StringLiteral: tags.string,
  NumberDurationLiteral: tags.number,
  NumberDurationLiteralInDurationContext: tags.number,
  Identifier: tags.variableName,
  "Abs Absent AbsentOverTime Acos Acosh Asin Asinh Atan Atanh AvgOverTime Ceil Changes Clamp ClampMax ClampMin Cos Cosh CountOverTime DaysInMonth DayOfMonth DayOfWeek DayOfYear Deg Delta Deriv EndFn Exp Floor HistogramAvg HistogramCount HistogramFraction HistogramQuantile HistogramSum DoubleExponentialSmoothing Hour Idelta Increase Irate LabelReplace LabelJoin LastOverTime Ln Log10 Log2 MaxOverTime MinOverTime Minute Month Pi PredictLinear PresentOverTime QuantileOverTime Rad Range Rate Resets Round Scalar Sgn Sin Sinh Sort SortDesc SortByLabel SortByLabelDesc Sqrt StartFn Step StddevOverTime StdvarOverTime SumOverTime Tan Tanh Time Timestamp Vector Year": tags.function(tags.variableName),
  "Avg Bottomk Count Count_values Group LimitK LimitRatio Max Min Quantile Stddev Stdvar Sum Topk": tags.operatorKeyword,
  "AtModifierPreprocessors By Without Bool On Ignoring GroupLeft GroupRight Offset Smoothed Anchored": tags.modifier,
  "DurationExpr/DurationStep DurationExpr/DurationRange DurationExpr/DurationMinOf DurationExpr/DurationMaxOf OffsetDurationExpr/DurationStep OffsetDurationExpr/DurationRange OffsetDurationExpr/DurationMinOf OffsetDurationExpr/DurationMaxOf": tags.function(tags.variableName),
  "And Unless Or": tags.logicOperator,
  "Sub Add Mul Mod Div Atan2 Eql Neq Lte Lss Gte Gtr EqlRegex EqlSingle NeqRegex Pow At": tags.operator,
  UnaryOp: tags.arithmeticOperator,
  "( )": tags.paren,
  "[ ]": tags.squareBracket,
  "{ }": tags.brace,
  "⚠": tags.invalid
});
var spec_Identifier = { __proto__: null, absent_over_time: 401, absent: 403, abs: 405, acos: 407, acosh: 409, asin: 411, asinh: 413, atan: 415, atanh: 417, avg_over_time: 419, ceil: 421, changes: 423, clamp: 425, clamp_max: 427, clamp_min: 429, cos: 431, cosh: 433, count_over_time: 435, days_in_month: 437, day_of_month: 439, day_of_week: 441, day_of_year: 443, deg: 445, delta: 447, deriv: 449, exp: 451, first_over_time: 453, floor: 455, histogram_count: 457, histogram_fraction: 459, histogram_quantile: 461, histogram_quantiles: 463, histogram_stddev: 465, histogram_stdvar: 467, histogram_sum: 469, histogram_avg: 471, double_exponential_smoothing: 473, hour: 475, idelta: 477, increase: 479, info: 481, irate: 483, label_replace: 485, label_join: 487, last_over_time: 489, ln: 491, log10: 493, log2: 495, mad_over_time: 497, max_over_time: 499, min_over_time: 501, ts_of_first_over_time: 503, ts_of_max_over_time: 505, ts_of_min_over_time: 507, ts_of_last_over_time: 509, minute: 511, month: 513, pi: 515, predict_linear: 517, present_over_time: 519, quantile_over_time: 521, rad: 523, rate: 525, resets: 527, round: 529, scalar: 531, sgn: 533, sin: 535, sinh: 537, sort: 539, sort_desc: 541, sort_by_label: 543, sort_by_label_desc: 545, start_timestamp: 547, range: 549, step: 551, sqrt: 553, stddev_over_time: 555, stdvar_over_time: 557, sum_over_time: 559, tan: 561, tanh: 563, timestamp: 565, time: 567, vector: 569, year: 571, min_of: 575, max_of: 577 };
var parser = LRParser.deserialize({
  version: 14,
  states: "BnOYQPOOO(gQPOOOOQO'#DT'#DTO(lQPO'#DSOOQO'#Db'#DbO(wQPO'#FqQ0_QQOOOOQO'#Ds'#DsO(rQPO'#DrOYQPO'#F{OYQPO'#F}O1xQSO'#GPO2TQQO'#GOOOQO'#GO'#GOOOQO'#Gd'#GdOOQO'#Dt'#DtOOQO'#Dv'#DvOOQO'#Dw'#DwOOQO'#Dx'#DxOOQO'#Dy'#DyOOQO'#Dz'#DzOOQO'#D{'#D{OOQO'#D|'#D|OOQO'#D}'#D}OOQO'#EO'#EOOOQO'#EP'#EPOOQO'#EQ'#EQOOQO'#ER'#EROOQO'#ES'#ESOOQO'#ET'#ETOOQO'#EU'#EUOOQO'#EV'#EVOOQO'#EW'#EWOOQO'#EX'#EXOOQO'#EY'#EYOOQO'#EZ'#EZOOQO'#E['#E[OOQO'#E]'#E]OOQO'#E^'#E^OOQO'#E_'#E_OOQO'#E`'#E`OOQO'#Ea'#EaOOQO'#Eb'#EbOOQO'#Ec'#EcOOQO'#Ed'#EdOOQO'#Ee'#EeOOQO'#Ef'#EfOOQO'#Eg'#EgOOQO'#Eh'#EhOOQO'#Ei'#EiOOQO'#Ej'#EjOOQO'#Ek'#EkOOQO'#El'#ElOOQO'#Em'#EmOOQO'#En'#EnOOQO'#Eo'#EoOOQO'#Ep'#EpOOQO'#Eq'#EqOOQO'#Er'#ErOOQO'#Es'#EsOOQO'#Et'#EtOOQO'#Eu'#EuOOQO'#Ev'#EvOOQO'#Ew'#EwOOQO'#Ex'#ExOOQO'#Ey'#EyOOQO'#Ez'#EzOOQO'#E{'#E{OOQO'#E|'#E|OOQO'#E}'#E}OOQO'#FO'#FOOOQO'#FP'#FPOOQO'#FQ'#FQOOQO'#FR'#FROOQO'#FS'#FSOOQO'#FT'#FTOOQO'#FU'#FUOOQO'#FV'#FVOOQO'#FW'#FWOOQO'#FX'#FXOOQO'#FY'#FYOOQO'#FZ'#FZOOQO'#F['#F[OOQO'#F]'#F]OOQO'#F^'#F^OOQO'#F_'#F_OOQO'#F`'#F`OOQO'#Fa'#FaOOQO'#Fb'#FbOOQO'#Fc'#FcOOQO'#Fd'#FdOOQO'#Fe'#FeOOQO'#Ff'#FfOOQO'#Fg'#FgOOQO'#Fh'#FhOOQO'#Fi'#FiOOQO'#Fj'#FjOOQO'#Fk'#FkOOQO'#Fl'#FlOOQO'#Fm'#FmOOQO'#Fn'#FnQOQPOOO3zQPO'#DUO4PQPO'#DZO(rQPO,59nO4WQQO,59nOOQO,59|,59|O6QQPO,59vO6QQPO,59vO6QQPO,59vO6QQPO,59vO6QQPO,59vO=qQPO,5<ZO>cQPO,5<cOOQO,5<e,5<eOOQO,5<f,5<fO?fQPO,5<rOOQO,5:^,5:^O?pQQO,5<gO?wQQO,5<iOOQO'#DX'#DXOAkQPO'#GQOAyQPO,5<kOOQO,5<k,5<kOBVQPO,5<kOOQO,5<j,5<jOB_QSO'#DVOOQO,59p,59pOOQO,59u,59uOBjQQO,59uOOQO1G/Y1G/YOOQO'#D^'#D^O3zQPO'#D_OBtQPO'#DaOByQPO'#DcOCOQPO'#DdOOQO'#D`'#D`OJbQPO'#D`OJiQPO'#D`OOQO'#Gh'#GhOJpQPO'#GhO!$WQPO'#GhOYQPO1G/bOYQPO1G/bOYQPO1G/bOYQPO1G/bOYQPO1G/bOOQO'#Fq'#FqOOQO'#Fv'#FvO!$bQSO1G1uO=qQPO'#FpOOQO'#Fr'#FrOOQO'#Fs'#FsOOQO'#Ft'#FtOOQO'#Fu'#FuO!$|QPO'#FpO!%RQPO'#FpO=qQPO'#FpOOQO'#Fp'#FpO>cQPO'#FxOOQO1G1}1G1}O!%WQPO'#FxO!%]QPO'#FxO=qQPO'#FxOOQO'#Fx'#FxO!%bQPO'#DbOOQO'#GY'#GYOOQO1G2^1G2^O!%mQPO1G2^OOQO1G2R1G2ROOQO'#GR'#GRO!%rQPO,5<lO!%wQPO,5<qO!%|QSO1G2VO!&XQPO1G2VOOQO1G2V1G2VOOQO,59q,59qO!&aQPO,59qOYQPO'#G]O!&iQPO1G/aOOQO1G/a1G/aO!&qQPO,59yO?TQPO,59{O?TQPO,59}O?TQPO,5:OOOQO,59z,59zOOQO,5=S,5=SO!._QPO,5=SO!7]QQO7+$|O!7mQQO7+$|O!9XQQO7+$|O!9uQQO7+$|O!;jQQO7+$|O=qQPO,5<[O=qQPO,5<[OOQO7+'a7+'aO!<ZQPO7+'nO!<vQSO,5<[O!=QQPO,5<[O=qQPO,5<[O!=kQQO,5<[OOQO,5<d,5<dO!=rQPO,5<dO=qQPO,5<dO!=wQQO,5<dO!>OQPO7+'xOOQO1G2W1G2WOOQO1G2]1G2]O!>TQPO,5<xOOQO,5<x,5<xOOQO7+'q7+'qO!>iQSO7+'qOOQO-E:[-E:[O!>tQSO1G/]O!?PQPO1G/]OOQO1G/]1G/]O!?XQQO,5<wOOQO-E:Z-E:ZOOQO7+${7+${O!?cQPO1G/eO!FyQPO1G/gO!GOQPO1G/iO!GTQPO1G/jOOQO1G2n1G2nO!GnQSO1G1vO!GxQSO1G1vO!HdQQO<<KYOOQO<<KY<<KYOOQO1G1v1G1vO!HkQQO1G1vO!HrQQO,5<[OOQO1G2O1G2OO!IPQQO1G2OOOQO<<Kd<<KdOOQO<<K]<<K]P!IWQSO'#G^OOQO,5<v,5<vOOQO7+$w7+$wO!I`QSO7+$wOOQO-E:Y-E:YOOQO7+%P7+%POOQO7+%R7+%ROOQO7+%T7+%TOOQO7+%U7+%UOOQOAN@tAN@tO=qQPO7+'bO!IkQQO1G1vO!IxQQO1G1vO=qQPO7+'jOOQO<<Hc<<HcP!JgQSO'#G[O!JoQQO<<J|O!JvQQO<<KUOOQOAN@hAN@hOOQOAN@pAN@pO=qQPO'#FpO=qQPO,5<[O=qQPO,5<[",
  stateData: "!J}~O%VOStOS~OWQOXQOYQOZQO[QO]QO^QO_QO`QOaQObQOcQOdQOeQOkVOlVO|^O!i[O%SSO%TSO%XXO%]TO%^TO%_SO%`_O%a`O%baO%cbO%dcO%edO%feO%gfO%hgO%ihO%jiO%kjO%lkO%mlO%nmO%onO%poO%qpO%rqO%srO%tsO%utO%vuO%wvO%xwO%yxO%zyO%{zO%|{O%}|O&O}O&P!OO&Q!PO&R!QO&S!RO&T!SO&U!TO&V!UO&W!VO&X!WO&Y!XO&Z!YO&[!ZO&]![O&^!]O&_!^O&`!_O&a!`O&b!aO&c!bO&d!cO&e!dO&f!eO&g!fO&h!gO&i!hO&j!iO&k!jO&l!kO&m!lO&n!mO&o!nO&p!oO&q!pO&r!qO&s!rO&t!sO&u!tO&v!uO&w!vO&x!wO&y!xO&z!yO&{!zO&|!{O&}!|O'O!}O'P#OO'Q#PO'R#QO'S#RO'T#SO'U#TO'V#UO'W#VO'X#WO'_ZO~O!i#XO~Of#YOg#YO%X#ZO~O%S#^O%T#^O%_#^OW$eXX$eXY$eXZ$eX[$eX]$eX^$eX_$eX`$eXa$eXb$eXc$eXd$eXe$eXk$eXl$eX|$eX!i$eX%S$eX%T$eX%X$eX%]$eX%^$eX%_$eX%`$eX%a$eX%b$eX%c$eX%d$eX%e$eX%f$eX%g$eX%h$eX%i$eX%j$eX%k$eX%l$eX%m$eX%n$eX%o$eX%p$eX%q$eX%r$eX%s$eX%t$eX%u$eX%v$eX%w$eX%x$eX%y$eX%z$eX%{$eX%|$eX%}$eX&O$eX&P$eX&Q$eX&R$eX&S$eX&T$eX&U$eX&V$eX&W$eX&X$eX&Y$eX&Z$eX&[$eX&]$eX&^$eX&_$eX&`$eX&a$eX&b$eX&c$eX&d$eX&e$eX&f$eX&g$eX&h$eX&i$eX&j$eX&k$eX&l$eX&m$eX&n$eX&o$eX&p$eX&q$eX&r$eX&s$eX&t$eX&u$eX&v$eX&w$eX&x$eX&y$eX&z$eX&{$eX&|$eX&}$eX'O$eX'P$eX'Q$eX'R$eX'S$eX'T$eX'U$eX'V$eX'W$eX'X$eX'_$eX~OU#eOV#_Oh#bOi#cOj#bOo#gOp#fO!P#_O!X#_O!Y#_O!Z#_O![#`O!]#`O!^#aO!_#aO!`#aO!a#aO!b#aO!c#aO!d#aO!e#aO${#hO'Y#dO~Oz#mO|#lO'`#oO~O'_ZOU$rXV$rXh$rXi$rXj$rXo$rXp$rX!P$rX!X$rX!Y$rX!Z$rX![$rX!]$rX!^$rX!_$rX!`$rX!a$rX!b$rX!c$rX!d$rX!e$rX${$rX%R$rX'Y$rX%Z$rX%Y$rX~O%X#rO~O%Z#tO~PYOf#YOg#YOUvaVvahvaivajvaovapva!Pva!Xva!Yva!Zva![va!]va!^va!_va!`va!ava!bva!cva!dva!eva${va%Rva'Yva%Zva%Yva~OP#wOQ#xOR#xOq#yOr#zOs#{OW%[PX%[PY%[PZ%[P[%[P]%[P^%[P_%[P`%[Pa%[Pb%[Pc%[Pd%[Pe%[Pk%[Pl%[P|%[P!i%[P%S%[P%T%[P%X%[P%]%[P%^%[P%_%[P%`%[P%a%[P%b%[P%c%[P%d%[P%e%[P%f%[P%g%[P%h%[P%i%[P%j%[P%k%[P%l%[P%m%[P%n%[P%o%[P%p%[P%q%[P%r%[P%s%[P%t%[P%u%[P%v%[P%w%[P%x%[P%y%[P%z%[P%{%[P%|%[P%}%[P&O%[P&P%[P&Q%[P&R%[P&S%[P&T%[P&U%[P&V%[P&W%[P&X%[P&Y%[P&Z%[P&[%[P&]%[P&^%[P&_%[P&`%[P&a%[P&b%[P&c%[P&d%[P&e%[P&f%[P&g%[P&h%[P&i%[P&j%[P&k%[P&l%[P&m%[P&n%[P&o%[P&p%[P&q%[P&r%[P&s%[P&t%[P&u%[P&v%[P&w%[P&x%[P&y%[P&z%[P&{%[P&|%[P&}%[P'O%[P'P%[P'Q%[P'R%[P'S%[P'T%[P'U%[P'V%[P'W%[P'X%[P'_%[P~O%S$YO%T$YO%X$cO%]$XO%^$XO%_$YO&|$^O&}$]O'Z$_O'[$`O~O%S$YO%T$YO%X$iO%]$XO%^$XO%_$YO&|$^O&}$]O'Z$_O'[$`O~O%SSO%TSO%]$kO%^$kO%_SO~Om$lOn$lO~P?TO%Z$oO~P0_O!P#_OU$qaV$qah$qai$qaj$qao$qap$qa!X$qa!Y$qa!Z$qa![$qa!]$qa!^$qa!_$qa!`$qa!a$qa!b$qa!c$qa!d$qa!e$qa${$qa%R$qa'Y$qa%Z$qa%Y$qa~O!e$pO$v$pO$w$pO$x$pO~O!e$pO$v$pO$w$pO$x$pO%Y$sO'`$uO~Oz$wO|#lO%Z$vO~O%Y$xO%Z$zO~P0_O%X$|O~O%X$}O~O%X%OO~OW!SXX!SXY!SXZ!SX[!SX]!SX^!SX_!SX`!SXa!SXb!SXc!SXd!SXe!SXk!SXl!SX|!SX!i!SX%S!SX%T!SX%X!SX%]!SX%^!SX%_!SX%`!SX%a!SX%b!SX%c!SX%d!SX%e!SX%f!SX%g!SX%h!SX%i!SX%j!SX%k!SX%l!SX%m!SX%n!SX%o!SX%p!SX%q!SX%r!SX%s!SX%t!SX%u!SX%v!SX%w!SX%x!SX%y!SX%z!SX%{!SX%|!SX%}!SX&O!SX&P!SX&Q!SX&R!SX&S!SX&T!SX&U!SX&V!SX&W!SX&X!SX&Y!SX&Z!SX&[!SX&]!SX&^!SX&_!SX&`!SX&a!SX&b!SX&c!SX&d!SX&e!SX&f!SX&g!SX&h!SX&i!SX&j!SX&k!SX&l!SX&m!SX&n!SX&o!SX&p!SX&q!SX&r!SX&s!SX&t!SX&u!SX&v!SX&w!SX&x!SX&y!SX&z!SX&{!SX&|!SX&}!SX'O!SX'P!SX'Q!SX'R!SX'S!SX'T!SX'U!SX'V!SX'W!SX'X!SX'_!SX~Os#{O~PCTOr#zO~PCTOq#yOr#zOs#{OW%[XX%[XY%[XZ%[X[%[X]%[X^%[X_%[X`%[Xa%[Xb%[Xc%[Xd%[Xe%[Xk%[Xl%[X|%[X!i%[X%S%[X%T%[X%X%[X%]%[X%^%[X%_%[X%`%[X%a%[X%b%[X%c%[X%d%[X%e%[X%f%[X%g%[X%h%[X%i%[X%j%[X%k%[X%l%[X%m%[X%n%[X%o%[X%p%[X%q%[X%r%[X%s%[X%t%[X%u%[X%v%[X%w%[X%x%[X%y%[X%z%[X%{%[X%|%[X%}%[X&O%[X&P%[X&Q%[X&R%[X&S%[X&T%[X&U%[X&V%[X&W%[X&X%[X&Y%[X&Z%[X&[%[X&]%[X&^%[X&_%[X&`%[X&a%[X&b%[X&c%[X&d%[X&e%[X&f%[X&g%[X&h%[X&i%[X&j%[X&k%[X&l%[X&m%[X&n%[X&o%[X&p%[X&q%[X&r%[X&s%[X&t%[X&u%[X&v%[X&w%[X&x%[X&y%[X&z%[X&{%[X&|%[X&}%[X'O%[X'P%[X'Q%[X'R%[X'S%[X'T%[X'U%[X'V%[X'W%[X'X%[X'_%[X~OQ#xOR#xO~PJpO!P%XO!X%XO!Y%XO!Z%XO![%YO!]%YO']%ZO'^%[O~O%X%^O~O%X%_O~O%X%bO~O%X%cO~O%S#^O%T#^O%_#^O~O%X%eO~O|%fO~O|%gO~Oz#mO|#lO'`%jO~O%Y%kO'`%jO~O%Y%mO%Z%oO~O%Y$xO%Z%rO~OS%sOT%sOW!RaX!RaY!RaZ!Ra[!Ra]!Ra^!Ra_!Ra`!Raa!Rab!Rac!Rad!Rae!Rak!Ral!Raq!Rar!Ras!Ra|!Ra!i!Ra%S!Ra%T!Ra%X!Ra%]!Ra%^!Ra%_!Ra%`!Ra%a!Ra%b!Ra%c!Ra%d!Ra%e!Ra%f!Ra%g!Ra%h!Ra%i!Ra%j!Ra%k!Ra%l!Ra%m!Ra%n!Ra%o!Ra%p!Ra%q!Ra%r!Ra%s!Ra%t!Ra%u!Ra%v!Ra%w!Ra%x!Ra%y!Ra%z!Ra%{!Ra%|!Ra%}!Ra&O!Ra&P!Ra&Q!Ra&R!Ra&S!Ra&T!Ra&U!Ra&V!Ra&W!Ra&X!Ra&Y!Ra&Z!Ra&[!Ra&]!Ra&^!Ra&_!Ra&`!Ra&a!Ra&b!Ra&c!Ra&d!Ra&e!Ra&f!Ra&g!Ra&h!Ra&i!Ra&j!Ra&k!Ra&l!Ra&m!Ra&n!Ra&o!Ra&p!Ra&q!Ra&r!Ra&s!Ra&t!Ra&u!Ra&v!Ra&w!Ra&x!Ra&y!Ra&z!Ra&{!Ra&|!Ra&}!Ra'O!Ra'P!Ra'Q!Ra'R!Ra'S!Ra'T!Ra'U!Ra'V!Ra'W!Ra'X!Ra'_!Ra~Oq#yOr#zOs#{OW%[aX%[aY%[aZ%[a[%[a]%[a^%[a_%[a`%[aa%[ab%[ac%[ad%[ae%[ak%[al%[a|%[a!i%[a%S%[a%T%[a%X%[a%]%[a%^%[a%_%[a%`%[a%a%[a%b%[a%c%[a%d%[a%e%[a%f%[a%g%[a%h%[a%i%[a%j%[a%k%[a%l%[a%m%[a%n%[a%o%[a%p%[a%q%[a%r%[a%s%[a%t%[a%u%[a%v%[a%w%[a%x%[a%y%[a%z%[a%{%[a%|%[a%}%[a&O%[a&P%[a&Q%[a&R%[a&S%[a&T%[a&U%[a&V%[a&W%[a&X%[a&Y%[a&Z%[a&[%[a&]%[a&^%[a&_%[a&`%[a&a%[a&b%[a&c%[a&d%[a&e%[a&f%[a&g%[a&h%[a&i%[a&j%[a&k%[a&l%[a&m%[a&n%[a&o%[a&p%[a&q%[a&r%[a&s%[a&t%[a&u%[a&v%[a&w%[a&x%[a&y%[a&z%[a&{%[a&|%[a&}%[a'O%[a'P%[a'Q%[a'R%[a'S%[a'T%[a'U%[a'V%[a'W%[a'X%[a'_%[a~O!P#_OU!Oqh!Oqi!Oqj!Oqo!Oqp!Oq![!Oq!]!Oq!^!Oq!_!Oq!`!Oq!a!Oq!b!Oq!c!Oq!d!Oq!e!Oq${!Oq%R!Oq'Y!Oq%Z!Oq%Y!Oq~OV!Oq!X!Oq!Y!Oq!Z!Oq~P!5uOV#_O!X#_O!Y#_O!Z#_O~P!5uOV#_O!P#_O!X#_O!Y#_O!Z#_O![#`O!]#`OU!Oqh!Oqi!Oqj!Oqo!Oqp!Oq${!Oq%R!Oq'Y!Oq%Z!Oq%Y!Oq~O!^!Oq!_!Oq!`!Oq!a!Oq!b!Oq!c!Oq!d!Oq!e!Oq~P!7}O!^#aO!_#aO!`#aO!a#aO!b#aO!c#aO!d#aO!e#aO~P!7}OV#_Oh#bOj#bO!P#_O!X#_O!Y#_O!Z#_O![#`O!]#`O!^#aO!_#aO!`#aO!a#aO!b#aO!c#aO!d#aO!e#aO~OU!Oqi!Oqo!Oqp!Oq${!Oq%R!Oq'Y!Oq%Z!Oq%Y!Oq~P!:cO']%{O~P=qO!X$da!Y$da!Z$da![$da!]$da']$da~O!P%XO'^$da~P!<bO%Z%|O~O!P&jO!X&jO!Y&jO!Z&jO![&kO!]&kO~O%Z%|O~P!=VO%Z&PO~O%Z&PO~P!=VO%Z&RO~O!e$pO$v$pO$w$pO$x$pO%Y%Qa'`%Qa~Oz#mO|#lO'`&SO~Oz&UO|#lO%Z&VO~O%Y&WO%Z&VO~O%Y%Pa%Z%Pa~P0_O%X#rOW!RiX!RiY!RiZ!Ri[!Ri]!Ri^!Ri_!Ri`!Ria!Rib!Ric!Rid!Rie!Rik!Ril!Riq!Rir!Ris!Ri|!Ri!i!Ri%S!Ri%T!Ri%]!Ri%^!Ri%_!Ri%`!Ri%a!Ri%b!Ri%c!Ri%d!Ri%e!Ri%f!Ri%g!Ri%h!Ri%i!Ri%j!Ri%k!Ri%l!Ri%m!Ri%n!Ri%o!Ri%p!Ri%q!Ri%r!Ri%s!Ri%t!Ri%u!Ri%v!Ri%w!Ri%x!Ri%y!Ri%z!Ri%{!Ri%|!Ri%}!Ri&O!Ri&P!Ri&Q!Ri&R!Ri&S!Ri&T!Ri&U!Ri&V!Ri&W!Ri&X!Ri&Y!Ri&Z!Ri&[!Ri&]!Ri&^!Ri&_!Ri&`!Ri&a!Ri&b!Ri&c!Ri&d!Ri&e!Ri&f!Ri&g!Ri&h!Ri&i!Ri&j!Ri&k!Ri&l!Ri&m!Ri&n!Ri&o!Ri&p!Ri&q!Ri&r!Ri&s!Ri&t!Ri&u!Ri&v!Ri&w!Ri&x!Ri&y!Ri&z!Ri&{!Ri&|!Ri&}!Ri'O!Ri'P!Ri'Q!Ri'R!Ri'S!Ri'T!Ri'U!Ri'V!Ri'W!Ri'X!Ri'_!Ri~O%Z&ZO~O%Z&[O~O%Z&]O~O!X$di!Y$di!Z$di![$di!]$di']$di~O!P%XO'^$di~P!GYO!P%XO!X%XO!Y%XO!Z%XO![$di!]$di']$di'^$di~O']&^O~P!=VO%Y&_O~P!=VO!P&jO%Z$da%Y$da~P!<bO%Y&bO~P!=VOz#mO|#lO~Oz&UO|#lO%Z&cO~O!P&jO%Z$di%Y$di~P!GYO!P&jO!X&jO!Y&jO!Z&jO![$di!]$di%Z$di']$di%Y$di~Oz&UO|#lO~O%Z&gO~P!=VO%Z&hO~P!=VO",
  goto: ".b%]PPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPP%^%j%v%|P&VP&g%^P&p&w'R'a'k(T(bPPPPPPPPPPPPP%^(o({P({({({({({({({({({({({({({({({({({({({({({({({({({({({({({({({({({({({({({({({({({({({({({({({({({({({({({({({({({({({({({({({({({({({({({({({({({({({({({({({({({({({({({%^)X*T*w*w+]+]+q%^,V%^%^%^%^%^%^,],l,tPPP,l%^P,{P-O-U-[PPPPP-cPPP.Re^OXY#Z$S$T$U$V$W$xeROXY#Z$S$T$U$V$W$xQ#[RR#v#]Q#s#YQ${#xR&Y%sQ#nZQ$w#rU%h$s%k&TV&U%m&W&dQ#]RQ#iWR#v#[Z$R#_#`#a#b#cY$Q#_#`#a#b#cR%R$RY$P#_#`#a#b#cS%Q$Q$RR%w%Ra#|#_#`#a#b#c$Q$R%Rd^OXY#Z$S$T$U$V$W$xQ$m#hQ%t$|Q%u$}R%v%O`#}#_#`#a#b#c$Q$R%RR%P$O`$O#_#`#a#b#c$Q$R%RR%P#}eWOXY#Z$S$T$U$V$W$xeVOXY#Z$S$T$U$V$W$xQ$Z#dQ%]$[Q%`$cQ%d$iQ%x%XQ%y%YQ%z%[Q%}%_Q&O&iQ&Q%cQ&`&jQ&a&kQ&e&_R&f&bdYOXY#Z$S$T$U$V$W$xW$[#d$[%X%YS$e#e$ee&i$c$i%[%_%c&_&b&i&j&kl$a#d$[$c$i%X%Y%[%_%c&_&b&i&j&kT$g#e$el$b#d$[$c$i%X%Y%[%_%c&_&b&i&j&kT$h#e$el$d#d$[$c$i%X%Y%[%_%c&_&b&i&j&kT$j#e$eQ$f#eR%a$ed]OXY#Z$S$T$U$V$W$xR#q[Q#pZV%i$s%k&TQ$q#mT$r#n%hR$n#hQ%n$wR&X%nQ$y#uR%q$yS$t#n#pR%l$tQUOQ#jXQ#kYQ#u#ZQ%S$SQ%T$TQ%U$UQ%V$VQ%W$WR%p$xQ$S#_Q$T#`Q$U#aQ$V#bR$W#c",
  nodeNames: "⚠ Bool Ignoring On GroupLeft GroupRight Offset Atan2 Avg Bottomk Count CountValues Group Max Min Quantile LimitK LimitRatio Stddev Stdvar Sum Topk By Without And Or Unless StartFn EndFn AtStart AtEnd Smoothed Anchored Fill FillLeft FillRight LineComment PromQL AggregateExpr AggregateOp AggregateModifier GroupingLabels LabelName QuotedLabelName StringLiteral FunctionCallBody BinaryExpr Pow BoolModifier MatchingModifierClause FillModifier FillClause NumberDurationLiteral FillLeftClause FillRightClause Mul Div Mod Add Sub Eql Gte Gtr TrimUpper TrimLower Lte Lss Neq FunctionCall FunctionIdentifier AbsentOverTime Identifier Absent Abs Acos Acosh Asin Asinh Atan Atanh AvgOverTime Ceil Changes Clamp ClampMax ClampMin Cos Cosh CountOverTime DaysInMonth DayOfMonth DayOfWeek DayOfYear Deg Delta Deriv Exp FirstOverTime Floor HistogramCount HistogramFraction HistogramQuantile HistogramQuantiles HistogramStdDev HistogramStdVar HistogramSum HistogramAvg DoubleExponentialSmoothing Hour Idelta Increase Info Irate LabelReplace LabelJoin LastOverTime Ln Log10 Log2 MadOverTime MaxOverTime MinOverTime TsOfFirstOverTime TsOfMaxOverTime TsOfMinOverTime TsOfLastOverTime Minute Month Pi PredictLinear PresentOverTime QuantileOverTime Rad Rate Resets Round Scalar Sgn Sin Sinh Sort SortDesc SortByLabel SortByLabelDesc StartTimestamp Range Step Sqrt StddevOverTime StdvarOverTime SumOverTime Tan Tanh Timestamp Time Vector Year MatrixSelector DurationExpr UnaryOp DurationStep DurationRange DurationMinOf DurationMaxOf NumberDurationLiteralInDurationContext OffsetExpr OffsetDurationExpr AnchoredExpr SmoothedExpr ParenExpr SubqueryExpr UnaryExpr VectorSelector LabelMatchers UnquotedLabelMatcher MatchOp EqlSingle EqlRegex NeqRegex QuotedLabelMatcher StepInvariantExpr At AtModifierPreprocessors MetricName",
  maxTerm: 292,
  nodeProps: [
    ["group", -14, 38, 44, 46, 52, 68, 157, 165, 167, 168, 169, 170, 171, 172, 180, "Expr"]
  ],
  propSources: [promQLHighLight],
  skippedNodes: [0, 36],
  repeatNodeCount: 3,
  tokenData: "4{~RwX^#lpq#lqr$ars$tst&luv'Twx'Yxy({yz)Qz{)V{|)[|})c}!O)h!O!P)o!P!Q*u!Q!R*z!R![+u![!]1O!^!_1z!_!`2a!`!a2v!b!c3]!c!}3b!}#O3x#P#Q3}#Q#R4S#R#S3b#S#T4X#T#o3b#o#p4q#q#r4v#y#z#l$f$g#l#BY#BZ#l$IS$I_#l$I|$JO#l$JT$JU#l$KV$KW#l&FU&FV#l~#qY%V~X^#lpq#l#y#z#l$f$g#l#BY#BZ#l$IS$I_#l$I|$JO#l$JT$JU#l$KV$KW#l&FU&FV#l~$dQ!_!`$j#r#s$o~$oO!e~~$tO$x~~$yW|~OY$tZr$trs%cs#O$t#O#P%h#P;'S$t;'S;=`&f<%lO$t~%hO|~~%kRO;'S$t;'S;=`%t;=`O$t~%yX|~OY$tZr$trs%cs#O$t#O#P%h#P;'S$t;'S;=`&f;=`<%l$t<%lO$t~&iP;=`<%l$t~&qSt~OY&lZ;'S&l;'S;=`&}<%lO&l~'QP;=`<%l&l~'YO!Z~~'_W|~OY'YZw'Ywx%cx#O'Y#O#P'w#P;'S'Y;'S;=`(u<%lO'Y~'zRO;'S'Y;'S;=`(T;=`O'Y~(YX|~OY'YZw'Ywx%cx#O'Y#O#P'w#P;'S'Y;'S;=`(u;=`<%l'Y<%lO'Y~(xP;=`<%l'Y~)QO%X~~)VO%Z~~)[O!X~V)cO%^P![U~)hO%Y~V)oO%]P!]U~)rP!Q![)u~)zS%_~!Q![)u!g!h*W#R#S)o#X#Y*W~*ZR{|*d}!O*d!Q![*j~*gP!Q![*j~*oQ%_~!Q![*j#R#S*d~*zO!Y~~+P[%_~!O!P)o!Q![+u!g!h*W#R#S,m#W#X-X#X#Y*W#[#]-p#a#b.U#g#h.x#k#l/Z#l#m0d#m#n/u~+zZ%_~!O!P)o!Q![+u!g!h*W#R#S,m#W#X-X#X#Y*W#[#]-p#a#b.U#g#h.x#k#l/Z#m#n/u~,pP!Q![,s~,xT%_~!O!P)o!Q![,s!g!h*W#R#S,m#X#Y*W~-^P%_~!Q![-a~-dS!Q![-a#[#]-p#a#b.U#g#h.x~-uP%_~!Q![-x~-{R!Q![-x#a#b.U#g#h.x~.ZQ%_~!Q![.a#g#h.s~.dR!Q![.a#a#b.m#g#h.x~.pP#g#h.s~.xO%_~~.}P%_~!Q![/Q~/TQ!Q![/Q#a#b.m~/`P%_~!Q![/c~/fT!Q![/c#W#X-X#[#]-p#a#b.U#g#h.x~/zP%_~!Q![/}~0QU!Q![/}#W#X-X#[#]-p#a#b.U#g#h.x#k#l/Z~0gR!Q![0p!c!i0p#T#Z0p~0uR%_~!Q![0p!c!i0p#T#Z0pV1VT'^S!iR!Q![1f![!]1f!c!}1f#R#S1f#T#o1fR1kT!iR!Q![1f![!]1f!c!}1f#R#S1f#T#o1f~2PQ!d~!P!Q2V!_!`2[~2[O!a~~2aO!c~~2fQ$vP!_!`2l#r#s2qQ2qO!^Q~2vO$w~~2{Q!`~!P!Q3R!_!`3W~3WO!b~~3]O!_~~3bO${~V3iT!iRzS!Q![3b![!]1f!c!}3b#R#S3b#T#o3b~3}O'Y~~4SO']~~4XO!P~~4[TO#S4X#S#T%c#T;'S4X;'S;=`4k<%lO4X~4nP;=`<%l4X~4vO'_~~4{O'`~",
  tokenizers: [0, 1, 2],
  topRules: { "PromQL": [0, 37], "MetricName": [1, 183] },
  specialized: [{ term: 71, get: (value, stack) => specializeIdentifier(value) << 1, external: specializeIdentifier }, { term: 71, get: (value, stack) => extendIdentifier(value, stack) << 1 | 1, external: extendIdentifier, extend: true }, { term: 71, get: (value) => spec_Identifier[value] || -1 }],
  tokenPrec: 0
});

// src/promql/grammar/grammar.ts
var stepsPerParse = 50;
var strict = parser.configure({ strict: true });
function parseGrammar(text) {
  if (text.length > maxQueryLength)
    return { ok: false, reason: `the query is longer than ${maxQueryLength} characters`, at: 0 };
  if (!takeSteps(text.length + stepsPerParse)) return { ok: false, reason: tooComplex, at: 0 };
  if (text.trim() === "") return { ok: false, reason: "the query is empty", at: 0 };
  const open = openString(text);
  if (open !== void 0) return { ok: false, reason: "a string is not closed", at: open };
  let tree;
  try {
    tree = parseStrictly(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const at = Math.min(Number(/\d+$/.exec(error.message)?.[0] ?? 0), text.length);
    return { ok: false, reason: describeStop(text, at), at };
  }
  return deeperThan(tree, maxDepth, text.length) ? { ok: false, reason: `the query is nested deeper than ${maxDepth} levels`, at: 0 } : { ok: true, tree };
}
function parseStrictly(text) {
  const parse = strict.startParse(text);
  for (let chances = 2; ; ) {
    const tree = parse.advance();
    if (tree !== null) return tree;
    if ((parse.bigReductionCount ?? 0) >= 300 && chances-- > 0) parse.bigReductionCount = 0;
  }
}
function openString(text) {
  const open = scanText(text).find(
    ({ kind, from, to }) => kind === "string" && (to - from < 2 || text[to - 1] !== text[from] || isEscaped(text, from, to - 1))
  );
  return open?.from;
}
function isEscaped(text, from, at) {
  if (text[from] === "`") return false;
  let backslashes = 0;
  while (text[at - 1 - backslashes] === "\\") backslashes++;
  return backslashes % 2 === 1;
}
function describeStop(text, at) {
  const rest = text.slice(at).trimStart();
  if (rest === "") return "the query ends too early";
  const word = /^(?:[\w:.]+|\S)/.exec(rest)[0].slice(0, 40);
  return `PromQL does not expect ${JSON.stringify(word)} here`;
}
function deeperThan(tree, limit, length) {
  if (length < limit) return false;
  const cursor = tree.cursor();
  let depth = 0;
  for (; ; ) {
    if (depth > limit * 3) return true;
    if (cursor.firstChild()) {
      depth++;
      continue;
    }
    while (!cursor.nextSibling()) {
      if (!cursor.parent()) return false;
      depth--;
    }
  }
}

// src/promql/variables/roles.ts
function roleText(role, length) {
  switch (role) {
    case "name":
      return "v".repeat(length);
    case "number":
      return "1".repeat(length);
    case "duration":
      return length < 2 ? void 0 : `${"1".repeat(length - 1)}s`;
    case "operator":
      return padded(length < 3 ? "or" : "and", length);
    case "function":
      return padded("ln", length);
    case "aggregation":
      return padded("sum", length);
    case "clause":
      return padded("by", length);
    case "matcher":
      return padded(length < 4 ? '""' : 'v=""', length);
    case "string":
      return length < 2 ? void 0 : `"${"v".repeat(length - 2)}"`;
    case "nothing":
      return " ".repeat(length);
  }
}
function padded(text, length) {
  return text.length > length ? void 0 : text.padEnd(length);
}
var durations = /* @__PURE__ */ new Set(["__interval", "__rate_interval", "__range", "__auto"]);
var numbers = /* @__PURE__ */ new Set(["__interval_ms", "__rate_interval_ms", "__range_ms", "__range_s", "__from", "__to"]);
var aggregationBefore = new RegExp(`(?:^|\\W)(?:${[...aggregations].join("|")})$`, "i");
function likelyRoles({ name }, { before, after, touched, insideBrackets, insideBraces }) {
  const previous = before.trimEnd();
  const next = after.trimStart();
  if (insideBrackets || /(?:^|\W)offset\s*[-+]?$/i.test(previous)) {
    return /^[a-z]/.test(after) || touched ? ["number", "duration", "name"] : ["duration", "number", "name"];
  }
  if (numbers.has(name) || previous.endsWith("@")) return ["number", "duration", "name"];
  const glued = touched || /[\w:.]$/.test(before) || /^[\w:]/.test(after);
  if (durations.has(name)) return glued ? ["name", "number", "duration"] : ["duration", "number", "name"];
  if (insideBraces && !glued) return rolesInBraces(previous, next);
  if (!glued) return rolesInExpression(previous, next);
  return /(?:^|[^\w:])[\d.]+$/.test(before) ? ["number", "duration", "name"] : ["name", "number", "operator", "nothing"];
}
function rolesInBraces(previous, next) {
  if (/[=~]$/.test(previous)) return ["string", "name"];
  if (/^[=!]/.test(next)) return ["name"];
  return /[{,]$/.test(previous) && /^[},]/.test(next) ? ["matcher", "nothing", "name"] : ["name", "matcher", "nothing"];
}
var beforeOperand = new RegExp(
  "(?:^|\\W)(?:(?:and|or|unless|by|without|on|ignoring|group_left|group_right|bool|atan2)|(?:on|ignoring|group_left|group_right)\\s*\\([^()]*\\))$",
  "i"
);
function rolesInExpression(previous, next) {
  if (aggregationBefore.test(previous)) return ["clause", "name", "nothing"];
  if (/[)}\]\w"]$/.test(previous) && !beforeOperand.test(previous)) return ["operator", "name", "clause", "nothing"];
  if (/^(?:by|without)\b/i.test(next)) return ["aggregation", "function", "name"];
  if (next.startsWith("(")) return ["function", "aggregation", "operator", "clause", "name"];
  return ["name", "number", "duration", "operator", "nothing"];
}

// src/promql/variables/mask.ts
var nothing = /* @__PURE__ */ new Map();
function maskQuery(query, known, { decided = nothing, uses } = {}) {
  if (query.length > maxQueryLength) return { fill: fillQuery("", []), parsed: parseGrammar(query), masked: [] };
  const inCode = (uses ?? findVariables(query)).filter((use) => use.place === "code");
  if (inCode.length > maxVariables) {
    const parsed = { ok: false, reason: `the query holds more than ${maxVariables} variables`, at: 0 };
    return { fill: fillQuery(query, []), parsed, masked: [] };
  }
  const aliases = olderFunctions(query);
  if (inCode.length === 0 && aliases.length === 0)
    return { fill: fillQuery(query, []), parsed: parseGrammar(query), masked: [] };
  const slots = makeSlots(query, inCode, known, decided);
  const guess = { query, slots, aliases };
  let best = attempt(guess);
  for (let guesses = 0; !best.parsed.ok && guesses < maxGuesses; ) {
    const stop = best.parsed.at;
    const slot = slots.findLast(
      (each) => each.text === void 0 && each.roles.length > 1 && best.fill.inFilled(each.use.from) <= stop
    );
    const better = slot === void 0 ? void 0 : betterRole(slot, stop, guess);
    guesses += slot?.roles.length ?? maxGuesses;
    if (better === void 0) break;
    best = better;
  }
  const masked = slots.filter(({ text }) => text === void 0).map(({ use, role }) => ({ use, role }));
  return { fill: best.fill, parsed: best.parsed, masked };
}
function attempt({ query, slots, aliases }) {
  const replacements = slots.map(replacementOf);
  if (aliases.length > 0) replacements.push(...aliases);
  const fill = fillQuery(query, aliases.length === 0 ? replacements : replacements.sort((a, b) => a.from - b.from));
  return { fill, parsed: parseGrammar(fill.text) };
}
function betterRole(slot, stop, guess) {
  const before = slot.role;
  let best;
  for (const role of slot.roles) {
    if (role === before || roleText(role, slot.use.to - slot.use.from) === void 0) continue;
    slot.role = role;
    const result = attempt(guess);
    if (result.parsed.ok) return result;
    if (result.parsed.at > (best?.at ?? stop)) best = { role, result, at: result.parsed.at };
  }
  slot.role = best?.role ?? before;
  return best?.result;
}
function replacementOf({ use, text, role }) {
  const length = use.to - use.from;
  return { from: use.from, to: use.to, text: text ?? roleText(role, length) ?? "v".repeat(length) };
}
function makeSlots(query, uses, known, decided) {
  if (uses.length === 0) return [];
  const code = codeOnly(query);
  let at = 0;
  let brackets = 0;
  let braces = 0;
  return uses.map((use, index) => {
    for (; at < use.from; at++) {
      const char = code[at];
      if (char === "[") brackets++;
      else if (char === "]") brackets = Math.max(0, brackets - 1);
      else if (char === "{") braces++;
      else if (char === "}") braces = Math.max(0, braces - 1);
    }
    at = use.to;
    const fixed = decided.get(use.from);
    const surroundings = {
      before: code.slice(Math.max(0, use.from - 200), use.from),
      after: code.slice(use.to, use.to + 200),
      touched: uses[index - 1]?.to === use.from || uses[index + 1]?.from === use.to,
      insideBrackets: brackets > 0,
      insideBraces: braces > 0
    };
    const roles = fixed === void 0 ? likelyRoles(use, surroundings) : [fixed];
    return { use, text: known.get(useKey(use)) ?? known.get(use.name), roles, role: roles[0] };
  });
}
function olderFunctions(query) {
  if (!query.includes("holt_winters")) return [];
  return [...codeOnly(query).matchAll(/(?<![\w:])holt_winters(?=\s*\()/g)].map(({ index }) => ({
    from: index,
    to: index + "holt_winters".length,
    text: "day_of_month"
  }));
}

// src/promql/grammar/expressions.ts
var kinds = /* @__PURE__ */ new Set([
  "AggregateExpr",
  "AnchoredExpr",
  "BinaryExpr",
  "FunctionCall",
  "MatrixSelector",
  "NumberDurationLiteral",
  "OffsetExpr",
  "ParenExpr",
  "SmoothedExpr",
  "StepInvariantExpr",
  "StringLiteral",
  "SubqueryExpr",
  "UnaryExpr",
  "VectorSelector"
]);
function expressionsOf({ children }) {
  return children.filter(({ name }) => kinds.has(name));
}
function firstExpression({ children }) {
  for (const child of children) if (kinds.has(child.name)) return child;
  return void 0;
}

// src/promql/grammar/arrange.ts
var operators = [
  ["or"],
  ["and", "unless"],
  ["==", "!=", "<", "<=", ">", ">=", "</", ">/"],
  ["+", "-"],
  ["*", "/", "%", "atan2"],
  ["^"]
];
var levels = new Map(operators.flatMap((names, level) => names.map((name) => [name, level])));
var prefixLevel = levels.get("*");
var powerLevel = levels.get("^");
var arranged = /* @__PURE__ */ new Set([
  "AnchoredExpr",
  "BinaryExpr",
  "MatrixSelector",
  "OffsetExpr",
  "SmoothedExpr",
  "StepInvariantExpr",
  "SubqueryExpr",
  "UnaryExpr"
]);
function isOperand({ name }) {
  return !arranged.has(name);
}
function arrange(root, text) {
  const items = [];
  flatten(root, text, items);
  return combine({ items, at: 0 }, 0);
}
function flatten(node, text, items) {
  if (isOperand(node)) {
    items.push({ kind: "operand", node });
  } else if (node.name === "BinaryExpr") {
    const [first, second] = expressionsOf(node);
    const [left, right] = [needed(first), needed(second)];
    flatten(left, text, items);
    items.push({ kind: "infix", node, level: levelOf(node, left, right, text) });
    flatten(right, text, items);
  } else if (node.name === "UnaryExpr") {
    items.push({ kind: "prefix", node, op: text[node.from] === "-" ? "-" : "+" });
    flatten(needed(firstExpression(node)), text, items);
  } else {
    flatten(needed(firstExpression(node)), text, items);
    items.push({ kind: "postfix", node });
  }
}
function levelOf(node, left, right, text) {
  const operator = childAfter(node, left);
  if (operator === void 0 || operator.from >= right.from) return 0;
  return levels.get(text.slice(operator.from, operator.to).toLowerCase()) ?? 0;
}
function combine(rest, minimum) {
  const { items } = rest;
  const first = items[rest.at++];
  let left;
  if (first.kind === "prefix") {
    const inner = combine(rest, prefixLevel + 1);
    left = { kind: "prefix", ...stretch(first.node, inner), op: first.op, inner };
  } else {
    left = { kind: "operand", ...stretch(first.node, first.node), node: first.node };
    for (let next = items[rest.at]; next?.kind === "postfix"; next = items[++rest.at]) {
      left = { kind: "postfix", ...stretch(left, next.node), node: next.node, inner: left };
    }
  }
  for (let next = items[rest.at]; next?.kind === "infix" && next.level >= minimum; next = items[rest.at]) {
    rest.at++;
    const right = combine(rest, next.level === powerLevel ? next.level : next.level + 1);
    left = { kind: "infix", ...stretch(left, right), node: next.node, left, right };
  }
  return left;
}
function stretch({ from, start }, { to, end }) {
  return { from, to, start, end };
}

// src/promql/tree/build-selector.ts
function buildSelector(node, context) {
  const braces = childNamed(node, "LabelMatchers");
  const matchers = braces === void 0 ? [] : readMatchers(braces, context);
  const selector = {
    type: "selector",
    from: node.start,
    to: node.end,
    metric: metricOf(node, braces, matchers, context),
    matchers,
    braces: braces !== void 0,
    insertAt: braces === void 0 ? Number.isNaN(node.end) ? void 0 : node.end : behindBrace(braces, context),
    isVariable: braces === void 0 && isOneVariable(node, context)
  };
  context.selectors.push(selector);
  return selector;
}
function behindBrace(braces, { fill }) {
  const brace = fill.charInOriginal(braces.from);
  return brace === void 0 ? void 0 : brace + 1;
}
function metricOf(node, braces, matchers, context) {
  const name = childNamed(node, "Identifier");
  if (name !== void 0) return originalText(name, context);
  const quoted = braces && childNamed(braces, "QuotedLabelName");
  if (quoted !== void 0) return unquote(originalText(quoted, context));
  return matchers.find((each) => each.name === "__name__" && each.op === "=")?.value;
}
function readMatchers(braces, context) {
  const matchers = [];
  for (const child of braces.children) {
    if (child.name !== "UnquotedLabelMatcher" && child.name !== "QuotedLabelMatcher") continue;
    const name = needed(childNamed(child, "LabelName") ?? childNamed(child, "QuotedLabelName"));
    const op = filledText(needed(childNamed(child, "MatchOp")), context);
    const value = unquote(originalText(needed(childNamed(child, "StringLiteral")), context));
    matchers.push({ from: child.start, to: child.end, name: labelName(name, context), op, value });
  }
  return matchers;
}

// src/promql/tree/build-node.ts
function buildQuery(top, context) {
  return buildNode(needed(firstExpression(top)), context);
}
function buildNode(node, context) {
  return isOperand(node) ? operand(node, context) : buildShape(arrange(node, context.fill.text), context);
}
function buildShape(shape, context) {
  switch (shape.kind) {
    case "operand":
      return operand(shape.node, context);
    case "prefix":
      return {
        type: "unary",
        from: shape.start,
        to: shape.end,
        op: shape.op,
        expr: buildShape(shape.inner, context)
      };
    case "infix":
      return binary(shape, context);
    case "postfix":
      return postfix(shape, context);
  }
}
function operand(node, context) {
  switch (node.name) {
    case "VectorSelector":
      return buildSelector(node, context);
    case "AggregateExpr":
      return aggregation(node, context);
    case "FunctionCall":
      return call(node, context);
  }
  const { start: from, end: to } = node;
  switch (node.name) {
    case "ParenExpr":
      return { type: "paren", from, to, expr: buildNode(needed(firstExpression(node)), context) };
    case "NumberDurationLiteral":
      return { type: "number", from, to, text: originalText(node, context) };
    case "StringLiteral":
      return { type: "string", from, to, value: unquote(originalText(node, context)) };
    default:
      throw new UnexpectedTree(`unexpected ${node.name}`);
  }
}
function aggregation(node, context) {
  const op = needed(childNamed(node, "AggregateOp"));
  const clause = childNamed(node, "AggregateModifier");
  const args = expressionsOf(needed(childNamed(node, "FunctionCallBody")));
  if (args.length === 0 || args.length > 2)
    throw new UnexpectedTree(`${filledText(op, context)}() takes one or two arguments`);
  const word = clause?.children[0];
  return {
    type: "aggregation",
    from: node.start,
    to: node.end,
    op: filledText(op, context).toLowerCase(),
    grouping: clause === void 0 ? void 0 : hasChild(clause, "By") ? "by" : "without",
    labels: clause === void 0 ? [] : labelNames(childNamed(clause, "GroupingLabels"), context),
    uncertain: isMasked(op, context) || word !== void 0 && isMasked(word, context),
    param: args.length === 2 ? buildNode(args[0], context) : void 0,
    expr: buildNode(args.at(-1), context)
  };
}
function call(node, context) {
  const name = needed(childNamed(node, "FunctionIdentifier"));
  const uncertain = isMasked(name, context);
  const written = originalText(name, context);
  return {
    type: "call",
    from: node.start,
    to: node.end,
    // A variable with a known text gets that name; a function that was replaced for the grammar keeps its own.
    name: uncertain || functions.has(written) ? written : filledText(name, context),
    uncertain,
    args: expressionsOf(needed(childNamed(node, "FunctionCallBody"))).map((each) => buildNode(each, context))
  };
}
function binary(shape, context) {
  const { node } = shape;
  const op = needed(childFrom(node, needed(firstExpression(node)).to));
  return {
    type: "binary",
    op: filledText(op, context).toLowerCase(),
    opTo: op.end,
    bool: hasChild(node, "BoolModifier"),
    matching: vectorMatching(childNamed(node, "MatchingModifierClause"), context),
    from: shape.start,
    to: shape.end,
    left: buildShape(shape.left, context),
    right: buildShape(shape.right, context)
  };
}
function vectorMatching(clause, context) {
  if (clause === void 0) return void 0;
  const [labels, include] = clause.children.filter(({ name }) => name === "GroupingLabels");
  return {
    kind: hasChild(clause, "On") ? "on" : "ignoring",
    labels: labelNames(labels, context),
    group: hasChild(clause, "GroupLeft") ? "left" : hasChild(clause, "GroupRight") ? "right" : void 0,
    include: labelNames(include, context)
  };
}
var modifierKinds = /* @__PURE__ */ new Map([
  ["OffsetExpr", "offset"],
  ["StepInvariantExpr", "at"],
  ["AnchoredExpr", "anchored"],
  ["SmoothedExpr", "smoothed"]
]);
function postfix(shape, context) {
  const { node, inner } = shape;
  const base = { from: shape.start, to: shape.end, expr: buildShape(inner, context) };
  const kind = modifierKinds.get(node.name);
  if (kind !== void 0) {
    const value = childAfter(node, needed(childFrom(node, inner.to)));
    return {
      type: "modifier",
      ...base,
      kind,
      text: value === void 0 ? "" : originalText({ from: value.from, to: node.to, start: value.start, end: node.end }, context)
    };
  }
  const [range, step] = node.children.filter(({ name }) => name === "DurationExpr");
  const rangeText = originalText(needed(range), context);
  if (node.name === "MatrixSelector") return { type: "matrix", ...base, range: rangeText };
  return { type: "subquery", ...base, range: rangeText, step: step === void 0 ? "" : originalText(step, context) };
}

// src/promql/tree/read-query.ts
function readQuery(query, known, uses = findVariables(query)) {
  const first = readOnce(query, known, { uses });
  if (!first.ok) return first;
  if (!first.selectors.some(({ isVariable: isVariable2 }) => isVariable2)) return first;
  const literals = findLiterals(first.root, (from) => first.masked.find(({ use }) => use.from === from)?.use.name);
  if (literals.size === 0) return first;
  const decided = /* @__PURE__ */ new Map();
  for (const { use, role } of first.masked) decided.set(use.from, literals.get(use.from) ?? role);
  const second = readOnce(query, known, { uses, decided });
  return second.ok ? second : first;
}
function readOnce(query, known, options) {
  const { fill, parsed, masked } = maskQuery(query, known, options);
  if (!parsed.ok) {
    const at = Math.min(fill.startInOriginal(parsed.at) ?? fill.charInOriginal(parsed.at) ?? 0, query.length);
    return failure(explainUnknown(query) ?? parsed.reason, at, Math.min(at + 1, query.length));
  }
  const selectors = [];
  try {
    const root = buildQuery(readTree(parsed.tree, fill), { query, fill, masked, selectors });
    return { ok: true, tree: parsed.tree, root, selectors, fill, masked };
  } catch (error) {
    if (error instanceof UnexpectedTree) return failure(error.message, 0, query.length);
    throw error;
  }
}

// src/promql/tree/parse.ts
function parseQuery(query, options = {}) {
  return withSteps(maxQuerySteps, (work) => {
    const read = parseFirst(query, options);
    return !read.ok && work.usedUp ? failure(tooComplex, 0, query.length) : read;
  });
}
function parseFirst(query, { variables }) {
  let first;
  const uses = findVariables(query);
  for (const known of [...variantsOf(uses, variables), /* @__PURE__ */ new Map()]) {
    const read = readQuery(query, known, uses);
    if (read.ok) return { ok: true, tree: read.tree, text: read.fill.text, root: read.root };
    first ??= read;
  }
  return first;
}
function parseFilled(query) {
  return withSteps(maxQuerySteps, () => {
    const read = readQuery(query, /* @__PURE__ */ new Map(), []);
    return read.ok ? { ok: true, root: read.root } : read;
  });
}
function parseExpression(query, options = {}) {
  const parsed = parseQuery(query, options);
  return parsed.ok ? { ok: true, root: parsed.root } : parsed;
}

export {
  findReferences,
  namesVariable,
  wholeReference,
  unquote,
  quote,
  failure,
  maxQueryLength,
  maxVariables,
  maxQuerySteps,
  scanText,
  useKey,
  findVariables,
  functions,
  selectingAggregations,
  sortingFunctions,
  findUnknownFunctions,
  childrenOf,
  walkNodes,
  typeOf,
  askable,
  withoutParens,
  fillQuery,
  parser,
  tooComplex,
  Work,
  startWork,
  withWork,
  withSteps,
  takeSteps,
  OutOfSteps,
  requireSteps,
  attemptWork,
  parseGrammar,
  readQuery,
  valueKind,
  variantsOf,
  parseFilled,
  parseExpression
};
