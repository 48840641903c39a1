import { stringify } from "yaml";
import { documentationForOthers } from "../../system/documentation.ts";
import type { FoundPreview } from "./recipe-shape.ts";

const everyKey = documentationForOthers("configuration", "keys");
const head = `# Settings of dashpreview for this repository. Every key: ${everyKey}\n`;

/** The text of `dashpreview.yaml` for what was found. Names of files are quoted where YAML needs it. */
export function configurationText(previews: readonly FoundPreview[]): string {
  const [only] = previews;
  if (previews.length === 1 && only !== undefined) return head + write(entry(only));
  return head + write({ previews: previews.map((preview) => ({ name: preview.name, ...entry(preview) })) });
}

function entry({ dashboards, rules, build }: FoundPreview) {
  return {
    ...(dashboards.length === 0 ? {} : { dashboards: [...dashboards] }),
    ...(rules.length === 0 ? {} : { rules: [...rules] }),
    ...(build.length === 0 ? {} : { build: [...build] }),
  };
}

function write(value: unknown): string {
  return stringify(value, { lineWidth: 0, version: "1.1" });
}
