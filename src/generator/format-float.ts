/**
 * A number as client_golang prints it in `le` and `quantile`: Go's shortest `%g`. `1`, `0.05`, `100000`, `1e+06`,
 * `2.5e-05`, `+Inf`.
 *
 * @see https://pkg.go.dev/strconv#FormatFloat
 */
export function formatFloat(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "+Inf" : "-Inf";
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size >= 1e-4 && size < 1e6) return `${value}`;
  const [mantissa = "", exponent = ""] = value.toExponential().split("e");
  return `${mantissa}e${exponent[0]}${exponent.slice(1).padStart(2, "0")}`;
}
