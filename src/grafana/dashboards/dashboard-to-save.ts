import type { JsonObject } from "../../json/read.ts";
import type { DashboardKind } from "../marks/marks.ts";

/** A dashboard to save, with its marks. */
export interface DashboardToSave {
  readonly uid: string;
  readonly kind: DashboardKind;
  /** Classic JSON, or the spec of schema v2. Tags and manifest are put in here. */
  readonly model: JsonObject;
  /** From `makeTags`. */
  readonly tags: readonly string[];
  /** From `encodeManifest`. */
  readonly manifest: string | undefined;
  readonly folderUid: string;
  /** For Grafana's history of versions. */
  readonly message?: string;
  /** `v2beta1`, …: the version of schema v2 that the model is written in, used where the server has it. */
  readonly apiVersion?: string;
}
