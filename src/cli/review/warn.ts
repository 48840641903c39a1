import { plainLine } from "../../text/plain-line.ts";
import type { CliContext } from "../context.ts";
import { painter } from "../terminal/paint.ts";

/** Warnings of the pipeline, on standard error. */
export function warn({ err }: Pick<CliContext, "err">, warnings: readonly string[]): void {
  const paint = painter(err.colours);
  for (const text of warnings) err.write(`${paint.yellow(`warning: ${plainLine(text)}`)}\n`);
}
