import { DashboardError } from "../../errors.ts";
import type { DashboardKind } from "../../grafana/marks/marks.ts";
import { asArray, asObject, field, type JsonObject } from "../../json/read.ts";

/** Limits for one dashboard. Real ones stay below 500 panels and 10 variables. */
const limits = { panels: 5000, queries: 10_000, variables: 2000, annotations: 1000, links: 1000 };

/**
 * Counts what is walked many times later.
 *
 * @throws {DashboardError} naming what there is too much of.
 */
export function checkSize(model: JsonObject, kind: DashboardKind, file: string): void {
  const counted = kind === "v2" ? countV2(model) : countClassic(model);
  for (const [name, most] of Object.entries(limits) as [keyof typeof limits, number][]) {
    if (counted[name] > most)
      throw new DashboardError(
        `${file}: ${counted[name]} ${name}; a dashboard may have ${most}: split it into several dashboards`,
      );
  }
}

type Counts = { readonly [name in keyof typeof limits]: number };

function countClassic(model: JsonObject): Counts {
  let [panels, queries] = [0, 0];
  const waiting: (readonly unknown[])[] = [
    asArray(model["panels"]),
    ...asArray(model["rows"]).map((row) => asArray(field(row, "panels"))),
  ];
  for (let list = waiting.pop(); list !== undefined; list = waiting.pop()) {
    for (const panel of list) {
      panels++;
      queries += asArray(field(panel, "targets")).length;
      const inner = asArray(field(panel, "panels"));
      if (inner.length > 0) waiting.push(inner);
    }
  }
  return {
    panels,
    queries,
    variables: asArray(field(model["templating"], "list")).length,
    annotations: asArray(field(model["annotations"], "list")).length,
    links: asArray(model["links"]).length,
  };
}

function countV2(model: JsonObject): Counts {
  const elements = Object.values(asObject(model["elements"]) ?? {});
  const queries = elements.reduce<number>(
    (sum, one) => sum + asArray(field(one, "spec", "data", "spec", "queries")).length,
    0,
  );
  return {
    panels: elements.length,
    queries,
    variables: asArray(model["variables"]).length,
    annotations: asArray(model["annotations"]).length,
    links: asArray(model["links"]).length,
  };
}
