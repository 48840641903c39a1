import { hclSyntax } from "../terraform/hcl-syntax.ts";
import type { Form, Syntax } from "./form.ts";
import { configMapForm } from "./kinds/config-map.ts";
import { crossplaneForm } from "./kinds/crossplane.ts";
import { grafanaOperatorForm } from "./kinds/grafana-operator.ts";
import { persesForm } from "./kinds/perses.ts";
import { providerForm } from "./kinds/provider.ts";
import { terraformForm } from "./kinds/terraform.ts";
import { terraformPlanForm } from "./kinds/terraform-plan.ts";
import { mapForm, wholeForm } from "./kinds/whole.ts";
import { jsonStreamSyntax } from "./syntax/json-stream-syntax.ts";
import { jsonSyntax } from "./syntax/json-syntax.ts";
import { yamlSyntax } from "./syntax/yaml-syntax.ts";

/** Every syntax. The first that reads a file is taken. */
export const syntaxes: readonly Syntax[] = [hclSyntax, jsonStreamSyntax, jsonSyntax, yamlSyntax];

/** Every form. The first that knows a document is taken. */
export const forms: readonly Form[] = [
  configMapForm,
  grafanaOperatorForm,
  crossplaneForm,
  persesForm,
  providerForm,
  terraformForm,
  terraformPlanForm,
  wholeForm,
  mapForm,
];
