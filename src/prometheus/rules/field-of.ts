/** The value of a key, if `value` is a map that has it. */
export function fieldOf(value: unknown, name: string): unknown {
  return value instanceof Map ? (value.get(name) as unknown) : undefined;
}
