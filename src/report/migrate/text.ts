import { textField } from "../../json/read.ts";
import type { WrittenPanel } from "./written-panel.ts";

const modes = ["code", "html", "markdown"];

/** A text panel: before Grafana 7.1 mode and content lay beside the options, and there was a mode for plain text. */
export function migrateText(panel: WrittenPanel): WrittenPanel {
  const { body, options, pluginVersion } = panel;
  const isOld = Object.hasOwn(body, "content") && Object.hasOwn(body, "mode") && pluginVersion < 7.1;
  const written = isOld ? { content: textField(body, "content") ?? "", mode: body["mode"] } : options;
  const mode = modes.find((name) => name === written["mode"]) ?? "markdown";
  return { ...panel, type: "text", options: { ...written, mode } };
}
