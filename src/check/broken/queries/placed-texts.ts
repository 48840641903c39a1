import type { FindingPlace } from "../../../dashboard/finding.ts";
import type { SourceSlot } from "../../../dashboard/view/source-slot.ts";
import { readReference } from "../../../dashboard/view/source-slot.ts";
import { defined } from "../../../json/defined.ts";
import { asObject, textField } from "../../../json/read.ts";
import { placeOf, type WrittenDashboard } from "../written-dashboard.ts";

/** A text of a dashboard that people write, with its place. */
export interface PlacedText {
  readonly role: "query" | "legend" | "title" | "repeat" | "data-source" | "regex" | "link";
  readonly text: string;
  readonly place: FindingPlace;
  /** A query of Prometheus, or what belongs to one. */
  readonly prometheus: boolean;
}

/** Longer texts are cut: nobody reads further. */
const maxText = 100_000;

/** Queries, legends, titles, data sources, repeats and links of a dashboard, in its order; empty ones are left out. */
export function placedTexts(written: WrittenDashboard): PlacedText[] {
  const { parts, panels, queries, variables } = written;
  const all: PlacedText[] = [
    ...panels.flatMap(({ id, title, view }): PlacedText[] => {
      const place = { panel: title, ...defined({ panelId: id }) };
      const shared = { place, prometheus: true };
      const sources = [view.source, ...view.targets.map(({ source }) => source)];
      return [
        { role: "title", text: title, ...shared },
        ...view.repeats.map((name): PlacedText => ({ role: "repeat", text: `$${name}`, ...shared })),
        ...unique(sources.map(sourceText)).map((text): PlacedText => ({ role: "data-source", text, ...shared })),
      ];
    }),
    ...queries.flatMap((query): PlacedText[] => {
      const shared = { place: placeOf(query), prometheus: query.prometheus };
      return [
        { role: "query", text: query.expr, ...shared },
        { role: "legend", text: query.legendFormat ?? "", ...shared },
      ];
    }),
    ...[...variables.values()].flatMap(({ name, regex = "", type, query }): PlacedText[] => {
      const shared = { place: { variable: name }, prometheus: true };
      const listed = type === "custom" || type === "constant" || type === "textbox" ? query : "";
      return [
        { role: "regex", text: regex, ...shared },
        { role: "query", text: listed, ...shared },
      ];
    }),
    ...parts.links.map((link): PlacedText => {
      const text = `${textField(link, "title") ?? ""} ${textField(link, "url") ?? ""}`.trim();
      return { role: "link", text, place: {}, prometheus: true };
    }),
  ];
  return all.filter(({ text }) => text !== "").map((one) => ({ ...one, text: one.text.slice(0, maxText) }));
}

function sourceText(slot: SourceSlot | undefined): string {
  const reference = slot === undefined ? undefined : readReference(slot);
  return typeof reference === "string" ? reference : (textField(asObject(reference), "uid") ?? "");
}

const unique = <T>(list: readonly T[]): T[] => [...new Set(list)];
