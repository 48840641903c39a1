import type { ReadRecording } from "../../data-spec/replay/recordings.ts";
import { parseScenario } from "../../data-spec/scenarios/parse-scenario.ts";
import { UsageError } from "../../errors.ts";
import type { ManifestFiles } from "../../grafana/marks/manifest-shape.ts";
import { isInShard, type Shard } from "../../prometheus/shards/shard.ts";
import type { LoadedSpec } from "../files/load-spec.ts";
import { inScenario } from "../scenarios/in-scenario.ts";
import { planSeries, type SeriesPlan } from "../up/plan.ts";
import type { LivePreview } from "./find-live.ts";

/** Options of {@link planLive}. */
export interface LivePlanOptions {
  /** `--data`: the spec of previews that carry none. */
  readonly data?: LoadedSpec | undefined;
  /** Series that there is room for. */
  readonly maxSeries: number;
  readonly shard: Shard;
}

function readerOf(files: ManifestFiles = []): ReadRecording {
  const texts = new Map(files);
  return (path) => {
    const text = texts.get(path);
    if (text !== undefined) return text;
    throw new UsageError(`${path} did not travel with the preview; make it again: dashpreview up --live until-expiry`);
  };
}

/**
 * Plans the series of a preview from its manifest alone, on the grid that its history was written on.
 *
 * @throws {UsageError} if a spec is missing, or they do not go together.
 * @throws {SpecError} if one of them is wrong or has too many series.
 */
export function planLive(preview: LivePreview, { data, maxSeries, shard }: LivePlanOptions): SeriesPlan {
  const specs = preview.specs.map(({ text, scenario, files }, index) => {
    const file = `the data spec of ${preview.value}${preview.specs.length > 1 ? ` (${index + 1})` : ""}`;
    const options = { file, readFile: readerOf(files) };
    // What a scenario asks of one spec of a preview, another need not have.
    if (text !== undefined) return { file, document: parseScenario(text, options, scenario) };
    if (data !== undefined) return inScenario({ dashboards: [], specs: [data], warnings: [] }, scenario).specs[0]!;
    throw new UsageError("its data spec was too large to travel with it: pass it as --data");
  });
  const { grid } = preview;
  const only = (series: Parameters<typeof isInShard>[0]) => isInShard(series, shard);
  return planSeries(specs, { nowMs: 0, grid, maxSeries, maxSamples: Number.MAX_SAFE_INTEGER, only });
}
