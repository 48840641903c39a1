import { DashboardError } from "../../errors.ts";
import { cloneJson, mutableObject, sameJson, setOwn, valueAt } from "../../json/edit.ts";
import { encodeCarried } from "./carried.ts";
import type { Holding } from "./form.ts";
import { syntaxes } from "./forms.ts";
import { type DashboardFile, type FileDashboard, readDashboardFile } from "./read-file.ts";

/** The dashboard to put into a file. */
export interface Replacement {
  /** For messages. */
  readonly file: string;
  /** Where it stands; undefined for a file that is one dashboard. */
  readonly place: string | undefined;
  readonly json: unknown;
}

/**
 * The text of a file with one of its dashboards replaced. Comments, other documents and other dashboards stay; a
 * dashboard that is as the file has it leaves the text as it is, byte for byte. Read back before it is given out.
 *
 * @returns undefined if the file has no dashboard at that place, or it cannot be put there without changing another.
 * @throws {DashboardError} if the file is not valid.
 */
export function replaceDashboard(text: string, { file, place, json }: Replacement): string | undefined {
  const before = readDashboardFile(text, file);
  const found = before.dashboards.find(({ holding }) => holding?.place === place);
  if (found === undefined) return undefined;
  if (sameJson(found.json, json)) return text;
  const { document, path } = found.spot;
  const carried = found.holding?.carried ?? "value";
  const old = carried === "value" ? undefined : valueAt(before.syntax.parse(text, file)[document], path);
  const written = before.syntax.write(text, found.spot, encodeCarried(json, carried, old));
  return isAsMeant(before, found, { written, json, file }) ? written : undefined;
}

function isAsMeant(
  before: DashboardFile,
  found: FileDashboard,
  { written, json, file }: { readonly written: string; readonly json: unknown; readonly file: string },
): boolean {
  try {
    const after = readDashboardFile(written, file).dashboards;
    if (after.length !== before.dashboards.length) return false;
    return after.every((one, index) => {
      const old = before.dashboards[index]!;
      return sameJson(one.json, old === found ? json : old.json);
    });
  } catch (error) {
    if (error instanceof DashboardError) return false;
    throw error;
  }
}

/** A dashboard in its form, by itself: what stands around it comes from the record. For a file that is not here. */
export function renderHeld({ syntax, path, carried, shell }: Holding, json: unknown): string {
  const value = encodeCarried(json, carried, undefined);
  const document = shell === undefined || path.length === 0 ? value : placed(shell, path, value);
  const written = syntaxes.find(({ name }) => name === syntax) ?? syntaxes[0]!;
  return written.render(document);
}

function placed(shell: unknown, path: Holding["path"], value: unknown): unknown {
  const document = mutableObject(cloneJson(shell)) ?? {};
  let holder = document;
  for (const step of path.slice(0, -1)) {
    const inner = mutableObject(Object.hasOwn(holder, step) ? holder[step] : undefined) ?? {};
    setOwn(holder, step, inner);
    holder = inner;
  }
  setOwn(holder, path.at(-1)!, value);
  return document;
}
