import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { HostSetting } from "../../../ci/settings/settings-store.ts";
import type { SetupResult } from "../../../preview/setup/setup.ts";
import type { MadeToken } from "../../../preview/setup/setup-options.ts";
import type { SetupRow } from "../../../preview/setup/setup-row.ts";
import { plainLine } from "../../../text/plain-line.ts";
import type { CliContext } from "../../context.ts";
import { safeJson } from "../../output/safe-json.ts";
import { painter } from "../../terminal/paint.ts";
import type { SetupRequest } from "./options.ts";
import { masked, tokenVariable } from "./variables.ts";

/** Everything that a run of setup has to say. */
export interface SetupReport extends Pick<SetupResult, "organisation" | "rows"> {
  readonly token: MadeToken | undefined;
  readonly variables: readonly HostSetting[];
  readonly written: readonly string[];
}

/** Prints what was done. A token is shown with `--show-token` alone. Returns the exit code. */
export function printSetup(given: SetupReport, request: SetupRequest, context: CliContext): number {
  const report = { ...given, rows: [...given.rows, ...unwritten(given, request, context)] };
  const ok = !report.rows.some(isFault);
  if (request.output === "json") printJson(report, ok, request, context);
  else printText(report, request, context);
  return ok ? 0 : 3;
}

const isFault = ({ state }: SetupRow) => state === "failed" || state === "refused";

/** A file that somebody waits for, and that is not there: the token of an earlier run cannot be read again. */
function unwritten(
  { token }: SetupReport,
  { writeEnv, dryRun }: SetupRequest,
  { cwd }: Pick<CliContext, "cwd">,
): SetupRow[] {
  if (writeEnv === undefined || dryRun || token !== undefined || existsSync(resolve(cwd, writeEnv))) return [];
  const text = `${writeEnv} is not written: Grafana shows a token once, and made this one for an earlier run`;
  const advice = "find the file of that run, or pass --renew-token: its token is deleted";
  return [{ state: "failed", subject: "token", text, advice }];
}

function printJson(
  { organisation, rows, token, variables, written }: SetupReport,
  ok: boolean,
  { dryRun, showToken }: SetupRequest,
  { out, redactor }: CliContext,
): void {
  const clean = redactor.value({ ok, dryRun, organisation, rows, written }) as object;
  const document = {
    ...clean,
    ...(token === undefined
      ? {}
      : { token: { name: token.name, expiresAt: token.expiresAt, ...(showToken ? { key: token.key } : {}) } }),
    variables: variables.map(({ name, value, secret }) => ({
      name,
      secret,
      // What came in as a secret is not repeated, whatever is shown.
      ...(name === tokenVariable && showToken ? { value } : secret ? {} : { value: redactor.text(value) }),
    })),
  };
  out.reveal(safeJson(document));
}

function printText(
  { organisation, rows, token, variables, written }: SetupReport,
  { dryRun, showToken, grafanaUrl, writeEnv }: SetupRequest,
  { out }: CliContext,
): void {
  const paint = painter(out.colours);
  out.write(`${dryRun ? "Nothing is changed. " : ""}${plainLine(`${grafanaUrl}, ${organisation}`)}\n`);
  for (const { state, subject, text, advice } of rows) {
    const colour = isFault({ state, subject, text }) ? paint.red : state === "warn" ? paint.yellow : paint.green;
    const next = advice === undefined ? "" : `\n${" ".repeat(15)}${paint.dim(`next: ${plainLine(advice)}`)}`;
    out.write(`${colour(state.padEnd(13))}  ${subject.padEnd(12)} ${plainLine(text)}${next}\n`);
  }
  if (dryRun || variables.length === 0) return;
  out.write("\n");
  for (const { name, value, secret } of variables)
    if (name === tokenVariable && showToken) out.reveal(`${name}=${value}`);
    else out.write(`${plainLine(`${name}=${secret ? masked(value) : value}`)}\n`);
  if (token === undefined) out.write("GRAFANA_TOKEN stays as it is; --renew-token makes a new one\n");
  for (const place of written) out.write(`${plainLine(`written to ${place}`)}\n`);
  if (writeEnv !== undefined && written.includes(writeEnv)) {
    const load = `. ${/^[./]/.test(writeEnv) ? "" : "./"}${writeEnv}`;
    out.write(`${plainLine(`next: keep this file out of git; load it with ${load}, then run dashpreview doctor`)}\n`);
  }
}
