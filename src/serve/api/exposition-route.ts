import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { FastifyInstance } from "fastify";
import { acceptsGzip, negotiate } from "../exposition/accept.ts";
import { Expositions } from "../exposition/expositions.ts";
import type { ServeParts } from "./serve-parts.ts";

const pack = promisify(gzip);

/** `/metrics`, and the server's own metrics and health. */
export function addExposition(app: FastifyInstance, { running, metrics }: ServeParts): void {
  const expositions = new Expositions(running);
  app.get("/metrics", { schema: { hide: true } }, async (request, reply) => {
    const { format, contentType } = negotiate(request.headers.accept);
    const done = metrics.scrapeSeconds.startTimer({ format });
    const body = await expositions.make(format);
    done();
    reply.header("Content-Type", contentType).header("Vary", "Accept, Accept-Encoding");
    if (!acceptsGzip(request.headers["accept-encoding"])) return reply.send(body);
    return reply.header("Content-Encoding", "gzip").send(await pack(body, { level: 1 }));
  });
  app.get("/-/metrics", { schema: { hide: true } }, async (_request, reply) =>
    reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
  );
  app.get("/-/healthy", { schema: { hide: true } }, async (_request, reply) => reply.type("text/plain").send("OK\n"));
  app.get("/-/ready", { schema: { hide: true } }, async (_request, reply) =>
    running.ready
      ? reply.type("text/plain").send("OK\n")
      : reply.code(503).type("text/plain").send("summing up the time before now\n"),
  );
}
