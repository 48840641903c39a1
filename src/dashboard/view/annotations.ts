import type { DashboardKind } from "../../grafana/marks/marks.ts";
import { type JsonPath, type MutableObject, mutableObject, valueAt } from "../../json/edit.ts";
import { asArray, textField } from "../../json/read.ts";
import { classifyReference, type DataSourceNames, type DataSourceUse } from "./data-source.ts";
import { type DashboardPlace, schemas } from "./schema.ts";
import { readReference, type SourceSlot } from "./source-slot.ts";
import type { NamedAnchor } from "./variable-slots.ts";

/** An annotation of a dashboard, the same for every schema. */
export interface AnnotationView {
  readonly anchor: NamedAnchor;
  readonly node: MutableObject;
  /** Where name, colour and the rest are. */
  readonly body: MutableObject;
  readonly slot: { readonly holder: MutableObject[]; readonly name: number };
  readonly name: string;
  readonly enabled: boolean;
  readonly source: SourceSlot;
  readonly use: DataSourceUse;
  /** The ways from `node` to each query text; the first one that is there is the one that is run. */
  readonly exprPaths: readonly JsonPath[];
}

/** The annotations of a dashboard, in order. */
export function annotationsOf({ model, kind }: DashboardPlace, names: DataSourceNames): AnnotationView[] {
  const { paths, body: bodyPath, annotationExprs } = schemas[kind];
  const list = asArray(valueAt(model, paths.annotations)) as MutableObject[];
  const seen = new Map<string, number>();
  return list.flatMap((item, index): AnnotationView[] => {
    const node = mutableObject(item);
    const body = mutableObject(valueAt(node, bodyPath));
    if (node === undefined || body === undefined) return [];
    const name = textField(body, "name") ?? "";
    const nth = seen.get(name) ?? 0;
    seen.set(name, nth + 1);
    const source = sourceOf(kind, node, body);
    if (source === undefined) return [];
    const exprPaths = annotationExprs.filter((path) => isText(valueAt(node, path)));
    const builtIn = body["builtIn"] === 1 || body["builtIn"] === true;
    const use = classifyReference(readReference(source), names, exprPaths.length > 0);
    return [
      {
        anchor: { name, nth },
        node,
        body,
        slot: { holder: list, name: index },
        name,
        enabled: body["enable"] !== false,
        source,
        use: builtIn && use.kind === "unknown" ? { ...use, kind: "grafana" } : use,
        exprPaths,
      },
    ];
  });
}

function sourceOf(kind: DashboardKind, node: MutableObject, body: MutableObject): SourceSlot | undefined {
  if (kind === "classic") return { form: "classic", path: [], holder: node };
  const holder = mutableObject(body["query"]);
  return holder === undefined ? undefined : { form: "v2", path: ["spec", "query"], holder };
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "";
}
