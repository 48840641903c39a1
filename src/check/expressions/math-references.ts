/** Math longer than this is not looked at further. */
const maxLength = 100_000;

/**
 * The queries that a math expression uses: `$A`, `${A}`, `${two words}`. Each once, in the order of their first use;
 * what stands between quotes does not count.
 *
 * @param math - with the dashboard's variables filled in: Grafana does that first.
 * @see https://github.com/grafana/grafana/blob/v12.4.0/pkg/expr/mathexp/parse/lex.go
 */
export function mathReferences(math: string): string[] {
  const found = math.slice(0, maxLength).matchAll(/"[^"]*"|\$\{([\p{L}\p{Nd}_\s]+)\}|\$([\p{L}\p{Nd}_]+)/gu);
  return [...new Set([...found].flatMap(([, braced, plain]) => braced ?? plain ?? []))];
}
