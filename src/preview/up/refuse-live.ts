import { UsageError } from "../../errors.ts";
import { filesFit, maxFilesGzipBytes } from "../../grafana/marks/manifest.ts";
import type { ManifestFiles } from "../../grafana/marks/manifest-shape.ts";
import type { LoadedSpec } from "../files/load-spec.ts";
import type { SeriesPlan } from "./plan.ts";
import type { UpOptions } from "./up-options.ts";

/** @throws {UsageError} if nothing can go on where the history ends. */
export function refuseLive(
  { liveMs, liveUntilExpiry, isolation }: Pick<UpOptions, "liveMs" | "liveUntilExpiry" | "isolation">,
  specs: readonly Pick<LoadedSpec, "file" | "document">[],
  { fixedStart }: Pick<SeriesPlan, "fixedStart">,
): void {
  if (liveMs === undefined && liveUntilExpiry !== true) return;
  if (fixedStart)
    throw new UsageError("--live goes on where the history ends, now; a spec with a fixed start cannot be continued");
  if (liveUntilExpiry !== true) return;
  if (isolation === "none")
    throw new UsageError(
      "--live until-expiry needs --isolation label: dashpreview live tells previews apart by their label",
    );
  for (const spec of specs) refuseLargeRecordings(spec);
}

/** The recorded files that a spec replays, as they travel with a preview; undefined for a spec without. */
export function recordedFiles({ document }: Pick<LoadedSpec, "document">): ManifestFiles | undefined {
  return document.files.size === 0 ? undefined : [...document.files];
}

/** `live` has nothing but the manifest. */
function refuseLargeRecordings(spec: Pick<LoadedSpec, "file" | "document">): void {
  const files = recordedFiles(spec);
  if (files === undefined || filesFit(files)) return;
  const names = files.map(([path]) => path);
  const shown = names.length > 5 ? `${names.slice(0, 5).join(", ")} and ${names.length - 5} more` : names.join(", ");
  throw new UsageError(
    `--live until-expiry: ${spec.file} replays ${shown}, which ${names.length === 1 ? "is" : "are"} too large to ` +
      `travel with the preview (${maxFilesGzipBytes / 1024} KiB gzipped together), so dashpreview live could not go ` +
      "on; leave out columns that no signal replays, put the rows farther apart, or give a time, such as --live 8h",
  );
}
