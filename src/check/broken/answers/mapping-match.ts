import { valueAt } from "../../../json/edit.ts";
import { asArray, asObject, field, numberField } from "../../../json/read.ts";
import { quote, some } from "../../explain/explanation.ts";
import type { CheckFinding } from "../../result.ts";
import { aboutPanel } from "../written-dashboard.ts";
import type { PanelAnswers } from "./panel-answers.ts";

/** Calculations whose result is one of the values. */
const picks = new Set(["last", "lastNotNull", "first", "firstNotNull", "min", "max"]);

/** Value mappings of a panel of which none matches any value that it got. */
export function mappingMatch(shown: PanelAnswers): CheckFinding[] {
  const mappings = asArray(shown.defaults["mappings"]);
  const calculations = asArray(field(valueAt(shown.view.node, shown.view.paths.options), "reduceOptions", "calcs"));
  if (mappings.length === 0 || !calculations.every((name) => picks.has(String(name)))) return [];
  const tests = mappings.map(readMapping);
  if (tests.some((test) => test === undefined)) return [];
  const values = new Set(shown.answers.flatMap(({ series }) => series.flatMap((one) => one.values)));
  const texts = new Set(shown.answers.flatMap(({ series }) => series.flatMap(({ labels }) => [...labels.values()])));
  if (tests.some((test) => [...values].some((value) => test!(String(value), value)))) return [];
  // A table shows labels as values too.
  if (tests.some((test) => [...texts].some((text) => test!(text, Number.NaN)))) return [];
  const got = some([...values].map(String).map(quote), 3);
  const reason = `none of its value mappings matches any of its values: ${got}`;
  return [aboutPanel(shown.panel, { code: "mapping-without-match", state: "hint", reason })];
}

type MappingTest = (text: string, value: number) => boolean;

/** Undefined for a mapping that is not judged: of missing values, of a regular expression. */
function readMapping(mapping: unknown): MappingTest | undefined {
  const options = asObject(field(mapping, "options"));
  const type = field(mapping, "type");
  if (type === "value" && options !== undefined) {
    const known = new Set(Object.keys(options));
    return (text) => known.has(text);
  }
  if (type !== "range" || options === undefined) return undefined;
  const from = numberField(options, "from") ?? Number.NEGATIVE_INFINITY;
  const to = numberField(options, "to") ?? Number.POSITIVE_INFINITY;
  return (_, value) => value >= from && value <= to;
}
