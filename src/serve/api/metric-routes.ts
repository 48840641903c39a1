import type { FastifyInstance } from "fastify";
import { entryPlaces } from "../running/entry-places.ts";
import { etagOf, type SpecData } from "../running/spec-data.ts";
import { entriesOf, metricOf, withEntry, withMetric } from "../running/spec-parts.ts";
import { changePart, found, jsonBody, sendPart } from "./change.ts";
import { requireMatch } from "./preconditions.ts";
import { Problem } from "./problem.ts";
import { entryParams, metricParams, specPart } from "./schemas.ts";
import type { ServeParts } from "./serve-parts.ts";

type MetricPath = { Params: { name: string } };
type EntryPath = { Params: { name: string; entry: number } };

const tags = ["metrics"];

/** Metrics and their entries: list, create, change, delete. */
export function addMetricRoutes(app: FastifyInstance, parts: ServeParts): void {
  const { running, editor } = parts;
  const metric = (name: string, data: SpecData = editor.data) => {
    const own = metricOf(data, name);
    if (own === undefined && running.loaded.plan.metadata.some((one) => one.name === name))
      throw new Problem(409, "pack", `${name} comes from a pack: change the pack's entry in the spec`);
    return found(own, `metric ${name}`);
  };
  const entry = (own: SpecData, place: number) => found(entriesOf(own)[place], `entry ${place}`);

  app.get("/api/v1/metrics", { schema: { summary: "All metrics", tags } }, async () => {
    const entries = entryPlaces(running.loaded);
    const { seriesOf, paused } = await running.read(({ series }) => ({
      seriesOf: new Map(entries.map((one) => [one, one.places.reduce((sum, at) => sum + series.width(at), 0)])),
      paused: new Map(entries.map((one) => [one, series.pausedAt(one.places[0] ?? -1)])),
    }));
    return {
      metrics: running.loaded.plan.metadata.map((metadata) => ({
        ...metadata,
        entries: entries
          .filter(({ name }) => name === metadata.name)
          .map((one) => ({ entry: one.entry, series: seriesOf.get(one) ?? 0, paused: paused.get(one) ?? null })),
      })),
    };
  });
  app.post("/api/v1/metrics", specPart({ summary: "Create a metric", tags }, "metric"), async (request, reply) => {
    const body = jsonBody(request) as SpecData;
    const name = typeof body?.["name"] === "string" ? body["name"] : "";
    await changePart(parts, (data) => {
      if (metricOf(data, name) !== undefined) throw new Problem(409, "exists", `there is a metric ${name} already`);
      return withMetric(data, name, body);
    });
    return sendPart(reply.code(201).header("Location", `/api/v1/metrics/${encodeURIComponent(name)}`), body);
  });
  app.get<MetricPath>(
    "/api/v1/metrics/:name",
    { schema: { summary: "A metric as the spec has it", tags, params: metricParams } },
    async ({ params }, reply) => sendPart(reply, metric(params.name)),
  );
  app.put<MetricPath>(
    "/api/v1/metrics/:name",
    specPart({ summary: "Change a metric", tags, params: metricParams }, "metric"),
    async (request, reply) => {
      const body = jsonBody(request);
      await changePart(parts, (data) => {
        requireMatch(request, etagOf(metric(request.params.name, data)));
        return withMetric(data, request.params.name, body);
      });
      return sendPart(reply, body);
    },
  );
  app.delete<MetricPath>(
    "/api/v1/metrics/:name",
    { schema: { summary: "Delete a metric", tags, params: metricParams } },
    async (request, reply) => {
      await changePart(parts, (data) => {
        requireMatch(request, etagOf(metric(request.params.name, data)));
        return withMetric(data, request.params.name, undefined);
      });
      return reply.code(204).send();
    },
  );

  app.post<MetricPath>(
    "/api/v1/metrics/:name/series",
    specPart({ summary: "Add an entry to a metric", tags, params: metricParams }, "series"),
    async (request, reply) => {
      const { name } = request.params;
      const body = jsonBody(request);
      let place = 0;
      await changePart(parts, (data) => {
        const own = metric(name, data);
        place = entriesOf(own).length;
        return withMetric(data, name, withEntry(own, place, body));
      });
      const at = `/api/v1/metrics/${encodeURIComponent(name)}/series/${place}`;
      return sendPart(reply.code(201).header("Location", at), body);
    },
  );
  app.get<EntryPath>(
    "/api/v1/metrics/:name/series/:entry",
    { schema: { summary: "An entry of a metric", tags, params: entryParams } },
    async ({ params }, reply) => sendPart(reply, entry(metric(params.name), params.entry)),
  );
  const changeEntry = (summary: string) => specPart({ summary, tags, params: entryParams }, "series");
  app.put<EntryPath>("/api/v1/metrics/:name/series/:entry", changeEntry("Change an entry"), async (request, reply) => {
    const { name, entry: place } = request.params;
    const body = jsonBody(request);
    await changePart(parts, (data) => {
      const own = metric(name, data);
      requireMatch(request, etagOf(entry(own, place)));
      return withMetric(data, name, withEntry(own, place, body));
    });
    return sendPart(reply, body);
  });
  app.delete<EntryPath>(
    "/api/v1/metrics/:name/series/:entry",
    { schema: { summary: "Delete an entry; the ones after it move up", tags, params: entryParams } },
    async (request, reply) => {
      const { name, entry: place } = request.params;
      await changePart(parts, (data) => {
        const own = metric(name, data);
        requireMatch(request, etagOf(entry(own, place)));
        return withMetric(data, name, withEntry(own, place, undefined));
      });
      return reply.code(204).send();
    },
  );
}
