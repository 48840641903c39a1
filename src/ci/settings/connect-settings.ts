import { forgejoSettings } from "../forgejo/forgejo-settings.ts";
import { gitHubSettings } from "../github/github-settings.ts";
import { gitLabSettings } from "../gitlab/gitlab-settings.ts";
import type { HostConnection } from "../hosts/ci-host.ts";
import type { HostAddress, HostKind } from "../hosts/review-shape.ts";
import { ghSettings, glabSettings } from "./program-settings.ts";
import type { HostProgram } from "./run-program.ts";
import type { SettingsStore } from "./settings-store.ts";

/** How a host's settings are written: by its API with a token, or by its own program with that program's login. */
interface SettingsWays {
  readonly api: (address: HostAddress, connection: HostConnection) => SettingsStore;
  readonly program?: {
    readonly name: string;
    readonly open: (address: HostAddress, program: HostProgram) => SettingsStore;
  };
}

/** By the kind of the host. */
export const settingsWays: Readonly<Record<HostKind, SettingsWays>> = {
  forgejo: { api: forgejoSettings },
  github: { api: gitHubSettings, program: { name: "gh", open: ghSettings } },
  gitlab: { api: gitLabSettings, program: { name: "glab", open: glabSettings } },
};
