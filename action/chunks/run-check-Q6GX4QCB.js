import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  nameInUse
} from "./chunk-CDBPNTLZ.js";
import {
  requireDashboards
} from "./chunk-SYGRPVR6.js";
import {
  checkToJson,
  resultDocument
} from "./chunk-PG7BCHSX.js";
import {
  diffDashboards
} from "./chunk-Y3IUNUVR.js";
import {
  checkPreview,
  toldUnused
} from "./chunk-6AD3I2CK.js";
import {
  describeSameUid,
  findSameUids,
  maxRunSteps,
  readFiles,
  readInputs,
  rewriteForPreview
} from "./chunk-OYALHLFY.js";
import "./chunk-Y34E544V.js";
import "./chunk-CHTSTKD4.js";
import {
  inScenario,
  scenariosOf
} from "./chunk-SO2B2ZP6.js";
import "./chunk-BHGRDDTH.js";
import "./chunk-IUTLDNCI.js";
import {
  openingRange
} from "./chunk-MILOLZ2R.js";
import "./chunk-VESQWSBQ.js";
import "./chunk-3ADR7GN4.js";
import {
  losesNatives,
  versionAsker
} from "./chunk-TW2DETBE.js";
import {
  nativeNames
} from "./chunk-LRRWOHJL.js";
import "./chunk-BUTP7I6L.js";
import "./chunk-7HAMIALP.js";
import {
  Work,
  withWork
} from "./chunk-AFILVRNC.js";
import "./chunk-M3TRNEAG.js";
import "./chunk-JJCM5JTA.js";
import "./chunk-NNUYM63R.js";
import "./chunk-JXV6CWRN.js";
import "./chunk-SAFKOMW5.js";
import "./chunk-5WA7UJRV.js";
import "./chunk-JJH2CGNP.js";
import "./chunk-WS2XGLS6.js";
import "./chunk-2B2BRE55.js";
import {
  escapeMarkdown,
  formatMarkdown
} from "./chunk-6LKQSSW4.js";
import {
  formatTable
} from "./chunk-7JRK62TH.js";
import "./chunk-ZCLG54QM.js";
import "./chunk-DVOWRG3L.js";
import {
  checkExitCode
} from "./chunk-3X2NTYLH.js";
import "./chunk-RDQLQ2QQ.js";
import "./chunk-D4UIDT74.js";
import {
  scenarioTitle
} from "./chunk-FXEZWZLL.js";
import {
  identified
} from "./chunk-4GG7ZRSV.js";
import "./chunk-5PHZJJBZ.js";
import "./chunk-4FI5YERB.js";
import {
  readPreviews,
  searchPreviews
} from "./chunk-2P4UK4RQ.js";
import {
  judgeOwnership,
  readDashboardByUid
} from "./chunk-PZJKC72J.js";
import {
  grafanaFrom,
  prometheusFrom
} from "./chunk-O375JEU7.js";
import "./chunk-BBF4SSFR.js";
import "./chunk-I6U2BZTL.js";
import "./chunk-SGDPDTTZ.js";
import {
  createProgress
} from "./chunk-TZCGKX3G.js";
import "./chunk-ZUCV4DK7.js";
import "./chunk-JN2EJA7T.js";
import "./chunk-NCEPZOQJ.js";
import "./chunk-MPS7O4VN.js";
import "./chunk-PHWUCDRY.js";
import {
  reviewFrom
} from "./chunk-RSB6OVV2.js";
import "./chunk-C3366K2M.js";
import "./chunk-WFHRHJHL.js";
import "./chunk-LBV6Z5BT.js";
import "./chunk-DLLWLS7E.js";
import "./chunk-NLEAXLPZ.js";
import "./chunk-PMDPCLWW.js";
import "./chunk-5UHCLHX7.js";
import "./chunk-B4BP7DEG.js";
import "./chunk-Q663M3BX.js";
import "./chunk-4P6PP26E.js";
import {
  isolationLabel,
  isolationValue,
  previewUid,
  sourceId
} from "./chunk-REFUIXMO.js";
import "./chunk-Z4Q2ISX3.js";
import "./chunk-EF6G3FEZ.js";
import {
  planSpec
} from "./chunk-YJEH4LXZ.js";
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
import {
  defined
} from "./chunk-BLCDFNVZ.js";
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
  painter
} from "./chunk-PFTXVXQM.js";
import {
  UsageError
} from "./chunk-E7O6XGVL.js";
import "./chunk-RZGYXAJU.js";

