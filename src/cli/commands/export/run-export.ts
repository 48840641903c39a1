import { resolve } from "node:path";
import { exportPreview } from "../../../preview/export.ts";
import { plainLine } from "../../../text/plain-line.ts";
import type { CliContext } from "../../context.ts";
import { grafanaFrom } from "../../flags/servers.ts";
import type { ExportFlags } from "./options.ts";

/** Runs `export`. Returns the exit code. */
export async function runExport(args: ExportFlags, context: CliContext): Promise<number> {
  const grafana = grafanaFrom(args, context);
  try {
    const { json, source, notes } = await exportPreview(grafana, args.uid);
    if (args.file === undefined) context.out.json(json, { indent: 2 });
    else
      context.files.json({ path: resolve(context.cwd, args.file), what: `--file ${args.file}` }, json, { indent: 2 });
    for (const note of notes) context.err.write(`note: ${plainLine(note)}\n`);
    if (args.file !== undefined)
      context.err.write(`wrote ${plainLine(args.file)} (its source is ${plainLine(source)})\n`);
    return 0;
  } finally {
    grafana.close();
  }
}
