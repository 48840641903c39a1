import type { SignalSpec } from "../../data-spec/generated/data-spec.ts";
import { isTotalName, withoutTotal } from "../../generator/wire-names.ts";
import type { PromqlNode } from "../../promql/tree/node.ts";
import { walkNodes } from "../../promql/tree/node-walk.ts";
import { specOf } from "../levels/signal.ts";
import { isWhole, unitBounds } from "../levels/typical.ts";
import { type Outcome, outcomeInText, outcomeOfLabel } from "../meaning/words.ts";
import { isSetUp } from "../world/counts.ts";
import type { Changes } from "./incident-rule.ts";
import type { ChangedWorld, SeriesWorld } from "./series-world.ts";

/** A part of an expression that is a share of something on the usual day. */
export interface Share {
  readonly node: PromqlNode;
  readonly most: number;
}

/** Work that came to nothing. */
const undone = /roll_?backs?(_|$)|abort/i;
/** How much of the usual is done at least while more of it fails. */
const least = 0.7;
/** So much of a whole is used where it is full. */
const nearlyAll = 0.99;

/** Which changes of what an expression reads a system could show. */
export class Likelihood {
  readonly #world: SeriesWorld;
  readonly #shares: readonly Share[];
  readonly #hasErrors: boolean;

  /** @param keys - of the series that the expression reads. */
  constructor(root: PromqlNode, world: SeriesWorld, keys: Iterable<string>) {
    this.#world = world;
    this.#shares = sharesIn(root, world);
    this.#hasErrors = [...keys].some((key) => this.#outcome(key) === "errors");
  }

  #outcome(key: string): Outcome | undefined {
    const { name } = this.#world.usualOf(key).metric;
    const labels = [...this.#world.labelsOf(key)];
    const byLabel = labels.flatMap(([label, value]) => outcomeOfLabel({ name: label, op: "=", value }) ?? []);
    if (byLabel.includes("errors") || undone.test(name)) return "errors";
    return byLabel[0] ?? outcomeInText(name);
  }

  /** Whether nothing that somebody sets up has changed, and nothing lies below 0 or above what its unit allows. */
  mayBe(changes: Changes): boolean {
    for (const [key, { level, rate }] of changes) {
      const { metric, value, rate: usualRate, signal } = this.#world.usualOf(key);
      const { name, kind, unit } = metric;
      const topRate = kind === "counter" ? topRateByName(name) : undefined;
      // More fails, and no less than usual is done otherwise.
      const falls = kind === "counter" && rate !== undefined && rate < usualRate * least;
      if (falls && this.#hasErrors && this.#outcome(key) !== "errors") return false;
      if (topRate !== undefined && rate !== undefined && rate > topRate) return false;
      if (kind !== "gauge" && kind !== "info") continue;
      const moves = level !== undefined && level !== value;
      if (moves && Math.abs(value) > 1 && isLimit(name)) return false;
      if (level !== undefined && level < 0 && value >= 0) return false;
      const isWholeNumber = countsWholes(specOf(signal));
      // What says yes or no says nothing else.
      if (level !== undefined && (value === 0 || value === 1) && saysYesOrNo(name) && level !== 0 && level !== 1)
        return false;
      if (isWholeNumber && level !== undefined && Math.abs(value) < 1000 && !Number.isInteger(level)) return false;
      const top = unitBounds(unit)?.high ?? topByName(name);
      if (top !== undefined && level !== undefined && level > top && value <= top) return false;
      if (rate !== undefined && rate !== 0 && isLimit(name)) return false;
    }
    return true;
  }

  /** Whether what is a share of something is one still. */
  isWithinWholes(world: Pick<ChangedWorld, "values">): boolean {
    return this.#shares.every(({ node, most }) => {
      const values = world.values(node);
      return values.every((value) => value >= -1e-9 && value <= most * nearlyAll);
    });
  }
}

/** Whether the values of a gauge are whole numbers. */
export function countsWholes(usual: SignalSpec): boolean {
  return typeof usual === "number" ? Number.isInteger(usual) : typeof usual === "object" && "round" in usual;
}

/** The highest value that a name allows. */
export function topByName(name: string): number | undefined {
  return /_(percent|percentage|pct)$/.test(name) ? 100 : /_(ratio|fraction)$/.test(name) ? 1 : undefined;
}

/** The highest rate that the name of a counter allows: seconds of one thing in a second. */
export function topRateByName(name: string): number | undefined {
  return isTotalName(name) && /(cpu|io_time|busy)_seconds$/.test(withoutTotal(name)) ? 1 : undefined;
}

/** Whether a gauge is 1 where something is so, else 0. */
function saysYesOrNo(name: string): boolean {
  return /(?:^|_)(?:up|is_\w+|healthy|ready|alive|active|enabled|success|available|connected)$/i.test(name);
}

/** Whether a gauge says how much there may be, or is to be. */
function isLimit(name: string): boolean {
  return (
    isWhole(name) ||
    /(^|_)(settings?|reserved|limits?|max(imum)?|capacity|quota|desired|required|size_bytes|spec)(_|$)/i.test(name) ||
    (isSetUp(name) && /desired|spec|expected|configured/i.test(name))
  );
}

/** Ratios, percentages and what is left of a whole that lie between nothing and all on the usual day. */
export function sharesIn(root: PromqlNode, world: SeriesWorld): Share[] {
  const found: Share[] = [];
  walkNodes(root, (node) => {
    if (node.type !== "binary" || !["/", "*", "-"].includes(node.op)) return;
    const isPercent = node.op === "/" ? isTimesHundred(node.left) : [node.left, node.right].some(isHundred);
    const isRest = node.op === "-" && node.left.type === "number" && node.left.text === "1";
    if (node.op !== "/" && !isPercent && !isRest) return;
    const most = isPercent ? 100 : 1;
    const usual = world.values(node, new Map());
    if (usual.length > 0 && usual.every((value) => value >= 0 && value <= most)) found.push({ node, most });
  });
  return found;
}

function isTimesHundred(node: PromqlNode): boolean {
  if (node.type === "paren") return isTimesHundred(node.expr);
  return node.type === "binary" && node.op === "*" && [node.left, node.right].some(isHundred);
}

function isHundred(node: PromqlNode): boolean {
  return node.type === "number" && Number(node.text) === 100;
}
