import { planSpec } from "../../data-spec/plan/plan.ts";
import { parseSpec } from "../../data-spec/read/parse.ts";
import { Courses } from "../../generator/named/courses.ts";
import { createSource } from "../../generator/sampling/source.ts";
import { samplesOf } from "../../generator/testing/samples.ts";

/** A series on the wire as the generator makes it. */
export interface MadeSeries {
  readonly name: string;
  readonly labels: ReadonlyMap<string, string>;
  /** One for each step; NaN where it is missing. */
  readonly values: readonly number[];
}

/** Every series of a spec in a scenario, sample by sample. */
export function scenarioSamples(text: string, scenario: string, nowMs: number): MadeSeries[] {
  const document = parseSpec(text, { file: "x.yaml", scenario, maxMebibytes: 8 });
  const { definitions, grid, seed } = planSpec(document, { nowMs });
  const courses = new Courses(grid);
  return definitions.flatMap((definition) => {
    const source = createSource(definition, { seed, grid, courses });
    const all = samplesOf(source, 0, grid.count);
    return source.series.map(({ name, labels }, index): MadeSeries => {
      const values = all[index]!.map((one) => (typeof one === "number" ? one : Number.NaN));
      return { name, labels: new Map(labels), values };
    });
  });
}
