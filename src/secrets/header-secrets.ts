import { type Secret, secretOf } from "./secret.ts";

/** Header values that everybody sends. */
const publicHeader = /^(?:accept|cache|content|origin|referer|pragma|connection|user-agent)/i;

/** The secrets of a header: its value; each value of a cookie, and what stands after `Bearer` or another scheme. */
export function headerSecrets(name: string, value: string): Secret[] {
  if (value === "") return [];
  if (publicHeader.test(name)) return [{ text: value, kind: "word" }];
  const cookies = /cookie/i.test(name) ? value.split(";").map((part) => part.slice(part.indexOf("=") + 1).trim()) : [];
  const scheme = /^[A-Za-z][\w-]{2,20}\s+(\S+)$/.exec(value)?.[1];
  return [value, ...cookies, ...(scheme === undefined ? [] : [scheme])].filter((text) => text !== "").map(secretOf);
}

/** A tenant's name is a key to its data in many places, and an ordinary word in as many. */
export function tenantSecret(text: string): Secret {
  const name = text.trim();
  return /^[A-Za-z]+(?:[-_.][A-Za-z]+){0,3}[-_.]?\d{0,3}$/.test(name) && name.length <= 24
    ? { text: name, kind: "word" }
    : secretOf(name);
}
