import type { ReviewHost } from "../../ci/hosts/host.ts";
import type { Grafana } from "../../grafana/grafana.ts";
import type { ProjectNames } from "../../identity/project-id.ts";
import type { ListedPreview } from "../list.ts";
import { reportRemoved } from "../review/report-removed.ts";

/** Whose comments are updated, and where. */
export interface NewsOptions {
  readonly grafana: Grafana;
  readonly host: ReviewHost;
  /** Only comments and deployments of this project are touched. */
  readonly names: ProjectNames;
  /** Remove the environment's deployments too. */
  readonly deployments: boolean;
}

interface Untold {
  readonly previews: readonly ListedPreview[];
  readonly removedAtMs: number;
}

/** A host that fails for so long is not told any more. */
const longestMs = 3_600_000;

/** Tells reviews that their previews have expired and are gone, again while their host does not answer. */
export class RemovalNews {
  readonly #options: NewsOptions;
  #untold: readonly Untold[] = [];

  constructor(options: NewsOptions) {
    this.#options = options;
  }

  /** @param nowMs - when they were deleted: Unix milliseconds of the clock that `tell` is called with. */
  add(previews: readonly ListedPreview[], nowMs: number): void {
    if (previews.length > 0) this.#untold = [...this.#untold, { previews, removedAtMs: nowMs }];
  }

  /**
   * Updates the comments that are not up to date. What did not work is tried again at the next call, for an hour.
   *
   * @returns a line for each comment that does not say it yet.
   */
  async tell(nowMs: number): Promise<readonly string[]> {
    const warnings: string[] = [];
    const left: Untold[] = [];
    for (const one of this.#untold) {
      const { previews: deleted, removedAtMs } = one;
      const said = await reportRemoved({ ...this.#options, deleted, reason: () => "expired", nowMs: removedAtMs });
      warnings.push(...said);
      if (said.length > 0 && nowMs - removedAtMs < longestMs) left.push(one);
    }
    this.#untold = left;
    return warnings;
  }
}
