import { resolve } from "node:path";
import type { CommandModule, InferredOptionTypes, Options } from "yargs";
import { plainLine } from "../../check/plain-text.ts";
import { UsageError } from "../../errors.ts";
import type { CliContext } from "../context.ts";
import { grafanaOptions, networkOptions } from "../options.ts";
import { replaceFile } from "../replace-file.ts";
import { grafanaFrom } from "../servers.ts";

const options = {
  file: { type: "string", alias: "o", describe: "Write it into this file; default standard output" },
  ...grafanaOptions,
  ...networkOptions,
} as const satisfies Record<string, Options>;

type Flags = InferredOptionTypes<typeof options> & { uid: string };

/** `export`: a preview's dashboard in source form, with what was edited in Grafana. Changes nothing in Grafana. */
export const exportCommand = (context: CliContext, done: (exitCode: number) => void): CommandModule => ({
  command: "export <uid>",
  describe: "Give a preview's dashboard back in source form, with what was edited in Grafana",
  builder: (yargs) => yargs.positional("uid", { type: "string", describe: "Of the preview, dp-…" }).options(options),
  handler: async (parsed) => {
    const args = parsed as unknown as Flags;
    const { exportPreview } = await import("../../preview/export.ts");
    const grafana = grafanaFrom(args, context);
    try {
      const { json, source, notes } = await exportPreview(grafana, args.uid);
      const text = `${JSON.stringify(json, undefined, 2)}\n`;
      if (args.file === undefined) context.out.write(text);
      else writeTo(resolve(context.cwd, args.file), text, args.file);
      for (const note of notes) context.err.write(`note: ${plainLine(note)}\n`);
      if (args.file !== undefined) context.err.write(`wrote ${args.file} (its source is ${plainLine(source)})\n`);
      done(0);
    } finally {
      grafana.close();
    }
  },
});

function writeTo(path: string, text: string, file: string): void {
  try {
    replaceFile(path, text);
  } catch (error) {
    throw new UsageError(`--file ${file}: cannot be written (${(error as NodeJS.ErrnoException).code ?? "unknown reason"})`);
  }
}
