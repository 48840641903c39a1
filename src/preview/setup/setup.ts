import { PrometheusError } from "../../errors.ts";
import { requireAdmin } from "../../grafana/setup/admin.ts";
import type { SourceSettings } from "../../grafana/setup/preview-source.ts";
import { findSetupAccount } from "../../grafana/setup/service-account.ts";
import { defined } from "../../json/defined.ts";
import { placesOf } from "../../prometheus/places.ts";
import type { Prometheus } from "../../prometheus/prometheus.ts";
import { tenantHeaders } from "../../prometheus/tenant-headers.ts";
import type { RunContext } from "../context.ts";
import { proveSight, proveToken } from "./prove-setup.ts";
import { setUpAccount } from "./setup-account.ts";
import { setUpFolder, setUpRights } from "./setup-folder.ts";
import type { SetupOptions } from "./setup-options.ts";
import type { SetupRow } from "./setup-row.ts";
import { setUpSource } from "./setup-source.ts";
import { makeToken, needsToken, placed, type TokenNeed } from "./setup-token.ts";

/** The things that were done, in their order. */
export interface SetupResult {
  /** `organisation 2, "Previews"`. */
  readonly organisation: string;
  readonly rows: readonly SetupRow[];
  /** The data source of previews; undefined in a dry run that would make it. */
  readonly dataSource: string | undefined;
}

/**
 * Makes in Grafana what previews need and what is missing, and proves that it works. Safe to repeat: what is there
 * stays. Whatever is in its way is found before the first thing is made.
 *
 * @throws {GrafanaError} if Grafana refuses; the message says what to do next.
 * @throws {UsageError} if something that setup did not make is in its way, or a token would be lost.
 */
export async function setUp(options: SetupOptions, context: RunContext): Promise<SetupResult> {
  const { grafana } = options;
  const { organisation } = await requireAdmin(grafana);
  const found = await sourceSettings(options);
  const token = await needsToken(options, await findSetupAccount(grafana), context.now());
  const planned = await go({ ...options, dryRun: true }, found, token, context);
  return { organisation, ...(options.dryRun ? planned : await go(options, found, token, context)) };
}

async function go(
  options: SetupOptions,
  { settings, unknown }: SourceToBe,
  token: TokenNeed,
  context: RunContext,
): Promise<Omit<SetupResult, "organisation">> {
  const { grafana, prometheus, connectAs, editors, dryRun } = options;
  const nowMs = context.now();
  const folder = await setUpFolder(grafana, { editors, dryRun });
  const { account, row } = await setUpAccount(grafana, { dryRun });
  const rights =
    folder.state === "would-make" ? undefined : await setUpRights(grafana, { accountId: account?.id, editors, dryRun });
  const source = await setUpSource(options, settings, context);
  const { uid } = source;
  const reached = source.rows.some(({ subject, state }) => subject === "reach" && state === "ok");
  const rows = [folder, row, ...(rights === undefined ? [] : [rights]), ...source.rows, ...unknown];
  if (prometheus !== undefined && uid !== undefined && reached && unknown.length === 0 && !dryRun)
    rows.push(...(await proveSight(grafana, prometheus, uid)));
  if (!token.needed) rows.push(token.row);
  else if (dryRun || account === undefined)
    rows.push({
      state: "would-make",
      subject: "token",
      text: `a token ${placed(options.place)}, valid for ${options.tokenDays} days`,
    });
  else {
    const prove = async (key: string) => {
      const asPreview = connectAs(key);
      try {
        // Grafana remembers what an account may do: one that asked a moment ago has its new rights later.
        const isKnown = row.state !== "made" && rights?.state === "changed";
        const again = retryWithin(isKnown ? remembersMs : 0, context);
        return await proveToken(asPreview, { uid: reached ? uid : undefined, nowMs, again });
      } finally {
        asPreview.close();
      }
    };
    rows.push(...(await makeToken(options, account, { nowMs, prove })));
  }
  return { rows, dataSource: uid };
}

/** How long Grafana remembers what an account may do (`cacheTTL` of its access control), and a little more. */
const remembersMs = 70_000;
const pauseMs = 10_000;

function retryWithin(longestMs: number, { sleep, signal, progress }: RunContext): () => Promise<boolean> {
  let waitedMs = 0;
  return async () => {
    if (waitedMs >= longestMs) return false;
    if (waitedMs === 0) progress.step("waiting for the new rights: Grafana remembers the old ones for a minute");
    await sleep(pauseMs, signal);
    waitedMs += pauseMs;
    return true;
  };
}

/** The data source as it is to be, and a row about what could not be found out. */
interface SourceToBe {
  /** Undefined if nothing says where the receiver is. */
  readonly settings: SourceSettings | undefined;
  readonly unknown: readonly SetupRow[];
}

/** The address and the kind of the receiver, as far as it can be asked from here. */
async function sourceSettings({ prometheus, source, dataSource }: SetupOptions): Promise<SourceToBe> {
  if (prometheus === undefined || dataSource !== undefined) return { settings: undefined, unknown: [] };
  const unknown: SetupRow[] = [];
  try {
    await prometheus.identify();
  } catch (error) {
    if (!(error instanceof PrometheusError)) throw error;
    const text = `${prometheus.url} does not answer from here, so it counts as Prometheus: ${error.message}`;
    const advice = "name what it is with --receiver; run dashpreview doctor where it can be reached";
    unknown.push({ state: "warn", subject: "receiver", text, advice });
  }
  const { url = queryUrl(prometheus), tenant, headers, ...rest } = source;
  const { receiver } = prometheus;
  const prometheusType = types.find((type) => type === receiver.title);
  const all = { ...headers, ...tenantHeaders(receiver, tenant) };
  return { settings: { ...rest, url, headers: all, ...defined({ prometheusType }) }, unknown };
}

/** Grafana's names for servers. */
const types = ["Prometheus", "Mimir", "Cortex", "Thanos"] as const;

/** Below it `/api/v1/query` answers, as a data source needs it. */
function queryUrl({ url, receiver }: Prometheus): string {
  const { origin, pathname } = new URL(url);
  return origin + placesOf(receiver, pathname.replace(/\/+$/, "")).query;
}
