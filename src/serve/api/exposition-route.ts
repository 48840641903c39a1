import type { FastifyInstance } from "fastify";
import { acceptsGzip, negotiate } from "../exposition/accept.ts";
import { Expositions } from "../exposition/expositions.ts";
import type { ServeParts } from "./serve-parts.ts";

/** `/metrics`, and the server's own metrics and health. */
export function addExposition(app: FastifyInstance, { running, metrics }: ServeParts): void {
  const expositions = new Expositions(running);
  app.addHook("onClose", async () => expositions.stop());
  app.get("/metrics", { schema: { hide: true } }, async (request, reply) => {
    const { format, contentType } = negotiate(request.headers.accept);
    const done = metrics.scrapeSeconds.startTimer({ format });
    const packed = acceptsGzip(request.headers["accept-encoding"]);
    const body = await expositions.make({ format, packed });
    done();
    reply.header("Content-Type", contentType).header("Vary", "Accept, Accept-Encoding");
    return packed ? reply.header("Content-Encoding", "gzip").send(body) : reply.send(body);
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
