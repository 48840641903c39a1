const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
const weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const two = (value: number) => String(value).padStart(2, "0");

const tokens: Readonly<Record<string, (date: Date) => string>> = {
  YYYY: (date) => String(date.getUTCFullYear()),
  YY: (date) => two(date.getUTCFullYear() % 100),
  MMMM: (date) => months[date.getUTCMonth()]!,
  MMM: (date) => months[date.getUTCMonth()]!.slice(0, 3),
  MM: (date) => two(date.getUTCMonth() + 1),
  M: (date) => String(date.getUTCMonth() + 1),
  DD: (date) => two(date.getUTCDate()),
  D: (date) => String(date.getUTCDate()),
  dddd: (date) => weekdays[date.getUTCDay()]!,
  ddd: (date) => weekdays[date.getUTCDay()]!.slice(0, 3),
  d: (date) => String(date.getUTCDay()),
  HH: (date) => two(date.getUTCHours()),
  H: (date) => String(date.getUTCHours()),
  hh: (date) => two(date.getUTCHours() % 12 || 12),
  h: (date) => String(date.getUTCHours() % 12 || 12),
  mm: (date) => two(date.getUTCMinutes()),
  m: (date) => String(date.getUTCMinutes()),
  ss: (date) => two(date.getUTCSeconds()),
  s: (date) => String(date.getUTCSeconds()),
  SSS: (date) => String(date.getUTCMilliseconds()).padStart(3, "0"),
  A: (date) => (date.getUTCHours() < 12 ? "AM" : "PM"),
  a: (date) => (date.getUTCHours() < 12 ? "am" : "pm"),
  ZZ: () => "+0000",
  Z: () => "+00:00",
  X: (date) => String(Math.floor(date.getTime() / 1000)),
  x: (date) => String(date.getTime()),
};

/**
 * Formats a time in UTC by a Moment.js pattern: `YYYY-MM-DD`, `[at] HH:mm`. Unknown tokens stay unchanged.
 *
 * @see https://momentjs.com/docs/#/displaying/format/
 * @param ms - Unix milliseconds.
 */
export function formatDate(ms: number, pattern: string): string {
  const date = new Date(ms);
  if (Number.isNaN(date.getTime())) return "Invalid date";
  const found = /\[([^\]]{0,100})\]|Y{4}|YY|M{1,4}|D{1,2}|d{3,4}|d|H{1,2}|h{1,2}|m{1,2}|s{1,2}|SSS|A|a|Z{1,2}|X|x/g;
  return pattern.replaceAll(found, (token, literal?: string) => literal ?? tokens[token]?.(date) ?? token);
}