// src/preview/check.ts
async function checkSources(options, context) {
  const checked = [];
  const { scenario } = options;
  const work = new Work(maxRunSteps);
  const version = versionAsker(options.prometheus, context.signal);
  for (const { source, spec } of options.inputs.dashboards) {
    const place = options.previews === void 0 ? lastHours(options, context) : await placeOfPreview(source, { ...options.previews, scenario });
    const { isolation, dataSource } = place;
    const { prometheus } = options;
    const definitions = spec === void 0 ? void 0 : planSpec(spec.document, { nowMs: context.now() }).definitions;
    const natives = isolation !== void 0 && losesNatives((await version())?.version) ? nativeNames(definitions ?? []) : void 0;
    const window = openingRange(source, place.window);
    const preview = withWork(
      work,
      () => rewriteForPreview(source, {
        uid: "check",
        key: "check",
        isolation,
        natives,
        window,
        dataSource,
        untrusted: options.untrusted
      })
    );
    const grafana = options.previews === void 0 ? void 0 : { connection: options.previews.grafana, dataSource };
    checked.push({
      ...{ source, spec, scenario },
      check: await checkPreview(
        { source, preview, isolation, prometheus, grafana, window, definitions, resolution: place.resolution },
        context
      )
    });
  }
  context.progress.clear();
  const told = toldUnused(checked, "own");
  return checked.map(({ source }, index) => ({ source, scenario, check: told[index] }));
}
function lastHours({ historyMs }, { now }) {
  const toMs = now();
  return {
    isolation: void 0,
    window: { fromMs: toMs - historyMs, toMs },
    dataSource: { uid: "check", type: "prometheus", name: "Prometheus" },
    // Real data may hold anything at any moment.
    resolution: "full"
  };
}
async function placeOfPreview(source, { grafana, owner, scenario }) {
  const uid = previewUid(owner, sourceId(source.source, scenario));
  const stored = await readDashboardByUid(grafana, uid);
  const { ours, manifest, reason } = stored === void 0 ? { ours: false, manifest: void 0, reason: "there is none" } : judgeOwnership(stored, owner);
  if (!ours || manifest === void 0) {
    throw new UsageError(
      `${source.file} has no preview of ${owner.project}.${owner.key} to check (${reason ?? "it has no manifest"}); ${await insteadOf(source, { grafana, owner, scenario })}`
    );
  }
  return {
    isolation: manifest.isolation === "none" ? void 0 : { name: isolationLabel, value: isolationValue(owner, manifest.revision) },
    window: { fromMs: manifest.fromMs, toMs: (manifest.toMs ?? manifest.fromMs + manifest.stepMs) - manifest.stepMs },
    dataSource: { uid: manifest.dataSourceUid, type: "prometheus", name: "Prometheus" },
    resolution: "decide"
  };
}
async function insteadOf({ path, holding }, { grafana, owner, scenario }) {
  const found = await readPreviews(grafana, await searchPreviews(grafana, owner), owner, () => {
  });
  const others = found.flatMap(({ ownership: { ours, manifest } }) => {
    const isSame = manifest?.source.path === path && manifest.source.place === holding?.place;
    return ours && isSame && manifest.scenario !== scenario ? [manifest.scenario] : [];
  });
  const named = others.filter((one) => one !== void 0).toSorted();
  if (named.length > 0) return `there are some of --scenario ${named.join(" and ")}`;
  return others.length > 0 ? "there is one without --scenario" : `run up ${scenario === void 0 ? "" : `--scenario ${scenario} `}first, or leave --key out`;
}

// src/cli/commands/check/run-check.ts
async function runCheck(request, context) {
  requireDashboards(request, "check");
  tuneFor("reading");
  const ofReview = request.key !== void 0 || request.name !== void 0;
  const prometheus = prometheusFrom(request, context);
  const grafana = ofReview ? grafanaFrom(request, context) : void 0;
  const progress = createProgress(context);
  try {
    const inputs = await readFiles(request, context);
    const changes = request.compareWith === void 0 ? void 0 : await changesSince(request.compareWith, inputs, context);
    const previews = grafana === void 0 ? void 0 : { grafana, owner: await ownerOf(request, grafana, context) };
    const checked = [];
    for (const scenario of scenariosOf(request.scenario, inputs)) {
      const own = inScenario(inputs, scenario, context.blocking);
      const { historyMs, untrusted } = request;
      const options = { inputs: own, scenario, prometheus, previews, historyMs, untrusted };
      checked.push(...await checkSources(options, { ...context, progress }));
    }
    print(checked, changes, request, context);
    const same = findSameUids(inputs.dashboards).map(describeSameUid);
    for (const text of [...inputs.warnings, ...same]) context.err.write(`warning: ${plainLine(text)}
`);
    return checkExitCode(
      checked.map(({ check }) => check),
      request.failOn
    );
  } finally {
    progress.clear();
    prometheus.close();
    grafana?.close();
  }
}
async function ownerOf(request, grafana, context) {
  const named = reviewFrom({ project: request.project, key: request.key, name: request.name }, context);
  const { review } = await identified(named, request, context);
  return nameInUse(grafana, review);
}
async function changesSince(base, inputs, { cwd }) {
  if (inputs.dashboards.length !== 1)
    throw new UsageError(`--compare-with goes with one dashboard, not ${inputs.dashboards.length}`);
  const [before] = (await readInputs({ dashboards: [base], cwd })).dashboards;
  return diffDashboards(before.source, inputs.dashboards[0].source).lines;
}
function print(checked, changes, { output }, { out }) {
  if (output === "json") {
    const dashboards = checked.map(({ source, scenario, check }) => ({
      ...{ source: source.file, title: source.title },
      ...defined({ scenario }),
      ...checkToJson(check)
    }));
    out.json(resultDocument({ state: "checked", dashboards, ...defined({ changes }) }));
    return;
  }
  const paint = painter(out.colours);
  for (const { source, scenario, check } of checked) {
    const title = scenarioTitle(source.title, scenario);
    const heading = scenario === void 0 ? "" : `#### ${escapeMarkdown(title, 200)}

`;
    if (output === "markdown") out.write(`${heading}${formatMarkdown(check)}
`);
    else
      out.write(
        `${paint.bold(plainLine(title))}  ${paint.dim(plainLine(source.file))}
${formatTable(check, { columns: out.columns, paint })}
`
      );
  }
  if (changes === void 0) return;
  const lines = changes.map((line) => `- ${plainLine(line)}`);
  out.write(`${lines.length === 0 ? "nothing changed that a reviewer would see" : lines.join("\n")}
`);
}
export {
  runCheck
};
