import { UsageError } from "../../errors.ts";
import { chooseDataSource, type DataSource, listDataSources, takesPreviews } from "../../grafana/data-sources.ts";
import type { Grafana } from "../../grafana/grafana.ts";
import { isSameAddress } from "../../grafana/same-address.ts";
import {
  checkHealth,
  createSetupSource,
  differences,
  findSetupSource,
  nameTaken,
  type SourceSettings,
  setupSource,
  updateSetupSource,
} from "../../grafana/setup/preview-source.ts";
import type { RunContext } from "../context.ts";
import type { SetupOptions } from "./setup-options.ts";
import type { SetupRow } from "./setup-row.ts";

/** The data source of previews: its row, and its uid once it is there. */
export interface FoundSource {
  readonly uid: string | undefined;
  readonly rows: readonly SetupRow[];
}

const subject = "data source";
const shown = `"${setupSource.name}" (${setupSource.uid})`;
/** Grafana remembers a data source for 5 s, and asks the old address meanwhile. */
const settlesMs = 6000;

/**
 * Finds or makes the data source, and has Grafana say whether it reaches the receiver.
 *
 * @throws {UsageError} if something that setup did not make stands in its place.
 */
export async function setUpSource(
  { grafana, dataSource, dryRun }: Pick<SetupOptions, "grafana" | "dataSource" | "dryRun">,
  settings: SourceSettings | undefined,
  { sleep, signal }: Pick<RunContext, "sleep" | "signal">,
): Promise<FoundSource> {
  if (dataSource !== undefined || settings === undefined)
    return withHealth(grafana, await chooseDataSource(grafana, dataSource));
  const ours = await findSetupSource(grafana);
  if (ours === undefined) {
    const all = await listDataSources(grafana);
    const same = sameAddress(all, settings);
    if (same !== undefined) return withHealth(grafana, same);
    if (all.some(({ name }) => name === setupSource.name)) throw nameTaken();
    const text = `${shown} for ${settings.url}`;
    if (dryRun) return { uid: undefined, rows: [{ state: "would-make", subject, text }] };
    await createSetupSource(grafana, settings);
    return { uid: setupSource.uid, rows: [{ state: "made", subject, text }, await health(grafana, setupSource.uid)] };
  }
  if (!ours.isOurs)
    throw new UsageError(
      `the data source "${ours.name}" has the uid ${setupSource.uid}, and setup did not make it. Next: use it with ` +
        `--datasource ${setupSource.uid} if it reads the receiver of previews, else delete it`,
    );
  const changes = differences(ours, settings);
  const renew = async () => {
    await updateSetupSource(grafana, settings);
    await sleep(settlesMs, signal);
  };
  const uid = setupSource.uid;
  if (changes.length === 0) {
    const first = await health(grafana, uid);
    const there: SetupRow = { state: "there", subject, text: `${shown} for ${settings.url}` };
    if (first.state === "ok" || dryRun || !hasSecrets(settings)) return { uid, rows: [there, first] };
    // Grafana never shows a password: it may be an old one.
    await renew();
    return { uid, rows: [{ ...there, state: "changed" }, await health(grafana, uid)] };
  }
  const text = `${shown} for ${settings.url}: ${changes.join(", ")}`;
  if (dryRun) return { uid, rows: [{ state: "would-change", subject, text }] };
  await renew();
  return { uid, rows: [{ state: "changed", subject, text }, await health(grafana, uid)] };
}

/** A data source of somebody else's for the same server; of one with a tenant nobody knows which series it reads. */
function sameAddress(all: readonly DataSource[], { url, headers }: SourceSettings): DataSource | undefined {
  if (Object.keys(headers).length > 0) return undefined;
  return all.find((one) => takesPreviews(one.type) && one.url !== undefined && isSameAddress(one.url, url));
}

async function withHealth(grafana: Grafana, { uid, name, url }: DataSource): Promise<FoundSource> {
  const where = url === undefined ? "" : ` for ${url}`;
  const text = `"${name}" (${uid})${where}, which setup did not make`;
  return { uid, rows: [{ state: "there", subject, text }, await health(grafana, uid)] };
}

async function health(grafana: Grafana, uid: string): Promise<SetupRow> {
  const { ok, text } = await checkHealth(grafana, uid);
  if (ok) return { state: "ok", subject: "reach", text: `Grafana reaches it: ${text}` };
  return {
    state: "failed",
    subject: "reach",
    text: `Grafana does not reach it: ${text}`,
    advice:
      "run setup again with --datasource-url and the address as Grafana's own server reaches it, and the credentials " +
      "that the receiver wants",
  };
}

function hasSecrets({ basic, token, headers, caPem }: SourceSettings): boolean {
  return basic !== undefined || token !== undefined || caPem !== undefined || Object.keys(headers).length > 0;
}
