import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { startPrometheus } from "../test/servers/prometheus.ts";
import { measureChecks } from "./check.ts";
import { runChild, startReceiverProcess } from "./children.ts";
import { writeDocs } from "./docs.ts";
import type { LiveHour } from "./live.ts";
import { type Figures, measures } from "./measures.ts";
import { median } from "./median.ts";
import { measureNpmClient, measurePromtool, measureStartup } from "./others.ts";
import { measurePage } from "./page.ts";
import { measureDrawing } from "./pictures.ts";
import { measureRules } from "./rules.ts";
import { measureScrapes } from "./serve.ts";
import { measureSonda } from "./sonda.ts";
import { inTemporaryFolder } from "./temporary.ts";
import type { Written } from "./write.ts";

/** How much of everything. */
interface Extent {
  readonly runs: number;
  /** Of dashpreview and of the replay: more, since two short runs one after the other may meet very different moments of a machine. */
  readonly pairs: number;
  /** Scrapes of each series in the workload. */
  readonly scrapes: number;
  /** Scrapes of each of the 1,000 series in the runs that memory is measured in. */
  readonly memoryScrapes: readonly number[];
}
const whole: Extent = { runs: 5, pairs: 11, scrapes: 5760, memoryScrapes: [1000, 10_000, 100_000] };
const quick: Extent = { runs: 1, pairs: 1, scrapes: 480, memoryScrapes: [1000, 10_000] };

const say = (text: string) => process.stderr.write(`• ${text}\n`);

