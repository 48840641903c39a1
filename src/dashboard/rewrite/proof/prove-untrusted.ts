import { type Proof, type ProofPath, proofAt, proofObject, proveNames, type Unproven } from "./prove-names.ts";
import { provePanel } from "./prove-panel.ts";
import { proveAnnotation, proveVariable } from "./prove-parts.ts";
import { isProvenLink } from "./prove-value.ts";

export type { Unproven } from "./prove-names.ts";

/** Values that the preview of this untrusted dashboard may hold, beside those allowed in every one. */
export interface ProofOptions {
  readonly kind: "classic" | "v2";
  /** The preview's data source. */
  readonly own: { readonly type: string; readonly uid: string };
  /** The one link that may lead out. */
  readonly reviewUrl?: string | undefined;
  /** Passed over at the top: what is not written yet. */
  readonly pending?: readonly string[] | undefined;
}

const tops = {
  classic:
    /^(?:title|uid|tags|links|description|panels|rows|templating|annotations|time|timepicker|timezone|refresh|schemaVersion|style|editable|graphTooltip|fiscalYearStartMonth|liveNow|weekStart|sharedCrosshair|hideControls)$/,
  v2: /^(?:title|tags|links|description|elements|layout|variables|annotations|timeSettings|cursorSync|liveNow|preload|editable|revision)$/,
};

/** Properties that are proved part by part. */
const apart = new Set(["panels", "rows", "templating", "annotations", "elements", "layout", "variables", "links"]);

/**
 * Walks the finished preview of an untrusted dashboard and finds every place that is not proved harmless: a reference
 * to a data source that is not letter for letter on the list, a panel, variable or property of a kind that is not
 * known, a text that Grafana would render and that could load.
 *
 * Shares no code with the rewriting, so that a gap there is not a gap here.
 */
export function unproven(model: unknown, options: ProofOptions): Unproven[] {
  const found: Unproven[] = [];
  const { kind, own, pending = [] } = options;
  const proof: Proof = { kind, own, say: (path, what) => found.push({ path, what }) };
  const top = proofObject(model) ?? {};
  for (const name of Object.keys(top)) {
    if (!tops[kind].test(name) && !pending.includes(name)) proof.say([name], "a property that is not known");
  }
  if (kind === "classic") proveClassic(proof, top);
  else proveV2(proof, top);
  const plain = Object.keys(top).filter((name) => !apart.has(name) && !pending.includes(name));
  for (const name of plain) proveNames(proof, top[name], [name]);
  if (!pending.includes("links")) proveLinks(proof, top["links"], options.reviewUrl);
  return found;
}

function proveClassic(proof: Proof, top: { readonly [name: string]: unknown }): void {
  const panels = (isInner: boolean) => (item: unknown, path: ProofPath) => {
    const node = proofObject(item);
    const isRow = node?.["type"] === "row" && !isInner;
    if (node === undefined) proveNames(proof, item, path);
    else provePanel(proof, node, path, isRow);
    if (isRow) forEach(proof, node["panels"], [...path, "panels"], panels(true));
  };
  forEach(proof, top["panels"], ["panels"], panels(false));
  forEach(proof, top["rows"], ["rows"], (row, path) => {
    proveNames(proof, row, path, [[...path, "panels"]]);
    forEach(proof, proofAt(row, ["panels"]), [...path, "panels"], panels(false));
  });
  for (const name of ["templating", "annotations"]) {
    const list = [name, "list"];
    if (top[name] !== undefined && proofObject(top[name]) === undefined) proof.say([name], "something that is no list");
    forEach(proof, proofAt(top, list), list, (item, path) =>
      (name === "templating" ? proveVariable : proveAnnotation)(proof, item, path),
    );
    proveNames(proof, top[name], [name], [list]);
  }
}

function proveV2(proof: Proof, top: { readonly [name: string]: unknown }): void {
  const elements = top["elements"];
  if (elements !== undefined && proofObject(elements) === undefined)
    proof.say(["elements"], "something that is no list");
  for (const [name, item] of Object.entries(proofObject(elements) ?? {})) {
    const node = proofObject(item);
    const isPanel =
      node?.["kind"] === "Panel" && proofObject(node["spec"]) !== undefined && Object.keys(node).length === 2;
    if (!isPanel || ["__proto__", "constructor", "prototype"].includes(name))
      proof.say(["elements", name], "an element of a kind that is not known");
    else provePanel(proof, node, ["elements", name], false);
  }
  proveLayout(proof, top["layout"], ["layout"]);
  forEach(proof, top["variables"], ["variables"], (item, path) => proveVariable(proof, item, path));
  forEach(proof, top["annotations"], ["annotations"], (item, path) => proveAnnotation(proof, item, path));
}

const layoutNames =
  /^(?:kind|spec|items|rows|tabs|title|collapse|hideHeader|fillScreen|repeat|mode|value|direction|maxPerRow|element|name|x|y|width|height|layout|columnWidth|columnWidthMode|rowHeight|rowHeightMode|maxColumnCount)$/;

/** Sections of a layout could bring variables of their own. */
function proveLayout(proof: Proof, value: unknown, path: ProofPath): void {
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    const name = Array.isArray(value) ? Number(key) : key;
    if (typeof name === "string" && !layoutNames.test(name))
      proof.say([...path, name], "a layout of a kind that is not known");
    else proveLayout(proof, inner, [...path, name]);
  }
}

function proveLinks(proof: Proof, links: unknown, reviewUrl: string | undefined): void {
  forEach(proof, links, ["links"], (link, path) => {
    const url = proofAt(link, ["url"]);
    const isReview = reviewUrl !== undefined && url === reviewUrl;
    if (!isReview && !isProvenLink(url ?? "")) proof.say(path, "a link");
  });
}

function forEach(proof: Proof, list: unknown, path: ProofPath, visit: (item: unknown, path: ProofPath) => void): void {
  if (list === undefined) return;
  if (!Array.isArray(list)) proof.say(path, "something that is no list");
  else for (const [index, item] of list.entries()) visit(item, [...path, index]);
}
