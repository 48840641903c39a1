/** The way to a value. */
export type ProofPath = readonly (string | number)[];

/** A place of a finished dashboard of which it is not proved that it reaches nothing but the preview's data. */
export interface Unproven {
  readonly path: ProofPath;
  /** For people: what stands there. */
  readonly what: string;
}

/** One proof under way. */
export interface Proof {
  readonly kind: "classic" | "v2";
  /** The preview's data source. */
  readonly own: { readonly type: string; readonly uid: string };
  /** Notes that a place is not proved. */
  readonly say: (path: ProofPath, what: string) => void;
}

/** An object of the dashboard. */
export type ProofObject = { readonly [name: string]: unknown };
/** `notes`: Grafana's built-in annotations. */
export type SourceRole = "panel" | "query" | "variable" | "annotation" | "notes";

const special: { readonly [role in SourceRole]: readonly string[] } = {
  panel: ["datasource -- Mixed --", "datasource -- Dashboard --"],
  query: ["datasource -- Dashboard --", "__expr__ __expr__"],
  variable: [],
  annotation: [],
  notes: ["grafana -- Grafana --"],
};

/** Says so where a reference to a data source is not letter for letter on the list of those that may stand there. */
export function proveSource({ kind, own, say }: Proof, role: SourceRole, holder: ProofObject, path: ProofPath): void {
  const reference = proofObject(holder["datasource"]) ?? {};
  const [type, uid] = kind === "v2" ? [holder["group"], reference["name"]] : [reference["type"], reference["uid"]];
  const isOwn = role !== "notes" && type === own.type && uid === own.uid;
  const isSpecial = typeof type === "string" && typeof uid === "string" && special[role].includes(`${type} ${uid}`);
  const isWhole = Object.keys(reference).length === (kind === "v2" ? 1 : 2);
  if (!isWhole || !(isOwn || isSpecial)) say(path, "a data source");
}

const forbidden =
  /^(?:__proto__|prototype|constructor|targets|panels|queries)$|data_?source|library|snapshot|gazetteer|styleField/i;

/**
 * Says so for every property inside a value whose name could name a data source, a query, or something saved elsewhere;
 * `apart` are proved by themselves.
 */
export function proveNames(proof: Proof, value: unknown, path: ProofPath, apart: readonly ProofPath[] = []): void {
  if (typeof value !== "object" || value === null) return;
  if (path.length > 100) {
    proof.say(path, "something nested too deep");
    return;
  }
  const isList = Array.isArray(value);
  for (const [name, inner] of Object.entries(value)) {
    const here = [...path, isList ? Number(name) : name];
    if (apart.some((each) => samePlace(each, here))) continue;
    // `group` names a plugin beside `kind` (that of a transformation is proved with it), and the group of a stack
    // elsewhere.
    const namesPlugin =
      name === "group" && Object.hasOwn(value, "kind") && (value as ProofObject)["kind"] !== "Transformation";
    const isBad = !isList && (forbidden.test(name) || namesPlugin);
    if (isBad) proof.say(here, `the property ${name.slice(0, 40)}`);
    else proveNames(proof, inner, here, apart);
  }
}

/** The value as an object; undefined if it is none, or a list. */
export function proofObject(value: unknown): ProofObject | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as ProofObject) : undefined;
}

/** The own value at the end of a way. */
export function proofAt(value: unknown, path: ProofPath): unknown {
  let found = value;
  for (const step of path) {
    if (typeof found !== "object" || found === null || !Object.hasOwn(found, step)) return undefined;
    found = (found as ProofObject)[step];
  }
  return found;
}

/** Whether two ways are one. */
export function samePlace(one: ProofPath, other: ProofPath): boolean {
  return one.length === other.length && one.every((step, index) => step === other[index]);
}
