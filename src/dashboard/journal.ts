import type { AnnotationView } from "./annotations.ts";
import { cloneJson, type JsonPath, type MutableObject, setOwn, valueAt } from "./edit-json.ts";
import type { PanelAnchor, PanelView } from "./panels.ts";
import type { NamedAnchor, VariableView } from "./variable-slots.ts";

/** What a change was made to: the dashboard, or one of its parts as it is found again. */
export type ChangeOwner =
  | { readonly of: "dashboard" }
  | ({ readonly of: "panel" } & PanelAnchor)
  | ({ readonly of: "variable" | "annotation" } & NamedAnchor);

/** One change of the rewrite, with what is needed to take it back. */
export interface Change {
  /** Index into {@link ChangeRecord.owners}. */
  readonly owner: number;
  /** From the owner; empty: the owner itself was replaced. */
  readonly path: JsonPath;
  /** What stood there; not there: nothing. */
  readonly before?: unknown;
  /** What was written; not there: it was taken out. */
  readonly after?: unknown;
  /** Taken back even if it was edited since. */
  readonly always?: true;
}

/** All changes, in the order in which they were made. */
export interface ChangeRecord {
  readonly owners: readonly ChangeOwner[];
  readonly changes: readonly Change[];
}

/** A part of a dashboard that changes are made to. */
export interface JournalTarget {
  readonly owner: ChangeOwner;
  readonly node: MutableObject;
}

/** Makes changes to a private copy of a dashboard and keeps the record of them. */
export interface Journal {
  /** Sets what is at the end of `path`; `undefined` takes it out. What is there already is left. */
  readonly set: (target: JournalTarget, path: JsonPath, value: unknown, options?: { readonly always?: boolean }) => void;
  /** Puts `node` in the place of a whole panel, variable or annotation. */
  readonly replace: (target: JournalTarget, slot: PanelView["slot"], node: MutableObject) => void;
  readonly record: () => ChangeRecord;
}

/** An empty {@link Journal}. */
export function createJournal(): Journal {
  const owners: ChangeOwner[] = [];
  const indices = new Map<string, number>();
  const changes: Change[] = [];
  const indexOf = (owner: ChangeOwner) => {
    const key = JSON.stringify(owner);
    const known = indices.get(key);
    if (known !== undefined) return known;
    indices.set(key, owners.length);
    owners.push(owner);
    return owners.length - 1;
  };
  return {
    set({ owner, node }, path, value, { always = false } = {}) {
      const name = path.at(-1)!;
      const holder = valueAt(node, path.slice(0, -1)) as MutableObject | undefined;
      if (typeof holder !== "object" || holder === null) throw new RangeError(`journal: nothing at ${path.slice(0, -1).join(".")}`);
      const had = Object.hasOwn(holder, name);
      changes.push({
        owner: indexOf(owner),
        path: [...path],
        ...(had ? { before: cloneJson(holder[name]) } : {}),
        ...(value === undefined ? {} : { after: cloneJson(value) }),
        ...(always ? { always } : {}),
      });
      if (value === undefined) delete holder[name];
      else setOwn(holder, name, value);
    },
    replace({ owner, node }, { holder, name }, replacement) {
      changes.push({ owner: indexOf(owner), path: [], before: cloneJson(node), always: true });
      setOwn(holder, name, replacement);
    },
    record: () => ({ owners, changes }),
  };
}

/** A panel as something to change. */
export function panelTarget({ anchor, node }: PanelView): JournalTarget {
  return { owner: { of: "panel", ...anchor }, node };
}

/** A variable as something to change. */
export function variableTarget({ anchor, node }: VariableView): JournalTarget {
  return { owner: { of: "variable", ...anchor }, node };
}

/** An annotation as something to change. */
export function annotationTarget({ anchor, node }: AnnotationView): JournalTarget {
  return { owner: { of: "annotation", ...anchor }, node };
}
