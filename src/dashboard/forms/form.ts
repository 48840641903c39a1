import type { JsonPath } from "../../json/edit.ts";
import type { JsonObject } from "../../json/read.ts";

/** How a file holds the JSON of a dashboard at a place. */
export type Carried =
  /** As the file's own objects and lists. */
  | "value"
  /** As text that is JSON. */
  | "text"
  /** As such text in a template of Terraform, where `$${` is `${`. */
  | "template"
  /** As base64 of that text. */
  | "base64"
  /** As base64 of that text, gzipped. */
  | "gzip";

/** A dashboard that a form found in a document. */
export interface FormDashboard {
  /** From the document's top to the value that holds the dashboard. */
  readonly path: JsonPath;
  readonly carried: Carried;
  /** The dashboard's JSON, maybe in a wrapper of its own: `{"dashboard": …}` or a resource. */
  readonly json: unknown;
  /** Tells it from others of the document: `cpu.json`. Undefined where the document is one dashboard. */
  readonly name?: string | undefined;
  /** The uid that the form gives it, whatever its JSON says. */
  readonly uid?: string | undefined;
}

/** A dashboard that another file holds. */
export interface FormReference {
  /** As a message names the thing that refers: `GrafanaDashboard cpu`. */
  readonly what: string;
  /** Name of a ConfigMap and its key; or the path of a file, from the folder of the file that refers. */
  readonly to: { readonly configMap: string; readonly key: string } | { readonly file: string };
}

/** The content of a document, as a form knows it. */
export interface Recognised {
  readonly dashboards: readonly FormDashboard[];
  readonly references?: readonly FormReference[];
  /** Dashboards that are there and are not read, each with the reason, for people. */
  readonly unread?: readonly string[];
  /** Of a document that belongs to dashboards and is none: for somebody who names its file. */
  readonly advice?: string | undefined;
}

/** Tools that forms share. */
export interface FormTools {
  /** The path, for messages. */
  readonly file: string;
  /**
   * Decodes the value of a place, within the limits of its file.
   *
   * @throws {DashboardError} if it is too large, not as `carried` says, or not valid JSON.
   */
  decode(value: unknown, carried: Carried, name: string): unknown;
  /** Like `decode`; undefined for text that is no dashboard and never was one. */
  decodeIfDashboard(value: unknown, carried: Carried, name: string): unknown;
}

/** A way to keep dashboards. Gives undefined for documents of other kinds. Never walks more than the limits allow. */
export type Form = (document: JsonObject, tools: FormTools) => Recognised | undefined;

/** A way to write documents as text. */
export interface Syntax {
  readonly name: string;
  /** Whether it reads this file. The first of the list that does is taken. */
  reads(file: string, text: string): boolean;
  /** The values of a file's documents. @throws {DashboardError} with `file:line:column`. */
  parse(text: string, file: string): readonly unknown[];
  /**
   * The text with another value at a place; everything else stays byte for byte where that is possible, and comments
   * stay in any case.
   */
  write(text: string, spot: { readonly document: number; readonly path: JsonPath }, value: unknown): string;
  /** A document of its own. */
  render(value: unknown): string;
}

/**
 * Where a dashboard stands in its file. Undefined for a file that is one dashboard in JSON. Travels in the record that
 * `export` reads.
 */
export interface Holding {
  /** The name of a {@link Syntax}. */
  readonly syntax: string;
  /** Tells it from other dashboards of the file, shown as `file.yaml#cpu.json`. Undefined if it is the only one. */
  readonly place: string | undefined;
  readonly path: JsonPath;
  readonly carried: Carried;
  /** The document around it without its dashboards; undefined if there is nothing around it. */
  readonly shell?: JsonObject | undefined;
}
