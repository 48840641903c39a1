const ln2High = 0.6931471803691238;
const ln2Low = 1.9082149292705877e-10;
const l1 = 0.6666666666666735;
const l2 = 0.3999999999940942;
const l3 = 0.2857142874366239;
const l4 = 0.22222198432149784;
const l5 = 0.1818357216161805;
const l6 = 0.15313837699209373;
const l7 = 0.14798198605116586;

const double = new Float64Array(1);
const words = new Int32Array(double.buffer);
double[0] = 1;
const high = words[1] === 0x3ff00000 ? 1 : 0;

/**
 * The natural logarithm of `x`, within 1 unit in the last place. Written out with plain arithmetic, so that every
 * engine and processor gives the same bits.
 *
 * @returns −∞ for 0, NaN below.
 * @see https://www.netlib.org/fdlibm/e_log.c
 */
export function logarithm(x: number): number {
  if (!(x > 0)) return x === 0 ? Number.NEGATIVE_INFINITY : Number.NaN;
  if (x === Number.POSITIVE_INFINITY) return x;
  let exponent = 0;
  let scaled = x;
  if (x < 2.2250738585072014e-308) {
    exponent = -54;
    scaled = x * 18014398509481984;
  }
  double[0] = scaled;
  const top = words[high]!;
  const fraction = top & 0xfffff;
  const carry = (fraction + 0x95f64) & 0x100000;
  words[high] = fraction | (carry ^ 0x3ff00000);
  exponent += (top >> 20) - 1023 + (carry >> 20);
  const f = double[0]! - 1;
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const r = z * (l1 + w * (l3 + w * (l5 + w * l7))) + w * (l2 + w * (l4 + w * l6));
  const half = 0.5 * f * f;
  return exponent * ln2High - (half - (s * (half + r) + exponent * ln2Low) - f);
}
