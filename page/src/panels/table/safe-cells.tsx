import { type DataFrame, type Field, formattedValueToString } from "@grafana/data";
import { TableCellDisplayMode } from "@grafana/schema";
import type { CustomCellRendererProps } from "@grafana/ui";
import { safeMarkdown } from "../../look/safe-html.ts";

/** A table whose cells load nothing: Markdown goes through our own filter, pictures by address are their address. */
export function withSafeCells(frame: DataFrame): DataFrame {
  return { ...frame, fields: frame.fields.map(withSafeCell) };
}

function withSafeCell(field: Field): Field {
  const type = field.config.custom?.cellOptions?.type;
  if (type === TableCellDisplayMode.Image && !field.values.every(isData)) return withType(field, { type: "auto" });
  if (type === TableCellDisplayMode.Markdown) return withType(field, { type: "custom", cellComponent: MarkdownCell });
  if (type === TableCellDisplayMode.Custom) return withType(field, { type: "auto" });
  return field;
}

const isData = (value: unknown) =>
  value == null || value === "" || /^data:image\/(png|jpeg|gif|webp);/i.test(String(value));

function withType(field: Field, cellOptions: object): Field {
  return { ...field, config: { ...field.config, custom: { ...field.config.custom, cellOptions } } };
}

function MarkdownCell({ field, value }: CustomCellRendererProps) {
  if (value == null) return null;
  const text = field.display === undefined ? String(value) : formattedValueToString(field.display(value));
  // biome-ignore lint/security/noDangerouslySetInnerHtml: sanitised
  return <div className="markdown-html" dangerouslySetInnerHTML={{ __html: safeMarkdown(text) }} />;
}
