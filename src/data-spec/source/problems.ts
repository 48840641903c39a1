import { SpecError, type SpecProblem } from "../../errors.ts";
import type { SpecPath } from "./path.ts";
import type { SpecSource } from "./source.ts";

/** Problems shown at once; the rest shows after these are fixed. */
const maxShown = 20;

/** Collects the problems of a spec, so that a user sees all of them at once. */
export interface Problems {
  /** Adds a problem with the value at `path`; `at: "key"` points at the key instead of the value. */
  add(path: SpecPath, message: string, at?: "key" | "value"): void;
  /** Number of problems so far. */
  readonly count: number;
  /** @throws {SpecError} if there are any, in the order of the file. */
  throwIfAny(): void;
}

/** An empty collection for one file. `code`: of the error. */
export function createProblems(source: Pick<SpecSource, "locate">, code = "spec"): Problems {
  const list: SpecProblem[] = [];
  let count = 0;
  return {
    add(path, message, at = "value") {
      count++;
      if (list.length < maxShown * 5) list.push({ message, position: source.locate(path, at), path });
    },
    get count() {
      return count;
    },
    throwIfAny() {
      if (count > 0) throw new SpecError(shown(list, count), { code });
    },
  };
}

function shown(list: readonly SpecProblem[], count: number): SpecProblem[] {
  const sorted = list.toSorted(
    (a, b) => a.position!.line - b.position!.line || a.position!.column - b.position!.column,
  );
  const first = sorted.slice(0, maxShown);
  return count > first.length ? [...first, { message: `and ${count - first.length} more` }] : first;
}
