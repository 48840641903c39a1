import type { GoValue } from "./go-value.ts";

/** The variables of a template, the innermost last. */
export class Scope {
  readonly #variables: [string, GoValue][];
  constructor(variables: Iterable<readonly [string, GoValue]>) {
    this.#variables = [...variables].map(([name, value]) => [name, value]);
  }
  get size(): number {
    return this.#variables.length;
  }
  declare(name: string, value: GoValue): void {
    this.#variables.push([name, value]);
  }
  set(name: string, value: GoValue): void {
    const found = this.#variables.findLast(([known]) => known === name);
    if (found !== undefined) found[1] = value;
  }
  get(name: string): GoValue {
    return this.#variables.findLast(([known]) => known === name)?.[1];
  }
  leave(size: number): void {
    this.#variables.length = size;
  }
}
