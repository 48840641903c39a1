import { durationFlag } from "../../text/duration.ts";

/** `durationFlag` for a flag that may be missing. */
export function optionalDuration(flag: string, text: string | undefined): number | undefined {
  return text === undefined ? undefined : durationFlag(flag, text);
}
