/** Factors that leave no room. */
const tight = { from: 0.96, to: 1.04 };

/**
 * The metrics that an equation of the pack is about, or that another one may not exceed. A comparison with a number in
 * it (`a < 0.05 * b`) leaves room, unless the number is near 1.
 *
 * @param names - the pack's metrics, as the pack calls them.
 */
export function exactMetrics(relations: readonly string[], names: readonly string[]): ReadonlySet<string> {
  const known = new Set(names);
  return new Set(relations.flatMap((relation) => metricsIn(demandOf(relation), known)));
}

/** The part of a relation that has to be exact. */
function demandOf(relation: string): string {
  const [text = ""] = relation.split("±");
  const bare = text.replaceAll(/\{[^{}]*\}|\[[^\][]*\]/g, "").replaceAll(/histogram_quantile\s*\([^,]*,/g, "");
  const found = /==|!=|<=|>=|<|>/.exec(bare);
  if (found === null || found[0] === "==" || found[0] === "!=") return bare;
  const numbers = [...bare.matchAll(/(?<![\w.])\d*\.?\d+(?![\w.])/g)].map(([one]) => Number(one));
  if (numbers.some((one) => one >= tight.from && one <= tight.to)) return bare;
  if (numbers.length > 0) return "";
  const [left, right] = [bare.slice(0, found.index), bare.slice(found.index + found[0].length)];
  return found[0].startsWith("<") ? right : left;
}

function metricsIn(text: string, known: ReadonlySet<string>): string[] {
  return [...text.matchAll(/[a-zA-Z_:][\w:]*/g)].flatMap(([name]) => {
    if (known.has(name)) return [name];
    const base = name.replace(/_(?:bucket|sum|count)$/, "");
    return known.has(base) ? [base] : [];
  });
}
