import { resolve } from "node:path";
import { isHcl, loadHcl } from "../../../dashboard/terraform/load-hcl.ts";
import { exportPreview } from "../../../preview/export.ts";
import { sourceText } from "../../../preview/files/source-text.ts";
import { plainLine } from "../../../text/plain-line.ts";
import type { CliContext } from "../../context.ts";
import { grafanaFrom } from "../../flags/servers.ts";
import type { ExportRequest } from "./options.ts";

/** Runs `export`. Returns the exit code. */
export async function runExport(request: ExportRequest, context: CliContext): Promise<number> {
  const grafana = grafanaFrom(request, context);
  try {
    const exported = await exportPreview(grafana, request.uid);
    const { source, notes, holding } = exported;
    if (isHcl(source) || holding?.syntax === "hcl") await loadHcl();
    const { text, isWhole } = context.blocking(() => sourceText(exported, context.cwd));
    if (request.file === undefined) context.out.document(text);
    else context.files.replace({ path: resolve(context.cwd, request.file), what: `--file ${request.file}` }, text);
    if (!isWhole)
      context.err.write(
        `note: ${plainLine(source)} is not here, so this is only the dashboard` +
          `${holding?.place === undefined ? "" : ` ${plainLine(holding.place)}`}, in its form\n`,
      );
    for (const note of notes) context.err.write(`note: ${plainLine(note)}\n`);
    if (request.file !== undefined)
      context.err.write(`wrote ${plainLine(request.file)} (its source is ${plainLine(source)})\n`);
    return 0;
  } finally {
    grafana.close();
  }
}
