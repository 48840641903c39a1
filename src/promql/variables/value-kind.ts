import { aggregations, functions } from "../grammar/functions.ts";

/** Keywords of PromQL and MetricsQL. */
const words = new Set(
  (
    "and or unless by without on ignoring group_left group_right bool offset atan2 inf nan start end step " +
    "range fill fill_left fill_right anchored smoothed " +
    "default if ifnot with limit keep_metric_names min_of max_of"
  ).split(" "),
);

/**
 * A kind that is equal for values that a parser cannot distinguish: two ordinary names, two whole numbers. Any other
 * value has its own kind.
 */
export function valueKind(text: string): string {
  const lower = text.toLowerCase();
  if (words.has(lower) || functions.has(text) || aggregations.has(lower)) return text;
  if (/^[A-Za-z_]\w*$/.test(text) && !isPartOfWord(lower)) return "a name";
  if (/^[A-Za-z_:][\w:]*$/.test(text) && text.includes(":")) return "a metric";
  if (/^[A-Za-z_]\w*(?:, *[A-Za-z_]\w*)+$/.test(text)) return "names";
  if (/^\d+$/.test(text)) return "a number";
  if (/^\d+(?:ms|[smhdwy])$/.test(text)) return "a duration";
  return text;
}

/** `o` of `or`: beside other text it could become one. */
function isPartOfWord(text: string): boolean {
  for (const word of words) if (word.includes(text)) return true;
  for (const word of aggregations) if (word.includes(text)) return true;
  return false;
}
