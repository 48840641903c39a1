import type { FastifyInstance } from "fastify";
import { PrometheusError } from "../../errors.ts";
import type { Playground } from "../../preview/playground/playground.ts";
import { Problem } from "../api/problem.ts";

/** Longer expressions are none that a person wrote. */
const maxQueryLength = 100_000;
const moment = { type: "string", maxLength: 32, pattern: "^\\d{1,12}(\\.\\d{1,3})?$", description: "Unix seconds" };
const query = { type: "string", maxLength: maxQueryLength };

/** The playground of the page at `/`: specs in a Prometheus of its own, apart from what is served. */
export function addPlaygroundRoutes(app: FastifyInstance, playground: Playground): void {
  const specBody = {
    type: "object",
    properties: { text: { type: "string", description: "A data spec in YAML or JSON" } },
    required: ["text"],
    additionalProperties: false,
  };
  app.post<{ Body: { text: string } }>(
    "/api/v1/playground/check",
    { schema: { summary: "The faults of a spec, with lines and columns", tags: ["playground"], body: specBody } },
    async ({ body }) => playground.check(body.text),
  );
  app.post<{ Body: { text: string } }>(
    "/api/v1/playground/spec",
    { schema: { summary: "Write a spec's history as a new revision", tags: ["playground"], body: specBody } },
    async ({ body }) => ours(playground.apply(body.text)),
  );
  app.post<{ Body: Record<string, string> }>(
    "/api/v1/playground/query",
    {
      schema: {
        summary: "Ask the playground's Prometheus about one moment, as its own API answers",
        tags: ["playground"],
        body: {
          type: "object",
          properties: { query, time: moment },
          required: ["query", "time"],
          additionalProperties: false,
        },
      },
    },
    async ({ body }, reply) => answered(playground, "/query", body, reply),
  );
  app.post<{ Body: Record<string, string> }>(
    "/api/v1/playground/query_range",
    {
      schema: {
        summary: "Ask the playground's Prometheus about a time range, as its own API answers",
        tags: ["playground"],
        body: {
          type: "object",
          properties: { query, start: moment, end: moment, step: moment },
          required: ["query", "start", "end", "step"],
          additionalProperties: false,
        },
      },
    },
    async ({ body }, reply) => answered(playground, "/query_range", body, reply),
  );
}

async function answered(
  playground: Playground,
  path: "/query" | "/query_range",
  body: Readonly<Record<string, string>>,
  reply: { code(status: number): unknown },
) {
  const { status, data, error } = await ours(playground.ask(path, body));
  reply.code(status);
  return data === undefined ? { status: "error", error } : { status: "success", data };
}

/** @throws {Problem} 502 in place of an error of the Prometheus behind. */
async function ours<Result>(asked: Promise<Result>): Promise<Result> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof PrometheusError) throw new Problem(502, "prometheus", error.message);
    throw error;
  }
}
