import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  readRelayed,
  ruleReviewJson,
  uncomparedAlerts,
  writeResultFile
} from "./chunk-2ENV5SV6.js";
import {
  failedRules,
  preparePictures,
  printFailedRules,
  withAlerts,
  writePictures
} from "./chunk-6Q7XC2HU.js";
import {
  createPageChecks,
  joinPages,
  readRulesBeside
} from "./chunk-AQF2K3L5.js";
import {
  always,
  asServed
} from "./chunk-F4OACHWR.js";
import {
  refuseUntrustedRelay,
  relayScrapers
} from "./chunk-DAHVZG5W.js";
import {
  formatRuleTest
} from "./chunk-WUVYNSCQ.js";
import "./chunk-Z4M2RD52.js";
import "./chunk-VC6LTPPT.js";
import {
  upLocal
} from "./chunk-LWDDKOBX.js";
import {
  createSession
} from "./chunk-JQD3ZC6S.js";
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
import {
  checkToJson,
  resultDocument
} from "./chunk-PG7BCHSX.js";
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
import {
  windowOf
} from "./chunk-LRRWOHJL.js";
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
import {
  spanText
} from "./chunk-VRPAOOVG.js";
import "./chunk-BCJFHYLG.js";
import "./chunk-RP4PX3OI.js";
import "./chunk-RZZYZ6Z2.js";
import "./chunk-6M77KGMD.js";
import "./chunk-T7EJVMAX.js";
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
import "./chunk-4FI5YERB.js";
import "./chunk-2P4UK4RQ.js";
import "./chunk-PZJKC72J.js";
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
import "./chunk-EO5QO5NY.js";
import "./chunk-KAI2TVF5.js";
import "./chunk-DNV2PKG7.js";
import "./chunk-DZGUTROI.js";
import "./chunk-I2SEJ6BX.js";
import "./chunk-IKWK4HV6.js";
import {
  plainLine
} from "./chunk-EAIBZLQG.js";
import {
  painter
} from "./chunk-PFTXVXQM.js";
import {
  ExpectedError,
  InterruptedError,
  UsageError
} from "./chunk-E7O6XGVL.js";
import "./chunk-RZGYXAJU.js";

// src/cli/commands/up/local-page.ts
import { resolve } from "node:path";

