import type { FastifyInstance } from "fastify";
import { present } from "../../generator/sampling/block.ts";
import { placesOf } from "../running/entry-places.ts";
import type { Snapshot } from "../running/running-spec.ts";
import type { PauseMode } from "../running/served-series.ts";
import { found } from "./change.ts";
import { Problem } from "./problem.ts";
import { entryParams, metricParams } from "./schemas.ts";
import type { ServeParts } from "./serve-parts.ts";

type EntryPath = { Params: { name: string; entry?: number }; Body: { mode?: PauseMode } };
type ListPath = { Querystring: { metric?: string; offset?: number; limit?: number } };

const pauseBody = {
  type: "object",
  properties: {
    mode: {
      enum: ["hold", "absent"],
      default: "hold",
      description: "Whether its last value stays, or it is not there",
    },
  },
  additionalProperties: false,
} as const;

/** Series as they are now, and their pauses. */
export function addSeriesRoutes(app: FastifyInstance, { running }: ServeParts): void {
  app.get<ListPath>(
    "/api/v1/series",
    {
      schema: {
        summary: "Series with their values now",
        tags: ["series"],
        querystring: {
          type: "object",
          properties: {
            metric: { type: "string", maxLength: 200, description: "Only those of this metric" },
            offset: { type: "integer", minimum: 0, default: 0 },
            limit: { type: "integer", minimum: 1, maximum: 10_000, default: 1000 },
          },
          additionalProperties: false,
        },
      },
    },
    async ({ query }) => running.read((snapshot) => list(snapshot, query)),
  );
  const setPaused = async ({ name, entry }: EntryPath["Params"], mode: PauseMode | undefined) => {
    let paused = 0;
    await running.setPaused((series) => {
      const places = placesOf(series, running.loaded, { name, entry });
      paused = places.length;
      return places;
    }, mode);
    found(paused === 0 ? undefined : paused, entry === undefined ? `metric ${name}` : `entry ${entry} of ${name}`);
    return { series: paused, paused: mode ?? null };
  };
  for (const [path, params] of [
    ["/api/v1/metrics/:name", metricParams],
    ["/api/v1/metrics/:name/series/:entry", entryParams],
  ] as const) {
    app.post<EntryPath>(
      `${path}/pause`,
      { schema: { summary: "Stop series where they are", tags: ["series"], params, body: pauseBody } },
      async ({ params: which, body }) => setPaused(which, body?.mode ?? "hold"),
    );
    app.post<EntryPath>(
      `${path}/resume`,
      { schema: { summary: "Let series go on, at the clock's time", tags: ["series"], params } },
      async ({ params: which }) => setPaused(which, undefined),
    );
  }
}

function list({ series }: Snapshot, { metric, offset = 0, limit = 1000 }: ListPath["Querystring"]) {
  const places = series.sources.flatMap(({ definition }, place) =>
    metric === undefined || definition.name === metric ? [place] : [],
  );
  if (metric !== undefined && places.length === 0) throw new Problem(404, "not-found", `there is no metric ${metric}`);
  const all = places.flatMap((place) =>
    Array.from({ length: series.width(place) }, (_, one) => [place, series.offsets[place]! + one] as const),
  );
  return {
    total: all.length,
    series: all.slice(offset, offset + limit).map(([place, at]) => ({
      name: series.wire[at]!.name,
      labels: Object.fromEntries(series.wire[at]!.labels),
      value: valueText(series, at),
      paused: series.pausedAt(place) ?? null,
    })),
  };
}

/** As Prometheus' API has values: text, since JSON has no NaN; null for a series that is not there. */
function valueText({ states, values, wire, histograms }: Snapshot["series"], at: number) {
  if (states[at] !== present) return null;
  if (!wire[at]!.native) return `${values[at]!}`.replace("Infinity", "Inf").replace(/^Inf/, "+Inf");
  const sample = histograms.get(at);
  return sample === undefined ? null : { count: sample.count, sum: sample.sum };
}
