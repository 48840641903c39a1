import { looksLikeRegex } from "../../../promql/tree/regex-text.ts";
import { quote } from "../../explain/explanation.ts";
import type { CheckFinding } from "../../result.ts";
import { aboutQuery, type WrittenDashboard } from "../written-dashboard.ts";
import { querySelectors } from "./query-selectors.ts";

/** Texts behind `=` and `!=` that are evidently meant as regular expressions: `.+`, `(a|b)`. */
export function regexBehindEquals({ queries }: WrittenDashboard): CheckFinding[] {
  return queries.flatMap((query) =>
    querySelectors(query)
      .flatMap(({ matchers }) => matchers)
      .filter(({ op, value }) => (op === "=" || op === "!=") && looksLikeRegex(value))
      .map(({ name, op, value }) => {
        const reason =
          `${name}${op}${quote(value)} looks like a regular expression, but ${op} compares literally; ` +
          `write ${name}${op === "=" ? "=~" : "!~"}${quote(value)}`;
        return aboutQuery(query, { code: "regex-behind-equals", reason });
      }),
  );
}
