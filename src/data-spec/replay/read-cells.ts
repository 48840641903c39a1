import { parseDuration } from "../../text/duration.ts";

const dateTime = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?)?(Z|[+-]\d\d:?\d\d)?$/;

/** Numbers from here on are milliseconds, below it seconds: 100 billion seconds are the year 5138. */
const leastMs = 1e11;

/**
 * The time in a cell, in milliseconds: an ISO time (UTC without a zone), Unix seconds or milliseconds, or a duration
 * such as `90s`. Undefined for anything else.
 */
export function readTimeCell(text: string): number | undefined {
  const cell = text.trim();
  if (/^-?\d+(?:\.\d+)?$/.test(cell)) {
    const number = Number(cell);
    return Math.round(Math.abs(number) < leastMs ? number * 1000 : number);
  }
  const match = dateTime.exec(cell);
  if (match === null) return parseDuration(cell);
  const [, year, month, day, hour = "00", minute = "00", second = "00", fraction = "", zone = "Z"] = match;
  const ms = fraction.padEnd(3, "0").slice(0, 3);
  const parsed = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}.${ms}Z`);
  if (Number.isNaN(parsed) || new Date(parsed).getUTCDate() !== Number(day)) return undefined;
  return parsed - offsetMs(zone);
}

function offsetMs(zone: string): number {
  if (zone === "Z") return 0;
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(-2))];
  return (zone.startsWith("-") ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

const infinities: Readonly<Record<string, number>> = {
  nan: Number.NaN,
  inf: Number.POSITIVE_INFINITY,
  "+inf": Number.POSITIVE_INFINITY,
  "-inf": Number.NEGATIVE_INFINITY,
};

/** The value in a cell: null where it is empty (or `null`), undefined where it is no number. */
export function readValueCell(text: string): number | null | undefined {
  const cell = text.trim();
  if (cell === "" || cell === "null" || cell === "undefined") return null;
  if (/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(cell)) return Number(cell);
  return infinities[cell.toLowerCase()];
}
