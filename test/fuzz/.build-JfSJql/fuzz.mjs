// test/fuzz/main.ts
import { parseArgs } from "node:util";

// src/errors.ts
var ExpectedError = class extends Error {
  /** Short and stable, for machines. */
  code;
  constructor(message, { code: code2, ...options }) {
    super(message, options);
    this.name = new.target.name;
    this.code = code2;
  }
};
var UsageError = class extends ExpectedError {
  exitCode = 2;
  constructor(message, options = {}) {
    super(message, { code: "usage", ...options });
  }
};
var SpecError = class extends ExpectedError {
  exitCode = 2;
  /** Every problem that was found, the first one is in the message. */
  problems;
  constructor(problems, options = {}) {
    super(problems.map(formatProblem).join("\n"), { code: "spec", ...options });
    this.problems = problems;
  }
};
function formatProblem({ message, position: position2 }) {
  return position2 === void 0 ? message : `${position2.file ?? "<spec>"}:${position2.line}:${position2.column}: ${message}`;
}
var DashboardError = class extends ExpectedError {
  exitCode = 2;
  constructor(message, options = {}) {
    super(message, { code: "dashboard", ...options });
  }
};

// src/duration.ts
var unitMs = { y: 31536e6, w: 6048e5, d: 864e5, h: 36e5, m: 6e4, s: 1e3, ms: 1 };
var pattern = /^(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/;
function parseDuration(text) {
  if (text === "0") return 0;
  const match = text === "" || text.length > 64 ? null : pattern.exec(text);
  if (match === null) return void 0;
  const [, years, weeks, days, hours, minutes, seconds, milliseconds] = match;
  const parts2 = [
    [years, unitMs.y],
    [weeks, unitMs.w],
    [days, unitMs.d],
    [hours, unitMs.h],
    [minutes, unitMs.m],
    [seconds, unitMs.s],
    [milliseconds, unitMs.ms]
  ];
  const total = parts2.reduce((sum2, [digits, unit]) => sum2 + Number(digits ?? 0) * unit, 0);
  return Number.isSafeInteger(total) ? total : void 0;
}
function formatDuration(ms) {
  let rest = Math.round(ms);
  if (rest === 0) return "0s";
  let text = "";
  for (const unit of ["d", "h", "m", "s", "ms"]) {
    const amount = Math.floor(rest / unitMs[unit]);
    if (amount > 0) text += `${amount}${unit}`;
    rest -= amount * unitMs[unit];
  }
  return text;
}
function durationFlag(flag, text) {
  const ms = parseDuration(text);
  if (ms === void 0) throw new UsageError(`--${flag} ${text}: expected a duration such as 30s, 15m, 6h or 1h30m`);
  return ms;
}

// test/fuzz/run-target.ts
import { inspect } from "node:util";
import fc from "fast-check";
async function runTarget({ name: name3, property }, effort, seed2) {
  const result = await fc.check(property, {
    seed: seed2,
    ..."runs" in effort ? { numRuns: effort.runs } : { numRuns: Number.MAX_SAFE_INTEGER, interruptAfterTimeLimit: effort.timeMs, markInterruptAsFailure: false }
  });
  if (!result.failed) return void 0;
  const value2 = inspect(result.counterexample, { depth: 20, maxStringLength: 2e3 });
  const error = result.errorInstance instanceof Error ? result.errorInstance.stack ?? result.errorInstance.message : String(result.errorInstance);
  return `${name3} does not hold after ${result.numRuns} runs: npm run fuzz -- --only "${name3}" --seed ${result.seed}
${value2}
${error}`;
}
function anySeed() {
  return Math.floor(Math.random() * 2 ** 31);
}

// test/fuzz/targets.ts
import fc5 from "fast-check";

// src/promql/grammar.ts
import { parser } from "@prometheus-io/lezer-promql";

// src/promql/limits.ts
var maxQueryLength = 1e5;
var maxDepth = 500;
var maxVariables = 1e3;
var maxQuerySteps = 2e5;
var maxGuesses = 60;
var maxVariants = 64;

// src/promql/scan.ts
var [hash, doubleQuote, singleQuote, backquote, backslash, lineFeed] = [..."#\"'`\\\n"].map((char) => char.charCodeAt(0));
function scanText(query) {
  const regions = [];
  let codeFrom = 0;
  let at = 0;
  while (at < query.length) {
    const code2 = query.charCodeAt(at);
    if (code2 !== hash && code2 !== doubleQuote && code2 !== singleQuote && code2 !== backquote) {
      at++;
      continue;
    }
    const to = code2 === hash ? commentEnd(query, at) : stringEnd(query, at);
    if (at > codeFrom) regions.push({ kind: "code", from: codeFrom, to: at });
    regions.push({ kind: code2 === hash ? "comment" : "string", from: at, to });
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
  const quote = query.charCodeAt(from);
  for (let at = from + 1; at < query.length; at++) {
    const code2 = query.charCodeAt(at);
    if (code2 === quote) return at + 1;
    if (quote === backquote) continue;
    if (code2 === backslash) at++;
    else if (code2 === lineFeed) return at;
  }
  return query.length;
}
function codeOnly(query) {
  return scanText(query).map(({ kind, from, to }) => kind === "code" ? query.slice(from, to) : " ".repeat(to - from)).join("");
}

// src/promql/work.ts
var tooComplex = "the query is too complex: reading it takes too many steps; split it, or use fewer variables in it";
var Work = class {
  #left;
  #around;
  /** @param around - takes every step too. */
  constructor(steps2, around) {
    this.#left = steps2;
    this.#around = around;
  }
  /** Takes steps. @returns whether there were enough of them, here and around. */
  take(steps2) {
    this.#left -= steps2;
    const around = this.#around?.take(steps2) ?? true;
    return this.#left >= 0 && around;
  }
  /** What may still be taken; below 0 once more was asked than there was. */
  get left() {
    return this.#left;
  }
  /** Whether more was asked than there was. */
  get usedUp() {
    return this.#left < 0 || this.#around?.usedUp === true;
  }
};
var current;
function startWork(steps2) {
  return new Work(steps2, current);
}
function withWork(work, run2) {
  const before = current;
  current = work;
  try {
    return run2();
  } finally {
    current = before;
  }
}
function withSteps(steps2, run2) {
  const work = startWork(steps2);
  return withWork(work, () => run2(work));
}
function takeSteps(steps2) {
  return current?.take(steps2) ?? true;
}
var OutOfSteps = class extends Error {
};
function requireSteps(steps2) {
  if (!takeSteps(steps2)) throw new OutOfSteps();
}
function attemptWork(work, run2) {
  try {
    const result = withWork(work, run2);
    return work.usedUp ? void 0 : result;
  } catch (error) {
    if (error instanceof OutOfSteps) return void 0;
    throw error;
  }
}

// src/promql/grammar.ts
var stepsPerParse = 50;
var strict = parser.configure({ strict: true });
function parseGrammar(text) {
  if (text.length > maxQueryLength) return { ok: false, reason: `the query is longer than ${maxQueryLength} characters`, at: 0 };
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
  const parse4 = strict.startParse(text);
  for (let chances = 2; ; ) {
    const tree = parse4.advance();
    if (tree !== null) return tree;
    if ((parse4.bigReductionCount ?? 0) >= 300 && chances-- > 0) parse4.bigReductionCount = 0;
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
  const word2 = /^(?:[\w:.]+|\S)/.exec(rest)[0].slice(0, 40);
  return `PromQL does not expect ${JSON.stringify(word2)} here`;
}
function deeperThan(tree, limit2, length) {
  if (length < limit2) return false;
  const cursor = tree.cursor();
  let depth = 0;
  for (; ; ) {
    if (depth > limit2 * 3) return true;
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

// src/check/expression.ts
var maxDepth2 = 200;
function readExpression(query) {
  const parsed = withSteps(maxQuerySteps, () => parseGrammar(query));
  if (!parsed.ok) return void 0;
  const { topNode } = parsed.tree;
  const top = firstExpression(topNode) ?? topNode.firstChild;
  return top === null ? void 0 : convert(top, query, 0);
}
var expressionNames = /* @__PURE__ */ new Set([
  "AggregateExpr",
  "BinaryExpr",
  "FunctionCall",
  "MatrixSelector",
  "NumberDurationLiteral",
  "OffsetExpr",
  "ParenExpr",
  "StringLiteral",
  "SubqueryExpr",
  "UnaryExpr",
  "VectorSelector",
  "StepInvariantExpr",
  "AnchoredExpr",
  "SmoothedExpr"
]);
function children(node) {
  const found = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) found.push(child);
  return found;
}
var expressionsIn = (node) => children(node).filter(({ name: name3 }) => expressionNames.has(name3));
var firstExpression = (node) => expressionsIn(node)[0];
function convert(node, query, depth) {
  const place = { from: node.from, to: node.to };
  if (depth > maxDepth2) return { ...place, kind: "opaque" };
  const inner = () => {
    const of = firstExpression(node);
    return of === void 0 ? { ...place, kind: "opaque" } : convert(of, query, depth + 1);
  };
  switch (node.name) {
    case "VectorSelector":
      return { ...place, ...readSelector(node, query) };
    case "MatrixSelector": {
      const duration = node.getChild("DurationExpr") ?? node.getChild("NumberDurationLiteralInDurationContext");
      return { ...place, kind: "range", of: inner(), rangeText: duration === null ? "" : query.slice(duration.from, duration.to) };
    }
    case "SubqueryExpr":
      return { ...place, kind: "subquery", of: inner() };
    case "ParenExpr":
    case "UnaryExpr":
    case "AnchoredExpr":
    case "SmoothedExpr":
      return { ...place, kind: "wrapper", of: inner() };
    case "OffsetExpr":
    case "StepInvariantExpr":
      return { ...place, kind: "shifted", of: inner() };
    case "NumberDurationLiteral":
      return { ...place, kind: "number" };
    case "StringLiteral":
      return { ...place, kind: "string" };
    case "FunctionCall":
    case "AggregateExpr": {
      const name3 = node.getChild("FunctionIdentifier") ?? node.getChild("AggregateOp");
      const body = node.getChild("FunctionCallBody");
      const args = body === null ? [] : expressionsIn(body).map((argument) => convert(argument, query, depth + 1));
      const kind = node.name === "FunctionCall" ? "call" : "aggregate";
      return { ...place, kind, name: name3 === null ? "" : query.slice(name3.from, name3.to).toLowerCase(), args };
    }
    case "BinaryExpr":
      return readBinary(node, query, depth);
    default:
      return { ...place, kind: "opaque" };
  }
}
function readBinary(node, query, depth) {
  const place = { from: node.from, to: node.to };
  const [left, right] = expressionsIn(node);
  const operator = children(node).find(({ from, name: name3 }) => left !== void 0 && from >= left.to && !/Comment/.test(name3));
  if (left === void 0 || right === void 0 || operator === void 0) return { ...place, kind: "opaque" };
  return {
    ...place,
    kind: "binary",
    operator: query.slice(operator.from, operator.to).toLowerCase(),
    operatorTo: operator.to,
    bool: node.getChild("BoolModifier") !== null,
    matching: readMatching(node.getChild("MatchingModifierClause"), query),
    left: convert(left, query, depth + 1),
    right: convert(right, query, depth + 1)
  };
}
function readMatching(clause, query) {
  if (clause === null) return { by: "all", labels: [] };
  const labels = clause.getChild("GroupingLabels");
  const names = labels === null ? [] : children(labels).filter(({ name: name3 }) => name3 === "LabelName" || name3 === "QuotedLabelName");
  const group = clause.getChild("GroupLeft") ? "left" : clause.getChild("GroupRight") ? "right" : void 0;
  return {
    by: clause.getChild("On") ? "on" : "ignoring",
    labels: names.map(({ from, to }) => unquote(query.slice(from, to))),
    ...group === void 0 ? {} : { group }
  };
}
function readSelector(node, query) {
  const identifier = node.getChild("Identifier");
  const list2 = node.getChild("LabelMatchers");
  const matchers = [];
  let metric = identifier === null ? void 0 : query.slice(identifier.from, identifier.to);
  for (const item of list2 === null ? [] : children(list2)) {
    const text = query.slice(item.from, item.to);
    if (item.name === "QuotedLabelName") metric = unquote(text);
    const [label2, operator, value2] = children(item);
    if (!/LabelMatcher$/.test(item.name) || label2 === void 0 || operator === void 0 || value2 === void 0) continue;
    matchers.push({
      name: unquote(query.slice(label2.from, label2.to)),
      operator: query.slice(operator.from, operator.to),
      value: unquote(query.slice(value2.from, value2.to)),
      text
    });
  }
  const named = matchers.find(({ name: name3, operator }) => name3 === "__name__" && operator === "=");
  metric ??= named?.value;
  return {
    kind: "selector",
    from: node.from,
    to: node.to,
    ...metric === void 0 ? {} : { metric },
    matchers: matchers.filter((matcher) => matcher !== named)
  };
}
function unquote(text) {
  const quote = text[0];
  if (quote !== '"' && quote !== "'" && quote !== "`") return text;
  const inner = text.slice(1, -1);
  return quote === "`" ? inner : inner.replaceAll(/\\(["'\\])/g, "$1").replaceAll("\\n", "\n").replaceAll("\\t", "	");
}

// src/check/expression-questions.ts
function selectorsIn(expression) {
  switch (expression.kind) {
    case "selector":
      return [expression];
    case "range":
    case "subquery":
    case "wrapper":
    case "shifted":
      return selectorsIn(expression.of);
    case "call":
    case "aggregate":
      return expression.args.flatMap(selectorsIn);
    case "binary":
      return [...selectorsIn(expression.left), ...selectorsIn(expression.right)];
    default:
      return [];
  }
}

// src/check/guarded-regex.ts
import { createContext, Script } from "node:vm";
var limits = { patternLength: 4096, textLength: 16384, texts: 2e4, matchesPerText: 1e3, matches: 1e5 };
var script = new Script(`(() => {
  const { source, flags, texts, matchesPerText, matches: most } = JSON.parse(input);
  const regex = new RegExp(source, flags);
  let total = 0;
  const results = texts.map((text) => {
    const found = [];
    regex.lastIndex = 0;
    for (;;) {
      const match = regex.exec(text);
      if (match === null || ++total > most) break;
      found.push({ groups: [...match].map((group) => group ?? null), named: Object.entries(match.groups ?? {}).filter(([, value]) => value !== undefined) });
      if (!regex.global || match[0] === "" || found.length >= matchesPerText) break;
    }
    return found;
  });
  return JSON.stringify(results);
})()`);
function matchAllGuarded(options) {
  const parsed = parsePattern(options.pattern);
  if (parsed === void 0) return { ok: false, reason: `${shown(options.pattern)} is no valid regular expression` };
  if (options.pattern.length > limits.patternLength)
    return { ok: false, reason: `the regular expression is longer than ${limits.patternLength} characters` };
  const texts = options.texts.slice(0, limits.texts).map((text) => text.slice(0, limits.textLength));
  const input = JSON.stringify({ ...parsed, texts, matchesPerText: limits.matchesPerText, matches: limits.matches });
  const done = options.time.run(options.pattern, (timeout) => {
    try {
      const context = createContext(Object.assign(/* @__PURE__ */ Object.create(null), { input }), { codeGeneration: { strings: false, wasm: false } });
      return { output: String(script.runInContext(context, { timeout })) };
    } catch (error) {
      return isTimeout(error) ? void 0 : { output: void 0 };
    }
  });
  if (done === void 0) return { ok: false, reason: tooSlow(options.pattern) };
  return done.output === void 0 ? { ok: false, reason: `${shown(options.pattern)} is no valid regular expression` } : { ok: true, matches: decode(done.output) };
}
function decode(output) {
  const results = JSON.parse(output);
  return results.map(
    (found) => found.map(({ groups, named }) => ({ groups: groups.map((group) => group ?? void 0), named: new Map(named) }))
  );
}
function parsePattern(pattern4) {
  if (!pattern4.startsWith("/")) return { source: `^${pattern4}$`, flags: "" };
  const end = pattern4.lastIndexOf("/");
  const flags = pattern4.slice(end + 1);
  return end > 0 && /^g?i?m?y?$/.test(flags) ? { source: pattern4.slice(1, end), flags } : void 0;
}
function isTimeout(error) {
  return typeof error === "object" && error !== null && "code" in error && error.code === "ERR_SCRIPT_EXECUTION_TIMEOUT";
}
function tooSlow(pattern4) {
  return `${shown(pattern4)} takes too long: it tries a huge number of ways to match; write it without nested repetitions`;
}
function shown(pattern4) {
  return pattern4.length > 100 ? `${pattern4.slice(0, 100)}\u2026` : pattern4;
}

// src/check/format-date.ts
var months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
var weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
var two = (value2) => String(value2).padStart(2, "0");
var tokens = {
  YYYY: (date) => String(date.getUTCFullYear()),
  YY: (date) => two(date.getUTCFullYear() % 100),
  MMMM: (date) => months[date.getUTCMonth()],
  MMM: (date) => months[date.getUTCMonth()].slice(0, 3),
  MM: (date) => two(date.getUTCMonth() + 1),
  M: (date) => String(date.getUTCMonth() + 1),
  DD: (date) => two(date.getUTCDate()),
  D: (date) => String(date.getUTCDate()),
  dddd: (date) => weekdays[date.getUTCDay()],
  ddd: (date) => weekdays[date.getUTCDay()].slice(0, 3),
  d: (date) => String(date.getUTCDay()),
  HH: (date) => two(date.getUTCHours()),
  H: (date) => String(date.getUTCHours()),
  hh: (date) => two(date.getUTCHours() % 12 || 12),
  h: (date) => String(date.getUTCHours() % 12 || 12),
  mm: (date) => two(date.getUTCMinutes()),
  m: (date) => String(date.getUTCMinutes()),
  ss: (date) => two(date.getUTCSeconds()),
  s: (date) => String(date.getUTCSeconds()),
  SSS: (date) => String(date.getUTCMilliseconds()).padStart(3, "0"),
  A: (date) => date.getUTCHours() < 12 ? "AM" : "PM",
  a: (date) => date.getUTCHours() < 12 ? "am" : "pm",
  ZZ: () => "+0000",
  Z: () => "+00:00",
  X: (date) => String(Math.floor(date.getTime() / 1e3)),
  x: (date) => String(date.getTime())
};
function formatDate(ms, pattern4) {
  const date = new Date(ms);
  if (Number.isNaN(date.getTime())) return "Invalid date";
  const found = /\[([^\]]{0,100})\]|Y{4}|YY|M{1,4}|D{1,2}|d{3,4}|d|H{1,2}|h{1,2}|m{1,2}|s{1,2}|SSS|A|a|Z{1,2}|X|x/g;
  return pattern4.replaceAll(found, (token, literal) => literal ?? tokens[token]?.(date) ?? token);
}

// src/check/format-value.ts
var one = (value2) => typeof value2 === "string";
var joined = (separator) => (value2) => one(value2) ? value2 : value2.join(separator);
var each = (value2, change) => one(value2) ? change(value2) : value2.map(change).join(",");
var sqlEscapes = { "'": "''", '"': '\\"' };
var formatters = /* @__PURE__ */ new Map([
  ["raw", (value2) => String(value2)],
  ["regex", formatRegex],
  ["pipe", joined("|")],
  ["csv", joined(",")],
  ["glob", (value2) => one(value2) || value2.length < 2 ? String(value2) : `{${value2.join(",")}}`],
  ["json", (value2) => one(value2) ? value2 : JSON.stringify(value2)],
  [
    "distributed",
    (value2, { name: name3 }) => one(value2) ? value2 : value2.map((item, index) => index === 0 ? item : `${name3}=${item}`).join(",")
  ],
  ["lucene", formatLucene],
  ["html", (value2) => escapeHtml(joined(", ")(value2))],
  ["text", (_, { text }) => joined(" + ")(text)],
  ["singlequote", (value2) => each(value2, (text) => `'${text.replaceAll("'", "\\'")}'`)],
  ["doublequote", (value2) => each(value2, (text) => `"${text.replaceAll('"', '\\"')}"`)],
  ["sqlstring", (value2) => each(value2, (text) => `'${text.replaceAll(/['"]/g, (quote) => sqlEscapes[quote])}'`)],
  ["percentencode", (value2) => encodeStrict(one(value2) ? value2 : `{${value2.join(",")}}`)],
  ["uriencode", (value2) => encodeRest(encode(encodeURI, one(value2) ? value2 : `{${value2.join(",")}}`))],
  ["queryparam", (value2, { name: name3 }) => parameters(value2, (text) => `var-${name3}=${encodeStrict(text)}`)],
  [
    "customqueryparam",
    (value2, { name: name3, args }) => parameters(value2, (text) => `${encodeStrict(args[0] || name3)}=${encodeStrict(args[1] ?? "")}${encodeStrict(text)}`)
  ],
  ["join", (value2, { args }) => joined(args[0] ?? ",")(value2)],
  ["date", formatTime]
]);
function formatValue(format, value2, context) {
  return (formatters.get(format) ?? formatters.get("glob"))(value2, context);
}
function formatRegex(value2) {
  const escaped = (one(value2) ? [value2] : value2).map((text) => text.replaceAll(/[\\^$*+?.()|[\]{}/]/g, "\\$&"));
  return escaped.length === 1 ? escaped[0] : `(${escaped.join("|")})`;
}
function formatLucene(value2) {
  const escaped = (text) => Number.isNaN(Number(text)) ? text.replaceAll(/([!*+\-=<>\s&|()[\]{}^~?:\\/"])/g, "\\$1") : text;
  if (one(value2)) return escaped(value2);
  return value2.length === 0 ? "__empty__" : `(${value2.map((text) => `"${escaped(text)}"`).join(" OR ")})`;
}
function formatTime(value2, { args }) {
  const ms = Number.parseInt(String(value2), 10);
  if (Number.isNaN(ms)) return "NaN";
  const pattern4 = args.length === 0 ? "iso" : args.join(":");
  if (pattern4 === "ms") return String(value2);
  if (pattern4 === "seconds") return String(Math.round(ms / 1e3));
  if (pattern4 !== "iso") return formatDate(ms, pattern4);
  return Math.abs(ms) <= 864e13 ? new Date(ms).toISOString() : "Invalid date";
}
function parameters(value2, change) {
  return (one(value2) ? [value2] : value2).map(change).join("&");
}
function escapeHtml(text) {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
function encode(encoder, text) {
  return encoder(Buffer.from(text, "utf8").toString("utf8"));
}
function encodeRest(text) {
  return text.replaceAll(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
function encodeStrict(text) {
  return encodeRest(encode(encodeURIComponent, text));
}

// src/check/grafana-interval.ts
var steps = [
  [10, 1],
  [15, 10],
  [35, 20],
  [75, 50],
  [150, 100],
  [350, 200],
  [750, 500],
  [1500, 1e3],
  [3500, 2e3],
  [7500, 5e3],
  [12500, 1e4],
  [17500, 15e3],
  [25e3, 2e4],
  [45e3, 3e4],
  [9e4, 6e4],
  [21e4, 12e4],
  [45e4, 3e5],
  [75e4, 6e5],
  [105e4, 9e5],
  [15e5, 12e5],
  [27e5, 18e5],
  [54e5, 36e5],
  [9e6, 72e5],
  [162e5, 108e5],
  [324e5, 216e5],
  [864e5, 432e5],
  [6048e5, 864e5],
  [18144e5, 6048e5],
  [36288e5, 2592e6]
];
var longestMs = 31536e6;
var unitsMs = { y: 31536e6, M: 2592e6, w: 6048e5, d: 864e5, h: 36e5, m: 6e4, s: 1e3, ms: 1 };
function roundInterval(ms) {
  return steps.find(([belowMs]) => ms < belowMs)?.[1] ?? longestMs;
}
function calculateInterval({ rangeMs, points, minMs = 1 }) {
  return Math.max(roundInterval(rangeMs / Math.max(1, points)), minMs);
}
function parseGrafanaInterval(text) {
  const bare = text.trim().replace(/^[<>]/, "").replace(/>$/, "");
  if (bare === "" || bare.length > 32) return void 0;
  if (/^\d+(\.\d+)?$/.test(bare)) return positive(Number(bare) * 1e3);
  if (!/^(\d+(\.\d+)?(ms|[yMwdhms]))+$/.test(bare)) return void 0;
  let total = 0;
  for (const [, amount, , unit] of bare.matchAll(/(\d+(\.\d+)?)(ms|[yMwdhms])/g))
    total += Number(amount) * unitsMs[unit];
  return positive(total);
}
function positive(ms) {
  return ms > 0 && Number.isSafeInteger(Math.round(ms)) ? Math.round(ms) : void 0;
}
function formatGrafanaInterval(ms) {
  for (const unit of ["y", "d", "h", "m", "s"]) if (ms >= unitsMs[unit]) return `${Math.floor(ms / unitsMs[unit])}${unit}`;
  return `${Math.max(1, Math.floor(ms))}ms`;
}

// src/check/prometheus-value.ts
function formatForPrometheus(value2, { multi, includeAll }) {
  if (!multi && !includeAll) return typeof value2 === "string" ? escapeRegular(value2) : String(value2);
  if (typeof value2 === "string") return escapeRegex(value2);
  const escaped = value2.map(escapeRegex);
  return escaped.length === 1 ? escaped[0] : `(${escaped.join("|")})`;
}
function escapeRegular(value2) {
  return value2.replaceAll("\\", "\\\\").replaceAll("'", "\\\\'");
}
function escapeRegex(value2) {
  return value2.replaceAll("\\", "\\\\\\\\").replaceAll(/[$^*{}[\]+?.()|]/g, "\\\\$&");
}

// src/check/variable-reference.ts
var pattern2 = /\$(\w{1,200})|\[\[(\w{1,200}?)(?::(\w{1,100}))?\]\]|\$\{(\w{1,200})(?:\.([^:^}]{1,200}))?(?::([^}]{1,200}))?\}/g;
function findReferences(text) {
  return [...text.matchAll(pattern2)].map((match) => {
    const [whole2, plain2, bracketed, bracketedFormat, braced, field4, format = bracketedFormat] = match;
    return {
      name: plain2 ?? bracketed ?? braced,
      ...field4 === void 0 ? {} : { field: field4 },
      ...format === void 0 ? {} : { format },
      text: whole2,
      from: match.index
    };
  });
}

// src/check/interpolate.ts
var maxInterpolatedLength = 1e6;
function interpolate(text, options) {
  const parts2 = [];
  let [length, done] = [0, 0];
  for (const reference of findReferences(text)) {
    const before = text.slice(done, reference.from);
    const value2 = replacementFor(reference, options) ?? reference.text;
    parts2.push(before, value2);
    length += before.length + value2.length;
    done = reference.from + reference.text.length;
    if (length > maxInterpolatedLength) break;
  }
  return (parts2.join("") + text.slice(done)).slice(0, maxInterpolatedLength);
}
function replacementFor(reference, options) {
  const { name: name3, field: field4, format } = reference;
  const builtin = options.builtins?.get(field4 === void 0 ? name3 : `${name3}.${field4}`) ?? options.builtins?.get(name3);
  if (builtin !== void 0) return applyFormat(format, builtin, { name: name3, text: builtin });
  const variable3 = options.values.get(name3);
  if (variable3 === void 0) {
    if (!/^\d+$/.test(name3)) options.onMissing?.(name3);
    return void 0;
  }
  options.onUse?.(name3);
  return formatVariable(variable3, format, options);
}
function formatVariable(variable3, format, options) {
  const { name: name3, value: value2, text, all, allValue } = variable3;
  const shown3 = all ? "All" : text;
  if (all && allValue !== void 0) {
    if (format === "text") return "All";
    if (format === "percentencode") return formatValue(format, allValue, { name: name3, text: shown3, args: [] });
    if (format === "queryparam") return formatValue(format, "All", { name: name3, text: shown3, args: [] });
    return allValue.includes("$") ? interpolate(allValue, { ...options, values: withoutOwnAll(options.values, name3) }) : allValue;
  }
  const used = format ?? options.defaultFormat ?? "prometheus";
  return used === "prometheus" ? formatForPrometheus(value2, variable3) : applyFormat(used, value2, { name: name3, text: shown3 });
}
function withoutOwnAll(values4, name3) {
  const rest = [...values4].filter(([other]) => other !== name3);
  return new Map(rest.map(([other, { allValue: _, ...value2 }]) => [other, value2]));
}
function applyFormat(format, value2, context) {
  if (format === void 0) return String(value2);
  const [id = "", ...args] = format.split(":");
  return formatValue(id, value2, { ...context, args });
}
function builtinValues({ range: range3, timing, dashboard }) {
  const rangeMs = Math.round(range3.toMs - range3.fromMs);
  const rangeSeconds = Math.round(rangeMs / 1e3);
  return /* @__PURE__ */ new Map([
    ["__interval", formatGrafanaInterval(timing.stepMs)],
    ["__interval_ms", String(timing.stepMs)],
    ["__rate_interval", formatDuration(timing.rateIntervalMs)],
    ["__rate_interval_ms", String(timing.rateIntervalMs)],
    ["__range", `${rangeSeconds}s`],
    ["__range_s", String(rangeSeconds)],
    ["__range_ms", String(rangeMs)],
    ["__from", String(Math.round(range3.fromMs))],
    ["__to", String(Math.round(range3.toMs))],
    ["__dashboard", dashboard?.title ?? ""],
    ["__dashboard.uid", dashboard?.uid ?? ""],
    ["__name", ""],
    ["__org", "1"],
    ["__org.name", "Main Org."],
    ["__user", "1"],
    ["__user.id", "1"],
    ["__user.login", "user"],
    ["__user.email", "user@localhost"],
    ["__timezone", "utc"],
    ["__searchFilter", ".*"]
  ]);
}

// src/check/ad-hoc-filters.ts
function addFilters(query, filters) {
  const usable = filters.filter(({ key, operator }) => /^[a-zA-Z_]\w*$/.test(key) && /^(=|!=|=~|!~)$/.test(operator)).slice(0, 50);
  const expression = usable.length === 0 ? void 0 : readExpression(query);
  if (expression === void 0) return query;
  const conditions = usable.map(({ key, operator, value: value2 }) => `${key}${operator}${JSON.stringify(value2)}`).join(",");
  let text = query;
  for (const { from, to } of selectorsIn(expression).reverse()) {
    const selector2 = query.slice(from, to);
    const open = selector2.indexOf("{");
    const inner = open === -1 ? "" : selector2.slice(open + 1, -1).trim().replace(/,$/, "");
    const name3 = open === -1 ? selector2 : selector2.slice(0, open);
    text = `${text.slice(0, from)}${name3}{${inner === "" ? "" : `${inner},`}${conditions}}${text.slice(to)}`;
  }
  return text;
}

// src/check/check-query.ts
function panelRange(window, { timeFrom, timeShift }) {
  const lengthMs2 = relative(timeFrom);
  const shiftMs = relative(timeShift) ?? 0;
  const fromMs = lengthMs2 === void 0 ? window.fromMs : window.toMs - lengthMs2;
  return { fromMs: fromMs - shiftMs, toMs: window.toMs - shiftMs };
}
function relative(text) {
  return text === void 0 ? void 0 : parseGrafanaInterval(text.replace(/^now-/, ""));
}

// src/check/query-timing.ts
var safePoints = 11e3;
function timeQuery(input) {
  const { range: range3, targetInterval = "", scrapeIntervalMs = 15e3 } = input;
  const rangeMs = Math.max(1, range3.toMs - range3.fromMs);
  const points = Math.max(1, Math.min(safePoints, Math.floor(input.maxDataPoints ?? 1e3)));
  const panelMinMs = parseGrafanaInterval(input.panelInterval ?? "") ?? scrapeIntervalMs;
  const intervalMs = calculateInterval({ rangeMs, points, minMs: panelMinMs });
  const targetMinMs = parseGrafanaInterval(targetInterval);
  const calculatedMs = calculateInterval({ rangeMs, points, minMs: targetMinMs ?? intervalMs });
  const adjustedMs = Math.max(calculatedMs, calculateInterval({ rangeMs, points: safePoints }));
  const asRateInterval = /^\$\{?__rate_interval\}?$/.test(targetInterval);
  const asInterval = /^\$\{?__interval\}?$/.test(targetInterval);
  const factor = Math.max(1, Math.min(100, Math.floor(input.intervalFactor ?? 1) || 1));
  const stepMs = asRateInterval ? rateInterval(adjustedMs, scrapeIntervalMs) : adjustedMs * factor;
  const minStepMs = asInterval ? stepMs : targetMinMs ?? scrapeIntervalMs;
  return {
    startMs: Math.floor(range3.fromMs / stepMs) * stepMs,
    endMs: Math.floor(range3.toMs / stepMs) * stepMs,
    stepMs,
    intervalMs,
    rateIntervalMs: asRateInterval ? stepMs : rateInterval(intervalMs, minStepMs),
    rangeMs
  };
}
function rateInterval(intervalMs, scrapeMs) {
  return Math.max(intervalMs + scrapeMs, 4 * scrapeMs);
}

// src/check/prepare-query.ts
function prepareQuery(query, { resolved, window, scrapeIntervalMs, dashboard }) {
  const used = /* @__PURE__ */ new Set();
  const missing2 = /* @__PURE__ */ new Set();
  const range3 = panelRange(window, query);
  const values4 = { values: resolved, onUse: (name3) => used.add(name3), onMissing: (name3) => missing2.add(name3) };
  const targetInterval = /^\$\{?__(rate_)?interval\}?$/.test(query.interval ?? "") ? query.interval : interpolate(query.interval ?? "", { ...values4, onMissing: () => {
  } });
  const timing = timeQuery({ ...query, range: range3, targetInterval, scrapeIntervalMs });
  const builtins = builtinValues({ range: range3, timing, dashboard });
  const filled = interpolate(query.expr, { ...values4, builtins });
  const filters = [...resolved.values()].filter(({ type }) => type === "adhoc").flatMap((variable3) => variable3.filters);
  const expr = addFilters(filled, filters);
  const forReviewer = filters.length > 0 ? expr : interpolate(query.expr, { values: resolved, builtins: withoutLengths(builtins) });
  return { expr, forReviewer, range: range3, timing, used: [...used].map((name3) => resolved.get(name3)), undefinedNames: [...missing2] };
}
function withoutLengths(builtins) {
  return new Map([...builtins].filter(([name3]) => !/^__(rate_)?(interval|range)/.test(name3)));
}

// src/check/regex-time.ts
var RegexTime = class {
  #tries;
  #slow = /* @__PURE__ */ new Set();
  /** @param tries - milliseconds of each try, and how many there are of it. */
  constructor(tries = [
    { ms: 10, times: 300 },
    { ms: 100, times: 10 },
    { ms: 500, times: 2 }
  ]) {
    this.#tries = tries.map(({ ms, times: times2 }) => ({ ms, left: times2 }));
  }
  /** Whether a pattern took too long before. */
  isSlow(pattern4) {
    return this.#slow.has(pattern4);
  }
  /**
   * Tries a pattern, each time for longer, until one is done or there are no tries left. A try that is done is given back.
   *
   * @param attempt - returns undefined if it was not done in so many milliseconds.
   */
  run(pattern4, attempt2) {
    if (this.#slow.has(pattern4)) return void 0;
    for (const one2 of this.#tries) {
      if (one2.left <= 0) continue;
      const result = attempt2(one2.ms);
      if (result !== void 0) return result;
      one2.left--;
    }
    if (this.#slow.size < 1e4) this.#slow.add(pattern4);
    return void 0;
  }
};

// src/turn.ts
async function nextTurn(signal2) {
  await new Promise((resolve2) => {
    setImmediate(resolve2);
  });
  signal2?.throwIfAborted();
}

// src/check/variable.ts
var allValueId = "$__all";

// src/check/choose-value.ts
function chooseValue(variable3, options) {
  const { current: current2, multi = false, includeAll = false } = variable3;
  const everything2 = { value: options.map(({ value: value2 }) => value2), text: "All", all: true };
  if (options.length === 0) return includeAll ? everything2 : { value: multi ? [] : "", text: multi ? [] : "", all: false };
  const saved = current2 === void 0 ? [] : listOf(current2.value);
  if (saved[0] === allValueId) return includeAll ? everything2 : first(options, multi);
  if (multi) {
    const known2 = new Map(options.toReversed().map((option) => [option.value, option]));
    const valid = saved.flatMap((value2) => known2.get(value2) ?? []);
    if (valid.length > 0) return { value: valid.map(({ value: value2 }) => value2), text: valid.map(({ text }) => text), all: false };
  } else {
    const savedText = current2 === void 0 ? void 0 : listOf(current2.text)[0];
    const match = options.find(({ value: value2 }) => value2 === saved[0]) ?? options.findLast(({ text }) => text === savedText);
    if (match !== void 0) return { ...match, all: false };
  }
  return includeAll ? everything2 : first(options, multi);
}
function first([option], multi) {
  const { value: value2, text } = option;
  return multi ? { value: [value2], text: [text], all: false } : { value: value2, text, all: false };
}
function listOf(value2) {
  return typeof value2 === "string" ? [value2] : value2;
}

// src/check/variable-options.ts
var maxOptions = 5e3;
function makeOptions({
  candidates,
  regex = "",
  regexAppliesTo,
  sort = 0,
  time
}) {
  if (regex === "") return { ok: true, options: finish(candidates, sort) };
  const texts = candidates.map(({ text, value: value2 }) => regexAppliesTo === "text" ? text : value2);
  const found = matchAllGuarded({ pattern: regex, texts, time });
  if (!found.ok) return found;
  const options = candidates.flatMap((candidate, index) => pick(candidate, found.matches[index] ?? []));
  return { ok: true, options: finish(options, sort) };
}
function pick(candidate, matches2) {
  if (matches2.length === 0) return [];
  const named = (name3) => matches2.find((match) => match.named.get(name3))?.named.get(name3);
  const [value2, text] = [named("value"), named("text")];
  if (value2 !== void 0 || text !== void 0) return [{ value: value2 ?? text, text: text ?? value2 }];
  const first2 = matches2.find(({ groups }) => groups.length > 1);
  if (first2 === void 0) return [candidate];
  const chosen2 = matches2.length > 1 ? matches2 : [first2];
  return chosen2.flatMap(({ groups: [, group] }) => group === void 0 ? [] : [{ value: group, text: group }]);
}
function finish(options, sort) {
  const unique = /* @__PURE__ */ new Map();
  for (const option of options) if (!unique.has(option.value)) unique.set(option.value, option);
  return sortOptions([...unique.values()], sort).slice(0, maxOptions);
}
var naturally = new Intl.Collator("en", { sensitivity: "accent", numeric: true });
function sortOptions(options, sort) {
  const compare = comparison(sort);
  if (compare === void 0) return [...options];
  const sorted = options.toSorted(compare);
  return sort % 2 === 0 ? sorted.reverse() : sorted;
}
function comparison(sort) {
  const by = (key) => {
    return (a, b) => key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0;
  };
  if (sort === 1 || sort === 2) return by(({ text }) => text);
  if (sort === 3 || sort === 4) return by(({ text }) => Number.parseInt(/\d+/.exec(text)?.[0] ?? "-1", 10));
  if (sort === 5 || sort === 6) return by(({ text }) => text.toLowerCase());
  if (sort === 7 || sort === 8) return (a, b) => naturally.compare(a.text, b.text);
  return void 0;
}

// src/check/listed-options.ts
function customOptions(list2) {
  const listed2 = list2.trim().startsWith("[") ? jsonOptions(list2) : void 0;
  if (listed2 !== void 0) return listed2;
  const parts2 = list2.slice(0, 1e6).match(/(?:\\,|[^,])+/g) ?? [];
  return parts2.slice(0, maxOptions).map((part) => {
    const text = part.replaceAll("\\,", ",").trim();
    const at = text.lastIndexOf(" : ");
    return at <= 0 ? { text, value: text } : { text: text.slice(0, at).trim(), value: text.slice(at + 3).trim() };
  });
}
function jsonOptions(list2) {
  let parsed;
  try {
    parsed = JSON.parse(list2);
  } catch {
    return void 0;
  }
  if (!Array.isArray(parsed)) return void 0;
  return parsed.slice(0, maxOptions).flatMap((item) => {
    if (typeof item === "string") return [{ text: item, value: item }];
    if (typeof item !== "object" || item === null) return [];
    const { value: value2, text = value2 } = item;
    return value2 === void 0 ? [] : [{ text: textOf(text), value: textOf(value2) }];
  });
}
function textOf(value2) {
  return typeof value2 === "object" ? JSON.stringify(value2) : String(value2);
}
var usualIntervals = ["1m", "10m", "30m", "1h", "6h", "12h", "1d", "7d", "14d", "30d"];
function intervalOptions(list2) {
  const found = list2.slice(0, 1e4).match(/"[^"]*"|'[^']*'|\w+/g) ?? usualIntervals;
  return found.map((text) => text.replaceAll(/^["']|["']$/g, "")).filter((text) => text !== "" && text !== "auto");
}
function intervalValue(variable3, rangeMs) {
  const saved = Array.isArray(variable3.current?.value) ? variable3.current.value[0] : variable3.current?.value;
  const listed2 = intervalOptions(variable3.query);
  if (typeof saved === "string" && (saved.startsWith("$__auto") || saved === "auto")) {
    const minMs = parseGrafanaInterval(variable3.auto?.minInterval ?? "") ?? 1e4;
    return formatGrafanaInterval(calculateInterval({ rangeMs, points: variable3.auto?.count || 30, minMs }));
  }
  return typeof saved === "string" && listed2.includes(saved) ? saved : listed2[0];
}

// src/check/variable-order.ts
function dependentTexts({ type, query, regex = "", allValue = "" }) {
  if (type === "query") return [query, regex, allValue];
  if (type === "datasource") return [regex];
  return type === "custom" || type === "textbox" || type === "constant" || type === "interval" ? [query, allValue] : [];
}
function orderVariables(variables2) {
  const names = new Set(variables2.map(({ name: name3 }) => name3));
  const dependents = /* @__PURE__ */ new Map();
  const missing2 = /* @__PURE__ */ new Map();
  for (const variable3 of variables2) {
    const needed2 = new Set(dependentTexts(variable3).flatMap((text) => findReferences(text).map(({ name: name3 }) => name3)));
    needed2.delete(variable3.name);
    const known2 = [...needed2].filter((name3) => names.has(name3));
    missing2.set(variable3.name, known2.length);
    for (const name3 of known2) {
      const list2 = dependents.get(name3);
      if (list2 === void 0) dependents.set(name3, [variable3.name]);
      else list2.push(variable3.name);
    }
  }
  const byName2 = new Map(variables2.map((variable3) => [variable3.name, variable3]));
  const ready = [...byName2.keys()].filter((name3) => missing2.get(name3) === 0);
  for (const name3 of ready) {
    for (const dependent of dependents.get(name3) ?? []) {
      const left = missing2.get(dependent) - 1;
      missing2.set(dependent, left);
      if (left === 0) ready.push(dependent);
    }
  }
  const done = new Set(ready);
  const looped = [...byName2.keys()].filter((name3) => !done.has(name3));
  return { ordered: [...ready, ...looped].map((name3) => byName2.get(name3)), looped: new Set(looped) };
}

// src/check/variable-query.ts
function parseVariableQuery(query) {
  const text = query.trim();
  const call3 = /^(label_names|label_values|metrics|query_result)\(([\s\S]*)\)$/.exec(text);
  const [, name3, body = ""] = call3 ?? [];
  const inner = body.trim();
  if (name3 === "label_names") return inner === "" ? { kind: name3 } : { kind: name3, match: inner };
  if (name3 === "metrics" && inner !== "") return { kind: name3, regex: inner };
  if (name3 === "query_result" && inner !== "") return { kind: name3, query: inner };
  if (name3 === "label_values") {
    const comma = inner.lastIndexOf(",");
    const label2 = inner.slice(comma + 1).trim();
    const match = inner.slice(0, Math.max(0, comma)).trim();
    if (/^[a-zA-Z_$][a-zA-Z0-9_]*$/.test(label2)) return match === "" ? { kind: name3, label: label2 } : { kind: name3, label: label2, match };
    const quoted2 = /^"([^"\\]+)"$/.exec(label2)?.[1];
    if (quoted2 !== void 0) return match === "" ? { kind: name3, label: quoted2 } : { kind: name3, label: quoted2, match };
  }
  return { kind: "series", match: text };
}
async function runVariableQuery(query, {
  backend,
  scope,
  time,
  signal: signal2
}) {
  switch (query.kind) {
    case "label_names":
      return plain(await backend.labelNames({ ...scope, match: query.match }, signal2));
    case "label_values":
      return plain(await backend.labelValues(query.label, { ...scope, match: query.match }, signal2));
    case "metrics":
      return filterNames(await backend.labelValues("__name__", scope, signal2), query.regex, time);
    case "query_result":
      return queryResult(await backend.instant(query.query, scope.endMs, signal2));
    case "series": {
      const found = await backend.series(query.match, scope, signal2);
      return plain(found.map(seriesText));
    }
  }
}
var plain = (texts) => texts.map((text) => ({ text, value: text }));
function filterNames(names, regex, time) {
  const found = matchAllGuarded({ pattern: `/${regex}/`, texts: names, time });
  if (!found.ok) throw new RangeError(found.reason);
  return plain(names.filter((_, index) => (found.matches[index] ?? []).length > 0));
}
function queryResult(answer) {
  if (answer.text !== void 0) return plain([answer.text]);
  return plain(
    answer.series.map(({ labels, timesMs, values: values4 }) => {
      const name3 = labels.get("__name__") ?? "";
      const rest = [...labels].filter(([label2]) => label2 !== "__name__").map(([label2, value2]) => `${label2}="${value2}"`);
      return `${name3}{${rest.join(",")}} ${formatSample(values4.at(-1))} ${timesMs.at(-1) ?? 0}`;
    })
  );
}
function formatSample(value2) {
  if (value2 === Number.POSITIVE_INFINITY) return "+Inf";
  return value2 === Number.NEGATIVE_INFINITY ? "-Inf" : String(value2 ?? Number.NaN);
}
function seriesText(labels) {
  const rest = [...labels].filter(([label2]) => label2 !== "__name__").map(([label2, value2]) => `${label2}="${value2}"`);
  return `${labels.get("__name__") ?? ""}{${rest.join(",")}}`;
}

// src/check/resolve-variables.ts
async function resolveVariables(variables2, given) {
  const options = { ...given, regexTime: given.regexTime ?? new RegexTime() };
  const { ordered, looped } = orderVariables(variables2);
  const resolved = /* @__PURE__ */ new Map();
  const saved = new Map(variables2.map((variable3) => [variable3.name, finish2(variable3, { state: "skipped" })]));
  let length = 0;
  for (const [index, variable3] of ordered.entries()) {
    await nextTurn(options.signal);
    const result = length > maxValuesLength ? { state: "skipped", reason: "the values of the dashboard's variables are too long together" } : index >= (options.maxVariables ?? 1e3) ? { state: "skipped", reason: "the dashboard has too many variables" } : looped.has(variable3.name) ? { state: "error", reason: loopReason(looped) } : await resolveOne(variable3, withSaved(resolved, saved, variable3), options);
    const finished = finish2(variable3, result);
    length += lengthOf(finished);
    resolved.set(variable3.name, finished);
  }
  return resolved;
}
var maxValuesLength = 2e7;
function lengthOf({ value: value2, options }) {
  const own2 = typeof value2 === "string" ? value2.length : value2.reduce((sum2, one2) => sum2 + one2.length, 0);
  return own2 + options.reduce((sum2, option) => sum2 + option.text.length + option.value.length, 0);
}
function loopReason(looped) {
  const names = [...looped];
  const shown3 = names.slice(0, 5).map((name3) => `$${name3}`);
  const more = names.length > 5 ? ` and ${names.length - 5} more` : "";
  return `variables that depend on each other never load: ${shown3.join(", ")}${more}; the saved value is taken`;
}
function withSaved(resolved, saved, { name: name3, query, regex = "" }) {
  const own2 = `${query}${regex}`.includes(name3) ? saved.get(name3) : void 0;
  return own2 === void 0 ? resolved : new Map([...resolved, [name3, own2]]);
}
async function resolveOne(variable3, values4, options) {
  const undefinedNames = /* @__PURE__ */ new Set();
  const timing = timeQuery(options);
  const fill = (text, defaultFormat) => interpolate(text, {
    values: values4,
    builtins: builtinValues({ range: options.range, timing, dashboard: options.dashboard }),
    defaultFormat,
    onMissing: (name3) => undefinedNames.add(name3)
  });
  switch (variable3.type) {
    case "query":
      return variable3.prometheus === false ? keepSaved(variable3, "not asked of Prometheus; the saved value is taken") : resolveQuery(variable3, fill, undefinedNames, options);
    case "custom": {
      const list2 = fill(variable3.query, "glob");
      const found = list2.trim() === "" ? variable3.options ?? [] : customOptions(list2);
      return choose(variable3, found, "its list of values is empty");
    }
    case "interval":
      return resolveInterval(variable3, options.range);
    case "constant":
      return fixed(fill(variable3.query, "glob"));
    case "textbox":
      return fixed(fill(textOf2(variable3.current?.value) ?? variable3.query, "glob"));
    case "datasource":
      return resolveDataSource(variable3, fill, options);
    case "adhoc":
      return fixed((variable3.filters ?? []).map(({ key, operator, value: value2 }) => `${key}${operator}"${value2}"`).join(","));
    default:
      return keepSaved(variable3, void 0);
  }
}
async function resolveQuery(variable3, fill, undefinedNames, { backend, range: range3, explain: explain2, signal: signal2, regexTime: time }) {
  const query = fill(variable3.query, "prometheus");
  const regex = fill(variable3.regex ?? "", "regex");
  if (query.trim() === "") return { state: "error", reason: "its query is empty" };
  const missing2 = [...undefinedNames].map((name3) => `$${name3}`);
  const hint = missing2.length === 0 ? "" : `; ${missing2.join(", ")} ${missing2.length === 1 ? "is" : "are"} not defined in the dashboard`;
  try {
    const scope = { startMs: range3.fromMs, endMs: range3.toMs };
    const parsed = parseVariableQuery(query);
    const candidates = await runVariableQuery(parsed, { backend, scope, time, signal: signal2 });
    const made2 = makeOptions({ candidates, regex, regexAppliesTo: variable3.regexAppliesTo, sort: variable3.sort, time });
    if (!made2.ok) return { state: "error", reason: made2.reason };
    if (candidates.length > 0)
      return choose(variable3, made2.options, `its query has ${candidates.length} answers, but none matches the regex ${regex}`);
    const why = hint === "" ? await explain2?.(parsed) : void 0;
    return choose(variable3, [], `its query has no answer${why === void 0 ? hint : `: ${why}`}`);
  } catch (error) {
    signal2?.throwIfAborted();
    if (error instanceof ExpectedError || error instanceof RangeError) return { state: "error", reason: error.message + hint };
    throw error;
  }
}
function resolveInterval(variable3, { fromMs, toMs }) {
  const value2 = intervalValue(variable3, toMs - fromMs);
  const options = intervalOptions(variable3.query).map((text) => ({ text, value: text }));
  return value2 === void 0 ? { state: "empty", reason: "its list of intervals is empty" } : { state: "ok", value: value2, text: value2, all: false, options };
}
function resolveDataSource(variable3, fill, { dataSources, regexTime: time }) {
  if (dataSources === void 0) return keepSaved(variable3, void 0);
  const ofType = dataSources.filter(({ type }) => type === variable3.query);
  const pattern4 = fill(variable3.regex ?? "", "regex");
  const found = pattern4 === "" ? void 0 : matchAllGuarded({ pattern: pattern4, texts: ofType.map(({ name: name3 }) => name3), time });
  if (found !== void 0 && !found.ok) return { state: "error", reason: found.reason };
  const fitting = ofType.filter((_, index) => found === void 0 || (found.matches[index] ?? []).length > 0);
  const options = fitting.map(({ name: name3, uid }) => ({ text: name3, value: uid }));
  return choose(variable3, options, `no data source of type ${variable3.query || "(none)"} fits`);
}
function choose(variable3, options, whyEmpty) {
  const chosen2 = chooseValue(variable3, options);
  return options.length > 0 ? { state: "ok", ...chosen2, options } : { state: "empty", ...chosen2, options, reason: whyEmpty };
}
function fixed(value2) {
  return { state: "ok", value: value2, text: value2, all: false };
}
function keepSaved({ current: current2 }, reason) {
  return current2 === void 0 ? { state: "skipped", ...reason === void 0 ? {} : { reason } } : { state: reason === void 0 ? "ok" : "skipped", ...reason === void 0 ? {} : { reason } };
}
function finish2(variable3, resolution) {
  const { name: name3, type, current: current2, multi = false, includeAll = false, allValue, filters = [] } = variable3;
  const savedAll = [current2?.value].flat()[0] === "$__all";
  const all = resolution.all ?? savedAll;
  const savedOptions = (variable3.options ?? []).filter(({ value: value2 }) => value2 !== "$__all");
  const saved = savedAll ? savedOptions.map(({ value: value2 }) => value2) : current2?.value ?? "";
  return {
    name: name3,
    type,
    value: resolution.value ?? saved,
    text: resolution.text ?? current2?.text ?? "",
    all,
    ...all && allValue !== void 0 && allValue !== "" ? { allValue } : {},
    multi,
    includeAll,
    options: resolution.options ?? savedOptions,
    filters,
    state: resolution.state,
    ...resolution.reason === void 0 ? {} : { reason: resolution.reason }
  };
}
function textOf2(value2) {
  return typeof value2 === "string" || value2 === void 0 ? value2 : value2.join(",");
}

// src/grafana/json.ts
function asObject(value2) {
  return typeof value2 === "object" && value2 !== null && !Array.isArray(value2) ? value2 : void 0;
}
function asArray(value2) {
  return Array.isArray(value2) ? value2 : [];
}
function field(value2, ...path) {
  let found = value2;
  for (const name3 of path) {
    const object = asObject(found);
    if (object === void 0 || !Object.hasOwn(object, name3)) return void 0;
    found = object[name3];
  }
  return found;
}
function textField(value2, ...path) {
  const found = field(value2, ...path);
  return typeof found === "string" ? found : void 0;
}
function numberField(value2, ...path) {
  const found = field(value2, ...path);
  return typeof found === "number" && Number.isFinite(found) ? found : void 0;
}
function textList(value2) {
  return asArray(value2).filter((item) => typeof item === "string");
}

// src/dashboard/data-source.ts
var noNames = { variables: /* @__PURE__ */ new Map(), inputs: /* @__PURE__ */ new Map() };
var prometheusTypes = /* @__PURE__ */ new Set([
  "prometheus",
  "grafana-amazonprometheus-datasource",
  "grafana-azureprometheus-datasource",
  "victoriametrics-datasource",
  "victoriametrics-metrics-datasource"
]);
function isPrometheusType(type) {
  return prometheusTypes.has(type);
}
function dataSourceNames(variables2, inputs2) {
  const plugins = variables2.flatMap((variable3) => {
    const isClassic = textField(variable3, "type") === "datasource";
    const spec = field(variable3, "kind") === "DatasourceVariable" ? asObject(field(variable3, "spec")) : void 0;
    const name3 = textField(isClassic ? variable3 : spec, "name");
    const plugin = isClassic ? textField(variable3, "query") : textField(spec, "pluginId");
    return name3 === void 0 || plugin === void 0 ? [] : [[name3, plugin]];
  });
  const asked = inputs2.flatMap(
    ({ name: name3, type, pluginId }) => type === "datasource" && pluginId !== void 0 ? [[name3, pluginId]] : []
  );
  return { variables: new Map(plugins), inputs: new Map(asked) };
}
function readReference({ form, holder }) {
  if (form === "classic") return Object.hasOwn(holder, "datasource") ? holder["datasource"] : void 0;
  return { type: textField(holder, "group"), uid: textField(holder, "datasource", "name") };
}
function classifyReference(reference, names, hasExpr2) {
  const object = asObject(reference);
  const uid = typeof reference === "string" ? reference : textField(object, "uid");
  const type = textField(object, "type");
  const special = specialKind(uid, type);
  if (special !== void 0) return { kind: special, type, label: uid ?? type ?? special, byDefault: false };
  const named = uid === void 0 ? void 0 : pluginOf(uid, names);
  const known2 = named ?? (type === "" ? void 0 : type);
  if (known2 !== void 0) {
    return { kind: isPrometheusType(known2) ? "prometheus" : "other", type: known2, label: known2, byDefault: false };
  }
  const byDefault = uid === void 0 || uid === "" || uid === "default";
  const kind = uid !== void 0 && /\bloki\b/i.test(uid) ? "other" : hasExpr2 ? "prometheus" : "unknown";
  return { kind, type: void 0, label: byDefault ? "default" : uid, byDefault };
}
function specialKind(uid, type) {
  if (uid === "-- Mixed --" || type === "mixed") return "mixed";
  if (uid === "-- Dashboard --") return "dashboard";
  if (uid === "__expr__" || type === "__expr__" || uid === "-100") return "expression";
  if (uid === "-- Grafana --" || type === "grafana" || type === "datasource" && uid === "grafana") return "grafana";
  return void 0;
}
function pluginOf(uid, { variables: variables2, inputs: inputs2 }) {
  const match = /^(?:\$(\w+)|\$\{(\w+)(?:[.:][^}]{0,100})?\}|\[\[(\w+)(?::\w+)?\]\])$/.exec(uid);
  const name3 = match?.[1] ?? match?.[2] ?? match?.[3];
  return name3 === void 0 ? void 0 : variables2.get(name3) ?? inputs2.get(name3);
}
function effectiveUse(panel2, target3) {
  if (target3.kind === "expression" || panel2 === void 0 || panel2.byDefault) return target3;
  if (panel2.kind === "mixed" || panel2.type === void 0 && target3.type !== void 0) return target3;
  return panel2;
}
function variableList(model, v2) {
  return asArray(v2 ? field(model, "variables") : field(model, "templating", "list"));
}

// src/dashboard/edit-json.ts
function cloneJson(value2) {
  return copyOf(value2);
}
function copyOf(value2) {
  if (typeof value2 !== "object" || value2 === null) return value2;
  if (Array.isArray(value2)) return value2.map(copyOf);
  const copy = {};
  for (const name3 of Object.keys(value2)) {
    const inner = copyOf(value2[name3]);
    if (name3 === "__proto__") setOwn(copy, name3, inner);
    else copy[name3] = inner;
  }
  return copy;
}
function isDeeperThan(value2, limit2) {
  let level = [value2];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > limit2 + 1) return true;
    level = level.flatMap((one2) => typeof one2 === "object" && one2 !== null ? Object.values(one2) : []);
  }
  return false;
}
function mutableObject(value2) {
  return asObject(value2);
}
function setOwn(holder, name3, value2) {
  Object.defineProperty(holder, name3, { value: value2, writable: true, enumerable: true, configurable: true });
}
function valueAt(root2, path) {
  let found = root2;
  for (const step of path) {
    if (typeof found !== "object" || found === null || !Object.hasOwn(found, step)) return void 0;
    found = found[step];
  }
  return found;
}
function sameJson(one2, other) {
  if (Object.is(one2, other) || one2 === other) return true;
  if (Array.isArray(one2) || Array.isArray(other)) {
    if (!Array.isArray(one2) || !Array.isArray(other) || one2.length !== other.length) return false;
    return one2.every((item, index) => sameJson(item, other[index]));
  }
  const [left, right] = [asObject(one2), asObject(other)];
  if (left === void 0 || right === void 0) return false;
  const names = Object.keys(left);
  if (names.length !== Object.keys(right).length) return false;
  return names.every((name3) => Object.hasOwn(right, name3) && sameJson(left[name3], right[name3]));
}
function walkTexts(root2, visit2, enter = () => true) {
  const walk2 = (value2, path) => {
    if (typeof value2 === "string") visit2(value2, [...path]);
    else if (typeof value2 === "object" && value2 !== null) {
      const names = Array.isArray(value2) ? value2.keys() : Object.keys(value2);
      for (const name3 of names) {
        if (!enter(name3, path)) continue;
        path.push(name3);
        walk2(value2[name3], path);
        path.pop();
      }
    }
  };
  walk2(root2, []);
}

// src/dashboard/annotations.ts
var classicPaths = [["expr"], ["target", "expr"]];
var v2Paths = [
  ["spec", "query", "spec", "expr"],
  ["spec", "legacyOptions", "expr"],
  ["spec", "legacyOptions", "target", "expr"]
];
function annotationsOf(model, kind, names) {
  const list2 = asArray(kind === "v2" ? field(model, "annotations") : field(model, "annotations", "list"));
  const seen = /* @__PURE__ */ new Map();
  return list2.flatMap((item, index) => {
    const node = mutableObject(item);
    const body = kind === "v2" ? mutableObject(node?.["spec"]) : node;
    if (node === void 0 || body === void 0) return [];
    const name3 = textField(body, "name") ?? "";
    const nth = seen.get(name3) ?? 0;
    seen.set(name3, nth + 1);
    const source = sourceOf(kind, node, body);
    if (source === void 0) return [];
    const exprPaths = (kind === "v2" ? v2Paths : classicPaths).filter((path) => isText(valueAt(node, path)));
    const builtIn = body["builtIn"] === 1 || body["builtIn"] === true;
    const use = classifyReference(readReference(source), names, exprPaths.length > 0);
    return [
      {
        anchor: { name: name3, nth },
        node,
        slot: { holder: list2, name: index },
        name: name3,
        enabled: body["enable"] !== false,
        source,
        use: builtIn && use.kind === "unknown" ? { ...use, kind: "grafana" } : use,
        exprPaths
      }
    ];
  });
}
function sourceOf(kind, node, body) {
  if (kind === "classic") return { form: "classic", path: [], holder: node };
  const holder = mutableObject(body["query"]);
  return holder === void 0 ? void 0 : { form: "v2", path: ["spec", "query"], holder };
}
function isText(value2) {
  return typeof value2 === "string" && value2.trim() !== "";
}

// src/dashboard/diff-changes.ts
var longest = 200;
function describeChange(change) {
  switch (change.kind) {
    case "panel-added":
      return `${name(change.panel)} added (${change.panel.type})`;
    case "panel-removed":
      return `${name(change.panel)} removed (${change.panel.type})`;
    case "panel-moved":
      return change.how === "order" ? `${name(change.panel)} moved` : `${name(change.panel)}: ${change.how} ${values(change)}`;
    case "panel-settings":
      return `${name(change.panel)}: changed ${shorten(change.settings.join(", "))}`;
    case "query-settings":
      return `${name(change.panel)}: query ${change.refId}: changed ${shorten(change.settings.join(", "))}`;
    case "query-added":
    case "query-removed":
    case "query-changed":
      return `${name(change.panel)}: query ${change.refId} ${word(change.kind)}: ${values(change)}`;
    case "variable-added":
    case "variable-removed":
    case "variable-changed":
      return `variable $${change.variable} ${word(change.kind)}${change.what === "" ? "" : `: ${change.what} ${values(change)}`}`;
    case "annotation-added":
    case "annotation-removed":
    case "annotation-changed":
      return `annotation "${shorten(change.annotation)}" ${word(change.kind)}: ${values(change)}`;
    default:
      return "panel" in change ? `${name(change.panel)}: ${word(change.kind).replace("-", " ")} ${values(change)}` : `${change.kind.replace("-", " ")} ${values(change)}`;
  }
}
function word(kind) {
  return kind.slice(kind.indexOf("-") + 1);
}
function name({ title, id }) {
  return title === "" ? `panel ${id ?? "without a title"}` : `panel "${shorten(title)}"`;
}
function values({ before, after }) {
  if (before === void 0) return shorten(after ?? "");
  return after === void 0 ? shorten(before) : `${shorten(before)} \u2192 ${shorten(after)}`;
}
function shorten(text) {
  const line2 = text.replaceAll(/\s+/g, " ").trim();
  return line2.length > longest ? `${line2.slice(0, longest - 1)}\u2026` : line2;
}

// src/dashboard/diff-match.ts
var keys = [
  ({ id, title, type, section }) => JSON.stringify([id, title, type, section]),
  ({ id, title, type }) => id === void 0 ? void 0 : JSON.stringify([id, title, type]),
  ({ title, type, section }) => title === "" ? void 0 : JSON.stringify([title, type, section]),
  ({ title }) => title === "" ? void 0 : title,
  ({ id, type }) => id === void 0 ? void 0 : JSON.stringify([id, type]),
  ({ id, title }) => id === void 0 || title !== "" ? void 0 : String(id)
];
function matchPanels(base, head) {
  const pairs = [];
  let removed = [...base];
  let added = [...head];
  for (const keyOf2 of keys) {
    const waiting = /* @__PURE__ */ new Map();
    for (const panel2 of added) {
      const key = keyOf2(panel2);
      if (key === void 0) continue;
      const list2 = waiting.get(key) ?? [];
      list2.push(panel2);
      waiting.set(key, list2);
    }
    for (const list2 of waiting.values()) list2.reverse();
    const paired = /* @__PURE__ */ new Set();
    removed = removed.filter((panel2) => {
      const key = keyOf2(panel2);
      const other = key === void 0 ? void 0 : waiting.get(key)?.pop();
      if (other === void 0) return true;
      paired.add(other);
      pairs.push({ base: panel2, head: other });
      return false;
    });
    added = added.filter((panel2) => !paired.has(panel2));
  }
  const order = new Map(base.map((panel2, index) => [panel2, index]));
  pairs.sort((one2, other) => order.get(one2.base) - order.get(other.base));
  return { pairs, removed, added };
}
function movedPairs(positions) {
  const ends = [];
  const previous = [];
  for (const [index, position2] of positions.entries()) {
    let [low, high2] = [0, ends.length];
    while (low < high2) {
      const middle = low + high2 >> 1;
      if (positions[ends[middle]] < position2) low = middle + 1;
      else high2 = middle;
    }
    previous.push(low === 0 ? -1 : ends[low - 1]);
    ends[low] = index;
  }
  const kept = /* @__PURE__ */ new Set();
  for (let at = ends.at(-1) ?? -1; at >= 0; at = previous[at]) kept.add(at);
  return new Set(positions.flatMap((_, index) => kept.has(index) ? [] : [index]));
}
function renamedSections({ pairs, removed, added }) {
  const key = ({ section }) => JSON.stringify(section);
  const old = /* @__PURE__ */ new Set([...pairs.map(({ base }) => key(base)), ...removed.map(key)]);
  const now = /* @__PURE__ */ new Set([...pairs.map(({ head }) => key(head)), ...added.map(key)]);
  const targets2 = /* @__PURE__ */ new Map();
  for (const { base, head } of pairs) {
    const [from, to] = [key(base), key(head)];
    if (from === to || now.has(from) || old.has(to)) continue;
    targets2.set(from, targets2.has(from) && targets2.get(from) !== to ? void 0 : to);
  }
  return new Map([...targets2].flatMap(([from, to]) => to === void 0 ? [] : [[from, to]]));
}

// src/dashboard/diff-settings.ts
var maxSettings = 8;
var maxDepth3 = 30;
function isDefault(value2) {
  if (value2 === void 0 || value2 === null || value2 === "" || value2 === false) return true;
  if (Array.isArray(value2)) return value2.length === 0;
  const object = asObject(value2);
  return object !== void 0 && Object.values(object).every(isDefault);
}
function changedSettings(base, head, ignore = /* @__PURE__ */ new Set()) {
  const found = [];
  const compare = (one2, other, path, depth) => {
    if (found.length >= maxSettings || Object.is(one2, other) || isDefault(one2) && isDefault(other)) return;
    const [left, right] = [asEntries(one2), asEntries(other)];
    if (left === void 0 || right === void 0 || Array.isArray(one2) !== Array.isArray(other) || depth > maxDepth3) {
      found.push(path);
      return;
    }
    for (const name3 of /* @__PURE__ */ new Set([...left.keys(), ...right.keys()])) {
      if (depth === 0 && ignore.has(name3)) continue;
      compare(left.get(name3), right.get(name3), path === "" ? name3 : `${path}.${name3}`, depth + 1);
    }
  };
  compare(base, head, "", 0);
  return found;
}
function asEntries(value2) {
  if (Array.isArray(value2)) return new Map(value2.map((item, index) => [String(index), item]));
  const object = asObject(value2);
  if (object !== void 0) return new Map(Object.entries(object));
  return value2 === void 0 || value2 === null ? /* @__PURE__ */ new Map() : void 0;
}

// src/dashboard/panel-context.ts
function panelContext({ kind, body, type, title }) {
  const fieldConfig = field(body, ...kind === "v2" ? ["vizConfig", "spec", "fieldConfig"] : ["fieldConfig"]);
  const defaults = asObject(field(fieldConfig, "defaults")) ?? {};
  const old = oldSettings(body);
  const steps2 = asArray(field(defaults, "thresholds", "steps"));
  const stacking = textField(defaults, "custom", "stacking", "mode");
  return {
    type,
    title,
    description: textField(body, "description"),
    unit: textField(defaults, "unit") ?? old.unit,
    min: numberField(defaults, "min") ?? old.min,
    max: numberField(defaults, "max") ?? old.max,
    decimals: numberField(defaults, "decimals") ?? numberField(body, "decimals"),
    thresholdMode: textField(defaults, "thresholds", "mode") === "percentage" ? "percentage" : "absolute",
    thresholds: steps2.length > 0 ? steps2.map((step) => ({ value: numberField(step, "value"), color: textField(step, "color") })) : old.thresholds,
    mappedValues: [...mappedValues(defaults), ...asArray(body["valueMaps"]).flatMap((map) => textField(map, "value") ?? [])],
    overrides: asArray(field(fieldConfig, "overrides")).flatMap(readOverride),
    stacked: body["stack"] === true || stacking !== void 0 && stacking !== "none"
  };
}
function unitOf({ unit, overrides }, refId) {
  const own2 = overrides.find((override) => override.matcher === "byFrameRefID" && override.option === refId);
  return own2?.unit ?? unit;
}
function oldSettings(body) {
  const axis = asArray(body["yaxes"])[0];
  const gauge = asObject(body["gauge"]);
  const shown3 = gauge?.["show"] === true ? gauge : void 0;
  const column = asArray(body["styles"]).find((style) => textField(style, "type") === "number");
  const formats = asArray(body["y_formats"])[0];
  return {
    unit: textField(axis, "format") ?? textField(body, "format") ?? textField(column, "unit") ?? (typeof formats === "string" ? formats : void 0),
    min: numeric(field(axis, "min")) ?? numeric(shown3?.["minValue"]),
    max: numeric(field(axis, "max")) ?? numeric(shown3?.["maxValue"]),
    thresholds: oldThresholds(body["thresholds"])
  };
}
function oldThresholds(value2) {
  const values4 = typeof value2 === "string" ? value2.slice(0, 1e3).split(",") : asArray(value2).map((each2) => field(each2, "value"));
  return values4.flatMap((each2) => {
    const number3 = numeric(each2);
    return number3 === void 0 ? [] : [{ value: number3, color: void 0 }];
  });
}
function numeric(value2) {
  if (typeof value2 === "number") return Number.isFinite(value2) ? value2 : void 0;
  if (typeof value2 !== "string" || value2.trim() === "") return void 0;
  const number3 = Number(value2);
  return Number.isFinite(number3) ? number3 : void 0;
}
function mappedValues(defaults) {
  return asArray(defaults["mappings"]).flatMap((mapping) => {
    if (textField(mapping, "type") === "value") return Object.keys(asObject(field(mapping, "options")) ?? {});
    const value2 = field(mapping, "value");
    return typeof value2 === "string" ? [value2] : [];
  });
}
function readOverride(override) {
  const matcher = textField(override, "matcher", "id");
  const option = textField(override, "matcher", "options");
  if (matcher === void 0 || option === void 0) return [];
  const value2 = (id) => field(
    asArray(field(override, "properties")).find((property) => textField(property, "id") === id),
    "value"
  );
  const unit = value2("unit");
  return [{ matcher, option, unit: typeof unit === "string" ? unit : void 0, min: numeric(value2("min")), max: numeric(value2("max")) }];
}

// src/dashboard/layout.ts
var maxDepth4 = 20;
function layoutPlaces(layout) {
  const places = /* @__PURE__ */ new Map();
  const walk2 = (value2, section, around, depth) => {
    if (depth > maxDepth4) return;
    const spec = asObject(asObject(value2)?.["spec"]);
    for (const item of asArray(spec?.["items"])) {
      const inner = asObject(asObject(item)?.["spec"]);
      const name3 = textField(inner, "element", "name");
      if (name3 !== void 0 && !places.has(name3)) {
        places.set(name3, { section, position: positionOf(inner), repeat: textField(inner, "repeat", "value") ?? around });
      }
    }
    for (const part of [...asArray(spec?.["rows"]), ...asArray(spec?.["tabs"])]) {
      const title = textField(part, "spec", "title") ?? "";
      walk2(field(part, "spec", "layout"), [...section, title], textField(part, "spec", "repeat", "value") ?? around, depth + 1);
    }
  };
  walk2(layout, [], void 0, 0);
  return places;
}
function positionOf(spec) {
  const [x, y, width, height] = ["x", "y", "width", "height"].map((name3) => numberField(spec, name3));
  return x === void 0 || y === void 0 || width === void 0 || height === void 0 ? void 0 : { x, y, width, height };
}

// src/dashboard/panels.ts
var maxRowDepth = 5;
function panelsOf(model, kind) {
  const number3 = createNumbering();
  return kind === "v2" ? v2Panels(model, number3) : classicPanels(model, number3);
}
function createNumbering() {
  const ids = /* @__PURE__ */ new Map();
  const titles = /* @__PURE__ */ new Map();
  return (id, title, element) => {
    const nthOfId = ids.get(id) ?? 0;
    const nthOfTitle = titles.get(title) ?? 0;
    ids.set(id, nthOfId + 1);
    titles.set(title, nthOfTitle + 1);
    return { id, nthOfId, title, nthOfTitle, element };
  };
}
function classicPanels(model, number3) {
  const found = [];
  const add2 = (list2, section, around, depth) => {
    let [current2, repeat3] = [section, around];
    for (const [index, item] of asArray(list2).entries()) {
      const node = mutableObject(item);
      if (node === void 0) continue;
      const panel2 = classicPanel(node, { holder: list2, name: index }, number3, current2);
      if (panel2.type === "row") [current2, repeat3] = [[...section, panel2.title], panel2.repeat];
      found.push(panel2.type === "row" ? panel2 : { ...panel2, section: current2, repeat: panel2.repeat ?? repeat3 });
      if (depth < maxRowDepth) add2(node["panels"], [...section, panel2.title], panel2.repeat, depth + 1);
    }
  };
  const rows = asArray(asObject(model)?.["rows"]);
  for (const row2 of rows) add2(asObject(row2)?.["panels"], [textField(row2, "title") ?? ""], textField(row2, "repeat") || void 0, 0);
  add2(asObject(model)?.["panels"], [], void 0, 0);
  return found;
}
function classicPanel(node, slot, number3, section) {
  const id = numberField(node, "id");
  const title = textField(node, "title") ?? "";
  const grid = asObject(node["gridPos"]);
  const position2 = { x: numberField(grid, "x"), y: numberField(grid, "y"), width: numberField(grid, "w"), height: numberField(grid, "h") };
  return {
    kind: "classic",
    anchor: number3(id, title),
    node,
    body: node,
    slot,
    id,
    title,
    type: textField(node, "type") ?? "",
    section,
    position: isPosition(position2) ? position2 : void 0,
    repeat: textField(node, "repeat") || void 0,
    libraryUid: textField(node, "libraryPanel", "uid")
  };
}
function isPosition(position2) {
  return Object.values(position2).every((value2) => value2 !== void 0);
}
function v2Panels(model, number3) {
  const elements = mutableObject(asObject(model)?.["elements"]) ?? {};
  const places = layoutPlaces(asObject(model)?.["layout"]);
  const names = [.../* @__PURE__ */ new Set([...places.keys(), ...Object.keys(elements)])].filter((name3) => Object.hasOwn(elements, name3));
  return names.flatMap((name3) => {
    const node = mutableObject(elements[name3]);
    const body = mutableObject(node?.["spec"]);
    if (node === void 0 || body === void 0) return [];
    const id = numberField(body, "id");
    const title = textField(body, "title") ?? "";
    return [
      {
        kind: "v2",
        anchor: number3(id, title, name3),
        node,
        body,
        slot: { holder: elements, name: name3 },
        id,
        title,
        type: textField(body, "vizConfig", "group") ?? "",
        section: places.get(name3)?.section ?? [],
        position: places.get(name3)?.position,
        repeat: places.get(name3)?.repeat,
        libraryUid: node["kind"] === "LibraryPanel" ? textField(body, "libraryPanel", "uid") ?? "" : void 0
      }
    ];
  });
}
function targetsOf({ kind, node, body }) {
  if (kind === "v2") {
    return asArray(field(body, "data", "spec", "queries")).flatMap((item, index) => {
      const spec = mutableObject(field(item, "spec"));
      const holder = mutableObject(spec?.["query"]);
      if (spec === void 0 || holder === void 0) return [];
      const path = ["spec", "data", "spec", "queries", index, "spec", "query"];
      const query = mutableObject(holder["spec"]);
      if (query === void 0) return [];
      return [
        {
          query,
          path: [...path, "spec"],
          refId: textField(spec, "refId"),
          hidden: spec["hidden"] === true,
          source: { form: "v2", path, holder }
        }
      ];
    });
  }
  return asArray(node["targets"]).flatMap((item, index) => {
    const query = mutableObject(item);
    if (query === void 0) return [];
    const path = ["targets", index];
    return [
      { query, path, refId: textField(query, "refId"), hidden: query["hide"] === true, source: { form: "classic", path, holder: query } }
    ];
  });
}

// src/dashboard/variable-text.ts
function variableQueryText(query) {
  if (typeof query === "string") return query.trim() === "" ? void 0 : { form: "text", text: query, property: "" };
  const object = asObject(query);
  if (object === void 0) return void 0;
  for (const property of ["query", "__legacyStringValue", "expr"]) {
    const text2 = textField(object, property);
    if (text2 !== void 0 && text2.trim() !== "") return { form: "object", text: text2, property };
  }
  const text = fromFields(object);
  return text === void 0 || text.trim() === "" ? void 0 : { form: "fields", text, property: "query" };
}
function fromFields(object) {
  const part = (name3) => textField(object, name3)?.replaceAll(/[\r\n]+/g, "") ?? "";
  switch (numberField(object, "qryType")) {
    case 0:
      return `label_names(${part("match")})`;
    case 1: {
      const selector2 = selectorFrom(object);
      return part("label") === "" ? void 0 : `label_values(${selector2 === "" ? "" : `${selector2},`}${part("label")})`;
    }
    case 2:
      return `metrics(${part("metric") || ".*"})`;
    case 3:
      return part("varQuery") === "" ? void 0 : `query_result(${part("varQuery")})`;
    case 4:
      return part("seriesQuery");
    case 5:
      return part("classicQuery");
    default:
      return void 0;
  }
}
function selectorFrom(object) {
  const filters = asArray(object["labelFilters"]).flatMap((filter) => {
    const label2 = textField(filter, "label");
    return label2 === void 0 ? [] : [`${label2}${textField(filter, "op") ?? "="}${JSON.stringify(textField(filter, "value") ?? "")}`];
  });
  const metric = textField(object, "metric") ?? "";
  return filters.length === 0 ? metric : `${metric}{${filters.join(", ")}}`;
}
function looksLikePrometheus(text) {
  return /^\s*(?:label_values|label_names|metrics|query_result)\(/.test(text) || !/^\s*(?:select|show|with|from|exec|\{\s*")\b/i.test(text);
}

// src/dashboard/variable-slots.ts
var v2Types = /* @__PURE__ */ new Map([
  ["QueryVariable", "query"],
  ["CustomVariable", "custom"],
  ["ConstantVariable", "constant"],
  ["TextVariable", "textbox"],
  ["IntervalVariable", "interval"],
  ["DatasourceVariable", "datasource"],
  ["AdhocVariable", "adhoc"],
  ["GroupByVariable", "groupby"],
  ["SwitchVariable", "switch"]
]);
function variablesOf(model, kind, names) {
  const list2 = variableList(model, kind === "v2");
  const seen = /* @__PURE__ */ new Map();
  return list2.flatMap((item, index) => {
    const node = mutableObject(item);
    const body = kind === "v2" ? mutableObject(node?.["spec"]) : node;
    if (node === void 0 || body === void 0) return [];
    const name3 = textField(body, "name") ?? "";
    const nth = seen.get(name3) ?? 0;
    seen.set(name3, nth + 1);
    const type = kind === "v2" ? v2Types.get(String(node["kind"])) ?? String(node["kind"]) : textField(node, "type") ?? "query";
    const asked = askedOf(kind, type, node, body);
    const text = type === "query" ? variableQueryText(asked?.query) : void 0;
    const use = asked === void 0 ? void 0 : classify(asked.source, names, type, text);
    return [
      {
        kind,
        anchor: { name: name3, nth },
        node,
        body,
        bodyPath: kind === "v2" ? ["spec"] : [],
        slot: { holder: list2, name: index },
        name: name3,
        type,
        source: asked?.source,
        use,
        query: use?.kind === "prometheus" ? text : void 0,
        queryPath: asked?.queryPath ?? []
      }
    ];
  });
}
var asking = ["query", "adhoc", "groupby"];
function askedOf(kind, type, node, body) {
  if (!asking.includes(type)) return void 0;
  if (kind === "classic") return { source: { form: "classic", path: [], holder: node }, queryPath: ["query"], query: body["query"] };
  if (type !== "query") return { source: { form: "v2", path: [], holder: node }, queryPath: [], query: void 0 };
  const holder = mutableObject(body["query"]);
  if (holder === void 0) return void 0;
  return { source: { form: "v2", path: ["spec", "query"], holder }, queryPath: ["spec", "query", "spec"], query: holder["spec"] };
}
function classify(source, names, type, text) {
  const reference = readReference(source);
  const likely = type !== "query" || text !== void 0 && looksLikePrometheus(text.text);
  return classifyReference(reference, names, likely);
}
function choosesPrometheus({ type, kind, body }) {
  return type === "datasource" && isPrometheusType(textField(asObject(body), kind === "v2" ? "pluginId" : "query") ?? "");
}

// src/dashboard/queries.ts
function namesOf({ model, kind, inputs: inputs2 }) {
  return dataSourceNames(variableList(model, kind === "v2"), inputs2);
}
function findQueries(dashboard) {
  const { model, kind, elements } = dashboard;
  const names = namesOf(dashboard);
  const panels = panelsOf(model, kind).map((panel2) => inlined(panel2, elements));
  return [
    ...panels.flatMap((panel2) => panelQueries(panel2, names)),
    ...variableQueries(dashboard, names),
    ...annotationQueries(dashboard, names)
  ];
}
function findPanels({ model, kind, elements }) {
  return panelsOf(model, kind).filter(({ type }) => type !== "row").map((panel2) => inlined(panel2, elements)).map((panel2) => ({ id: panel2.id, title: panel2.title, type: panel2.type, unit: panelContext(panel2).unit }));
}
function inlined(panel2, elements) {
  const model = panel2.libraryUid === void 0 ? void 0 : elements.get(panel2.libraryUid);
  if (model === void 0) return panel2;
  return {
    ...panel2,
    kind: "classic",
    node: { ...model },
    body: { ...model },
    type: textField(model, "type") ?? "",
    title: panel2.title || (textField(model, "title") ?? "")
  };
}
function hasExpr(query) {
  return (textField(query, "expr") ?? "").trim() !== "";
}
function panelUse(panel2, targets2, names) {
  if (panel2.kind === "v2") return void 0;
  const reference = readReference({ form: "classic", path: [], holder: panel2.node });
  const any = targets2.some(({ query }) => hasExpr(query));
  return classifyReference(reference, names, any);
}
function panelQueries(panel2, names) {
  const targets2 = targetsOf(panel2);
  if (targets2.length === 0) return [];
  const own2 = panelUse(panel2, targets2, names);
  const context = panelContext(panel2);
  const options = panel2.kind === "v2" ? field(panel2.body, "data", "spec", "queryOptions") : panel2.body;
  const shared = {
    place: "panel",
    panelId: panel2.id,
    panelTitle: panel2.title,
    panelType: panel2.type,
    panelInterval: textField(options, "interval"),
    maxDataPoints: numberField(options, "maxDataPoints"),
    timeFrom: textField(options, "timeFrom"),
    timeShift: textField(options, "timeShift"),
    repeat: panel2.repeat,
    panelContext: context
  };
  return targets2.flatMap(({ query, refId, hidden, source }) => {
    const use = effectiveUse(own2, classifyReference(readReference(source), names, hasExpr(query)));
    const prometheus = use.kind === "prometheus";
    if (prometheus && !hasExpr(query)) return [];
    if (!prometheus && Object.keys(query).every((name3) => ["refId", "datasource", "hide"].includes(name3)) && panel2.kind === "classic")
      return [];
    return [
      {
        ...shared,
        refId,
        hidden,
        expr: textField(query, "expr") ?? "",
        prometheus,
        dataSourceKind: use.kind,
        dataSource: use.label,
        instant: query["instant"] === true,
        range: query["range"] === true || query["instant"] !== true && query["range"] !== false,
        format: textField(query, "format"),
        legendFormat: textField(query, "legendFormat"),
        interval: textField(query, "interval"),
        intervalFactor: numberField(query, "intervalFactor"),
        unit: unitOf(context, refId)
      }
    ];
  });
}
function variableQueries({ model, kind }, names) {
  return variablesOf(model, kind, names).flatMap(({ type, name: name3, query, use }) => {
    if (type !== "query" || use === void 0) return [];
    const prometheus = use.kind === "prometheus";
    if (prometheus && query === void 0) return [];
    return [{ place: "variable", name: name3, expr: query?.text ?? "", prometheus, dataSourceKind: use.kind, dataSource: use.label }];
  });
}
function annotationQueries({ model, kind }, names) {
  return annotationsOf(model, kind, names).flatMap(({ name: name3, node, use, exprPaths, enabled }) => {
    const prometheus = use.kind === "prometheus";
    const [path] = exprPaths;
    if (use.kind === "grafana" || prometheus && path === void 0) return [];
    const expr = path === void 0 ? void 0 : valueAt(node, path);
    const place = "annotation";
    return [
      {
        place,
        name: name3,
        expr: typeof expr === "string" ? expr : "",
        prometheus,
        dataSourceKind: use.kind,
        dataSource: use.label,
        hidden: !enabled
      }
    ];
  });
}

// src/dashboard/diff-panel.ts
var panelNoise = new Set(
  "id title type description datasource targets gridPos pluginVersion panels thresholds unit format yaxes repeatIteration repeatPanelId repeatRowId scopedVars libraryPanel renderer span height data vizConfig collapsed fieldConfig options".split(
    " "
  )
);
var queryNoise = new Set("expr refId datasource hide editorMode key step metric query builder".split(" "));
var defaultsNoise = /* @__PURE__ */ new Set(["unit", "min", "max", "thresholds"]);
function diffPanel({ id, title, type }) {
  return { id, title, type };
}
function comparePanels(base, head, names) {
  const panel2 = diffPanel(head);
  const [before, after] = [panelContext(base), panelContext(head)];
  const changes = [];
  const differ = (kind, read) => {
    const [old, now] = [read(before) || void 0, read(after) || void 0];
    if (old !== now) changes.push({ kind, panel: panel2, before: old ?? "none", after: now ?? "none" });
  };
  differ("panel-retitled", ({ title }) => title);
  differ("panel-type", ({ type }) => type);
  changes.push(...compareQueries(base, head, names));
  differ("panel-unit", ({ unit }) => unit);
  differ("panel-range", ({ min, max }) => min === void 0 && max === void 0 ? void 0 : `${min ?? "auto"} to ${max ?? "auto"}`);
  differ("panel-thresholds", describeThresholds);
  differ("panel-description", ({ description }) => description);
  const settings = otherSettings(base, head);
  if (settings.length > 0 && before.type === after.type) changes.push({ kind: "panel-settings", panel: panel2, settings });
  return changes;
}
function describeThresholds({ thresholds, thresholdMode }) {
  const steps2 = thresholds.filter(({ value: value2 }) => value2 !== void 0);
  const unit = thresholdMode === "percentage" ? " %" : "";
  return steps2.length === 0 ? void 0 : steps2.map(({ value: value2, color }) => `${value2}${unit}${color === void 0 ? "" : ` ${color}`}`).join(", ");
}
function otherSettings(base, head) {
  const read = ({ kind, body }) => {
    const viz = kind === "v2" ? asObject(field(body, "vizConfig", "spec")) : body;
    const config = asObject(viz?.["fieldConfig"]);
    const data = kind === "v2" ? asObject(field(body, "data", "spec")) : void 0;
    return {
      rest: body,
      options: viz?.["options"],
      defaults: config?.["defaults"],
      overrides: config?.["overrides"],
      ...data === void 0 ? {} : { transformations: data["transformations"], queryOptions: data["queryOptions"] }
    };
  };
  const [one2, other] = [read(base), read(head)];
  return [
    ...changedSettings(one2.rest, other.rest, panelNoise),
    ...changedSettings(one2.options, other.options).map((path) => `options.${path}`),
    ...changedSettings(one2.defaults, other.defaults, defaultsNoise).map((path) => `fieldConfig.${path}`),
    ...changedSettings(one2.overrides, other.overrides).map((path) => `overrides.${path}`),
    ...changedSettings(one2.transformations, other.transformations).map((path) => `transformations.${path}`),
    ...changedSettings(one2.queryOptions, other.queryOptions)
  ].slice(0, 8);
}
function compareQueries(base, head, names) {
  const panel2 = diffPanel(head);
  const [old, now] = [byRefId(base), byRefId(head)];
  const changes = [];
  const sources = [sourcesOf(base, names.base), sourcesOf(head, names.head)];
  if (sources[0] !== sources[1]) changes.push({ kind: "panel-data-source", panel: panel2, before: sources[0], after: sources[1] });
  for (const [refId, target3] of old) {
    const other = now.get(refId);
    if (other === void 0) {
      if (!isEmpty(target3)) changes.push({ kind: "query-removed", panel: panel2, refId, before: textOf3(target3), after: void 0 });
      continue;
    }
    const [before, after] = [textOf3(target3), textOf3(other)];
    if (normal(before) !== normal(after)) changes.push({ kind: "query-changed", panel: panel2, refId, before, after });
    const settings = changedSettings(target3.query, other.query, queryNoise);
    if (target3.hidden !== other.hidden) settings.unshift("hidden");
    if (settings.length > 0) changes.push({ kind: "query-settings", panel: panel2, refId, settings });
  }
  for (const [refId, target3] of now) {
    if (!old.has(refId) && !isEmpty(target3)) changes.push({ kind: "query-added", panel: panel2, refId, before: void 0, after: textOf3(target3) });
  }
  return changes;
}
function byRefId(panel2) {
  const found = /* @__PURE__ */ new Map();
  for (const [index, target3] of targetsOf(panel2).entries()) {
    const refId = target3.refId ?? `#${index + 1}`;
    found.set(found.has(refId) ? `${refId}#${index + 1}` : refId, target3);
  }
  return found;
}
function sourcesOf(panel2, names) {
  const own2 = classifyReference(panel2.node["datasource"], names, true);
  const labels = targetsOf(panel2).map((target3) => {
    const use = classifyReference(readReference(target3.source), names, hasExpr(target3.query));
    const meant = use.byDefault ? own2 : use;
    return meant.kind === "prometheus" ? "prometheus" : meant.label;
  });
  return [...new Set(labels)].sort().join(", ");
}
function isEmpty({ query }) {
  return Object.keys(query).every((name3) => ["refId", "datasource", "hide", "expr"].includes(name3)) && !hasExpr(query);
}
function textOf3({ query }) {
  return textField(query, "expr") ?? textField(query, "query") ?? textField(query, "rawSql") ?? JSON.stringify(query).slice(0, 1e3);
}
var maxNormalized = 1e5;
function normal(text) {
  if (text.length > maxNormalized) return text;
  return text.replaceAll(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`|\s+/g, (part) => part.trim() === "" ? " " : part).trim();
}

// src/dashboard/variables.ts
var sorts = "disabled alphabeticalAsc alphabeticalDesc numericalAsc numericalDesc alphabeticalCaseInsensitiveAsc alphabeticalCaseInsensitiveDesc naturalAsc naturalDesc".split(
  " "
);
var refreshes = ["never", "onDashboardLoad", "onTimeRangeChanged"];
var hides = ["dontHide", "hideLabel", "hideVariable", "inControlsMenu"];
var maxOptions2 = 1e4;
function readVariables({ model, kind, inputs: inputs2 }) {
  const names = dataSourceNames(variableList(model, kind === "v2"), inputs2);
  const constants = new Map(inputs2.flatMap(({ name: name3, type, value: value2 }) => type === "constant" && value2 !== void 0 ? [[name3, value2]] : []));
  return variablesOf(model, kind, names).filter(({ name: name3 }) => name3 !== "").map((view) => readVariable(view, constants));
}
function readVariable({ name: name3, type, body, use, queryPath, node }, constants) {
  return {
    name: name3,
    type,
    label: textField(body, "label"),
    query: fillInputs(queryOf(type, body, queryPath.length > 1 ? field(node, "spec", "query", "spec") : body["query"]), constants),
    prometheus: use?.kind === "prometheus",
    dataSource: use?.label,
    regex: textField(body, "regex"),
    regexAppliesTo: body["regexApplyTo"] === "text" ? "text" : body["regexApplyTo"] === "value" ? "value" : void 0,
    sort: code(body["sort"], sorts),
    refresh: refreshCode(body["refresh"]),
    hide: code(body["hide"], hides),
    multi: body["multi"] === true,
    includeAll: body["includeAll"] === true,
    allValue: textField(body, "allValue") || void 0,
    current: savedValue(type, body, constants),
    options: asArray(body["options"]).slice(0, maxOptions2).flatMap((option) => savedOption(option)),
    auto: type === "interval" && body["auto"] === true ? { count: numberField(body, "auto_count") ?? 30, minInterval: textField(body, "auto_min") ?? "10s" } : void 0,
    filters: [...asArray(body["baseFilters"]), ...asArray(body["filters"])].flatMap(savedFilter)
  };
}
function queryOf(type, body, query) {
  if (type === "query") return variableQueryText(query)?.text ?? "";
  if (type === "datasource") return textField(body, "pluginId") ?? textField(body, "query") ?? "";
  if (type === "switch") return [textField(body, "enabledValue") ?? "true", textField(body, "disabledValue") ?? "false"].join(",");
  return typeof query === "string" ? query : "";
}
function fillInputs(text, constants) {
  if (constants.size === 0 || !text.includes("${")) return text;
  return text.replaceAll(/\$\{(\w+)\}/g, (match, name3) => constants.get(name3) ?? match);
}
function code(value2, names) {
  if (typeof value2 === "number" && Number.isInteger(value2) && value2 >= 0 && value2 < names.length) return value2;
  return typeof value2 === "string" ? Math.max(0, names.indexOf(value2)) : 0;
}
function refreshCode(value2) {
  return value2 === true ? 1 : code(value2, refreshes);
}
function savedValue(type, body, constants) {
  const current2 = body["current"];
  if (type === "switch" && typeof current2 === "string") return { value: current2, text: current2 };
  const value2 = valueOfOption(field(current2, "value"));
  if (value2 === void 0) return void 0;
  const text = valueOfOption(field(current2, "text")) ?? value2;
  const fill = (saved) => typeof saved === "string" ? fillInputs(saved, constants) : saved.map((each2) => fillInputs(each2, constants));
  return { value: fill(value2), text: fill(text) };
}
function valueOfOption(value2) {
  if (typeof value2 === "string") return value2;
  if (typeof value2 === "number" || typeof value2 === "boolean") return String(value2);
  if (Array.isArray(value2)) return value2.flatMap((item) => valueOfOption(item) ?? []).slice(0, maxOptions2);
  const inner = asObject(value2)?.["value"];
  return typeof inner === "string" || typeof inner === "number" ? String(inner) : void 0;
}
function savedOption(option) {
  const value2 = valueOfOption(field(option, "value"));
  const text = valueOfOption(field(option, "text")) ?? value2;
  return typeof value2 === "string" && typeof text === "string" ? [{ text, value: value2 }] : [];
}
function savedFilter(filter) {
  const key = textField(filter, "key");
  return key === void 0 ? [] : [{ key, operator: textField(filter, "operator") ?? "=", value: textField(filter, "value") ?? "" }];
}

// src/dashboard/diff.ts
function diffDashboards(base, head) {
  const changes = [
    ...compareTop(base, head),
    ...compareAllPanels(base, head),
    ...compareVariables(base, head),
    ...compareAnnotations(base, head)
  ];
  return { changes, lines: changes.map(describeChange) };
}
function compareTop(base, head) {
  const reads = [
    ["title", ({ title }) => title],
    ["description", ({ model }) => textField(model, "description") ?? ""],
    ["time-range", timeRange],
    ["refresh", ({ model, kind }) => (kind === "v2" ? textField(model, "timeSettings", "autoRefresh") : textField(model, "refresh")) ?? ""],
    ["timezone", ({ model, kind }) => (kind === "v2" ? textField(model, "timeSettings", "timezone") : textField(model, "timezone")) ?? ""],
    ["tags", ({ model }) => textList(model["tags"]).sort().join(", ")],
    ["links", ({ model }) => asArray(model["links"]).map(describeLink).join(", ")]
  ];
  return reads.flatMap(([kind, read]) => {
    const [before, after] = [read(base), read(head)];
    return before === after ? [] : [{ kind, before: before || "none", after: after || "none" }];
  });
}
function timeRange({ model, kind }) {
  const time = asObject(model[kind === "v2" ? "timeSettings" : "time"]);
  const [from, to] = [textField(time, "from"), textField(time, "to")];
  return from === void 0 && to === void 0 ? "" : `${from ?? ""} to ${to ?? ""}`;
}
function describeLink(link) {
  return `${textField(link, "title") ?? ""} (${textField(link, "url") || textList(asObject(link)?.["tags"]).join(" ")})`;
}
function compareAllPanels(base, head) {
  const names = { base: namesOf(base), head: namesOf(head) };
  const [old, now] = [base, head].map(({ model, kind }) => inReadingOrder(panelsOf(model, kind)));
  const match = matchPanels(old, now);
  const { pairs, removed, added } = match;
  const renamed = renamedSections(match);
  const order = new Map(now.map((panel2, index) => [panel2, index]));
  const moved = movedPairs(pairs.map((pair) => order.get(pair.head)));
  return [
    ...sectionChanges(renamed, pairs),
    ...added.map((panel2) => ({ kind: "panel-added", panel: diffPanel(panel2) })),
    ...removed.map((panel2) => ({ kind: "panel-removed", panel: diffPanel(panel2) })),
    ...pairs.flatMap((pair, index) => [...placeChanges(pair, moved.has(index), renamed), ...comparePanels(pair.base, pair.head, names)])
  ];
}
function inReadingOrder(panels) {
  if (panels.some(({ position: position2 }) => position2 === void 0)) return [...panels];
  const sections = /* @__PURE__ */ new Map();
  for (const { section } of panels) {
    const key = JSON.stringify(section);
    if (!sections.has(key)) sections.set(key, sections.size);
  }
  const sectionOf = ({ section }) => sections.get(JSON.stringify(section));
  return panels.toSorted(
    (one2, other) => sectionOf(one2) - sectionOf(other) || one2.position.y - other.position.y || one2.position.x - other.position.x
  );
}
function sectionChanges(renamed, pairs) {
  const rows = new Set(pairs.flatMap(({ base }) => base.type === "row" ? [base.title] : []));
  return [...renamed].flatMap(([from, to]) => {
    const [old, now] = [from, to].map((section) => JSON.parse(section));
    if (old.length === 0 || now.length === 0 || rows.has(old.at(-1))) return [];
    return [{ kind: "section-renamed", before: old.join(" / "), after: now.join(" / ") }];
  });
}
function placeChanges({ base, head }, moved, renamed) {
  const panel2 = diffPanel(head);
  const [from, to] = [base.section.join(" / "), head.section.join(" / ")];
  const same = from === to || renamed.get(JSON.stringify(base.section)) === JSON.stringify(head.section);
  const section = same ? [] : [{ kind: "panel-moved", panel: panel2, how: "section", before: from || "none", after: to || "none" }];
  const [old, now] = [sizeOf(base), sizeOf(head)];
  const size = old === void 0 || now === void 0 || old === now ? [] : [{ kind: "panel-moved", panel: panel2, how: "size", before: old, after: now }];
  const order = moved && section.length === 0 ? [{ kind: "panel-moved", panel: panel2, how: "order", before: void 0, after: void 0 }] : [];
  return [...section, ...order, ...size];
}
function sizeOf({ position: position2 }) {
  return position2 === void 0 ? void 0 : `${position2.width}\xD7${position2.height}`;
}
var variableParts = [
  ["type", ({ type }) => type],
  [
    "query",
    ({ query, type }) => type === "custom" ? query.split(",").map((part) => part.trim()).join(",") : query.trim()
  ],
  ["regex", ({ regex }) => regex ?? ""],
  ["label", ({ label: label2 }) => label2 ?? ""],
  ["multi-value", ({ multi }) => yesNo(multi)],
  ["include All", ({ includeAll }) => yesNo(includeAll)],
  ["value of All", ({ allValue }) => allValue ?? ""],
  ["sort", ({ sort }) => String(sort)],
  ["hidden", ({ hide }) => ["no", "label only", "yes", "in the menu"][hide] ?? ""],
  ["default", ({ type, current: current2 }) => ["custom", "interval"].includes(type) ? [current2?.value ?? ""].flat().join(",") : ""]
];
function yesNo(value2) {
  return value2 ? "yes" : "no";
}
function compareVariables(base, head) {
  const [old, now] = [base, head].map((one2) => new Map(readVariables(one2).map((variable3) => [variable3.name, variable3])));
  const names = [.../* @__PURE__ */ new Set([...old.keys(), ...now.keys()])];
  return names.flatMap((name3) => {
    const [before, after] = [old.get(name3), now.get(name3)];
    if (before === void 0)
      return [{ kind: "variable-added", variable: name3, what: after.type, before: void 0, after: after.query }];
    if (after === void 0)
      return [{ kind: "variable-removed", variable: name3, what: before.type, before: before.query, after: void 0 }];
    return variableParts.flatMap(([what, read]) => {
      const [was, is] = [read(before), read(after)];
      return was === is ? [] : [{ kind: "variable-changed", variable: name3, what, before: was || "none", after: is || "none" }];
    });
  });
}
function compareAnnotations(base, head) {
  const [old, now] = [base, head].map((one2) => {
    const views = annotationsOf(one2.model, one2.kind, namesOf(one2)).filter(({ use }) => use.kind !== "grafana");
    return new Map(
      views.map(({ name: name3, node, exprPaths: [path], use, enabled }) => {
        const expr = path === void 0 ? "" : String(valueAt(node, path));
        return [name3, `${use.label}: ${expr}${enabled ? "" : " (off)"}`];
      })
    );
  });
  return [.../* @__PURE__ */ new Set([...old.keys(), ...now.keys()])].flatMap((annotation2) => {
    const [before, after] = [old.get(annotation2), now.get(annotation2)];
    if (before === after) return [];
    const kind = before === void 0 ? "annotation-added" : after === void 0 ? "annotation-removed" : "annotation-changed";
    return [{ kind, annotation: annotation2, before, after }];
  });
}

// src/dashboard/injection-options.ts
var maxTexts = 200;
function injectionOptions(variables2) {
  const found = /* @__PURE__ */ new Map();
  for (const variable3 of variables2) {
    const texts = textsOf(variable3).filter((text) => text !== "" && text !== "$__all" && !text.startsWith("$__auto"));
    if (texts.length > 0) found.set(variable3.name, [...new Set(texts)].slice(0, maxTexts));
  }
  return found;
}
function textsOf({ type, query, options, current: current2, allValue, multi, includeAll }) {
  const saved = list(current2?.value);
  switch (type) {
    case "constant":
    case "textbox":
      return query === "" ? saved : [query];
    case "interval":
      return [...saved, ...splitList(query)];
    case "switch":
      return [...saved, ...splitList(query)];
    case "custom": {
      const texts = [...saved, ...options.length > 0 ? options.map(({ value: value2 }) => value2) : [], ...splitList(query)];
      const all = allValue === void 0 || !includeAll ? [] : [allValue];
      return [...texts, ...all, ...multi && texts.length > 1 ? [texts.slice(0, maxTexts).join(",")] : []];
    }
    default:
      return [];
  }
}
function splitList(query) {
  if (query.trimStart().startsWith("[")) return [];
  const parts2 = query.slice(0, 1e5).match(/(?:\\,|[^,])+/g) ?? [];
  return parts2.slice(0, maxTexts).map((part) => part.replaceAll("\\,", ",").trim().split(" : ").at(-1).trim());
}
function list(value2) {
  return value2 === void 0 ? [] : typeof value2 === "string" ? [value2] : [...value2];
}

// src/grafana/identity.ts
var identityPatterns = {
  project: /^(?:[a-z2-7]{8}|local)$/,
  key: /^[a-z0-9](?:[a-z0-9-]{0,28}[a-z0-9])?$/,
  revision: /^[a-z2-7]{8}$/,
  src: /^[a-z2-7]{16}$/,
  uid: /^dp-[a-z2-7]{20}$/
};
var firstUnitMs = Date.UTC(2026, 0, 1);

// src/grafana/manifest-fields.ts
import { gunzipSync } from "node:zlib";
var firstMs = Date.UTC(2e3, 0);
var lastMs = Date.UTC(9999, 11, 31);
var maxStepMs = 366 * 864e5;
var datePattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
function readManifestFields(raw) {
  const project2 = matching(raw, "project", identityPatterns.project);
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
  if (numberField(raw, "version") !== 1 || path === void 0 || path.length > 4096 || /[\u0000-\u001f]/.test(path)) return void 0;
  if (project2 === void 0 || key === void 0 || revision === void 0 || dataSourceUid === void 0) return void 0;
  if (order === void 0 || createdAtMs === void 0 || expiresAtMs === void 0 || fromMs === void 0 || stepMs === void 0) {
    return void 0;
  }
  if (isolation !== "label" && isolation !== "none") return void 0;
  const optional2 = readOptional(raw);
  if (optional2 === void 0) return void 0;
  const { commit, ...others } = optional2;
  const source = { path, ...commit === void 0 ? {} : { commit } };
  return { project: project2, key, revision, order, createdAtMs, expiresAtMs, fromMs, stepMs, isolation, dataSourceUid, source, ...others };
}
function readOptional(raw) {
  const read = {};
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
function matching(raw, name3, pattern4) {
  const text = textField(raw, name3);
  return text !== void 0 && pattern4.test(text) ? text : void 0;
}
function between(value2, low, high2) {
  return value2 !== void 0 && Number.isSafeInteger(value2) && value2 >= low && value2 <= high2 ? value2 : void 0;
}
function readDate(raw, name3) {
  const text = textField(raw, name3);
  if (text === void 0 || !datePattern.test(text)) return void 0;
  const timeMs = Date.parse(text);
  return Number.isNaN(timeMs) || new Date(timeMs).toISOString() !== text ? void 0 : between(timeMs, firstMs, lastMs);
}
function base64urlBytes(text) {
  return /^[A-Za-z0-9_-]+$/.test(text) ? Buffer.from(text, "base64url") : void 0;
}
function gunzipText(bytes, maxBytes2) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(gunzipSync(bytes, { maxOutputLength: maxBytes2 }));
  } catch {
    return void 0;
  }
}

// src/grafana/manifest.ts
var maxSpecGzipBytes = 512 * 1024;
var maxRestoreGzipBytes = 2 * 1024 * 1024;
var maxManifestLength = 8 * 1024 * 1024;
var maxSpecBytes = 1024 * 1024;
var maxRestoreBytes = 32 * 1024 * 1024;
function decodeManifest(text, { latestExpiryMs = Number.POSITIVE_INFINITY } = {}) {
  const raw = parse(text);
  const fields = raw === void 0 ? void 0 : readManifestFields(raw);
  if (raw === void 0 || fields === void 0) return void 0;
  const spec = unpack(raw, "spec", maxSpecGzipBytes, maxSpecBytes);
  const restoreText = unpack(raw, "restore", maxRestoreGzipBytes, maxRestoreBytes);
  if (spec === null || restoreText === null) return void 0;
  const restore = restoreText === void 0 ? void 0 : parseJson(restoreText);
  if (restoreText !== void 0 && restore === void 0) return void 0;
  return {
    ...fields,
    expiresAtMs: Math.min(fields.expiresAtMs, latestExpiryMs),
    ...spec === void 0 ? {} : { spec },
    ...restore === void 0 ? {} : { restore }
  };
}
function parse(text) {
  if (text.length > maxManifestLength) return void 0;
  const bytes = base64urlBytes(text);
  return bytes === void 0 ? void 0 : asObject(parseJson(bytes.toString("utf8")));
}
function unpack(raw, name3, maxGzipBytes, maxBytes2) {
  if (!Object.hasOwn(raw, name3)) return void 0;
  const value2 = raw[name3];
  const bytes = typeof value2 === "string" && value2.length <= maxGzipBytes * 2 ? base64urlBytes(value2) : void 0;
  if (bytes === void 0 || bytes.length > maxGzipBytes) return null;
  return gunzipText(bytes, maxBytes2) ?? null;
}
function parseJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return void 0;
  }
}

// src/grafana/tags.ts
var previewTag = "dashpreview";
var keepTag = "dp-keep";
function isPreviewTag(tag) {
  return tag === previewTag || tag === keepTag || /^dp-(?:key|rev|src|expires):/.test(tag);
}

// src/grafana/marks.ts
var manifestVariable = "dashpreview";
function writeMarks(model, kind, { tags, manifest }) {
  const clean = withoutManifest(model, kind);
  if (manifest === void 0) return { ...clean, tags };
  if (kind === "v2") return { ...clean, tags, variables: [...variablesOf2(clean, kind), v2Variable(manifest)] };
  return {
    ...clean,
    tags,
    templating: { ...asObject(clean["templating"]), list: [...variablesOf2(clean, kind), classicVariable(manifest)] }
  };
}
function stripMarks(model, kind) {
  const clean = withoutManifest(model, kind);
  return Object.hasOwn(clean, "tags") ? { ...clean, tags: textList(clean["tags"]).filter((tag) => !isPreviewTag(tag)) } : clean;
}
function readManifestText(model, kind) {
  const found = variablesOf2(model, kind).filter((variable4) => isManifest(variable4, kind));
  if (found.length === 0) return void 0;
  if (found.length > 1) return "";
  const variable3 = kind === "v2" ? asObject(asObject(found[0])?.["spec"]) : found[0];
  return textField(variable3, "query") ?? textField(variable3, "current", "value") ?? "";
}
function variablesOf2(model, kind) {
  return asArray(kind === "v2" ? model["variables"] : asObject(model["templating"])?.["list"]);
}
function isManifest(variable3, kind) {
  return (kind === "v2" ? textField(variable3, "spec", "name") : textField(variable3, "name")) === manifestVariable;
}
function withoutManifest(model, kind) {
  const kept = variablesOf2(model, kind).filter((variable3) => !isManifest(variable3, kind));
  if (kept.length === variablesOf2(model, kind).length) return model;
  return kind === "v2" ? { ...model, variables: kept } : { ...model, templating: { ...asObject(model["templating"]), list: kept } };
}
function classicVariable(text) {
  return { name: manifestVariable, type: "constant", hide: 2, skipUrlSync: true, query: text, current: { text: "", value: "" } };
}
function v2Variable(text) {
  const spec = { name: manifestVariable, query: text, current: { text: "", value: "" }, hide: "hideVariable", skipUrlSync: true };
  return { kind: "ConstantVariable", spec };
}

// src/dashboard/alpha-forms.ts
function toBeta(spec) {
  return convert2(spec, { query: betaQuery, visualisation: betaVisualisation });
}
function toAlpha(spec) {
  return convert2(spec, { query: alphaQuery, visualisation: alphaVisualisation });
}
function convert2(spec, conversion) {
  const inSpec = (value2, change) => {
    const object = asObject(value2);
    const inner = asObject(object?.["spec"]);
    return object === void 0 || inner === void 0 ? value2 : { ...object, spec: change(inner) };
  };
  const list2 = (value2, change) => asArray(value2).map((item) => inSpec(item, change));
  const panel2 = (inner) => ({
    ...inner,
    ...asObject(inner["vizConfig"]) === void 0 ? {} : { vizConfig: conversion.visualisation(asObject(inner["vizConfig"])) },
    ...asObject(inner["data"]) === void 0 ? {} : { data: inSpec(inner["data"], (group) => ({ ...group, queries: list2(group["queries"], conversion.query) })) }
  });
  const element = (value2) => field(value2, "kind") === "Panel" ? inSpec(value2, panel2) : value2;
  const variable3 = (value2) => field(value2, "kind") === "QueryVariable" ? inSpec(value2, conversion.query) : moveVariableSource(value2, conversion);
  const elements = asObject(spec["elements"]);
  return {
    ...spec,
    ...elements === void 0 ? {} : { elements: Object.fromEntries(Object.entries(elements).map(([name3, value2]) => [name3, element(value2)])) },
    ...Array.isArray(spec["variables"]) ? { variables: spec["variables"].map(variable3) } : {},
    ...Array.isArray(spec["annotations"]) ? { annotations: list2(spec["annotations"], conversion.query) } : {}
  };
}
function betaQuery(holder) {
  const query = asObject(holder["query"]);
  if (query === void 0 || query["kind"] === "DataQuery") return holder;
  const { datasource, ...rest } = holder;
  const { kind, spec, ...others } = query;
  const type = field(datasource, "type");
  const name3 = field(datasource, "uid");
  return {
    ...rest,
    query: {
      ...others,
      kind: "DataQuery",
      group: type ?? kind,
      version: "v0",
      ...Object.hasOwn(holder, "datasource") ? { datasource: typeof name3 === "string" ? { name: name3 } : {} } : {},
      spec: spec ?? {}
    }
  };
}
function alphaQuery(holder) {
  const query = asObject(holder["query"]);
  if (query === void 0 || query["kind"] !== "DataQuery") return holder;
  const { kind: _kind, group, version: _version, datasource, spec, ...others } = query;
  const name3 = field(datasource, "name");
  return {
    ...holder,
    ...datasource === void 0 ? {} : { datasource: { type: group, ...name3 === void 0 ? {} : { uid: name3 } } },
    query: { ...others, kind: group, spec }
  };
}
var ownSource = ["AdhocVariable", "GroupByVariable"];
function moveVariableSource(value2, { query }) {
  const variable3 = asObject(value2);
  const spec = asObject(variable3?.["spec"]);
  if (variable3 === void 0 || spec === void 0 || !ownSource.includes(String(variable3["kind"]))) return value2;
  if (query === betaQuery) {
    if (!Object.hasOwn(spec, "datasource") || Object.hasOwn(variable3, "group")) return value2;
    const { datasource: datasource2, ...rest2 } = spec;
    const name4 = field(datasource2, "uid");
    return { ...variable3, group: field(datasource2, "type") ?? "", datasource: name4 === void 0 ? {} : { name: name4 }, spec: rest2 };
  }
  if (!Object.hasOwn(variable3, "group")) return value2;
  const { group, datasource, ...rest } = variable3;
  const name3 = field(datasource, "name");
  const type = group === "" ? {} : { type: group };
  return { ...rest, spec: { ...spec, datasource: { ...type, ...name3 === void 0 ? {} : { uid: name3 } } } };
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

// src/dashboard/json-error.ts
var scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
var space = /[ \t\r\n]*/y;
function findJsonError(json2) {
  let at = 0;
  const open = [];
  const take = (pattern4) => {
    pattern4.lastIndex = at;
    const match = pattern4.exec(json2);
    if (match !== null) at += match[0].length;
    return match !== null;
  };
  const takeString = () => {
    const end = json2[at] === '"' ? endOfString(json2, at) : void 0;
    at = end ?? at;
    return end !== void 0;
  };
  const name3 = () => takeString() && take(space) && json2[at] === ":" && ++at > 0;
  for (let first2 = false; ; ) {
    take(space);
    const closing = open.at(-1) === "{" ? "}" : "]";
    if (first2 && json2[at] === closing) {
      at++;
      open.pop();
      first2 = false;
    } else {
      if (open.at(-1) === "{" && !name3()) return position(json2, at, 'a property such as "title": \u2026');
      take(space);
      const char = json2[at];
      if (char === "{" || char === "[") {
        at++;
        open.push(char);
        first2 = true;
        continue;
      }
      if (!takeString() && !take(scalar)) return position(json2, at, "a value (text in double quotes, a number, true, false, null, { or [)");
      first2 = false;
    }
    const end = closeAll();
    if (end !== void 0) return end;
  }
  function closeAll() {
    for (; ; ) {
      take(space);
      const outer = open.at(-1);
      if (outer === void 0) return position(json2, at, "the end of the file");
      if (json2[at] === ",") {
        at++;
        return void 0;
      }
      if (json2[at] !== (outer === "{" ? "}" : "]")) return position(json2, at, outer === "{" ? "a comma or }" : "a comma or ]");
      at++;
      open.pop();
    }
  }
}
function endOfString(json2, from) {
  for (let at = from + 1; at < json2.length; at++) {
    const code2 = json2.charCodeAt(at);
    if (code2 === 34) return at + 1;
    if (code2 < 32) return void 0;
    if (code2 !== 92) continue;
    const escaped = /^(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/.exec(json2.slice(at + 1, at + 6));
    if (escaped === null) return void 0;
    at += escaped[0].length;
  }
  return void 0;
}
function position(json2, at, expected2) {
  const before = json2.slice(0, at);
  const line2 = before.split("\n").length;
  const found = at >= json2.length ? "the file ends here" : `found ${JSON.stringify(json2[at])}`;
  return { line: line2, column: at - before.lastIndexOf("\n"), expected: `expected ${expected2}, ${found}` };
}

// src/dashboard/parse-json.ts
var maxDashboardBytes = 16 * 1024 * 1024;
var maxDashboardDepth = 200;
var maxDashboardParts = 5e5;
function parseJson2(text, file) {
  if (text.length > maxDashboardBytes || Buffer.byteLength(text) > maxDashboardBytes) {
    throw new DashboardError(`${file}: larger than 16 MiB, the most that a dashboard may have`);
  }
  const json2 = text.startsWith("\uFEFF") ? text.slice(1) : text;
  if (json2.trim() === "") throw new DashboardError(`${file}: the file is empty; a dashboard's JSON was expected`);
  const shape = measure(json2);
  if (shape.parts > maxDashboardParts) {
    throw new DashboardError(
      `${file}: more than ${maxDashboardParts} objects and lists; no dashboard that anyone can look at has so many: split it`
    );
  }
  if (shape.depth > maxDashboardDepth)
    throw new DashboardError(`${file}: nested deeper than ${maxDashboardDepth} levels; a dashboard was expected`);
  try {
    return JSON.parse(json2);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const { line: line2, column, expected: expected2 } = findJsonError(json2);
    throw new DashboardError(
      `${file}:${line2}:${column}: no JSON: ${expected2}; export the dashboard from Grafana again, or repair the file`
    );
  }
}
function measure(json2) {
  let depth = 0;
  let parts2 = 0;
  for (let at = 0; at < json2.length; at++) {
    const code2 = json2.charCodeAt(at);
    if (code2 === 34) {
      for (at++; at < json2.length && json2.charCodeAt(at) !== 34; at++) if (json2.charCodeAt(at) === 92) at++;
    } else if (code2 === 123 || code2 === 91) {
      depth++;
      parts2++;
      if (depth > maxDashboardDepth || parts2 > maxDashboardParts) break;
    } else if (code2 === 125 || code2 === 93) depth--;
  }
  return { depth, parts: parts2 };
}

// src/dashboard/size-limits.ts
var limits2 = { panels: 5e3, queries: 1e4, variables: 2e3, annotations: 1e3, links: 1e3 };
function checkSize(model, kind, file) {
  const counted = kind === "v2" ? countV2(model) : countClassic(model);
  for (const [name3, most] of Object.entries(limits2)) {
    if (counted[name3] > most)
      throw new DashboardError(`${file}: ${counted[name3]} ${name3}; a dashboard may have ${most}: split it into several dashboards`);
  }
}
function countClassic(model) {
  let [panels, queries2] = [0, 0];
  const waiting = [asArray(model["panels"]), ...asArray(model["rows"]).map((row2) => asArray(field(row2, "panels")))];
  for (let list2 = waiting.pop(); list2 !== void 0; list2 = waiting.pop()) {
    for (const panel2 of list2) {
      panels++;
      queries2 += asArray(field(panel2, "targets")).length;
      const inner = asArray(field(panel2, "panels"));
      if (inner.length > 0) waiting.push(inner);
    }
  }
  return {
    panels,
    queries: queries2,
    variables: asArray(field(model["templating"], "list")).length,
    annotations: asArray(field(model["annotations"], "list")).length,
    links: asArray(model["links"]).length
  };
}
function countV2(model) {
  const elements = Object.values(asObject(model["elements"]) ?? {});
  const queries2 = elements.reduce((sum2, one2) => sum2 + asArray(field(one2, "spec", "data", "spec", "queries")).length, 0);
  return {
    panels: elements.length,
    queries: queries2,
    variables: asArray(model["variables"]).length,
    annotations: asArray(model["annotations"]).length,
    links: asArray(model["links"]).length
  };
}

// src/dashboard/read.ts
function readDashboard(text, { file }) {
  const { wrapper, model: raw, uid: resourceUid, apiVersion } = unwrap(parseJson2(text, file), file);
  const kind = kindOf(raw, apiVersion);
  if (kind === void 0) throw notADashboard(file, "it has no panels");
  checkSize(raw, kind, file);
  const uid = nonEmpty(resourceUid) ?? nonEmpty(textField(raw, "uid"));
  refusePreview(raw, kind, uid, file);
  const alpha = kind === "v2" && isAlpha(raw, apiVersion);
  const model = stripMarks(alpha ? toBeta(raw) : raw, kind);
  return {
    kind,
    model,
    apiVersion: kind === "v2" ? apiVersion?.startsWith("v2") && apiVersion !== "v2alpha1" ? apiVersion : "v2beta1" : void 0,
    alpha,
    uid,
    title: nonEmpty(textField(model, "title")) ?? baseName(file),
    file,
    source: uid ?? file,
    wrapper,
    inputs: kind === "classic" ? readInputs(model) : [],
    elements: kind === "classic" ? readElements(model) : /* @__PURE__ */ new Map()
  };
}
function unwrap(value2, file) {
  const top = asObject(value2);
  if (top === void 0)
    throw notADashboard(file, Array.isArray(value2) ? "it is a list" : `it is ${value2 === null ? "null" : typeof value2}`);
  const inner = asObject(top["dashboard"]);
  if (inner !== void 0 && !Array.isArray(top["panels"]) && !Array.isArray(top["rows"])) {
    const { dashboard: _dashboard, ...rest } = top;
    return { wrapper: { form: "envelope", rest }, model: inner };
  }
  return unwrapResource(top, file);
}
function unwrapResource(top, file) {
  const spec = asObject(top["spec"]);
  const api = textField(top, "apiVersion");
  if (spec === void 0 || api === void 0) return { wrapper: { form: "bare" }, model: top };
  if (textField(top, "kind") !== "Dashboard") throw notADashboard(file, `it is a resource of the kind ${JSON.stringify(top["kind"])}`);
  const { spec: _spec, ...rest } = top;
  return { wrapper: { form: "resource", rest }, model: spec, uid: textField(top, "metadata", "name"), apiVersion: api.split("/").at(-1) };
}
function kindOf(model, apiVersion) {
  if (asObject(model["elements"]) !== void 0 && (asObject(model["layout"]) !== void 0 || apiVersion?.startsWith("v2") === true)) {
    return "v2";
  }
  if (apiVersion?.startsWith("v2") === true) return void 0;
  if (Array.isArray(model["panels"]) || Array.isArray(model["rows"])) return "classic";
  const version = field(model, "schemaVersion");
  const hasVersion = typeof version === "number" || typeof version === "string" && /^\d+$/.test(version);
  return hasVersion && textField(model, "title") !== void 0 ? "classic" : void 0;
}
function isAlpha(model, apiVersion) {
  if (apiVersion !== void 0) return apiVersion === "v2alpha1";
  const kinds2 = Object.values(asObject(model["elements"]) ?? {}).map((element) => textField(element, "spec", "vizConfig", "kind"));
  const found = kinds2.filter((kind) => kind !== void 0);
  return found.length > 0 && !found.includes("VizConfig");
}
function refusePreview(model, kind, uid, file) {
  const tags = textList(model["tags"]);
  const marked = tags.includes(previewTag) && tags.some((tag) => tag.startsWith("dp-key:"));
  const named = uid !== void 0 && identityPatterns.uid.test(uid) && tags.some(isPreviewTag);
  const manifest = readManifestText(model, kind);
  if (!marked && !named && (manifest === void 0 || decodeManifest(manifest) === void 0)) return;
  throw new DashboardError(
    `${file}: the dashboard is itself a preview; \`dashpreview export ${uid ?? "<uid>"}\` gives its source form, which can be previewed`
  );
}
function readInputs(model) {
  return asArray(model["__inputs"]).flatMap((entry) => {
    const name3 = textField(entry, "name");
    const type = textField(entry, "type");
    if (name3 === void 0 || type !== "datasource" && type !== "constant") return [];
    return [{ name: name3, type, pluginId: textField(entry, "pluginId"), value: textField(entry, "value") }];
  });
}
function readElements(model) {
  const entries = Array.isArray(model["__elements"]) ? model["__elements"] : Object.values(asObject(model["__elements"]) ?? {});
  return new Map(
    entries.flatMap((entry) => {
      const uid = textField(entry, "uid");
      const panel2 = asObject(field(entry, "model"));
      return uid === void 0 || panel2 === void 0 ? [] : [[uid, panel2]];
    })
  );
}
function nonEmpty(text) {
  return text === void 0 || text.trim() === "" ? void 0 : text;
}
function baseName(file) {
  return file.split(/[\\/]/).at(-1).replace(/\.[^.]+$/, "");
}
function notADashboard(file, why) {
  return new DashboardError(
    `${file}: no dashboard: ${why}; expected dashboard JSON as Grafana exports it, {"dashboard": \u2026}, or a resource of the kind Dashboard`
  );
}

// src/dashboard/restore-sources.ts
var objectReferences = 36;
function modernReference(before, model, restore) {
  const migrated = restore.kind === "classic" && schemaVersion(model) >= objectReferences && schemaVersion(restore) < objectReferences;
  return migrated && typeof before === "string" ? { type: "prometheus", uid: before } : before;
}
function sweepSources(model, restore) {
  const { kind, dataSourceUid } = restore;
  const first2 = restore.record.changes.find(({ path, before }) => path.at(-1) === "datasource" && before !== void 0 && before !== null);
  const usual = modernReference(first2?.before ?? null, model, restore);
  const sweep = ({ form, holder }, fallback) => {
    if (form === "v2") {
      if (textField(holder, "datasource", "name") !== dataSourceUid) return;
      if (asObject(fallback) === void 0) delete holder["datasource"];
      else setOwn(holder, "datasource", cloneJson(fallback));
    } else if (textField(holder, "datasource", "uid") === dataSourceUid) setOwn(holder, "datasource", cloneJson(fallback));
  };
  for (const panel2 of panelsOf(model, kind)) {
    if (kind === "classic") sweep({ form: "classic", path: [], holder: panel2.node }, usual);
    const own2 = kind === "classic" ? panel2.node["datasource"] : usual;
    const isMixed = textField(own2, "uid") === "-- Mixed --";
    for (const { source } of targetsOf(panel2)) sweep(source, own2 === void 0 || isMixed ? usual : own2);
  }
  for (const { source } of variablesOf(model, kind, noNames)) if (source !== void 0) sweep(source, usual);
  for (const { source } of annotationsOf(model, kind, noNames)) sweep(source, usual);
}
function schemaVersion(value2) {
  const text = asObject(value2)?.["schemaVersion"];
  return numberField(value2, "schemaVersion") ?? (typeof text === "string" && /^\d{1,4}$/.test(text) ? Number(text) : 0);
}

// src/dashboard/restore-changes.ts
function undoChanges(model, restore, notes) {
  const { owners, changes } = restore.record;
  const slots = owners.map(createFinder(model, restore));
  for (const change of changes.toReversed()) {
    const slot = slots[change.owner];
    if (slot === void 0) continue;
    if (change.path.length === 0) putBack(slot, change);
    else undo(slot.holder[slot.name], change, restore, model, () => notes.push(describe(owners[change.owner], change.path)));
  }
}
function createFinder(model, { kind }) {
  const slots = /* @__PURE__ */ new Map();
  const add2 = (key, slot) => slots.set(JSON.stringify(key), slot);
  for (const { anchor, slot } of panelsOf(model, kind)) {
    const found = slot;
    if (anchor.element !== void 0) add2(["element", anchor.element], found);
    if (anchor.id !== void 0) add2(["id", anchor.id, anchor.nthOfId], found);
    add2(["title", anchor.title, anchor.nthOfTitle], found);
  }
  for (const { anchor, slot } of variablesOf(model, kind, noNames)) add2(["variable", anchor.name, anchor.nth], slot);
  for (const { anchor, slot } of annotationsOf(model, kind, noNames)) add2(["annotation", anchor.name, anchor.nth], slot);
  const at = (...key) => slots.get(JSON.stringify(key));
  const root2 = { holder: { model }, name: "model" };
  return (owner) => {
    if (owner.of === "dashboard") return root2;
    if (owner.of !== "panel") return at(owner.of, owner.name, owner.nth);
    if (owner.element !== void 0) return at("element", owner.element);
    const byId = owner.id === void 0 ? void 0 : at("id", owner.id, owner.nthOfId);
    return byId ?? at("title", owner.title, owner.nthOfTitle);
  };
}
function putBack({ holder, name: name3 }, { before }) {
  const now = holder[name3];
  const old = cloneJson(before);
  for (const kept of ["gridPos", "id"]) if (Object.hasOwn(old, kept) && Object.hasOwn(now, kept)) setOwn(old, kept, now[kept]);
  setOwn(holder, name3, old);
}
function undo(root2, change, restore, model, note) {
  const holder = valueAt(root2, change.path.slice(0, -1));
  if (typeof holder !== "object" || holder === null) return;
  const name3 = change.path.at(-1);
  const now = Object.hasOwn(holder, name3) ? holder[name3] : void 0;
  const isAsWritten = Object.hasOwn(change, "after") ? sameJson(now, change.after) : now === void 0;
  if (change.always !== true && !isAsWritten) {
    note();
    return;
  }
  if (!Object.hasOwn(change, "before")) delete holder[name3];
  else setOwn(holder, name3, cloneJson(name3 === "datasource" ? modernReference(change.before, model, restore) : change.before));
}
function describe(owner, path) {
  const whose = owner.of === "dashboard" ? "" : owner.of === "panel" ? ` of panel "${owner.title}"` : ` of ${owner.of} "${owner.name}"`;
  return `${path.join(".")}${whose} was changed in Grafana and is kept as it is there`;
}

// src/promql/label.ts
function matcherText({ name: name3, value: value2 }) {
  return `${name3}="${value2}"`;
}
function stripTexts({ name: name3 }) {
  return { open: "label_replace(", close: `, "${name3}", "", "", "")` };
}
function checkLabel({ name: name3, value: value2 }) {
  if (!/^[A-Za-z_]\w*$/.test(name3)) throw new RangeError(`label name: expected letters, digits and _, got ${JSON.stringify(name3)}`);
  if (!/^[\w.:-]+$/.test(value2)) throw new RangeError(`label value: expected letters, digits and _ . : -, got ${JSON.stringify(value2)}`);
}

// src/promql/remove.ts
function removeInjection(query, label2) {
  if (!query.includes(label2.name)) return query;
  const regions = scanText(query);
  const matchers = matcherCuts(query, regions, label2);
  const strips = stripCuts(query, regions, label2);
  const cuts = strips.length === 0 ? matchers : [...matchers, ...strips].sort((a, b) => a.from - b.from);
  let text = "";
  let at = 0;
  for (const { from, to } of cuts) {
    if (from < at) continue;
    text += query.slice(at, from);
    at = to;
  }
  return text + query.slice(at);
}
function matcherCuts(query, regions, label2) {
  const text = matcherText(label2);
  const cuts = [];
  let from = query.indexOf(text);
  for (const region of regions) {
    for (; from !== -1 && from < region.to; from = query.indexOf(text, from + 1)) {
      const before = query[from - 1] ?? "";
      if (region.kind === "code" && !/[\w:.]/.test(before)) cuts.push(matcherCut(query, before, from, from + text.length));
    }
    if (from === -1) break;
  }
  return cuts;
}
function matcherCut(query, before, from, to) {
  const after = query[to];
  if (before === "{" && after === "}") return { from: from - 1, to: to + 1 };
  if (after === ",") return { from, to: to + 1 };
  const comma = /,\s*$/.exec(query.slice(Math.max(0, from - 100), from));
  return { from: from - (comma?.[0].length ?? 0), to };
}
function stripCuts(query, regions, label2) {
  const { open, close } = stripTexts(label2);
  if (!query.includes(close)) return [];
  const cuts = [];
  const parens = [];
  for (const { kind, from, to } of regions) {
    if (kind !== "code") continue;
    for (let at = from; at < to; at++) {
      const char = query[at];
      if (char === "(") parens.push(at);
      else if (char === ")") parens.pop();
      else if (char === "," && query.startsWith(close, at)) {
        const paren = parens.at(-1);
        const start = paren === void 0 ? -1 : paren + 1 - open.length;
        if (paren !== void 0 && start >= 0 && query.startsWith(open, start)) {
          cuts.push({ from: start, to: paren + 1 }, { from: at, to: at + close.length });
        }
      }
    }
  }
  return cuts;
}

// src/promql/failure.ts
function failure(reason, from, to) {
  return { ok: false, reason, from, to: Math.max(from, to) };
}

// src/promql/functions.ts
var types = { v: "vector", s: "scalar", m: "matrix", t: "string" };
var lines = `
v v abs absent acos acosh asin asinh atan atanh ceil cos cosh deg exp floor ln log10 log2 rad sgn sin sinh sort sort_desc sqrt tan tanh timestamp
v v day_of_month day_of_week day_of_year days_in_month hour minute month year start_timestamp
v v histogram_avg histogram_count histogram_stddev histogram_stdvar histogram_sum
m v absent_over_time avg_over_time changes count_over_time delta deriv first_over_time idelta increase irate last_over_time mad_over_time
m v max_over_time min_over_time present_over_time rate resets stddev_over_time stdvar_over_time sum_over_time
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
  lines.trim().split("\n").flatMap((line2) => {
    const [args, returns, ...names] = line2.split(" ");
    const signature = {
      args: args === "-" ? [] : [...args].map((letter2) => types[letter2]),
      returns: types[returns]
    };
    return names.map((name3) => [name3, signature]);
  })
);
var aggregations = new Set(
  "avg bottomk count count_values group limit_ratio limitk max min quantile stddev stdvar sum topk".split(" ")
);
var selectingAggregations = /* @__PURE__ */ new Set(["topk", "bottomk", "limitk", "limit_ratio"]);
var sortingFunctions = /* @__PURE__ */ new Set(["sort", "sort_desc", "sort_by_label", "sort_by_label_desc"]);

// src/promql/node-walk.ts
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
function walkNodes(root2, visit2) {
  walkFrom(root2, [], visit2);
}
function walkFrom(node, ancestors, visit2) {
  visit2(node, ancestors);
  const children2 = childrenOf(node);
  if (children2.length === 0) return;
  ancestors.push(node);
  for (const child of children2) walkFrom(child, ancestors, visit2);
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
function withoutParens(node) {
  let inner = node;
  while (inner.type === "paren") inner = inner.expr;
  return inner;
}

// src/promql/carry.ts
function spanKey({ from, to }) {
  return `${from}:${to}`;
}
function findStrips(root2, given) {
  const found = { given, nodes: /* @__PURE__ */ new Map() };
  const whole2 = visit(root2, found);
  const target3 = innermostOrdered(root2);
  if (whole2 !== "no" && typeOf(root2) === "vector") {
    const carry = target3 === root2 ? whole2 : found.nodes.has(spanKey(target3)) ? "no" : "maybe";
    if (carry !== "no") strip(target3, found);
  }
  return [...found.nodes.values()];
}
function strip(node, { nodes }) {
  nodes.set(spanKey(node), node);
}
function visit(node, found) {
  const carry = carryOf(node, found);
  if (found.given.size === 0 && found.nodes.size === 0) return carry;
  const key = spanKey(node);
  if (!found.given.has(key) && !found.nodes.has(key)) return carry;
  strip(node, found);
  return "no";
}
function carryOf(node, found) {
  switch (node.type) {
    case "selector":
      return "yes";
    case "number":
    case "string":
      return "no";
    case "aggregation":
      return ofAggregation(node, found);
    case "binary":
      return ofBinary(node, found);
    case "call":
      return ofCall(node, found);
    default:
      return visit(node.expr, found);
  }
}
function ofAggregation(node, found) {
  if (node.param !== void 0) visit(node.param, found);
  const inner = visit(node.expr, found);
  if (node.op === "limit_ratio" && inner !== "no") {
    strip(node.expr, found);
    return "no";
  }
  if (node.uncertain || inner === "maybe") return inner === "no" ? "no" : "maybe";
  return selectingAggregations.has(node.op) || node.grouping === "without" ? inner : "no";
}
function ofBinary(node, found) {
  let left = visit(node.left, found);
  let right = visit(node.right, found);
  if (typeOf(node.left) !== "vector") return right;
  if (typeOf(node.right) !== "vector") return left;
  if (left !== right || left === "maybe") {
    if (left !== "no") strip(node.left, found);
    if (right !== "no") strip(node.right, found);
    left = "no";
    right = "no";
  }
  if (left === "no") return "no";
  if (node.op === "and" || node.op === "or" || node.op === "unless") return "yes";
  if (node.matching?.kind !== "on" || node.matching.group !== void 0) return "yes";
  return comparisons.has(node.op) ? "maybe" : "no";
}
function ofCall(node, found) {
  const args = node.args.map((each2) => visit(each2, found));
  const signature = functions.get(node.name);
  if (node.uncertain || signature === void 0) return args.every((each2) => each2 === "no") ? "no" : "maybe";
  if (signature.returns !== "vector" || node.name === "vector") return "no";
  if (node.name === "absent" || node.name === "absent_over_time") return isSelection(node.args[0]) ? "maybe" : "no";
  const main = signature.args.findIndex((type) => type === "vector" || type === "matrix");
  return args[main] ?? "no";
}
var comparisons = /* @__PURE__ */ new Set(["==", "!=", "<", "<=", ">", ">="]);
function isSelection(node) {
  if (node === void 0) return false;
  const inner = withoutParens(node);
  if (inner.type === "matrix" || inner.type === "modifier") return isSelection(inner.expr);
  return inner.type === "selector";
}
function innermostOrdered(root2) {
  const inner = withoutParens(root2);
  if (inner.type === "call" && sortingFunctions.has(inner.name) && inner.args[0] !== void 0) return innermostOrdered(inner.args[0]);
  if (inner.type === "aggregation" && selectingAggregations.has(inner.op) && !inner.uncertain) return inner.expr;
  return root2;
}

// src/promql/edits.ts
function insertTexts(query, insertions) {
  let text = "";
  let at = 0;
  for (const { at: next, text: inserted } of insertions) {
    text += query.slice(at, next) + inserted;
    at = next;
  }
  return text + query.slice(at);
}
function orderInsertions(matchers, wrapped, texts) {
  if (wrapped.length === 0) return [...matchers].sort((a, b) => a.at - b.at);
  const outermostFirst = [...wrapped].sort((a, b) => a.from - b.from || b.to - a.to);
  const ranked = [
    ...matchers.map(({ at, text }) => ({ at, text, rank: 0 })),
    ...outermostFirst.toReversed().map(({ to }) => ({ at: to, text: texts.close, rank: 1 })),
    ...outermostFirst.map(({ from }) => ({ at: from, text: texts.open, rank: 2 }))
  ];
  return ranked.sort((a, b) => a.at - b.at || a.rank - b.rank).map(({ at, text }) => ({ at, text }));
}

// src/promql/expressions.ts
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
function expressionsOf({ children: children2 }) {
  return children2.filter(({ name: name3 }) => kinds.has(name3));
}
function firstExpression2({ children: children2 }) {
  for (const child of children2) if (kinds.has(child.name)) return child;
  return void 0;
}

// src/promql/grammar-node.ts
var noChildren = [];
function readTree(tree, fill) {
  const cursor = tree.cursor();
  const root2 = nodeAt(cursor, fill);
  const open = [root2];
  if (!cursor.firstChild()) return root2;
  root2.children = [];
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
      if (open.length === 0) return root2;
      cursor.parent();
    }
  }
}
function nodeAt({ name: name3, from, to }, fill) {
  const start = fill.startInOriginal(from) ?? Number.NaN;
  return { name: name3, from, to, start, end: fill.endInOriginal(to) ?? Number.NaN, children: noChildren };
}
function childNamed(node, name3) {
  for (const child of node.children) if (child.name === name3) return child;
  return void 0;
}
function hasChild(node, name3) {
  return childNamed(node, name3) !== void 0;
}
function childAfter(node, child) {
  return node.children[node.children.indexOf(child) + 1];
}
function childFrom(node, at) {
  for (const child of node.children) if (child.from >= at) return child;
  return void 0;
}

// src/promql/arrange.ts
var operators = [["or"], ["and", "unless"], ["==", "!=", "<", "<=", ">", ">=", "</", ">/"], ["+", "-"], ["*", "/", "%", "atan2"], ["^"]];
var levels = new Map(operators.flatMap((names, level) => names.map((name3) => [name3, level])));
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
function isOperand({ name: name3 }) {
  return !arranged.has(name3);
}
function arrange(root2, text) {
  const items = [];
  flatten(root2, text, items);
  return combine({ items, at: 0 }, 0);
}
function flatten(node, text, items) {
  if (isOperand(node)) {
    items.push({ kind: "operand", node });
  } else if (node.name === "BinaryExpr") {
    const [left, right] = expressionsOf(node);
    flatten(left, text, items);
    items.push({ kind: "infix", node, level: levelOf(node, left, right, text) });
    flatten(right, text, items);
  } else if (node.name === "UnaryExpr") {
    items.push({ kind: "prefix", node, op: text[node.from] === "-" ? "-" : "+" });
    flatten(firstExpression2(node), text, items);
  } else {
    flatten(firstExpression2(node), text, items);
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
  const first2 = items[rest.at++];
  let left;
  if (first2.kind === "prefix") {
    const inner = combine(rest, prefixLevel + 1);
    left = { kind: "prefix", ...stretch(first2.node, inner), op: first2.op, inner };
  } else {
    left = { kind: "operand", ...stretch(first2.node, first2.node), node: first2.node };
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

// src/promql/string-literal.ts
var escapes = /* @__PURE__ */ new Map([
  ["a", "\x07"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "	"],
  ["v", "\v"]
]);
function unquote2(literal) {
  const body = literal.slice(1, literal.length > 1 && literal.endsWith(literal[0]) ? -1 : void 0);
  if (literal[0] === "`" || !body.includes("\\")) return body;
  return body.replaceAll(/\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-7]{3}|[\s\S])/g, (_, code2) => {
    const digits = code2.slice(1);
    if (code2.length > 1) return codePoint(/^[xuU]/.test(code2) ? Number.parseInt(digits, 16) : Number.parseInt(code2, 8));
    return escapes.get(code2) ?? code2;
  });
}
function codePoint(value2) {
  return value2 <= 1114111 ? String.fromCodePoint(value2) : "\uFFFD";
}

// src/promql/syntax.ts
var UnexpectedTree = class extends Error {
};
function needed(value2) {
  if (value2 === null || value2 === void 0) throw new UnexpectedTree("a part is missing");
  return value2;
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
  return node.name === "QuotedLabelName" ? unquote2(text) : text;
}
function labelNames(node, context) {
  return node === void 0 ? [] : node.children.map((child) => labelName(child, context));
}

// src/promql/build-selector.ts
function buildSelector(node, context) {
  const braces = childNamed(node, "LabelMatchers");
  const matchers = braces === void 0 ? [] : readMatchers(braces, context);
  const selector2 = {
    type: "selector",
    from: node.start,
    to: node.end,
    metric: metricOf(node, braces, matchers, context),
    matchers,
    braces: braces !== void 0,
    insertAt: braces === void 0 ? Number.isNaN(node.end) ? void 0 : node.end : behindBrace(braces, context),
    isVariable: braces === void 0 && isOneVariable(node, context)
  };
  context.selectors.push(selector2);
  return selector2;
}
function behindBrace(braces, { fill }) {
  const brace = fill.charInOriginal(braces.from);
  return brace === void 0 ? void 0 : brace + 1;
}
function metricOf(node, braces, matchers, context) {
  const name3 = childNamed(node, "Identifier");
  if (name3 !== void 0) return originalText(name3, context);
  const quoted2 = braces && childNamed(braces, "QuotedLabelName");
  if (quoted2 !== void 0) return unquote2(originalText(quoted2, context));
  return matchers.find((each2) => each2.name === "__name__" && each2.op === "=")?.value;
}
function readMatchers(braces, context) {
  const matchers = [];
  for (const child of braces.children) {
    if (child.name !== "UnquotedLabelMatcher" && child.name !== "QuotedLabelMatcher") continue;
    const name3 = needed(childNamed(child, "LabelName") ?? childNamed(child, "QuotedLabelName"));
    const op = filledText(needed(childNamed(child, "MatchOp")), context);
    const value2 = unquote2(originalText(needed(childNamed(child, "StringLiteral")), context));
    matchers.push({ from: child.start, to: child.end, name: labelName(name3, context), op, value: value2 });
  }
  return matchers;
}

// src/promql/build-node.ts
function buildQuery(top, context) {
  return buildNode(needed(firstExpression2(top)), context);
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
      return { type: "paren", from, to, expr: buildNode(needed(firstExpression2(node)), context) };
    case "NumberDurationLiteral":
      return { type: "number", from, to, text: originalText(node, context) };
    case "StringLiteral":
      return { type: "string", from, to, value: unquote2(originalText(node, context)) };
    default:
      throw new UnexpectedTree(`unexpected ${node.name}`);
  }
}
function aggregation(node, context) {
  const op = needed(childNamed(node, "AggregateOp"));
  const clause = childNamed(node, "AggregateModifier");
  const args = expressionsOf(needed(childNamed(node, "FunctionCallBody")));
  if (args.length === 0 || args.length > 2) throw new UnexpectedTree(`${filledText(op, context)}() takes one or two arguments`);
  const word2 = clause?.children[0];
  return {
    type: "aggregation",
    from: node.start,
    to: node.end,
    op: filledText(op, context).toLowerCase(),
    grouping: clause === void 0 ? void 0 : hasChild(clause, "By") ? "by" : "without",
    labels: clause === void 0 ? [] : labelNames(childNamed(clause, "GroupingLabels"), context),
    uncertain: isMasked(op, context) || word2 !== void 0 && isMasked(word2, context),
    param: args.length === 2 ? buildNode(args[0], context) : void 0,
    expr: buildNode(args.at(-1), context)
  };
}
function call(node, context) {
  const name3 = needed(childNamed(node, "FunctionIdentifier"));
  const uncertain = isMasked(name3, context);
  const written = originalText(name3, context);
  return {
    type: "call",
    from: node.start,
    to: node.end,
    // A variable with a known text is called by it; a function that was replaced for the grammar's sake is not.
    name: uncertain || functions.has(written) ? written : filledText(name3, context),
    uncertain,
    args: expressionsOf(needed(childNamed(node, "FunctionCallBody"))).map((each2) => buildNode(each2, context))
  };
}
function binary(shape, context) {
  const { node } = shape;
  const op = needed(childFrom(node, needed(firstExpression2(node)).to));
  return {
    type: "binary",
    op: filledText(op, context).toLowerCase(),
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
  const [labels, include] = clause.children.filter(({ name: name3 }) => name3 === "GroupingLabels");
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
    const value2 = childAfter(node, needed(childFrom(node, inner.to)));
    return {
      type: "modifier",
      ...base,
      kind,
      text: value2 === void 0 ? "" : originalText({ from: value2.from, to: node.to, start: value2.start, end: node.end }, context)
    };
  }
  const [range3, step] = node.children.filter(({ name: name3 }) => name3 === "DurationExpr");
  const rangeText = originalText(needed(range3), context);
  if (node.name === "MatrixSelector") return { type: "matrix", ...base, range: rangeText };
  return { type: "subquery", ...base, range: rangeText, step: step === void 0 ? "" : originalText(step, context) };
}

// src/promql/literals.ts
var setOperators = /* @__PURE__ */ new Set(["and", "or", "unless"]);
function findLiterals(root2, nameOf2) {
  const found = /* @__PURE__ */ new Map();
  const maybe = /* @__PURE__ */ new Set();
  const metrics = /* @__PURE__ */ new Set();
  walkNodes(root2, (node, ancestors) => {
    if (node.type !== "selector") return;
    const place = node.isVariable ? placeOf(node, ancestors) : "series";
    if (place === "series") metrics.add(nameOf2(node.from));
    else if (place === "either") maybe.add(node.from);
    else found.set(node.from, place);
  });
  for (const from of maybe) if (!metrics.has(nameOf2(from))) found.set(from, "number");
  return found;
}
function placeOf(selector2, ancestors) {
  let child = selector2;
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

// src/promql/fill.ts
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
    pieces.push({ from: at, to: query.length, filledFrom: text.length, filledTo: text.length + query.length - at, replaced: false });
    text += query.slice(at);
  }
  return new FilledQuery(query.length, text, pieces);
}
var FilledQuery = class {
  text;
  #length;
  #pieces;
  /** Whether something was replaced by nothing: it stands beside the character that follows. */
  #hasEmpty;
  constructor(length, text, pieces) {
    this.text = text;
    this.#length = length;
    this.#pieces = pieces;
    this.#hasEmpty = pieces.some(({ filledFrom, filledTo }) => filledFrom === filledTo);
  }
  startInOriginal(position2) {
    const piece = this.#emptyAt(position2)[0] ?? this.#pieceOf(position2);
    if (piece === void 0) return position2 === this.text.length ? this.#length : void 0;
    if (!piece.replaced) return piece.from + position2 - piece.filledFrom;
    return position2 === piece.filledFrom ? piece.from : void 0;
  }
  endInOriginal(position2) {
    const piece = this.#emptyAt(position2).at(-1) ?? this.#pieceOf(position2 - 1);
    if (piece === void 0) return void 0;
    if (!piece.replaced) return piece.from + position2 - piece.filledFrom;
    return position2 === piece.filledTo ? piece.to : void 0;
  }
  charInOriginal(position2) {
    const piece = this.#pieceOf(position2);
    return piece === void 0 || piece.replaced ? void 0 : piece.from + position2 - piece.filledFrom;
  }
  inFilled(position2) {
    let low = 0;
    for (let high2 = this.#pieces.length; low < high2; ) {
      const middle = low + high2 >> 1;
      if (this.#pieces[middle].to >= position2) high2 = middle;
      else low = middle + 1;
    }
    const piece = this.#pieces[low];
    return position2 === piece.to ? piece.filledTo : piece.filledFrom + position2 - piece.from;
  }
  /** The piece of the character at `position` of the filled text. */
  #pieceOf(position2) {
    return this.#pieces[this.#firstBehind(position2)];
  }
  /** Replacements by nothing that stand at `position`. */
  #emptyAt(position2) {
    if (!this.#hasEmpty) return none2;
    const found = [];
    for (let index = this.#firstBehind(position2 - 1); index < this.#pieces.length; index++) {
      const piece = this.#pieces[index];
      if (piece.filledFrom > position2) break;
      if (piece.filledFrom === piece.filledTo) found.push(piece);
    }
    return found;
  }
  /** The index of the first piece that ends behind `position` in the filled text; the number of pieces if none does. */
  #firstBehind(position2) {
    let low = 0;
    for (let high2 = this.#pieces.length; low < high2; ) {
      const middle = low + high2 >> 1;
      if (this.#pieces[middle].filledTo > position2) high2 = middle;
      else low = middle + 1;
    }
    return low;
  }
};
var none2 = [];

// src/promql/roles.ts
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
function likelyRoles({ name: name3 }, { before, after, touched, insideBrackets, insideBraces }) {
  const previous = before.trimEnd();
  const next = after.trimStart();
  if (insideBrackets || /(?:^|\W)offset\s*[-+]?$/i.test(previous)) {
    return /^[a-z]/.test(after) || touched ? ["number", "duration", "name"] : ["duration", "number", "name"];
  }
  if (numbers.has(name3) || previous.endsWith("@")) return ["number", "duration", "name"];
  const glued = touched || /[\w:.]$/.test(before) || /^[\w:]/.test(after);
  if (durations.has(name3)) return glued ? ["name", "number", "duration"] : ["duration", "number", "name"];
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

// src/promql/variables.ts
var pattern3 = /\$(\w+)|\[\[(\w+?)(?::(\w+))?\]\]|\$\{(\w+)(?:\.([^:^}]{1,200}))?(?::([^}]{1,200}))?\}/g;
function findVariables(query) {
  if (!query.includes("$") && !query.includes("[[")) return [];
  const regions = scanText(query);
  const uses = [];
  let region = 0;
  pattern3.lastIndex = 0;
  for (let match = pattern3.exec(query); match !== null; match = pattern3.exec(query)) {
    const from = match.index;
    while (regions[region].to <= from) region++;
    const name3 = match[1] ?? match[2] ?? match[4];
    const format = match[3] ?? match[6];
    const field4 = match[5];
    const span = { from, to: from + match[0].length, place: regions[region].kind };
    if (format === void 0 && field4 === void 0) uses.push({ name: name3, ...span });
    else uses.push({ name: name3, ...format === void 0 ? {} : { format }, ...field4 === void 0 ? {} : { field: field4 }, ...span });
  }
  return uses;
}

// src/promql/mask.ts
function maskVariables(query) {
  const { fill, masked } = maskQuery(query, /* @__PURE__ */ new Map());
  return { text: fill.text, variables: masked };
}
var nothing = /* @__PURE__ */ new Map();
function maskQuery(query, known2, { decided = nothing, uses } = {}) {
  if (query.length > maxQueryLength) return { fill: fillQuery("", []), parsed: parseGrammar(query), masked: [] };
  const inCode = (uses ?? findVariables(query)).filter((use) => use.place === "code");
  if (inCode.length > maxVariables) {
    const parsed = { ok: false, reason: `the query holds more than ${maxVariables} variables`, at: 0 };
    return { fill: fillQuery(query, []), parsed, masked: [] };
  }
  const aliases = olderFunctions(query);
  if (inCode.length === 0 && aliases.length === 0) return { fill: fillQuery(query, []), parsed: parseGrammar(query), masked: [] };
  const slots = makeSlots(query, inCode, known2, decided);
  const guess = { query, slots, aliases };
  let best = attempt(guess);
  for (let guesses = 0; !best.parsed.ok && guesses < maxGuesses; ) {
    const stop = best.parsed.at;
    const slot = slots.findLast((each2) => each2.text === void 0 && each2.roles.length > 1 && best.fill.inFilled(each2.use.from) <= stop);
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
function makeSlots(query, uses, known2, decided) {
  if (uses.length === 0) return [];
  const code2 = codeOnly(query);
  let at = 0;
  let brackets = 0;
  let braces = 0;
  return uses.map((use, index) => {
    for (; at < use.from; at++) {
      const char = code2[at];
      if (char === "[") brackets++;
      else if (char === "]") brackets = Math.max(0, brackets - 1);
      else if (char === "{") braces++;
      else if (char === "}") braces = Math.max(0, braces - 1);
    }
    at = use.to;
    const fixed2 = decided.get(use.from);
    const surroundings = {
      before: code2.slice(Math.max(0, use.from - 200), use.from),
      after: code2.slice(use.to, use.to + 200),
      touched: uses[index - 1]?.to === use.from || uses[index + 1]?.from === use.to,
      insideBrackets: brackets > 0,
      insideBraces: braces > 0
    };
    const roles = fixed2 === void 0 ? likelyRoles(use, surroundings) : [fixed2];
    return { use, text: known2.get(use.name), roles, role: roles[0] };
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

// src/promql/unknown-functions.ts
var keywords = new Set(
  "by without on ignoring group_left group_right bool and or unless atan2 offset start end fill fill_left fill_right step range min_of max_of".split(
    " "
  )
);
var metricsql = new Set(
  `aggr_over_time alias any ascent_over_time avg_over_time bitmap_and bitmap_or bitmap_xor bottomk_avg bottomk_last bottomk_max bottomk_median bottomk_min
buckets_limit count_eq_over_time count_gt_over_time count_le_over_time count_ne_over_time count_values_over_time decreases_over_time default_rollup
descent_over_time distinct distinct_over_time drop_common_labels drop_empty_series duration_over_time end geomean geomean_over_time histogram
histogram_over_time histogram_share hoeffding_bound_lower hoeffding_bound_upper increase_prometheus increase_pure increases_over_time integrate interpolate
iqr_over_time keep_last_value keep_next_value label_copy label_del label_graphite_group label_keep label_lowercase label_map label_match label_mismatch
label_move label_set label_transform label_uppercase label_value labels_equal lag lifetime limit_offset limitk mad median median_over_time
mode mode_over_time now outliers_iqr outliers_mad outliersk outlier_iqr_over_time prometheus_buckets quantiles quantiles_over_time rand rand_exponential rand_normal
range_avg range_first range_last range_linear_regression range_mad range_max range_median range_min range_normalize range_quantile
range_stddev range_stdvar range_sum range_trim_outliers range_trim_spikes range_trim_zscore range_zscore rate_over_sum rate_prometheus remove_resets rollup
rollup_candlestick rollup_delta rollup_deriv rollup_increase rollup_rate rollup_scrape_interval ru running_avg running_max running_min
running_sum scrape_interval share share_eq_over_time share_gt_over_time share_le_over_time smooth_exponential sort_by_label_numeric
sort_by_label_numeric_desc stale_samples_over_time sum2 sum2_over_time sum_eq_over_time sum_gt_over_time sum_le_over_time tfirst_over_time
timestamp_with_name timezone_offset tlast_change_over_time tlast_over_time tmax_over_time tmin_over_time topk_avg topk_last topk_max topk_median
topk_min union vmrange_to_le WITH with zscore zscore_over_time hour_of_day geomean absent_over_time`.split(/\s+/)
);
function findUnknownFunctions(query) {
  if (query.length > maxQueryLength) return [];
  const variables2 = findVariables(query);
  let next = 0;
  const inVariable = (at, end) => {
    while (next < variables2.length && variables2[next].to <= at) next++;
    return next < variables2.length && variables2[next].from < end;
  };
  return [...codeOnly(query).matchAll(/(?<![\w:.$])([A-Za-z_]\w*)\s*\(/g)].flatMap(({ index, 1: name3 = "" }) => {
    const known2 = functions.has(name3) || aggregations.has(name3.toLowerCase()) || keywords.has(name3.toLowerCase());
    const to = index + name3.length;
    if (known2 || inVariable(index, to)) return [];
    const only = metricsql.has(name3);
    const reason = only ? `${name3}() is a function of MetricsQL (VictoriaMetrics), not of PromQL` : `PromQL has no function ${name3}()`;
    return [{ name: name3, from: index, to, metricsql: only, reason }];
  });
}
function explainUnknown(query) {
  return findUnknownFunctions(query)[0]?.reason;
}

// src/promql/read-query.ts
function readQuery(query, known2, uses = findVariables(query)) {
  const first2 = readOnce(query, known2, { uses });
  if (!first2.ok) return first2;
  if (!first2.selectors.some(({ isVariable: isVariable2 }) => isVariable2)) return first2;
  const literals = findLiterals(first2.root, (from) => first2.masked.find(({ use }) => use.from === from)?.use.name);
  if (literals.size === 0) return first2;
  const decided = /* @__PURE__ */ new Map();
  for (const { use, role } of first2.masked) decided.set(use.from, literals.get(use.from) ?? role);
  const second = readOnce(query, known2, { uses, decided });
  return second.ok ? second : first2;
}
function readOnce(query, known2, options) {
  const { fill, parsed, masked } = maskQuery(query, known2, options);
  if (!parsed.ok) {
    const at = Math.min(fill.startInOriginal(parsed.at) ?? fill.charInOriginal(parsed.at) ?? 0, query.length);
    return failure(explainUnknown(query) ?? parsed.reason, at, Math.min(at + 1, query.length));
  }
  const selectors = [];
  try {
    const root2 = buildQuery(readTree(parsed.tree, fill), { query, fill, masked, selectors });
    return { ok: true, tree: parsed.tree, root: root2, selectors, fill, masked };
  } catch (error) {
    if (error instanceof UnexpectedTree) return failure(error.message, 0, query.length);
    throw error;
  }
}

// src/promql/refuse.ts
function findRefusal(root2, name3) {
  const reason = refusalOf(root2, name3);
  if (reason !== void 0) return failure(reason, Number.isNaN(root2.from) ? 0 : root2.from, Number.isNaN(root2.to) ? 0 : root2.to);
  for (const child of childrenOf(root2)) {
    const found = findRefusal(child, name3);
    if (found !== void 0) return found;
  }
  return void 0;
}
function mayRefuse(text, name3) {
  return text.includes(name3) || text.includes("info") || text.includes("\\");
}
function refusalOf(node, name3) {
  if (node.type === "call" && node.name === "info")
    return "info() reads target_info by itself, so the query cannot be kept to the preview's series";
  return mentions(node, name3) ? `the query uses the label ${name3} itself` : void 0;
}
function mentions(node, name3) {
  switch (node.type) {
    case "selector":
      return node.matchers.some((matcher) => matcher.name === name3);
    case "aggregation":
      return node.labels.includes(name3);
    case "binary":
      return node.matching !== void 0 && [...node.matching.labels, ...node.matching.include].includes(name3);
    case "string":
      return node.value === name3;
    default:
      return false;
  }
}

// src/promql/variants.ts
function variantsOf(uses, options) {
  if (options === void 0 || options.size === 0) return [noTexts];
  const used = /* @__PURE__ */ new Set();
  for (const { name: name3, place } of uses) if (place === "code") used.add(name3);
  if (used.size === 0) return [noTexts];
  const choices2 = [...used].flatMap((name3) => {
    const texts = unlike(options.get(name3) ?? []);
    return texts.length === 0 ? [] : [[name3, texts]];
  });
  const first2 = new Map(choices2.map(([name3, [text]]) => [name3, text]));
  const others = choices2.flatMap(([name3, texts]) => texts.slice(1).map((text) => new Map(first2).set(name3, text)));
  return [first2, ...others].slice(0, maxVariants);
}
var noTexts = /* @__PURE__ */ new Map();
function unlike(texts) {
  const found = /* @__PURE__ */ new Map();
  for (const text of texts) {
    if (text.length > 1e4 || findVariables(text).length > 0) continue;
    const key = kindOf2(text);
    if (!found.has(key)) found.set(key, text);
    if (found.size >= maxVariants) break;
  }
  return [...found.values()];
}
var words = new Set(
  "and or unless by without on ignoring group_left group_right bool offset atan2 inf nan start end fill fill_left fill_right anchored smoothed".split(
    " "
  )
);
function kindOf2(text) {
  const lower = text.toLowerCase();
  if (words.has(lower) || functions.has(text) || aggregations.has(lower)) return text;
  if (/^[A-Za-z_]\w*$/.test(text)) return "name";
  if (/^[A-Za-z_:][\w:]*$/.test(text)) return "metric";
  if (/^\w+(?:,\s*\w+)+$/.test(text)) return "list";
  if (/^\d+$/.test(text)) return "integer";
  if (/^\d+(?:ms|[smhdwy])$/.test(text)) return "duration";
  return text;
}

// src/promql/verify.ts
function everySelectorMarked(text, label2) {
  const parsed = parseGrammar(text);
  if (!parsed.ok) return false;
  const expected2 = matcherText(label2);
  const cursor = parsed.tree.cursor();
  let marked = true;
  let selectorEnd = 0;
  do {
    if (cursor.name === "VectorSelector") {
      if (!marked) return false;
      marked = false;
      selectorEnd = cursor.to;
    } else if (!marked && cursor.name === "UnquotedLabelMatcher") {
      const { from, to } = cursor;
      marked = to <= selectorEnd && to - from === expected2.length && text.startsWith(expected2, from);
    }
  } while (cursor.next());
  return marked;
}

// src/promql/inject.ts
function injectLabel(query, label2, options = {}) {
  checkLabel(label2);
  return withSteps(maxQuerySteps, (work) => {
    const result = inject(query, label2, options);
    return work.usedUp ? failure(tooComplex, 0, query.length) : result;
  });
}
function inject(query, label2, { variables: variables2, strip: strip2 = true }) {
  const read = readVariants(query, variables2);
  if (!Array.isArray(read)) return read;
  for (const { root: root2, fill } of read) {
    const refusal2 = mayRefuse(query, label2.name) || mayRefuse(fill.text, label2.name) ? findRefusal(root2, label2.name) : void 0;
    if (refusal2 !== void 0) return refusal2;
  }
  const matchers = sameMatchers(query, read, label2);
  if (!Array.isArray(matchers)) return matchers;
  const wrapped = strip2 ? agreedStrips(read) : [];
  if (!read.every(({ root: root2 }) => canWrap(root2, wrapped))) return dependsOnVariable(query);
  const insertions = orderInsertions(matchers, wrapped, stripTexts(label2));
  const injected = insertTexts(query, insertions);
  const sound = read.every(({ fill }) => everySelectorMarked(fill.text === query ? injected : injectFilled(fill, insertions), label2)) && removeInjection(injected, label2) === query;
  return sound ? { ok: true, query: injected } : failure("the query cannot be kept to the preview's series safely", 0, query.length);
}
function injectFilled(fill, insertions) {
  return insertTexts(
    fill.text,
    insertions.map(({ at, text }) => ({ at: fill.inFilled(at), text }))
  );
}
function readVariants(query, variables2) {
  const uses = findVariables(query);
  const found = [];
  let guessed;
  for (const known2 of variantsOf(uses, variables2)) {
    const read2 = readQuery(query, known2, uses);
    if (read2.ok) found.push(read2);
    else if (known2.size === 0) guessed = read2;
  }
  if (found.length > 0) return found;
  if (guessed !== void 0) return guessed;
  const read = readQuery(query, /* @__PURE__ */ new Map(), uses);
  return read.ok ? [read] : read;
}
function sameMatchers(query, [first2, ...others], label2) {
  const text = matcherText(label2);
  const matchers = matchersOf(first2, text);
  if (matchers === void 0) return wholeExpression(query);
  let same = true;
  for (const other of others) {
    const list2 = matchersOf(other, text);
    if (list2 === void 0) return wholeExpression(query);
    same &&= sameInsertions(matchers, list2);
  }
  return same ? matchers : dependsOnVariable(query);
}
function matchersOf({ selectors }, text) {
  const found = [];
  for (const { insertAt, braces } of selectors) {
    if (insertAt === void 0) return void 0;
    found.push({ at: insertAt, text: braces ? `${text},` : `{${text}}` });
  }
  return found;
}
function sameInsertions(one2, other) {
  return one2.length === other.length && one2.every(({ at, text }, index) => at === other[index].at && text === other[index].text);
}
function wholeExpression(query) {
  return failure("a variable stands for a whole expression with selectors of its own", 0, query.length);
}
function dependsOnVariable(query) {
  return failure("what the query selects depends on the value of a variable", 0, query.length);
}
function canWrap(root2, spans) {
  if (spans.length === 0) return true;
  const missing2 = new Set(spans.map(spanKey));
  walkNodes(root2, (node, ancestors) => {
    if (!missing2.has(spanKey(node))) return;
    const parent = ancestors.at(-1);
    const bound = parent?.type === "matrix" || parent?.type === "modifier" || parent?.type === "call" && parent.name === "timestamp";
    if (typeOf(node) === "vector" && !bound) missing2.delete(spanKey(node));
  });
  return missing2.size === 0;
}
function agreedStrips(read) {
  if (read.length === 1) return findStrips(read[0].root, /* @__PURE__ */ new Set());
  let strips = /* @__PURE__ */ new Map();
  for (; ; ) {
    const before = strips.size;
    const given = new Set(strips.keys());
    if (!takeSteps(read.reduce((sum2, { fill }) => sum2 + fill.text.length, 0))) return [];
    const next = read.flatMap(({ root: root2 }) => findStrips(root2, given)).map((node) => [spanKey(node), node]);
    strips = new Map([...strips, ...next]);
    if (strips.size === before) return [...strips.values()];
  }
}

// src/promql/parse.ts
function parseQuery(query, options = {}) {
  return withSteps(maxQuerySteps, (work) => {
    const read = parseFirst(query, options);
    return !read.ok && work.usedUp ? failure(tooComplex, 0, query.length) : read;
  });
}
function parseFirst(query, { variables: variables2 }) {
  let first2;
  const uses = findVariables(query);
  for (const known2 of [...variantsOf(uses, variables2), /* @__PURE__ */ new Map()]) {
    const read = readQuery(query, known2, uses);
    if (read.ok) return { ok: true, tree: read.tree, text: read.fill.text, root: read.root };
    first2 ??= read;
  }
  return first2;
}
function parseExpression(query, options = {}) {
  const parsed = parseQuery(query, options);
  return parsed.ok ? { ok: true, root: parsed.root } : parsed;
}

// src/promql/variable-query.ts
function readVariableQuery(query) {
  if (query.length > maxQueryLength) return failure(`the query is longer than ${maxQueryLength} characters`, 0, query.length);
  if (query.trim() === "") return failure("the query is empty", 0, query.length);
  const call3 = /^(label_values|label_names|metrics|query_result)\(([\s\S]*)\)\s*$/.exec(query);
  if (call3 === null) return { kind: "series", argument: { text: query, from: 0 } };
  const [, name3, body = ""] = call3;
  const from = name3.length + 1;
  const argument = { text: body, from };
  if (name3 === "label_names") return { kind: "labelNames", argument: body === "" ? void 0 : argument, from };
  if (body.trim() === "") return failure(`${name3}() needs an argument`, 0, query.length);
  if (name3 === "metrics") return { kind: "metrics", argument, to: from + body.length };
  if (name3 === "query_result") return { kind: "queryResult", argument };
  const values4 = /^(?:([\s\S]+),)?(\s*)([A-Za-z_$[{][\w$:{}[\].]*|"(?:[^"\\]|\\.)*")\s*$/.exec(body);
  if (values4 === null) return failure("label_values() needs the name of a label as its last argument", from, query.length);
  const [, selector2, space2 = "", label2 = ""] = values4;
  const labelFrom = from + (selector2 === void 0 ? 0 : selector2.length + 1) + space2.length;
  return { kind: "labelValues", argument: selector2 === void 0 ? void 0 : { text: selector2, from }, label: label2, labelFrom };
}
function metricsTexts(label2) {
  return { open: 'label_values({__name__=~".*(?:', close: `).*",${matcherText(label2)}}, __name__)` };
}
function labelNamesText(label2) {
  return `.*",${matcherText(label2)},__name__=~".*`;
}
function injectVariableQuery(query, label2, { variables: variables2 } = {}) {
  checkLabel(label2);
  const read = readVariableQuery(query);
  if ("ok" in read) return read;
  const injected = rewrite(query, read, label2, variables2 === void 0 ? {} : { variables: variables2 });
  if (!injected.ok || removeVariableInjection(injected.query, label2) === query) return injected;
  return failure("the query cannot be kept to the preview's series safely", 0, query.length);
}
function rewrite(query, read, label2, options) {
  switch (read.kind) {
    case "labelNames": {
      const at = read.from + (read.argument?.text.length ?? 0);
      return { ok: true, query: query.slice(0, at) + labelNamesText(label2) + query.slice(at) };
    }
    case "metrics": {
      const { open, close } = metricsTexts(label2);
      return { ok: true, query: `${open}${escapePattern(read.argument.text)}${close}${query.slice(read.to + 1)}` };
    }
    case "labelValues": {
      if (read.argument !== void 0) return within(query, read.argument, selectorOnly(read.argument.text, label2, options));
      return { ok: true, query: `label_values({${matcherText(label2)}}, ${query.slice("label_values(".length)}` };
    }
    case "queryResult":
      return within(query, read.argument, injectLabel(read.argument.text, label2, options));
    case "series":
      return within(query, read.argument, selectorOnly(read.argument.text, label2, options));
  }
}
function selectorOnly(text, label2, options) {
  if (/^\s*\{\s*\}\s*$/.test(text)) return { ok: true, query: text.replace("{", `{${matcherText(label2)},`) };
  const parsed = parseExpression(text, options);
  if (!parsed.ok) return parsed;
  if (withoutParens(parsed.root).type !== "selector") return failure("a variable's query can only select series here", 0, text.length);
  return injectLabel(text, label2, { ...options, strip: false });
}
function within(query, { text, from }, result) {
  if (!result.ok) return failure(result.reason, result.from + from, result.to + from);
  return { ok: true, query: query.slice(0, from) + result.query + query.slice(from + text.length) };
}
function escapePattern(text) {
  return text.replaceAll(/["\\]/g, "\\$&");
}
function removeVariableInjection(query, label2) {
  if (!query.includes(label2.name)) return query;
  const { open, close } = metricsTexts(label2);
  const end = query.trimEnd();
  if (end.startsWith(open) && end.endsWith(close)) {
    const pattern4 = end.slice(open.length, end.length - close.length).replaceAll(/\\(["\\])/g, "$1");
    return `metrics(${pattern4})${query.slice(end.length)}`;
  }
  if (query.startsWith("label_names(")) return query.replace(labelNamesText(label2), "");
  const bare = `label_values({${matcherText(label2)}}, `;
  if (query.startsWith(bare)) return `label_values(${query.slice(bare.length)}`;
  const read = readVariableQuery(query);
  if ("ok" in read) return removeInjection(query, label2);
  const argument = read.argument;
  if (argument === void 0) return query;
  const before = query.slice(0, argument.from);
  return before + removeInjection(argument.text, label2) + query.slice(argument.from + argument.text.length);
}

// src/dashboard/restore-queries.ts
function removeIsolation(model, { kind, isolation }) {
  if (isolation === void 0) return;
  const change = (root2, path, remove2) => {
    const text = valueAt(root2, path);
    if (typeof text === "string") setOwn(valueAt(root2, path.slice(0, -1)), path.at(-1), remove2(text));
  };
  const remove = (text) => removeInjection(text, isolation);
  for (const panel2 of panelsOf(model, kind)) for (const { path } of targetsOf(panel2)) change(panel2.node, [...path, "expr"], remove);
  for (const { node, exprPaths } of annotationsOf(model, kind, noNames)) for (const path of exprPaths) change(node, path, remove);
  for (const { type, node, queryPath } of variablesOf(model, kind, noNames)) {
    const text = type === "query" ? variableQueryText(valueAt(node, queryPath)) : void 0;
    if (text === void 0 || text.form === "fields") continue;
    change(node, text.form === "text" ? queryPath : [...queryPath, text.property], (query) => removeVariableInjection(query, isolation));
  }
}

// src/dashboard/restore-record.ts
var maxChanges = 1e6;
var maxPathLength = 250;
function readRestoreRecord(value2) {
  const kind = textField(value2, "kind");
  const key = textField(value2, "key");
  const dataSourceUid = textField(value2, "dataSourceUid");
  const title = asObject(field(value2, "title"));
  const after = textField(title, "after");
  const tags = asObject(field(value2, "tags"));
  const links = asObject(field(value2, "links"));
  const wrapper = readWrapper(field(value2, "wrapper"));
  const owners = asArray(field(value2, "record", "owners")).map(readOwner);
  const changes = asArray(field(value2, "record", "changes")).map((change) => readChange(change, owners.length));
  if (field(value2, "version") !== 1 || kind !== "classic" && kind !== "v2") return void 0;
  if (key === void 0 || dataSourceUid === void 0 || title === void 0 || after === void 0) return void 0;
  if (tags === void 0 || links === void 0 || wrapper === void 0) return void 0;
  if (changes.length > maxChanges || !allKnown(owners) || !allKnown(changes)) return void 0;
  const isolation = readIsolation(field(value2, "isolation"));
  const reviewUrl = textField(value2, "reviewUrl");
  const schema = field(value2, "schemaVersion");
  return {
    version: 1,
    kind,
    record: { owners, changes },
    title: { ...own(title, "before"), after },
    tags: own(tags, "before"),
    links: { ...own(links, "before"), after: links["after"] },
    key,
    ...reviewUrl === void 0 ? {} : { reviewUrl },
    ...isolation === void 0 ? {} : { isolation },
    dataSourceUid,
    previews: Object.fromEntries(
      Object.entries(asObject(field(value2, "previews")) ?? {}).flatMap(
        ([uid, source]) => typeof source === "string" ? [[uid, source]] : []
      )
    ),
    ...schema === void 0 ? {} : { schemaVersion: schema },
    wrapper,
    ...field(value2, "alpha") === true ? { alpha: true } : {},
    order: textList(field(value2, "order"))
  };
}
function own(object, name3) {
  return Object.hasOwn(object, name3) ? { before: object[name3] } : {};
}
function allKnown(list2) {
  return !list2.includes(void 0);
}
function readOwner(value2) {
  const of = textField(value2, "of");
  if (of === "dashboard") return { of };
  if (of === "variable" || of === "annotation") {
    const name3 = textField(value2, "name");
    const nth = field(value2, "nth");
    return name3 === void 0 || typeof nth !== "number" ? void 0 : { of, name: name3, nth };
  }
  const [id, nthOfId, title, nthOfTitle] = ["id", "nthOfId", "title", "nthOfTitle"].map((name3) => field(value2, name3));
  if (of !== "panel" || id !== void 0 && typeof id !== "number") return void 0;
  if (typeof nthOfId !== "number" || typeof title !== "string" || typeof nthOfTitle !== "number") return void 0;
  return { of, id, nthOfId, title, nthOfTitle, element: textField(value2, "element") };
}
function readChange(value2, ownerCount) {
  const change = asObject(value2);
  const owner = change?.["owner"];
  const path = asArray(change?.["path"]);
  if (change === void 0 || typeof owner !== "number" || !Number.isInteger(owner) || owner < 0 || owner >= ownerCount) return void 0;
  if (path.length > maxPathLength || !path.every((step) => typeof step === "string" || Number.isSafeInteger(step))) return void 0;
  return {
    owner,
    path,
    ...own(change, "before"),
    ...Object.hasOwn(change, "after") ? { after: change["after"] } : {},
    ...change["always"] === true ? { always: true } : {}
  };
}
function readIsolation(value2) {
  const name3 = textField(value2, "name");
  const label2 = textField(value2, "value");
  return name3 === void 0 || label2 === void 0 ? void 0 : { name: name3, value: label2 };
}
function readWrapper(value2) {
  const form = textField(value2, "form");
  const rest = asObject(field(value2, "rest"));
  if (form === "bare") return { form };
  return (form === "envelope" || form === "resource") && rest !== void 0 ? { form, rest } : void 0;
}

// src/dashboard/dashboard-links.ts
var address = /(^|[\s"'(=])((?:\/[\w-]{1,60}){0,5}\/d(?:-solo)?\/|d(?:-solo)?\/)([\w-]{1,40})(?![\w-])/g;
var linkProperties = /* @__PURE__ */ new Set(["url", "linkUrl", "content", "href", "link", "targetUrl"]);
function replaceDashboardLinks(text, uids) {
  if (uids.size === 0 || !text.includes("d/") && !text.includes("d-solo/")) return text;
  return text.replaceAll(address, (match, before, path, uid) => {
    const other = uids.get(uid);
    return other === void 0 ? match : `${before}${path}${other}`;
  });
}

// src/dashboard/untrusted-text.ts
var harmlessTags = new Set(
  "a b i u s em strong small sub sup p br hr h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table thead tbody tr th td caption code pre kbd blockquote div span center details summary".split(
    " "
  )
);
function withoutUserVariables(text) {
  if (!text.includes("__user")) return text;
  return text.replaceAll(/\$\{__user[^}]{0,200}\}?|\$__user\w*(?:\.\w+)?|\[\[__user[^\]]{0,200}\]{0,2}/g, "-");
}
function isInternalLink(url) {
  return /^(?:\/(?:$|[A-Za-z0-9?#])|[?#]|d\/)[^\\\u0000-\u0020]*$/.test(url);
}
function harmlessText(text) {
  return harmlessMarkdown(harmlessHtml(withoutUserVariables(text)));
}
function harmlessHtml(text) {
  return text.replaceAll(
    /<(\/?)([a-zA-Z][a-zA-Z0-9]*)((?:[^<>a-zA-Z0-9][^<>]*)?)>|</g,
    (match, slash, name3, rest = "") => {
      if (name3 === void 0) return match === "<" ? "&lt;" : "";
      if (!harmlessTags.has(name3.toLowerCase())) return "";
      return `<${slash}${name3}${name3.toLowerCase() === "a" && slash === "" ? internalHref(rest) : ""}>`;
    }
  );
}
function internalHref(attributes) {
  const match = /\shref\s*=\s*(?:"([^"]{0,2000})"|'([^']{0,2000})')/i.exec(attributes);
  const url = match?.[1] ?? match?.[2];
  return url !== void 0 && isInternalLink(url) && !/["'&]/.test(url) ? ` href="${url}"` : "";
}
function harmlessMarkdown(text) {
  return text.replaceAll("]:", "]\\:").replaceAll(/!+\[/g, "[").replaceAll(/\]\((?:([^()\n]{0,2000})\))?/g, (_match, target3) => {
    if (target3 === void 0) return "] (";
    const url = target3.trim().split(/\s/)[0] ?? "";
    return isInternalLink(url) ? `](${url})` : "] ";
  }).replaceAll(/\]\[/g, "] [");
}

// src/dashboard/rewrite-top.ts
var maxTitleLength = 4e3;
function rewriteTop(context, title) {
  const { model, kind, journal, options } = context;
  const target3 = { slot: void 0, node: model };
  const set = (path, value2, always = false) => {
    const holder = path.length === 1 ? model : asObject(field(model, String(path[0])));
    if (holder === void 0) journal.set(target3, path.slice(0, 1), { [path[1]]: value2 }, { always });
    else if (holder[path.at(-1)] !== value2) journal.set(target3, path, value2, { always });
  };
  for (const name3 of ["id", "version", "__inputs", "__requires", "__elements"])
    if (Object.hasOwn(model, name3)) set([name3], void 0, true);
  if (kind === "classic") set(["uid"], options.uid, true);
  set(["editable"], false, true);
  pinTime(context, set);
  const before = (name3) => Object.hasOwn(model, name3) ? { before: cloneJson(model[name3]) } : {};
  const record = {
    title: { ...before("title"), after: `[${options.key}] ${title}`.slice(0, maxTitleLength) },
    tags: before("tags"),
    links: { ...before("links"), after: dashboardLinks(context) }
  };
  setOwn(model, "title", record.title.after);
  setOwn(model, "tags", [...options.tags ?? []]);
  setOwn(model, "links", cloneJson(record.links.after));
  leadLinks(context);
  return record;
}
function pinTime({ kind, model, options: { window } }, set) {
  if (window === void 0) return;
  const [from, to] = [window.fromMs, window.toMs].map((timeMs) => new Date(timeMs).toISOString());
  const time = kind === "v2" ? "timeSettings" : "time";
  set([time, "from"], from);
  set([time, "to"], to);
  if (kind === "v2") {
    if (textField(model, "timeSettings", "autoRefresh") !== "") set(["timeSettings", "autoRefresh"], "");
  } else if (typeof model["refresh"] === "string" && model["refresh"] !== "") set(["refresh"], "");
}
function dashboardLinks({ model, options: { reviewUrl, untrusted = false } }) {
  const links = asArray(model["links"]);
  const kept = untrusted ? links.filter(isHarmlessLink).map(withoutUser) : links;
  return reviewUrl === void 0 ? [...kept] : [reviewLink(reviewUrl), ...kept];
}
function isHarmlessLink(link) {
  return textField(link, "type") === "dashboards" || isInternalLink(withoutUserVariables(textField(link, "url") ?? "//"));
}
function withoutUser(link) {
  const entries = Object.entries(asObject(link) ?? {});
  return Object.fromEntries(entries.map(([name3, value2]) => [name3, typeof value2 === "string" ? withoutUserVariables(value2) : value2]));
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
function leadLinks({ model, kind, options }) {
  if (options.links !== void 0) leadAll(model, kind, options.links);
}
function leadAll(model, kind, uids) {
  if (uids.size === 0) return;
  const skip = ["targets", "data"];
  const lead = (root2) => walkTexts(
    root2,
    (text, path) => {
      const name3 = path.at(-1);
      if (typeof name3 !== "string" || !linkProperties.has(name3)) return;
      const led = replaceDashboardLinks(text, uids);
      if (led !== text)
        setOwn(
          path.slice(0, -1).reduce((holder, step) => holder[step], root2),
          name3,
          led
        );
    },
    (name3) => typeof name3 === "number" || !skip.includes(name3)
  );
  for (const panel2 of panelsOf(model, kind)) if (panel2.type !== "row") lead(panel2.node);
  lead({ links: model["links"] });
}

// src/dashboard/restore.ts
var maxDepth5 = maxDashboardDepth + 50;
function restoreSource(saved, restore) {
  if (isDeeperThan(restore, maxDepth5) || isDeeperThan(saved.model, maxDepth5)) return void 0;
  const record = readRestoreRecord(restore);
  if (record === void 0 || record.kind !== saved.kind) return void 0;
  const model = cloneJson(stripMarks(saved.model, saved.kind));
  const notes = [];
  removeIsolation(model, record);
  leadAll(model, record.kind, new Map(Object.entries(record.previews)));
  undoChanges(model, record, notes);
  sweepSources(model, record);
  restoreTop(model, record);
  removeEmptyList(model, record);
  const ordered = inOrder(model, record.order);
  return { json: wrap(record.alpha === true ? toAlpha(ordered) : ordered, record.wrapper), notes };
}
function restoreTop(model, { title, tags, links, key, reviewUrl, previews, kind }) {
  const put = (name3, record) => {
    if (Object.hasOwn(record, "before")) setOwn(model, name3, cloneJson(record.before));
    else delete model[name3];
  };
  const text = textField(model, "title");
  if (text === title.after || text === void 0) put("title", title);
  else setOwn(model, "title", text.startsWith(`[${key}] `) ? text.slice(key.length + 3) : text);
  const added = textList(model["tags"]).filter((tag) => !isPreviewTag(tag));
  put("tags", tags);
  const own2 = textList(tags.before);
  const more = added.filter((tag) => !own2.includes(tag));
  if (more.length > 0) setOwn(model, "tags", [...own2, ...more]);
  const led = { links: cloneJson(links.after) };
  leadAll(led, kind, new Map(Object.entries(previews)));
  if (sameJson(model["links"], led["links"]) || model["links"] === void 0) put("links", links);
  else
    setOwn(
      model,
      "links",
      asArray(model["links"]).filter((link) => !isReviewLink(link, reviewUrl))
    );
}
function removeEmptyList(model, { order, kind }) {
  const name3 = kind === "v2" ? "variables" : "templating";
  const empty3 = kind === "v2" ? sameJson(model[name3], []) : sameJson(model[name3], { list: [] });
  if (empty3 && !order.includes(name3)) delete model[name3];
}
function isReviewLink(link, reviewUrl) {
  return reviewUrl !== void 0 && textField(link, "url") === reviewUrl && textField(link, "title") === reviewLink("")["title"];
}
function inOrder(model, order) {
  const names = [.../* @__PURE__ */ new Set([...order, ...Object.keys(model)])].filter((name3) => Object.hasOwn(model, name3));
  return Object.fromEntries(names.map((name3) => [name3, model[name3]]));
}
function wrap(model, wrapper) {
  if (wrapper.form === "bare") return model;
  return wrapper.form === "envelope" ? { ...wrapper.rest, dashboard: model } : { ...wrapper.rest, spec: model };
}

// src/dashboard/journal.ts
function createJournal() {
  const slots = [];
  const indices = /* @__PURE__ */ new Map();
  const changes = [];
  const indexOf = (slot) => {
    const names = indices.get(slot?.holder) ?? /* @__PURE__ */ new Map();
    indices.set(slot?.holder, names);
    const known2 = names.get(slot?.name ?? "") ?? slots.length;
    if (known2 === slots.length) slots.push(slot);
    names.set(slot?.name ?? "", known2);
    return known2;
  };
  return {
    set({ slot, node }, path, value2, { always = false } = {}) {
      const name3 = path.at(-1);
      const holder = valueAt(node, path.slice(0, -1));
      if (typeof holder !== "object" || holder === null) throw new RangeError(`journal: nothing at ${path.slice(0, -1).join(".")}`);
      const had = Object.hasOwn(holder, name3);
      changes.push({
        owner: indexOf(slot),
        path: [...path],
        ...had ? { before: cloneJson(holder[name3]) } : {},
        ...value2 === void 0 ? {} : { after: cloneJson(value2) },
        ...always ? { always } : {}
      });
      if (value2 === void 0) delete holder[name3];
      else setOwn(holder, name3, value2);
    },
    replace({ slot, node }, replacement) {
      if (slot === void 0) throw new RangeError("journal: the dashboard itself cannot be replaced");
      changes.push({ owner: indexOf(slot), path: [], before: cloneJson(node), always: true });
      setOwn(slot.holder, slot.name, replacement);
    },
    record(model, kind) {
      const owners = ownersBySlot(model, kind);
      return {
        owners: slots.map((slot) => slot === void 0 ? { of: "dashboard" } : owners.get(slot.holder).get(slot.name)),
        changes
      };
    }
  };
}
function ownersBySlot(model, kind) {
  const owners = /* @__PURE__ */ new Map();
  const add2 = ({ holder, name: name3 }, owner) => {
    const names = owners.get(holder) ?? /* @__PURE__ */ new Map();
    owners.set(holder, names.set(name3, owner));
  };
  for (const { anchor, slot } of panelsOf(model, kind)) add2(slot, { of: "panel", ...anchor });
  for (const { anchor, slot } of variablesOf(model, kind, noNames)) add2(slot, { of: "variable", ...anchor });
  for (const { anchor, slot } of annotationsOf(model, kind, noNames)) add2(slot, { of: "annotation", ...anchor });
  return owners;
}

// src/dashboard/work-limits.ts
var maxDashboardSteps = 2e6;

// src/dashboard/rewrite-context.ts
var tooComplex2 = "the dashboard is too complex: reading its queries takes too many steps; split it into several dashboards";
function createContext2(dashboard, options) {
  const { isolation } = options;
  const variables2 = injectionOptions(readVariables(dashboard));
  const known2 = /* @__PURE__ */ new Map();
  const work = startWork(maxDashboardSteps);
  return {
    options,
    kind: dashboard.kind,
    apiVersion: dashboard.apiVersion,
    model: cloneJson(dashboard.model),
    names: namesOf(dashboard),
    journal: createJournal(),
    findings: [],
    count: { queries: 0, replaced: 0 },
    elements: dashboard.elements,
    isolate(expr, place) {
      if (isolation === void 0) return { ok: true, query: expr };
      const id = `${place}:${expr}`;
      const result = known2.get(id) ?? withWork(
        work,
        () => place === "query" ? injectLabel(expr, isolation, { variables: variables2 }) : injectVariableQuery(expr, isolation, { variables: variables2 })
      );
      known2.set(id, result);
      return result.ok || !work.usedUp ? result : failure(tooComplex2, 0, expr.length);
    }
  };
}

// src/dashboard/rewrite-sources.ts
function rewriteSources(context) {
  const { model, kind, names } = context;
  for (const panel2 of panelsOf(model, kind)) rewritePanel(context, panel2);
  for (const variable3 of variablesOf(model, kind, names)) rewriteVariable(context, variable3);
  for (const annotation2 of annotationsOf(model, kind, names)) rewriteAnnotation(context, annotation2);
}
function usedTargets(panel2, { names }) {
  const targets2 = targetsOf(panel2);
  const parent = panelUse(panel2, targets2, names);
  return targets2.map((target3) => {
    const own2 = classifyReference(readReference(target3.source), names, hasExpr(target3.query));
    return { ...target3, own: own2, use: effectiveUse(parent, own2) };
  });
}
function isForeign({ query, use }) {
  return use.kind === "other" || use.kind === "unknown" && Object.keys(query).some((name3) => !["refId", "datasource", "hide"].includes(name3));
}
function rewritePanel(context, panel2) {
  const targets2 = usedTargets(panel2, context);
  if (panel2.kind === "classic") {
    const slot = { form: "classic", path: [], holder: panel2.node };
    const parent = panelUse(panel2, targets2, context.names);
    const inheriting = targets2.filter(({ own: own2, use }) => own2.byDefault && use.kind === "prometheus");
    const alone = targets2.every(({ use }) => ["prometheus", "expression", "unknown"].includes(use.kind));
    if (parent.kind === "prometheus" && !parent.byDefault) setSource(context, panel2, slot);
    else if (parent.byDefault && inheriting.length > 0 && alone) setSource(context, panel2, slot);
    else for (const { source } of inheriting) setSource(context, panel2, source);
  }
  for (const { own: own2, source } of targets2) {
    if (own2.kind === "prometheus" && (panel2.kind === "v2" || !own2.byDefault)) setSource(context, panel2, source);
  }
  const foreign = targets2.filter(isForeign);
  if (foreign.length === 0) return;
  const labels = [...new Set(foreign.map(({ use }) => use.label))].join(", ");
  const [only] = foreign;
  context.findings.push({
    ...describePanel(panel2),
    ...foreign.length === 1 && only?.refId !== void 0 ? { refId: only.refId } : {},
    state: "skipped",
    code: "other-data-source",
    reason: `asks ${labels}, which is not previewed`,
    ...foreign.length === 1 && hasExpr(only?.query) ? { expr: textField(only?.query, "expr") ?? "" } : {}
  });
}
function describePanel({ title, id }) {
  return { panel: title, ...id === void 0 ? {} : { panelId: id } };
}
function setSource({ journal, options }, target3, { form, path, holder }) {
  const { type, uid } = options.dataSource;
  if (form === "classic") {
    const reference = { type, uid };
    if (!sameJson(holder["datasource"], reference)) journal.set(target3, [...path, "datasource"], reference);
    return;
  }
  if (holder["group"] !== type) journal.set(target3, [...path, "group"], type);
  if (!sameJson(holder["datasource"], { name: uid })) journal.set(target3, [...path, "datasource"], { name: uid });
}
function rewriteVariable(context, variable3) {
  if (variable3.use?.kind === "prometheus" && variable3.source !== void 0) setSource(context, variable3, variable3.source);
  if (choosesPrometheus(variable3)) pinVariable(context, variable3);
  if (variable3.type === "query" && variable3.use?.kind === "other") {
    context.findings.push({
      variable: variable3.name,
      state: "skipped",
      code: "other-data-source",
      reason: `asks ${variable3.use.label}, which is not previewed`
    });
  }
}
function pinVariable({ journal, options }, variable3) {
  const { name: name3, type, uid } = options.dataSource;
  const at = (property) => [...variable3.bodyPath, property];
  const multi = variable3.body["multi"] === true;
  const pinned = {
    [variable3.kind === "v2" ? "pluginId" : "query"]: type,
    regex: `/^${name3.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&")}$/`,
    current: { text: multi ? [name3] : name3, value: multi ? [uid] : uid }
  };
  for (const [property, value2] of Object.entries(pinned)) {
    if (!sameJson(variable3.body[property], value2)) journal.set(variable3, at(property), value2, { always: true });
  }
}
function rewriteAnnotation(context, annotation2) {
  const { use, source, name: name3 } = annotation2;
  if (use.kind === "prometheus") setSource(context, annotation2, source);
  if (use.kind !== "other" && (use.kind !== "unknown" || use.byDefault)) return;
  context.findings.push({
    annotation: name3,
    state: "skipped",
    code: "other-data-source",
    reason: `asks ${use.label}, which is not previewed`
  });
}

// src/dashboard/text-panel.ts
var placement = ["id", "title", "gridPos", "span", "height", "transparent", "minSpan"];
function textPanel({ kind, node, body, id, title, type }, message) {
  const options = { mode: "markdown", content: message };
  if (kind === "classic") {
    const kept = Object.fromEntries(placement.flatMap((name3) => Object.hasOwn(node, name3) ? [[name3, node[name3]]] : []));
    const inner = type === "row" && Array.isArray(node["panels"]) ? { panels: node["panels"] } : {};
    return { ...kept, ...inner, type: "text", options, pluginVersion: "8.0.0" };
  }
  return {
    kind: "Panel",
    spec: {
      id: id ?? 0,
      title,
      description: "",
      links: [],
      data: { kind: "QueryGroup", spec: { queries: [], transformations: [], queryOptions: {} } },
      vizConfig: {
        kind: "VizConfig",
        group: "text",
        version: field(asObject(body["vizConfig"]), "version") ?? "",
        spec: { options, fieldConfig: { defaults: {}, overrides: [] } }
      }
    }
  };
}

// src/dashboard/rewrite-library.ts
function inlineLibraryPanels(context) {
  const { model, kind, options, elements, journal, findings } = context;
  for (const panel2 of panelsOf(model, kind)) {
    const uid = panel2.libraryUid;
    if (uid === void 0) continue;
    const read = options.untrusted === true ? void 0 : options.libraryPanels?.get(uid);
    const found = elements.get(uid) ?? read ?? ownCopy(panel2);
    if (found !== void 0) {
      journal.replace(panel2, inlined2(panel2, found, context.apiVersion));
      continue;
    }
    const why = options.untrusted === true ? "library panels are not read for a dashboard that is not trusted" : "it could not be read";
    const name3 = textField(panel2.body, "libraryPanel", "name") ?? uid;
    findings.push({ ...describePanel(panel2), state: "skipped", code: "library-panel", reason: `library panel "${name3}": ${why}` });
    journal.replace(panel2, textPanel(panel2, "This library panel is not part of the preview."));
  }
}
function inlined2(panel2, library, apiVersion) {
  const { id: _id, gridPos: _gridPos, libraryPanel: _library, ...copy } = cloneJson(library);
  const title = panel2.title !== "" ? panel2.title : textField(library, "title") ?? "";
  if (panel2.kind === "v2") return asElement(copy, panel2, title, apiVersion);
  const own2 = Object.fromEntries(placement2.flatMap((name3) => Object.hasOwn(panel2.node, name3) ? [[name3, panel2.node[name3]]] : []));
  return { ...copy, ...own2, title };
}
var placement2 = ["id", "gridPos", "span", "minSpan", "height", "repeat", "repeatDirection", "maxPerRow"];
function ownCopy({ kind, node, type }) {
  return kind === "classic" && Array.isArray(node["targets"]) && type !== "" && type !== "library-panel-ref" ? node : void 0;
}
function asElement(model, { id }, title, apiVersion) {
  const queries2 = asArray(model["targets"]).map((target3, index) => {
    const { datasource, refId, hide, ...spec } = asObject(target3) ?? {};
    const source = asObject(datasource ?? model["datasource"]);
    const name3 = textField(source, "uid") ?? (typeof datasource === "string" ? datasource : void 0);
    const query = {
      kind: "DataQuery",
      group: textField(source, "type") ?? (typeof spec["expr"] === "string" ? "prometheus" : ""),
      version: "v0",
      ...name3 === void 0 ? {} : { datasource: { name: name3 } },
      spec
    };
    return { kind: "PanelQuery", spec: { query, refId: refId ?? String.fromCharCode(65 + index % 26), hidden: hide === true } };
  });
  const transformations = asArray(model["transformations"]).map((step) => {
    const { id: stepId, ...rest } = asObject(step) ?? {};
    return apiVersion === "v2" ? { kind: "Transformation", group: stepId, spec: rest } : { kind: stepId, spec: { id: stepId, ...rest } };
  });
  const queryOptions = Object.fromEntries(
    ["timeFrom", "timeShift", "interval", "maxDataPoints", "cacheTimeout"].flatMap((name3) => {
      const value2 = field(model, name3);
      return value2 === void 0 || value2 === null ? [] : [[name3, value2]];
    })
  );
  return {
    kind: "Panel",
    spec: {
      id: id ?? 0,
      title,
      description: textField(model, "description") ?? "",
      links: asArray(model["links"]),
      data: { kind: "QueryGroup", spec: { queries: queries2, transformations, queryOptions } },
      vizConfig: {
        kind: "VizConfig",
        group: textField(model, "type") ?? "",
        version: textField(model, "pluginVersion") ?? "",
        spec: { options: model["options"] ?? {}, fieldConfig: model["fieldConfig"] ?? { defaults: {}, overrides: [] } }
      },
      ...model["transparent"] === true ? { transparent: true } : {}
    }
  };
}

// src/dashboard/min-interval.ts
var unitsMs2 = { ms: 1, s: 1e3, m: 6e4, h: 36e5, d: 864e5, w: 6048e5, M: 2592e6, y: 31536e6 };
function parseInterval(text) {
  const match = /^\s*[<>]?\s*(\d{1,9})\s*(ms|[smhdwMy])?\s*$/.exec(text);
  return match === null ? void 0 : Number(match[1]) * unitsMs2[match[2] ?? "s"];
}
function intervalText(ms) {
  for (const unit of ["h", "m", "s"]) if (ms >= unitsMs2[unit] && ms % unitsMs2[unit] === 0) return `${ms / unitsMs2[unit]}${unit}`;
  return `${Math.ceil(ms)}ms`;
}

// src/dashboard/rewrite-queries.ts
var standIn = "vector(0) > 1";
var variableStandIn = `query_result(${standIn})`;
function rewriteQueries(context) {
  const { model, kind, names } = context;
  for (const panel2 of panelsOf(model, kind)) {
    for (const target3 of usedTargets(panel2, context)) {
      if (target3.use.kind === "prometheus" && hasExpr(target3.query)) rewriteTarget(context, panel2, target3);
    }
  }
  for (const variable3 of variablesOf(model, kind, names)) rewriteVariable2(context, variable3);
  for (const annotation2 of annotationsOf(model, kind, names)) {
    if (annotation2.use.kind !== "prometheus") continue;
    for (const path of annotation2.exprPaths) isolateAt(context, annotation2, path, { annotation: annotation2.name });
  }
}
function rewriteTarget(context, panel2, { query, path, refId }) {
  isolateAt(context, panel2, [...path, "expr"], { ...describePanel(panel2), ...refId === void 0 ? {} : { refId } });
  const { minIntervalMs } = context.options;
  if (minIntervalMs === void 0) return;
  const panelInterval = textField(panel2.kind === "v2" ? valueAt(panel2.body, ["data", "spec", "queryOptions"]) : panel2.body, "interval");
  const written = textField(query, "interval") || panelInterval || "";
  const intervalMs = written === "" ? 0 : parseInterval(written);
  if (intervalMs !== void 0 && intervalMs < minIntervalMs)
    context.journal.set(panel2, [...path, "interval"], intervalText(minIntervalMs));
}
function isolateAt(context, target3, path, where) {
  const expr = valueAt(target3.node, path);
  if (typeof expr !== "string") return;
  const result = context.isolate(expr, "query");
  context.count.queries++;
  if (result.ok) setOwn(valueAt(target3.node, path.slice(0, -1)), path.at(-1), result.query);
  else {
    context.journal.set(target3, path, standIn);
    refuse(context, where, expr, result);
  }
}
function refuse(context, where, expr, { reason, from, to }) {
  context.count.replaced++;
  context.findings.push({ ...where, state: "error", code: "refused", reason: `not run: ${reason}`, expr, from, to });
}
function rewriteVariable2(context, variable3) {
  const { query, queryPath, body, bodyPath, name: name3, node } = variable3;
  if (query === void 0) return;
  const path = query.form === "text" ? queryPath : [...queryPath, query.property];
  const result = context.isolate(query.text, "variable");
  context.count.queries++;
  if (!result.ok) {
    context.journal.set(variable3, path, variableStandIn);
    refuse(context, { variable: name3 }, query.text, result);
  } else if (query.form === "fields") context.journal.set(variable3, path, result.query, { always: true });
  else setOwn(valueAt(node, path.slice(0, -1)), path.at(-1), result.query);
  refreshOnLoad(context, variable3, [...bodyPath, "refresh"], body["refresh"]);
}
function refreshOnLoad({ journal }, target3, path, refresh) {
  if (refresh === 0 || refresh === false) journal.set(target3, path, 1);
  else if (refresh === "never") journal.set(target3, path, "onDashboardLoad");
}

// src/dashboard/untrusted-clean.ts
var shownCells = new Set(
  "auto color-text color-background color-background-solid gradient-gauge lcd-gauge basic gauge sparkline json-view pill".split(" ")
);
var loadingCells = /* @__PURE__ */ new Set(["image", "img", "markdown", "html"]);
function cleanPanel(context, panel2) {
  const target3 = panel2;
  cutLists(context, target3);
  walkTexts(
    panel2.node,
    (text, path) => {
      const name3 = path.at(-1);
      const clean = cleanText(text, path, panel2.type);
      if (clean !== text && name3 !== void 0) context.journal.set(target3, path, clean);
    },
    (name3, path) => !isQueryPart(panel2, name3, path)
  );
  cleanQueries(context, panel2, target3);
}
function isQueryPart({ kind }, name3, path) {
  if (kind === "v2") return name3 === "data" && path.length === 1 && path[0] === "spec";
  return path.length === 0 && (name3 === "targets" || name3 === "panels");
}
function cleanText(text, path, type) {
  const name3 = path.at(-1);
  if (name3 === "content" && type === "text") return harmlessText(text);
  if (name3 === "description") return harmlessText(text);
  const plain2 = withoutUserVariables(text);
  if (name3 === "url" || name3 === "linkUrl") return isInternalLink(plain2) ? plain2 : "";
  if (isCellType(path) ? !shownCells.has(plain2) : path.at(-3) === "properties" && loadingCells.has(plain2)) return "auto";
  return name3 !== "title" && /^\s*(?:[a-z][a-z0-9+.-]*:)?[\\/]{2}/i.test(plain2) ? "" : plain2;
}
function isCellType(path) {
  const name3 = path.at(-1);
  return name3 === "displayMode" || name3 === "type" && (path.at(-2) === "cellOptions" || path.at(-4) === "properties");
}
function cleanQueries({ journal }, { kind, node }, target3) {
  const root2 = kind === "v2" ? ["spec", "data"] : ["targets"];
  walkTexts(valueAt(node, root2), (text, path) => {
    const clean = withoutUserVariables(text);
    if (clean !== text) journal.set(target3, [...root2, ...path], clean);
  });
}
function cutLists({ journal }, target3) {
  const cuts = [];
  const walk2 = (value2, path) => {
    if (typeof value2 !== "object" || value2 === null) return;
    for (const [name3, inner] of Object.entries(value2)) {
      const here = [...path, Array.isArray(value2) ? Number(name3) : name3];
      const isList = Array.isArray(inner);
      const property = textField(value2, "id");
      const kind = name3 === "value" && (property === "links" || property === "actions") ? property : name3;
      if (isList && kind === "actions") cuts.push({ path: here, kept: [] });
      else if (isList && (kind === "links" || kind === "dataLinks")) cuts.push({ path: here, kept: inner.filter(isInternal) });
      else if (name3 !== "targets" && !(name3 === "panels" && path.length === 0)) walk2(inner, here);
    }
  };
  walk2(target3.node, []);
  for (const { path, kept } of cuts) if (!sameJson(kept, valueAt(target3.node, path))) journal.set(target3, path, kept, { always: true });
}
function isInternal(link) {
  const url = textField(link, "url");
  return url === void 0 ? asObject(link) !== void 0 && field(link, "internal") === void 0 : isInternalLink(withoutUserVariables(url));
}
function cleanTexts({ journal }, target3) {
  walkTexts(target3.node, (text, path) => {
    const clean = withoutUserVariables(text);
    if (clean !== text && path.length > 0) journal.set(target3, path, clean);
  });
}

// src/dashboard/rewrite-untrusted.ts
var shownTypes = new Set(
  "row text timeseries graph stat singlestat gauge bargauge table table-old heatmap histogram piechart grafana-piechart-panel barchart state-timeline status-history candlestick trend xychart logs dashlist alertlist annolist nodeGraph flamegraph traces datagrid".split(
    " "
  )
);
function confineUntrusted(context) {
  const { model, kind, names, journal } = context;
  for (const panel2 of panelsOf(model, kind)) confinePanel(context, panel2);
  for (const panel2 of panelsOf(model, kind)) cleanPanel(context, panel2);
  for (const variable3 of variablesOf(model, kind, names)) confineVariable(context, variable3);
  for (const annotation2 of annotationsOf(model, kind, names)) confineAnnotation(context, annotation2);
  const target3 = { slot: void 0, node: model };
  const text = textField(model, "description");
  if (text !== void 0 && withoutUserVariables(text) !== text) journal.set(target3, ["description"], withoutUserVariables(text));
}
function refusal({ type }, targets2) {
  if (type !== "" && !shownTypes.has(type)) return `is of the type ${type.replaceAll(/[^\w -]/g, "").slice(0, 50)}`;
  const foreign = targets2.find(isForeign);
  return foreign === void 0 || targets2.some(({ use }) => use.kind === "prometheus") ? void 0 : `asks ${plainLabel(foreign)}`;
}
function plainLabel({ use }) {
  return use.label.replaceAll(/[^\w .$:-]/g, "").slice(0, 60);
}
function confinePanel(context, panel2) {
  const { journal, findings } = context;
  const note = (reason) => findings.push({ ...describePanel(panel2), state: "skipped", code: "untrusted", reason });
  const targets2 = usedTargets(panel2, context);
  const refused = refusal(panel2, targets2);
  if (refused !== void 0) {
    note(`${refused}: not shown for an untrusted dashboard`);
    const message = `Not previewed: this panel ${refused}, and the dashboard is not trusted.`;
    journal.replace(panel2, textPanel(panel2, message));
    return;
  }
  const foreign = targets2.filter(isForeign);
  if (foreign.length === 0) return;
  note(`asks ${plainLabel(foreign[0])} too: that query is taken out`);
  const path = panel2.kind === "v2" ? ["spec", "data", "spec", "queries"] : ["targets"];
  const out = new Set(foreign.map((target3) => Number(target3.path[path.length])));
  const kept = asArray(valueAt(panel2.node, path)).filter((_, index) => !out.has(index));
  journal.set(panel2, path, kept, { always: true });
}
function confineVariable(context, variable3) {
  const { use, type, name: name3, kind, body } = variable3;
  const asks = use !== void 0 && (use.kind === "other" || use.kind === "unknown" && type === "query");
  if (!asks) {
    cleanTexts(context, variable3);
    return;
  }
  context.findings.push({
    variable: name3,
    state: "skipped",
    code: "untrusted",
    reason: `asks ${use.label}: its saved value is used instead`
  });
  const saved = field(body, "current", "value");
  const text = withoutUserVariables(typeof saved === "string" && saved !== "$__all" ? saved : "");
  const shared = { name: name3, label: body["label"] ?? name3, hide: body["hide"] ?? (kind === "v2" ? "dontHide" : 0), skipUrlSync: false };
  const value2 = { query: text, current: { text, value: text } };
  const options = [{ text, value: text, selected: true }];
  const custom = kind === "v2" ? { kind: "CustomVariable", spec: { ...shared, ...value2, options, multi: false, includeAll: false, allowCustomValue: true } } : { ...shared, ...value2, options, type: "custom", multi: false, includeAll: false };
  context.journal.replace(variable3, custom);
}
function confineAnnotation(context, annotation2) {
  const { use, name: name3, node } = annotation2;
  if (use.kind === "prometheus" || use.kind === "grafana") {
    cleanTexts(context, annotation2);
    return;
  }
  context.findings.push({
    annotation: name3,
    state: "skipped",
    code: "untrusted",
    reason: `asks ${use.label}: taken out of an untrusted dashboard`
  });
  const shared = { name: name3, enable: false, hide: true, iconColor: "gray" };
  const source = { name: "-- Grafana --" };
  const nothing2 = context.kind === "v2" ? {
    kind: node["kind"],
    spec: { ...shared, query: { kind: "DataQuery", group: "grafana", version: "v0", datasource: source, spec: {} } }
  } : { ...shared, datasource: { type: "grafana", uid: "-- Grafana --" } };
  context.journal.replace(annotation2, nothing2);
}

// src/dashboard/rewrite.ts
function rewriteForPreview(dashboard, options) {
  const context = createContext2(dashboard, options);
  const { model, kind, findings, count } = context;
  const order = Object.keys(model);
  inlineLibraryPanels(context);
  fillConstants(context, dashboard);
  if (options.untrusted === true) confineUntrusted(context);
  removeAlerts(context);
  rewriteSources(context);
  rewriteQueries(context);
  const top = rewriteTop(context, options.untrusted === true ? withoutUserVariables(dashboard.title) : dashboard.title);
  return {
    uid: options.uid,
    kind,
    model: options.manifest === void 0 ? model : writeMarks(model, kind, { tags: options.tags ?? [], manifest: options.manifest }),
    apiVersion: dashboard.apiVersion,
    title: top.title.after,
    findings,
    queryCount: count.queries,
    replaced: count.replaced,
    restore: restoreRecord(dashboard, context, top, order)
  };
}
function fillConstants(context, { inputs: inputs2 }) {
  const values4 = /* @__PURE__ */ new Map();
  for (const { name: name3, type, value: value2 } of inputs2) if (type === "constant" && value2 !== void 0) values4.set(name3, value2);
  if (values4.size === 0) return;
  for (const target3 of parts(context)) {
    walkTexts(
      target3.node,
      (text, path) => {
        const filled = fillInputs(text, values4);
        if (filled !== text && path.length > 0) context.journal.set(target3, path, filled);
      },
      (name3, path) => !(name3 === "panels" && path.length === 0)
    );
  }
}
function parts({ model, kind, names }) {
  return [...panelsOf(model, kind), ...variablesOf(model, kind, names), ...annotationsOf(model, kind, names)];
}
function removeAlerts({ model, kind, journal, findings }) {
  for (const panel2 of panelsOf(model, kind)) {
    if (panel2.kind !== "classic" || !Object.hasOwn(panel2.node, "alert")) continue;
    journal.set(panel2, ["alert"], void 0, { always: true });
    findings.push({
      ...describePanel(panel2),
      state: "skipped",
      code: "alert",
      reason: "the panel's alert rule is left out of the preview"
    });
  }
}
function restoreRecord(dashboard, context, top, order) {
  const { options, journal, kind } = context;
  const previews = Object.fromEntries([...options.links ?? []].map(([source, preview]) => [preview, source]));
  return {
    version: 1,
    kind,
    record: journal.record(context.model, kind),
    ...top,
    key: options.key,
    ...options.reviewUrl === void 0 ? {} : { reviewUrl: options.reviewUrl },
    ...options.isolation === void 0 ? {} : { isolation: options.isolation },
    dataSourceUid: options.dataSource.uid,
    previews,
    ...Object.hasOwn(dashboard.model, "schemaVersion") ? { schemaVersion: dashboard.model["schemaVersion"] } : {},
    wrapper: dashboard.wrapper,
    ...dashboard.alpha ? { alpha: true } : {},
    order
  };
}

// src/infer/usage.ts
function emptyUsage() {
  return { metrics: /* @__PURE__ */ new Map(), labels: /* @__PURE__ */ new Map(), aliases: /* @__PURE__ */ new Map(), single: /* @__PURE__ */ new Set(), words: /* @__PURE__ */ new Set() };
}
var limits3 = { metrics: 5e3, selectors: 400 };
function metricUse(usage, name3) {
  const known2 = usage.metrics.get(name3);
  if (known2 !== void 0) return known2;
  if (!/^[a-zA-Z_:][a-zA-Z0-9_:]{0,500}$/.test(name3) || usage.metrics.size >= limits3.metrics) return void 0;
  const made2 = {
    name: name3,
    labels: /* @__PURE__ */ new Set(),
    selectors: /* @__PURE__ */ new Map(),
    functions: /* @__PURE__ */ new Set(),
    comparisons: [],
    plain: false,
    copies: [],
    lacks: /* @__PURE__ */ new Set(),
    users: /* @__PURE__ */ new Set(),
    units: /* @__PURE__ */ new Set(),
    unique: [],
    sameLabels: [],
    exact: void 0
  };
  usage.metrics.set(name3, made2);
  return made2;
}
function labelUse(usage, name3) {
  const known2 = usage.labels.get(name3);
  if (known2 !== void 0) return known2;
  const made2 = { name: name3, conditions: /* @__PURE__ */ new Map(), patterns: /* @__PURE__ */ new Set(), saved: /* @__PURE__ */ new Set() };
  usage.labels.set(name3, made2);
  return made2;
}
function isLabelName(name3) {
  return /^[a-zA-Z_][a-zA-Z0-9_]{0,200}$/.test(name3) && !name3.startsWith("__") && name3 !== "dashpreview";
}
function addSelector(metric, use) {
  const key = `${use.removes ? "-" : "+"}${textOf4(use.conditions)}`;
  if (metric.selectors.size < limits3.selectors && !metric.selectors.has(key)) metric.selectors.set(key, use);
  for (const { name: name3 } of use.conditions) if (isLabelName(name3)) metric.labels.add(name3);
}
function textOf4(conditions) {
  return JSON.stringify(conditions.map(({ name: name3, op, value: value2 }) => [name3, op, value2]).sort((a, b) => String(a) < String(b) ? -1 : 1));
}

// src/infer/from-metrics-page.ts
var limits4 = { bytes: 16 * 1024 * 1024, metrics: 5e3, valuesPerLabel: 12, help: 4096, value: 2e3 };
function fromMetricsPage(text, { file }) {
  if (text.length > limits4.bytes) throw new UsageError(`${file}: larger than 16 MiB`);
  const page = readPage(text);
  if (page.samples.length === 0) throw new UsageError(`${file}: no metrics; expected the text that a /metrics page shows`);
  const families = /* @__PURE__ */ new Map();
  for (const sample of page.samples) {
    const name3 = familyOf(sample, page);
    const known2 = families.get(name3);
    if (known2 === void 0 && families.size >= limits4.metrics) continue;
    if (known2 === void 0) families.set(name3, [sample]);
    else known2.push(sample);
  }
  return [...families].map(([name3, samples2]) => describe2(name3, samples2, page));
}
function readPage(text) {
  const page = { types: /* @__PURE__ */ new Map(), helps: /* @__PURE__ */ new Map(), samples: [] };
  for (const line2 of text.split("\n")) {
    const comment = /^#\s+(TYPE|HELP)\s+([a-zA-Z_:][\w:]*)\s+(.*)$/.exec(line2.slice(0, 5e3));
    if (comment !== null) (comment[1] === "TYPE" ? page.types : page.helps).set(comment[2], comment[3].trim());
    else if (!line2.startsWith("#")) {
      const sample = readSample(line2);
      if (sample !== void 0) page.samples.push(sample);
    }
  }
  return page;
}
function readSample(line2) {
  const name3 = /^[a-zA-Z_:][\w:]*/.exec(line2)?.[0];
  if (name3 === void 0 || line2.length > 1e5) return void 0;
  const labels = /* @__PURE__ */ new Map();
  let rest = line2.slice(name3.length).trimStart();
  if (rest.startsWith("{")) {
    const pair = /\s*([a-zA-Z_]\w*)\s*=\s*"((?:[^"\\]|\\.)*)"\s*,?/y;
    pair.lastIndex = 1;
    let end = 1;
    for (let match = pair.exec(rest); match !== null; match = pair.exec(rest)) {
      labels.set(
        match[1],
        match[2].replaceAll(/\\(.)/g, (_, sign) => sign === "n" ? "\n" : sign)
      );
      end = pair.lastIndex;
    }
    rest = rest.slice(end).trimStart();
    if (!rest.startsWith("}")) return void 0;
    rest = rest.slice(1).trimStart();
  }
  const word2 = /^\S+/.exec(rest)?.[0] ?? "";
  const value2 = /^[+-]?inf$/i.test(word2) ? word2.startsWith("-") ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY : Number(word2);
  return word2 === "" || Number.isNaN(value2) && !/^nan$/i.test(word2) ? void 0 : { name: name3, labels, value: value2 };
}
function familyOf({ name: name3 }, { types: types2 }) {
  const base = name3.replace(/_(bucket|sum|count|gcount|gsum)$/, "");
  return base !== name3 && ["histogram", "summary", "gaugehistogram"].includes(types2.get(base) ?? "") ? base : name3;
}
function describe2(name3, samples2, { types: types2, helps }) {
  const kind = kindOf3(types2.get(name3) ?? types2.get(name3.replace(/_total$/, "")), name3);
  const labels = /* @__PURE__ */ new Map();
  for (const sample of samples2) {
    for (const [label2, value2] of sample.labels) {
      if (!isLabelName(label2) || label2 === "le" && kind === "histogram" || label2 === "quantile" && kind === "summary") continue;
      const values5 = labels.get(label2) ?? [];
      labels.set(label2, values5);
      if (value2 !== "" && value2.length <= limits4.value && !values5.includes(value2) && values5.length < limits4.valuesPerLabel)
        values5.push(value2);
    }
  }
  const numbers2 = (label2) => {
    const all = samples2.flatMap((sample) => sample.labels.has(label2) ? [Number(sample.labels.get(label2))] : []);
    const found = [...new Set(all)].filter(Number.isFinite).sort((a, b) => a - b);
    return found.length === 0 ? void 0 : found;
  };
  const values4 = samples2.map(({ value: value2 }) => value2).filter((value2) => Number.isFinite(value2) && value2 !== 0);
  return {
    name: name3,
    kind,
    help: (helps.get(name3) ?? helps.get(name3.replace(/_total$/, "")))?.slice(0, limits4.help),
    labels,
    level: kind === "gauge" ? levelOf2(values4) : void 0,
    buckets: kind === "histogram" ? numbers2("le") : void 0,
    quantiles: kind === "summary" ? numbers2("quantile") : void 0
  };
}
function levelOf2(values4) {
  const middle = values4.toSorted((a, b) => a - b)[Math.floor(values4.length / 2)];
  if (middle === void 0) return void 0;
  return middle > 0 ? { min: middle * 0.9, max: middle * 1.1 } : { min: middle * 1.1, max: middle * 0.9 };
}
function kindOf3(type, name3) {
  switch (type) {
    case "counter":
    case "gauge":
    case "histogram":
    case "summary":
    case "info":
      return type;
    case "stateset":
      return "gauge";
    default:
      return name3.endsWith("_total") ? "counter" : void 0;
  }
}

// src/infer/from-rules.ts
import { parseDocument } from "yaml";

// src/spec/nesting.ts
import { Lexer } from "yaml";
var maxDepth6 = 32;
var maxAliases = 1e3;
function findNesting(text) {
  let offset = 0;
  let flowDepth = 0;
  let indicators = 0;
  let aliases = 0;
  for (const token of new Lexer().lex(text)) {
    const first2 = token[0];
    if (token === "[" || token === "{") flowDepth++;
    else if (token === "]" || token === "}") flowDepth = Math.max(0, flowDepth - 1);
    else if (flowDepth === 0 && (token === "-" || token === "?" || token === ":")) indicators++;
    else if (token === "\n" || token === "\r\n") indicators = 0;
    else if (first2 === "*") aliases++;
    if (flowDepth > maxDepth6 || indicators > maxDepth6) return { offset, message: tooDeep };
    if (aliases > maxAliases) return { offset, message: `more than ${maxAliases} aliases` };
    if (first2 !== "" && first2 !== "" && first2 !== "") offset += token.length;
  }
  return void 0;
}
var tooDeep = `nested deeper than ${maxDepth6} levels`;

// src/infer/pattern.ts
var limits5 = { length: 8192, depth: 60, repeat: 1e3 };
function parsePattern2(text) {
  if (text.length > limits5.length) return void 0;
  try {
    const reader = new Reader([...text]);
    const pattern4 = reader.choice(0);
    return reader.done ? pattern4 : void 0;
  } catch (error) {
    if (error instanceof NotSupported) return void 0;
    throw error;
  }
}
var NotSupported = class extends Error {
};
var classes = {
  d: [[48, 57]],
  w: [
    [48, 57],
    [65, 90],
    [95, 95],
    [97, 122]
  ],
  s: [
    [9, 10],
    [12, 13],
    [32, 32]
  ]
};
var controls = { n: 10, t: 9, r: 13, f: 12, v: 11 };
var posix = {
  digit: [[48, 57]],
  lower: [[97, 122]],
  upper: [[65, 90]],
  space: classes["s"],
  word: classes["w"],
  alpha: [
    [65, 90],
    [97, 122]
  ],
  alnum: [
    [48, 57],
    [65, 90],
    [97, 122]
  ]
};
var Reader = class {
  #at = 0;
  #fold = false;
  #text;
  constructor(text) {
    this.#text = text;
  }
  get done() {
    return this.#at >= this.#text.length;
  }
  choice(depth) {
    if (depth > limits5.depth) throw new NotSupported();
    const fold = this.#fold;
    const branches = [this.#sequence(depth)];
    while (this.#text[this.#at] === "|") {
      this.#at++;
      branches.push(this.#sequence(depth));
    }
    this.#fold = fold;
    return branches.length === 1 ? branches[0] : { kind: "choice", of: branches };
  }
  #sequence(depth) {
    const parts2 = [];
    while (!this.done && this.#text[this.#at] !== "|" && this.#text[this.#at] !== ")") parts2.push(this.#repeated(this.#atom(depth)));
    return parts2.length === 1 ? parts2[0] : parts2.length === 0 ? { kind: "empty" } : { kind: "sequence", of: parts2 };
  }
  #repeated(atom) {
    let pattern4 = atom;
    for (; ; ) {
      const bounds = this.#quantifier();
      if (bounds === void 0) return pattern4;
      pattern4 = { kind: "repeat", of: pattern4, least: bounds[0], most: bounds[1] };
      if (this.#text[this.#at] === "?" || this.#text[this.#at] === "+") this.#at++;
    }
  }
  #quantifier() {
    const sign = this.#text[this.#at];
    const simple2 = sign === "*" ? [0, Infinity] : sign === "+" ? [1, Infinity] : sign === "?" ? [0, 1] : void 0;
    if (simple2 !== void 0) {
      this.#at++;
      return simple2;
    }
    if (sign !== "{") return void 0;
    const found = /^\{(\d{1,4})(?:(,)(\d{1,4})?)?\}/.exec(this.#text.slice(this.#at, this.#at + 12).join(""));
    if (found === null) return void 0;
    this.#at += found[0].length;
    const least = Number(found[1]);
    const most = found[2] === void 0 ? least : found[3] === void 0 ? Infinity : Number(found[3]);
    if (least > limits5.repeat || Number.isFinite(most) && (most > limits5.repeat || most < least)) throw new NotSupported();
    return [least, most];
  }
  #atom(depth) {
    const character = this.#text[this.#at++];
    switch (character) {
      case "(":
        return this.#group(depth);
      case "[":
        return { kind: "set", set: this.#set() };
      case ".":
        return { kind: "set", set: { ranges: [[10, 10]], negated: true } };
      case "^":
      case "$":
        return { kind: "empty" };
      case "\\":
        return this.#escape();
      case "*":
      case "+":
      case "?":
        throw new NotSupported();
      default:
        return this.#literal(character.codePointAt(0));
    }
  }
  #literal(code2) {
    return { kind: "set", set: { ranges: this.#folded([[code2, code2]]), negated: false } };
  }
  #folded(ranges) {
    if (!this.#fold) return ranges;
    const other = ranges.flatMap(([from, to]) => {
      if (from >= 65 && to <= 90) return [[from + 32, to + 32]];
      return from >= 97 && to <= 122 ? [[from - 32, to - 32]] : [];
    });
    return [...ranges, ...other];
  }
  #group(depth) {
    const rest = this.#text.slice(this.#at, this.#at + 80).join("");
    const head = /^\?(?:P?<\w+>|([imsU]*)(?:-[imsU]+)?([:)]))/.exec(rest);
    if (rest.startsWith("?") && head === null) throw new NotSupported();
    if (head !== null) this.#at += head[0].length;
    const fold = head?.[1]?.includes("i") === true;
    if (head?.[2] === ")") {
      this.#fold ||= fold;
      return { kind: "empty" };
    }
    const outer = this.#fold;
    this.#fold ||= fold;
    const inner = this.choice(depth + 1);
    this.#fold = outer;
    if (this.#text[this.#at++] !== ")") throw new NotSupported();
    return inner;
  }
  #escape() {
    const letter2 = this.#text[this.#at++];
    if (letter2 === void 0) throw new NotSupported();
    if ("AzZbB".includes(letter2)) return { kind: "empty" };
    if (letter2 === "Q") {
      const parts2 = [];
      while (!this.done && !(this.#text[this.#at] === "\\" && this.#text[this.#at + 1] === "E"))
        parts2.push(this.#literal(this.#text[this.#at++].codePointAt(0)));
      this.#at += 2;
      return { kind: "sequence", of: parts2 };
    }
    const set = classSet(letter2);
    if (set !== void 0) return { kind: "set", set };
    return this.#literal(this.#escapedCode(letter2));
  }
  #escapedCode(letter2) {
    if (Object.hasOwn(controls, letter2)) return controls[letter2];
    if (letter2 === "x") {
      const found = /^(?:([0-9a-fA-F]{2})|\{([0-9a-fA-F]{1,6})\})/.exec(this.#text.slice(this.#at, this.#at + 8).join(""));
      if (found === null) throw new NotSupported();
      this.#at += found[0].length;
      return Number.parseInt(found[1] ?? found[2], 16);
    }
    if (/[A-Za-z0-9]/.test(letter2)) throw new NotSupported();
    return letter2.codePointAt(0);
  }
  #set() {
    const ranges = [];
    const negated = this.#text[this.#at] === "^";
    if (negated) this.#at++;
    for (let first2 = true; first2 || this.#text[this.#at] !== "]"; first2 = false) {
      if (this.done) throw new NotSupported();
      const named = /^\[:(\w+):\]/.exec(this.#text.slice(this.#at, this.#at + 12).join(""));
      if (named !== null && Object.hasOwn(posix, named[1])) {
        this.#at += named[0].length;
        ranges.push(...posix[named[1]]);
        continue;
      }
      const from = this.#setMember();
      if (typeof from !== "number") {
        ranges.push(...from);
        continue;
      }
      const isRange = this.#text[this.#at] === "-" && this.#text[this.#at + 1] !== void 0 && this.#text[this.#at + 1] !== "]";
      if (isRange) this.#at++;
      const to = isRange ? this.#setMember() : from;
      if (typeof to !== "number" || to < from) throw new NotSupported();
      ranges.push([from, to]);
    }
    this.#at++;
    return { ranges: this.#folded(ranges), negated };
  }
  #setMember() {
    const character = this.#text[this.#at++];
    if (character === void 0) throw new NotSupported();
    if (character !== "\\") return character.codePointAt(0);
    const letter2 = this.#text[this.#at++];
    if (letter2 === void 0) throw new NotSupported();
    const set = classSet(letter2);
    return set === void 0 ? this.#escapedCode(letter2) : set.negated ? complement(set.ranges) : set.ranges;
  }
};
function classSet(letter2) {
  const lower = letter2.toLowerCase();
  return Object.hasOwn(classes, lower) ? { ranges: classes[lower], negated: letter2 !== lower } : void 0;
}
function complement(ranges) {
  const found = [];
  let next = 0;
  for (const [from, to] of ranges) {
    if (from > next) found.push([next, from - 1]);
    next = to + 1;
  }
  return [...found, [next, 1114111]];
}

// src/infer/pattern-match.ts
var maxInstructions = 2e4;
var maxVisits = 1e5;
var instructionsPerStep = 32;
var maxText = 4096;
function compilePattern(pattern4) {
  const program = [];
  const emit = (instruction) => {
    if (program.length >= maxInstructions) throw new TooLarge();
    return program.push(instruction) - 1;
  };
  let visits = 0;
  const write = (node) => {
    if (++visits > maxVisits) throw new TooLarge();
    switch (node.kind) {
      case "empty":
        return;
      case "set":
        emit({ op: "set", set: node.set });
        return;
      case "sequence":
        for (const part of node.of) write(part);
        return;
      case "choice":
        writeChoice(node.of);
        return;
      case "repeat":
        writeRepeat(node);
        return;
    }
  };
  const writeChoice = (branches) => {
    const ends = [];
    for (const [index, branch2] of branches.entries()) {
      if (index === branches.length - 1) {
        write(branch2);
        break;
      }
      const split = { op: "split", a: 0, b: 0 };
      split.a = emit(split) + 1;
      write(branch2);
      const jump = { op: "jump", to: 0 };
      emit(jump);
      ends.push(jump);
      split.b = program.length;
    }
    for (const jump of ends) jump.to = program.length;
  };
  const writeRepeat = ({ of, least, most }) => {
    for (let count = 0; count < least; count++) write(of);
    if (most === Infinity) {
      const split = { op: "split", a: 0, b: 0 };
      const at = emit(split);
      split.a = at + 1;
      write(of);
      emit({ op: "jump", to: at });
      split.b = program.length;
      return;
    }
    const splits = [];
    for (let count = least; count < most; count++) {
      const split = { op: "split", a: 0, b: 0 };
      split.a = emit(split) + 1;
      splits.push(split);
      write(of);
    }
    for (const split of splits) split.b = program.length;
  };
  try {
    write(pattern4);
    emit({ op: "match" });
    requireSteps(Math.ceil(visits / instructionsPerStep));
  } catch (error) {
    if (error instanceof TooLarge) return void 0;
    throw error;
  }
  return (text) => text.length <= maxText && run(program, text);
}
var TooLarge = class extends Error {
};
function run(program, text) {
  requireSteps(1 + Math.floor(program.length / instructionsPerStep));
  const marks = new Int32Array(program.length).fill(-1);
  let current2 = [];
  const add2 = (list2, start, step2) => {
    const stack = [start];
    while (stack.length > 0) {
      const at = stack.pop();
      if (marks[at] === step2) continue;
      marks[at] = step2;
      const instruction = program[at];
      if (instruction.op === "jump") stack.push(instruction.to);
      else if (instruction.op === "split") stack.push(instruction.b, instruction.a);
      else list2.push(at);
    }
  };
  add2(current2, 0, 0);
  let step = 0;
  let work = 0;
  for (const character of text) {
    if (current2.length === 0) return false;
    work += current2.length;
    if (work > 1e4) {
      requireSteps(Math.ceil(work / instructionsPerStep));
      work = 0;
    }
    step++;
    const code2 = character.codePointAt(0);
    const next = [];
    for (const at of current2) {
      const instruction = program[at];
      if (instruction.op === "set" && setHas(instruction.set, code2)) add2(next, at + 1, step);
    }
    current2 = next;
  }
  requireSteps(Math.ceil(work / instructionsPerStep));
  return current2.some((at) => program[at].op === "match");
}
function setHas({ ranges, negated }, code2) {
  return ranges.some(([from, to]) => code2 >= from && code2 <= to) !== negated;
}
function createPatternCache(maxEntries = 5e3) {
  const known2 = /* @__PURE__ */ new Map();
  return (text) => {
    if (known2.has(text)) return known2.get(text);
    requireSteps(text.length);
    const pattern4 = parsePattern2(text);
    const test = pattern4 === void 0 ? void 0 : compilePattern(pattern4);
    const made2 = pattern4 === void 0 || test === void 0 ? void 0 : { test, pattern: pattern4 };
    if (known2.size < maxEntries) known2.set(text, made2);
    return made2;
  };
}

// src/infer/survivors.ts
var everything = () => true;
var selecting = /* @__PURE__ */ new Set(["topk", "bottomk", "limitk", "limit_ratio"]);
function survivors(node) {
  const found = survivorsOf(node);
  requireSteps(1 + found.length * 4);
  return found;
}
function both(kept, { keeps }) {
  return (label2) => {
    requireSteps(1);
    return kept(label2) && keeps(label2);
  };
}
function survivorsOf(node) {
  switch (node.type) {
    case "selector":
      return [{ selector: node, keeps: everything, raw: true, exact: void 0 }];
    case "aggregation": {
      const inner = survivors(node.expr);
      if (selecting.has(node.op)) return inner;
      const labels = new Set(node.labels);
      if (node.grouping === "without") {
        return inner.map((each2) => ({ ...each2, raw: false, exact: void 0, keeps: both((label2) => !labels.has(label2), each2) }));
      }
      const exact = [...labels].some((label2) => /\$[\w{]|\[\[\w/.test(label2)) ? void 0 : labels;
      return inner.map((each2) => ({ ...each2, raw: false, exact, keeps: both((label2) => labels.has(label2), each2) }));
    }
    case "call": {
      const target3 = node.name === "label_replace" || node.name === "label_join" ? node.args[1] : void 0;
      const inner = node.args.filter((arg) => !["scalar", "string"].includes(typeOf(arg))).flatMap((arg) => survivors(arg));
      if (node.name.startsWith("absent") || node.name === "vector") return [];
      if (node.name === "histogram_quantile") {
        return inner.map((each2) => ({
          ...each2,
          raw: false,
          exact: each2.exact === void 0 ? void 0 : new Set([...each2.exact].filter((label2) => label2 !== "le")),
          keeps: both((label2) => label2 !== "le", each2)
        }));
      }
      if (target3 === void 0) return inner;
      const name3 = target3.type === "string" ? target3.value : "";
      return inner.map((each2) => ({ ...each2, raw: false, exact: void 0, keeps: both((label2) => label2 !== name3, each2) }));
    }
    case "binary":
      return binary2(node);
    case "number":
    case "string":
      return [];
    default:
      return survivors(node.expr);
  }
}
function binary2({ left, right, op, matching: matching3 }) {
  if (typeOf(left) === "scalar") return survivors(right);
  if (typeOf(right) === "scalar") return survivors(left);
  if (op === "or") return [...survivors(left), ...survivors(right)];
  if (op === "and" || op === "unless" || matching3?.group === "left") return survivors(left);
  if (matching3?.group === "right") return survivors(right);
  const labels = new Set(matching3?.labels);
  if (matching3 === void 0) return [...survivors(left), ...survivors(right)];
  const kept = matching3.kind === "on" ? (label2) => labels.has(label2) : (label2) => !labels.has(label2);
  const exact = matching3.kind === "on" ? labels : void 0;
  return [...survivors(left), ...survivors(right)].map((each2) => ({
    ...each2,
    raw: false,
    exact,
    keeps: both(kept, each2)
  }));
}

// src/infer/witness.ts
var maxLength = 400;
function witnesses(pattern4, { filler = "a", limit: limit2 = 24, full = false } = {}) {
  return [...new Set(make(pattern4, { filler, limit: limit2, full }))].filter((text) => text.length <= maxLength).slice(0, limit2);
}
function make(pattern4, context) {
  const { limit: limit2 } = context;
  switch (pattern4.kind) {
    case "empty":
      return [""];
    case "set":
      return samples(pattern4.set, context);
    case "choice":
      return interleave(pattern4.of.slice(0, limit2 * 2).map((branch2) => make(branch2, context))).slice(0, limit2);
    case "sequence":
      return pattern4.of.reduce((made2, part) => join(made2, make(part, context), limit2), [""]);
    case "repeat":
      return repeat(pattern4, context);
  }
}
function repeat({ of, least, most }, context) {
  const { filler, limit: limit2 } = context;
  const word2 = wordOf(of, least, most, filler);
  const inner = make(of, context);
  const times2 = (count) => {
    let made3 = [""];
    for (let done = 0; done < count && made3.length > 0 && made3[0].length <= maxLength; done++) made3 = join(made3, inner, limit2);
    return made3;
  };
  const counts = [.../* @__PURE__ */ new Set([least, Math.min(most, Math.max(least, 1)), Math.min(most, least + 1)])];
  const anything = of.kind === "set" && of.set.negated;
  const made2 = counts.flatMap((count) => times2(count));
  const ordered = word2 === void 0 ? made2 : anything && (least > 0 || context.full) ? [word2, ...made2] : [made2[0], word2, ...made2.slice(1)];
  return [...new Set(ordered.filter((text) => text !== void 0))].slice(0, limit2);
}
function wordOf(of, least, most, filler) {
  if (of.kind !== "set" || filler.length < least || filler.length > most) return void 0;
  return [...filler].every((character) => setHas(of.set, character.codePointAt(0))) ? filler : void 0;
}
var friendly = "a1xbc23-_ ./:AZ0";
var joining = "-a1xbc23_ ./:AZ0";
function samples(set, { limit: limit2 }) {
  if (!set.negated && set.ranges.every(([from, to]) => from === to) && set.ranges.length <= limit2) {
    return set.ranges.map(([code2]) => String.fromCodePoint(code2));
  }
  const found = [...set.negated ? joining : friendly].filter((character) => setHas(set, character.codePointAt(0)));
  if (found.length > 0) return found.slice(0, 6);
  const [first2] = set.ranges;
  if (!set.negated && first2 !== void 0) return [String.fromCodePoint(first2[0])];
  for (let code2 = 33; code2 < 8192; code2++) if (setHas(set, code2)) return [String.fromCodePoint(code2)];
  return [];
}
function join(left, right, limit2) {
  requireSteps(1 + Math.ceil(Math.min(limit2, left.length * right.length) / 4));
  const made2 = [];
  for (let sum2 = 0; sum2 < left.length + right.length - 1 && made2.length < limit2; sum2++) {
    for (let a = Math.max(0, sum2 - right.length + 1); a <= Math.min(sum2, left.length - 1) && made2.length < limit2; a++) {
      made2.push(left[a] + right[sum2 - a]);
    }
  }
  return made2;
}
function interleave(lists) {
  const most = Math.max(0, ...lists.map((list2) => list2.length));
  return Array.from({ length: most }, (_, index) => lists.flatMap((list2) => index < list2.length ? [list2[index]] : [])).flat();
}
function plainAlternatives(pattern4, most = 12) {
  if (!isPlain(pattern4)) return void 0;
  const found = [...new Set(make(pattern4, { filler: "a", limit: most + 1, full: false }))];
  return found.length > most ? void 0 : found;
}
function isPlain(pattern4) {
  if (pattern4.kind === "empty") return true;
  if (pattern4.kind === "set")
    return !pattern4.set.negated && pattern4.set.ranges.length === 1 && pattern4.set.ranges[0][0] === pattern4.set.ranges[0][1];
  return pattern4.kind !== "repeat" && pattern4.of.every(isPlain);
}

// src/infer/analyse.ts
var variable = /\$[\w{]|\[\[\w/;
var none3 = /* @__PURE__ */ new Set();
function analyseExpression(usage, root2, place) {
  const down = {
    needs: place.needs,
    removes: false,
    call: "",
    comparisons: [],
    copies: [],
    joined: false,
    native: false,
    extra: /* @__PURE__ */ new Map()
  };
  new Analysis(usage, place).visit(root2, down);
}
var Analysis = class {
  #usage;
  #place;
  #patterns = createPatternCache(50);
  constructor(usage, place) {
    this.#usage = usage;
    this.#place = place;
  }
  visit(node, down) {
    requireSteps(2 + down.needs.size + down.comparisons.length);
    switch (node.type) {
      case "selector":
        this.#selector(node, down);
        return;
      case "paren":
      case "unary":
      case "modifier":
        this.visit(node.expr, down);
        return;
      case "matrix":
      case "subquery":
        this.visit(node.expr, down);
        return;
      case "aggregation": {
        const labels = node.labels.filter((label2) => !variable.test(label2));
        const kept = node.grouping === "without" ? [...down.needs, ...labels] : labels;
        const needs = selecting2.has(node.op) ? /* @__PURE__ */ new Set([...down.needs, ...labels]) : new Set(kept);
        const passes = ["sum", "max", "min", "avg", "topk", "bottomk"].includes(node.op);
        this.visit(node.expr, { ...down, needs, call: "", comparisons: passes ? down.comparisons : [] });
        return;
      }
      case "call":
        this.#call(node, down);
        return;
      case "binary":
        this.#binary(node, down);
        return;
      default:
        return;
    }
  }
  #selector(node, down) {
    const { matchers } = node;
    requireSteps(matchers.length * 10);
    const own2 = matchers.filter(({ name: name3 }) => isLabelName(name3));
    const firm = own2.filter(({ value: value2 }) => !variable.test(value2)).map(({ name: name3, op, value: value2 }) => ({ name: name3, op, value: value2 }));
    for (const condition of firm) this.#condition(condition);
    for (const name3 of this.#names(node)) this.#read(node, name3, own2, firm, down);
  }
  /** The metric's name; of a regex on `__name__` those that it matches among the known, else some that it would. */
  #names({ metric, matchers }) {
    if (metric !== void 0) return variable.test(metric) ? [] : [metric];
    const matcher = matchers.find(({ name: name3 }) => name3 === "__name__");
    if (matcher?.op !== "=~" || variable.test(matcher.value)) return [];
    const pattern4 = this.#patterns(matcher.value);
    if (pattern4 === void 0) return [];
    requireSteps(this.#usage.metrics.size);
    const known2 = [...this.#usage.metrics.keys()].filter((name3) => pattern4.test(name3)).slice(0, 20);
    const plain2 = plainAlternatives(pattern4.pattern) ?? [];
    const made2 = witnesses(pattern4.pattern, { filler: "metric_a" }).filter((name3) => /^[a-zA-Z_:][\w:]*$/.test(name3));
    return [.../* @__PURE__ */ new Set([...plain2, ...known2, ...plain2.length + known2.length === 0 ? made2.slice(0, 1) : []])];
  }
  #read(node, metric, own2, firm, down) {
    const use = metricUse(this.#usage, metric);
    if (use === void 0) return;
    for (const { name: name3 } of own2) use.labels.add(name3);
    for (const label2 of down.needs) if (isLabelName(label2) && label2 !== "le") use.labels.add(label2);
    if (down.needs.has("le") && metric.endsWith("_bucket")) use.labels.add("le");
    const extra = (down.extra.get(node) ?? []).filter(
      ({ name: name3 }) => !firm.some((condition) => condition.name === name3 && condition.op === "=")
    );
    addSelector(use, { conditions: [...firm, ...extra], removes: down.removes });
    if (down.call !== "") use.functions.add(down.call);
    if (down.native && !metric.endsWith("_bucket")) use.functions.add("native");
    if (down.comparisons.length === 0 || this.#place.calm === true) use.plain = true;
    else if (use.comparisons.length < 50) use.comparisons.push({ conditions: firm, all: down.comparisons });
    for (const copy of down.copies)
      if (use.copies.length < 20 && !use.copies.some((one2) => one2.source === copy.source)) use.copies.push(copy);
    if (use.users.size < 20) use.users.add(this.#place.user);
    if (this.#place.unit !== void 0) use.units.add(this.#place.unit);
  }
  #condition(condition) {
    const { conditions } = labelUse(this.#usage, condition.name);
    const key = condition.op + condition.value;
    const known2 = conditions.get(key);
    if (known2 !== void 0) known2.count++;
    else if (conditions.size < 300) conditions.set(key, { condition, count: 1 });
  }
  #call(node, down) {
    const [first2] = node.args;
    if (node.name === "label_replace") {
      this.#labelReplace(node, down);
      return;
    }
    if (node.name === "label_join") {
      const sources = node.args.slice(3).flatMap((arg) => arg.type === "string" ? [arg.value] : []);
      const [, target3] = node.args;
      const needs2 = new Set([...down.needs, ...sources].filter((label2) => target3?.type !== "string" || label2 !== target3.value));
      this.visit(first2, { ...down, needs: needs2, call: "" });
      return;
    }
    const needs = node.name === "histogram_quantile" && mentionsBuckets(node) ? /* @__PURE__ */ new Set([...down.needs, "le"]) : down.needs;
    const native = down.native || node.name.startsWith("histogram_") && !mentionsBuckets(node);
    const passes = ["last_over_time", "max_over_time", "min_over_time", "avg_over_time", "sort", "sort_desc"].includes(node.name);
    for (const arg of node.args) {
      if (typeOf(arg) === "scalar" || typeOf(arg) === "string") continue;
      this.visit(arg, { ...down, needs, native, call: node.name, comparisons: passes ? down.comparisons : [] });
    }
    for (const arg of node.args) if (arg.type === "call") this.#scalarCall(arg, down);
  }
  /** `scalar(x)` as an argument. */
  #scalarCall(node, down) {
    if (typeOf(node) === "scalar") for (const arg of node.args) this.visit(arg, { ...down, needs: none3, call: "scalar", comparisons: [] });
  }
  #labelReplace(node, down) {
    const [of, target3, replacement, source, regex] = node.args;
    const texts = [target3, replacement, source, regex].map((arg) => arg?.type === "string" ? arg.value : void 0);
    const [to, text, from, pattern4] = texts;
    const needs = new Set([...down.needs].filter((label2) => label2 !== to));
    if (from !== void 0 && isLabelName(from)) {
      needs.add(from);
      const same = /^\(?\.[*+]\)?$/.test(pattern4 ?? "") && /^\$\{?1\}?$/.test(text ?? "");
      if (same && to !== void 0 && isLabelName(to) && to !== from) this.#usage.aliases.set(to, from);
    }
    const plain2 = [to, from, pattern4].every((one2) => one2 !== void 0 && !variable.test(one2)) && text !== void 0 && /^\$\{?1\}?$/.test(text);
    const copies = plain2 && down.joined ? [...down.copies, { source: from, target: to, regex: pattern4 }] : down.copies;
    if (of !== void 0) this.visit(of, { ...down, needs, call: "", copies });
  }
  #binary(node, down) {
    const { left, right, op, matching: matching3 } = node;
    const scalars = [typeOf(left) === "scalar", typeOf(right) === "scalar"];
    if (scalars[0] || scalars[1]) {
      this.#withScalar(node, down);
      return;
    }
    const set = op === "and" || op === "or" || op === "unless";
    const on = matching3?.kind === "on" ? matching3.labels.filter((label2) => !variable.test(label2)) : void 0;
    const include = matching3?.include ?? [];
    const extra = op === "or" ? down.extra : this.#carry(node, down.extra);
    const base = { ...down, call: "", comparisons: [], extra, joined: down.joined || op !== "or" };
    const passed = on === void 0 || set || matching3?.group !== void 0 ? [...down.needs] : [];
    const many = new Set([...passed, ...on ?? []].filter((label2) => !include.includes(label2)));
    const one2 = /* @__PURE__ */ new Set([...on ?? passed.filter((label2) => !(matching3?.labels ?? []).includes(label2)), ...include]);
    if (matching3?.group !== void 0) {
      this.visit(left, { ...base, needs: matching3.group === "left" ? many : one2 });
      this.visit(right, { ...base, needs: matching3.group === "left" ? one2 : many });
    } else {
      const ignored = matching3?.kind === "ignoring" ? matching3.labels : [];
      const own2 = /* @__PURE__ */ new Set([...passed, ...on ?? []]);
      const others = op === "or" ? own2 : new Set(op === "and" || op === "unless" ? on ?? own2 : own2);
      this.visit(left, { ...base, needs: own2 });
      this.visit(right, {
        ...base,
        needs: new Set([...others].filter((label2) => !ignored.includes(label2))),
        removes: down.removes || op === "unless"
      });
    }
    if (op !== "or") this.#sides(node);
  }
  #withScalar(node, down) {
    const { left, right, op } = node;
    const [vector, other] = typeOf(left) === "scalar" ? [right, left] : [left, right];
    const number3 = withoutParens(other);
    const value2 = number3.type === "number" ? Number(number3.text) : number3.type === "unary" && number3.expr.type === "number" ? -Number(number3.expr.text) : Number.NaN;
    const compares = /^(==|!=|[<>]=?)$/.test(op) && Number.isFinite(value2);
    const swapped = vector === right;
    const own2 = compares ? [{ op: swapped ? mirrored(op) : op, value: value2 }] : [];
    const keeps = compares && !node.bool;
    const comparisons2 = keeps || own2.length === 0 ? [...own2, ...keeps ? down.comparisons : []] : own2;
    const isTime = number3.type === "call" && number3.name === "time";
    const call3 = isTime && op === "-" ? swapped ? "time-" : "-time" : isTime ? "time-" : /^[-*/+]$/.test(op) ? "" : down.call;
    this.visit(vector, { ...down, call: call3 === "" ? down.call === "time-" ? down.call : "" : call3, comparisons: comparisons2 });
    walkNodes(other, (inner) => {
      if (inner.type === "call" && inner.name === "scalar") this.#scalarCall(inner, down);
    });
  }
  /** Conditions on labels that are matched hold on both sides. */
  #carry(node, before) {
    const [left, right] = [survivors(node.left), survivors(node.right)];
    if (left.length * right.length > 400) return before;
    requireSteps(before.size);
    const extra = new Map(before);
    const counts = (name3) => node.matching?.kind === "on" ? node.matching.labels.includes(name3) : !(node.matching?.labels ?? []).includes(name3);
    const copy = (from, to) => {
      const conditions = from.selector.matchers.filter(
        ({ name: name3, op, value: value2 }) => isLabelName(name3) && !variable.test(value2) && (op === "=" || op === "=~") && value2 !== "" && counts(name3) && from.keeps(name3) && to.keeps(name3)
      );
      const own2 = extra.get(to.selector) ?? [];
      requireSteps(1 + from.selector.matchers.length + conditions.length * (own2.length + to.selector.matchers.length));
      const added = conditions.filter(({ name: name3 }) => ![...own2, ...to.selector.matchers].some((each2) => each2.name === name3));
      if (added.length > 0) extra.set(to.selector, [...own2, ...added.map(({ name: name3, op, value: value2 }) => ({ name: name3, op, value: value2 }))]);
    };
    for (const a of left) {
      for (const b of right) {
        if (node.op !== "unless") copy(b, a);
        copy(a, b);
      }
    }
    return extra;
  }
  /** What an operation demands of the label names of its sides. */
  #sides({ left, right, matching: matching3, op }) {
    const [a, b] = [survivors(left), survivors(right)];
    if (a.length * b.length > 400) return;
    const ignored = new Set(matching3?.kind === "ignoring" ? matching3.labels : []);
    if (matching3?.group !== void 0) {
      const labels = matching3.kind === "on" ? new Set(matching3.labels) : void 0;
      for (const { selector: selector2, raw } of matching3.group === "left" ? b : a) {
        const use = raw ? this.#metric(selector2) : void 0;
        const conditions = selector2.matchers.filter(({ name: name3, value: value2 }) => isLabelName(name3) && !variable.test(value2));
        if (use !== void 0 && use.unique.length < 50) use.unique.push({ conditions, labels, ignored });
      }
    }
    if (matching3?.kind === "on" || matching3?.group !== void 0 && matching3.labels.length > 0) return;
    for (const x of a) for (const y of b) this.#align(x, y, ignored, op);
  }
  #align(x, y, ignored, op) {
    requireSteps(2 + (x.exact?.size ?? 0) + (y.exact?.size ?? 0) + ignored.size);
    const [first2, second] = [this.#metric(x.selector), this.#metric(y.selector)];
    if (first2 === void 0 || second === void 0) return;
    if (x.raw && y.raw && first2 !== second) {
      if (first2.sameLabels.length < 50) first2.sameLabels.push({ other: second.name, ignored });
    } else if (op !== "unless" && x.raw && y.exact !== void 0) first2.exact ??= /* @__PURE__ */ new Set([...y.exact, ...ignored]);
    else if (op !== "unless" && x.exact !== void 0 && y.exact !== void 0) {
      for (const label2 of x.exact) if (!y.exact.has(label2) && !ignored.has(label2)) first2.lacks.add(label2);
      for (const label2 of y.exact) if (!x.exact.has(label2) && !ignored.has(label2)) second.lacks.add(label2);
    } else if (op !== "unless" && y.raw && x.exact !== void 0) second.exact ??= /* @__PURE__ */ new Set([...x.exact, ...ignored]);
  }
  #metric({ metric }) {
    return metric === void 0 || variable.test(metric) ? void 0 : metricUse(this.#usage, metric);
  }
};
var selecting2 = /* @__PURE__ */ new Set(["topk", "bottomk", "limitk", "limit_ratio"]);
function mirrored(op) {
  return op.replace(/[<>]/, (sign) => sign === "<" ? ">" : "<");
}
function mentionsBuckets(node) {
  let found = false;
  walkNodes(node, (inner) => {
    requireSteps(1);
    if (inner.type === "selector" && inner.metric?.endsWith("_bucket") === true) found = true;
    if (inner.type === "aggregation" && inner.labels.includes("le")) found = true;
  });
  return found;
}

// src/infer/from-rules.ts
var limits6 = { bytes: 4 * 1024 * 1024, rules: 5e3 };
function readRules(text, { file }) {
  if (text.length > limits6.bytes) throw new UsageError(`${file}: larger than 4 MiB; split the rule file`);
  const nesting = findNesting(text);
  if (nesting !== void 0) {
    const line2 = text.slice(0, nesting.offset).split("\n").length;
    throw new UsageError(`${file}:${line2}: ${nesting.message}; expected a Prometheus rule file`);
  }
  const document = parseDocument(text, { schema: "core", logLevel: "silent", uniqueKeys: false });
  const [error] = document.errors;
  if (error !== void 0) throw new UsageError(`${file}: not valid YAML: ${error.message.split("\n")[0]}`);
  const root2 = plainData(document, file);
  const groups = field2(root2, "groups") ?? field2(field2(root2, "spec"), "groups");
  if (!Array.isArray(groups)) throw new UsageError(`${file}: no rule groups; expected \`groups:\` as in a Prometheus rule file`);
  const rules = groups.flatMap((group) => [field2(group, "rules") ?? []].flat());
  return rules.slice(0, limits6.rules).flatMap((rule) => {
    const [alert, record, expr] = [field2(rule, "alert"), field2(rule, "record"), field2(rule, "expr")];
    if (typeof expr !== "string") return [];
    if (typeof alert === "string") return [{ kind: "alert", name: alert, expr }];
    return typeof record === "string" ? [{ kind: "record", name: record, expr }] : [];
  });
}
function plainData(document, file) {
  try {
    return document.toJS({ maxAliasCount: 100, mapAsMap: true });
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    throw new UsageError(`${file}: not valid YAML: ${error.message.split("\n")[0]}`);
  }
}
function readRuleQuery(usage, { kind, name: name3, expr }) {
  const parsed = parseExpression(expr);
  if (parsed.ok) analyseExpression(usage, parsed.root, { user: `${kind} ${name3}`, needs: /* @__PURE__ */ new Set(), calm: kind === "alert" });
}
function field2(value2, name3) {
  return value2 instanceof Map ? value2.get(name3) : void 0;
}

// src/infer/infer-work.ts
var limits7 = { each: 3e5, dashboard: 6e6, run: 6e7 };
var InferWork = class {
  /** Of variables' regular expressions. */
  regexTime = new RegexTime();
  #run;
  #given = /* @__PURE__ */ new Map();
  /** @param dashboards - how many there are, each of which brings steps of its own. */
  constructor(dashboards2) {
    this.#run = new Work(Math.min(limits7.run, limits7.dashboard * Math.max(1, dashboards2)));
  }
  /** What was given up so far. */
  get tooComplex() {
    return [...this.#given.values()];
  }
  /** @returns undefined if `subject` is given up, now or before. @param run - uses `requireSteps`; not asynchronous. */
  attempt(subject, run2) {
    if (this.#given.has(subject)) return void 0;
    const result = this.tryOnce(run2);
    if (result === void 0) this.#giveUp(subject);
    return result?.value;
  }
  /** The same for what nobody has to be told of. */
  tryOnce(run2) {
    return attemptWork(new Work(limits7.each, this.#run), () => ({ value: run2() }));
  }
  #giveUp(subject) {
    const reason = this.#run.usedUp ? "the dashboards are too complex together; infer them one at a time" : "too complex to infer series from; split it, or write its metrics into a data spec by hand";
    this.#given.set(subject, typeof subject === "string" ? { what: subject, reason } : { query: subject, reason });
  }
};
function orElse(steps2, run2, fallback) {
  try {
    return withWork(startWork(steps2), run2);
  } catch (error) {
    if (error instanceof OutOfSteps) return fallback();
    throw error;
  }
}

// src/infer/overrides.ts
import { parseDocument as parseDocument2 } from "yaml";
var noOverrides = { skip: /* @__PURE__ */ new Set(), types: /* @__PURE__ */ new Map(), labels: /* @__PURE__ */ new Map(), levels: /* @__PURE__ */ new Map() };

// src/infer/conditions.ts
function satisfies(value2, { op, value: wanted }, patterns2) {
  if (op === "=") return value2 === wanted;
  if (op === "!=") return value2 !== wanted;
  const pattern4 = patterns2(wanted);
  return pattern4 === void 0 || pattern4.test(value2) === (op === "=~");
}
function satisfiesAll(labels, conditions, patterns2) {
  return conditions.every((condition) => satisfies(labels.get(condition.name) ?? "", condition, patterns2));
}
function variablePattern(regex) {
  if (regex === "" || /\(\?[!=<](?![A-Za-z])|\(\?<[!=]/.test(regex)) return void 0;
  if (!regex.startsWith("/")) return regex;
  const end = regex.lastIndexOf("/");
  if (end === 0) return void 0;
  const source = regex.slice(1, end).replaceAll("(?<", "(?P<").replaceAll("\\/", "/");
  const flags = regex.slice(end + 1).includes("i") ? "(?i)" : "";
  return `${flags}${source.startsWith("^") ? "" : "(?:.*)"}(?:${source})${/(^|[^\\])\$$/.test(source) ? "" : "(?:.*)"}`;
}

// src/infer/read-usage.ts
var maxQueries = 5e3;
function readForInference(dashboard) {
  const queries2 = findQueries(dashboard).filter(({ prometheus, expr, place }) => prometheus && expr.trim() !== "" && place !== "variable");
  return { title: dashboard.title, uid: dashboard.uid, queries: queries2.slice(0, maxQueries), variables: readVariables(dashboard) };
}
function staticOptions(variables2) {
  const known2 = variables2.flatMap(({ name: name3, type, options, query, current: current2 }) => {
    if (type === "query" || type === "datasource") return [];
    const saved = [current2?.value ?? []].flat().filter((value2) => value2 !== "$__all");
    const listed2 = type === "custom" || type === "interval" ? query.split(",").map((text) => text.trim().replace(/^.*? : /, "")) : [query];
    return [[name3, [...saved, ...options.map(({ value: value2 }) => value2), ...listed2].filter((text) => text !== "" && text !== "$__all")]];
  });
  return new Map(known2);
}
function readPanelQuery(usage, query, expr, variables2) {
  const parsed = parseExpression(expr, variables2 === void 0 ? {} : { variables: variables2 });
  if (!parsed.ok) return;
  const user = query.panelTitle || query.name || "";
  analyseExpression(usage, parsed.root, { user, needs: shownLabels(query), ...query.unit === void 0 ? {} : { unit: query.unit } });
}
function shownLabels({ legendFormat = "", format, panelContext: panelContext2 }) {
  const legend = [...legendFormat.slice(0, 2e3).matchAll(/\{\{\s*(\w{1,200})\s*\}\}/g)].map(([, name3]) => name3);
  const columns = format === "table" ? (panelContext2?.overrides ?? []).flatMap(
    ({ matcher, option }) => matcher === "byName" && /^[a-z][a-z0-9_]{0,60}$/.test(option) ? [option] : []
  ) : [];
  return new Set([...legend, ...columns].filter((name3) => isLabelName(name3)));
}
function standAlone(queries2) {
  const found = /* @__PURE__ */ new Set();
  const words3 = /* @__PURE__ */ new Set();
  for (const { expr } of queries2) {
    for (const { name: name3, from, to, place } of findVariables(expr.slice(0, 1e5))) {
      const [before, after] = [expr.slice(Math.max(0, from - 300), from), expr.slice(to, to + 1)];
      const inName = place === "code" && (/[\w:]$/.test(before) || /[\w:]/.test(after));
      const equals = /[^!~]=\s*["'][^"']*$/.test(before.slice(-200));
      if (name3.startsWith("__")) continue;
      if (inName || equals) found.add(name3);
      if (inName || /__name__=~?\s*["'][^"']*$/.test(before)) words3.add(name3);
    }
  }
  return { alone: found, words: words3 };
}
function readVariableUse(usage, { variable: variable3, query, regex, alone = /* @__PURE__ */ new Set(), words: words3 = /* @__PURE__ */ new Set() }, variables2) {
  if (variable3.type !== "query" || !variable3.prometheus) return;
  const read = readVariableQuery(query);
  if ("ok" in read) return;
  const options = variables2 === void 0 ? {} : { variables: variables2 };
  const inRegex = read.kind === "queryResult" || read.kind === "series" ? labelsInRegex(regex) : /* @__PURE__ */ new Map();
  for (const [label2, pattern4] of inRegex) {
    if (pattern4 !== void 0 && pattern4 !== "" && !/\$[\w{]|\[\[\w/.test(pattern4)) labelUse(usage, label2).patterns.add(pattern4);
  }
  const place = { user: `$${variable3.name}`, needs: new Set(inRegex.keys()) };
  if (read.kind === "labelValues") {
    const label2 = isLabelName(read.label) ? labelUse(usage, read.label) : void 0;
    const pattern4 = variablePattern(regex);
    if (pattern4 !== void 0 && !/\$[\w{]|\[\[\w/.test(pattern4)) label2?.patterns.add(pattern4);
    if (label2 !== void 0) for (const value2 of savedValues(variable3)) label2.saved.add(value2);
    if (label2 !== void 0 && (!variable3.multi && !variable3.includeAll || alone.has(variable3.name))) usage.single.add(label2.name);
    if (label2 !== void 0 && words3.has(variable3.name)) usage.words.add(label2.name);
    const parsed = read.argument === void 0 ? void 0 : parseExpression(read.argument.text, options);
    if (parsed?.ok === true) analyseExpression(usage, parsed.root, { ...place, needs: new Set([read.label].filter(isLabelName)) });
  } else if (read.kind === "metrics") {
    const parsed = parseExpression(`{__name__=~${JSON.stringify(`(?:${read.argument.text})`)}}`);
    if (parsed.ok) analyseExpression(usage, parsed.root, place);
  } else if (read.kind !== "labelNames") {
    const parsed = parseExpression(read.argument.text, options);
    if (parsed.ok) analyseExpression(usage, parsed.root, place);
  }
}
function savedValues({ current: current2, regex }) {
  if (regex !== void 0 && /\((?!\?:)/.test(regex)) return [];
  return [current2?.value ?? []].flat().filter((value2) => value2 !== "$__all" && value2 !== "All" && /^[^\s${}]{1,100}$/.test(value2)).slice(0, 3);
}
function labelsInRegex(regex) {
  const found = /* @__PURE__ */ new Map();
  const source = regex.slice(0, 4e3).replace(/^\//, "").replace(/\/[a-z]*$/, "");
  for (const match of source.matchAll(/([A-Za-z_]\w{0,100})\s*=~?\\?"/g)) {
    if (isLabelName(match[1])) found.set(match[1], valuePattern(source.slice(match.index + match[0].length)));
  }
  for (const [, name3] of source.matchAll(/"\)?,\s*([A-Za-z_]\w{0,100})/g)) {
    if (isLabelName(name3) && !found.has(name3)) found.set(name3, void 0);
  }
  return found;
}
function valuePattern(rest) {
  let inClass = false;
  for (let at = 0; at < rest.length; at++) {
    const character = rest[at];
    if (character === "\\") at++;
    else if (character === "[") inClass = true;
    else if (character === "]") inClass = false;
    else if (character === '"' && !inClass) return rest.slice(0, at);
  }
  return rest;
}

// src/infer/signal.ts
function levelsOf(signal2) {
  switch (signal2.form) {
    case "constant":
      return { low: signal2.value, middle: signal2.value, high: signal2.value };
    case "switch":
      return { low: signal2.low, middle: signal2.high, high: signal2.high };
    case "uptime":
      return { low: signal2.from, middle: signal2.from, high: signal2.from };
    default:
      return { low: signal2.min, middle: (signal2.min + signal2.max) / 2, high: signal2.max };
  }
}
function isFixed(signal2) {
  return signal2.form === "switch" || signal2.form === "uptime" || signal2.form === "constant" && signal2.fixed === true;
}
function scaleSignal(signal2, factor) {
  if (isFixed(signal2)) return signal2;
  if (signal2.form === "constant") return { ...signal2, value: round(signal2.value * factor) };
  if (signal2.form === "switch" || signal2.form === "uptime") return signal2;
  return { ...signal2, min: round(signal2.min * factor), max: round(signal2.max * factor) };
}
function round(value2) {
  return value2 === 0 || !Number.isFinite(value2) ? 0 : Number(value2.toPrecision(Math.abs(value2) >= 1e9 && Number.isInteger(value2) ? 10 : 3));
}
function writeSignal(signal2) {
  switch (signal2.form) {
    case "constant":
      return number(signal2.value);
    case "walk": {
      const span = signal2.max - signal2.min;
      return `{walk: {start: ${number((signal2.min + signal2.max) / 2)}, step: ${number(span / 12)}, min: ${number(signal2.min)}, max: ${number(signal2.max)}}}`;
    }
    case "rhythm":
      return `{add: [{wave: {min: ${number(signal2.min)}, max: ${number(signal2.max)}, period: 24h, peak: "14:00"}}, {noise: {stddev: ${number(signal2.min / 12)}}}]}`;
    case "wave":
      return `{wave: {min: ${number(signal2.min)}, max: ${number(signal2.max)}, period: 2h, peak: "${signal2.peak}"}}`;
    case "uptime":
      return `{line: {from: ${number(signal2.from)}, to: ${number(signal2.from + 4 * 604800)}, for: 4w}}`;
    case "switch":
      return `{square: {low: ${number(signal2.low)}, high: ${number(signal2.high)}, period: 40m, duty: 0.8, at: 10m}}`;
  }
}
function number(value2) {
  return String(round(value2));
}

// src/infer/series-index.ts
function indexSeries(metrics, patterns2, level = "middle") {
  const byName2 = /* @__PURE__ */ new Map();
  const add2 = (name3, labels, value2, rate) => {
    const list2 = byName2.get(name3) ?? [];
    byName2.set(name3, list2);
    list2.push({ labels: new Map([...labels, ["__name__", name3]]), value: value2, ...rate === void 0 ? {} : { rate } });
  };
  for (const { name: name3, kind, series, observe, buckets, quantiles } of metrics) {
    for (const { labels, signal: signal2 } of series) {
      const value2 = levelsOf(signal2)[level];
      if (kind === "gauge" || kind === "info") {
        add2(name3, labels, value2, value2 / 3600);
        continue;
      }
      const total = value2 * totalSeconds;
      if (kind === "counter" || observe === void 0) {
        add2(name3, labels, total, value2);
        continue;
      }
      const mean = observe.p50 * 1.6;
      if (kind === "native") {
        add2(name3, labels, total, value2);
        continue;
      }
      add2(`${name3}_sum`, labels, total * mean, value2 * mean);
      add2(`${name3}_count`, labels, total, value2);
      for (const bound of kind === "histogram" ? [...buckets, Number.POSITIVE_INFINITY] : []) {
        const share = cumulative(bound, observe);
        add2(
          `${name3}_bucket`,
          new Map([...labels, ["le", bound === Number.POSITIVE_INFINITY ? "+Inf" : String(bound)]]),
          total * share,
          value2 * share
        );
      }
      for (const quantile2 of quantiles) {
        add2(
          name3,
          new Map([...labels, ["quantile", String(quantile2)]]),
          quantile2 > 0.9 ? observe.p99 : quantile2 < 0.6 ? observe.p50 : mean * 1.5
        );
      }
    }
  }
  return { byName: byName2, patterns: patterns2 };
}
var totalSeconds = 3600;
function cumulative(bound, { p50, p99 }) {
  if (bound === Number.POSITIVE_INFINITY) return 1;
  if (bound <= 0) return 0;
  const deviation2 = Math.log(p99 / p50) / 2.326;
  const z = Math.log(bound / p50) / deviation2;
  return 1 / (1 + Math.exp(-1.702 * z));
}
function countSeries(metrics) {
  return metrics.reduce((sum2, { kind, series, buckets, quantiles }) => {
    const each2 = kind === "histogram" ? buckets.length + 3 : kind === "summary" ? quantiles.length + 2 : 1;
    return sum2 + series.length * each2;
  }, 0);
}

// src/infer/label-names.ts
var known = [
  [/^(exported_)?instance$/, (index) => `host-${index}:9100`],
  [/^(node|nodename|host|hostname|host_name|server|machine|kubernetes_node|k8s_node_name)$/, (index) => `host-${index}`],
  [/^(exported_)?namespace$|(^|_)namespace(_name)?$/, (index) => `team-${letter(index)}`],
  [/^(.*_)?pod(_name)?$/, (index) => `api-${index}`],
  [/^(.*_)?(job|service|app|application|component)(_name)?$/, (index) => `api-${index}`],
  [/^(container|container_name)$/, ["app", "proxy", "sidecar"]],
  [/^(.*_)?cluster(_?name|_id)?$/, (index) => `cluster-${index}`],
  [/^(dc|datacenter|data_center)$/, (index) => `dc-${index}`],
  [/^(region|cloud_region)$/, ["eu-west-1", "us-east-1", "us-west-2"]],
  [/^(az|zone|availability_zone)$/, ["eu-west-1a", "eu-west-1b", "eu-west-1c"]],
  [/^(env|environment|stage)$/, ["prod", "staging", "test"]],
  [/^(interface|nic|ifname|ifdescr)$/i, (index) => `eth${index - 1}`],
  [/^(device|disk|drive|volume)$/, (index) => `sd${letter(index)}`],
  [/^(mountpoint|mount|path_mount)$/, ["/", "/data", "/var"]],
  [/^fstype$/, ["ext4", "xfs"]],
  [/^(.*_)?(code|status_code|http_status|response_code)$/, ["200", "404", "500"]],
  [/^(method|verb|http_method)$/i, ["GET", "POST", "PUT"]],
  [/^(handler|path|route|uri|url|endpoint)$/, ["/", "/api/items", "/api/users"]],
  [/^(version|.*_version)$/, ["1.4.2", "1.5.0", "2.0.1"]],
  [/(^|_)(ip|address|addr)$/, (index) => `10.0.0.${index}`],
  [/^(cpu|core|gpu|shard|partition|port|index|slot)$/, (index) => String(index - 1)],
  [/^(severity|level|loglevel)$/, ["error", "info", "warning"]],
  [/^(db|database|datname|schema)$/, ["accounts", "orders", "shop"]],
  [/^(topic|queue)$/, ["events", "orders", "payments"]],
  [/^(user|username|usename)$/, ["alice", "bob", "carol"]]
];
function plausibleValue(label2, index) {
  const found = known.find(([pattern4]) => pattern4.test(label2))?.[1];
  if (typeof found === "function") return found(index + 1);
  if (found !== void 0 && index < found.length) return found[index];
  return `${label2.toLowerCase().replaceAll("_", "-")}-${index + 1}`;
}
function isScopeLabel(label2) {
  return /^(job|.*cluster.*|env|environment|region|datacenter|dc|tenant|.*_job)$/.test(label2);
}
function letter(index) {
  return index <= 26 ? String.fromCharCode(96 + index) : `z${index}`;
}

// src/infer/align-labels.ts
function alignLabels(families, single3) {
  const byName2 = /* @__PURE__ */ new Map();
  for (const family of families) for (const name3 of wireNames(family)) byName2.set(name3, family);
  for (const { use } of families) {
    const named = new Set([...use.selectors.values()].flatMap(({ conditions }) => conditions.map(({ name: name3 }) => name3)));
    for (const label2 of use.lacks) if (!named.has(label2)) use.labels.delete(label2);
    if (use.exact === void 0) continue;
    for (const label2 of use.labels) if (!use.exact.has(label2) && !named.has(label2)) use.labels.delete(label2);
    for (const label2 of use.exact) use.labels.add(label2);
  }
  for (const { use, kind } of families) {
    const values4 = new Set(use.comparisons.map(({ all }) => JSON.stringify(all))).size + (use.plain ? 1 : 0);
    const varies = [...use.labels].some((label2) => !single3.has(label2) && !isScopeLabel(label2));
    if (kind === "gauge" && use.comparisons.length > 0 && values4 > 1 && !varies && use.exact === void 0)
      use.labels.add(single3.has("instance") ? "id" : "instance");
  }
  for (let pass = 0; pass < 4; pass++) {
    let changed = false;
    const give = (from, to, ignored) => {
      if (to.use.exact !== void 0) return;
      for (const label2 of from.use.labels) {
        if (ignored.has(label2) || to.use.labels.has(label2)) continue;
        to.use.labels.add(label2);
        changed = true;
      }
    };
    for (const family of families) {
      for (const { other, ignored } of family.use.sameLabels) {
        const partner = byName2.get(other);
        if (partner === void 0 || partner === family) continue;
        give(family, partner, ignored);
        give(partner, family, ignored);
      }
    }
    if (!changed) return;
  }
}
function wireNames({ name: name3, kind }) {
  if (kind === "histogram") return [`${name3}_bucket`, `${name3}_sum`, `${name3}_count`];
  return kind === "summary" ? [name3, `${name3}_sum`, `${name3}_count`] : [name3];
}

// src/infer/compare.ts
function solve(all) {
  const equal = all.find(({ op }) => op === "==");
  const numbers2 = all.map(({ value: value2 }) => value2);
  const [least, most] = [Math.min(...numbers2), Math.max(...numbers2)];
  const candidates = [
    ...equal === void 0 ? [] : [equal.value],
    ...all.every(({ op, value: value2 }) => op === "!=" && value2 === 0) ? [1] : [],
    ...all.every(({ op }) => op.startsWith(">")) ? [most > 0 ? most * 1.3 : most + 1] : [],
    ...most <= 1 ? [0, 1] : [],
    least < most ? (least + most) / 2 : most * 0.8,
    Math.ceil((least + most) / 2),
    most + Math.max(1, Math.abs(most) * 0.3),
    least - Math.max(1, Math.abs(least) * 0.3),
    0,
    1
  ];
  return candidates.find((value2) => all.every((comparison2) => holds(value2, comparison2)));
}
function holds(value2, { op, value: other }) {
  switch (op) {
    case "==":
      return value2 === other;
    case "!=":
      return value2 !== other;
    case ">":
      return value2 > other;
    case "<":
      return value2 < other;
    case ">=":
      return value2 >= other;
    case "<=":
      return value2 <= other;
  }
}
var trivial = (all) => all.every(({ op, value: value2 }) => (op === ">" || op === ">=") && value2 <= 0 || op === "!=" && (value2 <= 0 || value2 > 1));
function compared({ comparisons: comparisons2 }, patterns2) {
  if (comparisons2.length === 0) return void 0;
  const numbers2 = comparisons2.flatMap(({ all }) => all);
  const whole2 = numbers2.every(({ value: value2 }) => Number.isInteger(value2) && Math.abs(value2) <= 100);
  const state = whole2 && numbers2.some(({ op, value: value2 }) => op === "==" || op === "!=" && value2 === 1 || op === "<" && value2 === 1);
  const wanted = comparisons2.filter(({ all }) => state || !trivial(all));
  if (wanted.every(({ all }) => trivial(all))) return void 0;
  return {
    state,
    valuesFor: ({ labels }) => {
      const own2 = wanted.filter(({ conditions }) => satisfiesAll(labels, conditions, patterns2));
      return [...new Set(own2.flatMap(({ all }) => solve(all) ?? []))];
    }
  };
}

// src/infer/typical.ts
function typicalByName(name3) {
  const text = name3.replace(/:[^:]*$/, (end) => end);
  return gauges.find(([pattern4]) => pattern4.test(text))?.[1];
}
var gauges = [
  [/_(ratio|fraction|utili[sz]ation|usage_ratio)$|:ratio/, { min: 0.3, max: 0.7 }],
  [/_(percent|percentage|pct)$/, { min: 25, max: 75 }],
  [/_celsius$|temp(erature)?/, { min: 38, max: 62 }],
  [/(_|^)bytes(_|$)|memory|_mem(_|$)|_size$/i, { min: 12e8, max: 2e9 }],
  [/_bits(_|$)/, { min: 2e7, max: 8e7 }],
  [/_(milliseconds|ms|millis)$/, { min: 20, max: 120 }],
  [/_(microseconds|us|micros)$/, { min: 200, max: 1500 }],
  [/(_|^)seconds(_|$)|duration|latency|_lag_/, { min: 0.05, max: 0.4 }],
  [/_hertz$|frequency/, { min: 2e9, max: 3e9 }],
  [/_volts?$|voltage/, { min: 11.8, max: 12.2 }],
  [/_watts?$|power/, { min: 80, max: 160 }],
  [/_rpm$|fan/, { min: 1200, max: 2400 }],
  [/load(1|5|15)?$|load_average/, { min: 0.4, max: 2.2 }],
  [/cores?$|cpu/, { min: 0.4, max: 1.8 }]
];
function isWhole(name3) {
  return isFixed2(name3) || /(limits?|capacity|quota|allocatable|max)(_bytes|_cores)?$/i.test(name3) && !/seconds|duration|latency|time/.test(name3);
}
function isFixed2(name3) {
  return /(mem|swap|memory|space|disk|filesystem).*(total|size)(_bytes)?$/i.test(name3);
}
function shareByName(name3) {
  if (isWhole(name3)) return 4;
  if (/free|avail|idle_bytes|remaining/i.test(name3)) return 1.6;
  if (/used|usage|in_?use|working_set|resident|rss/i.test(name3)) return 2.4;
  if (/cache/i.test(name3)) return 0.5;
  return /buffer/i.test(name3) ? 0.1 : void 0;
}
function shareByValue(value2) {
  if (/^(total|all|max|limit|capacity|size)$/i.test(value2)) return 4;
  if (/^(free|available)$/i.test(value2)) return 1.4;
  if (/^(used|committed|active|data)$/i.test(value2)) return 2.4;
  return /^(dirty|cached|buffers?|pending|waiting)$/i.test(value2) ? 0.4 : void 0;
}
function typicalRate(name3) {
  if (/bytes|octets/i.test(name3)) return { min: 2e5, max: 9e5 };
  if (/(nanoseconds|_ns)(_|$)/.test(name3)) return { min: 1e8, max: 5e8 };
  if (/(milliseconds|_ms)(_|$)/.test(name3)) return { min: 100, max: 500 };
  if (/seconds|_time_|cpu/.test(name3)) return { min: 0.1, max: 0.45 };
  if (/error|fail|drop|reject|timeout|retries|discard/.test(name3)) return { min: 0.05, max: 0.3 };
  return { min: 4, max: 20 };
}
function typicalByUnit(unit) {
  switch (unit) {
    case "percentunit":
      return { min: 0.3, max: 0.7 };
    case "percent":
      return { min: 30, max: 70 };
    case "bytes":
    case "decbytes":
      return { min: 12e8, max: 2e9 };
    case "kbytes":
    case "deckbytes":
      return { min: 12e5, max: 2e6 };
    case "mbytes":
    case "decmbytes":
      return { min: 1200, max: 2e3 };
    case "Bps":
    case "binBps":
      return { min: 2e5, max: 9e5 };
    case "bps":
    case "binbps":
    case "bits":
    case "decbits":
      return { min: 2e6, max: 8e6 };
    case "s":
    case "dtdurations":
    case "clocks":
      return { min: 0.05, max: 0.4 };
    case "ms":
    case "dtdurationms":
      return { min: 20, max: 120 };
    case "\xB5s":
    case "us":
      return { min: 200, max: 1500 };
    case "ns":
      return { min: 2e5, max: 2e6 };
    case "celsius":
      return { min: 38, max: 62 };
    case "farenheit":
      return { min: 100, max: 140 };
    case "hertz":
    case "rothz":
      return { min: 2e9, max: 3e9 };
    case "volt":
      return { min: 11.8, max: 12.2 };
    case "watt":
      return { min: 80, max: 160 };
    case "ops":
    case "reqps":
    case "rps":
    case "wps":
    case "iops":
    case "pps":
    case "cps":
    case "eps":
      return { min: 4, max: 20 };
    default:
      return void 0;
  }
}
function unitBounds(unit) {
  return unit === "percentunit" ? { low: 0, high: 1 } : unit === "percent" ? { low: 0, high: 100 } : void 0;
}

// src/infer/assign.ts
function assignSignals(family, rows, context) {
  const { name: name3, kind, use, bounds } = family;
  const scale = secondsScale(use.units, name3);
  const observe = kind === "histogram" || kind === "native" || kind === "summary" ? observed(name3, use.units, scale) : void 0;
  const series = rows.map((row2) => ({ ...row2, signal: signalFor(family, row2, context) }));
  return {
    name: name3,
    kind,
    help: context.shape?.help,
    series,
    needs: [...use.selectors.values()].filter(({ removes }) => !removes).map(({ conditions }) => conditions),
    users: [...use.users],
    observe,
    buckets: kind === "histogram" ? context.shape?.buckets ?? bucketsFor(observe, bounds) : [],
    quantiles: kind === "summary" ? context.shape?.quantiles ?? (bounds.length > 0 ? bounds : [0.5]) : []
  };
}
function signalFor({ name: name3, kind, use }, row2, { anchor, patterns: patterns2, shape, level }) {
  if (kind === "info") return { form: "constant", value: 1, fixed: true };
  const weight = [1, 0.72, 1.31, 0.88, 1.12, 0.64, 1.2, 0.8][row2.index % 8] * valueWeight(row2);
  if (kind !== "gauge") {
    const rate = level ?? shape?.level ?? typicalRate(name3);
    return scaleSignal({ form: "rhythm", ...rate }, weight);
  }
  const unit = [...use.units];
  if (isTimestamp(name3, use.functions, unit))
    return { form: "constant", value: timestamp(name3, use.functions, unit, row2.index, anchor), fixed: true };
  if (/uptime/.test(name3) && use.comparisons.length === 0) return { form: "uptime", from: 864e3 + row2.index * 2e5 };
  if (level !== void 0) return { form: "walk", ...level };
  const typical = shape?.level ?? chooseTypical(name3, unit);
  const wanted = comparedSignal(use, row2, patterns2, typical);
  if (wanted !== void 0) return wanted;
  if (isState(name3, unit)) return { form: "constant", value: 1, fixed: true };
  return shape?.level === void 0 ? gaugeSignal(name3, typical, weight) : scaleSignal({ form: "walk", ...typical }, weight);
}
function gaugeSignal(name3, { min, max }, weight) {
  const share = shareByName(name3);
  const middle = (min + max) / 2 * (share ?? 1);
  if (isFixed2(name3)) return scaleSignal({ form: "constant", value: middle }, weight);
  if (share === 4) return scaleSignal({ form: "walk", min: middle * 0.995, max: middle * 1.005 }, weight);
  if (share === 2.4 || share === 1.6) {
    const swing = (min + max) / 2 * 0.25;
    return scaleSignal({ form: "wave", min: middle - swing, max: middle + swing, peak: share === 2.4 ? "00:00" : "01:00" }, weight);
  }
  return scaleSignal({ form: "walk", min: middle * 0.9, max: middle * 1.1 }, weight);
}
function chooseTypical(name3, units) {
  const byUnit = units.flatMap((unit) => typicalByUnit(unit) ?? []);
  return typicalByName(name3) ?? byUnit[0] ?? { min: 12, max: 38 };
}
function valueWeight({ labels }) {
  let weight = 1;
  for (const value2 of labels.values()) {
    const share = /^[a-z_]{3,30}$/i.test(value2) ? shareByValue(value2) : void 0;
    if (share !== void 0) weight *= share;
    else if (/^(idle)$/i.test(value2)) weight *= 6;
    else if (/^(5\d\d|5xx|.*(error|fail|timeout|drop|reject).*)$/i.test(value2)) weight *= 0.04;
    else if (/^(4\d\d|4xx)$/i.test(value2)) weight *= 0.1;
  }
  return weight;
}
function isTimestamp(name3, functions2, units) {
  if (/seconds_total|duration/.test(name3)) return false;
  return functions2.has("time-") || functions2.has("-time") || /(_|^)timestamp(_|$)|_time_seconds$|start_time|_not_after|_not_before|expir(y|es|ation)(_timestamp|_time)?(_seconds)?$/.test(name3) || units.some((unit) => unit.startsWith("dateTime"));
}
function timestamp(name3, functions2, units, index, { monthSeconds }) {
  const day = 86400;
  const ahead = functions2.has("-time") || /_not_after|expir/.test(name3);
  const seconds = ahead ? monthSeconds + (70 + 25 * index) * day : monthSeconds - ((/boot|start/.test(name3) ? 12 : 3) + 11 * index) * day;
  const isMs = units.some((unit) => unit.startsWith("dateTime")) && !functions2.has("time-") && !/seconds/.test(name3);
  return isMs || /_ms$|millis/.test(name3) ? seconds * 1e3 : seconds;
}
function isState(name3, units) {
  return /(^|_)(up|ready|healthy|alive|enabled|success|online|available|connected|is_leader|has_leader)$/.test(name3) || units.some((unit) => unit.startsWith("bool"));
}
function comparedSignal(use, row2, patterns2, typical) {
  const found = compared(use, patterns2);
  if (found === void 0) return void 0;
  const values4 = found.valuesFor(row2);
  if (found.state) {
    const normal3 = use.plain && !values4.includes(1) ? [1] : [];
    const all = [...normal3, ...values4];
    return { form: "constant", value: all[row2.index % all.length] ?? 1, fixed: true };
  }
  const places = use.plain ? [void 0, ...values4] : values4;
  const value2 = places[row2.index % Math.max(1, places.length)];
  if (value2 === void 0) return void 0;
  const width = Math.abs(value2) * 0.04 || (typical.max - typical.min) * 0.01;
  const walk2 = { form: "walk", min: value2 - width, max: value2 + width };
  const holdsAll = use.comparisons.filter(({ all }) => all.every((one2) => holds(value2, one2))).every(({ all }) => all.every((one2) => holds(walk2.min, one2) && holds(walk2.max, one2)));
  return holdsAll ? walk2 : { form: "constant", value: value2, fixed: true };
}
function secondsScale(units, name3) {
  if (/(_ms|milliseconds|millis|_msec)(_|$)/.test(name3)) return 1e3;
  if (/(_us|microseconds)(_|$)/.test(name3)) return 1e6;
  if (/(_ns|nanoseconds)(_|$)/.test(name3)) return 1e9;
  if (/seconds/.test(name3)) return 1;
  if (units.has("ms")) return 1e3;
  if (units.has("\xB5s")) return 1e6;
  return units.has("ns") ? 1e9 : 1;
}
function observed(name3, units, scale) {
  if (/bytes|_size/.test(name3) || [...units].some((unit) => /bytes$/.test(unit))) return { p50: 2e3, p99: 8e4 };
  const isTime = /second|duration|latency|time|_ms|delay/.test(name3) || [...units].some((unit) => ["s", "ms", "\xB5s", "ns"].includes(unit));
  return isTime ? { p50: 0.08 * scale, p99: 0.7 * scale } : { p50: 8, p99: 70 };
}
function bucketsFor({ p50, p99 }, named) {
  const made2 = [0.25, 0.5, 1, 2, 5].map((factor) => round(p50 * factor));
  return [.../* @__PURE__ */ new Set([...made2, round(p99), round(p99 * 2.5), ...named])].sort((a, b) => a - b);
}

// src/infer/domains.ts
var limits8 = { candidates: 200, values: 12 };
var maxSteps = 1e5;
function createDomains(usage, patterns2, given = /* @__PURE__ */ new Map()) {
  const known2 = /* @__PURE__ */ new Map();
  const valuesOf = (label2) => {
    const name3 = originOf(label2, usage);
    const made2 = given.get(label2) ?? known2.get(name3) ?? domainOf(name3, usage.labels.get(name3), { patterns: patterns2, word: usage.words.has(label2) || usage.words.has(name3) });
    const found = usage.single.has(label2) || usage.single.has(name3) ? made2.slice(0, 1) : made2;
    known2.set(name3, found);
    return found;
  };
  return { valuesOf, valueOf: (label2, index) => valuesOf(label2)[index % valuesOf(label2).length] };
}
function originOf(label2, { aliases }) {
  let name3 = label2;
  for (let step = 0; step < 5; step++) {
    const next = aliases.get(name3);
    if (next === void 0) break;
    name3 = next;
  }
  return name3;
}
function domainOf(label2, use, how) {
  return orElse(
    maxSteps,
    () => makeDomain(label2, use, how),
    () => makeDomain(label2, void 0, how)
  );
}
function makeDomain(label2, use, { patterns: patterns2, word: word2 }) {
  const defaults = Array.from({ length: limits8.values }, (_, index) => {
    const value2 = plausibleValue(label2, index);
    return word2 ? value2.replaceAll(/\W/g, "_") : value2;
  });
  if (use === void 0) return defaults;
  const conditions = [...use.conditions.values()].sort((a, b) => b.count - a.count);
  const literals = conditions.filter(({ condition }) => condition.op === "=" && condition.value !== "").map(({ condition }) => condition.value);
  const positive2 = conditions.filter(({ condition }) => condition.op === "=~");
  const negative = conditions.filter(({ condition }) => condition.op === "!=" || condition.op === "!~").map(({ condition }) => condition);
  const fillers = defaults.slice(0, 3);
  const made2 = [
    ...positive2.flatMap(({ condition }) => fromRegex(condition.value, { filler: defaults[0], full: false }, patterns2)),
    ...[...use.patterns].flatMap((regex) => fillers.flatMap((filler) => fromRegex(regex, { filler, full: true }, patterns2))),
    ...positive2.flatMap(({ condition }) => fillers.flatMap((filler) => fromRegex(condition.value, { filler, full: true }, patterns2)))
  ];
  const candidates = [.../* @__PURE__ */ new Set([...use.saved, ...literals, ...defaults, ...made2])].filter((value2) => value2 !== "" && !/["\\]/.test(value2)).slice(0, limits8.candidates);
  const fits = (value2, regex) => patterns2(regex)?.test(value2) ?? true;
  const score = (value2) => negative.filter((condition) => satisfies(value2, condition, patterns2)).length + positive2.filter(({ condition }) => fits(value2, condition.value)).length + [...use.patterns].filter((regex) => fits(value2, regex)).length * 20;
  const scores = new Map(candidates.map((value2) => [value2, score(value2)]));
  const best = Math.max(...scores.values());
  const top = candidates.filter((value2) => scores.get(value2) === best);
  const own2 = top.filter((value2) => literals.includes(value2));
  if (isScopeLabel(label2) && own2.length > 0) return own2.slice(0, limits8.values);
  const conflict = best < negative.length + positive2.length + use.patterns.size * 20;
  const others = conflict ? varied(
    candidates,
    scores,
    positive2.map(({ condition }) => condition.value),
    fits
  ) : [];
  return [.../* @__PURE__ */ new Set([...others, ...top])].slice(0, limits8.values);
}
function varied(candidates, scores, regexes2, fits) {
  const ordered = candidates.toSorted((a, b) => scores.get(b) - scores.get(a));
  return regexes2.slice(0, limits8.values).flatMap((regex) => ordered.find((value2) => fits(value2, regex)) ?? []);
}
function fromRegex(regex, how, patterns2) {
  const pattern4 = patterns2(regex)?.pattern;
  if (pattern4 === void 0) return [];
  return plainAlternatives(pattern4) ?? witnesses(pattern4, { ...how, limit: 6 });
}

// src/infer/families.ts
function makeFamilies(usage, types2 = /* @__PURE__ */ new Map()) {
  const families = [];
  const taken = /* @__PURE__ */ new Set();
  const take = (name3, kind, names, made2) => {
    const uses = names.flatMap((one2) => usage.metrics.get(one2) ?? []);
    for (const { name: own2 } of uses) taken.add(own2);
    const bounds = made2 === void 0 ? [] : boundsOf(uses, made2);
    if (bounds === void 0)
      for (const use of uses) families.push({ name: use.name, kind: use.name === name3 ? "gauge" : "counter", use, bounds: [] });
    else families.push({ name: name3, kind, use: join2(name3, uses, made2), bounds });
  };
  const metrics = [...usage.metrics.keys()];
  for (const name3 of metrics) {
    const base = /^(.+)_bucket$/.exec(name3)?.[1];
    if (base !== void 0 && isHistogram(name3, usage)) take(base, "histogram", [name3, `${base}_sum`, `${base}_count`], "le");
  }
  for (const name3 of metrics) {
    if (taken.has(name3) || !isSummary(usage.metrics.get(name3))) continue;
    take(name3, "summary", [name3, `${name3}_sum`, `${name3}_count`], "quantile");
  }
  for (const name3 of metrics) {
    const base = /^([^:]+)_sum$/.exec(name3)?.[1];
    if (base === void 0 || taken.has(name3) || usage.metrics.has(base) || !usage.metrics.has(`${base}_count`)) continue;
    if (isRate(usage.metrics.get(name3)) && isRate(usage.metrics.get(`${base}_count`)))
      take(base, "summary", [name3, `${base}_count`], void 0);
  }
  for (const [name3, use] of usage.metrics) {
    if (taken.has(name3)) continue;
    families.push({ name: name3, kind: types2.get(name3) ?? kindOf4(use), use, bounds: [] });
  }
  const order = new Map(metrics.map((name3, index) => [name3, index]));
  const place = ({ name: name3 }) => order.get(name3) ?? order.get(`${name3}_bucket`) ?? order.get(`${name3}_sum`) ?? order.get(`${name3}_count`) ?? 0;
  return families.sort((a, b) => place(a) - place(b));
}
function isHistogram(name3, { metrics }) {
  const use = metrics.get(name3);
  return use.labels.has("le") || isRate(use) || use.functions.size === 0;
}
function isSummary(use) {
  return use.labels.has("quantile") && !isRate(use);
}
var rates = ["rate", "irate", "increase", "resets"];
function isRate({ functions: functions2 }) {
  return rates.some((name3) => functions2.has(name3));
}
function kindOf4(use) {
  const { name: name3, functions: functions2 } = use;
  if (functions2.has("native")) return "native";
  if (isRate(use)) return "counter";
  if (/_info$/.test(name3) && use.comparisons.every(({ all }) => all.every(({ value: value2 }) => value2 <= 1))) return "info";
  const gaugeLike = ["delta", "idelta", "deriv", "predict_linear", "time-", "-time", "avg_over_time"].some((each2) => functions2.has(each2));
  return name3.endsWith("_total") && !name3.includes(":") && !gaugeLike ? "counter" : "gauge";
}
function boundsOf(uses, label2) {
  const found = /* @__PURE__ */ new Set();
  for (const { selectors } of uses) {
    for (const { conditions } of selectors.values()) {
      for (const { name: name3, op, value: value2 } of conditions) {
        if (name3 !== label2 || op !== "=" && op !== "=~") continue;
        if (label2 === "quantile" && /^[01]$/.test(value2)) return void 0;
        for (const text of value2.replaceAll(/[()]/g, "").split("|")) {
          const number3 = Number(text.replaceAll("\\", ""));
          if (text === "+Inf" || text === "\\+Inf" || text === "" || /\.[*+]/.test(text)) continue;
          if (!Number.isFinite(number3) || op === "=" && String(number3) !== text) return void 0;
          found.add(number3);
        }
      }
    }
  }
  return [...found].sort((a, b) => a - b);
}
function join2(name3, uses, made2) {
  const without = (conditions) => conditions.filter((condition) => condition.name !== made2);
  const selectors = /* @__PURE__ */ new Map();
  for (const use of uses) {
    for (const selector2 of use.selectors.values()) {
      const conditions = without(selector2.conditions);
      selectors.set(`${selector2.removes ? "-" : "+"}${textOf4(conditions)}`, { ...selector2, conditions });
    }
  }
  const all = (pick2) => new Set(uses.flatMap((use) => [...pick2(use)]));
  return {
    name: name3,
    labels: new Set([...all((use) => use.labels)].filter((label2) => label2 !== made2)),
    selectors,
    functions: all((use) => use.functions),
    comparisons: uses.length === 1 ? uses[0].comparisons : [],
    users: all((use) => use.users),
    units: all((use) => use.units),
    unique: uses.flatMap(({ unique }) => unique.map((each2) => ({ ...each2, conditions: without(each2.conditions) }))),
    sameLabels: uses.flatMap(({ sameLabels }) => sameLabels),
    plain: uses.some(({ plain: plain2 }) => plain2),
    copies: uses.flatMap(({ copies }) => copies),
    lacks: all((use) => use.lacks),
    exact: uses.find(({ exact }) => exact !== void 0)?.exact
  };
}

// src/infer/label-copies.ts
function splitAtGroup(regex) {
  let inClass = false;
  let [start, depth] = [-1, 0];
  for (let at = 0; at < regex.length; at++) {
    const character = regex[at];
    if (character === "\\") at++;
    else if (inClass) inClass = character !== "]";
    else if (character === "[") inClass = true;
    else if (character === "(") {
      if (start === -1 && depth === 0 && regex[at + 1] !== "?") start = at;
      depth++;
    } else if (character === ")") {
      depth--;
      if (start !== -1 && depth === 0)
        return { before: regex.slice(0, start), group: regex.slice(start + 1, at), after: regex.slice(at + 1) };
    }
  }
  return void 0;
}
function firstGroup(regex, text, patterns2) {
  if (text.length > 200 || patterns2(regex)?.test(text) !== true) return void 0;
  const split = splitAtGroup(regex);
  if (split === void 0) return "";
  const [before, group, after] = [patterns2(split.before), patterns2(split.group), patterns2(split.after)];
  if (before === void 0 || group === void 0 || after === void 0) return void 0;
  for (let from = text.length; from >= 0; from--) {
    if (!before.test(text.slice(0, from))) continue;
    for (let to = text.length; to >= from; to--) {
      if (group.test(text.slice(from, to)) && after.test(text.slice(to))) return text.slice(from, to);
    }
  }
  return void 0;
}
function textWithGroup(regex, wanted, patterns2) {
  const split = splitAtGroup(regex);
  const escaped = wanted.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&");
  const pattern4 = split === void 0 ? void 0 : patterns2(`${split.before}(?:${escaped})${split.after}`)?.pattern;
  if (pattern4 === void 0) return void 0;
  return witnesses(pattern4, { filler: "a", limit: 12 }).find((text) => firstGroup(regex, text, patterns2) === wanted);
}

// src/infer/level-series.ts
var empty = { kind: "vector", series: [] };
function withoutName(labels) {
  if (!labels.has("__name__")) return labels;
  const rest = new Map(labels);
  rest.delete("__name__");
  return rest;
}
function keyOf(labels, counts) {
  return JSON.stringify([...labels].filter(([name3]) => counts(name3)).sort(([a], [b]) => a < b ? -1 : 1));
}
function numberOf(text) {
  if (/^[+-]?inf$/i.test(text)) return text.startsWith("-") ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const number3 = Number(text.replaceAll("_", ""));
  return Number.isNaN(number3) ? (parseDuration(text) ?? Number.NaN) / 1e3 : number3;
}

// src/infer/level-functions.ts
function quantile(q, vector) {
  const groups = /* @__PURE__ */ new Map();
  for (const { labels, value: value2 } of vector?.series ?? []) {
    const bound = labels.get("le");
    if (bound === void 0) continue;
    const rest = new Map(withoutName(labels));
    rest.delete("le");
    const key = keyOf(rest, () => true);
    const group = groups.get(key) ?? { labels: rest, buckets: [] };
    groups.set(key, group);
    group.buckets.push([numberOf(bound), value2]);
  }
  const series = [...groups.values()].map(({ labels, buckets }) => ({
    labels,
    value: fromBuckets(
      q,
      buckets.sort(([a], [b]) => a - b)
    )
  }));
  return { kind: "vector", series };
}
function fromBuckets(q, buckets) {
  const total = buckets.at(-1)?.[1] ?? 0;
  if (buckets.length < 2 || buckets.at(-1)[0] !== Number.POSITIVE_INFINITY || total === 0) return Number.NaN;
  const rank = q * total;
  const at = buckets.findIndex(([, count2]) => count2 >= rank);
  if (at === buckets.length - 1) return buckets[at - 1][0];
  const [below3, before] = at === 0 ? [0, 0] : buckets[at - 1];
  const [bound, count] = buckets[at];
  return below3 + (bound - below3) * (rank - before) / (count - before || 1);
}
var patterns = createPatternCache(500);
function labelReplace(vector, texts) {
  const [target3, replacement, source, regex] = texts.map((one2) => one2.kind === "text" ? one2.text : "");
  if (vector?.kind !== "vector" || target3 === void 0 || source === void 0 || regex === void 0) return vector ?? empty;
  const test = patterns(regex)?.test;
  const series = vector.series.map((one2) => {
    const value2 = one2.labels.get(source) ?? "";
    if (test?.(value2) !== true) return one2;
    const labels = new Map(one2.labels);
    const first2 = firstGroup(regex, value2, patterns) ?? value2;
    const made2 = (replacement ?? "").replaceAll(
      /\$\{?(\w+)\}?/g,
      (_, group) => group === "1" ? first2 : group === "0" ? value2 : ""
    );
    if (made2 === "") labels.delete(target3);
    else labels.set(target3, made2);
    return { ...one2, labels };
  });
  return { kind: "vector", series };
}
function labelJoin(vector, texts) {
  const [target3, separator = "", ...sources] = texts.map((one2) => one2.kind === "text" ? one2.text : "");
  if (vector?.kind !== "vector" || target3 === void 0) return vector ?? empty;
  const series = vector.series.map((one2) => ({
    ...one2,
    labels: new Map(one2.labels).set(target3, sources.map((name3) => one2.labels.get(name3) ?? "").join(separator))
  }));
  return { kind: "vector", series };
}

// src/infer/level-operations.ts
function combine2(op, values4, parameter) {
  const sum2 = values4.reduce((a, b) => a + b, 0);
  switch (op) {
    case "avg":
      return sum2 / values4.length;
    case "min":
      return Math.min(...values4);
    case "max":
      return Math.max(...values4);
    case "count":
      return values4.length;
    case "group":
      return 1;
    case "stddev":
    case "stdvar":
      return deviation(values4, sum2 / values4.length, op === "stdvar");
    case "quantile":
      return values4.toSorted((a, b) => a - b)[Math.min(values4.length - 1, Math.floor(parameter * values4.length))] ?? Number.NaN;
    default:
      return sum2;
  }
}
function deviation(values4, mean, squared) {
  const variance = values4.reduce((sum2, value2) => sum2 + (value2 - mean) ** 2, 0) / values4.length;
  return squared ? variance : Math.sqrt(variance);
}
function vectors({ op, matching: matching3 }, left, right, compute, name3) {
  const listed2 = new Set(matching3?.labels);
  const counts = (label2) => matching3?.kind === "on" ? listed2.has(label2) : label2 !== "__name__" && !listed2.has(label2);
  const key = ({ labels }) => keyOf(labels, counts);
  if (op === "and" || op === "unless" || op === "or") {
    const keys2 = new Set((op === "or" ? left : right).map(key));
    if (op === "or") return { kind: "vector", series: [...left, ...right.filter((one3) => !keys2.has(key(one3)))] };
    return { kind: "vector", series: left.filter((one3) => keys2.has(key(one3)) === (op === "and")) };
  }
  const swapped = matching3?.group === "right";
  const [many, one2] = swapped ? [right, left] : [left, right];
  const ones = /* @__PURE__ */ new Map();
  for (const series2 of one2) {
    if (ones.has(key(series2))) return empty;
    ones.set(key(series2), series2);
  }
  const series = many.flatMap((each2) => {
    const partner = ones.get(key(each2));
    if (partner === void 0) return [];
    const value2 = swapped ? compute(partner.value, each2.value) : compute(each2.value, partner.value);
    if (value2 === void 0) return [];
    const labels = new Map(name3(each2.labels));
    if (matching3?.group === void 0) {
      for (const label2 of [...labels.keys()]) if (label2 !== "__name__" && !counts(label2)) labels.delete(label2);
    }
    for (const label2 of matching3?.include ?? []) {
      const from = partner.labels.get(label2);
      if (from === void 0) labels.delete(label2);
      else labels.set(label2, from);
    }
    return [{ labels, value: value2 }];
  });
  return { kind: "vector", series };
}

// src/infer/evaluate.ts
var maxSeries = 5e3;
function evaluate(node, context) {
  const found = evaluateNode(node, context);
  if (found.kind !== "vector") {
    requireSteps(1);
    return found;
  }
  requireSteps(1 + found.series.length * (4 + (found.series[0]?.labels.size ?? 0)));
  return found.series.length > maxSeries ? { ...found, series: found.series.slice(0, maxSeries) } : found;
}
function evaluateNode(node, context) {
  switch (node.type) {
    case "selector":
      return { kind: "vector", series: context.select(node).slice(0, maxSeries) };
    case "number":
      return { kind: "scalar", value: numberOf(node.text) };
    case "string":
      return { kind: "text", text: node.value };
    case "paren":
      return evaluate(node.expr, context);
    case "unary": {
      const inner = evaluate(node.expr, context);
      return node.op === "-" ? mapValues(inner, (value2) => -value2) : inner;
    }
    case "modifier": {
      const seconds = node.kind === "offset" ? (parseDuration(node.text.replace(/^-/, "")) ?? 0) / 1e3 : 0;
      return seconds > context.historySeconds * 0.75 ? empty : evaluate(node.expr, context);
    }
    case "matrix":
    case "subquery": {
      const inner = evaluate(node.expr, context);
      const rangeSeconds = (parseDuration(node.range) ?? 3e5) / 1e3;
      return inner.kind === "vector" ? { ...inner, rangeSeconds } : inner;
    }
    case "aggregation":
      return aggregate(node, context);
    case "call":
      return call2(node, context);
    case "binary":
      return binary3(node, context);
  }
}
function mapValues(of, change) {
  if (of.kind === "scalar") return { kind: "scalar", value: change(of.value) };
  if (of.kind === "text") return of;
  return { kind: "vector", series: of.series.map(({ labels, value: value2 }) => ({ labels: withoutName(labels), value: change(value2) })) };
}
function aggregate(node, context) {
  const inner = evaluate(node.expr, context);
  if (inner.kind !== "vector") return inner;
  const labels = new Set(node.labels);
  const counts = (name3) => node.grouping === "without" ? name3 !== "__name__" && !labels.has(name3) : labels.has(name3);
  const groups = /* @__PURE__ */ new Map();
  for (const series2 of inner.series) {
    const key = keyOf(series2.labels, counts);
    const group = groups.get(key);
    if (group === void 0) groups.set(key, [series2]);
    else group.push(series2);
  }
  const parameter = node.param === void 0 ? Number.NaN : scalarOf(evaluate(node.param, context));
  const series = [...groups.values()].flatMap((members) => {
    if (["topk", "bottomk", "limitk"].includes(node.op)) {
      const sign = node.op === "bottomk" ? -1 : 1;
      return members.toSorted((a, b) => sign * (b.value - a.value)).slice(0, Number.isFinite(parameter) ? parameter : 5);
    }
    const kept = new Map([...members[0].labels].filter(([name3]) => counts(name3)));
    if (node.op === "count_values") {
      const name3 = node.param?.type === "string" ? node.param.value : "value";
      const counted = /* @__PURE__ */ new Map();
      for (const { value: value2 } of members) counted.set(value2, (counted.get(value2) ?? 0) + 1);
      return [...counted].map(([value2, count]) => ({ labels: new Map(kept).set(name3, String(value2)), value: count }));
    }
    return [
      {
        labels: kept,
        value: combine2(
          node.op,
          members.map(({ value: value2 }) => value2),
          parameter
        )
      }
    ];
  });
  return { kind: "vector", series };
}
function scalarOf(of) {
  return of.kind === "scalar" ? of.value : of.kind === "vector" ? of.series[0]?.value ?? Number.NaN : Number.NaN;
}
var rates2 = /* @__PURE__ */ new Set(["rate", "irate"]);
var simple = /* @__PURE__ */ new Map([
  ["abs", Math.abs],
  ["ceil", Math.ceil],
  ["floor", Math.floor],
  ["round", Math.round],
  ["sqrt", Math.sqrt],
  ["exp", Math.exp],
  ["ln", Math.log],
  ["log2", Math.log2],
  ["log10", Math.log10],
  ["sgn", Math.sign]
]);
function call2(node, context) {
  const { name: name3 } = node;
  if (name3 === "time") return { kind: "scalar", value: context.nowSeconds };
  const args = node.args.map((arg) => evaluate(arg, context));
  const vector = args.find((arg) => arg.kind === "vector");
  const change = simple.get(name3);
  if (change !== void 0 && vector !== void 0) return mapValues(vector, change);
  switch (name3) {
    case "vector":
      return { kind: "vector", series: [{ labels: /* @__PURE__ */ new Map(), value: scalarOf(args[0] ?? empty) }] };
    case "scalar":
      return { kind: "scalar", value: vector?.series.length === 1 ? vector.series[0].value : Number.NaN };
    case "pi":
      return { kind: "scalar", value: Math.PI };
    case "absent":
    case "absent_over_time":
      return vector?.series.length === 0 ? { kind: "vector", series: [{ labels: /* @__PURE__ */ new Map(), value: 1 }] } : empty;
    case "timestamp":
      return mapValues(vector ?? empty, () => context.nowSeconds);
    case "histogram_quantile":
      return quantile(scalarOf(args[0] ?? empty), vector);
    case "clamp_max":
      return mapValues(vector ?? empty, (value2) => Math.min(value2, scalarOf(args[1] ?? empty)));
    case "clamp_min":
      return mapValues(vector ?? empty, (value2) => Math.max(value2, scalarOf(args[1] ?? empty)));
    case "label_replace":
      return labelReplace(vector, args.slice(1));
    case "label_join":
      return labelJoin(vector, args.slice(1));
    default:
      return vector === void 0 ? args[0] ?? empty : overRange(name3, vector);
  }
}
function overRange(name3, { series, rangeSeconds = 300 }) {
  const value2 = (one2) => {
    if (rates2.has(name3)) return one2.rate ?? 0;
    if (name3 === "increase" || name3 === "delta") return (one2.rate ?? 0) * rangeSeconds;
    if (name3 === "deriv" || name3 === "idelta") return one2.rate ?? 0;
    if (name3 === "changes" || name3 === "resets") return 0;
    if (name3 === "count_over_time") return rangeSeconds / 15;
    return one2.value;
  };
  const keeps = /^(sort|sort_desc|last_over_time|sort_by_label)$/.test(name3);
  return { kind: "vector", series: series.map((one2) => ({ labels: keeps ? one2.labels : withoutName(one2.labels), value: value2(one2) })) };
}
var arithmetic = /* @__PURE__ */ new Map([
  ["+", (a, b) => a + b],
  ["-", (a, b) => a - b],
  ["*", (a, b) => a * b],
  ["/", (a, b) => a / b],
  ["%", (a, b) => a % b],
  ["^", (a, b) => a ** b]
]);
var comparing = /* @__PURE__ */ new Map([
  ["==", (a, b) => a === b],
  ["!=", (a, b) => a !== b],
  [">", (a, b) => a > b],
  ["<", (a, b) => a < b],
  [">=", (a, b) => a >= b],
  ["<=", (a, b) => a <= b]
]);
function binary3(node, context) {
  const [left, right] = [evaluate(node.left, context), evaluate(node.right, context)];
  if (left.kind === "text" || right.kind === "text") return empty;
  const compute = (a, b) => {
    const number3 = arithmetic.get(node.op);
    if (number3 !== void 0) return number3(a, b);
    const holds2 = comparing.get(node.op)?.(a, b) === true;
    return node.bool ? Number(holds2) : holds2 ? a : void 0;
  };
  if (left.kind === "scalar" && right.kind === "scalar") return { kind: "scalar", value: compute(left.value, right.value) ?? 0 };
  const keepsName = comparing.has(node.op) && !node.bool;
  const name3 = (labels) => keepsName ? labels : withoutName(labels);
  if (left.kind === "scalar" || right.kind === "scalar") {
    const of = left.kind === "vector" ? left : right;
    const series = of.series.flatMap((one2) => {
      const value2 = left.kind === "scalar" ? compute(left.value, one2.value) : compute(one2.value, right.value);
      if (value2 === void 0) return [];
      return [{ labels: name3(one2.labels), value: keepsName ? one2.value : value2 }];
    });
    return { kind: "vector", series };
  }
  return vectors(node, left.series, right.series, compute, name3);
}

// src/infer/memory-backend.ts
function selectSeries({ metric, matchers }, { byName: byName2, patterns: patterns2 }) {
  requireSteps(1);
  const candidates = metric === void 0 ? [...byName2.values()].flat() : byName2.get(metric) ?? [];
  if (matchers.length === 0) return [...candidates];
  requireSteps(Math.ceil(candidates.length * matchers.length / 8));
  return candidates.filter(({ labels }) => matchers.every((matcher) => satisfies(labels.get(matcher.name) ?? "", matcher, patterns2)));
}
function memoryBackend(index, { nowSeconds, historySeconds, work }) {
  const run2 = async (query) => {
    await nextTurn();
    return work.tryOnce(() => answer(query))?.value ?? { series: [] };
  };
  const answer = (query) => {
    const parsed = parseExpression(query);
    if (!parsed.ok) return { series: [] };
    const found = evaluate(parsed.root, { nowSeconds, historySeconds, select: (selector2) => selectSeries(selector2, index) });
    if (found.kind === "text") return { series: [], text: found.text };
    const series = found.kind === "scalar" ? [{ labels: /* @__PURE__ */ new Map(), value: found.value }] : found.series;
    return { series: series.map(({ labels, value: value2 }) => ({ labels, timesMs: [nowSeconds * 1e3], values: [value2] })) };
  };
  const matching3 = (match) => work.tryOnce(() => select(match))?.value ?? [];
  const select = (match) => {
    if (match === void 0) return [...index.byName.values()].flat();
    const parsed = parseExpression(match);
    const node = parsed.ok ? withoutParens(parsed.root) : void 0;
    return node?.type === "selector" ? selectSeries(node, index) : [];
  };
  const values4 = (label2, match) => [...new Set(matching3(match).flatMap(({ labels }) => labels.get(label2) ?? []))].sort();
  return {
    instant: run2,
    range: run2,
    labelNames: async ({ match }) => [...new Set(matching3(match).flatMap(({ labels }) => [...labels.keys()]))].sort(),
    labelValues: async (label2, { match }) => values4(label2, match),
    series: async (match) => matching3(match).map(({ labels }) => labels)
  };
}

// src/infer/fit.ts
var maxWishes = 600;
async function fitLevels(metrics, queries2, context) {
  const fitter = new Fitter(metrics, context);
  const wishes = queries2.flatMap((filled) => wishesOf(filled, fitter)).slice(0, maxWishes);
  const ordered = [...wishes.filter(({ high: high2 }) => Number.isFinite(high2)), ...wishes.filter(({ high: high2 }) => !Number.isFinite(high2))];
  for (const wish of ordered) {
    await nextTurn(context.signal);
    context.work.tryOnce(() => fitter.fit(wish));
  }
  return fitter.metrics;
}
function wishesOf(filled, fitter) {
  const { query, root: root2 } = filled;
  const context = query.panelContext;
  const bounds = unitBounds(query.unit);
  const families = fitter.familiesOf(root2);
  if (families.size === 0 || families.size > 30) return [];
  const thresholds = (context?.thresholds ?? []).flatMap(({ value: value2 }) => value2 === void 0 || value2 <= 0 ? [] : [value2]);
  const share = context?.thresholdMode === "percentage" ? ((context.max ?? 100) - (context.min ?? 0)) / 100 : 1;
  const threshold = thresholds[0] === void 0 ? void 0 : (context?.min !== void 0 && share !== 1 ? context.min : 0) + thresholds[0] * share;
  if (bounds !== void 0) {
    const { low, high: high2 } = bounds;
    const crossing = threshold !== void 0 && threshold > high2 * 0.3 && threshold <= high2 * 0.9 ? Math.min(threshold * 1.04, high2 * 0.85) : void 0;
    return [{ filled, families, target: crossing ?? high2 * 0.66, low, high: high2, subtracts: subtracts(root2), lenient: crossing === void 0 }];
  }
  const unit = query.unit ?? "";
  const isDefault2 = thresholds.length === 1 && thresholds[0] === 80 && typicalByUnit(unit) !== void 0 && !/ps$/.test(unit);
  if (threshold === void 0 || isDefault2) return [];
  return [
    {
      filled,
      families,
      target: threshold * 1.1,
      low: Number.NEGATIVE_INFINITY,
      high: Number.POSITIVE_INFINITY,
      subtracts: false,
      lenient: false
    }
  ];
}
function subtracts(root2) {
  let found = false;
  walkNodes(root2, (node) => {
    if (node.type === "binary" && node.op === "-") found = true;
  });
  return found;
}
var Fitter = class {
  metrics;
  #context;
  #familyOf = /* @__PURE__ */ new Map();
  #done = [];
  #budget = 8e3;
  constructor(metrics, context) {
    this.metrics = [...metrics];
    this.#context = context;
    for (const { name: name3, kind } of metrics) {
      const names = kind === "histogram" || kind === "summary" ? [name3, `${name3}_bucket`, `${name3}_sum`, `${name3}_count`] : [name3];
      for (const one2 of names) this.#familyOf.set(one2, name3);
    }
  }
  familiesOf(root2) {
    const found = /* @__PURE__ */ new Set();
    walkNodes(root2, (node) => {
      const family = node.type === "selector" && node.metric !== void 0 ? this.#familyOf.get(node.metric) : void 0;
      if (family !== void 0) found.add(family);
    });
    return found;
  }
  fit(wish) {
    const before = this.#extent(wish, this.metrics);
    if (before === void 0) return;
    if (!this.#satisfied(wish, before) && !this.#move(wish, before.max) && Number.isFinite(wish.high)) {
      this.#move({ ...wish, target: wish.high * 0.66, lenient: true }, before.max);
    }
    const after = this.#extent(wish, this.metrics);
    if (after !== void 0 && this.#within(wish, after)) this.#done.push(wish);
  }
  #satisfied(wish, extent) {
    if (!this.#within(wish, extent) || Number.isFinite(wish.high) && extent.max > wish.high * 0.86) return false;
    if (wish.lenient) return !Number.isFinite(wish.high) || extent.max > wish.high * 0.02;
    return extent.max >= wish.target * 0.99;
  }
  /** Room is left for the course of the values around their level; all of it, such as `up` as a share of itself, needs none. */
  #within({ low, high: high2, subtracts: subtracts2 }, { min, max }) {
    if (!Number.isFinite(high2)) return true;
    return min >= low + (subtracts2 ? (high2 - low) * 0.12 : -1e-9) && (max <= low + (high2 - low) * 0.86 || max === high2 && min === max);
  }
  #move(wish, now) {
    const candidates = [...wish.families].sort((a, b) => Number(isWhole(a)) - Number(isWhole(b)));
    const whole2 = candidates.map((name3) => ({ name: name3, conditions: [] }));
    for (const part of [...whole2, ...this.#parts(wish)]) {
      const { name: name3 } = part;
      for (const factor of this.#factors(wish, part, now)) {
        const moved = this.#scaled(part, factor);
        const extent = this.#extent(wish, moved);
        if (extent === void 0 || !this.#satisfied({ ...wish, lenient: true }, extent)) continue;
        if (!Number.isFinite(wish.high) && Math.abs(extent.max / wish.target - 1) > 0.2) continue;
        if (!this.#keepsOthers(name3, moved)) continue;
        this.metrics = moved;
        return true;
      }
    }
    return false;
  }
  /** Factors that would bring the query's highest value to the target if it grew, or shrank, in proportion. */
  #factors({ target: target3, ...wish }, part, now) {
    const doubled = this.#extent({ ...wish, target: target3 }, this.#scaled(part, 2));
    if (doubled === void 0 || doubled.max === now) return [];
    const slope = doubled.max - now;
    const linear = (target3 - (now - slope)) / slope;
    const rest = 2 * doubled.max - now;
    const inverse = (now - rest) / (target3 - rest);
    return [linear, inverse].filter((factor) => Number.isFinite(factor) && factor > 1e-12 && factor < 1e12);
  }
  #scaled({ name: name3, conditions }, factor) {
    const { patterns: patterns2 } = this.#context;
    requireSteps(1 + Math.ceil(this.metrics.length / 8));
    return this.metrics.map((metric) => {
      if (metric.name !== name3 || metric.kind === "info") return metric;
      requireSteps(metric.series.length * (1 + conditions.length));
      const series = metric.series.map(
        (one2) => satisfiesAll(one2.labels, conditions, patterns2) ? { ...one2, signal: scaleSignal(one2.signal, factor) } : one2
      );
      return { ...metric, series };
    });
  }
  /** Series of a metric that the query selects apart from others of it. */
  #parts({ filled }) {
    const found = [];
    walkNodes(filled.root, (node) => {
      const name3 = node.type === "selector" && node.metric !== void 0 ? this.#familyOf.get(node.metric) : void 0;
      if (node.type !== "selector" || name3 === void 0 || found.length >= 12) return;
      const conditions = node.matchers.filter(({ name: label2, op }) => op === "=" && isLabelName(label2));
      if (conditions.length > 0) found.push({ name: name3, conditions });
    });
    return found;
  }
  #keepsOthers(name3, moved) {
    return this.#done.every((wish) => {
      if (!wish.families.has(name3)) return true;
      const extent = this.#extent(wish, moved);
      return extent !== void 0 && this.#within(wish, extent) && (wish.lenient || extent.max >= wish.target * 0.97);
    });
  }
  #extent({ filled, families }, metrics) {
    if (this.#budget-- <= 0) return void 0;
    const { patterns: patterns2, nowSeconds, historySeconds } = this.#context;
    const read = metrics.filter(({ name: name3 }) => families.has(name3));
    requireSteps(Math.ceil(metrics.length / 8) + countSeries(read) * 2);
    const index = indexSeries(read, patterns2);
    const found = evaluate(filled.root, { nowSeconds, historySeconds, select: (selector2) => selectSeries(selector2, index) });
    const values4 = found.kind === "vector" ? found.series.map(({ value: value2 }) => value2).filter(Number.isFinite) : [];
    return values4.length === 0 ? void 0 : { min: Math.min(...values4), max: Math.max(...values4) };
  }
};

// src/infer/known-metric.ts
function applyKnown(usage, known2, { alone }) {
  for (const { name: name3, kind, labels } of known2) {
    const names = kind === "histogram" ? [`${name3}_bucket`, `${name3}_sum`, `${name3}_count`] : kind === "summary" ? [name3, `${name3}_sum`, `${name3}_count`] : [name3];
    for (const wire of names) {
      const use = alone ? metricUse(usage, wire) : usage.metrics.get(wire);
      if (use === void 0 || use.exact !== void 0) continue;
      for (const label2 of labels.keys()) if (isLabelName(label2)) use.labels.add(label2);
      if (kind === "histogram" && wire.endsWith("_bucket")) use.labels.add("le");
      if (kind === "summary" && wire === name3) use.labels.add("quantile");
      if (alone) addSelector(use, { conditions: [], removes: false });
    }
    for (const [label2, values4] of labels) {
      if (!isLabelName(label2)) continue;
      const { saved } = labelUse(usage, label2);
      for (const value2 of values4) if (saved.size < 12) saved.add(value2);
    }
  }
}

// src/infer/rows.ts
var maxRows = 400;
var maxValueLength = 2e3;
var maxAlternatives = 6;
function makeRows({ use }, options) {
  return new RowMaker(use, options).make();
}
var RowMaker = class {
  #rows = /* @__PURE__ */ new Map();
  #use;
  #options;
  /** Labels of which selectors of this metric name values: they have rows of their own, beside the common ones. */
  #named;
  /** Rows of each selector: enough for all comparisons. */
  #count;
  /** The label that tells rows apart beyond those that everything has. */
  #fine;
  constructor(use, options) {
    this.#use = use;
    this.#options = options;
    const named = [...use.selectors.values()].flatMap(
      ({ conditions }) => conditions.flatMap((one2) => one2.op === "=" || one2.op === "=~" ? [one2.name] : [])
    );
    this.#named = new Set(named);
    const values4 = new Set(use.comparisons.map(({ all }) => JSON.stringify(all))).size;
    const labels = [...use.labels].filter((label2) => isLabelName(label2) && !isScopeLabel(label2));
    this.#fine = labels.find((label2) => /(id|idx|name|instance|device|pod|daemon|member)$/.test(label2)) ?? labels.at(-1);
    const many = use.selectors.size > 40;
    this.#count = many ? 1 : Math.min(12, Math.max(options.count, values4 + (use.plain && values4 > 0 ? 1 : 0)));
  }
  make() {
    const selectors = [...this.#use.selectors.values()];
    const specific = (use) => use.conditions.filter(({ op }) => op === "=" || op === "=~").length;
    const ordered = selectors.filter(({ removes }) => !removes).sort((a, b) => specific(b) - specific(a));
    for (const { conditions } of ordered) for (const each2 of expand(conditions, this.#options.patterns)) this.#addRows(each2);
    for (const { conditions } of selectors.filter(({ removes }) => removes)) this.#addLast(conditions);
    for (const { conditions, removes } of this.#options.firm) if (!removes) this.#ensure(conditions);
    if (this.#rows.size === 0) this.#addRows([]);
    return [...this.#rows.values()];
  }
  #addRows(conditions) {
    for (let index = 0; index < this.#count; index++) {
      const labels = this.#labels(conditions, index);
      if (labels === void 0 || this.#covered(labels, conditions, index)) continue;
      this.#add(labels, index);
    }
  }
  #addLast(conditions) {
    const index = this.#options.count - 1;
    const labels = this.#labels(conditions, index);
    if (labels !== void 0) this.#add(labels, index);
  }
  #ensure(conditions) {
    const { patterns: patterns2 } = this.#options;
    const usable = conditions.filter(({ name: name3 }) => isLabelName(name3));
    if (!this.#options.lists && usable.some(({ op, value: value2 }) => op === "=" && (/^\(.*\|.*\)$/s.test(value2) || value2.length > 200))) return;
    requireSteps(1 + this.#rows.size);
    if ([...this.#rows.values()].some(({ labels }) => satisfiesAll(labels, usable, patterns2))) return;
    for (let index = 0; index < this.#options.count; index++) {
      const labels = this.#labels(usable, index);
      if (labels !== void 0) this.#add(labels, index);
    }
  }
  /** A row that differs from the wanted one only in labels with values of their own does as well. */
  #covered(labels, conditions, index) {
    requireSteps(1 + this.#rows.size);
    const free = [...labels].filter(([name3]) => !this.#named.has(name3));
    return [...this.#rows.values()].some(
      (row2) => row2.index === index && free.every(([name3, value2]) => row2.labels.get(name3) === value2) && satisfiesAll(row2.labels, conditions, this.#options.patterns)
    );
  }
  #add(labels, index) {
    if (this.#rows.size >= maxRows) return;
    const key = JSON.stringify([...labels]);
    if (!this.#rows.has(key) && !this.#breaksUniqueness(labels)) this.#rows.set(key, { labels, index });
  }
  #breaksUniqueness(labels) {
    const { patterns: patterns2 } = this.#options;
    return this.#use.unique.some(({ conditions, labels: on, ignored }) => {
      requireSteps(1 + this.#rows.size);
      if (!satisfiesAll(labels, conditions, patterns2)) return false;
      const counts = (name3) => on === void 0 ? !ignored.has(name3) : on.has(name3);
      const own2 = project(labels, counts);
      return [...this.#rows.values()].some((row2) => satisfiesAll(row2.labels, conditions, patterns2) && project(row2.labels, counts) === own2);
    });
  }
  #labels(conditions, index) {
    const names = [.../* @__PURE__ */ new Set([...this.#use.labels, ...conditions.map(({ name: name3 }) => name3)])].filter(isLabelName).sort();
    const labels = /* @__PURE__ */ new Map();
    requireSteps(names.length * (1 + conditions.length));
    for (const name3 of names) {
      const value2 = this.#choose(
        name3,
        conditions.filter((condition) => condition.name === name3),
        index
      );
      if (value2 === void 0 || value2.length > maxValueLength) return void 0;
      if (value2 !== "") labels.set(name3, value2);
    }
    return labels;
  }
  /** `label_replace` would take something out of the common value that nothing else has. */
  #mustBeMade(label2, index, common) {
    const { domains, patterns: patterns2 } = this.#options;
    const copy = this.#use.copies.find(({ source }) => source === label2);
    if (copy === void 0) return false;
    const taken = firstGroup(copy.regex, common, patterns2);
    if (taken === void 0) return textWithGroup(copy.regex, domains.valueOf(copy.target, index), patterns2) !== void 0;
    return copy.source !== copy.target && taken !== domains.valueOf(copy.target, index);
  }
  #choose(label2, conditions, index) {
    const { domains, patterns: patterns2 } = this.#options;
    const fits = (value2) => conditions.every((condition) => satisfies(value2, condition, patterns2));
    const { count } = this.#options;
    const common = domains.valueOf(label2, index >= count && label2 !== this.#fine ? index % count : index);
    if (fits(common) && !this.#mustBeMade(label2, index, common)) return common;
    const exact = conditions.find(({ op }) => op === "=");
    if (exact !== void 0) return fits(exact.value) ? exact.value : void 0;
    const copy = this.#use.copies.find(({ source }) => source === label2);
    const candidates = [
      ...copy === void 0 ? [] : [textWithGroup(copy.regex, domains.valueOf(copy.target, index), patterns2) ?? ""],
      ...rotated(domains.valuesOf(label2), index),
      ...rotated(
        conditions.flatMap(({ op, value: value2 }) => op === "=~" ? made(value2, common, patterns2) : []),
        index
      )
    ];
    return candidates.find((value2) => value2 !== "" && fits(value2)) ?? (fits("") ? "" : void 0);
  }
};
function made(regex, filler, patterns2) {
  const pattern4 = patterns2(regex)?.pattern;
  return pattern4 === void 0 ? [] : witnesses(pattern4, { filler });
}
function rotated(list2, by) {
  const start = list2.length === 0 ? 0 : by % list2.length;
  return [...list2.slice(start), ...list2.slice(0, start)];
}
function project(labels, counts) {
  return JSON.stringify([...labels].filter(([name3]) => counts(name3)));
}
function expand(conditions, patterns2) {
  let made2 = [[]];
  for (const condition of conditions) {
    const pattern4 = condition.op === "=~" ? patterns2(condition.value)?.pattern : void 0;
    const texts = pattern4 === void 0 ? void 0 : plainAlternatives(pattern4, maxAlternatives);
    const each2 = texts === void 0 || texts.length < 2 || made2.length * texts.length > maxAlternatives * 2 ? [condition] : texts.map((value2) => ({ name: condition.name, op: "=", value: value2 }));
    made2 = made2.flatMap((before) => each2.map((one2) => [...before, one2]));
  }
  return made2;
}

// src/infer/spec-builder.ts
var rounds = 3;
var SpecBuilder = class {
  #dashboards;
  #times;
  #patterns = createPatternCache();
  constructor(dashboards2, input) {
    this.#dashboards = dashboards2;
    this.#times = input;
  }
  /** @param count - rows of everything. */
  async build(count) {
    const usage = emptyUsage();
    const { work, signal: signal2 } = this.#times;
    for (const dashboard of this.#dashboards) await this.#readWritten(usage, dashboard);
    for (const rule of this.#times.rules) {
      await nextTurn(signal2);
      work.attempt(`${rule.kind} ${rule.name}`, () => readRuleQuery(usage, rule));
    }
    applyKnown(usage, this.#times.known, { alone: this.#dashboards.length + this.#times.rules.length === 0 });
    const firm = emptyUsage();
    for (const { query, expr } of this.#times.answered) {
      await nextTurn(signal2);
      work.attempt(query, () => readPanelQuery(firm, query, expr));
    }
    adopt(usage, firm);
    let metrics = await this.#make(usage, firm, count);
    for (let round2 = 0; round2 < rounds; round2++) {
      const before = sizeOf2(usage, firm);
      for (const dashboard of this.#dashboards) await this.#readResolved({ usage, firm, metrics }, dashboard);
      if (sizeOf2(usage, firm) === before) break;
      metrics = await this.#make(usage, firm, count);
    }
    const filled = [];
    for (const dashboard of this.#dashboards) filled.push(...await this.#fill(metrics, dashboard));
    const { nowMs: nowMs2, historyMs } = this.#times;
    return fitLevels(metrics, filled, {
      patterns: this.#patterns,
      nowSeconds: nowMs2 / 1e3,
      historySeconds: historyMs / 1e3,
      work,
      signal: signal2
    });
  }
  async #make(usage, firm, count) {
    const { work, signal: signal2 } = this.#times;
    const patterns2 = this.#patterns;
    const { overrides, known: known2 } = this.#times;
    const domains = createDomains(usage, patterns2, overrides.labels);
    const shapes = new Map(known2.map((metric) => [metric.name, metric]));
    const types2 = new Map([...known2.flatMap(({ name: name3, kind }) => kind === void 0 ? [] : [[name3, kind]]), ...overrides.types]);
    const families = makeFamilies(usage, types2).filter(({ name: name3 }) => !overrides.skip.has(name3));
    alignLabels(families, usage.single);
    const anchor = { monthSeconds: monthOf(this.#times.nowMs) };
    const metrics = [];
    for (const family of families) {
      await nextTurn(signal2);
      const made2 = work.attempt(`metric ${family.name}`, () => {
        const rows = makeRows(family, { domains, patterns: patterns2, count, firm: firmOf(family, firm), lists: this.#times.answered.length > 0 });
        return assignSignals(family, rows, {
          anchor,
          patterns: patterns2,
          shape: shapes.get(family.name),
          level: overrides.levels.get(family.name)
        });
      });
      if (made2 !== void 0) metrics.push(made2);
    }
    return metrics;
  }
  async #readWritten(usage, { queries: queries2, variables: variables2 }) {
    const { work, signal: signal2 } = this.#times;
    const options = staticOptions(variables2);
    for (const query of queries2) {
      await nextTurn(signal2);
      work.attempt(query, () => readPanelQuery(usage, query, query.expr, options));
    }
    const { alone, words: words3 } = standAlone([...queries2, ...variables2.map(({ query }) => ({ expr: query }))]);
    for (const variable3 of variables2) {
      await nextTurn(signal2);
      const text = { variable: variable3, query: variable3.query, regex: variable3.regex ?? "", alone, words: words3 };
      work.attempt(`variable $${variable3.name}`, () => readVariableUse(usage, text, options));
    }
  }
  /** The queries with the values that variables find. */
  async #fill(metrics, dashboard) {
    const { resolved, range: range3, titled } = await this.#resolve(metrics, dashboard);
    const { work, signal: signal2, stepMs } = this.#times;
    const filled = [];
    for (const query of dashboard.queries.filter(({ place }) => place === "panel")) {
      await nextTurn(signal2);
      const { expr } = prepareQuery(query, { resolved, window: range3, scrapeIntervalMs: stepMs, dashboard: titled });
      const parsed = work.attempt(query, () => parseExpression(expr));
      if (parsed?.ok === true) filled.push({ query, root: parsed.root });
    }
    return filled;
  }
  async #resolve(metrics, dashboard) {
    const { nowMs: nowMs2, historyMs, stepMs, signal: signal2 } = this.#times;
    const range3 = { fromMs: nowMs2 - historyMs, toMs: nowMs2 };
    const backend = memoryBackend(indexSeries(metrics, this.#patterns), {
      nowSeconds: nowMs2 / 1e3,
      historySeconds: historyMs / 1e3,
      work: this.#times.work
    });
    const titled = { title: dashboard.title, ...dashboard.uid === void 0 ? {} : { uid: dashboard.uid } };
    const resolved = await resolveVariables(dashboard.variables, {
      backend,
      range: range3,
      scrapeIntervalMs: stepMs,
      dashboard: titled,
      signal: signal2,
      regexTime: this.#times.work.regexTime
    });
    return { resolved, range: range3, titled };
  }
  /** Lets variables choose their values among the series so far, and reads the queries again with these in place. */
  async #readResolved({ usage, firm, metrics }, dashboard) {
    const { stepMs, work, signal: signal2 } = this.#times;
    const { resolved, range: range3, titled } = await this.#resolve(metrics, dashboard);
    for (const query of dashboard.queries) {
      await nextTurn(signal2);
      const { expr, used } = prepareQuery(query, { resolved, window: range3, scrapeIntervalMs: stepMs, dashboard: titled });
      if (expr === query.expr || used.some(({ state }) => state === "empty" || state === "error")) continue;
      work.attempt(query, () => readPanelQuery(firm, query, expr));
    }
    const asked = emptyUsage();
    const fill = (text, format) => fillIn(text, format, resolved, { range: range3, stepMs, dashboard: titled });
    for (const variable3 of dashboard.variables) {
      await nextTurn(signal2);
      const text = { variable: variable3, query: fill(variable3.query, "prometheus"), regex: fill(variable3.regex ?? "", "regex") };
      work.attempt(`variable $${variable3.name}`, () => readVariableUse(asked, text));
    }
    work.tryOnce(() => adoptVariables(usage, asked, this.#patterns));
    for (const [name3, { selectors }] of asked.metrics) {
      const use = metricUse(firm, name3);
      for (const selector2 of use === void 0 ? [] : selectors.values()) addSelector(use, selector2);
    }
    adopt(usage, asked);
    adopt(usage, firm);
  }
};
function fillIn(text, defaultFormat, values4, { range: range3, stepMs, dashboard }) {
  if (!/\$|\[\[/.test(text)) return text;
  return interpolate(text, {
    values: values4,
    builtins: builtinValues({ range: range3, timing: timeQuery({ range: range3, scrapeIntervalMs: stepMs }), dashboard }),
    defaultFormat
  });
}
function adoptVariables(usage, asked, patterns2) {
  for (const [name3, use] of asked.labels) {
    const known2 = labelUse(usage, name3);
    for (const pattern4 of use.patterns) if (known2.patterns.size < 20) known2.patterns.add(pattern4);
    for (const [key, { condition }] of use.conditions) {
      const pattern4 = condition.op === "=~" ? patterns2(condition.value)?.pattern : void 0;
      if (pattern4 === void 0 || plainAlternatives(pattern4) !== void 0 || known2.conditions.size >= 300) continue;
      if (!known2.conditions.has(key)) known2.conditions.set(key, { condition, count: 1 });
    }
  }
}
function adopt(usage, firm) {
  for (const [name3, use] of firm.metrics) {
    const known2 = usage.metrics.get(name3);
    if (known2 === void 0) {
      usage.metrics.set(name3, { ...use, selectors: /* @__PURE__ */ new Map(), labels: new Set(use.labels), unique: [...use.unique] });
      continue;
    }
    for (const label2 of use.labels) known2.labels.add(label2);
    for (const one2 of use.functions) known2.functions.add(one2);
    for (const user of use.users) if (known2.users.size < 20) known2.users.add(user);
    if (known2.comparisons.length === 0) known2.comparisons.push(...use.comparisons);
    if (known2.copies.length === 0) known2.copies.push(...use.copies);
    known2.exact ??= use.exact;
  }
}
function firmOf({ name: name3, kind }, { metrics }) {
  const names = kind === "histogram" || kind === "summary" ? [name3, `${name3}_bucket`, `${name3}_sum`, `${name3}_count`] : [name3];
  const made2 = kind === "histogram" ? "le" : kind === "summary" ? "quantile" : void 0;
  return names.flatMap(
    (one2) => [...metrics.get(one2)?.selectors.values() ?? []].map((use) => ({
      ...use,
      conditions: use.conditions.filter((condition) => condition.name !== made2)
    }))
  );
}
function sizeOf2(usage, firm) {
  const count = ({ metrics }) => [...metrics.values()].reduce((sum2, use) => sum2 + 1 + use.labels.size + use.selectors.size, 0);
  return count(usage) + count(firm);
}
function monthOf(nowMs2) {
  const date = new Date(nowMs2);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1) / 1e3;
}

// src/infer/infer-spec.ts
async function inferSpec(dashboards2, options) {
  return (await startInference(dashboards2, options)).spec;
}
async function startInference(dashboards2, options) {
  const read = [];
  for (const dashboard of dashboards2) {
    await nextTurn(options.signal);
    read.push(readForInference(dashboard));
  }
  const work = new InferWork(dashboards2.length);
  const spec = await build(read, { options, answered: [], work });
  return { spec, dashboards: read, options, answered: [], work, tooComplex: work.tooComplex };
}
async function build(read, { options, answered, work }) {
  const {
    nowMs: nowMs2,
    stepMs = 15e3,
    historyMs = 6 * 36e5,
    targetSeries = 150,
    known: known2 = [],
    rules = [],
    overrides = noOverrides,
    signal: signal2
  } = options;
  const builder = new SpecBuilder(read, { nowMs: nowMs2, stepMs, historyMs, known: known2, rules, overrides, answered, work, signal: signal2 });
  let metrics = await builder.build(3);
  if (countSeries(metrics) > targetSeries) metrics = await builder.build(2);
  const titles = [...new Set(read.map(({ title }) => title))];
  return { titles, metrics: metrics.length === 0 ? [placeholder] : metrics, stepMs, historyMs };
}
var placeholder = {
  name: "up",
  kind: "gauge",
  help: "A place holder: none of the queries ask Prometheus for anything.",
  series: [{ labels: /* @__PURE__ */ new Map([["instance", "host-1:9100"]]), index: 0, signal: { form: "constant", value: 1 } }],
  users: [],
  needs: [],
  observe: void 0,
  buckets: [],
  quantiles: []
};

// src/infer/factor-rows.ts
function factorRows(series) {
  const groups = /* @__PURE__ */ new Map();
  for (const { labels, signal: signal2 } of series) {
    const key = JSON.stringify([writeSignal(signal2), [...labels.keys()]]);
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    group.push({ labels: new Map([...labels].map(([name3, value2]) => [name3, [value2]])), signal: signal2 });
  }
  return [...groups.values()].flatMap((group) => mergeAll(group));
}
function mergeAll(group) {
  let entries = [...group];
  for (const label2 of group[0].labels.keys()) {
    const alike = /* @__PURE__ */ new Map();
    for (const entry of entries) {
      const key = JSON.stringify([...entry.labels].filter(([name3]) => name3 !== label2));
      const known2 = alike.get(key);
      const values4 = [...known2?.labels.get(label2) ?? [], ...entry.labels.get(label2)];
      alike.set(key, { ...entry, labels: new Map([...entry.labels].map(([name3, own2]) => [name3, name3 === label2 ? values4 : own2])) });
    }
    entries = [...alike.values()];
  }
  return entries;
}

// src/infer/render.ts
var maxUsers = 4;
function renderSpec(spec) {
  const { titles, metrics, stepMs, historyMs } = spec;
  const head = [
    ...titles.length === 0 ? ["# Inferred by dashpreview."] : wrapComment(`Inferred by dashpreview from ${titles.map(oneLine).join(", ")}.`),
    "# Edit freely: `dashpreview infer --update` adds what is missing and changes nothing that stands here.",
    "version: 1",
    `step: ${formatDuration(stepMs)}`,
    `history: ${formatDuration(historyMs)}`,
    "metrics:"
  ];
  const ordered = [...metrics].sort(byName);
  const body = ordered.flatMap((metric, index) => {
    const subsystem = subsystemOf(metric.name);
    const opens = index === 0 || subsystemOf(ordered[index - 1].name) !== subsystem;
    return [...opens ? ["", `  # ${subsystem}`] : [], ...renderMetric(metric)];
  });
  return `${[...head, ...body].join("\n")}
`;
}
function subsystemOf(name3) {
  return /^[a-zA-Z]+[0-9]*/.exec(name3)?.[0] ?? name3;
}
function byName({ name: a }, { name: b }) {
  const [first2, second] = [subsystemOf(a), subsystemOf(b)];
  if (first2 !== second) return first2 < second ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}
function renderMetric(metric) {
  const { name: name3, kind, users, help, buckets, quantiles } = metric;
  return [
    ...users.length === 0 ? [] : [`  # for ${userText(users)}`],
    `  - name: ${name3.endsWith(":") || name3.startsWith(":") ? JSON.stringify(name3) : name3}`,
    `    type: ${kind === "native" ? "histogram" : kind}`,
    ...help === void 0 ? [] : [`    help: ${quoted(help)}`],
    ...kind === "native" ? ["    native: true"] : [],
    ...buckets.length === 0 || kind !== "histogram" ? [] : [`    buckets: [${buckets.join(", ")}]`],
    ...quantiles.length === 0 ? [] : [`    quantiles: [${quantiles.join(", ")}]`],
    "    series:",
    ...renderSeries(metric).map((entry) => `      - ${entry}`)
  ];
}
function renderSeries(metric) {
  return factorRows(metric.series).map((entry) => `{${renderEntry(metric, entry)}}`);
}
function renderEntry({ kind, observe }, { labels, signal: signal2 }) {
  const pairs = [...labels].map(
    ([name3, values4]) => `${name3}: ${values4.length === 1 ? labelText(values4[0]) : `[${values4.map(labelText).join(", ")}]`}`
  );
  const parts2 = pairs.length === 0 ? [] : [`labels: {${pairs.join(", ")}}`];
  if (kind === "gauge") parts2.push(`value: ${writeSignal(signal2)}`);
  else if (kind !== "info") parts2.push(`rate: ${writeSignal(signal2)}`);
  if (observe !== void 0) parts2.push(`observe: {lognormal: {p50: ${tail(observe.p50)}, p99: ${tail(observe.p99)}}}`);
  return parts2.join(", ");
}
function tail(value2) {
  return writeSignal({ form: "walk", min: value2 * 0.85, max: value2 * 1.15 });
}
function userText(users) {
  const rest = users.length - maxUsers;
  const shown3 = users.slice(0, maxUsers).map((user) => user === "" ? "a panel without a title" : oneLine(user));
  return `${shown3.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}
function wrapComment(text) {
  return [`# ${text.length > 500 ? `${text.slice(0, 500)}\u2026` : text}`];
}
function oneLine(text) {
  return text.replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, " ").trim().slice(0, 80);
}
function labelText(value2) {
  const escaped = value2.replaceAll(/\{(?=-?\d+\.\.)|\\(?=\{)/g, (sign) => sign === "{" ? "\\{" : "\\");
  return quoted(escaped);
}
function quoted(text) {
  if (/^[A-Za-z/][A-Za-z0-9_/-]*$/.test(text) && !/^(true|false|null|yes|no|on|off|y|n|nan|inf)$/i.test(text)) return text;
  return JSON.stringify(text).replaceAll(
    /[\u007f-\u009f\u2028\u2029\ufeff]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`
  );
}

// src/generator/default-end.ts
function defaultEnd(signal2) {
  return signal2.type === "notation" ? "missing" : "last";
}

// src/generator/argument-checks.ts
function refuse2(where, parameter, expected2, value2) {
  throw new RangeError(`${where}: ${parameter} must be ${expected2}, got ${show(value2)}`);
}
function checkFinite(where, parameter, value2) {
  if (!Number.isFinite(value2)) refuse2(where, parameter, "a finite number", value2);
}
function checkNotNegative(where, parameter, value2) {
  if (!Number.isFinite(value2) || value2 < 0) refuse2(where, parameter, "a finite number of 0 or more", value2);
}
function checkPositiveInteger(where, parameter, value2) {
  if (!Number.isSafeInteger(value2) || value2 < 1) refuse2(where, parameter, "a whole number of at least 1", value2);
}
function checkLength(where, length) {
  const { forMs, samples: samples2 } = length;
  if (forMs === void 0 === (samples2 === void 0)) refuse2(where, "length", "one of forMs and samples", length);
  if (forMs !== void 0) checkPositiveInteger(where, "length.forMs", forMs);
  if (samples2 !== void 0) checkPositiveInteger(where, "length.samples", samples2);
}
function checkPhase(where, parameter, phase) {
  const { timeOfDayMs, afterAnchorMs } = phase;
  if (timeOfDayMs === void 0 === (afterAnchorMs === void 0)) {
    refuse2(where, parameter, "one of timeOfDayMs and afterAnchorMs", phase);
  }
  const ms = timeOfDayMs ?? afterAnchorMs;
  if (!Number.isSafeInteger(ms) || ms < 0) refuse2(where, parameter, "a whole number of milliseconds, 0 or more", ms);
  if (timeOfDayMs !== void 0 && timeOfDayMs >= 864e5) refuse2(where, parameter, "before 24:00", ms);
}
function checkParameter(where, parameter, value2) {
  const number3 = constantOf(value2);
  if (number3 !== void 0) checkFinite(where, parameter, number3);
}
function checkOrder(where, [lowName, low], [highName, high2], { strict: strict2 = false } = {}) {
  const lowNumber = low === void 0 ? void 0 : constantOf(low);
  const highNumber = high2 === void 0 ? void 0 : constantOf(high2);
  if (lowNumber === void 0 || highNumber === void 0) return;
  if (strict2 ? lowNumber < highNumber : lowNumber <= highNumber) return;
  refuse2(where, highName, `${strict2 ? "greater than" : "at least"} ${lowName} (${lowNumber})`, highNumber);
}
function constantOf(parameter) {
  if (typeof parameter === "number") return parameter;
  return parameter.type === "constant" ? parameter.value : void 0;
}
function show(value2) {
  const text = typeof value2 === "object" && value2 !== null ? JSON.stringify(value2) : String(value2);
  return text.length > 80 ? `${text.slice(0, 80)}\u2026` : text;
}

// src/generator/describe-signal.ts
var maxListed = 8;
var maxText2 = 100;
function describeSignal(signal2) {
  switch (signal2.type) {
    case "constant":
      return [`number ${signal2.value}`];
    case "line":
      return [`line ${signal2.from} \u2192 ${signal2.to} ${describeLength(signal2.length)}${signal2.bounds === "[]" ? "" : ` ${signal2.bounds}`}`];
    case "values":
      return [`values ${listed(signal2.values.map((value2) => value2 === null ? "null" : String(value2)))}`];
    case "gap":
      return [`gap ${describeLength(signal2.length)}`];
    case "random":
      return withParameters("random", { min: signal2.min, max: signal2.max });
    case "noise":
      return withParameters("noise", { stddev: signal2.stddev, mean: signal2.mean });
    case "wave": {
      const { min, max } = signal2;
      return withParameters(`wave every ${formatDuration(signal2.periodMs)}, peak ${describePhase(signal2.peak)}`, { min, max });
    }
    case "square": {
      const { low, high: high2 } = signal2;
      const head = `square every ${formatDuration(signal2.periodMs)}, high ${signal2.duty * 100} % of it, begins ${describePhase(signal2.at)}`;
      return withParameters(head, { low, high: high2 });
    }
    case "spike": {
      const { base, height, when, forMs } = signal2;
      const at = "everyMs" in when ? `every ${formatDuration(when.everyMs)}` : `at ${listed(when.at.map(describePhase))}`;
      return withParameters(`spike ${at} for ${forMs === void 0 ? "one step" : formatDuration(forMs)}`, { base, height });
    }
    case "walk": {
      const { start, step, min, max } = signal2;
      const bounds = `${min === void 0 ? "" : `, min ${min}`}${max === void 0 ? "" : `, max ${max}`}`;
      return [`walk from ${start}, step ${step}${bounds}`];
    }
    case "sequence":
      return ["one after the other", ...below(signal2.parts)];
    case "loop":
      return [`loop ${signal2.times === void 0 ? "for ever" : `${signal2.times} times`}`, ...below([signal2.of])];
    case "limit":
      return [`limit ${describeLength(signal2.length)}`, ...below([signal2.of])];
    case "add":
    case "sub":
    case "mul":
    case "div":
      return [signal2.type, ...below(signal2.operands)];
    case "clamp": {
      const bounds = [signal2.min === void 0 ? [] : [`min ${signal2.min}`], signal2.max === void 0 ? [] : [`max ${signal2.max}`]];
      return [`clamp ${bounds.flat().join(", ")}`, ...below([signal2.of])];
    }
    case "notation":
      return [`notation ${short(signal2.text)}`];
  }
}
function withParameters(head, parameters2) {
  const fixed2 = [];
  const branches = [];
  for (const [name3, parameter] of Object.entries(parameters2)) {
    const number3 = constantOf(parameter);
    if (number3 !== void 0) fixed2.push(`${name3} ${number3}`);
    else branches.push(`  ${name3}:`, ...indent(describeSignal(parameter), 2));
  }
  return [fixed2.length === 0 ? head : `${head}: ${fixed2.join(", ")}`, ...branches];
}
function indent(lines2, levels3 = 1) {
  return lines2.map((line2) => "  ".repeat(levels3) + line2);
}
function below(signals) {
  const lines2 = signals.slice(0, 50).flatMap((signal2) => indent(describeSignal(signal2)));
  return signals.length > 50 ? [...lines2, `  \u2026 ${signals.length - 50} more`] : lines2;
}
function describeLength(length) {
  return "forMs" in length ? `for ${formatDuration(length.forMs)}` : `for ${length.samples} samples`;
}
function describePhase(phase) {
  if ("afterAnchorMs" in phase)
    return phase.afterAnchorMs === 0 ? "at the start" : `${formatDuration(phase.afterAnchorMs)} after the start`;
  const seconds = Math.floor(phase.timeOfDayMs / 1e3);
  const parts2 = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map((part) => String(part).padStart(2, "0"));
  return `${parts2.slice(0, parts2[2] === "00" ? 2 : 3).join(":")} UTC`;
}
function listed(items) {
  const shown3 = items.slice(0, maxListed).join(", ");
  return items.length > maxListed ? `${shown3}, \u2026 (${items.length})` : shown3;
}
function short(text) {
  const line2 = text.replace(/\s+/g, " ").trim();
  return line2.length > maxText2 ? `${line2.slice(0, maxText2)}\u2026` : line2;
}

// src/generator/math/powers-of-two.ts
var smallest = -1074;
var largest = 1023;
var table = makeTable();
function makeTable() {
  const powers = new Float64Array(largest - smallest + 1);
  powers[-smallest] = 1;
  for (let exponent = 1; exponent <= largest; exponent++) powers[exponent - smallest] = powers[exponent - 1 - smallest] * 2;
  for (let exponent = -1; exponent >= smallest; exponent--) powers[exponent - smallest] = powers[exponent + 1 - smallest] / 2;
  return powers;
}
function powerOfTwo(exponent) {
  if (exponent < smallest) return 0;
  return exponent > largest ? Number.POSITIVE_INFINITY : table[exponent - smallest];
}

// src/generator/notation/histogram-run.ts
function histogramRun(first2, delta) {
  if (delta === void 0) return () => first2;
  const { sign, histogram } = delta;
  if (first2.schema > histogram.schema) {
    throw new RangeError(
      `notation: a histogram of schema ${histogram.schema} cannot be added to one of schema ${first2.schema}, which is finer`
    );
  }
  if (histogram.zeroThreshold !== first2.zeroThreshold) {
    throw new RangeError(
      `notation: both histograms must have the same z_bucket_w, got ${first2.zeroThreshold} and ${histogram.zeroThreshold}`
    );
  }
  const merged = coarsen(histogram, first2.schema);
  const positive2 = joined2(first2.positiveOffset, first2.positiveCounts, merged.positiveOffset, merged.positiveCounts);
  const negative = joined2(first2.negativeOffset, first2.negativeCounts, merged.negativeOffset, merged.negativeCounts);
  return (index) => {
    const times2 = sign * index;
    return {
      schema: first2.schema,
      zeroThreshold: first2.zeroThreshold,
      zeroCount: first2.zeroCount + times2 * merged.zeroCount,
      count: first2.count + times2 * merged.count,
      sum: first2.sum + times2 * merged.sum,
      positiveOffset: positive2.offset,
      positiveCounts: positive2.base.map((count, place) => count + times2 * positive2.added[place]),
      negativeOffset: negative.offset,
      negativeCounts: negative.base.map((count, place) => count + times2 * negative.added[place])
    };
  };
}
function coarsen(histogram, schema) {
  const shift2 = histogram.schema - schema;
  if (shift2 === 0) return histogram;
  const positive2 = mergeBuckets(histogram.positiveOffset, histogram.positiveCounts, shift2);
  const negative = mergeBuckets(histogram.negativeOffset, histogram.negativeCounts, shift2);
  return {
    ...histogram,
    schema,
    positiveOffset: positive2.offset,
    positiveCounts: positive2.counts,
    negativeOffset: negative.offset,
    negativeCounts: negative.counts
  };
}
function mergeBuckets(offset, counts, shift2) {
  if (counts.length === 0) return { offset, counts };
  const target3 = (index) => Math.ceil(index / powerOfTwo(shift2));
  const first2 = target3(offset);
  const merged = new Float64Array(target3(offset + counts.length - 1) - first2 + 1);
  for (const [place, count] of counts.entries()) merged[target3(offset + place) - first2] += count;
  return { offset: first2, counts: merged };
}
function joined2(offsetA, a, offsetB, b) {
  if (b.length === 0) return { offset: offsetA, base: a, added: new Float64Array(a.length) };
  if (a.length === 0) return { offset: offsetB, base: new Float64Array(b.length), added: b };
  const offset = Math.min(offsetA, offsetB);
  const length = Math.max(offsetA + a.length, offsetB + b.length) - offset;
  if (length > 2e4)
    throw new RangeError(`notation: the buckets of two added histograms must lie closer together, got a range of ${length}`);
  const base = new Float64Array(length);
  base.set(a, offsetA - offset);
  const added = new Float64Array(length);
  added.set(b, offsetB - offset);
  return { offset, base, added };
}

// src/generator/notation/parse-histogram.ts
var numberKeys = ["schema", "sum", "count", "z_bucket", "z_bucket_w", "offset", "n_offset"];
var listKeys = ["buckets", "n_buckets"];
var maxBuckets = 1e4;
function parseHistogram(text) {
  const fields = /* @__PURE__ */ new Map();
  for (const [, key, list3, value2] of matches(text)) {
    if (fields.has(key)) throw new RangeError(`notation: ${key} is there twice in {{${short2(text)}}}`);
    fields.set(key, key === "counter_reset_hint" ? 0 : field3(key, list3, value2, text));
  }
  const number3 = (key) => fields.get(key) ?? 0;
  const list2 = (key) => fields.get(key) ?? new Float64Array();
  const schema = number3("schema");
  if (!Number.isInteger(schema) || schema < -4 || schema > 8) {
    throw new RangeError(`notation: schema must be a whole number from -4 to 8, got ${schema}`);
  }
  return {
    schema,
    zeroThreshold: number3("z_bucket_w"),
    zeroCount: number3("z_bucket"),
    count: number3("count"),
    sum: number3("sum"),
    positiveOffset: whole("offset", number3("offset")),
    positiveCounts: list2("buckets"),
    negativeOffset: whole("n_offset", number3("n_offset")),
    negativeCounts: list2("n_buckets")
  };
}
function* matches(text) {
  const pattern4 = /\s*([a-z_]+):(?:\[([^\]]*)\]|([^\s[\]]+))(?=\s|$)/y;
  while (text.slice(pattern4.lastIndex).trim() !== "") {
    const at = pattern4.lastIndex;
    const match = pattern4.exec(text);
    if (match === null)
      throw new RangeError(`notation: expected key:value pairs in {{\u2026}}, got ${JSON.stringify(short2(text.slice(at).trim()))}`);
    yield match;
  }
}
function field3(key, list2, value2, text) {
  if (listKeys.includes(key) && list2 !== void 0) {
    const counts = Float64Array.from(
      list2.split(/\s+/).filter((one2) => one2 !== ""),
      (one2) => numeral(key, one2)
    );
    if (counts.length > maxBuckets) throw new RangeError(`notation: ${key} must have at most ${maxBuckets} buckets, got ${counts.length}`);
    return counts;
  }
  if (numberKeys.includes(key) && value2 !== void 0) return numeral(key, value2);
  const known2 = [...numberKeys, ...listKeys].join(", ");
  throw new RangeError(`notation: {{${short2(text)}}} must have numbers and [lists] under ${known2}, got ${JSON.stringify(key)}`);
}
function numeral(key, text) {
  const number3 = /^[+-]?inf$/i.test(text) ? (text.startsWith("-") ? -1 : 1) * Number.POSITIVE_INFINITY : Number(text);
  if (Number.isNaN(number3)) throw new RangeError(`notation: ${key} must be a number, got ${JSON.stringify(short2(text))}`);
  return number3;
}
function whole(key, number3) {
  if (!Number.isInteger(number3) || Math.abs(number3) > 1e6) {
    throw new RangeError(`notation: ${key} must be a whole number between -1000000 and 1000000, got ${number3}`);
  }
  return number3;
}
function short2(text) {
  return text.length > 60 ? `${text.slice(0, 60)}\u2026` : text;
}

// src/generator/notation/parse-notation.ts
var maxLength2 = 1048576;
var maxCount = 1e9;
var number2 = String.raw`[+-]?(?:(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|[iI][nN][fF]|[nN][aA][nN])`;
var numberPattern = new RegExp(`^(${number2})(?:([+-](?![+-])${number2.slice(5)}))?(?:x(\\d+))?$`);
var literalPattern = /\{\{[^{}]*\}\}/y;
var cache = /* @__PURE__ */ new Map();
function parseNotation(text) {
  const known2 = cache.get(text);
  if (known2 !== void 0) return known2;
  const parsed = parse2(text);
  if (cache.size >= 256) cache.clear();
  if (text.length <= 4096) cache.set(text, parsed);
  return parsed;
}
function parse2(text) {
  if (text.length > maxLength2) throw new RangeError(`notation: text must be at most ${maxLength2} characters, got ${text.length}`);
  const items = [];
  for (let at = skipSpace(text, 0); at < text.length; ) {
    const end = itemEnd(text, at);
    items.push(parseItem(text.slice(at, end), at + 1));
    at = skipSpace(text, end);
  }
  const count = items.reduce((sum2, item) => sum2 + item.count, 0);
  if (items.length === 0) throw new RangeError('notation: text must have at least one value, such as "1x20 _x4 5+1x3", got an empty text');
  if (count > maxCount) throw new RangeError(`notation: text must stand for at most ${maxCount} values, got ${count}`);
  const native = items.some(({ type }) => type === "histograms");
  if (native && items.some(({ type }) => type === "numbers")) {
    throw new RangeError("notation: one text holds either histograms or numbers, got both");
  }
  return { items, count, native };
}
function skipSpace(text, from) {
  let at = from;
  while (at < text.length && " 	\n\r".includes(text[at])) at++;
  return at;
}
function itemEnd(text, from) {
  let at = from;
  while (at < text.length && !" 	\n\r".includes(text[at])) {
    const close = text.startsWith("{{", at) ? text.indexOf("}}", at) : -1;
    at = close === -1 ? at + 1 : close + 2;
  }
  return at;
}
function parseItem(item, column) {
  if (item === "_") return { type: "missing", count: 1 };
  if (item === "stale") return { type: "stale", count: 1 };
  const blanks = /^_x(\d+)$/.exec(item);
  if (blanks !== null) return { type: "missing", count: times(blanks[1], item, column) };
  if (item.startsWith("{{")) return parseHistograms(item, column);
  const match = item.length > 200 ? null : numberPattern.exec(item);
  if (match === null) wrong(item, column, "a+bxn, a-bxn, axn, _, _xn, stale or {{schema:\u2026}}");
  const [, start, delta, repeat3] = match;
  if (delta !== void 0 && repeat3 === void 0) wrong(item, column, `how often, as in ${item}x5`);
  return {
    type: "numbers",
    start: readNumber(start),
    delta: delta === void 0 ? 0 : readNumber(delta),
    count: repeat3 === void 0 ? 1 : times(repeat3, item, column) + 1
  };
}
function parseHistograms(item, column) {
  literalPattern.lastIndex = 0;
  const literal = literalPattern.exec(item)?.[0];
  if (literal === void 0) wrong(item, column, "}} at the end of {{\u2026");
  const rest = item.slice(literal.length);
  const first2 = parseHistogram(literal.slice(2, -2));
  if (rest === "") return { type: "histograms", count: 1, at: () => first2 };
  const repeat3 = /^(?:([+-])(\{\{[^{}]*\}\}))?x(\d+)$/.exec(rest);
  if (repeat3 === null) wrong(item, column, "{{\u2026}}, {{\u2026}}xn, {{\u2026}}+{{\u2026}}xn or {{\u2026}}-{{\u2026}}xn");
  const [, sign, second, count] = repeat3;
  const delta = second === void 0 ? void 0 : { sign: sign === "-" ? -1 : 1, histogram: parseHistogram(second.slice(2, -2)) };
  return { type: "histograms", count: times(count, item, column) + 1, at: histogramRun(first2, delta) };
}
function times(digits, item, column) {
  const count = Number(digits);
  if (count > maxCount) wrong(item, column, `at most ${maxCount} repetitions`);
  return count;
}
function readNumber(text) {
  const sign = text.startsWith("-") ? -1 : 1;
  const size = text.replace(/^[+-]/, "").toLowerCase();
  if (size === "inf") return sign * Number.POSITIVE_INFINITY;
  return size === "nan" ? Number.NaN : sign * Number(size);
}
function wrong(item, column, expected2) {
  const shown3 = item.length > 60 ? `${item.slice(0, 60)}\u2026` : item;
  throw new RangeError(`notation: expected ${expected2} at column ${column}, got ${JSON.stringify(shown3)}`);
}

// src/generator/lengths.ts
function lengthMs(length, stepMs) {
  return "forMs" in length ? length.forMs : length.samples * stepMs;
}
function signalLengthMs(signal2, stepMs) {
  switch (signal2.type) {
    case "line":
    case "gap":
      return lengthMs(signal2.length, stepMs);
    case "values":
      return signal2.values.length * stepMs;
    case "notation":
      return parseNotation(signal2.text).count * stepMs;
    case "limit":
      return Math.min(lengthMs(signal2.length, stepMs), signalLengthMs(signal2.of, stepMs));
    case "sequence":
      return signal2.parts.reduce((sum2, part) => sum2 + signalLengthMs(part, stepMs), 0);
    case "loop":
      return signal2.times === void 0 ? Number.POSITIVE_INFINITY : signal2.times * signalLengthMs(signal2.of, stepMs);
    case "add":
    case "sub":
    case "mul":
    case "div":
      return signal2.operands.reduce((least, operand2) => Math.min(least, signalLengthMs(operand2, stepMs)), Number.POSITIVE_INFINITY);
    case "clamp":
      return signalLengthMs(signal2.of, stepMs);
    default:
      return Number.POSITIVE_INFINITY;
  }
}
function isEndless(signal2) {
  return signalLengthMs(signal2, 1) === Number.POSITIVE_INFINITY;
}

// src/generator/describe-definition.ts
function describeDefinition(definition) {
  const { name: name3, labels, kind } = definition;
  const set = labels.map(([label2, value2]) => `${label2}=${JSON.stringify(value2)}`).join(", ");
  return [`${name3}{${set}} ${kind}`, ...indent(describeKind(definition))];
}
function describeKind(definition) {
  const { kind } = definition;
  if (kind === "info") return ["value 1"];
  if ("value" in definition) {
    const options = kind === "counter" ? counterOptions(definition) : [];
    return [...branch("value", definition.value, definition.then), ...options];
  }
  const rate = branch("rate", definition.rate, definition.then);
  if (kind === "counter") return [...rate, ...counterOptions(definition)];
  const observe = describeDistribution(definition.observe);
  if (kind === "summary") return [...rate, ...observe, `quantiles ${definition.quantiles.join(", ")}`];
  const native = definition.native === false ? [] : [`native, schema ${definition.schema ?? 3}`];
  return [...rate, ...observe, ...definition.native === true ? [] : [`buckets ${definition.buckets.join(", ")}`], ...native];
}
function branch(name3, signal2, then) {
  const lines2 = [`${name3}:`, ...indent(describeSignal(signal2))];
  return isEndless(signal2) ? lines2 : [...lines2, `then ${describeEnd(then ?? defaultEnd(signal2))}`];
}
function describeEnd(end) {
  if (typeof end === "object") return `${end.value}`;
  return { last: "its last value", loop: "again from the start", missing: "nothing", end: "a stale marker, then nothing" }[end];
}
function counterOptions(definition) {
  const { resets, integer } = definition;
  const own2 = "rate" in definition ? definition : void 0;
  return [
    ...own2?.initial ? [`initial ${own2.initial}`] : [],
    ...own2?.gaps === "running" ? ["goes on counting in gaps"] : [],
    ...resets === void 0 ? [] : [`resets ${describeResets(resets)}`],
    ...integer ? ["whole numbers"] : []
  ];
}
function describeResets(resets) {
  return "everyMs" in resets ? `every ${formatDuration(resets.everyMs)}` : `at ${resets.atMs.map(formatDuration).join(", ")}`;
}
function describeDistribution(observe) {
  if (observe.type === "values") {
    return [`observe values ${observe.weights.map(({ value: value2, weight }) => `${value2} (weight ${weight})`).join(", ")}`];
  }
  const { type, ...parameters2 } = observe;
  return withParameters(`observe ${type}`, parameters2);
}

// src/generator/grid.ts
function gridEndMs({ fromMs, stepMs, count }) {
  return fromMs + count * stepMs;
}

// src/generator/block.ts
var missing = 0;
var present = 1;
var stale = 2;
function createBlock(capacity, { native = false } = {}) {
  const block = { values: new Float64Array(capacity), states: new Uint8Array(capacity) };
  return native ? { ...block, histograms: new Array(capacity).fill(void 0) } : block;
}

// src/generator/parameters.ts
function readParameters(context, parameters2, { firstPlace = 0, firstScratch = 0 } = {}) {
  const scratches2 = firstScratch + parameters2.length;
  const compiled2 = parameters2.map((parameter, place) => context.parameter(parameter, firstPlace + place, scratches2));
  const blocks = parameters2.map((_, place) => context.scratch(firstScratch + place));
  return {
    constants: compiled2.map(({ constant: constant2 }) => constant2),
    blocks,
    fill(index, count, startMs) {
      let complete = true;
      for (const [place, parameter] of compiled2.entries()) {
        const block = blocks[place];
        if (parameter.constant === void 0) {
          if (!parameter.filler.fill(block, 0, index, count, startMs)) complete = false;
        } else {
          block.values.fill(parameter.constant, 0, count);
          block.states.fill(present, 0, count);
        }
      }
      return complete;
    }
  };
}
function combineStates(blocks, states, at, count) {
  for (let place = 0; place < count; place++) {
    let state = present;
    for (const block of blocks) if (block.states[place] !== present) state = missing;
    states[at + place] = state;
  }
}

// src/generator/signals/arithmetic.ts
var add = (operands) => arithmetic2("add", operands);
var sub = (operands) => arithmetic2("sub", operands);
var mul = (operands) => arithmetic2("mul", operands);
var div = (operands) => arithmetic2("div", operands);
function arithmetic2(type, operands) {
  if (operands.length < 2) refuse2(type, "operands", "two or more signals", `${operands.length}`);
  return { type, operands };
}
function compileArithmetic({ type, operands }, context) {
  const fillers = operands.map((operand2, place) => context.child(operand2, place, 1));
  const lengthMs2 = fillers.reduce((least, filler) => Math.min(least, filler.lengthMs), Number.POSITIVE_INFINITY);
  const [first2, ...others] = fillers;
  const other = context.scratch(0);
  const combine3 = (out, at, count, whole2) => {
    apply(type, out.values, at, other.values, count);
    const divided = type !== "div" || !other.values.subarray(0, count).includes(0);
    if (whole2 && divided) return true;
    const left = { values: out.values, states: out.states.subarray(at, at + count) };
    combineStates([left, other], out.states, at, count);
    if (!divided) {
      for (let place = 0; place < count; place++) if (other.values[place] === 0) out.states[at + place] = missing;
    }
    return false;
  };
  return {
    lengthMs: lengthMs2,
    openStart: fillers.some((filler) => filler.openStart),
    fill(out, at, index, count, startMs) {
      let complete = first2.fill(out, at, index, count, startMs);
      for (const filler of others) complete = combine3(out, at, count, filler.fill(other, 0, index, count, startMs) && complete);
      return complete;
    },
    tail: Number.isFinite(lengthMs2) && fillers.every((filler) => filler.lengthMs > lengthMs2 || filler.tail !== void 0) ? (out, at, index, startMs) => {
      for (const [place, filler] of fillers.entries()) {
        const [target3, to] = place === 0 ? [out, at] : [other, 0];
        target3.states[to] = present;
        if (filler.lengthMs > lengthMs2) filler.fill(target3, to, index, 1, startMs);
        else filler.tail(target3, to, index, startMs);
        if (place > 0) combine3(out, at, 1, false);
      }
    } : void 0
  };
}
function apply(type, left, at, right, count) {
  if (type === "add") for (let place = 0; place < count; place++) left[at + place] += right[place];
  else if (type === "sub") for (let place = 0; place < count; place++) left[at + place] -= right[place];
  else if (type === "mul") for (let place = 0; place < count; place++) left[at + place] *= right[place];
  else for (let place = 0; place < count; place++) left[at + place] /= right[place];
}

// src/generator/signals/clamp.ts
function clamp({ of, min, max }) {
  if (min === void 0 && max === void 0) refuse2("clamp", "min or max", "given", "neither");
  if (min !== void 0) checkFinite("clamp", "min", min);
  if (max !== void 0) checkFinite("clamp", "max", max);
  checkOrder("clamp", ["min", min], ["max", max]);
  return { type: "clamp", of, ...min === void 0 ? {} : { min }, ...max === void 0 ? {} : { max } };
}
function compileClamp({ of, min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY }, context) {
  const filler = context.child(of, 0, 0);
  const { tail: tail3 } = filler;
  const restrict = (values4, from, to) => {
    for (let place = from; place < to; place++) {
      const value2 = values4[place];
      if (value2 < min) values4[place] = min;
      else if (value2 > max) values4[place] = max;
    }
  };
  return {
    lengthMs: filler.lengthMs,
    openStart: filler.openStart,
    fill(out, at, index, count, startMs) {
      const complete = filler.fill(out, at, index, count, startMs);
      restrict(out.values, at, at + count);
      return complete;
    },
    tail: tail3 && ((out, at, index, startMs) => {
      tail3(out, at, index, startMs);
      restrict(out.values, at, at + 1);
    })
  };
}

// src/generator/signals/constant.ts
function constant(value2) {
  if (typeof value2 !== "number") throw new RangeError(`constant: value must be a number, got ${String(value2)}`);
  return { type: "constant", value: value2 };
}
function compileConstant({ value: value2 }) {
  return {
    lengthMs: Number.POSITIVE_INFINITY,
    openStart: false,
    fill(out, at, _index, count) {
      out.values.fill(value2, at, at + count);
      out.states.fill(present, at, at + count);
      return true;
    }
  };
}

// src/generator/signals/gap.ts
function gap(length) {
  checkLength("gap", length);
  return { type: "gap", length };
}
function compileGap({ length }, { stepMs }) {
  return {
    lengthMs: lengthMs(length, stepMs),
    openStart: false,
    fill(out, at, _index, count) {
      out.states.fill(missing, at, at + count);
      return false;
    }
  };
}

// src/generator/signals/limit.ts
function limit({ of, length }) {
  checkLength("limit", length);
  return { type: "limit", of, length };
}
function compileLimit({ of, length }, context) {
  const filler = context.child(of, 0, 0);
  const most = lengthMs(length, context.stepMs);
  return most >= filler.lengthMs ? filler : { lengthMs: most, openStart: filler.openStart, fill: filler.fill };
}

// src/generator/filler.ts
var chunkSize = 256;
function firstIndexAt(timeMs, stepMs) {
  return Math.ceil(timeMs / stepMs);
}

// src/generator/signals/line.ts
function line({ from, to, length, bounds = "[]" }) {
  checkFinite("line", "from", from);
  checkFinite("line", "to", to);
  checkLength("line", length);
  if (!["[]", "[)", "(]", "()"].includes(bounds)) refuse2("line", "bounds", "one of [], [), (] and ()", bounds);
  return { type: "line", from, to, length, bounds };
}
function compileLine({ from, to, length, bounds }, { stepMs }) {
  const total = lengthMs(length, stepMs);
  const openStart = bounds[0] === "(";
  const openEnd = bounds[1] === ")";
  const base = { lengthMs: total, openStart };
  if ("samples" in length) {
    const last = length.samples - 1;
    return {
      ...base,
      fill(out, at, index, count, startMs) {
        const first2 = index - firstIndexAt(startMs, stepMs);
        for (let place = 0; place < count; place++) out.values[at + place] = between2(from, to, first2 + place, last);
        out.states.fill(present, at, at + count);
        const leavesFirst = openStart && first2 === 0;
        const leavesLast = openEnd && first2 <= last && first2 + count > last;
        if (leavesFirst) out.states[at] = missing;
        if (leavesLast) out.states[at + last - first2] = missing;
        return !leavesFirst && !leavesLast;
      }
    };
  }
  return {
    ...base,
    fill(out, at, index, count, startMs) {
      const firstMs2 = index * stepMs - startMs;
      for (let place = 0; place < count; place++) out.values[at + place] = between2(from, to, firstMs2 + place * stepMs, total);
      out.states.fill(present, at, at + count);
      if (!openStart || firstMs2 !== 0) return true;
      out.states[at] = missing;
      return false;
    },
    tail: openEnd ? void 0 : (out, at) => {
      out.values[at] = to;
      out.states[at] = present;
    }
  };
}
function between2(from, to, part, whole2) {
  return part === whole2 && whole2 > 0 ? to : from + (to - from) * (whole2 === 0 ? 0 : part / whole2);
}

// src/generator/signals/loop.ts
function loop({ of, times: times2 }) {
  if (isEndless(of)) refuse2("loop", "of", "a finite signal (limit makes it so)", `an endless ${of.type}`);
  if (times2 === void 0) return { type: "loop", of };
  checkPositiveInteger("loop", "times", times2);
  return { type: "loop", of, times: times2 };
}
function compileLoop({ of, times: times2 }, context) {
  return repeat2(context.child(of, 0, 0), times2 ?? Number.POSITIVE_INFINITY, context.stepMs);
}
function repeat2(of, times2, stepMs) {
  const roundMs = of.lengthMs;
  const { tail: tail3 } = of;
  return {
    lengthMs: roundMs * times2,
    openStart: of.openStart,
    fill(out, at, index, count, startMs) {
      let complete = true;
      for (let done = 0; done < count; ) {
        const round2 = Math.min(Math.floor(((index + done) * stepMs - startMs) / roundMs), times2 - 1);
        const roundStartMs = startMs + round2 * roundMs;
        const end = Math.min(count, firstIndexAt(roundStartMs + roundMs, stepMs) - index);
        let whole2 = of.fill(out, at + done, index + done, end - done, roundStartMs);
        if (tail3 !== void 0 && of.openStart && round2 > 0 && (index + done) * stepMs === roundStartMs) {
          tail3(out, at + done, index + done, roundStartMs - roundMs);
          whole2 = false;
        }
        complete &&= whole2;
        done = end;
      }
      return complete;
    },
    tail: tail3 !== void 0 && Number.isFinite(times2) ? (out, at, index, startMs) => tail3(out, at, index, startMs + roundMs * (times2 - 1)) : void 0
  };
}

// src/generator/hash.ts
var lanes = new Int32Array(2);
function mix(keyHigh, keyLow, high2, low, out = lanes, at = 0) {
  let x = low ^ keyLow;
  x = Math.imul(x ^ x >>> 16, 569420461);
  x = Math.imul(x ^ x >>> 15, 1935289751);
  x ^= x >>> 15;
  let y = (high2 ^ keyHigh) + x + Math.imul(keyLow, 2654435761) | 0;
  y = Math.imul(y ^ y >>> 16, 2146121005);
  y = Math.imul(y ^ y >>> 15, 2221713035);
  y ^= y >>> 16;
  x = (x ^ keyHigh) + y | 0;
  x = Math.imul(x ^ x >>> 17, 3982152891 | 0);
  x = Math.imul(x ^ x >>> 11, 2890668881 | 0);
  x ^= x >>> 15;
  out[at] = y;
  out[at + 1] = x;
}
function mixIndex(keyHigh, keyLow, index) {
  mix(keyHigh, keyLow, Math.floor(index * 23283064365386963e-26) | 0, index | 0);
}
function mixRun(keyHigh, keyLow, first2, count, out) {
  let high2 = Math.floor(first2 * 23283064365386963e-26) | 0;
  let low = first2 | 0;
  for (let at = 0; at < 2 * count; at += 2) {
    mix(keyHigh, keyLow, high2, low, out, at);
    low = low + 1 | 0;
    if (low === 0) high2++;
  }
}
function deriveKey({ high: high2, low }, place) {
  mix(high2 ^ 1540483477, low, 668265263, place);
  return { high: lanes[0], low: lanes[1] };
}
function seriesKey(seed2, name3, labels) {
  const state = Int32Array.of(608135816, 1513131313);
  absorb(state, seed2);
  absorbText(state, name3);
  absorb(state, labels.length);
  for (const [label2, value2] of labels) {
    absorbText(state, label2);
    absorbText(state, value2);
  }
  return { high: state[0], low: state[1] };
}
function absorbText(state, text) {
  absorb(state, text.length);
  for (let at = 0; at < text.length; at++) absorb(state, text.charCodeAt(at));
}
function absorb(state, number3) {
  const low = state[1];
  mixIndex(state[0], low, number3);
  state[0] = lanes[0] ^ low;
  state[1] = lanes[1];
}

// src/generator/math/exponential.ts
var ln2High = 0.6931471803691238;
var ln2Low = 19082149292705877e-26;
var inverseLn2 = Math.LOG2E;
var p1 = 0.16666666666666602;
var p2 = -0.0027777777777015593;
var p3 = 6613756321437934e-20;
var p4 = -16533902205465252e-22;
var p5 = 41381367970572385e-24;
function exponential(x) {
  if (Number.isNaN(x)) return x;
  if (x > 709.782712893384) return Number.POSITIVE_INFINITY;
  if (x < -745.1332191019411) return 0;
  const exponent = x >= 0 ? Math.floor(inverseLn2 * x + 0.5) : Math.ceil(inverseLn2 * x - 0.5);
  const high2 = x - exponent * ln2High;
  const low = exponent * ln2Low;
  const rest = high2 - low;
  const square2 = rest * rest;
  const c = rest - square2 * (p1 + square2 * (p2 + square2 * (p3 + square2 * (p4 + square2 * p5))));
  const result = 1 - (low - rest * c / (2 - c) - high2);
  if (exponent > 1e3) return result * powerOfTwo(1e3) * powerOfTwo(exponent - 1e3);
  return exponent < -1e3 ? result * powerOfTwo(exponent + 1e3) * powerOfTwo(-1e3) : result * powerOfTwo(exponent);
}

// src/generator/math/logarithm.ts
var ln2High2 = 0.6931471803691238;
var ln2Low2 = 19082149292705877e-26;
var l1 = 0.6666666666666735;
var l2 = 0.3999999999940942;
var l3 = 0.2857142874366239;
var l4 = 0.22222198432149784;
var l5 = 0.1818357216161805;
var l6 = 0.15313837699209373;
var l7 = 0.14798198605116586;
var double = new Float64Array(1);
var words2 = new Int32Array(double.buffer);
double[0] = 1;
var high = words2[1] === 1072693248 ? 1 : 0;
function logarithm(x) {
  if (!(x > 0)) return x === 0 ? Number.NEGATIVE_INFINITY : Number.NaN;
  if (x === Number.POSITIVE_INFINITY) return x;
  let exponent = 0;
  let scaled = x;
  if (x < 22250738585072014e-324) {
    exponent = -54;
    scaled = x * 18014398509481984;
  }
  double[0] = scaled;
  const top = words2[high];
  const fraction = top & 1048575;
  const carry = fraction + 614244 & 1048576;
  words2[high] = fraction | carry ^ 1072693248;
  exponent += (top >> 20) - 1023 + (carry >> 20);
  const f = double[0] - 1;
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const r = z * (l1 + w * (l3 + w * (l5 + w * l7))) + w * (l2 + w * (l4 + w * l6));
  const half = 0.5 * f * f;
  return exponent * ln2High2 - (half - (s * (half + r) + exponent * ln2Low2) - f);
}

// src/generator/uniform.ts
function uniformAt(keyHigh, keyLow, index) {
  fillUniform(keyHigh, keyLow, index, 1, single, 0);
  return single[0];
}
var single = new Float64Array(1);
var hashes = new Int32Array(2 * chunkSize);
function fillUniform(keyHigh, keyLow, first2, count, out, at) {
  const run2 = hashes;
  mixRun(keyHigh, keyLow, first2, count, run2);
  for (let place = 0; place < count; place++) {
    out[at + place] = ((run2[2 * place] >>> 0) * 2097152 + (run2[2 * place + 1] >>> 11)) * 11102230246251565e-32;
  }
}

// src/generator/gaussian.ts
var layers = 128;
var tailStart = 3.442619855899;
var layerArea = 0.00991256303526217;
var edges = new Float64Array(layers + 1);
var ratios = new Float64Array(layers);
makeTables();
function makeTables() {
  let density = exponential(-0.5 * tailStart * tailStart);
  edges[0] = layerArea / density;
  edges[1] = tailStart;
  for (let layer = 2; layer < layers; layer++) {
    edges[layer] = Math.sqrt(-2 * logarithm(layerArea / edges[layer - 1] + density));
    density = exponential(-0.5 * edges[layer] * edges[layer]);
  }
  for (let layer = 0; layer < layers; layer++) ratios[layer] = edges[layer + 1] / edges[layer];
}
function gaussianAt(keyHigh, keyLow, index) {
  fillGaussian(keyHigh, keyLow, index, 1, single2, 0);
  return single2[0];
}
var single2 = new Float64Array(1);
var hashes2 = new Int32Array(2 * chunkSize);
function fillGaussian(keyHigh, keyLow, first2, count, out, at) {
  const run2 = hashes2;
  const widths = edges;
  const inside = ratios;
  mixRun(keyHigh, keyLow, first2, count, run2);
  for (let place = 0; place < count; place++) {
    const low = run2[2 * place + 1];
    const u = ((run2[2 * place] >>> 0) * 2097152 + (low >>> 11)) * 2220446049250313e-31 - 1;
    const layer = low & 127;
    if (Math.abs(u) < inside[layer]) out[at + place] = u * widths[layer];
    else out[at + place] = redraw(keyHigh, keyLow, first2 + place, layer, u);
  }
}
function redraw(keyHigh, keyLow, index, firstLayer, firstU) {
  let layer = firstLayer;
  let u = firstU;
  for (let attempt2 = 1; ; attempt2++) {
    const key = Math.imul(attempt2, 2654435769);
    if (layer === 0) return tail2(keyHigh ^ key, keyLow, index, u < 0);
    const x = u * edges[layer];
    const f0 = exponential(-0.5 * (edges[layer] * edges[layer] - x * x));
    const f1 = exponential(-0.5 * (edges[layer + 1] * edges[layer + 1] - x * x));
    if (f1 + uniformAt(keyHigh ^ key, keyLow ^ 1013904242, index) * (f0 - f1) < 1) return x;
    mixIndex(keyHigh ^ key, keyLow ^ 461845907, index);
    const low = lanes[1];
    u = ((lanes[0] >>> 0) * 2097152 + (low >>> 11)) * 2220446049250313e-31 - 1;
    layer = low & 127;
    if (Math.abs(u) < ratios[layer]) return u * edges[layer];
  }
}
function tail2(keyHigh, keyLow, index, negative) {
  for (let attempt2 = 1; ; attempt2++) {
    const key = Math.imul(attempt2, 2246822507);
    const x = logarithm(1 - uniformAt(keyHigh, keyLow ^ key ^ 625341585, index)) / tailStart;
    const y = logarithm(1 - uniformAt(keyHigh, keyLow ^ key ^ 1821285621, index));
    if (-2 * y >= x * x) return negative ? x - tailStart : tailStart - x;
  }
}

// src/generator/signals/noise.ts
function noise({ stddev, mean = 0 }) {
  const number3 = constantOf(stddev);
  if (number3 !== void 0) checkNotNegative("noise", "stddev", number3);
  checkParameter("noise", "mean", mean);
  return { type: "noise", stddev, mean };
}
function compileNoise(signal2, context) {
  const [stddev, mean] = [constantOf(signal2.stddev), constantOf(signal2.mean)];
  return stddev === void 0 || mean === void 0 ? changingNoise(signal2, context) : constantNoise(stddev, mean, context);
}
function constantNoise(stddev, mean, { key: { high: high2, low }, noiseIndex }) {
  return {
    lengthMs: Number.POSITIVE_INFINITY,
    openStart: false,
    fill(out, at, index, count) {
      const { values: values4 } = out;
      fillGaussian(high2, low, noiseIndex + index, count, values4, at);
      for (let place = at; place < at + count; place++) values4[place] = mean + stddev * values4[place];
      out.states.fill(present, at, at + count);
      return true;
    }
  };
}
function changingNoise({ stddev, mean }, context) {
  const { key, noiseIndex } = context;
  const { high: high2, low } = key;
  const parameters2 = readParameters(context, [stddev, mean]);
  const [spreads2, centres] = parameters2.blocks.map((block) => block.values);
  return {
    lengthMs: Number.POSITIVE_INFINITY,
    openStart: false,
    fill(out, at, index, count, startMs) {
      const complete = parameters2.fill(index, count, startMs);
      const { values: values4 } = out;
      fillGaussian(high2, low, noiseIndex + index, count, values4, at);
      for (let place = 0; place < count; place++) values4[at + place] = centres[place] + spreads2[place] * values4[at + place];
      if (complete) out.states.fill(present, at, at + count);
      else combineStates(parameters2.blocks, out.states, at, count);
      return complete;
    }
  };
}

// src/generator/first-end-after.ts
function firstEndAfter(ends, value2) {
  let low = 0;
  let high2 = ends.length - 1;
  while (low < high2) {
    const middle = low + high2 >> 1;
    if (ends[middle] > value2) high2 = middle;
    else low = middle + 1;
  }
  return low;
}

// src/generator/notation/run-values.ts
var checkpointEvery = 256;
function runValues({ start, delta, count }) {
  if (delta === 0 || !Number.isFinite(delta) || !Number.isFinite(start))
    return (out, at, from, length) => fillSame(out, { start, delta, at, from, length });
  if (Number.isInteger(start) && Number.isInteger(delta) && Number.isSafeInteger(Math.abs(start) + Math.abs(delta) * count)) {
    return (out, at, from, length) => {
      for (let place = 0; place < length; place++) out[at + place] = start + delta * (from + place);
    };
  }
  const checkpoints = [start];
  return (out, at, from, length) => {
    const block = Math.floor(from / checkpointEvery);
    while (checkpoints.length <= block) checkpoints.push(advance(checkpoints.at(-1), delta, checkpointEvery));
    let value2 = advance(checkpoints[block], delta, from - block * checkpointEvery);
    for (let place = 0; place < length; place++, value2 += delta) out[at + place] = value2;
  };
}
function advance(value2, delta, times2) {
  let sum2 = value2;
  for (let time = 0; time < times2; time++) sum2 += delta;
  return sum2;
}
function fillSame(out, run2) {
  out.fill(run2.start + run2.delta, run2.at, run2.at + run2.length);
  if (run2.from === 0 && run2.length > 0) out[run2.at] = run2.start;
}

// src/generator/signals/notation.ts
function notation(text) {
  parseNotation(text);
  return { type: "notation", text };
}
function compileNotation({ text }, { stepMs }) {
  const { items, count: total } = parseNotation(text);
  const ends = [];
  for (const item of items) ends.push((ends.at(-1) ?? 0) + item.count);
  const runs = items.map((item) => item.type === "numbers" ? runValues(item) : void 0);
  return {
    lengthMs: total * stepMs,
    openStart: false,
    fill(out, at, index, count, startMs) {
      const first2 = index - firstIndexAt(startMs, stepMs);
      let complete = true;
      let part = firstEndAfter(ends, first2);
      for (let done = 0; done < count; part++) {
        const item = items[part];
        const from = first2 + done - (ends[part] - item.count);
        const length = Math.min(count - done, ends[part] - first2 - done);
        const place = at + done;
        if (item.type === "numbers") runs[part](out.values, place, from, length);
        else if (item.type === "histograms") {
          for (let one2 = 0; one2 < length; one2++) if (out.histograms) out.histograms[place + one2] = item.at(from + one2);
        } else complete = false;
        const state = item.type === "missing" ? missing : item.type === "stale" ? stale : present;
        out.states.fill(state, place, place + length);
        done += length;
      }
      return complete;
    }
  };
}

// src/generator/signals/random.ts
function random({ min, max }) {
  checkParameter("random", "min", min);
  checkParameter("random", "max", max);
  checkOrder("random", ["min", min], ["max", max], { strict: true });
  return { type: "random", min, max };
}
function compileRandom({ min, max }, context) {
  const { key, noiseIndex } = context;
  const { high: high2, low } = key;
  const parameters2 = readParameters(context, [min, max]);
  const [{ values: lows }, { values: highs }] = parameters2.blocks;
  return {
    lengthMs: Number.POSITIVE_INFINITY,
    openStart: false,
    fill(out, at, index, count, startMs) {
      const complete = parameters2.fill(index, count, startMs);
      const { values: values4 } = out;
      fillUniform(high2, low, noiseIndex + index, count, values4, at);
      for (let place = 0; place < count; place++) {
        const from = lows[place];
        const value2 = from + values4[at + place] * (highs[place] - from);
        values4[at + place] = value2 < highs[place] ? value2 : from;
      }
      if (complete) out.states.fill(present, at, at + count);
      else combineStates(parameters2.blocks, out.states, at, count);
      return complete;
    }
  };
}

// src/generator/signals/sequence.ts
function sequence(parts2) {
  if (parts2.length === 0) refuse2("sequence", "parts", "at least one signal", "an empty list");
  const endless2 = parts2.findIndex(isEndless);
  if (endless2 !== -1 && endless2 < parts2.length - 1) {
    refuse2(
      "sequence",
      `parts[${endless2}]`,
      "finite, because another part follows (limit makes it so)",
      `an endless ${parts2[endless2].type}`
    );
  }
  return { type: "sequence", parts: parts2 };
}
function compileSequence({ parts: parts2 }, context) {
  const { stepMs } = context;
  const fillers = parts2.map((part, place) => context.child(part, place, 0));
  const ends = [];
  for (const filler of fillers) ends.push((ends.at(-1) ?? 0) + filler.lengthMs);
  const last = fillers.length - 1;
  const beginOf = (part) => part === 0 ? 0 : ends[part - 1];
  const lastFiller = fillers[last];
  const { tail: tail3 } = lastFiller;
  return {
    lengthMs: ends[last],
    openStart: fillers[0].openStart,
    fill(out, at, index, count, startMs) {
      let complete = true;
      let done = 0;
      for (let part = firstEndAfter(ends, index * stepMs - startMs); done < count; part++) {
        const filler = fillers[part];
        const end = part === last ? count : Math.min(count, firstIndexAt(startMs + ends[part], stepMs) - index);
        if (end <= done) continue;
        const partStartMs = startMs + beginOf(part);
        let whole2 = filler.fill(out, at + done, index + done, end - done, partStartMs);
        const before = part > 0 && filler.openStart && (index + done) * stepMs === partStartMs ? fillers[part - 1] : void 0;
        if (before?.tail !== void 0) {
          before.tail(out, at + done, index + done, partStartMs - before.lengthMs);
          whole2 = false;
        }
        complete &&= whole2;
        done = end;
      }
      return complete;
    },
    tail: tail3 && ((out, at, index, startMs) => tail3(out, at, index, startMs + beginOf(last)))
  };
}

// src/generator/phase.ts
function phaseMs(phase, fromMs) {
  return "afterAnchorMs" in phase ? phase.afterAnchorMs : phase.timeOfDayMs - fromMs;
}
function remainder(value2, period) {
  const rest = value2 % period;
  return rest < 0 ? rest + period : rest + 0;
}

// src/generator/signals/spike.ts
var dayMs = 864e5;
function spike({ height, base = 0, when, forMs }) {
  checkParameter("spike", "height", height);
  checkParameter("spike", "base", base);
  if (forMs !== void 0) checkPositiveInteger("spike", "forMs", forMs);
  if ("everyMs" in when) {
    checkPositiveInteger("spike", "when.everyMs", when.everyMs);
    if (forMs !== void 0 && forMs >= when.everyMs) refuse2("spike", "forMs", `shorter than when.everyMs (${when.everyMs})`, forMs);
  } else {
    if (when.at.length === 0) refuse2("spike", "when.at", "at least one time", "an empty list");
    for (const [place, phase] of when.at.entries()) checkPhase("spike", `when.at[${place}]`, phase);
  }
  return { type: "spike", height, base, when, ...forMs === void 0 ? {} : { forMs } };
}
function compileSpike({ height, base, when, forMs }, context) {
  const { stepMs, fromMs } = context;
  const lasts = forMs ?? stepMs;
  const parameters2 = readParameters(context, [base, height]);
  const [bases, heights] = parameters2.blocks.map((block) => block.values);
  const starts = "everyMs" in when ? [{ firstMs: when.everyMs, everyMs: when.everyMs }] : when.at.map((phase) => ({ firstMs: phaseMs(phase, fromMs), everyMs: "timeOfDayMs" in phase ? dayMs : Number.POSITIVE_INFINITY }));
  const during = context.scratch(2).states;
  return {
    lengthMs: Number.POSITIVE_INFINITY,
    openStart: false,
    fill(out, at, index, count, startMs) {
      const complete = parameters2.fill(index, count, startMs);
      during.fill(0, 0, count);
      for (const { firstMs: firstMs2, everyMs } of starts) mark(during, { firstMs: firstMs2, everyMs, lasts, stepMs, index, count });
      for (let place = 0; place < count; place++) {
        out.values[at + place] = during[place] === 1 ? bases[place] + heights[place] : bases[place];
      }
      if (complete) out.states.fill(present, at, at + count);
      else combineStates(parameters2.blocks, out.states, at, count);
      return complete;
    }
  };
}
function mark(during, { firstMs: firstMs2, everyMs, lasts, stepMs, index, count }) {
  for (let place = 0; place < count; ) {
    const sinceMs = (index + place) * stepMs - firstMs2;
    const round2 = Number.isFinite(everyMs) ? Math.max(0, Math.floor(sinceMs / everyMs)) : 0;
    const beginMs = firstMs2 + (round2 === 0 ? 0 : round2 * everyMs);
    const begin = firstIndexAt(beginMs, stepMs) - index;
    const end = firstIndexAt(beginMs + lasts, stepMs) - index;
    if (end > place) during.fill(1, Math.max(begin, place, 0), Math.max(0, Math.min(end, count)));
    if (!Number.isFinite(everyMs)) return;
    place = Math.max(place + 1, firstIndexAt(beginMs + everyMs, stepMs) - index);
  }
}

// src/generator/signals/square.ts
function square({ low, high: high2, periodMs, duty = 0.5, at = { afterAnchorMs: 0 } }) {
  checkParameter("square", "low", low);
  checkParameter("square", "high", high2);
  checkPositiveInteger("square", "periodMs", periodMs);
  if (!(duty >= 0 && duty <= 1)) refuse2("square", "duty", "from 0 to 1", duty);
  checkPhase("square", "at", at);
  return { type: "square", low, high: high2, periodMs, duty, at };
}
function compileSquare({ low, high: high2, periodMs, duty, at: begin }, context) {
  const { stepMs } = context;
  const beginMs = phaseMs(begin, context.fromMs);
  const highMs = duty * periodMs;
  const parameters2 = readParameters(context, [low, high2]);
  const [lows, highs] = parameters2.blocks.map((block) => block.values);
  return {
    lengthMs: Number.POSITIVE_INFINITY,
    openStart: false,
    fill(out, at, index, count, startMs) {
      const complete = parameters2.fill(index, count, startMs);
      for (let place = 0; place < count; place++) {
        const ms = remainder((index + place) * stepMs - beginMs, periodMs);
        out.values[at + place] = ms < highMs ? highs[place] : lows[place];
      }
      if (complete) out.states.fill(present, at, at + count);
      else combineStates(parameters2.blocks, out.states, at, count);
      return complete;
    }
  };
}

// src/generator/signals/values.ts
function values2(list2) {
  if (list2.length === 0) refuse2("values", "list", "at least one value", "an empty list");
  const wrong2 = list2.findIndex((value2) => value2 !== null && typeof value2 !== "number");
  if (wrong2 !== -1) refuse2("values", `list[${wrong2}]`, "a number or null", list2[wrong2]);
  return { type: "values", values: list2 };
}
function compileValues({ values: list2 }, { stepMs }) {
  return {
    lengthMs: list2.length * stepMs,
    openStart: false,
    fill(out, at, index, count, startMs) {
      const first2 = index - firstIndexAt(startMs, stepMs);
      let complete = true;
      for (let place = 0; place < count; place++) {
        const value2 = list2[first2 + place] ?? null;
        out.values[at + place] = value2 ?? 0;
        out.states[at + place] = value2 === null ? missing : present;
        complete &&= value2 !== null;
      }
      return complete;
    }
  };
}

// src/generator/brownian.ts
var levels2 = 44;
var shift = powerOfTwo(43);
var spreads = makeSpreads();
var leafLevels = 8;
var leaf = new Float64Array(chunkSize + 1);
var gaussians = new Float64Array(chunkSize);
function makeSpreads() {
  const spreads2 = new Float64Array(levels2 + 1);
  let width = 1;
  for (let level = 0; level <= levels2; level++, width *= 2) spreads2[level] = Math.sqrt(width) / 2;
  return spreads2;
}
var Brownian = class {
  #high;
  #low;
  /** The last leaf that was asked for, and its ends: going on within it costs no way down to it. */
  #begin = Number.NaN;
  #left = Number.NaN;
  #right = Number.NaN;
  constructor({ high: high2, low }) {
    this.#high = high2;
    this.#low = low;
  }
  /**
   * Writes the walk at `count` indexes from `first` on to places `at` … of `out`.
   *
   * @param first - from −2^43 to 2^43.
   */
  fill(first2, count, out, at) {
    for (let done = 0; done < count; ) {
      const index = first2 + done + shift;
      const begin = Math.floor(index / chunkSize) * chunkSize;
      const from = index - begin;
      const to = Math.min(chunkSize, from + count - done);
      if (begin !== this.#begin) this.#descend(begin);
      this.#fillLeaf(begin, from, to - 1);
      for (let place = from; place < to; place++) out[at + done + place - from] = leaf[place];
      done += to - from;
    }
  }
  /** Finds the ends of the leaf that begins at `begin`. */
  #descend(begin) {
    let left = 0;
    let leftValue = 0;
    let rightValue = 0;
    let width = powerOfTwo(levels2);
    for (let level = levels2; level > leafLevels; level--) {
      width /= 2;
      const middle = left + width;
      const value2 = (leftValue + rightValue) / 2 + spreads[level] * gaussianAt(this.#high, this.#low, middle);
      if (begin < middle) rightValue = value2;
      else {
        left = middle;
        leftValue = value2;
      }
    }
    this.#begin = begin;
    this.#left = leftValue;
    this.#right = rightValue;
  }
  /** Fills places `from` … `to` (inclusive) of {@link leaf}, whose place 0 is the index `begin`, and what they need. */
  #fillLeaf(begin, from, to) {
    const nodes = leaf;
    const drawn = gaussians;
    const high2 = this.#high;
    const low = this.#low;
    nodes[0] = this.#left;
    nodes[chunkSize] = this.#right;
    fillGaussian(high2, low, begin + from, to - from + 1, drawn, from);
    for (let level = leafLevels, size = chunkSize; level > 0; level--, size /= 2) {
      const half = size / 2;
      const spread = spreads[level];
      const last = Math.floor(to / size) * size;
      for (let start = Math.floor(from / size) * size; start <= last; start += size) {
        const node = start + half;
        if (node < from || node > to) drawn[node] = gaussianAt(high2, low, begin + node);
        nodes[node] = (nodes[start] + nodes[start + size]) / 2 + spread * drawn[node];
      }
    }
  }
};

// src/generator/signals/walk.ts
function walk({ start, step, min, max }) {
  checkFinite("walk", "start", start);
  checkNotNegative("walk", "step", step);
  if (min !== void 0) checkFinite("walk", "min", min);
  if (max !== void 0) checkFinite("walk", "max", max);
  checkOrder("walk", ["min", min], ["max", max], { strict: true });
  if (start < (min ?? start) || start > (max ?? start)) refuse2("walk", "start", `between min (${min}) and max (${max})`, start);
  return { type: "walk", start, step, ...min === void 0 ? {} : { min }, ...max === void 0 ? {} : { max } };
}
function compileWalk({ start, step, min, max }, context) {
  const { key, noiseIndex, stepMs } = context;
  const brownian = new Brownian(key);
  const origin = new Float64Array(1);
  const reflect = reflection(min, max);
  let originIndex = Number.NaN;
  return {
    lengthMs: Number.POSITIVE_INFINITY,
    openStart: false,
    fill(out, at, index, count, startMs) {
      const first2 = firstIndexAt(startMs, stepMs);
      if (first2 !== originIndex) {
        brownian.fill(noiseIndex + first2, 1, origin, 0);
        originIndex = first2;
      }
      const { values: values4 } = out;
      const atOrigin = origin[0];
      brownian.fill(noiseIndex + index, count, values4, at);
      for (let place = at; place < at + count; place++) values4[place] = start + step * (values4[place] - atOrigin);
      reflect(values4, at, at + count);
      out.states.fill(present, at, at + count);
      return true;
    }
  };
}
function reflection(min, max) {
  if (min === void 0 && max === void 0) return () => {
  };
  if (min === void 0 || max === void 0) {
    return (values4, from, to) => {
      for (let place = from; place < to; place++) {
        const value2 = values4[place];
        if (min !== void 0 && value2 < min) values4[place] = min + (min - value2);
        else if (max !== void 0 && value2 > max) values4[place] = max - (value2 - max);
      }
    };
  }
  return (values4, from, to) => {
    const width = max - min;
    for (let place = from; place < to; place++) {
      const value2 = values4[place];
      if (value2 >= min && value2 <= max) continue;
      const within2 = Math.abs(value2 - min) % (2 * width);
      const folded = within2 > width ? 2 * width - within2 : within2;
      values4[place] = Math.min(max, Math.max(min, min + folded));
    }
  };
}

// src/generator/math/cosine.ts
var twoPi = 6.283185307179586;
function cosineOfTurns(turns) {
  const folded = turns > 0.5 ? 1 - turns : turns;
  if (folded > 0.375) return -cosine(0.5 - folded);
  return folded > 0.125 ? sine(0.25 - folded) : cosine(folded);
}
function cosine(turns) {
  const x = turns * twoPi;
  const z = x * x;
  const r = z * (0.0416666666666666 + z * (-0.001388888888887411 + z * (2480158728947673e-20 + z * (-27557314351390663e-23 + z * (2087572321298175e-24 + z * -11359647557788195e-27)))));
  const half = 0.5 * z;
  const w = 1 - half;
  return w + (1 - w - half + z * r);
}
function sine(turns) {
  const x = turns * twoPi;
  const z = x * x;
  const r = -0.16666666666666632 + z * (0.00833333333332249 + z * (-1984126982985795e-19 + z * (27557313707070068e-22 + z * (-25050760253406863e-24 + z * 158969099521155e-24))));
  return x + x * z * r;
}

// src/generator/cosine-run.ts
var none4 = { firstMs: 0, advanceMs: 0, periodMs: 0, count: 0 };
var recent = Array.from({ length: 8 }, () => ({ run: none4, cosines: new Float64Array(chunkSize) }));
var oldest = 0;
function cosineRun(run2) {
  const { firstMs: firstMs2, advanceMs, periodMs, count } = run2;
  for (const { run: known2, cosines } of recent) {
    const same = known2.firstMs === firstMs2 && known2.advanceMs === advanceMs && known2.periodMs === periodMs;
    if (same && known2.count >= count) return cosines;
  }
  return workOut(run2);
}
function workOut(run2) {
  const { firstMs: firstMs2, advanceMs, periodMs, count } = run2;
  const entry = recent[oldest];
  const { cosines } = entry;
  oldest = (oldest + 1) % recent.length;
  entry.run = run2;
  let ms = firstMs2;
  for (let place = 0; place < count; place++) {
    cosines[place] = cosineOfTurns(ms / periodMs);
    ms += advanceMs;
    if (ms >= periodMs) ms -= periodMs;
  }
  return cosines;
}

// src/generator/signals/wave.ts
function wave({ min, max, periodMs, peak = { afterAnchorMs: 0 } }) {
  checkParameter("wave", "min", min);
  checkParameter("wave", "max", max);
  checkOrder("wave", ["min", min], ["max", max]);
  checkPositiveInteger("wave", "periodMs", periodMs);
  checkPhase("wave", "peak", peak);
  return { type: "wave", min, max, periodMs, peak };
}
function compileWave(signal2, context) {
  const [min, max] = [constantOf(signal2.min), constantOf(signal2.max)];
  return min === void 0 || max === void 0 ? changingWave(signal2, context) : constantWave(min, max, signal2, context);
}
function constantWave(min, max, { periodMs, peak }, { stepMs, fromMs }) {
  const peakMs = phaseMs(peak, fromMs);
  const advanceMs = stepMs % periodMs;
  const half = (max - min) / 2;
  return {
    lengthMs: Number.POSITIVE_INFINITY,
    openStart: false,
    fill(out, at, index, count) {
      const { values: values4 } = out;
      const cosines = cosineRun({ firstMs: remainder(index * stepMs - peakMs, periodMs), advanceMs, periodMs, count });
      for (let place = 0; place < count; place++) values4[at + place] = min + half * (1 + cosines[place]);
      out.states.fill(present, at, at + count);
      return true;
    }
  };
}
function changingWave({ min, max, periodMs, peak }, context) {
  const { stepMs } = context;
  const peakMs = phaseMs(peak, context.fromMs);
  const advanceMs = stepMs % periodMs;
  const parameters2 = readParameters(context, [min, max]);
  const [lows, highs] = parameters2.blocks.map((block) => block.values);
  return {
    lengthMs: Number.POSITIVE_INFINITY,
    openStart: false,
    fill(out, at, index, count, startMs) {
      const complete = parameters2.fill(index, count, startMs);
      const cosines = cosineRun({ firstMs: remainder(index * stepMs - peakMs, periodMs), advanceMs, periodMs, count });
      for (let place = 0; place < count; place++) {
        const from = lows[place];
        out.values[at + place] = from + (highs[place] - from) / 2 * (1 + cosines[place]);
      }
      if (complete) out.states.fill(present, at, at + count);
      else combineStates(parameters2.blocks, out.states, at, count);
      return complete;
    }
  };
}

// src/generator/check-signal.ts
var maxDepth7 = 64;
var arithmetic3 = { add, sub, mul, div };
function checkSignal(signal2) {
  check(signal2, 1);
}
function check(signal2, depth) {
  if (depth > maxDepth7) throw new RangeError(`checkSignal: signal must be at most ${maxDepth7} deep, got more`);
  for (const child of childrenOf2(signal2)) check(child, depth + 1);
  build2(signal2);
}
function childrenOf2(signal2) {
  switch (signal2.type) {
    case "sequence":
      return signal2.parts;
    case "add":
    case "sub":
    case "mul":
    case "div":
      return signal2.operands;
    case "loop":
    case "limit":
    case "clamp":
      return [signal2.of];
    case "random":
    case "wave":
      return signalsOf(signal2.min, signal2.max);
    case "square":
      return signalsOf(signal2.low, signal2.high);
    case "noise":
      return signalsOf(signal2.stddev, signal2.mean);
    case "spike":
      return signalsOf(signal2.base, signal2.height);
    default:
      return [];
  }
}
function signalsOf(...parameters2) {
  return parameters2.filter((parameter) => typeof parameter !== "number");
}
function build2(signal2) {
  switch (signal2.type) {
    case "constant":
      return constant(signal2.value);
    case "line":
      return line(signal2);
    case "values":
      return values2(signal2.values);
    case "random":
      return random(signal2);
    case "gap":
      return gap(signal2.length);
    case "sequence":
      return sequence(signal2.parts);
    case "loop":
      return loop(signal2);
    case "limit":
      return limit(signal2);
    case "wave":
      return wave(signal2);
    case "square":
      return square(signal2);
    case "noise":
      return noise(signal2);
    case "walk":
      return walk(signal2);
    case "spike":
      return spike(signal2);
    case "add":
    case "sub":
    case "mul":
    case "div":
      return arithmetic3[signal2.type](signal2.operands);
    case "clamp":
      return clamp(signal2);
    case "notation":
      return notation(signal2.text);
    default:
      throw new RangeError(`checkSignal: signal.type must be the name of a signal, got ${String(signal2.type)}`);
  }
}

// src/generator/distributions/weighted-values.ts
function weightedValues(weights) {
  const sorted = weights.filter(({ weight }) => weight > 0).toSorted((a, b) => a.value - b.value);
  const total = sorted.reduce((sum2, { weight }) => sum2 + weight, 0);
  if (!(total > 0 && total < Number.POSITIVE_INFINITY)) return void 0;
  const share = (counts) => {
    let sum2 = 0;
    for (const { value: value2, weight } of sorted) if (counts(value2)) sum2 += weight;
    return sum2 / total;
  };
  return {
    mean: sorted.reduce((sum2, { value: value2, weight }) => sum2 + value2 * weight, 0) / total,
    cdf: (x) => share((value2) => value2 <= x),
    below: (x) => share((value2) => value2 < x),
    quantile(q) {
      let sum2 = 0;
      for (const { value: value2, weight } of sorted) {
        sum2 += weight;
        if (sum2 >= q * total) return value2;
      }
      return sorted.at(-1).value;
    }
  };
}

// src/generator/native-signal.ts
function isNative(signal2) {
  return signal2.type === "notation" ? parseNotation(signal2.text).native : childrenOf2(signal2).some(isNative);
}
function checkNative(signal2) {
  switch (signal2.type) {
    case "notation":
      if (!parseNotation(signal2.text).native && parseNotation(signal2.text).items.some(({ type }) => type === "numbers")) {
        throw new RangeError("native histograms: a series holds either histograms or numbers, got both");
      }
      return;
    case "gap":
      return;
    case "sequence":
    case "loop":
    case "limit":
      for (const child of childrenOf2(signal2)) checkNative(child);
      return;
    default:
      throw new RangeError(`native histograms: they go into lists, loop, limit and beside gap only, got ${signal2.type}`);
  }
}

// src/generator/negative-value.ts
function negativeValue(signal2) {
  switch (signal2.type) {
    case "constant":
      return below2(signal2.value);
    case "line":
      return below2(signal2.from, signal2.to);
    case "values":
      return firstBelow(signal2.values);
    case "notation":
      return notationBelow(signal2.text);
    case "random":
    case "wave":
      return below2(constantOf(signal2.min));
    case "square":
      return below2(constantOf(signal2.low), constantOf(signal2.high));
    case "spike":
      return below2(constantOf(signal2.base), sum(constantOf(signal2.base), constantOf(signal2.height)));
    case "walk":
      return below2(signal2.start);
    case "sequence":
      return firstBelow(signal2.parts.map(negativeValue));
    case "loop":
      return negativeValue(signal2.of);
    case "limit":
      return isEndless(signal2.of) ? negativeValue(signal2.of) : void 0;
    default:
      return void 0;
  }
}
function notationBelow(text) {
  for (const item of parseNotation(text).items) {
    if (item.type !== "numbers") continue;
    const found = below2(item.start, item.start + item.delta * (item.count - 1));
    if (found !== void 0) return found;
  }
  return void 0;
}
function below2(...values4) {
  return firstBelow(values4);
}
function firstBelow(values4) {
  return values4.find((value2) => typeof value2 === "number" && value2 < 0);
}
function sum(a, b) {
  return a === void 0 || b === void 0 ? void 0 : a + b;
}

// src/generator/check-definition.ts
function checkDefinition(definition) {
  const { kind } = definition;
  if (kind === "info") return;
  if ("value" in definition) checkValue(definition, definition.value);
  else checkRate(definition, definition.rate);
  if (kind === "counter") checkCounter(definition);
  if (kind === "histogram" || kind === "summary") checkDistribution(kind, definition.observe);
  if (kind === "histogram") checkBuckets(definition);
  if (kind === "summary") checkQuantiles(definition.quantiles);
}
function checkValue({ kind, then }, value2) {
  checkSignal(value2);
  checkEnd(kind, value2, then);
  if (!isNative(value2)) return;
  if (kind === "counter") refuse2("counter", "value", "numbers", "native histograms");
  checkNative(value2);
  if (typeof then === "object") refuse2(kind, "then", "loop, last, missing or end after native histograms", then);
}
function checkRate({ kind, then }, rate) {
  checkSignal(rate);
  if (isNative(rate)) refuse2(kind, "rate", "numbers", "native histograms");
  checkEnd(kind, rate, then);
  const negative = negativeValue(rate);
  if (negative !== void 0) refuse2(kind, "rate", "0 or more at all times", negative);
  if (typeof then === "object" && then.value < 0) refuse2(kind, "then.value", "0 or more, for it is a rate", then.value);
}
function checkEnd(kind, signal2, then) {
  if (then === void 0) return;
  if (isEndless(signal2)) refuse2(kind, "then", "absent after an endless signal", JSON.stringify(then));
  if (typeof then === "object" ? typeof then.value !== "number" : !["last", "loop", "missing", "end"].includes(then)) {
    refuse2(kind, "then", "last, loop, missing, end or {value}", then);
  }
}
function checkCounter(definition) {
  if ("rate" in definition && definition.initial !== void 0) checkNotNegative("counter", "initial", definition.initial);
  const { resets } = definition;
  if (resets === void 0) return;
  if ("everyMs" in resets) checkPositiveInteger("counter", "resets.everyMs", resets.everyMs);
  else for (const ms of resets.atMs) checkNotNegative("counter", "resets.atMs", ms);
}
function checkDistribution(kind, observe) {
  const parameters2 = Object.entries(observe).filter(([key]) => key !== "type" && key !== "weights");
  for (const [name3, parameter] of parameters2) {
    if (typeof parameter !== "number") checkSignal(parameter);
    if (typeof parameter !== "number" && isNative(parameter)) refuse2(kind, `observe.${name3}`, "numbers", "native histograms");
    checkParameter(kind, `observe.${name3}`, parameter);
  }
  switch (observe.type) {
    case "lognormal":
      checkAboveZero(kind, "observe.p50", observe.p50);
      checkOrder(kind, ["observe.p50", observe.p50], ["observe.p99", observe.p99]);
      break;
    case "normal":
      checkAboveZero(kind, "observe.stddev", observe.stddev);
      break;
    case "exponential":
      checkAboveZero(kind, "observe.mean", observe.mean);
      break;
    case "uniform":
      checkOrder(kind, ["observe.min", observe.min], ["observe.max", observe.max]);
      break;
    case "values":
      for (const { value: value2, weight } of observe.weights) {
        if (!Number.isFinite(value2)) refuse2(kind, "observe.values", "finite numbers", value2);
        checkNotNegative(kind, `the weight of ${value2}`, weight);
      }
      if (weightedValues(observe.weights) === void 0) refuse2(kind, "observe.values", "at least one with a weight above 0", "none");
  }
}
function checkAboveZero(kind, name3, parameter) {
  const number3 = constantOf(parameter);
  if (number3 !== void 0 && !(number3 > 0)) refuse2(kind, name3, "greater than 0", number3);
}
function checkBuckets({ buckets, native, schema }) {
  if (buckets.length === 0 && native !== true) refuse2("histogram", "buckets", "at least one bound", "an empty list");
  for (const [place, bound] of buckets.entries()) {
    if (!Number.isFinite(bound)) refuse2("histogram", `buckets[${place}]`, "a finite number (+Inf is added)", bound);
    if (place > 0 && bound <= buckets[place - 1]) refuse2("histogram", `buckets[${place}]`, `greater than ${buckets[place - 1]}`, bound);
  }
  if (schema !== void 0 && !(Number.isInteger(schema) && schema >= -4 && schema <= 8)) {
    refuse2("histogram", "schema", "a whole number from -4 to 8", schema);
  }
}
function checkQuantiles(quantiles) {
  if (quantiles.length === 0) refuse2("summary", "quantiles", "at least one", "an empty list");
  for (const quantile2 of quantiles) if (!(quantile2 >= 0 && quantile2 <= 1)) refuse2("summary", "quantiles", "from 0 to 1", quantile2);
}

// src/generator/running-total.ts
var RunningTotal = class {
  #rising;
  // No whole numbers: an engine that has once taken a field for one has all its code to make again.
  #high = Number.NaN;
  #low = Number.NaN;
  #sum = Number.NaN;
  #rest = Number.NaN;
  #least = Number.NaN;
  /** @param options.rising - terms are never below 0, so the total must not go down by rounding either. Default true. */
  constructor({ rising = true } = {}) {
    this.#rising = rising;
    this.restart();
  }
  /** Begins again at 0. */
  restart() {
    this.#high = this.#low = this.#sum = this.#rest = 0;
    this.#least = this.#rising ? 0 : Number.NEGATIVE_INFINITY;
  }
  /** Adds `count` terms and writes the total after each to places `at` … of `out`, where one is given. */
  add(terms, count, out, at) {
    const high2 = this.#high;
    const low = this.#low;
    const rising = this.#rising;
    let sum2 = this.#sum;
    let rest = this.#rest;
    let least = this.#least;
    for (let place = 0; place < count; place++) {
      const term = terms[place];
      const next = sum2 + term;
      const part = next - sum2;
      rest += sum2 - (next - part) + (term - part);
      sum2 = next;
      const total = high2 + (low + (sum2 + rest));
      if (rising) least = Math.max(total, least);
      if (out !== void 0) out[at + place] = rising ? least : total;
    }
    this.#sum = sum2;
    this.#rest = rest;
    this.#least = least;
  }
  /** The total now. */
  get current() {
    const total = this.#high + (this.#low + (this.#sum + this.#rest));
    return this.#rising ? Math.max(total, this.#least) : total;
  }
  /** Ends a block: its sum goes into the sum of blocks. */
  closeBlock() {
    const block = this.#sum + this.#rest;
    const blockRest = this.#sum - block + this.#rest;
    const [added, addedRest] = addExactly(this.#low, block);
    const [high2, highRest] = addExactly(this.#high, added);
    this.#high = high2;
    this.#low = highRest + (addedRest + blockRest);
    this.#sum = this.#rest = 0;
  }
};
function addExactly(a, b) {
  const sum2 = a + b;
  const part = sum2 - a;
  return [sum2, a - (sum2 - part) + (b - part)];
}

// src/generator/event-total.ts
var EventTotal = class {
  #total = new RunningTotal();
  #stepMs;
  constructor(stepMs) {
    this.#stepMs = stepMs;
  }
  restart() {
    this.#total.restart();
  }
  closeBlock() {
    this.#total.closeBlock();
  }
  /** Takes in scrapes and writes the events after each to places `at` … of `out`, where one is given. */
  add({ rates: rates3, count, elapsed, constantRate, at }, out) {
    const stepMs = this.#stepMs;
    if (constantRate === void 0) this.#total.add(rates3, count, out, at);
    if (out === void 0) return;
    if (constantRate === void 0) for (let place = at; place < at + count; place++) out[place] = out[place] * stepMs / 1e3;
    else for (let place = 0; place < count; place++) out[at + place] = constantRate * ((elapsed + place) * stepMs / 1e3);
  }
};

// src/generator/ending.ts
function endless(filler, end, stepMs) {
  if (filler.lengthMs === Number.POSITIVE_INFINITY) return filler;
  if (end === "loop") return repeat2(filler, Number.POSITIVE_INFINITY, stepMs);
  let last;
  const lastOf = (startMs, native) => {
    if (last?.startMs !== startMs) last = { startMs, found: findLast(filler, startMs, stepMs, native) };
    return last.found;
  };
  const fillAfter = (out, at, index, count, startMs) => {
    if (end === "missing" || end === "end") {
      out.states.fill(missing, at, at + count);
      if (end === "end" && index === endIndex(filler, startMs, stepMs)) out.states[at] = stale;
      return false;
    }
    const held = end === "last" ? lastOf(startMs, out.histograms !== void 0) : { value: end.value, histogram: void 0 };
    out.states.fill(held === void 0 ? missing : present, at, at + count);
    out.values.fill(held?.value ?? 0, at, at + count);
    out.histograms?.fill(held?.histogram, at, at + count);
    return held !== void 0;
  };
  return {
    lengthMs: Number.POSITIVE_INFINITY,
    openStart: filler.openStart,
    fill(out, at, index, count, startMs) {
      const ends = endIndex(filler, startMs, stepMs);
      const own2 = Math.min(count, Math.max(0, ends - index));
      const complete = own2 === 0 || fillOwn(filler, out, { at, index, count: own2, startMs, stepMs });
      if (own2 === count) return complete;
      return fillAfter(out, at + own2, index + own2, count - own2, startMs) && complete;
    }
  };
}
function endIndex(filler, startMs, stepMs) {
  const endMs = startMs + filler.lengthMs;
  const index = firstIndexAt(endMs, stepMs);
  return filler.tail !== void 0 && index * stepMs === endMs ? index + 1 : index;
}
function fillOwn(filler, out, { at, index, count, startMs, stepMs }) {
  const inside = Math.min(count, firstIndexAt(startMs + filler.lengthMs, stepMs) - index);
  const complete = inside === 0 || filler.fill(out, at, index, inside, startMs);
  if (inside === count) return complete;
  filler.tail(out, at + inside, index + inside, startMs);
  return complete && out.states[at + inside] === present;
}
function findLast(filler, startMs, stepMs, native) {
  const block = createBlock(chunkSize, { native });
  const first2 = firstIndexAt(startMs, stepMs);
  for (let end = endIndex(filler, startMs, stepMs); end > first2; ) {
    const index = Math.max(first2, end - chunkSize);
    fillOwn(filler, block, { at: 0, index, count: end - index, startMs, stepMs });
    for (let place = end - index - 1; place >= 0; place--) {
      if (block.states[place] === present) return { value: block.values[place], histogram: block.histograms?.[place] };
    }
    end = index;
  }
  return void 0;
}

// src/generator/compile.ts
var scratches = [];
function scratchAt(slot) {
  while (scratches.length <= slot) scratches.push(createBlock(chunkSize));
  return scratches[slot];
}
function createContext3(grid, key, slot) {
  const { fromMs, stepMs } = grid;
  const below3 = (place, used) => createContext3(grid, deriveKey(key, place), slot + used);
  return {
    stepMs,
    fromMs,
    noiseIndex: Math.floor(fromMs / stepMs),
    key,
    scratch: (number3) => scratchAt(slot + number3),
    child: (signal2, place, used) => compileSignal(signal2, below3(place, used)),
    parameter(parameter, place, used) {
      if (typeof parameter === "number") return { constant: parameter };
      if (parameter.type === "constant") return { constant: parameter.value };
      return { constant: void 0, filler: endless(compileSignal(parameter, below3(place, used)), "last", stepMs) };
    }
  };
}
function compileSignal(signal2, context) {
  switch (signal2.type) {
    case "constant":
      return compileConstant(signal2);
    case "line":
      return compileLine(signal2, context);
    case "values":
      return compileValues(signal2, context);
    case "random":
      return compileRandom(signal2, context);
    case "gap":
      return compileGap(signal2, context);
    case "sequence":
      return compileSequence(signal2, context);
    case "loop":
      return compileLoop(signal2, context);
    case "limit":
      return compileLimit(signal2, context);
    case "wave":
      return compileWave(signal2, context);
    case "square":
      return compileSquare(signal2, context);
    case "noise":
      return compileNoise(signal2, context);
    case "walk":
      return compileWalk(signal2, context);
    case "spike":
      return compileSpike(signal2, context);
    case "add":
    case "sub":
    case "mul":
    case "div":
      return compileArithmetic(signal2, context);
    case "clamp":
      return compileClamp(signal2, context);
    case "notation":
      return compileNotation(signal2, context);
  }
}

// src/generator/event-counter.ts
var EventCounter = class {
  #options;
  #closedRate;
  /** Rates below 0 in the scrapes that were handed out. */
  clampedRates = 0;
  #base = -1;
  #next = 0;
  #lastRate = 0;
  #scanned = 0;
  #first;
  #clampedInChunk = 0;
  constructor(options) {
    this.#options = options;
    this.#closedRate = options.tally.closedForm ? options.constantRate : void 0;
  }
  /** See SeriesSource.fill. */
  fill(firstIndex, length, blocks) {
    const end = firstIndex + length;
    const first2 = this.#findFirst(end);
    let index = firstIndex;
    while (index < Math.min(first2, end)) {
      const count = Math.min(Math.min(first2, end) - index, chunkSize);
      this.#read(index, count);
      this.#copyStates(blocks, index - firstIndex, count);
      index += count;
    }
    while (index < end) {
      this.#seek(index, Math.max(first2, this.#options.resets.before(index)));
      const segmentEnd = Math.min(end, this.#options.resets.after(index));
      for (; index < segmentEnd; index = this.#next) this.#advance(segmentEnd, blocks, index - firstIndex);
    }
  }
  /** Brings the totals to the state before `index`, in the run that began at `base`. */
  #seek(index, base) {
    if (this.#base !== base || this.#next > index) {
      if (this.#options.running && this.#next !== base) this.#lastRate = this.#rateBefore(base);
      this.#base = base;
      this.#next = base;
      this.#options.tally.restart();
    }
    if (this.#closedRate !== void 0) this.#next = index;
    while (this.#next < index) this.#advance(index, void 0, 0);
  }
  /** Counts up to `end`, at most to the end of the block. */
  #advance(end, blocks, at) {
    const { tally, scratch: scratch2, running } = this.#options;
    const index = this.#next;
    const inBlock = index % chunkSize;
    const count = Math.min(end - index, chunkSize - inBlock);
    const complete = this.#read(index, count);
    const rates3 = scratch2.values;
    if (blocks !== void 0) {
      this.#copyStates(blocks, at, count);
      this.clampedRates += this.#clampedInChunk;
    }
    if (!complete) this.#fillGaps(count);
    if (running) this.#lastRate = rates3[count - 1];
    if (index === this.#base) rates3[0] = 0;
    const elapsed = index - this.#base;
    tally.add({ index, count, elapsed, rates: rates3, constantRate: this.#closedRate, blocks, at, initial: this.#base === this.#first });
    if (inBlock + count === chunkSize) tally.closeBlock();
    this.#next = index + count;
  }
  #fillGaps(count) {
    const { scratch: scratch2, running } = this.#options;
    for (let place = 0, rate = this.#lastRate; place < count; place++) {
      if (scratch2.states[place] === present) rate = scratch2.values[place];
      else scratch2.values[place] = running ? rate : 0;
    }
  }
  /** Rates into the scratch block: below 0 becomes 0, what is no finite number is missing. True if all are present. */
  #read(index, count) {
    const { rate, scratch: scratch2, tally } = this.#options;
    const { values: values4, states } = scratch2;
    let complete = rate.fill(scratch2, 0, index, count, 0);
    let clamped = 0;
    for (let place = 0; place < count; place++) {
      const value2 = values4[place];
      if (value2 >= 0 && value2 < Number.POSITIVE_INFINITY) continue;
      if (states[place] !== present) continue;
      if (value2 < 0 && value2 > Number.NEGATIVE_INFINITY) {
        values4[place] = 0;
        clamped++;
      } else {
        states[place] = missing;
        complete = false;
      }
    }
    this.#clampedInChunk = clamped;
    if (tally.invalidate === void 0) return complete;
    tally.invalidate(index, count, states);
    return complete && !states.subarray(0, count).includes(missing);
  }
  #copyStates(blocks, at, count) {
    const { states } = this.#options.scratch;
    for (const block of blocks) for (let place = 0; place < count; place++) block.states[at + place] = states[place];
  }
  /** The first scrape that is written, if it lies before `end`; else infinite. */
  #findFirst(end) {
    while (this.#first === void 0 && this.#scanned < end) {
      const count = Math.min(chunkSize, end - this.#scanned);
      this.#read(this.#scanned, count);
      const place = this.#options.scratch.states.subarray(0, count).indexOf(present);
      if (place !== -1) this.#first = this.#scanned + place;
      this.#scanned += count;
    }
    return this.#first ?? Number.POSITIVE_INFINITY;
  }
  /** The rate of the last scrape before `index` that is written; 0 if there is none. */
  #rateBefore(index) {
    const { scratch: scratch2 } = this.#options;
    for (let end = index; end > 0; ) {
      const count = Math.min(chunkSize, end);
      this.#read(end - count, count);
      const place = scratch2.states.subarray(0, count).lastIndexOf(present);
      if (place !== -1) return scratch2.values[place];
      end -= count;
    }
    return 0;
  }
};

// src/generator/resets.ts
var never = { before: () => 0, after: () => Number.POSITIVE_INFINITY };
function resetIndexes(resets, stepMs) {
  if (resets === void 0) return never;
  if ("everyMs" in resets) {
    const { everyMs } = resets;
    const round2 = (index) => Math.floor(index * stepMs / everyMs);
    return {
      before: (index) => firstIndexAt(round2(index) * everyMs, stepMs),
      after: (index) => firstIndexAt((round2(index) + 1) * everyMs, stepMs)
    };
  }
  const indexes = resets.atMs.map((ms) => firstIndexAt(ms, stepMs)).toSorted((a, b) => a - b);
  return {
    before: (index) => indexes.findLast((one2) => one2 <= index) ?? 0,
    after: (index) => indexes.find((one2) => one2 > index) ?? Number.POSITIVE_INFINITY
  };
}

// src/generator/kinds/rate-source.ts
var rootPlaces = { value: 0, rate: 1, observe: 2 };
function rootContext({ grid, key }, root2) {
  return createContext3(grid, deriveKey(key, rootPlaces[root2]), 1);
}
function countEvents({ rate, then, tally, resets, running = false }, place) {
  const { stepMs } = place.grid;
  return new EventCounter({
    rate: endless(compileSignal(rate, rootContext(place, "rate")), then, stepMs),
    constantRate: rate.type === "constant" && Number.isFinite(rate.value) ? rate.value : void 0,
    tally,
    resets: resetIndexes(resets, stepMs),
    running,
    scratch: scratchAt(0)
  });
}

// src/generator/kinds/gauge.ts
function createGauge(definition, place) {
  const { name: name3, labels, value: value2 } = definition;
  const fill = createValueFiller(value2, definition.then, place);
  return {
    definition,
    series: [{ name: name3, labels, native: isNative(value2) }],
    fill: (firstIndex, length, blocks) => fill(blocks[0], firstIndex, length),
    clampedRates: 0
  };
}
function createValueFiller(value2, then, place) {
  const filler = endless(compileSignal(value2, rootContext(place, "value")), then ?? defaultEnd(value2), place.grid.stepMs);
  return (block, firstIndex, length) => {
    for (let at = 0; at < length; at += chunkSize) {
      filler.fill(block, at, firstIndex + at, Math.min(chunkSize, length - at), 0);
    }
  };
}

// src/generator/kinds/raw-counter.ts
function createRawCounter(definition, place) {
  const { name: name3, labels, value: value2, integer = false } = definition;
  const fill = createValueFiller(value2, definition.then, place);
  const resets = resetIndexes(definition.resets, place.grid.stepMs);
  const single3 = createBlock(1);
  let known2 = { reset: 0, offset: 0 };
  const offsetOf2 = (reset, last) => {
    if (reset === 0) return 0;
    if (known2.reset === reset) return known2.offset;
    for (let index = reset; index <= last; index++) {
      fill(single3, index, 1);
      if (single3.states[0] !== present) continue;
      known2 = { reset, offset: single3.values[0] };
      return known2.offset;
    }
    return void 0;
  };
  return {
    definition,
    series: [{ name: name3, labels, native: false }],
    fill(firstIndex, length, [block]) {
      fill(block, firstIndex, length);
      for (let at = 0; at < length; at++) {
        if (block.states[at] !== present) continue;
        const raw = block.values[at] - (offsetOf2(resets.before(firstIndex + at), firstIndex + at) ?? 0);
        block.values[at] = integer ? Math.floor(raw) : raw;
      }
    },
    clampedRates: 0
  };
}

// src/generator/kinds/counter.ts
function createCounter(definition, place) {
  if ("value" in definition) return createRawCounter(definition, place);
  const { name: name3, labels, rate, then = defaultEnd(rate), initial = 0, integer = false, gaps, resets } = definition;
  const tally = new CounterTally({ initial, integer, stepMs: place.grid.stepMs });
  const counter = countEvents({ rate, then, tally, resets, running: gaps === "running" }, place);
  return {
    definition,
    series: [{ name: name3, labels, native: false }],
    fill: (firstIndex, length, blocks) => counter.fill(firstIndex, length, blocks),
    get clampedRates() {
      return counter.clampedRates;
    }
  };
}
var CounterTally = class {
  closedForm = true;
  #events;
  #initial;
  #integer;
  constructor({ initial, integer, stepMs }) {
    this.#events = new EventTotal(stepMs);
    this.#initial = initial;
    this.#integer = integer;
  }
  restart() {
    this.#events.restart();
  }
  closeBlock() {
    this.#events.closeBlock();
  }
  add(scrapes) {
    const values4 = scrapes.blocks?.[0]?.values;
    this.#events.add(scrapes, values4);
    if (values4 === void 0) return;
    const { at, count, initial } = scrapes;
    if (initial && this.#initial !== 0) for (let place = at; place < at + count; place++) values4[place] = this.#initial + values4[place];
    if (this.#integer) for (let place = at; place < at + count; place++) values4[place] = Math.floor(values4[place]);
  }
};

// src/generator/distributions/exponential.ts
function exponential2(mean) {
  if (!(mean > 0 && mean < Number.POSITIVE_INFINITY)) return void 0;
  const cdf = (x) => x > 0 ? lessOne(x / mean) : 0;
  return { mean, cdf, below: cdf, quantile: (q) => q === 0 ? 0 : -mean * logarithm(1 - q) };
}
function lessOne(x) {
  return x < 1e-3 ? x * (1 - x / 2 * (1 - x / 3 * (1 - x / 4 * (1 - x / 5)))) : 1 - exponential(-x);
}

// src/generator/math/normal-cdf.ts
function normalCdf(z) {
  return z < 0 ? 0.5 * erfcOfPositive(-z * Math.SQRT1_2) : 1 - 0.5 * erfcOfPositive(z * Math.SQRT1_2);
}
function erfcOfPositive(x) {
  if (Number.isNaN(x)) return x;
  if (x < 0.84375) return erfcSmall(x);
  if (x < 1.25) return erfcMiddle(x);
  return x < 28 ? erfcLarge(x) : 0;
}
function erfcSmall(x) {
  const z = x * x;
  const r = 0.12837916709551256 + z * (-0.3250421072470015 + z * (-0.02848174957559851 + z * (-0.005770270296489442 + z * -23763016656650163e-21)));
  const s = 1 + z * (0.39791722395915535 + z * (0.0650222499887673 + z * (0.005081306281875766 + z * (13249473800432164e-20 + z * -3960228278775368e-21))));
  const y = r / s;
  return x < 0.25 ? 1 - (x + x * y) : 0.5 - (x - 0.5 + x * y);
}
function erfcMiddle(x) {
  const s = x - 1;
  const p = -0.0023621185607526594 + s * (0.41485611868374833 + s * (-0.3722078760357013 + s * (0.31834661990116175 + s * (-0.11089469428239668 + s * (0.035478304325618236 + s * -0.002166375594868791)))));
  const q = 1 + s * (0.10642088040084423 + s * (0.540397917702171 + s * (0.07182865441419627 + s * (0.12617121980876164 + s * (0.01363708391202905 + s * 0.011984499846799107)))));
  return 1 - 0.8450629115104675 - p / q;
}
function erfcLarge(x) {
  const s = 1 / (x * x);
  const ratio = x < 1 / 0.35 ? nearRatio(s) : farRatio(s);
  const z = Math.fround(x);
  return exponential(-z * z - 0.5625) * exponential((z - x) * (z + x) + ratio) / x;
}
function nearRatio(s) {
  const r = -0.009864944034847148 + s * (-0.6938585727071818 + s * (-10.558626225323291 + s * (-62.375332450326006 + s * (-162.39666946257347 + s * (-184.60509290671104 + s * (-81.2874355063066 + s * -9.814329344169145))))));
  const d = 1 + s * (19.651271667439257 + s * (137.65775414351904 + s * (434.56587747522923 + s * (645.3872717332679 + s * (429.00814002756783 + s * (108.63500554177944 + s * (6.570249770319282 + s * -0.0604244152148581)))))));
  return r / d;
}
function farRatio(s) {
  const r = -0.0098649429247001 + s * (-0.799283237680523 + s * (-17.757954917754752 + s * (-160.63638485582192 + s * (-637.5664433683896 + s * (-1025.0951316110772 + s * -483.5191916086514)))));
  const d = 1 + s * (30.33806074348246 + s * (325.7925129965739 + s * (1536.729586084437 + s * (3199.8582195085955 + s * (2553.0504064331644 + s * (474.52854120695537 + s * -22.44095244658582))))));
  return r / d;
}

// src/generator/math/normal-quantile.ts
function normalQuantile(p) {
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) return q * central(0.180625 - q * q);
  const tail3 = q < 0 ? p : 1 - p;
  if (!(tail3 > 0)) return tail3 === 0 ? q * Number.POSITIVE_INFINITY : Number.NaN;
  const r = Math.sqrt(-logarithm(tail3));
  const value2 = r <= 5 ? near(r - 1.6) : far(r - 5);
  return q < 0 ? -value2 : value2;
}
function central(r) {
  return polynomial(
    r,
    [
      3.3871328727963665,
      133.14166789178438,
      1971.5909503065513,
      13731.69376550946,
      45921.95393154987,
      67265.7709270087,
      33430.57558358813,
      2509.0809287301227
    ]
  ) / polynomial(
    r,
    [
      1,
      42.31333070160091,
      687.1870074920579,
      5394.196021424751,
      21213.794301586597,
      39307.89580009271,
      28729.085735721943,
      5226.495278852546
    ]
  );
}
function near(r) {
  return polynomial(
    r,
    [
      1.4234371107496835,
      4.630337846156546,
      5.769497221460691,
      3.6478483247632045,
      1.2704582524523684,
      0.2417807251774506,
      0.022723844989269184,
      7745450142783414e-19
    ]
  ) / polynomial(
    r,
    [
      1,
      2.053191626637759,
      1.6763848301838038,
      0.6897673349851,
      0.14810397642748008,
      0.015198666563616457,
      5475938084995345e-19,
      10507500716444169e-25
    ]
  );
}
function far(r) {
  return polynomial(
    r,
    [
      6.657904643501103,
      5.463784911164114,
      1.7848265399172913,
      0.29656057182850487,
      0.026532189526576124,
      0.0012426609473880784,
      27115555687434876e-21,
      20103343992922881e-23
    ]
  ) / polynomial(
    r,
    [
      1,
      0.599832206555888,
      0.1369298809227358,
      0.014875361290850615,
      7868691311456133e-19,
      18463183175100548e-21,
      1421511758316446e-22,
      20442631033899397e-31
    ]
  );
}
function polynomial(x, coefficients) {
  return coefficients.reduceRight((sum2, coefficient) => sum2 * x + coefficient, 0);
}

// src/generator/distributions/lognormal.ts
var z99 = 2.3263478740408408;
function lognormal(p50, p99) {
  if (!(p50 > 0 && p99 >= p50 && p99 < Number.POSITIVE_INFINITY)) return void 0;
  const mu = logarithm(p50);
  const sigma = p99 === p50 ? 0 : (logarithm(p99) - mu) / z99;
  const cdf = (x) => {
    if (!(x > 0)) return 0;
    if (sigma === 0) return x >= p50 ? 1 : 0;
    return x === p50 ? 0.5 : normalCdf((logarithm(x) - mu) / sigma);
  };
  return {
    mean: p50 * exponential(sigma * sigma / 2),
    cdf,
    below: (x) => sigma === 0 ? x > p50 ? 1 : 0 : cdf(x),
    quantile: (q) => sigma === 0 ? p50 : p50 * exponential(sigma * normalQuantile(q))
  };
}

// src/generator/distributions/normal.ts
function normal2(mean, stddev) {
  if (!(Number.isFinite(mean) && stddev >= 0 && stddev < Number.POSITIVE_INFINITY)) return void 0;
  if (stddev === 0) return { mean, cdf: (x) => x >= mean ? 1 : 0, below: (x) => x > mean ? 1 : 0, quantile: () => mean };
  const cdf = (x) => normalCdf((x - mean) / stddev);
  return { mean, cdf, below: cdf, quantile: (q) => mean + stddev * normalQuantile(q) };
}

// src/generator/distributions/uniform.ts
function uniform(min, max) {
  if (!(Number.isFinite(min) && Number.isFinite(max) && min <= max)) return void 0;
  const width = max - min;
  const cdf = (x) => x >= max ? 1 : x <= min ? 0 : (x - min) / width;
  return { mean: min + width / 2, cdf, below: (x) => width === 0 ? x > max ? 1 : 0 : cdf(x), quantile: (q) => min + q * width };
}

// src/generator/distributions/compile-distribution.ts
function compileDistribution(distribution, context) {
  switch (distribution.type) {
    case "lognormal":
      return compile([distribution.p50, distribution.p99], (p50, p99) => lognormal(p50, p99), context);
    case "normal":
      return compile([distribution.mean, distribution.stddev], (mean, stddev) => normal2(mean, stddev), context);
    case "exponential":
      return compile([distribution.mean], (mean) => exponential2(mean), context);
    case "uniform":
      return compile([distribution.min, distribution.max], (min, max) => uniform(min, max), context);
    case "values":
      return compile([0], () => weightedValues(distribution.weights), context);
  }
}
function compile(list2, shapeOf, context) {
  const parameters2 = readParameters(context, list2);
  const [first2, second] = parameters2.constants;
  const constant2 = parameters2.constants.includes(void 0) ? void 0 : shapeOf(first2, second);
  let known2;
  const make2 = (index, count) => {
    parameters2.fill(index, count, 0);
    return Array.from({ length: count }, (_, place) => {
      if (parameters2.blocks.some((block) => block.states[place] !== present)) return void 0;
      return shapeOf(parameters2.blocks[0].values[place], parameters2.blocks[1]?.values[place]);
    });
  };
  return {
    constant: constant2,
    shapes(index, count) {
      if (known2?.index !== index || known2.count !== count) known2 = { index, count, shapes: make2(index, count) };
      return known2.shapes;
    }
  };
}

// src/generator/format-float.ts
function formatFloat(value2) {
  if (Number.isNaN(value2)) return "NaN";
  if (!Number.isFinite(value2)) return value2 > 0 ? "+Inf" : "-Inf";
  if (value2 === 0) return "0";
  const size = Math.abs(value2);
  if (size >= 1e-4 && size < 1e6) return `${value2}`;
  const [mantissa = "", exponent = ""] = value2.toExponential().split("e");
  return `${mantissa}e${exponent[0]}${exponent.slice(1).padStart(2, "0")}`;
}

// src/generator/with-label.ts
function withLabel(labels, name3, value2) {
  const place = labels.findIndex(([other]) => other > name3);
  const at = place === -1 ? labels.length : place;
  return [...labels.slice(0, at), [name3, value2], ...labels.slice(at)];
}

// src/generator/kinds/classic-tally.ts
function constantClassic(shape, buckets, stepMs) {
  const events = new EventTotal(stepMs);
  const shares = [...buckets.map((bound) => shape.cdf(bound)), 1, shape.mean];
  const countBlock = shares.length;
  return {
    closedForm: true,
    restart: () => events.restart(),
    closeBlock: () => events.closeBlock(),
    add(scrapes) {
      const { blocks, at, count } = scrapes;
      const all = blocks?.[countBlock]?.values;
      events.add(scrapes, all);
      if (blocks === void 0 || all === void 0) return;
      for (const [number3, share] of shares.entries()) {
        const { values: values4 } = blocks[number3];
        for (let place = at; place < at + count; place++) values4[place] = share * all[place];
      }
    }
  };
}
function changingClassic(distribution, buckets, stepMs) {
  const totals = buckets.map(() => new RunningTotal());
  const sum2 = new RunningTotal({ rising: false });
  const count = new RunningTotal();
  const every = [...totals, sum2, count];
  const [infBlock, sumBlock, countBlock] = [buckets.length, buckets.length + 1, buckets.length + 2];
  const terms = new Float64Array(chunkSize);
  return {
    closedForm: false,
    restart: () => every.forEach((total) => void total.restart()),
    closeBlock: () => every.forEach((total) => void total.closeBlock()),
    invalidate: invalidateBy(distribution),
    add({ index, count: length, rates: rates3, blocks, at }) {
      const shapes = distribution.shapes(index, length);
      const addTerms = (total, block, share) => {
        for (let place = 0; place < length; place++) terms[place] = termOf(rates3[place], shapes[place], share);
        const out = blocks?.[block]?.values;
        total.add(terms, length, out, at);
        if (out !== void 0) for (let place = at; place < at + length; place++) out[place] = out[place] * stepMs / 1e3;
      };
      addTerms(count, countBlock, () => 1);
      addTerms(sum2, sumBlock, ({ mean }) => mean);
      for (const [bucket, total] of totals.entries()) addTerms(total, bucket, (shape) => shape.cdf(buckets[bucket]));
      if (blocks === void 0) return;
      const all = blocks[countBlock].values;
      blocks[infBlock].values.set(all.subarray(at, at + length), at);
      for (let bucket = 0; bucket < buckets.length; bucket++) {
        const { values: values4 } = blocks[bucket];
        const below3 = blocks[bucket - 1]?.values;
        for (let place = at; place < at + length; place++) {
          values4[place] = Math.min(all[place], Math.max(values4[place], below3?.[place] ?? 0));
        }
      }
    }
  };
}
function invalidateBy(distribution) {
  return (index, count, states) => {
    for (const [place, shape] of distribution.shapes(index, count).entries()) if (shape === void 0) states[place] = missing;
  };
}
function termOf(rate, shape, share) {
  return rate === 0 || shape === void 0 ? 0 : rate * share(shape);
}

// src/generator/kinds/bucket-totals.ts
var BucketTotals = class {
  #totals = [];
  #offset = 0;
  #term = new Float64Array(1);
  /** The first bucket. 0 while there is none. */
  get offset() {
    return this.#offset;
  }
  restart() {
    this.#totals = [];
    this.#offset = 0;
  }
  closeBlock() {
    for (const total of this.#totals) total.closeBlock();
  }
  /** Adds `rate` times each share to the buckets from `offset` on. */
  add(offset, shares, rate) {
    if (shares.length === 0) return;
    if (this.#totals.length === 0) this.#offset = offset;
    if (offset < this.#offset) {
      this.#totals.unshift(...Array.from({ length: this.#offset - offset }, () => new RunningTotal()));
      this.#offset = offset;
    }
    while (this.#totals.length < offset + shares.length - this.#offset) this.#totals.push(new RunningTotal());
    for (const [place, share] of shares.entries()) {
      this.#term[0] = rate * share;
      this.#totals[offset - this.#offset + place].add(this.#term, 1, void 0, 0);
    }
  }
  /** The total of each bucket now. */
  counts() {
    return Float64Array.from(this.#totals, (total) => total.current);
  }
};

// src/generator/kinds/native-layout.ts
var zeroThreshold = powerOfTwo(-128);
var tailShare = 1e-9;
function layOut(shape, schema) {
  const atMost = shape.cdf(zeroThreshold);
  const less = shape.below(-zeroThreshold);
  const [above, below3] = [1 - atMost, less];
  return {
    zero: atMost - less,
    positive: side(above, schema, {
      smallest: shape.quantile(atMost + tailShare * above),
      largest: shape.quantile(1 - tailShare * above),
      beyond: (bound) => 1 - shape.cdf(bound)
    }),
    negative: side(below3, schema, {
      smallest: -shape.quantile(less - tailShare * below3),
      largest: -shape.quantile(tailShare * below3),
      beyond: (bound) => shape.below(-bound)
    })
  };
}
function side(share, schema, { smallest: smallest2, largest: largest2, beyond }) {
  if (!(share > 0)) return { offset: 0, shares: new Float64Array() };
  const offset = bucketOf(Math.max(smallest2, zeroThreshold * 2), schema);
  const last = Math.max(offset, bucketOf(largest2, schema));
  const shares = new Float64Array(last - offset + 1);
  let above = share;
  for (let bucket = offset; bucket < last; bucket++) {
    const rest = beyond(boundOf(bucket, schema));
    shares[bucket - offset] = Math.max(0, above - rest);
    above = Math.min(above, rest);
  }
  shares[last - offset] = above;
  return { offset, shares };
}
function bucketOf(x, schema) {
  let low = -1100 * perOctave(schema) - 1;
  let high2 = 1100 * perOctave(schema) + 1;
  while (high2 - low > 1) {
    const middle = Math.floor((low + high2) / 2);
    if (boundOf(middle, schema) >= x) high2 = middle;
    else low = middle;
  }
  return high2;
}
function perOctave(schema) {
  return schema > 0 ? powerOfTwo(schema) : 1;
}
function boundOf(bucket, schema) {
  if (schema <= 0) return powerOfTwo(bucket * powerOfTwo(-schema));
  const fractions = fractionsOf(schema);
  const octave = Math.floor(bucket / fractions.length);
  return fractions[bucket - octave * fractions.length] * powerOfTwo(octave);
}
var knownFractions = /* @__PURE__ */ new Map();
function fractionsOf(schema) {
  const known2 = knownFractions.get(schema);
  if (known2 !== void 0) return known2;
  const fractions = new Float64Array(powerOfTwo(schema)).fill(1);
  for (let bit = schema - 1, root2 = Math.SQRT2; bit >= 0; bit--, root2 = Math.sqrt(root2)) {
    const size = powerOfTwo(bit);
    for (let place = 0; place < fractions.length; place++) if (Math.floor(place / size) % 2 === 1) fractions[place] *= root2;
  }
  knownFractions.set(schema, fractions);
  return fractions;
}

// src/generator/kinds/native-tally.ts
var scratch = createBlock(chunkSize).values;
function constantNative(shape, { schema, stepMs, block }) {
  const events = new EventTotal(stepMs);
  const { zero, positive: positive2, negative } = layOut(shape, schema);
  const sample = (count) => ({
    schema,
    zeroThreshold,
    zeroCount: zero * count,
    count,
    sum: shape.mean * count,
    positiveOffset: positive2.offset,
    positiveCounts: positive2.shares.map((share) => share * count),
    negativeOffset: negative.offset,
    negativeCounts: negative.shares.map((share) => share * count)
  });
  return {
    closedForm: true,
    restart: () => events.restart(),
    closeBlock: () => events.closeBlock(),
    add(scrapes) {
      const histograms = scrapes.blocks?.[block]?.histograms;
      events.add({ ...scrapes, at: 0 }, scrapes.blocks && scratch);
      if (histograms === void 0) return;
      for (let place = 0; place < scrapes.count; place++) histograms[scrapes.at + place] = sample(scratch[place]);
    }
  };
}
function changingNative(distribution, { schema, stepMs, block }) {
  const count = new RunningTotal();
  const sum2 = new RunningTotal({ rising: false });
  const zero = new RunningTotal();
  const positive2 = new BucketTotals();
  const negative = new BucketTotals();
  const every = [count, sum2, zero, positive2, negative];
  const term = new Float64Array(1);
  const events = new Float64Array(1);
  const addOne = (total, value2) => {
    term[0] = value2;
    total.add(term, 1, events, 0);
    return events[0] * stepMs / 1e3;
  };
  const counts = (totals) => totals.counts().map((value2) => value2 * stepMs / 1e3);
  return {
    closedForm: false,
    restart: () => every.forEach((total) => void total.restart()),
    closeBlock: () => every.forEach((total) => void total.closeBlock()),
    invalidate: invalidateBy(distribution),
    add({ index, count: length, rates: rates3, blocks, at }) {
      const histograms = blocks?.[block]?.histograms;
      const shapes = distribution.shapes(index, length);
      let known2;
      for (let place = 0; place < length; place++) {
        const rate = rates3[place];
        const shape = shapes[place];
        if (shape !== void 0 && shape !== known2?.shape) known2 = { shape, layout: layOut(shape, schema) };
        const layout = shape === void 0 ? void 0 : known2?.layout;
        const all = addOne(count, shape === void 0 ? 0 : rate);
        const mean = addOne(
          sum2,
          termOf(rate, shape, (one2) => one2.mean)
        );
        const zeros = addOne(zero, layout === void 0 ? 0 : rate * layout.zero);
        if (layout !== void 0 && rate > 0) {
          positive2.add(layout.positive.offset, layout.positive.shares, rate);
          negative.add(layout.negative.offset, layout.negative.shares, rate);
        }
        if (histograms === void 0) continue;
        histograms[at + place] = {
          schema,
          zeroThreshold,
          zeroCount: zeros,
          count: all,
          sum: mean,
          positiveOffset: positive2.offset,
          positiveCounts: counts(positive2),
          negativeOffset: negative.offset,
          negativeCounts: counts(negative)
        };
      }
    }
  };
}

// src/generator/kinds/histogram.ts
var defaultSchema = 3;
function createHistogram(definition, place) {
  const { rate, observe, buckets, native, schema = defaultSchema, then = defaultEnd(rate) } = definition;
  const distribution = compileDistribution(observe, rootContext(place, "observe"));
  const { constant: constant2 } = distribution;
  const { stepMs } = place.grid;
  const series = wireSeries(definition);
  const tallies = [];
  if (native !== true) {
    tallies.push(constant2 ? constantClassic(constant2, buckets, stepMs) : changingClassic(distribution, buckets, stepMs));
  }
  if (native !== false) {
    const block = series.length - 1;
    tallies.push(constant2 ? constantNative(constant2, { schema, stepMs, block }) : changingNative(distribution, { schema, stepMs, block }));
  }
  const counters = tallies.map((tally) => countEvents({ rate, then, tally }, place));
  return {
    definition,
    series,
    fill(firstIndex, length, blocks) {
      for (const counter of counters) counter.fill(firstIndex, length, blocks);
    },
    get clampedRates() {
      return counters[0].clampedRates;
    }
  };
}
function wireSeries({ name: name3, labels, buckets, native }) {
  const nativeSeries = native === false ? [] : [{ name: name3, labels, native: true }];
  if (native === true) return nativeSeries;
  const bounds = [...buckets, Number.POSITIVE_INFINITY];
  return [
    ...bounds.map((bound) => ({ name: `${name3}_bucket`, labels: withLabel(labels, "le", formatFloat(bound)), native: false })),
    { name: `${name3}_sum`, labels, native: false },
    { name: `${name3}_count`, labels, native: false },
    ...nativeSeries
  ];
}

// src/generator/kinds/info.ts
function createInfo(definition) {
  const { name: name3, labels } = definition;
  return {
    definition,
    series: [{ name: name3, labels, native: false }],
    fill(_firstIndex, length, [block]) {
      block.values.fill(1, 0, length);
      block.states.fill(present, 0, length);
    },
    clampedRates: 0
  };
}

// src/generator/kinds/summary.ts
function createSummary(definition, place) {
  const { name: name3, labels, rate, observe, quantiles, then = defaultEnd(rate) } = definition;
  const distribution = compileDistribution(observe, rootContext(place, "observe"));
  const { constant: constant2 } = distribution;
  const { stepMs } = place.grid;
  const totals = constant2 ? constantClassic(constant2, [], stepMs) : changingClassic(distribution, [], stepMs);
  const fixed2 = constant2 && quantiles.map((quantile2) => constant2.quantile(quantile2));
  const tally = {
    ...totals,
    add(scrapes) {
      const { blocks, index, at, count } = scrapes;
      const own2 = blocks?.slice(quantiles.length);
      totals.add({ ...scrapes, blocks: own2 && [own2[1], own2[0], own2[1]] });
      if (blocks === void 0) return;
      const shapes = fixed2 ? void 0 : distribution.shapes(index, count);
      for (const [number3, quantile2] of quantiles.entries()) {
        const { values: values4 } = blocks[number3];
        if (fixed2) values4.fill(fixed2[number3], at, at + count);
        else for (let one2 = 0; one2 < count; one2++) values4[at + one2] = shapes[one2]?.quantile(quantile2) ?? Number.NaN;
      }
    }
  };
  const counter = countEvents({ rate, then, tally }, place);
  return {
    definition,
    series: [
      ...quantiles.map((quantile2) => ({ name: name3, labels: withLabel(labels, "quantile", formatFloat(quantile2)), native: false })),
      { name: `${name3}_sum`, labels, native: false },
      { name: `${name3}_count`, labels, native: false }
    ],
    fill: (firstIndex, length, blocks) => counter.fill(firstIndex, length, blocks),
    get clampedRates() {
      return counter.clampedRates;
    }
  };
}

// src/generator/source.ts
function createSource(definition, { seed: seed2, grid }) {
  if (!Number.isSafeInteger(seed2)) throw new RangeError(`createSource: seed must be a whole number, got ${seed2}`);
  if (!Number.isSafeInteger(grid.stepMs) || grid.stepMs < 1) {
    throw new RangeError(`createSource: grid.stepMs must be a whole number of at least 1, got ${grid.stepMs}`);
  }
  if (!Number.isSafeInteger(grid.fromMs)) throw new RangeError(`createSource: grid.fromMs must be a whole number, got ${grid.fromMs}`);
  checkDefinition(definition);
  const place = { grid, key: seriesKey(seed2, definition.name, definition.labels) };
  switch (definition.kind) {
    case "gauge":
    case "unknown":
      return createGauge(definition, place);
    case "counter":
      return createCounter(definition, place);
    case "histogram":
      return createHistogram(definition, place);
    case "summary":
      return createSummary(definition, place);
    case "info":
      return createInfo(definition);
  }
}

// src/spec/first-samples.ts
function firstSamples(definition, { seed: seed2, grid }, count) {
  const source = createSource(definition, { seed: seed2, grid });
  const blocks = source.series.map(({ native }) => createBlock(count, { native }));
  source.fill(0, count, blocks);
  return source.series.map(({ name: name3, labels }, index) => {
    const samples2 = Array.from({ length: count }, (_, place) => sampleAt(blocks[index], place));
    return { name: name3, labels, samples: samples2 };
  });
}
function sampleAt({ states, values: values4, histograms }, place) {
  if (states[place] === stale) return "stale";
  if (states[place] !== present) return null;
  const histogram = histograms?.[place];
  if (histogram !== void 0) return { count: histogram.count, sum: histogram.sum };
  const value2 = values4[place];
  if (Number.isFinite(value2)) return value2;
  if (Number.isNaN(value2)) return "NaN";
  return value2 > 0 ? "+Inf" : "-Inf";
}

// src/spec/label-pattern.ts
var rangePattern = /\\\{|\{(-?\d{1,40})\.\.(-?\d{1,40})(?:\.\.(-?\d{1,40}))?\}/g;
function parseLabelPattern(text) {
  const parts2 = [];
  let literal = "";
  let end = 0;
  for (const match of text.matchAll(rangePattern)) {
    literal += text.slice(end, match.index);
    end = match.index + match[0].length;
    if (match[0] === "\\{") {
      literal += "{";
      continue;
    }
    const range3 = readRange(match);
    if ("error" in range3) return range3;
    if (literal !== "") parts2.push(literal);
    literal = "";
    parts2.push(range3);
  }
  literal += text.slice(end);
  if (literal !== "" || parts2.length === 0) parts2.push(literal);
  return { parts: parts2, count: parts2.reduce((product, part) => product * countOf(part), 1n) };
}
function readRange([whole2, from = "", to = "", by]) {
  const [first2, last, step] = [Number(from), Number(to), by === void 0 ? 1 : Number(by)];
  if (![first2, last, step].every(Number.isSafeInteger)) return { error: `the numbers of the range ${whole2} are too large` };
  if (first2 > last) return { error: `the range ${whole2} descends; write {${to}..${from}}` };
  if (step < 1) return { error: `the range ${whole2} needs a step of 1 or more` };
  const padded2 = [from, to].some((digits) => /^-?0\d/.test(digits));
  return { first: first2, last, step, width: padded2 ? Math.max(from.replace("-", "").length, to.replace("-", "").length) : 0 };
}
function countOf(part) {
  return typeof part === "string" ? 1n : (BigInt(part.last) - BigInt(part.first)) / BigInt(part.step) + 1n;
}
function expandLabelPattern({ parts: parts2 }) {
  return parts2.reduce(
    (begun, part) => {
      if (typeof part === "string") return begun.map((text) => text + part);
      const numbers2 = numbersOf(part);
      return begun.flatMap((text) => numbers2.map((number3) => text + number3));
    },
    [""]
  );
}
function numbersOf({ first: first2, last, step, width }) {
  const count = Math.floor((last - first2) / step) + 1;
  return Array.from({ length: count }, (_, index) => {
    const number3 = first2 + index * step;
    const digits = String(Math.abs(number3)).padStart(width, "0");
    return number3 < 0 ? `-${digits}` : digits;
  });
}

// src/spec/read-labels.ts
var isolationLabel = "dashpreview";
var labelName2 = /^[a-zA-Z_][a-zA-Z0-9_]*$/;
function readLabels(labels, path, problems) {
  return Object.entries(labels ?? {}).map(([name3, value2]) => readLabel(name3, value2 ?? "", [...path, name3], problems)).toSorted((a, b) => a.name < b.name ? -1 : 1);
}
function readLabel(name3, value2, path, problems) {
  const wrong2 = wrongLabelName(name3);
  if (wrong2 !== void 0) problems.add(path, wrong2, "key");
  const patterns2 = typeof value2 === "string" ? [read(value2, path)] : value2.map((text, index) => read(text, [...path, index]));
  return { name: name3, patterns: patterns2, count: patterns2.reduce((sum2, pattern4) => sum2 + pattern4.count, 0n) };
  function read(text, at) {
    const pattern4 = parseLabelPattern(text);
    if (/\p{Surrogate}/u.test(text)) problems.add(at, `label \`${name3}\`: half of a surrogate pair, which no label value may hold`);
    if (!("error" in pattern4)) return pattern4;
    problems.add(at, `label \`${name3}\`: ${pattern4.error}`);
    return { parts: [text], count: 1n };
  }
}
function wrongLabelName(name3) {
  if (!labelName2.test(name3))
    return `${JSON.stringify(name3.slice(0, 60))} is no label name; expected letters, digits and _, not beginning with a digit`;
  if (name3.startsWith("__")) return `label \`${name3}\` is reserved: names that begin with __ are Prometheus' own`;
  if (name3 === isolationLabel) return `label \`${name3}\` is reserved: it tells the series of previews apart`;
  return void 0;
}
function countLabelSets(dimensions) {
  return dimensions.reduce((product, { count }) => product * count, 1n);
}

// src/spec/series-template.ts
function wireSeriesOf(template) {
  if (template.kind === "histogram") {
    const classic = template.native === true ? 0 : template.buckets.length + 3;
    return classic + (template.native === false ? 0 : 1);
  }
  return template.kind === "summary" ? template.quantiles.length + 2 : 1;
}

// src/spec/describe.ts
function describeSpec(document, plan, { series = 1, samples: samples2 = 8 } = {}) {
  let next = 0;
  const describeEntry = (entry) => {
    const labelSets = Number(countLabelSets(entry.dimensions));
    const shown3 = plan.definitions.slice(next, next + Math.min(series, labelSets));
    next += labelSets;
    return {
      labelSets,
      wireSeries: wireSeriesOf(entry.template),
      tree: describeDefinition({ name: "", labels: [], ...entry.template }).slice(1).map((line2) => line2.slice(2)),
      first: shown3.flatMap((definition) => firstSamples(definition, plan, Math.min(samples2, plan.grid.count)))
    };
  };
  const metrics = document.metrics.map(({ metadata, entries }) => ({ ...metadata, entries: entries.map(describeEntry) }));
  const { seed: seed2, seriesCount, sampleCount, warnings } = plan;
  return { window: describeWindow(plan.grid), seed: seed2, series: seriesCount, samples: sampleCount, metrics, warnings };
}
function describeWindow(grid) {
  const iso = (ms) => new Date(ms).toISOString();
  return { from: iso(grid.fromMs), to: iso(gridEndMs(grid)), stepSeconds: grid.stepMs / 1e3, samples: grid.count };
}

// src/spec/format-description.ts
function formatDescription({ window, seed: seed2, series, samples: samples2, metrics, warnings }) {
  const stepMs = window.stepSeconds * 1e3;
  return [
    `window  ${window.from} to ${window.to}: ${formatDuration(stepMs * window.samples)}, ${show2(window.samples)} scrapes, one every ${formatDuration(stepMs)}`,
    `series  ${show2(series)}, at most ${show2(samples2)} samples, seed ${seed2}`,
    ...metrics.flatMap((metric) => ["", ...formatMetric(metric)]),
    ...warnings.length > 0 ? ["", ...warnings.map((warning) => `warning: ${warning}`)] : []
  ];
}
function formatMetric({ name: name3, type, help, unit, entries }) {
  const about = [type, ...unit === void 0 ? [] : [`in ${unit}`], ...help === void 0 ? [] : [help]].join(", ");
  return [`${name3}  (${about})`, ...entries.flatMap(formatEntry).map((line2) => `  ${line2}`)];
}
function formatEntry({ labelSets, wireSeries: wireSeries2, tree, first: first2 }) {
  const each2 = wireSeries2 === 1 ? "" : ` \xD7 ${wireSeries2}`;
  return [
    `${show2(labelSets)}${each2} series`,
    ...tree.map((line2) => `  ${line2}`),
    ...first2.flatMap(formatSamples).map((line2) => `  ${line2}`)
  ];
}
function formatSamples({ name: name3, labels, samples: samples2 }) {
  return [`${name3}${formatLabels(labels)}`, `  ${samples2.map(formatSample2).join("  ")}`];
}
function formatLabels(labels) {
  return labels.length === 0 ? "" : `{${labels.map(([name3, value2]) => `${name3}=${JSON.stringify(value2)}`).join(", ")}}`;
}
function formatSample2(sample) {
  if (sample === null) return "_";
  if (typeof sample === "number") return shorten2(sample);
  return typeof sample === "string" ? sample : `{count ${shorten2(sample.count)}, sum ${shorten2(sample.sum)}}`;
}
function shorten2(value2) {
  return String(Number.isInteger(value2) ? value2 : Number(value2.toPrecision(6)));
}
function show2(count) {
  return count.toLocaleString("en-US");
}

// src/spec/problems.ts
var maxShown = 20;
function createProblems(source) {
  const list2 = [];
  let count = 0;
  return {
    add(path, message, at = "value") {
      count++;
      if (list2.length < maxShown * 5) list2.push({ message, position: source.locate(path, at) });
    },
    get count() {
      return count;
    },
    throwIfAny() {
      if (count > 0) throw new SpecError(shown2(list2, count));
    }
  };
}
function shown2(list2, count) {
  const sorted = list2.toSorted((a, b) => a.position.line - b.position.line || a.position.column - b.position.column);
  const first2 = sorted.slice(0, maxShown);
  return count > first2.length ? [...first2, { message: `and ${count - first2.length} more` }] : first2;
}

// src/spec/path.ts
function nameOf(path) {
  const last = path.findLastIndex((part) => typeof part === "string");
  if (last === -1) return "the spec";
  const indexes = path.slice(last + 1).map((part) => `[${part}]`);
  return `\`${path[last]}\`${indexes.join("")}`;
}

// src/spec/show-value.ts
function showValue(value2) {
  if (value2 === null || value2 === void 0) return "nothing";
  if (typeof value2 === "string") return JSON.stringify(value2.length > 60 ? `${value2.slice(0, 57)}...` : value2);
  if (typeof value2 === "number" || typeof value2 === "boolean") return String(value2);
  if (Array.isArray(value2)) return value2.length === 0 ? "an empty list" : `a list of ${value2.length}`;
  return Object.keys(value2).length === 0 ? "an empty map" : "a map";
}
function showNames(names, word2) {
  const quoted2 = names.map((name3) => `\`${name3}\``);
  return quoted2.length < 2 ? quoted2.join("") : `${quoted2.slice(0, -1).join(", ")} ${word2} ${quoted2.at(-1)}`;
}

// src/spec/read-time.ts
function readDuration(text, path, problems, { zero = false } = {}) {
  const ms = parseDuration(text);
  if (ms === void 0) problems.add(path, `${nameOf(path)}: expected a duration such as 30s, 15m or 1h30m, got ${showValue(text)}`);
  else if (ms === 0 && !zero) problems.add(path, `${nameOf(path)}: expected a duration longer than 0, got ${showValue(text)}`);
  else return ms;
  return void 0;
}
function readLength({ for: duration, samples: samples2 }, path, problems) {
  if (samples2 !== void 0) return { samples: samples2 };
  const forMs = readDuration(duration ?? "", [...path, "for"], problems);
  return forMs === void 0 ? void 0 : { forMs };
}
function readPhase(text, path, problems) {
  const time = /^(\d\d):(\d\d)(?::(\d\d))?$/.exec(text);
  if (time !== null) {
    const [, hours, minutes, seconds = "0"] = time;
    return { timeOfDayMs: ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1e3 };
  }
  const afterAnchorMs = readDuration(text, path, problems, { zero: true });
  return afterAnchorMs === void 0 ? void 0 : { afterAnchorMs };
}

// src/spec/read-alerts.ts
function readAlerts(alerts, locate, problems) {
  return alerts.map(({ alert, labels = {}, fires }, index) => {
    const path = ["alerts", index];
    for (const name3 of Object.keys(labels)) {
      const wrong2 = wrongLabelName(name3);
      if (wrong2 !== void 0) problems.add([...path, "labels", name3], wrong2, "key");
    }
    const sorted = Object.entries(labels).map(([name3, value2]) => [name3, value2 ?? ""]).toSorted(([a], [b]) => a < b ? -1 : 1);
    return { alert, labels: sorted, fires: readFires(), position: locate(index) };
    function readFires() {
      if (fires === "never") return "never";
      const at = [...path, "fires"];
      const afterMs = readDuration(fires.after, [...at, "after"], problems, { zero: true }) ?? 0;
      const withinMs = fires.within === void 0 ? void 0 : readDuration(fires.within, [...at, "within"], problems, { zero: true });
      return { afterMs, withinMs };
    }
  });
}

// src/spec/kind-keys.ts
var seriesKeys = {
  gauge: ["labels", "value", "then"],
  unknown: ["labels", "value", "then"],
  counter: ["labels", "rate", "value", "then", "initial", "gaps", "resets", "integer"],
  histogram: ["labels", "rate", "observe", "then"],
  summary: ["labels", "rate", "observe", "then"],
  info: ["labels"]
};
var metricKeys = {
  buckets: "histogram",
  native: "histogram",
  schema: "histogram",
  quantiles: "summary"
};
function checkKindKeys(metric, path, problems) {
  for (const key of Object.keys(metric)) {
    const kind = metricKeys[key];
    if (kind !== void 0 && kind !== metric.type)
      problems.add([...path, key], `\`${key}\` belongs to a ${kind}; this metric is ${articled(metric.type)}`, "key");
  }
  for (const [index, series] of metric.series.entries()) {
    for (const key of Object.keys(series)) {
      if (seriesKeys[metric.type].includes(key)) continue;
      problems.add(
        [...path, "series", index, key],
        `${articled(metric.type)} has no \`${key}\`; expected ${showNames(seriesKeys[metric.type], "or")}`,
        "key"
      );
    }
  }
}
function articled(type) {
  if (type === "unknown") return "a metric of unknown type";
  return type === "info" ? "an info metric" : `a ${type}`;
}

// src/spec/wrong-of.ts
function wrongOf(check2) {
  try {
    check2();
    return void 0;
  } catch (error) {
    if (error instanceof RangeError) return error.message;
    throw error;
  }
}

// src/spec/read-notation.ts
function readNotation(text, path, problems) {
  const wrong2 = wrongOf(() => parseNotation(text));
  if (wrong2 === void 0) return { type: "notation", text };
  problems.add(path, `${nameOf(path)}: promtool's ${wrong2.replace(/ at column (\d+),/, " at column $1 of the text,")}`);
  return void 0;
}

// src/spec/read-signal.ts
function readSignal(spec, path, problems) {
  if (typeof spec === "number") return { type: "constant", value: spec };
  if (typeof spec === "string") return readNotation(spec, path, problems);
  if (Array.isArray(spec)) return readSequence(spec, path, problems);
  const key = Object.keys(spec)[0];
  const read = readers[key];
  return read(spec[key], [...path, key], problems);
}
function readSequence(list2, path, problems) {
  const parts2 = readAll(list2, path, problems);
  if (parts2 === void 0) return void 0;
  const endless2 = parts2.findIndex(isEndless);
  if (endless2 === -1 || endless2 === parts2.length - 1) return { type: "sequence", parts: parts2 };
  problems.add(
    [...path, endless2],
    `${nameOf([...path, endless2])} is endless, so what follows is never reached; put it into \`limit\`: {limit: {of: \u2026, for: 1h}}`
  );
  return void 0;
}
function readAll(list2, path, problems) {
  const signals = list2.map((one2, index) => readSignal(one2, [...path, index], problems));
  return allThere(signals) ? signals : void 0;
}
function allThere(signals) {
  return !signals.includes(void 0);
}
function readParameter(spec, path, problems) {
  return typeof spec === "number" ? spec : readSignal(spec, path, problems);
}
function checkOrder2([min, max], [minName, maxName], path, problems, { equal = false } = {}) {
  const [low, high2] = [constantOf(min), constantOf(max)];
  if (low === void 0 || high2 === void 0 || low < high2 || equal && low === high2) return true;
  problems.add([...path, maxName], `\`${maxName}\` ${high2} must be ${equal ? "at least" : "greater than"} \`${minName}\` ${low}`);
  return false;
}
var arithmetic4 = (type) => (spec, path, problems) => {
  const operands = readAll(spec, path, problems);
  return operands === void 0 ? void 0 : { type, operands };
};
var readers = {
  line({ from, to, bounds = "[]", ...rest }, path, problems) {
    const length = readLength(rest, path, problems);
    return length === void 0 ? void 0 : { type: "line", from, to, length, bounds };
  },
  values: (values4) => ({ type: "values", values: values4 }),
  random(spec, path, problems) {
    const [min, max] = readPair([spec.min, "min"], [spec.max, "max"], path, problems);
    if (min === void 0 || max === void 0 || !checkOrder2([min, max], ["min", "max"], path, problems)) return void 0;
    return { type: "random", min, max };
  },
  gap(spec, path, problems) {
    const length = readLength(spec, path, problems);
    return length === void 0 ? void 0 : { type: "gap", length };
  },
  loop({ of, times: times2 }, path, problems) {
    const signal2 = readSignal(of, [...path, "of"], problems);
    if (signal2 === void 0) return void 0;
    if (!isEndless(signal2)) return { type: "loop", of: signal2, ...times2 === void 0 ? {} : { times: times2 } };
    problems.add([...path, "of"], "`loop` cannot repeat an endless signal; put it into `limit`: {limit: {of: \u2026, for: 1h}}");
    return void 0;
  },
  limit({ of, ...rest }, path, problems) {
    const signal2 = readSignal(of, [...path, "of"], problems);
    const length = readLength(rest, path, problems);
    return signal2 === void 0 || length === void 0 ? void 0 : { type: "limit", of: signal2, length };
  },
  wave(spec, path, problems) {
    const [min, max] = readPair([spec.min, "min"], [spec.max, "max"], path, problems);
    const periodMs = readDuration(spec.period, [...path, "period"], problems);
    const peak = readPhase(spec.peak ?? "0s", [...path, "peak"], problems);
    if (min === void 0 || max === void 0 || periodMs === void 0 || peak === void 0) return void 0;
    return checkOrder2([min, max], ["min", "max"], path, problems, { equal: true }) ? { type: "wave", min, max, periodMs, peak } : void 0;
  },
  square(spec, path, problems) {
    const [low, high2] = readPair([spec.low, "low"], [spec.high, "high"], path, problems);
    const periodMs = readDuration(spec.period, [...path, "period"], problems);
    const at = readPhase(spec.at ?? "0s", [...path, "at"], problems);
    if (low === void 0 || high2 === void 0 || periodMs === void 0 || at === void 0) return void 0;
    return { type: "square", low, high: high2, periodMs, duty: spec.duty ?? 0.5, at };
  },
  noise(spec, path, problems) {
    const [stddev, mean] = readPair([spec.stddev, "stddev"], [spec.mean ?? 0, "mean"], path, problems);
    if (stddev === void 0 || mean === void 0 || !checkNotNegative2(stddev, [...path, "stddev"], problems)) return void 0;
    return { type: "noise", stddev, mean };
  },
  walk({ start, step, min, max }, path, problems) {
    if (min !== void 0 && max !== void 0 && !checkOrder2([min, max], ["min", "max"], path, problems)) return void 0;
    if (start < (min ?? start) || start > (max ?? start)) {
      problems.add([...path, "start"], `\`start\` ${start} must lie between \`min\` ${min ?? "(none)"} and \`max\` ${max ?? "(none)"}`);
      return void 0;
    }
    return { type: "walk", start, step, ...min === void 0 ? {} : { min }, ...max === void 0 ? {} : { max } };
  },
  spike: readSpike,
  add: arithmetic4("add"),
  sub: arithmetic4("sub"),
  mul: arithmetic4("mul"),
  div: arithmetic4("div"),
  clamp({ of, min, max }, path, problems) {
    const signal2 = readSignal(of, [...path, "of"], problems);
    if (min === void 0 && max === void 0) {
      problems.add(path, "`clamp` needs `min` or `max`", "key");
      return void 0;
    }
    if (min !== void 0 && max !== void 0 && !checkOrder2([min, max], ["min", "max"], path, problems, { equal: true }))
      return void 0;
    return signal2 && { type: "clamp", of: signal2, ...min === void 0 ? {} : { min }, ...max === void 0 ? {} : { max } };
  }
};
function readSpike(spec, path, problems) {
  const [height, base] = readPair([spec.height, "height"], [spec.base ?? 0, "base"], path, problems);
  const forMs = spec.for === void 0 ? void 0 : readDuration(spec.for, [...path, "for"], problems);
  const failed2 = spec.for !== void 0 && forMs === void 0;
  const when = readWhen(spec, path, problems);
  if (height === void 0 || base === void 0 || when === void 0 || failed2) return void 0;
  if (forMs !== void 0 && "everyMs" in when && forMs >= when.everyMs) {
    problems.add([...path, "for"], `\`for\` ${spec.for} must be shorter than \`every\` ${spec.every}`);
    return void 0;
  }
  return { type: "spike", height, base, when, ...forMs === void 0 ? {} : { forMs } };
}
function readWhen({ every, at }, path, problems) {
  if (every !== void 0) {
    const everyMs = readDuration(every, [...path, "every"], problems);
    return everyMs === void 0 ? void 0 : { everyMs };
  }
  const list2 = typeof at === "string" ? [readPhase(at, [...path, "at"], problems)] : (at ?? []).map((one2, index) => readPhase(one2, [...path, "at", index], problems));
  const phases = list2.filter((phase) => phase !== void 0);
  return phases.length < list2.length ? void 0 : { at: phases };
}
function readPair([first2, firstName], [second, secondName], path, problems) {
  return [readParameter(first2, [...path, firstName], problems), readParameter(second, [...path, secondName], problems)];
}
function checkNotNegative2(parameter, path, problems) {
  const number3 = constantOf(parameter);
  if (number3 === void 0 || number3 >= 0) return true;
  problems.add(path, `${nameOf(path)}: expected a number of 0 or more, got ${number3}`);
  return false;
}

// src/spec/read-distribution.ts
function readDistribution(spec, path, problems) {
  const { lognormal: lognormal2, normal: normal3, exponential: exponential3, uniform: uniform2, values: values4 } = spec;
  const parameter = (of, type, key) => readParameter(of, [...path, type, key], problems);
  if (lognormal2 !== void 0) {
    const [p50, p99] = [parameter(lognormal2.p50, "lognormal", "p50"), parameter(lognormal2.p99, "lognormal", "p99")];
    if (p50 === void 0 || p99 === void 0 || !checkPositive(p50, [...path, "lognormal", "p50"], problems)) return void 0;
    return checkOrder2([p50, p99], ["p50", "p99"], [...path, "lognormal"], problems) ? { type: "lognormal", p50, p99 } : void 0;
  }
  if (normal3 !== void 0) {
    const [mean, stddev] = [parameter(normal3.mean, "normal", "mean"), parameter(normal3.stddev, "normal", "stddev")];
    if (mean === void 0 || stddev === void 0 || !checkPositive(stddev, [...path, "normal", "stddev"], problems)) return void 0;
    return { type: "normal", mean, stddev };
  }
  if (exponential3 !== void 0) {
    const mean = parameter(exponential3.mean, "exponential", "mean");
    if (mean === void 0 || !checkPositive(mean, [...path, "exponential", "mean"], problems)) return void 0;
    return { type: "exponential", mean };
  }
  if (uniform2 !== void 0) {
    const [min, max] = [parameter(uniform2.min, "uniform", "min"), parameter(uniform2.max, "uniform", "max")];
    if (min === void 0 || max === void 0) return void 0;
    return checkOrder2([min, max], ["min", "max"], [...path, "uniform"], problems) ? { type: "uniform", min, max } : void 0;
  }
  return readWeights(values4 ?? {}, [...path, "values"], problems);
}
function readWeights(spec, path, problems) {
  const before = problems.count;
  const weights = /* @__PURE__ */ new Map();
  for (const [key, weight = 0] of Object.entries(spec)) {
    const value2 = key.trim() === "" ? Number.NaN : Number(key);
    if (!Number.isFinite(value2))
      problems.add([...path, key], `${nameOf(path)}: expected a number as key, got ${JSON.stringify(key.slice(0, 60))}`, "key");
    else if (weights.has(value2)) problems.add([...path, key], `${nameOf(path)}: the value ${value2} is there twice`, "key");
    weights.set(value2, weight);
  }
  if (problems.count > before) return void 0;
  if (![...weights.values()].some((weight) => weight > 0)) {
    problems.add(path, `${nameOf(path)}: at least one weight must be greater than 0`);
    return void 0;
  }
  const sorted = [...weights].toSorted(([a], [b]) => a - b);
  return { type: "values", weights: sorted.map(([value2, weight]) => ({ value: value2, weight })) };
}
function checkPositive(parameter, path, problems) {
  const number3 = constantOf(parameter);
  if (number3 === void 0 || number3 > 0) return true;
  problems.add(path, `${nameOf(path)}: expected a number greater than 0, got ${number3}`);
  return false;
}

// src/spec/read-series.ts
function readSeries(metric, options, { spec, path }, problems) {
  switch (metric.type) {
    case "info":
      return { kind: "info" };
    case "gauge":
    case "unknown":
      return readGauge(metric.type, spec, path, problems);
    case "counter":
      return readCounter(spec, path, problems);
    case "histogram":
    case "summary":
      return readDistributed(metric.type, options, { spec, path }, problems);
  }
}
function readGauge(kind, spec, path, problems) {
  if (spec.value === void 0) {
    if (spec.rate === void 0) problems.add(path, `${articled(kind)} needs \`value\``);
    return void 0;
  }
  const value2 = readWhole(spec.value, [...path, "value"], problems, { histograms: true });
  return value2 && { kind, value: value2, ...readEnd(spec, value2, path, problems) };
}
function readCounter(spec, path, problems) {
  if (spec.rate === void 0 && spec.value === void 0)
    return void problems.add(path, "a counter needs `rate` (events per second) or `value` (raw)");
  if (spec.rate !== void 0 && spec.value !== void 0) {
    return void problems.add([...path, "value"], "a counter has `rate` and `value`; give one of them", "key");
  }
  const resets = spec.resets === void 0 ? void 0 : readResets(spec.resets, [...path, "resets"], problems);
  const common = {
    kind: "counter",
    ...resets === void 0 ? {} : { resets },
    ...spec.integer === void 0 ? {} : { integer: spec.integer }
  };
  if (spec.rate !== void 0) {
    const rate = readRate(spec, path, problems);
    const { initial, gaps } = spec;
    return rate && {
      ...common,
      rate,
      ...initial === void 0 ? {} : { initial },
      ...gaps === void 0 ? {} : { gaps },
      ...readEnd(spec, rate, path, problems)
    };
  }
  for (const key of ["initial", "gaps"]) {
    if (spec[key] !== void 0) problems.add([...path, key], `\`${key}\` goes with \`rate\`; this counter has a raw \`value\``, "key");
  }
  const value2 = readWhole(spec.value, [...path, "value"], problems);
  return value2 && { ...common, value: value2, ...readEnd(spec, value2, path, problems) };
}
function readDistributed(kind, { buckets, native, schema, quantiles }, { spec, path }, problems) {
  for (const key of ["rate", "observe"]) {
    const named = key === "rate" && spec.value !== void 0;
    if (spec[key] === void 0 && !named) problems.add(path, `${articled(kind)} needs \`${key}\``);
  }
  if (spec.rate === void 0 || spec.observe === void 0) return void 0;
  const rate = readRate(spec, path, problems);
  const observe = readDistribution(spec.observe, [...path, "observe"], problems);
  if (rate === void 0 || observe === void 0) return void 0;
  const common = { rate, observe, ...readEnd(spec, rate, path, problems) };
  if (kind === "summary") return { kind, ...common, quantiles };
  return { kind, ...common, buckets, native, ...schema === void 0 ? {} : { schema } };
}
function readRate(spec, path, problems) {
  const rate = readWhole(spec.rate, [...path, "rate"], problems);
  const negative = rate === void 0 ? void 0 : negativeValue(rate);
  if (negative === void 0) return rate;
  return void problems.add([...path, "rate"], `\`rate\` must not be below 0, and this one reaches ${negative}`);
}
function readWhole(spec, path, problems, { histograms = false } = {}) {
  const signal2 = readSignal(spec, path, problems);
  if (signal2 === void 0 || !isNative(signal2)) return signal2;
  const message = histograms ? wrongOf(() => checkNative(signal2)) : "histograms ({{\u2026}}) can only be the `value` of a gauge or a metric of unknown type";
  return message === void 0 ? signal2 : void problems.add(path, `${nameOf(path)}: ${message}`);
}
function readEnd(spec, signal2, path, problems) {
  const { then } = spec;
  if (then === void 0) return signal2.type === "notation" ? endWith("missing") : {};
  if (isEndless(signal2)) {
    problems.add([...path, "then"], "`then` says what follows a finite signal, and this one is endless; leave it out", "key");
  }
  if (typeof then === "object" && spec.rate !== void 0 && then.value < 0) {
    problems.add([...path, "then", "value"], `\`value\` after a \`rate\` is a rate too and must not be below 0, got ${then.value}`);
  }
  return endWith(typeof then === "string" ? then : { value: then.value });
}
function endWith(end) {
  return { then: end };
}
function readResets({ every, at }, path, problems) {
  if (every !== void 0) {
    const everyMs = readDuration(every, [...path, "every"], problems);
    return everyMs === void 0 ? void 0 : { everyMs };
  }
  const list2 = (at ?? []).map((one2, index) => readDuration(one2, [...path, "at", index], problems));
  const atMs = list2.filter((one2) => one2 !== void 0);
  const descent = atMs.findIndex((one2, index) => index > 0 && one2 <= atMs[index - 1]);
  if (descent !== -1) problems.add([...path, "at", descent], `${nameOf([...path, "at", descent])}: the times must ascend`);
  return atMs.length < list2.length ? void 0 : { atMs };
}

// src/spec/read-metric.ts
function readMetric(metric, path, specWide, problems) {
  const before = problems.count;
  checkKindKeys(metric, path, problems);
  checkLabelList(metric, path, specWide, problems);
  const options = readOptions(metric, path, problems);
  const reserved = reservedLabel(metric);
  if (reserved !== void 0 && specWide.some(({ name: name4 }) => name4 === reserved)) {
    problems.add(["labels", reserved], `label \`${reserved}\` is reserved: the ${metric.type} ${metric.name} makes it`, "key");
  }
  const entries = metric.series.flatMap((spec, index) => {
    const at = [...path, "series", index];
    const own2 = readLabels(spec.labels, [...at, "labels"], problems);
    checkNames(metric, own2, specWide, at, problems);
    const template = readSeries(metric, options, { spec, path: at }, problems);
    if (template === void 0) return [];
    const wrong2 = problems.count === before ? wrongOf(() => checkDefinition({ name: metric.name, labels: [], ...template })) : void 0;
    if (wrong2 !== void 0) problems.add(at, wrong2);
    return [{ dimensions: [...specWide, ...own2].toSorted((a, b) => a.name < b.name ? -1 : 1), template, path: at }];
  });
  const { name: name3, type, help, unit } = metric;
  return { metadata: { name: name3, type, ...help === void 0 ? {} : { help }, ...unit === void 0 ? {} : { unit } }, path, entries };
}
function reservedLabel({ type, native }) {
  if (type === "summary") return "quantile";
  return type === "histogram" && native !== true ? "le" : void 0;
}
function checkLabelList({ labels = [] }, path, specWide, problems) {
  for (const [index, name3] of labels.entries()) {
    const at = [...path, "labels", index];
    const wrong2 = wrongLabelName(name3);
    if (wrong2 !== void 0) problems.add(at, wrong2);
    else if (labels.indexOf(name3) < index) problems.add(at, `label \`${name3}\` is there twice`);
    else if (specWide.some((one2) => one2.name === name3))
      problems.add(at, `label \`${name3}\` is put on every series by the spec's own \`labels\`; leave it out here`);
  }
}
function checkNames(metric, own2, specWide, path, problems) {
  const reserved = reservedLabel(metric);
  for (const { name: name3 } of own2) {
    const at = [...path, "labels", name3];
    if (name3 === reserved) problems.add(at, `label \`${name3}\` is reserved: ${articled(metric.type)} makes it`, "key");
    else if (specWide.some((one2) => one2.name === name3))
      problems.add(at, `label \`${name3}\` is there twice: the spec's own \`labels\` put it on every series`, "key");
    else if (metric.labels !== void 0 && !metric.labels.includes(name3)) {
      problems.add(at, `label \`${name3}\` is not one of this metric's: ${showNames(metric.labels, "and")}`, "key");
    }
  }
  const lacking = (metric.labels ?? []).filter(
    (name3) => !own2.some((one2) => one2.name === name3) && !specWide.some((one2) => one2.name === name3)
  );
  if (lacking.length > 0)
    problems.add(
      path,
      `this series lacks ${showNames(lacking, "and")}: every series of ${metric.name} has ${showNames(metric.labels, "and")}`
    );
}
function readOptions(metric, path, problems) {
  const { type, buckets, native = false, schema, quantiles = [0.5, 0.9, 0.99] } = metric;
  if (type === "histogram" && native !== true && buckets === void 0) {
    problems.add([...path, "name"], "a histogram needs `buckets`, or `native: true`", "key");
  }
  if (type === "histogram" && native === true && buckets !== void 0) {
    problems.add([...path, "buckets"], "`native: true` writes no buckets; leave them out, or say `native: both`", "key");
  }
  if (type === "histogram" && native === false && schema !== void 0) {
    problems.add([...path, "schema"], "`schema` is the resolution of a native histogram; say `native: true` or `native: both` too", "key");
  }
  checkBuckets2(buckets ?? [], [...path, "buckets"], problems);
  checkTwice(quantiles, [...path, "quantiles"], problems);
  return { buckets: buckets ?? [], native, schema, quantiles: quantiles.toSorted((a, b) => a - b) };
}
function checkBuckets2(buckets, path, problems) {
  const wrong2 = buckets.findIndex((bound, index) => index > 0 && bound <= buckets[index - 1]);
  if (wrong2 === -1) return;
  problems.add([...path, wrong2], `${nameOf([...path, wrong2])}: bounds must ascend, and ${buckets[wrong2]} follows ${buckets[wrong2 - 1]}`);
}
function checkTwice(numbers2, path, problems) {
  const wrong2 = numbers2.findIndex((number3, index) => numbers2.indexOf(number3) < index);
  if (wrong2 !== -1) problems.add([...path, wrong2], `${nameOf([...path, wrong2])}: ${numbers2[wrong2]} is there twice`);
}
function wireNames2({ name: name3, type, native }) {
  if (type === "summary") return [name3, `${name3}_sum`, `${name3}_count`];
  if (type !== "histogram") return [name3];
  const classic = native === true ? [] : [`${name3}_bucket`, `${name3}_sum`, `${name3}_count`];
  return [name3, ...classic];
}

// src/spec/read-metrics.ts
function readMetrics(metrics, specWide, problems) {
  const names = /* @__PURE__ */ new Map();
  for (const [index, metric] of metrics.entries()) {
    for (const name3 of wireNames2(metric)) {
      const other = names.get(name3);
      if (other === void 0) names.set(name3, metric);
      else if (other.name === metric.name)
        problems.add(["metrics", index, "name"], `metric ${metric.name} is there twice; put all its series into one`);
      else problems.add(["metrics", index, "name"], `metric ${metric.name} makes ${name3}, and so does ${other.name}`);
      if (other !== void 0) break;
    }
  }
  return metrics.map((metric, index) => readMetric(metric, ["metrics", index], specWide, problems));
}

// src/spec/read-window.ts
function readWindow(spec, problems) {
  const stepMs = spec.step === void 0 ? void 0 : readDuration(spec.step, ["step"], problems);
  const historyMs = spec.history === void 0 ? void 0 : readDuration(spec.history, ["history"], problems);
  const startMs = spec.start === void 0 ? void 0 : readStart(spec.start, problems);
  if (spec.start === void 0 && spec.scrapes !== void 0) {
    problems.add(["scrapes"], "`scrapes` goes with `start`; without one give `history`", "key");
  }
  if (spec.start !== void 0) {
    const lengths = ["history", "scrapes"].filter((key) => spec[key] !== void 0);
    if (lengths.length === 0) problems.add(["start"], "`start` needs `history` or `scrapes`: how long the window is", "key");
    if (lengths.length === 2) problems.add(["scrapes"], `the window has ${showNames(lengths, "and")}; give one of them`, "key");
  }
  checkMultiple(spec, problems);
  return { stepMs, historyMs, startMs, scrapes: spec.scrapes };
}
function checkMultiple({ step, history }, problems) {
  const [stepMs, historyMs] = [parseDuration(step ?? ""), parseDuration(history ?? "")];
  if (!stepMs || !historyMs || historyMs % stepMs === 0) return;
  problems.add(["history"], `\`history\` ${history} is not a multiple of \`step\` ${step}`);
}
function readStart(text, problems) {
  const ms = Date.parse(text);
  const sameDay = new Date(Date.parse(`${text.slice(0, 10)}T00:00:00Z`));
  if (Number.isFinite(ms) && ms >= 0 && sameDay.toISOString().startsWith(text.slice(0, 10))) return ms;
  return void problems.add(["start"], `\`start\`: ${text} is no time from 1970 on; expected one such as 2026-11-01T00:00:00Z`);
}

// src/spec/schema-check.ts
import { Ajv } from "ajv";

// src/spec/generated/schema.ts
var dataSpecSchema = {
  "$schema": "http://json-schema.org/draft-07/schema#",
  "title": "DataSpec",
  "description": "A dashpreview data spec: which made-up series exist, and what their values are. See docs/data-spec.md.",
  "type": "object",
  "required": [
    "version",
    "metrics"
  ],
  "additionalProperties": false,
  "properties": {
    "version": {
      "description": "Version of this format.",
      "const": 1
    },
    "seed": {
      "description": "The same seed gives the same data. Default 1.",
      "type": "integer",
      "minimum": 0,
      "maximum": 9007199254740991,
      "x-expected": "a whole number of 0 or more"
    },
    "step": {
      "$ref": "#/definitions/duration",
      "description": "Time between two samples: the scrape interval. Default: that of the data source, else 15s."
    },
    "history": {
      "$ref": "#/definitions/duration",
      "description": "Length of the window, a multiple of the step. Default 6h; the window then ends now."
    },
    "start": {
      "type": "string",
      "description": "Makes the window a fixed one: the time of its first sample, such as 2026-11-01T00:00:00Z. Needs `history` or `scrapes`.",
      "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?(Z|[+-]\\d{2}:\\d{2})$",
      "x-expected": "a time with its zone, such as 2026-11-01T00:00:00Z"
    },
    "scrapes": {
      "$ref": "#/definitions/count",
      "description": "With `start`: length of the window in samples, in place of `history`."
    },
    "labels": {
      "$ref": "#/definitions/labels",
      "description": "Labels that are put on every series."
    },
    "metrics": {
      "type": "array",
      "minItems": 1,
      "items": {
        "$ref": "#/definitions/metric"
      },
      "x-expected": "a list of metrics",
      "description": "The metrics; each name once."
    },
    "alerts": {
      "type": "array",
      "items": {
        "$ref": "#/definitions/alert"
      },
      "x-expected": "a list of expectations",
      "description": "Which alerts must fire, and when; checked by `dashpreview test`."
    },
    "infer": {
      "$ref": "#/definitions/infer"
    }
  },
  "definitions": {
    "infer": {
      "title": "InferSpec",
      "description": "What `dashpreview infer --update` is to do otherwise; changes nothing in this spec itself.",
      "type": "object",
      "additionalProperties": false,
      "x-expected": "settings such as {skip: [some_metric]}",
      "properties": {
        "skip": {
          "type": "array",
          "items": {
            "type": "string",
            "x-expected": "a metric name"
          },
          "x-expected": "a list of metric names",
          "description": "Metrics that are not inferred."
        },
        "types": {
          "type": "object",
          "x-expected": "types by metric, such as {queue_length: gauge}",
          "additionalProperties": {
            "enum": [
              "gauge",
              "counter",
              "histogram",
              "summary",
              "info"
            ]
          },
          "description": "Types of metrics, where inference is wrong."
        },
        "labels": {
          "$ref": "#/definitions/labels",
          "description": "Values of labels, for all metrics that are inferred."
        },
        "levels": {
          "type": "object",
          "x-expected": "levels by metric, such as {queue_length: {min: 0, max: 50}}",
          "additionalProperties": {
            "title": "InferLevel",
            "type": "object",
            "required": [
              "min",
              "max"
            ],
            "additionalProperties": false,
            "x-expected": "{min, max}",
            "properties": {
              "min": {
                "$ref": "#/definitions/number"
              },
              "max": {
                "$ref": "#/definitions/number"
              }
            }
          },
          "description": "Where a metric's value lies; of a counter the rate."
        }
      }
    },
    "duration": {
      "title": "Duration",
      "type": "string",
      "pattern": "^(0|(?=\\d)(\\d+y)?(\\d+w)?(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?(\\d+ms)?)$",
      "maxLength": 64,
      "x-expected": "a duration such as 30s, 15m or 1h30m"
    },
    "phase": {
      "type": "string",
      "maxLength": 64,
      "pattern": "^(([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d)?|0|(?=\\d)(\\d+y)?(\\d+w)?(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?(\\d+ms)?)$",
      "x-expected": `a time of day in UTC such as "14:00", or a duration after the window's start such as 30m`
    },
    "count": {
      "type": "integer",
      "minimum": 1,
      "maximum": 9007199254740991,
      "x-expected": "a whole number of 1 or more"
    },
    "number": {
      "type": "number",
      "x-expected": "a number"
    },
    "bounds": {
      "enum": [
        "[]",
        "[)",
        "(]",
        "()"
      ],
      "description": "Which ends belong to the line. `[]` (default): both; `)` leaves the last instant to the next part, `(` the first one to the part before."
    },
    "labels": {
      "title": "LabelPatterns",
      "type": "object",
      "maxProperties": 100,
      "x-expected": "labels, such as {job: api}",
      "additionalProperties": {
        "$ref": "#/definitions/labelValue"
      }
    },
    "labelValue": {
      "description": "Text, or a list of texts: one series for each. `{1..3}`, `{01..10}` and `{0..100..20}` expand too; `\\{` is a brace.",
      "type": [
        "string",
        "array"
      ],
      "maxLength": 16384,
      "minItems": 1,
      "items": {
        "type": "string",
        "maxLength": 16384,
        "x-expected": "text"
      },
      "x-expected": "text or a list of texts"
    },
    "metric": {
      "title": "MetricSpec",
      "type": "object",
      "required": [
        "name",
        "type",
        "series"
      ],
      "additionalProperties": false,
      "x-expected": "a metric with name, type and series",
      "properties": {
        "name": {
          "type": "string",
          "minLength": 1,
          "maxLength": 1024,
          "pattern": "^[a-zA-Z_:][a-zA-Z0-9_:]*$",
          "x-expected": "a metric name (letters, digits, _ and :, not beginning with a digit)",
          "description": "The metric's name; of a histogram or summary without _bucket, _sum, _count."
        },
        "type": {
          "enum": [
            "gauge",
            "counter",
            "histogram",
            "summary",
            "info",
            "unknown"
          ],
          "description": "gauge and unknown: `value`. counter: `rate` (events per second) or `value` (raw). histogram and summary: `rate` and `observe`. info: always 1."
        },
        "help": {
          "type": "string",
          "maxLength": 4096,
          "x-expected": "text",
          "description": "What the metric is, as in `# HELP`."
        },
        "unit": {
          "type": "string",
          "maxLength": 256,
          "x-expected": "text",
          "description": "Unit, as in `# UNIT`."
        },
        "labels": {
          "type": "array",
          "minItems": 1,
          "maxItems": 100,
          "items": {
            "type": "string",
            "x-expected": "a label name"
          },
          "x-expected": "a list of label names",
          "description": "Optional: then every series has exactly these label names, the spec-wide ones apart."
        },
        "buckets": {
          "type": "array",
          "minItems": 1,
          "maxItems": 1e3,
          "items": {
            "$ref": "#/definitions/number"
          },
          "x-expected": "a list of numbers",
          "description": "histogram: upper bounds, ascending, without +Inf."
        },
        "native": {
          "enum": [
            true,
            false,
            "both"
          ],
          "description": "histogram: true writes a native histogram in place of buckets, both writes the two. Default false."
        },
        "schema": {
          "type": "integer",
          "minimum": -4,
          "maximum": 8,
          "x-expected": "a whole number from -4 to 8",
          "description": "histogram with `native`: resolution of the exponential buckets. Default 3."
        },
        "quantiles": {
          "type": "array",
          "minItems": 1,
          "maxItems": 1e3,
          "items": {
            "type": "number",
            "minimum": 0,
            "maximum": 1,
            "x-expected": "a number from 0 to 1"
          },
          "x-expected": "a list of numbers from 0 to 1",
          "description": "summary: default 0.5, 0.9 and 0.99."
        },
        "series": {
          "type": "array",
          "minItems": 1,
          "items": {
            "$ref": "#/definitions/series"
          },
          "x-expected": "a list of series",
          "description": "The metric's series; an entry may make many by its labels."
        }
      }
    },
    "series": {
      "title": "SeriesSpec",
      "type": "object",
      "additionalProperties": false,
      "x-expected": "a series with labels and its signal",
      "properties": {
        "labels": {
          "$ref": "#/definitions/labels",
          "description": "The labels; lists and ranges make one series for each combination."
        },
        "value": {
          "$ref": "#/definitions/signal",
          "description": "gauge, unknown: the value. counter: the raw value, in place of `rate`."
        },
        "rate": {
          "$ref": "#/definitions/signal",
          "description": "counter, histogram, summary: events per second."
        },
        "observe": {
          "$ref": "#/definitions/distribution",
          "description": "histogram, summary: where the observed values lie."
        },
        "then": {
          "$ref": "#/definitions/end"
        },
        "initial": {
          "type": "number",
          "minimum": 0,
          "x-expected": "a number of 0 or more",
          "description": "counter with `rate`: the first sample. Default 0."
        },
        "gaps": {
          "enum": [
            "stop",
            "running"
          ],
          "description": "counter with `rate`: running counts on with the last rate during a gap. Default stop."
        },
        "resets": {
          "$ref": "#/definitions/resets"
        },
        "integer": {
          "type": "boolean",
          "x-expected": "true or false",
          "description": "counter: write the floor of the exact total. Default false."
        }
      }
    },
    "end": {
      "title": "EndSpec",
      "description": "What comes after a finite signal. last (default): hold the last value; loop: begin again; {value: x}; missing: nothing; end: one stale marker, then nothing.",
      "type": [
        "string",
        "object"
      ],
      "tsType": '"last" | "loop" | "missing" | "end" | { value: number }',
      "if": {
        "type": "string"
      },
      "then": {
        "enum": [
          "last",
          "loop",
          "missing",
          "end"
        ],
        "x-expected": "one of last, loop, missing, end and {value: number}"
      },
      "required": [
        "value"
      ],
      "additionalProperties": false,
      "properties": {
        "value": {
          "$ref": "#/definitions/number",
          "description": "Held after the end."
        }
      },
      "x-expected": "one of last, loop, missing, end and {value: number}"
    },
    "resets": {
      "title": "ResetsSpec",
      "description": "counter: when it starts again from 0.",
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "every": {
          "$ref": "#/definitions/duration",
          "description": "After each of these times."
        },
        "at": {
          "type": "array",
          "minItems": 1,
          "items": {
            "$ref": "#/definitions/duration"
          },
          "x-expected": "a list of durations",
          "description": "At these times after the window's start."
        }
      },
      "oneOf": [
        {
          "required": [
            "every"
          ]
        },
        {
          "required": [
            "at"
          ]
        }
      ],
      "x-expected": "{every: duration} or {at: [durations]}"
    },
    "signal": {
      "title": "SignalSpec",
      "description": "Values over time: a number, a list of signals one after the other, promtool's notation in quotes, or one of line, values, random, gap, loop, limit, wave, square, noise, walk, spike, add, sub, mul, div, clamp.",
      "type": [
        "number",
        "string",
        "array",
        "object"
      ],
      "x-expected": "a signal: a number, a list of signals, promtool's notation in quotes, or one such as {line: \u2026}",
      "x-one-key": "signal",
      "minItems": 1,
      "items": {
        "$ref": "#/definitions/signal"
      },
      "minProperties": 1,
      "maxProperties": 1,
      "additionalProperties": false,
      "properties": {
        "line": {
          "$ref": "#/definitions/line"
        },
        "values": {
          "type": "array",
          "minItems": 1,
          "items": {
            "type": [
              "number",
              "null"
            ],
            "x-expected": "a number, or null for a missing scrape"
          },
          "x-expected": "a list of numbers and null",
          "description": "One value each scrape; null is a missing scrape."
        },
        "random": {
          "$ref": "#/definitions/random"
        },
        "gap": {
          "$ref": "#/definitions/gap"
        },
        "loop": {
          "$ref": "#/definitions/loop"
        },
        "limit": {
          "$ref": "#/definitions/limit"
        },
        "wave": {
          "$ref": "#/definitions/wave"
        },
        "square": {
          "$ref": "#/definitions/square"
        },
        "noise": {
          "$ref": "#/definitions/noise"
        },
        "walk": {
          "$ref": "#/definitions/walk"
        },
        "spike": {
          "$ref": "#/definitions/spike"
        },
        "add": {
          "$ref": "#/definitions/operands",
          "description": "Sum, element by element; missing where any operand is."
        },
        "sub": {
          "$ref": "#/definitions/operands",
          "description": "The first operand less the others; missing where any operand is."
        },
        "mul": {
          "$ref": "#/definitions/operands",
          "description": "Product, element by element; missing where any operand is."
        },
        "div": {
          "$ref": "#/definitions/operands",
          "description": "The first operand divided by the others; missing where any operand is, or a divisor is 0."
        },
        "clamp": {
          "$ref": "#/definitions/clamp"
        }
      }
    },
    "operands": {
      "type": "array",
      "minItems": 2,
      "items": {
        "$ref": "#/definitions/signal"
      },
      "x-expected": "a list of 2 or more signals"
    },
    "line": {
      "title": "LineSpec",
      "description": "A straight line. Finite.",
      "type": "object",
      "required": [
        "from",
        "to"
      ],
      "additionalProperties": false,
      "properties": {
        "from": {
          "$ref": "#/definitions/number",
          "description": "Value at the start."
        },
        "to": {
          "$ref": "#/definitions/number",
          "description": "Value at the end."
        },
        "for": {
          "$ref": "#/definitions/duration",
          "description": "How long it takes."
        },
        "samples": {
          "$ref": "#/definitions/count",
          "description": "How many scrapes it takes, both ends included."
        },
        "bounds": {
          "$ref": "#/definitions/bounds"
        }
      },
      "oneOf": [
        {
          "required": [
            "for"
          ]
        },
        {
          "required": [
            "samples"
          ]
        }
      ],
      "x-expected": "{from, to, for} or {from, to, samples}"
    },
    "random": {
      "title": "RandomSpec",
      "description": "Uniform in [min, max). Endless.",
      "type": "object",
      "required": [
        "min",
        "max"
      ],
      "additionalProperties": false,
      "properties": {
        "min": {
          "$ref": "#/definitions/signal",
          "description": "Lowest value; may change over time."
        },
        "max": {
          "$ref": "#/definitions/signal",
          "description": "Highest value, exclusive; may change over time."
        }
      },
      "x-expected": "{min, max}"
    },
    "gap": {
      "title": "GapSpec",
      "description": "Missing scrapes: nothing is written. Finite.",
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "for": {
          "$ref": "#/definitions/duration",
          "description": "How long."
        },
        "samples": {
          "$ref": "#/definitions/count",
          "description": "How many scrapes."
        }
      },
      "oneOf": [
        {
          "required": [
            "for"
          ]
        },
        {
          "required": [
            "samples"
          ]
        }
      ],
      "x-expected": "{for: duration} or {samples: count}"
    },
    "loop": {
      "title": "LoopSpec",
      "description": "Repeats a finite signal. Endless without `times`.",
      "type": "object",
      "required": [
        "of"
      ],
      "additionalProperties": false,
      "properties": {
        "of": {
          "$ref": "#/definitions/signal",
          "description": "What is repeated; finite."
        },
        "times": {
          "$ref": "#/definitions/count",
          "description": "How often; endless without."
        }
      },
      "x-expected": "{of: signal}"
    },
    "limit": {
      "title": "LimitSpec",
      "description": "Cuts a signal off. Finite.",
      "type": "object",
      "required": [
        "of"
      ],
      "additionalProperties": false,
      "properties": {
        "of": {
          "$ref": "#/definitions/signal",
          "description": "What is cut off."
        },
        "for": {
          "$ref": "#/definitions/duration",
          "description": "After how long."
        },
        "samples": {
          "$ref": "#/definitions/count",
          "description": "After how many scrapes."
        }
      },
      "oneOf": [
        {
          "required": [
            "for"
          ]
        },
        {
          "required": [
            "samples"
          ]
        }
      ],
      "x-expected": "{of, for} or {of, samples}"
    },
    "wave": {
      "title": "WaveSpec",
      "description": "A smooth rhythm: a cosine. Endless.",
      "type": "object",
      "required": [
        "min",
        "max",
        "period"
      ],
      "additionalProperties": false,
      "properties": {
        "min": {
          "$ref": "#/definitions/signal",
          "description": "Lowest value; may change over time."
        },
        "max": {
          "$ref": "#/definitions/signal",
          "description": "Highest value; may change over time."
        },
        "period": {
          "$ref": "#/definitions/duration",
          "description": "Time from peak to peak."
        },
        "peak": {
          "$ref": "#/definitions/phase",
          "description": `When a peak is: "14:00" in UTC, or a duration after the window's start. Default 0s.`
        }
      },
      "x-expected": "{min, max, period}"
    },
    "square": {
      "title": "SquareSpec",
      "description": "Switches between two values. Endless.",
      "type": "object",
      "required": [
        "low",
        "high",
        "period"
      ],
      "additionalProperties": false,
      "properties": {
        "low": {
          "$ref": "#/definitions/signal",
          "description": "Value while off; may change over time."
        },
        "high": {
          "$ref": "#/definitions/signal",
          "description": "Value while on; may change over time."
        },
        "period": {
          "$ref": "#/definitions/duration",
          "description": "Time from one switch on to the next."
        },
        "duty": {
          "type": "number",
          "minimum": 0,
          "maximum": 1,
          "x-expected": "a number from 0 to 1",
          "description": "Share of the period that is on. Default 0.5."
        },
        "at": {
          "$ref": "#/definitions/phase",
          "description": `When it switches on: "14:00" in UTC, or a duration after the window's start. Default 0s.`
        }
      },
      "x-expected": "{low, high, period}"
    },
    "noise": {
      "title": "NoiseSpec",
      "description": "Gaussian noise. Endless.",
      "type": "object",
      "required": [
        "stddev"
      ],
      "additionalProperties": false,
      "properties": {
        "stddev": {
          "$ref": "#/definitions/signal",
          "description": "Standard deviation; may change over time."
        },
        "mean": {
          "$ref": "#/definitions/signal",
          "description": "Mean; may change over time. Default 0."
        }
      },
      "x-expected": "{stddev}"
    },
    "walk": {
      "title": "WalkSpec",
      "description": "A random walk, reflected at its bounds. Endless.",
      "type": "object",
      "required": [
        "start",
        "step"
      ],
      "additionalProperties": false,
      "properties": {
        "start": {
          "$ref": "#/definitions/number",
          "description": "First value."
        },
        "step": {
          "type": "number",
          "minimum": 0,
          "x-expected": "a number of 0 or more",
          "description": "Standard deviation of one scrape's step."
        },
        "min": {
          "$ref": "#/definitions/number",
          "description": "Lowest value."
        },
        "max": {
          "$ref": "#/definitions/number",
          "description": "Highest value."
        }
      },
      "x-expected": "{start, step}"
    },
    "spike": {
      "title": "SpikeSpec",
      "description": "A base, and now and then height above it. Endless.",
      "type": "object",
      "required": [
        "height"
      ],
      "additionalProperties": false,
      "properties": {
        "height": {
          "$ref": "#/definitions/signal",
          "description": "What a spike adds to the base; may change over time."
        },
        "base": {
          "$ref": "#/definitions/signal",
          "description": "Value between spikes; may change over time. Default 0."
        },
        "every": {
          "$ref": "#/definitions/duration",
          "description": "Time from spike to spike; the first one comes that long after the window's start."
        },
        "at": {
          "$ref": "#/definitions/phases",
          "description": "When spikes are: durations after the window's start, or times of day in UTC."
        },
        "for": {
          "$ref": "#/definitions/duration",
          "description": "How long a spike is. Default: one step."
        }
      },
      "oneOf": [
        {
          "required": [
            "every"
          ]
        },
        {
          "required": [
            "at"
          ]
        }
      ],
      "x-expected": "{height, every} or {height, at}"
    },
    "phases": {
      "title": "Phases",
      "type": [
        "string",
        "array"
      ],
      "maxLength": 64,
      "pattern": "^(([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d)?|0|(?=\\d)(\\d+y)?(\\d+w)?(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?(\\d+ms)?)$",
      "minItems": 1,
      "items": {
        "$ref": "#/definitions/phase"
      },
      "x-expected": `a duration after the window's start such as 30m, a time of day such as "14:00", or a list of them`
    },
    "clamp": {
      "title": "ClampSpec",
      "description": "Keeps a signal within bounds.",
      "type": "object",
      "required": [
        "of"
      ],
      "additionalProperties": false,
      "properties": {
        "of": {
          "$ref": "#/definitions/signal",
          "description": "What is kept within bounds."
        },
        "min": {
          "$ref": "#/definitions/number",
          "description": "Lowest value."
        },
        "max": {
          "$ref": "#/definitions/number",
          "description": "Highest value."
        }
      },
      "x-expected": "{of, min, max}"
    },
    "distribution": {
      "title": "DistributionSpec",
      "description": "Where observed values lie: one of lognormal, normal, exponential, uniform, values.",
      "type": "object",
      "x-expected": "a distribution such as {lognormal: {p50: 0.1, p99: 0.8}}",
      "x-one-key": "distribution",
      "minProperties": 1,
      "maxProperties": 1,
      "additionalProperties": false,
      "properties": {
        "lognormal": {
          "title": "LognormalSpec",
          "description": "Durations as servers have them: median and 99th percentile.",
          "type": "object",
          "required": [
            "p50",
            "p99"
          ],
          "additionalProperties": false,
          "properties": {
            "p50": {
              "$ref": "#/definitions/signal",
              "description": "Median, above 0; may change over time."
            },
            "p99": {
              "$ref": "#/definitions/signal",
              "description": "99th percentile, above the median; may change over time."
            }
          },
          "x-expected": "{p50, p99}"
        },
        "normal": {
          "title": "NormalSpec",
          "description": "Normal distribution.",
          "type": "object",
          "required": [
            "mean",
            "stddev"
          ],
          "additionalProperties": false,
          "properties": {
            "mean": {
              "$ref": "#/definitions/signal",
              "description": "Mean; may change over time."
            },
            "stddev": {
              "$ref": "#/definitions/signal",
              "description": "Standard deviation, above 0; may change over time."
            }
          },
          "x-expected": "{mean, stddev}"
        },
        "exponential": {
          "title": "ExponentialSpec",
          "description": "Exponential distribution.",
          "type": "object",
          "required": [
            "mean"
          ],
          "additionalProperties": false,
          "properties": {
            "mean": {
              "$ref": "#/definitions/signal",
              "description": "Mean, above 0; may change over time."
            }
          },
          "x-expected": "{mean}"
        },
        "uniform": {
          "title": "UniformSpec",
          "description": "Every value between two bounds alike.",
          "type": "object",
          "required": [
            "min",
            "max"
          ],
          "additionalProperties": false,
          "properties": {
            "min": {
              "$ref": "#/definitions/signal",
              "description": "Lowest value; may change over time."
            },
            "max": {
              "$ref": "#/definitions/signal",
              "description": "Highest value; may change over time."
            }
          },
          "x-expected": "{min, max}"
        },
        "values": {
          "title": "WeightedValuesSpec",
          "description": "Certain values with their weights: {0.1: 90, 2: 10}.",
          "type": "object",
          "minProperties": 1,
          "maxProperties": 1e3,
          "additionalProperties": {
            "type": "number",
            "minimum": 0,
            "x-expected": "a weight: a number of 0 or more"
          },
          "x-expected": "values with their weights, such as {0.1: 90, 2: 10}"
        }
      }
    },
    "alert": {
      "title": "AlertSpec",
      "type": "object",
      "required": [
        "alert",
        "fires"
      ],
      "additionalProperties": false,
      "x-expected": "an expectation with alert and fires",
      "properties": {
        "alert": {
          "type": "string",
          "minLength": 1,
          "maxLength": 1024,
          "x-expected": "the name of an alert rule",
          "description": "Name of the alert rule."
        },
        "labels": {
          "title": "AlertLabels",
          "type": "object",
          "maxProperties": 100,
          "x-expected": "labels, such as {job: api}",
          "additionalProperties": {
            "type": "string",
            "maxLength": 16384,
            "x-expected": "text"
          },
          "description": "Labels that the alert must have; others may be there too."
        },
        "fires": {
          "title": "FiresSpec",
          "description": "never, or {after, within}: it begins to fire at `after` from the window's start, or up to `within` later.",
          "type": [
            "string",
            "object"
          ],
          "tsType": '"never" | { after: Duration; within?: Duration }',
          "if": {
            "type": "string"
          },
          "then": {
            "enum": [
              "never"
            ],
            "x-expected": "never or {after: duration, within: duration}"
          },
          "required": [
            "after"
          ],
          "additionalProperties": false,
          "properties": {
            "after": {
              "$ref": "#/definitions/duration",
              "description": "Not before this time after the window's start."
            },
            "within": {
              "$ref": "#/definitions/duration",
              "description": "At the latest this long after `after`."
            }
          },
          "x-expected": "never or {after: duration, within: duration}"
        }
      }
    }
  }
};

// src/spec/nearest-key.ts
var otherNames = {
  amplitude: "height",
  interval: "step",
  scrape_interval: "step",
  duration: "for",
  length: "for",
  count: "samples",
  metric: "name",
  description: "help",
  values: "series",
  quantile: "quantiles",
  bucket: "buckets",
  expected: "fires",
  alertname: "alert",
  std: "stddev",
  sigma: "stddev",
  loops: "times",
  repeat: "loop",
  sequence: "list",
  cosine: "wave",
  sine: "wave",
  constant: "line"
};
function nearestKey(wrong2, keys2) {
  const lower = wrong2.toLowerCase().slice(0, 64);
  const most = Math.max(1, Math.floor(lower.length * 0.4));
  let best;
  for (const key of keys2) {
    const distance = editDistance(lower, key.toLowerCase());
    if (distance <= most && distance < (best?.distance ?? Number.POSITIVE_INFINITY)) best = { key, distance };
  }
  const other = Object.hasOwn(otherNames, lower) ? otherNames[lower] : void 0;
  return best?.key ?? (other !== void 0 && keys2.includes(other) ? other : void 0);
}
function editDistance(a, b) {
  let before = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row2 = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = previous[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      row2[j] = Math.min(previous[j] + 1, row2[j - 1] + 1, change);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row2[j] = Math.min(row2[j], before[j - 2] + 1);
    }
    before = previous;
    previous = row2;
  }
  return previous[b.length];
}

// src/spec/schema-errors.ts
function explainSchemaErrors(errors, report) {
  const renamed = /* @__PURE__ */ new Set();
  const withUnknownKey = /* @__PURE__ */ new Set();
  const mistakes = errors.filter(({ keyword, schemaPath }) => keyword !== "if" && !/\/oneOf\/\d/.test(schemaPath)).filter(isOwnMistake);
  for (const error of mistakes.filter(({ keyword }) => keyword === "additionalProperties")) {
    withUnknownKey.add(error.instancePath);
    const nearest = explainUnknownKey(error, report);
    if (nearest !== void 0) renamed.add(`${error.instancePath}/${nearest}`);
  }
  for (const error of mistakes) {
    if (error.keyword === "additionalProperties") continue;
    if (error.keyword === "maxProperties" && withUnknownKey.has(error.instancePath)) continue;
    if (error.keyword === "required" && renamed.has(`${error.instancePath}/${error.params["missingProperty"]}`)) continue;
    if (error.keyword === "oneOf" && choices(error).some((key) => renamed.has(`${error.instancePath}/${key}`))) continue;
    explain(error, report);
  }
}
function isOwnMistake({ keyword, data }) {
  return keyword !== "oneOf" || typeof data === "object" && data !== null && !Array.isArray(data);
}
function explainUnknownKey(error, report) {
  const path = pathOf(error);
  const key = String(error.params["additionalProperty"]);
  const properties = propertiesOf(error.parentSchema);
  const data = error.data;
  const allowed = Object.keys(properties);
  const nearest = nearestKey(key, allowed);
  const neighbour = error.parentSchema["x-one-key"] === void 0 ? void 0 : allowed.find((one2) => Object.hasOwn(data, one2));
  let hint = `expected ${showNames(allowed, "or")}`;
  if (neighbour !== void 0) hint = `what belongs to \`${neighbour}\` stands inside it: {${neighbour}: {\u2026}}`;
  else if (nearest !== void 0) hint = `did you mean \`${nearest}\`?`;
  else if (signalNames.has(key) && allowed.includes("value")) hint = `a signal stands below \`value\` or \`rate\`: value: {${key}: \u2026}`;
  report([...path, key], `unknown key \`${shorten3(key)}\`${path.length > 0 ? ` in ${nameOf(path)}` : ""}; ${hint}`, "key");
  return neighbour === void 0 ? nearest : `${neighbour}/${key}`;
}
var signalNames = new Set("line values random gap loop limit wave square noise walk spike add sub mul div clamp".split(" "));
function explain(error, report) {
  const path = pathOf(error);
  const name3 = nameOf(path);
  const schema = error.parentSchema ?? {};
  const expected2 = typeof schema["x-expected"] === "string" ? schema["x-expected"] : void 0;
  switch (error.keyword) {
    case "required":
      report(path, `${name3} needs \`${error.params["missingProperty"]}\``, "key");
      return;
    case "oneOf":
      explainChoice(error, report);
      return;
    case "const":
      report(path, `${name3}: expected ${showValue(error.params["allowedValue"])}, got ${showValue(error.data)}`);
      return;
    case "enum":
      explainEnum(error, expected2, report);
      return;
    case "maxProperties":
      if (schema["x-one-key"] !== void 0) {
        explainOneKey(error, report);
        return;
      }
      report(path, `${name3}: expected at most ${error.params["limit"]} keys`);
      return;
    case "maxItems":
      report(path, `${name3}: expected at most ${error.params["limit"]} entries, got ${error.data.length}`);
      return;
    case "maxLength":
      report(path, `${name3}: expected at most ${error.params["limit"]} characters`);
      return;
    default:
      report(path, `${name3}: ${wrongValue(error.data, expected2, error.message, path)}`);
      return;
  }
}
function wrongValue(data, expected2, fallback, path) {
  const words3 = expected2 === void 0 ? fallback ?? "not as expected" : `expected ${expected2}, got ${showValue(data)}`;
  if ((typeof data === "number" || typeof data === "boolean") && expected2 !== void 0) {
    if (isText2(expected2)) return `expected ${expected2}, got the ${typeof data} ${data}; quote it: "${data}"`;
    if (expected2.startsWith("a duration") && typeof data === "number" && data >= 0) return `${words3}; add a unit: ${data}s`;
  }
  if (typeof data === "number" && !Number.isFinite(data)) {
    return `${words3}; ${path.at(-2) === "buckets" ? "leave +Inf out, it is always there" : `write it in promtool's notation: "NaN" or "Inf"`}`;
  }
  if (typeof data === "string" && data !== "" && expected2 === "a number" && Number.isFinite(Number(data)))
    return `${words3}; leave the quotes out`;
  return words3;
}
function isText2(expected2) {
  return expected2 === "text" || expected2 === "text or a list of texts" || expected2 === "a label name";
}
function explainEnum(error, expected2, report) {
  const path = pathOf(error);
  const allowed = error.params["allowedValues"].map(String);
  const nearest = typeof error.data === "string" ? nearestKey(error.data, allowed) : void 0;
  const words3 = expected2 ?? `one of ${allowed.join(", ")}`;
  const hint = nearest === void 0 ? "" : `; did you mean \`${nearest}\`?`;
  report(path, `${nameOf(path)}: expected ${words3}, got ${showValue(error.data)}${hint}`);
}
function explainChoice(error, report) {
  const path = pathOf(error);
  const keys2 = choices(error);
  const there = keys2.filter((key) => Object.hasOwn(error.data, key));
  if (there.length === 0) {
    report(path, `${nameOf(path)} needs ${showNames(keys2, "or")}`, "key");
    return;
  }
  report([...path, there.at(-1)], `${nameOf(path)} has ${showNames(there, "and")}; give one of them`, "key");
}
function explainOneKey(error, report) {
  const path = pathOf(error);
  const keys2 = Object.keys(error.data);
  const noun = error.parentSchema["x-one-key"];
  const hint = noun === "signal" ? "; `add` sums signals up, a list runs them one after the other" : "";
  report([...path, keys2[1]], `${nameOf(path)}: a ${noun} has one key, this has ${showNames(keys2.slice(0, 5), "and")}${hint}`, "key");
}
function choices(error) {
  const branches = error.parentSchema?.["oneOf"];
  return (branches ?? []).map(({ required }) => required[0]);
}
function propertiesOf(schema) {
  return schema?.["properties"] ?? {};
}
function shorten3(key) {
  return key.length > 60 ? `${key.slice(0, 57)}...` : key;
}
function pathOf({ instancePath }) {
  return instancePath.split("/").slice(1).map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~")).map((part) => /^\d+$/.test(part) ? Number(part) : part);
}

// src/spec/schema-check.ts
var maxBytesForAll = 128 * 1024;
var compiled = /* @__PURE__ */ new Map();
function checkSchema(data, problems, textLength) {
  const validate = compile2(textLength <= maxBytesForAll);
  if (validate(data)) return true;
  explainSchemaErrors(validate.errors ?? [], (path, message, at) => problems.add(path, message, at));
  return false;
}
function compile2(allErrors) {
  const known2 = compiled.get(allErrors);
  if (known2 !== void 0) return known2;
  const ajv = new Ajv({
    allErrors,
    verbose: true,
    ownProperties: true,
    strict: true,
    allowUnionTypes: true,
    strictTypes: false,
    strictRequired: false
  });
  ajv.addVocabulary(["x-expected", "x-one-key", "tsType"]);
  const validate = ajv.compile(dataSpecSchema);
  compiled.set(allErrors, validate);
  return validate;
}

// src/spec/source.ts
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument as parseDocument3 } from "yaml";
var maxBytes = 1024 * 1024;
var maxValues = 6e5;
var maxYamlErrors = 5;
function readSource(text, file) {
  const bytes = text.length > maxBytes ? text.length : Buffer.byteLength(text);
  if (bytes > maxBytes) throw new SpecError([{ message: `${file}: larger than 1 MiB; split the data spec, or make labels by ranges` }]);
  const lines2 = new LineCounter();
  const position2 = (offset) => {
    const { line: line2, col } = lines2.linePos(Math.max(0, offset));
    return { file, line: Math.max(1, line2), column: Math.max(1, col) };
  };
  const nesting = findNesting(text);
  if (nesting !== void 0) {
    countLines(text, lines2);
    throw new SpecError([{ message: nesting.message, position: position2(nesting.offset) }]);
  }
  const root2 = parse3(text, lines2, position2);
  const nodes = /* @__PURE__ */ new WeakMap();
  const data = convert3(root2, nodes, position2);
  return { file, data, locate: (path, at = "value") => position2(offsetOf(data, root2, nodes, path, at)) };
}
var ownWords = {
  TAG_RESOLVE_FAILED: "YAML tags are not supported",
  MULTIPLE_DOCS: "a data spec is a single YAML document, and here another one begins"
};
function countLines(text, lines2) {
  lines2.addNewLine(0);
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) lines2.addNewLine(at + 1);
}
function parse3(text, lineCounter, position2) {
  const document = parseDocument3(text, { lineCounter, prettyErrors: false, uniqueKeys: false, schema: "core", logLevel: "error" });
  const found = [...document.errors, ...document.warnings].slice(0, maxYamlErrors);
  if (found.length > 0) {
    throw new SpecError(
      found.map(({ message, code: code2, pos }) => {
        const words3 = ownWords[code2] ?? `not valid YAML: ${message.split("\n")[0]}`;
        return { message: words3, position: position2(pos[0]) };
      })
    );
  }
  return document.contents;
}
function convert3(root2, nodes, position2) {
  const anchors = /* @__PURE__ */ new Map();
  let values4 = 0;
  const fail = (node, message) => {
    throw new SpecError([{ message, position: position2(node.range?.[0] ?? 0) }]);
  };
  const visit2 = (node, depth) => {
    if (depth > maxDepth6) return fail(node, tooDeep);
    if (++values4 > maxValues) return fail(node, `more than ${maxValues} values; aliases repeat too much`);
    if (isAlias(node)) {
      const target3 = anchors.get(node.source);
      return target3 === void 0 ? fail(node, `no anchor \`&${node.source}\` before this alias`) : visit2(target3, depth);
    }
    if ("anchor" in node && typeof node.anchor === "string") anchors.set(node.anchor, node);
    if (isMap(node)) return visitMap(node, depth);
    if (isSeq(node)) return visitSeq(node, depth);
    return isScalar(node) ? scalarValue(node.value, () => fail(node, "expected text, a number, true, false or null")) : null;
  };
  const visitSeq = (node, depth) => {
    const list2 = node.items.map((item) => visit2(item, depth + 1));
    nodes.set(list2, node);
    return list2;
  };
  const visitMap = (node, depth) => {
    const map = /* @__PURE__ */ Object.create(null);
    for (const { key, value: value2 } of node.items) {
      const name3 = keyText(key) ?? fail(key, "expected a key that is a single text");
      if (name3 === "<<") fail(key, "merge keys (`<<`) are not supported; write the keys out");
      if (Object.hasOwn(map, name3)) fail(key, `key \`${name3}\` is there twice`);
      Object.defineProperty(map, name3, {
        value: value2 === null || value2 === void 0 ? null : visit2(value2, depth + 1),
        enumerable: true,
        configurable: true,
        writable: true
      });
    }
    nodes.set(map, node);
    return map;
  };
  return root2 === null ? null : visit2(root2, 0);
}
function scalarValue(value2, fail) {
  if (value2 === null || typeof value2 === "string" || typeof value2 === "number" || typeof value2 === "boolean") return value2;
  return fail();
}
function keyText(key) {
  if (!isScalar(key)) return void 0;
  return typeof key.value === "string" ? key.value : key.source ?? String(key.value);
}
function offsetOf(data, root2, nodes, path, at) {
  let offset = root2?.range?.[0] ?? 0;
  let current2 = data;
  for (const [index, part] of path.entries()) {
    const node = typeof current2 === "object" && current2 !== null ? nodes.get(current2) : void 0;
    const last = index === path.length - 1;
    if (isSeq(node)) offset = startOf(node.items[Number(part)]) ?? offset;
    else if (isMap(node)) {
      const pair = node.items.find(({ key }) => keyText(key) === String(part));
      if (pair === void 0) return offset;
      offset = (last && at === "key" ? void 0 : startOf(pair.value)) ?? startOf(pair.key) ?? offset;
    } else return offset;
    current2 = current2[part];
  }
  return offset;
}
function startOf(node) {
  const range3 = node?.range;
  return range3 === null || range3 === void 0 ? void 0 : range3[0];
}

// src/spec/parse.ts
function parseSpec(text, { file }) {
  const source = readSource(text, file);
  const problems = createProblems(source);
  const { data } = source;
  if (typeof data !== "object" || data === null || Array.isArray(data)) {
    const message = `expected a data spec, a map with \`version: 1\` and \`metrics\`${data === null ? ", got nothing" : ""}`;
    throw new SpecError([{ message, position: source.locate([]) }]);
  }
  if (!checkSchema(data, problems, text.length)) {
    problems.throwIfAny();
    throw new SpecError([{ message: `${file}: not a data spec` }]);
  }
  const window = readWindow(data, problems);
  const labels = readLabels(data.labels, ["labels"], problems);
  const metrics = readMetrics(data.metrics, labels, problems);
  const alerts = readAlerts(data.alerts ?? [], (index) => source.locate(["alerts", index]), problems);
  problems.throwIfAny();
  return { file, text, seed: data.seed ?? 1, window, labels, metrics, alerts, locate: source.locate };
}

// src/spec/expand-labels.ts
function* expandLabels(dimensions) {
  const values4 = dimensions.map(({ name: name3, patterns: patterns2 }) => patterns2.flatMap(expandLabelPattern).map((value2) => [name3, value2]));
  const index = values4.map(() => 0);
  for (; ; ) {
    yield values4.map((list2, place2) => list2[index[place2]]).filter(([, value2]) => value2 !== "");
    let place = values4.length - 1;
    while (place >= 0 && ++index[place] === values4[place].length) index[place--] = 0;
    if (place < 0) return;
  }
}

// src/spec/plan-grid.ts
var defaultHistoryMs = 6 * 36e5;
function planGrid({ window, locate, file }, options) {
  const fail = (path, message) => {
    throw new SpecError([path.length === 0 ? { message: `${file}: ${message}` } : { message, position: locate(path) }]);
  };
  const stepMs = options.stepMs ?? window.stepMs ?? options.defaultStepMs ?? 15e3;
  if (!Number.isSafeInteger(stepMs) || stepMs < 1) fail([], `the step must be a whole number of milliseconds, at least 1, got ${stepMs}`);
  const count = countOf2();
  if (!Number.isSafeInteger(count * stepMs))
    fail(window.scrapes === void 0 ? [] : ["scrapes"], "the window is too long to count in milliseconds");
  if (window.startMs === void 0) {
    const newestMs2 = Math.floor(options.nowMs / stepMs) * stepMs;
    const fromMs = newestMs2 - (count - 1) * stepMs;
    if (fromMs < 0)
      fail(options.historyMs === void 0 && window.historyMs !== void 0 ? ["history"] : [], "the window begins before 1970");
    return { grid: { fromMs, stepMs, count }, fixedStart: false };
  }
  if (options.live === true)
    fail(["start"], "`start` fixes the window, so live data cannot follow; leave `start` out, or do without live data");
  const newestMs = window.startMs + (count - 1) * stepMs;
  if (newestMs > options.nowMs) {
    fail(
      ["start"],
      `the last sample of the window would lie in the future: ${showTime(newestMs)} is after the receiver's now, ${showTime(options.nowMs)}`
    );
  }
  return { grid: { fromMs: window.startMs, stepMs, count }, fixedStart: true };
  function countOf2() {
    if (options.historyMs === void 0 && window.scrapes !== void 0) return window.scrapes;
    const given = options.historyMs ?? window.historyMs;
    if (given === void 0) return Math.max(1, Math.floor(defaultHistoryMs / stepMs));
    if (given % stepMs === 0 && given > 0) return given / stepMs;
    const path = options.historyMs === void 0 ? ["history"] : [];
    return fail(path, `${historyName()} ${formatDuration(given)} is not a multiple of ${stepName()} ${formatDuration(stepMs)}`);
  }
  function historyName() {
    return options.historyMs === void 0 ? "`history`" : "the history of";
  }
  function stepName() {
    if (options.stepMs !== void 0) return "the step that was asked for,";
    return window.stepMs === void 0 ? "the data source's scrape interval (give the spec a `step` of its own, or pass --step)," : "`step`";
  }
}
function showTime(ms) {
  return Number.isFinite(ms) && Math.abs(ms) <= 864e13 ? new Date(ms).toISOString() : `${ms} ms`;
}

// src/spec/plan.ts
function planSpec(document, options) {
  const { grid, fixedStart } = planGrid(document, options);
  const { maxSeries: maxSeries2 = 5e4, maxSamples = 1e8 } = options;
  const seriesCount = checkSeries(document, maxSeries2);
  const sampleCount = BigInt(seriesCount) * BigInt(grid.count);
  if (sampleCount > BigInt(maxSamples)) {
    throw new SpecError([
      {
        message: `${document.file} makes ${show3(sampleCount)} samples (${show3(seriesCount)} series of ${show3(grid.count)}), more than ${show3(maxSamples)}; shorten --history, lengthen --step, or raise --max-samples`
      }
    ]);
  }
  const problems = createProblems(document);
  const definitions = document.metrics.flatMap((metric) => buildMetric(metric, (entry, text) => problems.add(entry.path, text)));
  problems.throwIfAny();
  const { seed: seed2, alerts } = document;
  const metadata = document.metrics.map((metric) => metric.metadata);
  return {
    grid,
    fixedStart,
    seed: seed2,
    definitions,
    metadata,
    seriesCount,
    sampleCount: Number(sampleCount),
    alerts,
    warnings: warningsOf(document, grid)
  };
}
function checkSeries({ file, metrics, locate }, maxSeries2) {
  let total = 0n;
  let most;
  for (const { entries, metadata } of metrics) {
    for (const entry of entries) {
      const count = countLabelSets(entry.dimensions) * BigInt(wireSeriesOf(entry.template));
      total += count;
      if (most === void 0 || count > most.count) most = { entry, name: metadata.name, count };
    }
  }
  if (total <= BigInt(maxSeries2)) return Number(total);
  const message = `${file} makes ${show3(total)} series, more than ${show3(maxSeries2)}; most come from this entry of ${most.name} (${show3(most.count)}): shorten its labels, or raise --max-series`;
  throw new SpecError([{ message, position: locate(most.entry.path) }]);
}
function buildMetric({ metadata: { name: name3 }, entries }, report) {
  const seen = /* @__PURE__ */ new Set();
  const definitions = [];
  for (const entry of entries) {
    let reported = false;
    for (const labels of expandLabels(entry.dimensions)) {
      const key = JSON.stringify(labels);
      if (seen.has(key) && !reported) {
        report(
          entry,
          `two series of ${name3} have the same labels: {${labels.map(([label2, value2]) => `${label2}=${JSON.stringify(value2)}`).join(", ")}}`
        );
        reported = true;
      }
      seen.add(key);
      definitions.push({ name: name3, labels, ...entry.template });
    }
  }
  return definitions;
}
function warningsOf({ file, alerts }, { count, stepMs }) {
  return alerts.flatMap(({ alert, fires, position: position2 }) => {
    if (fires === "never" || fires.afterMs < count * stepMs) return [];
    return [`${file}:${position2.line}:${position2.column}: ${alert} is expected to fire after the end of the window`];
  });
}
function show3(count) {
  return count.toLocaleString("en-US");
}

// test/fuzz/arbitraries.ts
import { readdirSync, readFileSync as readFileSync2 } from "node:fs";
import { join as join4, resolve } from "node:path";
import fc4 from "fast-check";

// test/dashboards/arbitrary.ts
import fc2 from "fast-check";
var expressions = fc2.constantFrom(
  "up",
  'sum by (job) (rate(http_requests_total{job=~"$job"}[$__rate_interval]))',
  "a / on (x) group_left b or vector(0)",
  "{%(broken)s}",
  "",
  "histogram_quantile(0.9, sum(rate(x_bucket{}[5m])) by (le)) # comment",
  'topk(3, {__name__=~"a.*"})'
);
var classicSources = fc2.constantFrom(
  void 0,
  null,
  "Prometheus",
  "$ds",
  "${DS_PROM}",
  "${DS_LOKI}",
  "[[ds]]",
  "-- Mixed --",
  "-- Dashboard --",
  { type: "prometheus", uid: "prod" },
  { type: "prometheus", uid: "${ds}" },
  { uid: "$ds" },
  { type: "loki", uid: "logs" },
  { type: "datasource", uid: "grafana" },
  { type: "datasource", uid: "-- Mixed --" },
  { type: "__expr__", uid: "__expr__" }
);
var optional = (arbitrary) => fc2.option(arbitrary, { nil: void 0 });
var json = (arbitrary) => arbitrary.map((value2) => JSON.parse(JSON.stringify(value2)));
var target = fc2.record({
  refId: optional(fc2.constantFrom("A", "B", "C")),
  expr: optional(expressions),
  datasource: classicSources,
  hide: optional(fc2.boolean()),
  interval: optional(fc2.constantFrom("", "15s", "5m", "$step")),
  legendFormat: optional(fc2.constantFrom("{{job}}", "x"))
});
var panel = fc2.record({
  id: optional(fc2.integer({ min: 1, max: 4 })),
  title: optional(fc2.constantFrom("One", "Two", "${VAR_NAME} panel", "")),
  type: fc2.constantFrom("timeseries", "graph", "stat", "text", "geomap", "canvas"),
  datasource: classicSources,
  targets: optional(fc2.array(target, { maxLength: 3 })),
  interval: optional(fc2.constantFrom("1m", "")),
  alert: optional(fc2.constant({ name: "fires" })),
  description: optional(fc2.constantFrom("![x](https://example.org/a.png)", "see [b](/d/src-2/b)")),
  links: optional(
    fc2.constant([
      { title: "l", url: "/d/src-2/other?x=1" },
      { title: "out", url: "https://example.org/${__user.login}" }
    ])
  ),
  options: optional(fc2.constant({ content: "<img src=x> [a](/d/src-2)", mode: "markdown" })),
  fieldConfig: optional(
    fc2.constant({ defaults: { unit: "s", links: [{ url: "/d/src-2" }], custom: { cellOptions: { type: "image" } } }, overrides: [] })
  ),
  gridPos: optional(fc2.constant({ x: 0, y: 0, w: 12, h: 8 }))
});
var libraryPanel = fc2.record({
  id: fc2.constant(9),
  gridPos: fc2.constant({ x: 0, y: 0, w: 1, h: 1 }),
  libraryPanel: fc2.constant({ uid: "lib1", name: "L" })
});
var row = fc2.record({
  type: fc2.constant("row"),
  title: fc2.constant("Row"),
  id: fc2.constant(7),
  collapsed: fc2.constant(true),
  panels: fc2.array(panel, { maxLength: 2 })
});
var variable2 = fc2.oneof(
  fc2.record({
    name: fc2.constantFrom("job", "ns"),
    type: fc2.constant("query"),
    datasource: classicSources,
    refresh: optional(fc2.constantFrom(0, 1, 2)),
    query: fc2.constantFrom(
      "label_values(up, job)",
      "label_values(job)",
      "metrics(http.*)",
      "label_names()",
      { query: "query_result(sum(up))", refId: "x" },
      { qryType: 1, label: "job", metric: "up" },
      { qryType: 3, varQuery: "up ~ up" },
      "up{"
    ),
    current: optional(fc2.constant({ text: "a", value: "a" }))
  }),
  fc2.record({
    name: fc2.constant("ds"),
    type: fc2.constant("datasource"),
    query: fc2.constant("prometheus"),
    regex: optional(fc2.constant("/a/")),
    multi: optional(fc2.boolean())
  }),
  fc2.record({
    name: fc2.constant("step"),
    type: fc2.constant("custom"),
    query: fc2.constant("1m,5m"),
    current: fc2.constant({ text: "1m", value: "1m" })
  }),
  fc2.record({ name: fc2.constant("prefix"), type: fc2.constant("constant"), query: fc2.constant("${VAR_NAME}") }),
  fc2.record({ name: fc2.constant("filters"), type: fc2.constant("adhoc"), datasource: classicSources })
);
var annotation = fc2.record({
  name: fc2.constantFrom("deploys", "alerts"),
  datasource: classicSources,
  enable: fc2.boolean(),
  expr: optional(expressions),
  target: optional(fc2.record({ expr: expressions }))
});
var inputs = [
  { name: "DS_PROM", type: "datasource", pluginId: "prometheus" },
  { name: "DS_LOKI", type: "datasource", pluginId: "loki" },
  { name: "VAR_NAME", type: "constant", value: "shop" }
];
var classicDashboards = json(
  fc2.record({
    __inputs: optional(fc2.constant(inputs)),
    __elements: optional(
      fc2.constant({ lib1: { uid: "lib1", name: "L", model: { type: "stat", title: "Lib", targets: [{ refId: "A", expr: "up" }] } } })
    ),
    id: optional(fc2.constantFrom(null, 12)),
    uid: optional(fc2.constant("src-1")),
    version: optional(fc2.constant(3)),
    title: optional(fc2.constantFrom("Shop", "[pr-1] Shop", "")),
    tags: optional(fc2.constantFrom([], ["web", "prod"])),
    editable: optional(fc2.boolean()),
    refresh: optional(fc2.constantFrom("1m", "", false)),
    time: optional(fc2.constantFrom({ from: "now-6h", to: "now" }, {})),
    links: optional(
      fc2.constantFrom(
        [],
        [
          { type: "link", url: "/d/src-2", title: "Two" },
          { type: "link", url: "https://example.org", title: "Out" }
        ]
      )
    ),
    schemaVersion: optional(fc2.constantFrom(14, 39, "39")),
    panels: fc2.array(fc2.oneof({ weight: 4, arbitrary: panel }, libraryPanel, row), { maxLength: 4 }),
    rows: optional(fc2.array(fc2.record({ title: fc2.constant("R"), panels: fc2.array(panel, { maxLength: 2 }) }), { maxLength: 2 })),
    templating: optional(fc2.record({ list: fc2.array(variable2, { maxLength: 4 }) })),
    annotations: optional(fc2.record({ list: fc2.array(annotation, { maxLength: 2 }) })),
    description: optional(fc2.constant("about ${__user.login}"))
  })
);
var v2Query = fc2.record({
  kind: fc2.constant("DataQuery"),
  group: fc2.constantFrom("prometheus", "loki", "grafana", "__expr__"),
  version: fc2.constant("v0"),
  datasource: optional(fc2.constantFrom({ name: "prod" }, { name: "${ds}" }, {})),
  spec: fc2.record({ expr: optional(expressions), interval: optional(fc2.constantFrom("15s", "1h")) })
});
var v2Panel = fc2.record({
  kind: fc2.constant("Panel"),
  spec: fc2.record({
    id: fc2.integer({ min: 1, max: 3 }),
    title: fc2.constantFrom("One", "Two"),
    links: fc2.constantFrom([], [{ title: "l", url: "/d/src-2" }]),
    data: fc2.record({
      kind: fc2.constant("QueryGroup"),
      spec: fc2.record({
        queries: fc2.array(
          fc2.record({
            kind: fc2.constant("PanelQuery"),
            spec: fc2.record({ query: v2Query, refId: fc2.constantFrom("A", "B"), hidden: fc2.boolean() })
          }),
          { maxLength: 3 }
        ),
        transformations: fc2.constant([]),
        queryOptions: fc2.constantFrom({}, { interval: "1m" })
      })
    }),
    vizConfig: fc2.record({
      kind: fc2.constant("VizConfig"),
      group: fc2.constantFrom("timeseries", "text", "canvas"),
      version: fc2.constant("12.4.0"),
      spec: fc2.constant({ options: { content: "<b onclick=x>y</b>" }, fieldConfig: { defaults: {}, overrides: [] } })
    })
  })
});
var v2Variable2 = fc2.oneof(
  fc2.record({
    kind: fc2.constant("QueryVariable"),
    spec: fc2.record({
      name: fc2.constant("job"),
      refresh: fc2.constantFrom("never", "onDashboardLoad"),
      query: v2Query.map((query) => ({ ...query, spec: { query: "label_values(up, job)" } }))
    })
  }),
  fc2.record({
    kind: fc2.constant("DatasourceVariable"),
    spec: fc2.record({ name: fc2.constant("ds"), pluginId: fc2.constant("prometheus"), regex: fc2.constant("") })
  }),
  fc2.record({
    kind: fc2.constant("AdhocVariable"),
    group: fc2.constant("prometheus"),
    datasource: fc2.constant({ name: "prod" }),
    spec: fc2.constant({ name: "f", filters: [] })
  })
);
var v2Specs = json(
  fc2.record({
    title: fc2.constant("V2"),
    tags: fc2.constantFrom([], ["web"]),
    editable: optional(fc2.boolean()),
    elements: fc2.dictionary(
      fc2.constantFrom("panel-1", "panel-2", "x"),
      fc2.oneof(
        { weight: 4, arbitrary: v2Panel },
        fc2.constant({ kind: "LibraryPanel", spec: { id: 5, title: "L", libraryPanel: { uid: "lib1", name: "L" } } })
      )
    ),
    layout: fc2.constant({ kind: "AutoGridLayout", spec: { items: [] } }),
    links: fc2.constant([]),
    variables: fc2.array(v2Variable2, { maxLength: 3 }),
    annotations: fc2.array(
      fc2.record({
        kind: fc2.constant("AnnotationQuery"),
        spec: fc2.record({ name: fc2.constantFrom("a", "b"), enable: fc2.boolean(), query: v2Query })
      }),
      { maxLength: 2 }
    ),
    timeSettings: fc2.constant({ from: "now-1h", to: "now", autoRefresh: "5s" })
  })
);

// test/promql/expressions.ts
import fc3 from "fast-check";
var selector = fc3.constantFrom(
  "load",
  "load{}",
  'load{job="api"}',
  'load{job=~"a.*|web",}',
  "(load)",
  "load offset 1m",
  "limit",
  'limit{job="web"} # the "web" limit\n',
  "build_info",
  "requests_total",
  'requests_total{code!="200"}',
  '{__name__="load"}',
  '{__name__=~"load|limit"}',
  'missing{job="api"}',
  "missing"
);
var range = fc3.constantFrom(
  "rate(requests_total[2m])",
  'increase(requests_total{code="500"}[1m])',
  "avg_over_time(load[1m])",
  "irate(requests_total[1m] offset 30s)",
  "absent_over_time(missing[1m])",
  'absent_over_time(missing{job="api"}[1m])',
  "histogram_quantile(0.9, rate(latency_bucket[2m]))",
  "histogram_quantile(0.9, sum by (le, job) (rate(latency_bucket[2m])))"
);
var distinct = fc3.constantFrom(
  "load",
  "load offset 1m",
  'rate(requests_total{code="200"}[2m])',
  "sum by (job) (load)",
  "(load * 2)",
  "load - on (job) group_left () limit",
  "load / scalar(sum(load))",
  "limit or load",
  "load or sum by (job) (load)",
  "load > 30"
);
var grouping = fc3.constantFrom("", " by (job)", " by (job, instance)", " without (instance)", " without (code, le)", " by ()");
var matching2 = fc3.constantFrom(
  "",
  "",
  "on (job) ",
  "on (job, instance) ",
  "ignoring (code) ",
  "ignoring (version, instance) ",
  "on (job) group_left () ",
  "on (job) group_left (version) ",
  "on (job) group_right () ",
  "ignoring (code, instance, version) group_left () "
);
var expressions2 = ({ stable }) => fc3.letrec((tie) => ({
  scalar: fc3.oneof(
    { depthSize: "small" },
    fc3.constantFrom("2", "0.5", "40", "time() / 1e9"),
    tie("vector").map((v) => `scalar(${v})`)
  ),
  vector: fc3.oneof(
    { depthSize: "medium", maxDepth: 4 },
    { weight: 4, arbitrary: selector },
    { weight: 2, arbitrary: range },
    {
      weight: 4,
      arbitrary: fc3.tuple(fc3.constantFrom("sum", "avg", "max", "min", "count", "group", "stddev", "SUM"), grouping, tie("vector")).map(([op, by, v]) => `${op}${by} (${v})`)
    },
    { weight: 1, arbitrary: fc3.tuple(fc3.constantFrom("sum", "count"), grouping, tie("vector")).map(([op, by, v]) => `${op}(${v})${by}`) },
    {
      weight: 2,
      arbitrary: fc3.tuple(fc3.constantFrom("topk", "bottomk"), grouping, distinct).map(([op, by, v]) => `${op}${by} (2, ${v})`)
    },
    { weight: 1, arbitrary: fc3.tuple(grouping, tie("vector")).map(([by, v]) => `quantile${by} (0.5, ${v})`) },
    { weight: 1, arbitrary: fc3.tuple(grouping, tie("vector")).map(([by, v]) => `count_values${by} ("value", ${v})`) },
    {
      weight: 5,
      arbitrary: fc3.tuple(tie("vector"), fc3.constantFrom("+", "-", "*", "/", ">", "<=", "!=", "== bool", "> bool"), matching2, tie("vector")).map(([a, op, on, b]) => `${a} ${op} ${on}${b}`)
    },
    {
      weight: 4,
      arbitrary: fc3.tuple(
        tie("vector"),
        fc3.constantFrom("and", "or", "unless", "OR"),
        fc3.constantFrom("", "", "on (job) ", "on () ", "ignoring (instance) "),
        tie("vector")
      ).map(([a, op, on, b]) => `(${a} ${op} ${stable && /or/i.test(op) ? "" : on}${b})`)
    },
    {
      weight: 2,
      arbitrary: fc3.tuple(tie("vector"), fc3.constantFrom("*", "/", ">", "< bool"), tie("scalar")).map(([a, op, s]) => `(${a}) ${op} ${s}`)
    },
    { weight: 1, arbitrary: fc3.tuple(tie("scalar"), fc3.constantFrom("-", "<"), tie("vector")).map(([s, op, a]) => `${s} ${op} (${a})`) },
    {
      weight: 3,
      arbitrary: fc3.tuple(fc3.constantFrom("abs", "absent", "timestamp", "ceil", "-", "", "vector(1) or "), tie("vector")).map(([name3, v]) => `${name3}(${v})`)
    },
    {
      weight: 2,
      arbitrary: fc3.tuple(fc3.constantFrom("sort", "sort_desc", "sort_desc(topk(3, ", "(sort"), distinct).map(([name3, v]) => `${name3}(${v})${")".repeat(name3.split("(").length - 1)}`)
    },
    { weight: 1, arbitrary: tie("scalar").map((s) => `vector(${s})`) },
    { weight: 1, arbitrary: fc3.tuple(tie("vector"), tie("scalar")).map(([v, s]) => `clamp_max(${v}, ${s})`) },
    { weight: 1, arbitrary: tie("vector").map((v) => `label_replace(${v}, "host", "$1", "instance", "([^:]*).*")`) },
    { weight: 1, arbitrary: tie("vector").map((v) => `label_join(${v}, "both", "-", "job", "instance")`) },
    { weight: 2, arbitrary: tie("vector").map((v) => `max_over_time((${v})[2m:30s])`) },
    { weight: 1, arbitrary: tie("vector").map((v) => `# a comment
${v} # and "another
`) }
  )
})).vector;

// test/promql/read-cases.ts
import { readFileSync } from "node:fs";
import { join as join3 } from "node:path";
function readCases(file) {
  const text = readFileSync(join3("/work/wt/budget/test/fuzz", file), "utf8");
  return text.split(/^## /m).slice(1).map((block) => {
    const [name3 = "", ...lines2] = block.trimEnd().split("\n");
    const arrow = lines2.indexOf("==>");
    if (arrow === -1) throw new Error(`${file}: ${name3}: no ==>`);
    const known2 = lines2.slice(0, arrow).filter((line2) => line2.startsWith("with "));
    return {
      name: name3,
      variables: new Map(known2.map(readOptions2)),
      query: lines2.slice(known2.length, arrow).join("\n"),
      result: lines2.slice(arrow + 1).join("\n")
    };
  });
}
function readOptions2(line2) {
  const [, name3 = "", options = ""] = /^with (\w+) = (.*)$/.exec(line2) ?? [];
  return [name3, options.split(" | ")];
}

// test/fuzz/arbitraries.ts
var root = resolve("/work/wt/budget/test/fuzz", "../..");
function fixtureTexts(ending) {
  return readdirSync(join4(root, "fixtures"), { recursive: true, encoding: "utf8" }).filter((name3) => name3.endsWith(ending)).sort().map((name3) => readFileSync2(join4(root, "fixtures", name3), "utf8"));
}
var fixtureDashboards = fixtureTexts(".json").map((text) => JSON.parse(text));
var fixtureQueries = [
  .../* @__PURE__ */ new Set([
    ...fixtureDashboards.flatMap(
      (one2) => [...JSON.stringify(one2).matchAll(/"expr":("(?:[^"\\]|\\.)*")/g)].map(([, text]) => JSON.parse(text))
    ),
    ...readCases("../promql/cases.txt").map(({ query }) => query)
  ])
];
var hostile = fc4.oneof(
  fc4.constantFrom(
    ..."\" ' ` { } [ ] ( ) , # \\ = =~ !~ | $ ; \n \r 	 \0 \u202E \uD800 \xE9 \u{1F600}".split(" "),
    ..."$a ${a} ${a:raw} ${a.b:csv} [[a]] [[a:regex]] $__interval ${__from:date:YYYY} $1 ${ [[ }} $$".split(" "),
    ..."on() ignoring(x) group_left() by (a) without () offset 5m @ end() bool or and unless atan2 label_replace( sum( rate( [5m] [5m:] 1e9 0x1 NaN -Inf".split(
      " "
    ),
    'x"} or y{z=~".*',
    "# comment",
    '{__name__=~".+"}',
    "holt_winters(",
    "__proto__",
    "constructor",
    "dashpreview",
    'dashpreview="other"',
    "(a+)+$",
    "$__all",
    ""
  ),
  fc4.string({ maxLength: 12 }),
  fc4.string({ unit: "binary", maxLength: 6 })
);
var textEdit = fc4.record({
  at: fc4.double({ min: 0, max: 1, noNaN: true }),
  length: fc4.nat({ max: 12 }),
  what: fc4.constantFrom("insert", "delete", "repeat", "double", "wrap"),
  text: hostile,
  times: fc4.constantFrom(1, 2, 5, 40, 700)
});
var longest2 = 13e4;
function edit(text, { at, length, what, text: piece, times: times2 }) {
  const from = Math.floor(at * text.length);
  const part = text.slice(from, from + length);
  const changed = {
    insert: () => text.slice(0, from) + piece + text.slice(from),
    delete: () => text.slice(0, from) + text.slice(from + length),
    repeat: () => text.slice(0, from) + (piece || part).repeat(times2) + text.slice(from),
    double: () => Array.from({ length: Math.min(times2, 300) }, () => text).join(piece.length > 4 ? " + " : ` ${piece} `),
    wrap: () => "(".repeat(times2) + text + ")".repeat(times2)
  }[what]();
  return changed.length > longest2 ? text : changed;
}
var edited = (texts, most = 4) => fc4.tuple(texts, fc4.array(textEdit, { maxLength: most })).map(([text, edits]) => edits.reduce(edit, text));
var chain = fc4.tuple(
  fc4.constantFrom("m", 'm{a=~"x.*"}', "rate(m[5m])", "$a", "(m)"),
  fc4.constantFrom(" + ", " * on() ", " or ", " and ignoring(a) ", "/", " ", " ^ -"),
  fc4.nat({ max: 400 })
).map(([part, operator, count]) => Array.from({ length: count + 1 }, () => part).join(operator));
var nested = fc4.tuple(
  fc4.constantFrom("m", "$a", "a or b"),
  fc4.constantFrom(
    ["label_replace(", ', "a", "$1", "b", "(.*)")'],
    ["sum(", ")"],
    ["-", ""],
    ["(", ")[5m:1m]"],
    ["abs(", " )"]
  ),
  fc4.nat({ max: 500 })
).map(([inner, [open, close], depth]) => open.repeat(depth) + inner + close.repeat(depth));
var queries = fc4.oneof(
  { weight: 3, arbitrary: edited(expressions2({ stable: false }), 2) },
  { weight: 4, arbitrary: edited(fc4.constantFrom(...fixtureQueries)) },
  { weight: 1, arbitrary: edited(chain, 1) },
  { weight: 1, arbitrary: edited(nested, 1) },
  { weight: 1, arbitrary: fc4.array(hostile, { maxLength: 12 }).map((parts2) => parts2.join("")) }
);
var name2 = fc4.constantFrom("a", "b", "job", "ds", "__proto__", "constructor", "a-b", "");
var value = fc4.oneof(hostile, fc4.array(hostile, { maxLength: 4 }), fc4.constant(["$__all"]), queries);
var variables = fc4.array(
  fc4.record(
    {
      name: name2,
      type: fc4.constantFrom("query", "custom", "interval", "constant", "textbox", "datasource", "adhoc", "groupby", "switch", "unknown"),
      query: fc4.oneof(
        edited(
          fc4.constantFrom(
            "label_values(m, a)",
            "label_values(a)",
            "query_result(m)",
            "metrics(m.*)",
            "label_names()",
            "a,b : c,d",
            "1m,5m",
            "$b$b",
            '[{"value": {}}]'
          )
        ),
        fc4.record({ query: queries, refId: hostile }),
        queries
      ),
      regex: fc4.oneof(edited(fc4.constantFrom("/(.*)/", "/^(a+)+$/", "(?<text>x)", "/[/", "")), hostile),
      regexApplyTo: fc4.constantFrom("text", "value", "x"),
      sort: fc4.constantFrom(0, 1, 4, 8, 99, "x"),
      multi: fc4.boolean(),
      includeAll: fc4.boolean(),
      allValue: hostile,
      current: fc4.record({ value, text: value }, { requiredKeys: [] }),
      options: fc4.array(fc4.record({ text: hostile, value: hostile }), { maxLength: 3 }),
      filters: fc4.array(fc4.record({ key: hostile, operator: hostile, value: hostile }), { maxLength: 2 }),
      auto: fc4.boolean(),
      auto_count: fc4.constantFrom(0, 1, 1e9, "x", -5),
      auto_min: hostile,
      datasource: fc4.constantFrom(null, "Prometheus", { type: "prometheus", uid: "x" }, "$ds", { uid: "${a}" })
    },
    { requiredKeys: ["name", "type"] }
  ),
  { maxLength: 6 }
);
var jsonEdit = fc4.record({
  path: fc4.array(fc4.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 10 }),
  what: fc4.constantFrom("replace", "delete", "double", "nest", "query"),
  value: fc4.oneof(
    fc4.jsonValue({ maxDepth: 3 }),
    hostile,
    fc4.constantFrom(null, {}, [], -1, 1e308, "row", "$a", true, { __proto__: 1 }, [[[[[[]]]]]])
  ),
  query: queries
});
function operate(root2, { path, what, value: replacement, query }) {
  let holder = root2;
  let key;
  for (const share of path) {
    const inner = key === void 0 ? root2 : holder[key];
    if (typeof inner !== "object" || inner === null) break;
    const keys2 = Object.keys(inner);
    if (keys2.length === 0) break;
    holder = inner;
    key = keys2[Math.min(keys2.length - 1, Math.floor(share * keys2.length))];
  }
  if (key === void 0) return root2;
  const set = (changed) => Object.defineProperty(holder, key, { value: changed, writable: true, enumerable: true, configurable: true });
  if (what === "delete") delete holder[key];
  else if (what === "double")
    set(Array.isArray(holder[key]) ? [...holder[key], ...holder[key]] : [holder[key], holder[key]]);
  else if (what === "nest") set(Array.from({ length: 150 }).reduce((inner) => ({ panels: [inner] }), holder[key]));
  else if (what === "query") set({ expr: query, query, refId: "A" });
  else set(replacement);
  return root2;
}
var dashboards = fc4.tuple(
  fc4.oneof(fc4.constantFrom(...fixtureDashboards), classicDashboards, v2Specs),
  fc4.array(jsonEdit, { maxLength: 5 }),
  fc4.option(variables, { nil: void 0, freq: 2 }),
  fc4.array(queries, { maxLength: 3 })
).map(([dashboard, edits, list2, exprs]) => {
  const copy = JSON.parse(JSON.stringify(dashboard));
  if (list2 !== void 0) copy["templating"] = { list: list2 };
  const added = exprs.map((expr, id) => ({
    id: 100 + id,
    type: "stat",
    title: expr,
    targets: [{ expr, refId: "A", legendFormat: expr }]
  }));
  if (Array.isArray(copy["panels"])) copy["panels"] = [...copy["panels"], ...added];
  return JSON.stringify(edits.reduce(operate, copy));
});
var signal = fc4.letrec((tie) => ({
  signal: fc4.oneof(
    { maxDepth: 4, depthSize: "small" },
    fc4.oneof(fc4.double(), fc4.integer(), hostile, fc4.constantFrom("1x200", "1+2x3 _x4 stale", "1x999999999999", "-5-1x2")),
    fc4.record({ wave: fc4.record({ min: tie("signal"), max: tie("signal"), period: hostile, peak: hostile }, { requiredKeys: [] }) }),
    fc4.record({
      line: fc4.record(
        { from: fc4.double(), to: fc4.double(), for: fc4.constantFrom("4h", "1ms", "0s", "-1s", ""), samples: fc4.integer(), bounds: hostile },
        { requiredKeys: [] }
      )
    }),
    fc4.record({ values: fc4.array(fc4.option(fc4.double()), { maxLength: 5 }) }),
    fc4.record({ random: fc4.record({ min: tie("signal"), max: tie("signal") }) }),
    fc4.record({ loop: fc4.record({ of: tie("signal"), times: fc4.integer() }, { requiredKeys: ["of"] }) }),
    fc4.record({ limit: fc4.record({ of: tie("signal"), for: fc4.constantFrom("1h", "1y", "999999999y") }) }),
    fc4.record({ noise: fc4.record({ stddev: tie("signal"), mean: tie("signal") }, { requiredKeys: [] }) }),
    fc4.record({
      walk: fc4.record({ start: fc4.double(), step: fc4.double(), min: fc4.double(), max: fc4.double() }, { requiredKeys: ["start", "step"] })
    }),
    fc4.record({
      spike: fc4.record(
        { height: tie("signal"), every: fc4.constantFrom("1h", "1ms", "x"), at: hostile, for: fc4.constantFrom("1s", "2h") },
        { requiredKeys: [] }
      )
    }),
    fc4.array(tie("signal"), { maxLength: 4 }),
    fc4.tuple(fc4.constantFrom("add", "sub", "mul", "div", "clamp", "gap", "square", "nothing"), fc4.array(tie("signal"), { maxLength: 4 })).map(([key, list2]) => ({ [key]: list2 }))
  )
})).signal;
var madeSpecs = fc4.record(
  {
    version: fc4.constantFrom(1, 1, 1, 2, "1", null),
    seed: fc4.integer(),
    step: fc4.constantFrom("15s", "1m", "1ms", "0s", "x", 15),
    history: fc4.constantFrom("1h", "6h", "1y", "7s", ""),
    start: fc4.constantFrom("2026-11-01T00:00:00Z", "now", 1),
    labels: fc4.dictionary(hostile, hostile, { maxKeys: 2 }),
    metrics: fc4.array(
      fc4.record(
        {
          name: fc4.oneof(fc4.constantFrom("m", "x_total", "latency_seconds"), hostile),
          type: fc4.constantFrom("gauge", "counter", "histogram", "summary", "info", "unknown", "x"),
          buckets: fc4.array(fc4.double(), { maxLength: 4 }),
          series: fc4.array(
            fc4.record(
              {
                labels: fc4.dictionary(
                  fc4.oneof(fc4.constantFrom("a", "b"), hostile),
                  fc4.oneof(fc4.constantFrom("x-{1..3}", "{01..10}", "{1..99999999}", "{1..5..0}", ["a", "b"], 5), hostile),
                  { maxKeys: 3 }
                ),
                value: signal,
                rate: signal,
                observe: fc4.dictionary(
                  fc4.constantFrom("lognormal", "uniform", "x"),
                  fc4.dictionary(fc4.constantFrom("p50", "p99", "min", "max"), signal)
                ),
                // biome-ignore lint/suspicious/noThenProperty: a key of the data spec.
                then: fc4.constantFrom("last", "stale", "x")
              },
              { requiredKeys: [] }
            ),
            { maxLength: 3 }
          )
        },
        { requiredKeys: ["name", "type"] }
      ),
      { maxLength: 3 }
    )
  },
  { requiredKeys: ["version", "metrics"] }
).map((spec) => JSON.stringify(spec));
var specs = fc4.oneof(madeSpecs, edited(fc4.constantFrom(...fixtureTexts(".data.yaml")), 3), edited(madeSpecs, 2));
var ruleFiles = fc4.oneof(
  edited(fc4.constantFrom(...fixtureTexts(".rules.yaml")), 3),
  fc4.array(queries, { maxLength: 3 }).map((list2) => JSON.stringify({ groups: [{ name: "g", rules: list2.map((expr, i) => ({ alert: `A${i}`, expr })) }] }))
);
var metricsPages = edited(
  fc4.constantFrom(
    '# HELP m Things.\n# TYPE m gauge\nm{a="x",b="y\\"z"} 1\nm{a="z"} NaN 1700000000000\n',
    '# TYPE h histogram\nh_bucket{le="0.1"} 1\nh_bucket{le="+Inf"} 2\nh_sum 3\nh_count 2\n# EOF\n',
    '# TYPE s summary\ns{quantile="0.5"} 1\ns_sum 1\ns_count 1\nx_total 5 # {a="b"} 1\n'
  )
);
var regexes = edited(
  fc4.constantFrom("/(.*)/", "(a|b)+c{2,3}", "[a-z]*?x", "((a{10}){10}){10}", "(?i:x)", "\\Qa\\E", "(?P<n>x)", "(a+)+$", "(){1000}")
);

// test/fuzz/targets.ts
var label = { name: "dashpreview", value: "local.fuzz.aaaaaaaa" };
var nowMs = Date.UTC(2026, 10, 26);
var range2 = { fromMs: nowMs - 36e5, toMs: nowMs };
var hangMs = 3e4;
function target2(name3, runs, values4, check2) {
  const property = fc5.asyncProperty(values4, async (value2) => {
    const started = performance.now();
    await check2(value2);
    const tookMs = performance.now() - started;
    if (tookMs > hangMs) throw new Error(`took ${Math.round(tookMs)} ms`);
  });
  return { name: name3, runs, property };
}
function ensure(holds2, what) {
  if (!holds2) throw new Error(what);
}
function expected(run2) {
  try {
    return run2();
  } catch (error) {
    if (error instanceof ExpectedError) return void 0;
    throw error;
  }
}
function withinBudget(run2) {
  const plenty = 1e12;
  const work = new Work(plenty);
  const result = withWork(work, run2);
  ensure(plenty - work.left <= maxQuerySteps + 20 * maxQueryLength, `a query took ${plenty - work.left} steps`);
  return result;
}
function ensureMarked(injected) {
  const { text, variables: masked } = maskVariables(injected);
  if (text === injected) {
    ensure(everySelectorMarked(injected, label), `a selector without the matcher: ${injected}`);
    return;
  }
  const parsed = parseGrammar(text);
  if (!parsed.ok) throw new Error(`what was injected does not parse: ${injected}`);
  const bare = new Set(masked.map(({ use }) => `${use.from}:${use.to}`));
  const cursor = parsed.tree.cursor();
  do {
    if (cursor.name !== "VectorSelector" || bare.has(`${cursor.from}:${cursor.to}`)) continue;
    const marked = text.slice(cursor.from, cursor.to).includes(`${label.name}="${label.value}"`);
    ensure(marked, `a selector without the matcher: ${injected}`);
  } while (cursor.next());
}
function checkQuery(query, options) {
  withinBudget(() => parseExpression(query));
  const injected = withinBudget(() => injectLabel(query, label, { variables: options }));
  if (injected.ok) {
    ensure(removeInjection(injected.query, label) === query, "injection cannot be taken back");
    const known2 = [...options.keys()].some((name3) => query.includes(name3));
    if (!known2) ensureMarked(injected.query);
  } else ensure(injected.reason !== "" && injected.from <= injected.to, "a refusal without a reason");
  const variable3 = withinBudget(() => injectVariableQuery(query, label, { variables: options }));
  if (variable3.ok) ensure(removeVariableInjection(variable3.query, label) === query, "injection of a variable's query cannot be taken back");
  const expression = readExpression(query);
  if (expression !== void 0) selectorsIn(expression);
}
function checkRewritten(source, untrusted) {
  const preview = rewriteForPreview(source, {
    uid: "dp-fuzz",
    key: "pr-1",
    dataSource: { uid: "fuzz", type: "prometheus", name: "Prometheus" },
    isolation: label,
    untrusted,
    minIntervalMs: 6e4
  });
  JSON.stringify(preview.model);
  restoreSource({ kind: preview.kind, model: JSON.parse(JSON.stringify(preview.model)) }, JSON.parse(JSON.stringify(preview.restore)));
}
var empty2 = () => memoryBackend(indexSeries([], createPatternCache()), { nowSeconds: nowMs / 1e3, historySeconds: 3600, work: new InferWork(1) });
var targets = [
  target2(
    "queries",
    600,
    fc5.tuple(queries, fc5.dictionary(fc5.constantFrom("a", "b", "job"), fc5.array(queries, { minLength: 1, maxLength: 3 }), { maxKeys: 2 })),
    ([query, options]) => checkQuery(query, new Map(Object.entries(options)))
  ),
  target2("variables", 200, fc5.tuple(variables, queries), async ([list2, expr]) => {
    const text = JSON.stringify({
      title: "F",
      schemaVersion: 39,
      panels: [{ id: 1, type: "stat", targets: [{ refId: "A", expr }] }],
      templating: { list: list2 }
    });
    const source = expected(() => readDashboard(text, { file: "f.json" }));
    if (source === void 0) return;
    const found = readVariables(source);
    checkQuery(expr, injectionOptions(found));
    const resolved = await resolveVariables(found, { backend: empty2(), range: range2, dashboard: { title: "F" } });
    for (const query of findQueries(source)) {
      const prepared = prepareQuery(query, { resolved, window: range2 });
      ensure(prepared.expr.length <= 2 * maxInterpolatedLength, "variables made a query grow without end");
    }
  }),
  target2("dashboards", 250, dashboards, (text) => {
    const source = expected(() => readDashboard(text, { file: "f.json" }));
    if (source === void 0) return;
    findPanels(source);
    for (const untrusted of [false, true]) checkRewritten(source, untrusted);
    diffDashboards(source, source);
  }),
  target2("inference", 60, dashboards, async (text) => {
    const source = expected(() => readDashboard(text, { file: "f.json" }));
    if (source === void 0) return;
    const spec = renderSpec(await inferSpec([source], { nowMs }));
    planSpec(parseSpec(spec, { file: "inferred" }), { nowMs });
  }),
  target2("data specs", 250, specs, (text) => {
    expected(() => {
      const document = parseSpec(text, { file: "f.yaml" });
      const plan = planSpec(document, { nowMs, maxSeries: 500, maxSamples: 2e6 });
      formatDescription(describeSpec(document, plan, { series: 1, samples: 4 }));
    });
  }),
  target2("rule files", 80, ruleFiles, async (text) => {
    const rules = expected(() => readRules(text, { file: "f.yaml" }));
    if (rules !== void 0) renderSpec(await inferSpec([], { nowMs, rules }));
  }),
  target2("metrics pages", 80, metricsPages, async (text) => {
    const known2 = expected(() => fromMetricsPage(text, { file: "f.txt" }));
    if (known2 !== void 0) parseSpec(renderSpec(await inferSpec([], { nowMs, known: known2 })), { file: "inferred" });
  }),
  target2("regular expressions", 200, fc5.tuple(regexes, fc5.array(fc5.string({ maxLength: 40 }), { maxLength: 3 })), ([pattern4, texts]) => {
    matchAllGuarded({ pattern: pattern4, texts, time: new RegexTime([{ ms: 20, times: 1 }]) });
    const found = new InferWork(1).tryOnce(() => {
      const made2 = createPatternCache()(pattern4);
      if (made2 === void 0) return;
      for (const text of [...texts, ...witnesses(made2.pattern, {})]) made2.test(text);
    });
    ensure(found === void 0 || found.value === void 0, "never");
  })
];

// test/fuzz/main.ts
var { values: values3 } = parseArgs({ options: { time: { type: "string", default: "10m" }, seed: { type: "string" }, only: { type: "string" } } });
var totalMs = durationFlag("time", values3.time);
var seed = values3.seed === void 0 ? anySeed() : Number(values3.seed);
var chosen = targets.filter(({ name: name3 }) => values3.only === void 0 || name3.includes(values3.only));
if (chosen.length === 0 || !Number.isSafeInteger(seed))
  throw new Error(`--only: one of ${targets.map(({ name: name3 }) => name3).join(", ")}; --seed: a whole number`);
var failed = false;
for (const target3 of chosen) {
  const failure2 = await runTarget(target3, { timeMs: totalMs / chosen.length }, seed);
  failed ||= failure2 !== void 0;
  process.stdout.write(failure2 === void 0 ? `ok      ${target3.name} (seed ${seed})
` : `FAILED  ${failure2}
`);
}
process.exitCode = failed ? 1 : 0;
