import { type PlanSpecOptions, planSpec, type SpecPlan } from "../../data-spec/plan/plan.ts";
import { type ParseOptions, parseSpec, type SpecDocument } from "../../data-spec/read/parse.ts";
import { SpecError } from "../../errors.ts";

/** A spec that can be served. */
export interface LoadedSpec {
  /** As it was written, YAML or JSON. */
  readonly text: string;
  readonly document: SpecDocument;
  readonly plan: SpecPlan;
}

/** Options of {@link loadSpec}. */
export interface LoadOptions
  extends Pick<PlanSpecOptions, "stepMs" | "historyMs" | "maxSeries" | "maxSamples">,
    Pick<ParseOptions, "scenario" | "readFile"> {
  /** The name that errors begin with. */
  readonly file: string;
  /** Where the window ends that has no fixed start: always the same, so that changes leave the grid as it is. */
  readonly nowMs: number;
}

/** Series that Prometheus makes itself for each target that it scrapes. */
const madeByScraping = new Set([
  "up",
  "scrape_duration_seconds",
  "scrape_samples_scraped",
  "scrape_samples_post_metric_relabeling",
  "scrape_series_added",
]);

/**
 * Reads a spec that is to be served.
 *
 * @throws {SpecError} if it is wrong, too large, or has a metric that scraping makes by itself.
 */
export function loadSpec(text: string, { file, scenario, readFile, nowMs, ...limits }: LoadOptions): LoadedSpec {
  const document = parseSpec(text, { file, scenario, readFile });
  refuseMade(document);
  // A fixed window is a script that may end in the future: it plays from its start.
  const endMs = document.window.startMs === undefined ? nowMs : Number.POSITIVE_INFINITY;
  return { text, document, plan: planSpec(document, { ...limits, nowMs: endMs }) };
}

function refuseMade({ metrics, locate }: SpecDocument): void {
  const made = metrics.filter(({ metadata }) => madeByScraping.has(metadata.name));
  if (made.length === 0) return;
  throw new SpecError(
    made.map(({ metadata: { name }, path }) => ({
      message:
        `Prometheus makes the metric "${name}" itself for each target that it scrapes, so serve cannot have one too; ` +
        "remove it from the spec, or write the series by remote write with dashpreview up",
      position: locate([...path, "name"]),
      path: [...path, "name"],
    })),
  );
}
