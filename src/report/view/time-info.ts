import { counted } from "../../text/counted.ts";

const units: Readonly<Record<string, string>> = {
  s: "second",
  m: "minute",
  h: "hour",
  d: "day",
  w: "week",
  M: "month",
  y: "year",
};

/** The time of a panel that has a time of its own: `Last 1 hour`, `timeshift -1d`. Undefined for one that has none. */
export function timeInfo({ timeFrom, timeShift }: { timeFrom?: string | undefined; timeShift?: string | undefined }) {
  const parts = [
    timeFrom === undefined || timeFrom === "" ? undefined : describeLast(timeFrom.replace(/^now-/, "")),
    timeShift === undefined || timeShift === "" ? undefined : `timeshift -${timeShift.replace(/^now-/, "")}`,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.join(", ");
}

function describeLast(text: string): string {
  const [, amount, unit = ""] = /^(\d{1,9})([smhdwMy])$/.exec(text) ?? [];
  return amount === undefined ? text : `Last ${counted(Number(amount), units[unit]!)}`;
}
