import { ExpectedError } from "../../errors.ts";
import { readClock } from "../../grafana/clock.ts";
import { chooseDataSource } from "../../grafana/data-sources.ts";
import type { Grafana } from "../../grafana/grafana.ts";
import { isLoopback, type LinkBase } from "../../grafana/link-base.ts";
import { probeGrafana } from "../../grafana/probe.ts";
import { previewFolder } from "../../identity/preview-identity.ts";
import { defined } from "../../json/defined.ts";
import type { Prometheus } from "../../prometheus/prometheus.ts";
import { probeReceiver, type ReceiverProbe } from "../../prometheus/query/probe.ts";
import { keepsSeries } from "../../prometheus/receivers.ts";
import { planHistory, takesHistoryMs } from "../../prometheus/write/plan-history.ts";
import { formatDuration } from "../../text/duration.ts";
import type { RunContext } from "../context.ts";
import { defaultMinHistoryMs } from "../up/fit-history.ts";
import type { DoctorRow } from "./doctor-row.ts";
import { examineIsolation } from "./examine-isolation.ts";
import { examineSight } from "./examine-sight.ts";
import { type FixSetting, fixFor, tokenFix } from "./setup-fix.ts";

/** Servers and settings that `doctor` examines. */
export interface DoctorOptions {
  readonly grafana: Grafana | undefined;
  readonly prometheus: Prometheus | undefined;
  readonly dataSource: string | undefined;
  /** Names the servers in commands that mend something. */
  readonly fix: FixSetting;
  readonly historyMs: number;
  readonly stepMs: number;
}

/** Answers after which no other question to this Grafana can succeed. */
const endsGrafana: ReadonlyMap<string, string> = new Map([
  ["no-answer", "Grafana does not answer"],
  ["not-grafana", "this address is not a Grafana"],
  ["unauthorized", "Grafana does not accept the token"],
]);

/**
 * Looks at servers, rights and settings, changes nothing, and goes on after a failure. A cause is told once: checks
 * that it stops are `unchecked`.
 */
export async function examine(options: DoctorOptions, context: RunContext): Promise<readonly DoctorRow[]> {
  const findings: DoctorRow[] = [];
  const told = new Map<string, string>();
  const unchecked = (subject: string, reason: string) =>
    findings.push({ state: "unchecked", subject, text: `not checked: ${reason}` });
  const section = async (subject: string, look: () => Promise<readonly DoctorRow[]>): Promise<string | undefined> => {
    try {
      findings.push(...(await look()));
      return undefined;
    } catch (error) {
      if (!(error instanceof ExpectedError) || context.signal.aborted) throw error;
      const before = told.get(error.message);
      told.set(error.message, before ?? subject);
      const fix = fixFor(error, subject, options.fix);
      if (before !== undefined) unchecked(subject, `it fails as "${before}" does`);
      else findings.push({ state: "fail", subject, text: error.message, ...defined({ fix }) });
      return error.code;
    }
  };
  const { grafana, prometheus } = options;
  if (grafana !== undefined) {
    const which = { wanted: options.dataSource, near: prometheus?.url };
    const others = {
      clock: () => examineClock(grafana, context),
      "data source": () => examineDataSource(grafana, which),
      isolation: () => examineIsolation(grafana, which, { ...context, fix: options.fix }),
    };
    const failure = await section("Grafana", () => examineGrafana(grafana, options.fix));
    const end = failure === undefined ? undefined : endsGrafana.get(failure);
    for (const [subject, look] of Object.entries(others))
      if (end === undefined) await section(subject, look);
      else unchecked(subject, end);
  }
  if (prometheus !== undefined) await section("Prometheus", () => examineReceiver(prometheus, options, context));
  const stopped = findings.some(
    ({ state, subject }) =>
      (state === "fail" || state === "unchecked") && ["Prometheus", "data source"].includes(subject),
  );
  if (grafana !== undefined && prometheus !== undefined && !stopped)
    await section("data source", () => examineSight(grafana, prometheus, options.dataSource, options.fix));
  return findings;
}

async function examineGrafana(grafana: Grafana, fix: FixSetting): Promise<DoctorRow[]> {
  const probe = await probeGrafana(grafana);
  const saving = `the token may ${probe.maySave === "no" ? "not " : ""}save previews`;
  return [
    { state: "ok", subject: "Grafana", text: `${grafana.url} answers, version ${probe.version ?? "not told"}` },
    probe.maySave === "unknown"
      ? {
          state: "warn",
          subject: "rights",
          text: "Grafana does not tell whether the token may save; it needs Edit on the folder",
          fix: tokenFix(fix),
        }
      : {
          state: probe.maySave === "yes" ? "ok" : "fail",
          subject: "rights",
          text: saving,
          ...defined({ advice: probe.advice, fix: probe.maySave === "yes" ? undefined : tokenFix(fix) }),
        },
    {
      state: "ok",
      subject: "folder",
      text: `"${previewFolder.title}" ${probe.folder === "there" ? "is there" : "will be made by the first up"}`,
    },
    linkRow(probe.links),
    probe.dashboardApi === undefined
      ? {
          state: "warn",
          subject: "API",
          text: "without /apis two runs at once are told apart by reading back only; Grafana 12 has it",
        }
      : { state: "ok", subject: "API", text: "/apis is there: saving and deleting are atomic" },
  ];
}

