import swagger from "@fastify/swagger";
import fastify, { type FastifyError, type FastifyInstance, type FastifyRequest } from "fastify";
import { tooMuch } from "../../data-spec/source/too-much.ts";
import { SpecError } from "../../errors.ts";
import { always } from "../page-headers.ts";
import { addPlaygroundRoutes } from "../playground/playground-routes.ts";
import { readBody } from "./body.ts";
import { addClockRoutes } from "./clock-routes.ts";
import { addExposition } from "./exposition-route.ts";
import { addGuard, type GuardOptions } from "./guard.ts";
import { addMetricRoutes } from "./metric-routes.ts";
import { openApi } from "./open-api.ts";
import { addPartRoutes } from "./part-routes.ts";
import { Problem, partsOf } from "./problem.ts";
import { addSeriesRoutes } from "./series-routes.ts";
import type { ServeParts } from "./serve-parts.ts";
import { addSpecRoutes } from "./spec-routes.ts";
import { specSchemas } from "./spec-schemas.ts";
import { addStatusRoutes } from "./status-routes.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** The body as it was sent. */
    bodyText: string;
  }
}

/** The server's routes, not listening yet. */
export async function createServeApp(parts: ServeParts, guard: GuardOptions): Promise<FastifyInstance> {
  const { limits } = guard;
  const app = fastify({
    logger: false,
    bodyLimit: limits.bodyBytes,
    connectionTimeout: limits.idleMs,
    requestTimeout: limits.requestMs,
    http: { headersTimeout: limits.headersMs, connectionsCheckingInterval: 1000 },
    forceCloseConnections: "idle",
    routerOptions: { maxParamLength: 300 },
    ajv: { customOptions: { coerceTypes: "array", removeAdditional: false, allErrors: false } },
  });
  app.decorateRequest("bodyText", "");
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    ["application/json", "application/yaml"],
    { parseAs: "string" },
    async (request: FastifyRequest, body: string) => {
      request.bodyText = body;
      return readBody(request.bodyText, request.headers["content-type"]);
    },
  );
  app.addSchema(specSchemas());
  await app.register(swagger, openApi(parts.version));
  addGuard(app, guard);
  app.addHook("onSend", async (_request, reply) => {
    reply.headers({ ...always, "X-Dashpreview-Instance": parts.instance });
  });
  app.addHook("onResponse", async (request, reply) => {
    parts.metrics.requests.inc({ route: request.routeOptions.url ?? "none", status: String(reply.statusCode) });
  });
  app.setErrorHandler((error: FastifyError, _request, reply) => {
    const problem = problemOf(error);
    if (problem.status >= 500) parts.onFault(error);
    return reply
      .code(problem.status)
      .headers(problem.headers)
      .type("application/problem+json")
      .send(JSON.stringify(problem));
  });
  app.setNotFoundHandler(() => {
    throw new Problem(404, "not-found", "there is nothing at this address; /api/v1/openapi.json lists what there is");
  });
  addExposition(app, parts);
  addStatusRoutes(app, parts);
  addSpecRoutes(app, parts);
  addMetricRoutes(app, parts);
  addSeriesRoutes(app, parts);
  addPartRoutes(app, parts);
  addClockRoutes(app, parts);
  if (parts.playground !== undefined) addPlaygroundRoutes(app, parts.playground);
  return app;
}

function problemOf(error: FastifyError | Error): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof SpecError) {
    const [status, code] = error.code === tooMuch ? [413, tooMuch] : [422, "spec"];
    const problems = partsOf(error.problems, { whole: true });
    return new Problem(status as number, code as string, problems[0]?.message ?? error.message, { problems });
  }
  if ("statusCode" in error && error.statusCode !== undefined && error.statusCode < 500)
    return new Problem(error.statusCode, error.statusCode === 413 ? "body" : "request", error.message);
  return new Problem(500, "internal", "the server failed at this; the reason is in its output");
}
