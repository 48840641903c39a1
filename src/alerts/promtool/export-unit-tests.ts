import type { SpecPlan } from "../../data-spec/plan/plan.ts";
import { createBlock } from "../../generator/sampling/block.ts";
import { gridEndMs } from "../../generator/sampling/grid.ts";
import { createSharingSources } from "../../generator/sampling/sharing-sources.ts";
import type { SeriesSource } from "../../generator/series.ts";
import { testsOfExpectations } from "./expectation-tests.ts";
import { NotationWriter } from "./notation-writer.ts";
import { seriesSelector, type UnitTest } from "./unit-test-file.ts";

/** Something of a spec that a unit test does not say. */
export interface Unsaid {
  readonly what: "time" | "metadata" | "series" | "alert";
  /** The series or the alert. */
  readonly name?: string;
  readonly reason: string;
}

/** A spec as a test of promtool. */
export interface ExportedTest {
  readonly test: UnitTest;
  readonly samples: number;
  readonly unsaid: readonly Unsaid[];
}

/** Samples that are generated at once. */
const chunk = 4096;

/** The series of a spec with all of their samples, and tests of its expectations. The window begins at promtool's 0. */
export function exportUnitTest(
  plan: Pick<SpecPlan, "definitions" | "seed" | "grid" | "alerts" | "metadata">,
  {
    name,
    hasRules = true,
    onSeries,
  }: {
    readonly name?: string | undefined;
    /** Whether the file will name rules. Default true. */
    readonly hasRules?: boolean;
    readonly onSeries?: (done: number) => void;
  } = {},
): ExportedTest {
  const { grid, seed, definitions } = plan;
  const unsaid: Unsaid[] = [];
  const series: UnitTest["series"][number][] = [];
  let samples = 0;
  let done = 0;
  for (const source of createSharingSources(definitions, { seed, grid })) {
    for (const one of writeSource(source, grid.count)) {
      if (one.values !== "") series.push({ series: one.series, values: one.values });
      if (one.unsaid !== undefined) unsaid.push({ what: "series", name: one.series, reason: one.unsaid });
      samples += grid.count;
    }
    onSeries?.(++done);
  }
  const lastMs = (grid.count - 1) * grid.stepMs;
  const { elsewise, left, ...tests } = testsOfExpectations(plan.alerts, { lastMs, hasRules });
  const described = plan.metadata.filter(({ help, unit }) => help !== undefined || unit !== undefined);
  const from = new Date(gridEndMs(grid) - grid.count * grid.stepMs).toISOString();
  return {
    test: { name, intervalMs: grid.stepMs, series, ...tests },
    samples,
    unsaid: [
      {
        what: "time",
        reason:
          `the window begins at ${from}, and promtool's at 1970-01-01T00:00:00Z: time(), hour() and other ` +
          "functions of the time of day see another one",
      },
      ...(described.length === 0
        ? []
        : [{ what: "metadata" as const, reason: `type, help and unit of ${described.length} metrics` }]),
      ...unsaid,
      ...left.map(({ alert, reason }) => ({ what: "alert" as const, name: alert, reason })),
      ...elsewise.map(({ alert, reason }) => ({
        what: "alert" as const,
        name: alert,
        reason: `${reason}; written as promql_expr_test of ALERTS`,
      })),
    ],
  };
}

function writeSource(source: SeriesSource, count: number) {
  const length = Math.min(chunk, count);
  const blocks = source.series.map(({ native }) => createBlock(length, { native }));
  const writers = blocks.map(() => new NotationWriter());
  for (let first = 0; first < count; first += length) {
    const size = Math.min(length, count - first);
    source.fill(first, size, blocks);
    for (const [index, writer] of writers.entries()) writer.add(blocks[index]!, size);
  }
  return source.series.map(({ name, labels }, index) => {
    const values = writers[index]!.finish();
    const unsaid = writers[index]!.unsaid ?? (values === "" ? "has no samples" : undefined);
    return { series: seriesSelector(name, labels), values, unsaid };
  });
}

/** A line for people about something that is not said. */
export function describeUnsaid({ what, name, reason }: Unsaid): string {
  return `${what}${name === undefined ? "" : ` ${name}`}: ${reason}`;
}
