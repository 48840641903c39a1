import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  failedTemplate
} from "./chunk-OD6TAQFI.js";
import {
  counted
} from "./chunk-MPS7O4VN.js";

// src/alerts/show/rule-failures.ts
function describeFailures(failures) {
  return failures.map(
    ({ error, count, firstMs }) => `${counted(count, "evaluation")} failed, the first at ${new Date(firstMs).toISOString().slice(0, 19)}Z: ${error}`
  );
}
function failedTemplates({
  instances,
  templateFaults
}) {
  if (templateFaults !== void 0) return [...templateFaults];
  const found = /* @__PURE__ */ new Map();
  const look = (kind, name, text) => {
    if (text.startsWith(failedTemplate)) found.set(`${kind} ${name}`, text);
    else if (text.includes(failedTemplate)) found.set(`${kind} ${name}`, text.slice(text.indexOf(failedTemplate)));
  };
  for (const { labels, intervals } of instances) {
    for (const [name, text] of labels) look("label", name, text);
    for (const { annotations } of intervals) for (const [name, text] of annotations) look("annotation", name, text);
  }
  return [...found].map(([where, text]) => `${where}: ${text}`);
}
function hasFailed({ alerts, records, expectations, problems }, requireFiring) {
  return problems.length > 0 || expectations.some(({ met }) => !met) || records.some(({ failures }) => failures.length > 0) || alerts.some(
    (one) => one.failures.length > 0 || failedTemplates(one).length > 0 || requireFiring && one.state !== "firing"
  );
}

export {
  describeFailures,
  failedTemplates,
  hasFailed
};
