/** Signs that a pattern may have; more would take long to match. */
const maxLength = 500;

/**
 * Whether a path matches a glob: `*` and `?` within a folder, `**` for folders, `{a,b}` and `[abc]`. A pattern that is
 * too long matches nothing.
 */
export function matchesGlob(path: string, pattern: string): boolean {
  const plain = pattern.replace(/^\.\//, "");
  if (plain.length > maxLength) return false;
  try {
    return new RegExp(`^${toExpression(plain)}$`, "u").test(path);
  } catch {
    return false;
  }
}

function toExpression(pattern: string): string {
  let depth = 0;
  return pattern.replaceAll(
    /\*\*\/|\*+|\?|\[[!^]?[^\]/]+\]|[{},]|[\\^$.|+()[\]/-]/g,
    (sign, at: number, whole: string) => {
      const isFolder = at === 0 || whole[at - 1] === "/";
      if (sign === "**/" && isFolder) return "(?:[^/]+/)*";
      if (sign.startsWith("*")) return sign === "**" && isFolder ? ".*" : "[^/]*";
      if (sign === "?") return "[^/]";
      if (sign.length > 2) return sign.replace(/^\[!/, "[^").replaceAll("\\", "\\\\");
      if (sign === "{") {
        depth++;
        return "(?:";
      }
      if (sign === "}" && depth > 0) {
        depth--;
        return ")";
      }
      if (sign === ",") return depth > 0 ? "|" : ",";
      return sign === "-" ? "-" : `\\${sign}`;
    },
  );
}
