import { type Proof, type ProofPath, proofAt, proofObject, proveNames, proveSource } from "./prove-names.ts";

/** Proves a variable: its kind is known, and if it asks, it asks the preview's data source. */
export function proveVariable(proof: Proof, item: unknown, path: ProofPath): void {
  const node = proofObject(item);
  if (node === undefined) {
    proveNames(proof, item, path);
    return;
  }
  const { kind, own, say } = proof;
  const type = String(kind === "v2" ? node["kind"] : (node["type"] ?? "query"));
  const inner = type === "QueryVariable" ? ["spec", "query"] : [];
  const known = kind === "v2" ? known2 : known1;
  const asks = known.asks.test(type);
  const chooses =
    known.chooses === type && (kind === "v2" ? proofAt(node, ["spec", "pluginId"]) : node["query"]) === own.type;
  if (!asks && !chooses && !known.silent.test(type)) say(path, "a variable of a kind that is not known");
  const holder = [...path, ...inner];
  if (asks) proveSource(proof, "variable", proofObject(proofAt(node, inner)) ?? {}, holder);
  proveNames(
    proof,
    node,
    path,
    asks ? [[...holder, "datasource"], ...(kind === "v2" ? [[...holder, "group"]] : [])] : [],
  );
}

const known1 = {
  asks: /^(?:query|adhoc|groupby)$/,
  silent: /^(?:custom|constant|textbox|interval|switch)$/,
  chooses: "datasource",
};
const known2 = {
  asks: /^(?:Query|Adhoc|GroupBy)Variable$/,
  silent: /^(?:Custom|Constant|Text|Interval|Switch)Variable$/,
  chooses: "DatasourceVariable",
};

/** The properties that an annotation may have: no format, no mapping, nothing that older versions kept beside it. */
const parts = new Set([
  "name",
  "enable",
  "hide",
  "iconColor",
  "builtIn",
  "filter",
  "datasource",
  "target",
  "query",
  "type",
]);

/**
 * Proves an annotation: it asks the preview's data source, or for the notes on this dashboard, and brings no format
 * along.
 */
export function proveAnnotation(proof: Proof, item: unknown, path: ProofPath): void {
  const node = proofObject(item);
  if (node === undefined) {
    proveNames(proof, item, path);
    return;
  }
  const { kind, say } = proof;
  const inner = kind === "v2" ? ["spec", "query"] : [];
  const holder = proofObject(proofAt(node, inner)) ?? {};
  const asksNotes =
    kind === "v2" ? holder["group"] === "grafana" : proofAt(holder, ["datasource", "type"]) === "grafana";
  proveSource(proof, asksNotes ? "notes" : "annotation", holder, [...path, ...inner]);
  const query = kind === "v2" ? holder["spec"] : holder["target"];
  const tags = proofAt(query, ["tags"]);
  const isOwn =
    kind === "v2"
      ? Object.keys(query ?? { none: 1 }).length === 0
      : proofAt(query, ["type"]) === "dashboard" && Array.isArray(tags) && tags.length === 0;
  if (asksNotes && !isOwn) say(path, "an annotation with notes of others");
  const body = proofObject(kind === "v2" ? node["spec"] : node) ?? {};
  const extra = [
    ...Object.keys(body).filter((name) => !parts.has(name)),
    ...(kind === "v2" ? Object.keys(node).filter((name) => !["kind", "spec"].includes(name)) : []),
  ];
  if (extra.length > 0) say(path, `an annotation's ${extra[0]!.slice(0, 40)}`);
  const way = [...path, ...inner];
  proveNames(proof, node, path, [[...way, "datasource"], ...(kind === "v2" ? [[...way, "group"]] : [])]);
}
