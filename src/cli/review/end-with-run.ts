import { ExpectedError, InterruptedError } from "../../errors.ts";
import type { SourceTree } from "../../preview/review/source-tree.ts";
import type { CliContext } from "../context.ts";
import { grafanaFrom, prometheusFrom } from "../flags/servers.ts";
import { removePreviews } from "./emptied.ts";
import type { RunServers } from "./sweep.ts";
import { warn } from "./warn.ts";

/** Every preview of a queue's key goes with it, whatever became of its source. */
const own: Pick<SourceTree, "fateOf"> = { fateOf: () => "gone" };
/** A cancelled job is killed soon: GitHub waits 7.5 s. */
const lastTryMs = 5000;

/**
 * Deletes the preview of a merge queue or merge train when its run ends, however it ends; does nothing for other
 * reviews. A preview that a later run saved stays. After a signal there is one try, of at most 5 s. A failure is a
 * warning.
 */
export async function endWithRun(servers: RunServers & { readonly order: number }, context: CliContext): Promise<void> {
  const { review, request, order } = servers;
  if (!review.endsWithRun || request.dryRun) return;
  try {
    const { removed, warnings } = await (context.signal.aborted
      ? removeAfterSignal(servers, context)
      : removePreviews({ ...servers, tree: own }, order, context.now()));
    if (removed.length > 0)
      context.err.write(`${review.key}: the run of this merge queue or train ends, so its previews are deleted\n`);
    warn(context, warnings);
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    warn(context, [`the previews of ${review.key} were not deleted; they expire within an hour: ${error.message}`]);
  }
}

/** The run's own connections send nothing after a signal, so new ones are made. */
async function removeAfterSignal(servers: RunServers & { readonly order: number }, context: CliContext) {
  const request = { ...servers.request, retryForMs: 0 };
  const [limit, done] = [new AbortController(), new AbortController()];
  const late = { ...context, signal: limit.signal };
  const [grafana, prometheus] = [grafanaFrom(request, late), prometheusFrom(request, late)];
  context.sleep(lastTryMs, done.signal).then(
    () => limit.abort(new InterruptedError()),
    () => {},
  );
  try {
    return await removePreviews({ ...servers, request, grafana, prometheus, tree: own }, servers.order, context.now());
  } finally {
    done.abort();
    grafana.close();
    prometheus.close();
  }
}
