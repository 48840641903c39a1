import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  fillPage
} from "./chunk-DH4GI4R5.js";
import {
  findPrometheusBinary,
  localRetryMs,
  startLocalPrometheus,
  withRoom,
  writeHistory
} from "./chunk-OQXLBAJJ.js";
import {
  versionAsker
} from "./chunk-TW2DETBE.js";
import {
  createSources,
  planSeries,
  sampleRange
} from "./chunk-LRRWOHJL.js";
import {
  createPrometheus
} from "./chunk-JN2EJA7T.js";
import {
  parseSpec
} from "./chunk-DLEOOTJD.js";
import {
  createBlock,
  present
} from "./chunk-RQHKSZ5E.js";
import {
  ExpectedError,
  PrometheusError,
  SpecError,
  UsageError
} from "./chunk-E7O6XGVL.js";

// src/preview/playground/curves.ts
var usual = { perMetric: 24, total: 240, points: 240 };
function curvesOf(plan, limits = usual) {
  const { grid } = plan;
  const every = Math.max(1, Math.ceil(grid.count / limits.points));
  const shown = /* @__PURE__ */ new Map();
  let total = 0;
  for (const source of createSources(plan)) {
    const { name } = source.definition;
    const metric = shown.get(name) ?? { curves: [], more: 0 };
    shown.set(name, metric);
    const wanted = metric.curves.length < limits.perMetric && total < limits.total;
    if (!wanted) {
      metric.more += source.series.length;
      continue;
    }
    const curves = curvesOfSource(source, plan, every);
    metric.curves.push(...curves);
    total += curves.length;
  }
  return plan.metadata.flatMap(({ name, type, help }) => {
    const metric = shown.get(name);
    return metric === void 0 ? [] : [{ name, type, ...help === void 0 ? {} : { help }, ...metric }];
  });
}
function curvesOfSource(source, { grid }, every) {
  const { series } = source;
  const values = series.map(() => []);
  const length = Math.min(grid.count, 2e3);
  const blocks = series.map(({ native }) => createBlock(length, { native }));
  for (let first = 0; first < grid.count; first += length) {
    const count = Math.min(length, grid.count - first);
    source.fill(first, count, blocks);
    for (let place = (every - first % every) % every; place < count; place += every)
      for (const [index, block] of blocks.entries()) values[index].push(valueAt(block, place));
  }
  return series.map(({ name, labels }, index) => ({
    name,
    labels: Object.fromEntries(labels),
    startMs: grid.fromMs,
    stepMs: grid.stepMs * every,
    values: values[index]
  }));
}
function valueAt({ states, values, histograms }, place) {
  if (states[place] !== present) return null;
  const value = histograms?.[place]?.count ?? values[place];
  if (Number.isFinite(value)) return value;
  return Number.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
}

// src/preview/playground/plan-spec.ts
function planSpecText(text, limits) {
  try {
    const document = parseSpec(text, { file: "spec" });
    return { ok: true, plan: planSeries([{ file: "spec", document }], limits) };
  } catch (error) {
    if (error instanceof UsageError) return { ok: false, problems: [{ message: error.message }] };
    if (!(error instanceof SpecError)) throw error;
    return {
      ok: false,
      problems: error.problems.map(({ message, position }) => ({
        message,
        ...position === void 0 ? {} : { line: position.line, column: position.column }
      }))
    };
  }
}
function unwrittenSet(plan) {
  return {
    range: sampleRange(plan),
    stepMs: plan.grid.stepMs,
    metrics: curvesOf(plan),
    series: plan.seriesCount,
    warnings: plan.warnings
  };
}

