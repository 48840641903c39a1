import { resolve } from "node:path";
import type { CommandModule, InferredOptionTypes, Options } from "yargs";
import { plainLine } from "../../../text/plain-line.ts";
import type { CliContext } from "../../context.ts";
import { grafanaOptions, networkOptions } from "../../flags/options.ts";
import { grafanaFrom } from "../../flags/servers.ts";

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
    const { exportPreview } = await import("../../../preview/export.ts");
    const grafana = grafanaFrom(args, context);
    try {
      const { json, source, notes } = await exportPreview(grafana, args.uid);
      if (args.file === undefined) context.out.json(json, { indent: 2 });
      else context.files.json({ path: resolve(context.cwd, args.file), what: `--file ${args.file}` }, json, { indent: 2 });
      for (const note of notes) context.err.write(`note: ${plainLine(note)}\n`);
      if (args.file !== undefined) context.err.write(`wrote ${plainLine(args.file)} (its source is ${plainLine(source)})\n`);
      done(0);
    } finally {
      grafana.close();
    }
  },
});
