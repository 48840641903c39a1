import { UsageError } from "../errors.ts";
import type { FilesRequest } from "./read-files.ts";

/** @throws {UsageError} if a request names no dashboards at all. */
export function requireDashboards(
  { dashboards, build = [] }: Pick<FilesRequest, "dashboards" | "build">,
  command: string,
): void {
  if (dashboards.length === 0 && build.length === 0)
    throw new UsageError(
      `missing argument: dashboards, such as dashpreview ${command} dashboards/, or \`dashboards\` in ` +
        `dashpreview.yaml; see dashpreview ${command} --help`,
    );
}