// src/preview/playground/playground.ts
var historyMs = 4 * 365 * 864e5;
var labelName = "dashpreview";
var Playground = class {
  #running;
  #revisions = 0;
  /** The newest moment that was written, by which Prometheus judges what is too old for a native histogram. */
  #newestMs = Number.NEGATIVE_INFINITY;
  #turn = Promise.resolve();
  #stopped = false;
  #options;
  #context;
  constructor(options, context) {
    this.#options = options;
    this.#context = context;
  }
  /** The address of the Prometheus; undefined before the first spec, or without a program. */
  async url() {
    return (await this.#running)?.server.url;
  }
  /** The faults of a spec, as `validate` finds them; none: it is one. */
  check(text) {
    const planned = this.#plan(text);
    return { ok: false, problems: planned.ok ? [] : planned.problems };
  }
  /**
   * Writes a spec's history as a new revision. One at a time.
   *
   * @throws {PrometheusError} if the server does not start or take it.
   */
  async apply(text) {
    const planned = this.#plan(text);
    if (!planned.ok) return planned;
    const turn = this.#turn.then(() => this.#write(planned.plan));
    this.#turn = turn.catch(() => void 0);
    return { ok: true, data: await turn };
  }
  /** Hands a question on. The answer is of any status. */
  async ask(path, parameters) {
    const running = await this.#running;
    if (running === void 0) throw new PrometheusError("no spec was applied yet", { code: "unavailable" });
    const timeout = "20s";
    return running.prometheus.ask({ method: "POST", path, parameters: { ...parameters, timeout }, repeat: "final" });
  }
  /** Ends the server and removes its folder. Safe to repeat. */
  async stop() {
    this.#stopped = true;
    await this.#turn;
    await this.#end();
  }
  #plan(text) {
    const { maxSeries, maxSamples } = this.#options;
    return planSpecText(text, { nowMs: this.#context.now(), maxSeries, maxSamples });
  }
  async #write(plan) {
    const { grid } = plan;
    const set = unwrittenSet(plan);
    if (this.#options.binary === void 0 || this.#stopped) return set;
    const natives = plan.definitions.some(({ definition }) => definition.kind === "histogram" && definition.native);
    if (natives && this.#newestMs > grid.fromMs) await this.#end();
    this.#running ??= this.#start(this.#options.binary);
    let running;
    try {
      running = await this.#running;
    } catch (error) {
      this.#running = void 0;
      throw error;
    }
    const label = { name: labelName, value: `playground.${++this.#revisions}` };
    const sources = createSources(plan);
    await withRoom(
      this.#options.temporaryFolder,
      () => writeHistory(running.prometheus, {
        ...this.#context,
        sources,
        grid,
        isolation: label,
        metadata: plan.metadata,
        retryMs: localRetryMs
      })
    );
    this.#newestMs = Math.max(this.#newestMs, set.range.toMs);
    const version = (await versionAsker(running.prometheus, this.#context.signal)())?.version;
    return { ...set, label, ...version === void 0 ? {} : { prometheus: version } };
  }
  async #start(binary) {
    const { temporaryFolder, userAgent } = this.#options;
    const server = await startLocalPrometheus({ ...this.#context, binary, temporaryFolder, historyMs });
    return { server, prometheus: createPrometheus({ url: server.url, userAgent }) };
  }
  async #end() {
    const running = await this.#running?.catch(() => void 0);
    this.#running = void 0;
    this.#newestMs = Number.NEGATIVE_INFINITY;
    running?.prometheus.close();
    await running?.server.stop();
  }
};

// src/report/playground/playground-html.ts
function playgroundHtml(template, data) {
  return fillPage(template, data, connectsTo(data.source));
}
function connectsTo(source) {
  if (source.kind === "none" || source.kind === "page") return void 0;
  if (source.kind === "serve") return "'self'";
  const { origin } = new URL(source.url);
  if (!/^http:\/\/127\.0\.0\.1:\d+$/.test(origin)) throw new Error(`the playground's Prometheus is at ${origin}`);
  return origin;
}

// src/cli/playground-binary.ts
function findPlaygroundBinary({ prometheusBin: wanted }, context, command) {
  try {
    return { binary: findPrometheusBinary({ ...context, wanted }), advice: "" };
  } catch (error) {
    if (wanted !== void 0 || !(error instanceof ExpectedError)) throw error;
    const install = "Install Prometheus (Debian, Ubuntu: apt install prometheus; macOS: brew install prometheus)";
    return { binary: void 0, advice: `${install}, and run dashpreview ${command} again.` };
  }
}

// src/preview/playground/generated/lessons.ts
var lessons = [
  {
    "id": "counter-and-rate",
    "title": "Counters and rate",
    "spec": {
      "name": "Counters and rate",
      "text": 'version: 1\nstart: 2026-01-05T12:00:00Z\nstep: 15s\nhistory: 30m\nmetrics:\n  - name: http_requests_total\n    type: counter\n    help: Requests served.\n    series:\n      - { labels: { code: "200" }, rate: [{ line: { from: 4, to: 4, for: 15m } }, 12] }\n      - { labels: { code: "500" }, rate: [{ line: { from: 0, to: 0, for: 20m } }, 0.4] }\n'
    },
    "parts": [
      {
        "kind": "text",
        "text": 'An application counts what it does: each request adds 1 to `http_requests_total`, and the number never goes down while the process lives.\nPrometheus reads that number every 15 seconds. This lesson is about getting from "how many since the process started" to "how many a second\nright now".\n\nThis shop\'s front end serves 4 requests a second. After a quarter of an hour a newsletter goes out, and it serves 12. Five minutes later\nsome requests begin to fail:'
      },
      {
        "kind": "spec"
      },
      {
        "kind": "text",
        "text": "## A counter alone says little"
      },
      {
        "kind": "query",
        "query": "http_requests_total",
        "afterMs": 6e5,
        "result": [
          '{code="200"} 2400',
          '{code="500"} 0'
        ]
      },
      {
        "kind": "text",
        "text": "After ten minutes 2400 requests have been served. Is that much? It depends on when the process started, which the number doesn't say. Its\ngraph only ever climbs; what you want to know is how steep it is.\n\n## rate: the slope\n\n`http_requests_total[5m]` takes all samples of the last five minutes, and `rate` turns them into one number, the average increase a second:"
      },
      {
        "kind": "query",
        "query": "rate(http_requests_total[5m])",
        "afterMs": 6e5,
        "result": [
          '{code="200"} 4',
          '{code="500"} 0'
        ]
      },
      {
        "kind": "text",
        "text": "The first sample in the window is **1200**, the last one **2400**: 1200 requests in 300 seconds. The metric's name is gone from the answer,\nbecause a rate of requests is no longer a number of requests.\n\n## The window is an average\n\nTwo minutes after the newsletter, at 17 minutes, the same window sees two worlds: three minutes at 4 requests a second and two at 12."
      },
      {
        "kind": "query",
        "query": 'rate(http_requests_total{code="200"}[5m])',
        "afterMs": 102e4,
        "result": [
          '{code="200"} 7.6'
        ]
      },
      {
        "kind": "text",
        "text": "No request was ever served at 7.6 a second. A shorter window follows faster:"
      },
      {
        "kind": "query",
        "query": 'rate(http_requests_total{code="200"}[1m])',
        "afterMs": 102e4,
        "result": [
          '{code="200"} 12'
        ]
      },
      {
        "kind": "text",
        "text": "So a long window is smooth and late, a short one is quick and restless. For alerts you mostly want the first, for looking at an incident the\nsecond.\n\n## The window needs two samples\n\nWith one sample there is no slope. At 17 minutes and 5 seconds, a window of 15 seconds holds a single sample:"
      },
      {
        "kind": "query",
        "query": 'rate(http_requests_total{code="200"}[15s])',
        "afterMs": 1025e3,
        "result": [
          "(nothing)"
        ]
      },
      {
        "kind": "text",
        "text": "The answer isn't 0, it is nothing at all: a panel shows a gap. And one missed scrape empties every window that expects exactly two. A rule of\nthumb is four times the scrape interval, here `[1m]`. Grafana's `$__rate_interval` does this sum for you.\n\n## First rate, then sum"
      },
      {
        "kind": "query",
        "query": "sum(rate(http_requests_total[5m]))",
        "afterMs": 15e5,
        "result": [
          "12.4"
        ]
      },
      {
        "kind": "text",
        "text": "All requests together, 12 good ones and 0.4 failed ones a second. The order matters: `rate` must see each counter by itself, for a reason\nthat the next lesson shows."
      }
    ]
  },
  {
    "id": "resets-and-stale-markers",
    "title": "Resets and stale markers",
    "spec": {
      "name": "Resets and stale markers",
      "text": "version: 1\nstart: 2026-01-05T12:00:00Z\nstep: 15s\nhistory: 30m\nmetrics:\n  - name: jobs_done_total\n    type: counter\n    help: Jobs that were finished.\n    series:\n      - { labels: { worker: a }, rate: 2, resets: { at: [12m] } }\n      - { labels: { worker: b }, rate: { line: { from: 3, to: 3, for: 20m } }, then: end }\n  - name: queue_length\n    type: gauge\n    help: Jobs that wait.\n    series:\n      - { value: [{ limit: { of: 7, for: 10m } }, { gap: { for: 7m } }, 9] }\n"
    },
    "parts": [
      {
        "kind": "text",
        "text": "Processes restart, and processes disappear. A counter that lives in memory starts again from 0, and a series whose process is gone ends. PromQL\ncopes with both, as long as you let it.\n\nTwo workers finish jobs. Worker `a` restarts after 12 minutes. Worker `b` is switched off after 20: its last sample is followed by a **stale\nmarker**, by which Prometheus notes that the series has ended. `queue_length` is a gauge whose scrapes fail for seven minutes."
      },
      {
        "kind": "spec"
      },
      {
        "kind": "text",
        "text": "## What a restart looks like"
      },
      {
        "kind": "query",
        "query": "jobs_done_total",
        "afterMs": 72e4,
        "result": [
          '{worker="a"} 0',
          '{worker="b"} 2160'
        ]
      },
      {
        "kind": "text",
        "text": "One scrape earlier, `a` stood at **1410**. A counter never counts down, so a smaller number can only mean one thing: it was reset."
      },
      {
        "kind": "query",
        "query": "resets(jobs_done_total[5m])",
        "afterMs": 84e4,
        "result": [
          '{worker="a"} 1',
          '{worker="b"} 0'
        ]
      },
      {
        "kind": "text",
        "text": "## rate and increase know about it\n\n`delta` takes the last sample minus the first, as for a gauge. On a counter with a reset that is nonsense:"
      },
      {
        "kind": "query",
        "query": 'delta(jobs_done_total{worker="a"}[5m])',
        "afterMs": 84e4,
        "result": [
          '{worker="a"} -840'
        ]
      },
      {
        "kind": "text",
        "text": "`increase` adds what the reset hid. The window begins with the sample **1080** and ends with **240**; at the reset the counter fell from\n1410, so the increase is 240 − 1080 + 1410:"
      },
      {
        "kind": "query",
        "query": 'increase(jobs_done_total{worker="a"}[5m])',
        "afterMs": 84e4,
        "result": [
          '{worker="a"} 570'
        ]
      },
      {
        "kind": "text",
        "text": "True would be 600. What happened between the last scrape before the restart and the restart itself, nobody has seen: those jobs are lost to\nevery counter.\n\n## Why rate comes before sum"
      },
      {
        "kind": "query",
        "query": "sum(rate(jobs_done_total[5m]))",
        "afterMs": 84e4,
        "result": [
          "4.9"
        ]
      },
      {
        "kind": "text",
        "text": "Now the other way round. `sum(…)[5m:15s]` is a subquery: it evaluates the sum every 15 seconds, and `rate` looks at those values."
      },
      {
        "kind": "query",
        "query": "rate(sum(jobs_done_total)[5m:15s])",
        "afterMs": 84e4,
        "result": [
          "11.95"
        ]
      },
      {
        "kind": "text",
        "text": "Two workers that do 5 jobs a second seem to do 12. The sum fell when `a` restarted, from 3525 to 2160. `rate` takes that for a reset of the whole\nsum and adds all of it, worker `b`'s jobs included. Remember: **rate first, then sum.**\n\n## A series that ends\n\nAt 20 minutes the marker ends worker `b`, and a plain selector drops it in the same moment:"
      },
      {
        "kind": "query",
        "query": "jobs_done_total",
        "afterMs": 1215e3,
        "result": [
          '{worker="a"} 990'
        ]
      },
      {
        "kind": "text",
        "text": "A window still holds its samples, so a rate fades out rather than stopping:"
      },
      {
        "kind": "query",
        "query": "rate(jobs_done_total[5m])",
        "afterMs": 126e4,
        "result": [
          '{worker="a"} 2',
          '{worker="b"} 2.475'
        ]
      },
      {
        "kind": "text",
        "text": "## A series that is silent\n\nWithout a marker, Prometheus can't tell an end from a hiccup. It goes on showing the last sample for five minutes, the lookback:"
      },
      {
        "kind": "query",
        "query": "queue_length",
        "afterMs": 87e4,
        "result": [
          "7"
        ]
      },
      {
        "kind": "text",
        "text": "That 7 is almost five minutes old; the step shows its age. Half a minute later it is too old:"
      },
      {
        "kind": "query",
        "query": "queue_length",
        "afterMs": 9e5,
        "result": [
          "(nothing)"
        ]
      },
      {
        "kind": "text",
        "text": "So a gap in a panel begins at once where a target vanished and was marked, and five minutes late where samples merely failed to arrive."
      }
    ]
  },
  {
    "id": "increase-and-extrapolation",
    "title": "increase and extrapolation",
    "spec": {
      "name": "increase and extrapolation",
      "text": 'version: 1\nstart: 2026-01-05T12:00:00Z\nstep: 1m\nhistory: 30m\nmetrics:\n  - name: orders_total\n    type: counter\n    help: Orders placed.\n    series:\n      - { labels: { shop: north }, value: "10 10 10 11 11 12 12 12 13 13 14 15 15 15 16x20" }\n      - { labels: { shop: south }, value: "_x12 1 2 2 3 3 4x20" }\n'
    },
    "parts": [
      {
        "kind": "text",
        "text": '"How many orders in the last five minutes?" Orders are whole, and yet the answer may be 2.67. This lesson shows where the fraction comes from, and when to\nmind.\n\nThe shop in the north takes an order now and then. The shop in the south opens after 12 minutes. Scrapes are a minute apart.'
      },
      {
        "kind": "spec"
      },
      {
        "kind": "text",
        "text": "## Samples don't fill the window"
      },
      {
        "kind": "query",
        "query": 'increase(orders_total{shop="north"}[5m])',
        "afterMs": 57e4,
        "result": [
          '{shop="north"} 1.25'
        ]
      },
      {
        "kind": "text",
        "text": "The window reaches from 4½ to 9½ minutes. The first sample in it, **12**, was taken half a minute after the window begins; the last one, **13**, half a\nminute before it ends. So one order was measured in **4** minutes. Prometheus assumes that the missing minute was like the others and stretches the\nmeasurement over the whole window: 1 × 5 ÷ 4.\n\nThe same happens in `rate`, which is `increase` divided by the window's length. Nobody notices there, because rates are fractions anyway.\n\n## How far it stretches\n\nOnly as far as is plausible:\n\n- A sample is near the border if it is at most 1.1 times the usual distance between two samples away. Then the series surely lived up to the\n  border, and the measurement is stretched all the way.\n- If not, the series probably began or ended inside the window. Then half a distance is added.\n- A counter was never below 0. If stretching backwards would cross 0, it stops there.\n\nThe southern shop shows the second rule. Its counter appears at 12 minutes with 1:"
      },
      {
        "kind": "query",
        "query": 'increase(orders_total{shop="south"}[5m])',
        "afterMs": 93e4,
        "result": [
          '{shop="south"} 2.67'
        ]
      },
      {
        "kind": "text",
        "text": "It measured 2 orders in **3** minutes. Behind the last sample it adds **30** seconds, up to the border. Before the first, the border is **90** seconds\naway, too far: half a distance, **30** seconds, is added. That makes 2 × 4 ÷ 3.\n\n## The first one is lost\n\nThe southern shop took four orders in all:"
      },
      {
        "kind": "query",
        "query": 'orders_total{shop="south"}',
        "afterMs": 111e4,
        "result": [
          '{shop="south"} 4'
        ]
      },
      {
        "kind": "query",
        "query": 'increase(orders_total{shop="south"}[10m])',
        "afterMs": 111e4,
        "result": [
          '{shop="south"} 3.5'
        ]
      },
      {
        "kind": "text",
        "text": "`increase` measured 3: from 1 to 4. The order that brought the counter from nothing to 1 was never a difference between two samples. Stretching\nguesses some of it back, by luck and not by knowledge. That is why an alert `increase(errors_total[5m]) > 0` misses the first error if the series\nis born with it. Create your counters with 0 when the process starts; then nothing is lost.\n\n## Exact differences\n\nIf you need whole numbers, take the difference yourself:"
      },
      {
        "kind": "query",
        "query": 'orders_total{shop="north"} - orders_total{shop="north"} offset 20m',
        "afterMs": 177e4,
        "result": [
          '{shop="north"} 3'
        ]
      },
      {
        "kind": "text",
        "text": "`offset 20m` looks at the counter as it was 20 minutes ago. No stretching, so the number is whole, but a restart in between makes it negative. For most panels\n`increase` is right: over hours the stretched minute no longer shows."
      }
    ]
  },
  {
    "id": "aggregation",
    "title": "Aggregation",
    "spec": {
      "name": "Aggregation",
      "text": 'version: 1\nstart: 2026-01-05T12:00:00Z\nstep: 15s\nhistory: 30m\nmetrics:\n  - name: http_requests_total\n    type: counter\n    help: Requests served.\n    series:\n      - { labels: { job: api, instance: api-1, code: "200" }, rate: 40 }\n      - { labels: { job: api, instance: api-2, code: "200" }, rate: 60 }\n      - { labels: { job: api, instance: api-2, code: "500" }, rate: 5 }\n      - { labels: { job: web, instance: web-1, code: "200" }, rate: 10 }\n      - { labels: { job: web, instance: web-1, code: "500" }, rate: 1 }\n  - name: up\n    type: gauge\n    help: Whether the last scrape worked.\n    series:\n      - { labels: { job: api, instance: "api-{1..2}" }, value: 1 }\n      - { labels: { job: web, instance: web-1 }, value: 1 }\n      - { labels: { job: web, instance: web-2 }, value: 0 }\n'
    },
    "parts": [
      {
        "kind": "text",
        "text": "Every process, status code and path has a series of its own. An aggregation puts many of them together: all of them, or one group for each\nvalue of some labels.\n\nTwo jobs, three instances that serve, and one that is down:"
      },
      {
        "kind": "spec"
      },
      {
        "kind": "text",
        "text": "## by keeps labels"
      },
      {
        "kind": "query",
        "query": "sum by (job) (rate(http_requests_total[5m]))",
        "afterMs": 12e5,
        "result": [
          '{job="api"} 105',
          '{job="web"} 11'
        ]
      },
      {
        "kind": "text",
        "text": "Five series became two groups: the labels in `by` are kept, all others are gone. Without `by` everything becomes one number:"
      },
      {
        "kind": "query",
        "query": "sum(rate(http_requests_total[5m]))",
        "afterMs": 12e5,
        "result": [
          "116"
        ]
      },
      {
        "kind": "text",
        "text": "## without drops labels"
      },
      {
        "kind": "query",
        "query": "sum without (instance) (rate(http_requests_total[5m]))",
        "afterMs": 12e5,
        "result": [
          '{code="200", job="api"} 100',
          '{code="500", job="api"} 5',
          '{code="200", job="web"} 10',
          '{code="500", job="web"} 1'
        ]
      },
      {
        "kind": "text",
        "text": "The opposite: name what you don't want. It keeps labels that somebody adds later, such as `region`, which is what dashboards shared by several teams want. `by`\ngives the same shape forever, which is what alerts want.\n\n## avg counts every series the same"
      },
      {
        "kind": "query",
        "query": "avg(rate(http_requests_total[5m]))",
        "afterMs": 12e5,
        "result": [
          "23.2"
        ]
      },
      {
        "kind": "text",
        "text": "That is 116 ÷ 5, the average over _series_, and there is one more series for each status code. Whether an instance had errors changes the average,\nwhich is hardly what you meant. First sum up to what you want to compare, then average:"
      },
      {
        "kind": "query",
        "query": "avg(sum by (instance) (rate(http_requests_total[5m])))",
        "afterMs": 12e5,
        "result": [
          "38.67"
        ]
      },
      {
        "kind": "text",
        "text": "Ratios need the same care: sum the parts, then divide. The average of three error ratios says nothing about all requests, because an\ninstance with ten requests counts as much as one with ten thousand.\n\n## topk chooses, it doesn't combine"
      },
      {
        "kind": "query",
        "query": "topk(2, sum by (instance) (rate(http_requests_total[5m])))",
        "afterMs": 12e5,
        "result": [
          '{instance="api-2"} 65',
          '{instance="api-1"} 40'
        ]
      },
      {
        "kind": "text",
        "text": "The series keep their labels. In a graph, the choice is made anew at each point: a panel with `topk(2, …)` may show ten lines.\n\n## Counting\n\n`up` is 1 for a target that answers, 0 for one that doesn't, so its sum is the number of those that do, and its average their share:"
      },
      {
        "kind": "query",
        "query": "avg by (job) (up)",
        "afterMs": 12e5,
        "result": [
          '{job="api"} 1',
          '{job="web"} 0.5'
        ]
      },
      {
        "kind": "text",
        "text": "`count` counts series, whatever their values. A filter before it makes it count those that pass:"
      },
      {
        "kind": "query",
        "query": "count by (job) (up == 0)",
        "afterMs": 12e5,
        "result": [
          '{job="web"} 1'
        ]
      },
      {
        "kind": "text",
        "text": "`api` isn't in the answer. No series passed the filter, so there is no group, and no 0 either.\n\n## Nothing is not 0"
      },
      {
        "kind": "query",
        "query": 'sum(rate(http_requests_total{code="404"}[5m]))',
        "afterMs": 12e5,
        "result": [
          "(nothing)"
        ]
      },
      {
        "kind": "text",
        "text": "No series has this code, so there is nothing to sum. If a panel shall show 0, say so:"
      },
      {
        "kind": "query",
        "query": 'sum(rate(http_requests_total{code="404"}[5m])) or vector(0)',
        "afterMs": 12e5,
        "result": [
          "0"
        ]
      },
      {
        "kind": "text",
        "text": "`vector(0)` has no labels, so this works for a total only. With `by (job)` it would add one line without a job, and the missing ones would stay\nmissing. The next lesson has a way."
      }
    ]
  },
  {
    "id": "joins",
    "title": "Joins",
    "spec": {
      "name": "Joins",
      "text": 'version: 1\nstart: 2026-01-05T12:00:00Z\nstep: 15s\nhistory: 30m\nmetrics:\n  - name: http_requests_total\n    type: counter\n    help: Requests served.\n    series:\n      - { labels: { instance: api-1 }, rate: 50 }\n      - { labels: { instance: api-2 }, rate: 80 }\n      - { labels: { instance: api-3 }, rate: 20 }\n  - name: http_errors_total\n    type: counter\n    help: Requests that failed.\n    series:\n      - { labels: { instance: api-1, reason: timeout }, rate: 1 }\n      - { labels: { instance: api-2, reason: timeout }, rate: 2 }\n      - { labels: { instance: api-2, reason: refused }, rate: 6 }\n  - name: build_info\n    type: info\n    help: The version that runs.\n    series:\n      - { labels: { instance: api-1, version: "1.8" } }\n      - { labels: { instance: api-2, version: "1.9" } }\n      - { labels: { instance: api-3, version: "1.8" } }\n      - { labels: { instance: api-3, version: "1.9" } }\n'
    },
    "parts": [
      {
        "kind": "text",
        "text": "An operator between two vectors works on pairs of series. PromQL finds the pairs by labels: a series on the left and one on the right match if their\nlabels are the same. Most surprises come from there, because series that find no partner are dropped without a word.\n\nThree instances count requests. Errors are counted by reason. `build_info` is always 1 and says in its labels which version runs; `api-3` was updated\na moment ago and still has both."
      },
      {
        "kind": "spec"
      },
      {
        "kind": "text",
        "text": "## All labels must agree\n\nWhat share of requests fails?"
      },
      {
        "kind": "query",
        "query": "rate(http_errors_total[5m]) / rate(http_requests_total[5m])",
        "afterMs": 12e5,
        "result": [
          "(nothing)"
        ]
      },
      {
        "kind": "text",
        "text": "The errors have a label `reason`, the requests don't. Not one pair agrees in all labels, so the answer is empty. The step lists every series that found no\npartner, and why.\n\n## on: match by some labels"
      },
      {
        "kind": "query",
        "query": "rate(http_errors_total[5m]) / on (instance) rate(http_requests_total[5m])",
        "afterMs": 12e5,
        "result": [
          "error: many-to-one matching must be explicit"
        ]
      },
      {
        "kind": "text",
        "text": "Now they match by `instance` alone, and `api-2` has two series on the left, one for each reason. Prometheus refuses to guess whether that is meant.\n`group_left` says that it is: many on the left, one on the right."
      },
      {
        "kind": "query",
        "query": "rate(http_errors_total[5m]) / on (instance) group_left rate(http_requests_total[5m])",
        "afterMs": 12e5,
        "result": [
          '{instance="api-1", reason="timeout"} 0.02',
          '{instance="api-2", reason="refused"} 0.075',
          '{instance="api-2", reason="timeout"} 0.025'
        ]
      },
      {
        "kind": "text",
        "text": "Each error series was divided by the requests of its instance. If you don't need the reasons, sum them away first. Then both sides have one series for each\ninstance, and need no `on`:"
      },
      {
        "kind": "query",
        "query": "sum by (instance) (rate(http_errors_total[5m])) / rate(http_requests_total[5m])",
        "afterMs": 12e5,
        "result": [
          '{instance="api-1"} 0.02',
          '{instance="api-2"} 0.1'
        ]
      },
      {
        "kind": "text",
        "text": "## The one that is missing\n\n`api-3` serves 20 requests a second and never failed, so it has no error series, no partner, and no place in the answer. In a table it looks as if it didn't exist.\nGive the left side a 0 wherever it lacks a series:"
      },
      {
        "kind": "query",
        "query": "(sum by (instance) (rate(http_errors_total[5m])) or 0 * rate(http_requests_total[5m])) / rate(http_requests_total[5m])",
        "afterMs": 12e5,
        "result": [
          '{instance="api-1"} 0.02',
          '{instance="api-2"} 0.1',
          '{instance="api-3"} 0'
        ]
      },
      {
        "kind": "text",
        "text": "`or` keeps all series of its left side and adds those of the right side that match none of them. `0 * rate(…)` is a zero with the right labels.\n\n`unless` is the opposite. It keeps what has _no_ partner, which finds the instances without errors:"
      },
      {
        "kind": "query",
        "query": "rate(http_requests_total[5m]) unless on (instance) http_errors_total",
        "afterMs": 12e5,
        "result": [
          '{instance="api-3"} 20'
        ]
      },
      {
        "kind": "text",
        "text": "## Borrowing a label\n\n`build_info` is 1, so multiplying by it changes no number. But `group_left (version)` copies its label over:"
      },
      {
        "kind": "query",
        "query": 'rate(http_requests_total[5m]) * on (instance) group_left (version) build_info{instance!="api-3"}',
        "afterMs": 12e5,
        "result": [
          '{instance="api-1", version="1.8"} 50',
          '{instance="api-2", version="1.9"} 80'
        ]
      },
      {
        "kind": "text",
        "text": "Here is why `api-3` was left out:"
      },
      {
        "kind": "query",
        "query": "rate(http_requests_total[5m]) * on (instance) group_left (version) build_info",
        "afterMs": 12e5,
        "result": [
          "error: many-to-many matching not allowed"
        ]
      },
      {
        "kind": "text",
        "text": "It has two series on the _right_, where there must be one. One doubtful instance fails the whole query, every panel that uses it, and every alert. Such\ndoubles appear in each rollout, for as long as the lookback of five minutes. Make the right side unique before you join, by taking one\nof the two:"
      },
      {
        "kind": "query",
        "query": "rate(http_requests_total[5m]) * on (instance) group_left (version) topk by (instance) (1, build_info)",
        "afterMs": 12e5,
        "result": [
          '{instance="api-1", version="1.8"} 50',
          '{instance="api-2", version="1.9"} 80',
          '{instance="api-3", version="1.8"} 20'
        ]
      },
      {
        "kind": "text",
        "text": "`topk by (instance) (1, …)` keeps one series for each instance. Both have the value 1, so which of the two it keeps is arbitrary; but the query no longer\nfails."
      }
    ]
  },
  {
    "id": "quantiles",
    "title": "Quantiles",
    "spec": {
      "name": "Quantiles",
      "text": "version: 1\nstart: 2026-01-05T12:00:00Z\nstep: 15s\nhistory: 30m\nmetrics:\n  - name: request_duration_seconds\n    type: histogram\n    help: Time that requests took.\n    buckets: [0.1, 0.25, 0.5, 1, 2.5]\n    series:\n      - { labels: { instance: api-1 }, rate: 10, observe: { values: { 0.05: 60, 0.2: 30, 0.4: 10 } } }\n      - { labels: { instance: api-2 }, rate: 2, observe: { values: { 0.2: 50, 0.8: 40, 4: 10 } } }\n"
    },
    "parts": [
      {
        "kind": "text",
        "text": '"90 % of requests are answered within 250 ms" needs more than an average. A histogram counts each request in buckets: how many took at most 0.1 s, at\nmost 0.25 s, and so on. From these counts PromQL estimates quantiles, and an estimate it is.\n\n`api-1` is fast: 60 % of its requests take 0.05 s, 30 % take 0.2 s, 10 % take 0.4 s. `api-2` serves a fifth as many and is slow; a tenth of its requests\ntake 4 s, longer than the highest bucket.'
      },
      {
        "kind": "spec"
      },
      {
        "kind": "text",
        "text": "## Buckets are counters, and cumulative"
      },
      {
        "kind": "query",
        "query": 'rate(request_duration_seconds_bucket{instance="api-1"}[5m])',
        "afterMs": 12e5,
        "result": [
          '{instance="api-1", le="0.1"} 6',
          '{instance="api-1", le="0.25"} 9',
          '{instance="api-1", le="0.5"} 10',
          '{instance="api-1", le="1"} 10',
          '{instance="api-1", le="2.5"} 10',
          '{instance="api-1", le="+Inf"} 10'
        ]
      },
      {
        "kind": "text",
        "text": '`le` means "less or equal". Of 10 requests a second, 6 took at most 0.1 s and 9 at most 0.25 s. Each bucket holds all those below it.\n\n## How a quantile is found'
      },
      {
        "kind": "query",
        "query": "histogram_quantile(0.8, rate(request_duration_seconds_bucket[5m]))",
        "afterMs": 12e5,
        "result": [
          '{instance="api-1"} 0.2',
          '{instance="api-2"} 0.875'
        ]
      },
      {
        "kind": "text",
        "text": 'For `api-1`: 80 % of 10 is the rank **8**. The bucket up to 0.1 holds only 6; the one up to 0.25 holds 9, so the answer lies in it. It contains **3** requests,\nand we want the second of them: two thirds of the way from 0.1 to 0.25, which is 0.2.\n\n"Two thirds of the way" is a guess: it takes the requests of a bucket to be spread evenly. For `api-2` it puts the answer at 0.875, though really no request took\nthat long: they took 0.8. **A quantile is as exact as the bucket that it falls into.** If you promise 0.3 s, make 0.3 a bound.\n\n## Above the highest bound'
      },
      {
        "kind": "query",
        "query": "histogram_quantile(0.95, rate(request_duration_seconds_bucket[5m]))",
        "afterMs": 12e5,
        "result": [
          '{instance="api-1"} 0.375',
          '{instance="api-2"} 2.5'
        ]
      },
      {
        "kind": "text",
        "text": 'The slowest tenth of `api-2` took 4 s, but all that the histogram knows is "more than 2.5". So 2.5 is what you see. A line that sticks exactly to the highest\nbound means that the truth is somewhere above.\n\n## Sum buckets, never quantiles\n\nThe slowest fifth over both instances:'
      },
      {
        "kind": "query",
        "query": "histogram_quantile(0.8, sum by (le) (rate(request_duration_seconds_bucket[5m])))",
        "afterMs": 12e5,
        "result": [
          "0.235"
        ]
      },
      {
        "kind": "text",
        "text": "`sum by (le)` adds the buckets of both, bound by bound, and gives the histogram of all requests. The average of the two quantiles is a number without a\nmeaning, since it gives the few requests of `api-2` as much weight as the many of `api-1`:"
      },
      {
        "kind": "query",
        "query": "avg(histogram_quantile(0.8, rate(request_duration_seconds_bucket[5m])))",
        "afterMs": 12e5,
        "result": [
          "0.5375"
        ]
      },
      {
        "kind": "text",
        "text": "And if you forget `le`, no bucket is left to look at:"
      },
      {
        "kind": "query",
        "query": "histogram_quantile(0.8, sum(rate(request_duration_seconds_bucket[5m])))",
        "afterMs": 12e5,
        "result": [
          "(nothing)"
        ]
      },
      {
        "kind": "text",
        "text": "## What needs no guess\n\nThe average, from the sum and the count that every histogram has:"
      },
      {
        "kind": "query",
        "query": "sum(rate(request_duration_seconds_sum[5m])) / sum(rate(request_duration_seconds_count[5m]))",
        "afterMs": 12e5,
        "result": [
          "0.245"
        ]
      },
      {
        "kind": "text",
        "text": "And the share of requests within a bound. This is exact, so service level objectives are best written this way:"
      },
      {
        "kind": "query",
        "query": 'sum(rate(request_duration_seconds_bucket{le="0.5"}[5m])) / sum(rate(request_duration_seconds_count[5m]))',
        "afterMs": 12e5,
        "result": [
          "0.9167"
        ]
      }
    ]
  },
  {
    "id": "absent-and-alerts",
    "title": "Absence and alerts",
    "spec": {
      "name": "Absence and alerts",
      "text": "version: 1\nstart: 2026-01-05T12:00:00Z\nstep: 15s\nhistory: 30m\nmetrics:\n  - name: up\n    type: gauge\n    help: Whether the last scrape worked.\n    series:\n      - { labels: { job: api, instance: api-1 }, value: 1 }\n      - labels: { job: api, instance: api-2 }\n        value: [{ limit: { of: 1, for: 10m } }, { limit: { of: 0, for: 6m } }, 1]\n      - { labels: { job: mail, instance: mail-1 }, value: { line: { from: 1, to: 1, for: 12m } }, then: end }\n  - name: mail_sent_total\n    type: counter\n    help: Mails sent.\n    series:\n      - { labels: { job: mail, instance: mail-1 }, rate: { line: { from: 2, to: 2, for: 12m } }, then: end }\n"
    },
    "parts": [
      {
        "kind": "text",
        "text": "An alert rule is an expression. Every series in its answer is an alert, and an empty answer means that all is well. So an alert has two ways to be silent:\neverything is fine, or the data is gone. This lesson is about telling them apart.\n\n`api-2` stops answering after 10 minutes and is back after 16. The mail service is removed after 12 minutes, with all its series: nobody scrapes it any more."
      },
      {
        "kind": "spec"
      },
      {
        "kind": "text",
        "text": "## A comparison is a filter"
      },
      {
        "kind": "query",
        "query": "up == 0",
        "afterMs": 66e4,
        "result": [
          '{instance="api-2", job="api"} 0'
        ]
      },
      {
        "kind": "text",
        "text": "Three series went in, one came out. A comparison doesn't answer yes or no; it lets those series pass for which it holds, with their values. For an alert that is just\nright: one alert for each instance that is down.\n\nIf you do want yes or no, ask for it by `bool`. But never in an alert, where an answer of 0 is an answer too, and fires:"
      },
      {
        "kind": "query",
        "query": "up == bool 0",
        "afterMs": 66e4,
        "result": [
          '{instance="api-1", job="api"} 0',
          '{instance="api-2", job="api"} 1',
          '{instance="mail-1", job="mail"} 0'
        ]
      },
      {
        "kind": "text",
        "text": "## Down for how long?\n\nA rule's `for: 5m` waits until its expression has held for five minutes in a row. An expression alone can ask something similar: was it down during the whole\nwindow?"
      },
      {
        "kind": "query",
        "query": "max_over_time(up[5m]) == 0",
        "afterMs": 66e4,
        "result": [
          "(nothing)"
        ]
      },
      {
        "kind": "query",
        "query": "max_over_time(up[5m]) == 0",
        "afterMs": 93e4,
        "result": [
          '{instance="api-2", job="api"} 0'
        ]
      },
      {
        "kind": "text",
        "text": "After one minute of trouble the window still holds a 1; after five and a half it holds zeros only. `for` is the better tool for alerts, because it\nshows the alert as pending meanwhile.\n\n## What is gone compares with nothing\n\nAfter 12 minutes the mail service no longer exists:"
      },
      {
        "kind": "query",
        "query": 'up{job="mail"} == 0',
        "afterMs": 78e4,
        "result": [
          "(nothing)"
        ]
      },
      {
        "kind": "text",
        "text": 'The alert that should say "mail is down" is silent, precisely because mail is gone. There is no series to compare, so nothing passes. The same goes for\n"too few mails":'
      },
      {
        "kind": "query",
        "query": "rate(mail_sent_total[5m]) < 1",
        "afterMs": 108e4,
        "result": [
          "(nothing)"
        ]
      },
      {
        "kind": "text",
        "text": "## absent: 1 where there is nothing"
      },
      {
        "kind": "query",
        "query": 'absent(up{job="mail"})',
        "afterMs": 78e4,
        "result": [
          '{job="mail"} 1'
        ]
      },
      {
        "kind": "text",
        "text": "`absent` turns it around: its answer is empty while there is a series, and 1 when there is none. Its labels are those that the selector fixes by `=`; which instance is\nmissing it can't know.\n\nAround anything else than a selector it has no labels to give:"
      },
      {
        "kind": "query",
        "query": 'absent(up{job="mail"} == 1)',
        "afterMs": 78e4,
        "result": [
          "1"
        ]
      },
      {
        "kind": "text",
        "text": "But this form covers both cases, gone and down, in one rule.\n\n## Not at the first hiccup\n\n`absent` says 1 as soon as a stale marker is written, as at any restart. `absent_over_time` waits until the whole window is empty:"
      },
      {
        "kind": "query",
        "query": 'absent_over_time(mail_sent_total{job="mail"}[5m])',
        "afterMs": 84e4,
        "result": [
          "(nothing)"
        ]
      },
      {
        "kind": "query",
        "query": 'absent_over_time(mail_sent_total{job="mail"}[5m])',
        "afterMs": 108e4,
        "result": [
          '{job="mail"} 1'
        ]
      },
      {
        "kind": "text",
        "text": "## A share instead of a name\n\nFor a fleet, alert on the share that is down, not on each one:"
      },
      {
        "kind": "query",
        "query": "count by (job) (up == 0) / count by (job) (up)",
        "afterMs": 66e4,
        "result": [
          '{job="api"} 0.5'
        ]
      },
      {
        "kind": "text",
        "text": "As lesson 5 showed, `mail` isn't in the answer, because nothing of it is down. In an alert that is what you want: `… > 0.3` would not let it pass anyway."
      }
    ]
  },
  {
    "id": "native-histograms",
    "title": "Native histograms",
    "spec": {
      "name": "Native histograms",
      "text": "version: 1\nstart: 2026-01-05T12:00:00Z\nstep: 15s\nhistory: 30m\nmetrics:\n  - name: request_duration_seconds\n    type: histogram\n    native: both\n    schema: 1\n    help: Time that requests took.\n    buckets: [0.1, 0.5, 2.5]\n    series:\n      - { labels: { instance: api-1 }, rate: 10, observe: { lognormal: { p50: 0.2, p99: 1 } } }\n      - { labels: { instance: api-2 }, rate: 2, observe: { lognormal: { p50: 0.6, p99: 3 } } }\n"
    },
    "parts": [
      {
        "kind": "text",
        "text": "In lesson 6 the answer was as exact as bounds that somebody chose beforehand. A native histogram chooses them by itself: its bounds grow by a fixed factor,\nso there are fine buckets wherever observations are, and only those that hold something are stored. All of it is _one_ series with a whole histogram as its\nvalue, without `le` and without `_bucket`.\n\nTo compare, this histogram is kept in both forms. Half of `api-1`'s requests take less than 0.2 s and 99 % less than 1 s; `api-2` is three times as slow. The\nclassic form has three badly chosen bounds. The native one has schema 1: each bound is √2 times the one before."
      },
      {
        "kind": "spec"
      },
      {
        "kind": "text",
        "text": "## The same functions, without _bucket"
      },
      {
        "kind": "query",
        "query": "histogram_quantile(0.5, rate(request_duration_seconds[5m]))",
        "afterMs": 12e5,
        "result": [
          '{instance="api-1"} 0.203',
          '{instance="api-2"} 0.609'
        ]
      },
      {
        "kind": "text",
        "text": "`rate` subtracts whole histograms, bucket by bucket, and notices resets of any of them. Then `histogram_quantile` works as before: the rank **5**, the bucket that\nit falls into, and a place in that bucket. True are 0.2 and 0.6, and the answers are 2 % off."
      },
      {
        "kind": "query",
        "query": "histogram_quantile(0.5, rate(request_duration_seconds_bucket[5m]))",
        "afterMs": 12e5,
        "result": [
          '{instance="api-1"} 0.283',
          '{instance="api-2"} 0.856'
        ]
      },
      {
        "kind": "text",
        "text": "The classic form has to guess between 0.1 and 0.5, and is 40 % off. At the slow end it is worse:"
      },
      {
        "kind": "query",
        "query": "histogram_quantile(0.99, rate(request_duration_seconds[5m]))",
        "afterMs": 12e5,
        "result": [
          '{instance="api-1"} 1',
          '{instance="api-2"} 3.14'
        ]
      },
      {
        "kind": "query",
        "query": "histogram_quantile(0.99, rate(request_duration_seconds_bucket[5m]))",
        "afterMs": 12e5,
        "result": [
          '{instance="api-1"} 2.29',
          '{instance="api-2"} 2.5'
        ]
      },
      {
        "kind": "text",
        "text": "For `api-1` twice the truth, and for `api-2` the highest bound, whatever the truth is.\n\n## Sums need no le"
      },
      {
        "kind": "query",
        "query": "histogram_quantile(0.9, sum(rate(request_duration_seconds[5m])))",
        "afterMs": 12e5,
        "result": [
          "0.697"
        ]
      },
      {
        "kind": "text",
        "text": "`sum` adds histograms. With classic buckets, this very expression was empty.\n\n## Counts, sums and shares are functions\n\nThe number of requests a second:"
      },
      {
        "kind": "query",
        "query": "histogram_count(rate(request_duration_seconds[5m]))",
        "afterMs": 12e5,
        "result": [
          '{instance="api-1"} 10',
          '{instance="api-2"} 2'
        ]
      },
      {
        "kind": "text",
        "text": "The average:"
      },
      {
        "kind": "query",
        "query": "histogram_sum(rate(request_duration_seconds[5m])) / histogram_count(rate(request_duration_seconds[5m]))",
        "afterMs": 12e5,
        "result": [
          '{instance="api-1"} 0.254',
          '{instance="api-2"} 0.762'
        ]
      },
      {
        "kind": "text",
        "text": "And the share of requests within half a second, for any bound that you like, as an estimate:"
      },
      {
        "kind": "query",
        "query": "histogram_fraction(0, 0.5, rate(request_duration_seconds[5m]))",
        "afterMs": 12e5,
        "result": [
          '{instance="api-1"} 0.907',
          '{instance="api-2"} 0.396'
        ]
      },
      {
        "kind": "text",
        "text": "## Before you switch\n\nPrometheus must be told to scrape them, the client library must offer them, and recording rules, alerts and panels with `_bucket` find nothing afterwards. That is why\nmany keep both forms for a while, as this spec does with `native: both`. Then move panels one by one: drop `_bucket`, drop `le`, and replace `_count` and `_sum` by\nthe functions."
      }
    ]
  }
];

export {
  Playground,
  lessons,
  playgroundHtml,
  findPlaygroundBinary
};
