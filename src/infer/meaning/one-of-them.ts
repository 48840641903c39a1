import { requireSteps } from "../../promql/grammar/work.ts";
import type { MetricUse } from "../read/usage.ts";

/** Metrics that are 1 for the member of a group that leads it. */
const leads =
  /(^|_)(is_?(the_)?(leader|master|primary|active)|(leader|master)(_(status|state))?|active_?controller(_?count)?)$/i;
/** Metrics that say something of a leader that any member may say. */
const isNoRole = /(^|_)(has|have|no|without|partition|to|from|behind|of|slave|link|slaves)_/i;
/** Labels that tell the members of a group apart. */
const memberLabel =
  /^(.*_)?(instance|pod|pod_name|node|nodename|host|hostname|member|replica|peer|(node|server|broker)(_id)?)$/;

/**
 * The values of a metric that says which member leads its group, as `is_leader` does: 1 for the first member of each
 * group, 0 for the others.
 *
 * @returns undefined for other metrics, and where a query compares it with other numbers.
 * @throws {OutOfSteps} where there are not enough steps.
 */
export function oneOfThem<Row extends { readonly labels: ReadonlyMap<string, string> }>(
  { name, comparisons, states }: Pick<MetricUse, "name" | "comparisons" | "states">,
  rows: readonly Row[],
): ReadonlyMap<Row, 0 | 1> | undefined {
  if (!leads.test(name) || isNoRole.test(name) || name.includes(":")) return undefined;
  const numbers = [
    ...comparisons.flatMap(({ all }) => all.map(({ value }) => value)),
    ...states.flatMap((each) => each.states.map(({ value }) => value)),
  ];
  if (numbers.some((value) => value !== 0 && value !== 1)) return undefined;
  requireSteps(1 + rows.length);
  const groups = new Set<string>();
  return new Map(
    rows.map((row) => {
      const group = JSON.stringify([...row.labels].filter(([label]) => !memberLabel.test(label)));
      const isFirst = !groups.has(group);
      groups.add(group);
      return [row, isFirst ? 1 : 0] as const;
    }),
  );
}
