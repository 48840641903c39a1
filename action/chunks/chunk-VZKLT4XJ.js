import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  deletePreview,
  deleteRevision,
  hasSamples,
  proveUnshown
} from "./chunk-YNWCQHPM.js";
import {
  describeHidden,
  readFolderAccess
} from "./chunk-5ZERM6KQ.js";
import {
  heading,
  link,
  readMark,
  shellBlock,
  utcMinute,
  writeMark
} from "./chunk-AOJ4QD4I.js";
import {
  deleteMark,
  listMarks,
  reachMs,
  readClock
} from "./chunk-ASHW6A5J.js";
import {
  apartText,
  maxSkewMs
} from "./chunk-BCJFHYLG.js";
import {
  listPreviews
} from "./chunk-NZZLYRMT.js";
import {
  labelValues
} from "./chunk-6M77KGMD.js";
import {
  codeSpan,
  escapeMarkdown,
  formatMarkdown
} from "./chunk-6LKQSSW4.js";
import {
  summaryLine
} from "./chunk-7JRK62TH.js";
import {
  scenarioTitle
} from "./chunk-FXEZWZLL.js";
import {
  searchPreviews
} from "./chunk-2P4UK4RQ.js";
import {
  effectiveExpiryMs,
  isOwnedBy,
  namesOf
} from "./chunk-PZJKC72J.js";
import {
  counted
} from "./chunk-MPS7O4VN.js";
import {
  isLaterRun
} from "./chunk-LBV6Z5BT.js";
import {
  allNames
} from "./chunk-5UHCLHX7.js";
import {
  identityPatterns,
  isolationLabel,
  isolationValue,
  parseIsolationValue,
  previewUid,
  revisionStartMs
} from "./chunk-REFUIXMO.js";
import {
  defined
} from "./chunk-BLCDFNVZ.js";
import {
  plainLine
} from "./chunk-EAIBZLQG.js";
import {
  CiError,
  GrafanaError,
  PrometheusError
} from "./chunk-E7O6XGVL.js";

// src/preview/cleanup/label-values.ts
function belongsTo(value, owner) {
  const identity = parseIsolationValue(value);
  return identity !== void 0 && isOwnedBy(identity, owner);
}
async function shownValues(grafana, owner, gone) {
  const shown = (await searchPreviews(grafana, owner)).filter(({ uid }) => !gone.has(uid));
  return new Set(
    shown.flatMap(({ tags }) => {
      const [keys, revisions] = ["dp-key:", "dp-rev:"].map(
        (prefix) => tags.filter((tag) => tag.startsWith(prefix)).map((tag) => tag.slice(prefix.length))
      );
      return keys.flatMap((key) => revisions.map((revision) => `${key}.${revision}`));
    })
  );
}
function newest(values, most) {
  const startMs = (value) => revisionStartMs(parseIsolationValue(value).revision);
  return [...values].sort((a, b) => startMs(b) - startMs(a)).slice(0, most);
}
async function firstWithSamples(prometheus, values) {
  for (const value of values)
    if (await hasSamples(prometheus, { name: isolationLabel, value }, { withinMs: reachMs })) return value;
  return void 0;
}

// src/preview/cleanup/marked-uids.ts
var mostRevisions = 100;
async function markedUids(prometheus, owner) {
  try {
    const marks = await listMarks(prometheus, namesOf(owner));
    const values = newest(
      [...marks.keys()].filter((value) => belongsTo(value, owner)),
      mostRevisions
    );
    const uids = values.flatMap((value) => {
      const srcs = marks.get(value).srcs.filter((src) => identityPatterns.src.test(src));
      return srcs.map((src) => previewUid(parseIsolationValue(value), src));
    });
    return [...new Set(uids)];
  } catch (error) {
    if (error instanceof PrometheusError) return [];
    throw error;
  }
}

// src/preview/cleanup/age-of-series.ts
var marginMs = 6e5;
async function ageOfSeries(value, { prometheus, clock, orphanAgeMs }) {
  const label = { name: isolationLabel, value };
  if (!await hasSamples(prometheus, label, { withinMs: reachMs })) return "empty";
  if (orphanAgeMs === 0) return "old";
  const startMs = revisionStartMs(parseIsolationValue(value).revision);
  if (Math.abs(clock.now() - startMs) < orphanAgeMs + marginMs) return "young";
  return await hasSamples(prometheus, label, { withinMs: orphanAgeMs }) ? "young" : "old";
}

// src/preview/cleanup/clock-doubt.ts
function doubtOf(clock, { url }, receiverNowMs) {
  if (clock.doubt !== void 0) return clock.doubt;
  const aheadMs = receiverNowMs - clock.now();
  if (Math.abs(aheadMs) <= maxSkewMs) return void 0;
  return `the clock of ${url} is ${apartText(aheadMs)} ${aheadMs > 0 ? "ahead of" : "behind"} Grafana's`;
}

