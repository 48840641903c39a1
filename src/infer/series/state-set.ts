import { requireSteps } from "../../promql/grammar/work.ts";
import { isHealthyWord } from "../meaning/states.ts";
import type { MetricUse } from "../read/usage.ts";
import type { Row } from "./rows.ts";

/** Labels whose values are the states that a member can be in. */
const stateLabel = /^(state|status|phase|condition|health|health_status|sync_status|color|role|mode)$/;
/** Metrics that have one series for each state, 1 for the one that holds. */
const stateName = /(^|_)(state|status|phase|health|condition|health_status|sync_status|role)$/;
/** Conditions that are well if they do not hold. */
const goodCondition =
  /ready|available|progressing|healthy|established|synced|complete|scheduled|initialized|reconciled/i;

/**
 * The values of a metric that says of each member in which of several states it is, by one series for each: exactly one
 * of a member is 1, mostly the one that is well.
 *
 * @returns undefined for other metrics.
 * @throws {OutOfSteps} where there are not enough steps.
 */
export function stateSet({ name, comparisons }: MetricUse, rows: readonly Row[]): ReadonlyMap<Row, 0 | 1> | undefined {
  const label = labelOf(rows);
  if (label === undefined) return undefined;
  const numbers = comparisons.flatMap(({ all }) => all.map(({ value }) => value));
  const isCompared = numbers.length > 0 && numbers.every((value) => value === 0 || value === 1);
  if (!stateName.test(name) && !isCompared) return undefined;
  const members = new Map<string, Row[]>();
  requireSteps(rows.length);
  for (const row of rows) {
    const key = JSON.stringify([...row.labels].filter(([one]) => one !== label));
    const known = members.get(key);
    if (known === undefined) members.set(key, [row]);
    else known.push(row);
  }
  const values = new Map<Row, 0 | 1>();
  for (const [index, member] of [...members.values()].entries()) {
    const chosen = chosenOf(member, label, { isCompared, isLast: index > 0 && index === members.size - 1 });
    for (const row of member) values.set(row, row === chosen ? 1 : 0);
  }
  return values;
}

function labelOf(rows: readonly Row[]): string | undefined {
  for (const label of rows[0]?.labels.keys() ?? []) {
    if (stateLabel.test(label) && rows.every(({ labels }) => /^[A-Za-z][\w -]*$/.test(labels.get(label) ?? ""))) {
      if (label === "condition" && rows.some(({ labels }) => labels.has("status"))) continue;
      return label;
    }
  }
  return undefined;
}

/** The state that holds: of the last member one that is not well, if queries look for such. */
function chosenOf(
  member: readonly Row[],
  label: string,
  { isCompared, isLast }: { readonly isCompared: boolean; readonly isLast: boolean },
): Row | undefined {
  const health = (row: Row) => {
    const condition = row.labels.get("condition");
    const word = row.labels.get(label)!;
    const holds = isHealthyWord(word);
    return condition === undefined || label === "condition" || !/^(true|false|unknown)$/i.test(word)
      ? holds
      : /^true$/i.test(word) === goodCondition.test(condition) && !/^unknown$/i.test(word);
  };
  const unwell = member.find((row) => health(row) === false);
  if (isLast && isCompared && unwell !== undefined) return unwell;
  const well = member.find((row) => health(row) === true) ?? member.find((row) => health(row) === undefined);
  // Where only bad states are asked for, the member is in another one.
  return well ?? (isCompared ? unwell : undefined);
}
