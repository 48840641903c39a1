import type { UpRequest } from "../commands/up/options.ts";
import type { CliContext } from "../context.ts";
import { outputValues, writeOutputs } from "./outputs.ts";
import { warn } from "./warn.ts";

/** The result of a run that makes no preview, in each form. */
export interface NoPreview {
  /** The document of `--output json`. */
  readonly json: unknown;
  /** For people, without the line break at its end; undefined: standard error says it. */
  readonly text: string | undefined;
  /** Markdown for the summary of the step. */
  readonly summary: string;
  readonly warnings?: readonly string[];
}

/** Prints the result of a run that makes no preview, and writes the files that later steps read. */
export function reportNoPreview(
  { request, key }: { readonly request: UpRequest; readonly key: string },
  { json, text, summary, warnings = [] }: NoPreview,
  context: CliContext,
): void {
  if (request.output === "json") context.out.json(json);
  else if (text !== undefined) context.out.write(`${text}\n`);
  warn(context, warnings);
  const values = outputValues({ key, dashboards: [] }, request);
  writeOutputs(request, { json, values, summary }, context);
}
