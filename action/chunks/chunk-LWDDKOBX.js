import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  Relays,
  checkSideBySide,
  createSession,
  lookBackOf,
  planLeadIn,
  recordedBy,
  repairUntilFull,
  requireSpecs,
  runLive,
  shortHistoryWarnings,
  testOnFilling,
  wantedByRules,
  writtenKey
} from "./chunk-JQD3ZC6S.js";
import {
  inferMissing,
  repairingText,
  signature,
  withInferredSpec
} from "./chunk-OD6TAQFI.js";
import {
  checkPreview,
  toldUnused
} from "./chunk-6AD3I2CK.js";
import {
  rewriteForPreview
} from "./chunk-OYALHLFY.js";
import {
  openingRange
} from "./chunk-MILOLZ2R.js";
import {
  queriesIn
} from "./chunk-VESQWSBQ.js";
import {
  losesNatives,
  versionAsker
} from "./chunk-TW2DETBE.js";
import {
  clampedWarnings,
  nativeNames,
  planSeries,
  sampleRange
} from "./chunk-LRRWOHJL.js";
import {
  parts
} from "./chunk-BUTP7I6L.js";
import {
  UsageError
} from "./chunk-E7O6XGVL.js";

// src/preview/local/check-of.ts
var lookbackMs = 3e5;
function checkOf({ prometheus, plan, isolation }, {
  source,
  natives,
  untrusted,
  relays
}) {
  const { grid } = plan;
  const range = sampleRange(plan);
  const window = openingRange(source, { ...range, toMs: Math.max(range.toMs, relays?.shownToMs ?? 0) });
  const dataSource = { uid: "local", type: "prometheus", name: "Prometheus" };
  return {
    source,
    preview: rewriteForPreview(source, {
      uid: "local",
      key: "local",
      dataSource,
      isolation,
      natives,
      window,
      untrusted
    }),
    isolation,
    prometheus,
    window,
    // Nobody has set up a data source here: the interval is that of the data, as a scrape of it would be.
    scrapeIntervalMs: Math.min(grid.stepMs, lookbackMs),
    dataSources: [dataSource],
    ...relays === void 0 ? {} : { excuse: (expr) => relays.excuse(expr) }
  };
}

// src/preview/local/relaying.ts
var current = /* @__PURE__ */ new WeakMap();
function relayingOf(session, relayed) {
  return {
    async pause() {
      await current.get(session)?.relays.pause();
    },
    async start(filling, context) {
      if (relayed === void 0) return void 0;
      const { prometheus, plan, isolation } = filling;
      if (plan.fixedStart)
        throw new UsageError(
          "--relay writes from now on; a spec with a fixed start ends elsewhere and cannot go with it"
        );
      const known = current.get(session);
      const relays = known !== void 0 && known.filling === isolation && isolation !== void 0 ? known.relays : new Relays(relayed, { prometheus, plan, isolation, live: true }, context);
      current.set(session, { filling: isolation, relays });
      await relays.start();
      return relays;
    }
  };
}

