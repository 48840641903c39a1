import { asArray, asObject, field, type JsonObject, textField } from "../../../json/read.ts";
import { dashboardResource } from "../../terraform/resource-types.ts";
import type { FormDashboard, FormTools, Recognised } from "../form.ts";

const maxDepth = 20;

/**
 * The output of `terraform show -json` for a plan or a state: every value is known, or is known after apply only.
 *
 * @see https://developer.hashicorp.com/terraform/internals/json-format
 */
export function terraformPlanForm(document: JsonObject, tools: FormTools): Recognised | undefined {
  const key = ["planned_values", "values"].find((one) => asObject(field(document[one], "root_module")) !== undefined);
  if (key === undefined || textField(document, "format_version") === undefined) return undefined;
  const dashboards: FormDashboard[] = [];
  const unread: string[] = [];
  const visit = (module: unknown, path: readonly (string | number)[], depth: number): void => {
    for (const [index, resource] of asArray(field(module, "resources")).entries()) {
      const type = textField(resource, "type") ?? "";
      if (!dashboardResource.test(type) || textField(resource, "mode") === "data") continue;
      const address = textField(resource, "address") ?? `${type}.${textField(resource, "name") ?? index}`;
      const values = field(resource, "values");
      const [spec, metadata] = ["spec", "metadata"].map(
        (name) => asArray(field(values, name))[0] ?? field(values, name),
      );
      const config = textField(values, "config_json");
      const text = config ?? textField(spec, "json");
      if (text === undefined) {
        unread.push(`${address}: its JSON is known after apply only`);
        continue;
      }
      const inner =
        config !== undefined ? ["config_json"] : ["spec", ...(Array.isArray(field(values, "spec")) ? [0] : []), "json"];
      dashboards.push({
        path: [...path, "resources", index, "values", ...inner],
        carried: "text",
        json: tools.decode(text, "text", address),
        name: address,
        uid: config === undefined ? textField(metadata, "uid") : undefined,
      });
    }
    if (depth === maxDepth) return;
    for (const [index, child] of asArray(field(module, "child_modules")).entries())
      visit(child, [...path, "child_modules", index], depth + 1);
  };
  visit(field(document[key], "root_module"), [key, "root_module"], 0);
  return { dashboards, unread };
}
