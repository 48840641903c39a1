const twoPi = 6.283185307179586;

/**
 * The cosine of `turns` full turns: 1 at 0, 0 at ¼, −1 at ½, exactly. Within 1e-15 elsewhere. Written out with plain
 * arithmetic, so that every engine and processor gives the same bits.
 *
 * @param turns - from 0 (inclusive) to 1 (inclusive).
 */
export function cosineOfTurns(turns: number): number {
  const folded = turns > 0.5 ? 1 - turns : turns;
  if (folded > 0.375) return -cosine(0.5 - folded);
  return folded > 0.125 ? sine(0.25 - folded) : cosine(folded);
}

/** @see https://www.netlib.org/fdlibm/k_cos.c */
function cosine(turns: number): number {
  const x = turns * twoPi;
  const z = x * x;
  const r =
    z *
    (0.0416666666666666 +
      z *
        (-0.001388888888887411 +
          z *
            (0.00002480158728947673 +
              z * (-2.7557314351390663e-7 + z * (2.087572321298175e-9 + z * -1.1359647557788195e-11)))));
  const half = 0.5 * z;
  const w = 1 - half;
  return w + (1 - w - half + z * r);
}

/** @see https://www.netlib.org/fdlibm/k_sin.c */
function sine(turns: number): number {
  const x = turns * twoPi;
  const z = x * x;
  const r =
    -0.16666666666666632 +
    z *
      (0.00833333333332249 +
        z *
          (-0.0001984126982985795 +
            z * (0.0000027557313707070068 + z * (-2.5050760253406863e-8 + z * 1.58969099521155e-10))));
  return x + x * z * r;
}