// src/preview/local/up-local.ts
async function upLocal(options, context) {
  const wanted = options.rules === void 0 ? void 0 : wantedByRules(options.rules);
  const started = { ...options, nowMs: context.now(), signal: context.signal, progress: context.progress, wanted };
  context.tune?.("reading", options.inputs.dashboards.length);
  const { inputs, inference } = await inferMissing(options.inputs, started);
  if (inference === void 0) return fillLocally({ ...options, inputs }, context);
  const { session } = options;
  const known = session === void 0 ? void 0 : repairedBefore.get(session);
  const first = signature(inference.spec);
  const { spec, answered } = known?.first === first ? known.inference : inference;
  const { filled, inference: last } = await repairUntilFull(
    { ...inference, spec, answered },
    {
      async fill(current2, round) {
        if (round > 0) context.progress.step(repairingText);
        return fillLocally({ ...options, inputs: await withInferredSpec(inputs, current2) }, context);
      },
      checkOf: ({ dashboards, isolation }) => ({
        isolation,
        results: dashboards.flatMap(({ check }) => check.queries)
      }),
      release: (local) => local.stop()
    }
  );
  if (session !== void 0) repairedBefore.set(session, { first, inference: last });
  return filled;
}
var repairedBefore = /* @__PURE__ */ new WeakMap();
async function fillLocally(options, context) {
  const specs = requireSpecs(options);
  const own = options.session ?? createSession({ ...options, oneFilling: true });
  const relaying = relayingOf(options.session ?? own, options.relayed);
  const stop = async () => {
    await relaying.pause();
    if (options.session === void 0) await own.stop();
  };
  try {
    await relaying.pause();
    const beside = options.rules === void 0 ? void 0 : writtenKey(options.rules);
    const filling = await own.fill(
      (nowMs) => planLocally(specs, options, { ...context, nowMs }),
      context,
      beside,
      exemplifiedIn(options)
    );
    const rules = await testOnFilling(filling, { ...options, specs, session: own }, context);
    const relays = await relaying.start(filling, context);
    const quiet = { ...context, progress: { ...context.progress, update: () => {
    }, clear: () => {
    } } };
    const look = async (checks, seen) => {
      const checked = await checkFilled(filling, { ...options, checks }, { relays, context: seen });
      return { url: filling.server.url, stop, rules, again: (next) => look(next, quiet), ...checked };
    };
    return await look(options.checks, context);
  } catch (error) {
    context.progress.clear();
    await stop();
    throw error;
  }
}
function exemplifiedIn({ inputs, checks }) {
  if (checks === void 0) return /* @__PURE__ */ new Set();
  const all = inputs.dashboards.flatMap(({ source }) => queriesIn(parts(source)));
  return new Set(all.filter(({ exemplar }) => exemplar).flatMap(({ expr }) => expr.match(/[a-zA-Z_:][\w:]*/g) ?? []));
}
async function planLocally(specs, options, { nowMs, signal }) {
  const plan = planSeries(specs, { ...options, nowMs });
  const sources = options.inputs.dashboards.map(({ source }) => source);
  const { leadIn, maxSamples } = options;
  const led = await planLeadIn(plan, sources, {
    ...{ leadIn, maxSamples, nowMs, signal },
    scrapeIntervalMs: plan.grid.stepMs,
    others: options.rules === void 0 ? [] : lookBackOf(options.rules, plan)
  });
  const short = shortHistoryWarnings(plan, { sources, specs, history: options.historyMs });
  return { ...led, warnings: [...led.warnings, ...short] };
}
async function checkFilled(filling, { inputs, untrusted, checks, rules }, { relays, context }) {
  const { prometheus, plan, isolation, series, samples, clampedRates } = filling;
  context.tune?.("reading", inputs.dashboards.length);
  const definitions = [...plan.definitions.map(({ definition }) => definition), ...recordedBy(rules)];
  const loses = isolation !== void 0 && losesNatives((await versionAsker(prometheus, context.signal)())?.version);
  const natives = loses ? nativeNames(plan.definitions.map(({ definition }) => definition)) : void 0;
  const how = { natives, untrusted, relays };
  const checkFor = (source) => ({ ...checkOf(filling, { source, ...how }), definitions });
  const { check: checkWith = checkPreview, windowOf = (source) => source } = checks ?? {};
  const checked = await checkSideBySide(inputs.dashboards, context, async ({ source, spec }, turn) => {
    const { window } = checkFor(windowOf(source));
    const check = await checkWith({ ...checkFor(source), window, slots: turn.slots }, turn.context);
    return { source, spec, check };
  });
  const told = toldUnused(checked, "all");
  const dashboards = checked.map(({ source }, index) => ({ source, check: told[index] }));
  context.progress.clear();
  return {
    ...{ plan, isolation, series, samples, dashboards, checkOf: checkFor },
    warnings: [
      ...inputs.warnings,
      ...plan.warnings,
      ...clampedWarnings(clampedRates),
      ...relays === void 0 ? [] : [relays.note]
    ],
    live: async (liveMs) => {
      if (relays !== void 0) return context.sleep(liveMs, context.signal);
      return runLive({ prometheus, prepared: { plan, receiver: { clockAheadMs: 0 } }, isolation, liveMs }, context);
    }
  };
}

export {
  upLocal,
  fillLocally
};
