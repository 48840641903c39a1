import type { Form } from "../form.ts";

/** A file of Grafana's provisioning that says in which folder dashboards lie: quietly left out, they are read there. */
export const providerForm: Form = (document) => {
  if (!Array.isArray(document["providers"]) || document["kind"] !== undefined) return undefined;
  return {
    dashboards: [],
    advice: "a provisioning file, which holds no dashboards; name the folder that its options.path leads to",
  };
};
