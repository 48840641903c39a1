import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  validate
} from "./chunk-DBMMLDC5.js";
import {
  requireDashboards
} from "./chunk-SYGRPVR6.js";
import {
  describeSameUid,
  readFiles
} from "./chunk-OYALHLFY.js";
import "./chunk-Y34E544V.js";
import "./chunk-CHTSTKD4.js";
import "./chunk-BHGRDDTH.js";
import "./chunk-IUTLDNCI.js";
import "./chunk-VESQWSBQ.js";
import "./chunk-LRRWOHJL.js";
import "./chunk-BUTP7I6L.js";
import "./chunk-7HAMIALP.js";
import "./chunk-AFILVRNC.js";
import "./chunk-M3TRNEAG.js";
import "./chunk-JJCM5JTA.js";
import "./chunk-NNUYM63R.js";
import "./chunk-JXV6CWRN.js";
import "./chunk-SAFKOMW5.js";
import "./chunk-5WA7UJRV.js";
import {
  maxDashboardBytes
} from "./chunk-JJH2CGNP.js";
import {
  mayHoldDashboards,
  wasDashboards
} from "./chunk-WS2XGLS6.js";
import "./chunk-2B2BRE55.js";
import {
  findingsHelp,
  paintState
} from "./chunk-7JRK62TH.js";
import {
  describePlace
} from "./chunk-DVOWRG3L.js";
import {
  counts,
  failOn
} from "./chunk-3X2NTYLH.js";
import "./chunk-RDQLQ2QQ.js";
import "./chunk-D4UIDT74.js";
import "./chunk-FXEZWZLL.js";
import {
  counted
} from "./chunk-MPS7O4VN.js";
import "./chunk-PHWUCDRY.js";
import "./chunk-4P6PP26E.js";
import "./chunk-REFUIXMO.js";
import "./chunk-Z4Q2ISX3.js";
import "./chunk-EF6G3FEZ.js";
import "./chunk-YJEH4LXZ.js";
import "./chunk-DLEOOTJD.js";
import "./chunk-PLX77PAM.js";
import "./chunk-U263SKPT.js";
import "./chunk-CTBYMT6C.js";
import {
  isDynamicPattern
} from "./chunk-GCYYDLYZ.js";
import "./chunk-CCWGOCJL.js";
import "./chunk-Z2PCP3ON.js";
import "./chunk-MWDUPVNI.js";
import "./chunk-RQHKSZ5E.js";
import "./chunk-7ZG6RHXF.js";
import {
  readPlainFile
} from "./chunk-B7QDZDLD.js";
import "./chunk-5AO6ZF25.js";
import "./chunk-ACMFHTB5.js";
import "./chunk-BLCDFNVZ.js";
import "./chunk-EO5QO5NY.js";
import "./chunk-KAI2TVF5.js";
import "./chunk-DNV2PKG7.js";
import "./chunk-I2SEJ6BX.js";
import {
  plainLine
} from "./chunk-EAIBZLQG.js";
import {
  painter
} from "./chunk-PFTXVXQM.js";
import {
  ExpectedError
} from "./chunk-E7O6XGVL.js";
import "./chunk-RZGYXAJU.js";

// src/preview/files/spec-path.ts
import { basename, resolve } from "node:path";
function isSpecPath(path, cwd) {
  if (isDynamicPattern(path) || !/\.(?:ya?ml|data\.json)$/i.test(path)) return false;
  if (/\.data\.(?:ya?ml|json)$|^dashpreview\.ya?ml$/i.test(basename(path))) return true;
  try {
    const text = readPlainFile(resolve(cwd, path), { file: path, what: "a file", maxBytes: maxDashboardBytes });
    if (/^(?:version: *1|metrics:)/m.test(text) && !/^kind:/m.test(text)) return true;
    if (/^providers:/m.test(text)) return false;
    return !mayHoldDashboards(text) || !wasDashboards(text);
  } catch (error) {
    if (error instanceof ExpectedError) return true;
    throw error;
  }
}

// src/cli/commands/validate/run-validate.ts
async function runValidate(request, context) {
  requireDashboards(request, "validate");
  const named = request.dashboards.filter((path) => isSpecPath(path, context.cwd));
  const dashboardPaths = request.dashboards.filter((path) => !named.includes(path));
  const inputs = await readFiles({ ...request, dashboards: dashboardPaths, specs: named }, context);
  const { dashboards, specs, warnings, sameUids } = await validate(inputs, {
    nowMs: context.now(),
    historyMs: request.historyMs,
    stepMs: request.stepMs,
    maxSeries: request.maxSeries,
    maxSamples: request.maxSamples,
    untrusted: request.untrusted,
    signal: context.signal,
    blocking: context.blocking
  });
  const { out } = context;
  if (request.output === "json") {
    out.json({ dashboards, specs, warnings, sameUids });
  } else {
    const paint = painter(out.colours);
    const lines = [
      ...specs.flatMap(({ file, series, samples, scenarios }) => [
        `${paint.green("ok")}  ${plainLine(file)}: ${series} series, at most ${samples} samples`,
        ...scenarios.map((one) => `    scenario ${one.name}: ${one.series} series, at most ${one.samples} samples`)
      ]),
      ...dashboards.flatMap((dashboard) => dashboardLines(dashboard, out.colours)),
      ...sameUids.map((same) => `${paint.red("!!")}  ${plainLine(describeSameUid(same))}`),
      ...warnings.map((text) => paint.yellow(`warning: ${plainLine(text)}`))
    ];
    out.write(`${lines.join("\n")}
`);
  }
  return dashboards.some((dashboard) => failOn(dashboard, request.failOn)) || sameUids.length > 0 ? 1 : 0;
}
function dashboardLines({ file, title, queries, findings, spec }, colours) {
  const paint = painter(colours);
  const wrong = findings.find(({ state }) => counts(state, "broken"));
  return [
    `${wrong === void 0 ? paint.green("ok") : paint.red("!!")}  ${plainLine(file)}: "${plainLine(title)}", ${counted(queries, "Prometheus query", "Prometheus queries")}` + (spec === void 0 ? paint.yellow(", no data spec") : ""),
    ...findings.map((finding) => {
      const { state, code, reason, expr } = finding;
      const shown = expr === void 0 || state === "skipped" ? "" : `
           ${paint.dim(plainLine(expr))}`;
      const place = plainLine(describePlace(finding));
      return `    ${paintState(state, state, paint)}  ${place}: ${plainLine(reason)} ${paint.dim(`(${code})`)}${shown}`;
    }),
    ...wrong === void 0 ? [] : [`    ${paint.dim(findingsHelp(wrong.code))}`]
  ];
}
export {
  runValidate
};
