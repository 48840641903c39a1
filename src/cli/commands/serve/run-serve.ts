import { resolve } from "node:path";
import { InterruptedError, UsageError } from "../../../errors.ts";
import { recordingReader } from "../../../preview/files/read-recording.ts";
import { type RunningServer, startServer } from "../../../serve/start-server.ts";
import { readPlainFile } from "../../../system/plain-file.ts";
import { counted } from "../../../text/counted.ts";
import { plainLine } from "../../../text/plain-line.ts";
import type { CliContext } from "../../context.ts";
import type { ServeRequest } from "./options.ts";
import { preparePlayground } from "./prepare-playground.ts";
import { sendOn } from "./send-on.ts";

const maxSpecBytes = 1024 * 1024;

/** Runs `serve`. Returns the exit code. */
export async function runServe(request: ServeRequest, context: CliContext): Promise<number> {
  const { data: file, port, host, at, stepMs, historyMs, maxSeries, maxSamples } = request;
  if (file === undefined) throw new UsageError("which data spec? Name it with --data x.data.yaml");
  if (request.relay !== undefined && request.remoteWrite === undefined)
    throw new UsageError("--relay: where to? Name the receiver with --remote-write");
  const speed = Number(request.speed);
  if (!(speed > 0 && speed <= 86_400)) throw new UsageError("--speed: a number above 0, at most 86400");
  const text = readPlainFile(resolve(context.cwd, file), { file, what: "a data spec", maxBytes: maxSpecBytes });
  const server = await startServer(
    {
      ...{ text, file, port, host, at, speed, stepMs, historyMs, maxSeries, maxSamples },
      scenario: request.scenario,
      readFile: recordingReader(resolve(context.cwd, file)),
      allowedHosts: request.allowHost ?? [],
      token: request.serveToken,
      openReads: request.openReads,
      protectMetrics: request.protectMetrics,
      ...preparePlayground(request, context),
      version: context.version,
      onFault: (error) => context.err.write(`${error.stack ?? error.message}\n`),
    },
    context,
  );
  try {
    announce(server, request, context);
    await server.parts.running.read(() => {});
    if (request.remoteWrite !== undefined) await sendOn(server, request, context);
    for (;;) await context.sleep(3_600_000, context.signal);
  } catch (error) {
    // Ctrl-C is the intended end.
    if (!(error instanceof InterruptedError)) throw error;
    return 0;
  } finally {
    await server.stop();
  }
}

function announce(
  { url, token, parts }: RunningServer,
  { output, serveToken }: ServeRequest,
  { out, err }: CliContext,
): void {
  const { seriesCount: series, warnings } = parts.running.loaded.plan;
  const shown = serveToken === undefined ? token : undefined;
  if (output === "json") out.json({ url, instance: parts.instance, token: shown ?? null, series, warnings });
  else {
    out.write(`Metrics: ${url}metrics  (${counted(series, "series", "series")})\n`);
    out.write(`Page:    ${url}${shown === undefined ? "" : `#token=${shown}`}\n`);
    out.write(`API:     ${url}api/v1/openapi.json\n`);
    if (shown !== undefined) out.write(`Token:   ${shown}\n`);
  }
  for (const text of warnings) err.write(`warning: ${plainLine(text)}\n`);
  err.write("Nothing is stored: a restart serves the file again. Ctrl-C ends it.\n");
}
