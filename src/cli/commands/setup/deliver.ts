import type { HostSetting, SettingsStore } from "../../../ci/settings/settings-store.ts";
import type { MadeToken, SetupOptions } from "../../../preview/setup/setup-options.ts";
import type { CliContext } from "../../context.ts";
import type { SetupRequest } from "./options.ts";
import { exportLines, variablesFor } from "./variables.ts";

/** Where the variables go, and what became of them. */
export interface Delivery {
  /** Undefined if nobody would get a token. */
  readonly deliver: SetupOptions["deliver"];
  /** Hands everything but the token on, unless {@link Delivery.deliver} has. A file without a token is not written. */
  deliverRest(): Promise<void>;
  result(): {
    readonly token: MadeToken | undefined;
    readonly variables: readonly HostSetting[];
    /** Places, for people. */
    readonly written: readonly string[];
  };
}

/** Makes a {@link Delivery} of what the request says. Nothing is written yet. */
export function deliverTo(store: SettingsStore | undefined, request: SetupRequest, context: CliContext): Delivery {
  const { writeEnv, showToken } = request;
  const written: string[] = [];
  let token: MadeToken | undefined;
  const variables = () => variablesFor(request, token?.key);
  const toStore = async (settings: readonly HostSetting[]) => {
    if (store === undefined) return;
    for (const setting of settings) await store.put(setting);
    written.push(`${store.place} (${store.through})`);
  };
  const deliver = async (made: MadeToken) => {
    token = made;
    try {
      // The file first: if the host refuses, it holds a token that is deleted, and the error says so.
      if (writeEnv !== undefined) {
        context.files.secret({ path: writeEnv, what: "--write-env" }, exportLines(variables()));
        written.push(writeEnv);
      }
      await toStore(variables());
    } catch (error) {
      token = undefined;
      throw error;
    }
  };
  return {
    deliver: store === undefined && writeEnv === undefined && !showToken ? undefined : deliver,
    deliverRest: async () => (token === undefined ? toStore(variables()) : undefined),
    result: () => ({ token, variables: variables(), written }),
  };
}
