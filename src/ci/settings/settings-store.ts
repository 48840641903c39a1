/** A value that a pipeline needs. Secrets are written where nobody can read them again; the others are shown. */
export interface HostSetting {
  /** `GRAFANA_TOKEN`. */
  readonly name: string;
  readonly value: string;
  readonly secret: boolean;
}

/** Where a repository's pipelines get their variables and secrets from. */
export interface SettingsStore {
  /** `github.com/acme/dashboards`: names the repository among all others. */
  readonly place: string;
  /** How it is written to, for people: `GitHub's API`, `gh`. */
  readonly through: string;
  /**
   * Whether a secret is there. Asked before anything is made, because it also proves that the store may be written to
   * as far as reading can.
   *
   * @throws {CiError} if it cannot be read.
   */
  hasSecret(name: string): Promise<boolean>;
  /**
   * Writes a setting, new or in place of the one that is there.
   *
   * @throws {CiError} if it is refused.
   */
  put(setting: HostSetting): Promise<void>;
  close(): void;
}

/** `github.com/acme/dashboards`. */
export function placeOf({
  serverUrl,
  repository,
}: {
  readonly serverUrl: string;
  readonly repository: string;
}): string {
  return `${new URL(serverUrl).host}${new URL(serverUrl).pathname.replace(/\/+$/, "")}/${repository}`;
}
