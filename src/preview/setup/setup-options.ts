import type { Grafana } from "../../grafana/grafana.ts";
import type { SourceSettings } from "../../grafana/setup/preview-source.ts";
import type { Prometheus } from "../../prometheus/prometheus.ts";

/** A token that was just made. Nobody can read it again. */
export interface MadeToken {
  readonly key: string;
  readonly name: string;
  /** ISO 8601. */
  readonly expiresAt: string;
}

/** The things that setup is to make, and where. */
export interface SetupOptions {
  /** As an admin. */
  readonly grafana: Grafana;
  /** The same Grafana as whoever has this token. */
  readonly connectAs: (token: string) => Grafana;
  /** The receiver of previews; undefined if only its data source is named. */
  readonly prometheus: Prometheus | undefined;
  /** The uid or name of a data source that is there: none is made. */
  readonly dataSource: string | undefined;
  /** Settings of a data source of our own. The address is as Grafana's server reaches it. */
  readonly source: Omit<SourceSettings, "prometheusType" | "url"> & {
    readonly url: string | undefined;
    readonly tenant: string | undefined;
  };
  readonly editors: "view" | "edit";
  /** Where the token goes, see `tokenPrefix`. */
  readonly place: string;
  readonly tokenDays: number;
  /** Make a new token even if there is one that is valid. */
  readonly renewToken: boolean;
  /** The place lacks the token, whatever Grafana knows of it. */
  readonly tokenIsMissing: boolean;
  /**
   * Hands a new token on, before older ones for the same place are deleted. Undefined if nobody would get it: then none
   * is made.
   */
  readonly deliver: ((token: MadeToken) => Promise<void>) | undefined;
  /** Change nothing, and say what would be changed. */
  readonly dryRun: boolean;
}
