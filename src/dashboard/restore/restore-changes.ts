import { cloneJson, type JsonPath, type MutableObject, sameJson, setOwn, valueAt } from "../../json/edit.ts";
import type { Change, ChangeOwner } from "../rewrite/journal.ts";
import type { RestoreRecord } from "../rewrite/rewrite-options.ts";
import { type DashboardParts, parts } from "../view/parts.ts";
import { modernReference } from "./restore-sources.ts";

/** Takes back the changes of a rewrite, from the last to the first. What was edited since stays, and is noted. */
export function undoChanges(model: MutableObject, restore: RestoreRecord, notes: string[]): void {
  const { owners, changes } = restore.record;
  const slots = owners.map(createFinder(model, parts({ model, kind: restore.kind })));
  for (const change of changes.toReversed()) {
    const slot = slots[change.owner];
    if (slot === undefined) continue;
    if (change.path.length === 0) putBack(slot, change);
    else
      undo(slot.holder[slot.name], change, restore, model, () =>
        notes.push(describe(owners[change.owner]!, change.path)),
      );
  }
}

interface Slot {
  readonly holder: { [name: string | number]: unknown };
  readonly name: string | number;
}

/** Finds where the owner of a change stands now: panels by id, else by title. */
function createFinder(
  model: MutableObject,
  { panels, variables, annotations }: DashboardParts,
): (owner: ChangeOwner) => Slot | undefined {
  const slots = new Map<string, Slot>();
  const add = (key: readonly unknown[], slot: Slot) => slots.set(JSON.stringify(key), slot);
  for (const { anchor, slot } of panels) {
    const found = slot as Slot;
    if (anchor.element !== undefined) add(["element", anchor.element], found);
    if (anchor.id !== undefined) add(["id", anchor.id, anchor.nthOfId], found);
    add(["title", anchor.title, anchor.nthOfTitle], found);
  }
  for (const { anchor, slot } of variables) add(["variable", anchor.name, anchor.nth], slot as unknown as Slot);
  for (const { anchor, slot } of annotations) add(["annotation", anchor.name, anchor.nth], slot as unknown as Slot);
  const at = (...key: readonly unknown[]) => slots.get(JSON.stringify(key));
  const root: Slot = { holder: { model }, name: "model" };
  return (owner) => {
    if (owner.of === "dashboard") return root;
    if (owner.of !== "panel") return at(owner.of, owner.name, owner.nth);
    if (owner.element !== undefined) return at("element", owner.element);
    const byId = owner.id === undefined ? undefined : at("id", owner.id, owner.nthOfId);
    return byId ?? at("title", owner.title, owner.nthOfTitle);
  };
}

/** A whole panel, variable or annotation; a panel stays where it stands now. */
function putBack({ holder, name }: Slot, { before }: Change): void {
  const now = holder[name] as MutableObject;
  const old = cloneJson(before) as MutableObject;
  for (const kept of ["gridPos", "id"])
    if (Object.hasOwn(old, kept) && Object.hasOwn(now, kept)) setOwn(old, kept, now[kept]);
  setOwn(holder as MutableObject, name, old);
}

function undo(root: unknown, change: Change, restore: RestoreRecord, model: MutableObject, note: () => void): void {
  const holder = valueAt(root, change.path.slice(0, -1)) as MutableObject | undefined;
  if (typeof holder !== "object" || holder === null) return;
  const name = change.path.at(-1)!;
  const now = Object.hasOwn(holder, name) ? holder[name] : undefined;
  const isAsWritten = Object.hasOwn(change, "after") ? sameJson(now, change.after) : now === undefined;
  if (change.always !== true && !isAsWritten) {
    note();
    return;
  }
  if (!Object.hasOwn(change, "before")) delete holder[name];
  else
    setOwn(
      holder,
      name,
      cloneJson(name === "datasource" ? modernReference(change.before, model, restore) : change.before),
    );
}

function describe(owner: ChangeOwner, path: JsonPath): string {
  const whose =
    owner.of === "dashboard"
      ? ""
      : owner.of === "panel"
        ? ` of panel "${owner.title}"`
        : ` of ${owner.of} "${owner.name}"`;
  return `${path.join(".")}${whose} was changed in Grafana and is kept as it is there`;
}
