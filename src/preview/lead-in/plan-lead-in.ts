import { openingRange } from "../../dashboard/opening/opening-range.ts";
import type { SourceDashboard } from "../../dashboard/read/source.ts";
import { type SeriesPlan, sampleRange } from "../up/plan.ts";
import { type LeadInNeed, readNeeds } from "./read-needs.ts";
import { type LeadInOptions, withLeadIn } from "./with-lead-in.ts";

/** Puts a lead-in before the time range of a plan, for the queries of the dashboards that will show it. */
export async function planLeadIn(
  plan: SeriesPlan,
  sources: readonly SourceDashboard[],
  options: LeadInOptions & {
    /** Of the data source. Default 15,000. */
    readonly scrapeIntervalMs?: number | undefined;
    readonly signal?: AbortSignal | undefined;
    /** Others that ask for the data. */
    readonly others?: readonly LeadInNeed[] | undefined;
  },
): Promise<SeriesPlan> {
  if (options.leadIn === 0) return plan;
  const data = sampleRange(plan);
  const needs = await readNeeds(sources, {
    data,
    opening: (source) => openingRange(source, data),
    scrapeIntervalMs: Math.max(plan.grid.stepMs, options.scrapeIntervalMs ?? 15_000),
    signal: options.signal,
  });
  return withLeadIn(plan, [...needs, ...(options.others ?? [])], options);
}
