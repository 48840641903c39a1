import type { FastifyInstance } from "fastify";
import { dataSpecSchema } from "../../data-spec/generated/schema.ts";
import { etagOf } from "../running/spec-data.ts";
import type { ServeParts } from "./serve-parts.ts";

/** The page, the server's state, and the descriptions of API and specs. */
export function addStatusRoutes(app: FastifyInstance, parts: ServeParts): void {
  const { running, editor, page, instance, startedMs, version } = parts;
  app.get("/", { schema: { hide: true } }, async (_request, reply) =>
    reply.headers(page.headers).header("Content-Type", "text/html; charset=utf-8").send(page.body),
  );
  app.get(
    "/api/v1/status",
    { schema: { summary: "Which start this is, and how much it serves", tags: ["server"] } },
    async () => ({
      instance,
      version,
      startedAt: new Date(startedMs).toISOString(),
      stored: false,
      note: "nothing is stored: a restart serves the file again, and changes made here are gone",
      ready: running.ready,
      spec: {
        etag: etagOf(editor.data),
        series: running.loaded.plan.seriesCount,
        metrics: running.loaded.plan.metadata.length,
      },
    }),
  );
  app.get(
    "/api/v1/openapi.json",
    { schema: { summary: "This description", tags: ["server"] } },
    async (_request, reply) => reply.send(app.swagger()),
  );
  app.get(
    "/api/v1/schema",
    { schema: { summary: "The JSON Schema of data specs", tags: ["server"] } },
    async () => dataSpecSchema,
  );
}
