const smallest = -1074;
const largest = 1023;
const table = makeTable();

function makeTable(): Float64Array {
  const powers = new Float64Array(largest - smallest + 1);
  powers[-smallest] = 1;
  for (let exponent = 1; exponent <= largest; exponent++)
    powers[exponent - smallest] = powers[exponent - 1 - smallest]! * 2;
  for (let exponent = -1; exponent >= smallest; exponent--)
    powers[exponent - smallest] = powers[exponent + 1 - smallest]! / 2;
  return powers;
}

/**
 * 2 to the power of a whole number, exact. `Math.pow` is not used anywhere in the generator: it differs between
 * versions of Node.
 *
 * @param exponent - from −1074 to 1023; 0 below, infinite above.
 */
export function powerOfTwo(exponent: number): number {
  if (exponent < smallest) return 0;
  return exponent > largest ? Number.POSITIVE_INFINITY : table[exponent - smallest]!;
}