// src/serve/page-server.ts
import { createServer } from "node:http";
var eventsPath = "events";
var maxListeners = 50;
async function startPageServer(first, { port }) {
  let page = asServed(first);
  const listeners = /* @__PURE__ */ new Set();
  let hosts = /* @__PURE__ */ new Set();
  const server = createServer((request, response) => {
    request.resume();
    const path = pathOf(request);
    if (!hosts.has(request.headers.host ?? "")) return refuse(response, 421, "asked for another host");
    if (request.method !== "GET" && request.method !== "HEAD") return refuse(response, 405, "only GET and HEAD");
    if (path === `/${eventsPath}`) return listen(request, response, listeners);
    if (path !== "/") return refuse(response, 404, "there is only one page");
    response.writeHead(200, { ...always, "Content-Type": "text/html; charset=utf-8", ...page.headers });
    response.end(request.method === "HEAD" ? void 0 : page.body);
  });
  server.requestTimeout = 3e4;
  server.maxConnections = 200;
  await new Promise((done, fail) => {
    server.once("error", (error) => fail(cannotListen(error, port)));
    server.listen(port, "127.0.0.1", done);
  });
  const address = server.address();
  const own = typeof address === "object" && address !== null ? address.port : port;
  hosts = /* @__PURE__ */ new Set([`127.0.0.1:${own}`, `localhost:${own}`, ...own === 80 ? ["127.0.0.1", "localhost"] : []]);
  return {
    url: `http://127.0.0.1:${own}/`,
    show(html) {
      page = asServed(html);
      for (const listener of listeners) listener.write("event: reload\ndata: \n\n");
    },
    async stop() {
      for (const listener of listeners) listener.end();
      server.closeAllConnections();
      await new Promise((done) => server.close(() => done()));
    }
  };
}
function pathOf({ url = "/" }) {
  return url.split(/[?#]/, 1)[0];
}
function refuse(response, status, why) {
  response.writeHead(status, { ...always, "Content-Type": "text/plain; charset=utf-8" });
  response.end(`${why}
`);
}
function listen(request, response, listeners) {
  if (request.method === "HEAD" || listeners.size >= maxListeners) {
    refuse(response, request.method === "HEAD" ? 405 : 503, "only GET, and only from some pages at once");
    return;
  }
  response.writeHead(200, { ...always, "Content-Type": "text/event-stream" });
  response.write(": open\n\n");
  listeners.add(response);
  response.once("close", () => listeners.delete(response));
}
function cannotListen(error, port) {
  const why = error.code === "EADDRINUSE" ? "another program has it" : error.code ?? error.message;
  return new UsageError(`the page cannot be served on port ${port}: ${why}; --port names another`, { code: "port" });
}

// src/cli/commands/up/local-page.ts
function preparePage(request, context) {
  const { exit, page: file, pictures, browser, port, watch, relay, untrusted } = request;
  const nothing = {
    checksOf: () => void 0,
    open: async () => {
    },
    show: async () => void 0,
    stop: async () => {
    }
  };
  if (exit && file === void 0 && pictures === void 0) return nothing;
  const program = preparePictures({ ...usualPictures, browser, pictures }, context);
  const template = templateFor(request, context);
  if (template === void 0) return nothing;
  let shown = false;
  const make = async (filled) => {
    const pages = [];
    for (const { scenario, local, checks, rules } of filled) {
      const { data: drawn } = await checks.page(local.checkOf, context);
      pages.push(withAlerts(drawn, local.rules, rules, { scenario }));
    }
    const data = joinPages(pages);
    const clean = context.redactor.value(data);
    if (file !== void 0)
      context.files.render({ path: resolve(context.cwd, file), what: file }, clean, (own) => pageHtml(template, own));
    if (pictures !== void 0 && !(shown && relay !== void 0)) {
      context.progress.step("taking pictures");
      const page = { html: pageHtml(template, clean), data: clean };
      await writePictures(page, { ...usualPictures, browser, pictures, program }, context);
    }
    return pageHtml(template, watch || relay !== void 0 ? { ...clean, events: eventsPath } : clean);
  };
  let server;
  return {
    checksOf: ({ dashboards }, { scenario, pages }) => createPageChecks({
      ...{ scenario, pages },
      ...{ variables: "current", maxViews: 1, theme: "system", untrusted },
      generator: `dashpreview ${context.version}`,
      sources: dashboards.map(({ source }) => source)
    }),
    async open() {
      if (!exit) server = await startPageServer(waiting, { port });
    },
    async show(filled) {
      const html = await make(filled);
      if (file !== void 0 && !shown) context.err.write(`wrote ${plainLine(file)}
`);
      shown = true;
      server?.show(html);
      return server?.url;
    },
    stop: async () => server?.stop()
  };
}
var waiting = '<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="1"><title>dashpreview</title><p>The dashboards are being filled and checked; the page then comes by itself.</p>\n';
var usualPictures = {
  picturesOf: "all",
  theme: "system",
  pictureWidth: 1400,
  pictureScale: "1",
  readme: false
};
function templateFor({ page, pictures }, context) {
  try {
    return readPageTemplate(context);
  } catch (error) {
    if (page !== void 0 || pictures !== void 0 || !(error instanceof UsageError)) throw error;
    context.err.write(`note: no page: ${error.message}
`);
    return void 0;
  }
}

// src/cli/commands/up/local-result.ts
function printLocal(filled, { output, exit, failOn }, { out, err }, pageUrl) {
  if (output === "json") {
    out.json({
      ...localJson(filled, { failOn, exit }),
      ...exit ? {} : { url: filled[0].local.url },
      ...defined({ pageUrl })
    });
  } else {
    const paint = painter(out.colours);
    for (const { title, source, check } of inOrder(filled)) {
      out.write(`${paint.bold(plainLine(title))}  ${paint.dim(plainLine(source.file))}
`);
      out.write(`${formatTable(check, { columns: out.columns, paint }).trimEnd()}

`);
    }
    for (const { scenario, local } of filled)
      out.write(
        `${scenario === void 0 ? "" : `${scenario}: `}${local.series} series, ${local.samples} samples over ${spanText(windowOf(local.plan))} every ${formatDuration(local.plan.grid.stepMs)}, all read back
`
      );
    for (const { scenario, local } of filled)
      if (local.rules !== void 0) {
        const lines = formatRuleTest(local.rules.now, { columns: out.columns, paint });
        out.write(`
${scenario === void 0 ? "" : `${scenario}: `}${lines.join("\n")}
`);
      }
  }
  for (const text of new Set(filled.flatMap(({ local }) => local.warnings))) err.write(`warning: ${plainLine(text)}
`);
  for (const { local } of filled) printFailedRules(local.rules, { err });
  if (pageUrl !== void 0) err.write(`Page: ${pageUrl}
`);
  if (exit) return;
  for (const { scenario, local } of filled) {
    const of = filled.length > 1 ? ` of ${scenario}` : "";
    err.write(`Prometheus${of}: ${local.url}  (Ctrl-C ends it and removes everything)
`);
  }
}
function localJson(filled, { failOn, exit }) {
  const [first] = filled;
  const sum = (name) => filled.reduce((total, { local }) => total + local[name], 0);
  const scenarios = filled.flatMap(
    ({ scenario, local }) => scenario === void 0 ? [] : [{ ...scenarioJson(scenario, local, failOn), ...exit ? {} : { url: local.url } }]
  );
  return resultDocument({
    state: "local",
    window: windowJson(first.local),
    ...scenarios.length === 0 ? {} : { scenarios },
    series: sum("series"),
    samples: sum("samples"),
    dashboards: inOrder(filled).map(({ title, scenario, source, check }) => ({
      ...{ source: source.file, title },
      ...defined({ scenario }),
      ...checkToJson(check)
    })),
    warnings: [...new Set(filled.flatMap(({ local }) => local.warnings))],
    ...filled.some(({ local }) => local.rules !== void 0) ? { rules: filled.flatMap(rulesJson) } : {}
  });
}
function rulesJson({ scenario, local: { rules } }) {
  if (rules === void 0) return [];
  const { now: test } = rules;
  const alerts = uncomparedAlerts(test, "unknown");
  return [ruleReviewJson({ scenario, test, alerts, removed: [], uncompared: "up --local compares with no base" })];
}
function scenarioJson(scenario, local, failOn) {
  const { series, samples, dashboards } = local;
  const exitCode = checkExitCode(
    dashboards.map(({ check }) => check),
    failOn
  );
  return { scenario, window: windowJson(local), series, samples, exitCode };
}
function windowJson({ plan }) {
  const window = windowOf(plan);
  return {
    from: new Date(window.fromMs).toISOString(),
    to: new Date(window.toMs).toISOString(),
    stepSeconds: window.stepMs / 1e3,
    leadInSeconds: window.leadInMs / 1e3
  };
}
function inOrder(filled) {
  const all = filled.flatMap(
    ({ scenario, local }) => local.dashboards.map(({ source, check }) => {
      return { scenario, source, check, title: scenarioTitle(source.title, scenario) };
    })
  );
  const order = [...new Set(all.map(({ source }) => source.file))];
  return all.toSorted((a, b) => order.indexOf(a.source.file) - order.indexOf(b.source.file));
}

// src/cli/commands/up/renew-local.ts
var shortestMs = 1e4;
var restFor = 5;
async function renewLocal({ stepMs, renew }, { now, sleep, signal, err }) {
  let tookMs = 0;
  let said;
  for (; ; ) {
    await sleep(Math.max(shortestMs, 2 * stepMs(), restFor * tookMs), signal);
    const beganMs = now();
    try {
      await renew();
      said = void 0;
    } catch (error) {
      if (!(error instanceof ExpectedError) || error instanceof InterruptedError || signal.aborted) throw error;
      if (error.message !== said) err.write(`error: ${plainLine(error.message)}
`);
      said = error.message;
    }
    tookMs = now() - beganMs;
  }
}

// src/cli/commands/up/watch-local.ts
import { dirname, resolve as resolve2 } from "node:path";

// src/preview/files/watch-files.ts
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
var most = 2e4;
var maxDepth = 12;
var intervalMs = 400;
var skipped = /* @__PURE__ */ new Set(["node_modules", ".git", "dist", ".terraform"]);
async function nextChange(paths, { sleep, signal, since }) {
  let before = since;
  for (; ; ) {
    await sleep(intervalMs, signal);
    const now = fingerprint(paths);
    if (now !== since && now === before) return now;
    before = now;
  }
}
function fingerprint(paths) {
  const lines = [];
  const look = (path, depth) => {
    if (lines.length >= most) return;
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats === void 0) return;
    if (!stats.isDirectory()) {
      lines.push(`${path} ${stats.mtimeMs} ${stats.size}`);
      return;
    }
    if (depth >= maxDepth) return;
    for (const name of namesIn(path))
      if (!name.startsWith(".") && !skipped.has(name)) look(join(path, name), depth + 1);
  };
  for (const path of [...new Set(paths)].sort()) look(path, 0);
  return lines.join("\n");
}
function namesIn(folder) {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

// src/cli/commands/up/watch-local.ts
async function watchLocal(request, { inputs, again }, { cwd, sleep, signal, err }) {
  let paths = watchedPaths(request, inputs, cwd);
  let since = fingerprint(paths);
  for (; ; ) {
    since = await nextChange(paths, { sleep, signal, since });
    err.write("something changed: doing it again\n");
    try {
      paths = watchedPaths(request, await again(), cwd);
    } catch (error) {
      if (!(error instanceof ExpectedError) || error instanceof InterruptedError || signal.aborted) throw error;
      err.write(
        `error: ${error.message.split("\n").map(plainLine).join("\n")}
the page stays until the next change
`
      );
    }
    since = fingerprint(paths);
  }
}
function watchedPaths({ dashboards, data, rules = [], build = [], allowCode }, { dashboards: read, specs }, cwd) {
  const files = [
    ...dashboards.filter((path) => !isGlob(path)),
    ...rules.map((path) => isGlob(path) ? path.slice(0, path.search(globs)).replace(/[^/]*$/, "") : path),
    ...read.map(({ source }) => source.path),
    ...read.map(({ source }) => source.path.replace(/\.\w+$/, ".data.yaml")),
    ...specs.map(({ file }) => file),
    ...data === void 0 ? [] : [data],
    ...allowCode ? read.map(({ source }) => dirname(source.path)) : [],
    ...build.length > 0 ? [cwd] : []
  ];
  return [...new Set(files.map((path) => resolve2(cwd, path)))];
}
var globs = /[*?{[]/;
var isGlob = (path) => globs.test(path);

// src/cli/commands/up/run-up-local.ts
async function runUpLocal(request, context) {
  const { historyMs } = request;
  if (historyMs === "max")
    throw new UsageError(
      "--history max is for servers that limit how far back they accept samples; --local has no limit"
    );
  if (request.dryRun)
    throw new UsageError(
      "--dry-run and --local exclude each other: to check files without any server, use dashpreview validate"
    );
  refuseWatching(request);
  const { liveMs } = request;
  if (request.shard !== "1/1") throw new UsageError("--shard is for servers: --local starts one of its own");
  if (liveMs === "until-expiry")
    throw new UsageError("--live until-expiry is for servers; with --local give it a time, such as --live 30m");
  const binary = findPrometheusBinary({ ...context, wanted: request.prometheusBin });
  removeLeftovers(context.temporaryFolder, context.processes, { nowMs: context.now() });
  const progress = createProgress(context);
  const run = { ...context, progress, tune: tuneFor };
  const page = preparePage(request, run);
  const read = async () => warnOfSameUids(await readFiles(request, context));
  const first = await read();
  scenariosOf(request.scenario, first);
  const options = {
    binary,
    temporaryFolder: context.temporaryFolder,
    userAgent: `dashpreview/${context.version}`,
    historyMs,
    leadIn: request.leadInMs,
    stepMs: request.stepMs,
    maxSeries: request.maxSeries,
    maxSamples: request.maxSamples,
    untrusted: request.untrusted
  };
  refuseUntrustedRelay(request, request.untrusted);
  const programs = relayScrapers(request, context);
  const sessions = /* @__PURE__ */ new Map();
  const sessionOf = (scenario) => {
    if (!request.watch) return void 0;
    const session = sessions.get(scenario) ?? createSession({ ...options, oneFilling: false });
    sessions.set(scenario, session);
    return session;
  };
  let running = [];
  let filling = 0;
  const fill = async (inputs) => {
    const scenarios = scenariosOf(request.scenario, inputs);
    const { cwd, blocking } = context;
    const rules = await readRulesBeside({ paths: request.rules, cwd, blocking });
    const relayed = programs.length === 0 ? void 0 : await readRelayed(programs, context);
    const filled = [];
    if (!request.watch) running = filled;
    for (const scenario of scenarios) {
      if (scenario !== void 0) progress.step(`scenario ${scenario}`);
      const own = inScenario(inputs, scenario, context.blocking);
      const freshChecks = () => page.checksOf(own, { scenario, pages: scenarios.length });
      const checks = freshChecks();
      const session = sessionOf(scenario);
      const local = await upLocal({ ...options, inputs: own, checks, session, rules, relayed }, run);
      filled.push({ scenario, checks, freshChecks, rules, local });
    }
    running = filled;
    return filled;
  };
  const again = async () => {
    filling++;
    try {
      const inputs = await read();
      const filled = await fill(inputs);
      printLocal(filled, request, context);
      await page.show(filled);
      return inputs;
    } finally {
      filling--;
    }
  };
  const stepMs = () => running[0]?.local.plan.grid.stepMs ?? 0;
  const renew = async () => {
    const before = running;
    const renewed = [];
    for (const one of before) {
      if (filling > 0) return;
      const checks = one.freshChecks();
      renewed.push({ ...one, checks, local: await one.local.again(checks) });
    }
    if (running !== before || filling > 0) return;
    running = renewed;
    await page.show(renewed);
  };
  try {
    await page.open();
    const filled = await fill(first);
    const pageUrl = await page.show(filled);
    printLocal(filled, request, context, pageUrl);
    writeResultFile(request, localJson(filled, { failOn: request.failOn, exit: true }), context);
    const staying = request.watch ? watchLocal(request, { inputs: first, again }, context).catch(endQuietly) : stayOn(filled, { exit: request.exit, liveMs }, context);
    const renewed = programs.length > 0 && pageUrl !== void 0 && !request.exit;
    await (renewed ? Promise.race([staying, renewLocal({ stepMs, renew }, context).catch(endQuietly)]) : staying);
    const code = checkExitCode(
      running.flatMap(({ local }) => local.dashboards.map(({ check }) => check)),
      request.failOn
    );
    return code === 0 && request.failOn !== "none" && running.some(({ local }) => failedRules(local.rules)) ? 1 : code;
  } finally {
    progress.clear();
    await page.stop();
    for (const { local } of running) await local.stop();
    for (const session of sessions.values()) await session.stop();
    for (const { scraper } of programs) scraper.close();
  }
}
function refuseWatching({ watch, exit, liveMs, output, dashboards }) {
  if (!watch) return;
  const other = exit ? "--exit" : liveMs !== void 0 ? "--live" : output === "json" ? "--output json" : dashboards.includes(stdinName) ? "standard input" : void 0;
  if (other !== void 0) throw new UsageError(`--watch and ${other} exclude each other`);
}
async function stayOn(filled, { exit, liveMs }, { signal, sleep }) {
  try {
    if (liveMs !== void 0) await Promise.all(filled.map(({ local }) => local.live(liveMs)));
    while (!exit) await sleep(36e5, signal);
  } catch (error) {
    endQuietly(error);
  }
}
function endQuietly(error) {
  if (!(error instanceof InterruptedError)) throw error;
}
export {
  runUpLocal
};
