import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  sourcesOf
} from "./chunk-JXV6CWRN.js";
import {
  readDashboardFile
} from "./chunk-SAFKOMW5.js";
import {
  maxDashboardBytes
} from "./chunk-JJH2CGNP.js";
import {
  conflictLine,
  isDashboardText,
  mayHoldDashboards,
  wasDashboards,
  wasSurelyDashboard
} from "./chunk-WS2XGLS6.js";
import {
  isChartTemplate
} from "./chunk-GCYYDLYZ.js";
import {
  readPlainFile
} from "./chunk-B7QDZDLD.js";
import {
  DashboardError,
  UsageError
} from "./chunk-E7O6XGVL.js";

// src/preview/files/read-found.ts
import { extname as extname2 } from "node:path";

// src/preview/files/source-code.ts
import { basename, extname } from "node:path";
var languages = {
  ".jsonnet": { name: "Jsonnet", build: (file) => `jsonnet -J vendor ${file}` },
  ".libsonnet": {
    name: "a Jsonnet library",
    build: (file) => `jsonnet -J vendor -e '(import "${file}").grafanaDashboards'`
  },
  ".cue": { name: "CUE", build: (file) => `cue export ${file}` },
  ".py": { name: "Python", build: (file) => `python3 ${file}` },
  ".go": { name: "Go", build: (file) => `go run ${file}` },
  ".dhall": { name: "Dhall", build: (file) => `dhall-to-json --file ${file}` },
  ".ncl": { name: "Nickel", build: (file) => `nickel export ${file}` },
  ".pkl": { name: "Pkl", build: (file) => `pkl eval -f json ${file}` },
  ".rb": { name: "Ruby", build: (file) => `ruby ${file}` },
  ".sh": { name: "a shell script", build: (file) => `sh ${file}` }
};
function buildAdvice(file) {
  const dashboardPy = /\.dashboards?\.py$/.test(file);
  const language = languages[extname(file).toLowerCase()];
  if (language === void 0) return void 0;
  const command = dashboardPy ? `generate-dashboard ${shown(file)}` : language.build(shown(file));
  return `${file}: ${language.name}, which makes dashboards but is none; have it built: --build ${JSON.stringify(command)} in place of ${basename(file)}, any command that prints dashboards`;
}
function shown(file) {
  return /^[\w./@:+-]+$/.test(file) ? file : `'${file.replaceAll("'", "")}'`;
}

// src/preview/files/read-found.ts
var nothing = { dashboards: [], references: [] };
var isTemplate = /\.(?:tpl|tftpl|tmpl|gotmpl|j2)$/i;
var isMixed = /\.(?:ya?ml|tf|tofu)$/i;
function readFound({ path, named }, { file, warn }) {
  const pass = (error) => {
    if (named || !(error instanceof DashboardError || error instanceof UsageError)) throw error;
    if (!isMixed.test(file) && !isTemplate.test(file)) warn(`passed over: ${error.message}`);
    return void 0;
  };
  const advice = named ? buildAdvice(file) : void 0;
  if (advice !== void 0) throw new UsageError(advice);
  let text;
  try {
    text = readPlainFile(path, { file, what: "a dashboard", maxBytes: maxDashboardBytes });
  } catch (error) {
    return pass(error);
  }
  if (!named && !/\.json$/i.test(file) && !mayHoldDashboards(text)) return { ...nothing, text };
  const template = templateAdvice(path, { file, text });
  if (template !== void 0) {
    if (named) throw new DashboardError(template);
    if (wasDashboards(text)) warn(`passed over: ${template}`);
    return void 0;
  }
  let read;
  try {
    refuseConflict(text, file);
    read = readDashboardFile(text, file);
  } catch (error) {
    const isJson = /\.json$/i.test(file) && conflictLine(text) === void 0;
    const was = isJson ? wasSurelyDashboard(text) : wasDashboards(text);
    if (error instanceof DashboardError && was) throw error;
    return pass(error);
  }
  for (const one of read.unread) {
    if (named && read.dashboards.length + read.references.length === 0) throw new DashboardError(`${file}: ${one}`);
    warn(`passed over: ${file}: ${one}`);
  }
  try {
    const dashboards = sourcesOf(read, { path: file, lenient: named || !isMixed.test(file) });
    return { dashboards, references: read.references, text };
  } catch (error) {
    return pass(error);
  }
}
function refuseConflict(text, file) {
  const line = conflictLine(text);
  if (line === void 0) return;
  throw new DashboardError(
    `${file}:${line}:1: a merge left its conflict marks here (<<<<<<<, =======, >>>>>>>); resolve the conflict`
  );
}
function templateAdvice(path, { file, text }) {
  if (text.includes("{{") && isChartTemplate(path))
    return `${file}: a Helm template; render it first: helm template <chart> | dashpreview up -`;
  if (!isTemplate.test(extname2(path))) return void 0;
  if (!isDashboardText(text) && !text.includes("{{") && !text.includes("${")) return void 0;
  if (isTerraformTemplate(file, text))
    return `${file}: a Terraform template, in which $\${x} stands for \${x}; render it first: terraform show -json PLAN | dashpreview up -`;
  return `${file}: a template, not a dashboard; render it first, and name or pipe the result: … | dashpreview up -`;
}
function isTerraformTemplate(file, text) {
  return /\.tftpl$/i.test(file) || /\.(?:tpl|tmpl)$/i.test(file) && /\$\$\{\w|%%\{/.test(text);
}

export {
  readFound
};