/**
 * Comments, statuses and outputs link to this address. A loopback address is worth a warning: reviewers cannot open it.
 */
function linkRow({ url, from, why }: LinkBase): DoctorRow {
  const source = {
    option: "--grafana-public-url",
    grafana: "Grafana's root_url",
    connection: `the address Grafana is reached at: ${why ?? "nothing else is known"}`,
  }[from];
  const row = { subject: "links", text: `links begin with ${url} (${source})` };
  if (from !== "connection" || !isLoopback(new URL(url).hostname)) return { state: "ok", ...row };
  return { state: "warn", ...row, advice: "pass --grafana-public-url, or set root_url in Grafana's configuration" };
}

/** Expiry is Grafana's; a sweep by a machine whose clock differs deletes nothing. */
async function examineClock(grafana: Grafana, { now }: RunContext): Promise<DoctorRow[]> {
  const { doubt } = await readClock(grafana, now);
  if (doubt === undefined) return [{ state: "ok", subject: "clock", text: "Grafana's clock and this machine's agree" }];
  return [
    {
      state: "warn",
      subject: "clock",
      text: `${doubt}: nothing is deleted for its age`,
      advice: "set both by NTP, and let no proxy take the Date header away",
    },
  ];
}

async function examineDataSource(
  grafana: Grafana,
  { wanted, near }: { readonly wanted: string | undefined; readonly near: string | undefined },
): Promise<DoctorRow[]> {
  const { name, uid, scrapeIntervalMs } = await chooseDataSource(grafana, wanted, near);
  const interval =
    scrapeIntervalMs === undefined
      ? "no scrape interval set, so 15s"
      : `scrape interval ${formatDuration(scrapeIntervalMs)}`;
  return [{ state: "ok", subject: "data source", text: `${name} (${uid}), ${interval}` }];
}

async function examineReceiver(
  prometheus: Prometheus,
  { historyMs, stepMs }: DoctorOptions,
  context: RunContext,
): Promise<DoctorRow[]> {
  const probe = await probeReceiver(prometheus, context);
  return [
    { state: "ok", subject: "Prometheus", text: `${prometheus.url} answers, version ${probe.version ?? "not told"}` },
    {
      state: "ok",
      subject: "receiver",
      text: `${prometheus.receiver.title}: it takes remote write at ${prometheus.writeUrl}`,
    },
    historyFinding(probe, historyMs, stepMs),
    clockFinding(probe),
    deletionFinding(probe, prometheus),
    ruleFinding(probe),
  ];
}

function deletionFinding({ adminApi }: ReceiverProbe, { receiver }: Prometheus): DoctorRow {
  const subject = "deletion";
  if (adminApi === "enabled") return { state: "ok", subject, text: "series of old revisions can be deleted" };
  if (receiver.deletesSeries === "never") return { state: "warn", subject, text: keepsSeries(receiver) };
  return {
    state: "warn",
    subject,
    text:
      `the admin API is ${adminApi === "disabled" ? "off" : "not told to be on"}: series of old previews stay ` +
      "until the server's retention ends",
    advice: "start Prometheus with --web.enable-admin-api",
  };
}

function historyFinding(probe: ReceiverProbe, historyMs: number, stepMs: number): DoctorRow {
  try {
    const { uncertain } = planHistory(probe, { historyMs, wantedMs: historyMs, stepMs });
    const text = `${formatDuration(historyMs)} of history`;
    if (uncertain)
      return {
        state: "warn",
        subject: "history",
        text:
          `the server does not tell how far back it takes samples; ${text} will be tried, oldest first, and ` +
          `shortened if it is refused`,
      };
    return { state: "ok", subject: "history", text: `it takes ${text}` };
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    // up shortens the history to what is taken, unless that is too little.
    const shortens = (takesHistoryMs(probe) ?? 0) >= defaultMinHistoryMs;
    return { state: shortens ? "warn" : "fail", subject: "history", text: error.message };
  }
}

/** Samples follow the receiver's clock; a difference matters to people who look at "now". */
function clockFinding({ clockAheadMs }: ReceiverProbe): DoctorRow {
  const apart = formatDuration(Math.round(Math.abs(clockAheadMs) / 1000) * 1000);
  if (Math.abs(clockAheadMs) < 5000)
    return { state: "ok", subject: "clock", text: "the receiver's clock and this machine's agree" };
  return {
    state: "warn",
    subject: "clock",
    text:
      `the receiver's clock is ${apart} ${clockAheadMs > 0 ? "ahead of" : "behind"} this machine's; samples ` +
      "follow the receiver's",
    advice: "set both by NTP",
  };
}

function ruleFinding({ rules }: ReceiverProbe): DoctorRow {
  if (rules === undefined)
    return {
      state: "warn",
      subject: "rules",
      text: "the server does not tell whether it evaluates rules; made-up series could set off an alert",
    };
  const names = [...rules.alerts, ...rules.records];
  if (names.length === 0)
    return { state: "ok", subject: "rules", text: "it evaluates no rules: made-up series wake nobody" };
  return {
    state: "fail",
    subject: "rules",
    text:
      `it evaluates ${names.length} rules (${names.slice(0, 5).join(", ")}${names.length > 5 ? ", …" : ""}): ` +
      "made-up series could set off an alert",
    advice: "use a Prometheus or a tenant of its own, or pass --allow-shared-server to up",
  };
}
