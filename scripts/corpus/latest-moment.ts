/**
 * The last moment before now that has a time of day.
 *
 * @param text - `14:40`, UTC.
 * @returns Unix milliseconds.
 * @throws {RangeError} for a text that is no time of day.
 */
export function latestMoment(text: string, nowMs: number): number {
  const found = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text);
  if (found === null) throw new RangeError(`--at: a time of day such as 14:40, got ${text}`);
  const dayMs = 86_400_000;
  const today = Math.floor(nowMs / dayMs) * dayMs + Number(found[1]) * 3_600_000 + Number(found[2]) * 60_000;
  return today <= nowMs ? today : today - dayMs;
}
