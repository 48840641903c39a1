import { fieldOf } from "./field-of.ts";
import type { GroupsPlace } from "./groups-place.ts";
import { terraformGroups } from "./terraform/rule-groups.ts";

const notRules = new Set(["apiVersion", "kind", "metadata", "namespace", "status"]);

/** The places of a document that hold rule groups; undefined if it is something else. */
export function findGroups(data: unknown, path: readonly (string | number)[] = []): readonly GroupsPlace[] | undefined {
  if (!(data instanceof Map)) return undefined;
  // Prometheus loads a file without rules.
  if (data.size === 0) return [];
  const [kind, api] = [fieldOf(data, "kind"), fieldOf(data, "apiVersion")];
  const loki = typeof api === "string" && api.startsWith("loki.grafana.com/");
  const terraform = terraformGroups(data);
  if (terraform !== undefined) return terraform;
  if (kind === "ConfigMap") return ruleTexts(fieldOf(data, "data"), [...path, "data"]);
  if (typeof api === "string" && api.startsWith("rules.alerting.grafana.app/")) return resource(data, path);
  const items = fieldOf(data, "items");
  if (Array.isArray(items) && typeof kind === "string") {
    const found = items.map((item, index) => findGroups(item, [...path, "items", index]));
    return found.every((one) => one === undefined) ? undefined : found.flatMap((one) => one ?? []);
  }
  const [groups, spec, namespace] = [fieldOf(data, "groups"), fieldOf(data, "spec"), fieldOf(data, "namespace")];
  const dialect = loki ? ("loki" as const) : undefined;
  const common = { dialect, namespace: typeof namespace === "string" ? namespace : undefined };
  if (data.has("groups")) return [{ path: [...path, "groups"], value: groups, ...common }];
  if (spec instanceof Map && spec.has("groups")) {
    const name = fieldOf(fieldOf(data, "metadata"), "namespace");
    const place = { path: [...path, "spec", "groups"], value: spec.get("groups"), dialect };
    return [{ ...place, namespace: typeof name === "string" ? name : undefined }];
  }
  if (Array.isArray(fieldOf(data, "rules")) && data.has("name")) return [{ path, value: data, ...common }];
  return namespaces(data, path);
}

/** A rule that is a resource of Grafana: a group of its own. */
function resource(data: Map<unknown, unknown>, path: readonly (string | number)[]): GroupsPlace[] | undefined {
  const spec = fieldOf(data, "spec");
  if (!(spec instanceof Map)) return undefined;
  const title = fieldOf(spec, "title");
  const metadata = fieldOf(data, "metadata");
  const uid = fieldOf(metadata, "name");
  const group = new Map<string, unknown>([
    ["name", uid ?? title],
    ["folderUid", fieldOf(fieldOf(metadata, "annotations"), "grafana.app/folder")],
    ["interval", fieldOf(fieldOf(spec, "trigger"), "interval")],
    ["rules", [new Map<unknown, unknown>([["uid", uid], ...spec])]],
  ]);
  return [{ path: [...path, "spec"], value: group, namespace: undefined, dialect: undefined }];
}

/** A ruler's own form: names of namespaces, each with a list of groups. */
function namespaces(data: Map<unknown, unknown>, path: readonly (string | number)[]): GroupsPlace[] | undefined {
  const entries = [...data].filter(([name]) => typeof name === "string" && !notRules.has(name));
  const isGroups = (value: unknown) =>
    Array.isArray(value) && value.length > 0 && value.every((one) => one instanceof Map && one.has("rules"));
  if (entries.length === 0 || !entries.every(([, value]) => isGroups(value))) return undefined;
  return entries.map(([name, value]) => {
    const namespace = String(name);
    return { path: [...path, namespace], value, namespace, dialect: undefined };
  });
}

function ruleTexts(data: unknown, path: readonly (string | number)[]): GroupsPlace[] | undefined {
  if (!(data instanceof Map)) return undefined;
  const texts = [...data].flatMap(([name, text]): GroupsPlace[] =>
    typeof name === "string" && typeof text === "string" && /^groups:/m.test(text)
      ? [{ path: [...path, name], value: undefined, namespace: undefined, dialect: undefined, text }]
      : [],
  );
  return texts.length === 0 ? undefined : texts;
}
