import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  readBase
} from "./chunk-WDWYKQ56.js";
import {
  preparePictures,
  printFailedRules,
  withAlerts,
  writePictures
} from "./chunk-6Q7XC2HU.js";
import {
  createPageChecks,
  joinPages,
  readRulesWithBase
} from "./chunk-AQF2K3L5.js";
import "./chunk-Z4M2RD52.js";
import {
  upLocal
} from "./chunk-LWDDKOBX.js";
import "./chunk-JQD3ZC6S.js";
import "./chunk-MTFR5NHR.js";
import "./chunk-5L33OB73.js";
import "./chunk-DLYXPLLW.js";
import {
  pageHtml,
  readPageTemplate
} from "./chunk-DH4GI4R5.js";
import "./chunk-CLLLBOC4.js";
import "./chunk-TD5BO4DN.js";
import "./chunk-OD6TAQFI.js";
import {
  findPrometheusBinary,
  removeLeftovers
} from "./chunk-OQXLBAJJ.js";
import "./chunk-H55RNSOP.js";
import "./chunk-42F5COR6.js";
import "./chunk-6F2R6QGU.js";
import "./chunk-Y3IUNUVR.js";
import "./chunk-6AD3I2CK.js";
import {
  readFiles,
  warnOfSameUids
} from "./chunk-OYALHLFY.js";
import "./chunk-Y34E544V.js";
import "./chunk-CHTSTKD4.js";
import {
  inScenario,
  scenariosOf
} from "./chunk-SO2B2ZP6.js";
import {
  stdinName
} from "./chunk-BHGRDDTH.js";
import "./chunk-IUTLDNCI.js";
import "./chunk-MILOLZ2R.js";
import "./chunk-VESQWSBQ.js";
import "./chunk-3ADR7GN4.js";
import "./chunk-TW2DETBE.js";
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
import "./chunk-JJH2CGNP.js";
import "./chunk-WS2XGLS6.js";
import "./chunk-2B2BRE55.js";
import "./chunk-YNWCQHPM.js";
import "./chunk-5ZERM6KQ.js";
import "./chunk-ASHW6A5J.js";
import "./chunk-XMYBVWPI.js";
import "./chunk-BCJFHYLG.js";
import "./chunk-RP4PX3OI.js";
import "./chunk-RZZYZ6Z2.js";
import "./chunk-6M77KGMD.js";
import "./chunk-T7EJVMAX.js";
import "./chunk-ZCLG54QM.js";
import {
  checkExitCode
} from "./chunk-3X2NTYLH.js";
import "./chunk-FXEZWZLL.js";
import "./chunk-4FI5YERB.js";
import "./chunk-2P4UK4RQ.js";
import "./chunk-PZJKC72J.js";
import "./chunk-SGDPDTTZ.js";
import {
  createProgress
} from "./chunk-TZCGKX3G.js";
import "./chunk-ZUCV4DK7.js";
import "./chunk-JN2EJA7T.js";
import "./chunk-NCEPZOQJ.js";
import {
  counted
} from "./chunk-MPS7O4VN.js";
import "./chunk-LBV6Z5BT.js";
import "./chunk-NLEAXLPZ.js";
import "./chunk-PMDPCLWW.js";
import "./chunk-5UHCLHX7.js";
import "./chunk-B4BP7DEG.js";
import "./chunk-Q663M3BX.js";
import "./chunk-4P6PP26E.js";
import "./chunk-REFUIXMO.js";
import "./chunk-Z4Q2ISX3.js";
import "./chunk-EF6G3FEZ.js";
import "./chunk-YJEH4LXZ.js";
import "./chunk-DLEOOTJD.js";
import "./chunk-PLX77PAM.js";
import "./chunk-U263SKPT.js";
import "./chunk-CTBYMT6C.js";
import "./chunk-GCYYDLYZ.js";
import "./chunk-CCWGOCJL.js";
import "./chunk-Z2PCP3ON.js";
import "./chunk-MWDUPVNI.js";
import "./chunk-RQHKSZ5E.js";
import "./chunk-7ZG6RHXF.js";
import "./chunk-B7QDZDLD.js";
import "./chunk-5AO6ZF25.js";
import "./chunk-ACMFHTB5.js";
import "./chunk-BLCDFNVZ.js";
import {
  tuneFor
} from "./chunk-DERAPTQV.js";
import "./chunk-IQ4QOBYR.js";
import "./chunk-EO5QO5NY.js";
import "./chunk-KAI2TVF5.js";
import "./chunk-DNV2PKG7.js";
import "./chunk-DZGUTROI.js";
import "./chunk-I2SEJ6BX.js";
import {
  plainLine
} from "./chunk-EAIBZLQG.js";
import {
  UsageError
} from "./chunk-E7O6XGVL.js";
import "./chunk-RZGYXAJU.js";

