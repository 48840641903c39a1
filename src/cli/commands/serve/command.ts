import { defineCommand } from "../../define-command.ts";
import { serveOptions } from "./options.ts";

/** `serve`: the series of a data spec on /metrics, with an API to change them. */
export const serveCommand = defineCommand({
  name: "serve",
  summary: "Serve a data spec's series on /metrics, with an API to change them while they run",
  json: {
    url: "Address of the server",
    instance: "Another one for each start",
    token: "Bearer token of the API; null if it was given",
    series: "Series on the wire",
    warnings: "Texts for people",
  },
  options: serveOptions,
  run: async (request, context) => (await import("./run-serve.ts")).runServe(request, context),
});
