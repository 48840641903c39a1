import { asArray, field, textField } from "../../../json/read.ts";
import { matchAllGuarded } from "../../../templating/guarded-regex.ts";
import { RegexTime } from "../../../templating/regex-time.ts";
import { quote, some } from "../../explain/explanation.ts";
import type { CheckFinding } from "../../result.ts";
import { aboutPanel } from "../written-dashboard.ts";
import { fieldNames } from "./field-names.ts";
import type { PanelAnswers } from "./panel-answers.ts";

/** Overrides by name that match none of the fields that a panel got. */
export function overrideMatch(shown: PanelAnswers, time = new RegexTime()): CheckFinding[] {
  const { panel, defaults, overrides } = shown;
  const byName = overrides.filter((override) => ["byName", "byRegexp"].includes(matcherOf(override)));
  if (byName.length === 0 || renames(defaults, overrides)) return [];
  const names = fieldNames(shown);
  if (names === undefined) return [];
  const unmatched = byName.flatMap((override): string[] => {
    const option = textField(override, "matcher", "options");
    // What holds a variable is not judged.
    if (option === undefined || option === "" || /\$|\[\[/.test(withoutAnchor(option))) return [];
    const isMatch = matcherOf(override) === "byName" ? names.has(option) : matches(option, [...names], time);
    return isMatch ? [] : [option];
  });
  if (unmatched.length === 0) return [];
  const got = some([...names].filter((name) => name !== "Time" && name !== "Value").map(quote), 3);
  const subject = unmatched.length === 1 ? "an override is" : `${unmatched.length} overrides are`;
  const reason = `${subject} for ${some(unmatched.map(quote), 3)}, but its fields are ${got}`;
  return [aboutPanel(panel, { code: "override-without-match", state: "hint", reason })];
}

const matcherOf = (override: unknown) => textField(override, "matcher", "id") ?? "";

/** A `$` at the end of a regular expression or of one of its alternatives. */
const withoutAnchor = (regex: string) => regex.replaceAll(/\$(?=$|[|)/])/g, "");

/** Whether fields get other names than their queries give them. */
function renames(defaults: unknown, overrides: readonly unknown[]): boolean {
  const named = overrides.flatMap((override) => asArray(field(override, "properties")));
  return (
    (textField(defaults, "displayName") ?? "") !== "" ||
    named.some((property) => textField(property, "id") === "displayName")
  );
}

/** A pattern that cannot be judged counts as matched. */
function matches(pattern: string, texts: readonly string[], time: RegexTime): boolean {
  const found = matchAllGuarded({ pattern, texts, time });
  return !found.ok || found.matches.some((one) => one.length > 0);
}
