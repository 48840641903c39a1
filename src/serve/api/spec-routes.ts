import type { FastifyInstance } from "fastify";
import { describeSpec } from "../../data-spec/describe/describe.ts";
import { etagOf, yamlOf } from "../running/spec-data.ts";
import { isKnown, requireMatch } from "./preconditions.ts";
import { specPart } from "./schemas.ts";
import type { ServeParts } from "./serve-parts.ts";

/** The whole spec, and its description. */
export function addSpecRoutes(app: FastifyInstance, { running, editor, metrics }: ServeParts): void {
  app.get(
    "/api/v1/spec",
    { schema: { summary: "The spec that runs now; YAML if Accept asks for it", tags: ["spec"] } },
    async (request, reply) => {
      const { data } = editor;
      const etag = etagOf(data);
      reply.header("ETag", etag).header("Vary", "Accept");
      if (isKnown(request, etag)) return reply.code(304).send();
      if (/\byaml\b/i.test(request.headers.accept ?? ""))
        return reply.type("application/yaml").send(yamlOf(running.loaded, data));
      return reply.send(data);
    },
  );
  app.put(
    "/api/v1/spec",
    specPart({ summary: "Serve another spec", tags: ["spec"] }, "spec"),
    async (request, reply) => {
      try {
        await editor.replace(request.bodyText, (data) => requireMatch(request, etagOf(data)));
      } catch (error) {
        metrics.changes.inc({ outcome: "refused" });
        throw error;
      }
      metrics.changes.inc({ outcome: "done" });
      const { plan } = running.loaded;
      return reply.header("ETag", etagOf(editor.data)).send({ series: plan.seriesCount, warnings: plan.warnings });
    },
  );
  app.get<{ Querystring: { series?: number; samples?: number } }>(
    "/api/v1/describe",
    {
      schema: {
        summary: "Trees of signals and first samples, as dashpreview describe has them",
        tags: ["spec"],
        querystring: {
          type: "object",
          properties: {
            series: { type: "integer", minimum: 0, maximum: 1000, description: "Label sets of each entry" },
            samples: { type: "integer", minimum: 0, maximum: 10_000, description: "Samples of each series" },
          },
          additionalProperties: false,
        },
      },
    },
    async ({ query }) => describeSpec(running.loaded.document, running.loaded.plan, query),
  );
}
