import { UsageError } from "../../../errors.ts";
import { removeLeftovers } from "../../../preview/local/leftovers.ts";
import { lessons } from "../../../preview/playground/generated/lessons.ts";
import { Playground } from "../../../preview/playground/playground.ts";
import { playgroundHtml } from "../../../report/playground/playground-html.ts";
import type { CliContext } from "../../context.ts";
import { readPageTemplate } from "../../page-template.ts";
import { findPlaygroundBinary } from "../../playground-binary.ts";
import type { ServeRequest } from "./options.ts";

/** A page is to answer while it is used: what takes longer is for `up --local`. */
const limits = { maxSeries: 10_000, maxSamples: 10_000_000 };

/** The page at `/` and its playground; where the page was not built, one that names the addresses. */
export function preparePlayground(
  request: ServeRequest,
  context: CliContext,
): { readonly html: string; readonly playground?: Playground } {
  const template = readTemplate(context);
  if (template === undefined) return { html: plainPage };
  const { binary } = findPlaygroundBinary(request, context, "serve");
  removeLeftovers(context.temporaryFolder, context.processes, { nowMs: context.now() });
  const playground = new Playground(
    {
      ...{ binary, temporaryFolder: context.temporaryFolder, userAgent: `dashpreview/${context.version}` },
      maxSeries: Math.min(request.maxSeries, limits.maxSeries),
      maxSamples: Math.min(request.maxSamples, limits.maxSamples),
    },
    context,
  );
  const generator = `dashpreview ${context.version}`;
  return { playground, html: playgroundHtml(template, { version: 1, generator, source: { kind: "serve" }, lessons }) };
}

function readTemplate(context: CliContext): string | undefined {
  try {
    return readPageTemplate(context, "playground.html");
  } catch (error) {
    if (error instanceof UsageError) return undefined;
    throw error;
  }
}

const plainPage = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'">
<title>dashpreview serve</title>
<h1>dashpreview serve</h1>
<ul>
<li><a href="/metrics">/metrics</a>: the series
<li><a href="/-/metrics">/-/metrics</a>: the server's own metrics
<li><code>/api/v1/openapi.json</code>: the API, with the token that the server printed
</ul>
</html>
`;
