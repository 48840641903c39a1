import type { CommandRequest, OptionSet } from "../../flags/option.ts";
import {
  grafanaOptions,
  networkOptions,
  outputOptions,
  prometheusOptions,
  selectionOptions,
} from "../../flags/options.ts";
import { hostOptions, reviewOptions, reviewStateOptions } from "../../flags/review-options.ts";

/** Every flag of `cleanup`; the action has an input for each. */
export const cleanupOptions = {
  all: {
    type: "boolean",
    default: false,
    describe: "Not only what has expired: every preview of the project (or of --key), kept ones too",
  },
  closed: {
    type: "boolean",
    default: false,
    describe:
      "Also previews whose review is closed or merged; the host is asked, and any error or odd answer keeps them",
  },
  yes: { type: "boolean", default: false, describe: "Really delete, with --all-projects" },
  "dry-run": { type: "boolean", default: false, describe: "List what would be deleted; delete nothing" },
  "max-delete": {
    type: "number",
    default: 50,
    describe: "Most previews, and revisions whose series no preview shows, to delete in one run",
  },
  "orphan-age": {
    type: "duration",
    default: "1h",
    describe: "Delete series that no preview shows when their run and their newest sample are older than this",
  },
  "unproven-series": {
    type: "boolean",
    default: false,
    describe:
      "Also delete series whose dashboards this Grafana cannot be proved to have lost: of another " +
      "organisation, or of a previews folder that was deleted",
  },
  "max-ttl": {
    type: "duration",
    default: "30d",
    describe: "No preview lives longer than this after its last save, whatever its tag says",
  },
  ...outputOptions,
  ...selectionOptions,
  ...reviewOptions,
  ...hostOptions,
  "review-url": reviewStateOptions["review-url"],
  ...grafanaOptions,
  ...prometheusOptions,
  ...networkOptions,
} as const satisfies OptionSet;

/** The request of `cleanup`. */
export type CleanupRequest = CommandRequest<typeof cleanupOptions>;