// src/cli/commands/report/run-report.ts
import { resolve } from "node:path";
async function runReport(request, context) {
  const { file, output } = request;
  const { pictures } = request;
  if (file === void 0 && pictures === void 0 && output !== "json")
    throw new UsageError("where to? Name the page with -o report.html, or a folder with --pictures");
  if (file === stdinName && output === "json") throw new UsageError("-o - and --output json exclude each other");
  const template = file === void 0 && pictures === void 0 ? void 0 : readPageTemplate(context);
  const program = preparePictures(request, context);
  const endMs = request.at === void 0 ? void 0 : timeOf(request.at);
  const binary = findPrometheusBinary({ ...context, wanted: request.prometheusBin });
  removeLeftovers(context.temporaryFolder, context.processes, { nowMs: context.now() });
  const progress = createProgress(context);
  const run = { ...context, progress, tune: tuneFor, ...endMs === void 0 ? {} : { now: () => endMs } };
  const pages = [];
  try {
    const read = warnOfSameUids(await readFiles(request, context));
    const scenarios = scenariosOf(request.scenario, read);
    const { base: name } = request;
    const base = name === void 0 ? void 0 : await readBase(name, read, {
      ...{ cwd: context.cwd, env: context.childEnv, signal: context.signal, named: request.dashboards }
    });
    const all = scenarios.map((scenario) => ({ scenario, inputs: inScenario(read, scenario, context.blocking) }));
    for (const one of all) pages.push(await pageOf(request, { ...one, binary, base, pages: scenarios.length }, run));
    const data = joinPages(
      pages.map((page) => page.data),
      request.title
    );
    progress.clear();
    if (output === "json") context.out.json(data);
    if (file === stdinName) context.out.document(pageHtml(template, data));
    else if (file !== void 0)
      context.files.render(
        { path: resolve(context.cwd, file), what: file },
        data,
        (clean) => pageHtml(template, clean)
      );
    if (pictures !== void 0) {
      const clean = context.redactor.value(data);
      const page = { html: pageHtml(template, clean), data: clean };
      progress.step("taking pictures");
      await writePictures(page, { ...request, pictures, program }, context);
    }
    for (const text of new Set(pages.flatMap(({ warnings }) => warnings)))
      context.err.write(`warning: ${plainLine(text)}
`);
    if (file !== void 0 && file !== stdinName)
      context.err.write(`wrote ${plainLine(file)}: ${counted(data.dashboards.length, "dashboard")}
`);
    const code = checkExitCode(
      pages.flatMap(({ checks }) => checks.map(({ check }) => check)),
      request.failOn
    );
    const failed = pages.map(({ rules }) => printFailedRules(rules, context)).includes(true);
    return failed && code === 0 && request.failOn !== "none" ? 1 : code;
  } finally {
    progress.clear();
  }
}
async function pageOf(request, {
  binary,
  scenario,
  inputs,
  base,
  pages: count
}, context) {
  const { base: name } = request;
  const { cwd, blocking, childEnv: env } = context;
  const { rules, warnings: uncompared } = await readRulesWithBase(name, { paths: request.rules, cwd, blocking, env });
  const pages = createPageChecks({
    ...{ variables: request.variables, maxViews: request.maxViews, title: request.title },
    ...{ scenario, pages: count },
    sources: inputs.dashboards.map(({ source }) => source),
    base: base === void 0 ? void 0 : { ...base, name },
    ...{ theme: request.theme, untrusted: request.untrusted, generator: `dashpreview ${context.version}` }
  });
  const local = await upLocal(
    {
      inputs: withBase(inputs, base),
      checks: pages,
      rules,
      ...{ binary, temporaryFolder: context.temporaryFolder, userAgent: `dashpreview/${context.version}` },
      ...{ historyMs: request.historyMs, stepMs: request.stepMs, leadIn: request.leadInMs },
      ...{ maxSeries: request.maxSeries, maxSamples: request.maxSamples, untrusted: request.untrusted }
    },
    context
  );
  try {
    const { data, checks, warnings } = await pages.page(local.checkOf, context);
    return {
      data: withAlerts(data, local.rules, rules, { scenario, base: name }),
      ...{ checks, rules: local.rules },
      warnings: [...local.warnings, ...base?.warnings ?? [], ...uncompared, ...warnings]
    };
  } finally {
    await local.stop();
  }
}
function withBase(inputs, base) {
  if (base === void 0) return inputs;
  const others = inputs.dashboards.flatMap(({ source: now, spec }) => {
    const source = base.before.get(now.file);
    return source === void 0 || source === now ? [] : [{ source, spec }];
  });
  const gone = base.removed.map((source) => ({ source, spec: inputs.specs[0] }));
  return { ...inputs, dashboards: [...inputs.dashboards, ...others, ...gone] };
}
function timeOf(text) {
  const ms = Date.parse(text);
  if (Number.isNaN(ms) || !new Date(ms).toISOString().startsWith(text.slice(0, 16)))
    throw new UsageError(`--at ${text}: there is no such time`);
  return ms;
}
export {
  runReport
};
