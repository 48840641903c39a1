import { UsageError } from "../../errors.ts";
import type { RunContext } from "../context.ts";
import type { RelayedMetrics } from "../relay/relayed-metrics.ts";
import { Relays } from "../relay/relays.ts";
import type { LocalFilling, LocalSession } from "./session.ts";

/** Relaying into a throw-away server, from filling to filling. */
export interface Relaying {
  /** Stops, as long as the server is filled. */
  pause(): Promise<void>;
  /** Goes on with the series of this filling, which are continued too. Undefined where nothing is relayed. */
  start(filling: LocalFilling, context: RunContext): Promise<Relays | undefined>;
}

/** By session: the filling that is relayed into. */
const current = new WeakMap<LocalSession, { readonly filling: LocalFilling["isolation"]; readonly relays: Relays }>();

/** The relaying of a session. */
export function relayingOf(session: LocalSession, relayed: RelayedMetrics | undefined): Relaying {
  return {
    async pause() {
      await current.get(session)?.relays.pause();
    },
    async start(filling, context) {
      if (relayed === undefined) return undefined;
      const { prometheus, plan, isolation } = filling;
      if (plan.fixedStart)
        throw new UsageError(
          "--relay writes from now on; a spec with a fixed start ends elsewhere and cannot go with it",
        );
      const known = current.get(session);
      const relays =
        known !== undefined && known.filling === isolation && isolation !== undefined
          ? known.relays
          : new Relays(relayed, { prometheus, plan, isolation, live: true }, context);
      current.set(session, { filling: isolation, relays });
      await relays.start();
      return relays;
    },
  };
}
