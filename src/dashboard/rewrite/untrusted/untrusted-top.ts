import type { JsonPath } from "../../../json/edit.ts";
import { asArray, asObject, textField } from "../../../json/read.ts";
import { layoutNames } from "../../view/layout.ts";
import type { JournalTarget } from "../journal.ts";
import type { RewriteContext } from "../rewrite-context.ts";
import { plainText } from "./untrusted-text.ts";
import { isForbiddenName } from "./untrusted-values.ts";

/** The properties of a dashboard; some version of Grafana may read queries or panels from any other. */
const parts = {
  classic:
    "title uid id version tags links description panels rows templating annotations time timepicker timezone " +
    "refresh schemaVersion style editable graphTooltip fiscalYearStartMonth liveNow weekStart " +
    "sharedCrosshair hideControls __inputs __requires __elements",
  v2:
    "title tags links description elements layout variables annotations timeSettings cursorSync liveNow " +
    "preload editable revision",
};
const rowParts = new Set("title panels height collapse repeat showTitle titleSize".split(" "));

/** Takes out of a dashboard's own settings what is not known to be harmless. */
export function confineTop({ model, kind, journal }: RewriteContext): void {
  const target: JournalTarget = { slot: undefined, node: model };
  const drop = (path: JsonPath) => journal.set(target, path, undefined, { always: true });
  const known = new Set(parts[kind].split(" "));
  for (const name of Object.keys(model)) if (!known.has(name)) drop([name]);
  for (const name of ["panels", "rows"]) if (Object.hasOwn(model, name) && !Array.isArray(model[name])) drop([name]);
  for (const [index, row] of asArray(model["rows"]).entries()) {
    for (const name of Object.keys(asObject(row) ?? {})) if (!rowParts.has(name)) drop(["rows", index, name]);
  }
  for (const holder of ["templating", "annotations"]) {
    for (const name of Object.keys(asObject(model[holder]) ?? {}))
      if (name !== "list" && name !== "enable") drop([holder, name]);
  }
  for (const name of Object.keys(asObject(model["elements"]) ?? {}))
    if (isForbiddenName(name)) drop(["elements", name]);
  confineLayout(model["layout"], ["layout"], drop);
  const text = textField(model, "description");
  if (text !== undefined && plainText(text) !== text) journal.set(target, ["description"], plainText(text));
}

/** A layout keeps what says where panels stand; sections could bring variables of their own. */
function confineLayout(value: unknown, path: JsonPath, drop: (path: JsonPath) => void): void {
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    const name = Array.isArray(value) ? Number(key) : key;
    if (typeof name === "string" && !layoutNames.has(name)) drop([...path, name]);
    else confineLayout(inner, [...path, name], drop);
  }
}
