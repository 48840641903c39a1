import type { JsonObject } from "../../json/read.ts";
import type { PageTransformation } from "../page-data.ts";

/** One property that an override sets. */
export interface WrittenProperty {
  readonly id: string;
  readonly value: unknown;
}

/** Field settings for the fields that a matcher finds. */
export interface WrittenOverride {
  readonly matcher: { readonly id: string; readonly options?: unknown };
  readonly properties: readonly WrittenProperty[];
}

/** A panel's settings, whatever the schema; each step of the migration gives a new one. */
export interface WrittenPanel {
  readonly type: string;
  /** Everything beside the other settings, where panels before Grafana 7 keep theirs. */
  readonly body: JsonObject;
  readonly options: JsonObject;
  readonly defaults: JsonObject;
  readonly overrides: readonly WrittenOverride[];
  readonly transformations: readonly PageTransformation[];
  /** Grafana's version when the panel was saved, `10.2` as 10.2; 6.1 where none is written. */
  readonly pluginVersion: number;
  /** Of the dashboard; {@link currentSchema} for schema v2. */
  readonly schemaVersion: number;
}

/** The last version of classic JSON; schema v2 needs none of its migrations. */
export const currentSchema = 42;

/** The override that fixes the colour of the series with a name. */
export function colorOverride(name: string, color: unknown): WrittenOverride {
  return {
    matcher: { id: "byName", options: name },
    properties: [{ id: "color", value: { mode: "fixed", fixedColor: color } }],
  };
}
