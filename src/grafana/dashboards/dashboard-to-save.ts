import type { JsonObject } from "../../json/read.ts";
import type { DashboardKind } from "../marks/marks.ts";

/** A dashboard to save, with its marks. */
export interface DashboardToSave {
  readonly uid: string;
  readonly kind: DashboardKind;
  /** Classic JSON, or the spec of schema v2. Saving adds tags and manifest. */
  readonly model: JsonObject;
  /** From `makeTags`. */
  readonly tags: readonly string[];
  /** From `encodeManifest`. */
  readonly manifest: string | undefined;
  readonly folderUid: string;
  /** The message in Grafana's version history. */
  readonly message?: string;
  /** `v2beta1`, …: the version of schema v2 that the model is written in, used if the server has it. */
  readonly apiVersion?: string;
}
