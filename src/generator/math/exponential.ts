import { powerOfTwo } from "./powers-of-two.ts";

const ln2High = 0.6931471803691238;
const ln2Low = 1.9082149292705877e-10;
const inverseLn2 = Math.LOG2E;
const p1 = 0.16666666666666602;
const p2 = -0.0027777777777015593;
const p3 = 0.00006613756321437934;
const p4 = -0.0000016533902205465252;
const p5 = 4.1381367970572385e-8;

/**
 * e to the power of `x`, within 1 unit in the last place. Written out with plain arithmetic, so that every engine and
 * processor gives the same bits.
 *
 * @see https://www.netlib.org/fdlibm/e_exp.c
 */
export function exponential(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x > 709.782712893384) return Number.POSITIVE_INFINITY;
  if (x < -745.1332191019411) return 0;
  const exponent = x >= 0 ? Math.floor(inverseLn2 * x + 0.5) : Math.ceil(inverseLn2 * x - 0.5);
  const high = x - exponent * ln2High;
  const low = exponent * ln2Low;
  const rest = high - low;
  const square = rest * rest;
  const c = rest - square * (p1 + square * (p2 + square * (p3 + square * (p4 + square * p5))));
  const result = 1 - (low - (rest * c) / (2 - c) - high);
  if (exponent > 1000) return result * powerOfTwo(1000) * powerOfTwo(exponent - 1000);
  return exponent < -1000 ? result * powerOfTwo(exponent + 1000) * powerOfTwo(-1000) : result * powerOfTwo(exponent);
}
