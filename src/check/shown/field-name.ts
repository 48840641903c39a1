import type { Field, Frame } from "./frame.ts";

/** The name of a value field that has no other. */
export const valueName = "Value";

/**
 * The name that Grafana shows for a field and finds it by: of its settings, its legend, or made of name and labels.
 *
 * @param frames - all frames of the panel: a label that they all have alone is shown without its name.
 */
export function fieldName(field: Field, frame: Frame, frames: readonly Frame[] = [frame]): string {
  if (field.displayName) return field.displayName;
  if (field.sourceName) return field.sourceName;
  if (field.kind === "time" && field.labels === undefined) return field.name;
  const shared = sharedNaming(frames);
  const parts: string[] = [];
  if (shared.namesDiffer && frame.name) parts.push(frame.name);
  if (field.name !== "" && field.name !== valueName) parts.push(field.name);
  const labels = labelPart(field, shared.onlyLabel);
  if (labels !== "") parts.push(labels);
  if (parts.length === 0 && frame.name) parts.push(frame.name);
  const name = parts.join(" ") || field.name || valueName;
  return name === field.name ? numbered(field, frame) : name;
}

function labelPart({ labels }: Field, onlyLabel: string | undefined): string {
  if (labels === undefined) return "";
  return onlyLabel === undefined ? formatLabels(labels) : (labels.get(onlyLabel) ?? "");
}

/** `{a="1", b="2"}`, sorted by name; empty without labels. */
function formatLabels(labels: ReadonlyMap<string, string>): string {
  const parts = [...labels].sort(([one], [other]) => (one < other ? -1 : 1)).map(([name, text]) => `${name}="${text}"`);
  return parts.length === 0 ? "" : `{${parts.join(", ")}}`;
}

interface SharedNaming {
  readonly namesDiffer: boolean;
  /** The name of the only label that any field has. */
  readonly onlyLabel: string | undefined;
}

const known = new WeakMap<readonly Frame[], SharedNaming>();

function sharedNaming(frames: readonly Frame[]): SharedNaming {
  const found = known.get(frames);
  if (found !== undefined) return found;
  const names = new Set<string>();
  for (const { fields } of frames)
    for (const { labels } of fields) for (const name of labels?.keys() ?? []) names.add(name);
  const [onlyLabel] = names.size === 1 ? names : [];
  const naming = { namesDiffer: new Set(frames.map(({ name }) => name)).size > 1, onlyLabel };
  known.set(frames, naming);
  return naming;
}

/** `Value 1`, `Value 2` where several fields of a frame have one name. */
function numbered(field: Field, { fields }: Frame): string {
  const same = fields.filter(({ name }) => name === field.name);
  return same.length < 2 ? field.name : `${field.name} ${same.indexOf(field) + 1}`;
}
