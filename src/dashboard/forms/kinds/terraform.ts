import { asArray, asObject, type JsonObject, textField } from "../../../json/read.ts";
import { plainLine } from "../../../text/plain-line.ts";
import { filesOf, forEachOf } from "../../terraform/file-call.ts";
import { dashboardResource } from "../../terraform/resource-types.ts";
import type { FormDashboard, FormReference, FormTools, Recognised } from "../form.ts";

const advice = "preview what it makes of it: terraform show -json PLAN | dashpreview up -";

/** A resource with a dashboard, in Terraform's JSON syntax. */
interface Resource {
  /** `grafana_dashboard.cpu`. */
  readonly address: string;
  readonly path: readonly (string | number)[];
  readonly body: JsonObject;
}

/**
 * Resources of Terraform's Grafana provider: `grafana_dashboard`, and those of `/apis`. The document is a `*.tf.json`,
 * or a `*.tf` that was turned into one. What is left for Terraform to fill in is named, not guessed.
 */
export function terraformForm(document: JsonObject, tools: FormTools): Recognised | undefined {
  const resources = resourcesOf(document);
  if (resources.length === 0) return undefined;
  const [dashboards, references, unread]: [FormDashboard[], FormReference[], string[]] = [[], [], []];
  for (const { address, path, body } of resources) {
    const classic = textField(body, "config_json") !== undefined || body["config_json"] !== undefined;
    const spec = only(body["spec"], ["spec"]);
    const [value, steps] = classic
      ? [body["config_json"], ["config_json"]]
      : [spec?.body["json"], [...(spec?.path ?? []), "json"]];
    const uid = classic ? undefined : textField(only(body["metadata"], [])?.body, "uid");
    const at = { path: [...path, ...steps], name: address, uid };
    if (value === undefined) unread.push(`${address}: it has no dashboard's JSON; ${advice}`);
    else if (typeof value !== "string") dashboards.push({ ...at, carried: "value", json: value });
    else if (!isOpen(value))
      dashboards.push({ ...at, carried: "template", json: tools.decode(value, "template", address) });
    else {
      const expression = /^\$\{([\s\S]*)\}$/.exec(value)?.[1];
      const files = expression === undefined ? undefined : filesOf(expression, forEachOf(body["for_each"]));
      if (files === undefined) unread.push(`${address}: ${whyOpen(value)}; ${advice}`);
      else references.push(...files.map((file) => ({ what: address, to: { file } })));
    }
  }
  return { dashboards, references, unread };
}

function resourcesOf(document: JsonObject): Resource[] {
  return listOf(document["resource"], ["resource"]).flatMap(({ body: types, path }) =>
    Object.keys(types)
      .filter((type) => dashboardResource.test(type))
      .flatMap((type) => listOf(types[type], [...path, type]).flatMap((named) => namedOf(type, named))),
  );
}

function namedOf(type: string, { body: names, path }: Omit<Resource, "address">): Resource[] {
  return Object.keys(names).flatMap((name) =>
    listOf(names[name], [...path, name]).map((one) => ({ address: `${type}.${name}`, ...one })),
  );
}

/** Terraform's JSON syntax takes an object, or a list of them. */
function listOf(value: unknown, path: Resource["path"]): Omit<Resource, "address">[] {
  const one = asObject(value);
  if (one !== undefined) return [{ body: one, path }];
  return asArray(value).flatMap((item, index) => {
    const body = asObject(item);
    return body === undefined ? [] : [{ body, path: [...path, index] }];
  });
}

function only(value: unknown, path: Resource["path"]) {
  return listOf(value, path)[0];
}

/** Whether a template has something to fill in. */
function isOpen(template: string): boolean {
  return /[$%]\{/.test(template.replaceAll(/([$%])\1\{/g, ""));
}

function whyOpen(template: string): string {
  const expression = /^\$\{([\s\S]*)\}$/.exec(template)?.[1]?.trim() ?? template;
  const called = /^templatefile\(\s*("[^"]*")/.exec(expression)?.[1];
  if (called !== undefined) return `the template ${plainLine(called).slice(0, 100)} is filled in by Terraform`;
  const inside = /(?:\$\{|%\{)(?!\s*path\.)[^}]*\}?|\b(?:var|local|data|each|count|module)\.[\w.]+/.exec(
    expression,
  )?.[0];
  const found = inside ?? /^[\w:]+(?=\()/.exec(expression)?.[0];
  return `${plainLine(found ?? expression).slice(0, 100)} is known to Terraform only`;
}