// src/preview/cleanup/drop-marks.ts
var minAgeMs = 36e5;
async function dropMarks(prometheus, values, clock) {
  if (clock.doubt !== void 0) return;
  for (const value of values) {
    const identity = parseIsolationValue(value);
    if (identity === void 0 || Math.abs(clock.now() - revisionStartMs(identity.revision)) < minAgeMs) continue;
    if (!await hasSamples(prometheus, { name: isolationLabel, value }, { withinMs: reachMs }))
      await deleteMark(prometheus, value);
  }
}

// src/prometheus/query/isolation-values.ts
async function listIsolationValues(prometheus, label, signal) {
  return (await labelValues(prometheus, label, { doing: "listing the previews that have series", signal })).sort();
}

// src/preview/cleanup/list-values.ts
var maxAsked = 5;
var looks = 3;
var lookAgainMs = 1e3;
async function listOwnValues({ prometheus, owner, named }, shown, { sleep, signal }) {
  for (let look = 1; ; look++) {
    const listed = await listIsolationValues(prometheus, isolationLabel);
    const values = new Set(listed.filter((value) => belongsTo(value, owner)));
    const expected = /* @__PURE__ */ new Set([...named.keys(), ...shown]);
    const missing = [...expected].filter((value) => belongsTo(value, owner) && !values.has(value));
    const lost = await firstWithSamples(prometheus, newest(missing, maxAsked));
    if (lost === void 0) return { values };
    if (look >= looks) {
      const problem = `${prometheus.url} does not list the series of ${lost}, which it has: series that no dashboard names may be there and were not found`;
      return { values, problem };
    }
    await sleep(lookAgainMs, signal);
  }
}

