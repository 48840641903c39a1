import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  UsageError
} from "./chunk-E7O6XGVL.js";
import "./chunk-RZGYXAJU.js";

// src/serve/status-server.ts
import { createServer } from "node:http";
async function startStatusServer(status, { host, port }) {
  const server = createServer((request, response) => {
    request.resume();
    const path = (request.url ?? "/").split(/[?#]/, 1)[0];
    if (request.method !== "GET" && request.method !== "HEAD") return answer(response, 405, "only GET and HEAD");
    if (path === "/-/ready") return told(response, status.ready());
    if (path === "/-/healthy") return told(response, status.healthy());
    if (path !== "/metrics") return answer(response, 404, "there are /-/ready, /-/healthy and /metrics");
    void status.metrics.metrics().then(
      (text) => answer(response, 200, text, status.metrics.contentType),
      () => answer(response, 500, "the metrics cannot be read")
    );
  });
  server.requestTimeout = 1e4;
  server.headersTimeout = 5e3;
  server.maxConnections = 100;
  await new Promise((done, fail) => {
    server.once("error", (error) => fail(cannotListen(error, host, port)));
    server.listen(port, host, done);
  });
  const address = server.address();
  const own = typeof address === "object" && address !== null ? address.port : port;
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${own}`,
    async stop() {
      server.closeAllConnections();
      await new Promise((done) => server.close(() => done()));
    }
  };
}
function told(response, wrong) {
  answer(response, wrong === void 0 ? 200 : 503, wrong ?? "ok");
}
function answer(response, status, text, type = "text/plain; charset=utf-8") {
  response.writeHead(status, {
    "Content-Type": type,
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff"
  });
  response.end(text.endsWith("\n") ? text : `${text}
`);
}
function cannotListen(error, host, port) {
  const why = error.code === "EADDRINUSE" ? "another program has it" : error.code ?? error.message;
  return new UsageError(`cannot listen on ${host}, port ${port}: ${why}; --host and --port name others`, {
    code: "port"
  });
}
export {
  startStatusServer
};
