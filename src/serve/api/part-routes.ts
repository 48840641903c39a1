import type { FastifyInstance } from "fastify";
import { etagOf } from "../running/spec-data.ts";
import { type Collection, collections, partsIn, withPart } from "../running/spec-parts.ts";
import { changePart, found, jsonBody, sendPart } from "./change.ts";
import { requireMatch } from "./preconditions.ts";
import { Problem } from "./problem.ts";
import { metricParams, specPart } from "./schemas.ts";
import type { ServeParts } from "./serve-parts.ts";

type PartPath = { Params: { name: string } };

const definitions = { signals: "namedSignal", scenarios: "scenario" } as const;

/** Named signals and scenarios, each a map in the spec: list, create, change, delete. */
export function addPartRoutes(app: FastifyInstance, parts: ServeParts): void {
  for (const collection of collections) addCollection(app, parts, collection);
  addScenario(app, parts);
}

/** Which variant of the spec plays. */
function addScenario(app: FastifyInstance, { running, editor }: ServeParts): void {
  const show = () => ({
    scenario: running.loaded.document.scenario ?? null,
    scenarios: running.loaded.document.scenarios,
  });
  const tags = ["scenarios"];
  app.get("/api/v1/scenario", { schema: { summary: "The scenario that plays now", tags } }, async () => show());
  app.post<{ Body: { scenario: string | null } }>(
    "/api/v1/scenario",
    {
      schema: {
        summary: "Play a scenario; null: the spec itself",
        tags,
        body: {
          type: "object",
          properties: { scenario: { type: ["string", "null"], maxLength: 200 } },
          required: ["scenario"],
          additionalProperties: false,
        },
      },
    },
    async ({ body }) => {
      const { scenario } = body;
      if (scenario !== null)
        found(running.loaded.document.scenarios.includes(scenario) || undefined, `scenario ${scenario}`);
      await editor.play(scenario ?? undefined);
      return show();
    },
  );
}

function addCollection(app: FastifyInstance, parts: ServeParts, collection: Collection): void {
  const { editor } = parts;
  const one = collection.slice(0, -1);
  const tags = [collection];
  const params = metricParams;
  const path = `/api/v1/${collection}/:name`;
  const find = (name: string, data = editor.data) => {
    const all = partsIn(data, collection);
    return Object.hasOwn(all, name) ? all[name] : undefined;
  };
  app.get(`/api/v1/${collection}`, { schema: { summary: `All ${collection}`, tags } }, async (_request, reply) =>
    sendPart(reply, partsIn(editor.data, collection)),
  );
  app.get<PartPath>(path, { schema: { summary: `A ${one}`, tags, params } }, async (request, reply) =>
    sendPart(reply, found(find(request.params.name), `${one} ${request.params.name}`)),
  );
  app.put<PartPath>(
    path,
    specPart({ summary: `Create a ${one} with If-None-Match: *, or change it`, tags, params }, definitions[collection]),
    async (request, reply) => {
      const { name } = request.params;
      const body = jsonBody(request);
      let created = false;
      await changePart(parts, (data) => {
        const before = find(name, data);
        created = before === undefined;
        if (request.headers["if-none-match"]?.trim() === "*") {
          if (!created) throw new Problem(412, "exists", `there is a ${one} ${name} already`);
        } else if (created && request.headers["if-match"] !== undefined)
          throw new Problem(412, "changed", `there is no ${one} ${name} any more`);
        else requireMatch(request, created ? '"none"' : etagOf(before));
        return withPart(data, collection, name, body);
      });
      return sendPart(reply.code(created ? 201 : 200), body);
    },
  );
  app.delete<PartPath>(path, { schema: { summary: `Delete a ${one}`, tags, params } }, async (request, reply) => {
    const { name } = request.params;
    await changePart(parts, (data) => {
      requireMatch(request, etagOf(found(find(name, data), `${one} ${name}`)));
      return withPart(data, collection, name, undefined);
    });
    return reply.code(204).send();
  });
}
