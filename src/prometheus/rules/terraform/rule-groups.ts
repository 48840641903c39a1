import { fieldOf } from "../field-of.ts";
import type { GroupsPlace } from "../groups-place.ts";
import { LeftOpen } from "../left-open.ts";
import { filledTemplates } from "./filled-templates.ts";
import { FolderTitles, folderResource } from "./folder-titles.ts";

type Path = readonly (string | number)[];

/** The resource of Terraform's Grafana provider that holds alert rules. */
const ruleGroup = "grafana_rule_group";
const maxModules = 20;

/**
 * The rule groups of Terraform's Grafana provider: of a configuration in JSON syntax (`*.tf.json`), or of a plan or
 * state as `terraform show -json` prints it.
 *
 * @returns undefined where the document is neither, or has no rule groups.
 */
export function terraformGroups(data: ReadonlyMap<unknown, unknown>): GroupsPlace[] | undefined {
  const found = fieldOf(data, "format_version") === undefined ? configured(data) : planned(data);
  return found.length === 0 ? undefined : found;
}

function configured(data: ReadonlyMap<unknown, unknown>): GroupsPlace[] {
  const types = blocksOf(data.get("resource"), ["resource"]);
  const folders = new FolderTitles();
  for (const { body } of types)
    for (const { body: names } of blocksOf(fieldOf(body, folderResource), []))
      for (const [name, value] of names)
        for (const one of blocksOf(value, [])) folders.note(String(name), filledTemplates(one.body));
  const named = types.flatMap(({ body, path }) => blocksOf(fieldOf(body, ruleGroup), [...path, ruleGroup]));
  return named.flatMap(({ body: names, path }) =>
    [...names].flatMap(([name, value]) =>
      blocksOf(value, [...path, String(name)]).map(({ body, path: at }) =>
        groupOf(filledTemplates(body) as Map<unknown, unknown>, at, { name: String(name), folders }),
      ),
    ),
  );
}

function planned(data: ReadonlyMap<unknown, unknown>): GroupsPlace[] {
  const key = ["planned_values", "values"].find((one) => fieldOf(data.get(one), "root_module") instanceof Map);
  const folders = new FolderTitles();
  const groups: (() => GroupsPlace)[] = [];
  const visit = (module: unknown, path: Path, depth: number): void => {
    for (const [index, resource] of listOf(fieldOf(module, "resources")).entries()) {
      const values = fieldOf(resource, "values");
      const [type, name] = [fieldOf(resource, "type"), String(fieldOf(resource, "name") ?? index)];
      if (type === folderResource) folders.note(name, values);
      if (type !== ruleGroup || fieldOf(resource, "mode") === "data" || !(values instanceof Map)) continue;
      const at = [...path, "resources", index, "values"];
      // A folder may come after the groups in it.
      groups.push(() => groupOf(values, at, { name, folders }));
    }
    if (depth === maxModules) return;
    for (const [index, child] of listOf(fieldOf(module, "child_modules")).entries())
      visit(child, [...path, "child_modules", index], depth + 1);
  };
  if (key !== undefined) visit(fieldOf(data.get(key), "root_module"), [key, "root_module"], 0);
  return groups.map((group) => group());
}

/** A resource as a group of Grafana's provisioning. */
function groupOf(
  body: ReadonlyMap<unknown, unknown>,
  path: Path,
  resource: { readonly name: string; readonly folders: FolderTitles },
): GroupsPlace {
  const seconds = body.get("interval_seconds");
  const rules = blocksIn(body, "rule").map((rule) => withInterval(rule, seconds));
  const name = body.get("name");
  const value = new Map<string, unknown>([
    ["name", typeof name === "string" ? name : resource.name],
    ["folder", resource.folders.titleOf(body.get("folder_uid"))],
    ["folderUid", body.get("folder_uid")],
    ["interval", typeof seconds === "number" || typeof seconds === "string" ? `${seconds}s` : undefined],
    ["rules", rules.map(ruleOf)],
  ]);
  return { path, value, namespace: undefined, dialect: undefined, rulesKey: "rule" };
}

/** How often a rule is evaluated decides what it does. */
function withInterval(rule: unknown, seconds: unknown): unknown {
  return rule instanceof Map && seconds instanceof LeftOpen ? new Map([...rule, ["interval", seconds]]) : rule;
}

const renamed: Readonly<Record<string, string>> = {
  name: "title",
  no_data_state: "noDataState",
  exec_err_state: "execErrState",
  is_paused: "isPaused",
};

function ruleOf(rule: unknown): unknown {
  if (!(rule instanceof Map)) return rule;
  const [record] = blocksIn(rule, "record");
  const pairs = [...rule].flatMap(([key, value]): [string, unknown][] => {
    // What a rule is told of says nothing about when.
    if (typeof key !== "string" || key === "record" || key === "data" || key === "notification_settings") return [];
    return [[Object.hasOwn(renamed, key) ? renamed[key]! : key, value]];
  });
  const data = blocksIn(rule, "data");
  const open = data.find((one) => one instanceof LeftOpen);
  return new Map<string, unknown>([...pairs, ["record", record], ["data", open ?? data.map(queryOf)]]);
}

function queryOf(query: unknown): unknown {
  const [times] = blocksIn(query, "relative_time_range");
  return new Map<string, unknown>([
    ["refId", fieldOf(query, "ref_id")],
    ["queryType", fieldOf(query, "query_type") || undefined],
    ["datasourceUid", fieldOf(query, "datasource_uid")],
    ["relativeTimeRange", times],
    ["model", modelOf(fieldOf(query, "model"))],
  ]);
}

function modelOf(model: unknown): unknown {
  if (typeof model !== "string") return model;
  try {
    return mapsOf(JSON.parse(model));
  } catch {
    return new LeftOpen("a model that is no JSON");
  }
}

function mapsOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(mapsOf);
  if (typeof value !== "object" || value === null) return value;
  return new Map(Object.entries(value).map(([key, one]) => [key, mapsOf(one)]));
}

/** Terraform's JSON syntax takes one block, or a list of them. */
function blocksOf(value: unknown, path: Path): { readonly body: Map<unknown, unknown>; readonly path: Path }[] {
  if (value instanceof Map) return [{ body: value, path }];
  return listOf(value).flatMap((body, index) => (body instanceof Map ? [{ body, path: [...path, index] }] : []));
}

/** Blocks of one kind; for those that Terraform makes, one that is left open. */
function blocksIn(body: unknown, kind: string): unknown[] {
  const value = fieldOf(body, kind);
  const written = value instanceof Map || value instanceof LeftOpen ? [value] : listOf(value);
  const made = blocksOf(fieldOf(body, "dynamic"), []).some((one) => one.body.has(kind));
  return [
    ...written.filter((one) => one instanceof Map || one instanceof LeftOpen),
    ...(made ? [new LeftOpen(`dynamic "${kind}"`)] : []),
  ];
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
