import type { PromqlNode } from "../../promql/tree/node.ts";
import { walkNodes } from "../../promql/tree/node-walk.ts";
import { quantityOfUnit } from "../units/grafana-units.ts";
import type { Dimension } from "../units/quantity.ts";

/** Values that something can have. */
export interface Range {
  readonly low: number;
  readonly high: number;
  /** 0 is allowed too, and values near it. */
  readonly orZero: boolean;
}

interface Plausible extends Range {
  /** An ordinary value. */
  readonly aim: number;
}

const year = 365 * 86_400;
const kibi = 1024;

/** Amounts: bytes, seconds, things. */
const amounts: Partial<Record<Dimension, Plausible>> = {
  bytes: { low: kibi, high: kibi ** 5 / 4, aim: 4e8, orZero: true },
  seconds: { low: 1e-6, high: 9 * year, aim: 0.2, orZero: true },
  count: { low: 0, high: 5e8, aim: 40, orZero: true },
  hertz: { low: 0, high: 9e9, aim: 2.8e9, orZero: true },
  celsius: { low: -40, high: 120, aim: 55, orZero: true },
  cores: { low: 0, high: 900, aim: 1.5, orZero: true },
};
/** The same in a second. */
const rates: Partial<Record<Dimension, Plausible>> = {
  bytes: { low: 0, high: 2e11, aim: 2e6, orZero: true },
  count: { low: 0, high: 5e6, aim: 40, orZero: true },
};
/** Panels without a unit count things, and processors by the name of their metrics. */
const plain: Plausible = { low: Number.NEGATIVE_INFINITY, high: 5e8, aim: 60, orZero: true };

/** Values that a system can have in a panel of this unit; undefined for units about which nothing is known. */
export function plausibleRange(unit: string | undefined, root: PromqlNode): Plausible | undefined {
  const quantity = quantityOfUnit(unit);
  if (quantity === undefined) {
    if (unit !== undefined && !/^(short|none|sishort|locale|)$/.test(unit)) return undefined;
    return isCores(root) ? amounts.cores : plain;
  }
  const found = (quantity.perSecond ? rates : amounts)[quantity.dimension];
  if (found === undefined) return undefined;
  const { scale } = quantity;
  return { low: found.low / scale, high: found.high / scale, aim: found.aim / scale, orZero: found.orZero };
}

function isCores(root: PromqlNode): boolean {
  let [cores, divides] = [false, false];
  walkNodes(root, (node) => {
    if (node.type === "selector" && /(^|_)(cpus?|cores?)(_|$)/i.test(node.metric ?? "")) cores = true;
    if (node.type === "binary" && node.op === "/") divides = true;
  });
  return cores && !divides;
}
