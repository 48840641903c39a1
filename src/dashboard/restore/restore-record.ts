import { defined } from "../../json/defined.ts";
import { asArray, asObject, field, textField, textList } from "../../json/read.ts";
import type { IsolationLabel } from "../../promql/isolation/label.ts";
import { readHolding } from "../forms/read-holding.ts";
import type { DashboardWrapper } from "../read/source.ts";
import type { Change, ChangeOwner } from "../rewrite/journal.ts";
import type { RestoreRecord } from "../rewrite/rewrite-options.ts";

/** More than any dashboard of 16 MiB needs. */
const maxChanges = 1_000_000;
const maxPathLength = 250;

/** Reads a record back. It may be forged: every part is checked for its type; what is wrong makes it undefined. */
export function readRestoreRecord(value: unknown): RestoreRecord | undefined {
  const kind = textField(value, "kind");
  const key = textField(value, "key");
  const dataSourceUid = textField(value, "dataSourceUid");
  const title = asObject(field(value, "title"));
  const after = textField(title, "after");
  const tags = asObject(field(value, "tags"));
  const links = asObject(field(value, "links"));
  const wrapper = readWrapper(field(value, "wrapper"));
  const owners = asArray(field(value, "record", "owners")).map(readOwner);
  const changes = asArray(field(value, "record", "changes")).map((change) => readChange(change, owners.length));
  if (field(value, "version") !== 1 || (kind !== "classic" && kind !== "v2")) return undefined;
  if (key === undefined || dataSourceUid === undefined || title === undefined || after === undefined) return undefined;
  if (tags === undefined || links === undefined || wrapper === undefined) return undefined;
  if (changes.length > maxChanges || !allKnown(owners) || !allKnown(changes)) return undefined;
  const isolation = readIsolation(field(value, "isolation"));
  const [reviewUrl, scenario] = [textField(value, "reviewUrl"), textField(value, "scenario")];
  const schema = field(value, "schemaVersion");
  return {
    version: 1,
    kind,
    record: { owners, changes },
    title: { ...own(title, "before"), after },
    tags: own(tags, "before"),
    links: { ...own(links, "before"), after: links["after"] },
    key,
    ...defined({ scenario, reviewUrl, isolation }),
    dataSourceUid,
    previews: Object.fromEntries(
      Object.entries(asObject(field(value, "previews")) ?? {}).flatMap(([uid, source]) =>
        typeof source === "string" ? [[uid, source]] : [],
      ),
    ),
    ...defined({ schemaVersion: schema }),
    wrapper,
    ...defined({ source: asObject(field(value, "source")) }),
    ...defined({ holding: readHolding(field(value, "holding")) }),
    ...(field(value, "alpha") === true ? { alpha: true } : {}),
    order: textList(field(value, "order")),
  };
}

function own(object: Readonly<Record<string, unknown>>, name: "before"): { readonly before?: unknown } {
  return Object.hasOwn(object, name) ? { before: object[name] } : {};
}

function allKnown<T>(list: readonly (T | undefined)[]): list is readonly T[] {
  return !list.includes(undefined);
}

function readOwner(value: unknown): ChangeOwner | undefined {
  const of = textField(value, "of");
  if (of === "dashboard") return { of };
  if (of === "variable" || of === "annotation") {
    const name = textField(value, "name");
    const nth = field(value, "nth");
    return name === undefined || typeof nth !== "number" ? undefined : { of, name, nth };
  }
  const [id, nthOfId, title, nthOfTitle] = ["id", "nthOfId", "title", "nthOfTitle"].map((name) => field(value, name));
  if (of !== "panel" || (id !== undefined && typeof id !== "number")) return undefined;
  if (typeof nthOfId !== "number" || typeof title !== "string" || typeof nthOfTitle !== "number") return undefined;
  return { of, id, nthOfId, title, nthOfTitle, element: textField(value, "element") };
}

function readChange(value: unknown, ownerCount: number): Change | undefined {
  const change = asObject(value);
  const owner = change?.["owner"];
  const path = asArray(change?.["path"]);
  if (change === undefined || typeof owner !== "number" || !Number.isInteger(owner) || owner < 0 || owner >= ownerCount)
    return undefined;
  if (path.length > maxPathLength || !path.every((step) => typeof step === "string" || Number.isSafeInteger(step)))
    return undefined;
  return {
    owner,
    path: path as (string | number)[],
    ...own(change, "before"),
    ...(Object.hasOwn(change, "after") ? { after: change["after"] } : {}),
    ...(change["always"] === true ? { always: true } : {}),
  };
}

function readIsolation(value: unknown): IsolationLabel | undefined {
  const name = textField(value, "name");
  const label = textField(value, "value");
  return name === undefined || label === undefined ? undefined : { name, value: label };
}

function readWrapper(value: unknown): DashboardWrapper | undefined {
  const form = textField(value, "form");
  const rest = asObject(field(value, "rest"));
  if (form === "bare") return { form };
  return (form === "envelope" || form === "resource") && rest !== undefined ? { form, rest } : undefined;
}
