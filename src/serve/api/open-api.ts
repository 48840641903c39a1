import type { FastifyDynamicSwaggerOptions } from "@fastify/swagger";

/** The head of the API's description; the rest comes from the routes' own schemas. */
export function openApi(version: string): FastifyDynamicSwaggerOptions {
  return {
    refResolver: { buildLocalReference: () => "DataSpec" },
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "dashpreview serve",
        version,
        description:
          "Series of a data spec on /metrics, and changes to them while they run. Nothing is stored: a restart " +
          "serves the file again, and X-Dashpreview-Instance is another one.",
        license: { name: "Apache-2.0" },
      },
      components: { securitySchemes: { token: { type: "http", scheme: "bearer" } } },
      security: [{ token: [] }],
    },
  };
}
