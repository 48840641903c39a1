import type { PromqlNode } from "../../../src/promql/tree/node.ts";
import { childrenOf, typeOf, walkNodes, withoutParens } from "../../../src/promql/tree/node-walk.ts";
import { parseFilled } from "../../../src/promql/tree/parse.ts";
import { timesHundred } from "./contradiction.ts";

/** A share of things that went wrong, or of those that went well. */
export type ShareKind = "error" | "success";

/** Facts of a query that its text shows. */
export interface Meaning {
  readonly metrics: ReadonlySet<string>;
  readonly calls: ReadonlySet<string>;
  /** Something is counted: series, or series of a value. */
  readonly counts: boolean;
  /** Something other than 0 is taken from a vector, or a sign is turned. */
  readonly subtracts: boolean;
  /** Something is divided by something that is not a constant. */
  readonly divides: boolean;
  /** Anything but selectors, sums and extremes, which keep whole numbers whole. */
  readonly keepsWhole: boolean;
  /** Labels for which every selector with values for them names exactly one. */
  readonly pinned: ReadonlySet<string>;
  /** Labels that `by` keeps, of the outermost aggregation; undefined without one. */
  readonly by: readonly string[] | undefined;
  readonly share: ShareKind | undefined;
  /** A share is multiplied by 100. */
  readonly timesHundred: boolean;
}

const wrong =
  /(^|[^a-z])(errors?|err|failed|failures?|fail|faults?|5xx|rejected|rejections?|dropped|drops?|timeouts?|aborted|exceptions?|unsuccessful)([^a-z]|$)/i;
const well = /(^|[^a-z])(success(es|ful|fully)?|succeeded|availability|uptime|healthy|ok|2xx|non-?5xx)([^a-z]|$)/i;
const wholeCalls = new Set([
  "round",
  "floor",
  "ceil",
  "max_over_time",
  "min_over_time",
  "last_over_time",
  "sort",
  "sort_desc",
  "label_replace",
  "label_join",
]);
const wholeAggregations = new Set(["sum", "min", "max", "count", "topk", "bottomk", "group"]);

/** Reads a query as it ran; undefined if it cannot be parsed. @param words - title and legend, asked last. */
export function meaningOf(ran: string, words: string): Meaning | undefined {
  const parsed = parseFilled(ran);
  if (!parsed.ok) return undefined;
  const { root } = parsed;
  const metrics = new Set<string>();
  const calls = new Set<string>();
  const pinnedBy = new Map<string, boolean>();
  let [subtracts, divides, keepsWhole, counts] = [false, false, true, false];
  walkNodes(root, (node) => {
    if (node.type === "selector") {
      if (node.metric !== undefined) metrics.add(node.metric);
      for (const { name, op, value } of node.matchers) {
        const one = op === "=" || (op === "=~" && /^[\w.:/-]*$/.test(value));
        pinnedBy.set(name, (pinnedBy.get(name) ?? true) && one);
      }
    }
    if (node.type === "call") {
      calls.add(node.name);
      keepsWhole &&= wholeCalls.has(node.name) || isScalar(node);
    }
    if (node.type === "aggregation" && node.op.startsWith("count")) counts = true;
    if (node.type === "aggregation") keepsWhole &&= wholeAggregations.has(node.op);
    if (node.type === "unary" && node.op === "-") subtracts = true;
    if (node.type !== "binary") return;
    if (node.op === "-" && !isScalar(node.left)) subtracts ||= !isZero(node.right);
    if (node.op === "/" && !isScalar(node.right)) divides = true;
    if (node.op === "/" || node.op === "*" || node.op === "^") keepsWhole = false;
  });
  return {
    metrics,
    calls,
    counts,
    subtracts,
    divides,
    keepsWhole,
    pinned: new Set([...pinnedBy].flatMap(([name, always]) => (always ? [name] : []))),
    by: outerLabels(root),
    share: shareOf(root, ran) ?? byWords(words),
    timesHundred: timesHundred(root, ran),
  };
}

function isScalar(node: PromqlNode): boolean {
  return typeOf(node) === "scalar";
}

function isZero(node: PromqlNode): boolean {
  const inner = withoutParens(node);
  return inner.type === "number" && Number(inner.text) === 0;
}