/** `npm run bench`: everything in one run. Returns the exit code. */
export async function bench(argv: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      json: { type: "string" },
      check: { type: "boolean", default: false },
      quick: { type: "boolean", default: false },
      "write-docs": { type: "boolean", default: false },
    },
  });
  const { figures, notes } = await inTemporaryFolder((folder) => measureAll(folder, values.quick ? quick : whole));
  const missed = measures.filter(({ reached }) => !reached(figures));
  for (const measure of measures) {
    const mark = measure.reached(figures) ? "ok    " : "MISSED";
    process.stdout.write(`${mark} ${measure.title}: ${measure.show(figures)} (${measure.needed})\n`);
  }
  for (const note of notes) process.stdout.write(`       ${note}\n`);
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(figures, undefined, 2)}\n`);
  if (values["write-docs"]) writeDocs(figures, notes);
  return values.check && missed.length > 0 ? 1 : 0;
}

async function measureAll(folder: string, extent: Extent): Promise<{ figures: Figures; notes: string[] }> {
  const endMs = Date.now();
  const pipeline = await measurePipeline(endMs, extent, `${folder}/bodies`);
  const speed = await measureAgainstReplay(endMs, extent, `${folder}/bodies`);
  const memory = await measureMemory(endMs, extent);
  const resume = await repeat(extent.runs, "the 30th day alone", () =>
    runChild<{ seconds: number }>("resume", String(endMs)),
  );
  const live = await measureLive(endMs);
  const client = await measureNpmClient({ folder, runs: extent.runs, say });
  const program = process.env["DASHPREVIEW_BENCH_SONDA"];
  const sonda = program === undefined ? undefined : await measureSonda({ program, folder, runs: extent.runs, say });
  const promtool = await measurePromtool({ folder, endMs, scrapes: extent.scrapes, runs: extent.runs, say });
  const startup = measureStartup(say);
  const checks = await measureChecks(extent.runs, say);
  const page = await measurePage(extent.runs);
  say("the page of 125 panels in a browser, and pictures of 20");
  const drawn = await measureDrawing(page.page, { runs: extent.runs, folder });
  const scrapes = await measureScrapes(extent.runs, say);
  const rules = await measureRules(extent.runs, say);
  const rate = pipeline.samples / speed.seconds;
  const [rss_mib_1m, rss_mib_10m, rss_mib_100m] = memory;
  return {
    figures: {
      replay_ratio: speed.ratio,
      promtool_speedup: promtool.seconds / speed.seconds,
      npm_client_speedup: rate / client.scrapeRate,
      ...(sonda === undefined ? {} : { sonda_speedup: rate / sonda.samplesPerSecond }),
      samples_per_cpu_second: pipeline.madePerCpuSecond,
      sharing_ratio: pipeline.sharingRatio,
      rss_mib_1m: rss_mib_1m!,
      rss_mib_10m: rss_mib_10m!,
      ...(rss_mib_100m === undefined ? {} : { rss_mib_100m }),
      resume_seconds: median(resume.map(({ seconds }) => seconds)),
      live_cores: live.cores,
      live_memory_ratio: live.memoryRatio,
      startup_ratio: startup,
      bytes_per_sample: pipeline.bytesPerSample,
      check_cpu_ratio: checks.decideRatio,
      side_by_side_ratio: checks.sideBySideRatio,
      check_memory_ratio: checks.memoryRatio,
      page_seconds: page.seconds,
      page_mib: page.pageBytes / 1024 ** 2,
      rules_seconds: rules,
      scrape_ms: scrapes.served,
      scrape_made_ms: Math.max(scrapes.text, scrapes.openmetrics, scrapes.protobuf),
      scrape_speedup: scrapes.promClient / scrapes.served,
      ...(drawn === undefined
        ? {}
        : { first_panels_seconds: drawn.first, all_panels_seconds: drawn.all, pictures_seconds: drawn.pictures }),
    },
    notes: [
      `50,000 series generated and written with nothing prepared: text ${scrapes.text.toFixed(0)} ms, OpenMetrics ${scrapes.openmetrics.toFixed(0)} ms, ` +
        `protobuf ${scrapes.protobuf.toFixed(0)} ms; prom-client ${scrapes.promClient.toFixed(0)} ms, of which writing is ${scrapes.promClientWriting.toFixed(0)} ms`,
      `${(pipeline.samples / 1e6).toFixed(2)} million samples into Prometheus in ${speed.seconds.toFixed(2)} s, ${(rate / 1e6).toFixed(2)} million a second`,
      `with sending to a receiver that only counts: ${(pipeline.sentPerCpuSecond / 1e6).toFixed(2)} million samples per CPU second`,
      `replaying the same bytes: ${speed.replaySeconds.toFixed(2)} s`,
      `a dashboard of 125 panels over 6 h, checked on Prometheus and a double of Grafana: ${checks.seconds.toFixed(2)} s`,
      `the document of a page of 125 panels: ${(page.documentBytes / 1024 ** 2).toFixed(2)} MiB`,
      `live: ${live.series} series every 15 s for an hour, ${Math.round(Math.max(...live.residentMib))} MiB at most`,
      `promtool: ${promtool.seconds.toFixed(1)} s`,
      ...(sonda === undefined ? [] : [`${sonda.version}: ${Math.round(sonda.samplesPerSecond)} samples a second`]),
      `prometheus-remote-write, one call a scrape: ${Math.round(client.scrapeRate)} samples a second; ` +
        `everything in a single call: ${Math.round(client.onceRate)}, of which dashpreview is ${(rate / client.onceRate).toFixed(1)} ×`,
    ],
  };
}

/** The bytes of every request, which `bodiesFile` then holds; what they cost us to make, with shared causes too; and what sending them adds. */
async function measurePipeline(endMs: number, { runs, scrapes }: Extent, bodiesFile: string) {
  const workload = [String(endMs), String(scrapes)];
  const recorder = await startReceiverProcess(bodiesFile);
  const { samples } = await runChild<Written>("write", recorder.url, ...workload);
  const { bytes } = await recorder.received();
  await recorder.stop();
  const receiver = await startReceiverProcess();
  const runsOf = await repeat(runs, "generating, encoding, compressing; and sending too", async () => ({
    made: await runChild<Written>("encode", ...workload),
    shared: await runChild<Written>("share", ...workload),
    sent: await runChild<Written>("write", receiver.url, ...workload),
  }));
  await receiver.stop();
  const perCpuSecond = (written: readonly Written[]) => median(written.map((one) => one.samples / one.cpuSeconds));
  return {
    samples,
    bytesPerSample: bytes / samples,
    madePerCpuSecond: perCpuSecond(runsOf.map(({ made }) => made)),
    sentPerCpuSecond: perCpuSecond(runsOf.map(({ sent }) => sent)),
    sharingRatio: median(runsOf.map(({ made, shared }) => shared.cpuSeconds / made.cpuSeconds)),
  };
}

/** The real thing and the replay by turns, each into a fresh empty Prometheus; every other time the replay comes first. */
async function measureAgainstReplay(endMs: number, { pairs, scrapes }: Extent, bodiesFile: string) {
  const write = () => intoPrometheus((url) => runChild<Written>("write", url, String(endMs), String(scrapes)));
  const replay = () => intoPrometheus((url) => runChild<{ seconds: number }>("replay", url, bodiesFile));
  const times = await repeat(pairs, "into Prometheus, and the replay", async (run) => {
    const replayedFirst = run % 2 === 0 ? (await replay()).seconds : undefined;
    const ours = (await write()).seconds;
    return { ours, replayed: replayedFirst ?? (await replay()).seconds };
  });
  return {
    seconds: median(times.map(({ ours }) => ours)),
    replaySeconds: median(times.map(({ replayed }) => replayed)),
    ratio: median(times.map(({ ours, replayed }) => ours / replayed)),
  };
}

async function intoPrometheus<T>(action: (url: string) => Promise<T>): Promise<T> {
  const server = await startPrometheus();
  try {
    return await action(server.url);
  } finally {
    await server.stop();
  }
}

/** Peak resident memory in MiB of a process that writes so many scrapes of 1,000 series. */
async function measureMemory(endMs: number, { runs, memoryScrapes }: Extent): Promise<number[]> {
  const receiver = await startReceiverProcess();
  const peaks: number[] = [];
  for (const scrapes of memoryScrapes) {
    const written = await repeat(runs, `memory at ${scrapes / 1000} million samples`, () =>
      runChild<Written>("write", receiver.url, String(endMs), String(scrapes)),
    );
    peaks.push(median(written.map(({ peakMib }) => peakMib)));
  }
  await receiver.stop();
  return peaks;
}

/** Live writing of an hour: its processor time, and whether its memory grows. */
async function measureLive(endMs: number) {
  say("live writing of 50,000 series, an hour");
  const receiver = await startReceiverProcess();
  const hour = await runChild<LiveHour>("live", receiver.url, String(endMs));
  await receiver.stop();
  const third = hour.residentMib.length / 3;
  const memoryRatio = median(hour.residentMib.slice(-third)) / median(hour.residentMib.slice(0, third));
  return { ...hour, memoryRatio };
}

async function repeat<T>(runs: number, title: string, action: (run: number) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (let run = 1; run <= runs; run++) {
    say(`${title} (${run} of ${runs})`);
    results.push(await action(run));
  }
  return results;
}
