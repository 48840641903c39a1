import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// src/cli/flags/option.ts
function requestKey(name, { type }) {
  const camel = name.replaceAll(/-([a-z])/g, (_, letter) => letter.toUpperCase());
  return type === "duration" ? `${camel}Ms` : camel;
}
function variablesOf(name) {
  const own = `DASHPREVIEW_${name.toUpperCase().replaceAll("-", "_")}`;
  return ["grafana-url", "grafana-token", "prometheus-url"].includes(name) ? [own, name.toUpperCase().replaceAll("-", "_")] : [own];
}

// src/cli/flags/value-origin.ts
function variableOf(name, env) {
  return variablesOf(name).find((one) => (env[one] ?? "") !== "");
}
function givenText(name, { args, env }) {
  const value = args[name];
  if (value !== void 0) return String(value);
  const variable = variableOf(name, env);
  return variable === void 0 ? void 0 : env[variable];
}

export {
  requestKey,
  variablesOf,
  variableOf,
  givenText
};
