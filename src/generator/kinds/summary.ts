import { compileDistribution } from "../distributions/compile-distribution.ts";
import { formatFloat } from "../format-float.ts";
import { defaultEnd } from "../sampling/default-end.ts";
import type { Tally } from "../sampling/event-counter.ts";
import { withLabel } from "../sampling/with-label.ts";
import type { SeriesDefinition, SeriesSource } from "../series.ts";
import { partName } from "../wire-names.ts";
import { changingClassic, constantClassic } from "./classic-tally.ts";
import { countEvents, rootContext, type SeriesPlace } from "./rate-source.ts";

/** The definition of a summary. */
export type SummaryDefinition = Extract<SeriesDefinition, { kind: "summary" }>;

/** A series per quantile, exact at every instant, then sum and count. */
export function createSummary(definition: SummaryDefinition, place: SeriesPlace): SeriesSource {
  const { name, labels, rate, observe, quantiles, then = defaultEnd(rate) } = definition;
  const distribution = compileDistribution(observe, rootContext(place, "observe"), place.grid.leadIn);
  const { constant } = distribution;
  const { stepMs } = place.grid;
  const totals = constant ? constantClassic(constant, [], stepMs) : changingClassic(distribution, [], stepMs);
  const fixed = constant && quantiles.map((quantile) => constant.quantile(quantile));
  const tally: Tally = {
    ...totals,
    add(scrapes) {
      const { blocks, index, at, count } = scrapes;
      // The totals' own first block is `+Inf`, which a summary doesn't have: the count goes there.
      const own = blocks?.slice(quantiles.length);
      totals.add({ ...scrapes, blocks: own && [own[1]!, own[0]!, own[1]!] });
      if (blocks === undefined) return;
      const shapes = fixed ? undefined : distribution.shapes(index, count);
      for (const [number, quantile] of quantiles.entries()) {
        const { values } = blocks[number]!;
        if (fixed) values.fill(fixed[number]!, at, at + count);
        else for (let one = 0; one < count; one++) values[at + one] = shapes![one]?.quantile(quantile) ?? Number.NaN;
      }
    },
  };
  const counter = countEvents({ rate, then, tally }, place, definition);
  return {
    definition,
    series: [
      ...quantiles.map((quantile) => ({
        name,
        labels: withLabel(labels, "quantile", formatFloat(quantile)),
        native: false,
      })),
      { name: partName(name, "sum"), labels, native: false },
      { name: partName(name, "count"), labels, native: false },
    ],
    fill: (firstIndex, length, blocks) => counter.fill(firstIndex, length, blocks),
    get totalsFrom() {
      return counter.totalsFrom;
    },
    get clampedRates() {
      return counter.clampedRates;
    },
  };
}
