import { exponential } from "./exponential.ts";

/**
 * The share of a standard normal distribution at or below `z`; within 1e-15 of it, and relatively exact to about 1e-14
 * in the lower tail.
 *
 * @see https://www.netlib.org/fdlibm/s_erf.c
 */
export function normalCdf(z: number): number {
  return z < 0 ? 0.5 * erfcOfPositive(-z * Math.SQRT1_2) : 1 - 0.5 * erfcOfPositive(z * Math.SQRT1_2);
}

/** The complementary error function for `x` of 0 or more. */
function erfcOfPositive(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x < 0.84375) return erfcSmall(x);
  if (x < 1.25) return erfcMiddle(x);
  return x < 28 ? erfcLarge(x) : 0;
}

function erfcSmall(x: number): number {
  const z = x * x;
  const r =
    0.12837916709551256 +
    z * (-0.3250421072470015 + z * (-0.02848174957559851 + z * (-0.005770270296489442 + z * -0.000023763016656650163)));
  const s =
    1 +
    z *
      (0.39791722395915535 +
        z *
          (0.0650222499887673 +
            z * (0.005081306281875766 + z * (0.00013249473800432164 + z * -0.000003960228278775368))));
  const y = r / s;
  return x < 0.25 ? 1 - (x + x * y) : 0.5 - (x - 0.5 + x * y);
}

function erfcMiddle(x: number): number {
  const s = x - 1;
  const p =
    -0.0023621185607526594 +
    s *
      (0.41485611868374833 +
        s *
          (-0.3722078760357013 +
            s *
              (0.31834661990116175 +
                s * (-0.11089469428239668 + s * (0.035478304325618236 + s * -0.002166375594868791)))));
  const q =
    1 +
    s *
      (0.10642088040084423 +
        s *
          (0.540397917702171 +
            s *
              (0.07182865441419627 +
                s * (0.12617121980876164 + s * (0.01363708391202905 + s * 0.011984499846799107)))));
  return 1 - 0.8450629115104675 - p / q;
}

function erfcLarge(x: number): number {
  const s = 1 / (x * x);
  const ratio = x < 1 / 0.35 ? nearRatio(s) : farRatio(s);
  const z = Math.fround(x);
  return (exponential(-z * z - 0.5625) * exponential((z - x) * (z + x) + ratio)) / x;
}

function nearRatio(s: number): number {
  const r =
    -0.009864944034847148 +
    s *
      (-0.6938585727071818 +
        s *
          (-10.558626225323291 +
            s *
              (-62.375332450326006 +
                s *
                  (-162.39666946257347 +
                    s * (-184.60509290671104 + s * (-81.2874355063066 + s * -9.814329344169145))))));
  const d =
    1 +
    s *
      (19.651271667439257 +
        s *
          (137.65775414351904 +
            s *
              (434.56587747522923 +
                s *
                  (645.3872717332679 +
                    s *
                      (429.00814002756783 +
                        s * (108.63500554177944 + s * (6.570249770319282 + s * -0.0604244152148581)))))));
  return r / d;
}

function farRatio(s: number): number {
  const r =
    -0.0098649429247001 +
    s *
      (-0.799283237680523 +
        s *
          (-17.757954917754752 +
            s * (-160.63638485582192 + s * (-637.5664433683896 + s * (-1025.0951316110772 + s * -483.5191916086514)))));
  const d =
    1 +
    s *
      (30.33806074348246 +
        s *
          (325.7925129965739 +
            s *
              (1536.729586084437 +
                s *
                  (3199.8582195085955 +
                    s * (2553.0504064331644 + s * (474.52854120695537 + s * -22.44095244658582))))));
  return r / d;
}
