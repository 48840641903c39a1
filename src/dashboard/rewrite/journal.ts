import { cloneJson, type JsonPath, type MutableObject, setOwn, valueAt } from "../../json/edit.ts";
import type { PanelAnchor } from "../view/panel-view.ts";
import type { DashboardParts } from "../view/parts.ts";
import type { NamedAnchor } from "../view/variable-slots.ts";

/** The target of a change: the dashboard, or one of its parts, with enough to find it again. */
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
  /** The old value; absent if there was none. */
  readonly before?: unknown;
  /** The new value; absent if it was removed. */
  readonly after?: unknown;
  /** Taken back even if it was edited since. */
  readonly always?: true;
}

/** All changes, in the order in which they were made. */
export interface ChangeRecord {
  readonly owners: readonly ChangeOwner[];
  readonly changes: readonly Change[];
}

/** Where a panel, variable or annotation stands in the private copy. */
export interface JournalSlot {
  readonly holder: object;
  readonly name: string | number;
}

/** A part of a dashboard that changes are made to. */
export interface JournalTarget {
  /** Undefined for the dashboard itself. */
  readonly slot: JournalSlot | undefined;
  readonly node: MutableObject;
}

/** Makes changes to a private copy of a dashboard and keeps the record of them. */
export interface Journal {
  /** Sets what is at the end of `path`; `undefined` takes it out. What is there already is left. */
  readonly set: (
    target: JournalTarget,
    path: JsonPath,
    value: unknown,
    options?: { readonly always?: boolean },
  ) => void;
  /** Puts `node` in the place of a whole panel, variable or annotation. */
  readonly replace: (target: JournalTarget, node: MutableObject) => void;
  /** The record. Its parts are named as they will be found in the finished dashboard, whose parts these are. */
  readonly record: (finished: DashboardParts) => ChangeRecord;
}

/** An empty {@link Journal}. */
export function createJournal(): Journal {
  const slots: (JournalSlot | undefined)[] = [];
  const indices = new Map<object | undefined, Map<string | number, number>>();
  const changes: Change[] = [];
  const indexOf = (slot: JournalSlot | undefined) => {
    const names = indices.get(slot?.holder) ?? new Map<string | number, number>();
    indices.set(slot?.holder, names);
    const known = names.get(slot?.name ?? "") ?? slots.length;
    if (known === slots.length) slots.push(slot);
    names.set(slot?.name ?? "", known);
    return known;
  };
  return {
    set({ slot, node }, path, value, { always = false } = {}) {
      const name = path.at(-1)!;
      const holder = valueAt(node, path.slice(0, -1)) as MutableObject | undefined;
      if (typeof holder !== "object" || holder === null)
        throw new RangeError(`journal: nothing at ${path.slice(0, -1).join(".")}`);
      const had = Object.hasOwn(holder, name);
      changes.push({
        owner: indexOf(slot),
        path: [...path],
        ...(had ? { before: cloneJson(holder[name]) } : {}),
        ...(value === undefined ? {} : { after: cloneJson(value) }),
        ...(always ? { always } : {}),
      });
      if (value === undefined) delete holder[name];
      else setOwn(holder, name, value);
    },
    replace({ slot, node }, replacement) {
      if (slot === undefined) throw new RangeError("journal: the dashboard itself cannot be replaced");
      changes.push({ owner: indexOf(slot), path: [], before: cloneJson(node), always: true });
      setOwn(slot.holder as MutableObject, slot.name, replacement);
    },
    record(finished) {
      const owners = ownersBySlot(finished);
      return {
        owners: slots.map((slot) =>
          slot === undefined ? { of: "dashboard" } : owners.get(slot.holder)!.get(slot.name)!,
        ),
        changes,
      };
    },
  };
}

function ownersBySlot({
  panels,
  variables,
  annotations,
}: DashboardParts): Map<object, Map<string | number, ChangeOwner>> {
  const owners = new Map<object, Map<string | number, ChangeOwner>>();
  const add = ({ holder, name }: JournalSlot, owner: ChangeOwner) => {
    const names = owners.get(holder) ?? new Map<string | number, ChangeOwner>();
    owners.set(holder, names.set(name, owner));
  };
  for (const { anchor, slot } of panels) add(slot, { of: "panel", ...anchor });
  for (const { anchor, slot } of variables) add(slot, { of: "variable", ...anchor });
  for (const { anchor, slot } of annotations) add(slot, { of: "annotation", ...anchor });
  return owners;
}
