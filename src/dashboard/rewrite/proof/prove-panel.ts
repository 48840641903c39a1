import { isInertHtml } from "./prove-html.ts";
import {
  type Proof,
  type ProofObject,
  type ProofPath,
  proofAt,
  proofObject,
  proveNames,
  proveSource,
  samePlace,
} from "./prove-names.ts";
import { isProvenLink, isProvenStep, isProvenType, unprovenText } from "./prove-value.ts";

/** Where the parts of a panel stand, from the panel. */
const places = {
  classic: { body: [], queries: ["targets"], steps: ["transformations"], options: ["options"], type: ["type"] },
  v2: {
    body: ["spec"],
    queries: ["spec", "data", "spec", "queries"],
    steps: ["spec", "data", "spec", "transformations"],
    options: ["spec", "vizConfig", "spec", "options"],
    type: ["spec", "vizConfig", "group"],
  },
} as const;

/**
 * Proves one panel: its kind, its queries, and everything in it that Grafana renders or follows. `isRow`: it may hold
 * panels, which are proved apart.
 */
export function provePanel(proof: Proof, node: ProofObject, path: ProofPath, isRow: boolean): void {
  const { kind, say } = proof;
  const { body, queries, steps, options, type: typeAt } = places[kind];
  const type = proofAt(node, typeAt);
  if (!isProvenType(type)) say(path, "a panel of a kind that is not known");
  const description = [...body, "description"];
  const text = proofAt(node, description) ?? "";
  if (typeof text !== "string" || !isInertHtml(text)) say([...path, ...description], "a description");
  const isText = type === "text";
  if (isText) proveText(proof, proofAt(node, options), [...path, ...options]);
  const apart = [
    queries,
    description,
    ...(isText ? [options] : []),
    ...(isRow ? [["panels"]] : []),
    ...(kind === "classic" ? [["datasource"]] : [typeAt]),
  ];
  const list = proofAt(node, steps);
  const ways = apart.map((way) => [...path, ...way]);
  proveNames(proof, node, path, ways);
  proveValues(proof, node, { path, from: path.length, apart: ways });
  if (list !== undefined && !(Array.isArray(list) && list.every(isProvenStep)))
    say([...path, ...steps], "a transformation");
  proveQueries(proof, node, path, isText || type === "row");
}

function proveText({ say }: Proof, value: unknown, path: ProofPath): void {
  const options = proofObject(value);
  const names = Object.keys(options ?? {});
  if (value === undefined || (options !== undefined && names.length === 0)) return;
  const content = options?.["content"];
  const isInert = options?.["mode"] === "html" && typeof content === "string" && isInertHtml(content);
  if (!isInert || names.length !== 2) say(path, "the text of a panel");
}

/** Texts, links and actions inside a panel. */
function proveValues(
  proof: Proof,
  value: unknown,
  { path, from, apart }: { path: ProofPath; from: number; apart: readonly ProofPath[] },
): void {
  if (apart.some((each) => samePlace(each, path))) return;
  if (typeof value === "string") {
    const what = unprovenText(value, path.slice(from));
    if (what !== undefined) proof.say(path, what);
  }
  if (typeof value !== "object" || value === null) return;
  const id = (value as ProofObject)["id"];
  for (const [name, inner] of Object.entries(value)) {
    const here = [...path, Array.isArray(value) ? Number(name) : name];
    const key = name === "value" && typeof id === "string" ? id : name;
    if (/(?:^|\.)actions$/i.test(key) && !(Array.isArray(inner) && inner.length === 0)) proof.say(here, "an action");
    else if (/(?:^|\.)(?:data)?links$/i.test(key) && !areProvenLinks(inner)) proof.say(here, "a link");
    else if (/styleField/i.test(key)) proof.say(here, "a style");
    else proveValues(proof, inner, { path: here, from, apart });
  }
}

function areProvenLinks(value: unknown): boolean {
  if (!Array.isArray(value)) return false;
  return value.every((item) => {
    const link = proofObject(item);
    const isKnown = Object.keys(link ?? {}).every((name) => ["title", "url", "targetBlank"].includes(name));
    return link !== undefined && isKnown && isProvenLink(link["url"]);
  });
}

function proveQueries(proof: Proof, node: ProofObject, path: ProofPath, hasNone: boolean): void {
  const { kind, say } = proof;
  const { queries } = places[kind];
  const way = [...path, ...queries];
  const list = proofAt(node, queries) ?? [];
  if (!Array.isArray(list) || (hasNone && list.length > 0)) {
    say(way, "queries where none belong");
    return;
  }
  // What has no reference gets the default data source from Grafana's migrations.
  if (kind === "classic") proveSource(proof, "panel", node, [...path, "datasource"]);
  for (const [index, item] of list.entries()) {
    const inner = kind === "v2" ? ["spec", "query"] : [];
    const query = proofObject(proofAt(item, inner));
    const holder = [...way, index, ...inner];
    const isKnown = kind === "classic" || (proofAt(item, ["kind"]) === "PanelQuery" && query?.["kind"] === "DataQuery");
    if (query === undefined || !isKnown) say([...way, index], "a query of a kind that is not known");
    else proveSource(proof, "query", query, holder);
    proveNames(
      proof,
      item,
      [...way, index],
      [[...holder, "datasource"], ...(kind === "v2" ? [[...holder, "group"]] : [])],
    );
  }
}
