import { ExpectedError } from "../../errors.ts";
import { chooseDataSource } from "../../grafana/data-sources.ts";
import type { Grafana } from "../../grafana/grafana.ts";
import { probeGrafana } from "../../grafana/probe.ts";
import { seeThrough } from "../../grafana/see-samples.ts";
import type { Prometheus } from "../../prometheus/prometheus.ts";
import { examineSight } from "../doctor/examine-sight.ts";
import type { SetupRow } from "./setup-row.ts";

/** How {@link proveToken} tries. */
interface ProofOptions {
  /** The data source; undefined if nothing can be asked through it. */
  readonly uid: string | undefined;
  readonly nowMs: number;
  /** Waits before another try, and says whether there is one. */
  readonly again: () => Promise<boolean>;
}

/**
 * Tries a token out as `up` and `check` will use it: may it save to the folder, and query through the data source?
 * Changes nothing.
 *
 * @throws {GrafanaError} if Grafana does not take the token.
 */
export async function proveToken(grafana: Grafana, { uid, nowMs, again }: ProofOptions): Promise<SetupRow[]> {
  let { maySave, advice } = await probeGrafana(grafana);
  while (maySave !== "yes" && (await again())) ({ maySave, advice } = await probeGrafana(grafana));
  const saves: SetupRow = {
    state: maySave === "yes" ? "ok" : "failed",
    subject: "token",
    text: `it may ${maySave === "yes" ? "" : "not "}save previews`,
    ...(advice === undefined ? {} : { advice }),
  };
  if (uid === undefined) return [saves];
  const source = await chooseDataSource(grafana, uid);
  const sight = await seeThrough(grafana, source, { expr: "vector(1)", timeMs: nowMs });
  if (sight.state === "seen") return [saves, { state: "ok", subject: "token", text: `it may query ${source.name}` }];
  const why = sight.state === "unknown" ? sight.reason : "the query vector(1) gives nothing";
  return [saves, { state: "failed", subject: "token", text: `it cannot query ${source.name}: ${why}` }];
}

/** Whether Grafana reads, through the data source, what the receiver holds. Of an empty receiver nobody can tell. */
export async function proveSight(grafana: Grafana, prometheus: Prometheus, uid: string): Promise<SetupRow[]> {
  const states = { ok: "ok", warn: "warn", fail: "failed", unchecked: "warn" } as const;
  try {
    return (await examineSight(grafana, prometheus, uid)).map(({ state, ...row }) => ({
      ...row,
      state: states[state],
    }));
  } catch (error) {
    if (!(error instanceof ExpectedError) || error.exitCode === 130) throw error;
    const text = `whether it reads ${prometheus.url} is not known: ${error.message}`;
    return [{ state: "warn", subject: "data source", text, advice: "run dashpreview doctor where previews are made" }];
  }
}
