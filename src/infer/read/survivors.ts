import { requireSteps } from "../../promql/grammar/work.ts";
import type { CallNode, PromqlNode, SelectorNode } from "../../promql/tree/node.ts";
import { typeOf } from "../../promql/tree/node-walk.ts";
import { namesVariable } from "../../promql/variables/variable-reference.ts";

/** A selector inside an expression and what of its labels is left in the expression's result. */
export interface Surviving {
  readonly selector: SelectorNode;
  readonly keeps: (label: string) => boolean;
  /** All its labels, and no others, are in the result. */
  readonly raw: boolean;
  /** The label names of the result, where the expression fixes them. */
  readonly exact: ReadonlySet<string> | undefined;
  /** Labels of the result that `label_replace` has made of one of its own. */
  readonly made: ReadonlyMap<string, MadeLabel>;
}

/** Where a label comes from. */
export interface MadeLabel {
  readonly source: string;
  /** The same for all that are made in the same way of labels of one name. */
  readonly way: string;
}

const everything = () => true;
const none: ReadonlyMap<string, MadeLabel> = new Map();

/** Pairs of selectors on both sides of an operation that are looked at; beyond, nothing is said about any of them. */
export const maxPairs = 400;

/** Whether an aggregation passes on some of its series as they are. */
export function selectsSeries(op: string): boolean {
  return op === "topk" || op === "bottomk" || op === "limitk" || op === "limit_ratio";
}

/**
 * The selectors whose series make up an expression's result. Takes steps for each of them at every node, and for every
 * question to `keeps`.
 *
 * @throws {OutOfSteps} where there are not enough.
 */
export function survivors(node: PromqlNode): readonly Surviving[] {
  const found = survivorsOf(node);
  requireSteps(1 + found.length * 4);
  return found;
}

/** Those of the labels that are kept. */
function keptOf({ made }: Surviving, kept: (label: string) => boolean): ReadonlyMap<string, MadeLabel> {
  return made.size === 0 ? made : new Map([...made].filter(([label]) => kept(label)));
}

/** The labels that are made, with one more or without one that another takes the place of. */
function withMade({ made }: Surviving, { name, args }: CallNode): ReadonlyMap<string, MadeLabel> {
  const [target, replacement, source, regex] = args.slice(1).map((arg) => (arg.type === "string" ? arg.value : ""));
  const others = new Map([...made].filter(([label]) => label !== target));
  // `$1` in the replacement is a group, no variable.
  const isKnown = [source, regex].every((text) => text !== undefined && text !== "" && !namesVariable(text));
  if (name !== "label_replace" || !isKnown || others.has(source!)) return others;
  return others.set(target!, { source: source!, way: JSON.stringify([replacement, regex]) });
}

/** Whether a label is left: kept here, and by what is below. */
function both(kept: (label: string) => boolean, { keeps }: Surviving): (label: string) => boolean {
  return (label) => {
    requireSteps(1);
    return kept(label) && keeps(label);
  };
}

function survivorsOf(node: PromqlNode): readonly Surviving[] {
  switch (node.type) {
    case "selector":
      return [{ selector: node, keeps: everything, raw: true, exact: undefined, made: none }];
    case "aggregation": {
      const inner = survivors(node.expr);
      if (selectsSeries(node.op)) return inner;
      const labels = new Set(node.labels);
      if (node.grouping === "without") {
        const kept = (label: string) => !labels.has(label);
        return inner.map((each) => ({
          ...each,
          raw: false,
          exact: undefined,
          keeps: both(kept, each),
          made: keptOf(each, kept),
        }));
      }
      const exact = [...labels].some(namesVariable) ? undefined : labels;
      const kept = (label: string) => labels.has(label);
      return inner.map((each) => ({
        ...each,
        raw: false,
        exact,
        keeps: both(kept, each),
        made: keptOf(each, kept),
      }));
    }
    case "call": {
      const target = node.name === "label_replace" || node.name === "label_join" ? node.args[1] : undefined;
      const inner = node.args
        .filter((arg) => !["scalar", "string"].includes(typeOf(arg)))
        .flatMap((arg) => survivors(arg));
      if (node.name.startsWith("absent") || node.name === "vector") return [];
      if (node.name === "histogram_quantile") {
        return inner.map((each) => ({
          ...each,
          raw: false,
          exact: each.exact === undefined ? undefined : new Set([...each.exact].filter((label) => label !== "le")),
          keeps: both((label) => label !== "le", each),
        }));
      }
      if (target === undefined) return inner;
      const name = target.type === "string" ? target.value : "";
      return inner.map((each) => ({
        ...each,
        raw: false,
        exact: undefined,
        keeps: both((label) => label !== name, each),
        made: withMade(each, node),
      }));
    }
    case "binary":
      return binary(node);
    case "number":
    case "string":
      return [];
    default:
      return survivors(node.expr);
  }
}

function binary({ left, right, op, matching }: Extract<PromqlNode, { type: "binary" }>): readonly Surviving[] {
  if (typeOf(left) === "scalar") return survivors(right);
  if (typeOf(right) === "scalar") return survivors(left);
  if (op === "or") return [...survivors(left), ...survivors(right)];
  if (op === "and" || op === "unless" || matching?.group === "left") return survivors(left);
  if (matching?.group === "right") return survivors(right);
  const labels = new Set(matching?.labels);
  if (matching === undefined) return [...survivors(left), ...survivors(right)];
  const kept = matching.kind === "on" ? (label: string) => labels.has(label) : (label: string) => !labels.has(label);
  const exact = matching.kind === "on" ? labels : undefined;
  return [...survivors(left), ...survivors(right)].map((each) => ({
    ...each,
    raw: false,
    exact,
    keeps: both(kept, each),
    made: keptOf(each, kept),
  }));
}
