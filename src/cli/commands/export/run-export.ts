import { resolve } from "node:path";
import { exportPreview } from "../../../preview/export.ts";
import { plainLine } from "../../../text/plain-line.ts";
import type { CliContext } from "../../context.ts";
import { grafanaFrom } from "../../flags/servers.ts";
import type { ExportRequest } from "./options.ts";

/** Runs `export`. Returns the exit code. */
export async function runExport(request: ExportRequest, context: CliContext): Promise<number> {
  const grafana = grafanaFrom(request, context);
  try {
    const { json, source, notes } = await exportPreview(grafana, request.uid);
    if (request.file === undefined) context.out.json(json, { indent: 2 });
    else
      context.files.json({ path: resolve(context.cwd, request.file), what: `--file ${request.file}` }, json, {
        indent: 2,
      });
    for (const note of notes) context.err.write(`note: ${plainLine(note)}\n`);
    if (request.file !== undefined)
      context.err.write(`wrote ${plainLine(request.file)} (its source is ${plainLine(source)})\n`);
    return 0;
  } finally {
    grafana.close();
  }
}
