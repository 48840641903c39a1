import { displayWidth, truncateMiddle, wrap } from "../../text/columns.ts";
import { plainLine } from "../../text/plain-line.ts";
import { type LabelSet, showLabels } from "../engine/label-set.ts";

/** The labels of the alerts of one rule, for a terminal. */
export interface InstanceRows {
  /** Labels that all of them have, where the rows are too long with them: `all with {cluster="eu", job="api"}`. */
  readonly common: readonly string[];
  /** The lines of each: one, unless its labels differ from those of another only in what would be left out. */
  readonly rows: readonly (readonly string[])[];
}

/**
 * Shows label sets in lines of at most `width` columns, such that different ones look different.
 *
 * @param labels - without the alert's name.
 */
export function instanceRows(labels: readonly LabelSet[], width: number): InstanceRows {
  const full = labels.map((one) => plainLine(showLabels(one)));
  if (full.every((text) => displayWidth(text) <= width)) return { common: [], rows: full.map((text) => [text]) };
  const [first] = labels;
  const shared = new Map(
    labels.length < 2 ? [] : [...first!].filter(([name, value]) => labels.every((one) => one.get(name) === value)),
  );
  const own = labels.map((one) => plainLine(showLabels(new Map([...one].filter(([name]) => !shared.has(name))))));
  const cut = own.map((text) => truncateMiddle(text, width));
  const count = (text: string) => cut.filter((other) => other === text).length;
  return {
    common: shared.size === 0 ? [] : wrap(`all with ${plainLine(showLabels(shared))}`, width),
    rows: cut.map((text, index) => (count(text) === 1 ? [text] : wrap(own[index]!, width))),
  };
}
