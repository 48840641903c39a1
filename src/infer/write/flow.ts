/** Texts that YAML takes as they are, and as texts: durations, and names in small letters. */
const plain = /^((\d+(ms|[smhdwy]))+|[a-z][a-z0-9_-]*(\.[a-z0-9_-]+)*)$/;
const keywords = /^(true|false|null|yes|no|on|off|y|n|nan|inf)$/;

/** Plain data as YAML in one line: `{mul: [120, {signal: load}]}`. Keys are those of a data spec. */
export function writeFlow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(writeFlow).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    const pairs = Object.entries(value).flatMap(([key, each]) =>
      each === undefined ? [] : [`${key}: ${writeFlow(each)}`],
    );
    return `{${pairs.join(", ")}}`;
  }
  if (typeof value !== "string") return String(value);
  return plain.test(value) && !keywords.test(value) ? value : JSON.stringify(value);
}
