import { DashboardError } from "../../errors.ts";
import { cloneJson, type JsonPath, mutableObject, valueAt } from "../../json/edit.ts";
import { asArray, asObject, type JsonObject, textField } from "../../json/read.ts";
import { formTools } from "./carried.ts";
import type { FormDashboard, FormReference, FormTools, Holding, Recognised, Syntax } from "./form.ts";
import { forms, syntaxes } from "./forms.ts";
import { nameOf } from "./kinds/kubernetes.ts";
import { listed } from "./kinds/whole.ts";

/** A dashboard of a file. */
export interface FileDashboard {
  readonly json: unknown;
  readonly uid: string | undefined;
  /** Which document of the file, from 0, and where in it. */
  readonly spot: { readonly document: number; readonly path: JsonPath };
  /** Undefined for a JSON file that is one dashboard. */
  readonly holding: Holding | undefined;
}

/** The content of a file of dashboards. */
export interface DashboardFile {
  readonly syntax: Syntax;
  readonly dashboards: readonly FileDashboard[];
  readonly references: readonly FormReference[];
  /** Dashboards that are named and not read, with the reason. */
  readonly unread: readonly string[];
  /** Of a file without dashboards: for somebody who names it. */
  readonly advice: string | undefined;
  /** The parsed value, where the file is one document. */
  readonly only: unknown;
}

const maxDashboards = 1000;
/** Of the text of a shell: more belongs to other things than dashboards. */
const maxShellChars = 16 * 1024;

/**
 * Reads a file in any syntax and form: documents, the items of lists, and the dashboards in them. Pure: files that it
 * refers to are not read here.
 *
 * @throws {DashboardError} if the text is not valid, too large, or a dashboard in it is not valid JSON.
 */
export function readDashboardFile(text: string, file: string): DashboardFile {
  const syntax = syntaxes.find((one) => one.reads(file, text))!;
  const documents = syntax.parse(text, file);
  const tools = formTools(file);
  const parts = documents.flatMap((value, document) => flatten(value, { document, path: [] }));
  const read = parts.map((part) => ({ part, ...recognise(part.value, tools) }));
  const count = read.reduce((sum, { dashboards }) => sum + dashboards.length, 0);
  if (count > maxDashboards)
    throw new DashboardError(`${file}: ${count} dashboards; a file may have ${maxDashboards}: split it`);
  const several = parts.filter(({ value }) => value !== null).length > 1;
  const taken = new Set<string>();
  const dashboards = read.flatMap(({ part, dashboards: found }, index) => {
    const shell = found.length === 0 ? undefined : shellOf(part.value, found);
    return found.map((one): FileDashboard => {
      const name = several ? [partName(part.value, index), one.name].filter(Boolean).join("/") : one.name;
      const place = name === undefined ? undefined : unique(name, taken);
      const whole = syntax.name === "json" && place === undefined && one.path.length === 0;
      return {
        json: one.json,
        uid: one.uid,
        spot: { document: part.document, path: [...part.path, ...one.path] },
        holding: whole
          ? undefined
          : {
              syntax: syntax.name,
              place,
              path: one.path,
              carried: one.carried,
              ...(shell === undefined ? {} : { shell }),
            },
      };
    });
  });
  return {
    syntax,
    dashboards,
    references: read.flatMap(({ references = [] }) => references),
    unread: read.flatMap(({ unread = [] }) => unread),
    advice: read.find(({ advice }) => advice !== undefined)?.advice,
    only: documents.length === 1 ? documents[0] : undefined,
  };
}

interface Part {
  readonly value: unknown;
  readonly document: number;
  readonly path: JsonPath;
}

/** A document, or the items of a Kubernetes list. */
function flatten(value: unknown, { document, path }: Omit<Part, "value">): Part[] {
  const isList = /List$/.test(textField(value, "kind") ?? "") && Array.isArray(asObject(value)?.["items"]);
  if (!isList || path.length > 4) return [{ value, document, path }];
  return asArray(asObject(value)!["items"]).flatMap((item, index) =>
    flatten(item, { document, path: [...path, "items", index] }),
  );
}

function recognise(value: unknown, tools: FormTools): Recognised {
  if (Array.isArray(value)) return { dashboards: listed(value) };
  const document = asObject(value);
  if (document === undefined) return { dashboards: [] };
  for (const form of forms) {
    const found = form(document, tools);
    if (found !== undefined) return found;
  }
  return { dashboards: [] };
}

function partName(value: unknown, index: number): string {
  const document = asObject(value);
  return (document && (nameOf(document) ?? textField(document, "uid"))) ?? String(index + 1);
}

function unique(name: string, taken: Set<string>): string {
  let free = name;
  for (let nth = 2; taken.has(free); nth++) free = `${name}~${nth}`;
  taken.add(free);
  return free;
}

/** Parts of a resource that say how it is to be read: the rest belongs to other things than dashboards. */
const shellParts = ["apiVersion", "kind", "metadata", "spec"];

/** A document without its dashboards, small enough to travel with a preview. */
function shellOf(value: unknown, dashboards: readonly FormDashboard[]): JsonObject | undefined {
  const document = asObject(value);
  if (document === undefined || dashboards.some(({ path }) => path.length === 0)) return undefined;
  const isResource = textField(document, "kind") !== undefined;
  const parts = Object.entries(document).filter(([name]) => isResource && shellParts.includes(name));
  const shell = mutableObject(cloneJson(Object.fromEntries(parts)))!;
  for (const { path } of dashboards) {
    const holder = valueAt(shell, path.slice(0, -1));
    if (typeof holder === "object" && holder !== null) delete (holder as Record<string, unknown>)[String(path.at(-1))];
  }
  const annotations = mutableObject(valueAt(shell, ["metadata", "annotations"]));
  // Holds the whole resource once more.
  if (annotations !== undefined) delete annotations["kubectl.kubernetes.io/last-applied-configuration"];
  return JSON.stringify(shell).length <= maxShellChars ? shell : {};
}
