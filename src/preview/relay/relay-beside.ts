import type { RunContext } from "../context.ts";
import type { Prepared } from "../up/prepare.ts";
import { type RevisionOptions, undo } from "../up/revision.ts";
import type { UpOptions } from "../up/up-options.ts";
import { Relays } from "./relays.ts";

/**
 * Begins to relay real programs into a revision that is written.
 *
 * @returns undefined where nothing is to be relayed.
 * @throws {PrometheusError} if the receiver does not take the first samples; the revision is then deleted again.
 */
export async function relayBeside(
  { relayed, prometheus }: Pick<UpOptions, "relayed" | "prometheus">,
  {
    prepared: { plan, receiver },
    revision,
  }: { readonly prepared: Pick<Prepared, "plan" | "receiver">; readonly revision: RevisionOptions },
  context: RunContext,
): Promise<Relays | undefined> {
  if (relayed === undefined) return undefined;
  const { isolation } = revision;
  const { clockAheadMs } = receiver;
  const relays = new Relays(relayed, { prometheus, plan, isolation, clockAheadMs, live: false }, context);
  try {
    await relays.start();
    return relays;
  } catch (error) {
    await relays.pause();
    context.progress.step(await undo(revision, context));
    throw error;
  }
}

/** Relays as long as live writing goes on, then ends what was relayed. */
export async function goOn(relays: Relays | undefined, live: () => Promise<void>): Promise<void> {
  if (relays === undefined) return live();
  try {
    await relays.start();
    await live();
  } finally {
    await relays.finish();
  }
}
