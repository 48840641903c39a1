/** A place in a YAML text: the keys around it, `[]` for an item of a list. */
export interface YamlPlace {
  readonly path: readonly string[];
  /** A key's name may stand here, or a value. */
  readonly at: "key" | "value";
  /** Keys that the same map has already. */
  readonly siblings: readonly string[];
}

interface Level {
  readonly indent: number;
  readonly name: string;
}

interface Flow {
  readonly kind: "{" | "[";
  key: string | undefined;
  text: string;
  readonly keys: string[];
}

/** How much of a text is read: what is above does not change the place within its entry. */
const maxLength = 200_000;

/**
 * The place of an offset in a YAML text, found without parsing it: a text that is being typed is rarely whole. Reads
 * block maps and lists by their indentation, and braces and brackets within them.
 */
export function yamlPlace(text: string, offset: number): YamlPlace {
  const levels: Level[] = [];
  const flows: Flow[] = [];
  const siblings = new Map<string, string[]>();
  let place: YamlPlace = { path: [], at: "key", siblings: [] };
  const lines = text.slice(Math.max(0, offset - maxLength), offset).split("\n");
  for (const [index, line] of lines.entries()) {
    const isLast = index === lines.length - 1;
    if (flows.length > 0) {
      readFlow(line, flows);
      if (isLast) place = placeOf(levels, flows, siblings, "value");
      continue;
    }
    const content = line.trimStart();
    if ((content === "" || content.startsWith("#")) && !isLast) continue;
    let indent = line.length - content.length;
    let rest = content;
    while (/^-(\s|$)/.test(rest)) {
      cut(levels, indent, siblings);
      levels.push({ indent, name: "[]" });
      const inner = rest.slice(1).trimStart();
      indent += rest.length - inner.length;
      rest = inner;
    }
    const [, key, value] = /^("[^"]*"|'[^']*'|[^\s:{}[\],#"'][^:#]*?)\s*:(?:\s+(.*)|$)/.exec(rest) ?? [];
    cut(levels, indent, siblings, key !== undefined || rest !== "");
    if (key === undefined) {
      readFlow(rest, flows);
      if (isLast) place = placeOf(levels, flows, siblings, "key");
      continue;
    }
    const name = key.replace(/^["']|["']$/g, "");
    note(siblings, levels, name);
    levels.push({ indent, name });
    readFlow(value ?? "", flows);
    if (isLast) place = placeOf(levels, flows, siblings, "value");
  }
  return place;
}

/** Leaves maps and lists that end at this indentation. */
function cut(levels: Level[], indent: number, siblings: Map<string, string[]>, isContent = true): void {
  if (!isContent && indent === 0 && levels.length > 0) {
    levels.length = 0;
    return;
  }
  while (levels.length > 0 && levels.at(-1)!.indent >= indent) {
    const left = pathOf(levels);
    for (const path of siblings.keys()) if (path.startsWith(`${left}/`) || path === left) siblings.delete(path);
    levels.pop();
  }
}

const pathOf = (levels: readonly Level[]) => levels.map(({ name }) => name).join("/");

function note(siblings: Map<string, string[]>, levels: readonly Level[], name: string): void {
  const path = pathOf(levels);
  siblings.set(path, [...(siblings.get(path) ?? []), name]);
}

function readFlow(text: string, flows: Flow[]): void {
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    const flow = flows.at(-1);
    if (character === '"' || character === "'") {
      const end = text.indexOf(character, at + 1);
      if (flow !== undefined) flow.text += text.slice(at + 1, end === -1 ? undefined : end);
      at = end === -1 ? text.length : end;
    } else if (character === "#" && (at === 0 || text[at - 1] === " ")) return;
    else if (character === "{" || character === "[")
      flows.push({ kind: character, key: undefined, text: "", keys: [] });
    else if (flow === undefined) continue;
    else if (character === "}" || character === "]") flows.pop();
    else if (character === ",") {
      flow.key = undefined;
      flow.text = "";
    } else if (character === ":" && flow.kind === "{" && flow.key === undefined) {
      flow.key = flow.text.trim();
      flow.keys.push(flow.key);
      flow.text = "";
    } else flow.text += character;
  }
}

function placeOf(
  levels: readonly Level[],
  flows: readonly Flow[],
  siblings: ReadonlyMap<string, string[]>,
  outside: YamlPlace["at"],
): YamlPlace {
  const path = levels.map(({ name }) => name);
  if (flows.length === 0) return { path, at: outside, siblings: siblings.get(path.join("/")) ?? [] };
  for (const [index, flow] of flows.entries()) {
    const isInnermost = index === flows.length - 1;
    if (flow.kind === "[") path.push("[]");
    else if (flow.key !== undefined) path.push(flow.key);
    if (!isInnermost) continue;
    const at = flow.kind === "{" && flow.key === undefined ? "key" : "value";
    return { path, at, siblings: flow.keys };
  }
  return { path, at: outside, siblings: [] };
}
