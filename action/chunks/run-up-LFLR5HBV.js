import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  validate
} from "./chunk-DBMMLDC5.js";
import {
  baseStates,
  compareWithBase,
  droppedFromFiles,
  endings,
  isUnchanged,
  judgeInputs,
  selectChanged,
  sourcesOf,
  unknownReasons,
  withoutSuccessor
} from "./chunk-WDWYKQ56.js";
import {
  compareRules,
  findingsOf,
  maxSummaryChars,
  neverFires,
  outputValues,
  readRelayed,
  ruleFindings,
  ruleReviewJson,
  rulesFail,
  sameTimeline,
  uncomparedAlerts,
  writeOutputs,
  writeResultFile
} from "./chunk-2ENV5SV6.js";
import {
  createPageChecks,
  drawPictures,
  findBrowser,
  isRemoved,
  joinPages,
  launchBrowser,
  openBase,
  openTab,
  readBaseRules,
  usualIntervalMs
} from "./chunk-AQF2K3L5.js";
import {
  refuseUntrustedRelay,
  relayScrapers
} from "./chunk-DAHVZG5W.js";
import {
  describeCounts,
  describeStates,
  formatRuleTest,
  legendOf,
  textOf,
  timelineBar
} from "./chunk-WUVYNSCQ.js";
import "./chunk-Z4M2RD52.js";
import "./chunk-VC6LTPPT.js";
import {
  Relays,
  checkSideBySide,
  createSession,
  isolationOf,
  lookBackOf,
  maxRepairs,
  prepare,
  recordedFiles,
  requireSpecs,
  ruleSet,
  rulesBeside,
  runLive,
  shardsIn,
  testOnFilling,
  undo,
  writeAsFirst,
  writeAsOther,
  writeRevision
} from "./chunk-JQD3ZC6S.js";
import "./chunk-MTFR5NHR.js";
import {
  openGit,
  runGit
} from "./chunk-5L33OB73.js";
import "./chunk-DLYXPLLW.js";
import {
  pageHtml,
  readPageTemplate
} from "./chunk-DH4GI4R5.js";
import {
  fittingHistory
} from "./chunk-3F4FCHHA.js";
import "./chunk-CLLLBOC4.js";
import "./chunk-TD5BO4DN.js";
import {
  readHolding
} from "./chunk-MJH4BEMP.js";
import {
  fromRules,
  inferAlone,
  inferMissing,
  inferredSpecFile,
  isInferred,
  labelKey,
  loadInferredIn,
  noOverrides,
  repairInference,
  repairingText,
  ruleQueries,
  showLabels,
  startInference,
  withInferredSpec,
  withLeadIn
} from "./chunk-OD6TAQFI.js";
import {
  findPrometheusBinary,
  makeTemporaryFolder,
  removeLeftovers
} from "./chunk-OQXLBAJJ.js";
import "./chunk-H55RNSOP.js";
import {
  readAllRules,
  tryRules
} from "./chunk-42F5COR6.js";
import "./chunk-6F2R6QGU.js";
import {
  shardFrom
} from "./chunk-RA6VSTXO.js";
import {
  nameInUse
} from "./chunk-CDBPNTLZ.js";
import {
  checkToJson,
  resultDocument
} from "./chunk-PG7BCHSX.js";
import "./chunk-Y3IUNUVR.js";
import {
  checkPreview,
  toldUnused
} from "./chunk-6AD3I2CK.js";
import {
  buildName,
  maxRunSteps,
  readFiles,
  refuseUntrustedCode,
  requireDistinct,
  rewriteForPreview,
  runBuild
} from "./chunk-OYALHLFY.js";
import "./chunk-Y34E544V.js";
import "./chunk-CHTSTKD4.js";
import {
  inScenario,
  scenariosOf
} from "./chunk-SO2B2ZP6.js";
import {
  isPrintedName
} from "./chunk-BHGRDDTH.js";
import "./chunk-IUTLDNCI.js";
import {
  mapBounded,
  openingRange
} from "./chunk-MILOLZ2R.js";
import {
  libraryPanelUids
} from "./chunk-VESQWSBQ.js";
import "./chunk-3ADR7GN4.js";
import {
  losesNatives
} from "./chunk-TW2DETBE.js";
import {
  clampedWarnings,
  nativeNames,
  planSeries,
  sampleRange,
  windowOf
} from "./chunk-LRRWOHJL.js";
import {
  parts
} from "./chunk-BUTP7I6L.js";
import "./chunk-7HAMIALP.js";
import {
  Work,
  withWork
} from "./chunk-AFILVRNC.js";
import "./chunk-M3TRNEAG.js";
import "./chunk-JJCM5JTA.js";
import "./chunk-NNUYM63R.js";
import {
  readDashboardJson
} from "./chunk-JXV6CWRN.js";
import "./chunk-SAFKOMW5.js";
import {
  isDeeperThan
} from "./chunk-5WA7UJRV.js";
import {
  maxDashboardBytes,
  maxDashboardDepth,
  parseJson
} from "./chunk-JJH2CGNP.js";
import "./chunk-WS2XGLS6.js";
import "./chunk-2B2BRE55.js";
import {
  renewOpen,
  reviewGraceMs,
  whomToAsk
} from "./chunk-OR542QHO.js";
import {
  bullets,
  cleanup,
  closedReviews,
  environmentName,
  folded,
  leftovers,
  previewComment,
  removePictures,
  removedComment,
  removedTitle,
  reportRemoved,
  reviewOf,
  syncComment,
  withoutKey
} from "./chunk-VZKLT4XJ.js";
import {
  deleteRevisions,
  keptNotes,
  removeSourceless
} from "./chunk-YNWCQHPM.js";
import {
  readFolderAccess
} from "./chunk-5ZERM6KQ.js";
import {
  heading,
  shellWord,
  utcMinute
} from "./chunk-AOJ4QD4I.js";
import {
  addressText,
  markMetric,
  readClock as readClock2,
  seeThrough
} from "./chunk-ASHW6A5J.js";
import {
  ensurePreviewFolder
} from "./chunk-XMYBVWPI.js";
import {
  spanText,
  utcMinute as utcMinute2
} from "./chunk-VRPAOOVG.js";
import {
  readClock
} from "./chunk-BCJFHYLG.js";
import {
  saveDashboard
} from "./chunk-7ENR53XV.js";
import {
  listPreviews
} from "./chunk-NZZLYRMT.js";
import "./chunk-RP4PX3OI.js";
import "./chunk-RZZYZ6Z2.js";
import {
  selectorOf
} from "./chunk-6M77KGMD.js";
import {
  shardText
} from "./chunk-T7EJVMAX.js";
import {
  codeSpan,
  escapeMarkdown
} from "./chunk-6LKQSSW4.js";
import {
  findingsHelp,
  paintState,
  summaryLine
} from "./chunk-7JRK62TH.js";
import "./chunk-ZCLG54QM.js";
import {
  describePlace
} from "./chunk-DVOWRG3L.js";
import {
  checkExitCode,
  counts,
  failOn
} from "./chunk-3X2NTYLH.js";
import "./chunk-RDQLQ2QQ.js";
import "./chunk-D4UIDT74.js";
import {
  withoutScenario
} from "./chunk-FXEZWZLL.js";
import {
  hostFrom,
  identified,
  onlyPathNote,
  tokenAdvice
} from "./chunk-4GG7ZRSV.js";
import "./chunk-5PHZJJBZ.js";
import {
  makePicture,
  picturesOf
} from "./chunk-4FI5YERB.js";
import {
  readPreviews,
  searchPreviews
} from "./chunk-2P4UK4RQ.js";
import {
  dashboardUrl,
  judgeOwnership,
  pathSegment,
  readDashboardByUid
} from "./chunk-PZJKC72J.js";
import {
  grafanaConnection,
  grafanaFrom,
  prometheusFrom,
  reportWaits
} from "./chunk-O375JEU7.js";
import "./chunk-BBF4SSFR.js";
import "./chunk-I6U2BZTL.js";
import "./chunk-SGDPDTTZ.js";
import {
  createProgress
} from "./chunk-TZCGKX3G.js";
import "./chunk-ZUCV4DK7.js";
import {
  authHeader,
  createHttpClient
} from "./chunk-JN2EJA7T.js";
import "./chunk-NCEPZOQJ.js";
import {
  counted
} from "./chunk-MPS7O4VN.js";
import {
  documentationForOthers
} from "./chunk-PHWUCDRY.js";
import {
  detectFrom,
  resolveReview,
  reviewFrom,
  withFlags
} from "./chunk-RSB6OVV2.js";
import "./chunk-C3366K2M.js";
import {
  hostOf
} from "./chunk-WFHRHJHL.js";
import {
  isLaterRun
} from "./chunk-LBV6Z5BT.js";
import "./chunk-DLLWLS7E.js";
import "./chunk-NLEAXLPZ.js";
import {
  commitHash
} from "./chunk-PMDPCLWW.js";
import {
  projectNames
} from "./chunk-5UHCLHX7.js";
import "./chunk-B4BP7DEG.js";
import "./chunk-Q663M3BX.js";
import {
  encodeManifest,
  makeTags
} from "./chunk-4P6PP26E.js";
import {
  isolationValue,
  newRevision,
  previewFolder,
  previewUid,
  sourceId
} from "./chunk-REFUIXMO.js";
import {
  asArray,
  asObject,
  field,
  numberField,
  textField
} from "./chunk-Z4Q2ISX3.js";
import "./chunk-EF6G3FEZ.js";
import {
  anchorMs,
  gridEndMs
} from "./chunk-YJEH4LXZ.js";
import {
  isPathBelow,
  maxRecordingBytes,
  maxRecordings,
  parseSpec,
  scenarioPattern
} from "./chunk-DLEOOTJD.js";
import "./chunk-PLX77PAM.js";
import {
  nextTurn
} from "./chunk-U263SKPT.js";
import "./chunk-CTBYMT6C.js";
import {
  isBelow,
  shownPath
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
import {
  formatDuration
} from "./chunk-ACMFHTB5.js";
import {
  defined
} from "./chunk-BLCDFNVZ.js";
import {
  tuneFor
} from "./chunk-DERAPTQV.js";
import "./chunk-IQ4QOBYR.js";
import {
  fileProblem
} from "./chunk-EO5QO5NY.js";
import "./chunk-KAI2TVF5.js";
import "./chunk-DNV2PKG7.js";
import "./chunk-DZGUTROI.js";
import "./chunk-I2SEJ6BX.js";
import {
  annotationCommand
} from "./chunk-IKWK4HV6.js";
import {
  plainLine
} from "./chunk-EAIBZLQG.js";
import {
  painter
} from "./chunk-PFTXVXQM.js";
import {
  CiError,
  ExpectedError,
  GrafanaError,
  InterruptedError,
  PictureError,
  UsageError
} from "./chunk-E7O6XGVL.js";
import "./chunk-RZGYXAJU.js";

// src/ci/comment/own-command.ts
var sourceFolder = "../dashpreview-action";
var maxChars = 300;
function ownCommand(env) {
  const told = plainLine((env["DASHPREVIEW_COMMAND"] ?? "").trim());
  if (told !== "" && told.length <= maxChars) return { before: [], command: told };
  const [, address, commit] = /^(https:\/\/[\w.:-]+(?:\/[\w.-]+)+)@(\w[\w./-]*)$/.exec(sourceOf(env)) ?? [];
  if (address === void 0 || commit === void 0 || address.length > maxChars)
    return { before: [], command: "dashpreview" };
  return {
    before: [`git clone -q ${address} ${sourceFolder}`, `git -C ${sourceFolder} checkout -q ${commit}`],
    command: `node ${sourceFolder}/action/cli.js`
  };
}
function sourceOf(env) {
  const { GITHUB_ACTION_REPOSITORY: repository = "", GITHUB_ACTION_REF: ref = "" } = env;
  if (repository === "" && ref === "") return (env["DASHPREVIEW_SOURCE"] ?? "").trim();
  const server = env["GITHUB_SERVER_URL"] ?? "https://github.com";
  return /^[\w.-]+\/[\w.-]+$/.test(repository) && /^https:\/\/[\w.:-]+$/.test(server) ? `${server}/${repository}@${ref}` : "";
}

// src/infer/repair-apart.ts
async function repairApart(first, filling) {
  let inference = first;
  let which = first.dashboards.map((_, index) => index);
  const parts2 = [];
  for (let round = 0; ; round++) {
    const filled = await filling.fill(inference, which);
    parts2.push({ which, filled });
    const check = round < maxRepairs ? filling.checkOf(filled) : void 0;
    const next = check === void 0 ? void 0 : await repaired(inference, check);
    if (next === void 0) return parts2;
    inference = next.inference;
    which = next.which.map((index) => which[index]);
  }
}
async function repaired(inference, { results, isolation }) {
  const which = [];
  let last;
  for (const [index, own2] of results.entries()) {
    if (!own2.some(({ query, state }) => state === "empty" && query.place === "panel")) continue;
    const alone = results.length === 1 ? inference : await inferAlone(inference, [index]);
    const repair = await repairInference(alone, own2, { isolation });
    if (!repair.changed) continue;
    which.push(index);
    last = repair.inference;
  }
  if (last === void 0) return void 0;
  if (which.length === 1) return { inference: last, which };
  const together = which.length === results.length ? inference : await inferAlone(inference, which);
  const all = which.flatMap((index) => results[index]);
  return { inference: (await repairInference(together, all, { isolation })).inference, which };
}

// src/preview/up/check-of.ts
function checkOf(options, { plan, dataSource, run }, one, relays) {
  const atEnd = relays !== void 0 && one.shown.toMs === sampleRange(plan).toMs;
  const toMs = atEnd ? Math.max(one.shown.toMs, relays.shownToMs) : one.shown.toMs;
  return {
    ...one,
    window: { ...one.shown, toMs },
    definitions: plan.definitions.map(({ definition }) => definition),
    isolation: options.isolation === "label" ? isolationOf(run) : void 0,
    prometheus: options.prometheus,
    grafana: { connection: options.grafana, dataSource },
    scrapeIntervalMs: dataSource.scrapeIntervalMs,
    ...relays === void 0 ? {} : { excuse: (expr) => relays.excuse(expr) }
  };
}
function pageCheckOf(options, prepared, { dashboards, relays }) {
  return (source, of = source) => {
    const one = dashboards.find((dashboard) => dashboard.source === of);
    if (one === void 0) return void 0;
    const { grafana: _grafana, ...check } = checkOf(options, prepared, one, relays);
    return source === of ? check : { ...check, source, preview: one.rewrite(source) };
  };
}

// src/preview/up/describe-up.ts
function describe({ source, preview, opensOn }, rest) {
  return {
    source: source.file,
    ...source.path === source.file ? {} : { path: source.path },
    uid: preview.uid,
    title: preview.title,
    ...rest,
    ...defined({ opensOn }),
    notices: preview.findings.map(({ from: _from, to: _to, ...notice }) => notice)
  };
}
function summary({ review, untilReview }, { run, expiresAtMs, plan, warnings }, written) {
  return {
    project: review.project,
    key: review.key,
    revision: run.revision,
    expiresAtMs,
    ...untilReview ? { untilReview } : {},
    window: windowOf(plan),
    series: written?.series ?? plan.seriesCount,
    samples: written?.samples ?? plan.sampleCount,
    samplesVerified: written?.verified ?? 0,
    warnings
  };
}
async function planned(options, prepared, dashboards) {
  const described = dashboards.map(async (one) => {
    const url = await dashboardUrl(options.grafana, one.preview.uid);
    return describe(one, { url, action: "planned", check: void 0 });
  });
  return {
    ...summary(options, prepared, void 0),
    state: "planned",
    removed: [],
    dashboards: await Promise.all(described)
  };
}
function outrun(options, prepared) {
  const base = summary(options, prepared, void 0);
  return { ...base, state: "superseded", series: 0, samples: 0, dashboards: [], removed: [] };
}

// src/preview/up/or-error.ts
async function orError(work, { signal }) {
  return work.catch((error) => {
    if (!(error instanceof ExpectedError) || signal.aborted) throw error;
    return error;
  });
}

// src/preview/check-all.ts
async function checkAll(options, prepared, { dashboards, outcome, relays }, context) {
  const saved = new Map(outcome.dashboards.map((one) => [one.uid, one]));
  const checks = await checkSideBySide(
    dashboards,
    context,
    (one, { slots, context: own2 }) => orError(checkPreview({ ...checkOf(options, prepared, one, relays), slots }, own2), context)
  );
  context.progress.clear();
  const told = toldUnused(
    dashboards.map(({ spec }, index) => {
      const check = checks[index];
      return { spec, check: check instanceof ExpectedError ? void 0 : check };
    }),
    "all"
  );
  return {
    dashboards: dashboards.map((one, index) => {
      const { url, action } = saved.get(one.preview.uid);
      return describe(one, { url, action, check: told[index] });
    }),
    warnings: dashboards.flatMap((one, index) => {
      const check = checks[index];
      return check instanceof ExpectedError ? [`"${one.preview.title}" was not checked: ${check.message}`] : [];
    })
  };
}

// src/preview/relay/relay-beside.ts
async function relayBeside({ relayed, prometheus }, {
  prepared: { plan, receiver },
  revision
}, context) {
  if (relayed === void 0) return void 0;
  const { isolation } = revision;
  const { clockAheadMs } = receiver;
  const relays = new Relays(relayed, { prometheus, plan, isolation, clockAheadMs, live: false }, context);
  try {
    await relays.start();
    return relays;
  } catch (error) {
    await relays.pause();
    context.progress.step(await undo(revision, context));
    throw error;
  }
}
async function goOn(relays, live) {
  if (relays === void 0) return live();
  try {
    await relays.start();
    await live();
  } finally {
    await relays.finish();
  }
}

// src/preview/scenarios/other-scenario.ts
function isOtherScenario({ source: { path, place, fromTop: fromTop2 }, scenario }, options) {
  const { inputs, beside = [], tree } = options;
  const wanted = options.scenarios ?? [options.scenario];
  if (wanted.includes(scenario)) return false;
  const topOf = (file) => tree.topPath(file) ?? file;
  const at = fromTop2 ?? topOf(path);
  return [...beside, ...inputs.dashboards.map((one) => one.source)].some(
    (source) => topOf(source.path) === at && source.holding?.place === place
  );
}

// src/preview/up/later-run.ts
async function findLaterRun(grafana, run) {
  const hits = await searchPreviews(grafana, run);
  const oneEach = new Map(hits.map((hit) => [hit.tags.find((tag) => tag.startsWith("dp-rev:")), hit]));
  const previews = await readPreviews(grafana, [...oneEach.values()], run, () => {
  });
  return previews.flatMap(({ ownership: { mayOverwrite, marks: marks2, manifest } }) => {
    const later = mayOverwrite && manifest !== void 0 && isLaterRun(run.order, manifest.order);
    return later && marks2 !== void 0 && marks2.revision !== run.revision ? [marks2.revision] : [];
  })[0];
}

// src/preview/up/prove-data-source.ts
var looks = 4;
var lookAgainMs = 1e3;
var hourMs = 36e5;
async function proveDataSource({ grafana, prometheus, dataSource, isolation, marked, plan, checked }, { sleep, signal }) {
  const isSeen = checked.some(
    ({ check }) => check?.queries.some(({ query, state }) => query.place === "panel" && state === "ok") === true
  );
  if (isolation === void 0 || isSeen) return [];
  const { fromMs, toMs } = sampleRange(plan);
  const selector = marked ? `${markMetric}{preview="${isolation.value}"}` : selectorOf(isolation);
  const expr = `count(last_over_time(${selector}[${formatDuration(toMs - fromMs + hourMs)}]))`;
  try {
    for (let look = 1; ; look++) {
      const { state } = await seeThrough(grafana, dataSource, { expr, timeMs: toMs });
      if (state !== "absent") return [];
      if (look === looks) break;
      await sleep(lookAgainMs, signal);
    }
  } catch (error) {
    if (error instanceof GrafanaError) return [];
    throw error;
  }
  return [
    `Grafana does not see the samples of this run: they are in ${prometheus.url}, and its data source ${dataSource.name} (${dataSource.uid}) reads ${addressText(dataSource)}; name the data source that reads the receiver with --datasource, or correct PROMETHEUS_URL or --tenant`
  ];
}

// src/grafana/dashboards/library-panel.ts
async function libraryPanel(grafana, uid) {
  const { status, body } = await grafana.ask({
    method: "GET",
    path: `/api/library-elements/${pathSegment(uid, "the uid of a library panel")}`,
    accept: [403, 404],
    doing: `reading library panel ${uid}`
  });
  if (status === 403 || status === 404 || (numberField(body, "result", "kind") ?? 1) !== 1) return void 0;
  const model = asObject(field(body, "result", "model"));
  if (model === void 0)
    throw new GrafanaError(`reading library panel ${uid}: the answer contains no panel`, { code: "unexpected" });
  return { uid, name: textField(body, "result", "name") ?? "", model };
}

// src/preview/up/save.ts
var attempts = 6;
async function saveDashboards(grafana, run, dashboards, log = /* @__PURE__ */ new Map()) {
  const saved = [];
  const replaced = /* @__PURE__ */ new Set();
  const warnings = [];
  for (const dashboard of [...dashboards].sort((a, b) => a.uid < b.uid ? -1 : 1)) {
    const outcome = await saveOne(grafana, run, dashboard, log);
    if ("by" in outcome) return { state: "superseded", by: outcome.by, saved };
    saved.push(outcome.saved);
    if (outcome.replaced !== void 0 && outcome.replaced !== run.revision) replaced.add(outcome.replaced);
    if (outcome.warning !== void 0) warnings.push(outcome.warning);
  }
  return { state: "saved", dashboards: saved, replaced: [...replaced], warnings };
}
var atOnce = 4;
async function saveOne(grafana, run, dashboard, log) {
  for (let attempt = 1; ; attempt++) {
    const previous = await readDashboardByUid(grafana, dashboard.uid);
    const state = judgePrevious(previous, run);
    if ("by" in state) return state;
    try {
      return {
        saved: await saveDashboard(grafana, dashboard, previous, (word) => log.set(dashboard.uid, word)),
        ...state
      };
    } catch (error) {
      if (!(error instanceof GrafanaError) || error.code !== "conflict" || attempt >= attempts) throw error;
      await grafana.backOff(attempt);
    }
  }
}
function judgePrevious(previous, run) {
  if (previous === void 0) return { replaced: void 0, warning: void 0 };
  const ownership = judgeOwnership(previous, run);
  const { mayOverwrite, marks: marks2, manifest } = ownership;
  if (!mayOverwrite || marks2 === void 0) throw foreign(previous, ownership);
  const revisions = { ours: run.revision, stored: marks2.revision };
  if (manifest !== void 0 && marks2.revision !== run.revision && isLaterRun(run.order, manifest.order, revisions)) {
    return { by: isolationValue(run, marks2.revision) };
  }
  return { replaced: marks2.revision, warning: editedByHand(previous) };
}
function foreign({ uid, title, folderUid }, { reason, moved: moved2 }) {
  const place = folderUid === "" ? "the root" : `the folder ${folderUid}`;
  if (moved2 === true) {
    return new GrafanaError(
      `dashboard ${uid} ("${title}") is a preview that somebody moved to ${place}, and it is left alone there until it expires. Move it back to the folder "${previewFolder.title}" in Grafana, or delete it, then run up again`,
      { code: "foreign" }
    );
  }
  return new GrafanaError(
    `dashboard ${uid} ("${title}") stands where a preview belongs and is left alone: ${reason ?? "it is not ours"}. Delete or move it in Grafana, then run up again`,
    { code: "foreign" }
  );
}
async function isOvertaken(grafana, run, uids) {
  let others = 0;
  for (const uid of uids) {
    const stored = await readDashboardByUid(grafana, uid);
    if (stored === void 0 || !judgeOwnership(stored, run).mayOverwrite) continue;
    const previous = judgePrevious(stored, run);
    if ("by" in previous) return true;
    if (previous.replaced === run.revision) return false;
    others++;
  }
  return others > 0;
}
async function readStanding(grafana, run, log) {
  const showing = [];
  const unknown = [];
  for (const [uid, word] of log) {
    if (word === "refused") continue;
    const stored = await readDashboardByUid(grafana, uid).catch((error) => {
      if (error instanceof ExpectedError || error instanceof Error && error.name === "TimeoutError")
        return "unreadable";
      throw error;
    });
    const shows = stored !== "unreadable" && stored?.tags.includes(`dp-rev:${run.revision}`) === true;
    if (shows || stored === "unreadable" && word === "saved") showing.push(uid);
    else if (word === "sent") unknown.push(uid);
  }
  return { showing, unknown };
}
async function requireFree(grafana, owner, uids) {
  await mapBounded(uids, atOnce, async (uid) => {
    const stored = await readDashboardByUid(grafana, uid);
    if (stored === void 0) return;
    const ownership = judgeOwnership(stored, owner);
    if (!ownership.mayOverwrite) throw foreign(stored, ownership);
  });
}
function editedByHand({ title, version, message, savedBy, resource }) {
  if (resource === void 0 || message?.startsWith(saveMessagePrefix) === true) return void 0;
  return `"${title}" was saved in Grafana${savedBy === void 0 ? "" : ` by ${savedBy}`} since the last run; that state is version ${version} in its history`;
}
var saveMessagePrefix = "dashpreview";

// src/preview/up/rewrite.ts
var defaultIntervalMs = 15e3;
function previewUids({ inputs, review, scenario }) {
  return uidsOf(
    inputs.dashboards.map(({ source }) => source),
    review,
    scenario
  );
}
function commandUids({
  inputs,
  beside = [],
  review,
  scenario
}) {
  return uidsOf([...beside, ...inputs.dashboards.map(({ source }) => source)], review, scenario);
}
function allUids(options) {
  const scenarios = options.scenarios ?? [options.scenario];
  return new Set(scenarios.flatMap((scenario) => [...commandUids({ ...options, scenario }).values()]));
}
function uidsOf(sources, review, scenario) {
  return new Map(sources.map((source) => [source, previewUid(review, sourceId(source.source, scenario))]));
}
function sourceIds({ inputs, scenario }) {
  return inputs.dashboards.map(({ source }) => sourceId(source.source, scenario));
}
async function rewriteAll(options, prepared, signal) {
  const { inputs, untrusted } = options;
  const uids = commandUids(options);
  const links = new Map(
    [...uids].flatMap(([source, uid]) => source.uid === void 0 ? [] : [[source.uid, uid]])
  );
  const libraryPanels = untrusted ? /* @__PURE__ */ new Map() : await readLibraryPanels(
    options.grafana,
    inputs.dashboards.map(({ source }) => source)
  );
  const work = new Work(maxRunSteps);
  const { plan, receiver } = prepared;
  const natives = losesNatives(receiver.version) ? nativeNames(plan.definitions.map(({ definition }) => definition)) : void 0;
  const rewritten = [];
  for (const { source, spec } of inputs.dashboards) {
    await nextTurn(signal);
    const shown = openingRange(source, sampleRange(prepared.plan));
    const window = pinnedTo(shown, options, prepared);
    const wish = {
      uid: uids.get(source),
      key: options.review.key,
      dataSource: prepared.dataSource,
      isolation: options.isolation === "label" ? isolationOf(prepared.run) : void 0,
      natives,
      window,
      follow: options.liveUntilExpiry === true,
      reviewUrl: options.review.url,
      scenario: options.scenario,
      siblings: siblingsOf(source, options),
      minIntervalMs: minIntervalMs(prepared),
      untrusted,
      links,
      libraryPanels
    };
    const preview = withWork(work, () => rewriteForPreview(source, wish));
    rewritten.push({
      source,
      spec,
      preview,
      shown,
      opensOn: window,
      rewrite: (state) => withWork(new Work(maxRunSteps), () => rewriteForPreview(state, wish)),
      ...marks(options, prepared, { source, spec, preview })
    });
  }
  return rewritten;
}
function siblingsOf(source, { scenario, scenarios = [], review }) {
  return scenarios.filter((other) => other !== scenario).map((other) => ({ title: other, uid: previewUid(review, sourceId(source.source, other)) }));
}
async function readLibraryPanels(grafana, sources) {
  const panels = /* @__PURE__ */ new Map();
  for (const uid of new Set(sources.flatMap((source) => libraryPanelUids(parts(source))))) {
    const found = await libraryPanel(grafana, uid);
    if (found !== void 0 && !isDeeperThan(found.model, maxDashboardDepth)) panels.set(uid, found.model);
  }
  return panels;
}
function pinnedTo({ fromMs, toMs }, { liveMs = 0, liveUntilExpiry = false }, { plan, expiresAtMs, createdAtMs }) {
  if (liveUntilExpiry || createdAtMs + liveMs >= expiresAtMs) return void 0;
  const addedMs = toMs < sampleRange(plan).toMs ? 0 : Math.floor(liveMs / plan.grid.stepMs) * plan.grid.stepMs;
  return { fromMs, toMs: toMs + addedMs };
}
function minIntervalMs({
  plan,
  dataSource
}) {
  const { stepMs } = plan.grid;
  return stepMs > (dataSource.scrapeIntervalMs ?? defaultIntervalMs) ? stepMs : void 0;
}
function fromTop(file, topPath) {
  const path = topPath(file);
  return path === file ? void 0 : path;
}
function marks({ review, isolation, untilReview, liveUntilExpiry, scenario, tree: { topPath } }, { run, plan, dataSource, createdAtMs, expiresAtMs }, { source, spec, preview }) {
  const { grid } = plan;
  const fields = {
    project: run.project,
    key: run.key,
    revision: run.revision,
    order: run.order,
    createdAtMs,
    expiresAtMs,
    fromMs: anchorMs(grid),
    toMs: gridEndMs(grid),
    stepMs: grid.stepMs,
    isolation,
    source: {
      path: source.path,
      ...defined({
        place: source.holding?.place,
        commit: review.commit,
        fromTop: fromTop(source.path, topPath)
      })
    },
    ...defined({
      leadIn: grid.leadIn,
      review: review.number,
      until: untilReview ? "review" : void 0,
      live: liveUntilExpiry === true ? "until-expiry" : void 0
    }),
    dataSourceUid: dataSource.uid,
    ...defined({ scenario }),
    spec: spec.document.text,
    ...defined({ files: liveUntilExpiry === true ? recordedFiles(spec) : void 0 }),
    restore: preview.restore
  };
  const whole = encodeManifest(fields);
  const { source: _source, ...smaller } = preview.restore;
  const manifest = whole.leftOut.includes("restore") ? encodeManifest({ ...fields, restore: smaller }) : whole;
  const tags = makeTags({ ...run, src: sourceId(source.source, scenario), expiresAtMs, keep: false });
  const { uid, kind, model, apiVersion } = preview;
  return {
    toSave: {
      uid,
      kind,
      model,
      tags,
      manifest: manifest.text,
      folderUid: previewFolder.uid,
      message: `${saveMessagePrefix}: revision ${run.revision}${review.commit === void 0 ? "" : ` of ${review.commit.slice(0, 10)}`}`,
      ...defined({ apiVersion })
    },
    warnings: manifest.leftOut.map(
      (part) => part !== "restore" ? `${spec.file} is too large to travel with the preview: writing live data later needs --data` : `${source.file} is too large for export to give it back in source form`
    )
  };
}

// src/preview/up/save-all.ts
var lookTimeoutMs = 4e3;
async function saveAll(grafana, run, { dashboards, log, undo: undo2 }, { progress, signal }) {
  try {
    signal.throwIfAborted();
    progress.step(
      `saving ${dashboards.length} ${dashboards.length === 1 ? "dashboard" : "dashboards"} into ${grafana.url}`
    );
    await ensurePreviewFolder(grafana);
    return await saveDashboards(
      grafana,
      run,
      dashboards.map(({ toSave }) => toSave),
      log
    );
  } catch (error) {
    const standing = await readStanding(grafana.withSignal(AbortSignal.timeout(lookTimeoutMs)), run, log);
    if (isNothing(standing)) progress.step(await undo2());
    else {
      progress.step(describe2(run, standing, dashboards.length));
      if (error instanceof ExpectedError) error.details = details(run, standing, dashboards);
    }
    throw error;
  }
}
async function undoUnshown(grafana, run, { log, undo: undo2 }) {
  const standing = await readStanding(grafana, run, log);
  if (isNothing(standing)) return undo2();
  return `the series of this run (${isolationValue(run, run.revision)}) stay for now: ${[...standing.showing, ...standing.unknown].join(", ")} may still show them; the later run, or dashpreview cleanup, deletes them`;
}
function isNothing({ showing, unknown }) {
  return showing.length === 0 && unknown.length === 0;
}
function describe2(run, { showing, unknown }, total) {
  const maybe = unknown.length === 0 ? "" : `, and ${unknown.length} may have been (${unknown.join(", ")})`;
  return `${showing.length} of ${total} dashboards were saved${maybe}; the series of this run (${isolationValue(run, run.revision)}) stay, since a dashboard that was saved shows them; run up again: it puts everything on one revision`;
}
function details(run, { showing, unknown }, dashboards) {
  const saved = (uid) => showing.includes(uid) ? "yes" : unknown.includes(uid) ? "unknown" : "no";
  return {
    project: run.project,
    key: run.key,
    revision: run.revision,
    seriesKept: true,
    dashboards: dashboards.map(({ source, preview: { uid, title } }) => ({
      source: source.file,
      uid,
      title,
      saved: saved(uid)
    }))
  };
}

// src/preview/up/up.ts
async function up(options, context) {
  requireDistinct(options.inputs.dashboards);
  if (options.shards !== void 0) return upOnce(options, context, {});
  return fittingHistory(options, context, (fitting, attempt) => upOnce(fitting, context, attempt));
}
async function upOnce(options, context, attempt) {
  const prepared = await prepare(options, context);
  attempt.plan = prepared.plan;
  const { progress } = context;
  const uids = previewUids(options);
  await requireFree(options.grafana, options.review, [...uids.values()]);
  const dashboards = await rewriteAll(options, prepared, context.signal);
  if (options.dryRun) return { result: await planned(options, prepared, dashboards), live: void 0 };
  const { plan, run } = prepared;
  const later = await findLaterRun(options.grafana, run);
  if (later !== void 0) {
    progress.step(`a later run of this review made its previews already (revision ${later}): this one writes nothing`);
    return { result: outrun(options, prepared), live: void 0 };
  }
  await ensurePreviewFolder(options.grafana);
  const home = await readFolderAccess(options.grafana);
  progress.step(
    `writing ${plan.seriesCount} series of ${plan.grid.count} samples into ${options.prometheus.url} as ${isolationOf(run).value}`
  );
  const isolation = options.isolation === "label" ? isolationOf(run) : void 0;
  const revision = {
    prometheus: options.prometheus,
    plan,
    isolation,
    verifyTimeoutMs: options.verifyTimeoutMs,
    retryMs: options.retryMs,
    run,
    ...home.state === "readable" && home.id !== void 0 ? { mark: { home: home.id, srcs: sourceIds(options) } } : {}
  };
  context.tune?.("writing");
  const written = await writeAll(options, prepared, revision, context);
  const relays = await relayBeside(options, { prepared, revision }, context);
  const state = { prepared, dashboards, revision, written, relays };
  return showWritten(options, state, context).finally(() => relays?.pause());
}
async function showWritten(options, { prepared, dashboards, revision, written, relays }, context) {
  const { run } = prepared;
  const { isolation } = revision;
  const undoAll = async () => {
    await relays?.pause();
    return undo(revision, context);
  };
  context.tune?.("reading", options.inputs.dashboards.length);
  const log = /* @__PURE__ */ new Map();
  const outcome = await saveAll(options.grafana, run, { dashboards, log, undo: undoAll }, context);
  const stop = async () => {
    context.progress.step(await undoUnshown(options.grafana, run, { log, undo: undoAll }));
    return {
      result: { ...summary(options, prepared, written), state: "superseded", dashboards: [], removed: [] },
      live: void 0
    };
  };
  if (outcome.state === "superseded") return stop();
  const retired = await retire(options, prepared, outcome, context);
  const checked = await checkAll(options, prepared, { dashboards, outcome, relays }, context);
  const sight = { ...options, ...prepared, isolation, marked: written.marked, checked: checked.dashboards };
  const unseen = await proveDataSource(sight, context);
  const hasFindings = checked.dashboards.some(
    ({ check }) => check === void 0 || check.unchecked.length > 0 || failOn(check, "empty")
  );
  const overtaken = hasFindings ? await orError(isOvertaken(options.grafana, run, [...previewUids(options).values()]), context) : false;
  if (overtaken === true) return stop();
  const warnings = [
    ...unseen,
    ...outcome.warnings,
    ...retired.warnings,
    ...dashboards.flatMap((one) => one.warnings),
    ...checked.warnings,
    ...clampedWarnings(written.clampedRates),
    ...relays === void 0 ? [] : [relays.note]
  ];
  const base = summary(options, prepared, written);
  const result = {
    ...base,
    state: "done",
    dashboards: checked.dashboards,
    removed: retired.removed,
    warnings: [.../* @__PURE__ */ new Set([...base.warnings, ...warnings])]
  };
  return {
    result,
    pageCheck: pageCheckOf(options, prepared, { dashboards, relays }),
    live: options.liveMs === void 0 ? void 0 : () => goOn(relays, () => runLive({ ...options, prepared, isolation, liveMs: options.liveMs }, context))
  };
}
function writeAll({ shards, inputs }, { createdAtMs, receiver }, revision, context) {
  if (shards === void 0) return writeRevision(revision, context);
  const receiverNow = () => context.now() + receiver.clockAheadMs;
  return writeAsFirst(revision, { shards, specs: inputs.specs, createdAtMs, receiverNow }, context);
}
async function retire(options, { run }, outcome, context) {
  const isOther = (manifest) => isOtherScenario(manifest, options);
  const found = await orError(removeSourceless(options.grafana, run, allUids(options), options.tree, isOther), context);
  const sourceless = found instanceof ExpectedError ? {
    removed: [],
    kept: [],
    values: [],
    warnings: [
      `nobody looked whether previews of this review have lost their source: ${found.message}; the next up will`
    ]
  } : found;
  const { removed } = sourceless;
  const warnings = [...keptNotes(sourceless.kept), ...sourceless.warnings];
  if (options.isolation === "none") return { removed, warnings };
  const replaced = outcome.replaced.map((revision) => isolationValue(run, revision));
  const own2 = isolationValue(run, run.revision);
  const values = [.../* @__PURE__ */ new Set([...replaced, ...sourceless.values])].filter((value) => value !== own2);
  try {
    const deleted = await deleteRevisions(
      options,
      { ...run, uids: [...commandUids(options).values()], gone: new Set(removed.map(({ uid }) => uid)) },
      values
    );
    return { removed, warnings: [...warnings, ...deleted.warnings] };
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    return {
      removed,
      warnings: [
        ...warnings,
        `series of earlier revisions were not deleted: ${error.message}; dashpreview cleanup will`
      ]
    };
  }
}

// src/preview/up/up-inferring.ts
async function upInferring(options, context) {
  context.tune?.("reading", options.inputs.dashboards.length);
  const { history, stepMs } = options;
  const { inputs, inference } = await inferMissing(options.inputs, {
    nowMs: context.now(),
    stepMs,
    historyMs: typeof history === "number" ? history : void 0,
    signal: context.signal,
    progress: context.progress,
    before: options.before,
    gone: options.gone,
    relayed: options.relayed
  });
  if (inference === void 0) return up({ ...options, inputs }, context);
  const inferred = inputs.dashboards.filter(isInferred);
  const parts2 = await repairApart(inference, {
    async fill(current, which) {
      if (current === inference) return up({ ...options, inputs }, context);
      context.progress.step(repairingText);
      const dashboards = which.map((index) => inferred[index]);
      const beside = inputs.dashboards.map(({ source }) => source);
      const repaired2 = await withInferredSpec({ ...inputs, dashboards }, current);
      return up({ ...options, beside, inputs: repaired2 }, context);
    },
    checkOf({ result }) {
      if (result.state !== "done" || options.isolation === "none") return void 0;
      const files = new Set(inferred.map(({ source }) => source.file));
      const results = result.dashboards.filter(({ source }) => files.has(source)).map(({ check }) => check?.queries ?? []);
      return { results, isolation: isolationOf({ ...result, order: 0 }) };
    }
  });
  return parts2.map(({ filled }) => filled).reduce(join);
}
function join(first, second) {
  const again = new Map(second.result.dashboards.map((one) => [one.uid, one]));
  const isWhole = first.result.dashboards.every(({ uid }) => again.has(uid));
  if (second.result.state !== "done" || isWhole) return second;
  const { result } = first;
  const { series, samples, samplesVerified, removed, warnings } = second.result;
  return {
    result: {
      ...result,
      series: result.series + series,
      samples: result.samples + samples,
      samplesVerified: result.samplesVerified + samplesVerified,
      dashboards: result.dashboards.map((one) => again.get(one.uid) ?? one),
      removed: [...result.removed, ...removed],
      warnings: [.../* @__PURE__ */ new Set([...result.warnings, ...warnings])]
    },
    pageCheck: (source, of) => second.pageCheck?.(source, of) ?? first.pageCheck?.(source, of),
    live: first.live === void 0 ? second.live : () => both(first.live, second.live)
  };
}
async function both(one, other) {
  const ended = await Promise.allSettled([one(), other?.()]);
  const failed = ended.find((outcome) => outcome.status === "rejected");
  if (failed !== void 0) throw failed.reason;
}

// src/preview/scenarios/up-scenarios.ts
async function upScenarios(options, scenarios, context) {
  const named = scenarios.filter((one) => one !== void 0);
  const all = scenarios.map((scenario) => ({ scenario, inputs: inScenario(options.inputs, scenario) }));
  const made = [];
  const previews = [];
  for (const { scenario, inputs } of all) {
    if (scenario !== void 0) context.progress.step(`scenario ${scenario}`);
    const shards = options.shards && shardsIn(options.shards, scenario);
    const own2 = { ...options, inputs, scenario, shards, ...named.length === 0 ? {} : { scenarios: named } };
    const { result, live, pageCheck } = await upInferring(own2, context);
    made.push({ scenario, result, live });
    if (pageCheck !== void 0) previews.push({ scenario, inputs, pageCheck });
    if (result.state === "superseded") return { result: { ...result, removed: [] }, live: void 0, previews: [] };
  }
  const lives = made.flatMap(({ live }) => live ?? []);
  return {
    result: joinResults(made, options),
    live: lives.length === 0 ? void 0 : () => allOf(lives),
    previews
  };
}
function joinResults(made, { failOn: failOn2 }) {
  const { result: first, scenario: only } = made[0];
  if (only === void 0) return first;
  const results = made.map(({ result }) => result);
  const order = [...new Set(results.flatMap(({ dashboards }) => dashboards.map(({ source }) => source)))];
  const sum = (name) => results.reduce((total, result) => total + result[name], 0);
  const scenarios = made.map(({ scenario, result }) => {
    const { revision, window, series, samples, samplesVerified, dashboards } = result;
    const exitCode = result.state === "planned" ? void 0 : checkExitCode(
      dashboards.map(({ check }) => check),
      failOn2
    );
    return {
      ...{ scenario, revision, window, series, samples, samplesVerified },
      ...defined({ exitCode }),
      dashboards: dashboards.map(({ uid }) => uid)
    };
  });
  return {
    ...first,
    ...{ series: sum("series"), samples: sum("samples"), samplesVerified: sum("samplesVerified") },
    scenarios,
    expiresAtMs: Math.min(...results.map(({ expiresAtMs }) => expiresAtMs)),
    dashboards: made.flatMap(({ scenario, result }) => result.dashboards.map((one) => ({ ...one, scenario }))).toSorted((a, b) => order.indexOf(a.source) - order.indexOf(b.source)),
    removed: results.flatMap(({ removed }) => removed),
    warnings: [...new Set(results.flatMap(({ warnings }) => warnings))]
  };
}
async function allOf(lives) {
  const ended = await Promise.allSettled(lives.map((live) => live()));
  const failed = ended.find((outcome) => outcome.status === "rejected");
  if (failed !== void 0) throw failed.reason;
}

// src/cli/review/warn.ts
function warn({ err }, warnings) {
  const paint = painter(err.colours);
  for (const text of warnings) err.write(`${paint.yellow(`warning: ${plainLine(text)}`)}
`);
}

// src/cli/review/report-no-preview.ts
function reportNoPreview({ request, key }, { json, text, summary: summary2, warnings = [] }, context) {
  if (request.output === "json") context.out.json(json);
  else if (text !== void 0) context.out.write(`${text}
`);
  warn(context, warnings);
  const values = outputValues({ key, dashboards: [] }, request);
  writeOutputs(request, { json, values, summary: summary2 }, context);
}

// src/cli/review/sweep.ts
var maxSwept = 50;
var orphanAgeMs = 36e5;
async function sweepDue({ grafana, prometheus, review, host, request }, context) {
  try {
    const names2 = projectNames(review);
    const clock = await readClock(grafana, context.now);
    const maxTtlMs = request.maxTtlMs;
    const asked = host === void 0 ? void 0 : await askAbout(host, { grafana, review, nowMs: clock.nowMs, maxTtlMs });
    const closed = asked?.closed;
    const options = {
      grafana,
      prometheus,
      owner: names2,
      clock,
      which: "expired",
      dryRun: false,
      maxDelete: maxSwept,
      orphanAgeMs,
      maxTtlMs,
      ...defined({ overKeys: closed && new Set(closed.over.keys()) })
    };
    const { deleted, failed, problems } = await cleanup(options, context);
    if (deleted.length > 0)
      context.progress.step(`deleted ${deleted.length} previews that were expired or whose review is over`);
    const others = deleted.filter(({ key }) => key !== review.key);
    const told = host === void 0 || request.comment === "off" ? [] : await reportRemoved({
      grafana,
      host,
      names: names2,
      deleted: others,
      reason: ({ key }) => closed?.over.get(key) ?? "expired",
      deployments: request.deployment,
      nowMs: clock.nowMs
    });
    return [
      ...asked?.warnings ?? [],
      ...problems.map((text) => `the sweep of old previews did not do all: ${text}`),
      ...failed.map(({ title, reason }) => `old preview "${title}" was not deleted: ${reason}`),
      ...told
    ];
  } catch (error) {
    if (!(error instanceof ExpectedError) || error instanceof InterruptedError || context.signal.aborted) throw error;
    return [`old previews were not deleted: ${error.message}`];
  }
}
async function askAbout(host, { grafana, review, nowMs, maxTtlMs }) {
  const owner = projectNames(review);
  const { previews } = await listPreviews(grafana, { owner, nowMs, maxTtlMs });
  const asked = whomToAsk(previews, { key: review.key, host });
  const closed = await closedReviews(host, asked);
  return { closed, warnings: await renewOpen({ grafana, owner, previews: asked, open: closed.open, nowMs, maxTtlMs }) };
}

// src/cli/review/closed-review.ts
function endOf(facts) {
  return facts?.state === "closed" || facts?.state === "merged" ? facts.state : void 0;
}
async function endNow({ host, review }) {
  if (host === void 0 || review.number === void 0) return void 0;
  return host.readReview(review.number).then(endOf, () => void 0);
}
async function runClosed(servers, end, context) {
  const { request, review, grafana, prometheus, host } = servers;
  const { project, key } = review;
  const clock = await readClock(grafana, context.now);
  const result = await cleanup(
    {
      grafana,
      prometheus,
      owner: { ...projectNames(review), key },
      clock,
      which: "expired",
      overKeys: /* @__PURE__ */ new Set([key]),
      closedReview: true,
      dryRun: request.dryRun,
      maxDelete: 0,
      orphanAgeMs,
      maxTtlMs: request.maxTtlMs
    },
    { ...context, progress: createProgress(context) }
  );
  const lines = leftovers(result);
  const told = host === void 0 || request.comment === "off" || request.dryRun ? [] : await reportRemoved({
    grafana,
    host,
    names: projectNames(review),
    deleted: result.deleted,
    reason: () => end,
    deployments: request.deployment,
    nowMs: clock.nowMs,
    ...lines.length === 0 ? {} : { left: /* @__PURE__ */ new Map([[key, { reason: end, lines }]]) }
  });
  const removed = result.deleted.map(({ uid, title }) => ({ uid, title }));
  const warnings = [...result.warnings, ...lines.map((line) => `not removed: ${line}`), ...told];
  const json = resultDocument({ project, key, state: "closed", dashboards: [], removed, warnings });
  const text = [
    `${project}.${key}: the review is ${end}: no preview is made, ${counted(removed.length, "preview")} removed`,
    ...removed.map(({ title }) => `removed ${plainLine(title)}`)
  ].join("\n");
  const summary2 = `The review is ${end}: there is nothing to preview.`;
  reportNoPreview({ request, key }, { json, text, summary: summary2, warnings }, context);
  return lines.length === 0 ? 0 : 3;
}

// src/cli/review/draw-previews.ts
var width = 1200;
var maxRemoved = 3;
var [maxPanels, timeoutMs] = [40, 12e4];
function requireFolder({ picturesUrl, publishDir }) {
  if (picturesUrl !== void 0 && publishDir === void 0)
    throw new UsageError("--pictures-url says where the folder of --publish-dir will be found: name that too");
}
async function planDrawing(request, run, context) {
  const { commentPictures: wish, publishDir } = request;
  const shown = publishDir !== void 0 || canBeShown(request, run) && request.comment !== "off";
  if (request.dryRun || run.inputs.dashboards.length === 0 || !(shown || wish === "on")) return void 0;
  const say = (reason) => {
    if (wish === "on") warn(context, [`no pictures: ${reason}`]);
    else context.err.write(`note: no pictures in the comment: ${reason}
`);
  };
  const attempt = (action) => {
    try {
      return action();
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      say(error.message);
      return void 0;
    }
  };
  const { env, homeFolder } = context;
  const drawn = wish === "on" || wish === "auto" && !run.untrusted;
  if (wish === "auto" && run.untrusted && shown)
    say("a browser would open dashboards that are not trusted; --comment-pictures on has it do so");
  const browser = drawn ? attempt(() => findBrowser({ env, homeFolder, wanted: request.browser })) : void 0;
  if (browser === void 0 && publishDir === void 0) return void 0;
  const template = attempt(() => readPageTemplate(context));
  if (template === void 0) return void 0;
  const base = await orWarn(context, () => baseStates(run.inputs, run.judged.states));
  const removed = run.gone.slice(0, maxRemoved);
  return { template, browser, base: { ...base ?? { before: /* @__PURE__ */ new Map(), unknown: filesOf(run.inputs) }, removed } };
}
function canBeShown({ picturesUrl }, { review, host }) {
  return review.number !== void 0 && host !== void 0 && (host.pictures !== void 0 || picturesUrl !== void 0);
}
var filesOf = ({ dashboards }) => new Set(dashboards.map(({ source }) => source.file));
async function drawPreviews({ template, browser, base }, run, context) {
  const { review, untrusted, previews } = run;
  const sources = previews[0].inputs.dashboards.map(({ source }) => source);
  const now2 = new Map(
    sources.flatMap((source) => {
      const before = base.before.get(source.file);
      return before === void 0 || before === source ? [] : [[before, source]];
    })
  );
  const gone = new Set(base.removed);
  return orWarn(context, async () => {
    const name = run.request.base ?? review.baseRevision;
    const made = [];
    for (const { scenario, pageCheck } of previews) {
      const pages = createPageChecks({
        ...{ variables: "current", maxViews: 1, theme: "system", untrusted, sources },
        ...{ scenario, pages: previews.length },
        generator: `dashpreview ${context.version}`,
        base: { ...base, name: name === void 0 ? "the base" : name.slice(0, 10) }
      });
      const of = (source) => now2.get(source) ?? (gone.has(source) ? sources[0] : void 0);
      made.push((await pages.page((source) => pageCheck(source, of(source)), context)).data);
    }
    const data = withoutEmptyRemoved(context.redactor.value(joinPages(made)));
    if (browser === void 0) return { data, template, pictures: { overview: [], panels: [] } };
    context.progress.step("taking pictures");
    const { sets, warnings } = await drawPictures(
      { html: pageHtml(template, data), data },
      {
        ...{ program: browser, temporaryFolder: context.temporaryFolder, env: context.childEnv, themes: ["dark"] },
        ...{
          width,
          scale: 1,
          which: "changed",
          wholeRemoved: true,
          maxPanels,
          timeoutMs,
          sleep: context.sleep,
          signal: context.signal
        }
      }
    );
    warn(context, warnings);
    return { data, template, pictures: sets.get("dark") ?? { overview: [], panels: [] } };
  });
}
function withoutEmptyRemoved(data) {
  const shows = (dashboard) => !isRemoved(dashboard) || dashboard.comparison.before.views[0].panels.some(({ state }) => state === "ok");
  return { ...data, dashboards: data.dashboards.filter(shows) };
}
async function orWarn(context, action) {
  try {
    return await action();
  } catch (error) {
    if (!(error instanceof ExpectedError) || error instanceof InterruptedError || context.signal.aborted) throw error;
    warn(context, [`no pictures: ${error.message}`]);
    return void 0;
  }
}

// src/alerts/show/state-words.ts
var now = {
  firing: "fires",
  pending: "is pending, and never fires",
  inactive: "is inactive",
  nodata: "has no data",
  error: "fails"
};
var past = {
  firing: "fired",
  pending: "was pending",
  inactive: "was inactive",
  nodata: "had no data",
  error: "failed"
};
function doesNow({ state, grafanaState }) {
  return grafanaState === void 0 ? now[state] : `is ${grafanaState}`;
}
function didBefore({ state, grafanaState }) {
  return grafanaState === void 0 ? past[state] : `was ${grafanaState}`;
}

// src/alerts/show/format-review-comment.ts
var barWidth = 40;
var nobody = [];
function formatReviewComment(review, detail) {
  const { test, alerts, removed, scenario } = review;
  const shown = alerts.filter((one) => isShown(one, test));
  const quiet = alerts.filter((one) => !isShown(one, test));
  const parts2 = [
    `#### Alerts${scenario === void 0 ? "" : `, ${escapeMarkdown(scenario, 100)}`}

${opening(review)}`,
    faults(test, detail),
    expectations(test, detail),
    ...shown.slice(0, detail.alerts).map((one) => alertPart(one, review, detail)),
    shown.length > detail.alerts ? `… and ${counted(shown.length - detail.alerts, "alert")} more; see the job's log.` : "",
    quiet.length === 0 ? "" : `As in the base: ${names(quiet, detail.lines)}`,
    removed.length === 0 || detail.lines === 0 ? "" : `No longer there:

${bullets(removed.map(describeRemoved), detail.lines)}`,
    lists(test, detail)
  ];
  return parts2.filter((part) => part !== "").join("\n\n");
}
function isShown({ alert, change }, { expectations: all }) {
  return change !== "unchanged" || alert.failures.length > 0 || all.some((one) => !one.met && one.alert === alert.alert);
}
function opening({ test, alerts, removed, uncompared }) {
  const count = (wanted) => alerts.filter(({ change }) => change === wanted).length;
  const changes = [
    ...[count("new")].filter(Boolean).map((number) => `${number} new`),
    ...[count("changed")].filter(Boolean).map((number) => `${number} changed`),
    ...[count("affected")].filter(Boolean).map((number) => `${number} with another timeline`),
    ...removed.length > 0 ? [`${removed.length} removed`] : []
  ];
  const compared = uncompared !== void 0 ? ` Not compared with the base: ${escapeMarkdown(uncompared, 300)}.` : ` Against the base, on the same data: ${changes.length === 0 ? "no alert is changed" : changes.join(", ")}.`;
  const { fromMs, toMs } = test.window;
  const time = (timeMs) => new Date(timeMs).toISOString().slice(0, 16).replace("T", " ");
  const legend = legendOf(test.alerts).replaceAll("  ", ", ");
  return `${describeCounts(test)}.${compared} ${time(fromMs)} to ${time(toMs)} UTC; ${legend}.`;
}
function faults(test, { lines }) {
  const wrong = ruleFindings(test).filter(({ state, code }) => state === "error" && code !== "expectation-missed");
  if (wrong.length === 0) return "";
  const texts = wrong.map(({ file, line, rule, code, reason }) => {
    const what = rule === void 0 || code === "rule-refused" ? "" : `${rule}: `;
    return `${file}:${line}: ${what}${reason}`;
  });
  const refused2 = wrong.filter(({ code }) => code === "rule-refused").length;
  const title = refused2 > 0 ? `${counted(refused2, "mistake")} that Prometheus refuses the rules for` : "Rules that cannot be evaluated";
  return `**${title}**${lines === 0 ? "" : `

${bullets(texts, lines)}`}`;
}
function expectations({ expectations: all }, { lines }) {
  if (all.length === 0 || lines === 0) return "";
  const sorted = [...all.filter(({ met }) => !met), ...all.filter(({ met }) => met)];
  const rows = sorted.slice(0, lines).map(({ alert, labels, expected, met, reason, file, line }) => {
    const which = labels.size === 0 ? alert : `${alert}${showLabels(labels)}`;
    const text = escapeMarkdown(`${which} ${expected}${reason === void 0 ? "" : `: ${reason}`}`, 400);
    return met ? `- met: ${text}` : `- **not met**: ${text} (${codeSpan(`${file}:${line}`, 200)})`;
  });
  const rest = sorted.length > lines ? [`- … and ${sorted.length - lines} more`] : [];
  return ["**Expectations of the data spec**", "", ...rows, ...rest].join("\n");
}
function alertPart({ alert, change, before }, { test }, detail) {
  const place = codeSpan(`${alert.file}:${alert.line}`, 200);
  const head = `**${escapeMarkdown(alert.alert, 200)}** (${place}) ${headline({ alert, change, before })}`;
  const reason = alert.reason === void 0 ? "" : `: ${escapeMarkdown(alert.reason.text, 300)}`;
  const bars = timelines(alert, before, test.window, detail);
  return `${head}${reason}${bars.length === 0 ? "" : `

<pre><code>${bars.join("\n")}
</code></pre>`}`;
}
function headline({ alert, change, before }) {
  const now2 = doesNow(alert);
  if (change === "new") return `is new, and ${now2}`;
  if (before === void 0) return now2;
  const was = sameTimeline(alert, before) ? "at the same times as before" : `it ${didBefore(before)}`;
  if (change === "changed") return `is changed: ${now2}; ${was}`;
  return change === "affected" ? `has the same rule, on other series: ${now2}; ${was}` : now2;
}
function timelines(alert, before, window, { instances: most }) {
  const was = before === void 0 || sameTimeline(alert, before) ? void 0 : byLabels(before);
  const now2 = byLabels(alert);
  const keys = [.../* @__PURE__ */ new Set([...now2.keys(), ...was?.keys() ?? []])];
  const lines = keys.slice(0, most).flatMap((key) => {
    const [mine, old] = [now2.get(key), was?.get(key)];
    const text = textOf(mine?.intervals ?? nobody);
    return [
      labelText((mine ?? old).labels),
      ...was === void 0 ? [] : [bar("before", old, window)],
      bar(was === void 0 ? "" : "now", mine, window),
      ...text === void 0 ? [] : [escapeMarkdown(text, 150)]
    ];
  });
  return keys.length > most ? [...lines, `… and ${counted(keys.length - most, "label set")} more`] : lines;
}
function bar(title, instance, window) {
  const intervals = instance?.intervals ?? nobody;
  const when = intervals.length === 0 ? "inactive" : describeStates(intervals, window);
  return `${title === "" ? "" : title.padEnd(7)}${timelineBar(intervals, window, { width: barWidth })} ${when}`;
}
function byLabels({ instances }) {
  return new Map(instances.map((one) => [labelKey(one.labels), one]));
}
function labelText(labels) {
  const own2 = new Map([...labels].filter(([name]) => name !== "alertname"));
  return own2.size === 0 ? "no labels" : escapeMarkdown(showLabels(own2), 200);
}
function names(alerts, most) {
  if (most === 0) return `${counted(alerts.length, "alert")}.`;
  const shown = alerts.slice(0, most).map(({ alert }) => `${codeSpan(alert.alert, 100)} ${doesNow(alert)}`);
  const rest = alerts.length - shown.length;
  return `${shown.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}.`;
}
function describeRemoved(one) {
  return `${one.alert} (${one.file}:${one.line}), which ${didBefore(one)}`;
}
function lists(test, { lines }) {
  if (lines === 0) return "";
  const silent = test.alerts.filter(neverFires);
  const unevaluated = test.unevaluated.map(
    ({ group, rule = group, file, line, reason }) => `${rule} (${file}:${line}): ${reason}`
  );
  return [
    folded(
      `${counted(silent.length, "alert")} that no values of these series can make fire`,
      bullets(
        silent.map(({ alert, file, line, reason }) => `${alert} (${file}:${line}): ${reason?.text ?? ""}`),
        lines
      )
    ),
    folded(`${unevaluated.length} not evaluated`, bullets(unevaluated, lines))
  ].filter((part) => part !== "").join("\n\n");
}

// src/ci/comment/no-preview-comment.ts
var maxNamed = 50;
function noPreviewComment(options) {
  const { mark, commit, gone, titles, alerts } = options;
  const of = commit === void 0 ? "" : `Commit \`${commit.slice(0, 10)}\` · `;
  const parts2 = [
    heading(mark),
    `${of}${removalText(gone)}`,
    titles.length === 0 ? "" : `Their previews were removed:

${bullets(titles, 20)}`,
    alerts
  ];
  return `${parts2.filter((part) => part !== "").join("\n\n")}
`;
}
function removalText(gone) {
  if (gone.length === 0) return "this review changes no dashboard.";
  const lines = gone.slice(0, maxNamed).map((one) => `- ${removedTitle(one)}`);
  const rest = gone.length > maxNamed ? [`- … and ${gone.length - maxNamed} more`] : [];
  return [`this review removes ${counted(gone.length, "dashboard")} and changes no other:`, "", ...lines, ...rest].join(
    "\n"
  );
}

// src/cli/rules/up-exit-code.ts
function upExitCode({
  state,
  dashboards,
  rules,
  rulesUntested
}, level) {
  const checked = state === "done" || state === "local" ? dashboards.map(({ check }) => check) : [];
  const code = checkExitCode(checked, level);
  if (rules !== void 0 && rulesFail(findingsOf(rules), level)) return 1;
  return rulesUntested === true && code === 0 && level !== "none" ? 3 : code;
}

// src/alerts/show/format-rule-review.ts
var maxProblems = 20;
function formatRuleReview({ test, alerts, removed, uncompared, scenario }, options) {
  const { paint } = options;
  const missed = new Set(test.expectations.filter(({ met }) => !met).map(({ alert }) => alert));
  const isShown2 = ({ alert, change }) => change !== "unchanged" || alert.failures.length > 0 || missed.has(alert.alert);
  const shown = alerts.filter(isShown2);
  const changes = alerts.flatMap(describeChange);
  const { problems } = test;
  const rest = alerts.length - shown.length;
  return [
    paint.bold(scenario === void 0 ? "Alerts" : `Alerts, ${plainLine(scenario)}`),
    ...problems.slice(0, maxProblems).map(({ file, line, message }) => paint.red(`  refused  ${plainLine(`${file}:${line}: ${message}`)}`)),
    ...problems.length > maxProblems ? [`  and ${problems.length - maxProblems} more`] : [],
    ...formatRuleTest(test, { ...options, shown: new Set(shown.map(({ alert }) => alert.alert)) }),
    ...uncompared === void 0 ? [] : [paint.dim(`not compared with the base: ${plainLine(uncompared)}`)],
    ...changes.map((text) => `  ${plainLine(text)}`),
    ...removed.map((one) => `  ${plainLine(one.alert)} is no longer there; it ${didBefore(one)}`),
    ...rest > 0 ? [`${counted(rest, "alert")} as in the base`] : []
  ];
}
function describeChange({ alert, change, before }) {
  if (change === "new") return [`${alert.alert} is new`];
  if (before === void 0 || change === "unchanged") return [];
  const was = sameTimeline(alert, before) ? "at the same times as before" : `in the base it ${didBefore(before)}`;
  return [`${alert.alert} ${change === "changed" ? "is changed" : "has another timeline"}: ${was}`];
}

// src/cli/terminal/print-up.ts
function printUp(result, { output, failOn: level }, { out }) {
  if (output === "json") {
    out.json(upJson(result));
    return;
  }
  const paint = painter(out.colours);
  const { window, samples } = result;
  const lines = [
    ...result.dashboards.flatMap((dashboard) => dashboardLines(dashboard, out.colours)),
    ...result.removed.map(({ title, otherScenario }) => {
      const why = otherScenario === true ? "nobody asks for its scenario any more" : "its source is no longer there";
      return `removed ${plainLine(title)}: ${why}`;
    }),
    ...ruleLines(result, out),
    ...result.warnings.map((text) => paint.yellow(`warning: ${plainLine(text)}`)),
    paint.dim(
      closing(
        result,
        `${result.series} series, ${samples} samples over ${spanText(window)} every ${formatDuration(window.stepMs)}`
      )
    ),
    ...exitReason(result, level).map(paint.red)
  ];
  out.write(`${lines.join("\n")}
`);
}
function closing(result, data) {
  const whose = `${result.project}.${result.key}`;
  if (result.state === "planned") return `dry run: ${whose} would get ${data}; nothing was written or saved`;
  if (result.state === "superseded")
    return `${whose}: a later run of this review is at work or done; this one stopped, and its own series go`;
  const revisions = result.scenarios?.map(({ scenario, revision }) => `${revision} (${scenario})`);
  return `${whose} revision ${revisions?.join(", ") ?? result.revision}: ${data}, all read back; ${lifeText(result)}`;
}
function lifeText({ untilReview, expiresAtMs }) {
  if (untilReview === true)
    return `stays until its review ends; if no sweep hears that the review is open, it expires ${utcMinute2(expiresAtMs)}`;
  return `expires ${utcMinute2(expiresAtMs)}; running up again extends it`;
}
function exitReason(result, level) {
  const code = upExitCode(result, level);
  if (code === 1) return [`exit code 1: there are findings that --fail-on ${level} counts`];
  return code === 3 ? ["exit code 3: not everything could be checked; the previews stay, run up again or dashpreview check"] : [];
}
function ruleLines({ rules }, { columns, colours }) {
  return (rules ?? []).flatMap((one) => ["", ...formatRuleReview(one, { columns, paint: painter(colours) }), ""]);
}
function dashboardLines({ title, url, action, check, notices, source }, colours) {
  const paint = painter(colours);
  const unchecked = check?.unchecked ?? [];
  const findings = (check?.findings ?? []).filter(({ state }) => state !== "skipped");
  const told = check === void 0 ? notices : notices.filter(({ state }) => state !== "error");
  return [
    `${paint.bold(plainLine(title))}  ${paint.dim(`${action} from ${plainLine(source)}`)}`,
    ...action === "planned" ? [] : [`  ${plainLine(url)}`],
    ...check === void 0 ? [] : [`  ${summaryLine(check, paint)}`],
    ...unchecked.slice(0, 20).map((one) => `  ${paint.yellow("not checked")} ${plainLine(describePlace(one))}: ${plainLine(one.reason)}`),
    ...unchecked.length > 20 ? [`  and ${unchecked.length - 20} more not checked; see --output json`] : [],
    ...findings.slice(0, 20).map(
      (finding) => `  ${paintState(finding.state, finding.state, paint)} ${plainLine(describePlace(finding))}: ${plainLine(finding.reason)} ${paint.dim(`(${finding.code})`)}`
    ),
    ...findings.length > 20 ? [`  and ${findings.length - 20} more findings; see --output json`] : [],
    ...findings.slice(0, 1).map(({ code }) => paint.dim(`  ${findingsHelp(code)}`)),
    ...told.slice(0, 20).map(({ panel, variable, annotation, reason }) => {
      const place = panel ?? variable ?? annotation ?? "dashboard";
      return `  ${paint.dim(`${plainLine(place)}: ${plainLine(reason)}`)}`;
    }),
    ...told.length > 20 ? [`  and ${told.length - 20} more notices; see --output json`] : []
  ];
}
function upJson(result) {
  const { window, expiresAtMs, dashboards, scenarios, rules, ...rest } = result;
  return resultDocument({
    ...rest,
    expiresAt: new Date(expiresAtMs).toISOString(),
    window: windowJson(window),
    ...defined({ scenarios: scenarios?.map((one) => ({ ...one, window: windowJson(one.window) })) }),
    dashboards: dashboards.map(({ check, notices, opensOn, ...dashboard }) => {
      const checked = check === void 0 ? void 0 : checkToJson(check);
      return { ...dashboard, ...defined({ opensOn: opensOn && timesOf(opensOn) }), ...checked, notices };
    }),
    ...defined({ rules: rules?.map(ruleReviewJson) })
  });
}
function windowJson(window) {
  return { ...timesOf(window), stepSeconds: window.stepMs / 1e3, leadInSeconds: window.leadInMs / 1e3 };
}
function timesOf({ fromMs, toMs }) {
  return { from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString() };
}

// src/cli/review/emptied.ts
var nothingChanged = "The review changes no dashboard: there is nothing to preview.";
async function runEmptied(servers, context) {
  const { request, review, grafana, tested, gone } = servers;
  const { project, key } = review;
  const { nowMs } = await readClock(grafana, context.now);
  const rules = tested?.rules;
  const emptied = request.dryRun ? { removed: [], warnings: [] } : await removePreviews({ ...servers, rules }, servers.order, nowMs);
  const warnings = [...emptied.warnings, ...tested?.warnings ?? []];
  const json = resultDocument({
    ...{ project, key, state: "empty", dashboards: [], ...emptied, warnings },
    ...defined({ rules: rules?.map(ruleReviewJson), rulesUntested: tested?.rulesUntested })
  });
  const text = [
    `${project}.${key}: the review changes no dashboard${gone.length === 0 ? "" : " but those that it removes"}`,
    ...gone.map(({ title, source }) => `removes ${plainLine(title.trim() === "" ? source : `${title} (${source})`)}`),
    ...emptied.removed.map(({ title }) => `removed ${plainLine(title)}`),
    ...ruleLines({ rules }, context.out)
  ].join("\n");
  const alerts = rules === void 0 ? "" : `

${sectionsOf(rules, maxSummaryChars - 1e3)}`;
  const what = gone.length === 0 ? nothingChanged : `In ${codeSpan(key)}, ${removalText(gone)}`;
  reportNoPreview({ request, key }, { json, text, summary: `${what}${alerts}`, warnings }, context);
  return upExitCode({ state: "empty", dashboards: [], ...tested }, request.failOn);
}
function sectionsOf(rules, maxChars2) {
  const write2 = (alerts) => {
    const detail = { alerts, instances: alerts > 5 ? 5 : Math.min(alerts, 1), lines: alerts };
    return rules.map((one) => formatReviewComment(one, detail)).join("\n\n");
  };
  return [50, 20, 5].map(write2).find((text) => text.length <= maxChars2) ?? write2(0);
}
function isAboutAlerts({ alerts, removed, test }) {
  return removed.length > 0 || alerts.some(({ change }) => change !== "unchanged" && change !== "unknown") || rulesFail(ruleFindings(test), "error");
}
async function removePreviews(servers, order, nowMs) {
  const { grafana, prometheus, review, host, request, tree, rules, gone = [] } = servers;
  const { project, key, number, formerProjects } = review;
  const run = { ...projectNames(review), key, revision: newRevision(nowMs), order };
  const { removed, kept, values, warnings } = await removeSourceless(grafana, run, /* @__PURE__ */ new Set(), tree);
  const series = await deleteRevisions(
    { grafana, prometheus },
    { ...run, uids: [], gone: new Set(removed.map(({ uid }) => uid)) },
    values
  );
  const told = [];
  if (host !== void 0 && number !== void 0 && request.comment !== "off" && kept.length === 0) {
    const mark = { project, key, order };
    const titles = removed.map(({ title }) => withoutKey(title, key));
    told.push(...await removePictures(host, { number, key }));
    const room = host.maxCommentChars - 1e4;
    const about = rules?.some(isAboutAlerts) === true ? rules : [];
    try {
      await syncComment(host, {
        number,
        mark,
        formerProjects,
        ...about.length > 0 || gone.length > 0 ? {
          body: noPreviewComment({ mark, commit: review.commit, gone, titles, alerts: sectionsOf(about, room) }),
          create: true
        } : { body: removedComment({ mark, reason: "empty", atMs: nowMs, titles }), create: false }
      });
      if (request.deployment) await host.deployments?.remove(environmentName(key));
    } catch (error) {
      if (!(error instanceof ExpectedError) || request.comment === "required") throw error;
      told.push(`the comment was not written: ${error.message}`);
    }
  }
  return { removed, warnings: [...keptNotes(kept), ...warnings, ...series.warnings, ...told] };
}

// src/cli/review/end-with-run.ts
var own = { fateOf: () => "gone" };
var lastTryMs = 5e3;
async function endWithRun(servers, context) {
  const { review, request, order } = servers;
  if (!review.endsWithRun || request.dryRun) return;
  try {
    const { removed, warnings } = await (context.signal.aborted ? removeAfterSignal(servers, context) : removePreviews({ ...servers, tree: own }, order, context.now()));
    if (removed.length > 0)
      context.err.write(`${review.key}: the run of this merge queue or train ends, so its previews are deleted
`);
    warn(context, warnings);
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    warn(context, [`the previews of ${review.key} were not deleted; they expire within an hour: ${error.message}`]);
  }
}
async function removeAfterSignal(servers, context) {
  const request = { ...servers.request, retryForMs: 0 };
  const [limit, done] = [new AbortController(), new AbortController()];
  const late = { ...context, signal: limit.signal };
  const [grafana, prometheus] = [grafanaFrom(request, late), prometheusFrom(request, late)];
  context.sleep(lastTryMs, done.signal).then(
    () => limit.abort(new InterruptedError()),
    () => {
    }
  );
  try {
    return await removePreviews({ ...servers, request, grafana, prometheus, tree: own }, servers.order, context.now());
  } finally {
    done.abort();
    grafana.close();
    prometheus.close();
  }
}

// src/cli/review/inputs.ts
import { existsSync as existsSync4 } from "node:fs";
import { resolve as resolve4 } from "node:path";

// src/ci/git/base-folder.ts
import { existsSync } from "node:fs";
import { isAbsolute, join as join2, relative, resolve } from "node:path";
function withBaseFolder(view, { folder, named, cwd, read }) {
  const compare = (file, text) => {
    const beside = counterpart(file, { folder: resolve(cwd, folder), named, cwd });
    if (beside === void 0) return { state: "added" };
    const before = read(beside);
    return before === text ? { state: "unchanged" } : { state: "changed", base: async () => before };
  };
  return {
    ...view,
    unknown: void 0,
    async stateOf(here) {
      const state = await view.stateOf(here);
      return state.state === "unknown" && here.text !== void 0 ? compare(here.file, here.text) : state;
    }
  };
}
function counterpart(file, { folder, named, cwd }) {
  const full = resolve(cwd, file);
  const paths = [cwd, ...named.map((path) => resolve(cwd, path))].map((from) => relative(from, full));
  const inside = paths.filter((path) => path !== "" && !path.startsWith("..") && !isAbsolute(path));
  return inside.map((path) => join2(folder, path)).find((path) => existsSync(path));
}

// src/preview/bundle/read-bundle.ts
import { closeSync, constants, fstatSync, openSync, readFileSync } from "node:fs";
import { join as join3 } from "node:path";

// src/preview/bundle/layout.ts
var maxBundleEntries = 200;
var maxBundleScenarios = 10;
var maxBundleBytes = 128 * 1024 * 1024;
var layoutFile = "bundle.json";
var reportFile = "report.json";
function dashboardFile(index) {
  return `dashboard-${index}.json`;
}
function specFile(index) {
  return `spec-${index}.yaml`;
}
function recordingFile(spec, index) {
  return `spec-${spec}-file-${index}.csv`;
}
function rulesFile(index) {
  return `rules-${index}.txt`;
}
function writeLayout(layout) {
  const dashboards = layout.dashboards.map(({ source, spec, holding, uid }) => ({
    source,
    spec: spec ?? null,
    ...defined({ holding, uid })
  }));
  const { specs, scenarios, rules } = layout;
  return `${JSON.stringify({ version: 1, dashboards, specs, ...defined({ scenarios, rules }) }, void 0, 2)}
`;
}
function readLayout(raw) {
  if (asObject(raw) === void 0 || numberField(raw, "version") !== 1) return "it is no bundle of this version";
  const [dashboards, specs] = [asArray(field(raw, "dashboards")), asArray(field(raw, "specs"))];
  if (!Array.isArray(field(raw, "dashboards"))) return "it has no list of dashboards";
  if (dashboards.length > maxBundleEntries || specs.length > maxBundleEntries)
    return `it has more than ${maxBundleEntries} dashboards or specs`;
  const read = [];
  for (const one of dashboards) {
    const [source, spec] = [textField(one, "source"), field(one, "spec")];
    if (!isSourcePath(source)) return "the path of a dashboard is none that a repository can have";
    const [held, uid] = [field(one, "holding"), field(one, "uid")];
    const holding = held === void 0 ? void 0 : readHolding(held);
    if (held !== void 0 && holding === void 0) return "it does not say where a dashboard stands in its file";
    if (uid !== void 0 && (typeof uid !== "string" || uid.length > 200)) return "the uid of a dashboard is none";
    if (read.some((other) => other.source === source && other.holding?.place === holding?.place))
      return "two dashboards have one path";
    if (spec !== null && !(typeof spec === "number" && Number.isInteger(spec) && spec >= 0 && spec < specs.length))
      return "a dashboard names a spec that is not there";
    read.push({ source, spec: spec ?? void 0, ...defined({ holding, uid }) });
  }
  const sources = specs.map((one) => textField(one, "source"));
  if (!sources.every(isSourcePath)) return "the path of a spec is none that a repository can have";
  const files = specs.map((one) => asArray(field(one, "files")));
  if (files.some((list) => list.length > maxRecordings || new Set(list).size < list.length))
    return `a spec has more than ${maxRecordings} files, or one twice`;
  if (!files.every((list) => list.every((path) => typeof path === "string" && isPathBelow(path))))
    return "the path of a spec's file is none below its folder";
  const scenarios = asArray(field(raw, "scenarios"));
  if (scenarios.length > maxBundleScenarios) return `it has more than ${maxBundleScenarios} scenarios`;
  if (!scenarios.every((one) => typeof one === "string" && scenarioPattern.test(one)))
    return "the name of a scenario is none";
  const rules = field(raw, "rules") === void 0 ? void 0 : readRules(field(raw, "rules"));
  if (typeof rules === "string") return rules;
  return {
    dashboards: read,
    specs: sources.map((source, index) => files[index].length === 0 ? { source } : { source, files: files[index] }),
    ...scenarios.length === 0 ? {} : { scenarios },
    ...defined({ rules })
  };
}
function readRules(raw) {
  const [paths, files] = [asArray(field(raw, "paths")), asArray(field(raw, "files"))];
  if (paths.length > maxBundleEntries || files.length > maxBundleEntries)
    return `it has more than ${maxBundleEntries} rule files, or paths of rules`;
  const isPath = (one) => one === "." || typeof one === "string" && isSourcePath(one);
  if (paths.length === 0 || !paths.every(isPath)) return "a path of rules is none that a repository can have";
  const sources = files.map((one) => textField(one, "source"));
  if (!sources.every(isSourcePath) || new Set(sources).size < sources.length)
    return "the path of a rule file is none that a repository can have, or there twice";
  return {
    paths,
    files: sources.map((source, index) => ({ source, wanted: field(files[index], "wanted") === true }))
  };
}
function isSourcePath(path) {
  if (path === void 0 || path === "" || path.length > 500 || /[\u0000-\u001f\u007f\\]/.test(path)) return false;
  return path.split("/").every((part) => part !== "" && part !== "." && part !== "..");
}

// src/preview/bundle/read-bundle.ts
var limits = { rules: 4 * 1024 * 1024, layout: 1024 * 1024, dashboard: 16 * 1024 * 1024, spec: 1024 * 1024 };
function readBundle(folder) {
  let restBytes = maxBundleBytes;
  const read = (name, maxBytes2) => {
    const text = readPlainFile2(folder, name, Math.min(maxBytes2, restBytes));
    restBytes -= Buffer.byteLength(text);
    return text;
  };
  const layout = readLayout(parse(read(layoutFile, limits.layout)));
  if (typeof layout === "string") throw new UsageError(`--from-bundle: ${layoutFile}: ${layout}`, { code: "bundle" });
  const specs = layout.specs.map(({ source, files = [] }, index) => {
    const readFile = (path) => {
      const place = files.indexOf(path);
      if (place === -1) throw new UsageError(`--from-bundle: ${source}: the bundle has no file ${path}`);
      return read(recordingFile(index, place), maxRecordingBytes);
    };
    const text = read(specFile(index), limits.spec);
    return { file: source, readFile, document: parseSpec(text, { file: source, readFile }) };
  });
  const dashboards = layout.dashboards.map(({ source, spec, holding, uid }, index) => {
    const text = read(dashboardFile(index), limits.dashboard);
    const json = parseJson(text, source);
    return {
      source: readDashboardJson(json, { path: source, holding, uid }),
      json,
      spec: spec === void 0 ? void 0 : specs[spec],
      text
    };
  });
  const ofDashboards = new Set(layout.dashboards.map(({ spec }) => spec));
  const isOther = (_, index) => layout.rules !== void 0 && !ofDashboards.has(index);
  const rules = layout.rules && {
    specs: specs.filter(isOther),
    paths: layout.rules.paths,
    files: layout.rules.files.map(({ source, wanted }, index) => {
      return { file: source, text: read(rulesFile(index), limits.rules), isWanted: wanted };
    })
  };
  const own2 = specs.filter((spec, index) => !isOther(spec, index));
  return { dashboards, specs: own2, warnings: [], ...defined({ rules, scenarios: layout.scenarios }) };
}
function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return void 0;
  }
}
function readPlainFile2(folder, name, maxBytes2) {
  const path = join3(folder, name);
  let file;
  try {
    file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch {
    throw new UsageError(
      `--from-bundle: ${name} is missing, or is no plain file; dashpreview up --bundle ${folder} makes such a folder`,
      { code: "bundle" }
    );
  }
  try {
    const kind = fstatSync(file);
    if (!kind.isFile()) throw new UsageError(`--from-bundle: ${name} is no plain file`, { code: "bundle" });
    if (kind.size > maxBytes2)
      throw new UsageError(`--from-bundle: ${name} is larger than ${maxBytes2} bytes`, { code: "bundle" });
    return readFileSync(file, "utf8");
  } finally {
    closeSync(file);
  }
}

// src/preview/review/built-base.ts
import { existsSync as existsSync2, rmSync } from "node:fs";

// src/ci/git/base-tree.ts
import { join as join4 } from "node:path";
async function writeBaseTree(commit, { folder, cwd, env }) {
  const hash = commitHash(commit);
  if (hash === void 0) return { fault: "the base has no full hash" };
  const own2 = { ...env, GIT_INDEX_FILE: join4(folder, "index"), GIT_LFS_SKIP_SMUDGE: "1" };
  const run = (args, from2) => runGit(args, { cwd: from2, env: own2, maxBytes: 1024 * 1024 });
  const prefix = await run(["rev-parse", "--show-prefix"], cwd);
  const top = await run(["rev-parse", "--show-toplevel"], cwd);
  if (prefix.text === void 0 || top.text === void 0) return { fault: prefix.fault ?? top.fault ?? "no top" };
  const from = top.text.replace(/\n$/, "");
  const tree = join4(folder, "tree");
  for (const args of [
    ["read-tree", hash],
    ["checkout-index", "--all", "--force", `--prefix=${tree}/`]
  ]) {
    const { fault } = await run(args, from);
    if (fault !== void 0) return { fault };
  }
  return { cwd: join4(tree, prefix.text.replace(/\n$/, "")), tree, top: from };
}

// src/preview/review/built-base.ts
function withBuiltBase(view, options) {
  const { commands, signal } = options;
  const names2 = new Map(commands.map((command) => [buildName(command), command]));
  const { commit } = view;
  if (names2.size === 0 || view.unknown !== void 0 || commit === void 0) return view;
  let built;
  return {
    ...view,
    async stateOf(here) {
      if (!names2.has(here.file)) return view.stateOf(here);
      built ??= buildAll(commit, names2, options);
      const base = (await built).get(here.file);
      signal.throwIfAborted();
      if (base === "no folder") return { state: "added" };
      if ("why" in base) return { state: "unknown", why: base.why };
      return base.text === here.text ? { state: "unchanged" } : { state: "changed", base: async () => base.text };
    }
  };
}
async function buildAll(commit, names2, options) {
  const { cwd, env, temporaryFolder } = options;
  const folder = makeTemporaryFolder(temporaryFolder, "dashpreview-base-");
  try {
    const tree = await writeBaseTree(commit, { folder, cwd, env });
    const built = [];
    for (const [name, command] of names2) {
      if (tree.cwd === void 0) built.push([name, { why: `the base cannot be built: ${tree.fault}` }]);
      else if (!existsSync2(tree.cwd)) built.push([name, "no folder"]);
      else
        built.push([name, await build(moved(command, tree), { ...options, cwd: tree.cwd, env: movedEnv(env, tree) })]);
    }
    return new Map(built);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
function moved(text, { top, tree }) {
  return top === "/" ? text : text.replaceAll(top, tree);
}
function movedEnv(env, tree) {
  const entries = Object.entries(env).map(([name, value]) => [name, value && moved(value, tree)]);
  return Object.fromEntries(entries);
}
async function build(command, options) {
  try {
    return { text: await runBuild(command, options) };
  } catch (error) {
    if (!(error instanceof ExpectedError) || options.signal.aborted) throw error;
    const [first, second] = error.message.split("\n");
    return {
      why: `the same command fails on the base's files (${[first, second?.trim()].filter(Boolean).join(": ")})`
    };
  }
}

// src/preview/review/removed-by-review.ts
import { extname, join as join5, resolve as resolve2 } from "node:path";
var maxRead = 50;
async function removedByReview(all, judged, {
  base,
  named,
  cwd
}) {
  if (base.unknown !== void 0) return { removed: [], warnings: [] };
  const { top } = base;
  const places = named.map((path) => resolve2(cwd, path));
  const gone = base.deleted.filter(
    ({ path, movedTo }) => top !== void 0 && movedTo === void 0 && endings.has(extname(path)) && !path.split("/").some((name) => name.startsWith(".") || name === "node_modules") && places.some((place) => isBelow(join5(top, path), place))
  );
  try {
    const found = [];
    for (const { path, base: read } of gone.slice(0, maxRead)) {
      const text = await read();
      if (text !== void 0) found.push(...sourcesOf(text, shownPath(join5(top, path), cwd)));
    }
    const now2 = all.dashboards.map(({ source }) => source);
    const dropped = await droppedFromFiles(all, judged);
    const more = gone.length - maxRead;
    return {
      removed: [...withoutSuccessor(found, now2), ...dropped],
      warnings: more <= 0 ? [] : [`the review deletes ${more} more files; they were not looked at`]
    };
  } catch (error) {
    if (!(error instanceof CiError)) throw error;
    return { removed: [], warnings: [`it is not known which dashboards the review removes: ${error.message}`] };
  }
}

// src/preview/review/source-tree.ts
import { existsSync as existsSync3 } from "node:fs";
import { resolve as resolve3 } from "node:path";
function sourceTree(sources) {
  const { base, cwd, top, bundle, unchanged, prune, read, found } = sources;
  const topOf = (file) => base.topPath(file) ?? file;
  const keyOf = ({ path, place }) => JSON.stringify([topOf(path), place]);
  const leftOut = new Set(unchanged.map(keyOf));
  const files = new Set([...read].map(topOf));
  const standing = new Set(found.map(keyOf));
  return {
    topPath: base.topPath,
    fateOf({ path, place, fromTop: fromTop2 = topOf(path) }) {
      if (prune || base.isDeleted(fromTop2)) return "gone";
      const key = JSON.stringify([fromTop2, place]);
      if (leftOut.has(key)) return "unchanged";
      if (bundle) return "unknown";
      if (isPrintedName(path)) return files.has(fromTop2) && !standing.has(key) ? "gone" : "here";
      if (place !== void 0 && files.has(fromTop2) && !standing.has(key)) return "gone";
      if (existsSync3(resolve3(cwd, path)) || top !== void 0 && existsSync3(resolve3(top, fromTop2))) return "here";
      return top === void 0 ? "unknown" : "gone";
    }
  };
}

// src/cli/review/inputs.ts
function isUntrusted(request, review) {
  return request.untrusted || review.fork === true || request.fromBundle !== void 0;
}
async function readReviewed(request, { review, host, untrusted }, context) {
  const { cwd, env } = context;
  const bundle = request.fromBundle !== void 0;
  const git = bundle ? void 0 : openGit({ cwd, env: context.childEnv });
  const opened = await openBase({ review, base: request.base, git, host, cwd, env });
  const built = withBuiltBase(opened, {
    ...{ cwd, signal: context.signal, temporaryFolder: context.temporaryFolder, env: context.childEnv },
    kill: (pid) => context.processes.kill(pid),
    commands: bundle ? [] : request.build ?? [],
    timeoutMs: request.buildTimeoutMs
  });
  const base = withFolder(built, request, context);
  const all = await readAll({ ...request, untrusted }, base, context);
  const scenarios = scenariosOf(request.scenario, all);
  const judged = await judgeInputs(all, base);
  const inputs = request.changedOnly ? selectChanged(all, judged) : all;
  const unchanged = request.changedOnly ? all.dashboards.filter((one) => isUnchanged(one, judged.states)) : [];
  const tree = sourceTree({
    base,
    cwd,
    top: base.top,
    bundle,
    prune: request.prune,
    unchanged: unchanged.map(placeOf),
    read: all.files ?? /* @__PURE__ */ new Set(),
    found: all.dashboards.map(placeOf)
  });
  const named = bundle ? [] : request.dashboards;
  const { removed: gone, warnings } = await removedByReview(all, judged, { base, named, cwd });
  return {
    ...{ inputs, scenarios, all, base, judged, tree, gone },
    warnings: [...judged.warnings, ...doubts(request, { review, base, inputs, judged }), ...warnings]
  };
}
function placeOf({ source }) {
  return { path: source.path, place: source.holding?.place };
}
function withFolder(base, { baseDashboards: folder, dashboards }, { cwd }) {
  if (folder === void 0) return base;
  if (!existsSync4(resolve4(cwd, folder)))
    throw new UsageError(`--base-dashboards ${folder}: no such folder; build the dashboards of the base into it first`);
  const read = (path) => readPlainFile(path, { file: path, what: "a dashboard", maxBytes: maxDashboardBytes });
  return withBaseFolder(base, { folder, named: dashboards, cwd, read });
}
function doubts(request, { review, base, inputs, judged }) {
  const { unknown } = base;
  if (unknown !== void 0) {
    if (request.changedOnly)
      return [`--changed-only: the review's changes are unknown (${unknown}): every dashboard is previewed`];
    return review.number === void 0 ? [] : [`the dashboards were not compared with their base: ${unknown}`];
  }
  if (!request.changedOnly) return [];
  return unknownReasons(inputs, judged).map(
    (reason) => `previewed although it may be unchanged: ${reason}; --base-dashboards compares what a build makes`
  );
}
async function readAll(request, base, context) {
  refuseUntrustedCode(request);
  const bundle = request.fromBundle;
  if (bundle !== void 0) {
    if (request.dashboards.length > 0 || request.data !== void 0 || (request.build ?? []).length > 0)
      throw new UsageError("--from-bundle brings its own dashboards and data: name no others");
    return readBundle(bundle);
  }
  const mayLack = (path) => base.isDeleted(path) || request.changedOnly && base.unknown === void 0 && existsSync4(resolve4(context.cwd, path));
  return readFiles({ ...request, mayLack }, context);
}

// src/cli/review/lifetime.ts
var queueTtlMs = 36e5;
var fixedTtlMs = 72 * 36e5;
function lifetimeOf({ ttlMs, maxTtlMs }, { review, host }) {
  const fixedMs = ttlMs === "review" ? fixedTtlMs : ttlMs;
  if (review.endsWithRun) return { ttlMs: Math.min(fixedMs, queueTtlMs), untilReview: false, warnings: [] };
  if (ttlMs !== "review") return { ttlMs, untilReview: false, warnings: [] };
  const { key, number } = review;
  const its = review.host === void 0 || number === void 0 ? void 0 : hostOf(review.host);
  if (its === void 0 || reviewOf({ key, review: number }, its) !== number) {
    const why = its === void 0 ? "this run belongs to no review" : `the key ${key} is not the review's own`;
    const warnings2 = [`--ttl review: ${why}, so the preview expires after ${formatDuration(fixedTtlMs)}`];
    return { ttlMs: fixedTtlMs, untilReview: false, warnings: warnings2 };
  }
  const graceMs = Math.min(reviewGraceMs, maxTtlMs);
  const warnings = [
    `--ttl review: this run has no token to ask ${its.name} about the review; unless another run does, the preview expires after ${formatDuration(graceMs)}`
  ];
  return { ttlMs: graceMs, untilReview: true, warnings: host === void 0 ? warnings : [] };
}

// src/cli/review/publish.ts
import { resolve as resolve6 } from "node:path";

// src/ci/comment/failed-comment.ts
function failedComment(options) {
  const { mark, commit, atMs, message } = options;
  const of = commit === void 0 ? "The last push" : `Commit \`${commit.slice(0, 10)}\``;
  const why = message.split("\n").slice(0, 20).map((line) => codeSpan(line, 500)).join("<br>\n");
  const until = "A preview of an earlier commit stays as it was, until it expires.\n";
  return [heading(mark), `${of} could not be previewed (${utcMinute(atMs)}):`, why, until].join("\n\n");
}

// src/cli/review/annotations.ts
var maxShown = 10;
function annotations({ dashboards, rules }, {
  failOn: failOn2,
  base,
  readFile
}) {
  const all = dashboards.flatMap(({ source: shown, path: source = shown, scenario, check }) => {
    const findings = check?.findings.filter(({ state }) => state !== "skipped" && state !== "hint") ?? [];
    const lines = findings.length === 0 ? void 0 : readFile(source)?.split("\n");
    return findings.map((finding) => {
      return {
        level: counts(finding.state, failOn2) ? "error" : "warning",
        file: base?.topPath(source) ?? source,
        line: lines === void 0 ? void 0 : titleLine(lines, finding.panel, nthOfTitle(finding, check)),
        title: `${describePlace(finding)}: ${finding.state}, ${finding.code}`,
        message: scenario === void 0 ? finding.reason : `in the scenario ${scenario}: ${finding.reason}`
      };
    });
  });
  const ofRules = findingsOf(rules ?? []).filter(({ state }) => state === "error");
  all.push(
    ...ofRules.map(({ state, code, file, line, rule, reason }) => {
      const level = counts(state, failOn2) ? "error" : "warning";
      const title = `${rule === void 0 ? "" : `${rule}: `}${code}`;
      return { level, file: base?.topPath(file) ?? file, line, title, message: reason };
    })
  );
  const first = (level) => all.filter((one) => one.level === level).slice(0, maxShown);
  return [...first("error"), ...first("warning")].map(annotationCommand);
}
function nthOfTitle({ panel, panelIndex = 0 }, check) {
  return check?.panelResults.slice(0, panelIndex).filter(({ title }) => title === panel).length ?? 0;
}
function titleLine(lines, title, nth) {
  if (title === void 0 || title === "") return void 0;
  const text = JSON.stringify(title);
  const found = lines.flatMap((line, index) => line.includes(text) && line.includes('"title"') ? [index + 1] : []);
  return found[nth] ?? found.at(-1);
}

// src/cli/review/preview-comment.ts
function toComment({ result, review, changes, gone, pictures, request, order, own: own2 }) {
  const endless = request.liveMs !== void 0;
  return {
    mark: { project: result.project, key: result.key, order },
    commit: review.commit,
    expiresAtMs: result.expiresAtMs,
    ...result.untilReview ? { untilReview: true } : {},
    dashboards: result.dashboards.map(({ title, scenario, source, url, opensOn, check, notices }) => ({
      title: withoutScenario(withoutKey(title, result.key), scenario),
      scenario,
      source,
      url,
      opensOn: endless ? void 0 : opensOn,
      check,
      changes: changes.get(source),
      notices: notices.map((notice) => ({ place: describePart(notice), reason: notice.reason }))
    })),
    gone,
    removed: result.removed.map(({ title, otherScenario }) => {
      const plain = withoutKey(title, result.key);
      return otherScenario === true ? `${plain}: not asked for any more` : plain;
    }),
    warnings: result.warnings,
    pictures,
    alerts: result.rules && ((detail) => result.rules.map((one) => formatReviewComment(one, detail)).join("\n\n")),
    reproduce: reproduce({ review, request, result, own: own2 })
  };
}
function commentText(parts2, maxChars2) {
  return previewComment(toComment(parts2), { maxChars: maxChars2 });
}
function summarize({ dashboards, rules }) {
  const sum = (state) => dashboards.reduce((total, { check }) => total + (check?.panels[state] ?? 0), 0);
  const [empty, error, unchecked] = [sum("empty"), sum("error"), sum("unchecked")];
  const whole = dashboards.filter(({ check, action }) => check === void 0 && action !== "planned").length;
  const sources = new Set(dashboards.map(({ source }) => source)).size;
  const scenarios = new Set(dashboards.flatMap(({ scenario }) => scenario ?? [])).size;
  const wrong = findingsOf(rules ?? []).filter(({ state }) => state === "error").length;
  const parts2 = [
    scenarios > 1 ? `${counted(sources, "dashboard")} in ${scenarios} scenarios` : counted(dashboards.length, "dashboard"),
    ...empty > 0 ? [`${counted(empty, "panel")} without data`] : [],
    ...error > 0 ? [`${counted(error, "panel")} with an error`] : [],
    ...unchecked > 0 ? [`${counted(unchecked, "panel")} not checked`] : [],
    ...wrong > 0 ? [`${counted(wrong, "finding")} about alerts`] : [],
    ...whole > 0 ? [`${counted(whole, "dashboard")} not checked`] : []
  ];
  return parts2.join(", ");
}
function describePart({
  panel,
  variable,
  annotation,
  refId
}) {
  if (variable !== void 0) return `variable $${variable}`;
  if (annotation !== void 0) return `annotation ${annotation}`;
  const name = panel ?? "dashboard";
  return refId === void 0 ? name : `${name}, query ${refId}`;
}
function reproduce({
  review: { host, number, commit },
  request,
  result: { dashboards },
  own: own2
}) {
  const fetch = host === void 0 || number === void 0 ? [] : [`git fetch ${shellWord(`${host.serverUrl}/${host.repository}`)} ${hostOf(host).headRef(number)}`];
  const checkout = commit === void 0 ? [] : [`git checkout ${commit}`];
  const shown = [...new Set(dashboards.map(({ source }) => shellWord(source)))].slice(0, 10);
  const named = new Set(dashboards.flatMap(({ scenario }) => scenario ?? []));
  const scenarios = [...named].flatMap((scenario) => ["--scenario", shellWord(scenario)]);
  const data = request.data === void 0 ? [] : ["--data", shellWord(request.data)];
  const rules = (request.rules ?? []).slice(0, 10).map((path) => `--rules ${shellWord(path)}`);
  const words2 = [`${own2.command} up --local`, ...shown, ...data, ...scenarios, ...rules];
  return [...fetch, ...checkout, ...own2.before, words2.join(" ")];
}

// src/cli/review/publish-pictures.ts
import { mkdirSync } from "node:fs";
import { join as join6, resolve as resolve5 } from "node:path";

// src/ci/pictures/choose-pictures.ts
var [maxPictureBytes, maxReviewBytes] = [1e7, 4e7];
var [maxOverviews, maxPanels2] = [10, 20];
function choosePictures({ overview, panels }) {
  const names2 = /* @__PURE__ */ new Set();
  let bytes = 0;
  const fits = (pictures) => {
    const fresh = pictures.filter(({ name }) => !names2.has(name));
    const sum = fresh.reduce((total, { png }) => total + png.length, 0);
    if (bytes + sum > maxReviewBytes || fresh.some(({ png }) => png.length > maxPictureBytes)) return false;
    for (const { name } of fresh) names2.add(name);
    bytes += sum;
    return true;
  };
  const changed = sideBySide(panels.filter(({ change }) => change !== "unchanged"));
  const chosen = {
    overview: overview.filter((picture) => fits([picture])).slice(0, maxOverviews),
    panels: changed.filter((panel) => {
      const pictures = [panel.before, panel.after].filter((one) => one !== void 0);
      return pictures.length > 0 && fits(pictures);
    })
  };
  const shown = { ...chosen, panels: chosen.panels.slice(0, maxPanels2) };
  return {
    ...shown,
    pictures: picturesOf(shown),
    more: changed.length - shown.panels.length,
    moved: panels.filter(({ change, differencePercent = 0 }) => change === "unchanged" && differencePercent > 0).length
  };
}
function sideBySide(panels) {
  const first = /* @__PURE__ */ new Map();
  const places = panels.map((panel, index) => {
    if (panel.in === void 0) return index;
    const place = first.get(panel.in.group) ?? index;
    first.set(panel.in.group, place);
    return place;
  });
  return panels.map((panel, index) => ({ panel, place: places[index] })).toSorted((a, b) => a.place - b.place).map(({ panel }) => panel);
}
function withAddresses({ overview, panels, more, moved: moved2 }, addresses, pageUrl) {
  const shown = (picture) => {
    const url = picture === void 0 ? void 0 : addresses.get(picture.name);
    return url === void 0 ? void 0 : { url, width: picture.width, alt: picture.alt };
  };
  const found = panels.flatMap(({ title, dashboard, in: place, differencePercent, before, after }) => {
    const [old, now2] = [shown(before), shown(after)];
    if (before !== void 0 && old === void 0 || after !== void 0 && now2 === void 0) return [];
    const pictures = { ...old === void 0 ? {} : { before: old }, ...now2 === void 0 ? {} : { after: now2 } };
    return [
      {
        title,
        dashboard,
        ...defined({ in: place }),
        ...differencePercent === void 0 ? {} : { differencePercent },
        ...pictures
      }
    ];
  });
  return {
    overview: overview.flatMap((picture) => {
      const one = shown(picture);
      return one === void 0 ? [] : [{ ...one, ...defined({ in: picture.in, removed: picture.removed }) }];
    }),
    panels: found,
    more: more + panels.length - found.length,
    moved: moved2,
    pageUrl
  };
}

// src/cli/review/publish-pictures.ts
async function placePictures(drawn, run, context) {
  const { publishDir: folder, picturesUrl } = run.request;
  const chosen = choosePictures(drawn.pictures);
  const page = `report-${run.key}.html`;
  const written = folder !== void 0 && putFiles(folder, { drawn, chosen, page }, context);
  if (written && picturesUrl !== void 0) {
    const base = picturesUrl.replace(/\/+$/, "");
    const addresses = new Map(chosen.pictures.map(({ name }) => [name, `${base}/${name}`]));
    const shown = withAddresses(chosen, addresses, `${base}/${page}`);
    return { shown, note: void 0, folder: resolve5(context.cwd, folder), settle: async () => {
    } };
  }
  const published = picturesUrl === void 0 ? await toHost(chosen, run, context) : void 0;
  const note = written ? folderNote(folder, chosen, page) : void 0;
  const place = { note, ...written ? { folder: resolve5(context.cwd, folder) } : {} };
  if (published === void 0) return { ...place, shown: void 0, settle: async () => {
  } };
  return {
    ...place,
    shown: withAddresses(chosen, published.addresses),
    settle: async (stands) => {
      await published.settle(stands).catch((error) => {
        if (!(error instanceof CiError)) throw error;
        warn(context, [`old pictures were not removed: ${error.message}`]);
      });
    }
  };
}
var maxNamed2 = 60;
function folderNote(folder, { pictures }, page) {
  const count = counted(pictures.length, "picture");
  const note = `The page \`${page}\` and ${count} are in the folder ${codeSpan(folder, 200)} of this run.`;
  if (pictures.length === 0) return note;
  const named = pictures.slice(0, maxNamed2).map(({ name, alt }) => `- \`${name}\`: ${escapeMarkdown(alt)}`);
  const more = pictures.length > maxNamed2 ? [`- and ${pictures.length - maxNamed2} more`] : [];
  const summary2 = `<summary>${count} and what they show</summary>`;
  return [note, "", `<details>${summary2}`, "", ...named, ...more, "", "</details>"].join("\n");
}
function putFiles(folder, { drawn, chosen, page }, context) {
  const { cwd, files } = context;
  const path = (name) => ({ path: join6(resolve5(cwd, folder), name), what: join6(folder, name) });
  try {
    mkdirSync(resolve5(cwd, folder), { recursive: true });
    for (const { name, png } of chosen.pictures) files.bytes(path(name), png);
    files.render(path(page), drawn.data, (clean) => pageHtml(drawn.template, clean));
    return true;
  } catch (error) {
    const code = error.code;
    if (!(error instanceof UsageError) && code === void 0) throw error;
    const reason = error instanceof UsageError ? error.message : `no such folder can be made ${fileProblem(error)}`;
    warn(context, [`--publish-dir ${folder}: ${reason}`]);
    return false;
  }
}
async function toHost({ pictures }, { request, review: { number, endsWithRun }, host, key, order }, context) {
  const store = host?.pictures;
  if (number === void 0 || store === void 0 || request.comment === "off") return void 0;
  if (pictures.length === 0 || endsWithRun === true || request.commentPictures === "off") return void 0;
  try {
    const published = await store.publish({ number, key, order }, pictures);
    const [first] = published.problems;
    const missing = pictures.length - published.addresses.size;
    if (first !== void 0) warn(context, [`${counted(missing, "picture")} missing in the comment: ${first}`]);
    return published;
  } catch (error) {
    if (!(error instanceof CiError)) throw error;
    const text = `no pictures in the comment: ${error.message}`;
    if (request.commentPictures === "on") warn(context, [text]);
    else context.err.write(`note: ${text}
`);
    return void 0;
  }
}

// src/cli/review/publish.ts
async function publishUp(done, context) {
  const { result, request, review, drawn } = done;
  const placed = drawn === void 0 ? void 0 : await placePictures(drawn, { ...done, key: result.key }, context);
  const run = { ...done, pictures: placed?.shown };
  const values = {
    ...outputValues(result, {
      resultFile: request.resultFile === void 0 ? void 0 : resolve6(context.cwd, request.resultFile),
      previewDir: placed?.folder
    }),
    // Nobody could follow them: the preview is deleted before the next step.
    ...review.endsWithRun ? { url: "", urls: "[]", "expires-at": "" } : {}
  };
  const summary2 = result.state === "done" ? withoutMark(commentText(run, maxSummaryChars)) : "";
  const noted = placed?.note === void 0 ? summary2 : `${summary2}
${placed.note}
`;
  writeOutputs(request, { json: upJson(result), values, summary: noted }, context);
  if (result.state !== "done") return;
  if (context.env["GITHUB_ACTIONS"] === "true" && request.fromBundle === void 0) writeAnnotations(run, context);
  const outcome = await publishComment(run, context);
  await placed?.settle(outcome !== void 0 && outcome !== "outranked");
  await onDemand(run, context);
}
function writeAnnotations({ result, request, base }, { err, cwd }) {
  const readFile = (file) => {
    try {
      return readPlainFile(resolve6(cwd, file), { file, what: "a dashboard", maxBytes: maxDashboardBytes });
    } catch {
      return void 0;
    }
  };
  for (const line of annotations(result, { failOn: request.failOn, base, readFile })) err.command(line);
}
async function publishComment(run, context) {
  const { request, host, review, result, order } = run;
  if (request.comment === "off") return void 0;
  const { number } = review;
  if (host === void 0 || number === void 0) {
    const why = number === void 0 ? "this run belongs to no review" : tokenAdvice(review);
    if (request.comment === "required") throw new CiError(`--comment required: ${why}`, { code: "no-review" });
    if (number !== void 0) warn(context, [`no comment: ${why}`]);
    return void 0;
  }
  const mark = { project: result.project, key: result.key, order };
  return orWarn2(
    context,
    request.comment === "required",
    "the comment was not written",
    () => syncComment(host, {
      number,
      mark,
      formerProjects: review.formerProjects,
      body: commentText(run, host.maxCommentChars),
      create: true
    })
  );
}
async function onDemand({ request, host, review, result, exitCode }, context) {
  const { commit } = review;
  if (!request.status && !request.deployment) return;
  if (host === void 0 || commit === void 0) {
    warn(context, [
      `no status and no deployment: ${host === void 0 ? tokenAdvice(review) : "the head commit is not known"}`
    ]);
    return;
  }
  const url = result.dashboards[0]?.url;
  if (request.status) {
    const context_ = statusContext(request.name);
    const report = {
      commit,
      state: { 0: "success", 1: "failure", 3: "error" }[exitCode],
      context: context_,
      description: summarize(result),
      url: review.endsWithRun ? void 0 : url
    };
    await orWarn2(context, false, "the commit status was not set", () => host.setStatus(report));
  }
  if (request.deployment && !review.endsWithRun && host.deployments !== void 0 && url !== void 0) {
    const deployment = { environment: environmentName(result.key), commit, url };
    await orWarn2(context, false, "the deployment was not made", () => host.deployments.create(deployment));
  }
}
function statusContext(name) {
  return name === void 0 ? "dashpreview" : `dashpreview/${name}`;
}
async function publishFailure(error, { request, host, review, order }, context) {
  const { number, project, formerProjects, key, commit } = review;
  if (!(error instanceof ExpectedError) || error instanceof InterruptedError || error instanceof CiError) return;
  if (host === void 0 || number === void 0 || request.comment === "off" || request.dryRun) return;
  const mark = { project, key, order };
  const body = failedComment({ mark, commit, atMs: context.now(), message: context.redactor.text(error.message) });
  const ours = error.exitCode === 2;
  await orWarn2(
    context,
    false,
    "the comment does not say that this run failed",
    () => syncComment(host, { number, mark, formerProjects, body, create: ours })
  );
  if (request.status && commit !== void 0) {
    const report = {
      commit,
      state: "error",
      context: statusContext(request.name),
      description: "no preview; see the job's log"
    };
    await orWarn2(context, false, "the commit status was not set", () => host.setStatus(report));
  }
}
async function orWarn2(context, required, what, action) {
  try {
    return await action();
  } catch (error) {
    if (!(error instanceof CiError) || required) throw error;
    warn(context, [`${what}: ${error.message}`]);
    return void 0;
  }
}
function withoutMark(text) {
  return text.replace(/^<!--.*-->\n/, "");
}

// src/cli/review/skipped.ts
function reasonToSkip({ skipDrafts, onlyWithLabel }, facts) {
  if (skipDrafts && facts?.draft === true) return "the review is a draft, and --skip-drafts is set";
  if (onlyWithLabel !== void 0 && facts?.labels?.includes(onlyWithLabel) === false)
    return `the review does not have the label "${onlyWithLabel}" (--only-with-label)`;
  return void 0;
}
function reportSkipped(reason, { request, review }, context) {
  const { project, key } = review;
  const json = resultDocument({ project, key, state: "skipped", reason, dashboards: [] });
  const text = `${project}.${key}: no preview: ${plainLine(reason)}`;
  reportNoPreview({ request, key }, { json, text, summary: `No preview: ${reason}.` }, context);
  return 0;
}

// src/cli/review/without-secrets.ts
var causes = `Runs of forks and of bots such as Dependabot do not get the repository's secrets: with up --bundle in this run and up --from-bundle in one that has them, the review is previewed all the same (${documentationForOthers("recipes/github", "forks")})`;
function missingAccess(request, { host }) {
  if (host === void 0 || request.fromBundle !== void 0) return [];
  const hasLogin = request.grafanaUser !== void 0 && request.grafanaPassword !== void 0;
  return [
    ...request.grafanaUrl === void 0 ? ["the address of Grafana (GRAFANA_URL, input grafana-url)"] : [],
    ...request.grafanaToken === void 0 && !hasLogin ? ["a token for Grafana (GRAFANA_TOKEN, input grafana-token)"] : [],
    ...request.prometheusUrl === void 0 ? ["the address of Prometheus (PROMETHEUS_URL, input prometheus-url)"] : []
  ];
}
async function runWithoutSecrets(run, context) {
  const { host, missing } = run;
  const request = { ...run.request, changedOnly: true };
  const { review: found, facts, warnings } = await resolveReview(run.review, host);
  const review = withFlags(found, request);
  const skipped = reasonToSkip(request, facts);
  if (skipped !== void 0) return reportSkipped(skipped, { request, review }, context);
  const untrusted = isUntrusted(request, review);
  const { inputs, base, judged } = await readReviewed(request, { review, host, untrusted }, context);
  const { changes, warnings: uncompared } = await compareWithBase(inputs, judged);
  const deleting = request.dashboards.filter((path) => base.isDeleted(path));
  const told = [
    ...warnings,
    ...judged.warnings,
    ...uncompared,
    ...base.unknown === void 0 ? [] : [`every dashboard counts as changed: ${base.unknown}`],
    ...deleting.map(
      (path) => `the review deletes files of ${path}; without access their previews stay until they expire`
    )
  ];
  warn(context, told);
  const { project, key } = review;
  const document = { project, key, missing, warnings: told };
  if (inputs.dashboards.length === 0) {
    const json2 = resultDocument({ ...document, state: "empty", dashboards: [], removed: [] });
    const text2 = `${project}.${key}: the review changes no dashboard; Grafana and Prometheus were not asked`;
    reportNoPreview({ request, key }, { json: json2, text: text2, summary: nothingChanged }, context);
    return 0;
  }
  const count = counted(inputs.dashboards.length, "dashboard");
  const message = `no preview of ${count} that the review changes or may change: this run lacks ${missing.join(", ")}`;
  const json = resultDocument({
    ...document,
    state: "without-secrets",
    reason: message,
    dashboards: inputs.dashboards.map(({ source }) => {
      const { state = "unknown", lines = [] } = changes.get(source.file) ?? {};
      return { source: source.file, title: source.title, change: state, changes: lines };
    })
  });
  const text = request.withoutSecrets === "ok" ? `${project}.${key}: ${plainLine(message)}` : void 0;
  const summary2 = summaryText(context.redactor.value(inputs.dashboards.map(({ source }) => source)), {
    changes,
    missing
  });
  reportNoPreview({ request, key }, { json, text, summary: summary2 }, context);
  if (request.withoutSecrets === "ok") return 0;
  const error = painter(context.err.colours).red("error:");
  context.err.write(
    `${error} ${plainLine(message)}. ${causes}. --without-secrets ok ends such runs with exit code 0
`
  );
  return 2;
}
var mostLines = [100, 10, 0];
function summaryText(sources, { changes, missing }) {
  for (const lines of mostLines) {
    const rows = sources.slice(0, 200).map(({ file, title }) => {
      const { state = "unknown", lines: all = [] } = changes.get(file) ?? {};
      const details2 = lines === 0 ? "" : folded(`${counted(all.length, "difference")}`, bullets(all, lines));
      return `**${escapeMarkdown(title, 200)}** (${codeSpan(file, 200)}): ${words[state]}${all.length === 0 ? "" : `

${details2}`}`;
    });
    const more = sources.length > 200 ? [`… and ${sources.length - 200} more`] : [];
    const text = [
      "### No dashboard preview",
      `This run lacks ${missing.join(", ")}. ${causes}.`,
      "The review changes, or may change:",
      ...rows,
      ...more
    ].join("\n\n");
    if (text.length <= maxSummaryChars) return text;
  }
  return `### No dashboard preview

This run lacks ${missing.join(", ")}. ${causes}.`;
}
var words = {
  added: "new",
  changed: "changed",
  unchanged: "no difference that one sees, or only in its data spec",
  unknown: "not compared with its base"
};

// src/preview/alerts/rule-data.ts
async function ruleData(options) {
  const { dashboards, complete, files, nowMs, signal } = options;
  const specs = options.specs.filter(({ file }) => file !== inferredSpecFile);
  if (complete && specs.length > 0) return specs;
  const queries = ruleQueries(files.flatMap(({ groups }) => groups));
  const { rules, skip } = fromRules(queries, { evaluated: true });
  const known = new Set(specs.flatMap(({ document }) => document.metrics.map(({ metadata }) => metadata.name)));
  const sources = dashboards.filter(({ spec }) => spec === void 0).map(({ source }) => source);
  const grid = gridOf(specs, options);
  const key = JSON.stringify([[...known].sort(), grid]);
  const inference = options.inferences?.get(key) ?? await startInference(sources, {
    ...{ nowMs, rules, signal, overrides: { ...noOverrides, skip: /* @__PURE__ */ new Set([...skip, ...known]) } },
    ...grid
  });
  options.inferences?.set(key, inference);
  const isEmpty = inference.spec.metrics.every(({ users }) => users.length === 0);
  return specs.length > 0 && isEmpty ? specs : [...specs, await loadInferredIn(inference, options.scenario)];
}
function gridOf(specs, { nowMs, stepMs, historyMs }) {
  if (specs.length === 0) return { stepMs, historyMs };
  const { grid } = planSeries(specs, { nowMs, stepMs, historyMs });
  return { stepMs: grid.stepMs, historyMs: grid.count * grid.stepMs };
}

// src/preview/alerts/review-rules.ts
async function reviewRules(options, context) {
  const { files, baseFiles, uncompared } = options;
  const { signal } = context;
  const all = [...files, ...baseFiles ?? []];
  const specs = await ruleData({ ...options, files: all, nowMs: context.now(), signal });
  const now2 = ruleSet(files, usualIntervalMs);
  const rules = rulesBeside(now2, baseFiles && ruleSet(baseFiles, usualIntervalMs));
  const session = createSession({ ...options, oneFilling: true });
  try {
    const planAt = async (nowMs) => withLookBack(planSeries(specs, { ...options, nowMs }), rules, options, nowMs);
    const filling = await session.fill(planAt, context);
    const tested = await testOnFilling(filling, { ...options, rules, specs, session }, context);
    const test = { ...tested.now, warnings: filling.plan.warnings };
    if (rules.before === void 0 || tested.before === void 0)
      return {
        ...{ test, removed: [], uncompared },
        alerts: uncomparedAlerts(test, uncompared === void 0 ? "unchanged" : "unknown")
      };
    return { test, ...compareRules({ files, test }, { ...rules.before, test: tested.before }), uncompared };
  } finally {
    context.progress.clear();
    await session.stop();
  }
}
function withLookBack(plan, rules, { leadIn, maxSamples }, nowMs) {
  return leadIn === 0 ? plan : withLeadIn(plan, lookBackOf(rules, plan), { leadIn, maxSamples, nowMs });
}

// src/cli/rules/reviewed-rules.ts
function refuseRules({ rules = [], fromBundle }) {
  if (rules.length > 0 && fromBundle !== void 0)
    throw new UsageError("--rules and --from-bundle exclude each other: a bundle brings its own rules");
}
async function rulesToBundle({ rules: paths = [] }, { base, all }, { cwd, blocking }) {
  if (paths.length === 0) return void 0;
  const read = await readAllRules({ paths, cwd, blocking, mayLack: (path) => base.isDeleted(path) });
  const files = [];
  for (const { file, text, rules } of read)
    if (rules !== void 0 || (await base.stateOf({ file, text })).state === "changed")
      files.push({ file, text, isWanted: rules !== void 0 });
  return { paths, files, specs: all.specs };
}
async function planRules(request, { base, all }, context) {
  const paths = all.rules?.paths ?? request.rules ?? [];
  if (paths.length === 0) return void 0;
  const need = all.rules === void 0 ? "--rules" : "--from-bundle with rules";
  let binary;
  try {
    binary = findPrometheusBinary({ ...context, wanted: request.prometheusBin, need });
  } catch (error) {
    if (!(error instanceof UsageError) || all.rules === void 0) throw error;
    return { untested: error.message };
  }
  const { cwd, blocking } = context;
  const read = all.rules === void 0 ? await readAllRules({ paths, cwd, blocking, mayLack: (path) => base.isDeleted(path) }) : await broughtRules(all.rules, blocking);
  return {
    binary,
    files: read.flatMap(({ rules }) => rules ?? []),
    base: await readBaseRules(read, base, paths)
  };
}
async function broughtRules({ files }, blocking) {
  const read = [];
  for (const { file, text, isWanted } of files)
    read.push({ file, text, rules: await tryRules(text, { file, isWanted, blocking }) });
  return read;
}
async function testPlanned(plan, request, { inputs, all, scenarios }, context) {
  if ("untested" in plan) return { rulesUntested: true, warnings: [`the rules were not tested: ${plan.untested}`] };
  const { binary, files, base } = plan;
  const data = all.rules === void 0 ? all : { ...all, specs: [...all.specs, ...all.rules.specs] };
  const { temporaryFolder, version, processes, redactor } = context;
  removeLeftovers(temporaryFolder, processes, { nowMs: context.now() });
  try {
    const made = [];
    const inferences = /* @__PURE__ */ new Map();
    for (const scenario of scenarios) {
      const { specs } = inScenario(data, scenario, context.blocking);
      const options = {
        ...{ binary, temporaryFolder, userAgent: `dashpreview/${version}`, files, inferences },
        ...{ dashboards: inputs.dashboards, specs, scenario },
        ...{
          baseFiles: base.files,
          uncompared: base.unknown,
          complete: all.dashboards.every(({ spec }) => spec !== void 0)
        },
        ...{ stepMs: request.stepMs, leadIn: request.leadInMs },
        ...{ maxSeries: request.maxSeries, maxSamples: request.maxSamples },
        historyMs: request.historyMs === "max" ? void 0 : request.historyMs
      };
      made.push({ ...await reviewRules(options, context), ...defined({ scenario }) });
    }
    const rules = redactor.value(made);
    return { rules, warnings: rules.flatMap(({ test }) => test.warnings) };
  } catch (error) {
    if (!(error instanceof ExpectedError) || error instanceof InterruptedError || context.signal.aborted) throw error;
    return { rulesUntested: true, warnings: [`the rules were not tested: ${error.message}`] };
  }
}

// src/cli/commands/up/order-of.ts
async function orderOf({ order }, grafana, { now: now2 }) {
  if (order !== void 0) return order;
  try {
    return (await readClock(grafana, now2)).nowMs;
  } catch (error) {
    if (error instanceof GrafanaError) return now2();
    throw error;
  }
}

// src/preview/bundle/write-bundle.ts
import { mkdirSync as mkdirSync2, readdirSync, writeFileSync } from "node:fs";
import { join as join7, posix, resolve as resolve7 } from "node:path";
function writeBundle(wish) {
  try {
    return write(wish);
  } catch (error) {
    const { code } = error;
    if (error instanceof UsageError || code === void 0) throw error;
    throw new UsageError(`--bundle ${wish.folder}: the folder cannot be written ${fileProblem(error)}`);
  }
}
function write({
  inputs: given,
  scenarios = [],
  rules,
  folder,
  cwd,
  topPath,
  report,
  redactor
}) {
  const inputs = { ...given, specs: [.../* @__PURE__ */ new Set([...given.specs, ...rules?.specs ?? []])] };
  if (inputs.dashboards.length > maxBundleEntries)
    throw new UsageError(`a bundle may have ${maxBundleEntries} dashboards, these are ${inputs.dashboards.length}`);
  if (inputs.specs.length > maxBundleEntries)
    throw new UsageError(`a bundle may have ${maxBundleEntries} data specs, these are ${inputs.specs.length}`);
  if (scenarios.length > maxBundleScenarios)
    throw new UsageError(`a bundle may have ${maxBundleScenarios} scenarios, these are ${scenarios.length}`);
  if (rules !== void 0 && Math.max(rules.files.length, rules.paths.length) > maxBundleEntries)
    throw new UsageError(`a bundle may have ${maxBundleEntries} rule files, these are ${rules.files.length}`);
  mkdirSync2(folder, { recursive: true });
  if (readdirSync(folder).length > 0) throw new UsageError(`--bundle ${folder}: the folder is not empty`);
  const sourcePath = (file) => {
    const path = topPath(file) ?? posix.normalize(file.replaceAll("\\", "/"));
    if (!isSourcePath(path)) throw new UsageError(`${file}: only files of the repository can go into a bundle`);
    return path;
  };
  const layout = {
    dashboards: inputs.dashboards.map(({ source, spec }) => {
      const index = spec === void 0 ? -1 : inputs.specs.indexOf(spec);
      const holding = redactor.value(source.holding);
      return {
        source: sourcePath(source.path),
        spec: index === -1 ? void 0 : index,
        ...holding === void 0 ? {} : { holding, uid: source.uid }
      };
    }),
    specs: inputs.specs.map(({ file, document }) => ({
      source: sourcePath(file),
      ...document.files.size === 0 ? {} : { files: [...document.files.keys()] }
    })),
    ...scenarios.length === 0 ? {} : { scenarios },
    ...rules === void 0 ? {} : {
      rules: {
        paths: rules.paths.map((path) => /^\.?\/?$/.test(path) ? topPath(".") || "." : sourcePath(path)),
        files: rules.files.map(({ file, isWanted }) => ({ source: sourcePath(file), wanted: isWanted }))
      }
    }
  };
  for (const [index, input] of inputs.dashboards.entries())
    writeFileSync(join7(folder, dashboardFile(index)), cleanJson(dashboardText(input, cwd), redactor));
  for (const [index, { document }] of inputs.specs.entries()) {
    writeFileSync(join7(folder, specFile(index)), redactor.text(document.text));
    for (const [number, text] of [...document.files.values()].entries())
      writeFileSync(join7(folder, recordingFile(index, number)), redactor.text(text));
  }
  for (const [index, { text }] of (rules?.files ?? []).entries())
    writeFileSync(join7(folder, rulesFile(index)), redactor.text(text));
  writeFileSync(join7(folder, reportFile), `${JSON.stringify(redactor.value(report), void 0, 2)}
`);
  writeFileSync(join7(folder, layoutFile), writeLayout(layout));
  return layout;
}
function cleanJson(text, redactor) {
  return redactor.places(text).length === 0 ? text : `${JSON.stringify(redactor.value(JSON.parse(text)), void 0, 2)}
`;
}
function dashboardText({ source, json, text }, cwd) {
  const { path, holding } = source;
  if (holding !== void 0 || text === void 0) return `${JSON.stringify(json ?? source.model, void 0, 2)}
`;
  return readPlainFile(resolve7(cwd, path), { file: path, what: "a dashboard", maxBytes: maxDashboardBytes });
}

// src/cli/commands/up/run-bundle.ts
async function runBundle(request, context) {
  const folder = request.bundle;
  if (request.fromBundle !== void 0) throw new UsageError("--bundle and --from-bundle exclude each other");
  const review = reviewFrom(request, context);
  const host = hostFrom(request, review, context);
  try {
    const { inputs, all, scenarios, warnings, base } = await readReviewed(
      request,
      // Code may be run: this run has nothing that it could take.
      { review, host, untrusted: false },
      context
    );
    warn(context, warnings);
    const report = await validate(inputs, {
      nowMs: context.now(),
      historyMs: request.historyMs === "max" ? void 0 : request.historyMs,
      stepMs: request.stepMs,
      maxSeries: request.maxSeries,
      maxSamples: request.maxSamples,
      untrusted: true,
      signal: context.signal
    });
    const named = scenarios.filter((one) => one !== void 0);
    const {
      dashboards,
      specs,
      rules: ruleFiles
    } = writeBundle({
      inputs,
      rules: await rulesToBundle(request, { base, all }, context),
      scenarios: named,
      folder,
      cwd: context.cwd,
      topPath: base.topPath,
      report,
      redactor: context.redactor
    });
    const result = resultDocument({
      state: "bundled",
      bundle: folder,
      dashboards: dashboards.map(
        ({ source, holding }) => holding?.place === void 0 ? source : `${source}#${holding.place}`
      ),
      specs: specs.map(({ source }) => source),
      ...ruleFiles === void 0 ? {} : { ruleFiles: ruleFiles.files.map(({ source }) => source) },
      ...named.length === 0 ? {} : { scenarios: named }
    });
    const held = ruleFiles === void 0 ? "" : `, ${counted(ruleFiles.files.length, "rule file")}`;
    const text = `${folder}: ${counted(dashboards.length, "dashboard")}, ${counted(specs.length, "data spec")}${held}; a run with the secrets goes on with dashpreview up --from-bundle ${folder}
`;
    if (request.output === "json") context.out.json(result);
    else context.out.write(text);
    writeResultFile(request, result, context);
    return 0;
  } finally {
    host?.close();
  }
}

// src/cli/commands/up/run-shard.ts
function shardsFrom(request, { order }, inputs, context) {
  const shard = shardFrom(request.shard, context);
  if (shard.count === 1) return void 0;
  const run = request.run ?? (order === void 0 ? void 0 : String(order));
  if (run === void 0)
    throw new UsageError("--shard needs --run, a text that all shards of a run share and no other run has");
  if (request.isolation === "none") throw new UsageError("--shard and --isolation none exclude each other");
  if (inputs.dashboards.some(({ spec }) => spec === void 0))
    throw new UsageError("--shard needs data specs: dashpreview infer writes one, and --data takes it");
  return { shard, run, waitMs: request.shardWaitMs };
}
async function runShard(request, detected, context) {
  if (request.dryRun) throw new UsageError("--dry-run writes nothing: run it without --shard");
  const progress = createProgress(context);
  const host = hostFrom(request, detected, context);
  const prometheus = prometheusFrom(request, context);
  try {
    const { review: asked } = await identified(detected, request, context);
    const { review: found } = await resolveReview(asked, host);
    const review = withFlags(found, request);
    const untrusted = isUntrusted(request, review);
    const { inputs, scenarios } = await readReviewed(request, { review, host, untrusted }, context);
    const shards = shardsFrom(request, review, inputs, context);
    const aheadMs = (await readClock2(prometheus)).nowMs - context.now();
    const run = { ...context, progress, tune: tuneFor, onWait: reportWaits("Prometheus", context) };
    tuneFor("writing");
    const parts2 = [];
    for (const scenario of scenarios)
      parts2.push(
        await writeAsOther(
          {
            prometheus,
            review,
            specs: requireSpecs({ inputs: inScenario(inputs, scenario) }),
            shards: shardsIn(shards, scenario),
            maxSeries: request.maxSeries,
            maxSamples: request.maxSamples,
            retryMs: request.retryForMs,
            receiverNow: () => context.now() + aheadMs
          },
          run
        )
      );
    const shard = shardText(shards.shard);
    const { revision } = parts2[0];
    const series = parts2.reduce((sum, one) => sum + one.series, 0);
    const samples = parts2.reduce((sum, one) => sum + one.samples, 0);
    const values = parts2.map(({ value }) => value).join(", ");
    if (request.output === "json")
      context.out.json(
        resultDocument({
          state: "shard",
          shard,
          project: review.project,
          key: review.key,
          revision,
          series,
          samples,
          dashboards: []
        })
      );
    else context.out.write(`shard ${shard}: ${series} series, ${samples} samples of ${values}; shard 1 goes on
`);
    return 0;
  } finally {
    progress.clear();
    prometheus.close();
    host?.close();
  }
}

// src/cli/commands/up/shoot-previews.ts
import { mkdirSync as mkdirSync3 } from "node:fs";
import { join as join8, resolve as resolve8 } from "node:path";

// src/report/pictures/grafana/grafana-views.ts
var gap = 8;
var maxHeight = 1600;
function viewsOf({ uid, title, range, timeZone = "utc", variables = {}, panels }, {
  index,
  width: width3,
  scale,
  theme
}) {
  const segment = pathSegment(uid, "a dashboard's uid");
  const values = Object.entries(variables).map(([name, value]) => [`var-${name}`, value]);
  const common = {
    ...{ from: range.fromMs, to: range.toMs, tz: timeZone.toLowerCase() === "utc" ? "UTC" : timeZone, theme, scale },
    ...Object.fromEntries(values)
  };
  const end = Math.max(1, ...panels.map(({ place }) => place.y + place.height));
  const height = Math.min(maxHeight, end * (30 + gap) + 2 * gap);
  const column = (width3 - 2 * 16 - 23 * gap) / 24;
  const whole = {
    ...{ index, panelId: void 0, what: `dashboard ${title}`, alt: `Dashboard ${title}, drawn by Grafana` },
    ...{ path: `/d/${segment}/_`, panels: panels.length > 0 ? 1 : 0, width: width3, height },
    query: { ...common, kiosk: "true", width: width3, height }
  };
  return [
    whole,
    ...panels.map(({ id, title: panel, place }) => {
      const size = {
        width: Math.round(place.width * (column + gap) - gap),
        height: place.height * (30 + gap) - gap
      };
      return {
        ...{ index, panelId: id, what: `panel ${panel}`, alt: `${panel || "Panel"} of ${title}, drawn by Grafana` },
        ...{ path: `/d-solo/${segment}/_`, panels: 1, ...size },
        query: { ...common, panelId: id, hideLogo: "true", ...size }
      };
    })
  ];
}
function addressOf(base, { path, query }) {
  const pairs = Object.entries(query).map(([name, value]) => [name, `${value}`]);
  return `${base}${path}?${new URLSearchParams(pairs)}`;
}

// src/report/pictures/grafana/settled-tab.ts
var [pollMs, quietPolls, settleWithinMs] = [100, 6, 45e3];
async function settledTab(connection, options) {
  const { base, headers, scale, signal, sleep } = options;
  const { origin } = new URL(base);
  const tab = await openTab(connection, {
    ...{ width: 1400, height: 900, scale, signal },
    onRequest: ({ url }) => originOf(url) === origin ? { headers } : "allow"
  });
  return {
    async shoot(url, { width: width3, height, panels }) {
      await tab.resize(width3, height);
      await tab.open(url);
      let quiet = 0;
      let before = "";
      for (let waited = 0; waited < settleWithinMs && quiet < quietPolls; waited += pollMs) {
        await sleep(pollMs, signal);
        const state = await tab.evaluate(stateExpression);
        if (state.login) throw new PictureError("Grafana asks the browser to log in: is the token valid?");
        const now2 = JSON.stringify(state);
        const settled = state.loaded && state.loading === 0 && state.panels >= panels && tab.pending() === 0;
        quiet = settled && now2 === before ? quiet + 1 : 0;
        before = now2;
      }
      if (quiet < quietPolls)
        throw new PictureError(`Grafana was not drawn within ${settleWithinMs / 1e3} s: panels were still loading`);
      return tab.screenshot({ x: 0, y: 0, width: width3, height });
    }
  };
}
var stateExpression = `(() => {
  const count = (selector) => document.querySelectorAll(selector).length;
  return {
    loaded: document.readyState === "complete",
    login: /\\/login$/.test(location.pathname),
    loading: count('[aria-label="Panel loading bar"], [data-testid="data-testid Panel loading bar"]') +
      count('.panel-loading, .preloader, [data-testid="Spinner"]'),
    panels: count('[data-viz-panel-key], [data-testid^="data-testid Panel header"], [data-panelid], .panel-solo'),
    elements: count("*"),
  };
})()`;
function originOf(url) {
  try {
    return new URL(url).origin;
  } catch {
    return void 0;
  }
}

// src/report/pictures/grafana/grafana-pictures.ts
var [maxBytes, renderMs] = [10 * 1024 * 1024, 6e4];
async function takeGrafanaPictures(dashboards, options) {
  const client = createHttpClient({ ...options.grafana, maxResponseBytes: maxBytes });
  try {
    const views = dashboards.flatMap((dashboard, index) => viewsOf(dashboard, { ...options, index }));
    if (await canRender(client, options.signal))
      return { by: "renderer", pictures: await render(client, views, options) };
    return { by: "browser", pictures: await browse(client.url, views, options) };
  } finally {
    client.close();
  }
}
async function canRender(client, signal) {
  const answer = await client.send({ method: "GET", path: "/api/frontend/settings", signal });
  if (answer.status !== 200) throw refused("reading Grafana's settings", answer.status);
  return field(answer.json(), "rendererAvailable") === true;
}
async function render(client, views, { signal }) {
  const pictures = [];
  for (const view of views) {
    const query = { ...view.query, timeout: renderMs / 1e3 };
    const path = `/render${view.path}`;
    const answer = await client.send({ method: "GET", path, query, timeoutMs: 2 * renderMs, signal });
    if (answer.status !== 200) throw refused(`a picture of ${view.what}`, answer.status);
    pictures.push(pictureOf(view, answer.body));
  }
  return pictures;
}
async function browse(base, views, { grafana, program, signal, sleep, scale, ...place }) {
  if (program === void 0)
    throw new PictureError("this Grafana has no image renderer, and there is no browser to show it in");
  const headers = { ...grafana.headers, ...grafana.ownHeaders, ...authHeader(grafana.auth) };
  const browser = await launchBrowser({ ...place, program, offline: false, sandboxOnly: true, signal });
  const pictures = [];
  const stop = () => void browser.stop();
  signal.addEventListener("abort", stop, { once: true });
  try {
    const tab = await settledTab(browser.connection, { base, headers, scale, signal, sleep });
    for (const view of views)
      pictures.push(
        pictureOf(
          view,
          await tab.shoot(addressOf(base, view), { ...view, panels: view.panelId === void 0 ? view.panels : 1 })
        )
      );
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof ExpectedError) throw error;
    const said = error instanceof Error ? error.message : String(error);
    throw new PictureError(`no pictures of Grafana: ${said}`, { cause: error });
  } finally {
    signal.removeEventListener("abort", stop);
    await browser.stop();
  }
  return pictures;
}
var signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
function pictureOf({ index, panelId, what, alt }, png) {
  const bytes = Buffer.from(png);
  if (bytes.length < 33 || !bytes.subarray(0, 8).equals(signature))
    throw new GrafanaError(`a picture of ${what}: Grafana's answer is no PNG`, { code: "not-grafana" });
  const [width3, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  return { dashboard: index, panelId, picture: makePicture({ png: bytes, width: width3, height, alt }) };
}
function refused(doing, status) {
  return new GrafanaError(`${doing}: Grafana answered ${status}`, { code: "refused", status });
}

// src/cli/commands/up/shoot-previews.ts
function refusePictures({ pictures, picturesFrom }) {
  if (pictures !== void 0 && picturesFrom !== "grafana")
    throw new UsageError("--pictures goes with --local, or with --pictures-from grafana for previews in Grafana");
  if (pictures === void 0 && picturesFrom === "grafana")
    throw new UsageError("--pictures-from grafana: --pictures names the folder that they go to");
}
var width2 = 1400;
async function shootPreviews({ state, dashboards, window }, inputs, request, context) {
  const { pictures: name, grafanaUrl } = request;
  if (name === void 0 || grafanaUrl === void 0 || state !== "done" || dashboards.length === 0) return;
  const shown = dashboards.map((dashboard) => shownOf(dashboard, { inputs, window }));
  try {
    const { by, pictures } = await takeGrafanaPictures(shown, {
      grafana: grafanaConnection({ ...request, grafanaUrl }, context),
      program: programFor(request, context),
      ...{ temporaryFolder: context.temporaryFolder, env: context.childEnv, signal: context.signal },
      ...{ width: width2, scale: 1, theme: "dark", sleep: context.sleep }
    });
    const folder = resolve8(context.cwd, name);
    mkdirSync3(folder, { recursive: true });
    for (const { dashboard, panelId, picture } of pictures) {
      const file = `${shown[dashboard].uid}${panelId === void 0 ? "" : `--${panelId}`}.png`;
      context.files.bytes({ path: join8(folder, file), what: join8(name, file) }, picture.png);
    }
    const who = by === "renderer" ? "Grafana's image renderer" : "a browser that showed Grafana";
    context.err.write(`wrote ${counted(pictures.length, "picture")} by ${who} to ${plainLine(name)}
`);
  } catch (error) {
    const { code } = error;
    if (error instanceof InterruptedError || context.signal.aborted) throw error;
    if (!(error instanceof ExpectedError) && typeof code !== "string") throw error;
    warn(context, [`no pictures: ${error.message}`]);
  }
}
function shownOf({ uid, title, source: file, opensOn }, { inputs, window }) {
  const found = inputs.dashboards.find(({ source }) => source.file === file)?.source;
  const panels = found === void 0 ? [] : parts(found).panels;
  return {
    ...{ uid, title, range: opensOn ?? window },
    panels: panels.flatMap(({ id, title: title2, type, position }) => {
      if (id === void 0 || type === "row") return [];
      const { y = 0, width: columns = 12, height = 8 } = position ?? {};
      return [{ id, title: title2, place: { y, width: columns, height } }];
    })
  };
}
function programFor({ browser: wanted }, { env, homeFolder }) {
  try {
    return findBrowser({ env, homeFolder, wanted });
  } catch (error) {
    if (wanted !== void 0 || !(error instanceof UsageError)) throw error;
    return void 0;
  }
}

// src/cli/commands/up/run-up.ts
var withoutServers = "try --local, which needs no server";
async function runUp(request, context) {
  for (const [flag, value] of [
    ["exit", request.exit],
    ["port", request.port === 0 ? void 0 : request.port],
    ["page", request.page],
    ["watch", request.watch],
    [
      "prometheus-bin",
      (request.rules ?? []).length > 0 || request.fromBundle !== void 0 ? void 0 : request.prometheusBin
    ]
  ]) {
    const others = flag === "prometheus-bin" ? ", --rules or --from-bundle" : "";
    if (value !== false && value !== void 0) throw new UsageError(`--${flag} goes with --local${others}`);
  }
  refuseRules(request);
  requireFolder(request);
  refusePictures(request);
  refuseRelay(request);
  if (request.bundle !== void 0) return runBundle(request, context);
  const detected = detectFrom(request, context);
  if (shardFrom(request.shard, context).index > 1) return runShard(request, detected, context);
  const host = hostFrom(request, detected, context);
  const missing = missingAccess(request, detected);
  if (missing.length > 0) {
    const blind = { request, review: detected, host, missing };
    return runWithoutSecrets(blind, context).finally(() => host?.close());
  }
  const grafana = grafanaFrom(request, context, withoutServers);
  const prometheus = prometheusFrom(request, context, withoutServers);
  const progress = createProgress(context);
  try {
    const { review: asked, unasked } = await identified(detected, request, context);
    const { review: found, facts, warnings } = await resolveReview(asked, host);
    if (detected.host !== void 0 && unasked !== void 0) warn(context, [onlyPathNote(unasked)]);
    warn(context, warnings);
    const review = withFlags(found, request);
    const servers = { request, review, host, grafana, prometheus, order: await orderOf(review, grafana, context) };
    const end = endOf(facts);
    if (end !== void 0) return await runClosed(servers, end, context);
    const skipped = reasonToSkip(request, facts);
    if (skipped !== void 0) return reportSkipped(skipped, servers, context);
    const exitCode = await runReviewed(servers, context, progress).catch(async (error) => {
      await publishFailure(error, servers, context);
      throw error;
    }).finally(() => endWithRun(servers, context));
    const endedSince = facts === void 0 || request.dryRun ? void 0 : await endNow(servers);
    return endedSince === void 0 ? exitCode : await runClosed(servers, endedSince, context);
  } finally {
    progress.clear();
    grafana.close();
    prometheus.close();
    host?.close();
  }
}
async function runReviewed(servers, context, progress) {
  const { request, host, grafana, prometheus, order } = servers;
  const review = await nameInUse(grafana, servers.review);
  const untrusted = isUntrusted(request, review);
  const { inputs, all, scenarios, base, judged, tree, gone, warnings } = await readReviewed(
    request,
    { review, host, untrusted },
    context
  );
  const rules = await planRules(request, { base, all }, context);
  const { ttlMs, untilReview, warnings: short } = lifetimeOf(request, { review, host });
  const run = { ...context, progress, tune: tuneFor, onWait: reportWaits("Prometheus", context) };
  const sweep = request.sweep && !request.dryRun;
  warn(context, [...warnings, ...short, ...sweep ? await sweepDue(servers, run) : []]);
  const testRules = async () => rules && await testPlanned(rules, request, { inputs, all, scenarios }, run);
  if (inputs.dashboards.length === 0)
    return runEmptied({ ...servers, review, tree, gone: gone.map(nameOf), tested: await testRules() }, context);
  const drawing = await planDrawing(request, { review, host, untrusted, inputs, judged, gone }, context);
  const { changes, warnings: uncompared } = await compareWithBase(inputs, judged);
  warn(context, uncompared);
  refuseUntrustedRelay(request, untrusted);
  const programs = relayScrapers(request, context);
  const relayed = programs.length === 0 ? void 0 : await readRelayed(programs, context);
  const shards = shardsFrom(request, review, inputs, context);
  const options = {
    inputs,
    relayed,
    shards,
    before: drawing?.base.before,
    gone: drawing?.base.removed,
    tree,
    review,
    grafana,
    prometheus,
    dataSource: request.datasource,
    history: request.historyMs,
    leadIn: request.leadInMs,
    minHistoryMs: request.minHistoryMs,
    stepMs: request.stepMs,
    ttlMs,
    untilReview,
    maxTtlMs: request.maxTtlMs,
    isolation: request.isolation,
    untrusted,
    allowSharedServer: request.allowSharedServer,
    verifyTimeoutMs: request.verifyTimeoutMs,
    retryMs: request.retryForMs,
    failOn: request.failOn,
    dryRun: request.dryRun,
    maxSeries: request.maxSeries,
    maxSamples: request.maxSamples,
    liveMs: request.liveMs === "until-expiry" ? void 0 : request.liveMs,
    liveUntilExpiry: request.liveMs === "until-expiry"
  };
  const { result: done, live, previews } = await upScenarios(options, scenarios, run);
  const made = done.state === "superseded" ? done : withRules(done, await testRules());
  const result = context.redactor.value(made);
  const exitCode = upExitCode(result, request.failOn);
  const whole = { ...result, warnings: [...warnings, ...short, ...result.warnings] };
  printUp(request.output === "json" ? whole : result, { output: request.output, failOn: request.failOn }, context);
  await shootPreviews(result, inputs, request, context);
  const drawn = drawing === void 0 || previews.length === 0 ? void 0 : await drawPreviews(drawing, { request, review, untrusted, previews }, run);
  const own2 = ownCommand(context.env);
  const told = { changes, gone: context.redactor.value(gone.map(nameOf)) };
  await publishUp({ drawn, result: whole, review, ...told, request, order, host, base, own: own2, exitCode }, context);
  if (live !== void 0) await live().catch(endQuietly);
  for (const { scraper } of programs) scraper.close();
  return exitCode;
}
var nameOf = ({ title, file }) => ({ title, source: file });
function withRules(result, tested) {
  if (tested === void 0) return result;
  return { ...result, ...tested, warnings: [.../* @__PURE__ */ new Set([...result.warnings, ...tested.warnings])] };
}
function refuseRelay({ relay, liveMs, bundle, shard }) {
  if (relay === void 0 || relay.length === 0) return;
  if (bundle !== void 0) throw new UsageError("--relay and --bundle exclude each other: a bundle has no live data");
  if (shard !== "1/1") throw new UsageError("--relay and --shard exclude each other: one process relays everything");
  if (typeof liveMs === "number") return;
  throw new UsageError(
    liveMs === void 0 ? "--relay needs --live 30m or so, as long as it is to go on; or --local, which goes on until Ctrl-C" : "--relay goes on as long as this command: with --live 30m or so, not --live until-expiry"
  );
}
function endQuietly(error) {
  if (!(error instanceof InterruptedError)) throw error;
}
export {
  runUp
};
