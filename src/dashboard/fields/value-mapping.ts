import { asArray, asObject, field, type JsonObject, textField } from "../../json/read.ts";
import { numeric } from "./number-field.ts";

/** A text that a panel shows in place of a value. */
export interface ValueMapping {
  readonly match:
    | { readonly kind: "value"; readonly value: string }
    /** Both ends belong to it; an end that is missing is open. */
    | { readonly kind: "range"; readonly from: number | undefined; readonly to: number | undefined }
    | { readonly kind: "regex"; readonly pattern: string }
    /** `null`, `nan`, `null+nan`, `true`, `false`, `empty`. */
    | { readonly kind: "special"; readonly name: string };
  readonly text: string | undefined;
  readonly color: string | undefined;
}

/** Mappings of a panel that are read. */
const maxMappings = 500;

/** Reads the mappings of field settings, in the form of Grafana 8 and later or the one before. */
export function readMappings(mappings: unknown): ValueMapping[] {
  return asArray(mappings).slice(0, maxMappings).flatMap(readMapping).slice(0, maxMappings);
}

/** Reads those of the old `singlestat` panel: `valueMaps` and `rangeMaps`. */
export function readOldMappings(body: JsonObject): ValueMapping[] {
  const maps = [...asArray(body["valueMaps"]), ...asArray(body["rangeMaps"])];
  return maps.slice(0, maxMappings).flatMap(readOld);
}

function readMapping(mapping: unknown): ValueMapping[] {
  const type = field(mapping, "type");
  const options = field(mapping, "options");
  const result = {
    text: textField(options, "result", "text"),
    color: textField(options, "result", "color"),
  };
  switch (type) {
    case "value":
      return Object.entries(asObject(options) ?? {}).map(([value, shown]) => ({
        match: { kind: "value", value },
        text: textField(shown, "text"),
        color: textField(shown, "color"),
      }));
    case "range":
      return [
        {
          match: { kind: "range", from: numeric(field(options, "from")), to: numeric(field(options, "to")) },
          ...result,
        },
      ];
    case "regex":
      return [{ match: { kind: "regex", pattern: textField(options, "pattern") ?? "" }, ...result }];
    case "special":
      return [{ match: { kind: "special", name: textField(options, "match") ?? "" }, ...result }];
    default:
      return readOld(mapping);
  }
}

function readOld(mapping: unknown): ValueMapping[] {
  const shown = { text: textField(mapping, "text"), color: undefined };
  const value = field(mapping, "value");
  const [from, to] = [numeric(field(mapping, "from")), numeric(field(mapping, "to"))];
  if (value === "null") return [{ match: { kind: "special", name: "null" }, ...shown }];
  const text = typeof value === "number" ? String(value) : value;
  if (typeof text === "string" && text !== "") return [{ match: { kind: "value", value: text }, ...shown }];
  return from === undefined && to === undefined ? [] : [{ match: { kind: "range", from, to }, ...shown }];
}