function outerLabels(node: PromqlNode): readonly string[] | undefined {
  const inner = withoutParens(node);
  if (inner.type === "aggregation" && inner.grouping === "by") return inner.labels;
  if (inner.type === "aggregation") return inner.grouping === "without" ? undefined : [];
  const [first] = childrenOf(inner).filter((child) => !isScalar(child));
  return first === undefined ? undefined : outerLabels(first);
}

/** By the structure: the numerator of a ratio, `1 - x`, a metric that is a ratio itself. */
function shareOf(node: PromqlNode, text: string): ShareKind | undefined {
  const inner = withoutParens(node);
  if (inner.type === "aggregation") return shareOf(inner.expr, text);
  if (inner.type === "call") {
    const last = inner.args.find((arg) => !isScalar(arg) && arg.type !== "string");
    return last === undefined ? undefined : shareOf(last, text);
  }
  if (inner.type === "binary") {
    const { op, left, right } = inner;
    if (op === "-" && isScalar(left)) return opposite(shareOf(right, text));
    if (isScalar(right) || op === "or" || op === "and" || op === "unless") return shareOf(left, text);
    if (isScalar(left)) return op === "*" ? shareOf(right, text) : undefined;
    if (op === "/") return ratio(withoutParens(left), right, text);
    return undefined;
  }
  return /(ratio|percent|rate|share)/.test(metricOf(inner)) ? kindOf(metricOf(inner)) : undefined;
}

function ratio(part: PromqlNode, whole: PromqlNode, text: string): ShareKind | undefined {
  const own = (node: PromqlNode) => kindOf(text.slice(node.from, node.to));
  if (part.type === "binary" && part.op === "-") return own(part.right) === "error" ? "success" : undefined;
  const kind = own(part);
  return own(whole) === kind && isOnly(whole, text) ? undefined : kind;
}

/** The whole has nothing but that of its part: errors by type of all errors. */
function isOnly(node: PromqlNode, text: string): boolean {
  const inner = withoutParens(node);
  return !(inner.type === "binary" && inner.op === "+") && text.length > 0;
}

function opposite(kind: ShareKind | undefined): ShareKind | undefined {
  return kind === "error" ? "success" : kind === "success" ? "error" : undefined;
}

function metricOf(node: PromqlNode): string {
  let found = "";
  walkNodes(node, (inner) => {
    if (inner.type === "selector") found ||= inner.metric ?? "";
  });
  return found;
}

/** By names of metrics and matchers in a part of a query. */
function kindOf(whole: string): ShareKind | undefined {
  const part = whole.replaceAll(/=~\s*"([^"|]*\|[^"]*)"/g, (matcher, list: string) =>
    isMixed(list) ? '=~""' : matcher,
  );
  if (/(code|status)\w*\s*(!~|!=)\s*"[^"]*[45]/.test(part)) return "success";
  if (/(code|status)\w*\s*=~?\s*"[^"]*\b5(\.|x|\d|\[)/.test(part)) return "error";
  if (/(code|status)\w*\s*=~?\s*"[^"]*\b2(\.|x|\d|\[)/.test(part)) return "success";
  if (/!=?~?\s*"[^"]*(error|fail)/i.test(part)) return "success";
  const plain = part.replaceAll("_", " ");
  const [bad, good] = [wrong.test(plain), well.test(plain)];
  return bad === good ? undefined : bad ? "error" : "success";
}

/** Alternatives of which only some are bad, or good: the part says nothing of either. */
function isMixed(list: string): boolean {
  const each = list.replaceAll(/[()]/g, "").split("|");
  return [wrong, well].some((words) => {
    const count = each.filter((one) => words.test(one.replaceAll("_", " "))).length;
    return count > 0 && count < each.length;
  });
}

function byWords(words: string): ShareKind | undefined {
  const plain = words
    .replaceAll("_", " ")
    .replaceAll(/\b(?:not|non)[ -](\w+)/gi, (text, word) => (wrong.test(word) ? "ok" : text));
  if (/budget|burn|\bslo\b/i.test(plain)) return undefined;
  const [bad, good] = [wrong.test(plain), well.test(plain)];
  return bad === good ? undefined : bad ? "error" : "success";
}