// src/preview/cleanup/sweep-series.ts
var maxShare = 0.5;
var retentionMs = 15 * 864e5;
var maxAskedHidden = 30;
async function sweepSeries(sweep, context) {
  const run = new Sweep(sweep, context);
  try {
    await run.run();
  } catch (error) {
    if (!(error instanceof PrometheusError) && !(error instanceof GrafanaError)) throw error;
    run.problems.push(`series were not cleaned up: ${error.message}`);
  }
  const { series, postponedSeries, keptSeries, warnings, problems } = run;
  return { series, postponedSeries, keptSeries, warnings, problems };
}
var Sweep = class {
  series = [];
  postponedSeries = [];
  keptSeries = [];
  warnings = [];
  problems = [];
  #marks = /* @__PURE__ */ new Map();
  #receiverNowMs = 0;
  #sweep;
  #context;
  constructor(sweep, context) {
    this.#sweep = sweep;
    this.#context = context;
  }
  async run() {
    const { grafana, prometheus, owner, gone, named } = this.#sweep;
    const shown = await shownValues(grafana, owner, gone);
    const { values: listed, problem } = await listOwnValues(this.#sweep, shown, this.#context);
    if (problem !== void 0) this.problems.push(problem);
    if (listed.size === 0 && named.size === 0) return;
    this.#marks = await listMarks(prometheus, namesOf(owner));
    this.#receiverNowMs = (await readClock(prometheus)).nowMs;
    for (const [value, createdAtMs] of named) await this.#takeNamed(value, createdAtMs, { listed, shown });
    const others = [...listed].filter((value) => !shown.has(value) && !named.has(value));
    const beside = new Set([...shown].filter((value) => listed.has(value)).concat([...named.keys()]));
    await this.#takeOrphans(others, beside.size);
    if (shown.size === 0 && this.series.length === 0) await this.#lookForHidden(others);
    if (this.#sweep.dryRun) return;
    const alone = [...this.#marks.keys()].filter((value) => !listed.has(value) && belongsTo(value, owner));
    await dropMarks(prometheus, alone.slice(0, this.#sweep.maxOrphans), this.#sweep.clock);
  }
  /** Of a preview that was just deleted. */
  async #takeNamed(value, createdAtMs, { listed, shown }) {
    const { prometheus, clock } = this.#sweep;
    if (shown.has(value)) return;
    const found = await hasSamples(prometheus, { name: isolationLabel, value }, { withinMs: reachMs });
    if (!found && !listed.has(value)) {
      const text = `no series of ${value} were found in ${prometheus.url}, where they were to be`;
      if (clock.now() - createdAtMs < retentionMs)
        this.problems.push(`${text}: are --prometheus-url, --receiver and --tenant those that up was given?`);
      else this.warnings.push(`${text}: its retention may have ended them`);
      return;
    }
    const proof = await this.#prove(value, true);
    if (this.#keeps(proof)) this.keptSeries.push({ value, reason: proof.reason });
    else await this.#take(value, found);
  }
  /**
   * Those that no dashboard names, as far as anybody sees. @param others - how many revisions have series beside these.
   */
  async #takeOrphans(values, others) {
    const { orphanAgeMs, limitShare, maxOrphans } = this.#sweep;
    const doubt = orphanAgeMs > 0 && values.length > 0 ? doubtOf(this.#sweep.clock, this.#sweep.prometheus, this.#receiverNowMs) : void 0;
    const judged = doubt === void 0 ? this.#sweep : { ...this.#sweep, orphanAgeMs: 0 };
    const ages = /* @__PURE__ */ new Map();
    for (const value of values) {
      this.#context.signal.throwIfAborted();
      ages.set(value, await ageOfSeries(value, judged));
    }
    const old = values.filter((value) => ages.get(value) === "old");
    if (doubt !== void 0) {
      for (const value of old) this.keptSeries.push({ value, reason: doubt });
      if (old.length > 0) this.problems.push(`series were not judged by their age: ${doubt}`);
      return;
    }
    const total = others + values.filter((value) => ages.get(value) !== "empty").length;
    let left = limitShare ? Math.min(maxOrphans, Math.max(1, Math.floor(total * maxShare))) : maxOrphans;
    for (const value of old) {
      this.#context.signal.throwIfAborted();
      const proof = await this.#prove(value, false);
      if (this.#keeps(proof)) this.keptSeries.push({ value, reason: proof.reason });
      else if (left-- > 0) await this.#take(value, true);
      else this.postponedSeries.push(value);
    }
  }
  /** A token that sees no preview at all, and series that somebody wrote: most likely it is the token that is wrong. */
  async #lookForHidden(values) {
    const { home, prometheus } = this.#sweep;
    if (home.state === "readable") return;
    const some = this.keptSeries[0]?.value ?? await firstWithSamples(prometheus, newest(values, maxAskedHidden));
    if (some === void 0) return;
    this.problems.push(
      `${prometheus.url} has series of previews (${some}), and Grafana shows no preview: ${describeHidden(home)}`
    );
  }
  #keeps(proof) {
    return proof.state === "shown" || proof.state === "unproven" && !this.#sweep.unproven;
  }
  #prove(value, seenHere) {
    const { grafana, home, gone, dryRun } = this.#sweep;
    return proveUnshown({ grafana, home, marks: this.#marks, gone, nowMs: this.#receiverNowMs, dryRun }, value, {
      seenHere
    });
  }
  /** @param found - it has samples; without, there is nothing to tell. */
  async #take(value, found) {
    const { revision, ...identity } = parseIsolationValue(value);
    const warning = this.#sweep.dryRun ? void 0 : await deleteRevision(this.#sweep.prometheus, identity, revision);
    if (warning !== void 0) this.warnings.push(warning);
    else if (found) this.series.push(value);
  }
};

// src/preview/cleanup/cleanup.ts
var nothingSwept = { series: [], postponedSeries: [], keptSeries: [], warnings: [], problems: [] };
async function cleanup(options, context) {
  const { grafana, prometheus, owner, clock, which, orphanAgeMs, closedReview = false } = options;
  const maxDelete = closedReview ? Number.POSITIVE_INFINITY : options.maxDelete;
  const { nowMs, doubt } = clock;
  const fillIn = prometheus !== void 0 && (which === "all" || options.overKeys !== void 0);
  const listing = await listPreviews(grafana, {
    owner,
    nowMs,
    ...defined({ maxTtlMs: options.maxTtlMs }),
    ...fillIn ? { also: await markedUids(prometheus, owner) } : {}
  });
  const isOver = ({ state, key }) => which === "all" || state !== "kept" && options.overKeys?.has(key) === true;
  const expired = listing.previews.filter(
    (preview) => preview.state === "expired" && (preview.movedTo !== void 0 || !isOver(preview))
  );
  const due = listing.previews.filter(
    (preview) => expired.includes(preview) ? doubt === void 0 : preview.movedTo === void 0 && isOver(preview)
  );
  const chosen = due.slice(0, maxDelete);
  const { deleted, failed, vanished } = await deleteEach(options, context, chosen);
  const swept = prometheus === void 0 ? nothingSwept : await sweepSeries(
    {
      grafana,
      prometheus,
      owner,
      clock,
      home: await readFolderAccess(grafana),
      dryRun: options.dryRun,
      gone: new Set(deleted.map(({ uid }) => uid)),
      named: new Map(
        deleted.filter(({ unlabelled }) => unlabelled !== true).map((one) => [seriesValue(one), vanished.has(one.uid) ? 0 : one.createdAtMs ?? 0])
      ),
      orphanAgeMs,
      maxOrphans: Math.max(0, maxDelete - deleted.length),
      limitShare: which !== "all" && orphanAgeMs > 0 && !closedReview,
      unproven: options.unproven ?? false
    },
    context
  );
  const unjudged = doubt === void 0 || expired.length === 0 ? [] : [`${expired.length} expired previews stay: ${doubt}`];
  return {
    dryRun: options.dryRun,
    deleted,
    stays: listing.previews.filter((preview) => !due.includes(preview)),
    leftAlone: listing.leftAlone,
    failed,
    postponed: due.slice(maxDelete),
    ...swept,
    problems: [...unjudged, ...swept.problems]
  };
}
async function deleteEach(options, { progress, signal }, chosen) {
  const deleted = [];
  const failed = [];
  const vanished = /* @__PURE__ */ new Set();
  for (const [index, preview] of chosen.entries()) {
    signal.throwIfAborted();
    progress.update("deleting previews", index, chosen.length);
    const { state, reason } = options.dryRun ? { state: "deleted" } : await deleteOne(options, preview);
    if (reason === void 0) deleted.push(preview);
    else failed.push({ uid: preview.uid, title: preview.title, reason });
    if (state === "gone") vanished.add(preview.uid);
  }
  progress.clear();
  return { deleted, failed, vanished };
}
async function deleteOne({ grafana, owner, which, overKeys, maxTtlMs, clock }, { uid, movedTo }) {
  try {
    const deletion = await deletePreview(grafana, uid, {
      owner,
      moved: movedTo !== void 0,
      cause: ({ savedAtMs }, { marks, moved }) => {
        if (marks === void 0) return void 0;
        if (moved !== true && (which === "all" || !marks.keep && overKeys?.has(marks.key) === true)) return void 0;
        if (clock.doubt !== void 0) return clock.doubt;
        const expiresAtMs = effectiveExpiryMs(marks, { savedAtMs, ...defined({ maxTtlMs }) });
        return expiresAtMs <= clock.now() ? void 0 : "it was renewed meanwhile";
      }
    });
    return deletion;
  } catch (error) {
    if (error instanceof GrafanaError) return { state: "failed", reason: error.message };
    throw error;
  }
}
function seriesValue({ project, key, revision }) {
  return isolationValue({ project, key }, revision);
}
function leftovers({
  failed,
  postponed,
  postponedSeries,
  keptSeries,
  problems
}) {
  return [
    ...failed.map(({ title, reason }) => `"${title}": ${reason}`),
    ...postponed.map(({ title }) => `"${title}": one run deletes no more than --max-delete`),
    ...keptSeries.map(({ value, reason }) => `the series of ${value}: ${reason}`),
    ...postponedSeries.map((value) => `the series of ${value}: one run deletes no more than --max-delete`),
    ...problems
  ];
}

// src/preview/review/closed.ts
var maxFailures = 2;
async function closedReviews(host, previews) {
  const numbers = /* @__PURE__ */ new Map();
  for (const preview of previews) {
    const number = reviewOf(preview, host);
    if (number !== void 0) numbers.set(number, (numbers.get(number) ?? /* @__PURE__ */ new Set()).add(preview.key));
  }
  const over = /* @__PURE__ */ new Map();
  const open = /* @__PURE__ */ new Set();
  const failed = [];
  let failures = 0;
  for (const [number, keys] of numbers) {
    if (failures >= maxFailures) {
      failed.push(`review ${number} was not asked about: ${host.name} failed ${maxFailures} times before`);
      continue;
    }
    try {
      const { state } = await host.readReview(number);
      failures = 0;
      for (const key of keys) {
        if (state === "closed" || state === "merged") over.set(key, state);
        else if (state === "open") open.add(key);
      }
    } catch (error) {
      if (!(error instanceof CiError)) throw error;
      failures++;
      failed.push(error.message);
    }
  }
  return { over, open, failed };
}
function reviewOf({ key, review }, { keyPrefix }) {
  const [, prefix, digits] = /^([a-z]+)-([1-9]\d{0,14})(?:-|$)/.exec(key) ?? [];
  const number = Number(digits ?? Number.NaN);
  if (prefix !== keyPrefix || !Number.isSafeInteger(number)) return void 0;
  return review === void 0 || review === number ? number : void 0;
}

// src/present/markdown-parts.ts
function folded(summary, content) {
  return content === "" ? "" : `<details><summary>${summary}</summary>

${content}

</details>`;
}
function bullets(texts, most) {
  const shown = texts.slice(0, most).map((text) => `- ${escapeMarkdown(text, 400)}`);
  const rest = texts.length - shown.length;
  return [...shown, ...rest > 0 ? [`- … and ${rest} more`] : []].join("\n");
}

// src/ci/comment/comment-dashboards.ts
function dashboardTable(rows, gone = []) {
  if (rows.every(({ scenario }) => scenario === void 0)) {
    const lines2 = [
      ...rows.map((row) => `| ${linkTo(row, row.title)} | ${describeState(row.changes)} | ${verdictOf(row)} |`),
      ...gone.map((one) => `| ${removedTitle(one)} | removed | |`)
    ];
    return ["| Dashboard | Change | Panels |", "|---|---|---|", ...lines2].join("\n");
  }
  const lines = [
    ...rows.map((row, index) => {
      const again = earlierOf(row, rows.slice(0, index)) !== void 0;
      const [title, change] = again ? ["", ""] : [shownTitle(row), describeState(row.changes)];
      return `| ${title} | ${linkTo(row, row.scenario ?? "(none)")} | ${change} | ${verdictOf(row)} |`;
    }),
    ...gone.map((one) => `| ${removedTitle(one)} | | removed | |`)
  ];
  return ["| Dashboard | Scenario | Change | Panels |", "|---|---|---|---|", ...lines].join("\n");
}
function linkTo({ url, opensOn }, text) {
  return link(text, windowUrl(url, opensOn));
}
function verdictOf({ check }) {
  return check === void 0 ? "not checked" : summaryLine(check);
}
function shownTitle({ title, source }) {
  return escapeMarkdown(title.trim() === "" ? source : title, 200);
}
function removedTitle(one) {
  const path = one.title.trim() === "" ? "" : ` (${codeSpan(one.source, 200)})`;
  return `${shownTitle(one)}${path}`;
}
function earlierOf({ source }, rows) {
  return rows.findLast((row) => row.source === source);
}
function scenarioVerdicts(dashboards) {
  const scenarios = [...new Set(dashboards.flatMap(({ scenario }) => scenario ?? []))];
  const verdicts = scenarios.map((scenario) => {
    const own = dashboards.filter((one) => one.scenario === scenario);
    const sum = (state) => own.reduce((total, { check }) => total + (check?.panels[state] ?? 0), 0);
    const [empty, error, unchecked] = [sum("empty"), sum("error"), sum("unchecked")];
    const whole = own.filter(({ check }) => check === void 0).length;
    const faults = [
      ...error > 0 ? [`${counted(error, "panel")} with an error`] : [],
      ...empty > 0 ? [`${counted(empty, "panel")} without data`] : [],
      ...unchecked > 0 ? [`${counted(unchecked, "panel")} not checked`] : [],
      ...whole > 0 ? [`${counted(whole, "dashboard")} not checked`] : []
    ];
    return `**${escapeMarkdown(scenario, 60)}**: ${faults.length === 0 ? "every panel ok" : faults.join(", ")}`;
  });
  return verdicts.join(" · ");
}
function windowUrl(url, window) {
  return window === void 0 || url.includes("?") ? url : `${url}?from=${window.fromMs}&to=${window.toMs}`;
}
function describeState(changes) {
  switch (changes?.state) {
    case "added":
      return "new";
    case "changed":
      return counted(changes.lines.length, "difference");
    case "unchanged":
      return "none that one sees";
    default:
      return "not compared";
  }
}
function dashboardSections(rows, detail) {
  return rows.flatMap((row, index) => sections(row, detail, earlierOf(row, rows.slice(0, index))));
}
function sections(dashboard, detail, earlier) {
  const { title, scenario, source, check, changes } = dashboard;
  const plain = shownTitle(dashboard);
  const name = escapeMarkdown(scenarioTitle(title.trim() === "" ? source : title, scenario), 200);
  const lines = earlier === void 0 ? changes?.lines ?? [] : [];
  const known = new Set(earlier?.notices.map(noticeText));
  const notices = dashboard.notices.map(noticeText).filter((text) => !known.has(text));
  const told = check?.findings.filter(({ state }) => state !== "skipped") ?? [];
  const unchecked = check?.unchecked.length ?? 0;
  const checked = check !== void 0 && (told.length > 0 || unchecked > 0 || check.unusedMetrics.length > 0);
  return [
    detail.changes === 0 ? "" : folded(`${plain}: what changed (${lines.length})`, bullets(lines, detail.changes)),
    detail.findings === 0 || !checked ? "" : folded(
      `${name}: ${findingsTitle(told, unchecked)}`,
      formatMarkdown(check, { maxFindings: detail.findings, maxText: 300 }).trimEnd()
    ),
    detail.findings === 0 ? "" : folded(
      `${earlier === void 0 ? plain : name}: ${counted(notices.length, "part")} not as in the source`,
      bullets(notices, detail.findings)
    )
  ];
}
function noticeText({ place, reason }) {
  return `${place}: ${reason}`;
}
function findingsTitle(told, unchecked) {
  const count = (wanted) => told.filter(({ state }) => state === wanted).length;
  const [errors, broken, empty, hints] = [count("error"), count("broken"), count("empty"), count("hint")];
  const parts = [
    ...errors > 0 ? [counted(errors, "error")] : [],
    ...broken > 0 ? [`${broken} broken`] : [],
    ...empty > 0 ? [`${empty} without data`] : [],
    ...hints > 0 ? [counted(hints, "hint")] : [],
    ...unchecked > 0 ? [`${unchecked} not checked`] : []
  ];
  return parts.length === 0 ? "metrics in no panel" : parts.join(", ");
}

// src/ci/comment/comment-pictures.ts
var [overviewWidth, panelWidth] = [800, 400];
var pictureDetails = [
  { overviews: 10, panels: 20 },
  { overviews: 5, panels: 8 },
  { overviews: 1, panels: 3 },
  { overviews: 1, panels: 0 },
  { overviews: 0, panels: 0 }
];
function pictureParts({ overview, panels, more, moved, pageUrl }, detail) {
  const standing = overview.filter((one) => one.removed === void 0);
  const gone = overview.filter((one) => one.removed !== void 0).slice(0, detail.overviews);
  const removed = grouped(gone).map(removedPart);
  const [first, ...others] = grouped(standing.slice(0, detail.overviews)).map(overviewPart);
  const shown = panels.slice(0, detail.panels);
  const left = more + panels.length - shown.length;
  const rest = [...left > 0 ? [`… and ${counted(left, "changed panel")} more without a picture here.`] : []];
  const content = [...grouped(shown).map(panelParts), ...shown.length > 0 ? rest : []].join("\n\n");
  return [
    first ?? "",
    folded(`${counted(others.length, "dashboard")} more`, others.join("\n\n")),
    folded(`${counted(shown.length, "changed panel")}, before and after`, content),
    folded(
      `${counted(removed.length, "removed dashboard")}, as ${removed.length === 1 ? "it was" : "they were"}`,
      removed.join("\n\n")
    ),
    moved === 0 || detail.overviews === 0 ? "" : movedText(moved),
    pageUrl === void 0 ? "" : `[All panels on one page](<${pageUrl.replaceAll(/[<>\\\s]/g, encodeURIComponent)}>)`
  ];
}
function grouped(all) {
  const groups = /* @__PURE__ */ new Map();
  for (const one of all) {
    const key = one.in?.group ?? one;
    groups.set(key, [...groups.get(key) ?? [], one]);
  }
  return [...groups.values()];
}
function overviewPart(pictures) {
  const [only] = pictures;
  if (only.in === void 0) return image(only, overviewWidth);
  const heading2 = `**${titleOf(only.in.title)}**`;
  if (pictures.length === 1) return `${heading2}, ${scenarioOf(only)}

${image(only, overviewWidth)}`;
  const rows = [];
  for (let at = 0; at < pictures.length; at += 2) {
    const row = pictures.slice(at, at + 2);
    rows.push(`<tr>${row.map((one) => `<th>${scenarioOf(one)}</th>`).join("")}</tr>`);
    rows.push(`<tr>${row.map((one) => `<td>${image(one, panelWidth)}</td>`).join("")}</tr>`);
  }
  return `${heading2}

<table>${rows.join("")}</table>`;
}
function removedPart([picture]) {
  return `**${titleOf(picture.removed)}**

${image(picture, overviewWidth)}`;
}
function panelParts(panels) {
  const [only] = panels;
  if (only.in === void 0) return panelPart(only);
  const changes = panels.map((panel) => `${scenarioOf(panel)}: ${changeOf(panel)}`);
  const heading2 = `**${titleOf(only.title)}** in ${titleOf(only.in.title)}, ${changes.join("; ")}`;
  const rows = panels.map((panel) => `<tr><th>${scenarioOf(panel)}</th>${cellsOf(panel)}</tr>`);
  return `${heading2}

<table><tr><th></th><th>Before</th><th>After</th></tr>${rows.join("")}</table>`;
}
function scenarioOf({ in: place }) {
  return escapeMarkdown(place?.scenario ?? "", 60);
}
function titleOf(title) {
  return escapeMarkdown(title.trim() === "" ? "(no title)" : title, 200);
}
function movedText(count) {
  const said = count === 1 ? "looks different though nothing of it" : "look different though nothing of them";
  return `${counted(count, "panel")} ${said} changed: only the data moved.`;
}
function panelPart(panel) {
  const { title, dashboard, before, after } = panel;
  const heading2 = `**${titleOf(title)}** in ${escapeMarkdown(dashboard, 200)}: ${changeOf(panel)}`;
  const only = before === void 0 ? after : after === void 0 ? before : void 0;
  if (only !== void 0) return `${heading2}

${image(only, panelWidth)}`;
  return `${heading2}

<table><tr><th>Before</th><th>After</th></tr><tr>${cellsOf(panel)}</tr></table>`;
}
function cellsOf({ before, after }) {
  return [before, after].map((picture) => `<td>${picture === void 0 ? "" : image(picture, panelWidth)}</td>`).join("");
}
function changeOf({ before, after, differencePercent }) {
  return before === void 0 ? "new" : after === void 0 ? "removed" : described(differencePercent);
}
function described(differencePercent) {
  if (differencePercent === void 0) return "changed";
  if (differencePercent === 0) return "changed, and looks the same";
  return `${differencePercent < 1 ? "less than 1" : Math.round(differencePercent)} % of the picture differ`;
}
function image({ url, width, alt }, most) {
  return `<img src="${quoted(url)}" alt="${quoted(escapeMarkdown(alt, 400))}" width="${Math.min(width, most)}">`;
}
function quoted(text) {
  return plainLine(text).replaceAll(/[<>"'\\]/g, (character) => `&#${character.charCodeAt(0)};`);
}

// src/ci/comment/comment-text.ts
var details = [
  { rows: 500, findings: 50, changes: 100, warnings: 50, alerts: 50, instances: 10, lines: 50 },
  { rows: 500, findings: 20, changes: 30, warnings: 20, alerts: 30, instances: 5, lines: 20 },
  { rows: 200, findings: 5, changes: 10, warnings: 10, alerts: 15, instances: 3, lines: 10 },
  { rows: 200, findings: 2, changes: 2, warnings: 5, alerts: 5, instances: 2, lines: 5 },
  { rows: 100, findings: 0, changes: 0, warnings: 3, alerts: 1, instances: 1, lines: 3 },
  { rows: 20, findings: 0, changes: 0, warnings: 0, alerts: 0, instances: 0, lines: 0 },
  { rows: 0, findings: 0, changes: 0, warnings: 0, alerts: 0, instances: 0, lines: 0 }
];
function previewComment(comment, { maxChars }) {
  const shown = comment.pictures === void 0 ? [noPictures] : pictureDetails;
  for (const detail of details) {
    for (const pictures of shown) {
      const written = write(comment, detail, pictures);
      if (written.length <= maxChars) return written;
    }
  }
  return write({ ...comment, reproduce: [], removed: [] }, details.at(-1), noPictures);
}
var noPictures = pictureDetails.at(-1);
function write(comment, detail, pictures) {
  const { mark, dashboards, removed, warnings } = comment;
  const rows = dashboards.slice(0, detail.rows);
  const left = dashboards.length - rows.length;
  const gone = (comment.gone ?? []).slice(0, detail.rows);
  const goneLeft = (comment.gone?.length ?? 0) - gone.length;
  const parts = [
    `${writeMark(mark)}
### Dashboard preview \`${mark.key}\``,
    life(comment),
    scenarioVerdicts(dashboards),
    rows.length + gone.length === 0 ? "" : dashboardTable(rows, gone),
    left > 0 ? `… and ${counted(left, "dashboard")} more that did not fit here; the job's summary and log have all of them.` : "",
    goneLeft > 0 ? `… and ${counted(goneLeft, "removed dashboard")} more that did not fit here.` : "",
    ...comment.pictures === void 0 ? [] : pictureParts(comment.pictures, pictures),
    comment.alerts?.(detail) ?? "",
    ...dashboardSections(rows, detail),
    removed.length === 0 ? "" : `No longer in this review, so their previews were removed:

${bullets(removed, 20)}`,
    warnings.length === 0 || detail.warnings === 0 ? "" : `**Warnings**

${bullets(warnings, detail.warnings)}`,
    detail.warnings === 0 && warnings.length > 0 ? `${counted(warnings.length, "warning")} did not fit here; see the job's log.` : "",
    comment.reproduce.length === 0 ? "" : folded("Reproduce on your machine", shellBlock(comment.reproduce))
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}
`;
}
function life({ commit, expiresAtMs, untilReview }) {
  const of = commit === void 0 ? "" : `Commit \`${commit.slice(0, 10)}\` · `;
  if (untilReview === true) return `${of}stays until this review is merged or closed. The links stay.`;
  const expiry = `${of}expires on **${utcMinute(expiresAtMs)}**`;
  return `${expiry}, or goes when this review is merged or closed. A push extends it; the links stay.`;
}
var removalTexts = {
  merged: "the review was merged",
  closed: "the review was closed",
  expired: "its time was over; a push makes it again, under the same links",
  empty: "no dashboard is changed in this review any more",
  asked: "somebody asked for it, or the environment was stopped; a push makes it again, under the same links"
};
function removedComment(options) {
  const { mark, reason, atMs, titles, left = [] } = options;
  const what = titles.length === 0 ? "" : `

${folded(counted(titles.length, "dashboard"), bullets(titles, 50))}`;
  const fate = left.length === 0 ? "Its dashboards and made-up series are gone." : `**Some of it is still there**; \`dashpreview cleanup --closed\` tries again:

${bullets(left, 20)}`;
  const removed = `The preview was removed on ${utcMinute(atMs)}: ${removalTexts[reason]}. ${fate}${what}
`;
  return `${heading(mark)}

${removed}`;
}

// src/ci/comment/sync-comment.ts
var attempts = 3;
async function syncComment(host, update) {
  let outcome = "unchanged";
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const [kept, ...others] = await ownComments(host, update);
    if (kept === void 0) {
      if (!update.create) return "absent";
      await host.createComment(update.number, update.body);
      outcome = "created";
      continue;
    }
    for (const { id } of others) await host.deleteComment(update.number, id);
    const orders = [kept, ...others].map(({ body }) => readMark(body).order);
    if (update.always !== true && orders.some((order) => isLaterRun(update.mark.order, order)))
      return outcome === "created" ? outcome : "outranked";
    if (sameText(kept.body, update.body)) return outcome;
    const updated = await host.updateComment(update.number, kept.id, update.body);
    if (updated !== void 0 && outcome !== "created") outcome = "updated";
  }
  return outcome;
}
async function ownComments(host, { number, mark, formerProjects = [] }) {
  const names = allNames({ project: mark.project, formerProjects });
  const found = (await host.listComments(number)).filter(({ mine, body }) => {
    const read = mine ? readMark(body) : void 0;
    return read !== void 0 && names.includes(read.project) && read.key === mark.key;
  });
  return found.sort((one, other) => one.id - other.id);
}
function sameText(one, other) {
  const normal = (text) => text.replaceAll("\r\n", "\n").trimEnd();
  return normal(one) === normal(other);
}

// src/preview/review/report-removed.ts
function environmentName(key) {
  return `dashpreview/${key}`;
}
async function reportRemoved(news) {
  const { grafana, host, names, deleted, nowMs } = news;
  const { project, formerProjects } = names;
  const warnings = [];
  const byKey = groupByKey(deleted);
  for (const key of /* @__PURE__ */ new Set([...byKey.keys(), ...news.left?.keys() ?? []])) {
    const previews = byKey.get(key) ?? [];
    const [first] = previews;
    const left = news.left?.get(key);
    const number = reviewOf(first ?? { key }, host);
    if (number === void 0 || first !== void 0 && !allNames(names).includes(first.project)) continue;
    try {
      const { previews: standing } = await listPreviews(grafana, { owner: { ...names, key }, nowMs });
      if (standing.length > 0 && left === void 0) continue;
      const mark = { project, key, order: 0 };
      const titles = previews.map(({ title }) => withoutKey(title, key));
      const reason = first === void 0 ? left.reason : news.reason(first);
      const body = removedComment({ mark, reason, atMs: nowMs, titles, left: left?.lines ?? [] });
      if (left === void 0) warnings.push(...await removePictures(host, { number, key }));
      await syncComment(host, { number, mark, formerProjects, body, create: false, always: true });
      if (news.deployments) await host.deployments?.remove(environmentName(key));
    } catch (error) {
      if (!(error instanceof CiError)) throw error;
      warnings.push(`the comment of review ${number} does not say yet that its preview is gone: ${error.message}`);
    }
  }
  return warnings;
}
async function removePictures({ pictures }, { number, key }) {
  try {
    await pictures?.removeAll({ number, key });
    return [];
  } catch (error) {
    if (!(error instanceof CiError)) throw error;
    return [`the pictures of review ${number} are still there: ${error.message}`];
  }
}
function withoutKey(title, key) {
  const prefix = `[${key}] `;
  return title.startsWith(prefix) ? title.slice(prefix.length) : title;
}
function groupByKey(previews) {
  const groups = /* @__PURE__ */ new Map();
  for (const preview of previews) groups.set(preview.key, [...groups.get(preview.key) ?? [], preview]);
  return groups;
}

export {
  cleanup,
  leftovers,
  closedReviews,
  reviewOf,
  folded,
  bullets,
  removedTitle,
  previewComment,
  removedComment,
  syncComment,
  environmentName,
  reportRemoved,
  removePictures,
  withoutKey
};
