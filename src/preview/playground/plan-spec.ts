import { parseSpec, type SpecDocument } from "../../data-spec/read/parse.ts";
import { SpecError, UsageError } from "../../errors.ts";
import type { PlaygroundSet, SpecAnswer } from "../../report/playground/playground-data.ts";
import { planSeries, type SeriesPlan, sampleRange } from "../up/plan.ts";
import { curvesOf } from "./curves.ts";

/** How much a spec may make, and when it is now. */
export interface SpecLimits {
  readonly nowMs: number;
  readonly maxSeries: number;
  readonly maxSamples: number;
}

/** The plan of a spec's series, or its faults, as `validate` finds them. */
export function planSpecText(
  text: string,
  limits: SpecLimits,
): { readonly ok: true; readonly plan: SeriesPlan } | (SpecAnswer & { readonly ok: false }) {
  try {
    const document: SpecDocument = parseSpec(text, { file: "spec" });
    return { ok: true, plan: planSeries([{ file: "spec", document }], limits) };
  } catch (error) {
    if (error instanceof UsageError) return { ok: false, problems: [{ message: error.message }] };
    if (!(error instanceof SpecError)) throw error;
    return {
      ok: false,
      problems: error.problems.map(({ message, position }) => ({
        message,
        ...(position === undefined ? {} : { line: position.line, column: position.column }),
      })),
    };
  }
}

/** The series of a plan as the playground draws them. No server has them yet. */
export function unwrittenSet(plan: SeriesPlan): PlaygroundSet {
  return {
    range: sampleRange(plan),
    stepMs: plan.grid.stepMs,
    metrics: curvesOf(plan),
    series: plan.seriesCount,
    warnings: plan.warnings,
  };
}
