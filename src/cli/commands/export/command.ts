import { resolve } from "node:path";
import { plainLine } from "../../../text/plain-line.ts";
import { defineCommand } from "../../define-command.ts";
import type { OptionSet } from "../../flags/option.ts";
import { grafanaOptions, networkOptions } from "../../flags/options.ts";
import { grafanaFrom } from "../../flags/servers.ts";

const options = {
  file: { type: "string", alias: "o", describe: "Write it into this file; default standard output" },
  ...grafanaOptions,
  ...networkOptions,
} as const satisfies OptionSet;

/** `export`: a preview's dashboard in source form, with what was edited in Grafana. Changes nothing in Grafana. */
export const exportCommand = defineCommand({
  name: "export",
  summary: "Give a preview's dashboard back in source form, with what was edited in Grafana",
  positionals: { uid: { required: true, describe: "Of the preview, dp-…" } },
  options,
  async run(args, context) {
    const { exportPreview } = await import("../../../preview/export.ts");
    const grafana = grafanaFrom(args, context);
    try {
      const { json, source, notes } = await exportPreview(grafana, args.uid);
      if (args.file === undefined) context.out.json(json, { indent: 2 });
      else context.files.json({ path: resolve(context.cwd, args.file), what: `--file ${args.file}` }, json, { indent: 2 });
      for (const note of notes) context.err.write(`note: ${plainLine(note)}\n`);
      if (args.file !== undefined) context.err.write(`wrote ${plainLine(args.file)} (its source is ${plainLine(source)})\n`);
      return 0;
    } finally {
      grafana.close();
    }
  },
});
