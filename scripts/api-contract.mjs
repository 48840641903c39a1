const prose = new Set(["description", "summary", "externalDocs", "x-github", "tags", "servers", "deprecated"]);
const isProse = (name) => prose.has(name) || name.startsWith("x-go-");

/**
 * A part of an OpenAPI description without what is there for people. A property may have any of these names, a keyword
 * may not.
 */
export function withoutProse(node, inProperties = false) {
  if (Array.isArray(node)) return node.map((item) => withoutProse(item));
  if (typeof node !== "object" || node === null) return node;
  const entries = Object.entries(node).filter(([name]) => inProperties || !isProse(name));
  return Object.fromEntries(
    entries.map(([name, value]) => [
      name,
      name === "example" || name === "examples" ? value : withoutProse(value, name === "properties" && !inProperties),
    ]),
  );
}

/** The components that a part of a description refers to, and those that these refer to in turn. */
export function referredTo(part, components) {
  const found = {};
  const follow = (node) => {
    if (typeof node !== "object" || node === null) return;
    for (const [name, value] of Object.entries(node)) {
      const [, kind, component] =
        (name === "$ref" && typeof value === "string" && /^#\/components\/(\w+)\/([\w.-]+)$/.exec(value)) || [];
      if (component === undefined) follow(value);
      else if (found[kind]?.[component] === undefined) {
        found[kind] ??= {};
        found[kind][component] = withoutProse(components[kind][component]);
        follow(found[kind][component]);
      }
    }
  };
  follow(part);
  return found;
}
