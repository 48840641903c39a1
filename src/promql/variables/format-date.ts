import dayjs from "dayjs";
import advancedFormat from "dayjs/plugin/advancedFormat.js";
import utc from "dayjs/plugin/utc.js";

dayjs.extend(utc);
dayjs.extend(advancedFormat);

/** Day.js reads a pattern in time that grows with the square of its length; dates are shorter than this. */
const maxPattern = 256;

/**
 * A time by a Moment.js pattern, in UTC: `YYYY-MM-DD`, `[at] HH:mm`. Tokens that are not known stay as they are, and so
 * does a pattern of more than 256 characters.
 *
 * @see https://momentjs.com/docs/#/displaying/format/
 * @param ms - Unix milliseconds.
 */
export function formatDate(ms: number, pattern: string): string {
  const date = dayjs.utc(ms);
  if (!date.isValid()) return "Invalid date";
  // Day.js takes empty brackets for text.
  return pattern.length > maxPattern ? pattern : date.format(pattern.replaceAll("[]", ""));
}
