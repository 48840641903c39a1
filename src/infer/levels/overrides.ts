import { parseDocument } from "yaml";
import type { InferredKind } from "../read/families.ts";
import type { Typical } from "./typical.ts";

/** Corrections by a person, in the section `infer` of a data spec. */
export interface InferOverrides {
  /** Metrics that are not to be inferred. */
  readonly skip: ReadonlySet<string>;
  /** Kinds of metrics, by name. */
  readonly types: ReadonlyMap<string, InferredKind>;
  /** Values of labels, for all metrics. */
  readonly labels: ReadonlyMap<string, readonly string[]>;
  /** Where a metric's value, or of a counter the rate, lies. */
  readonly levels: ReadonlyMap<string, Typical>;
}

/** Without overrides. */
export const noOverrides: InferOverrides = { skip: new Set(), types: new Map(), labels: new Map(), levels: new Map() };

const kinds: ReadonlySet<string> = new Set(["gauge", "counter", "histogram", "summary", "info"]);

/** Reads the section `infer` of a data spec that `parseSpec` has accepted. A spec without one has no overrides. */
export function readOverrides(specText: string): InferOverrides {
  // parseSpec has counted aliases and keys.
  const document = parseDocument(specText, { schema: "core", logLevel: "silent", uniqueKeys: false });
  const section: unknown =
    document.errors.length > 0 ? undefined : document.toJS({ maxAliasCount: -1, mapAsMap: true });
  const infer = section instanceof Map ? (section.get("infer") as unknown) : undefined;
  if (!(infer instanceof Map)) return noOverrides;
  const entries = (name: string): [string, unknown][] => {
    const value: unknown = infer.get(name);
    return value instanceof Map
      ? [...value].flatMap(([key, each]): [string, unknown][] => (typeof key === "string" ? [[key, each]] : []))
      : [];
  };
  return {
    skip: new Set(texts(infer.get("skip"))),
    types: new Map(
      entries("types").flatMap(([name, kind]) =>
        typeof kind === "string" && kinds.has(kind) ? [[name, kind as InferredKind] as const] : [],
      ),
    ),
    labels: new Map(
      entries("labels").flatMap(([name, values]) => (texts(values).length > 0 ? [[name, texts(values)] as const] : [])),
    ),
    levels: new Map(entries("levels").flatMap(([name, level]) => readLevel(name, level))),
  };
}

function texts(value: unknown): string[] {
  return [value].flat().filter((each) => typeof each === "string");
}

function readLevel(name: string, level: unknown): [string, Typical][] {
  if (!(level instanceof Map)) return [];
  const [min, max] = [level.get("min") as unknown, level.get("max") as unknown];
  return typeof min === "number" && typeof max === "number" && min < max ? [[name, { min, max }]] : [];
}
