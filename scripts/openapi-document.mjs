// schema/openapi.json: the API of `serve`, described by the schemas that its routes check with.
import { loadSources } from "./load-sources.mjs";

export const openApiFile = "schema/openapi.json";

/** The text of the description. */
export async function makeOpenApi() {
  const { describeApi } = await loadSources(['export { describeApi } from "./src/serve/api/describe-api.ts";']);
  return JSON.stringify(await describeApi(), undefined, 2);
}
